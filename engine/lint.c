/* SPDX-License-Identifier: MIT */
/*
 * Warnings: what loads, and is probably not what was meant.  A comment
 * `# lint: allow W1011` on the line before silences that code; several codes
 * may stand in one comment.  Errors cannot be silenced.
 */
#include "load.h"
#include "../base/bytes.h"
#include "../base/clock.h"

#include <stdlib.h>

#define DAY	   INT64_C(86400)
#define DAYS_AHEAD 14

/* ------------------------------------------------------------------- silencing */

/* A `# lint: allow` comment. */
struct allowance {
	uint32_t source;
	unsigned line;
	struct certrule_bytes codes; /* what follows the words */
};

struct linter {
	struct cr_load *load;
	struct allowance *allowed; /* by source and line */
	size_t count;
};

/* False: it is a comment like any other. */
static bool
read_allowance(struct cr_load *load, const struct cr_trivia *comment,
    struct allowance *allowance)
{
	struct certrule_bytes marker = cr_bytes_text("lint: allow");
	struct certrule_bytes text = cr_sources_text(
	    cr_diags_sources(load->diags), comment->span.source);
	size_t at = comment->span.begin;

	while (at < comment->span.end &&
	       (text.data[at] == '#' || text.data[at] == ' '))
		at++;
	text = cr_bytes_slice(text, at, comment->span.end);
	if (!comment->own_line || !cr_bytes_starts(text, marker))
		return false;
	allowance->source = comment->span.source;
	allowance->line = cr_load_line(load, comment->span);
	allowance->codes = cr_bytes_slice(text, marker.len, text.len);
	return true;
}

static const struct cr_trivia *
first_comment(const struct cr_load_file *file)
{
	return file->ast != NULL ? file->ast->trivia : NULL;
}

/* Files and their comments come in order. */
static int
find_allowances(struct linter *linter)
{
	const struct cr_load_file *file;
	const struct cr_trivia *comment;
	size_t most = 0;

	for (file = linter->load->first_file; file != NULL; file = file->next)
		for (comment = first_comment(file); comment != NULL;
		     comment = comment->next)
			most++;
	linter->allowed =
	    cr_load_get(linter->load, most + 1, sizeof(*linter->allowed));
	if (linter->allowed == NULL)
		return -1;
	for (file = linter->load->first_file; file != NULL; file = file->next)
		for (comment = first_comment(file); comment != NULL;
		     comment = comment->next)
			if (read_allowance(linter->load, comment,
				&linter->allowed[linter->count]))
				linter->count++;
	return 0;
}

static int
compare_places(const void *a, const void *b)
{
	const struct allowance *left = a, *right = b;

	if (left->source != right->source)
		return left->source < right->source ? -1 : 1;
	return left->line < right->line ? -1 : left->line > right->line;
}

/* False: a comment on the line before allows it. */
static bool
is_wanted(void *context, enum cr_diag_code code, struct cr_span span)
{
	struct linter *linter = context;
	struct allowance place = {.source = span.source};
	const struct allowance *found;

	place.line = cr_load_line(linter->load, span) - 1;
	found = bsearch(&place, linter->allowed, linter->count, sizeof(place),
	    compare_places);
	return found == NULL || !cr_bytes_contains(found->codes,
				    cr_bytes_text(cr_diag_code_text(code)));
}

void
cr_lint_silence(struct cr_load *load, size_t first)
{
	struct linter linter = {.load = load};

	/* Without a text there is nothing that could say so. */
	if (load->first_file == NULL || find_allowances(&linter) != 0)
		return;
	cr_diags_filter(load->diags, first, is_wanted, &linter);
}

/* ----------------------------------------------------------------------- rules */

static void
warn_until(struct cr_load *load, const struct cr_rule *rule)
{
	int64_t left = rule->info.until - load->now;
	struct cr_buffer time;
	const char *text;

	if (left > DAYS_AHEAD * DAY)
		return;
	cr_buffer_init(&time, load->alloc);
	cr_clock_print(&time, rule->info.until);
	text = cr_diags_quote(load->diags, cr_buffer_bytes(&time));
	cr_buffer_fini(&time);
	if (left > 0) {
		cr_diags_add(load->diags, CR_DIAG_ENDS_SOON, rule->mark,
		    (int)(left / DAY), text);
		return;
	}
	cr_diags_add(load->diags, CR_DIAG_ENDED, rule->mark, text);
	cr_diags_hint(load->diags, "it never matches any more: remove it");
}

static void
lint_rule(struct cr_load *load, const struct cr_rule *rule)
{
	if (rule->info.dated && !rule->info.disabled)
		warn_until(load, rule);
	if (rule->info.named)
		return;
	cr_diags_add(load->diags, CR_DIAG_UNNAMED_RULE, rule->mark);
	cr_diags_hint(load->diags,
	    "verdicts and logs call it '%s', which changes with the file",
	    cr_diags_quote(load->diags, cr_bytes_text(rule->info.name)));
}

/* ---------------------------------------------------------------------- policy */

static void
lint_lists(struct cr_load *load)
{
	const struct cr_list *list = load->policy->check.lists;

	for (; list != NULL; list = list->next)
		if (!list->used)
			cr_diags_add(load->diags, CR_DIAG_UNUSED_LIST,
			    list->span,
			    cr_diags_quote(load->diags, list->name));
}

static bool
has_default(const struct cr_policy *policy)
{
	for (size_t i = 0; i < policy->fallback_count; i++)
		if (policy->fallbacks[i].host_count == 0)
			return true;
	return false;
}

/* A policy without a rule is a file of fields or lists: it decides nothing.
 * The default would stand behind the last rule. */
static void
lint_default(struct cr_load *load)
{
	const struct cr_load_item *item = load->rules.first, *last = NULL;

	for (; item != NULL; item = item->next)
		if (item->file == load->first_file)
			last = item;
	if (last == NULL || has_default(load->policy))
		return;
	cr_diags_add(load->diags, CR_DIAG_NO_DEFAULT, last->statement->mark);
	cr_diags_hint(load->diags, "say it at the end: default block");
}

void
cr_lint(struct cr_load *load)
{
	if (load->options->flags & CERTRULE_NO_LINT)
		return;
	for (size_t i = 0; i < load->policy->rule_count; i++)
		lint_rule(load, &load->policy->rules[i]);
	lint_lists(load);
	lint_default(load);
}

/* SPDX-License-Identifier: MIT */
/*
 * The lint stage, and what silences it.  A comment `# lint: allow W1011` on the
 * line before silences that code; several codes may stand in one comment.
 * Errors cannot be silenced.
 */
#include "lint.h"
#include "lint_trust.h"
#include "../base/bytes.h"

#include <stdlib.h>

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

/* ------------------------------------------------------------------- the stage */

void
cr_lint(struct cr_load *load)
{
	struct cr_lint lint = {
	    .load = load,
	    .policy = load->policy,
	    .diags = load->diags,
	    .builtin = cr_schema_has_builtin(load->policy->schema),
	    .work = CR_LINT_WORK,
	};
	const struct cr_lint_place nowhere = {.rule = NULL};

	if (load->options->flags & CERTRULE_NO_LINT)
		return;
	lint.trust = cr_lint_trust(&lint);
	cr_lint_walk(&lint);
	cr_lint_call(&lint, CR_LINT_POLICY, &nowhere);
}

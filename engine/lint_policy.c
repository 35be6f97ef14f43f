/* SPDX-License-Identifier: MIT */
/*
 * What is left out or left over: names of rules, ends that are near or past,
 * lists that nothing uses, the default.
 */
#include "lint.h"
#include "../base/bytes.h"
#include "../base/clock.h"

#define DAY	   INT64_C(86400)
#define DAYS_AHEAD 14

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

void
cr_lint_until(struct cr_lint *lint, const struct cr_lint_place *place)
{
	if (place->rule->info.dated && !place->rule->info.disabled)
		warn_until(lint->load, place->rule);
}

void
cr_lint_unnamed(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_rule *rule = place->rule;

	if (rule->info.named)
		return;
	cr_diags_add(lint->diags, CR_DIAG_UNNAMED_RULE, rule->mark);
	cr_diags_hint(lint->diags,
	    "verdicts and logs call it '%s', which changes with the file",
	    cr_diags_quote(lint->diags, cr_bytes_text(rule->info.name)));
}

/* ---------------------------------------------------------------------- policy */

void
cr_lint_unused_lists(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_list *list = lint->policy->check.lists;

	(void)place;
	for (; list != NULL; list = list->next)
		if (!list->used && list->own == NULL)
			cr_diags_add(lint->diags, CR_DIAG_UNUSED_LIST,
			    list->span,
			    cr_diags_quote(lint->diags, list->name));
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
void
cr_lint_no_default(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_load_item *item = lint->load->rules.first;
	const struct cr_load_item *last = NULL;

	(void)place;
	for (; item != NULL; item = item->next)
		if (item->file == lint->load->first_file)
			last = item;
	if (last == NULL || has_default(lint->policy))
		return;
	cr_diags_add(lint->diags, CR_DIAG_NO_DEFAULT, last->statement->mark);
	cr_diags_hint(lint->diags, "say it at the end: default block");
}

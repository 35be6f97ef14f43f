/* SPDX-License-Identifier: MIT */
/*
 * What a stranger meets: somebody whose certificate proves nothing, though it
 * may say anything.  Which rules can let one in, or past.
 */
#include "lint_parts.h"

/* ----------------------------------------------------------------------- rules */

static bool
has_open_default(const struct cr_policy *policy)
{
	for (size_t i = 0; i < policy->fallback_count; i++)
		if (policy->fallbacks[i].allow_anonymous)
			return true;
	return false;
}

/* Lets in without the guard of `allow`. */
static bool
is_open(const struct cr_rule *rule)
{
	return !rule->info.disabled &&
	       (rule->info.kind == CERTRULE_RULE_ALLOW_ANONYMOUS ||
		   rule->info.kind == CERTRULE_RULE_ACTION);
}

static bool
is_block(const struct cr_rule *rule)
{
	return rule->info.kind == CERTRULE_RULE_BLOCK ||
	       rule->info.kind == CERTRULE_RULE_ALWAYS_BLOCK;
}

/* From the last rule to the first: what stands behind a block is what it has to
 * keep strangers from. */
static void
find_strangers(const struct cr_lint *lint, struct cr_lint_rules *rules)
{
	bool open = has_open_default(lint->policy);

	for (size_t i = rules->count; i > 0; i--) {
		const struct cr_rule *rule = &lint->policy->rules[i - 1];

		rules->strangers[i - 1] =
		    is_open(rule) || (is_block(rule) && open);
		open = open || is_open(rule);
	}
}

/* Rules are tried always-blocks first, and written in any order. */
static void
sort_items(const struct cr_lint *lint, struct cr_lint_rules *rules)
{
	const struct cr_load_item *item = lint->load->rules.first;
	size_t always = 0, other = 0;

	for (; item != NULL; item = item->next)
		other += item->statement->as.rule.always;
	for (item = lint->load->rules.first; item != NULL; item = item->next)
		rules->items[item->statement->as.rule.always ? always++
							     : other++] = item;
}

int
cr_lint_rules_init(struct cr_lint *lint, struct cr_lint_rules *rules)
{
	rules->count = lint->policy->rule_count;
	rules->items = cr_load_get(
	    lint->load, rules->count + 1, sizeof(const struct cr_load_item *));
	rules->strangers = cr_load_get(
	    lint->load, rules->count + 1, sizeof(*rules->strangers));
	if (rules->items == NULL || rules->strangers == NULL)
		return -1;
	sort_items(lint, rules);
	find_strangers(lint, rules);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Covers.  Of an `and` that of the cheapest child, of an `or` all of its
 * children's, of a predicate itself if it can be looked up and stands there as
 * it is.  A rule without one may rest on a test that it shares with others: that
 * one is asked first, once for all of them.
 *
 * The guard of `allow` is never part of a cover, so that one cover serves the
 * rule with it and without it.
 */
#include "plan.h"

#include "../base/alloc.h"

#include <stdlib.h>

/* Fewer rules than this are asked one by one. */
#define SHARED_MIN 4

/* ------------------------------------------------------------------ weights */

static void weigh(const struct cr_plan *plan, struct cr_part *node);

static void
weigh_children(const struct cr_plan *plan, struct cr_part *node)
{
	bool is_and = node->kind == CR_PART_AND;

	node->weight = is_and ? UINT32_MAX : 0;
	for (size_t i = 0; i < node->child_count; i++) {
		struct cr_part *child = node->children[i];

		weigh(plan, child);
		if (is_and && child->weight < node->weight)
			node->weight = child->weight;
		if (!is_and && __builtin_add_overflow(
				   node->weight, child->weight, &node->weight))
			node->weight = UINT32_MAX;
	}
}

static void
weigh(const struct cr_plan *plan, struct cr_part *node)
{
	switch (node->kind) {
	case CR_PART_FALSE:
		node->weight = 0;
		return;
	case CR_PART_TRUE:
		node->weight = UINT32_MAX;
		return;
	case CR_PART_AND:
	case CR_PART_OR:
		weigh_children(plan, node);
		return;
	case CR_PART_TEST:
		node->weight =
		    node->negated
			? UINT32_MAX
			: cr_plan_weight(&plan->predicates[node->predicate]);
		return;
	}
}

static const struct cr_part *
find_best(const struct cr_part *node)
{
	const struct cr_part *best = node->children[0];

	for (size_t i = 1; i < node->child_count; i++)
		if (node->children[i]->weight < best->weight)
			best = node->children[i];
	return best;
}

/* ----------------------------------------------------------------- triggers */

static int
find_trigger(struct cr_plan *plan, const struct cr_part *test, uint32_t *number)
{
	struct cr_predicate *predicate = &plan->predicates[test->predicate];
	uint32_t *known = &predicate->trigger[test->negated];
	struct cr_trigger *bigger;

	if (*known == 0) {
		bigger = cr_plan_grow(plan->arena, plan->triggers,
		    plan->trigger_count, &plan->trigger_capacity,
		    sizeof(*bigger));
		if (bigger == NULL)
			return -1;
		plan->triggers = bigger;
		plan->triggers[plan->trigger_count++] = (struct cr_trigger){
		    .predicate = test->predicate, .negated = test->negated};
		*known = (uint32_t)plan->trigger_count;
	}
	*number = *known - 1;
	return 0;
}

static bool
has_trigger(const struct cr_plan *plan, const struct cr_plan_rule *rule,
    uint32_t trigger)
{
	/* A long cover may name one twice: that costs, and is right. */
	for (uint32_t i = 0; i < rule->count && i < 16; i++)
		if (plan->covers[rule->first + i] == trigger)
			return true;
	return false;
}

static int
add_trigger(
    struct cr_plan *plan, struct cr_plan_rule *rule, const struct cr_part *test)
{
	uint32_t trigger, *bigger;

	if (find_trigger(plan, test, &trigger) != 0)
		return -1;
	if (has_trigger(plan, rule, trigger))
		return 0;
	bigger = cr_plan_grow(plan->arena, plan->covers, plan->cover_count,
	    &plan->cover_capacity, sizeof(*bigger));
	if (bigger == NULL)
		return -1;
	plan->covers = bigger;
	plan->covers[plan->cover_count++] = trigger;
	plan->triggers[trigger].rules++;
	rule->count++;
	return 0;
}

/* The node has a weight. */
static int
add_cover(
    struct cr_plan *plan, struct cr_plan_rule *rule, const struct cr_part *node)
{
	switch (node->kind) {
	case CR_PART_FALSE:
	case CR_PART_TRUE:
		return 0;
	case CR_PART_AND:
		return add_cover(plan, rule, find_best(node));
	case CR_PART_TEST:
		return add_trigger(plan, rule, node);
	case CR_PART_OR:
		break;
	}
	for (size_t i = 0; i < node->child_count; i++)
		if (add_cover(plan, rule, node->children[i]) != 0)
			return -1;
	return 0;
}

/* ------------------------------------------------------------- shared tests */

static bool
is_guard(const struct cr_plan *plan, const struct cr_part *node)
{
	return node->kind == CR_PART_TEST &&
	       plan->predicates[node->predicate].expr->kind == CR_EXPR_PROVEN;
}

/* A test that is seldom false would make candidates of all its rules, and they
 * would be asked all the same. */
static bool
may_guard(const struct cr_plan *plan, const struct cr_part *node)
{
	const struct cr_expr *expr;

	if (node->kind != CR_PART_TEST || is_guard(plan, node))
		return false;
	expr = plan->predicates[node->predicate].expr;
	return node->negated ? expr->kind == CR_EXPR_TRUTH : !expr->negated;
}

static uint32_t *
guarded(const struct cr_plan *plan, const struct cr_part *node)
{
	return &plan->predicates[node->predicate].guards[node->negated];
}

/* Has no cover of its own, but parts that all must hold. */
static bool
needs_guard(const struct cr_part *node)
{
	return node->kind == CR_PART_AND && node->weight == UINT32_MAX;
}

static void
count_guards(const struct cr_plan *plan, const struct cr_part *node)
{
	for (size_t i = 0; i < node->child_count; i++)
		if (may_guard(plan, node->children[i]))
			++*guarded(plan, node->children[i]);
}

/* The test of an `and` that most rules without a cover have; NULL: few have
 * any. */
static const struct cr_part *
find_shared(const struct cr_plan *plan, const struct cr_part *node)
{
	const struct cr_part *found = NULL;
	uint32_t most = SHARED_MIN - 1;

	for (size_t i = 0; i < node->child_count; i++) {
		const struct cr_part *child = node->children[i];

		if (!may_guard(plan, child) || *guarded(plan, child) <= most)
			continue;
		found = child;
		most = *guarded(plan, child);
	}
	return found;
}

static enum cr_residual
explain_residual(const struct cr_plan *plan, const struct cr_part *node)
{
	enum cr_residual found = CR_RESIDUAL_PLAIN;

	switch (node->kind) {
	case CR_PART_FALSE:
	case CR_PART_TRUE:
		return CR_RESIDUAL_ALWAYS;
	case CR_PART_OR:
		return CR_RESIDUAL_OR;
	case CR_PART_TEST:
		if (is_guard(plan, node))
			return CR_RESIDUAL_ALWAYS;
		return node->negated ? CR_RESIDUAL_NEGATED : CR_RESIDUAL_PLAIN;
	case CR_PART_AND:
		break;
	}
	for (size_t i = 0; i < node->child_count; i++) {
		enum cr_residual child =
		    explain_residual(plan, node->children[i]);

		if (child == CR_RESIDUAL_ALWAYS)
			continue;
		if (child == CR_RESIDUAL_PLAIN)
			return child;
		found = child;
	}
	return found;
}

static int
cover_rule(struct cr_plan *plan, struct cr_plan_rule *rule)
{
	const struct cr_part *shared = NULL;

	rule->first = (uint32_t)plan->cover_count;
	if (rule->node->kind == CR_PART_FALSE) {
		rule->residual = CR_RESIDUAL_NEVER;
		return 0;
	}
	rule->residual = CR_RESIDUAL_NOT;
	if (rule->node->weight != UINT32_MAX)
		return add_cover(plan, rule, rule->node);
	if (needs_guard(rule->node))
		shared = find_shared(plan, rule->node);
	if (shared != NULL)
		return add_trigger(plan, rule, shared);
	rule->residual = explain_residual(plan, rule->node);
	return 0;
}

/* -------------------------------------------------------------------- order */

static int
compare_nodes(const void *a, const void *b)
{
	const struct cr_part *lhs = *(struct cr_part *const *)a;
	const struct cr_part *rhs = *(struct cr_part *const *)b;

	if (lhs->cost != rhs->cost)
		return lhs->cost < rhs->cost ? -1 : 1;
	return lhs->order < rhs->order ? -1 : lhs->order > rhs->order;
}

/* The order of parts means nothing, in three values too. */
static void
sort_children(struct cr_part *node)
{
	if (node->child_count > 1)
		qsort(node->children, node->child_count,
		    sizeof(struct cr_part *), compare_nodes);
	for (size_t i = 0; i < node->child_count; i++)
		sort_children(node->children[i]);
}

static void
weigh_rules(struct cr_plan *plan)
{
	for (size_t i = 0; i < plan->policy->rule_count; i++) {
		struct cr_part *node = plan->rules[i].node;

		if (node == NULL)
			continue;
		weigh(plan, node);
		if (needs_guard(node))
			count_guards(plan, node);
	}
}

int
cr_plan_cover(struct cr_plan *plan)
{
	if (!plan->linear)
		weigh_rules(plan);
	for (size_t i = 0; i < plan->policy->rule_count; i++) {
		struct cr_plan_rule *rule = &plan->rules[i];

		if (rule->node == NULL)
			continue;
		if (!plan->linear && cover_rule(plan, rule) != 0)
			return -1;
		sort_children(rule->node);
	}
	return 0;
}

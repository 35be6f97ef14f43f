/* SPDX-License-Identifier: MIT */
/*
 * Rules as and/or over shared predicates.  `not` is pushed down to what it
 * negates, which holds in three values too; constants are folded only where
 * that needs no value: false and, true or.  xor stays one predicate.
 */
#include "plan.h"

#include "../base/alloc.h"

#include <stdlib.h>
#include <string.h>

void *
cr_plan_grow(struct cr_arena *arena, void *array, size_t count,
    size_t *capacity, size_t size)
{
	size_t wanted = *capacity == 0 ? 16 : *capacity * 2;
	void *bigger;

	if (count < *capacity)
		return array;
	bigger = cr_arena_array(arena, wanted, size);
	if (bigger == NULL)
		return NULL;
	if (count > 0)
		memcpy(bigger, array, count * size);
	*capacity = wanted;
	return bigger;
}

/* --------------------------------------------------------------- predicates */

/* One value that takes work to find: once a decision is enough. */
static bool
is_computed(const struct cr_subject *subject)
{
	const struct cr_term *term = subject->term;

	return term != NULL && !subject->each &&
	       (term->kind == CR_TERM_CALL || term->kind == CR_TERM_KEY ||
		   term->kind == CR_TERM_ELEMENT);
}

static int
find_subject(struct cr_plan *plan, const struct cr_subject *subject,
    const struct cr_term *term, uint32_t *number)
{
	uint32_t next = (uint32_t)plan->subject_count;
	struct cr_subject *bigger;

	if (cr_plan_names_term(plan->names, term, next, number) != 0)
		return -1;
	if (*number != next)
		return 0;
	bigger = cr_plan_grow(plan->arena, plan->subjects, plan->subject_count,
	    &plan->subject_capacity, sizeof(*bigger));
	if (bigger == NULL)
		return -1;
	plan->subjects = bigger;
	plan->subjects[plan->subject_count] = *subject;
	if (is_computed(subject))
		plan->subjects[plan->subject_count].computed =
		    (uint32_t)++plan->computed_count;
	plan->subject_count++;
	return 0;
}

static int
add_predicate(struct cr_plan *plan, const struct cr_expr *expr)
{
	struct cr_predicate *predicate, *bigger;
	struct cr_subject subject = {.field = 0};
	const struct cr_term *term;
	struct cr_term host;

	bigger = cr_plan_grow(plan->arena, plan->predicates,
	    plan->predicate_count, &plan->predicate_capacity, sizeof(*bigger));
	if (bigger == NULL)
		return -1;
	plan->predicates = bigger;
	predicate = &plan->predicates[plan->predicate_count++];
	*predicate = (struct cr_predicate){.expr = expr, .asked = expr};
	if (plan->linear)
		return 0;
	cr_plan_classify(plan, predicate, &subject);
	predicate->has_subject = subject.type != 0;
	if (!predicate->has_subject)
		return 0;
	term = subject.term;
	if (term == NULL) {
		host = (struct cr_term){.kind = CR_TERM_FIELD,
		    .type = subject.type,
		    .field = (int)subject.field};
		term = &host;
	}
	return find_subject(plan, &subject, term, &predicate->subject);
}

static int
find_predicate(
    struct cr_plan *plan, const struct cr_expr *expr, uint32_t *number)
{
	uint32_t next = (uint32_t)plan->predicate_count;

	*number = next;
	if (!plan->linear &&
	    cr_plan_names_expr(plan->names, expr, next, number) != 0)
		return -1;
	if (*number == next && add_predicate(plan, expr) != 0)
		return -1;
	plan->predicates[*number].uses++;
	return 0;
}

/* -------------------------------------------------------------------- nodes */

static struct cr_part *build_node(
    struct cr_plan *plan, const struct cr_expr *expr, bool negated);

static struct cr_part *
build_test(struct cr_plan *plan, const struct cr_expr *expr, bool negated)
{
	struct cr_part *node = cr_arena_get(plan->arena, sizeof(*node));

	if (node == NULL || find_predicate(plan, expr, &node->predicate) != 0)
		return NULL;
	node->kind = CR_PART_TEST;
	node->negated = negated;
	node->cost = cr_plan_cost(expr);
	return node;
}

/* What decides an and or an or by itself, and what says nothing in it. */
static enum cr_part_kind
decides(enum cr_part_kind kind)
{
	return kind == CR_PART_AND ? CR_PART_FALSE : CR_PART_TRUE;
}

static bool
is_constant(const struct cr_part *node)
{
	return node->kind == CR_PART_FALSE || node->kind == CR_PART_TRUE;
}

static int
add_child(struct cr_plan *plan, struct cr_part *node, struct cr_part *child,
    size_t *capacity)
{
	struct cr_part **bigger = cr_plan_grow(plan->arena, node->children,
	    node->child_count, capacity, sizeof(struct cr_part *));

	if (bigger == NULL)
		return -1;
	node->children = bigger;
	child->order = node->child_count;
	node->children[node->child_count++] = child;
	if (__builtin_add_overflow(node->cost, child->cost, &node->cost))
		node->cost = UINT32_MAX;
	return 0;
}

/* What is of the parent's kind joins it. */
static int
add_children(struct cr_plan *plan, struct cr_part *node, struct cr_part *child,
    size_t *capacity)
{
	if (child->kind != node->kind)
		return add_child(plan, node, child, capacity);
	for (size_t i = 0; i < child->child_count; i++)
		if (add_child(plan, node, child->children[i], capacity) != 0)
			return -1;
	return 0;
}

static int
build_children(struct cr_plan *plan, const struct cr_expr *expr, bool negated,
    struct cr_part *node)
{
	size_t capacity = 0;

	for (size_t i = 0; i < expr->child_count; i++) {
		struct cr_part *child =
		    build_node(plan, expr->children[i], negated);

		if (child == NULL)
			return -1;
		if (is_constant(child) && child->kind != decides(node->kind))
			continue;
		if (is_constant(child)) {
			node->kind = child->kind;
			node->child_count = 0;
			return 0;
		}
		if (add_children(plan, node, child, &capacity) != 0)
			return -1;
	}
	return 0;
}

static struct cr_part *
build_connective(struct cr_plan *plan, const struct cr_expr *expr, bool negated)
{
	struct cr_part *node = cr_arena_get(plan->arena, sizeof(*node));
	bool is_and = (expr->kind == CR_EXPR_AND) != negated;

	if (node == NULL)
		return NULL;
	node->kind = is_and ? CR_PART_AND : CR_PART_OR;
	if (build_children(plan, expr, negated, node) != 0)
		return NULL;
	if (is_constant(node))
		return node;
	if (node->child_count == 0)
		node->kind = is_and ? CR_PART_TRUE : CR_PART_FALSE;
	if (node->child_count == 1)
		return node->children[0];
	return node;
}

/* Nesting is bounded by the parser. */
static struct cr_part *
build_node(struct cr_plan *plan, const struct cr_expr *expr, bool negated)
{
	struct cr_part *node;

	switch (expr->kind) {
	case CR_EXPR_CONSTANT:
		node = cr_arena_get(plan->arena, sizeof(*node));
		if (node != NULL)
			node->kind = expr->constant != negated ? CR_PART_TRUE
							       : CR_PART_FALSE;
		return node;
	case CR_EXPR_AND:
	case CR_EXPR_OR:
		return build_connective(plan, expr, negated);
	case CR_EXPR_NOT:
		return build_node(plan, expr->children[0], !negated);
	case CR_EXPR_XOR:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
	case CR_EXPR_COMPARE:
	case CR_EXPR_TRUTH:
	case CR_EXPR_PROVEN:
	case CR_EXPR_HOST:
	case CR_EXPR_BEFORE:
		break;
	}
	return build_test(plan, expr, negated);
}

/* -------------------------------------------------------------------- whole */

/* A Bool or an Int is asked again as fast as it is remembered. */
#define COST_KEPT 3
/* With each client: a KiB. */
#define NOTED_MAX 4096

static bool
is_kept(const struct cr_predicate *predicate)
{
	return predicate->expr->kind != CR_EXPR_PROVEN &&
	       cr_plan_cost(predicate->expr) > COST_KEPT;
}

/* What is looked up is asked of candidates only. */
static bool
is_asked_often(const struct cr_predicate *predicate)
{
	return predicate->uses > 1 || predicate->method == CR_METHOD_NONE ||
	       predicate->method == CR_METHOD_TEST;
}

/* Those that follow from the client alone get the first numbers. */
static int
number_noted(struct cr_plan *plan)
{
	for (size_t i = 0; i < plan->predicate_count; i++) {
		struct cr_predicate *predicate = &plan->predicates[i];

		if (plan->noted_count == NOTED_MAX || !is_kept(predicate) ||
		    !is_asked_often(predicate))
			continue;
		if (cr_plan_scope_expr(
			plan, predicate->expr, &predicate->reads) != 0)
			return -1;
		if (predicate->reads.count > 0)
			predicate->number = (uint32_t)++plan->noted_count;
	}
	plan->shared_count = plan->noted_count;
	return 0;
}

static int
number_predicates(struct cr_plan *plan)
{
	if (plan->linear)
		return 0;
	if (number_noted(plan) != 0)
		return -1;
	for (size_t i = 0; i < plan->predicate_count; i++) {
		struct cr_predicate *predicate = &plan->predicates[i];

		if (predicate->number == 0 && predicate->uses > 1 &&
		    is_kept(predicate))
			predicate->number = (uint32_t)++plan->shared_count;
	}
	return 0;
}

static int
note_subjects(struct cr_plan *plan)
{
	for (size_t i = 0; i < plan->subject_count; i++) {
		struct cr_subject *subject = &plan->subjects[i];
		struct cr_term field = {
		    .kind = CR_TERM_FIELD, .field = (int)subject->field};

		if (cr_plan_scope_term(plan,
			subject->term == NULL ? &field : subject->term,
			&subject->reads) != 0)
			return -1;
	}
	return 0;
}

static int
build_rules(struct cr_plan *plan)
{
	const struct cr_policy *policy = plan->policy;

	plan->rules = cr_arena_array(
	    plan->arena, policy->rule_count + 1, sizeof(*plan->rules));
	if (plan->rules == NULL)
		return -1;
	for (size_t i = 0; i < policy->rule_count; i++) {
		struct cr_plan_rule *rule = &plan->rules[i];

		rule->residual = CR_RESIDUAL_OFF;
		if (policy->rules[i].info.disabled)
			continue;
		rule->residual = CR_RESIDUAL_PLAIN;
		rule->node = build_node(plan, policy->rules[i].expr, false);
		if (rule->node == NULL)
			return -1;
	}
	return number_predicates(plan) == 0 ? note_subjects(plan) : -1;
}

struct cr_plan *
cr_plan_new(struct cr_arena *arena, const struct cr_policy *policy, bool linear)
{
	struct cr_plan *plan = cr_arena_get(arena, sizeof(*plan));
	int failed = -1;

	if (plan == NULL)
		return NULL;
	plan->arena = arena;
	plan->policy = policy;
	plan->linear = linear;
	plan->names = cr_plan_names_new(arena, cr_arena_alloc_table(arena));
	if (plan->names != NULL)
		failed = build_rules(plan);
	cr_plan_names_fini(plan->names);
	if (failed == 0)
		failed = cr_plan_cover(plan);
	return failed == 0 ? plan : NULL;
}

/* SPDX-License-Identifier: MIT */
/*
 * What follows from the client alone: certificate fields that have one value
 * for all requests of a connection under one trust block, and pure functions of
 * them.  Whatever may read anything else - the request, the clock, the host, a
 * verdict - does not, nor what the host's own functions and lists say.
 */
#include "functions.h"
#include "plan.h"

#include "functions.h"

struct walk {
	struct cr_plan *plan;
	struct cr_slice reads;
	bool follows, failed;
};

static void walk_expr(struct walk *walk, const struct cr_expr *expr);

static bool
is_read(const struct walk *walk, uint16_t field)
{
	for (uint32_t i = 0; i < walk->reads.count; i++)
		if (walk->plan->reads[walk->reads.first + i] == field)
			return true;
	return false;
}

static void
add_field(struct walk *walk, int number)
{
	struct cr_plan *plan = walk->plan;
	const struct cr_field *field =
	    cr_schema_field(plan->policy->schema, number);
	uint16_t *bigger;

	if (field->origin != CERTRULE_ORIGIN_CERTIFICATE ||
	    field->scope == CERTRULE_SCOPE_REQUEST || number > UINT16_MAX) {
		walk->follows = false;
		return;
	}
	if (is_read(walk, (uint16_t)number))
		return;
	bigger = cr_plan_grow(plan->arena, plan->reads, plan->read_count,
	    &plan->read_capacity, sizeof(*bigger));
	if (bigger == NULL) {
		walk->failed = true;
		return;
	}
	plan->reads = bigger;
	plan->reads[plan->read_count++] = (uint16_t)number;
	walk->reads.count++;
}

/* Nesting is bounded by the parser. */
static void
walk_term(struct walk *walk, const struct cr_term *term)
{
	if (term == NULL || !walk->follows || walk->failed)
		return;
	switch (term->kind) {
	case CR_TERM_LITERAL:
		return;
	case CR_TERM_FIELD:
		add_field(walk, term->field);
		return;
	case CR_TERM_ELEMENT:
	case CR_TERM_KEY:
	case CR_TERM_EACH:
		walk_term(walk, term->base);
		return;
	case CR_TERM_CALL:
		if (term->function->own != NULL) {
			walk->follows = false;
			return;
		}
		for (size_t i = 0; i < term->arg_count; i++)
			walk_term(walk, term->args[i]);
		return;
	case CR_TERM_LOGICAL:
		walk_expr(walk, term->logical);
		return;
	}
}

static void
walk_expr(struct walk *walk, const struct cr_expr *expr)
{
	switch (expr->kind) {
	case CR_EXPR_PROVEN:
	case CR_EXPR_HOST:
	case CR_EXPR_BEFORE:
		walk->follows = false;
		return;
	case CR_EXPR_COMPARE:
	case CR_EXPR_TRUTH:
		walk->follows &= expr->own == NULL;
		walk_term(walk, expr->left);
		walk_term(walk, expr->right);
		return;
	case CR_EXPR_CONSTANT:
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_XOR:
	case CR_EXPR_NOT:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
		break;
	}
	walk_term(walk, expr->left);
	for (size_t i = 0; i < expr->child_count; i++)
		walk_expr(walk, expr->children[i]);
}

static int
finish(const struct walk *walk, struct cr_slice *reads)
{
	*reads = walk->reads;
	if (walk->follows && !walk->failed)
		return 0;
	walk->plan->read_count = walk->reads.first;
	reads->count = 0;
	return walk->failed ? -1 : 0;
}

int
cr_plan_scope_expr(
    struct cr_plan *plan, const struct cr_expr *expr, struct cr_slice *reads)
{
	struct walk walk = {
	    .plan = plan, .reads = {(uint32_t)plan->read_count, 0}};

	walk.follows = true;
	walk_expr(&walk, expr);
	return finish(&walk, reads);
}

int
cr_plan_scope_term(
    struct cr_plan *plan, const struct cr_term *term, struct cr_slice *reads)
{
	struct walk walk = {
	    .plan = plan, .reads = {(uint32_t)plan->read_count, 0}};

	walk.follows = true;
	walk_term(&walk, term);
	return finish(&walk, reads);
}

/* SPDX-License-Identifier: MIT */
/*
 * Conditions that do not depend on the request: `x and false`, two different
 * values asked of one field, `a != 1 or a != 2`.  A value that is missing or in
 * error is left out of this: it makes no rule match.
 */
#include "lint_compare.h"
#include "lint_parts.h"
#include "set.h"

/* Chains up to this length are compared part by part. */
#define CHAIN 64

/* --------------------------------------------------------------- pairs of parts */

struct parts {
	struct cr_lint_literal items[CHAIN];
	size_t count;
};

static void
take_part(void *context, const struct cr_expr *expr, bool holds)
{
	struct parts *parts = context;

	if (parts->count < CHAIN)
		parts->items[parts->count] =
		    (struct cr_lint_literal){expr, holds, 0};
	parts->count++;
}

/* The one value that it leaves: an ==, or the opposite of a !=. */
static const struct certrule_value *
left_value(const struct cr_lint_literal *part)
{
	const struct cr_expr *expr = part->expr;

	if (expr->kind != CR_EXPR_COMPARE || expr->negated == part->holds)
		return NULL;
	switch (expr->op) {
	case CR_OP_INT_EQ:
	case CR_OP_STRING_EQ:
	case CR_OP_IP_EQ:
	case CR_OP_INT_NE:
	case CR_OP_STRING_NE:
	case CR_OP_IP_NE:
		break;
	default:
		return NULL;
	}
	if (expr->array || expr->right->kind != CR_TERM_LITERAL)
		return NULL;
	return &part->expr->right->literal;
}

/* Whatever the value, not both hold. */
static bool
exclude(struct cr_lint *lint, const struct cr_lint_literal *a,
    const struct cr_lint_literal *b)
{
	const struct certrule_value *value = left_value(a);
	enum cr_lint_outcome outcome;

	if (a->holds != b->holds && cr_lint_same(lint, a->expr, b->expr))
		return true;
	if (value == NULL || cr_lint_subject(b->expr) == NULL ||
	    !cr_lint_same_term(a->expr->left, cr_lint_subject(b->expr)))
		return false;
	outcome = cr_lint_apply(b->expr, value);
	return outcome != CR_LINT_UNKNOWN &&
	       (outcome == CR_LINT_TRUE) != b->holds;
}

/* Two parts of a chain that must all be `holds` cannot. */
static bool
is_contradiction(struct cr_lint *lint, const struct cr_expr *expr, bool holds)
{
	struct parts parts = {.count = 0};

	cr_lint_literals(expr, holds, take_part, &parts);
	if (parts.count > CHAIN)
		return false;
	for (size_t i = 0; i < parts.count; i++)
		for (size_t j = 0; j < parts.count; j++)
			if (i != j &&
			    exclude(lint, &parts.items[i], &parts.items[j]))
				return true;
	return false;
}

/* ----------------------------------------------------------------------- value */

/* Of a rule itself: a list says that it may be empty. */
static bool
is_empty_set(const struct cr_lint *lint, const struct cr_set *set)
{
	const struct cr_list *list = lint->policy->check.lists;

	if (set == NULL || cr_set_count(set) > 0)
		return false;
	for (; list != NULL; list = list->next)
		if (list->set == set)
			return false;
	return true;
}

static enum cr_lint_answer find_value(
    struct cr_lint *lint, const struct cr_expr *expr);

/* and: no if a part is, yes if all are; or: the other way around. */
static enum cr_lint_answer
chain_value(struct cr_lint *lint, const struct cr_expr *expr,
    enum cr_lint_answer deciding)
{
	enum cr_lint_answer value = cr_lint_opposite(deciding);

	for (size_t i = 0; i < expr->child_count; i++) {
		enum cr_lint_answer child = find_value(lint, expr->children[i]);

		if (child == deciding)
			return deciding;
		if (child == CR_LINT_MAYBE)
			value = CR_LINT_MAYBE;
	}
	if (is_contradiction(lint, expr, deciding == CR_LINT_NO))
		return deciding;
	return value;
}

static enum cr_lint_answer
find_value(struct cr_lint *lint, const struct cr_expr *expr)
{
	switch (expr->kind) {
	case CR_EXPR_CONSTANT:
		return expr->constant ? CR_LINT_YES : CR_LINT_NO;
	case CR_EXPR_AND:
		return chain_value(lint, expr, CR_LINT_NO);
	case CR_EXPR_OR:
		return chain_value(lint, expr, CR_LINT_YES);
	case CR_EXPR_NOT:
		return cr_lint_opposite(find_value(lint, expr->children[0]));
	case CR_EXPR_COMPARE:
		return is_empty_set(lint, expr->set) && !expr->negated
			   ? CR_LINT_NO
			   : CR_LINT_MAYBE;
	case CR_EXPR_XOR:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
	case CR_EXPR_TRUTH:
	case CR_EXPR_PROVEN:
	case CR_EXPR_HOST:
	case CR_EXPR_BEFORE:
		break;
	}
	return CR_LINT_MAYBE;
}

/* ---------------------------------------------------------------------- report */

static void
report(struct cr_lint *lint, const struct cr_expr *expr, bool value, bool whole)
{
	cr_diags_add(lint->diags, CR_DIAG_CONSTANT, expr->span,
	    cr_lint_text(lint, expr->span), value ? "always" : "never");
	if (whole && expr->kind == CR_EXPR_CONSTANT && !value)
		cr_diags_hint(lint->diags,
		    "'disabled' in front of a rule keeps it from running");
	else if (expr->kind == CR_EXPR_OR && value)
		cr_diags_hint(lint->diags,
		    "any value fulfils one of the parts: 'and' may be meant");
	else if (expr->kind == CR_EXPR_AND && !value)
		cr_diags_hint(lint->diags,
		    "no value fulfils all the parts: 'or' may be meant");
}

/* The outermost parts that have a value by themselves. */
static void
judge(struct cr_lint *lint, const struct cr_expr *expr, bool whole)
{
	enum cr_lint_answer value = find_value(lint, expr);

	if (value != CR_LINT_MAYBE) {
		report(lint, expr, value == CR_LINT_YES, whole);
		return;
	}
	for (size_t i = 0; i < expr->child_count; i++)
		judge(lint, expr->children[i], false);
}

/* `if true` by itself is how everybody is said. */
void
cr_lint_constant(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_expr *expr =
	    cr_lint_condition(place->rule, place->item);

	if (expr->kind != CR_EXPR_CONSTANT || !expr->constant)
		judge(lint, expr, true);
}

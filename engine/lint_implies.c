/* SPDX-License-Identifier: MIT */
/*
 * When one condition holds only where another one does.  The two may be in error
 * for the same value only, so what is asked of a value once is never traded for
 * what is asked of another one.
 */
#include "lint_compare.h"
#include "../base/canonical.h"
#include "functions.h"
#include "set.h"
#include "wildcard.h"

/* --------------------------------------------------------------- known values */

static enum cr_lint_outcome
outcome(bool value)
{
	return value ? CR_LINT_TRUE : CR_LINT_FALSE;
}

static enum cr_lint_outcome
compare_literal(const struct cr_expr *expr, const struct certrule_value *value)
{
	if (expr->right->kind != CR_TERM_LITERAL)
		return CR_LINT_UNKNOWN;
	return outcome(cr_value_equal(value, &expr->right->literal));
}

static enum cr_lint_outcome
apply_op(const struct cr_expr *expr, const struct certrule_value *value)
{
	switch (expr->op) {
	case CR_OP_INT_EQ:
	case CR_OP_INT_NE:
	case CR_OP_STRING_EQ:
	case CR_OP_STRING_NE:
	case CR_OP_IP_EQ:
	case CR_OP_IP_NE:
		return compare_literal(expr, value);
	case CR_OP_INT_IN:
	case CR_OP_INT_NOT_IN:
	case CR_OP_STRING_IN:
	case CR_OP_STRING_NOT_IN:
	case CR_OP_IP_IN:
	case CR_OP_IP_NOT_IN:
		if (expr->own != NULL)
			return CR_LINT_UNKNOWN;
		return outcome(cr_set_has(expr->set, value));
	case CR_OP_STRING_CONTAINS:
		if (expr->right->kind != CR_TERM_LITERAL)
			return CR_LINT_UNKNOWN;
		return outcome(cr_bytes_contains(
		    value->as.string, expr->right->literal.as.string));
	case CR_OP_STRING_WILDCARD:
	case CR_OP_STRING_STRICT_WILDCARD:
		return outcome(
		    cr_wildcard_match(expr->wildcard, value->as.string));
	default:
		return CR_LINT_UNKNOWN;
	}
}

/* starts_with(x, "...") and its like. */
static bool
is_part_test(const struct cr_expr *expr)
{
	const struct cr_term *term = expr->left;

	return expr->kind == CR_EXPR_TRUTH &&
	       (cr_lint_is_call(term, "starts_with") ||
		   cr_lint_is_call(term, "ends_with") ||
		   cr_lint_is_call(term, "path_under")) &&
	       term->args[1]->kind == CR_TERM_LITERAL;
}

static struct certrule_bytes
part(const struct cr_expr *expr)
{
	return expr->left->args[1]->literal.as.string;
}

static bool
is_under(struct certrule_bytes path, struct certrule_bytes prefix)
{
	return cr_bytes_starts(path, prefix) &&
	       (path.len == prefix.len || path.data[prefix.len] == '/');
}

static enum cr_lint_outcome
apply_part(const struct cr_expr *expr, struct certrule_bytes text)
{
	if (cr_lint_is_call(expr->left, "starts_with"))
		return outcome(cr_bytes_starts(text, part(expr)));
	if (cr_lint_is_call(expr->left, "ends_with"))
		return outcome(cr_bytes_ends(text, part(expr)));
	return outcome(is_under(text, part(expr)));
}

enum cr_lint_outcome
cr_lint_apply(const struct cr_expr *expr, const struct certrule_value *value)
{
	enum cr_lint_outcome result;

	if (is_part_test(expr))
		return apply_part(expr, value->as.string);
	if (expr->kind != CR_EXPR_COMPARE)
		return CR_LINT_UNKNOWN;
	result = apply_op(expr, value);
	if (result == CR_LINT_UNKNOWN || !expr->negated)
		return result;
	return outcome(result == CR_LINT_FALSE);
}

const struct certrule_value *
cr_lint_wanted(const struct cr_expr *expr)
{
	if (expr->kind != CR_EXPR_COMPARE || expr->array ||
	    (expr->op != CR_OP_INT_EQ && expr->op != CR_OP_STRING_EQ &&
		expr->op != CR_OP_IP_EQ) ||
	    expr->right->kind != CR_TERM_LITERAL)
		return NULL;
	return &expr->right->literal;
}

const struct cr_term *
cr_lint_subject(const struct cr_expr *expr)
{
	if (is_part_test(expr))
		return expr->left->args[0];
	return expr->kind == CR_EXPR_COMPARE && !expr->array ? expr->left
							     : NULL;
}

/* ----------------------------------------------------------------- implication */

static bool
same_subject(const struct cr_expr *a, const struct cr_expr *b)
{
	const struct cr_term *left = cr_lint_subject(a);
	const struct cr_term *right = cr_lint_subject(b);

	return left != NULL && right != NULL && cr_lint_same_term(left, right);
}

/* Of two that look at the beginning or the end of the same value. */
static bool
implies_part(const struct cr_expr *a, const struct cr_expr *b)
{
	if (cr_lint_is_call(b->left, "ends_with"))
		return cr_lint_is_call(a->left, "ends_with") &&
		       cr_bytes_ends(part(a), part(b));
	if (cr_lint_is_call(a->left, "ends_with"))
		return false;
	if (cr_lint_is_call(b->left, "starts_with"))
		return cr_bytes_starts(part(a), part(b));
	return cr_lint_is_call(a->left, "path_under") &&
	       is_under(part(a), part(b));
}

/* a holds; b does as well, or does not, whichever is asked. */
static bool
implies_comparison(
    const struct cr_lint_literal *a, const struct cr_lint_literal *b)
{
	const struct certrule_value *value = cr_lint_wanted(a->expr);

	if (!a->holds || !same_subject(a->expr, b->expr))
		return false;
	if (value != NULL)
		return cr_lint_apply(b->expr, value) == outcome(b->holds);
	if (!b->holds)
		return false;
	if (is_part_test(a->expr) && is_part_test(b->expr))
		return implies_part(a->expr, b->expr);
	return a->expr->set != NULL && b->expr->set != NULL &&
	       !a->expr->negated && !b->expr->negated &&
	       cr_set_within(a->expr->set, b->expr->set);
}

static bool
has_host(const struct cr_expr *expr, struct certrule_bytes host)
{
	for (size_t i = 0; i < expr->host_count; i++)
		if (cr_bytes_equal(host, expr->hosts[i]) ||
		    cr_host_matches(host, expr->hosts[i]))
			return true;
	return false;
}

/* b is the test of a `for`. */
static bool
implies_hosts(
    struct cr_lint *lint, const struct cr_expr *a, const struct cr_expr *b)
{
	const struct certrule_value *value = cr_lint_wanted(a);

	if (value != NULL)
		return cr_lint_is_field(lint, a->left, CR_ID_HOSTNAME) &&
		       has_host(b, value->as.string);
	if (a->kind != CR_EXPR_HOST)
		return false;
	for (size_t i = 0; i < a->host_count; i++)
		if (!has_host(b, a->hosts[i]))
			return false;
	return true;
}

static bool
implies_all(struct cr_lint *lint, const struct cr_lint_literal *a,
    const struct cr_lint_literal *b)
{
	for (size_t i = 0; i < a->expr->child_count; i++) {
		struct cr_lint_literal child = {
		    a->expr->children[i], a->holds, 0};

		if (!cr_lint_implies(lint, &child, b))
			return false;
	}
	return true;
}

static bool
implies_one(struct cr_lint *lint, const struct cr_lint_literal *a,
    const struct cr_lint_literal *b)
{
	for (size_t i = 0; i < b->expr->child_count; i++) {
		struct cr_lint_literal child = {
		    b->expr->children[i], b->holds, 0};

		if (cr_lint_implies(lint, a, &child))
			return true;
	}
	return false;
}

bool
cr_lint_implies(struct cr_lint *lint, const struct cr_lint_literal *a,
    const struct cr_lint_literal *b)
{
	if (lint->work == 0)
		return false;
	lint->work--;
	if (a->holds == b->holds && cr_lint_same(lint, a->expr, b->expr))
		return true;
	if (cr_lint_alternatives(a) > 0)
		return implies_all(lint, a, b);
	if (cr_lint_alternatives(b) > 0)
		return implies_one(lint, a, b);
	if (!a->holds)
		return false;
	if (b->expr->kind == CR_EXPR_HOST)
		return b->holds && implies_hosts(lint, a->expr, b->expr);
	if (a->expr->kind == CR_EXPR_BEFORE && b->expr->kind == CR_EXPR_BEFORE)
		return b->holds && a->expr->until <= b->expr->until;
	return implies_comparison(a, b);
}

/* SPDX-License-Identifier: MIT */
/*
 * Conditions that are true more often than they read: under a `not`, over a
 * list that is empty, in a chain that binds otherwise than it looks.  Said where
 * that lets somebody in.
 */
#include "../base/buffer.h"
#include "lint.h"

/* ----------------------------------------------------------------- a Bool unset */

static bool
is_allow(const struct cr_rule *rule)
{
	return rule->info.kind == CERTRULE_RULE_ALLOW ||
	       rule->info.kind == CERTRULE_RULE_ALLOW_ANONYMOUS;
}

/* Whoever does not set the field makes the `not` true. */
void
cr_lint_negated_bool(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_expr *expr = place->expr;
	const struct cr_field *field;

	if (expr->kind != CR_EXPR_TRUTH || !is_allow(place->rule) ||
	    place->lets_in != CR_LINT_IF_FALSE)
		return;
	field = cr_lint_field(lint, expr->left);
	if (field == NULL || field->origin == CERTRULE_ORIGIN_CERTIFICATE)
		return;
	if (expr->left->kind == CR_TERM_FIELD &&
	    (field->flags & CR_FIELD_REQUIRED))
		return;
	cr_diags_add(lint->diags, CR_DIAG_NEGATED_BOOL, expr->span,
	    cr_lint_text(lint, expr->span));
	if (field->origin == CERTRULE_ORIGIN_POLICY &&
	    expr->left->kind == CR_TERM_FIELD)
		cr_diags_hint(lint->diags,
		    "make unset an error: field %s bool required",
		    cr_diags_quote(lint->diags, field->name));
	else
		cr_diags_hint(lint->diags,
		    "ask for something that is there, not for something that "
		    "is not");
}

/* -------------------------------------------------------------- all() of nothing */

/* The list that all() goes over: what stands before the first [*]. */
static const struct cr_term *
find_list(const struct cr_expr *expr)
{
	const struct cr_term *term = expr->left;
	const struct cr_term *list = NULL;

	for (size_t i = 0; i < expr->child_count && list == NULL; i++)
		list = find_list(expr->children[i]);
	while (term != NULL && list == NULL) {
		if (term->kind == CR_TERM_EACH && !term->base->each)
			return term->base;
		if (term->kind == CR_TERM_CALL)
			term = term->arg_count > 0 ? term->args[0] : NULL;
		else
			term = term->base;
	}
	return list;
}

static bool
mentions(const struct cr_lint *lint, const struct cr_term *term,
    const struct cr_field *field)
{
	if (term == NULL)
		return false;
	if (cr_lint_field(lint, term) == field)
		return true;
	for (size_t i = 0; i < term->arg_count; i++)
		if (mentions(lint, term->args[i], field))
			return true;
	return false;
}

/* Asks for something of the list: any() over it, len() of it, an element. */
static bool
asks_for(const struct cr_lint *lint, const struct cr_expr *expr,
    const struct cr_field *field)
{
	if (expr->kind == CR_EXPR_ALL ||
	    (expr->kind == CR_EXPR_NOT &&
		expr->children[0]->kind == CR_EXPR_ANY))
		return false;
	if (mentions(lint, expr->left, field))
		return true;
	for (size_t i = 0; i < expr->child_count; i++)
		if (asks_for(lint, expr->children[i], field))
			return true;
	return false;
}

/* What lets in has all these parts to it. */
static bool
is_conjunction(const struct cr_lint_place *place)
{
	return (place->expr->kind == CR_EXPR_AND &&
		   place->lets_in == CR_LINT_IF_TRUE) ||
	       (place->expr->kind == CR_EXPR_OR &&
		   place->lets_in == CR_LINT_IF_FALSE);
}

static bool
is_asked_for(const struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_field *field)
{
	for (place = place->outer; place != NULL; place = place->outer) {
		const struct cr_expr *expr = place->expr;

		if (expr->kind != CR_EXPR_NOT && !is_conjunction(place))
			return false;
		for (size_t i = 0;
		     is_conjunction(place) && i < expr->child_count; i++)
			if (asks_for(lint, expr->children[i], field))
				return true;
	}
	return false;
}

void
cr_lint_all_of_nothing(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_expr *expr = place->expr;
	const struct cr_term *list;
	const char *text;

	if (expr->kind != CR_EXPR_ALL || place->lets_in != CR_LINT_IF_TRUE)
		return;
	list = find_list(expr->children[0]);
	if (list == NULL ||
	    is_asked_for(lint, place, cr_lint_field(lint, list)))
		return;
	text = cr_lint_text(lint, list->span);
	cr_diags_add(lint->diags, CR_DIAG_ALL_OF_NOTHING, expr->span, text);
	cr_diags_hint(lint->diags,
	    "ask for one beside it: len(%s) > 0 and all(...)", text);
}

/* ------------------------------------------------------------- `and` beside `or` */

static bool
is_bare_and(const struct cr_node *node)
{
	return node->kind == CR_NODE_AND && !node->parenthesised;
}

/* The chain with the parentheses that it is read with. */
static void
hint_parentheses(struct cr_lint *lint, const struct cr_node *chain)
{
	const struct cr_node *node = chain->child;
	struct cr_buffer text;

	cr_buffer_init(&text, lint->load->alloc);
	for (; node != NULL; node = node->next)
		cr_buffer_printf(&text, is_bare_and(node) ? "(%s)%s" : "%s%s",
		    cr_lint_text(lint, node->span),
		    node->next != NULL ? " or " : "");
	cr_diags_hint(lint->diags, "it is read as: %s",
	    cr_diags_quote(lint->diags, cr_buffer_bytes(&text)));
	cr_buffer_fini(&text);
}

/* Read the other way, `a or b and c` would let in less. */
void
cr_lint_mixed_chain(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node->child;

	if (place->node->kind != CR_NODE_OR ||
	    !(place->lets_in & CR_LINT_IF_TRUE))
		return;
	while (node != NULL && !is_bare_and(node))
		node = node->next;
	if (node == NULL)
		return;
	cr_diags_add(lint->diags, CR_DIAG_MIXED_CHAIN, place->node->mark);
	cr_diags_second(lint->diags, node->mark);
	hint_parentheses(lint, place->node);
}

/* SPDX-License-Identifier: MIT */
/*
 * One walk over every rule for all lints: the condition as it was written, then
 * its typed tree, outermost first.  On the way it knows whom a part lets in.
 * What recurses here is bounded by the nesting of the text.
 */
#include "lint.h"
#include "check_parts.h"
#include "functions.h"
#include "lint_parts.h"

#include <string.h>

/* ------------------------------------------------------------------------ rows */

struct row {
	enum cr_lint_level level;
	cr_lint_fn *function;
};

static const struct row rows[] = {
#define LINT(level, function) {CR_LINT_##level, cr_lint_##function},
#include "lint.def"
#undef LINT
};

void
cr_lint_call(struct cr_lint *lint, enum cr_lint_level level,
    const struct cr_lint_place *place)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (rows[i].level == level)
			rows[i].function(lint, place);
}

/* --------------------------------------------------------------------- effects */

static unsigned
flip(unsigned lets_in)
{
	return (lets_in & CR_LINT_IF_TRUE ? CR_LINT_IF_FALSE : 0) |
	       (lets_in & CR_LINT_IF_FALSE ? CR_LINT_IF_TRUE : 0);
}

/* Below xor and in an argument, any change may do either. */
static unsigned
either(unsigned lets_in)
{
	return lets_in != 0 ? CR_LINT_IF_TRUE | CR_LINT_IF_FALSE : 0;
}

static unsigned
rule_effect(const struct cr_rule *rule)
{
	switch (rule->info.kind) {
	case CERTRULE_RULE_ALLOW:
	case CERTRULE_RULE_ALLOW_ANONYMOUS:
	case CERTRULE_RULE_ACTION:
		return CR_LINT_IF_TRUE;
	case CERTRULE_RULE_BLOCK:
	case CERTRULE_RULE_ALWAYS_BLOCK:
		return CR_LINT_IF_FALSE;
	case CERTRULE_RULE_LOG:
		return 0;
	}
	return 0; /* unreachable: a case for each */
}

/* What stands below this place. */
static struct cr_lint_place
below(const struct cr_lint_place *place)
{
	struct cr_lint_place inner = *place;

	inner.outer = place;
	return inner;
}

/* -------------------------------------------------------------------- the text */

static void
walk_node(struct cr_lint *lint, const struct cr_lint_place *place)
{
	struct cr_lint_place inner = below(place);
	const struct cr_node *node = place->node;

	cr_lint_call(lint, CR_LINT_NODE, place);
	if (node->kind == CR_NODE_NOT) {
		inner.lets_in = flip(inner.lets_in);
		inner.negations++;
	}
	if (node->kind == CR_NODE_ANY || node->kind == CR_NODE_ALL)
		inner.quantified = true;
	if (node->kind == CR_NODE_XOR || node->kind == CR_NODE_CALL)
		inner.lets_in = either(inner.lets_in);
	for (inner.node = node->child; inner.node != NULL;
	     inner.node = inner.node->next)
		walk_node(lint, &inner);
}

static void
walk_list(struct cr_lint *lint, const struct cr_load_item *item)
{
	struct cr_lint_place place = {
	    .item = item,
	    .node = item->statement->as.list.set,
	};

	if (place.node != NULL)
		walk_node(lint, &place);
}

/* -------------------------------------------------------------- the typed tree */

static void walk_expr(struct cr_lint *lint, const struct cr_lint_place *place);

static void
walk_term(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_term *term = place->term;
	struct cr_lint_place inner = below(place);

	cr_lint_call(lint, CR_LINT_TERM, place);
	inner.lets_in = either(inner.lets_in);
	if (term->base != NULL) {
		inner.term = term->base;
		walk_term(lint, &inner);
	}
	for (size_t i = 0; i < term->arg_count; i++) {
		inner.term = term->args[i];
		walk_term(lint, &inner);
	}
	if (term->logical != NULL) {
		inner.term = NULL;
		inner.expr = term->logical;
		walk_expr(lint, &inner);
	}
}

static void
walk_terms(struct cr_lint *lint, const struct cr_lint_place *place)
{
	struct cr_lint_place inner = below(place);

	inner.term = place->expr->left;
	if (inner.term != NULL)
		walk_term(lint, &inner);
	inner.term = place->expr->right;
	if (inner.term != NULL)
		walk_term(lint, &inner);
}

static void
walk_expr(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_expr *expr = place->expr;
	struct cr_lint_place inner = below(place);

	cr_lint_call(lint, CR_LINT_EXPRESSION, place);
	walk_terms(lint, place);
	if (expr->kind == CR_EXPR_NOT) {
		inner.lets_in = flip(inner.lets_in);
		inner.negations++;
	}
	if (expr->kind == CR_EXPR_ANY || expr->kind == CR_EXPR_ALL)
		inner.quantified = true;
	if (expr->kind == CR_EXPR_XOR)
		inner.lets_in = either(inner.lets_in);
	for (size_t i = 0; i < expr->child_count; i++) {
		inner.expr = expr->children[i];
		walk_expr(lint, &inner);
	}
}

/* ----------------------------------------------------------------------- rules */

/* Behind the hosts of `for` and the end, where there are any. */
const struct cr_expr *
cr_lint_condition(const struct cr_rule *rule, const struct cr_load_item *item)
{
	const struct cr_expr *expr = rule->unguarded;

	if (item->scope->host_count == 0 && !rule->info.dated)
		return expr;
	return expr->children[expr->child_count - 1];
}

static void
walk_rule(struct cr_lint *lint, const struct cr_rule *rule,
    const struct cr_load_item *item, bool strangers)
{
	struct cr_lint_place place = {
	    .rule = rule,
	    .item = item,
	    .lets_in = rule_effect(rule),
	    .strangers = strangers,
	};
	bool unless = item->statement->as.rule.condition_word == CR_WORD_UNLESS;

	cr_lint_call(lint, CR_LINT_RULE, &place);
	place.expr = cr_lint_condition(rule, item);
	walk_expr(lint, &place);
	place.expr = NULL;
	place.node = item->statement->as.rule.condition;
	place.lets_in = unless ? flip(place.lets_in) : place.lets_in;
	place.negations = unless;
	walk_node(lint, &place);
}

void
cr_lint_walk(struct cr_lint *lint)
{
	const struct cr_load_item *item;
	struct cr_lint_rules rules;

	if (cr_lint_rules_init(lint, &rules) == 0)
		for (size_t i = 0; i < rules.count; i++)
			walk_rule(lint, &lint->policy->rules[i], rules.items[i],
			    rules.strangers[i]);
	for (item = lint->load->lists.first; item != NULL; item = item->next)
		walk_list(lint, item);
}

/* --------------------------------------------------------------------- helpers */

const char *
cr_lint_text(struct cr_lint *lint, struct cr_span span)
{
	return cr_check_text(&lint->load->policy->check, span);
}

const struct cr_field *
cr_lint_field(const struct cr_lint *lint, const struct cr_term *term)
{
	while (term != NULL && term->base != NULL)
		term = term->base;
	if (term == NULL || term->kind != CR_TERM_FIELD)
		return NULL;
	return cr_schema_field(lint->policy->schema, term->field);
}

bool
cr_lint_is_field(const struct cr_lint *lint, const struct cr_term *term,
    enum cr_field_number number)
{
	return lint->builtin && term != NULL && term->kind == CR_TERM_FIELD &&
	       term->field == (int)number;
}

bool
cr_lint_is_call(const struct cr_term *term, const char *name)
{
	return term != NULL && term->kind == CR_TERM_CALL &&
	       strcmp(term->function->name, name) == 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Which predicates can be looked up, and by what.  The rule for every row here:
 * if the look-up does not hit and what is looked at is not in error, the
 * predicate is false.
 */
#include "plan.h"

#include "../base/bytes.h"
#include "functions.h"
#include "set.h"
#include "wildcard.h"

/* Sets up to this size are taken apart into the index; a larger one is asked
 * as a whole, once. */
#define SET_APART 256
/* A shorter text is in nearly every value. */
#define LITERAL_MIN 2

/* -------------------------------------------------------------------- costs */

static uint32_t
cost_of_op(enum cr_op op)
{
	switch (op) {
	case CR_OP_INT_EQ:
	case CR_OP_INT_NE:
	case CR_OP_INT_LT:
	case CR_OP_INT_LE:
	case CR_OP_INT_GT:
	case CR_OP_INT_GE:
	case CR_OP_INT_MASK:
		return 3;
	case CR_OP_STRING_EQ:
	case CR_OP_STRING_NE:
	case CR_OP_IP_EQ:
	case CR_OP_IP_NE:
		return 4;
	case CR_OP_STRING_LT:
	case CR_OP_STRING_LE:
	case CR_OP_STRING_GT:
	case CR_OP_STRING_GE:
	case CR_OP_IP_LT:
	case CR_OP_IP_LE:
	case CR_OP_IP_GT:
	case CR_OP_IP_GE:
	case CR_OP_INT_IN:
	case CR_OP_INT_NOT_IN:
	case CR_OP_STRING_IN:
	case CR_OP_STRING_NOT_IN:
	case CR_OP_IP_IN:
	case CR_OP_IP_NOT_IN:
		return 8;
	case CR_OP_STRING_CONTAINS:
	case CR_OP_STRING_WILDCARD:
	case CR_OP_STRING_STRICT_WILDCARD:
		return 20;
	case CR_OP_STRING_MATCHES:
		return 80;
	case CR_OP_NONE:
	case CR_OP_COUNT:
		break;
	}
	return 0; /* unreachable: those are no operators */
}

static bool
is_field(const struct cr_term *term)
{
	return term == NULL || term->kind == CR_TERM_FIELD ||
	       term->kind == CR_TERM_LITERAL;
}

uint32_t
cr_plan_cost(const struct cr_expr *expr)
{
	switch (expr->kind) {
	case CR_EXPR_CONSTANT:
	case CR_EXPR_BEFORE:
		return 1;
	case CR_EXPR_TRUTH:
		return is_field(expr->left) ? 2 : 10;
	case CR_EXPR_PROVEN:
		return 6;
	case CR_EXPR_HOST:
		return 6;
	case CR_EXPR_COMPARE:
		return cost_of_op(expr->op) +
		       (is_field(expr->left) && is_field(expr->right) ? 0 : 30);
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
	case CR_EXPR_XOR:
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_NOT:
		break;
	}
	return 60;
}

/* --------------------------------------------------------------- comparisons */

static void
set_key(struct cr_predicate *predicate, enum cr_method method,
    struct certrule_bytes key, size_t least)
{
	predicate->key = key;
	if (key.len >= least)
		predicate->method = method;
}

/* The longest piece between the stars. */
static void
classify_wildcard(
    struct cr_predicate *predicate, const struct cr_wildcard *wildcard)
{
	size_t stars = cr_wildcard_stars(wildcard);
	struct certrule_bytes longest = cr_wildcard_piece(wildcard, 0);

	for (size_t i = 1; i <= stars; i++) {
		struct certrule_bytes piece = cr_wildcard_piece(wildcard, i);

		if (piece.len > longest.len)
			longest = piece;
	}
	predicate->folded = !cr_wildcard_strict(wildcard);
	set_key(predicate, CR_METHOD_LITERAL, longest, LITERAL_MIN);
}

/* A list of hosts folds what is asked of it, unless that is canonical. */
static bool
is_host_list(const struct cr_plan *plan, const struct cr_expr *asked)
{
	return cr_set_type(asked->set) == CR_LIST_HOST &&
	       asked->left->kind == CR_TERM_FIELD &&
	       (cr_schema_field(plan->policy->schema, asked->left->field)
		       ->flags &
		   CR_FIELD_HOST) != 0;
}

static void
classify_set(const struct cr_plan *plan, struct cr_predicate *predicate)
{
	const struct cr_expr *asked = predicate->asked;

	predicate->method = CR_METHOD_TEST;
	if (cr_set_count(asked->set) > SET_APART)
		return;
	switch (cr_set_type(asked->set)) {
	case CR_LIST_STRING:
		predicate->method = CR_METHOD_TEXTS;
		return;
	case CR_LIST_INT:
	case CR_LIST_IP:
		predicate->method = CR_METHOD_RANGE;
		return;
	case CR_LIST_HOST:
		if (is_host_list(plan, asked))
			predicate->method = CR_METHOD_HOST;
		return;
	case CR_LIST_SERIAL:
	case CR_LIST_FINGERPRINT:
		return;
	}
}

static void
classify_compare(const struct cr_plan *plan, struct cr_predicate *predicate)
{
	const struct cr_expr *asked = predicate->asked;

	if (asked->negated)
		return;
	if (asked->set != NULL) {
		classify_set(plan, predicate);
		return;
	}
	if (asked->wildcard != NULL) {
		classify_wildcard(predicate, asked->wildcard);
		return;
	}
	if (asked->regex != NULL) {
		set_key(predicate, CR_METHOD_LITERAL,
		    cr_regex_required(asked->regex), LITERAL_MIN);
		return;
	}
	if (asked->right == NULL || asked->right->kind != CR_TERM_LITERAL)
		return;
	if (asked->op == CR_OP_STRING_EQ)
		set_key(predicate, CR_METHOD_TEXT,
		    asked->right->literal.as.string, 0);
	else if (asked->op == CR_OP_STRING_CONTAINS)
		set_key(predicate, CR_METHOD_LITERAL,
		    asked->right->literal.as.string, LITERAL_MIN);
	else if (asked->left->type != CERTRULE_STRING &&
		 asked->op != CR_OP_INT_MASK)
		predicate->method = CR_METHOD_RANGE;
}

/* -------------------------------------------------------------- Bool values */

/* starts_with(), ends_with(), path_under() as this library has them. */
static void
classify_call(struct cr_predicate *predicate, const struct cr_term *call)
{
	static const struct {
		const char *name;
		enum cr_method method;
	} rows[] = {
	    {"starts_with", CR_METHOD_PREFIX},
	    {"ends_with", CR_METHOD_SUFFIX},
	    {"path_under", CR_METHOD_PREFIX},
	};

	if (call->body != call->function->body || call->arg_count != 2 ||
	    call->args[1]->kind != CR_TERM_LITERAL)
		return;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (cr_bytes_equal_text(
			cr_bytes_text(call->function->name), rows[i].name))
			set_key(predicate, rows[i].method,
			    call->args[1]->literal.as.string, 1);
}

/* --------------------------------------------------------------------- whole */

static void
set_subject(struct cr_subject *subject, const struct cr_term *term)
{
	*subject = (struct cr_subject){
	    .term = term, .each = term->each, .type = term->type};
	if (term->kind != CR_TERM_FIELD)
		return;
	subject->term = NULL;
	subject->field = (uint32_t)term->field;
}

static void
classify_host(const struct cr_plan *plan, struct cr_predicate *predicate,
    struct cr_subject *subject)
{
	/* Without the field it is in error. */
	if (!cr_schema_has_builtin(plan->policy->schema))
		return;
	*subject = (struct cr_subject){
	    .field = CR_ID_HOSTNAME, .type = CERTRULE_STRING};
	predicate->method = CR_METHOD_HOST;
}

/* each: of a comparison under any. */
static void
classify_asked(const struct cr_plan *plan, struct cr_predicate *predicate,
    bool each, struct cr_subject *subject)
{
	const struct cr_expr *asked = predicate->asked;
	const struct cr_term *left = asked->left;

	if (asked->kind == CR_EXPR_COMPARE && left->each == each) {
		classify_compare(plan, predicate);
		set_subject(subject, left);
		return;
	}
	if (asked->kind != CR_EXPR_TRUTH || left->kind != CR_TERM_CALL ||
	    left->each || left->args[0]->each != each)
		return;
	classify_call(predicate, left);
	set_subject(subject, left->args[0]);
}

void
cr_plan_classify(const struct cr_plan *plan, struct cr_predicate *predicate,
    struct cr_subject *subject)
{
	const struct cr_expr *expr = predicate->expr;

	switch (expr->kind) {
	case CR_EXPR_HOST:
		classify_host(plan, predicate, subject);
		return;
	case CR_EXPR_ANY:
		predicate->asked = expr->children[0];
		classify_asked(plan, predicate, true, subject);
		return;
	case CR_EXPR_COMPARE:
	case CR_EXPR_TRUTH:
		classify_asked(plan, predicate, false, subject);
		return;
	case CR_EXPR_CONSTANT:
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_XOR:
	case CR_EXPR_NOT:
	case CR_EXPR_ALL:
	case CR_EXPR_PROVEN:
	case CR_EXPR_BEFORE:
		return;
	}
}

static uint32_t
weigh_method(enum cr_method method)
{
	switch (method) {
	case CR_METHOD_NONE:
		return UINT32_MAX;
	case CR_METHOD_TEXT:
	case CR_METHOD_TEXTS:
		return 4;
	case CR_METHOD_HOST:
		return 6;
	case CR_METHOD_PREFIX:
	case CR_METHOD_SUFFIX:
		return 8;
	case CR_METHOD_LITERAL:
		return 16;
	case CR_METHOD_RANGE:
		return 32;
	case CR_METHOD_TEST:
		return 256;
	}
	return UINT32_MAX; /* unreachable: a case for each */
}

/* What many rules rest on makes them all candidates when it hits. */
uint32_t
cr_plan_weight(const struct cr_predicate *predicate)
{
	uint32_t weight = weigh_method(predicate->method);
	const struct cr_expr *asked = predicate->asked;

	if (weight == UINT32_MAX)
		return weight;
	if (predicate->method == CR_METHOD_RANGE && asked->set == NULL &&
	    (asked->op == CR_OP_INT_EQ || asked->op == CR_OP_IP_EQ))
		weight = 4;
	else if (predicate->method == CR_METHOD_RANGE && asked->set == NULL)
		weight = 512;
	if (__builtin_mul_overflow(weight, predicate->uses, &weight))
		return UINT32_MAX - 1;
	return weight;
}

/* SPDX-License-Identifier: MIT */
/*
 * The truth of a typed expression in three values: true, false, error.
 *
 * The rules, once:
 *  - a comparison with an operand in error is error, else with a missing one
 *    false, `ne` and `not in` too;
 *  - a missing Bool is false;
 *  - not error is error; false decides an `and` and true an `or`, whatever
 *    else is in error; error spoils a `xor`;
 *  - any and all are the or and the and of their elements.  [*] over a missing
 *    array is empty, so any is false and all is true; a missing Array<Bool>
 *    that stands there itself makes both false.
 */
#include "reference.h"

#include "../base/bytes.h"
#include "../base/canonical.h"
#include "../base/limits.h"
#include "functions.h"
#include "reference_parts.h"
#include "regex_scratch.h"
#include "set.h"
#include "wildcard.h"

static enum certrule_outcome
truth(bool boolean)
{
	return boolean ? CERTRULE_TRUE : CERTRULE_FALSE;
}

static enum certrule_outcome
fail(struct cr_evaluation *run, const char *why)
{
	run->why = why;
	return CERTRULE_UNDECIDED;
}

/* -------------------------------------------------------------- comparisons */

static const enum cr_word words[] = {
    CR_WORD_NONE,
#define OP(name, word, left, right) CR_WORD_##word,
#include "ops.def"
#undef OP
};

/* order: negative, 0 or positive, as a is below, level with or above b.  ne asks
 * what it negates. */
static bool
holds(enum cr_op op, int order)
{
	enum cr_word word = words[op];

	if (word == CR_WORD_LT)
		return order < 0;
	if (word == CR_WORD_LE)
		return order <= 0;
	if (word == CR_WORD_GT)
		return order > 0;
	if (word == CR_WORD_GE)
		return order >= 0;
	return order == 0;
}

static bool
compare_ints(enum cr_op op, int64_t a, int64_t b)
{
	return holds(op, (a > b) - (a < b));
}

/* Addresses of two families are in no order. */
static bool
compare_ips(
    enum cr_op op, const struct certrule_ip *a, const struct certrule_ip *b)
{
	return a->family == b->family && holds(op, cr_ip_compare(a, b));
}

/* A computed empty right side is contained in nothing; a written one is in
 * everything. */
static bool
contains(struct certrule_bytes a, const struct cr_term *right,
    struct certrule_bytes b)
{
	if (b.len == 0 && right->kind != CR_TERM_LITERAL)
		return false;
	return cr_bytes_contains(a, b);
}

static enum certrule_outcome
search(struct cr_evaluation *run, const struct cr_regex *regex,
    struct certrule_bytes subject)
{
	struct certrule_fieldset *facts = run->facts;
	struct cr_regex_scratch *scratch = cr_regex_scratch_get(facts);
	const char *why = "";

	if (scratch == NULL)
		return fail(run, "out of memory");
	switch (cr_regex_search(regex, scratch, subject, &facts->work, &why)) {
	case CR_REGEX_NO:
		return CERTRULE_FALSE;
	case CR_REGEX_YES:
		return CERTRULE_TRUE;
	case CR_REGEX_ERROR:
		return fail(run, why);
	case CR_REGEX_BUDGET:
		run->exhausted = true;
		return CERTRULE_UNDECIDED;
	}
	return fail(run, ""); /* unreachable: a case for each */
}

/* What a look into a list of the host's own is worth. */
#define LIST_WORK 64

static enum certrule_outcome
ask_list(struct cr_evaluation *run, const struct cr_own_list *list,
    const struct certrule_value *value)
{
	enum certrule_outcome outcome;
	const char *why = "";

	cr_reference_charge(run, LIST_WORK);
	outcome = cr_own_list_ask(list, value, &why);
	return outcome == CERTRULE_UNDECIDED ? fail(run, why) : outcome;
}

/* Both sides are present; of a negated operator, its opposite. */
static enum certrule_outcome
apply_op(struct cr_evaluation *run, const struct cr_expr *expr,
    const struct certrule_value *left, const struct certrule_value *right)
{
	switch (expr->op) {
	case CR_OP_INT_EQ:
	case CR_OP_INT_NE:
	case CR_OP_INT_LT:
	case CR_OP_INT_LE:
	case CR_OP_INT_GT:
	case CR_OP_INT_GE:
		return truth(compare_ints(
		    expr->op, left->as.integer, right->as.integer));
	case CR_OP_STRING_EQ:
	case CR_OP_STRING_NE:
	case CR_OP_STRING_LT:
	case CR_OP_STRING_LE:
	case CR_OP_STRING_GT:
	case CR_OP_STRING_GE:
		return truth(holds(expr->op,
		    cr_bytes_compare(left->as.string, right->as.string)));
	case CR_OP_IP_EQ:
	case CR_OP_IP_NE:
	case CR_OP_IP_LT:
	case CR_OP_IP_LE:
	case CR_OP_IP_GT:
	case CR_OP_IP_GE:
		return truth(
		    compare_ips(expr->op, &left->as.ip, &right->as.ip));
	case CR_OP_INT_IN:
	case CR_OP_INT_NOT_IN:
	case CR_OP_STRING_IN:
	case CR_OP_STRING_NOT_IN:
	case CR_OP_IP_IN:
	case CR_OP_IP_NOT_IN:
		if (expr->own != NULL)
			return ask_list(run, expr->own, left);
		return truth(cr_set_has(expr->set, left));
	case CR_OP_INT_MASK:
		return truth((left->as.integer & right->as.integer) != 0);
	case CR_OP_STRING_CONTAINS:
		return truth(
		    contains(left->as.string, expr->right, right->as.string));
	case CR_OP_STRING_MATCHES:
		return search(run, expr->regex, left->as.string);
	case CR_OP_STRING_WILDCARD:
	case CR_OP_STRING_STRICT_WILDCARD:
		return truth(
		    cr_wildcard_match(expr->wildcard, left->as.string));
	case CR_OP_NONE:
	case CR_OP_COUNT:
		break;
	}
	return fail(run, "an operator of no type");
}

enum certrule_outcome
cr_reference_negate(enum certrule_outcome outcome)
{
	if (outcome == CERTRULE_UNDECIDED)
		return outcome;
	return truth(outcome == CERTRULE_FALSE);
}

/* right: of a set or pattern any present value. */
enum certrule_outcome
cr_reference_compare(struct cr_evaluation *run, const struct cr_expr *expr,
    const struct certrule_value *left, const struct certrule_value *right)
{
	enum certrule_outcome outcome;

	if (left->state == CERTRULE_ERROR)
		return fail(run, left->as.why);
	if (right->state == CERTRULE_ERROR)
		return fail(run, right->as.why);
	if (left->state != CERTRULE_PRESENT || right->state != CERTRULE_PRESENT)
		return CERTRULE_FALSE;
	if (left->type == CERTRULE_STRING)
		cr_reference_charge(run, left->as.string.len / 16);
	outcome = apply_op(run, expr, left, right);
	return expr->negated ? cr_reference_negate(outcome) : outcome;
}

void
cr_reference_right(struct cr_evaluation *run, const struct cr_expr *expr,
    struct certrule_value *right)
{
	*right = cr_value_bool(true);
	if (expr->right != NULL)
		cr_reference_value(run, expr->right, right);
}

static enum certrule_outcome
compare(struct cr_evaluation *run, const struct cr_expr *expr)
{
	struct certrule_value left, right;

	cr_reference_value(run, expr->left, &left);
	cr_reference_right(run, expr, &right);
	return cr_reference_compare(run, expr, &left, &right);
}

enum certrule_outcome
cr_reference_truth(
    struct cr_evaluation *run, const struct certrule_value *value)
{
	if (value->state == CERTRULE_ERROR)
		return fail(run, value->as.why);
	return truth(
	    value->state == CERTRULE_PRESENT && value->as.boolean != 0);
}

static enum certrule_outcome
truth_of_term(struct cr_evaluation *run, const struct cr_term *term)
{
	struct certrule_value value;

	cr_reference_value(run, term, &value);
	return cr_reference_truth(run, &value);
}

/* --------------------------------------------------------------- connectives */

/* The outcome that decides an and or an or by itself. */
enum certrule_outcome
cr_reference_decides(enum cr_expr_kind kind)
{
	return kind == CR_EXPR_AND || kind == CR_EXPR_ALL ? CERTRULE_FALSE
							  : CERTRULE_TRUE;
}

enum certrule_outcome
cr_reference_join(
    enum cr_expr_kind kind, enum certrule_outcome a, enum certrule_outcome b)
{
	if (kind != CR_EXPR_XOR && (a == cr_reference_decides(kind) ||
				       b == cr_reference_decides(kind)))
		return cr_reference_decides(kind);
	if (a == CERTRULE_UNDECIDED || b == CERTRULE_UNDECIDED)
		return CERTRULE_UNDECIDED;
	return kind == CR_EXPR_XOR ? truth(a != b) : a;
}

static enum certrule_outcome
connect(struct cr_evaluation *run, const struct cr_expr *expr)
{
	enum certrule_outcome result =
	    cr_reference_evaluate(run, expr->children[0]);

	for (size_t i = 1; i < expr->child_count; i++) {
		if (expr->kind != CR_EXPR_XOR &&
		    result == cr_reference_decides(expr->kind))
			break;
		result = cr_reference_join(expr->kind, result,
		    cr_reference_evaluate(run, expr->children[i]));
	}
	return result;
}

/* ------------------------------------------- what the policy layer puts in */

const struct certrule_value *
cr_reference_read(struct cr_evaluation *run, int field)
{
	if (run->quiet)
		return cr_fieldset_peek(run->facts, field);
	return cr_fieldset_read(run->facts, field);
}

/* The trust block of this request; NULL: none is known. */
static const struct cr_trust_block *
find_block(struct cr_evaluation *run)
{
	const struct certrule_fieldset *facts = run->facts;

	cr_reference_read(run, CR_ID_HOSTNAME);
	if (facts->trust == NULL || facts->trust_ops == NULL ||
	    facts->trust_ops->block_for == NULL)
		return NULL;
	return facts->trust_ops->block_for(facts->trust, facts);
}

/*
 * The status must be `good` if the block insists on it.  Where no block is
 * known, as facts set by hand have it, only `unknown` is refused.
 */
static enum certrule_outcome
is_status_proven(struct cr_evaluation *run, const struct cr_trust_block *block)
{
	const struct certrule_value *status;
	bool present;

	if (block != NULL && !block->needs_good)
		return CERTRULE_TRUE;
	status =
	    cr_reference_read(run, CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS);
	if (status->state == CERTRULE_ERROR)
		return fail(run, status->as.why);
	present = status->state == CERTRULE_PRESENT;
	if (block != NULL)
		return truth(
		    present && cr_bytes_equal_text(status->as.string, "good"));
	return truth(
	    !present || !cr_bytes_equal_text(status->as.string, "unknown"));
}

/* An error in one of the conditions makes the guard an error, whatever the
 * others are: a client nobody can judge is not passed on to later rules. */
enum certrule_outcome
cr_reference_proven(struct cr_evaluation *run)
{
	const struct certrule_value *verified, *revoked;
	enum certrule_outcome status;

	if (!cr_schema_has_builtin(run->facts->schema))
		return CERTRULE_FALSE;
	verified =
	    cr_reference_read(run, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED);
	revoked = cr_reference_read(run, CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED);
	/* For the record. */
	cr_reference_read(run, CR_ID_TLS_CLIENT_CERT_VERIFY_REASON);
	status = is_status_proven(run, find_block(run));
	if (verified->state == CERTRULE_ERROR)
		return fail(run, verified->as.why);
	if (revoked->state == CERTRULE_ERROR)
		return fail(run, revoked->as.why);
	if (status != CERTRULE_TRUE)
		return status;
	return truth(
	    verified->state == CERTRULE_PRESENT && verified->as.boolean != 0 &&
	    revoked->state == CERTRULE_PRESENT && revoked->as.boolean == 0);
}

enum certrule_outcome
cr_reference_host(
    struct cr_evaluation *run, const struct certrule_bytes *hosts, size_t count)
{
	const struct certrule_value *hostname;

	if (!cr_schema_has_builtin(run->facts->schema))
		return fail(run, "there is no field 'hostname'");
	hostname = cr_reference_read(run, CR_ID_HOSTNAME);
	if (hostname->state == CERTRULE_ERROR)
		return fail(run, hostname->as.why);
	if (hostname->state != CERTRULE_PRESENT)
		return CERTRULE_FALSE;
	for (size_t i = 0; i < count; i++)
		if (cr_host_matches(hostname->as.string, hosts[i]))
			return CERTRULE_TRUE;
	return CERTRULE_FALSE;
}

/* --------------------------------------------------------------------- whole */

/* What stands by itself: it has the scratch to itself, unless it is part of an
 * argument. */
static enum certrule_outcome
evaluate_alone(struct cr_evaluation *run, const struct cr_expr *expr)
{
	enum certrule_outcome outcome;

	if (run->depth == 0 && cr_arena_used(run->facts->scratch) != 0)
		cr_arena_reset(run->facts->scratch);
	cr_reference_charge(run, 1);
	run->depth++;
	if (expr->kind == CR_EXPR_COMPARE)
		outcome = compare(run, expr);
	else if (expr->kind == CR_EXPR_TRUTH)
		outcome = truth_of_term(run, expr->left);
	else
		outcome = cr_reference_quantify(run, expr);
	run->depth--;
	return outcome;
}

enum certrule_outcome
cr_reference_evaluate(struct cr_evaluation *run, const struct cr_expr *expr)
{
	if (run->exhausted)
		return CERTRULE_UNDECIDED;
	switch (expr->kind) {
	case CR_EXPR_CONSTANT:
		return truth(expr->constant);
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_XOR:
		return connect(run, expr);
	case CR_EXPR_NOT:
		return cr_reference_negate(
		    cr_reference_evaluate(run, expr->children[0]));
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
	case CR_EXPR_COMPARE:
	case CR_EXPR_TRUTH:
		return evaluate_alone(run, expr);
	case CR_EXPR_PROVEN:
		return cr_reference_proven(run);
	case CR_EXPR_HOST:
		return cr_reference_host(run, expr->hosts, expr->host_count);
	case CR_EXPR_BEFORE:
		return truth(cr_fieldset_now(run->facts) < expr->until);
	}
	return fail(run, "an expression of no kind");
}

/* The limit is set here as well as where the arena is made: what an expression
 * may use is part of its meaning. */
void
cr_reference_init(struct cr_evaluation *run, struct certrule_fieldset *facts)
{
	*run = (struct cr_evaluation){.facts = facts, .why = ""};
	cr_arena_set_limit(facts->scratch, CR_LIMIT_SCRATCH);
}

enum certrule_outcome
cr_reference_run(const struct cr_expr *expr, struct certrule_fieldset *facts)
{
	struct cr_evaluation run;
	enum certrule_outcome outcome;

	cr_reference_init(&run, facts);
	facts->work = CR_LIMIT_WORK;
	outcome = cr_reference_evaluate(&run, expr);
	return run.exhausted ? CERTRULE_UNDECIDED : outcome;
}

/* SPDX-License-Identifier: MIT */
/*
 * Comparisons: the left value's type and the operator find a row of ops.def,
 * and the row says what must stand on the right.
 */
#include "../base/bytes.h"
#include "../base/own.h"
#include "check_parts.h"

/* The right column of ops.def. */
enum right {
	RIGHT_NONE,
	RIGHT_INT,
	RIGHT_STRING,
	RIGHT_IP,
	RIGHT_INTS,
	RIGHT_STRINGS,
	RIGHT_IPS,
	RIGHT_REGEX,
	RIGHT_GLOB,
	RIGHT_MASK
};

struct row {
	enum cr_word word;
	unsigned left;
	enum right right;
};

static const struct row rows[] = {
    {CR_WORD_NONE, 0, RIGHT_NONE},
#define OP(name, word, left, right) \
	{CR_WORD_##word, CERTRULE_##left, RIGHT_##right},
#include "ops.def"
#undef OP
};

/* Of a right side beside its row. */
enum fit {
	FITS,
	MISFIT,
	REPORTED
};

/* One comparison on its way to a typed one. */
struct compare {
	const struct cr_node *node, *left, *right;
	const struct cr_term *term; /* of left */
	const struct row *row;
	struct cr_expr *expr;
};

static enum cr_op
find_op(enum cr_word word, unsigned type)
{
	for (int op = CR_OP_NONE + 1; op < CR_OP_COUNT; op++)
		if (rows[op].word == word && rows[op].left == type)
			return (enum cr_op)op;
	return CR_OP_NONE;
}

/* ------------------------------------------------------------------ reports */

static void
report_mismatch(
    struct cr_check *check, const struct compare *compare, unsigned type)
{
	cr_diags_add(check->diags, CR_DIAG_TYPE_MISMATCH, compare->node->mark,
	    cr_check_type(check, compare->term->type),
	    type == 0 ? cr_check_text(check, compare->right->span)
		      : cr_check_type(check, type),
	    cr_check_text(check, compare->node->mark));
	cr_diags_second(check->diags, compare->left->span);
}

static void
report_bool(struct cr_check *check, const struct compare *compare)
{
	const char *left = cr_check_text(check, compare->left->span);

	cr_diags_add(check->diags, CR_DIAG_BOOL_OPERATOR, compare->node->mark,
	    left, cr_check_type(check, compare->term->type));
	cr_diags_second(check->diags, compare->left->span);
	if (!cr_check_is_container(compare->term->type))
		cr_diags_hint(check->diags, "%s, or not %s", left, left);
}

/* What would fit; where nothing is to be said the message says it all. */
static void
hint_right(struct cr_check *check, const struct compare *compare)
{
	const struct cr_node *right = compare->right;

	switch (compare->row->right) {
	case RIGHT_NONE:
		cr_check_hint_operators(check, compare->term->type);
		return;
	case RIGHT_REGEX:
	case RIGHT_GLOB:
		cr_diags_hint(check->diags, "a pattern is a string literal");
		return;
	case RIGHT_MASK:
		cr_diags_hint(check->diags, "a mask is an Int literal");
		return;
	case RIGHT_INT:
	case RIGHT_IP:
		if (right->kind == CR_NODE_STRING &&
		    cr_literal_looks_like(right->text, compare->term->type))
			cr_diags_hint(check->diags, "without quotes: %s",
			    cr_diags_quote(check->diags, right->text));
		return;
	case RIGHT_STRING:
		if (right->kind == CR_NODE_WORD)
			cr_diags_hint(check->diags,
			    "a string is written \"%s\"",
			    cr_diags_quote(check->diags, right->text));
		return;
	case RIGHT_INTS:
	case RIGHT_STRINGS:
	case RIGHT_IPS:
		return;
	}
}

/* ------------------------------------------------------------- right sides */

/* A literal that a pattern or mask must be. */
static bool
is_string_literal(const struct cr_node *node)
{
	return node->kind == CR_NODE_STRING || node->kind == CR_NODE_REGEX;
}

static enum fit
check_regex(struct cr_check *check, struct compare *compare)
{
	if (!is_string_literal(compare->right))
		return MISFIT;
	compare->expr->regex =
	    cr_check_regex(check, compare->right->text, compare->right->span);
	return compare->expr->regex == NULL ? REPORTED : FITS;
}

static enum fit
check_glob(struct cr_check *check, struct compare *compare)
{
	if (!is_string_literal(compare->right))
		return MISFIT;
	compare->expr->wildcard =
	    cr_check_wildcard(check, compare->right->text, compare->right->span,
		compare->node->word == CR_WORD_STRICT_WILDCARD);
	return compare->expr->wildcard == NULL ? REPORTED : FITS;
}

static enum fit
check_literal(struct cr_check *check, struct compare *compare, unsigned type)
{
	struct certrule_value value;
	unsigned kind = cr_literal_kind(compare->right, type);

	if (kind != 0 && kind != type) {
		report_mismatch(check, compare, kind);
		hint_right(check, compare);
		return REPORTED;
	}
	if (cr_literal_convert(
		check, compare->right, type, &compare->left->span, &value) != 0)
		return REPORTED;
	compare->expr->right =
	    cr_check_literal_term(check, compare->right, &value);
	return compare->expr->right == NULL ? REPORTED : FITS;
}

/* To a name that is no field, nor near one: perhaps it lost its quotes. */
static void
hint_quotes(
    struct cr_check *check, const struct compare *compare, unsigned type)
{
	struct certrule_bytes name = compare->right->text;

	if (type == CERTRULE_STRING && compare->right->kind == CR_NODE_NAME &&
	    cr_schema_nearest_field(check->schema, name).data == NULL)
		cr_diags_hint(check->diags, "a string is written \"%s\"",
		    cr_diags_quote(check->diags, name));
}

/* A field, index or call on the right. */
static enum fit
check_value(struct cr_check *check, struct compare *compare, unsigned type)
{
	const struct cr_term *right = cr_check_term(check, compare->right);

	if (right == NULL) {
		hint_quotes(check, compare, type);
		return REPORTED;
	}
	if (right->each) {
		cr_diags_add(
		    check->diags, CR_DIAG_EACH_PLACE, compare->right->span);
		cr_diags_second(check->diags, compare->node->mark);
		return REPORTED;
	}
	if (right->type != type) {
		report_mismatch(check, compare, right->type);
		hint_right(check, compare);
		return REPORTED;
	}
	compare->expr->right = right;
	return FITS;
}

static enum fit
check_plain(struct cr_check *check, struct compare *compare, unsigned type)
{
	if (type == CERTRULE_STRING || compare->right->kind != CR_NODE_NAME)
		if (cr_literal_is(compare->right))
			return check_literal(check, compare, type);
	if (cr_check_is_value(compare->right))
		return check_value(check, compare, type);
	return MISFIT;
}

static const struct cr_list *
find_list(struct cr_check *check, const struct cr_node *node)
{
	struct cr_nearest nearest;
	struct certrule_bytes best;

	for (struct cr_list *l = check->lists; l != NULL; l = l->next) {
		if (!cr_bytes_equal(l->name, node->text))
			continue;
		l->used = true;
		return l;
	}
	cr_diags_add(check->diags, CR_DIAG_UNKNOWN_LIST, node->span,
	    cr_diags_quote(check->diags, node->text));
	cr_nearest_init(&nearest, node->text);
	for (struct cr_list *l = check->lists; l != NULL; l = l->next)
		cr_nearest_offer(&nearest, l->name);
	best = cr_nearest_get(&nearest);
	if (best.data != NULL)
		cr_diags_hint(check->diags, "did you mean '$%s'?",
		    cr_diags_quote(check->diags, best));
	return NULL;
}

static unsigned
list_value_type(enum cr_list_type type)
{
	if (type == CR_LIST_INT)
		return CERTRULE_INT;
	return type == CR_LIST_IP ? CERTRULE_IP : CERTRULE_STRING;
}

static enum fit
check_list(struct cr_check *check, struct compare *compare, unsigned type)
{
	const struct cr_list *list = find_list(check, compare->right);
	bool asked;

	if (list == NULL)
		return REPORTED;
	asked = list->own != NULL && list->own->has != NULL;
	/* A broken one was reported where it stands. */
	if (list->set == NULL && !asked)
		return REPORTED;
	if (list_value_type(list->type) != type) {
		cr_diags_add(check->diags, CR_DIAG_LIST_TYPE,
		    compare->right->span,
		    cr_diags_quote(check->diags, list->name),
		    cr_check_list_type(list->type),
		    cr_check_text(check, compare->left->span),
		    cr_check_type(check, type));
		cr_diags_second(check->diags, compare->left->span);
		return REPORTED;
	}
	compare->expr->set = list->set;
	compare->expr->own = asked ? list->own : NULL;
	return FITS;
}

static enum fit
check_members(struct cr_check *check, struct compare *compare, unsigned type)
{
	if (compare->right->kind == CR_NODE_LIST)
		return check_list(check, compare, type);
	if (compare->right->kind != CR_NODE_SET)
		return MISFIT;
	compare->expr->set = cr_check_inline_set(
	    check, type, compare->right, &compare->left->span);
	return compare->expr->set == NULL ? REPORTED : FITS;
}

static enum fit
check_right(struct cr_check *check, struct compare *compare)
{
	unsigned type = compare->term->type;

	switch (compare->row->right) {
	case RIGHT_NONE:
		return MISFIT;
	case RIGHT_INT:
	case RIGHT_STRING:
	case RIGHT_IP:
		return check_plain(check, compare, type);
	case RIGHT_INTS:
	case RIGHT_STRINGS:
	case RIGHT_IPS:
		return check_members(check, compare, type);
	case RIGHT_REGEX:
		return check_regex(check, compare);
	case RIGHT_GLOB:
		return check_glob(check, compare);
	case RIGHT_MASK:
		if (compare->right->kind != CR_NODE_WORD)
			return MISFIT;
		return check_literal(check, compare, type);
	}
	return MISFIT; /* unreachable: a case for each */
}

/* The right side by itself, for a message; 0: it has no type of its own. */
static enum fit
find_right_type(struct cr_check *check, const struct cr_node *right,
    unsigned wanted, unsigned *type)
{
	const struct cr_term *term;

	*type = 0;
	if (cr_literal_is(right))
		*type = cr_literal_kind(right, wanted);
	if (cr_literal_is(right) || !cr_check_is_value(right))
		return FITS;
	term = cr_check_term(check, right);
	if (term == NULL)
		return REPORTED;
	*type = term->type;
	return FITS;
}

static void
report_right(struct cr_check *check, const struct compare *compare)
{
	unsigned type;

	if (find_right_type(
		check, compare->right, compare->term->type, &type) == REPORTED)
		return;
	report_mismatch(check, compare, type);
	hint_right(check, compare);
}

/* -------------------------------------------------------------- comparisons */

/* What can be said of the left side alone.  -1: reported. */
static int
check_left(
    struct cr_check *check, const struct compare *compare, bool quantified)
{
	const struct cr_term *term = compare->term;

	if (cr_check_ends_in_bool(term->type)) {
		report_bool(check, compare);
		return -1;
	}
	if (cr_check_is_container(term->type) || (term->each && !quantified)) {
		cr_check_report_container(
		    check, compare->node, compare->left, term, quantified);
		return -1;
	}
	return 0;
}

static const struct cr_expr *
finish(struct cr_check *check, struct compare *compare, enum cr_op op)
{
	enum fit fit;

	compare->row = &rows[op];
	compare->expr->op = op;
	compare->expr->left = compare->term;
	compare->expr->array = compare->term->each;
	compare->expr->negated = compare->node->word == CR_WORD_NE ||
				 compare->node->word == CR_WORD_NOT_IN;
	fit = check_right(check, compare);
	if (fit == MISFIT)
		report_right(check, compare);
	return fit == FITS ? compare->expr : NULL;
}

const struct cr_expr *
cr_check_comparison(
    struct cr_check *check, const struct cr_node *node, bool quantified)
{
	struct compare compare = {
	    .node = node, .left = node->child, .right = node->child->next};

	compare.term = cr_check_term(check, compare.left);
	if (compare.term == NULL ||
	    check_left(check, &compare, quantified) != 0)
		return NULL;
	compare.expr = cr_check_expr(check, CR_EXPR_COMPARE, node);
	if (compare.expr == NULL)
		return NULL;
	return finish(check, &compare, find_op(node->word, compare.term->type));
}

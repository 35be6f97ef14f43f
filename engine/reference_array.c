/* SPDX-License-Identifier: MIT */
/*
 * any, all, and what stands under them: sequences of outcomes, one an element.
 * A single comparison is folded as it goes; logic between sequences first
 * collects each of them in scratch, and cuts to the shortest.
 */
#include "reference_parts.h"

/* Where outcomes go, one by one; false: enough. */
typedef bool sink_fn(void *context, enum certrule_outcome outcome);

struct feed {
	struct cr_evaluation *run;
	const struct cr_expr *expr;
	struct certrule_value right;
	sink_fn *sink;
	void *context;
};

static bool
feed_value(void *context, const struct certrule_value *value)
{
	struct feed *feed = context;
	enum certrule_outcome outcome;

	if (feed->expr->kind == CR_EXPR_TRUTH)
		outcome = cr_reference_truth(feed->run, value);
	else
		outcome = cr_reference_compare(
		    feed->run, feed->expr, value, &feed->right);
	return !feed->run->exhausted && feed->sink(feed->context, outcome);
}

/* The elements of an Array<Bool> that stands there itself. */
static enum certrule_state
feed_array(struct feed *feed, const struct cr_term *term)
{
	struct certrule_value array;

	cr_reference_value(feed->run, term, &array);
	if (array.state == CERTRULE_ERROR)
		feed->run->why = array.as.why;
	if (array.state != CERTRULE_PRESENT)
		return array.state;
	for (size_t i = 0; i < array.as.array.count; i++)
		if (!feed_value(feed, &array.as.array.items[i]))
			break;
	return CERTRULE_PRESENT;
}

/* A right side in error makes the comparison error, however many elements
 * there are. */
static enum certrule_state
feed_leaf(struct cr_evaluation *run, const struct cr_expr *expr, sink_fn *sink,
    void *context)
{
	struct feed feed = {
	    .run = run, .expr = expr, .sink = sink, .context = context};

	if (!expr->left->each)
		return feed_array(&feed, expr->left);
	cr_reference_right(run, expr, &feed.right);
	if (feed.right.state == CERTRULE_ERROR) {
		run->why = feed.right.as.why;
		return CERTRULE_ERROR;
	}
	return cr_reference_each(run, expr->left, feed_value, &feed);
}

/* --------------------------------------------------------------- collecting */

static bool
grow(struct cr_outcomes *out)
{
	size_t capacity = out->capacity == 0 ? 16 : out->capacity * 2;
	enum certrule_outcome *items =
	    cr_arena_array(out->run->facts->scratch, capacity, sizeof(*items));

	if (items == NULL) {
		out->state = CERTRULE_ERROR;
		out->run->why = CR_REFERENCE_NO_SCRATCH;
		return false;
	}
	for (size_t i = 0; i < out->count; i++)
		items[i] = out->items[i];
	out->items = items;
	out->capacity = capacity;
	return true;
}

static bool
add_outcome(void *context, enum certrule_outcome outcome)
{
	struct cr_outcomes *out = context;

	if (out->count == out->capacity && !grow(out))
		return false;
	out->items[out->count++] = outcome;
	return true;
}

static void
collect_leaf(struct cr_evaluation *run, const struct cr_expr *expr,
    struct cr_outcomes *out)
{
	enum certrule_state state = feed_leaf(run, expr, add_outcome, out);

	if (out->state == CERTRULE_PRESENT)
		out->state = state;
}

/* The worse of two states: error, then missing. */
static enum certrule_state
join_states(enum certrule_state a, enum certrule_state b)
{
	if (a == CERTRULE_ERROR || b == CERTRULE_ERROR)
		return CERTRULE_ERROR;
	return a == CERTRULE_MISSING ? a : b;
}

static void
collect_connective(struct cr_evaluation *run, const struct cr_expr *expr,
    struct cr_outcomes *out)
{
	struct cr_outcomes other;

	cr_reference_collect(run, expr->children[0], out);
	for (size_t i = 1; i < expr->child_count; i++) {
		cr_reference_collect(run, expr->children[i], &other);
		out->state = join_states(out->state, other.state);
		if (other.count < out->count)
			out->count = other.count;
		for (size_t j = 0; j < out->count; j++)
			out->items[j] = cr_reference_join(
			    expr->kind, out->items[j], other.items[j]);
	}
}

static void
collect_not(struct cr_evaluation *run, const struct cr_expr *expr,
    struct cr_outcomes *out)
{
	cr_reference_collect(run, expr->children[0], out);
	for (size_t i = 0; i < out->count; i++)
		out->items[i] = cr_reference_negate(out->items[i]);
}

void
cr_reference_collect(struct cr_evaluation *run, const struct cr_expr *expr,
    struct cr_outcomes *out)
{
	*out = (struct cr_outcomes){.run = run, .state = CERTRULE_PRESENT};
	switch (expr->kind) {
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_XOR:
		collect_connective(run, expr, out);
		return;
	case CR_EXPR_NOT:
		collect_not(run, expr, out);
		return;
	case CR_EXPR_COMPARE:
	case CR_EXPR_TRUTH:
		collect_leaf(run, expr, out);
		return;
	case CR_EXPR_CONSTANT:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
	case CR_EXPR_PROVEN:
	case CR_EXPR_HOST:
	case CR_EXPR_BEFORE:
		break; /* one Bool; check.c lets none stand here */
	}
	out->state = CERTRULE_ERROR;
}

/* ------------------------------------------------------------------ any, all */

struct fold {
	enum cr_expr_kind kind; /* ANY or ALL */
	enum certrule_outcome result;
};

static bool
fold_outcome(void *context, enum certrule_outcome outcome)
{
	struct fold *fold = context;

	fold->result = cr_reference_join(fold->kind, fold->result, outcome);
	return fold->result != cr_reference_decides(fold->kind);
}

static enum certrule_state
fold_collected(
    struct cr_evaluation *run, const struct cr_expr *expr, struct fold *fold)
{
	struct cr_outcomes outcomes;

	cr_reference_collect(run, expr, &outcomes);
	for (size_t i = 0; i < outcomes.count; i++)
		if (!fold_outcome(fold, outcomes.items[i]))
			break;
	return outcomes.state;
}

enum certrule_outcome
cr_reference_quantify(struct cr_evaluation *run, const struct cr_expr *expr)
{
	const struct cr_expr *child = expr->children[0];
	struct fold fold = {.kind = expr->kind,
	    .result =
		expr->kind == CR_EXPR_ALL ? CERTRULE_TRUE : CERTRULE_FALSE};
	enum certrule_state state;

	if (child->kind == CR_EXPR_COMPARE || child->kind == CR_EXPR_TRUTH)
		state = feed_leaf(run, child, fold_outcome, &fold);
	else
		state = fold_collected(run, child, &fold);
	if (state == CERTRULE_ERROR)
		return CERTRULE_UNDECIDED;
	return state == CERTRULE_MISSING ? CERTRULE_FALSE : fold.result;
}

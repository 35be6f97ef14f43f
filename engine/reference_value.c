/* SPDX-License-Identifier: MIT */
/*
 * The value of a term: missing where a key or element is absent, in error where
 * what it comes from is.  Function results live in scratch.
 *
 * A call over [*] gives an array: an element in error gives one in error, one
 * for which the function yields nothing is dropped.  An argument beside the
 * sequence that is in error or missing makes the call so, as anywhere else.
 */
#include "functions.h"
#include "reference_parts.h"

void
cr_reference_charge(struct cr_evaluation *run, size_t work)
{
	run->facts->work -= (int64_t)work;
	if (run->facts->work < 0)
		run->exhausted = true;
}

static void
set_error(struct certrule_value *out, unsigned type, const char *why)
{
	*out = cr_value_error(type, why);
}

/* -------------------------------------------------------------------- indexes */

static void
index_value(const struct cr_term *term, const struct certrule_value *base,
    struct certrule_value *out)
{
	const struct certrule_value *found = NULL;

	if (base->state == CERTRULE_ERROR) {
		set_error(out, term->type, base->as.why);
		return;
	}
	*out = cr_value_missing(term->type);
	if (base->state == CERTRULE_MISSING)
		return;
	if (term->kind == CR_TERM_KEY)
		found = cr_value_find(base, term->key);
	else if (term->number < base->as.array.count)
		found = &base->as.array.items[term->number];
	if (found != NULL)
		*out = *found;
}

/* ------------------------------------------------------------------ sequences */

/* One index of a chain on its way from the container to the visitor. */
struct step {
	struct cr_evaluation *run;
	const struct cr_term *term;
	cr_reference_visit_fn *visit;
	void *context;
};

static bool
visit_one(struct step *step, const struct certrule_value *value)
{
	cr_reference_charge(step->run, 1);
	return !step->run->exhausted && step->visit(step->context, value);
}

/* All elements of one container; none of a missing one. */
static bool
spread(struct step *step, const struct certrule_value *base)
{
	struct certrule_value error;

	if (base->state == CERTRULE_ERROR) {
		set_error(&error, step->term->type, base->as.why);
		return visit_one(step, &error);
	}
	if (base->state == CERTRULE_MISSING)
		return true;
	if (CERTRULE_KIND_OF(base->type) == CERTRULE_ARRAY) {
		for (size_t i = 0; i < base->as.array.count; i++)
			if (!visit_one(step, &base->as.array.items[i]))
				return false;
		return true;
	}
	for (size_t i = 0; i < base->as.map.count; i++)
		if (!visit_one(step, &base->as.map.entries[i].value))
			return false;
	return true;
}

static bool
take_step(void *context, const struct certrule_value *base)
{
	struct step *step = context;
	struct certrule_value value;

	if (step->term->kind == CR_TERM_EACH)
		return spread(step, base);
	index_value(step->term, base, &value);
	return visit_one(step, &value);
}

enum certrule_state
cr_reference_each(struct cr_evaluation *run, const struct cr_term *term,
    cr_reference_visit_fn *visit, void *context)
{
	struct step step = {run, term, visit, context};
	struct certrule_value base;

	if (term->base->each)
		return cr_reference_each(run, term->base, take_step, &step);
	cr_reference_value(run, term->base, &base);
	if (base.state == CERTRULE_ERROR) {
		run->why = base.as.why;
		return CERTRULE_ERROR;
	}
	take_step(&step, &base);
	return CERTRULE_PRESENT;
}

/* ---------------------------------------------------------------------- calls */

struct call {
	struct cr_evaluation *run;
	const struct cr_term *term;
	struct certrule_value *args;
	unsigned type; /* of one result */
	/* results over a sequence */
	struct certrule_value *items;
	size_t count, capacity;
	bool no_scratch;
};

/* The leftmost error, or NULL. */
static const char *
find_error(const struct certrule_value *value)
{
	if (value->state == CERTRULE_ERROR)
		return value->as.why;
	return cr_value_has_error(value) ? "an element is in error" : NULL;
}

/* An error before a missing one; false: the body is not to be asked. */
static bool
judge_arguments(const struct call *call, struct certrule_value *out)
{
	unsigned flags = call->term->function->flags;
	bool missing = false;

	for (size_t i = 0; i < call->term->arg_count; i++) {
		const char *why = find_error(&call->args[i]);

		if (why != NULL) {
			set_error(out, call->type, why);
			return false;
		}
		missing |= call->args[i].state == CERTRULE_MISSING;
	}
	*out = cr_value_missing(call->type);
	return !missing || (flags & CR_FUNCTION_TAKES_MISSING) != 0;
}

/* starts_with(x, "") is true; with a computed "" it is false. */
static bool
is_computed_empty(const struct call *call)
{
	size_t last = call->term->arg_count - 1;

	return (call->term->function->flags & CR_FUNCTION_EMPTY_FALSE) != 0 &&
	       call->term->args[last]->kind != CR_TERM_LITERAL &&
	       call->args[last].as.string.len == 0;
}

static size_t
weigh(const struct certrule_value *value)
{
	unsigned kind = CERTRULE_KIND_OF(value->type);

	if (value->state != CERTRULE_PRESENT)
		return 1;
	if (kind == CERTRULE_STRING)
		return 1 + value->as.string.len / 16;
	if (kind == CERTRULE_ARRAY)
		return 1 + value->as.array.count;
	return kind == CERTRULE_MAP ? 1 + value->as.map.count : 1;
}

/* The body on the arguments as they now are. */
static void
apply(struct call *call, struct certrule_value *out)
{
	struct cr_call body = {.args = call->args,
	    .count = call->term->arg_count,
	    .result = out,
	    .scratch = call->run->facts->scratch,
	    .prepared = call->term->prepared,
	    .facts = call->run->facts,
	    .own = call->term->function->own};

	for (size_t i = 0; i < call->term->arg_count; i++)
		cr_reference_charge(call->run, weigh(&call->args[i]));
	if (!judge_arguments(call, out))
		return;
	if (is_computed_empty(call))
		*out = cr_value_bool(false);
	else if (call->term->body(&body) != 0)
		set_error(out, call->type,
		    body.why != NULL ? body.why : CR_REFERENCE_NO_SCRATCH);
	/* Some bodies charge the budget themselves. */
	cr_reference_charge(call->run, 0);
}

static bool
grow(struct call *call)
{
	size_t capacity = call->capacity == 0 ? 16 : call->capacity * 2;
	struct certrule_value *items =
	    cr_arena_array(call->run->facts->scratch, capacity, sizeof(*items));

	call->no_scratch = items == NULL;
	if (items == NULL)
		return false;
	for (size_t i = 0; i < call->count; i++)
		items[i] = call->items[i];
	call->items = items;
	call->capacity = capacity;
	return true;
}

static bool
apply_to_element(void *context, const struct certrule_value *element)
{
	struct call *call = context;
	struct certrule_value result;

	call->args[0] = *element;
	apply(call, &result);
	if (result.state == CERTRULE_MISSING)
		return true;
	if (call->count == call->capacity && !grow(call))
		return false;
	call->items[call->count++] = result;
	return true;
}

/* Of the arguments beside the sequence: the first in error, else missing. */
static enum certrule_state
judge_others(const struct call *call, const char **why)
{
	enum certrule_state state = CERTRULE_PRESENT;
	unsigned flags = call->term->function->flags;

	for (size_t i = 1; i < call->term->arg_count; i++) {
		*why = find_error(&call->args[i]);
		if (*why != NULL)
			return CERTRULE_ERROR;
		if (call->args[i].state == CERTRULE_MISSING &&
		    (flags & CR_FUNCTION_TAKES_MISSING) == 0)
			state = CERTRULE_MISSING;
	}
	return state;
}

static void
call_over_each(struct call *call, struct certrule_value *out)
{
	const struct cr_term *term = call->term;
	const char *why = NULL;
	enum certrule_state others = judge_others(call, &why);

	if (others == CERTRULE_ERROR) {
		set_error(out, term->type, why);
		return;
	}
	if (cr_reference_each(call->run, term->args[0], apply_to_element,
		call) == CERTRULE_ERROR)
		set_error(out, term->type, call->run->why);
	else if (call->no_scratch)
		set_error(out, term->type, CR_REFERENCE_NO_SCRATCH);
	else if (others == CERTRULE_MISSING && call->count == 0)
		*out = cr_value_missing(term->type);
	else
		*out = cr_value_array(call->type, call->items, call->count);
}

static void
call_function(struct cr_evaluation *run, const struct cr_term *term,
    struct certrule_value *out)
{
	bool each = term->args[0]->each;
	struct call call = {.run = run,
	    .term = term,
	    .args = cr_arena_array(run->facts->scratch, term->arg_count,
		sizeof(struct certrule_value)),
	    .type = each ? CERTRULE_ELEMENT_OF(term->type) : term->type};

	if (call.args == NULL) {
		set_error(out, term->type, CR_REFERENCE_NO_SCRATCH);
		return;
	}
	for (size_t i = each ? 1 : 0; i < term->arg_count; i++)
		cr_reference_value(run, term->args[i], &call.args[i]);
	if (each)
		call_over_each(&call, out);
	else
		apply(&call, out);
}

/* ------------------------------------------------------------------- logicals */

static void
outcome_value(struct cr_evaluation *run, enum certrule_outcome outcome,
    struct certrule_value *out)
{
	if (outcome == CERTRULE_UNDECIDED)
		set_error(out, CERTRULE_BOOL, run->why);
	else
		*out = cr_value_bool(outcome == CERTRULE_TRUE);
}

/* An Array<Bool> of a logical over [*]. */
static void
outcomes_value(struct cr_evaluation *run, const struct cr_term *term,
    struct certrule_value *out)
{
	struct certrule_value *items;
	struct cr_outcomes outcomes;

	cr_reference_collect(run, term->logical, &outcomes);
	*out = cr_value_missing(term->type);
	if (outcomes.state == CERTRULE_ERROR)
		set_error(out, term->type, run->why);
	if (outcomes.state != CERTRULE_PRESENT)
		return;
	items =
	    cr_arena_array(run->facts->scratch, outcomes.count, sizeof(*items));
	if (items == NULL) {
		set_error(out, term->type, CR_REFERENCE_NO_SCRATCH);
		return;
	}
	for (size_t i = 0; i < outcomes.count; i++)
		outcome_value(run, outcomes.items[i], &items[i]);
	*out = cr_value_array(CERTRULE_BOOL, items, outcomes.count);
}

static void
logical_value(struct cr_evaluation *run, const struct cr_term *term,
    struct certrule_value *out)
{
	if (term->logical->array)
		outcomes_value(run, term, out);
	else
		outcome_value(
		    run, cr_reference_evaluate(run, term->logical), out);
}

void
cr_reference_value(struct cr_evaluation *run, const struct cr_term *term,
    struct certrule_value *out)
{
	struct certrule_value base;

	switch (term->kind) {
	case CR_TERM_LITERAL:
		*out = term->literal;
		return;
	case CR_TERM_FIELD:
		*out = *cr_reference_read(run, term->field);
		return;
	case CR_TERM_ELEMENT:
	case CR_TERM_KEY:
		cr_reference_value(run, term->base, &base);
		index_value(term, &base, out);
		return;
	case CR_TERM_CALL:
		call_function(run, term, out);
		return;
	case CR_TERM_LOGICAL:
		logical_value(run, term, out);
		return;
	case CR_TERM_EACH:
		break; /* a sequence: cr_reference_each() */
	}
	set_error(out, term->type, "a sequence where a value is due");
}

/* SPDX-License-Identifier: MIT */
/*
 * Functions and elements that comparisons look at, like fields: computed when
 * first asked for, and once a decision however many comparisons ask.
 */
#include "run.h"

#include "../base/value.h"

/* Not the result of a function: it lives as long as the facts. */
static bool
is_within_field(const struct cr_term *term)
{
	while (term->kind == CR_TERM_ELEMENT || term->kind == CR_TERM_KEY)
		term = term->base;
	return term->kind == CR_TERM_FIELD;
}

/* With the scratch to itself, as a comparison has it; what is there afterwards
 * is another comparison's to overwrite. */
static void
compute(
    struct cr_run *run, const struct cr_term *term, struct certrule_value *out)
{
	struct cr_evaluation *evaluation = &run->decision.run;
	struct certrule_value value;

	if (evaluation->depth == 0)
		cr_arena_reset(evaluation->facts->scratch);
	evaluation->depth++;
	cr_reference_value(evaluation, term, &value);
	evaluation->depth--;
	*out = value;
	if (value.state != CERTRULE_PRESENT || is_within_field(term))
		return;
	run->state->values_used = true;
	if (cr_value_copy(run->state->values, &value, out) != 0)
		*out = cr_value_error(value.type, "out of memory");
}

const struct certrule_value *
cr_run_computed(struct cr_run *run, uint32_t number)
{
	struct cr_computed *computed = &run->state->computed[number];

	if (computed->decision == run->state->decision)
		return &computed->value;
	compute(run, run->program->computed[number], &computed->value);
	computed->decision = run->state->decision;
	return &computed->value;
}

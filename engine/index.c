/* SPDX-License-Identifier: MIT */
/*
 * Stages: all that is looked up of one subject, or one test that rules share.
 * Triggers are numbered anew here, those of a stage side by side, so that a
 * subject in error makes candidates of all of them at once.
 */
#include "index.h"

#include "../base/bytes.h"
#include "../base/limits.h"
#include "emit.h"
#include "set.h"

#include <stdlib.h>
#include <string.h>

void *
cr_index_keep(struct cr_index *index, size_t count, size_t size)
{
	index->program->bytes += count * size;
	return cr_arena_array(index->arena, count == 0 ? 1 : count, size);
}

/* ------------------------------------------------------------------- stages */

static bool
is_test(const struct cr_plan *plan, const struct cr_trigger *trigger)
{
	return trigger->negated ||
	       plan->predicates[trigger->predicate].method == CR_METHOD_NONE ||
	       plan->predicates[trigger->predicate].method == CR_METHOD_TEST;
}

/* The stage of each trigger; a subject has one. */
struct numbering {
	uint32_t *stages;      /* by trigger of the plan */
	uint32_t *of_subjects; /* from 1 */
	uint32_t *numbers;     /* by trigger of the plan: its new number */
	uint32_t *old;	       /* the other way round */
};

static int
number_stages(struct cr_index *index, struct numbering *numbering)
{
	const struct cr_plan *plan = index->plan;
	uint32_t count = 0;

	numbering->stages = cr_arena_array(
	    index->work, plan->trigger_count + 1, sizeof(uint32_t));
	numbering->numbers = cr_arena_array(
	    index->work, plan->trigger_count + 1, sizeof(uint32_t));
	numbering->old = cr_arena_array(
	    index->work, plan->trigger_count + 1, sizeof(uint32_t));
	numbering->of_subjects = cr_arena_array(
	    index->work, plan->subject_count + 1, sizeof(uint32_t));
	if (numbering->stages == NULL || numbering->numbers == NULL ||
	    numbering->old == NULL || numbering->of_subjects == NULL)
		return -1;
	for (size_t i = 0; i < plan->trigger_count; i++) {
		const struct cr_trigger *trigger = &plan->triggers[i];
		uint32_t *stage =
		    &numbering->of_subjects[plan->predicates[trigger->predicate]
						.subject];

		if (is_test(plan, trigger)) {
			numbering->stages[i] = count++;
			continue;
		}
		if (*stage == 0)
			*stage = ++count;
		numbering->stages[i] = *stage - 1;
	}
	index->program->stage_count = count;
	return 0;
}

static int
make_stages(struct cr_index *index, struct numbering *numbering)
{
	const struct cr_plan *plan = index->plan;
	struct cr_program *program = index->program;
	uint32_t first = 0;

	program->stages = cr_index_keep(
	    index, program->stage_count, sizeof(*program->stages));
	if (program->stages == NULL)
		return -1;
	for (size_t i = 0; i < plan->trigger_count; i++)
		program->stages[numbering->stages[i]].triggers.count++;
	for (uint32_t i = 0; i < program->stage_count; i++) {
		program->stages[i].triggers.first = first;
		first += program->stages[i].triggers.count;
		program->stages[i].triggers.count = 0;
	}
	for (uint32_t i = 0; i < plan->trigger_count; i++) {
		struct cr_slice *triggers =
		    &program->stages[numbering->stages[i]].triggers;

		numbering->numbers[i] = triggers->first + triggers->count++;
		numbering->old[numbering->numbers[i]] = i;
	}
	return 0;
}

/* ----------------------------------------------------------------- postings */

static int
make_postings(struct cr_index *index, const struct numbering *numbering)
{
	const struct cr_plan *plan = index->plan;
	struct cr_program *program = index->program;
	uint32_t first = 0;

	program->trigger_count = (uint32_t)plan->trigger_count;
	program->triggers = cr_index_keep(
	    index, plan->trigger_count, sizeof(*program->triggers));
	program->postings =
	    cr_index_keep(index, plan->cover_count, sizeof(uint32_t));
	if (program->triggers == NULL || program->postings == NULL)
		return -1;
	program->posting_count = (uint32_t)plan->cover_count;
	for (uint32_t i = 0; i < program->trigger_count; i++) {
		program->triggers[i].first = first;
		first += plan->triggers[numbering->old[i]].rules;
	}
	for (uint32_t i = 0; i < program->rule_count; i++) {
		const struct cr_plan_rule *rule = &plan->rules[i];

		for (uint32_t j = 0; j < rule->count; j++) {
			struct cr_slice *trigger =
			    &program->triggers
				 [numbering->numbers[plan->covers[rule->first +
								  j]]];

			program->postings[trigger->first + trigger->count++] =
			    i;
		}
	}
	return 0;
}

static int
make_residual(struct cr_index *index)
{
	const struct cr_plan *plan = index->plan;
	struct cr_program *program = index->program;

	program->residual =
	    cr_index_keep(index, program->rule_count, sizeof(uint32_t));
	if (program->residual == NULL)
		return -1;
	for (uint32_t i = 0; i < program->rule_count; i++) {
		const struct cr_plan_rule *rule = &plan->rules[i];

		program->has_allow |=
		    rule->node != NULL &&
		    plan->policy->rules[i].info.kind == CERTRULE_RULE_ALLOW;
		if (rule->node == NULL || rule->residual == CR_RESIDUAL_NOT ||
		    rule->residual == CR_RESIDUAL_NEVER)
			continue;
		program->residual[program->residual_count++] = i;
	}
	return 0;
}

/* ------------------------------------------------------------ tables of texts */

/* What the triggers of one stage put into its tables, sorted by table. */
struct gathered {
	struct cr_index_text *exact, *below, *prefixes, *suffixes;
	struct cr_index_text *grams[CR_GRAMS_KINDS], *folded[CR_GRAMS_KINDS];
	size_t exact_count, below_count, prefix_count, suffix_count;
	size_t gram_count[CR_GRAMS_KINDS], folded_count[CR_GRAMS_KINDS];
};

/* list NULL: only counts. */
static void
put(struct cr_index_text *list, size_t *count, struct certrule_bytes text,
    uint32_t trigger)
{
	if (list != NULL)
		list[*count] = (struct cr_index_text){text, trigger};
	(*count)++;
}

static void
gather_set(struct gathered *out, const struct cr_set *set, uint32_t trigger)
{
	struct certrule_bytes text;

	for (size_t i = 0; cr_set_text_at(set, false, i, &text); i++)
		put(out->exact, &out->exact_count, text, trigger);
	for (size_t i = 0; cr_set_text_at(set, true, i, &text); i++)
		put(out->below, &out->below_count, text, trigger);
}

static void
gather_hosts(struct gathered *out, const struct cr_expr *expr, uint32_t trigger)
{
	for (size_t i = 0; i < expr->host_count; i++) {
		struct certrule_bytes host = expr->hosts[i];

		if (cr_bytes_starts(host, cr_bytes_text("*.")))
			put(out->below, &out->below_count,
			    cr_bytes_slice(host, 2, host.len), trigger);
		else
			put(out->exact, &out->exact_count, host, trigger);
	}
}

static void
gather_literal(struct gathered *out, const struct cr_predicate *predicate,
    uint32_t trigger)
{
	int kind = predicate->key.len >= 4 ? CR_GRAMS_FOUR : CR_GRAMS_TWO;

	if (predicate->folded)
		put(out->folded[kind], &out->folded_count[kind], predicate->key,
		    trigger);
	else
		put(out->grams[kind], &out->gram_count[kind], predicate->key,
		    trigger);
}

static void
gather_texts(struct gathered *out, const struct cr_predicate *predicate,
    uint32_t trigger)
{
	const struct cr_expr *asked = predicate->asked;

	switch (predicate->method) {
	case CR_METHOD_TEXT:
		put(out->exact, &out->exact_count, predicate->key, trigger);
		return;
	case CR_METHOD_TEXTS:
		gather_set(out, asked->set, trigger);
		return;
	case CR_METHOD_HOST:
		if (asked->kind == CR_EXPR_HOST)
			gather_hosts(out, asked, trigger);
		else
			gather_set(out, asked->set, trigger);
		return;
	case CR_METHOD_PREFIX:
		put(out->prefixes, &out->prefix_count, predicate->key, trigger);
		return;
	case CR_METHOD_SUFFIX:
		put(out->suffixes, &out->suffix_count, predicate->key, trigger);
		return;
	case CR_METHOD_LITERAL:
		gather_literal(out, predicate, trigger);
		return;
	case CR_METHOD_RANGE:
	case CR_METHOD_NONE:
	case CR_METHOD_TEST:
		return;
	}
}

static void
gather_stage(const struct cr_index *index, const struct numbering *numbering,
    const struct cr_stage *stage, struct gathered *out)
{
	const struct cr_plan *plan = index->plan;

	out->exact_count = out->below_count = 0;
	out->prefix_count = out->suffix_count = 0;
	memset(out->gram_count, 0, sizeof(out->gram_count));
	memset(out->folded_count, 0, sizeof(out->folded_count));
	for (uint32_t i = 0; i < stage->triggers.count; i++) {
		uint32_t number = stage->triggers.first + i;
		uint32_t old = numbering->old[number];

		gather_texts(out,
		    &plan->predicates[plan->triggers[old].predicate], number);
	}
}

static struct cr_index_text *
get_list(struct cr_index *index, size_t count)
{
	return cr_arena_array(
	    index->work, count + 1, sizeof(struct cr_index_text));
}

static int
make_lists(struct cr_index *index, struct gathered *out)
{
	bool failed = false;

	out->exact = get_list(index, out->exact_count);
	out->below = get_list(index, out->below_count);
	out->prefixes = get_list(index, out->prefix_count);
	out->suffixes = get_list(index, out->suffix_count);
	for (int i = 0; i < CR_GRAMS_KINDS; i++) {
		out->grams[i] = get_list(index, out->gram_count[i]);
		out->folded[i] = get_list(index, out->folded_count[i]);
		failed |= out->grams[i] == NULL || out->folded[i] == NULL;
	}
	return failed || out->exact == NULL || out->below == NULL ||
		       out->prefixes == NULL || out->suffixes == NULL
		   ? -1
		   : 0;
}

static int
fill_grams(
    struct cr_index *index, const struct gathered *from, struct cr_stage *stage)
{
	static const unsigned widths[CR_GRAMS_KINDS] = {
	    [CR_GRAMS_FOUR] = 4, [CR_GRAMS_TWO] = 2};

	for (int i = 0; i < CR_GRAMS_KINDS; i++)
		if (cr_index_grams(index, from->grams[i], from->gram_count[i],
			widths[i], &stage->grams[i]) != 0 ||
		    cr_index_grams(index, from->folded[i],
			from->folded_count[i], widths[i],
			&stage->folded[i]) != 0)
			return -1;
	return 0;
}

static int
fill_texts(struct cr_index *index, const struct numbering *numbering,
    struct cr_stage *stage)
{
	struct gathered from;

	memset(&from, 0, sizeof(from));
	gather_stage(index, numbering, stage, &from);
	if (make_lists(index, &from) != 0)
		return -1;
	gather_stage(index, numbering, stage, &from);
	if (cr_index_texts(
		index, from.exact, from.exact_count, &stage->exact) != 0 ||
	    cr_index_texts(
		index, from.below, from.below_count, &stage->below) != 0)
		return -1;
	if (cr_index_ends(index, from.prefixes, from.prefix_count, false,
		&stage->prefixes) != 0 ||
	    cr_index_ends(index, from.suffixes, from.suffix_count, true,
		&stage->suffixes) != 0)
		return -1;
	return fill_grams(index, &from, stage);
}

/* ----------------------------------------------------------- tables of ranges */

/* kind: 0 Ints, 4 and 6 addresses.  ranges NULL: counts. */
static size_t
gather_ranges(const struct cr_index *index, const struct numbering *numbering,
    const struct cr_stage *stage, unsigned kind, struct cr_index_range *ranges)
{
	const struct cr_plan *plan = index->plan;
	size_t count = 0;

	for (uint32_t i = 0; i < stage->triggers.count; i++) {
		uint32_t number = stage->triggers.first + i;
		const struct cr_trigger *trigger =
		    &plan->triggers[numbering->old[number]];

		count +=
		    cr_index_collect(plan->predicates[trigger->predicate].asked,
			kind, number, ranges == NULL ? NULL : ranges + count);
	}
	return count;
}

static int
fill_ranges(struct cr_index *index, const struct numbering *numbering,
    const struct cr_stage *stage, unsigned kind, struct cr_ranges *out)
{
	size_t count = gather_ranges(index, numbering, stage, kind, NULL);
	struct cr_index_range *ranges =
	    cr_arena_array(index->work, count + 1, sizeof(*ranges));

	if (ranges == NULL)
		return -1;
	count = gather_ranges(index, numbering, stage, kind, ranges);
	return cr_index_ranges(index, ranges, count, kind, out);
}

/* --------------------------------------------------------------------- whole */

static void
set_lowest(const struct cr_program *program, struct cr_stage *stage)
{
	stage->lowest = UINT32_MAX;
	for (uint32_t i = 0; i < stage->triggers.count; i++) {
		const struct cr_slice *trigger =
		    &program->triggers[stage->triggers.first + i];

		if (trigger->count > 0 &&
		    program->postings[trigger->first] < stage->lowest)
			stage->lowest = program->postings[trigger->first];
	}
}

/* Whether a value over the limit of searches is an error to a trigger. */
static bool
has_search(const struct cr_index *index, const struct numbering *numbering,
    const struct cr_stage *stage)
{
	const struct cr_plan *plan = index->plan;

	for (uint32_t i = 0; i < stage->triggers.count; i++) {
		uint32_t old = numbering->old[stage->triggers.first + i];
		uint32_t predicate = plan->triggers[old].predicate;

		if (plan->predicates[predicate].asked->regex != NULL)
			return true;
	}
	return false;
}

static int
fill_stage(struct cr_index *index, const struct numbering *numbering,
    struct cr_stage *stage)
{
	const struct cr_plan *plan = index->plan;
	const struct cr_trigger *trigger =
	    &plan->triggers[numbering->old[stage->triggers.first]];
	const struct cr_subject *subject =
	    &plan->subjects[plan->predicates[trigger->predicate].subject];

	set_lowest(index->program, stage);
	if (is_test(plan, trigger)) {
		stage->test = cr_emit_test(plan, index->program, trigger);
		return 0;
	}
	stage->reads = subject->reads;
	if (subject->reads.count > 0)
		stage->note = ++index->program->stage_note_count;
	stage->term = subject->term;
	stage->subject_field = subject->field;
	if (subject->computed != 0) {
		stage->term = NULL;
		stage->subject_field =
		    index->program->field_count + subject->computed - 1;
	}
	stage->each = subject->each;
	stage->searches = has_search(index, numbering, stage);
	if (subject->type == CERTRULE_STRING)
		return fill_texts(index, numbering, stage);
	if (subject->type == CERTRULE_INT)
		return fill_ranges(index, numbering, stage, 0, &stage->ints);
	if (fill_ranges(index, numbering, stage, 4, &stage->v4) != 0)
		return -1;
	return fill_ranges(index, numbering, stage, 6, &stage->v6);
}

static int
compare_stages(const void *a, const void *b)
{
	const struct cr_stage *lhs = a, *rhs = b;

	if (lhs->lowest != rhs->lowest)
		return lhs->lowest < rhs->lowest ? -1 : 1;
	return lhs->triggers.first < rhs->triggers.first ? -1 : 1;
}

/* What is noted, and the fields that it follows from. */
static int
make_notes(struct cr_index *index)
{
	const struct cr_plan *plan = index->plan;
	struct cr_program *program = index->program;

	program->noted_count = (uint32_t)plan->noted_count;
	program->note_reads = cr_index_keep(
	    index, plan->noted_count + 1, sizeof(*program->note_reads));
	program->reads =
	    cr_index_keep(index, plan->read_count, sizeof(*program->reads));
	if (program->note_reads == NULL || program->reads == NULL)
		return -1;
	for (size_t i = 0; i < plan->predicate_count; i++)
		if (plan->predicates[i].reads.count > 0)
			program->note_reads[plan->predicates[i].number] =
			    plan->predicates[i].reads;
	if (plan->read_count > 0)
		memcpy(program->reads, plan->reads,
		    plan->read_count * sizeof(*program->reads));
	return 0;
}

static int
build(struct cr_index *index)
{
	struct cr_program *program = index->program;
	struct numbering numbering;

	if (make_residual(index) != 0 || make_notes(index) != 0 ||
	    number_stages(index, &numbering) != 0 ||
	    make_stages(index, &numbering) != 0 ||
	    make_postings(index, &numbering) != 0)
		return -1;
	for (uint32_t i = 0; i < program->stage_count; i++)
		if (fill_stage(index, &numbering, &program->stages[i]) != 0)
			return -1;
	if (program->stage_count > 1)
		qsort(program->stages, program->stage_count,
		    sizeof(*program->stages), compare_stages);
	return 0;
}

int
cr_index_build(const struct cr_plan *plan, struct cr_program *program)
{
	struct cr_index index = {.plan = plan,
	    .program = program,
	    .arena = plan->policy->arena,
	    .work = plan->arena};

	return build(&index);
}

/* SPDX-License-Identifier: MIT */
/*
 * One decision: stages and candidates in the order of the rules.  A stage runs
 * only when the next candidate is not before the lowest rule it knows, so that
 * an early decision looks nothing up in vain.
 */
#include "run.h"

#include "../base/alloc.h"

#include <string.h>

/* --------------------------------------------------------------------- state */

static void
free_state(void *memory)
{
	struct cr_state *state = memory;

	cr_alloc_free(state->alloc, state->candidates);
	cr_alloc_free(state->alloc, state->summary);
	cr_alloc_free(state->alloc, state->kept);
	cr_alloc_free(state->alloc, state->touched);
	cr_alloc_free(state->alloc, state->hits);
	cr_alloc_free(state->alloc, state->computed);
	cr_arena_free(state->values);
	cr_alloc_free(state->alloc, state);
}

static int
init_state(const struct cr_program *program, struct cr_state *state)
{
	size_t words = program->rule_count / 64 + 1;
	size_t kept = program->predicate_count / 64 + 1;

	state->summary_count = (uint32_t)(words / 64 + 1);
	state->candidates =
	    cr_alloc_array(state->alloc, words, sizeof(uint64_t));
	state->summary = cr_alloc_array(
	    state->alloc, state->summary_count, sizeof(uint64_t));
	state->kept =
	    cr_alloc_array(state->alloc, kept, sizeof(struct cr_kept));
	state->touched = cr_alloc_array(state->alloc, kept, sizeof(uint32_t));
	state->hits = cr_alloc_array(
	    state->alloc, program->trigger_count + 1, sizeof(uint32_t));
	state->computed = cr_alloc_array(state->alloc,
	    program->computed_count + 1, sizeof(*state->computed));
	state->values = cr_arena_new(state->alloc);
	return state->candidates == NULL || state->summary == NULL ||
		       state->kept == NULL || state->touched == NULL ||
		       state->hits == NULL || state->computed == NULL ||
		       state->values == NULL
		   ? -1
		   : 0;
}

int
cr_program_prepare(
    const struct cr_program *program, struct certrule_fieldset *facts)
{
	struct cr_state *state;

	if (facts->state != NULL)
		return 0;
	state = cr_alloc_array(facts->alloc, 1, sizeof(*state));
	if (state == NULL)
		return -1;
	state->alloc = facts->alloc;
	if (init_state(program, state) != 0) {
		free_state(state);
		return -1;
	}
	facts->state = state;
	facts->state_free = free_state;
	facts->notes_size = cr_program_notes_size(program);
	return 0;
}

/* Numbers of decisions come round in the end: then no trigger has hit, and
 * nothing was computed. */
static void
begin_state(const struct cr_program *program, struct cr_state *state)
{
	if (++state->decision != 0)
		return;
	memset(state->hits, 0, program->trigger_count * sizeof(*state->hits));
	memset(state->computed, 0,
	    program->computed_count * sizeof(*state->computed));
	state->decision = 1;
}

/* What was touched, and no more. */
static void
clear_state(struct cr_state *state)
{
	for (uint32_t i = 0; i < state->summary_count; i++) {
		uint64_t words = state->summary[i];

		for (; words != 0; words &= words - 1)
			state->candidates[i * 64 +
					  (uint32_t)__builtin_ctzll(words)] = 0;
		state->summary[i] = 0;
	}
	for (uint32_t i = 0; i < state->touched_count; i++)
		state->kept[state->touched[i]] = (struct cr_kept){0, 0, 0};
	state->touched_count = 0;
	if (state->values_used)
		cr_arena_reset(state->values);
	state->values_used = false;
}

/* --------------------------------------------------------------------- order */

#define NONE UINT32_MAX

/* The first candidate that is not before `from`. */
static uint32_t
find_candidate(const struct cr_run *run, uint32_t from)
{
	const struct cr_state *state = run->state;
	uint32_t word = from / 64, part;
	uint64_t bits;

	if (from >= run->program->rule_count)
		return NONE;
	bits = state->candidates[word] & UINT64_MAX << from % 64;
	if (bits != 0)
		return word * 64 + (uint32_t)__builtin_ctzll(bits);
	word++;
	part = word / 64;
	if (part >= state->summary_count)
		return NONE;
	bits = state->summary[part] & UINT64_MAX << word % 64;
	while (bits == 0) {
		if (++part == state->summary_count)
			return NONE;
		bits = state->summary[part];
	}
	word = part * 64 + (uint32_t)__builtin_ctzll(bits);
	return word * 64 + (uint32_t)__builtin_ctzll(state->candidates[word]);
}

/* The next rule to ask: of those asked always, and the candidates. */
static uint32_t
find_rule(struct cr_run *run, uint32_t from)
{
	const struct cr_program *program = run->program;
	uint32_t candidate = find_candidate(run, from);
	uint32_t residual = NONE;

	while (run->residual < program->residual_count &&
	       program->residual[run->residual] < from)
		run->residual++;
	if (run->residual < program->residual_count)
		residual = program->residual[run->residual];
	return candidate < residual ? candidate : residual;
}

/* The same, after all stages that may know an earlier one. */
static uint32_t
find_next(struct cr_run *run, uint32_t from)
{
	const struct cr_program *program = run->program;
	uint32_t rule = find_rule(run, from);

	while (run->stage < program->stage_count &&
	       program->stages[run->stage].lowest <= rule) {
		cr_run_stage(run, &program->stages[run->stage++]);
		rule = find_rule(run, from);
	}
	return rule;
}

/* ------------------------------------------------------------------- deciding */

static inline enum certrule_outcome
ask_rule(struct cr_run *run, uint32_t rule)
{
	run->decision.facts->work--;
	return cr_run_outcome(run, run->program->entries[rule]);
}

/* The guard is assumed to hold, so what is left is the rule without it. */
static const struct cr_rule *
find_unproven(struct cr_decision *decision)
{
	struct cr_run *run = (struct cr_run *)decision;
	const struct cr_policy *policy = decision->policy;
	uint32_t i = 0;

	if (!run->program->has_allow)
		return NULL;
	run->residual = 0;
	while ((i = find_next(run, i)) != NONE && !decision->run.exhausted) {
		const struct cr_rule *rule = &policy->rules[i++];

		if (rule->info.kind != CERTRULE_RULE_ALLOW)
			continue;
		if (!run->assume_proven &&
		    cr_reference_proven(&decision->run) == CERTRULE_TRUE)
			return NULL;
		run->assume_proven = true;
		if (ask_rule(run, i - 1) == CERTRULE_TRUE)
			return rule;
	}
	return NULL;
}

/* True: the verdict is made. */
static inline bool
try_rule(struct cr_run *run, uint32_t number)
{
	enum certrule_outcome outcome = ask_rule(run, number);
	struct cr_decision *decision = &run->decision;

	if (outcome == CERTRULE_FALSE && !decision->run.exhausted)
		return false;
	return cr_reference_conclude(
	    decision, &decision->policy->rules[number], outcome);
}

static bool
ask_linear(struct cr_run *run)
{
	const struct cr_program *program = run->program;

	for (uint32_t i = 0;; i++) {
		i += cr_run_until(
		    run, program->residual + i, program->residual_count - i);
		if (i == program->residual_count)
			return false;
		if (try_rule(run, program->residual[i]))
			return true;
	}
}

/* How many rules asked always come before anything else can. */
static uint32_t
count_run(const struct cr_run *run, uint32_t rule)
{
	const struct cr_program *program = run->program;
	uint32_t limit = find_candidate(run, rule), count = run->residual;

	if (run->stage < program->stage_count &&
	    program->stages[run->stage].lowest < limit)
		limit = program->stages[run->stage].lowest;
	while (
	    count < program->residual_count && program->residual[count] < limit)
		count++;
	return count - run->residual;
}

/* Goes over those of them that are false, beginning with *rule.  False: all
 * are, and *rule is behind them. */
static bool
skip_run(struct cr_run *run, uint32_t *rule)
{
	const uint32_t *residual = run->program->residual + run->residual;
	uint32_t count = count_run(run, *rule);
	uint32_t skipped = cr_run_until(run, residual, count);

	run->residual += skipped;
	*rule = skipped < count ? residual[skipped] : residual[count - 1] + 1;
	return skipped < count;
}

static bool
is_residual(const struct cr_run *run, uint32_t rule)
{
	return run->residual < run->program->residual_count &&
	       run->program->residual[run->residual] == rule;
}

/* False: no rule decided. */
static bool
ask_rules(struct cr_run *run)
{
	uint32_t i = 0;

	if (run->program->linear)
		return ask_linear(run);
	while ((i = find_next(run, i)) != NONE) {
		if (is_residual(run, i) && !skip_run(run, &i))
			continue;
		if (try_rule(run, i++))
			return true;
	}
	return false;
}

/* Log rules are left out; the index, which has them too, is not asked. */
static bool
ask_deciding(struct cr_run *run)
{
	const struct cr_policy *policy = run->decision.policy;

	for (uint32_t i = 0; i < run->program->rule_count; i++) {
		const struct certrule_rule_info *info = &policy->rules[i].info;

		if (!info->disabled && info->kind != CERTRULE_RULE_LOG &&
		    try_rule(run, i))
			return true;
	}
	return false;
}

/* What was answered when the budget was used up counts for nothing. */
static void
decide_without_logs(struct cr_run *run)
{
	*run = (struct cr_run){.decision = run->decision,
	    .program = run->program,
	    .state = run->state};
	begin_state(run->program, run->state);
	if (!ask_deciding(run))
		cr_reference_default(&run->decision);
	clear_state(run->state);
}

void
cr_program_decide(const struct cr_policy *policy,
    struct certrule_fieldset *facts, struct certrule_verdict *verdict)
{
	struct cr_run run = {.program = policy->program, .state = facts->state};

	cr_reference_begin(&run.decision, policy, facts, verdict);
	run.decision.find_unproven = find_unproven;
	begin_state(run.program, run.state);
	if (!ask_rules(&run))
		cr_reference_default(&run.decision);
	clear_state(run.state);
	if (cr_reference_without_logs(&run.decision))
		decide_without_logs(&run);
}

/* SPDX-License-Identifier: MIT */
/* The straight line from a loaded policy to its program. */
#include "program.h"

#include "../base/arena.h"
#include "../base/seed.h"
#include "emit.h"
#include "index.h"

static int
keep_computed(const struct cr_plan *plan, struct cr_program *program)
{
	const struct cr_policy *policy = plan->policy;

	program->field_count = (uint32_t)cr_schema_field_count(policy->schema);
	program->computed_count = (uint32_t)plan->computed_count;
	program->computed = cr_arena_array(policy->arena,
	    plan->computed_count + 1, sizeof(*program->computed));
	if (program->computed == NULL)
		return -1;
	program->bytes += plan->computed_count * sizeof(*program->computed);
	for (size_t i = 0; i < plan->subject_count; i++)
		if (plan->subjects[i].computed != 0)
			program->computed[plan->subjects[i].computed - 1] =
			    plan->subjects[i].term;
	return 0;
}

static int
build(struct cr_arena *work, const struct cr_policy *policy,
    struct cr_program *program)
{
	const struct cr_plan *plan = cr_plan_new(work, policy, program->linear);

	if (plan == NULL)
		return -1;
	program->predicate_count = (uint32_t)plan->shared_count + 1;
	if (keep_computed(plan, program) != 0)
		return -1;
	return cr_emit_rules(plan, program) == 0 ? cr_index_build(plan, program)
						 : -1;
}

const struct cr_program *
cr_program_new(const struct cr_policy *policy, bool linear)
{
	struct cr_program *program =
	    cr_arena_get(policy->arena, sizeof(*program));
	struct cr_arena *work =
	    cr_arena_new(cr_arena_alloc_table(policy->arena));
	int failed = -1;

	if (program != NULL && work != NULL) {
		program->linear = linear;
		program->seed = cr_seed_draw(program);
		program->bytes = sizeof(*program);
		failed = build(work, policy, program);
	}
	cr_arena_free(work);
	return failed == 0 ? program : NULL;
}

/* SPDX-License-Identifier: MIT */
/* The straight line from a loaded policy to its program. */
#include "program.h"

#include "../base/arena.h"
#include "../base/clock.h"
#include "emit.h"
#include "index.h"

#include <sys/random.h>

/* Nobody outside knows it; where the system gives none, an address has to do. */
static uint64_t
draw_seed(const void *address)
{
	uint64_t seed;

	if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) ==
	    (ssize_t)sizeof(seed))
		return seed;
	return (uint64_t)(uintptr_t)address ^ (uint64_t)cr_clock_now() << 32;
}

static int
build(struct cr_arena *work, const struct cr_policy *policy,
    struct cr_program *program)
{
	const struct cr_plan *plan = cr_plan_new(work, policy, program->linear);

	if (plan == NULL)
		return -1;
	program->predicate_count = (uint32_t)plan->shared_count + 1;
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
		program->seed = draw_seed(program);
		program->bytes = sizeof(*program);
		failed = build(work, policy, program);
	}
	cr_arena_free(work);
	return failed == 0 ? program : NULL;
}

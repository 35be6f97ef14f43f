/* SPDX-License-Identifier: MIT */
/* From a plan to code. */
#ifndef CR_EMIT_H
#define CR_EMIT_H

#include "plan.h"
#include "program.h"

/* Code of all rules, in the policy's arena.  -1: no memory. */
int cr_emit_rules(
    const struct cr_plan *plan, struct cr_program *program) CERTRULE_MUST_USE;
/* Code that asks one predicate, which there is room for; its place. */
uint32_t cr_emit_test(const struct cr_plan *plan, struct cr_program *program,
    const struct cr_trigger *trigger);

#endif

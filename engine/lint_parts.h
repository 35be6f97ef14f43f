/* SPDX-License-Identifier: MIT */
/* What the lint_*.c files about whole rules share. */
#ifndef CR_LINT_PARTS_H
#define CR_LINT_PARTS_H

#include "lint.h"

/* What the text says of a rule, without guard, `for` and `until`. */
const struct cr_expr *cr_lint_condition(
    const struct cr_rule *rule, const struct cr_load_item *item);

/* By number of the policy's rules, which is the order they are tried in. */
struct cr_lint_rules {
	size_t count;
	const struct cr_load_item **items;
	bool *strangers; /* see struct cr_lint_place */
};

/* lint_strangers.c; -1: no memory, reported. */
int cr_lint_rules_init(struct cr_lint *lint, struct cr_lint_rules *rules);

#endif

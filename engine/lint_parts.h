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

/* -------------------------------------------------------- lint_strangers.c */

/* -1: no memory, reported. */
int cr_lint_rules_init(struct cr_lint *lint, struct cr_lint_rules *rules);
bool cr_lint_is_block(const struct cr_rule *rule);

/* Of all strangers at once; maybe: it depends on the request, or on what the
 * certificate says.  Errors do not count: they block. */
enum cr_lint_answer {
	CR_LINT_NO,
	CR_LINT_YES,
	CR_LINT_MAYBE
};
enum cr_lint_answer cr_lint_stranger(
    const struct cr_lint *lint, const struct cr_expr *expr);
enum cr_lint_answer cr_lint_opposite(enum cr_lint_answer value);
/* verify_result == "SUCCESS" and its like, or with ne. */
bool cr_lint_asks_for_proof(
    const struct cr_lint *lint, const struct cr_expr *expr);

#endif

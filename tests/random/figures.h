/* SPDX-License-Identifier: MIT */
/* What the generator really makes: how often each operator is true, and which
 * functions came up. */
#ifndef TESTS_RANDOM_FIGURES_H
#define TESTS_RANDOM_FIGURES_H

#include "bed.h"

/* Functions counted; funcs.def has far fewer. */
#define FIGURES_FUNCTIONS 64

struct figures_outcomes {
	unsigned long is_false, is_true, is_error;
};

struct figures {
	struct figures_outcomes ops[CR_OP_COUNT];
	struct figures_outcomes whole;
	unsigned long kinds[CR_EXPR_BEFORE + 1];
	unsigned long functions[FIGURES_FUNCTIONS];
};

/* Every plain comparison in it, each by itself. */
void figures_count(struct figures *figures, struct certrule_fieldset *facts,
    const struct cr_expr *expr);
void figures_print(const struct figures *figures);
/* How many rows are true too seldom or too often, or never came up; says which
 * on stdout. */
size_t figures_judge(const struct figures *figures);

#endif

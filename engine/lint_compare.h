/* SPDX-License-Identifier: MIT */
/*
 * Comparing conditions.  A condition is taken apart into literals, all of which
 * must hold: an expression, or its opposite.  Whatever is said here is so for
 * every request, errors included; what cannot be told counts as different.
 */
#ifndef CR_LINT_COMPARE_H
#define CR_LINT_COMPARE_H

#include "lint.h"

struct cr_lint_literal {
	const struct cr_expr *expr;
	bool holds; /* false: it must not hold */
	uint64_t hash;
};

/* Called for each literal of expr, in the order of the text. */
typedef void cr_lint_literal_fn(
    void *context, const struct cr_expr *expr, bool holds);
void cr_lint_literals(const struct cr_expr *expr, bool holds,
    cr_lint_literal_fn *each, void *context);
/* One of the alternatives that a literal is made of; count 0: it is one. */
size_t cr_lint_alternatives(const struct cr_lint_literal *literal);

uint64_t cr_lint_hash_term(struct cr_lint *lint, const struct cr_term *term);
uint64_t cr_lint_hash(struct cr_lint *lint, const struct cr_expr *expr);
bool cr_lint_same_term(const struct cr_term *a, const struct cr_term *b);
/* The same comparison or chain, in the same order. */
bool cr_lint_same(
    struct cr_lint *lint, const struct cr_expr *a, const struct cr_expr *b);

/* What a comparison makes of a value that its left side may have. */
enum cr_lint_outcome {
	CR_LINT_FALSE,
	CR_LINT_TRUE,
	CR_LINT_UNKNOWN
};
enum cr_lint_outcome cr_lint_apply(
    const struct cr_expr *expr, const struct certrule_value *value);
/* The value that a comparison asks for; NULL: it is no == with a literal. */
const struct certrule_value *cr_lint_wanted(const struct cr_expr *expr);
/* What a comparison or a call of starts_with and its like is about. */
const struct cr_term *cr_lint_subject(const struct cr_expr *expr);

/* Whenever a is not false, neither is b.  Also false when the work of the load is
 * used up. */
bool cr_lint_implies(struct cr_lint *lint, const struct cr_lint_literal *a,
    const struct cr_lint_literal *b);

#endif

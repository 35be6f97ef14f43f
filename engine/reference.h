/* SPDX-License-Identifier: MIT */
/*
 * The reference evaluator: walks the typed tree and the rules in order, with no
 * index and no memory.  It is the oracle; it is written to be read.
 */
#ifndef CR_REFERENCE_H
#define CR_REFERENCE_H

#include "../base/fieldset.h"
#include "policy.h"

enum certrule_outcome cr_reference_run(
    const struct cr_expr *expr, struct certrule_fieldset *facts);

/* The leftmost comparison in source order whose value is error, and why. */
struct cr_culprit {
	const struct cr_expr *expr;
	const char *why; /* from the fieldset's arena or static */
};
void cr_reference_culprit(const struct cr_expr *expr,
    struct certrule_fieldset *facts, struct cr_culprit *culprit);

/* *verdict starts as BLOCK; every string in it is the gate's or the
 * fieldset's. */
void cr_reference_decide(const struct cr_policy *policy,
    struct certrule_fieldset *facts, struct certrule_verdict *verdict);

/* explain.c: the tree with values, as --explain prints it.  deciding: this is
 * the rule that decided. */
void cr_explain_expr(const struct cr_expr *expr,
    const struct certrule_schema *schema, const struct cr_sources *sources,
    struct certrule_fieldset *facts, unsigned indent, struct cr_buffer *out);

#endif

/* SPDX-License-Identifier: MIT */
/* What the reference*.c files and explain.c share. */
#ifndef CR_REFERENCE_PARTS_H
#define CR_REFERENCE_PARTS_H

#include "reference.h"

/*
 * One evaluation.  A comparison, any, all or Bool value that is not part of
 * another one has the scratch to itself, so that whether function results fit
 * never depends on what was evaluated before.
 */
struct cr_evaluation {
	struct certrule_fieldset *facts;
	const char *why; /* of the last error */
	unsigned depth;	 /* comparisons around this one, through calls */
	bool quiet;	 /* explaining: marks no field as read */
	bool exhausted;	 /* the work budget is used up: nothing counts */
};

void cr_reference_init(
    struct cr_evaluation *run, struct certrule_fieldset *facts);

#define CR_REFERENCE_EXHAUSTED	"the work budget is used up"
#define CR_REFERENCE_NO_SCRATCH "function results exceed their limit"

/* -------------------------------------------------------------- reference.c */

enum certrule_outcome cr_reference_evaluate(
    struct cr_evaluation *run, const struct cr_expr *expr);
enum certrule_outcome cr_reference_negate(enum certrule_outcome outcome);
/* Of AND and ALL, OR and ANY, or XOR. */
enum certrule_outcome cr_reference_join(
    enum cr_expr_kind kind, enum certrule_outcome a, enum certrule_outcome b);
/* The outcome that decides one of those, but XOR, by itself. */
enum certrule_outcome cr_reference_decides(enum cr_expr_kind kind);
enum certrule_outcome cr_reference_compare(struct cr_evaluation *run,
    const struct cr_expr *expr, const struct certrule_value *left,
    const struct certrule_value *right);
/* The right side, or any present value where it is a set or a pattern. */
void cr_reference_right(struct cr_evaluation *run, const struct cr_expr *expr,
    struct certrule_value *right);
enum certrule_outcome cr_reference_truth(
    struct cr_evaluation *run, const struct certrule_value *value);
/* A field by number, marked as read unless this only explains. */
const struct certrule_value *cr_reference_read(
    struct cr_evaluation *run, int field);
enum certrule_outcome cr_reference_proven(struct cr_evaluation *run);
enum certrule_outcome cr_reference_host(struct cr_evaluation *run,
    const struct certrule_bytes *hosts, size_t count);

/* -------------------------------------------------------- reference_array.c */

/* An Array<Bool> element by element.  Its state is ERROR when the whole of it
 * is, MISSING for a missing array that stood there itself. */
struct cr_outcomes {
	struct cr_evaluation *run;
	enum certrule_state state;
	enum certrule_outcome *items; /* in scratch */
	size_t count, capacity;
};
void cr_reference_collect(struct cr_evaluation *run, const struct cr_expr *expr,
    struct cr_outcomes *out);
/* any and all */
enum certrule_outcome cr_reference_quantify(
    struct cr_evaluation *run, const struct cr_expr *expr);

/* -------------------------------------------------------- reference_value.c */

/* Takes from the work budget. */
void cr_reference_charge(struct cr_evaluation *run, size_t work);
/* The value of a term that is no sequence. */
void cr_reference_value(struct cr_evaluation *run, const struct cr_term *term,
    struct certrule_value *out);
/*
 * Each value of a sequence, in order, until visit returns false; a value may be
 * missing or in error.  PRESENT, or ERROR: the container is, and *why says why.
 */
typedef bool cr_reference_visit_fn(
    void *context, const struct certrule_value *value);
enum certrule_state cr_reference_each(struct cr_evaluation *run,
    const struct cr_term *term, cr_reference_visit_fn *visit, void *context);

/* ------------------------------------------------------- reference_decide.c */

/* One decision, whoever evaluates its rules. */
struct cr_decision {
	struct cr_evaluation run;
	const struct cr_policy *policy;
	struct certrule_fieldset *facts;
	struct certrule_verdict *verdict;
	struct certrule_log *logs;
	size_t log_capacity;
	bool without_logs; /* log rules are not asked */
	/* The first allow rule that its guard alone kept from matching; NULL:
	 * there is none, or the client is proven. */
	const struct cr_rule *(*find_unproven)(struct cr_decision *decision);
};

/* The verdict starts as BLOCK; find_unproven is the caller's to set. */
void cr_reference_begin(struct cr_decision *decision,
    const struct cr_policy *policy, struct certrule_fieldset *facts,
    struct certrule_verdict *verdict);
/* What the outcome of an enabled rule, the next in order, means.  True: the
 * verdict is made. */
bool cr_reference_conclude(struct cr_decision *decision,
    const struct cr_rule *rule, enum certrule_outcome outcome);
/* No rule decided. */
void cr_reference_default(struct cr_decision *decision);
/*
 * Of a verdict that is made.  True: the budget was used up, perhaps by log
 * rules, and the decision is to be made once more, with all of the budget and
 * without those.  So they cost time, at most as much again, and never a verdict.
 */
bool cr_reference_without_logs(struct cr_decision *decision);

#endif

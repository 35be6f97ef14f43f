/* SPDX-License-Identifier: MIT */
/*
 * From a policy to what is shared in it: the distinct predicates, each rule as
 * and/or over them, and for each rule a cover - predicates of which at least
 * one is true or in error whenever the rule is.
 *
 * A plan lives as long as its arena: emit.c and index.c make the program of it,
 * and --dump=plan prints it.  It decides nothing.
 */
#ifndef CR_PLAN_H
#define CR_PLAN_H

#include "policy.h"
#include "slice.h"

/* --------------------------------------------------------------- predicates */

/* How a predicate is found without being asked. */
enum cr_method {
	CR_METHOD_NONE,	   /* not at all */
	CR_METHOD_TEXT,	   /* equal to a text */
	CR_METHOD_TEXTS,   /* a member of a set of texts */
	CR_METHOD_HOST,	   /* a host pattern or list of them */
	CR_METHOD_PREFIX,  /* begins with a text */
	CR_METHOD_SUFFIX,  /* ends with a text */
	CR_METHOD_LITERAL, /* holds a text */
	CR_METHOD_RANGE,   /* an Int or address in ranges */
	CR_METHOD_TEST	   /* asked once, for all rules that rest on it */
};

/* A comparison, any, all or Bool value: what stands alone in an expression. */
struct cr_predicate {
	const struct cr_expr *expr;
	/* What is indexed: expr, or the comparison of each element. */
	const struct cr_expr *asked;
	enum cr_method method;
	bool has_subject;
	uint32_t subject;	   /* always there unless NONE or TEST */
	struct certrule_bytes key; /* of TEXT, PREFIX, SUFFIX, LITERAL */
	bool folded;		   /* the key of a LITERAL is in lower case */
	uint32_t uses;		   /* places where it stands */
	/* Rules without a cover that it would guard, as it is and negated. */
	uint32_t guards[2];
	uint32_t number;       /* from 1, where what is known is kept */
	struct cr_slice reads; /* of the plan's; unless empty, it is noted */
	uint32_t trigger[2];   /* from 1: as it is, and negated */
};

/* What predicates look at: a field, or any other term. */
struct cr_subject {
	const struct cr_term *term; /* NULL: the field */
	uint32_t field;
	bool each; /* a sequence, of which one element is enough */
	unsigned type;
	struct cr_slice reads; /* of the plan's; unless empty, it is noted */
	uint32_t computed;     /* number, from 1; 0: a field, or a sequence */
};

/* ------------------------------------------------------------------- rules */

enum cr_part_kind {
	CR_PART_FALSE,
	CR_PART_TRUE,
	CR_PART_AND,
	CR_PART_OR,
	CR_PART_TEST
};

/* A rule's expression, `not` pushed down to the predicates. */
struct cr_part {
	enum cr_part_kind kind;
	bool negated; /* of a TEST */
	uint32_t predicate;
	struct cr_part **children; /* the cheapest first */
	size_t child_count;
	size_t order; /* among its siblings, as written */
	uint32_t cost;
	/* Of its cover; UINT32_MAX: it has none. */
	uint32_t weight;
};

/* Why a rule is asked in every decision. */
enum cr_residual {
	CR_RESIDUAL_NOT,   /* it is not: it has a cover */
	CR_RESIDUAL_NEVER, /* it never matches, and is left out */
	CR_RESIDUAL_OFF,   /* disabled */
	CR_RESIDUAL_ALWAYS,
	CR_RESIDUAL_NEGATED, /* all it asks is negated */
	CR_RESIDUAL_OR,	     /* a part of an `or` cannot be looked up */
	CR_RESIDUAL_PLAIN    /* nothing in it can be looked up */
};

struct cr_plan_rule {
	struct cr_part *node; /* NULL: disabled */
	enum cr_residual residual;
	uint32_t first, count; /* triggers, of the plan's covers */
};

/* A predicate, or its opposite, that makes rules candidates. */
struct cr_trigger {
	uint32_t predicate;
	bool negated;
	uint32_t rules; /* how many */
};

struct cr_plan {
	struct cr_arena *arena;
	const struct cr_policy *policy;
	bool linear; /* nothing is shared, nothing is looked up */
	struct cr_predicate *predicates;
	size_t predicate_count, predicate_capacity;
	size_t shared_count; /* numbers of predicates */
	size_t noted_count;  /* the first of those are noted */
	/* Fields that what is noted reads. */
	uint16_t *reads;
	size_t read_count, read_capacity;
	struct cr_subject *subjects;
	size_t subject_count, subject_capacity;
	size_t computed_count;
	struct cr_plan_rule *rules;
	struct cr_trigger *triggers;
	size_t trigger_count, trigger_capacity;
	uint32_t *covers;
	size_t cover_count, cover_capacity;
	struct cr_plan_names *names;
};

/* NULL: no memory. */
struct cr_plan *cr_plan_new(
    struct cr_arena *arena, const struct cr_policy *policy, bool linear);

/* Room for one more in an array of the plan's; array may move.  NULL: no
 * memory, and the array is as it was. */
void *cr_plan_grow(struct cr_arena *arena, void *array, size_t count,
    size_t *capacity, size_t size) CERTRULE_MUST_USE;

/* -------------------------------------------------------------- plan_names.c */

/* Things that mean the same, by what they mean. */
struct cr_plan_names *cr_plan_names_new(
    struct cr_arena *arena, const struct certrule_alloc *alloc);
void cr_plan_names_fini(struct cr_plan_names *names);
/* *number is that of an expression or term that means the same, or next, under
 * which it is kept from now on.  -1: no memory. */
int cr_plan_names_expr(struct cr_plan_names *names, const struct cr_expr *expr,
    uint32_t next, uint32_t *number) CERTRULE_MUST_USE;
int cr_plan_names_term(struct cr_plan_names *names, const struct cr_term *term,
    uint32_t next, uint32_t *number) CERTRULE_MUST_USE;

/* -------------------------------------------------------------- plan_method.c */

/* What its evaluation costs, roughly in steps. */
uint32_t cr_plan_cost(const struct cr_expr *expr);
/* Fills method, asked, key, folded; *subject is the term looked at, or NULL
 * where it is the field. */
void cr_plan_classify(const struct cr_plan *plan,
    struct cr_predicate *predicate, struct cr_subject *subject);
/* How much a predicate of this method costs as a cover; UINT32_MAX: it is
 * none. */
uint32_t cr_plan_weight(const struct cr_predicate *predicate);

/* --------------------------------------------------------------- plan_scope.c */

/*
 * *reads are the fields it reads, if it follows from the client alone, as
 * verified by a trust block: then its answer may be kept with the peer.  Else
 * it is empty.  -1: no memory.
 */
int cr_plan_scope_expr(struct cr_plan *plan, const struct cr_expr *expr,
    struct cr_slice *reads) CERTRULE_MUST_USE;
int cr_plan_scope_term(struct cr_plan *plan, const struct cr_term *term,
    struct cr_slice *reads) CERTRULE_MUST_USE;

/* --------------------------------------------------------------- plan_cover.c */

/* Covers for all rules.  -1: no memory. */
int cr_plan_cover(struct cr_plan *plan) CERTRULE_MUST_USE;

/* ---------------------------------------------------------------- plan_dump.c */

void cr_plan_dump(const struct cr_plan *plan, struct cr_buffer *out);
/* The rules that every decision asks, and why. */
void cr_plan_dump_cost(const struct cr_plan *plan, struct cr_buffer *out);
/* "nothing it asks can be looked up" */
const char *cr_plan_residual_text(enum cr_residual residual);
/* `"name" (file:line)`, or the place alone. */
void cr_plan_show_rule(const struct cr_rule *rule, struct cr_buffer *out);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Warnings about what loads and is probably not what was meant: rows of
 * lint.def, each one function.  lint_walk.c goes once over every rule and calls
 * the rows of a level where they belong, so that no row walks trees itself
 * unless it wants to look around.
 *
 * A row never changes anything and never fails: what it cannot find out for
 * want of memory it leaves out, as nobody is let in by a missing warning.
 */
#ifndef CR_LINT_H
#define CR_LINT_H

#include "load.h"

/* Comparisons of two conditions in one load; what is left then is not compared.
 */
#define CR_LINT_WORK 5000000

struct cr_lint_trust; /* engine/lint_trust.h */

struct cr_lint {
	struct cr_load *load;
	const struct cr_policy *policy;
	struct certrule_diags *diags;
	bool builtin; /* the numbers of fields.def mean those fields */
	const struct cr_lint_trust *trust; /* NULL: mTLS is on for no host */
	size_t work; /* comparisons that lint_implies.c may still make */
};

/* Whom an expression lets in by its value. */
enum cr_lint_effect {
	CR_LINT_IF_TRUE = 1 << 0, /* of allow; of block under a not */
	CR_LINT_IF_FALSE = 1 << 1 /* of block; of allow under a not */
};

/* What a level sees.  Members that its comment does not name are NULL. */
enum cr_lint_level {
	CR_LINT_POLICY, /* once, after all others */
	CR_LINT_RULE,	/* every rule: rule, item */
	/* Every expression of its condition, outermost first, and those that
	 * are arguments: rule, item, expr. */
	CR_LINT_EXPRESSION,
	/* Every value in those, outermost first; term and the expression that
	 * it stands in: rule, item, expr, term. */
	CR_LINT_TERM,
	/* The condition as it was written: rule, item, node; items of inline
	 * sets too.  And those of lists: item, node, and no rule. */
	CR_LINT_NODE
};

/* One step of the walk; on its stack. */
struct cr_lint_place {
	const struct cr_rule *rule;
	const struct cr_load_item *item; /* its statement, as written */
	const struct cr_expr *expr;
	const struct cr_term *term;
	const struct cr_node *node;
	/* What holds this one; NULL for a condition itself. */
	const struct cr_lint_place *outer;
	unsigned lets_in;   /* of enum cr_lint_effect; of a log rule none */
	unsigned negations; /* how many `not` and `unless` stand above */
	bool quantified;    /* under any or all */
	/* A client without proof can get in by this rule, or past this block:
	 * no block before it stops them all. */
	bool strangers;
};

typedef void cr_lint_fn(
    struct cr_lint *lint, const struct cr_lint_place *place);

#define LINT(level, function) cr_lint_fn cr_lint_##function;
#include "lint.def"
#undef LINT

/* ------------------------------------------------------------- lint_walk.c */

/* All levels but POLICY. */
void cr_lint_walk(struct cr_lint *lint);
/* Calls the rows of one level. */
void cr_lint_call(struct cr_lint *lint, enum cr_lint_level level,
    const struct cr_lint_place *place);

/* -------------------------------------------------------- what rows ask for */

/* The text of a span for a message or hint: one line, escaped, cut. */
const char *cr_lint_text(struct cr_lint *lint, struct cr_span span);
/* The field that a value is or comes from by indexes; NULL: none. */
const struct cr_field *cr_lint_field(
    const struct cr_lint *lint, const struct cr_term *term);
/* The value is that built-in field itself, without an index. */
bool cr_lint_is_field(const struct cr_lint *lint, const struct cr_term *term,
    enum cr_field_number number);
/* The value is a call of that function. */
bool cr_lint_is_call(const struct cr_term *term, const char *name);

#endif

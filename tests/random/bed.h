/* SPDX-License-Identifier: MIT */
/*
 * What random expressions are tried on: a schema with every field and function
 * there is, a gate with a list of every type, one fieldset.  Nothing here knows
 * a test framework, for fuzzers use it too.
 */
#ifndef TESTS_RANDOM_BED_H
#define TESTS_RANDOM_BED_H

#include "generate.h"

#include "../../engine/policy.h"

struct bed {
	struct certrule_schema *schema;
	struct certrule_gate *gate;
	struct certrule_diags *diags;
	struct certrule_fieldset *facts;
	struct cr_arena *kept;	/* as long as the bed */
	struct cr_arena *arena; /* of one case */
	const struct vocabulary *words;
	struct cr_check check;
	bool *reads; /* fields of the expressions of this case */
	struct cr_buffer text;
};

/* A text as tree and typed tree, in the bed's arena. */
struct parsed {
	const struct cr_node *node;
	const struct cr_expr *expr;
};

int bed_open(struct bed *bed);
void bed_close(struct bed *bed);
/* Forgets the case before; facts stay. */
void bed_begin(struct bed *bed);
/* -1: it has errors, which are in bed->diags. */
int bed_parse(
    struct bed *bed, struct certrule_bytes text, struct parsed *parsed);
/* A generator of texts into bed->text, which is emptied. */
struct generate bed_generate(struct bed *bed, struct random *source);
/* Random values for the fields that this case reads. */
void bed_draw_facts(struct bed *bed, struct random *source);

/* A schema with every field and function there is. */
struct certrule_schema *bed_schema_new(void);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * One policy and all that decide by it.  It is parsed and checked once: the
 * reference evaluator and the linear program decide by what the compiled one
 * was made of, unless apart is asked for, which loads each by its own flag.
 */
#ifndef TESTS_EVALUATORS_H
#define TESTS_EVALUATORS_H

#include "differential.h"

enum evaluator {
	REFERENCE,
	LINEAR,
	COMPILED,
	AGAIN, /* compiled, of the same policy loaded once more */
	EVALUATORS
};

/* What AGAIN is. */
enum again {
	AGAIN_NONE,
	AGAIN_RELOADED,
	AGAIN_FORMATTED,
};

struct evaluators {
	struct certrule_gate *gates[EVALUATORS]; /* AGAIN: or NULL */
	struct certrule_fieldset *facts[EVALUATORS];
	/* Of COMPILED's gate, which owns all of it. */
	struct certrule_gate views[COMPILED];
};

struct evaluators_load {
	const struct certrule_schema *schema;
	struct certrule_diags *diags;
	/* The policy is the first; borrowed until evaluators_close(). */
	const struct disk_file *files;
	size_t file_count;
	enum again again;
	bool apart;
};

/* -1: it does not load; diags say why.  Ends with evaluators_close() even so. */
int evaluators_open(
    struct evaluators *evaluators, const struct evaluators_load *load);
void evaluators_close(struct evaluators *evaluators);

/* Of each gate there is.  False after one that is beyond the work budget, whose
 * verdicts are not to be compared. */
bool evaluators_decide(
    struct evaluators *evaluators, struct certrule_verdict *verdicts);
/* All say what the reference says; prints what they say if not. */
bool evaluators_agree(const struct evaluators *evaluators,
    const struct certrule_verdict *verdicts);

/* What holds whoever decides, and in whatever order: who is let in or led
 * elsewhere is kept out by no always-block, and is proven where the rule is one
 * for those who are.  Asks the reference, and so ends its verdict. */
bool evaluators_lawful(
    struct evaluators *evaluators, const struct certrule_verdict *verdict);

#endif

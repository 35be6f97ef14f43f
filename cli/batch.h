/* SPDX-License-Identifier: MIT */
/*
 * Batches: JSON lines in, exactly one line out for each, in order, in constant
 * memory; a bad line is answered in its place and stops nothing.
 */
#ifndef CR_BATCH_H
#define CR_BATCH_H

#include "facts.h"
#include "json.h"

struct cr_batch {
	struct cr_cli *cli;
	const struct cr_facts *facts;
	struct certrule_gate *gate;
	struct certrule_fieldset *fieldset; /* holds this line's facts */
	/* The members of an answer behind the id. */
	void (*answer)(struct cr_batch *batch, const struct cr_json_line *line);
	/* The line or its facts are no good. */
	void (*refuse)(struct cr_batch *batch, const struct cr_json_line *line,
	    const char *why);
	void *context;
};

/* An exit status: CR_EXIT_YES when every line was answered. */
int cr_batch_run(struct cr_batch *batch);

#endif

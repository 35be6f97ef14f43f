/* SPDX-License-Identifier: MIT */
/* Runs the cases of a .t file, one after the other. */
#ifndef CR_TEST_RUN_H
#define CR_TEST_RUN_H

#include "test_cover.h"
#include "test_file.h"

#include <certrule.h>

/* What holds from one case to the next of a file: the policy, and with it the
 * settings and the request it was last asked about. */
struct cr_test_run {
	struct certrule_schema *schema;
	struct cr_test_cover *cover; /* or NULL */
	const struct cr_test_file *file;
	/* Blocks of this or an earlier case; NULL: none. */
	const struct cr_test_block *kept[CR_TEST_BLOCK_COUNT];
	/* The gate of those, and the texts it was loaded from. */
	struct certrule_gate *gate; /* NULL: refused */
	struct certrule_diags *diags;
	struct cr_text loaded_from;
	bool loaded;
};

int cr_test_run_init(struct cr_test_run *run);
void cr_test_run_fini(struct cr_test_run *run);
/* A file from its beginning, in whose folder the process now is. */
void cr_test_run_begin(
    struct cr_test_run *run, const struct cr_test_file *file);
/* failure says what is not as it should be; nothing: the case passed. */
void cr_test_run_case(struct cr_test_run *run, const struct cr_test_case *test,
    struct cr_text *failure);

#endif

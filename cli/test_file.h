/* SPDX-License-Identifier: MIT */
/* A .t file as it is written: cases of labelled blocks. */
#ifndef CR_TEST_FILE_H
#define CR_TEST_FILE_H

#include "text.h"

#include <stdbool.h>
#include <stddef.h>

enum cr_test_block_id {
#define BLOCK(id, name) CR_TEST_##id,
#include "test_blocks.def"
#undef BLOCK
	CR_TEST_BLOCK_COUNT
};

struct cr_test_block {
	bool given;
	unsigned line;	     /* of the label */
	struct cr_text text; /* without its indentation, each line ended */
};

struct cr_test_case {
	char *title;
	unsigned line;
	struct cr_test_block blocks[CR_TEST_BLOCK_COUNT];
};

struct cr_test_file {
	const char *path; /* borrowed */
	struct cr_test_case *cases;
	size_t case_count;
};

/* An exit status; what is wrong with the file is said. */
int cr_test_file_read(struct cr_test_file *file, const char *path);
void cr_test_file_fini(struct cr_test_file *file);
const char *cr_test_file_label(enum cr_test_block_id id);

#endif

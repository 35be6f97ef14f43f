/* SPDX-License-Identifier: MIT */
/* What the files that run a test case share: lines of blocks, and the case with
 * its facts. */
#ifndef CR_TEST_PARTS_H
#define CR_TEST_PARTS_H

#include "test_run.h"

#include <certrule-openssl.h>

/* Lines of a block as strings. */
struct cr_test_lines {
	char *text;
	const char **items;
	size_t count;
};

/* Each line without white space around it; empty ones are left out.  No block:
 * no lines. */
int cr_test_lines_init(
    struct cr_test_lines *lines, const struct cr_test_block *block);
void cr_test_lines_fini(struct cr_test_lines *lines);
/* The first line of a block, or NULL: none or no such block.  Freed by the
 * caller. */
char *cr_test_lines_first(const struct cr_test_block *block);

struct cr_test_one {
	struct cr_test_run *run;
	const struct cr_test_case *test;
	struct cr_text *failure;
	struct cr_test_lines hosts, assignments;
	struct certrule_peer *peer;
	struct certrule_fieldset *facts; /* NULL: not needed yet */
};

void cr_test_one_fail(
    const struct cr_test_one *one, const char *what, const char *because);
/* NULL: the case has none. */
const struct cr_test_block *cr_test_one_block(
    const struct cr_test_one *one, enum cr_test_block_id id);
bool cr_test_one_has_policy(const struct cr_test_one *one);

/* The case's facts into one->facts, once. */
int cr_test_facts_set(struct cr_test_one *one);
/* Everything the case says of the loaded policy, or of one refused. */
void cr_test_judge_loaded(struct cr_test_one *one);
/* A `run` block. */
void cr_test_judge_run(struct cr_test_one *one);
/* Compares a block, if the case has it. */
void cr_test_judge_text(
    const struct cr_test_one *one, enum cr_test_block_id id, const char *got);

#endif

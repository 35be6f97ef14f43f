/* SPDX-License-Identifier: MIT */
/* Runs this same program for a `run` block. */
#ifndef CR_TEST_SPAWN_H
#define CR_TEST_SPAWN_H

#include "text.h"

struct cr_test_spawn {
	const char *command; /* words; '...' and "..." keep spaces */
	const char *input;   /* standard input */
	size_t input_len;
	const char *into; /* a file for standard output, or NULL */
};

/*
 * In the working directory, for at most a minute.  output gets standard output
 * and, behind it, standard error.  The exit status, or -1: *why says what
 * happened instead.
 */
int cr_test_spawn(const struct cr_test_spawn *spawn, struct cr_text *output,
    struct cr_text *why);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Where the choices of a generator come from: a seed, or a string of bytes such
 * as a fuzzer hands out.  Bytes that are used up answer 0 and false for ever, so
 * what a generator does then must be the simplest thing, and must end.
 */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
	uint64_t state;
	const unsigned char *data; /* NULL: seeded */
	size_t len, at;
};

void random_seed(struct random *source, uint64_t seed);
/* Borrows the bytes. */
void random_bytes(struct random *source, const void *data, size_t len);
/* 0 to bound - 1; bound is not 0. */
unsigned random_below(struct random *source, unsigned bound);
bool random_chance(struct random *source, unsigned percent);
/* Mostly 0, then 1, then 2: a place in a pool whose first entries are to be hit
 * often. */
size_t random_place(struct random *source, size_t count);

#endif

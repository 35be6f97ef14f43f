/* SPDX-License-Identifier: MIT */
/*
 * Laws that hold of every expression and fieldset, three values included, and
 * need no second evaluator: both sides of an equation are run.
 */
#ifndef TESTS_RANDOM_LAWS_H
#define TESTS_RANDOM_LAWS_H

#include "bed.h"

/* One side is in bed->text, the other is given. */
struct law {
	const char *name;
	/* Writes two texts that must have one result. */
	void (*write)(struct generate *g, struct cr_buffer *other);
};

extern const struct law laws[];
extern const size_t law_count;

/* NULL, or what is wrong; both texts are in bed->text and *other then. */
const char *law_check(struct bed *bed, struct random *source,
    const struct law *law, struct cr_buffer *other);

#endif

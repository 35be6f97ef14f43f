/* SPDX-License-Identifier: MIT */
/*
 * Name and value, repeated: header fields, query arguments, cookies.  A client
 * decides how many there are and what they are called, so making a map of them
 * is a sort and never a search for each.
 */
#ifndef CR_PAIRS_H
#define CR_PAIRS_H

#include "arena.h"
#include "certrule.h"

struct cr_pair {
	struct certrule_bytes name, value;
	struct cr_pair *next;	/* in the order they were added */
	struct cr_pair *sorted; /* by name, those of one name as added */
	/* Of the first of its name, once sorted; 0 of the others. */
	size_t repeats;
	const struct certrule_value *values;
};

struct cr_pairs {
	struct cr_pair *first, *last;
	size_t count;
	size_t size; /* bytes of all names and values */
};

/* Borrows name and value.  -1: no memory. */
int cr_pairs_add(struct cr_arena *arena, struct cr_pairs *pairs,
    struct certrule_bytes name, struct certrule_bytes value) CERTRULE_MUST_USE;
/* Map<Array<String>>: names in the order of their first, values in order. */
int cr_pairs_map(struct cr_arena *arena, const struct cr_pairs *pairs,
    struct certrule_value *map) CERTRULE_MUST_USE;

#endif

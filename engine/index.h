/* SPDX-License-Identifier: MIT */
/*
 * From a plan to the index of its program.  index.c makes stages and postings,
 * the others the tables of one stage each.
 */
#ifndef CR_INDEX_H
#define CR_INDEX_H

#include "plan.h"
#include "program.h"

#include <string.h>

/* A text, and the trigger it stands for. */
struct cr_index_text {
	struct certrule_bytes text;
	uint32_t trigger;
};

/* A range, both ends in it. */
struct cr_index_range {
	struct cr_number first, last;
	uint32_t trigger;
};

/* What tables are made with. */
struct cr_index {
	const struct cr_plan *plan;
	struct cr_program *program;
	struct cr_arena *arena; /* of the policy: what stays */
	struct cr_arena *work;	/* what does not */
};

/* All of it, after the code.  -1: no memory. */
int cr_index_build(
    const struct cr_plan *plan, struct cr_program *program) CERTRULE_MUST_USE;
/* Memory that stays, counted.  NULL: none. */
void *cr_index_keep(struct cr_index *index, size_t count, size_t size);

/* --------------------------------------------------------------- index_text.c */

int cr_index_texts(struct cr_index *index, const struct cr_index_text *texts,
    size_t count, struct cr_texts *out) CERTRULE_MUST_USE;
/* Of texts at the end (suffix) or beginning; cuts them. */
int cr_index_ends(struct cr_index *index, struct cr_index_text *texts,
    size_t count, bool suffix, struct cr_ends *out) CERTRULE_MUST_USE;

/* ------------------------------------------------------------ index_literal.c */

/* Hash of a gram, as wide as the table's index and filter need. */
#define CR_GRAM_FACTOR UINT32_C(0x9e3779b1)

/* In the order of this machine: grams are only compared with grams. */
static inline uint32_t
cr_index_gram(const unsigned char *data, uint32_t width)
{
	uint32_t gram = 0;

	memcpy(&gram, data, width);
	return gram;
}

/* All four bytes of it by cr_lower(): the top bit of each that is an ASCII
 * capital, moved to where a small letter has a bit more. */
static inline uint32_t
cr_index_gram_lower(uint32_t gram)
{
	uint32_t low = gram & UINT32_C(0x7f7f7f7f);
	uint32_t from_a = low + UINT32_C(0x3f3f3f3f);
	uint32_t beyond_z = low + UINT32_C(0x25252525);

	return gram |
	       (((from_a & ~beyond_z & ~gram) & UINT32_C(0x80808080)) >> 2);
}

int cr_index_grams(struct cr_index *index, const struct cr_index_text *texts,
    size_t count, unsigned width, struct cr_grams *out) CERTRULE_MUST_USE;

/* -------------------------------------------------------------- index_range.c */

struct cr_number cr_index_int(int64_t integer);
struct cr_number cr_index_ip(const struct certrule_ip *ip);
int cr_index_compare(struct cr_number a, struct cr_number b);
/* kind: 0 Ints, 4 and 6 addresses. */
int cr_index_ranges(struct cr_index *index, const struct cr_index_range *ranges,
    size_t count, unsigned kind, struct cr_ranges *out) CERTRULE_MUST_USE;
/* The ranges of a predicate of method RANGE, those of one kind (0: Ints; 4, 6:
 * addresses of this family); out NULL: how many at most. */
size_t cr_index_collect(const struct cr_expr *asked, unsigned kind,
    uint32_t trigger, struct cr_index_range *out);

#endif

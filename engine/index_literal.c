/* SPDX-License-Identifier: MIT */
/*
 * Many texts looked for at once.  Each is found by a few bytes of it, the gram
 * that the fewest others have; a filter of one bit a hash lets a value pass
 * that holds none.
 */
#include "index.h"

#include "../base/bytes.h"

/* Bytes of one text that are considered. */
#define PLACES_MAX 64
/* Hashes under which texts are counted. */
#define COUNT_BITS 16

static uint32_t
read_gram(struct certrule_bytes text, size_t at, unsigned width)
{
	return cr_index_gram(text.data + at, width);
}

static size_t
count_places(struct certrule_bytes text, unsigned width)
{
	size_t places = text.len - width + 1;

	return places < PLACES_MAX ? places : PLACES_MAX;
}

static uint32_t *
count_grams(struct cr_index *index, const struct cr_index_text *texts,
    size_t count, unsigned width)
{
	uint32_t *counts = cr_arena_array(
	    index->work, (size_t)1 << COUNT_BITS, sizeof(*counts));

	for (size_t i = 0; counts != NULL && i < count; i++) {
		size_t places = count_places(texts[i].text, width);

		for (size_t at = 0; at < places; at++)
			counts[read_gram(texts[i].text, at, width) *
				   CR_GRAM_FACTOR >>
			       (32 - COUNT_BITS)]++;
	}
	return counts;
}

static uint32_t
find_rarest(const uint32_t *counts, struct certrule_bytes text, unsigned width)
{
	size_t places = count_places(text, width);
	uint32_t best = 0, fewest = UINT32_MAX;

	for (size_t at = 0; at < places; at++) {
		uint32_t gram = read_gram(text, at, width) * CR_GRAM_FACTOR;

		if (counts[gram >> (32 - COUNT_BITS)] >= fewest)
			continue;
		best = (uint32_t)at;
		fewest = counts[gram >> (32 - COUNT_BITS)];
	}
	return best;
}

/* 16 bits of filter a text, and one head for 16 bits. */
static int
make_tables(struct cr_index *index, size_t count, struct cr_grams *out)
{
	uint32_t bits = 10;

	while (bits < 20 && (size_t)1 << bits < count * 16)
		bits++;
	out->shift = 32 - bits;
	out->filter =
	    cr_index_keep(index, (size_t)1 << (bits - 6), sizeof(uint64_t));
	out->heads =
	    cr_index_keep(index, (size_t)1 << (bits - 4), sizeof(uint32_t));
	out->entries = cr_index_keep(index, count, sizeof(*out->entries));
	return out->filter == NULL || out->heads == NULL || out->entries == NULL
		   ? -1
		   : 0;
}

static void
add_text(struct cr_grams *grams, const struct cr_index_text *text, uint32_t at)
{
	uint32_t hash =
	    read_gram(text->text, at, grams->width) * CR_GRAM_FACTOR >>
	    grams->shift;
	struct cr_gram *entry = &grams->entries[grams->count++];

	grams->filter[hash / 64] |= UINT64_C(1) << hash % 64;
	entry->data = text->text.data;
	entry->len = (uint32_t)text->text.len;
	entry->at = at;
	entry->trigger = text->trigger;
	entry->next = grams->heads[hash / 16];
	grams->heads[hash / 16] = grams->count;
}

int
cr_index_grams(struct cr_index *index, const struct cr_index_text *texts,
    size_t count, unsigned width, struct cr_grams *out)
{
	const uint32_t *counts;

	if (count == 0)
		return 0;
	if (count > UINT32_MAX / 8)
		return -1;
	out->width = width;
	counts = count_grams(index, texts, count, width);
	if (counts == NULL || make_tables(index, count, out) != 0)
		return -1;
	for (size_t i = 0; i < count; i++)
		add_text(
		    out, &texts[i], find_rarest(counts, texts[i].text, width));
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Tables of texts.  The hash has a seed of its own in each program, so that who
 * writes a list cannot choose texts that collide; a hostile value may probe a
 * chain, but never lengthens one.
 */
#include "index.h"

#include "../base/bytes.h"

#include <stdlib.h>
#include <string.h>

/* Slots that a chain may be long before the table gets more of them. */
#define PROBES_MAX 64

/* Longer ones are cut: what is left is still in every value they are in. */
#define END_MAX 64

/* ------------------------------------------------------------------- tables */

static struct cr_texts_slot *
find_slot(
    const struct cr_texts *texts, struct certrule_bytes text, uint64_t hash)
{
	uint32_t at = (uint32_t)hash & texts->mask;
	uint32_t tag = (uint32_t)(hash >> 32);

	for (; texts->slots[at].entry != 0; at = (at + 1) & texts->mask) {
		const struct cr_texts_entry *entry =
		    &texts->entries[texts->slots[at].entry - 1];

		if (texts->slots[at].tag == tag &&
		    cr_bytes_equal(cr_bytes(entry->data, entry->len), text))
			break;
	}
	return &texts->slots[at];
}

static void
note_probes(
    struct cr_texts *texts, const struct cr_texts_slot *slot, uint64_t hash)
{
	uint32_t at = (uint32_t)(slot - texts->slots);
	uint32_t probes = (at - (uint32_t)hash) & texts->mask;

	if (probes > texts->probes)
		texts->probes = probes;
}

static struct cr_texts_entry *
add_entry(
    struct cr_index *index, struct cr_texts *texts, struct certrule_bytes text)
{
	uint64_t hash = cr_bytes_hash(text, index->program->seed);
	struct cr_texts_slot *slot = find_slot(texts, text, hash);

	if (slot->entry == 0) {
		struct cr_texts_entry *entry = &texts->entries[texts->count];

		entry->data = text.data;
		entry->len = (uint32_t)text.len;
		slot->tag = (uint32_t)(hash >> 32);
		slot->entry = ++texts->count;
		note_probes(texts, slot, hash);
	}
	return &texts->entries[slot->entry - 1];
}

/* Entries with the count of their links, and then with the links. */
static void
link_entries(struct cr_index *index, const struct cr_index_text *pairs,
    size_t count, struct cr_texts *texts)
{
	uint32_t first = 0;

	for (size_t i = 0; i < count; i++)
		add_entry(index, texts, pairs[i].text)->links.count++;
	for (uint32_t i = 0; i < texts->count; i++) {
		texts->entries[i].links.first = first;
		first += texts->entries[i].links.count;
		texts->entries[i].links.count = 0;
	}
	for (size_t i = 0; i < count; i++) {
		struct cr_slice *links =
		    &add_entry(index, texts, pairs[i].text)->links;

		texts->links[links->first + links->count++] = pairs[i].trigger;
	}
}

static int
make_table(struct cr_index *index, const struct cr_index_text *pairs,
    size_t count, uint32_t slots, struct cr_texts *out)
{
	out->slots = cr_index_keep(index, slots, sizeof(*out->slots));
	if (out->slots == NULL)
		return -1;
	memset(out->entries, 0, count * sizeof(*out->entries));
	out->count = 0;
	out->probes = 0;
	out->mask = slots - 1;
	link_entries(index, pairs, count, out);
	return 0;
}

/* Nobody can choose texts whose chains are long; should it happen, more room
 * makes them short. */
int
cr_index_texts(struct cr_index *index, const struct cr_index_text *pairs,
    size_t count, struct cr_texts *out)
{
	uint32_t slots = 4, most;

	if (count == 0)
		return 0;
	if (count > UINT32_MAX / 64)
		return -1;
	while (slots < count * 2)
		slots *= 2;
	most = slots * 8;
	out->entries = cr_index_keep(index, count, sizeof(*out->entries));
	out->links = cr_index_keep(index, count, sizeof(*out->links));
	if (out->entries == NULL || out->links == NULL)
		return -1;
	do {
		if (make_table(index, pairs, count, slots, out) != 0)
			return -1;
		slots *= 2;
	} while (out->probes > PROBES_MAX && slots <= most);
	return 0;
}

/* --------------------------------------------------------------------- ends */

/* The lengths that are looked up: few, whatever the policy holds. */
static size_t
cut(size_t len)
{
	if (len <= 16)
		return len;
	if (len <= 32)
		return len & ~(size_t)3;
	return len < END_MAX ? len & ~(size_t)15 : END_MAX;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct cr_ends_row *lhs = a, *rhs = b;

	return (lhs->len > rhs->len) - (lhs->len < rhs->len);
}

static struct cr_ends_row *
find_row(struct cr_ends *ends, uint32_t len)
{
	for (uint32_t i = 0; i < ends->count; i++)
		if (ends->rows[i].len == len)
			return &ends->rows[i];
	ends->rows[ends->count].len = len;
	return &ends->rows[ends->count++];
}

int
cr_index_ends(struct cr_index *index, struct cr_index_text *texts, size_t count,
    bool suffix, struct cr_ends *out)
{
	if (count == 0)
		return 0;
	out->rows = cr_index_keep(index, END_MAX, sizeof(*out->rows));
	if (out->rows == NULL)
		return -1;
	for (size_t i = 0; i < count; i++) {
		struct certrule_bytes text = texts[i].text;
		size_t len = cut(text.len);
		struct cr_ends_row *row = find_row(out, (uint32_t)len);
		unsigned char inner;

		if (suffix)
			text = cr_bytes_slice(text, text.len - len, text.len);
		else
			text = cr_bytes_slice(text, 0, len);
		inner = text.data[suffix ? 0 : len - 1];
		row->bytes[inner / 64] |= UINT64_C(1) << inner % 64;
		texts[i].text = text;
	}
	qsort(out->rows, out->count, sizeof(*out->rows), compare_rows);
	return cr_index_texts(index, texts, count, &out->texts);
}

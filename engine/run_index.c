/* SPDX-License-Identifier: MIT */
/*
 * Looks a value up in the tables of its stage.  What is not hit is false for
 * this request; a subject in error, or longer than a search takes, hits all.
 */
#include "../base/bytes.h"
#include "../base/limits.h"
#include "index.h"
#include "run.h"

#include <string.h>

/* --------------------------------------------------------------------- hits */

static void
add_rules(struct cr_run *run, uint32_t trigger)
{
	const struct cr_slice *slice = &run->program->triggers[trigger];
	const uint32_t *rules = &run->program->postings[slice->first];
	struct cr_state *state = run->state;

	for (uint32_t i = 0; i < slice->count; i++) {
		uint32_t word = rules[i] / 64;

		state->candidates[word] |= UINT64_C(1) << rules[i] % 64;
		state->summary[word / 64] |= UINT64_C(1) << word % 64;
	}
}

void
cr_run_hit(struct cr_run *run, uint32_t trigger)
{
	struct cr_state *state = run->state;

	if (state->hits[trigger] == state->decision)
		return;
	state->hits[trigger] = state->decision;
	run->hits[run->hit_count] = trigger;
	run->hit_count += run->hit_count < CR_NOTED_HITS;
	add_rules(run, trigger);
}

static void
hit_all(struct cr_run *run, const uint32_t *links, struct cr_slice slice)
{
	for (uint32_t i = 0; i < slice.count; i++)
		cr_run_hit(run, links[slice.first + i]);
}

static void
hit_stage(struct cr_run *run, const struct cr_stage *stage)
{
	for (uint32_t i = 0; i < stage->triggers.count; i++)
		cr_run_hit(run, stage->triggers.first + i);
}

/* -------------------------------------------------------------------- texts */

static void
look_up(struct cr_run *run, const struct cr_texts *texts,
    struct certrule_bytes text)
{
	uint64_t hash = cr_bytes_hash(text, run->program->seed);
	uint32_t at = (uint32_t)hash & texts->mask;
	uint32_t tag = (uint32_t)(hash >> 32);

	for (; texts->slots[at].entry != 0; at = (at + 1) & texts->mask) {
		const struct cr_texts_entry *entry;

		if (texts->slots[at].tag != tag)
			continue;
		entry = &texts->entries[texts->slots[at].entry - 1];
		if (!cr_bytes_equal(cr_bytes(entry->data, entry->len), text))
			continue;
		hit_all(run, texts->links, entry->links);
		return;
	}
}

/* What follows the first label, which is not empty. */
static void
look_below(struct cr_run *run, const struct cr_texts *texts,
    struct certrule_bytes host)
{
	const unsigned char *dot =
	    host.len == 0 ? NULL : memchr(host.data, '.', host.len);
	size_t at;

	if (dot == NULL || dot == host.data)
		return;
	at = (size_t)(dot - host.data);
	look_up(run, texts, cr_bytes_slice(host, at + 1, host.len));
}

static void
look_at_end(struct cr_run *run, const struct cr_ends *ends,
    struct certrule_bytes value, bool suffix)
{
	for (uint32_t i = 0; i < ends->count; i++) {
		const struct cr_ends_row *row = &ends->rows[i];
		size_t from = suffix ? value.len - row->len : 0;
		unsigned char inner;

		if (row->len > value.len)
			return;
		inner = value.data[suffix ? from : row->len - 1];
		if ((row->bytes[inner / 64] >> inner % 64 & 1) == 0)
			continue;
		look_up(run, &ends->texts,
		    cr_bytes_slice(value, from, from + row->len));
	}
}

static bool
is_there(const struct cr_gram *entry, struct certrule_bytes value, size_t gram,
    bool folded)
{
	size_t from;

	if (entry->at > gram)
		return false;
	from = gram - entry->at;
	if (entry->len > value.len - from)
		return false;
	if (!folded)
		return memcmp(value.data + from, entry->data, entry->len) == 0;
	for (uint32_t i = 0; i < entry->len; i++)
		if (cr_lower(value.data[from + i]) != entry->data[i])
			return false;
	return true;
}

/* Texts whose gram may begin here. */
static void
try_grams(struct cr_run *run, const struct cr_grams *grams, uint32_t hash,
    struct certrule_bytes value, size_t at, bool folded)
{
	const uint32_t *hits = run->state->hits;
	uint32_t next;

	for (next = grams->heads[hash / 16]; next != 0;
	     next = grams->entries[next - 1].next) {
		const struct cr_gram *entry = &grams->entries[next - 1];

		if (hits[entry->trigger] != run->state->decision &&
		    is_there(entry, value, at, folded))
			cr_run_hit(run, entry->trigger);
	}
}

/* Width and folding are constants where this is called, so that what is left is
 * a few instructions a byte. */
static inline __attribute__((always_inline)) void
scan(struct cr_run *run, const struct cr_grams *grams,
    struct certrule_bytes value, uint32_t width, bool folded)
{
	const uint64_t *filter = grams->filter;
	uint32_t shift = grams->shift;

	for (size_t i = 0; i + width <= value.len; i++) {
		uint32_t gram = cr_index_gram(value.data + i, width), hash;

		if (folded)
			gram = cr_index_gram_lower(gram);
		hash = gram * CR_GRAM_FACTOR >> shift;
		if ((filter[hash / 64] >> hash % 64 & 1) != 0)
			try_grams(run, grams, hash, value, i, folded);
	}
}

static void
scan_all(struct cr_run *run, const struct cr_stage *stage,
    struct certrule_bytes value)
{
	const struct cr_grams *grams = stage->grams, *folded = stage->folded;

	if (grams[CR_GRAMS_FOUR].count > 0)
		scan(run, &grams[CR_GRAMS_FOUR], value, 4, false);
	if (grams[CR_GRAMS_TWO].count > 0)
		scan(run, &grams[CR_GRAMS_TWO], value, 2, false);
	if (folded[CR_GRAMS_FOUR].count > 0)
		scan(run, &folded[CR_GRAMS_FOUR], value, 4, true);
	if (folded[CR_GRAMS_TWO].count > 0)
		scan(run, &folded[CR_GRAMS_TWO], value, 2, true);
}

static void
look_up_string(struct cr_run *run, const struct cr_stage *stage,
    struct certrule_bytes value)
{
	cr_reference_charge(&run->decision.run, value.len / 16);
	if (stage->searches && value.len > CR_LIMIT_REGEX_SUBJECT) {
		hit_stage(run, stage);
		return;
	}
	if (stage->exact.count > 0)
		look_up(run, &stage->exact, value);
	if (stage->below.count > 0)
		look_below(run, &stage->below, value);
	if (stage->prefixes.count > 0)
		look_at_end(run, &stage->prefixes, value, false);
	if (stage->suffixes.count > 0)
		look_at_end(run, &stage->suffixes, value, true);
	scan_all(run, stage, value);
}

/* ------------------------------------------------------------------- numbers */

static inline bool
is_above(struct cr_number a, struct cr_number b)
{
	return a.high > b.high || (a.high == b.high && a.low > b.low);
}

/* How many edges are not above it, of which it is known to be from low to high.
 */
static uint32_t
count_edges(const struct cr_ranges *ranges, struct cr_number number,
    uint32_t low, uint32_t high)
{
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (is_above(ranges->edges[middle], number))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void
look_up_number(
    struct cr_run *run, const struct cr_ranges *ranges, struct cr_number number)
{
	uint32_t low = 0, high = ranges->count, node;

	if (ranges->octets != NULL) {
		uint32_t octets = (uint32_t)number.low >> 16;
		uint32_t bounds = ranges->octets[octets >> 8].bounds;

		low = high = ranges->octets[octets >> 8].below;
		if (bounds != 0) {
			low = ranges->bounds[bounds - 1 + (octets & 255)];
			high = ranges->bounds[bounds + (octets & 255)];
		}
	}
	low = count_edges(ranges, number, low, high);
	if (low == 0)
		return;
	if (ranges->flat) {
		hit_all(run, ranges->links, ranges->nodes[low - 1]);
		return;
	}
	for (node = low - 1 + ranges->count; node > 0; node /= 2)
		hit_all(run, ranges->links, ranges->nodes[node]);
}

/* -------------------------------------------------------------------- values */

static void
look_up_value(struct cr_run *run, const struct cr_stage *stage,
    const struct certrule_value *value)
{
	const struct cr_ranges *ranges;

	switch (CERTRULE_KIND_OF(value->type)) {
	case CERTRULE_STRING:
		look_up_string(run, stage, value->as.string);
		return;
	case CERTRULE_INT:
		if (stage->ints.count > 0)
			look_up_number(
			    run, &stage->ints, cr_index_int(value->as.integer));
		return;
	case CERTRULE_IP:
		ranges = value->as.ip.family == 4 ? &stage->v4 : &stage->v6;
		if (ranges->count > 0)
			look_up_number(run, ranges, cr_index_ip(&value->as.ip));
		return;
	default:
		/* Nothing else is a subject. */
		hit_stage(run, stage);
	}
}

struct looking {
	struct cr_run *run;
	const struct cr_stage *stage;
};

static bool
look_at_value(void *context, const struct certrule_value *value)
{
	struct looking *looking = context;

	if (value->state == CERTRULE_ERROR) {
		hit_stage(looking->run, looking->stage);
		return false;
	}
	if (value->state == CERTRULE_PRESENT)
		look_up_value(looking->run, looking->stage, value);
	return true;
}

/* With the scratch to itself, as a comparison has it. */
static void
look_at_term(struct looking *looking)
{
	struct cr_evaluation *evaluation = &looking->run->decision.run;
	const struct cr_stage *stage = looking->stage;
	struct certrule_value value;

	cr_arena_reset(evaluation->facts->scratch);
	evaluation->depth++;
	if (stage->each) {
		if (cr_reference_each(evaluation, stage->term, look_at_value,
			looking) == CERTRULE_ERROR)
			hit_stage(looking->run, stage);
	} else {
		cr_reference_value(evaluation, stage->term, &value);
		look_at_value(looking, &value);
	}
	evaluation->depth--;
}

static void
look_at_subject(struct cr_run *run, const struct cr_stage *stage)
{
	struct looking looking = {run, stage};

	if (stage->term == NULL)
		look_at_value(
		    &looking, cr_run_field(run, stage->subject_field));
	else
		look_at_term(&looking);
}

void
cr_run_stage(struct cr_run *run, const struct cr_stage *stage)
{
	if (stage->test != 0) {
		if (cr_run_code(run, stage->test, true))
			hit_stage(run, stage);
		return;
	}
	if (stage->note != 0 && cr_run_recall_stage(run, stage))
		return;
	run->hit_count = 0;
	look_at_subject(run, stage);
	if (stage->note != 0)
		cr_run_note_stage(run, stage);
}

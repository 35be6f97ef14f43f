/* SPDX-License-Identifier: MIT */
/* A list of pairs, a merge sort of it, and the map that follows. */
#include "pairs.h"

#include "bytes.h"
#include "value.h"

int
cr_pairs_add(struct cr_arena *arena, struct cr_pairs *pairs,
    struct certrule_bytes name, struct certrule_bytes value)
{
	struct cr_pair *pair = cr_arena_get(arena, sizeof(*pair));

	if (pair == NULL)
		return -1;
	pair->name = name;
	pair->value = value;
	if (pairs->last == NULL)
		pairs->first = pair;
	else
		pairs->last->next = pair;
	pairs->last = pair;
	pairs->count++;
	pairs->size += name.len + value.len;
	return 0;
}

/* Stable: of two equal names that of `a` comes first. */
static struct cr_pair *
merge(struct cr_pair *a, struct cr_pair *b)
{
	struct cr_pair *first = NULL, **end = &first;

	while (a != NULL && b != NULL) {
		struct cr_pair **least =
		    cr_bytes_compare(a->name, b->name) <= 0 ? &a : &b;

		*end = *least;
		end = &(*least)->sorted;
		*least = (*least)->sorted;
	}
	*end = a != NULL ? a : b;
	return first;
}

/* runs[i] is empty or a sorted run of 2^i pairs, the higher the earlier. */
static struct cr_pair *
sort_by_name(const struct cr_pairs *pairs)
{
	struct cr_pair *runs[8 * sizeof(size_t)] = {NULL};
	struct cr_pair *pair, *run;
	size_t i;

	for (pair = pairs->first; pair != NULL; pair = pair->next) {
		pair->sorted = NULL;
		pair->repeats = 0;
		run = pair;
		for (i = 0; runs[i] != NULL; i++) {
			run = merge(runs[i], run);
			runs[i] = NULL;
		}
		runs[i] = run;
	}
	run = NULL;
	for (i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		run = merge(runs[i], run);
	return run;
}

/* Gives the first of each name its values; returns how many names. */
static size_t
group(struct cr_pair *sorted, struct certrule_value *items)
{
	struct cr_pair *leader = NULL;
	size_t names = 0;

	for (; sorted != NULL; sorted = sorted->sorted) {
		if (leader == NULL ||
		    !cr_bytes_equal(leader->name, sorted->name)) {
			leader = sorted;
			leader->values = items;
			names++;
		}
		leader->repeats++;
		*items++ = cr_value_string(sorted->value);
	}
	return names;
}

int
cr_pairs_map(struct cr_arena *arena, const struct cr_pairs *pairs,
    struct certrule_value *map)
{
	struct certrule_entry *entries;
	struct certrule_value *items;
	const struct cr_pair *pair;
	size_t names, at = 0;

	items = cr_arena_array(arena, pairs->count + 1, sizeof(*items));
	if (items == NULL)
		return -1;
	names = group(sort_by_name(pairs), items);
	entries = cr_arena_array(arena, names + 1, sizeof(*entries));
	if (entries == NULL)
		return -1;
	for (pair = pairs->first; pair != NULL; pair = pair->next) {
		if (pair->repeats == 0)
			continue;
		entries[at].key = pair->name;
		entries[at++].value = cr_value_array(
		    CERTRULE_STRING, pair->values, pair->repeats);
	}
	*map = cr_value_map(CERTRULE_ARRAY_OF(CERTRULE_STRING), entries, names);
	return 0;
}

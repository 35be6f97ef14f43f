/* SPDX-License-Identifier: MIT */
/*
 * The required literal of a pattern: bytes that every match holds in one run.
 * Conservative: an alternation, an optional part or a letter under (?i) ends a
 * run, and nothing is promised about its being the best one.
 */
#include "regex_tree.h"

#include <string.h>

/* No run is longer than its pattern. */
struct finder {
	unsigned char *run, *best;
	size_t run_len, best_len;
};

static void
end_run(struct finder *finder)
{
	if (finder->run_len > finder->best_len) {
		memcpy(finder->best, finder->run, finder->run_len);
		finder->best_len = finder->run_len;
	}
	finder->run_len = 0;
}

/* The only byte of a class, or -1. */
static int
single_byte(const struct cr_regex_class *set)
{
	int byte = -1;

	for (int i = 0; i < 4; i++) {
		uint64_t bits = set->bits[i];

		if (bits == 0)
			continue;
		if (byte >= 0 || (bits & (bits - 1)) != 0)
			return -1;
		byte = i * 64 + __builtin_ctzll(bits);
	}
	return byte;
}

static void
find(struct finder *finder, const struct cr_regex_node *node)
{
	int byte;

	switch (node->kind) {
	case CR_REGEX_EMPTY:
	case CR_REGEX_ASSERT:
		return;
	case CR_REGEX_CLASS:
		byte = single_byte(&node->set);
		if (byte < 0)
			end_run(finder);
		else
			finder->run[finder->run_len++] = (unsigned char)byte;
		return;
	case CR_REGEX_SEQUENCE:
		for (node = node->child; node != NULL; node = node->next)
			find(finder, node);
		return;
	case CR_REGEX_ALTERNATION:
		end_run(finder);
		return;
	case CR_REGEX_REPEAT:
		/* Its first round joins what comes before, and nothing that
		 * comes after is known to follow its last. */
		if (node->min == 0) {
			end_run(finder);
			return;
		}
		find(finder, node->child);
		if (node->max > 1)
			end_run(finder);
		return;
	}
}

int
cr_regex_literal(struct cr_arena *arena, const struct cr_regex_node *tree,
    size_t pattern_len, struct certrule_bytes *literal)
{
	struct finder finder = {
	    .run = cr_arena_get(arena, pattern_len + 1),
	    .best = cr_arena_get(arena, pattern_len + 1),
	};

	if (finder.run == NULL || finder.best == NULL)
		return -1;
	find(&finder, tree);
	end_run(&finder);
	literal->data = finder.best;
	literal->len = finder.best_len;
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * What people write from habit, written as it costs least.  PCRE2 counts the
 * steps of a search against its bound and keeps a place to return to for each;
 * most of them are for nothing.
 *
 * - A repeat that the next byte decides (regex_decided.c) becomes possessive: no
 *   place to return to is kept.
 *
 * And where only the answer counts, not what was matched:
 * - .* at the begin goes: an unanchored search begins anywhere as it is.
 * - What cannot fail goes from the end, and of X+ there the '+'.
 * - A lazy repeat of a class becomes greedy: it finds a match exactly where the
 *   greedy one does, but each of its bytes is a counted step.
 *
 * Bytes of the pattern go, and a '+' comes; nothing is written anew, so that the
 * rest means what it meant.
 */
#include "../base/arena.h"
#include "../base/bytes.h"
#include "regex_tree.h"

#include <string.h>

/* By byte of the pattern. */
struct edits {
	bool *cut;  /* it goes */
	bool *plus; /* a '+' comes before it */
};

static void
cut(struct edits *edits, size_t begin, size_t end)
{
	for (; begin < end; begin++)
		edits->cut[begin] = true;
}

static void
make_empty(struct edits *edits, struct cr_regex_node *repeat)
{
	cut(edits, repeat->begin, repeat->end);
	repeat->kind = CR_REGEX_EMPTY;
	repeat->child = repeat->last = NULL;
}

/* --------------------------------------------------------------- both ends */

/* .* with or without (?s): every byte, or every byte but newline. */
static bool
is_dot_star(const struct cr_regex_node *node)
{
	struct cr_regex_class set;

	if (node->min != 0 || node->max != CR_REGEX_UNBOUNDED ||
	    node->child->kind != CR_REGEX_CLASS)
		return false;
	set = node->child->set;
	set.bits['\n' / 64] |= UINT64_C(1) << '\n';
	return (set.bits[0] & set.bits[1] & set.bits[2] & set.bits[3]) ==
	       UINT64_MAX;
}

static void
cut_begin(struct edits *edits, struct cr_regex_node *node)
{
	struct cr_regex_node *child;

	switch (node->kind) {
	case CR_REGEX_REPEAT:
		if (is_dot_star(node))
			make_empty(edits, node);
		return;
	case CR_REGEX_SEQUENCE:
		if (node->child != NULL)
			cut_begin(edits, node->child);
		return;
	case CR_REGEX_ALTERNATION:
		for (child = node->child; child != NULL; child = child->next)
			cut_begin(edits, child);
		return;
	case CR_REGEX_EMPTY:
	case CR_REGEX_CLASS:
	case CR_REGEX_ASSERT:
		return;
	}
}

/* True when nothing is left of it. */
static bool
cut_end_repeat(struct edits *edits, const struct certrule_bytes *pattern,
    struct cr_regex_node *repeat)
{
	if (repeat->sure) {
		make_empty(edits, repeat);
		return true;
	}
	if (pattern->data[repeat->sign] == '+') {
		cut(edits, repeat->sign, repeat->end);
		repeat->max = 1;
	}
	return false;
}

static bool
cut_end(struct edits *edits, const struct certrule_bytes *pattern,
    struct cr_regex_node *node)
{
	struct cr_regex_node *child, *last = NULL;

	switch (node->kind) {
	case CR_REGEX_EMPTY:
		return true;
	case CR_REGEX_CLASS:
	case CR_REGEX_ASSERT:
		return false;
	case CR_REGEX_ALTERNATION:
		for (child = node->child; child != NULL; child = child->next)
			(void)cut_end(edits, pattern, child);
		return false;
	case CR_REGEX_REPEAT:
		return cut_end_repeat(edits, pattern, node);
	case CR_REGEX_SEQUENCE:
		break;
	}
	do {
		last = NULL;
		for (child = node->child; child != NULL; child = child->next)
			if (child->kind != CR_REGEX_EMPTY)
				last = child;
	} while (last != NULL && cut_end(edits, pattern, last));
	if (last != NULL)
		return false;
	/* So that the loop of an outer sequence ends as well. */
	node->kind = CR_REGEX_EMPTY;
	node->child = node->last = NULL;
	return true;
}

/* --------------------------------------------------------------- each repeat */

static void
cut_lazy(struct edits *edits, const struct cr_regex_node *repeat)
{
	if (repeat->lazy)
		cut(edits, repeat->end - 1, repeat->end);
}

static void
edit_repeats(
    struct edits *edits, const struct cr_regex_node *node, bool captures)
{
	const struct cr_regex_node *child;

	/* Under (?U) a '?' says the opposite, and such patterns are rare. */
	if (node->kind == CR_REGEX_REPEAT && !node->swapped && node->max > 1) {
		if (node->decided) {
			cut_lazy(edits, node);
			edits->plus[node->end] = true;
		} else if (!captures && node->child->kind == CR_REGEX_CLASS) {
			cut_lazy(edits, node);
		}
	}
	for (child = node->child; child != NULL; child = child->next)
		edit_repeats(edits, child, captures);
}

int
cr_regex_simplify(struct cr_arena *arena, struct cr_regex_node *tree,
    struct certrule_bytes pattern, bool captures, struct certrule_bytes *simple)
{
	struct edits edits = {
	    .cut = cr_arena_array(arena, pattern.len + 1, sizeof(bool)),
	    .plus = cr_arena_array(arena, pattern.len + 1, sizeof(bool))};
	unsigned char *text = cr_arena_get(arena, pattern.len * 2 + 1);
	size_t len = 0;

	if (edits.cut == NULL || edits.plus == NULL || text == NULL)
		return -1;
	if (!captures) {
		cut_begin(&edits, tree);
		(void)cut_end(&edits, &pattern, tree);
	}
	cr_regex_decide(tree);
	edit_repeats(&edits, tree, captures);
	for (size_t i = 0; i <= pattern.len; i++) {
		if (edits.plus[i])
			text[len++] = '+';
		if (i < pattern.len && !edits.cut[i])
			text[len++] = pattern.data[i];
	}
	*simple = cr_bytes(text, len);
	return 0;
}

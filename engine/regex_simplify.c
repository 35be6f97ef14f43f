/* SPDX-License-Identifier: MIT */
/*
 * What people write from habit and what costs, taken away where the answer stays
 * the same: yes or no is asked, never where or how much.
 *
 * A leading .* says that anything may come before, which an unanchored search
 * allows anyway.  A lazy repeat finds a match exactly where a greedy one does,
 * but PCRE2 counts each of its bytes as a step, and none of a greedy repeat that
 * a literal follows.
 *
 * It only takes bytes away, so that the rest means what it meant; places in
 * messages of PCRE2 move, and are not shown then.
 */
#include "regex_tree.h"
#include "../base/arena.h"
#include "../base/bytes.h"

#include <string.h>

struct cuts {
	bool *cut; /* by byte of the pattern */
	size_t count;
};

static void
cut(struct cuts *cuts, size_t begin, size_t end)
{
	for (; begin < end; begin++) {
		cuts->count += !cuts->cut[begin];
		cuts->cut[begin] = true;
	}
}

/* .* with or without (?s): every byte, or every byte but newline. */
static bool
is_dot_star(const struct cr_regex_node *node)
{
	struct cr_regex_class set;

	if (node->kind != CR_REGEX_REPEAT || node->min != 0 ||
	    node->max != CR_REGEX_UNBOUNDED ||
	    node->child->kind != CR_REGEX_CLASS)
		return false;
	set = node->child->set;
	set.bits['\n' / 64] |= UINT64_C(1) << '\n';
	return (set.bits[0] & set.bits[1] & set.bits[2] & set.bits[3]) ==
	       UINT64_MAX;
}

/* True when node has become nothing. */
static bool
cut_leading(struct cuts *cuts, struct cr_regex_node *node)
{
	struct cr_regex_node *child;

	switch (node->kind) {
	case CR_REGEX_REPEAT:
		if (!is_dot_star(node))
			return false;
		cut(cuts, node->begin, node->end);
		node->kind = CR_REGEX_EMPTY;
		node->child = node->last = NULL;
		return true;
	case CR_REGEX_SEQUENCE:
		return node->child != NULL && cut_leading(cuts, node->child);
	case CR_REGEX_ALTERNATION:
		for (child = node->child; child != NULL; child = child->next)
			(void)cut_leading(cuts, child);
		return false;
	case CR_REGEX_EMPTY:
	case CR_REGEX_CLASS:
	case CR_REGEX_ASSERT:
		return false;
	}
	return false;
}

static void
cut_lazy(struct cuts *cuts, struct cr_regex_node *node)
{
	struct cr_regex_node *child;

	if (node->lazy && node->child != NULL &&
	    node->child->kind == CR_REGEX_CLASS)
		cut(cuts, node->end - 1, node->end);
	for (child = node->child; child != NULL; child = child->next)
		cut_lazy(cuts, child);
}

int
cr_regex_simplify(struct cr_arena *arena, struct cr_regex_node *tree,
    struct certrule_bytes pattern, struct certrule_bytes *simple)
{
	struct cuts cuts = {
	    .cut = cr_arena_array(arena, pattern.len + 1, sizeof(*cuts.cut))};
	unsigned char *text = cr_arena_get(arena, pattern.len + 1);
	size_t len = 0;

	if (cuts.cut == NULL || text == NULL)
		return -1;
	(void)cut_leading(&cuts, tree);
	cut_lazy(&cuts, tree);
	for (size_t i = 0; i < pattern.len; i++)
		if (!cuts.cut[i])
			text[len++] = pattern.data[i];
	*simple = cuts.count == 0 ? pattern : cr_bytes(text, len);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Which repeats the next byte decides (the LL(1) condition).
 *
 * A repeat is decided when no byte that begins a round begins what follows, no
 * round is empty, and every choice within a round is decided as well.  Then a
 * search that gives back a round, or a byte of one, stands before a byte that
 * what follows cannot begin with: giving back never helps, and the repeat may as
 * well be possessive.
 *
 * '$' counts as something that begins with a newline, as it may under (?m); any
 * other assertion as something that begins with any byte.
 */
#include "regex_tree.h"

struct first {
	struct cr_regex_class set;
	bool nullable; /* or with what comes after */
};

static void
unite(struct cr_regex_class *set, const struct cr_regex_class *other)
{
	for (size_t i = 0; i < 4; i++)
		set->bits[i] |= other->bits[i];
}

static struct first
first_of_assert(enum cr_regex_assert assert)
{
	struct first first = {.nullable = false};

	if (assert == CR_REGEX_END)
		first.set.bits['\n' / 64] = UINT64_C(1) << '\n';
	else
		for (size_t i = 0; i < 4; i++)
			first.set.bits[i] = UINT64_MAX;
	return first;
}

static struct first first_of(const struct cr_regex_node *node);

/* Of the nodes from `node` on, one after the other. */
static struct first
first_of_row(const struct cr_regex_node *node)
{
	struct first first = {.nullable = true};

	for (; node != NULL && first.nullable; node = node->next) {
		struct first own = first_of(node);

		unite(&first.set, &own.set);
		first.nullable = own.nullable;
	}
	return first;
}

static struct first
first_of(const struct cr_regex_node *node)
{
	struct first first = {.nullable = false}, own;

	switch (node->kind) {
	case CR_REGEX_EMPTY:
		first.nullable = true;
		return first;
	case CR_REGEX_CLASS:
		first.set = node->set;
		return first;
	case CR_REGEX_ASSERT:
		return first_of_assert(node->assert);
	case CR_REGEX_SEQUENCE:
		return first_of_row(node->child);
	case CR_REGEX_ALTERNATION:
		for (node = node->child; node != NULL; node = node->next) {
			own = first_of(node);
			unite(&first.set, &own.set);
			first.nullable |= own.nullable;
		}
		return first;
	case CR_REGEX_REPEAT:
		first = first_of(node->child);
		first.nullable |= node->min == 0;
		return first;
	}
	return first; /* unreachable: a case for each */
}

static bool decide(
    struct cr_regex_node *node, const struct cr_regex_class *follow);

static bool
decide_row(struct cr_regex_node *node, const struct cr_regex_class *follow)
{
	bool decided = true;

	for (; node != NULL; node = node->next) {
		struct first after = first_of_row(node->next);

		if (after.nullable)
			unite(&after.set, follow);
		decided &= decide(node, &after.set);
	}
	return decided;
}

static bool
decide_branches(struct cr_regex_node *node, const struct cr_regex_class *follow)
{
	struct cr_regex_class seen = {{0, 0, 0, 0}};
	bool decided = true;

	for (; node != NULL; node = node->next) {
		struct first first = first_of(node);

		decided &= decide(node, follow) && !first.nullable &&
			   !cr_regex_class_meet(&seen, &first.set);
		unite(&seen, &first.set);
	}
	return decided;
}

static bool
decide_repeat(struct cr_regex_node *node, const struct cr_regex_class *follow)
{
	struct first round = first_of(node->child);
	struct cr_regex_class after = *follow;
	bool within;

	if (node->max > 1)
		unite(&after, &round.set);
	within = decide(node->child, &after);
	if (node->max == node->min)
		return within;
	node->decided = within && !round.nullable &&
			!cr_regex_class_meet(&round.set, follow);
	return node->decided;
}

/* True when no choice in node needs more than the next byte. */
static bool
decide(struct cr_regex_node *node, const struct cr_regex_class *follow)
{
	switch (node->kind) {
	case CR_REGEX_EMPTY:
	case CR_REGEX_CLASS:
	case CR_REGEX_ASSERT:
		return true;
	case CR_REGEX_SEQUENCE:
		return decide_row(node->child, follow);
	case CR_REGEX_ALTERNATION:
		return decide_branches(node->child, follow);
	case CR_REGEX_REPEAT:
		return decide_repeat(node, follow);
	}
	return false; /* unreachable: a case for each */
}

void
cr_regex_decide(struct cr_regex_node *tree)
{
	static const struct cr_regex_class end;

	(void)decide(tree, &end);
}

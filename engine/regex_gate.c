/* SPDX-License-Identifier: MIT */
/*
 * The static half of the gate: what is refused for its shape, before it is ever
 * compiled.
 *
 * A repeat is judged by its position automaton (regex_loop.c): two ways through
 * it for one text make a backtracking search exponential.  (a|ab)* has one way
 * only and passes.  Repeats beside each other are judged by the texts they
 * share; behind the last thing that can fail they may share what they like,
 * because nothing is tried twice there.
 *
 * Everything else depends on how long, on PCRE2 and on the bounds of a search:
 * a search that begins anywhere, .*a.*b.*c, products of large counts.  That is
 * for the probe (regex_probe.c) to decide.  The check itself is bounded; a
 * pattern that takes more than that is refused too.
 */
#include "regex.h"
#include "regex_loop.h"
#include "regex_tree.h"

#include <string.h>

/* Loops that the text in front may end with, newest first. */
struct open_loop {
	const struct cr_regex_node *loop;
	const struct open_loop *next;
};

/* A round of its own for every repeat counted this often or more. */
#define COUNTED_LOOP 4u

/* ---------------------------------------------------------- what may fail */

/* Marks every repeat with whether anything after it can fail. */
static int
mark_failing(struct cr_regex_gate *gate, struct cr_regex_node *node, bool after)
{
	struct cr_regex_node **children;
	size_t count = 0;

	node->fails_after = after;
	if (node->kind == CR_REGEX_REPEAT)
		return mark_failing(gate, node->child, after || node->max > 1);
	if (node->kind == CR_REGEX_ALTERNATION) {
		for (node = node->child; node != NULL; node = node->next)
			if (mark_failing(gate, node, after) != 0)
				return -1;
		return 0;
	}
	for (struct cr_regex_node *n = node->child; n != NULL; n = n->next)
		count++;
	children = cr_arena_array(gate->arena, count + 1, sizeof(*children));
	if (children == NULL)
		return cr_regex_gate_give_up(gate);
	count = 0;
	for (struct cr_regex_node *n = node->child; n != NULL; n = n->next)
		children[count++] = n;
	while (count-- > 0) {
		if (mark_failing(gate, children[count], after) != 0)
			return -1;
		after |= !children[count]->sure;
	}
	return 0;
}

/* -------------------------------------------------------------------- loops */

/* A repeat that is judged as if it went on for ever. */
static bool
is_loop(const struct cr_regex_node *node)
{
	if (node->kind != CR_REGEX_REPEAT)
		return false;
	if (node->max == CR_REGEX_UNBOUNDED)
		return true;
	return node->max >= COUNTED_LOOP && node->child->kind != CR_REGEX_CLASS;
}

/* Every outermost loop by its automaton. */
static int
check_loops(struct cr_regex_gate *gate, const struct cr_regex_node *node)
{
	const struct cr_regex_node *child;

	if (is_loop(node))
		return cr_regex_loop_check(gate, node);
	for (child = node->child; child != NULL; child = child->next)
		if (check_loops(gate, child) != 0)
			return -1;
	return 0;
}

/* ----------------------------------------------------------- loops in a row */

static const struct open_loop *
open_push(struct cr_regex_gate *gate, const struct cr_regex_node *loop,
    const struct open_loop *next)
{
	struct open_loop *open = cr_arena_get(gate->arena, sizeof(*open));

	if (open == NULL) {
		cr_regex_gate_give_up(gate);
		return NULL;
	}
	open->loop = loop;
	open->next = next;
	return open;
}

static const struct open_loop *
check_next_loop(struct cr_regex_gate *gate, const struct cr_regex_node *loop,
    const struct open_loop *open)
{
	const struct open_loop *o;

	for (o = open; o != NULL && loop->fails_after; o = o->next) {
		int meets = cr_regex_loop_meet(gate, o->loop, loop);

		if (meets != 0) {
			if (meets > 0)
				cr_regex_gate_find(gate, CR_REGEX_ADJACENT);
			return NULL;
		}
	}
	return open_push(gate, loop, loop->nullable ? open : NULL);
}

static const struct open_loop *walk_row(struct cr_regex_gate *gate,
    const struct cr_regex_node *node, const struct open_loop *open);

/* The loops any branch may end with. */
static const struct open_loop *
walk_branches(struct cr_regex_gate *gate, const struct cr_regex_node *node,
    const struct open_loop *open)
{
	const struct open_loop *all = node->nullable ? open : NULL, *o;

	for (node = node->child; node != NULL; node = node->next) {
		o = walk_row(gate, node, open);
		for (; o != NULL && o != open; o = o->next) {
			if (cr_regex_gate_spend(gate, 1) != 0)
				return NULL;
			all = open_push(gate, o->loop, all);
		}
	}
	return all;
}

/* What may be open behind node; checks every loop against what is before. */
static const struct open_loop *
walk_row(struct cr_regex_gate *gate, const struct cr_regex_node *node,
    const struct open_loop *open)
{
	const struct cr_regex_node *child;

	if (gate->shape != CR_REGEX_SAFE || cr_regex_gate_spend(gate, 1) != 0)
		return NULL;
	switch (node->kind) {
	case CR_REGEX_EMPTY:
	case CR_REGEX_ASSERT:
		return open;
	case CR_REGEX_CLASS:
		return NULL;
	case CR_REGEX_ALTERNATION:
		return walk_branches(gate, node, open);
	case CR_REGEX_SEQUENCE:
		for (child = node->child; child != NULL; child = child->next)
			open = walk_row(gate, child, open);
		return open;
	case CR_REGEX_REPEAT:
		break;
	}
	if (node->max == CR_REGEX_UNBOUNDED)
		return check_next_loop(gate, node, open);
	/* Its second round meets what the first one left open. */
	if (node->max > 1)
		(void)walk_row(
		    gate, node->child, walk_row(gate, node->child, open));
	return node->min == 0 ? walk_branches(gate, node, open)
			      : walk_row(gate, node->child, open);
}

/* --------------------------------------------------------------------- gate */

static void
check_tree(struct cr_regex_gate *gate, struct cr_regex_node *tree)
{
	if (check_loops(gate, tree) != 0)
		return;
	if (mark_failing(gate, tree, false) != 0)
		return;
	(void)walk_row(gate, tree, NULL);
}

/* "abab" repeated is "ab" repeated. */
static void
shorten_pump(struct cr_regex_gate *gate)
{
	for (size_t len = 1; len < gate->pump_len; len++) {
		if (gate->pump_len % len == 0 &&
		    memcmp(gate->pump, gate->pump + len,
			gate->pump_len - len) == 0)
			gate->pump_len = len;
	}
}

enum cr_regex_shape
cr_regex_gate_tree(struct cr_arena *arena, struct cr_regex_node *tree,
    unsigned char *pump, size_t pump_size, size_t *pump_len)
{
	struct cr_regex_gate gate = {
	    .arena = arena, .work = CR_REGEX_GATE_WORK};

	check_tree(&gate, tree);
	if (gate.shape == CR_REGEX_SAFE || gate.shape == CR_REGEX_TOO_COMPLEX)
		gate.pump_len = 0;
	shorten_pump(&gate);
	if (gate.pump_len > pump_size)
		gate.pump_len = pump_size;
	if (pump != NULL)
		memcpy(pump, gate.pump, gate.pump_len);
	if (pump_len != NULL)
		*pump_len = gate.pump_len;
	return gate.shape;
}

enum cr_regex_shape
cr_regex_gate(const struct certrule_alloc *alloc, struct certrule_bytes pattern,
    unsigned char *pump, size_t pump_size, size_t *pump_len)
{
	struct cr_arena *arena = cr_arena_new(alloc);
	enum cr_regex_shape shape = CR_REGEX_TOO_COMPLEX;
	struct cr_regex_problem problem;
	struct cr_regex_node *tree;

	if (pump_len != NULL)
		*pump_len = 0;
	if (arena == NULL)
		return shape;
	tree = cr_regex_parse(arena, pattern, &problem);
	if (tree != NULL)
		shape =
		    cr_regex_gate_tree(arena, tree, pump, pump_size, pump_len);
	cr_arena_free(arena);
	return shape;
}

/* SPDX-License-Identifier: MIT */
/*
 * The static gate: finds the shapes whose matching time grows faster than the
 * subject, before they are ever run.
 *
 * A repeat is judged by its position automaton (regex_loop.c): two ways through
 * it for one text make a backtracking search exponential.  Repeats beside each
 * other, and one that an unanchored search begins with, are judged by the bytes
 * they share.  What can no longer fail is never searched twice, so it may be
 * as ambiguous as it likes at the end of a pattern.
 *
 * It promises no more than that: `.*a.*b.*c` passes, and a match still runs
 * within the bounds of regex.c.  The check itself is bounded; a pattern that
 * takes more than that is refused too.
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

/* How far the begin of the pattern has been looked through. */
struct lead {
	bool stopped;	 /* something before consumes a byte, or anchors */
	bool branched;	 /* within an alternation */
	bool after_edge; /* \b stands right before */
	bool first;	 /* nothing at all stands before */
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

/* ------------------------------------------------- one alternative in another */

/* The bytes of a fixed sequence of classes, or false. */
static bool
is_fixed(const struct cr_regex_node *branch, size_t *len)
{
	*len = 0;
	if (branch->kind == CR_REGEX_CLASS) {
		*len = 1;
		return true;
	}
	if (branch->kind != CR_REGEX_SEQUENCE)
		return false;
	for (branch = branch->child; branch != NULL; branch = branch->next) {
		if (branch->kind != CR_REGEX_CLASS)
			return false;
		++*len;
	}
	return *len > 0;
}

static const struct cr_regex_node *
first_of(const struct cr_regex_node *branch)
{
	return branch->kind == CR_REGEX_SEQUENCE ? branch->child : branch;
}

/* True when some text of `brief` begins some text of `full`; gives it. */
static bool
begins(struct cr_regex_gate *gate, const struct cr_regex_node *brief,
    const struct cr_regex_node *full)
{
	const struct cr_regex_node *a = first_of(brief), *b = first_of(full);

	cr_regex_gate_pump_clear(gate);
	for (; a != NULL; a = a->next, b = b->next) {
		int byte = cr_regex_class_sample(&a->set, &b->set);

		if (byte < 0 || cr_regex_gate_spend(gate, 1) != 0)
			return false;
		cr_regex_gate_pump_add(gate, byte);
		if (brief->kind == CR_REGEX_CLASS)
			return true;
	}
	return true;
}

/* (a|ab)*: of two alternatives under a repeat one begins like the other. */
static int
check_prefixes(
    struct cr_regex_gate *gate, const struct cr_regex_node *alternation)
{
	const struct cr_regex_node *a, *b;
	size_t a_len, b_len;

	for (a = alternation->child; a != NULL; a = a->next) {
		if (!is_fixed(a, &a_len))
			continue;
		for (b = alternation->child; b != NULL; b = b->next) {
			if (a == b || !is_fixed(b, &b_len) || a_len > b_len)
				continue;
			if (begins(gate, a, b))
				return cr_regex_gate_find(
				    gate, CR_REGEX_OVERLAP);
			if (gate->shape != CR_REGEX_SAFE)
				return -1;
		}
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

	if (is_loop(node)) {
		if (node->child->kind == CR_REGEX_ALTERNATION &&
		    node->max == CR_REGEX_UNBOUNDED &&
		    check_prefixes(gate, node->child) != 0)
			return -1;
		return cr_regex_loop_check(gate, node);
	}
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

/* ------------------------------------------------- the begin of the pattern */

static bool
all_within(const struct cr_regex_class *set, bool word)
{
	for (int byte = 0; byte < 256; byte++) {
		bool is_word = (byte >= 'a' && byte <= 'z') ||
			       (byte >= 'A' && byte <= 'Z') ||
			       (byte >= '0' && byte <= '9') || byte == '_';

		if (cr_regex_class_has(set, (unsigned char)byte) &&
		    is_word != word)
			return false;
	}
	return true;
}

/* PCRE2 tries a leading .* at the begin of the subject or of a line only. */
static bool
is_dot_star(const struct cr_regex_node *loop, const struct lead *lead)
{
	struct cr_regex_class others = loop->child->set;

	if (lead->branched || !lead->first || loop->min != 0 ||
	    loop->child->kind != CR_REGEX_CLASS)
		return false;
	others.bits['\n' / 64] |= UINT64_C(1) << '\n';
	return (others.bits[0] & others.bits[1] & others.bits[2] &
		   others.bits[3]) == UINT64_MAX;
}

/* Where the search starts again inside a run it has been through before. */
static int
lead_loop(struct cr_regex_gate *gate, const struct cr_regex_node *loop,
    struct lead *lead)
{
	const struct cr_regex_node *body = loop->child;

	if (is_dot_star(loop, lead)) {
		lead->stopped = true;
		return 0;
	}
	/* \b\w+ starts once a word. */
	if (loop->fails_after &&
	    !(lead->after_edge && body->kind == CR_REGEX_CLASS &&
		(all_within(&body->set, true) ||
		    all_within(&body->set, false)))) {
		if (cr_regex_loop_sample(gate, loop) != 0)
			return -1;
		return cr_regex_gate_find(gate, CR_REGEX_LEADING);
	}
	if (!loop->nullable)
		lead->stopped = true;
	lead->after_edge = lead->first = false;
	return 0;
}

static int
lead_assert(enum cr_regex_assert assert, struct lead *lead)
{
	switch (assert) {
	case CR_REGEX_BEGIN:
	case CR_REGEX_LINE_BEGIN:
		lead->stopped = true;
		break;
	case CR_REGEX_WORD_EDGE:
		lead->after_edge = true;
		break;
	case CR_REGEX_END:
	case CR_REGEX_NO_EDGE:
		break;
	}
	lead->first = false;
	return 0;
}

static int walk_lead(struct cr_regex_gate *gate,
    const struct cr_regex_node *node, struct lead *lead);

static int
lead_branches(struct cr_regex_gate *gate, const struct cr_regex_node *node,
    struct lead *lead)
{
	bool stopped = node->kind == CR_REGEX_ALTERNATION || node->min > 0;
	struct lead branch = *lead;

	branch.branched |= node->kind == CR_REGEX_ALTERNATION;
	for (node = node->child; node != NULL; node = node->next) {
		struct lead own = branch;

		if (walk_lead(gate, node, &own) != 0)
			return -1;
		stopped &= own.stopped;
	}
	lead->stopped = stopped;
	lead->first = lead->after_edge = false;
	return 0;
}

static int
walk_lead(struct cr_regex_gate *gate, const struct cr_regex_node *node,
    struct lead *lead)
{
	const struct cr_regex_node *child;

	switch (node->kind) {
	case CR_REGEX_EMPTY:
		return 0;
	case CR_REGEX_ASSERT:
		return lead_assert(node->assert, lead);
	case CR_REGEX_CLASS:
		lead->stopped = true;
		return 0;
	case CR_REGEX_ALTERNATION:
		return lead_branches(gate, node, lead);
	case CR_REGEX_REPEAT:
		if (node->max == CR_REGEX_UNBOUNDED)
			return lead_loop(gate, node, lead);
		return lead_branches(gate, node, lead);
	case CR_REGEX_SEQUENCE:
		break;
	}
	for (child = node->child; child != NULL && !lead->stopped;
	     child = child->next)
		if (walk_lead(gate, child, lead) != 0)
			return -1;
	return 0;
}

/* --------------------------------------------------------------------- gate */

static void
check_tree(struct cr_regex_gate *gate, struct cr_regex_node *tree)
{
	struct lead lead = {.first = true};

	if (check_loops(gate, tree) != 0)
		return;
	if (mark_failing(gate, tree, false) != 0)
		return;
	(void)walk_row(gate, tree, NULL);
	if (gate->shape == CR_REGEX_SAFE)
		(void)walk_lead(gate, tree, &lead);
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

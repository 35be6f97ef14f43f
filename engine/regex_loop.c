/* SPDX-License-Identifier: MIT */
/*
 * Position automata (Glushkov) and the two questions the gate has for them.
 *
 * Two ways.  A backtracking search is exponential in a repeat exactly when some
 * text leads from a position back to it in two ways.  All positions of a repeat
 * reach each other, so that is when two positions that a text reaches together
 * from one come together again, or when one step exists twice.
 *
 * Meeting.  Two repeats beside each other make it quadratic when some text is
 * some rounds of both.
 *
 * Assertions inside a repeat count as true.
 */
#include "regex_loop.h"
#include "../base/arena.h"

#include <string.h>

#define NOWHERE UINT32_MAX
#define WORDS	(CR_REGEX_GATE_POSITIONS / 64)
/* Under a repeat, one counted this often or more with a loop in it is one. */
#define COUNTED_LOOP 4u

/* A set of positions. */
struct positions {
	uint64_t bits[WORDS];
};

struct automaton {
	struct cr_regex_gate *gate;
	const struct cr_regex_class *classes[CR_REGEX_GATE_POSITIONS];
	struct positions *next; /* by position */
	uint32_t count;
	/* A step that exists twice. */
	uint32_t twice_from, twice_to;
};

/* What part of a body begins and ends with. */
struct part {
	struct positions first, last;
	bool nullable;
};

/* --------------------------------------------------------------------- gate */

int
cr_regex_gate_find(struct cr_regex_gate *gate, enum cr_regex_shape shape)
{
	if (gate->shape == CR_REGEX_SAFE)
		gate->shape = shape;
	return -1;
}

int
cr_regex_gate_give_up(struct cr_regex_gate *gate)
{
	return cr_regex_gate_find(gate, CR_REGEX_TOO_COMPLEX);
}

int
cr_regex_gate_spend(struct cr_regex_gate *gate, size_t steps)
{
	gate->work -= (int64_t)steps;
	return gate->work < 0 ? cr_regex_gate_give_up(gate) : 0;
}

void
cr_regex_gate_pump_clear(struct cr_regex_gate *gate)
{
	gate->pump_len = 0;
}

void
cr_regex_gate_pump_add(struct cr_regex_gate *gate, int byte)
{
	if (byte >= 0 && gate->pump_len < CR_REGEX_GATE_PUMP)
		gate->pump[gate->pump_len++] = (unsigned char)byte;
}

/* ---------------------------------------------------------- sets of positions */

static bool
has(const struct positions *set, uint32_t position)
{
	return (set->bits[position / 64] >> (position % 64)) & 1;
}

static void
add(struct positions *set, uint32_t position)
{
	set->bits[position / 64] |= UINT64_C(1) << (position % 64);
}

static void
unite(struct positions *set, const struct positions *other)
{
	for (size_t i = 0; i < WORDS; i++)
		set->bits[i] |= other->bits[i];
}

/* The first position of the set from `from` on, NOWHERE if there is none. */
static uint32_t
next_in(const struct positions *set, uint32_t from)
{
	size_t word = from / 64;
	uint64_t bits;

	if (word >= WORDS)
		return NOWHERE;
	bits = set->bits[word] & (UINT64_MAX << (from % 64));
	while (bits == 0) {
		if (++word == WORDS)
			return NOWHERE;
		bits = set->bits[word];
	}
	return (uint32_t)word * 64 + (uint32_t)__builtin_ctzll(bits);
}

/* ------------------------------------------------------------------ building */

/* Steps from everything `from` ends with to everything `to` begins with. */
static int
link_parts(
    struct automaton *automaton, const struct part *from, const struct part *to)
{
	uint32_t p, q;

	for (p = next_in(&from->last, 0); p != NOWHERE;
	     p = next_in(&from->last, p + 1)) {
		if (cr_regex_gate_spend(automaton->gate, WORDS) != 0)
			return -1;
		for (size_t i = 0; i < WORDS; i++) {
			uint64_t both =
			    automaton->next[p].bits[i] & to->first.bits[i];

			if (both == 0 || automaton->twice_from != NOWHERE)
				continue;
			q = (uint32_t)i * 64 + (uint32_t)__builtin_ctzll(both);
			automaton->twice_from = p;
			automaton->twice_to = q;
		}
		unite(&automaton->next[p], &to->first);
	}
	return 0;
}

/* head becomes head followed by tail. */
static int
join(struct automaton *automaton, struct part *head, const struct part *tail)
{
	if (link_parts(automaton, head, tail) != 0)
		return -1;
	if (head->nullable)
		unite(&head->first, &tail->first);
	if (tail->nullable)
		unite(&head->last, &tail->last);
	else
		head->last = tail->last;
	head->nullable &= tail->nullable;
	return 0;
}

static int build(struct automaton *automaton, const struct cr_regex_node *node,
    struct part *part);

static int
build_class(struct automaton *automaton, const struct cr_regex_node *node,
    struct part *part)
{
	uint32_t position = automaton->count;

	if (position == CR_REGEX_GATE_POSITIONS)
		return cr_regex_gate_give_up(automaton->gate);
	automaton->classes[position] = &node->set;
	automaton->count++;
	add(&part->first, position);
	add(&part->last, position);
	part->nullable = false;
	return 0;
}

static int
build_alternation(struct automaton *automaton, const struct cr_regex_node *node,
    struct part *part)
{
	part->nullable = false;
	for (node = node->child; node != NULL; node = node->next) {
		struct part branch = {.nullable = true};

		if (build(automaton, node, &branch) != 0)
			return -1;
		unite(&part->first, &branch.first);
		unite(&part->last, &branch.last);
		part->nullable |= branch.nullable;
	}
	return 0;
}

/* a{2,4} is aa(a(a)?)?: the rounds beyond min are built from the last one. */
static int
build_repeat(struct automaton *automaton, const struct cr_regex_node *node,
    struct part *part)
{
	bool forever = node->max == CR_REGEX_UNBOUNDED ||
		       (node->max >= COUNTED_LOOP && node->max > node->min &&
			   node->child->loops);
	uint32_t rounds = forever ? (node->min > 1 ? node->min : 1) : node->max;

	for (uint32_t round = rounds; round > 0; round--) {
		struct part head = {.nullable = true};

		if (cr_regex_gate_spend(automaton->gate, WORDS) != 0 ||
		    build(automaton, node->child, &head) != 0)
			return -1;
		if (forever && round == rounds &&
		    link_parts(automaton, &head, &head) != 0)
			return -1;
		if (join(automaton, &head, part) != 0)
			return -1;
		*part = head;
		part->nullable |= round > node->min;
	}
	return 0;
}

/* part starts as nothing, which is nullable. */
static int
build(struct automaton *automaton, const struct cr_regex_node *node,
    struct part *part)
{
	const struct cr_regex_node *child;

	switch (node->kind) {
	case CR_REGEX_EMPTY:
	case CR_REGEX_ASSERT:
		return 0;
	case CR_REGEX_CLASS:
		return build_class(automaton, node, part);
	case CR_REGEX_ALTERNATION:
		return build_alternation(automaton, node, part);
	case CR_REGEX_REPEAT:
		return build_repeat(automaton, node, part);
	case CR_REGEX_SEQUENCE:
		break;
	}
	for (child = node->child; child != NULL; child = child->next) {
		struct part tail = {.nullable = true};

		if (build(automaton, child, &tail) != 0 ||
		    join(automaton, part, &tail) != 0)
			return -1;
	}
	return 0;
}

/* The automaton of one or more rounds of the repeat's body. */
static struct automaton *
make_automaton(struct cr_regex_gate *gate, const struct cr_regex_node *repeat,
    struct part *body)
{
	struct automaton *automaton =
	    cr_arena_get(gate->arena, sizeof(*automaton));

	*body = (struct part){.nullable = true};
	/* What it takes to clear one. */
	if (automaton == NULL || cr_regex_gate_spend(gate, 4096) != 0)
		goto give_up;
	automaton->gate = gate;
	automaton->twice_from = automaton->twice_to = NOWHERE;
	automaton->next = cr_arena_array(
	    gate->arena, CR_REGEX_GATE_POSITIONS, sizeof(*automaton->next));
	if (automaton->next == NULL)
		goto give_up;
	if (build(automaton, repeat->child, body) != 0 ||
	    link_parts(automaton, body, body) != 0)
		return NULL;
	return automaton;
give_up:
	cr_regex_gate_give_up(gate);
	return NULL;
}

static int
sample(const struct automaton *automaton, uint32_t position)
{
	const struct cr_regex_class *set = automaton->classes[position];

	return cr_regex_class_sample(set, set);
}

/* ---------------------------------------------------------------------- paths */

/* Adds to the pump a shortest text from one position to another; none when
 * they are the same. */
static int
add_path(struct automaton *automaton, uint32_t from, uint32_t to)
{
	struct cr_regex_gate *gate = automaton->gate;
	uint32_t queue[CR_REGEX_GATE_POSITIONS];
	uint32_t toward[CR_REGEX_GATE_POSITIONS];
	size_t head = 0, tail = 0;

	/* Backwards, so that the way reads forwards afterwards. */
	for (size_t i = 0; i < automaton->count; i++)
		toward[i] = NOWHERE;
	queue[tail++] = to;
	toward[to] = to;
	while (head < tail && toward[from] == NOWHERE) {
		uint32_t at = queue[head++];

		if (cr_regex_gate_spend(gate, automaton->count) != 0)
			return -1;
		for (uint32_t p = 0; p < automaton->count; p++) {
			if (toward[p] != NOWHERE ||
			    !has(&automaton->next[p], at))
				continue;
			toward[p] = at;
			queue[tail++] = p;
		}
	}
	while (from != to && toward[from] != NOWHERE) {
		from = toward[from];
		cr_regex_gate_pump_add(gate, sample(automaton, from));
	}
	return 0;
}

/* ------------------------------------------------------------------- two ways */

/* The search for two ways: pairs of positions that one text reaches. */
struct pairs {
	struct automaton *automaton;
	struct positions *meet; /* by position: those with a byte in common */
	uint32_t *came_from;	/* by pair; NOWHERE: not reached */
	uint32_t *queue;
	size_t head, tail;
	uint32_t last, found; /* the step that came together again */
};

static uint32_t
pair_of(const struct pairs *pairs, uint32_t p, uint32_t q)
{
	return p < q ? p * pairs->automaton->count + q
		     : q * pairs->automaton->count + p;
}

static int
init_pairs(struct pairs *pairs, struct automaton *automaton)
{
	struct cr_regex_gate *gate = automaton->gate;
	uint32_t count = automaton->count;
	size_t all = (size_t)count * count;

	*pairs = (struct pairs){.automaton = automaton, .found = NOWHERE};
	pairs->meet = cr_arena_array(gate->arena, count, sizeof(*pairs->meet));
	pairs->came_from =
	    cr_arena_array(gate->arena, all, sizeof(*pairs->came_from));
	pairs->queue = cr_arena_array(gate->arena, all, sizeof(*pairs->queue));
	if (pairs->meet == NULL || pairs->came_from == NULL ||
	    pairs->queue == NULL)
		return cr_regex_gate_give_up(gate);
	for (size_t i = 0; i < all; i++)
		pairs->came_from[i] = NOWHERE;
	for (uint32_t p = 0; p < count; p++)
		for (uint32_t q = 0; q < count; q++)
			if (cr_regex_class_meet(
				automaton->classes[p], automaton->classes[q]))
				add(&pairs->meet[p], q);
	return cr_regex_gate_spend(gate, all);
}

/* One step of both.  1: they came together. */
static int
reach(struct pairs *pairs, uint32_t from, uint32_t p, uint32_t q)
{
	uint32_t pair = pair_of(pairs, p, q);
	uint32_t count = pairs->automaton->count;

	if (p == q) {
		/* From one position to one it is no second way. */
		if (from / count == from % count)
			return 0;
		pairs->last = from;
		pairs->found = p;
		return 1;
	}
	if (pairs->came_from[pair] != NOWHERE)
		return 0;
	pairs->came_from[pair] = from;
	pairs->queue[pairs->tail++] = pair;
	return 0;
}

/* All steps of the pair (a, b).  1: came together; -1: gave up. */
static int
step_pair(struct pairs *pairs, uint32_t a, uint32_t b)
{
	struct automaton *automaton = pairs->automaton;
	uint32_t from = pair_of(pairs, a, b);
	uint32_t p, q;

	for (p = next_in(&automaton->next[a], 0); p != NOWHERE;
	     p = next_in(&automaton->next[a], p + 1)) {
		struct positions both = automaton->next[b];

		for (size_t i = 0; i < WORDS; i++)
			both.bits[i] &= pairs->meet[p].bits[i];
		for (q = next_in(&both, 0); q != NOWHERE;
		     q = next_in(&both, q + 1)) {
			if (cr_regex_gate_spend(automaton->gate, 1) != 0)
				return -1;
			if (reach(pairs, from, p, q) != 0)
				return 1;
		}
		if (cr_regex_gate_spend(automaton->gate, WORDS) != 0)
			return -1;
	}
	return 0;
}

static int
search_pairs(struct pairs *pairs)
{
	uint32_t count = pairs->automaton->count;
	int result;

	for (uint32_t p = 0; p < count; p++) {
		result = step_pair(pairs, p, p);
		if (result != 0)
			return result;
	}
	while (count != 0 && pairs->head < pairs->tail) {
		uint32_t pair = pairs->queue[pairs->head++];

		result = step_pair(pairs, pair / count, pair % count);
		if (result != 0)
			return result;
	}
	return 0;
}

/* The text that goes two ways, made a round trip. */
static int
pump_pairs(struct pairs *pairs)
{
	struct automaton *automaton = pairs->automaton;
	struct cr_regex_gate *gate = automaton->gate;
	uint32_t count = automaton->count, pair = pairs->last;
	uint32_t way[CR_REGEX_GATE_PUMP];
	size_t len = 0;

	while (pair / count != pair % count && len < CR_REGEX_GATE_PUMP) {
		way[len++] = pair;
		pair = pairs->came_from[pair];
	}
	cr_regex_gate_pump_clear(gate);
	while (len-- > 0) {
		/* Each below len was put there by the loop above. */
		/* cppcheck-suppress uninitvar */
		uint32_t step = way[len];

		cr_regex_gate_pump_add(gate,
		    cr_regex_class_sample(automaton->classes[step / count],
			automaton->classes[step % count]));
	}
	cr_regex_gate_pump_add(gate, sample(automaton, pairs->found));
	return add_path(automaton, pairs->found, pair / count);
}

int
cr_regex_loop_check(
    struct cr_regex_gate *gate, const struct cr_regex_node *repeat)
{
	enum cr_regex_shape shape =
	    repeat->child->repeats ? CR_REGEX_NESTED : CR_REGEX_OVERLAP;
	struct automaton *automaton;
	struct pairs pairs;
	struct part body;

	/* The one repeat everybody writes: of one class. */
	if (repeat->child->kind == CR_REGEX_CLASS)
		return 0;
	automaton = make_automaton(gate, repeat, &body);
	if (automaton == NULL)
		return -1;
	if (automaton->twice_from != NOWHERE) {
		cr_regex_gate_pump_clear(gate);
		cr_regex_gate_pump_add(
		    gate, sample(automaton, automaton->twice_to));
		if (add_path(automaton, automaton->twice_to,
			automaton->twice_from) != 0)
			return -1;
		return cr_regex_gate_find(gate, shape);
	}
	if (init_pairs(&pairs, automaton) != 0)
		return -1;
	switch (search_pairs(&pairs)) {
	case 0:
		return 0;
	case 1:
		if (pump_pairs(&pairs) == 0)
			cr_regex_gate_find(gate, shape);
	}
	return -1;
}

/* -------------------------------------------------------------------- meeting */

/* Pairs with one position in either repeat. */
struct meeting {
	struct automaton *a, *b;
	struct part a_body, b_body;
	uint32_t *came_from; /* itself: it begins here */
	uint32_t *queue;
	size_t head, tail;
	uint32_t found;
};

static int
meet_reach(struct meeting *meeting, uint32_t from, uint32_t p, uint32_t q)
{
	uint32_t pair = p * meeting->b->count + q;

	if (meeting->came_from[pair] != NOWHERE ||
	    !cr_regex_class_meet(
		meeting->a->classes[p], meeting->b->classes[q]))
		return 0;
	meeting->came_from[pair] = from == NOWHERE ? pair : from;
	meeting->queue[meeting->tail++] = pair;
	if (!has(&meeting->a_body.last, p) || !has(&meeting->b_body.last, q))
		return 0;
	meeting->found = pair;
	return 1;
}

static int
meet_step(struct meeting *meeting, uint32_t from, const struct positions *a,
    const struct positions *b)
{
	uint32_t p, q;

	for (p = next_in(a, 0); p != NOWHERE; p = next_in(a, p + 1)) {
		for (q = next_in(b, 0); q != NOWHERE; q = next_in(b, q + 1)) {
			if (cr_regex_gate_spend(meeting->a->gate, 1) != 0)
				return -1;
			if (meet_reach(meeting, from, p, q) != 0)
				return 1;
		}
	}
	return 0;
}

static int
search_meeting(struct meeting *meeting)
{
	uint32_t count = meeting->b->count;
	int result = meet_step(
	    meeting, NOWHERE, &meeting->a_body.first, &meeting->b_body.first);

	while (result == 0 && meeting->head < meeting->tail) {
		uint32_t pair = meeting->queue[meeting->head++];

		result =
		    meet_step(meeting, pair, &meeting->a->next[pair / count],
			&meeting->b->next[pair % count]);
	}
	return result;
}

static void
pump_meeting(struct cr_regex_gate *gate, const struct meeting *meeting)
{
	uint32_t count = meeting->b->count, pair = meeting->found;
	uint32_t way[CR_REGEX_GATE_PUMP];
	size_t len = 0;

	while (len < CR_REGEX_GATE_PUMP) {
		way[len++] = pair;
		if (meeting->came_from[pair] == pair)
			break;
		pair = meeting->came_from[pair];
	}
	cr_regex_gate_pump_clear(gate);
	while (len-- > 0)
		cr_regex_gate_pump_add(gate,
		    cr_regex_class_sample(meeting->a->classes[way[len] / count],
			meeting->b->classes[way[len] % count]));
}

/* Both of one class, as nearly always. */
static int
meet_classes(struct cr_regex_gate *gate, const struct cr_regex_class *a,
    const struct cr_regex_class *b)
{
	if (cr_regex_gate_spend(gate, 1) != 0)
		return -1;
	if (!cr_regex_class_meet(a, b))
		return 0;
	cr_regex_gate_pump_clear(gate);
	cr_regex_gate_pump_add(gate, cr_regex_class_sample(a, b));
	return 1;
}

int
cr_regex_loop_meet(struct cr_regex_gate *gate, const struct cr_regex_node *a,
    const struct cr_regex_node *b)
{
	struct meeting meeting = {.found = NOWHERE};
	size_t all;
	int result;

	if (a->child->kind == CR_REGEX_CLASS &&
	    b->child->kind == CR_REGEX_CLASS)
		return meet_classes(gate, &a->child->set, &b->child->set);
	meeting.a = make_automaton(gate, a, &meeting.a_body);
	if (meeting.a == NULL)
		return -1;
	meeting.b = make_automaton(gate, b, &meeting.b_body);
	if (meeting.b == NULL)
		return -1;
	all = (size_t)meeting.a->count * meeting.b->count;
	meeting.came_from =
	    cr_arena_array(gate->arena, all + 1, sizeof(*meeting.came_from));
	meeting.queue =
	    cr_arena_array(gate->arena, all + 1, sizeof(*meeting.queue));
	if (meeting.came_from == NULL || meeting.queue == NULL)
		return cr_regex_gate_give_up(gate);
	for (size_t i = 0; i < all; i++)
		meeting.came_from[i] = NOWHERE;
	if (cr_regex_gate_spend(gate, all) != 0)
		return -1;
	result = search_meeting(&meeting);
	if (result > 0)
		pump_meeting(gate, &meeting);
	return result;
}

int
cr_regex_loop_sample(
    struct cr_regex_gate *gate, const struct cr_regex_node *repeat)
{
	return cr_regex_loop_meet(gate, repeat, repeat) < 0 ? -1 : 0;
}

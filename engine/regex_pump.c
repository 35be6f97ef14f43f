/* SPDX-License-Identifier: MIT */
/* See regex_pump.h.  One walk over the tree, which keeps a short text that leads
 * to where it is. */
#include "regex_pump.h"
#include "../base/arena.h"

#include <string.h>

/* Texts longer than that are cut: a pump has to be short to be repeated. */
#define TEXT_MAX 64u
/* A counted repeat up to here may run on for long enough to be tried. */
#define COUNTED_LOOP 16u

struct text {
	unsigned char data[TEXT_MAX];
	size_t len;
};

struct walk {
	struct cr_arena *arena;
	struct cr_regex_pumps *pumps;
	struct text path;
	bool failed;
};

static void
add_sample(struct text *text, const struct cr_regex_class *set)
{
	int byte = cr_regex_class_sample(set, set);

	if (byte >= 0 && text->len < TEXT_MAX)
		text->data[text->len++] = (unsigned char)byte;
}

/* A text that node takes; with the optional parts or without. */
static void
add_text(struct text *text, const struct cr_regex_node *node, bool optional)
{
	const struct cr_regex_node *child;
	uint32_t rounds;

	switch (node->kind) {
	case CR_REGEX_EMPTY:
	case CR_REGEX_ASSERT:
		return;
	case CR_REGEX_CLASS:
		add_sample(text, &node->set);
		return;
	case CR_REGEX_ALTERNATION:
		add_text(text, node->child, optional);
		return;
	case CR_REGEX_SEQUENCE:
		for (child = node->child; child != NULL; child = child->next)
			add_text(text, child, optional);
		return;
	case CR_REGEX_REPEAT:
		rounds =
		    node->min == 0 && optional && node->max > 0 ? 1 : node->min;
		/* A round may be empty: the count alone has to end it. */
		for (; rounds > 0 && text->len < TEXT_MAX; rounds--) {
			size_t len = text->len;

			add_text(text, node->child, optional);
			if (text->len == len)
				return;
		}
	}
}

/* ------------------------------------------------------------- candidates */

static bool
is_known(const struct cr_regex_pumps *pumps, struct certrule_bytes before,
    struct certrule_bytes round)
{
	for (size_t i = 0; i < pumps->count; i++)
		if (cr_bytes_equal(pumps->list[i].before, before) &&
		    cr_bytes_equal(pumps->list[i].round, round))
			return true;
	return false;
}

static int
copy_text(struct walk *walk, struct certrule_bytes *bytes)
{
	unsigned char *data = cr_arena_get(walk->arena, bytes->len + 1);

	if (data == NULL) {
		walk->failed = true;
		return -1;
	}
	memcpy(data, bytes->data, bytes->len);
	bytes->data = data;
	return 0;
}

static void
add_pump(struct walk *walk, const struct text *before, const struct text *round,
    int stop)
{
	struct cr_regex_pumps *pumps = walk->pumps;
	struct cr_regex_pump pump = {cr_bytes(before->data, before->len),
	    cr_bytes(round->data, round->len), stop};

	if (round->len == 0 || pumps->count == CR_REGEX_PUMPS ||
	    is_known(pumps, pump.before, pump.round))
		return;
	if (copy_text(walk, &pump.before) == 0 &&
	    copy_text(walk, &pump.round) == 0)
		pumps->list[pumps->count++] = pump;
}

static bool
may_take(const struct cr_regex_node *node, unsigned char byte)
{
	if (node->kind == CR_REGEX_CLASS)
		return cr_regex_class_has(&node->set, byte);
	for (node = node->child; node != NULL; node = node->next)
		if (may_take(node, byte))
			return true;
	return false;
}

static int
find_stop(const struct cr_regex_node *node)
{
	static const unsigned char stops[] = {'!', '\n', 'x', '0', ' ', 0xff};

	for (size_t i = 0; i < sizeof(stops); i++)
		if (!may_take(node, stops[i]))
			return stops[i];
	return -1;
}

static void
add_pumps(struct walk *walk, const struct cr_regex_node *repeat)
{
	static const struct text nothing;
	struct text round = {.len = 0};
	int stop = find_stop(repeat->child);

	add_text(&round, repeat->child, false);
	add_pump(walk, &walk->path, &round, stop);
	round.len = 0;
	add_text(&round, repeat->child, true);
	add_pump(walk, &walk->path, &round, stop);
	add_pump(walk, &nothing, &walk->path, stop);
}

/* -------------------------------------------------------------------- walk */

static void walk_node(struct walk *walk, const struct cr_regex_node *node);

static void
walk_branches(struct walk *walk, const struct cr_regex_node *alternation)
{
	const struct cr_regex_node *branch;
	size_t len = walk->path.len;

	for (branch = alternation->child; branch != NULL;
	     branch = branch->next) {
		walk_node(walk, branch);
		walk->path.len = len;
	}
	if (alternation->child != NULL)
		add_text(&walk->path, alternation->child, false);
}

static void
walk_repeat(struct walk *walk, const struct cr_regex_node *repeat)
{
	size_t len = walk->path.len;

	if (repeat->max >= COUNTED_LOOP)
		add_pumps(walk, repeat);
	walk_node(walk, repeat->child);
	walk->path.len = len;
	add_text(&walk->path, repeat, false);
}

static void
walk_node(struct walk *walk, const struct cr_regex_node *node)
{
	const struct cr_regex_node *child;

	switch (node->kind) {
	case CR_REGEX_EMPTY:
	case CR_REGEX_ASSERT:
		return;
	case CR_REGEX_CLASS:
		add_sample(&walk->path, &node->set);
		return;
	case CR_REGEX_ALTERNATION:
		walk_branches(walk, node);
		return;
	case CR_REGEX_SEQUENCE:
		for (child = node->child; child != NULL; child = child->next)
			walk_node(walk, child);
		return;
	case CR_REGEX_REPEAT:
		walk_repeat(walk, node);
	}
}

struct cr_regex_pumps *
cr_regex_pumps_new(struct cr_arena *arena, const struct cr_regex_node *tree)
{
	struct walk walk = {.arena = arena};

	walk.pumps = cr_arena_get(arena, sizeof(*walk.pumps));
	if (walk.pumps == NULL)
		return NULL;
	walk_node(&walk, tree);
	/* Without its first byte, so that it is no match itself. */
	walk.pumps->tail =
	    cr_bytes_slice(cr_bytes(walk.path.data, walk.path.len),
		walk.path.len > 0, walk.path.len);
	if (copy_text(&walk, &walk.pumps->tail) != 0 || walk.failed)
		return NULL;
	return walk.pumps;
}

size_t
cr_regex_pump_frame(const struct cr_regex_pumps *pumps, size_t number)
{
	return pumps->list[number].before.len + pumps->tail.len + 2;
}

static void
fill(unsigned char *data, size_t size, struct certrule_bytes round)
{
	size_t done = round.len < size ? round.len : size;

	memcpy(data, round.data, done);
	while (done < size) {
		size_t more = done < size - done ? done : size - done;

		memcpy(data + done, data, more);
		done += more;
	}
}

void
cr_regex_pump_write(const struct cr_regex_pumps *pumps, size_t number,
    enum cr_regex_pump_form form, unsigned char *subject, size_t size)
{
	const struct cr_regex_pump *pump = &pumps->list[number];
	size_t end = size, at = 0;

	if (form != CR_REGEX_PUMP_BARE) {
		end -= pumps->tail.len;
		memcpy(subject + end, pumps->tail.data, pumps->tail.len);
	}
	if (pump->stop >= 0)
		subject[--end] = (unsigned char)pump->stop;
	if (pump->stop >= 0 && form == CR_REGEX_PUMP_LEAD)
		subject[at++] = (unsigned char)pump->stop;
	memcpy(subject + at, pump->before.data, pump->before.len);
	at += pump->before.len;
	fill(subject + at, end - at, pump->round);
}

/* SPDX-License-Identifier: MIT */
/* Patterns that are one text, anchored: ==, starts_with() and ends_with() in
 * disguise. */
#include "lint_regex.h"
#include "../base/bytes.h"

/* The parts of a pattern in their order; none may stand twice. */
struct parts {
	unsigned char *text;
	size_t len;
	bool begin, end;    /* ^ and $ */
	bool before, after; /* .* */
	bool stops;	    /* one of them does at a line feed */
	bool broken;	    /* it has other parts, or others in between */
};

/* The only byte of a class, or -1. */
static int
single_byte(const struct cr_regex_class *set)
{
	int byte = -1;

	for (unsigned i = 0; i < 256; i++) {
		if (!cr_regex_class_has(set, (unsigned char)i))
			continue;
		if (byte >= 0)
			return -1;
		byte = (int)i;
	}
	return byte;
}

/* .* in its two meanings: any bytes, or any of one line. */
static bool
is_anything(const struct cr_regex_node *repeat)
{
	const struct cr_regex_node *child = repeat->child;

	if (repeat->min != 0 || repeat->max != CR_REGEX_UNBOUNDED ||
	    child->kind != CR_REGEX_CLASS)
		return false;
	for (unsigned i = 0; i < 256; i++)
		if (!cr_regex_class_has(&child->set, (unsigned char)i) &&
		    i != '\n')
			return false;
	return true;
}

static void
add_assert(struct parts *parts, enum cr_regex_assert assert)
{
	bool first = parts->len == 0 && !parts->begin && !parts->before &&
		     !parts->after && !parts->end;

	if (assert == CR_REGEX_BEGIN && first)
		parts->begin = true;
	else if (assert == CR_REGEX_END && !parts->end)
		parts->end = true;
	else
		parts->broken = true;
}

static void
add_byte(struct parts *parts, const struct cr_regex_class *set)
{
	int byte = single_byte(set);

	if (byte < 0 || parts->after || parts->end)
		parts->broken = true;
	else
		parts->text[parts->len++] = (unsigned char)byte;
}

static void
add_repeat(struct parts *parts, const struct cr_regex_node *node)
{
	if (!is_anything(node) || parts->after || parts->end) {
		parts->broken = true;
		return;
	}
	parts->stops |= !cr_regex_class_has(&node->child->set, '\n');
	if (parts->len == 0 && !parts->before)
		parts->before = true;
	else
		parts->after = true;
}

static void
add_node(struct parts *parts, const struct cr_regex_node *node)
{
	switch (node->kind) {
	case CR_REGEX_EMPTY:
		return;
	case CR_REGEX_CLASS:
		add_byte(parts, &node->set);
		return;
	case CR_REGEX_ASSERT:
		add_assert(parts, node->assert);
		return;
	case CR_REGEX_SEQUENCE:
		for (node = node->child; node != NULL && !parts->broken;
		     node = node->next)
			add_node(parts, node);
		return;
	case CR_REGEX_ALTERNATION:
		parts->broken = true;
		return;
	case CR_REGEX_REPEAT:
		add_repeat(parts, node);
		return;
	}
}

/* Between an anchor and the text, .* must take whatever there is. */
static enum cr_lint_plain
judge(const struct parts *parts, bool one_line)
{
	bool takes_all = one_line || !parts->stops;

	if (parts->broken)
		return CR_LINT_NOT_PLAIN;
	if (parts->begin && parts->end && !parts->before && !parts->after)
		return CR_LINT_EQUAL;
	if (parts->len == 0)
		return CR_LINT_NOT_PLAIN;
	if (parts->begin && !parts->before &&
	    (!parts->end || (parts->after && takes_all)))
		return CR_LINT_PREFIX;
	if (parts->end && !parts->after &&
	    (!parts->begin || (parts->before && takes_all)))
		return CR_LINT_SUFFIX;
	return CR_LINT_NOT_PLAIN;
}

enum cr_lint_plain
cr_lint_regex_plain(struct cr_arena *arena, const struct cr_regex_node *tree,
    size_t pattern_len, bool one_line, struct certrule_bytes *text)
{
	struct parts parts = {
	    .text = cr_arena_get(arena, pattern_len + 1),
	};

	*text = cr_bytes("", 0);
	if (parts.text == NULL)
		return CR_LINT_NOT_PLAIN;
	add_node(&parts, tree);
	*text = cr_bytes(parts.text, parts.len);
	return judge(&parts, one_line);
}

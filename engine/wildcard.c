/* SPDX-License-Identifier: MIT */
/*
 * A pattern is cut at its stars into pieces.  The first and last are anchored;
 * those between are found leftmost one after the other, each with its
 * Knuth-Morris-Pratt table, so that no value makes a match slow.
 */
#include "wildcard.h"

#include "../base/bytes.h"

#include <string.h>

struct piece {
	struct certrule_bytes text; /* folded unless strict */
	/* length of the longest border of text[0..i], for each i */
	const uint32_t *borders;
};

struct cr_wildcard {
	bool strict;
	const struct piece *pieces; /* one more than there are stars */
	size_t count;
};

static unsigned char
fold(const struct cr_wildcard *wildcard, unsigned char c)
{
	return wildcard->strict ? c : cr_lower(c);
}

/* ------------------------------------------------------------------ making */

/* Counts the stars; the errors are found here and nowhere else. */
static enum cr_wildcard_status
scan(struct certrule_bytes pattern, size_t *stars, size_t *at)
{
	bool after_star = false;

	*stars = 0;
	for (size_t i = 0; i < pattern.len; i++) {
		unsigned char c = pattern.data[i];

		*at = i;
		if (c == '*' && after_star)
			return CR_WILDCARD_STARS;
		after_star = c == '*';
		*stars += after_star;
		if (c != '\\')
			continue;
		i++;
		if (i == pattern.len ||
		    (pattern.data[i] != '*' && pattern.data[i] != '\\'))
			return CR_WILDCARD_ESCAPE;
	}
	return CR_WILDCARD_OK;
}

static const uint32_t *
make_borders(struct cr_arena *arena, struct certrule_bytes text)
{
	uint32_t *borders =
	    cr_arena_array(arena, text.len + 1, sizeof(*borders));
	uint32_t border = 0;

	if (borders == NULL)
		return NULL;
	for (size_t i = 1; i < text.len; i++) {
		while (border > 0 && text.data[i] != text.data[border])
			border = borders[border - 1];
		border += text.data[i] == text.data[border];
		borders[i] = border;
	}
	return borders;
}

/* Where the piece that begins at `from` ends: at its star, or the end. */
static size_t
find_end(struct certrule_bytes pattern, size_t from)
{
	while (from < pattern.len && pattern.data[from] != '*')
		from += pattern.data[from] == '\\' ? 2 : 1;
	return from;
}

/* The next piece, escapes resolved; *from moves behind its star. */
static int
make_piece(struct cr_arena *arena, const struct cr_wildcard *wildcard,
    struct certrule_bytes pattern, size_t *from, struct piece *piece)
{
	size_t end = find_end(pattern, *from), len = 0;
	unsigned char *text = cr_arena_get(arena, end - *from);

	if (text == NULL)
		return -1;
	for (size_t i = *from; i < end; i++) {
		if (pattern.data[i] == '\\')
			i++;
		text[len++] = fold(wildcard, pattern.data[i]);
	}
	*from = end + 1;
	piece->text = cr_bytes(text, len);
	piece->borders = make_borders(arena, piece->text);
	return piece->borders == NULL ? -1 : 0;
}

enum cr_wildcard_status
cr_wildcard_new(struct cr_arena *arena, struct certrule_bytes pattern,
    bool strict, const struct cr_wildcard **out, size_t *at)
{
	struct cr_wildcard *wildcard;
	struct piece *pieces;
	size_t stars, from = 0;
	enum cr_wildcard_status status = scan(pattern, &stars, at);

	if (status != CR_WILDCARD_OK)
		return status;
	wildcard = cr_arena_get(arena, sizeof(*wildcard));
	pieces = cr_arena_array(arena, stars + 1, sizeof(*pieces));
	if (wildcard == NULL || pieces == NULL)
		return CR_WILDCARD_NO_MEMORY;
	wildcard->strict = strict;
	for (size_t i = 0; i <= stars; i++)
		if (make_piece(arena, wildcard, pattern, &from, &pieces[i]) !=
		    0)
			return CR_WILDCARD_NO_MEMORY;
	wildcard->pieces = pieces;
	wildcard->count = stars + 1;
	*out = wildcard;
	return CR_WILDCARD_OK;
}

/* ---------------------------------------------------------------- matching */

static bool
same(const struct cr_wildcard *wildcard, const unsigned char *data,
    struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		if (fold(wildcard, data[i]) != text.data[i])
			return false;
	return true;
}

/* Cuts value behind the leftmost place of the piece; false: it is not there. */
static bool
skip(const struct cr_wildcard *wildcard, const struct piece *piece,
    struct certrule_bytes *value)
{
	struct certrule_bytes text = piece->text;
	size_t have = 0;

	if (text.len == 0)
		return true;
	for (size_t i = 0; i < value->len; i++) {
		unsigned char c = fold(wildcard, value->data[i]);

		while (have > 0 && c != text.data[have])
			have = piece->borders[have - 1];
		have += c == text.data[have];
		if (have < text.len)
			continue;
		*value = cr_bytes_slice(*value, i + 1, value->len);
		return true;
	}
	return false;
}

/* What the ends leave for the stars; false: an end does not match. */
static bool
strip_ends(const struct cr_wildcard *wildcard, struct certrule_bytes *value)
{
	const struct piece *first = &wildcard->pieces[0];
	const struct piece *last = &wildcard->pieces[wildcard->count - 1];

	if (value->len < first->text.len ||
	    !same(wildcard, value->data, first->text))
		return false;
	if (first == last)
		return value->len == first->text.len;
	*value = cr_bytes_slice(*value, first->text.len, value->len);
	if (value->len < last->text.len ||
	    !same(wildcard, value->data + (value->len - last->text.len),
		last->text))
		return false;
	*value = cr_bytes_slice(*value, 0, value->len - last->text.len);
	return true;
}

bool
cr_wildcard_match(
    const struct cr_wildcard *wildcard, struct certrule_bytes value)
{
	if (!strip_ends(wildcard, &value))
		return false;
	for (size_t i = 1; i + 1 < wildcard->count; i++)
		if (!skip(wildcard, &wildcard->pieces[i], &value))
			return false;
	return true;
}

bool
cr_wildcard_capture(const struct cr_wildcard *wildcard,
    struct certrule_bytes value, struct certrule_bytes *runs, size_t count)
{
	struct certrule_bytes rest = value, before;

	if (!cr_wildcard_match(wildcard, value) || !strip_ends(wildcard, &rest))
		return false;
	for (size_t star = 0; star + 1 < wildcard->count; star++) {
		before = rest;
		/* The last star takes the rest. */
		if (star + 2 < wildcard->count &&
		    skip(wildcard, &wildcard->pieces[star + 1], &rest))
			before.len -=
			    rest.len + wildcard->pieces[star + 1].text.len;
		if (star < count)
			runs[star] = before;
	}
	return true;
}

size_t
cr_wildcard_stars(const struct cr_wildcard *wildcard)
{
	return wildcard->count - 1;
}

bool
cr_wildcard_strict(const struct cr_wildcard *wildcard)
{
	return wildcard->strict;
}

struct certrule_bytes
cr_wildcard_piece(const struct cr_wildcard *wildcard, size_t i)
{
	return wildcard->pieces[i].text;
}

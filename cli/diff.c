/* SPDX-License-Identifier: MIT */
/*
 * A diff by lines that is always right and mostly small: where the texts part
 * it looks for the nearest place where they meet again, and takes what lies
 * between for changed.  That is not the shortest diff there is; it costs little
 * however much has changed.
 */
#include "diff.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	CONTEXT = 3,
	/* Lines, of both texts together, to look ahead for a meeting. */
	NEAR = 400,
	/* That many of each are changed if there is none. */
	SKIP = NEAR / 2
};

struct line {
	const char *data;
	size_t len; /* with its newline, if it has one */
	uint32_t hash;
};

struct side {
	struct line *lines;
	size_t count;
};

/* Lines [from, from_end) became [to, to_end). */
struct change {
	size_t from, from_end, to, to_end;
};

struct diff {
	struct side from, to;
	struct change *changes;
	size_t count;
};

/* ------------------------------------------------------------------- lines */

static size_t
line_len(const char *data, size_t len)
{
	const char *newline = memchr(data, '\n', len);

	return newline == NULL ? len : (size_t)(newline + 1 - data);
}

static uint32_t
hash_of(const char *data, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)data[i]) * 16777619u;
	return hash;
}

static int
split(struct side *side, const struct cr_text *text)
{
	const char *data = cr_text_get(text);
	size_t newlines = 0, begin = 0;

	for (size_t i = 0; i < text->len; i++)
		newlines += data[i] == '\n';
	side->lines = calloc(newlines + 1, sizeof(*side->lines));
	if (side->lines == NULL)
		return -1;
	while (begin < text->len) {
		struct line *line = &side->lines[side->count++];

		line->data = data + begin;
		line->len = line_len(line->data, text->len - begin);
		line->hash = hash_of(line->data, line->len);
		begin += line->len;
	}
	return 0;
}

static bool
meet(const struct diff *diff, size_t from, size_t to)
{
	const struct line *a, *b;

	if (from >= diff->from.count || to >= diff->to.count)
		return false;
	a = &diff->from.lines[from];
	b = &diff->to.lines[to];
	return a->hash == b->hash && a->len == b->len &&
	       memcmp(a->data, b->data, a->len) == 0;
}

/* ----------------------------------------------------------------- changes */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Moves the ends of the change to where the texts meet again. */
static void
find_meeting(const struct diff *diff, struct change *change)
{
	size_t from_left = diff->from.count - change->from;
	size_t to_left = diff->to.count - change->to;

	for (size_t sum = 1; sum <= NEAR; sum++) {
		for (size_t ahead = 0; ahead <= sum; ahead++) {
			change->from_end = change->from + ahead;
			change->to_end = change->to + sum - ahead;
			if (meet(diff, change->from_end, change->to_end))
				return;
		}
	}
	if (from_left + to_left <= NEAR) {
		change->from_end = diff->from.count;
		change->to_end = diff->to.count;
		return;
	}
	change->from_end = change->from + least(from_left, SKIP);
	change->to_end = change->to + least(to_left, SKIP);
}

/* One that begins where the last one ends is part of it. */
static bool
joins(const struct diff *diff, const struct change *change)
{
	const struct change *last;

	if (diff->count == 0)
		return false;
	last = &diff->changes[diff->count - 1];
	return last->from_end == change->from && last->to_end == change->to;
}

static int
add_change(struct diff *diff, const struct change *change)
{
	size_t count = diff->count;
	struct change *room;

	if (joins(diff, change)) {
		diff->changes[count - 1].from_end = change->from_end;
		diff->changes[count - 1].to_end = change->to_end;
		return 0;
	}
	/* A power of two is full. */
	if ((count & (count - 1)) == 0) {
		room = realloc(diff->changes,
		    (count == 0 ? 1 : 2 * count) * sizeof(*room));
		if (room == NULL)
			return -1;
		diff->changes = room;
	}
	diff->changes[diff->count++] = *change;
	return 0;
}

static int
compare(struct diff *diff)
{
	struct change change = {0, 0, 0, 0};

	while (change.from < diff->from.count || change.to < diff->to.count) {
		if (meet(diff, change.from, change.to)) {
			change.from++;
			change.to++;
			continue;
		}
		find_meeting(diff, &change);
		if (add_change(diff, &change) != 0)
			return -1;
		change.from = change.from_end;
		change.to = change.to_end;
	}
	return 0;
}

/* ----------------------------------------------------------------- writing */

static void
write_lines(struct cr_output *out, char sign, const struct side *side,
    size_t begin, size_t end)
{
	const char *color = sign == '+' ? "32" : "31";

	for (size_t i = begin; i < end; i++) {
		const struct line *line = &side->lines[i];
		bool whole = line->data[line->len - 1] == '\n';
		size_t len = whole ? line->len - 1 : line->len;

		if (sign == ' ') {
			cr_output_write(out, &sign, 1);
			cr_output_write(out, line->data, len);
		} else {
			cr_output_colored(out, color, &sign, 1);
			cr_output_colored(out, color, line->data, len);
		}
		cr_output_text(
		    out, whole ? "\n" : "\n\\ No newline at end of file\n");
	}
}

/* A line number, which is 0 only before the first line. */
static void
write_range(struct cr_output *out, char sign, size_t begin, size_t count)
{
	cr_output_printf(
	    out, "%c%zu,%zu ", sign, count == 0 ? begin : begin + 1, count);
}

/* The changes [first, end) with what stands between and around them. */
static void
write_hunk(
    struct cr_output *out, const struct diff *diff, size_t first, size_t end)
{
	const struct change *change = &diff->changes[first];
	const struct change *last = &diff->changes[end - 1];
	size_t before = least(change->from, CONTEXT);
	size_t after = least(diff->from.count - last->from_end, CONTEXT);
	size_t at = change->from - before;

	cr_output_text(out, "@@ ");
	write_range(out, '-', at, last->from_end + after - at);
	write_range(out, '+', change->to - before,
	    last->to_end + after - (change->to - before));
	cr_output_text(out, "@@\n");
	for (size_t i = first; i < end; i++) {
		change = &diff->changes[i];
		write_lines(out, ' ', &diff->from, at, change->from);
		write_lines(
		    out, '-', &diff->from, change->from, change->from_end);
		write_lines(out, '+', &diff->to, change->to, change->to_end);
		at = change->from_end;
	}
	write_lines(out, ' ', &diff->from, at, at + after);
}

static void
write_diff(struct cr_output *out, const struct diff *diff, const char *path)
{
	struct cr_text name;

	if (diff->count == 0)
		return;
	cr_text_init(&name);
	cr_text_escape(&name, path, strlen(path));
	cr_output_printf(
	    out, "--- %s\n+++ %s\n", cr_text_get(&name), cr_text_get(&name));
	cr_text_fini(&name);
	for (size_t i = 0; i < diff->count;) {
		size_t end = i + 1;

		while (
		    end < diff->count &&
		    diff->changes[end].from - diff->changes[end - 1].from_end <=
			2 * (size_t)CONTEXT)
			end++;
		write_hunk(out, diff, i, end);
		i = end;
	}
}

int
cr_diff_write(struct cr_output *out, const char *path,
    const struct cr_text *from, const struct cr_text *to)
{
	struct diff diff;
	int status = -1;

	memset(&diff, 0, sizeof(diff));
	if (split(&diff.from, from) == 0 && split(&diff.to, to) == 0)
		status = compare(&diff);
	if (status == 0)
		write_diff(out, &diff, path);
	free(diff.from.lines);
	free(diff.to.lines);
	free(diff.changes);
	return status;
}

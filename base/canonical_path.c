/* SPDX-License-Identifier: MIT */
/*
 * The canonical form of a request path (RFC 3986 3.3, 6.2.2).
 *
 * Works segment by segment: a segment's bytes are brought to one spelling, then
 * the segment is kept, dropped (empty, ".") or takes its parent along ("..").
 * What servers are known to read in more than one way is refused.
 */
#include "canonical.h"

#include "bytes.h"

#include <string.h>

/* May stand in a segment unescaped: pchar less '%' (RFC 3986 3.3). */
static bool
is_plain(unsigned char c)
{
	unsigned char letter = cr_lower(c);

	return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~!$&'()*+,;=:@", c) != NULL);
}

/* How many of them stand at text[at]. */
static size_t
count_plain(struct certrule_bytes text, size_t at)
{
	size_t i = at;

	while (i < text.len && is_plain(text.data[i]))
		i++;
	return i - at;
}

static void
add_escape(struct cr_buffer *out, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";

	cr_buffer_add_byte(out, '%');
	cr_buffer_add_byte(out, (unsigned char)digits[c >> 4]);
	cr_buffer_add_byte(out, (unsigned char)digits[c & 15]);
}

/* The byte of the escape at text[at], or -1. */
static int
escaped_byte(struct certrule_bytes text, size_t at)
{
	int high, low;

	if (text.len - at < 3)
		return -1;
	high = cr_hex_digit(text.data[at + 1]);
	low = cr_hex_digit(text.data[at + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Servers disagree on whether these are separators, ends, or escapes. */
static const char *
judge_escape(int byte)
{
	if (byte < 0)
		return "a bad escape";
	if (byte == '/')
		return "an encoded slash";
	if (byte == '\\')
		return "an encoded backslash";
	if (byte == '\0')
		return "an encoded NUL";
	return NULL;
}

/*
 * "%2541" is "%41" to who decodes once and "A" to who decodes twice.  Asked of
 * the canonical spelling, so that "%25%34%31" is seen as well.
 */
static bool
is_encoded_twice(struct certrule_bytes segment)
{
	size_t i = cr_bytes_find_byte(segment, '%');

	for (; i + 5 <= segment.len; i++)
		if (cr_bytes_starts(cr_bytes_slice(segment, i, segment.len),
			cr_bytes_text("%25")) &&
		    cr_hex_digit(segment.data[i + 3]) >= 0 &&
		    cr_hex_digit(segment.data[i + 4]) >= 0)
			return true;
	return false;
}

/* ';' keeps its escape: it would begin parameters. */
static void
add_decoded(struct cr_buffer *out, unsigned char c)
{
	if (c != ';' && is_plain(c))
		cr_buffer_add_byte(out, c);
	else
		add_escape(out, c);
}

static const char *
add_segment(struct cr_buffer *out, struct certrule_bytes text)
{
	size_t i, plain;
	const char *why;
	int byte;

	for (i = 0; i < text.len; i++) {
		plain = count_plain(text, i);
		cr_buffer_add(out, text.data + i, plain);
		i += plain;
		if (i == text.len)
			break;
		if (text.data[i] == '\0')
			return "a NUL";
		if (text.data[i] != '%') {
			add_escape(out, text.data[i]);
			continue;
		}
		byte = escaped_byte(text, i);
		why = judge_escape(byte);
		if (why != NULL)
			return why;
		add_decoded(out, (unsigned char)byte);
		i += 2;
	}
	return NULL;
}

enum segment_kind {
	SEGMENT_PLAIN,
	SEGMENT_EMPTY,
	SEGMENT_DOT,
	SEGMENT_PARENT,
	/* "..;a" and ";a": servers that take parameters off before they resolve
	 * a path climb there and skip here, others do not. */
	SEGMENT_DOT_PARAMETERS,
	SEGMENT_EMPTY_PARAMETERS
};

static enum segment_kind
judge_segment(struct certrule_bytes segment)
{
	size_t dots = 0;
	struct certrule_bytes rest;

	if (segment.len == 0)
		return SEGMENT_EMPTY;
	while (dots < segment.len && segment.data[dots] == '.')
		dots++;
	if (dots > 2)
		return SEGMENT_PLAIN;
	rest = cr_bytes_slice(segment, dots, segment.len);
	if (rest.len == 0)
		return dots == 1 ? SEGMENT_DOT : SEGMENT_PARENT;
	if (rest.data[0] == ';' || cr_bytes_starts(rest, cr_bytes_text("%3B")))
		return dots == 0 ? SEGMENT_EMPTY_PARAMETERS
				 : SEGMENT_DOT_PARAMETERS;
	return SEGMENT_PLAIN;
}

/* Takes the segment that ends at `mark` away; false: there is none. */
static bool
drop_parent(struct cr_buffer *out, size_t start, size_t mark)
{
	if (mark == start)
		return false;
	for (out->len = mark - 1; out->data[out->len] != '/'; out->len--)
		continue;
	return true;
}

/* The segment stands behind the '/' at `mark`: keep it or resolve it. */
static const char *
resolve_segment(struct cr_buffer *out, size_t start, size_t mark, bool last)
{
	struct certrule_bytes segment =
	    cr_bytes(out->data + mark + 1, out->len - mark - 1);

	switch (judge_segment(segment)) {
	case SEGMENT_PLAIN:
		return is_encoded_twice(segment)
			   ? "an escape that is encoded twice"
			   : NULL;
	case SEGMENT_EMPTY:
	case SEGMENT_DOT:
		out->len = mark;
		break;
	case SEGMENT_PARENT:
		if (!drop_parent(out, start, mark))
			return "a path above the root";
		break;
	case SEGMENT_DOT_PARAMETERS:
		return "a dot segment with parameters";
	case SEGMENT_EMPTY_PARAMETERS:
		return "an empty segment with parameters";
	}
	if (last)
		cr_buffer_add_byte(out, '/');
	return NULL;
}

static bool
is_slash(unsigned char c)
{
	return c == '/' || c == '\\';
}

static const char *
add_path(struct cr_buffer *out, struct certrule_bytes path)
{
	size_t start = out->len, at = 0, end, mark;
	const char *why;

	while (at < path.len) {
		for (end = at + 1; end < path.len && !is_slash(path.data[end]);)
			end++;
		mark = out->len;
		cr_buffer_add_byte(out, '/');
		why = add_segment(out, cr_bytes_slice(path, at + 1, end));
		if (why != NULL)
			return why;
		if (cr_buffer_failed(out))
			return "out of memory";
		why = resolve_segment(out, start, mark, end == path.len);
		if (why != NULL)
			return why;
		at = end;
	}
	return NULL;
}

static const char *
judge_path(struct cr_buffer *out, struct certrule_bytes path)
{
	/* RFC 9112 3.2.4: the asterisk-form has no path of its own. */
	if (cr_bytes_equal_text(path, "*")) {
		cr_buffer_add_byte(out, '*');
		return NULL;
	}
	/* RFC 9110 4.2.3: an empty path is the same as "/". */
	if (path.len == 0) {
		cr_buffer_add_byte(out, '/');
		return NULL;
	}
	if (!is_slash(path.data[0]))
		return "a path that does not begin with a slash";
	return add_path(out, path);
}

const char *
cr_path_canonical(struct cr_buffer *out, struct certrule_bytes path)
{
	const char *why = judge_path(out, path);

	if (why == NULL && cr_buffer_failed(out))
		why = "out of memory";
	return why;
}

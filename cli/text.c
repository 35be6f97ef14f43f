/* SPDX-License-Identifier: MIT */
/* Strings of the command line: growing, escaping, comparing. */
#include "text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
cr_text_init(struct cr_text *text)
{
	memset(text, 0, sizeof(*text));
}

void
cr_text_fini(struct cr_text *text)
{
	free(text->data);
	cr_text_init(text);
}

void
cr_text_clear(struct cr_text *text)
{
	text->len = 0;
	text->failed = false;
	if (text->data != NULL)
		text->data[0] = '\0';
}

const char *
cr_text_get(const struct cr_text *text)
{
	return text->data != NULL ? text->data : "";
}

char *
cr_text_room(struct cr_text *text, size_t len)
{
	size_t capacity = text->capacity > 0 ? text->capacity : 256;
	char *data;

	if (text->failed || len >= (size_t)-1 / 4 - text->len) {
		text->failed = true;
		return NULL;
	}
	while (capacity < text->len + len + 1)
		capacity *= 2;
	if (capacity == text->capacity)
		return text->data + text->len;
	data = realloc(text->data, capacity);
	if (data == NULL) {
		text->failed = true;
		return NULL;
	}
	text->data = data;
	text->capacity = capacity;
	/* Nothing may come into that room. */
	data[text->len] = '\0';
	return data + text->len;
}

void
cr_text_grown(struct cr_text *text, size_t len)
{
	text->len += len;
	text->data[text->len] = '\0';
}

int
cr_text_write(void *context, const char *data, size_t len)
{
	struct cr_text *text = context;
	char *room = cr_text_room(text, len);

	if (room == NULL)
		return -1;
	if (len > 0)
		memcpy(room, data, len);
	cr_text_grown(text, len);
	return 0;
}

void
cr_text_add(struct cr_text *text, const char *string)
{
	(void)cr_text_write(text, string, strlen(string));
}

static void
add_formatted(struct cr_text *text, const char *format, va_list args)
{
	va_list again;
	char *room;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	room = len < 0 ? NULL : cr_text_room(text, (size_t)len);
	if (room == NULL) {
		text->failed = true;
		return;
	}
	vsnprintf(room, (size_t)len + 1, format, args);
	cr_text_grown(text, (size_t)len);
}

void
cr_text_printf(struct cr_text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_formatted(text, format, args);
	va_end(args);
}

/* The length of the UTF-8 character at data, or 0: there is none, or one that
 * a terminal would obey (C1, line and bidi controls). */
static size_t
printable_length(const unsigned char *data, size_t len)
{
	size_t want = data[0] >= 0xf0 ? 4 : data[0] >= 0xe0 ? 3 : 2;
	unsigned long code;

	if (data[0] < 0x80)
		return data[0] >= 0x20 && data[0] != 0x7f;
	if (data[0] < 0xc2 || data[0] > 0xf4 || len < want)
		return 0;
	code = data[0] & (0x7fu >> want);
	for (size_t i = 1; i < want; i++) {
		if ((data[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (data[i] & 0x3fu);
	}
	if ((want == 3 && code < 0x800) || (want == 4 && code < 0x10000) ||
	    code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
		return 0;
	if (code < 0xa0 || code == 0x61c || code == 0xfeff ||
	    (code >= 0x200e && code <= 0x200f) ||
	    (code >= 0x2028 && code <= 0x202e) ||
	    (code >= 0x2066 && code <= 0x2069))
		return 0;
	return want;
}

size_t
cr_text_printable(const char *data, size_t len)
{
	return len == 0 ? 0
			: printable_length((const unsigned char *)data, len);
}

void
cr_text_escape(struct cr_text *text, const char *data, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)data;
	size_t i = 0;

	while (i < len) {
		size_t run = printable_length(bytes + i, len - i);

		if (run == 0) {
			cr_text_printf(text, "\\x%02x", bytes[i]);
			i++;
			continue;
		}
		(void)cr_text_write(text, data + i, run);
		i += run;
	}
}

void
cr_text_escape_json(struct cr_text *text, const char *data, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)data;
	size_t i = 0;

	while (i < len) {
		size_t run = printable_length(bytes + i, len - i);

		if (bytes[i] == '"' || bytes[i] == '\\')
			cr_text_add(text, "\\");
		if (run > 0)
			(void)cr_text_write(text, data + i, run);
		else if (bytes[i] < 0x80)
			cr_text_printf(text, "\\u%04x", bytes[i]);
		else
			cr_text_add(text, "\xef\xbf\xbd");
		i += run > 0 ? run : 1;
	}
}

size_t
cr_text_distance(const char *from, const char *to)
{
	enum {
		LONGEST = 64
	};
	size_t row[LONGEST + 1], from_len = strlen(from), to_len = strlen(to);

	if (from_len > LONGEST || to_len > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= to_len; j++)
		row[j] = j;
	for (size_t i = 1; i <= from_len; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= to_len; j++) {
			size_t best = diagonal + (from[i - 1] != to[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[to_len];
}

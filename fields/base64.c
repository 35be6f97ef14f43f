/* SPDX-License-Identifier: MIT */
/* Base64 in memory: no line limits, no state between calls. */
#include "base64.h"

#include <string.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			       "abcdefghijklmnopqrstuvwxyz0123456789+/";

size_t
cr_base64_length(size_t octets)
{
	return octets / 3 * 4 + (octets % 3 != 0 ? 4 : 0);
}

void
cr_base64_print(struct cr_buffer *out, struct certrule_bytes bytes)
{
	const unsigned char *p = bytes.data;
	size_t left = bytes.len;
	unsigned group;
	char text[4];

	for (; left > 0; p += 3) {
		group = (unsigned)p[0] << 16;
		group |= left > 1 ? (unsigned)p[1] << 8 : 0;
		group |= left > 2 ? (unsigned)p[2] : 0;
		text[0] = alphabet[group >> 18];
		text[1] = alphabet[group >> 12 & 63];
		text[2] = left > 1 ? alphabet[group >> 6 & 63] : '=';
		text[3] = left > 2 ? alphabet[group & 63] : '=';
		cr_buffer_add(out, text, sizeof text);
		if (left < 3)
			return;
		left -= 3;
	}
}

static int
is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static int
get_digit(unsigned char c)
{
	const char *found = c == '\0' ? NULL : strchr(alphabet, c);

	return found == NULL ? -1 : (int)(found - alphabet);
}

/* The end of a text: its last group holds `digits` digits and `padding`. */
static int
check_end(unsigned digits, unsigned padding, unsigned group)
{
	if (digits == 0)
		return padding == 0 ? 0 : -1;
	if (digits + padding != 4 || digits == 1)
		return -1;
	/* Bits that stand for nothing must be zero (RFC 4648 3.5). */
	return (group & (digits == 2 ? 15u : 3u)) == 0 ? 0 : -1;
}

int
cr_base64_parse(struct cr_buffer *out, struct certrule_bytes text)
{
	unsigned digits = 0, padding = 0, group = 0;
	size_t i;
	int digit;

	for (i = 0; i < text.len; i++) {
		if (is_space(text.data[i]))
			continue;
		if (text.data[i] == '=') {
			padding++;
			continue;
		}
		digit = get_digit(text.data[i]);
		if (digit < 0 || padding > 0)
			return -1;
		group = (group << 6 | (unsigned)digit) & 0xfff;
		if (digits > 0)
			cr_buffer_add_byte(
			    out, (unsigned char)(group >> (6 - 2 * digits)));
		digits = (digits + 1) % 4;
	}
	return check_end(digits, padding, group);
}

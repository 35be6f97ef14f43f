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

size_t
cr_base64_octets(size_t digits)
{
	return digits / 4 * 3 + digits % 4 * 3 / 4;
}

/* Up to three octets, not none, as four characters. */
static void
encode_group(const unsigned char *octets, size_t count, unsigned char *text)
{
	unsigned group = (unsigned)octets[0] << 16;

	group |= count > 1 ? (unsigned)octets[1] << 8 : 0;
	group |= count > 2 ? (unsigned)octets[2] : 0;
	text[0] = (unsigned char)alphabet[group >> 18];
	text[1] = (unsigned char)alphabet[group >> 12 & 63];
	text[2] = count > 1 ? (unsigned char)alphabet[group >> 6 & 63] : '=';
	text[3] = count > 2 ? (unsigned char)alphabet[group & 63] : '=';
}

void
cr_base64_encode(struct certrule_bytes bytes, unsigned char *out)
{
	for (size_t i = 0; i < bytes.len; i += 3, out += 4)
		encode_group(bytes.data + i, bytes.len - i, out);
}

void
cr_base64_print(struct cr_buffer *out, struct certrule_bytes bytes)
{
	unsigned char text[4];

	for (size_t i = 0; i < bytes.len; i += 3) {
		encode_group(bytes.data + i, bytes.len - i, text);
		cr_buffer_add(out, text, sizeof text);
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

int
cr_base64_decode(struct certrule_bytes digits, unsigned char *out)
{
	unsigned bits = 0, held = 0;
	int digit;

	if (digits.len % 4 == 1)
		return -1;
	for (size_t i = 0; i < digits.len; i++) {
		digit = get_digit(digits.data[i]);
		if (digit < 0)
			return -1;
		bits = (bits << 6 | (unsigned)digit) & 0xffff;
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		*out++ = (unsigned char)(bits >> held);
	}
	/* Bits that stand for nothing must be zero (RFC 4648 3.5), so that no
	 * value has two spellings. */
	return (bits & ((1u << held) - 1)) == 0 ? 0 : -1;
}

int
cr_base64_strip(struct certrule_bytes *text)
{
	size_t padding = 0;

	while (padding < 2 && text->len > padding &&
	       text->data[text->len - 1 - padding] == '=')
		padding++;
	if (padding != 0 && text->len % 4 != 0)
		return -1;
	text->len -= padding;
	return 0;
}

/* text without its white space, into a buffer of its own. */
static void
add_solid(struct cr_buffer *solid, struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!is_space(text.data[i]))
			cr_buffer_add_byte(solid, text.data[i]);
}

int
cr_base64_parse(struct cr_buffer *out, struct certrule_bytes text)
{
	struct cr_buffer solid;
	struct certrule_bytes digits;
	unsigned char *octets;
	int result = -1;

	cr_buffer_init(&solid, out->alloc);
	add_solid(&solid, text);
	digits = cr_buffer_bytes(&solid);
	octets = cr_buffer_reserve(out, digits.len);
	if (cr_buffer_failed(&solid))
		out->failed = true;
	if (out->failed || octets == NULL || digits.len % 4 != 0 ||
	    cr_base64_strip(&digits) != 0)
		goto out;
	result = cr_base64_decode(digits, octets);
	if (result == 0)
		cr_buffer_extend(out, cr_base64_octets(digits.len));
out:
	cr_buffer_fini(&solid);
	return result;
}

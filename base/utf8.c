/* SPDX-License-Identifier: MIT */
/* UTF-8 by the table of RFC 3629 section 4.  Knows nothing of widths, cases or
 * normal forms. */
#include "bytes.h"
#include "utf8.h"

static bool
is_continuation(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* 0: no sequence begins with this byte. */
static size_t
sequence_len(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first < 0xc2) /* continuation, or overlong */
		return 0;
	if (first < 0xe0)
		return 2;
	if (first < 0xf0)
		return 3;
	return first < 0xf5 ? 4 : 0;
}

size_t
cr_utf8_decode(struct certrule_bytes bytes, uint32_t *code)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t len = bytes.len == 0 ? 0 : sequence_len(bytes.data[0]);
	uint32_t value;

	if (len == 0 || len > bytes.len)
		return 0;
	value = len == 1 ? bytes.data[0] : bytes.data[0] & (0xffu >> (len + 1));
	for (size_t i = 1; i < len; i++) {
		if (!is_continuation(bytes.data[i]))
			return 0;
		value = value << 6 | (bytes.data[i] & 0x3f);
	}
	if (value < least[len] || value > 0x10ffff ||
	    (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*code = value;
	return len;
}

bool
cr_utf8_valid(struct certrule_bytes bytes)
{
	uint32_t code;

	while (bytes.len != 0) {
		size_t len = cr_utf8_decode(bytes, &code);

		if (len == 0)
			return false;
		bytes = cr_bytes_slice(bytes, len, bytes.len);
	}
	return true;
}

bool
cr_utf8_is_bidi(uint32_t code)
{
	return code == 0x061c || code == 0x200e || code == 0x200f ||
	       (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

size_t
cr_utf8_count(struct certrule_bytes bytes)
{
	size_t count = 0;
	uint32_t code;

	for (; bytes.len != 0; count++) {
		size_t len = cr_utf8_decode(bytes, &code);

		bytes = cr_bytes_slice(bytes, len == 0 ? 1 : len, bytes.len);
	}
	return count;
}

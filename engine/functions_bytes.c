/* SPDX-License-Identifier: MIT */
/*
 * Bodies of funcs.def that work on bytes as such: base64, bits, identifiers.
 * Input they cannot read yields nothing, so that a comparison with it is false.
 */
#include "functions.h"

#include "../base/base64.h"
#include "../base/value.h"

#include <string.h>

static int
give_bytes(struct cr_call *call, const unsigned char *bytes, size_t len)
{
	*call->result = cr_value_string(cr_bytes(bytes, len));
	return 0;
}

int
cr_functions_remove_bytes(struct cr_call *call)
{
	struct certrule_bytes text = call->args[0].as.string;
	struct certrule_bytes unwanted = call->args[1].as.string;
	unsigned char *out = cr_arena_array(call->scratch, text.len, 1);
	size_t len = 0;

	if (out == NULL)
		return -1;
	for (size_t i = 0; i < text.len; i++)
		if (unwanted.len == 0 ||
		    memchr(unwanted.data, text.data[i], unwanted.len) == NULL)
			out[len++] = text.data[i];
	return give_bytes(call, out, len);
}

/* Padding is optional, white space is malformed. */
int
cr_functions_decode_base64(struct cr_call *call)
{
	struct certrule_bytes text = call->args[0].as.string;
	unsigned char *out;

	if (cr_base64_strip(&text) != 0)
		return 0;
	out = cr_arena_array(call->scratch, cr_base64_octets(text.len), 1);
	if (out == NULL)
		return -1;
	if (cr_base64_decode(text, out) != 0)
		return 0;
	return give_bytes(call, out, cr_base64_octets(text.len));
}

/* In the other alphabet (RFC 4648 5). */
static void
make_url_safe(unsigned char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '+')
			text[i] = '-';
		if (text[i] == '/')
			text[i] = '_';
	}
}

int
cr_functions_encode_base64(struct cr_call *call)
{
	struct certrule_bytes bytes = call->args[0].as.string;
	size_t len = cr_base64_length(bytes.len);
	unsigned char *out = cr_arena_array(call->scratch, len, 1);

	if (out == NULL)
		return -1;
	cr_base64_encode(bytes, out);
	if (cr_function_has_letter(call, 1, 'u'))
		make_url_safe(out, len);
	while (!cr_function_has_letter(call, 1, 'p') && len > 0 &&
	       out[len - 1] == '=')
		len--;
	return give_bytes(call, out, len);
}

/* -------------------------------------------------------------------- bits */

#define BIT_SLICE_WIDTH	 32
#define BIT_SLICE_OFFSET 2040

/* Bits start..end of the bytes, the first bit the highest of the first byte;
 * what does not lie in them yields nothing. */
int
cr_functions_bit_slice(struct cr_call *call)
{
	struct certrule_bytes text = call->args[0].as.string;
	int64_t start = call->args[1].as.integer;
	int64_t end = call->args[2].as.integer;
	int64_t bits = 0;

	if (start < 0 || start > BIT_SLICE_OFFSET || end <= start ||
	    end - start > BIT_SLICE_WIDTH || (uint64_t)end > text.len * 8)
		return 0;
	for (int64_t i = start; i < end; i++)
		bits = bits << 1 | (text.data[i / 8] >> (7 - i % 8) & 1);
	*call->result = cr_value_int(bits);
	return 0;
}

/* -------------------------------------------------------------------- uuid */

#define UUID_BYTES 16
#define UUID_TEXT  36

/* RFC 9562 5.4: version and variant over the caller's random bytes. */
int
cr_functions_uuidv4(struct cr_call *call)
{
	static const char digits[] = "0123456789abcdef";
	struct certrule_bytes source = call->args[0].as.string;
	unsigned char bytes[UUID_BYTES], *out, *at;

	if (source.len < UUID_BYTES)
		return 0;
	memcpy(bytes, source.data, UUID_BYTES);
	bytes[6] = (bytes[6] & 0x0f) | 0x40;
	bytes[8] = (bytes[8] & 0x3f) | 0x80;
	at = out = cr_arena_array(call->scratch, UUID_TEXT, 1);
	if (out == NULL)
		return -1;
	for (size_t i = 0; i < UUID_BYTES; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = (unsigned char)digits[bytes[i] >> 4];
		*at++ = (unsigned char)digits[bytes[i] & 15];
	}
	return give_bytes(call, out, UUID_TEXT);
}

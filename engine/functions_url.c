/* SPDX-License-Identifier: MIT */
/*
 * Bodies of funcs.def that read URLs: url_decode and remove_query_args.
 *
 * A bad escape stays as it is.  Decoding again and again (`r`) is one pass too:
 * no two escapes overlap, so whichever is resolved first the end is the same,
 * and each is resolved as soon as its last byte stands in the output.
 */
#include "functions.h"

#include "../base/value.h"

#include <string.h>

/* -------------------------------------------------------------- url_decode */

struct decoder {
	bool recursive, unicode;
	unsigned char *out; /* never longer than the text */
	size_t len;
};

/* Hex digits as a number; -1: one of them is none. */
static int32_t
read_hex(const unsigned char *digits, size_t count)
{
	int32_t number = 0;

	for (size_t i = 0; i < count; i++) {
		int digit = cr_hex_digit(digits[i]);

		if (digit < 0)
			return -1;
		number = number * 16 + digit;
	}
	return number;
}

/* What %uXXXX at the place stands for; -1: it is none. */
static int32_t
read_unit(const unsigned char *at)
{
	return at[0] == '%' && at[1] == 'u' ? read_hex(at + 2, 4) : -1;
}

/* The last `len` bytes of the output become this character as UTF-8. */
static void
put_character(struct decoder *decoder, size_t len, int32_t c)
{
	unsigned char *at = decoder->out + (decoder->len - len);
	unsigned char *end = at;

	if (c < 0x80) {
		*end++ = (unsigned char)c;
	} else if (c < 0x800) {
		*end++ = (unsigned char)(0xc0 | c >> 6);
	} else if (c < 0x10000) {
		*end++ = (unsigned char)(0xe0 | c >> 12);
		*end++ = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	} else {
		*end++ = (unsigned char)(0xf0 | c >> 18);
		*end++ = (unsigned char)(0x80 | (c >> 12 & 0x3f));
		*end++ = (unsigned char)(0x80 | (c >> 6 & 0x3f));
	}
	if (c >= 0x80)
		*end++ = (unsigned char)(0x80 | (c & 0x3f));
	decoder->len = (size_t)(end - decoder->out);
}

/* %uXXXX at the end; half of a surrogate pair waits for the other one, and
 * stays as it is without it. */
static bool
reduce_unit(struct decoder *decoder)
{
	const unsigned char *end = decoder->out + decoder->len;
	int32_t high, low;

	if (decoder->len < 6)
		return false;
	low = read_unit(end - 6);
	if (low < 0 || (low >= 0xd800 && low < 0xdc00))
		return false;
	if (low < 0xd800 || low > 0xdfff) {
		put_character(decoder, 6, low);
		return true;
	}
	high = decoder->len < 12 ? -1 : read_unit(end - 12);
	if (high < 0xd800 || high >= 0xdc00)
		return false;
	put_character(
	    decoder, 12, 0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00));
	return true;
}

/* %XX at the end. */
static bool
reduce_octet(struct decoder *decoder)
{
	unsigned char *end = decoder->out + decoder->len;
	int32_t octet;

	if (decoder->len < 3 || end[-3] != '%')
		return false;
	octet = read_hex(end - 2, 2);
	if (octet < 0)
		return false;
	end[-3] = (unsigned char)octet;
	decoder->len -= 2;
	return true;
}

static bool
reduce(struct decoder *decoder)
{
	if (decoder->recursive && decoder->len > 0 &&
	    decoder->out[decoder->len - 1] == '+') {
		decoder->out[decoder->len - 1] = ' ';
		return true;
	}
	return reduce_octet(decoder) ||
	       (decoder->unicode && reduce_unit(decoder));
}

/* Once: what an escape gave is not looked at again, so `from` is where the
 * output not yet looked at begins. */
static void
decode_once(struct decoder *decoder, struct certrule_bytes text)
{
	struct decoder part = *decoder;
	size_t from = 0;

	for (size_t i = 0; i < text.len; i++) {
		part.out = decoder->out + from;
		part.out[part.len++] = text.data[i] == '+' ? ' ' : text.data[i];
		if (!reduce(&part))
			continue;
		from += part.len;
		part.len = 0;
	}
	decoder->len = from + part.len;
}

static void
decode_again(struct decoder *decoder, struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		decoder->out[decoder->len++] = text.data[i];
		while (reduce(decoder))
			continue;
	}
}

int
cr_functions_url_decode(struct cr_call *call)
{
	struct certrule_bytes text = call->args[0].as.string;
	struct decoder decoder = {
	    .recursive = cr_function_has_letter(call, 1, 'r'),
	    .unicode = cr_function_has_letter(call, 1, 'u'),
	    .out = cr_arena_array(call->scratch, text.len, 1)};

	if (decoder.out == NULL)
		return -1;
	if (decoder.recursive)
		decode_again(&decoder, text);
	else
		decode_once(&decoder, text);
	*call->result = cr_value_string(cr_bytes(decoder.out, decoder.len));
	return 0;
}

/* ------------------------------------------------------- remove_query_args */

static struct certrule_bytes
name_of(struct certrule_bytes argument)
{
	const unsigned char *equals = NULL;

	if (argument.len > 0)
		equals = memchr(argument.data, '=', argument.len);
	if (equals != NULL)
		argument.len = (size_t)(equals - argument.data);
	return argument;
}

static bool
is_unwanted(const struct cr_call *call, struct certrule_bytes name)
{
	for (size_t i = 1; i < call->count; i++)
		if (cr_bytes_equal(name, call->args[i].as.string))
			return true;
	return false;
}

/* The argument that begins at `from`, up to its `&` or the end. */
static struct certrule_bytes
argument_at(struct certrule_bytes query, size_t from)
{
	struct certrule_bytes rest = cr_bytes_slice(query, from, query.len);
	const unsigned char *end = NULL;

	if (rest.len > 0)
		end = memchr(rest.data, '&', rest.len);
	if (end != NULL)
		rest.len = (size_t)(end - rest.data);
	return rest;
}

/* Names are compared as they were sent, bytes and escapes.  What stays keeps
 * its order. */
int
cr_functions_remove_query_args(struct cr_call *call)
{
	struct certrule_bytes query = call->args[0].as.string, argument;
	unsigned char *out = cr_arena_array(call->scratch, query.len, 1);
	size_t len = 0;
	bool first = true;

	if (out == NULL)
		return -1;
	for (size_t from = 0; from <= query.len; from += argument.len + 1) {
		argument = argument_at(query, from);
		if (is_unwanted(call, name_of(argument)))
			continue;
		if (!first)
			out[len++] = '&';
		if (argument.len > 0)
			memcpy(out + len, argument.data, argument.len);
		len += argument.len;
		first = false;
	}
	*call->result = cr_value_string(cr_bytes(out, len));
	return 0;
}

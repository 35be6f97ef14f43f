/* SPDX-License-Identifier: MIT */
/* Octets and serial numbers as text.  Bounded by their length, never a line
 * break: i2a_ASN1_INTEGER() puts one past 35 octets. */
#include "hex.h"

#include <stdbool.h>
#include <string.h>

/* Room is taken once: fingerprints are asked for by most policies. */
static void
print_hex(
    struct cr_buffer *out, struct certrule_bytes bytes, const char *digits)
{
	unsigned char *end = cr_buffer_reserve(out, 2 * bytes.len);
	size_t i;

	if (end == NULL)
		return;
	for (i = 0; i < bytes.len; i++) {
		*end++ = (unsigned char)digits[bytes.data[i] >> 4];
		*end++ = (unsigned char)digits[bytes.data[i] & 15];
	}
	cr_buffer_extend(out, 2 * bytes.len);
}

void
cr_hex_lower(struct cr_buffer *out, struct certrule_bytes bytes)
{
	print_hex(out, bytes, "0123456789abcdef");
}

void
cr_hex_upper(struct cr_buffer *out, struct certrule_bytes bytes)
{
	print_hex(out, bytes, "0123456789ABCDEF");
}

struct certrule_bytes
cr_hex_octets(const ASN1_STRING *string)
{
	struct certrule_bytes bytes;

	bytes.data = ASN1_STRING_get0_data(string);
	bytes.len = (size_t)ASN1_STRING_length(string);
	return bytes;
}

/* The magnitude without leading zeros: what the number is, however it was put
 * in. */
static struct certrule_bytes
get_magnitude(const ASN1_INTEGER *serial)
{
	struct certrule_bytes bytes = cr_hex_octets(serial);

	while (bytes.len > 0 && bytes.data[0] == 0) {
		bytes.data++;
		bytes.len--;
	}
	return bytes;
}

static bool
is_negative(const ASN1_INTEGER *serial)
{
	return ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER &&
	       get_magnitude(serial).len > 0;
}

void
cr_hex_serial(struct cr_buffer *out, const ASN1_INTEGER *serial)
{
	struct certrule_bytes magnitude = get_magnitude(serial);

	if (magnitude.len == 0) {
		cr_buffer_add_text(out, "00");
		return;
	}
	if (is_negative(serial))
		cr_buffer_add_byte(out, '-');
	cr_hex_upper(out, magnitude);
}

static int
compare_magnitudes(struct certrule_bytes a, struct certrule_bytes b)
{
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return a.len == 0 ? 0 : memcmp(a.data, b.data, a.len);
}

int
cr_hex_serial_compare(const ASN1_INTEGER *a, const ASN1_INTEGER *b)
{
	bool a_negative = is_negative(a);
	int order;

	if (a_negative != is_negative(b))
		return a_negative ? -1 : 1;
	order = compare_magnitudes(get_magnitude(a), get_magnitude(b));
	return a_negative ? -order : order;
}

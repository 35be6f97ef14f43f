/* SPDX-License-Identifier: MIT */
/*
 * Literal words become values by the type they meet: 12 is an Int beside an
 * Int, 61:31 two bytes beside a String.  Nothing is guessed but for messages.
 */
#include "../base/bytes.h"
#include "../base/clock.h"
#include "../base/ip.h"
#include "check_parts.h"

#include <string.h>

/* --------------------------------------------------------------------- Int */

enum int_status {
	INT_OK,
	INT_SYNTAX,
	INT_OVERFLOW
};

/* -9223372036854775808 has no positive, so the magnitude is unsigned. */
static enum int_status
finish_int(uint64_t magnitude, bool negative, int64_t *out)
{
	if (magnitude > (uint64_t)INT64_MAX + negative)
		return INT_OVERFLOW;
	*out = negative ? -(int64_t)(magnitude - 1) - 1 : (int64_t)magnitude;
	if (magnitude == 0)
		*out = 0;
	return INT_OK;
}

static enum int_status
parse_digits(
    struct certrule_bytes text, unsigned base, bool negative, int64_t *out)
{
	uint64_t magnitude = 0;
	bool overflow = false;

	if (text.len == 0)
		return INT_SYNTAX;
	for (size_t i = 0; i < text.len; i++) {
		int digit = cr_hex_digit(text.data[i]);

		if (digit < 0 || (unsigned)digit >= base)
			return INT_SYNTAX;
		if (__builtin_mul_overflow(magnitude, base, &magnitude) ||
		    __builtin_add_overflow(
			magnitude, (uint64_t)digit, &magnitude))
			overflow = true;
	}
	if (overflow)
		return INT_OVERFLOW;
	return finish_int(magnitude, negative, out);
}

/* Decimal, 0x hex, 0 octal, each with an optional minus. */
static enum int_status
parse_number(struct certrule_bytes text, int64_t *out)
{
	bool negative = text.len > 0 && text.data[0] == '-';

	if (negative)
		text = cr_bytes_slice(text, 1, text.len);
	if (cr_bytes_starts(text, cr_bytes_text("0x")))
		return parse_digits(
		    cr_bytes_slice(text, 2, text.len), 16, negative, out);
	if (text.len > 1 && text.data[0] == '0')
		return parse_digits(text, 8, negative, out);
	return parse_digits(text, 10, negative, out);
}

/* A number, a time or a duration. */
static enum int_status
parse_int(struct certrule_bytes text, int64_t *out)
{
	if (cr_clock_parse(text, out) == 0)
		return INT_OK;
	if (cr_clock_parse_duration(text, out) == 0)
		return INT_OK;
	return parse_number(text, out);
}

/* The two ends of a..b. */
static bool
split_range(struct certrule_bytes text, struct certrule_bytes *first,
    struct certrule_bytes *last)
{
	for (size_t i = 0; i + 1 < text.len; i++) {
		if (text.data[i] != '.' || text.data[i + 1] != '.')
			continue;
		*first = cr_bytes_slice(text, 0, i);
		*last = cr_bytes_slice(text, i + 2, text.len);
		return true;
	}
	return false;
}

static enum int_status
parse_int_range(struct certrule_bytes text, int64_t *first, int64_t *last)
{
	struct certrule_bytes from = text, to = text;
	enum int_status status;

	split_range(text, &from, &to);
	status = parse_int(from, first);
	if (status != INT_OK)
		return status;
	return parse_int(to, last);
}

/* Decimal digits, a minus, decimal digits: a range, in other languages. */
static bool
is_dashed(struct certrule_bytes text, size_t *dash)
{
	size_t dashes = 0;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = text.data[i];

		if (c == '-' && i > 0 && i + 1 < text.len) {
			dashes++;
			*dash = i;
		} else if (c < '0' || c > '9') {
			return false;
		}
	}
	return dashes == 1;
}

/* ------------------------------------------------------------------- bytes */

bool
cr_literal_is_bytes(struct certrule_bytes text)
{
	if (text.len < 5 || text.len % 3 != 2)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = text.data[i];

		if (i % 3 == 2 ? c != ':' && c != '-' && c != '.'
			       : cr_hex_digit(c) < 0)
			return false;
	}
	return true;
}

/* The bytes of a text that cr_literal_is_bytes(). */
static int
convert_bytes(struct cr_check *check, struct certrule_bytes text,
    struct certrule_bytes *out)
{
	size_t len = (text.len + 1) / 3;
	unsigned char *data = cr_check_get(check, len, 1);

	if (data == NULL)
		return -1;
	for (size_t i = 0; i < len; i++)
		data[i] = (unsigned char)(cr_hex_digit(text.data[i * 3]) * 16 +
					  cr_hex_digit(text.data[i * 3 + 1]));
	*out = cr_bytes(data, len);
	return 0;
}

/* ------------------------------------------------------------------- kinds */

bool
cr_literal_is(const struct cr_node *node)
{
	return node->kind == CR_NODE_STRING || node->kind == CR_NODE_REGEX ||
	       node->kind == CR_NODE_WORD ||
	       (node->kind == CR_NODE_NAME && cr_literal_is_bytes(node->text));
}

static bool
looks_int(struct certrule_bytes text)
{
	int64_t first, last;

	return parse_int_range(text, &first, &last) != INT_SYNTAX;
}

static bool
looks_ip(struct certrule_bytes text)
{
	struct cr_ip_range range;

	return cr_ip_range_parse(text, &range) != CR_IP_RANGE_SYNTAX;
}

bool
cr_literal_looks_like(struct certrule_bytes text, unsigned type)
{
	if (type == CERTRULE_INT)
		return looks_int(text);
	if (type == CERTRULE_IP)
		return looks_ip(text);
	return type == CERTRULE_STRING && cr_literal_is_bytes(text);
}

unsigned
cr_literal_kind(const struct cr_node *node, unsigned wanted)
{
	size_t dash;

	if (!cr_literal_is(node))
		return 0;
	if (node->kind != CR_NODE_WORD)
		return CERTRULE_STRING;
	if (cr_literal_looks_like(node->text, wanted))
		return wanted;
	if (wanted == CERTRULE_INT && is_dashed(node->text, &dash))
		return 0;
	for (unsigned kind = CERTRULE_INT; kind <= CERTRULE_IP; kind++)
		if (cr_literal_looks_like(node->text, kind))
			return kind;
	return 0;
}

/* ------------------------------------------------------------------ reports */

static void
add_second(struct cr_check *check, const struct cr_span *second)
{
	if (second != NULL)
		cr_diags_second(check->diags, *second);
}

static const char *
quote(struct cr_check *check, struct certrule_bytes text)
{
	return cr_diags_quote(check->diags, text);
}

static void
hint_int(struct cr_check *check, struct certrule_bytes text)
{
	size_t dash;

	if (is_dashed(text, &dash))
		cr_diags_hint(check->diags, "a range is written %s..%s",
		    quote(check, cr_bytes_slice(text, 0, dash)),
		    quote(check, cr_bytes_slice(text, dash + 1, text.len)));
	else if (text.len > 7 && text.data[4] == '-')
		cr_diags_hint(check->diags,
		    "a time is written 2026-12-01T00:00:00Z, in UTC");
	else if (text.len > 1 && text.data[0] == '0')
		cr_diags_hint(
		    check->diags, "0 in front makes it octal, 0x hexadecimal");
	else
		cr_diags_hint(check->diags,
		    "an Int is written 12, 0x1f, 90s, 15m, 12h, 30d or "
		    "2026-12-01T00:00:00Z");
}

static void
report_bad(struct cr_check *check, const struct cr_node *node, unsigned type,
    const struct cr_span *second)
{
	cr_diags_add(check->diags, CR_DIAG_BAD_LITERAL, node->span,
	    cr_check_text(check, node->span), cr_check_type(check, type));
	add_second(check, second);
	if (type == CERTRULE_STRING)
		cr_diags_hint(check->diags, "a string is written \"%s\"",
		    quote(check, node->text));
	else if (node->kind != CR_NODE_WORD &&
		 cr_literal_looks_like(node->text, type))
		cr_diags_hint(check->diags, "without quotes: %s",
		    quote(check, node->text));
	else if (type == CERTRULE_INT)
		hint_int(check, node->text);
	else
		cr_diags_hint(check->diags,
		    "an address is written 192.0.2.1 or 2001:db8::1, a network "
		    "192.0.2.0/24");
}

static void
report_range(struct cr_check *check, enum cr_diag_code code,
    const struct cr_node *node, const struct cr_span *second)
{
	cr_diags_add(check->diags, code, node->span, quote(check, node->text));
	add_second(check, second);
}

/* ------------------------------------------------------------------- values */

/* Both ends; 0, or -1 and reported. */
int
cr_literal_ints(struct cr_check *check, const struct cr_node *node,
    const struct cr_span *second, int64_t *first, int64_t *last)
{
	enum int_status status = INT_SYNTAX;

	if (node->kind == CR_NODE_WORD)
		status = parse_int_range(node->text, first, last);
	if (status == INT_OK && *first <= *last)
		return 0;
	if (status == INT_OK)
		report_range(check, CR_DIAG_RANGE_ORDER, node, second);
	else if (status == INT_OVERFLOW)
		report_range(check, CR_DIAG_INT_OVERFLOW, node, second);
	else
		report_bad(check, node, CERTRULE_INT, second);
	return -1;
}

static void
report_host_bits(struct cr_check *check, const struct cr_node *node,
    const struct cr_span *second)
{
	const unsigned char *slash =
	    memchr(node->text.data, '/', node->text.len);
	size_t at =
	    slash == NULL ? node->text.len : (size_t)(slash - node->text.data);
	struct certrule_ip ip, network;
	struct cr_buffer buffer;
	int64_t bits;

	report_range(check, CR_DIAG_HOST_BITS, node, second);
	if (at == node->text.len ||
	    cr_ip_parse(cr_bytes_slice(node->text, 0, at), &ip) != 0 ||
	    parse_number(cr_bytes_slice(node->text, at + 1, node->text.len),
		&bits) != INT_OK)
		return;
	network = cr_ip_mask(ip, (unsigned)bits);
	cr_buffer_init(&buffer, check->alloc);
	cr_ip_print(&buffer, &network);
	cr_buffer_printf(&buffer, "/%lld", (long long)bits);
	if (!cr_buffer_failed(&buffer))
		cr_diags_hint(check->diags, "the network is %s",
		    quote(check, cr_buffer_bytes(&buffer)));
	cr_buffer_fini(&buffer);
}

int
cr_literal_ips(struct cr_check *check, const struct cr_node *node,
    const struct cr_span *second, struct cr_ip_range *range)
{
	enum cr_ip_range_status status = CR_IP_RANGE_SYNTAX;

	if (node->kind == CR_NODE_WORD)
		status = cr_ip_range_parse(node->text, range);
	switch (status) {
	case CR_IP_RANGE_OK:
		return 0;
	case CR_IP_RANGE_SYNTAX:
		report_bad(check, node, CERTRULE_IP, second);
		break;
	case CR_IP_RANGE_HOST_BITS:
		report_host_bits(check, node, second);
		break;
	case CR_IP_RANGE_ORDER:
		report_range(check, CR_DIAG_RANGE_ORDER, node, second);
		break;
	case CR_IP_RANGE_FAMILIES:
		report_range(check, CR_DIAG_RANGE_FAMILIES, node, second);
		break;
	}
	return -1;
}

/* One value where a range stands: say where ranges go. */
static int
report_not_single(struct cr_check *check, const struct cr_node *node,
    const struct cr_span *second)
{
	report_range(check, CR_DIAG_RANGE_PLACE, node, second);
	cr_diags_hint(check->diags, "in {%s}", quote(check, node->text));
	return -1;
}

int
cr_literal_string(struct cr_check *check, const struct cr_node *node,
    const struct cr_span *second, struct certrule_bytes *out)
{
	if (node->kind == CR_NODE_STRING) {
		*out = cr_check_copy(check, node->text);
		return out->data == NULL ? -1 : 0;
	}
	if (cr_literal_is_bytes(node->text))
		return convert_bytes(check, node->text, out);
	report_bad(check, node, CERTRULE_STRING, second);
	return -1;
}

static bool
is_range(struct certrule_bytes text)
{
	struct certrule_bytes first, last;

	return split_range(text, &first, &last) ||
	       memchr(text.data, '/', text.len) != NULL;
}

int
cr_literal_convert(struct cr_check *check, const struct cr_node *node,
    unsigned type, const struct cr_span *second, struct certrule_value *value)
{
	struct certrule_bytes string;
	struct cr_ip_range ips;
	int64_t first, last;

	switch (type) {
	case CERTRULE_INT:
		if (cr_literal_ints(check, node, second, &first, &last) != 0)
			return -1;
		*value = cr_value_int(first);
		break;
	case CERTRULE_IP:
		if (cr_literal_ips(check, node, second, &ips) != 0)
			return -1;
		*value = cr_value_ip(ips.first);
		break;
	case CERTRULE_STRING:
		if (cr_literal_string(check, node, second, &string) != 0)
			return -1;
		*value = cr_value_string(string);
		return 0;
	default:
		report_bad(check, node, type, second);
		return -1;
	}
	return is_range(node->text) ? report_not_single(check, node, second)
				    : 0;
}

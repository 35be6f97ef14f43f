/* SPDX-License-Identifier: MIT */
/* Literals in every spelling that the language has for them. */
#include "generate.h"

#include "../../base/bytes.h"
#include "../../base/clock.h"
#include "../../base/ip.h"

#include <string.h>

/* Bounds within which a time can be written as one. */
#define TIME_MIN   0
#define TIME_MAX   253402300799
#define BOUNDS_MAX 3000

/* ------------------------------------------------------------------ strings */

/* U+202A and its like may stand only as escapes. */
static bool
needs_escape(struct certrule_bytes text, size_t i)
{
	return text.data[i] == '\0' || text.data[i] == 0xe2 ||
	       text.data[i] == 0xd8;
}

static void
add_quoted(struct generate *g, struct certrule_bytes text)
{
	static const char *const escapes[] = {"\\x%02x", "\\x%02X", "\\%03o"};

	cr_buffer_add_byte(g->out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = text.data[i];

		if (needs_escape(text, i) || random_chance(g->source, 8))
			cr_buffer_printf(
			    g->out, escapes[random_below(g->source, 3)], byte);
		else if (byte == '"' || byte == '\\')
			cr_buffer_printf(g->out, "\\%c", byte);
		else
			cr_buffer_add_byte(g->out, byte);
	}
	cr_buffer_add_byte(g->out, '"');
}

static bool
raw_fits(struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		if (needs_escape(text, i) || text.data[i] == '\r')
			return false;
	return true;
}

/* One # more than the longest run in the text is always enough. */
static void
add_raw(struct generate *g, struct certrule_bytes text)
{
	size_t run = 0, longest = 0, hashes;

	for (size_t i = 0; i < text.len; i++) {
		run = text.data[i] == '#' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	hashes = longest + 1 + random_below(g->source, 2);
	if (memchr(text.data, '"', text.len) == NULL &&
	    random_chance(g->source, 70))
		hashes = 0;
	cr_buffer_add_byte(g->out, 'r');
	cr_buffer_repeat(g->out, '#', hashes);
	cr_buffer_add_byte(g->out, '"');
	cr_buffer_add_bytes(g->out, text);
	cr_buffer_add_byte(g->out, '"');
	cr_buffer_repeat(g->out, '#', hashes);
}

/* 61:31.  Where it begins with a letter, a '.' first makes it a name, and then
 * only '.' may follow. */
static void
add_hex(struct generate *g, struct certrule_bytes text)
{
	bool letter = text.data[0] >= 0xa0;
	bool name = false;

	for (size_t i = 0; i < text.len; i++) {
		char separator = ":-."[random_below(g->source, 3)];

		if (i == 1)
			name = letter && separator == '.';
		if (i > 0)
			cr_buffer_add_byte(
			    g->out, name ? '.' : (unsigned char)separator);
		cr_buffer_printf(g->out,
		    random_chance(g->source, 50) ? "%02X" : "%02x",
		    text.data[i]);
	}
}

void
generate_text(struct generate *g, struct certrule_bytes text)
{
	if (random_chance(g->source, 20) && raw_fits(text))
		add_raw(g, text);
	else
		add_quoted(g, text);
}

void
generate_string(struct generate *g, struct certrule_bytes text)
{
	if (text.len >= 2 && text.len <= 16 && random_chance(g->source, 12))
		add_hex(g, text);
	else
		generate_text(g, text);
}

/* Between quotes a '"' needs its backslash, but not inside [...]. */
static void
add_quoted_pattern(struct generate *g, const char *pattern)
{
	bool class = false;

	cr_buffer_add_byte(g->out, '"');
	for (const char *p = pattern; *p != '\0'; p++) {
		if (*p == '"' && (!class || random_chance(g->source, 50)))
			cr_buffer_add_byte(g->out, '\\');
		cr_buffer_add_byte(g->out, (unsigned char)*p);
		if (*p == '\\')
			cr_buffer_add_byte(g->out, (unsigned char)*++p);
		else if (*p == '[')
			class = true;
		else if (*p == ']')
			class = false;
	}
	cr_buffer_add_byte(g->out, '"');
}

void
generate_pattern(struct generate *g, const char *pattern)
{
	if (random_chance(g->source, 25))
		add_raw(g, cr_bytes_text(pattern));
	else
		add_quoted_pattern(g, pattern);
}

/* --------------------------------------------------------------------- ints */

static bool
add_duration(struct generate *g, int64_t number)
{
	static const struct {
		char unit;
		int seconds;
	} units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
	unsigned i = random_below(g->source, 4);

	if (number < 0 || number % units[i].seconds != 0)
		return false;
	cr_buffer_printf(g->out, "%lld%c",
	    (long long)(number / units[i].seconds), units[i].unit);
	return true;
}

void
generate_int(struct generate *g, int64_t number)
{
	/* INT64_MIN has no positive. */
	unsigned long long magnitude = number < 0 ? -(unsigned long long)number
						  : (unsigned long long)number;
	const char *minus = number < 0 ? "-" : "";

	switch (random_below(g->source, 9)) {
	case 8:
		cr_buffer_printf(g->out, "%s0x%llx", minus, magnitude);
		return;
	case 7:
		cr_buffer_printf(g->out, "%s0%llo", minus, magnitude);
		return;
	case 6:
		if (add_duration(g, number))
			return;
		break;
	case 5:
		if (number < TIME_MIN || number > TIME_MAX)
			break;
		cr_clock_print(g->out, number);
		return;
	}
	cr_buffer_printf(g->out, "%lld", (long long)number);
}

/* ---------------------------------------------------------------- addresses */

static void
add_full(struct generate *g, const struct certrule_ip *ip)
{
	for (size_t i = 0; i < 16; i += 2)
		cr_buffer_printf(g->out, "%s%x", i == 0 ? "" : ":",
		    (unsigned)ip->octets[i] << 8 | ip->octets[i + 1]);
}

void
generate_ip(struct generate *g, const struct certrule_ip *ip)
{
	if (ip->family == 6 && random_chance(g->source, 30))
		add_full(g, ip);
	else
		cr_ip_print(g->out, ip);
}

/* -------------------------------------------------------------------- items */

static void
add_int_item(struct generate *g, bool ranges)
{
	int64_t first = pool_int(g->source), last;

	if (!ranges || !random_chance(g->source, 25)) {
		generate_int(g, first);
		return;
	}
	last = pool_int(g->source);
	generate_int(g, first < last ? first : last);
	cr_buffer_add_text(g->out, "..");
	generate_int(g, first < last ? last : first);
}

static void
add_network(struct generate *g, struct certrule_ip ip)
{
	static const unsigned char short_bits[] = {24, 32, 8, 0, 31, 1};
	static const unsigned char long_bits[] = {64, 128, 32, 0, 127, 96};
	unsigned i = random_below(g->source, 6);
	unsigned bits = ip.family == 4 ? short_bits[i] : long_bits[i];

	ip = cr_ip_mask(ip, bits);
	generate_ip(g, &ip);
	cr_buffer_printf(g->out, "/%u", bits);
}

static void
add_ip_item(struct generate *g, bool ranges)
{
	struct certrule_ip first = pool_ip(g->source), last;
	unsigned how = ranges ? random_below(g->source, 4) : 0;

	if (how == 2) {
		add_network(g, first);
		return;
	}
	last = pool_ip(g->source);
	if (how != 3 || last.family != first.family) {
		generate_ip(g, &first);
		return;
	}
	generate_ip(g, cr_ip_compare(&first, &last) < 0 ? &first : &last);
	cr_buffer_add_text(g->out, "..");
	generate_ip(g, cr_ip_compare(&first, &last) < 0 ? &last : &first);
}

void
generate_item(struct generate *g, unsigned type, bool ranges)
{
	if (type == CERTRULE_INT)
		add_int_item(g, ranges);
	else if (type == CERTRULE_IP)
		add_ip_item(g, ranges);
	else
		generate_string(g, pool_string(g->source));
}

void
generate_literal(
    struct generate *g, unsigned type, int64_t lowest, int64_t highest)
{
	/* Of wide bounds the lower end is enough. */
	if (highest - lowest > BOUNDS_MAX)
		highest = lowest + BOUNDS_MAX;
	if (type == CERTRULE_INT && highest != 0)
		generate_int(g, lowest + random_below(g->source,
					     (unsigned)(highest - lowest + 1)));
	else
		generate_item(g, type, false);
}

/* SPDX-License-Identifier: MIT */
/*
 * Strings stand in an open-addressing table of item numbers, at most half full.
 * Its hash has a seed of its own, so that who writes a list cannot choose items
 * that collide; a hostile value can probe a chain but never lengthen one.
 */
#include "set.h"

#include "../base/bytes.h"
#include "../base/canonical.h"
#include "../base/seed.h"
#include "fixed.h"

#include <stdlib.h>
#include <string.h>

/* Hex digits of the longest serial or fingerprint. */
#define HEX_MAX 512

struct table {
	struct certrule_bytes *items;
	size_t count;
	uint32_t *slots; /* item number + 1, or 0 */
	size_t mask;
	uint64_t seed;
};

struct int_range {
	int64_t first, last;
};

struct cr_set {
	struct cr_arena *arena;
	enum cr_list_type type;
	struct table exact;
	struct table below; /* of HOST: what follows "*." */
	struct int_range *ints;
	size_t int_count;
	struct cr_ip_range *ips; /* IPv4 before IPv6 */
	size_t ip_count;
};

/* ------------------------------------------------------------------ tables */

static int
table_init(struct cr_arena *arena, struct table *table, size_t capacity)
{
	size_t slots = 4;

	while (slots < capacity * 2)
		slots *= 2;
	table->items =
	    cr_arena_array(arena, capacity + 1, sizeof(*table->items));
	table->slots = cr_arena_array(arena, slots, sizeof(*table->slots));
	table->mask = slots - 1;
	table->seed = cr_seed_draw(table);
	return table->items == NULL || table->slots == NULL ? -1 : 0;
}

/* The slot that holds text, or the empty one where it belongs. */
static uint32_t *
table_slot(const struct table *table, struct certrule_bytes text)
{
	size_t at = (size_t)cr_bytes_hash(text, table->seed) & table->mask;

	while (table->slots[at] != 0 &&
	       !cr_bytes_equal(table->items[table->slots[at] - 1], text))
		at = (at + 1) & table->mask;
	return &table->slots[at];
}

static bool
table_has(const struct table *table, struct certrule_bytes text)
{
	return table->count != 0 && *table_slot(table, text) != 0;
}

static int
table_add(
    struct cr_arena *arena, struct table *table, struct certrule_bytes text)
{
	uint32_t *slot = table_slot(table, text);
	struct certrule_bytes copy;

	if (*slot != 0)
		return 0;
	copy = cr_arena_bytes(arena, text);
	if (copy.data == NULL)
		return -1;
	table->items[table->count++] = copy;
	*slot = (uint32_t)table->count;
	return 0;
}

/* ----------------------------------------------------------------- folding */

/* Separators may stand between two digits only. */
static bool
is_separator(struct certrule_bytes text, size_t i)
{
	return (text.data[i] == ':' || text.data[i] == '-') && i > 0 &&
	       i + 1 < text.len && cr_hex_digit(text.data[i - 1]) >= 0 &&
	       cr_hex_digit(text.data[i + 1]) >= 0;
}

/* Lower-case digits without 0x and separators; *len digits, 0: none. */
static const char *
fold_digits(struct certrule_bytes text, char *out, size_t *len)
{
	*len = 0;
	if (text.len >= 2 && text.data[0] == '0' &&
	    cr_lower(text.data[1]) == 'x')
		text = cr_bytes_slice(text, 2, text.len);
	for (size_t i = 0; i < text.len; i++) {
		if (is_separator(text, i))
			continue;
		if (cr_hex_digit(text.data[i]) < 0)
			return "a byte that is no hex digit";
		if (*len == HEX_MAX)
			return "too long";
		out[(*len)++] = (char)cr_lower(text.data[i]);
	}
	return *len == 0 ? "no digits" : NULL;
}

/* A serial is a number: leading zeros and the sign of zero do not count. */
static const char *
fold_serial(struct certrule_bytes text, char *out, size_t *len)
{
	bool negative = text.len > 0 && text.data[0] == '-';
	size_t zeros = 0;
	const char *why;

	if (negative)
		text = cr_bytes_slice(text, 1, text.len);
	why = fold_digits(text, out + 1, len);
	if (why != NULL)
		return why;
	while (zeros + 1 < *len && out[1 + zeros] == '0')
		zeros++;
	*len -= zeros;
	memmove(out + 1, out + 1 + zeros, *len);
	out[0] = negative && out[1] != '0' ? '-' : '+';
	*len += 1;
	return NULL;
}

static const char *
fold_fingerprint(struct certrule_bytes text, char *out, size_t *len)
{
	const char *why = fold_digits(text, out, len);

	if (why != NULL)
		return why;
	/* SHA-1 and SHA-256 are the two there are fields for. */
	if (*len != 40 && *len != 64)
		return "neither 40 nor 64 digits";
	return NULL;
}

static const char *
fold_host(struct certrule_bytes text, char *out, size_t *len)
{
	struct cr_fixed fixed;
	struct cr_buffer buffer;
	struct certrule_bytes bytes;
	const char *why;

	cr_fixed_init(&fixed, &buffer);
	why = cr_host_canonical(&buffer, text);
	if (why != NULL)
		return why;
	if (cr_buffer_failed(&buffer))
		return "too long";
	bytes = cr_buffer_bytes(&buffer);
	if (bytes.len > HEX_MAX)
		return "too long";
	memcpy(out, bytes.data, bytes.len);
	*len = bytes.len;
	return NULL;
}

/* NULL, and *folded is in out or is text itself; or why it has no such form. */
static const char *
fold(enum cr_list_type type, struct certrule_bytes text, char *out,
    struct certrule_bytes *folded)
{
	const char *why = NULL;
	size_t len = 0;

	*folded = text;
	switch (type) {
	case CR_LIST_STRING:
	case CR_LIST_INT:
	case CR_LIST_IP:
		return NULL;
	case CR_LIST_SERIAL:
		why = fold_serial(text, out, &len);
		break;
	case CR_LIST_FINGERPRINT:
		why = fold_fingerprint(text, out, &len);
		break;
	case CR_LIST_HOST:
		why = fold_host(text, out, &len);
		break;
	}
	*folded = cr_bytes(out, len);
	return why;
}

/* ------------------------------------------------------------------ making */

struct cr_set *
cr_set_new(struct cr_arena *arena, enum cr_list_type type, size_t capacity)
{
	struct cr_set *set = cr_arena_get(arena, sizeof(*set));

	if (set == NULL)
		return NULL;
	set->arena = arena;
	set->type = type;
	if (type == CR_LIST_INT) {
		set->ints =
		    cr_arena_array(arena, capacity + 1, sizeof(*set->ints));
		return set->ints == NULL ? NULL : set;
	}
	if (type == CR_LIST_IP) {
		set->ips =
		    cr_arena_array(arena, capacity + 1, sizeof(*set->ips));
		return set->ips == NULL ? NULL : set;
	}
	if (table_init(arena, &set->exact, capacity) != 0)
		return NULL;
	if (type == CR_LIST_HOST &&
	    table_init(arena, &set->below, capacity) != 0)
		return NULL;
	return set;
}

int
cr_set_add_text(
    struct cr_set *set, struct certrule_bytes text, const char **why)
{
	struct table *table = &set->exact;
	struct certrule_bytes folded;
	char out[HEX_MAX + 1];

	if (set->type == CR_LIST_HOST &&
	    cr_bytes_starts(text, cr_bytes_text("*."))) {
		text = cr_bytes_slice(text, 2, text.len);
		table = &set->below;
	}
	*why = fold(set->type, text, out, &folded);
	if (*why != NULL)
		return -1;
	return table_add(set->arena, table, folded);
}

struct certrule_bytes
cr_set_fold(
    struct cr_arena *arena, enum cr_list_type type, struct certrule_bytes text)
{
	bool below =
	    type == CR_LIST_HOST && cr_bytes_starts(text, cr_bytes_text("*."));
	struct certrule_bytes folded, none = {NULL, 0};
	char out[2 + HEX_MAX + 1] = "*.";

	if (type == CR_LIST_STRING)
		return text;
	if (below)
		text = cr_bytes_slice(text, 2, text.len);
	if (fold(type, text, out + 2, &folded) != NULL)
		return none;
	return cr_arena_bytes(
	    arena, below ? cr_bytes(out, folded.len + 2) : folded);
}

void
cr_set_add_ints(struct cr_set *set, int64_t first, int64_t last)
{
	set->ints[set->int_count++] = (struct int_range){first, last};
}

void
cr_set_add_ips(struct cr_set *set, const struct cr_ip_range *range)
{
	set->ips[set->ip_count++] = *range;
}

static int
compare_ints(const void *a, const void *b)
{
	const struct int_range *lhs = a, *rhs = b;

	return (lhs->first > rhs->first) - (lhs->first < rhs->first);
}

/* All of IPv4 comes before all of IPv6. */
static int
compare_address(const struct certrule_ip *a, const struct certrule_ip *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return cr_ip_compare(a, b);
}

static int
compare_ips(const void *a, const void *b)
{
	const struct cr_ip_range *lhs = a, *rhs = b;

	return compare_address(&lhs->first, &rhs->first);
}

static void
join_ints(struct cr_set *set)
{
	size_t kept = 0;

	for (size_t i = 1; i < set->int_count; i++) {
		struct int_range *last = &set->ints[kept];
		struct int_range next = set->ints[i];

		if (last->last != INT64_MAX && next.first > last->last + 1)
			set->ints[++kept] = next;
		else if (next.last > last->last)
			last->last = next.last;
	}
	set->int_count = kept + 1;
}

static void
join_ips(struct cr_set *set)
{
	size_t kept = 0;

	for (size_t i = 1; i < set->ip_count; i++) {
		struct cr_ip_range *last = &set->ips[kept];
		struct cr_ip_range next = set->ips[i];

		if (compare_address(&next.first, &last->last) > 0)
			set->ips[++kept] = next;
		else if (compare_address(&next.last, &last->last) > 0)
			last->last = next.last;
	}
	set->ip_count = kept + 1;
}

void
cr_set_finish(struct cr_set *set)
{
	if (set->int_count > 0) {
		qsort(set->ints, set->int_count, sizeof(*set->ints),
		    compare_ints);
		join_ints(set);
	}
	if (set->ip_count > 0) {
		qsort(set->ips, set->ip_count, sizeof(*set->ips), compare_ips);
		join_ips(set);
	}
}

/* ----------------------------------------------------------------- looking */

static bool
has_int(const struct cr_set *set, int64_t value)
{
	size_t low = 0, high = set->int_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (value < set->ints[middle].first)
			high = middle;
		else if (value > set->ints[middle].last)
			low = middle + 1;
		else
			return true;
	}
	return false;
}

static bool
has_ip(const struct cr_set *set, const struct certrule_ip *value)
{
	size_t low = 0, high = set->ip_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_address(value, &set->ips[middle].first) < 0)
			high = middle;
		else if (compare_address(value, &set->ips[middle].last) > 0)
			low = middle + 1;
		else
			return true;
	}
	return false;
}

static bool
has_text(const struct cr_set *set, struct certrule_bytes text)
{
	struct certrule_bytes folded;
	const unsigned char *dot;
	char out[HEX_MAX + 1];

	if (fold(set->type, text, out, &folded) != NULL)
		return false;
	if (table_has(&set->exact, folded))
		return true;
	if (set->below.count == 0)
		return false;
	dot = memchr(folded.data, '.', folded.len);
	if (dot == NULL)
		return false;
	return table_has(
	    &set->below, cr_bytes_slice(folded, (size_t)(dot - folded.data) + 1,
			     folded.len));
}

bool
cr_set_has(const struct cr_set *set, const struct certrule_value *value)
{
	switch (set->type) {
	case CR_LIST_INT:
		return has_int(set, value->as.integer);
	case CR_LIST_IP:
		return has_ip(set, &value->as.ip);
	case CR_LIST_STRING:
	case CR_LIST_SERIAL:
	case CR_LIST_FINGERPRINT:
	case CR_LIST_HOST:
		return has_text(set, value->as.string);
	}
	return false; /* unreachable: a case for each */
}

size_t
cr_set_count(const struct cr_set *set)
{
	return set->exact.count + set->below.count + set->int_count +
	       set->ip_count;
}

/* ----------------------------------------------------------------- members */

enum cr_list_type
cr_set_type(const struct cr_set *set)
{
	return set->type;
}

bool
cr_set_text_at(
    const struct cr_set *set, bool below, size_t i, struct certrule_bytes *text)
{
	const struct table *table = below ? &set->below : &set->exact;

	if (i >= table->count)
		return false;
	*text = table->items[i];
	return true;
}

bool
cr_set_ints_at(
    const struct cr_set *set, size_t i, int64_t *first, int64_t *last)
{
	if (i >= set->int_count)
		return false;
	*first = set->ints[i].first;
	*last = set->ints[i].last;
	return true;
}

bool
cr_set_ips_at(const struct cr_set *set, size_t i, struct cr_ip_range *range)
{
	if (i >= set->ip_count)
		return false;
	*range = set->ips[i];
	return true;
}

/* --------------------------------------------------------------- comparing */

static bool
table_within(const struct table *inner, const struct table *outer)
{
	for (size_t i = 0; i < inner->count; i++)
		if (!table_has(outer, inner->items[i]))
			return false;
	return true;
}

/* One range of outer has both ends: ranges that touch are joined for Ints, and
 * those of addresses may stay apart. */
static bool
ranges_within(const struct cr_set *inner, const struct cr_set *outer)
{
	for (size_t i = 0, j = 0; i < inner->int_count; i++) {
		while (j < outer->int_count &&
		       outer->ints[j].last < inner->ints[i].first)
			j++;
		if (j == outer->int_count ||
		    outer->ints[j].first > inner->ints[i].first ||
		    outer->ints[j].last < inner->ints[i].last)
			return false;
	}
	for (size_t i = 0, j = 0; i < inner->ip_count; i++) {
		const struct cr_ip_range *range = &inner->ips[i];

		while (j < outer->ip_count &&
		       compare_address(&outer->ips[j].last, &range->first) < 0)
			j++;
		if (j == outer->ip_count ||
		    compare_address(&outer->ips[j].first, &range->first) > 0 ||
		    compare_address(&outer->ips[j].last, &range->last) < 0)
			return false;
	}
	return true;
}

bool
cr_set_within(const struct cr_set *inner, const struct cr_set *outer)
{
	if (inner == outer)
		return true;
	return inner->type == outer->type &&
	       table_within(&inner->exact, &outer->exact) &&
	       table_within(&inner->below, &outer->below) &&
	       ranges_within(inner, outer);
}

static uint64_t
hash_table(const struct table *table, uint64_t seed)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < table->count; i++)
		sum += cr_bytes_hash(table->items[i], seed);
	return sum;
}

static uint64_t
hash_address(const struct certrule_ip *ip, uint64_t seed)
{
	size_t len = ip->family == 4 ? 4 : sizeof(ip->octets);

	return cr_bytes_hash(cr_bytes(ip->octets, len), seed + len);
}

/* Strings in any order, ranges in theirs. */
uint64_t
cr_set_hash(const struct cr_set *set)
{
	uint64_t hash = (uint64_t)set->type;

	hash += hash_table(&set->exact, 1) + hash_table(&set->below, 2);
	for (size_t i = 0; i < set->int_count; i++)
		hash = cr_bytes_hash(
		    cr_bytes(&set->ints[i], sizeof(set->ints[i])), hash);
	for (size_t i = 0; i < set->ip_count; i++) {
		hash = hash_address(&set->ips[i].first, hash);
		hash = hash_address(&set->ips[i].last, hash);
	}
	return hash;
}

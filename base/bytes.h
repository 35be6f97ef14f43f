/* SPDX-License-Identifier: MIT */
/*
 * Bytes with a length: comparing, searching, ASCII case.  Allocates nothing.
 * Empty bytes may have a NULL pointer, which memcmp and its family must never
 * see; hence the tests of len in front of them.
 */
#ifndef CR_BYTES_H
#define CR_BYTES_H

#include "certrule.h"

#include <stdbool.h>
#include <string.h>

static inline struct certrule_bytes
cr_bytes(const void *data, size_t len)
{
	return (struct certrule_bytes){data, len};
}

static inline struct certrule_bytes
cr_bytes_text(const char *text)
{
	return cr_bytes(text, strlen(text));
}

static inline bool
cr_bytes_equal(struct certrule_bytes a, struct certrule_bytes b)
{
	if (a.len != b.len)
		return false;
	return a.len == 0 || memcmp(a.data, b.data, a.len) == 0;
}

/* from..to of a, to exclusive, both already in range.  NULL stays NULL:
 * arithmetic on it is undefined even by 0. */
static inline struct certrule_bytes
cr_bytes_slice(struct certrule_bytes a, size_t from, size_t to)
{
	return cr_bytes(from == 0 ? a.data : a.data + from, to - from);
}

/* ASCII only. */
static inline unsigned char
cr_lower(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static inline unsigned char
cr_upper(unsigned char c)
{
	return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c;
}

/* Where c is first, or len. */
size_t cr_bytes_find_byte(struct certrule_bytes a, unsigned char c);
bool cr_bytes_equal_text(struct certrule_bytes a, const char *text);
bool cr_bytes_equal_fold(struct certrule_bytes a, struct certrule_bytes b);
/* Bytewise lexicographic, as memcmp; a prefix comes first. */
int cr_bytes_compare(struct certrule_bytes a, struct certrule_bytes b);
bool cr_bytes_starts(struct certrule_bytes a, struct certrule_bytes prefix);
bool cr_bytes_ends(struct certrule_bytes a, struct certrule_bytes suffix);
bool cr_bytes_contains(struct certrule_bytes a, struct certrule_bytes needle);
uint64_t cr_bytes_hash(struct certrule_bytes a, uint64_t seed);
int cr_hex_digit(unsigned char c); /* 0..15 or -1 */

#endif

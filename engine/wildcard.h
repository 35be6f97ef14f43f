/* SPDX-License-Identifier: MIT */
/*
 * Wildcard patterns: the whole value, `*` for any run of bytes, `\*` and `\\`
 * for the two bytes themselves.  A match costs at most two steps a byte of the
 * value, whatever the pattern.
 */
#ifndef CR_WILDCARD_H
#define CR_WILDCARD_H

#include "../base/arena.h"

#include <stdbool.h>

struct cr_wildcard;

enum cr_wildcard_status {
	CR_WILDCARD_OK,
	CR_WILDCARD_NO_MEMORY,
	CR_WILDCARD_ESCAPE, /* a backslash before anything else */
	CR_WILDCARD_STARS   /* ** */
};

/* strict: upper and lower case differ.  *at: offset of what is wrong. */
enum cr_wildcard_status cr_wildcard_new(struct cr_arena *arena,
    struct certrule_bytes pattern, bool strict, const struct cr_wildcard **out,
    size_t *at) CERTRULE_MUST_USE;
bool cr_wildcard_match(
    const struct cr_wildcard *wildcard, struct certrule_bytes value);
/* The same, and what each of the first `count` stars stands for, as little as
 * possible from left to right; runs are left alone where it does not match. */
bool cr_wildcard_capture(const struct cr_wildcard *wildcard,
    struct certrule_bytes value, struct certrule_bytes *runs, size_t count);
size_t cr_wildcard_stars(const struct cr_wildcard *wildcard);
bool cr_wildcard_strict(const struct cr_wildcard *wildcard);
/* The text before star number i, or after the last; in lower case unless
 * strict. */
struct certrule_bytes cr_wildcard_piece(
    const struct cr_wildcard *wildcard, size_t i);

#endif

/* SPDX-License-Identifier: MIT */
/* Bytes with a length: comparing, searching, ASCII case.  Allocates nothing. */
#ifndef CR_BYTES_H
#define CR_BYTES_H

#include "certrule.h"

#include <stdbool.h>

struct certrule_bytes cr_bytes(const void *data, size_t len);
struct certrule_bytes cr_bytes_text(const char *text);
bool cr_bytes_equal(struct certrule_bytes a, struct certrule_bytes b);
bool cr_bytes_equal_text(struct certrule_bytes a, const char *text);
bool cr_bytes_equal_fold(struct certrule_bytes a, struct certrule_bytes b);
/* Bytewise lexicographic, as memcmp; a prefix comes first. */
int cr_bytes_compare(struct certrule_bytes a, struct certrule_bytes b);
bool cr_bytes_starts(struct certrule_bytes a, struct certrule_bytes prefix);
bool cr_bytes_ends(struct certrule_bytes a, struct certrule_bytes suffix);
bool cr_bytes_contains(struct certrule_bytes a, struct certrule_bytes needle);
uint64_t cr_bytes_hash(struct certrule_bytes a, uint64_t seed);
/* from..to of a, to exclusive, both already in range. */
struct certrule_bytes cr_bytes_slice(
    struct certrule_bytes a, size_t from, size_t to);
unsigned char cr_lower(unsigned char c); /* ASCII only */
unsigned char cr_upper(unsigned char c);
int cr_hex_digit(unsigned char c); /* 0..15 or -1 */

#endif

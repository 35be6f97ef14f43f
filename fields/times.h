/* SPDX-License-Identifier: MIT */
#ifndef CR_TIMES_H
#define CR_TIMES_H

#include "../base/arena.h"
#include "../base/buffer.h"

#include <openssl/asn1.h>
#include <stdbool.h>

/* Seconds since 1970; years 0001..9999 whatever time_t is.  False: no time. */
bool cr_times_seconds(const ASN1_TIME *time, int64_t *seconds);
/* "Mar  1 13:35:00 2026 GMT" in the arena; never NULL. */
const char *cr_times_text(struct cr_arena *arena, int64_t seconds);

#endif

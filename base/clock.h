/* SPDX-License-Identifier: MIT */
/* Times as seconds since 1970 UTC, and their two written forms. */
#ifndef CR_CLOCK_H
#define CR_CLOCK_H

#include "buffer.h"
#include "certrule.h"

int64_t cr_clock_now(void);
/* "2026-12-01T00:00:00Z", that form only, a real date, years 0001..9999. */
int cr_clock_parse(
    struct certrule_bytes text, int64_t *seconds) CERTRULE_MUST_USE;
/* "90s" "15m" "12h" "30d". -1: no such form, or more than 64 bits. */
int cr_clock_parse_duration(
    struct certrule_bytes text, int64_t *seconds) CERTRULE_MUST_USE;
/* The same form as cr_clock_parse takes. */
void cr_clock_print(struct cr_buffer *out, int64_t seconds);
/* "Mar  1 13:35:00 2026 GMT", as OpenSSL prints certificate times. */
void cr_clock_print_certificate(struct cr_buffer *out, int64_t seconds);
/* Proleptic Gregorian; month 1..12, day 1..31. */
int64_t cr_clock_seconds(
    int year, int month, int day, int hour, int minute, int second);

#endif

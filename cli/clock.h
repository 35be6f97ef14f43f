/* SPDX-License-Identifier: MIT */
/* Times as the command line takes them. */
#ifndef CR_CLI_CLOCK_H
#define CR_CLI_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* "2026-12-01T00:00:00Z", that form only and a real date. */
bool cr_clock_parse(const char *text, int64_t *seconds);

#endif

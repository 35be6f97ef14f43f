/* SPDX-License-Identifier: MIT */
/*
 * The probe: a compiled pattern run on its own pumps (regex_pump.h), as the
 * second half of the gate.  It decides by the bounds of a search and by counted
 * steps, never by a clock, so the same pattern always gets the same answer.
 */
#ifndef CR_REGEX_PROBE_H
#define CR_REGEX_PROBE_H

#include "regex.h"
#include "regex_pump.h"

enum cr_regex_probed {
	CR_REGEX_PROBE_PASSED,
	CR_REGEX_PROBE_SLOW, /* *number is the pump that showed it */
	CR_REGEX_PROBE_NO_MEMORY
};
/* simple is what regex was compiled from. */
enum cr_regex_probed cr_regex_probe(const struct cr_regex *regex,
    struct certrule_bytes simple, const struct cr_regex_pumps *pumps,
    size_t *number);

#endif

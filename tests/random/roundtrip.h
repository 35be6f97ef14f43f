/* SPDX-License-Identifier: MIT */
/* A text, and the same after it was printed and parsed again: one meaning. */
#ifndef TESTS_RANDOM_ROUNDTRIP_H
#define TESTS_RANDOM_ROUNDTRIP_H

#include "bed.h"

/* Two readings of one expression. */
struct roundtrip {
	struct parsed written, printed;
	struct cr_buffer text; /* as printed */
	struct cr_buffer note; /* what the comparison needs */
};

void roundtrip_init(struct roundtrip *trip);
void roundtrip_fini(struct roundtrip *trip);
/* What is wrong, or NULL; the text is well typed and was parsed as written. */
const char *roundtrip_print(struct bed *bed, struct roundtrip *trip);
/* The same on the facts of the bed: result, and where and why it is none. */
const char *roundtrip_run(struct bed *bed, struct roundtrip *trip);

#endif

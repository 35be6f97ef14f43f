/* SPDX-License-Identifier: MIT */
/* Two texts as a unified diff, which patch(1) takes. */
#ifndef CR_DIFF_H
#define CR_DIFF_H

#include "output.h"
#include "text.h"

/* Nothing is printed of equal texts.  -1: no memory. */
int cr_diff_write(struct cr_output *out, const char *path,
    const struct cr_text *from, const struct cr_text *to);

#endif

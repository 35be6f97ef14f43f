/* SPDX-License-Identifier: MIT */
/* What completes a command line of certrule in a shell. */
#ifndef CR_COMPLETE_H
#define CR_COMPLETE_H

#include "output.h"

/* The script for "bash", "zsh" or "fish".  -1: no other shell is known. */
int cr_complete_write(struct cr_output *out, const char *shell);

#endif

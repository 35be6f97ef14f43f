/* SPDX-License-Identifier: MIT */
/* --portable: every use of what the Cloudflare language does not have. */
#ifndef CR_LINT_PORTABLE_H
#define CR_LINT_PORTABLE_H

#include "check.h"

/* Of one expression as it was written; the policy around it is ours anyway. */
void cr_lint_portable_node(struct cr_check *check, const struct cr_node *node);

#endif

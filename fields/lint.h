/* SPDX-License-Identifier: MIT */
/*
 * Oddities of a certificate, as tokens.  Says nothing of whether it is
 * verified: a profile is for rules to demand.
 */
#ifndef CR_LINT_H
#define CR_LINT_H

#include "peer.h"

/* Array<String>, rows of lint.def.  -1: no memory. */
int cr_lint_certificate(struct cr_arena *arena,
    const struct cr_certificate *certificate,
    struct certrule_value *out) CERTRULE_MUST_USE;

#endif

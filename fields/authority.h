/* SPDX-License-Identifier: MIT */
#ifndef CR_AUTHORITY_H
#define CR_AUTHORITY_H

#include "block.h"

/* Whether a CA could vouch for anybody under these settings at this time:
 * *unusable says why not, from the arena or static, or is NULL.  -1: no
 * memory. */
int cr_authority_judge(struct cr_arena *arena, X509 *authority,
    const struct cr_settings *settings, int64_t now,
    const char **unusable) CERTRULE_MUST_USE;

#endif

/* SPDX-License-Identifier: MIT */
/* Two loaded policies, one meaning: everything but places. */
#ifndef TESTS_RANDOM_MEANING_H
#define TESTS_RANDOM_MEANING_H

#include "../../engine/policy.h"

/* NULL, or what differs. */
const char *meaning_differs(
    const struct cr_policy *a, const struct cr_policy *b);
/* What is wrong with the canonical form of the policy, or NULL: it is refused,
 * means something else, or is not its own canonical form. */
const char *meaning_of_format(const struct certrule_schema *schema,
    const struct cr_policy *policy, struct certrule_bytes text,
    struct cr_buffer *formatted);

#endif

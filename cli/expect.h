/* SPDX-License-Identifier: MIT */
/* What a verdict should be, as --expect and "want" say it. */
#ifndef CR_EXPECT_H
#define CR_EXPECT_H

#include <certrule.h>

#include <stdbool.h>

/* allow, block or action, with :RULE or without. */
bool cr_expect_is_valid(const char *expected);
bool cr_expect_is_met(
    const char *expected, const struct certrule_verdict *verdict);
/* The same, or the whole verdict as eval prints it, with its place or not. */
bool cr_expect_is_text_met(const char *expected,
    const struct certrule_gate *gate, struct certrule_fieldset *facts,
    const struct certrule_verdict *verdict);

#endif

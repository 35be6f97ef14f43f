/* SPDX-License-Identifier: MIT */
/* Which rules of which policies have matched and not matched in a case. */
#ifndef CR_TEST_COVER_H
#define CR_TEST_COVER_H

#include "output.h"

#include <certrule.h>

#include <stdbool.h>
#include <stddef.h>

struct cr_test_rule {
	char *name; /* `access.rules:12 "fleet"` */
	bool disabled, matched, unmatched;
};

struct cr_test_policy {
	char *key;
	struct cr_test_rule *rules;
	size_t count;
};

struct cr_test_cover {
	struct cr_test_policy *policies;
	size_t count;
	bool failed; /* no memory */
};

/* A decision was made: key tells one policy from another. */
void cr_test_cover_add(struct cr_test_cover *cover, const char *key,
    const struct certrule_gate *gate, struct certrule_fieldset *facts,
    const struct certrule_verdict *verdict);
/* The findings as comment lines; how many. */
size_t cr_test_cover_write(
    const struct cr_test_cover *cover, struct cr_output *out);
void cr_test_cover_fini(struct cr_test_cover *cover);

#endif

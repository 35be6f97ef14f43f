/* SPDX-License-Identifier: MIT */
/* One certificate, verified against the command line's trust: what verify and
 * inspect have in common. */
#ifndef CR_LEAF_H
#define CR_LEAF_H

#include "facts.h"

struct cr_leaf {
	struct cr_facts facts;
	struct certrule_gate *gate;
	struct certrule_fieldset *fieldset;
	bool verified;
	bool good; /* verified and, where revocation is checked, good */
	/* In words: "expired at depth 0 (...)", "revoked (key_compromise)";
	 * "" when good. */
	struct cr_text words;
};

/* Exit statuses as in facts.h. */
int cr_leaf_init(struct cr_leaf *leaf, const struct cr_options *options);
void cr_leaf_fini(struct cr_leaf *leaf);
/* By name; never NULL. */
const struct certrule_value *cr_leaf_get(
    const struct cr_leaf *leaf, const char *name);
/* Is it this string? */
bool cr_leaf_is(
    const struct cr_leaf *leaf, const char *name, const char *expected);
/* `verified`, `not verified: ...` in colour, without a newline. */
void cr_leaf_write(const struct cr_leaf *leaf, struct cr_output *out);

#endif

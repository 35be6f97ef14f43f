/* SPDX-License-Identifier: MIT */
/* Which hosts the trust blocks cover, from the rows that describe them. */
#ifndef CR_LINT_TRUST_H
#define CR_LINT_TRUST_H

#include "lint.h"

struct cr_lint_block {
	struct certrule_bytes name;
	size_t cas;
};

struct cr_lint_trust_host {
	struct certrule_bytes pattern; /* "name" or "*.name" */
	const struct cr_lint_block *block;
};

struct cr_lint_trust {
	struct cr_lint_block *blocks;
	size_t block_count;
	struct cr_lint_trust_host *hosts; /* by pattern */
	size_t host_count;
	const struct cr_lint_block *for_default; /* or NULL */
};

/* NULL: there is none, or no memory for this. */
const struct cr_lint_trust *cr_lint_trust(struct cr_lint *lint);
/* The block of a host, or of all hosts of a "*." pattern; NULL: none. */
const struct cr_lint_block *cr_lint_trust_find(
    const struct cr_lint_trust *trust, struct certrule_bytes host);
/* A host of a block that a "*." pattern takes in; data NULL: none. */
struct certrule_bytes cr_lint_trust_below(
    const struct cr_lint_trust *trust, struct certrule_bytes pattern);

#endif

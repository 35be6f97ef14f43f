/* SPDX-License-Identifier: MIT */
/*
 * What verification and revocation found of a client, for a block: constant
 * once it is made, and held by all who still ask.  Holders are counted without
 * a lock, so that one finding stays with one peer or inside one cache; what
 * goes from one to the other is a copy.
 */
#ifndef CR_FINDING_H
#define CR_FINDING_H

#include "revocation.h"
#include "verify.h"

struct cr_finding {
	const struct certrule_alloc *alloc;
	unsigned holders;
	struct cr_verify verify;
	struct cr_revocation revocation;
};

/* Takes what verify points to, of which the caller's stays a plain copy.  NULL:
 * no memory, and nothing was taken. */
struct cr_finding *cr_finding_new(const struct certrule_alloc *alloc,
    const struct cr_verify *verify, const struct cr_revocation *revocation);
struct cr_finding *cr_finding_hold(struct cr_finding *finding);
void cr_finding_drop(struct cr_finding *finding); /* NULL is fine */
/* Another one of the same content.  NULL: no memory. */
struct cr_finding *cr_finding_dup(
    const struct certrule_alloc *alloc, const struct cr_finding *finding);

#endif

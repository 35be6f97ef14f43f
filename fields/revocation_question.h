/* SPDX-License-Identifier: MIT */
/* Between revocation.c and revocation_signer.c. */
#ifndef CR_REVOCATION_QUESTION_H
#define CR_REVOCATION_QUESTION_H

#include "revocation.h"

/* Is this certificate revoked?  It stands, or could stand, at a depth of the
 * path. */
struct cr_revocation_question {
	const struct cr_block *block;
	STACK_OF(X509) * path;
	STACK_OF(X509) * sent;
	int64_t now;
	int depth;
	X509 *certificate;
	/* About somebody who signs CRLs: those are not looked for again. */
	bool nested;
};

/* *best has a status, and no other than what the CRLs of the certificate's
 * issuer say. */
void cr_revocation_ask(
    const struct cr_revocation_question *question, struct cr_revocation *best);
bool cr_revocation_may_sign(X509 *issuer);
/* revocation_signer.c: crl is signed with a key of its issuer's own for CRLs,
 * whose certificate was sent. */
bool cr_revocation_signer_is_sent(
    const struct cr_crl *crl, const struct cr_revocation_question *question);

#endif

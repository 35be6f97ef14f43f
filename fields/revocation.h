/* SPDX-License-Identifier: MIT */
/*
 * The second pass: what the block's CRLs say of a verified path.  Only after
 * verification succeeded, because a forged certificate may carry anybody's
 * serial.
 */
#ifndef CR_REVOCATION_H
#define CR_REVOCATION_H

#include "block.h"

enum cr_revocation_status {
	CR_REVOCATION_NOT_CHECKED,
	CR_REVOCATION_GOOD,
	CR_REVOCATION_REVOKED,
	CR_REVOCATION_UNKNOWN
};

struct cr_revocation {
	enum cr_revocation_status status;
	/* Of revoked: "key_compromise", ...  Of unknown: "no_crl", "expired",
	 * "bad".  Else NULL. */
	const char *reason;
	int depth; /* of the certificate that status and reason are about */
	bool has_time;
	int64_t time; /* of revoked: when */
	/* The CRL that answered; of several certificates the oldest one. */
	bool has_crl;
	int64_t this_update, next_update;
	bool stale; /* past its nextUpdate, whatever the grace */
};

/* Static token. */
const char *cr_revocation_status_text(enum cr_revocation_status status);
/* path: leaf first, anchor last; sent: what else the client sent.  Failures of
 * memory are in OpenSSL's queue, see errors.h. */
void cr_revocation_run(struct cr_revocation *out, const struct cr_block *block,
    STACK_OF(X509) * path, STACK_OF(X509) * sent, int64_t now);

#endif

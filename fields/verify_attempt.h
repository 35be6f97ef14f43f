/* SPDX-License-Identifier: MIT */
/* Calls of X509_verify_cert(), for verify.c and path.c alone. */
#ifndef CR_VERIFY_ATTEMPT_H
#define CR_VERIFY_ATTEMPT_H

#include "verify.h"

struct cr_attempt {
	X509_STORE *store;
	X509 *leaf;
	STACK_OF(X509) * untrusted;
	/* Along this path alone, leaf first, with a store of
	 * cr_verify_attempt_store(); else NULL. */
	STACK_OF(X509) * path;
	/* In place of what the store holds, or NULL. */
	STACK_OF(X509) * trusted;
	const struct cr_settings *settings;
	int64_t now;
};

/* As cr_verify_chain(). */
int cr_verify_attempt(
    struct cr_verify *out, const struct cr_attempt *attempt) CERTRULE_MUST_USE;
/* Empty; NULL: no memory. */
X509_STORE *cr_verify_attempt_store(void);
/* Each pair of depth and reason once. */
void cr_verify_add_error(struct cr_verify *out, struct cr_verify_error error);

#endif

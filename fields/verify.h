/* SPDX-License-Identifier: MIT */
/*
 * The verify stage: is this peer's certificate one that the block's CAs vouch
 * for?  Says yes only for X509_verify_cert() == 1.  Ignores revocation, which
 * is revocation.c, and decides nothing.
 */
#ifndef CR_VERIFY_H
#define CR_VERIFY_H

#include "block.h"
#include "certrule-openssl.h"
#include "reason.h"

struct cr_verify_error {
	int depth;
	enum cr_reason reason;
};

#define CR_VERIFY_ERRORS 16

struct cr_verify {
	enum cr_reason reason; /* OK: verified */
	int code;	       /* X509_V_...; 0 only when verified */
	int depth;
	const char *text; /* OpenSSL's, or ours; static */
	struct cr_verify_error errors[CR_VERIFY_ERRORS];
	size_t error_count;
	bool has_date; /* the one that was not met, of the certificate there */
	int64_t date;
	X509 *culprit;	       /* where it broke; NULL if nowhere in a chain */
	STACK_OF(X509) * path; /* leaf first; NULL unless verified */
	/* What it took: calls of X509_verify_cert(), signatures at most. */
	int calls, signatures;
};

/* -1: no memory, and so nothing is known.  Otherwise *out needs a fini. */
int cr_verify_run(struct cr_verify *out, const struct certrule_peer *peer,
    const struct cr_block *block, int64_t now) CERTRULE_MUST_USE;
/* The same for any certificates, without our limits. */
int cr_verify_chain(struct cr_verify *out, X509_STORE *store, X509 *leaf,
    STACK_OF(X509) * untrusted, const struct cr_settings *settings,
    int64_t now) CERTRULE_MUST_USE;
/* A verdict of ours in front of OpenSSL's. */
void cr_verify_refuse(
    struct cr_verify *out, enum cr_reason reason, int code, const char *text);
void cr_verify_fini(struct cr_verify *verify);

/* verify_limits.c: what is too large to be looked at, in words; or NULL.  The
 * second asks for keys and names, so extensions must have been found sound. */
const char *cr_verify_limits_size(const struct certrule_peer *peer);
const char *cr_verify_limits_content(const struct certrule_peer *peer);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A CRL made ready for look-ups: its times, what it covers, whether it may
 * answer at all, and its entries in the order of their serials.  Who signed it
 * and what its answer means for a path is revocation.c.
 */
#ifndef CR_CRL_H
#define CR_CRL_H

#include "../base/arena.h"
#include "../base/source.h"

#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdbool.h>

/* RFC 5280 4.2.1.13: key_compromise (bit 1) to aa_compromise (bit 8). */
#define CR_CRL_ALL_REASONS 0x1feu

struct cr_crl {
	X509_CRL *x509;
	const char *file; /* and where the policy names it: the loader's */
	struct cr_span span;
	int64_t this_update, next_update;
	/* Why it can never say "good", or NULL. */
	const char *unusable;
	/* Its entries are not about its issuer's certificates alone: then it
	 * cannot even reveal a revocation. */
	bool foreign_entries;
	ISSUING_DIST_POINT *scope; /* or NULL: everything its issuer issued */
	unsigned reasons;	   /* bits: what its silence means "not for" */
	X509_REVOKED **entries;	   /* by serial */
	size_t entry_count;
	X509 *signer; /* CA of the block known to have signed it, or NULL */
	struct cr_crl *next;
};

/* Takes crl, also on failure: NULL, no memory. */
struct cr_crl *cr_crl_take(struct cr_arena *arena, X509_CRL *crl);
void cr_crl_fini(struct cr_crl *crl);
/* NULL: it does not list the serial. */
X509_REVOKED *cr_crl_find(const struct cr_crl *crl, const ASN1_INTEGER *serial);
/* crl_scope.c: of a CRL whose scope has been read.  -1: no memory. */
int cr_crl_scope_set(struct cr_crl *crl) CERTRULE_MUST_USE;
/* RFC 5280 6.3.3 (b), (d): the reasons for which it speaks of this certificate,
 * as bits; 0: it is not about it. */
unsigned cr_crl_reasons_for(const struct cr_crl *crl, X509 *certificate);
/* An entry of a delta CRL that ends a hold, and so revokes nobody. */
bool cr_crl_takes_back(const X509_REVOKED *entry);
/* "key_compromise"; "unspecified" where the entry gives none. */
const char *cr_crl_reason(const X509_REVOKED *entry);
/* Less than a tenth of its time is left. */
bool cr_crl_soon_stale(const struct cr_crl *crl, int64_t now);

#endif

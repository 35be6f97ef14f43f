/* SPDX-License-Identifier: MIT */
/* Between stage.c, which measures, stage_pki.c, of which certificates, and
 * stage_bare.c, against what. */
#ifndef CR_BENCH_STAGE_H
#define CR_BENCH_STAGE_H

#include "../tests/unit/certs.h"

#include <stdio.h>
#include <stdlib.h>

/* A figure of something that did not happen is worse than none. */
#define NEED(condition)                                                    \
	do {                                                               \
		if (!(condition)) {                                        \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, \
			    #condition);                                   \
			abort();                                           \
		}                                                          \
	} while (0)

#define ROUNDS 8 /* of each measurement; the first warms up */

/* leaf by middle by root, and a block that trusts root, revocation off. */
struct pki {
	const char *algorithm; /* of all three keys */
	struct cert *leaf, *middle, *root;
	struct trust_rig rig;
	const struct cr_block *block;
};

struct client {
	X509 *leaf;
	STACK_OF(X509) * sent;
};

/* stage_pki.c: of "p-256" or "rsa-2048". */
void pki_make(struct pki *pki, const char *algorithm);
void pki_free(struct pki *pki);
/* A handshake's: parsed, and nothing of it looked at. */
void client_make(struct client *client, const struct pki *pki);
void client_free(struct client *client);

/* stage_bare.c.  X509_verify_cert() with the parameters of the block; returns
 * what it returned. */
int bare_verify(const struct client *client, const struct pki *pki);
/* One of each certificate that was sent. */
void bare_digest(
    const struct certrule_bytes *sent, size_t count, const EVP_MD *kind);

/* The texts of the common fields, as OpenSSL gives them. */
struct bare_fields {
	BIO *issuer, *subject, *not_before, *not_after;
	char *serial, *sha256, *sha1, *ski;
	unsigned char *dns[4], *cn;
	const char *reason;
};

void bare_fields_get(struct bare_fields *bare, X509 *leaf);
/* They are those of facts. */
void bare_fields_check(
    const struct bare_fields *bare, struct certrule_fieldset *facts);
void bare_fields_free(struct bare_fields *bare);

#endif

/* SPDX-License-Identifier: MIT */
/* Hashes by OpenSSL: of certificates, and the language's sha256(). */
#ifndef CR_DIGEST_H
#define CR_DIGEST_H

#include "../base/fieldset.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

/* Lower-case hex as a String.  0 or -1: no memory. */
int cr_digest_fetch(struct certrule_fieldset *facts,
    struct certrule_bytes bytes, const EVP_MD *kind,
    struct certrule_value *out);
/* Of a certificate's key: the SubjectPublicKeyInfo (RFC 7469 2.4). */
int cr_digest_fetch_key(
    struct certrule_fieldset *facts, X509 *x509, struct certrule_value *out);
/* The body of sha256(String): 32 octets. */
int cr_digest_sha256(struct cr_call *call);

#endif

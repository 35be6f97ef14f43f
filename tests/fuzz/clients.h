/* SPDX-License-Identifier: MIT */
/*
 * Clients who present any bytes, to a policy that allows everybody who is
 * proven.  Its two CAs are tests/certs/root.pem, whose key nobody has, and one
 * of the same name made anew each time, which signs whatever the fuzzer likes:
 * so what stands behind the signature is reached too.
 */
#ifndef TESTS_FUZZ_CLIENTS_H
#define TESTS_FUZZ_CLIENTS_H

#include "fuzz.h"

#include <certrule-openssl.h>
#include <openssl/x509v3.h>

/* 2026-06-01T00:00:00Z, see tests/certs/README.md. */
#define CLIENTS_NOW 1780272000

/* The CA of our own, its key, and it as a file. */
X509 *clients_root(void);
EVP_PKEY *clients_key(void);
struct certrule_bytes clients_root_file(void);
/* A copy with the issuer's name, signed by clients_key(); NULL: it cannot be
 * signed.  The caller's. */
X509 *clients_sign(X509 *x509);
/* The DER, malloc()ed. */
struct certrule_bytes clients_der(X509 *x509);

/* Presents the certificates of a file, and of another (data NULL: none), and
 * reports whatever must not be. */
void clients_try(struct certrule_bytes leaf, struct certrule_bytes sent);

/* Nothing in it moves a terminal's cursor or turns its text around. */
bool clients_is_printable(struct certrule_bytes text);

#endif

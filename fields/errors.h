/* SPDX-License-Identifier: MIT */
/*
 * OpenSSL's error queue belongs to the thread, not to us.  Work of ours stands
 * between cr_errors_begin() and cr_errors_end(), which leave it empty; in
 * between it says whether something failed for want of memory, which must never
 * read as "absent" or "invalid".
 */
#ifndef CR_ERRORS_H
#define CR_ERRORS_H

#include <openssl/x509.h>
#include <stdbool.h>

void cr_errors_begin(void);
/* True if an allocation failed since begin. */
bool cr_errors_end(void);
/*
 * OpenSSL decodes key and extensions when first asked, and keeps a failure as
 * if the certificate were to blame.  Called right after parsing, so that
 * cr_errors_end() still sees whether it was memory.  NULL is fine.
 */
void cr_errors_settle(X509 *x509);

#endif

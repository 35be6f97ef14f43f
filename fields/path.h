/* SPDX-License-Identifier: MIT */
/*
 * Another path, where OpenSSL's own failed: it takes the first issuer that fits
 * at each step and never comes back.  Searches the certificates that were sent
 * and the anchors of the block, shortest paths first, and has each candidate
 * verified by X509_verify_cert() with the parameters of the first attempt and
 * no certificate but its own.  It says yes to nothing itself.
 */
#ifndef CR_PATH_H
#define CR_PATH_H

#include "verify.h"

/*
 * verify is a failure of OpenSSL's.  Becomes what a path that verifies gave, or
 * stays a failure: the first attempt's, but for one that found no way to an
 * anchor where a later attempt did.  -1: no memory.
 */
int cr_path_search(struct cr_verify *verify, const struct certrule_peer *peer,
    const struct cr_block *block, int64_t now) CERTRULE_MUST_USE;

#endif

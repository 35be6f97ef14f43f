/* SPDX-License-Identifier: MIT */
/*
 * What travels with a TLS session so that a resumed one is judged as the first
 * one was: whether a certificate was asked for, for which host, and the
 * certificates that came beside the leaf.  OpenSSL itself keeps the leaf.
 *
 * Nothing that was *found* travels: a resumed client is verified from the same
 * octets by the same code, against the CAs and CRLs of the day.
 */
#ifndef CR_SESSION_H
#define CR_SESSION_H

#include "peer.h"

#include <openssl/ssl.h>

/* Into the session in hand; peer is NULL before a certificate has come.  Sent
 * certificates that do not fit are left out, and said to be.  -1: no memory,
 * and the session says nothing. */
int cr_session_write(SSL *ssl, const struct certrule_alloc *alloc,
    const struct certrule_peer *peer, bool requested) CERTRULE_MUST_USE;
/* From the session that was resumed, into a peer that has the leaf already (or
 * none).  -1: no memory. */
int cr_session_read(SSL *ssl, struct certrule_peer *peer) CERTRULE_MUST_USE;

#endif

/* SPDX-License-Identifier: MIT */
/* Handshakes of a server: who is asked for a certificate, and what becomes of
 * it.  See certrule_ssl_ctx_attach(). */
#ifndef CR_CONNECTION_H
#define CR_CONNECTION_H

#include "peer.h"

/* What the verify callback of this connection has made; the caller's from now
 * on.  NULL: nothing. */
struct certrule_peer *cr_connection_take_peer(SSL *ssl);
/* Verifies for the block of the SNI, as the verify callback would, and gives
 * SSL_get_verify_result() its answer. */
void cr_connection_judge(SSL *ssl, struct certrule_peer *peer);

#endif

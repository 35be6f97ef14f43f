/* SPDX-License-Identifier: MIT */
/*
 * A peer: what one client presented, as received and in its order.  Parsed
 * once, never changed, judged by nobody here.
 */
#ifndef CR_PEER_H
#define CR_PEER_H

#include "../base/arena.h"
#include "certrule-openssl.h"

#include <stdbool.h>

struct cr_certificate {
	struct certrule_bytes der; /* as received; empty when not even that */
	X509 *x509;		   /* NULL: it does not parse */
	struct cr_certificate *next;
};

struct certrule_peer {
	const struct certrule_alloc *alloc;
	struct cr_arena *arena;
	struct cr_certificate *leaf;
	struct cr_certificate *sent; /* the others, as sent */
	size_t sent_count, sent_bytes;
	STACK_OF(X509) * untrusted; /* those of sent that parse */
	/* Facts come from a handshake: without a host, the SNI decides. */
	bool connection;
};

/* An empty one, or NULL. */
struct certrule_peer *cr_peer_new(const struct certrule_alloc *alloc);
/*
 * A certificate from DER, TRUSTED settings behind it allowed or not.  Bytes that
 * are no certificate make one without x509.  NULL: no memory.
 */
struct cr_certificate *cr_peer_parse(
    struct certrule_peer *peer, struct certrule_bytes der, bool trusted);
/* Makes the first of own the leaf that issued none of the others; those and
 * chain, in that order, are what was sent.  -1: no memory. */
int cr_peer_assemble(struct certrule_peer *peer, struct cr_certificate *own,
    struct cr_certificate *chain) CERTRULE_MUST_USE;

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A peer: what one client presented, as received and in its order.  Parsed
 * once, never changed, judged by nobody here.
 */
#ifndef CR_PEER_H
#define CR_PEER_H

#include "../base/arena.h"
#include "../base/fieldset.h"
#include "certrule-openssl.h"
#include "kept.h"

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
	/* Facts come from a handshake: without a host, the SNI decides.  Then
	 * the leaf may be NULL: the client presented no certificate. */
	bool connection;
	bool requested; /* the handshake asked for a certificate */
	/* What else was sent is not known any more: the session was resumed. */
	bool incomplete;
	bool resumed;
	const char *version, *cipher;	 /* static names, or NULL */
	struct certrule_bytes sni, alpn; /* as sent; data NULL: none */
	SSL *ssl; /* borrowed, whose verify result tells the truth; or NULL */
	struct cr_kept_cache *cache; /* borrowed; or NULL */
	/* Found in earlier requests. */
	struct cr_kept_table kept;
	struct cr_kept kept_entries[CR_KEPT_PEER];
	bool has_digest;
	unsigned char digest[CR_BLOCK_DIGEST]; /* cr_peer_digest() */
};

/* NULL where there is no peer, and for one without a certificate. */
const struct certrule_peer *cr_peer_presented(const struct certrule_peer *peer);
/* SHA-256 of all that was sent; NULL: it cannot be computed. */
const unsigned char *cr_peer_digest(struct certrule_peer *peer);

/* An empty one, or NULL. */
struct certrule_peer *cr_peer_new(const struct certrule_alloc *alloc);
/*
 * A certificate from DER, TRUSTED settings behind it allowed or not.  Bytes that
 * are no certificate make one without x509.  NULL: no memory.
 */
struct cr_certificate *cr_peer_parse(
    struct certrule_peer *peer, struct certrule_bytes der, bool trusted);
/* One more that was sent.  -1: no memory. */
int cr_peer_add(struct certrule_peer *peer,
    struct cr_certificate *certificate) CERTRULE_MUST_USE;
/* peer_ssl.c: version, cipher, SNI ... of a connection, and the end of them
 * when another peer takes its place. */
void cr_peer_set_tls(
    struct certrule_fieldset *facts, const struct certrule_peer *peer);
void cr_peer_take_back_tls(struct certrule_fieldset *facts);
/* Makes the first of own the leaf that issued none of the others; those and
 * chain, in that order, are what was sent.  -1: no memory. */
int cr_peer_assemble(struct certrule_peer *peer, struct cr_certificate *own,
    struct cr_certificate *chain) CERTRULE_MUST_USE;

#endif

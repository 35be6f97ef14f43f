/* SPDX-License-Identifier: MIT */
/*
 * certrule-openssl.h - peers, trust and certificate fields (libcertrule-openssl).
 *
 * A peer is one client: the leaf, the other certificates it sent in their
 * order, and TLS facts.  It is parsed once.  It produces facts, never
 * decisions; the same facts whether it came from files, memory or X509 objects.
 *
 * Threads: a peer, like a fieldset, belongs to one thread at a time.
 * Errors and ownership: as in certrule.h.
 */
#ifndef CERTRULE_OPENSSL_H
#define CERTRULE_OPENSSL_H

#include <certrule.h>

#include <openssl/ssl.h>
#include <openssl/x509.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Binds the certificate fields' fetchers, the hashing functions and the trust
 * operations to a schema.  Before the first load.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_openssl_register(
    struct certrule_schema *schema);

struct certrule_peer;

/* Why a peer could not be made. */
enum certrule_peer_status {
	CERTRULE_PEER_OK,
	CERTRULE_PEER_UNREADABLE,  /* no such file, not a regular one, ... */
	CERTRULE_PEER_PRIVATE_KEY, /* a private key: refused, never printed */
	/* Empty, or holds other PEM objects only; a chain with none in it.
	 * Anything else that does not parse is a leaf all the same. */
	CERTRULE_PEER_NO_CERTIFICATE,
	CERTRULE_PEER_TOO_LARGE,
	CERTRULE_PEER_HANDSHAKE, /* it is not finished */
	CERTRULE_PEER_NO_MEMORY
};

/*
 * From PEM or DER as people have it: CRLF, BOM, TRUSTED CERTIFICATE, a bundle
 * whose leaf is not first.  Other certificates of the leaf's file come first in
 * the chain, then those of the chain, which may be NULL.  A leaf that is
 * there but does not parse makes a peer: presented, and never verified.  alloc,
 * which may be NULL for malloc and free, must outlive the peer.  *status (may
 * be NULL) says why NULL was returned.
 */
CERTRULE_API struct certrule_peer *certrule_peer_from_file(
    const struct certrule_alloc *alloc, const char *leaf, const char *chain,
    enum certrule_peer_status *status);
CERTRULE_API struct certrule_peer *certrule_peer_from_mem(
    const struct certrule_alloc *alloc, const void *leaf, size_t leaf_len,
    const void *chain, size_t chain_len, enum certrule_peer_status *status);
/* Takes references, not the objects. sent is the chain without the leaf. */
CERTRULE_API struct certrule_peer *certrule_peer_from_x509(
    const struct certrule_alloc *alloc, X509 *leaf, STACK_OF(X509) * sent,
    enum certrule_peer_status *status);
/*
 * Of a TLS connection, once its handshake is finished: only then has the client
 * shown that the key is its own.  One for all requests of the connection, to be
 * freed before it; a client without a certificate makes a peer, too, because
 * whether it was asked for one is a fact.  Of a resumed session the peer holds
 * what the first handshake was shown, and is verified anew.
 *
 * alloc is used where certrule_ssl_ctx_attach() has not made the peer already,
 * with the allocator of its gate.
 */
CERTRULE_API struct certrule_peer *certrule_peer_from_ssl(
    const struct certrule_alloc *alloc, SSL *ssl,
    enum certrule_peer_status *status);
/* NULL is fine.  Not while a fieldset has it: certrule_fieldset_clear() first. */
CERTRULE_API void certrule_peer_free(struct certrule_peer *peer);
/* The status in words, for "cannot read X: ...". */
CERTRULE_API const char *certrule_peer_status_text(
    enum certrule_peer_status status);

/*
 * The peer of this request; borrowed until certrule_fieldset_clear().  -1, and
 * every certificate field in error, if one of them was set by hand.  NULL: the
 * client presented no certificate.
 */
CERTRULE_API int certrule_fieldset_set_peer(
    struct certrule_fieldset *facts, struct certrule_peer *peer);

/*
 * Runs the verify stage for the request in facts (its host, its time), so that
 * the decision that follows has nothing left to allocate.  -1: no memory.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_peer_prepare(
    struct certrule_fieldset *facts);

/*
 * Makes a server ask for certificates and verify them with this gate.  To be
 * called before the first connection, and again with each gate that a reload
 * gives: connections that come then use the new one, and peers that are there
 * are verified again when they are next asked about.  A reference to the gate is
 * held until the next call or SSL_CTX_free().  -1: no memory; the gate before
 * stays.
 *
 * It takes over of the SSL_CTX: the verify mode and the CA names sent (of each
 * connection, by the trust block of its SNI, RFC 6066 3), SSL_CTX_set_cert_cb()
 * and SSL_CTX_set_cert_verify_callback(), which must not be set by anybody
 * else.  Early data and renegotiation are refused.  A certificate is asked for
 * and never required: handshakes go on whatever is found, and
 * SSL_get_verify_result() is X509_V_OK only for a client who is verified and
 * not known to be revoked.
 *
 * Sessions carry the certificates that came beside the leaf, up to 4 KiB of
 * them, in tickets and caches alike; the server that resumes them needs no
 * memory of the first handshake.
 *
 * A server that keeps sessions itself needs SSL_CTX_set_session_id_context(),
 * or OpenSSL will not keep those that asked for a certificate.  In TLS 1.2 with
 * tickets OpenSSL ends the handshake of a client whose certificate does not fit
 * into one (64 KiB).
 *
 * Threads: may be called while other threads shake hands.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_ssl_ctx_attach(
    SSL_CTX *context, struct certrule_gate *gate);

/*
 * The chain as a person draws it: per certificate subject, issuer, key,
 * validity, and where verification broke.  The trust is that of the fieldset.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_peer_write_chain(
    struct certrule_fieldset *facts, certrule_write_fn *write, void *context);

#ifdef __cplusplus
}
#endif

#endif

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
	CERTRULE_PEER_NO_MEMORY
};

/*
 * From PEM or DER as people have it: CRLF, BOM, TRUSTED CERTIFICATE, a bundle
 * whose leaf is not first.  Other certificates of the leaf's file come first in
 * the chain, then those of the chain, which may be NULL.  A leaf that is
 * there but does not parse makes a peer: presented, and never verified.
 * *status (may be NULL) says why NULL was returned.
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
 * The chain as a person draws it: per certificate subject, issuer, key,
 * validity, and where verification broke.  The trust is that of the fieldset.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_peer_write_chain(
    struct certrule_fieldset *facts, certrule_write_fn *write, void *context);

#ifdef __cplusplus
}
#endif

#endif

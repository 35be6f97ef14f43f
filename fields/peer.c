/* SPDX-License-Identifier: MIT */
/* Makes and frees peers, and finds out which certificate is the leaf.  Files
 * and their forms are peer_file.c. */
#include "peer.h"

#include "../base/alloc.h"
#include "../base/bytes.h"
#include "errors.h"

#include <openssl/evp.h>
#include <openssl/x509v3.h>

struct certrule_peer *
cr_peer_new(const struct certrule_alloc *alloc)
{
	struct certrule_peer *peer;

	if (alloc == NULL)
		alloc = cr_alloc_default();
	peer = cr_alloc_array(alloc, 1, sizeof *peer);
	if (peer == NULL)
		return NULL;
	peer->alloc = alloc;
	peer->kept.alloc = alloc;
	peer->kept.entries = peer->kept_entries;
	peer->kept.count = CR_KEPT_PEER;
	peer->arena = cr_arena_new(alloc);
	peer->untrusted = sk_X509_new_null();
	if (peer->arena == NULL || peer->untrusted == NULL) {
		certrule_peer_free(peer);
		return NULL;
	}
	return peer;
}

static void
free_list(struct cr_certificate *certificate)
{
	for (; certificate != NULL; certificate = certificate->next)
		X509_free(certificate->x509);
}

void
certrule_peer_free(struct certrule_peer *peer)
{
	if (peer == NULL)
		return;
	free_list(peer->leaf);
	free_list(peer->sent);
	sk_X509_free(peer->untrusted);
	cr_kept_fini(&peer->kept);
	cr_arena_free(peer->arena);
	cr_alloc_free(peer->alloc, peer);
}

const struct certrule_peer *
cr_peer_presented(const struct certrule_peer *peer)
{
	return peer != NULL && peer->leaf != NULL ? peer : NULL;
}

/* Length first, so that no two lists of certificates read alike. */
static int
hash_certificate(EVP_MD_CTX *hash, const struct cr_certificate *certificate)
{
	uint64_t len = certificate->der.len;

	return EVP_DigestUpdate(hash, &len, sizeof len) == 1 &&
		       EVP_DigestUpdate(hash, certificate->der.data,
			   certificate->der.len) == 1
		   ? 0
		   : -1;
}

static int
hash_all(EVP_MD_CTX *hash, struct certrule_peer *peer)
{
	const EVP_MD *sha256 = peer->cache == NULL
				   ? EVP_sha256()
				   : cr_kept_cache_sha256(peer->cache);
	const struct cr_certificate *each;

	if (EVP_DigestInit_ex(hash, sha256, NULL) != 1 ||
	    hash_certificate(hash, peer->leaf) != 0)
		return -1;
	for (each = peer->sent; each != NULL; each = each->next) {
		if (hash_certificate(hash, each) != 0)
			return -1;
	}
	return EVP_DigestFinal_ex(hash, peer->digest, NULL) == 1 ? 0 : -1;
}

const unsigned char *
cr_peer_digest(struct certrule_peer *peer)
{
	EVP_MD_CTX *hash;

	if (peer->has_digest)
		return peer->digest;
	cr_errors_begin();
	hash = EVP_MD_CTX_new();
	peer->has_digest = hash != NULL && hash_all(hash, peer) == 0;
	EVP_MD_CTX_free(hash);
	(void)cr_errors_end();
	return peer->has_digest ? peer->digest : NULL;
}

/* d2i_X509_AUX() only to find where the certificate ends: what a stranger says
 * about trust in it is dropped. */
static X509 *
parse_x509(struct certrule_bytes der, bool trusted, size_t *used)
{
	const unsigned char *p = der.data;
	X509 *x509;

	if (der.len == 0 || der.len > INT32_MAX)
		return NULL;
	x509 = d2i_X509(NULL, &p, (long)der.len);
	*used = (size_t)(p - der.data);
	/* Octets behind it are refused, as a TLS handshake does. */
	if (x509 != NULL && *used != der.len && !trusted) {
		X509_free(x509);
		return NULL;
	}
	cr_errors_settle(x509);
	return x509;
}

struct cr_certificate *
cr_peer_parse(
    struct certrule_peer *peer, struct certrule_bytes der, bool trusted)
{
	struct cr_certificate *certificate;
	size_t used = 0;

	certificate = cr_arena_get(peer->arena, sizeof *certificate);
	if (certificate == NULL)
		return NULL;
	cr_errors_begin();
	certificate->x509 = parse_x509(der, trusted, &used);
	if (cr_errors_end()) {
		X509_free(certificate->x509);
		return NULL;
	}
	certificate->der = der;
	if (certificate->x509 != NULL)
		certificate->der.len = used;
	return certificate;
}

/* ---------------------------------------------------------------- the leaf */

static bool
issued_another(
    const struct cr_certificate *list, const struct cr_certificate *issuer)
{
	const struct cr_certificate *other;

	for (other = list; other != NULL; other = other->next) {
		if (other->x509 == NULL ||
		    cr_bytes_equal(other->der, issuer->der))
			continue;
		if (X509_check_issued(issuer->x509, other->x509) == X509_V_OK)
			return true;
	}
	return false;
}

/*
 * The one that issued none of the others.  One that does not parse cannot be
 * shown to have issued any: it is the leaf, and so nobody is verified by a file
 * with a broken leaf and a good CA in it.
 */
static struct cr_certificate *
find_leaf(struct cr_certificate *list)
{
	struct cr_certificate *each;

	for (each = list; each != NULL; each = each->next) {
		if (each->x509 == NULL)
			return each;
	}
	for (each = list; each != NULL; each = each->next) {
		if (!issued_another(list, each))
			return each;
	}
	return list;
}

static int
add_sent(struct certrule_peer *peer, struct cr_certificate ***tail,
    struct cr_certificate *certificate)
{
	certificate->next = NULL;
	**tail = certificate;
	*tail = &certificate->next;
	peer->sent_count++;
	peer->sent_bytes += certificate->der.len;
	if (certificate->x509 == NULL)
		return 0;
	return sk_X509_push(peer->untrusted, certificate->x509) > 0 ? 0 : -1;
}

int
cr_peer_add(struct certrule_peer *peer, struct cr_certificate *certificate)
{
	struct cr_certificate **tail = &peer->sent;

	while (*tail != NULL)
		tail = &(*tail)->next;
	return add_sent(peer, &tail, certificate);
}

/* All but the leaf; a copy of it, as in a full chain beside it, is left out. */
static int
add_list(struct certrule_peer *peer, struct cr_certificate ***tail,
    struct cr_certificate *list)
{
	struct cr_certificate *each, *next;
	int result = 0;

	for (each = list; each != NULL; each = next) {
		next = each->next;
		if (each == peer->leaf)
			continue;
		if (each->x509 != NULL &&
		    cr_bytes_equal(each->der, peer->leaf->der)) {
			X509_free(each->x509);
			continue;
		}
		/* Goes on after a failure so that each one has its owner. */
		if (add_sent(peer, tail, each) != 0)
			result = -1;
	}
	return result;
}

int
cr_peer_assemble(struct certrule_peer *peer, struct cr_certificate *own,
    struct cr_certificate *chain)
{
	struct cr_certificate **tail = &peer->sent;
	int result = 0;

	cr_errors_begin();
	peer->leaf = find_leaf(own);
	if (add_list(peer, &tail, own) != 0)
		result = -1;
	if (add_list(peer, &tail, chain) != 0)
		result = -1;
	peer->leaf->next = NULL;
	if (cr_errors_end())
		result = -1;
	return result;
}

/* --------------------------------------------------------------- from X509 */

/* Takes a reference; its DER is what OpenSSL kept of what it read. */
static struct cr_certificate *
copy_x509(struct certrule_peer *peer, X509 *x509)
{
	struct cr_certificate *certificate;
	unsigned char *out;
	int len = i2d_X509(x509, NULL);

	certificate = cr_arena_get(peer->arena, sizeof *certificate);
	if (certificate == NULL || len <= 0)
		return NULL;
	out = cr_arena_get(peer->arena, (size_t)len);
	if (out == NULL)
		return NULL;
	certificate->der.data = out;
	certificate->der.len = (size_t)len;
	if (i2d_X509(x509, &out) != len || X509_up_ref(x509) != 1)
		return NULL;
	certificate->x509 = x509;
	/* Who decoded it may have been short of memory. */
	cr_errors_settle(x509);
	return certificate;
}

static int
copy_chain(struct certrule_peer *peer, STACK_OF(X509) * sent)
{
	struct cr_certificate **tail = &peer->sent, *certificate;
	int i, count = sent == NULL ? 0 : sk_X509_num(sent);

	for (i = 0; i < count; i++) {
		certificate = copy_x509(peer, sk_X509_value(sent, i));
		if (certificate == NULL ||
		    add_sent(peer, &tail, certificate) != 0)
			return -1;
	}
	return 0;
}

struct certrule_peer *
certrule_peer_from_x509(const struct certrule_alloc *alloc, X509 *leaf,
    STACK_OF(X509) * sent, enum certrule_peer_status *status)
{
	enum certrule_peer_status ignored;
	struct certrule_peer *peer;
	bool failed;

	if (status == NULL)
		status = &ignored;
	*status = CERTRULE_PEER_NO_CERTIFICATE;
	if (leaf == NULL)
		return NULL;
	*status = CERTRULE_PEER_NO_MEMORY;
	peer = cr_peer_new(alloc);
	if (peer == NULL)
		return NULL;
	cr_errors_begin();
	peer->leaf = copy_x509(peer, leaf);
	failed = peer->leaf == NULL || copy_chain(peer, sent) != 0;
	if (cr_errors_end() || failed) {
		certrule_peer_free(peer);
		return NULL;
	}
	*status = CERTRULE_PEER_OK;
	return peer;
}

/* SPDX-License-Identifier: MIT */
/*
 * The capsule: application data of a TLS session (SSL_SESSION(3)), in tickets
 * and caches alike, of TLS 1.2 and 1.3.
 *
 *	octet    version, 1
 *	octet    flags
 *	octet    length of the SNI, and the SNI: OpenSSL forgets it in TLS 1.2
 *	32       SHA-256 of the leaf, if there is one
 *	repeated 3 octets length, DER of a certificate as sent
 *
 * OpenSSL encrypts and authenticates it inside a ticket; it is parsed as if a
 * stranger had written it all the same.
 */
#include "session.h"

#include "../base/bytes.h"
#include "../base/limits.h"

#include <openssl/evp.h>
#include <string.h>

#define VERSION 1
#define DIGEST	32
#define LENGTH	3
#define SNI	255

enum flag {
	FLAG_REQUESTED = 1,
	FLAG_LEAF = 2,
	FLAG_COMPLETE = 4 /* all that was sent is here */
};

/* ---------------------------------------------------------------- writing */

static bool
fits(const struct certrule_peer *peer)
{
	return peer->sent_bytes + LENGTH * peer->sent_count + DIGEST + SNI +
		   3 <=
	       CR_LIMIT_CAPSULE;
}

static void
add_sent(struct cr_buffer *out, const struct cr_certificate *certificate)
{
	size_t len = certificate->der.len;

	cr_buffer_add_byte(out, (unsigned char)(len >> 16));
	cr_buffer_add_byte(out, (unsigned char)(len >> 8));
	cr_buffer_add_byte(out, (unsigned char)len);
	cr_buffer_add_bytes(out, certificate->der);
}

static int
get_digest(const struct cr_certificate *leaf, unsigned char *digest)
{
	unsigned len;

	return EVP_Digest(leaf->der.data, leaf->der.len, digest, &len,
		   EVP_sha256(), NULL) == 1
		   ? 0
		   : -1;
}

static int
add_peer(struct cr_buffer *out, const struct certrule_peer *peer)
{
	const struct cr_certificate *each;
	unsigned char digest[EVP_MAX_MD_SIZE];

	if (get_digest(peer->leaf, digest) != 0)
		return -1;
	cr_buffer_add(out, digest, DIGEST);
	if (!fits(peer))
		return 0;
	for (each = peer->sent; each != NULL; each = each->next)
		add_sent(out, each);
	return 0;
}

static unsigned char
get_flags(const struct certrule_peer *peer, bool requested)
{
	unsigned char flags = requested ? FLAG_REQUESTED : 0;

	if (cr_peer_presented(peer) == NULL)
		return flags;
	return (unsigned char)(flags | FLAG_LEAF |
			       (fits(peer) ? FLAG_COMPLETE : 0));
}

static void
add_sni(struct cr_buffer *out, const SSL *ssl)
{
	const char *name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
	struct certrule_bytes sni = {NULL, 0};

	if (name != NULL)
		sni = cr_bytes_text(name);
	if (sni.len > SNI)
		sni.len = 0;
	cr_buffer_add_byte(out, (unsigned char)sni.len);
	cr_buffer_add_bytes(out, sni);
}

int
cr_session_write(SSL *ssl, const struct certrule_alloc *alloc,
    const struct certrule_peer *peer, bool requested)
{
	SSL_SESSION *session = SSL_get_session(ssl);
	struct cr_buffer out;
	int result = -1;

	/* Before there is one, nothing can be resumed. */
	if (session == NULL)
		return 0;
	cr_buffer_init(&out, alloc);
	cr_buffer_add_byte(&out, VERSION);
	cr_buffer_add_byte(&out, get_flags(peer, requested));
	add_sni(&out, ssl);
	if ((cr_peer_presented(peer) == NULL || add_peer(&out, peer) == 0) &&
	    !cr_buffer_failed(&out) &&
	    SSL_SESSION_set1_ticket_appdata(session, out.data, out.len) == 1)
		result = 0;
	cr_buffer_fini(&out);
	/* What is left of an earlier call would say too little. */
	if (result != 0)
		(void)SSL_SESSION_set1_ticket_appdata(session, NULL, 0);
	return result;
}

/* ---------------------------------------------------------------- reading */

struct capsule {
	unsigned char flags;
	struct certrule_bytes sni;    /* may be empty */
	struct certrule_bytes digest; /* of the leaf */
	struct certrule_bytes sent;
};

static bool
cut(struct certrule_bytes *bytes, size_t len, struct certrule_bytes *part)
{
	if (bytes->len < len)
		return false;
	*part = cr_bytes_slice(*bytes, 0, len);
	*bytes = cr_bytes_slice(*bytes, len, bytes->len);
	return true;
}

/* False: it is none of ours. */
static bool
parse(struct certrule_bytes bytes, struct capsule *capsule)
{
	struct certrule_bytes head;

	if (!cut(&bytes, 3, &head) || head.data[0] != VERSION ||
	    !cut(&bytes, head.data[2], &capsule->sni))
		return false;
	capsule->flags = head.data[1];
	if ((capsule->flags & FLAG_LEAF) != 0 &&
	    !cut(&bytes, DIGEST, &capsule->digest))
		return false;
	capsule->sent = bytes;
	return true;
}

static bool
get_capsule(SSL *ssl, struct capsule *capsule)
{
	SSL_SESSION *session = SSL_get_session(ssl);
	struct certrule_bytes bytes = {NULL, 0};
	void *data = NULL;

	if (session == NULL ||
	    SSL_SESSION_get0_ticket_appdata(session, &data, &bytes.len) != 1)
		return false;
	bytes.data = data;
	return data != NULL && parse(bytes, capsule);
}

static bool
is_of_leaf(const struct capsule *capsule, const struct certrule_peer *peer)
{
	unsigned char digest[EVP_MAX_MD_SIZE];

	return (capsule->flags & FLAG_LEAF) != 0 && peer->leaf != NULL &&
	       get_digest(peer->leaf, digest) == 0 &&
	       memcmp(digest, capsule->digest.data, DIGEST) == 0;
}

static size_t
get_length(struct certrule_bytes octets)
{
	return (size_t)octets.data[0] << 16 | (size_t)octets.data[1] << 8 |
	       octets.data[2];
}

/* -1: no memory.  A broken end counts as certificates that are not known. */
static int
read_sent(struct certrule_peer *peer, struct certrule_bytes sent)
{
	struct certrule_bytes length, der;
	struct cr_certificate *certificate;

	while (sent.len > 0) {
		if (!cut(&sent, LENGTH, &length) ||
		    !cut(&sent, get_length(length), &der)) {
			peer->incomplete = true;
			return 0;
		}
		/* The session may go before the peer does. */
		der = cr_arena_bytes(peer->arena, der);
		if (der.data == NULL)
			return -1;
		certificate = cr_peer_parse(peer, der, false);
		if (certificate == NULL || cr_peer_add(peer, certificate) != 0)
			return -1;
	}
	return 0;
}

int
cr_session_read(SSL *ssl, struct certrule_peer *peer)
{
	struct capsule capsule = {0, {NULL, 0}, {NULL, 0}, {NULL, 0}};

	/* A certificate that is there was asked for. */
	peer->requested = peer->leaf != NULL;
	peer->incomplete = peer->leaf != NULL;
	if (!get_capsule(ssl, &capsule))
		return 0;
	if ((capsule.flags & FLAG_REQUESTED) != 0)
		peer->requested = true;
	if (capsule.sni.len > 0) {
		peer->sni = cr_arena_bytes(peer->arena, capsule.sni);
		if (peer->sni.data == NULL)
			return -1;
	}
	/* A cache inside this process has kept the chain, too. */
	if (SSL_get_peer_cert_chain(ssl) != NULL) {
		peer->incomplete = false;
		return 0;
	}
	if (!is_of_leaf(&capsule, peer) || (capsule.flags & FLAG_COMPLETE) == 0)
		return 0;
	peer->incomplete = false;
	return read_sent(peer, capsule.sent);
}

/* SPDX-License-Identifier: MIT */
/*
 * The peer of a TLS connection, with or without certrule_ssl_ctx_attach().
 * With it the handshake has made the peer already; without it, and for a
 * resumed session, it is made of what OpenSSL remembers.
 */
#include "connection.h"
#include "errors.h"
#include "session.h"

#include "../base/bytes.h"

/* ------------------------------------------------------------- certificates */

static struct certrule_peer *
read_certificates(const struct certrule_alloc *alloc, SSL *ssl,
    enum certrule_peer_status *status)
{
	X509 *leaf = SSL_get0_peer_certificate(ssl);

	if (leaf != NULL)
		return certrule_peer_from_x509(
		    alloc, leaf, SSL_get_peer_cert_chain(ssl), status);
	*status = CERTRULE_PEER_NO_MEMORY;
	return cr_peer_new(alloc);
}

/* --------------------------------------------------------------- TLS facts */

/* -1: no memory. */
static int
copy_bytes(struct certrule_peer *peer, const void *data, size_t len,
    struct certrule_bytes *out)
{
	if (len == 0)
		return 0;
	*out = cr_arena_bytes(peer->arena, cr_bytes(data, len));
	return out->data == NULL ? -1 : 0;
}

static int
read_alpn(struct certrule_peer *peer, const SSL *ssl)
{
	const unsigned char *alpn;
	unsigned len;

	SSL_get0_alpn_selected(ssl, &alpn, &len);
	return copy_bytes(peer, alpn, len, &peer->alpn);
}

/* Of a session resumed in TLS 1.2 OpenSSL may not know it, and the session
 * does. */
static int
read_sni(struct certrule_peer *peer, const SSL *ssl)
{
	const char *sni = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);

	if (sni == NULL)
		return 0;
	return copy_bytes(peer, sni, cr_bytes_text(sni).len, &peer->sni);
}

static int
read_tls(struct certrule_peer *peer, SSL *ssl)
{
	const SSL_CIPHER *cipher = SSL_get_current_cipher(ssl);

	peer->ssl = ssl;
	peer->version = SSL_get_version(ssl);
	peer->cipher = cipher == NULL ? NULL : SSL_CIPHER_get_name(cipher);
	return read_sni(peer, ssl) == 0 ? read_alpn(peer, ssl) : -1;
}

/* ------------------------------------------------------------------- public */

/* -1: no memory. */
static int
read_history(struct certrule_peer *peer, SSL *ssl)
{
	peer->resumed = SSL_session_reused(ssl) == 1;
	if (peer->resumed)
		return cr_session_read(ssl, peer);
	peer->requested = (SSL_get_verify_mode(ssl) & SSL_VERIFY_PEER) != 0;
	return 0;
}

static struct certrule_peer *
make_peer(const struct certrule_alloc *alloc, SSL *ssl,
    enum certrule_peer_status *status)
{
	struct certrule_peer *peer = read_certificates(alloc, ssl, status);

	if (peer == NULL)
		return NULL;
	peer->connection = true;
	if (read_history(peer, ssl) != 0 || read_tls(peer, ssl) != 0) {
		*status = CERTRULE_PEER_NO_MEMORY;
		certrule_peer_free(peer);
		return NULL;
	}
	cr_connection_judge(ssl, peer);
	return peer;
}

struct certrule_peer *
certrule_peer_from_ssl(const struct certrule_alloc *alloc, SSL *ssl,
    enum certrule_peer_status *status)
{
	enum certrule_peer_status ignored;
	struct certrule_peer *peer;

	if (status == NULL)
		status = &ignored;
	*status = CERTRULE_PEER_HANDSHAKE;
	if (!SSL_is_init_finished(ssl))
		return NULL;
	cr_errors_begin();
	peer = cr_connection_take_peer(ssl);
	if (peer != NULL && read_tls(peer, ssl) != 0) {
		certrule_peer_free(peer);
		peer = NULL;
	}
	if (peer == NULL)
		peer = make_peer(alloc, ssl, status);
	(void)cr_errors_end();
	if (peer != NULL)
		*status = CERTRULE_PEER_OK;
	return peer;
}

/* ------------------------------------------------------------ the fieldset */

/* As the peer lives as long as it is in the fieldset, no copy is needed. */
static void
lend(struct certrule_fieldset *facts, int field, struct certrule_value value)
{
	cr_fieldset_open(facts, field, CR_SLOT_SET)->value = value;
	facts->peer_lends = true;
}

static void
lend_bytes(
    struct certrule_fieldset *facts, int field, struct certrule_bytes text)
{
	if (text.data != NULL)
		lend(facts, field, cr_value_string(text));
}

static void
lend_name(struct certrule_fieldset *facts, int field, const char *name)
{
	if (name != NULL)
		lend_bytes(facts, field, cr_bytes_text(name));
}

void
cr_peer_set_tls(
    struct certrule_fieldset *facts, const struct certrule_peer *peer)
{
	if (!peer->connection || !cr_schema_has_builtin(facts->schema))
		return;
	lend(facts, CR_ID_SSL, cr_value_bool(true));
	lend(facts, CR_ID_TLS_RESUMED, cr_value_bool(peer->resumed));
	lend_name(facts, CR_ID_CF_TLS_VERSION, peer->version);
	lend_name(facts, CR_ID_CF_TLS_CIPHER, peer->cipher);
	/* It is a host, and so has a form of its own. */
	if (peer->sni.data != NULL)
		(void)certrule_fieldset_set_string(
		    facts, CR_ID_TLS_SNI, peer->sni.data, peer->sni.len);
	lend_bytes(facts, CR_ID_TLS_ALPN, peer->alpn);
}

void
cr_peer_take_back_tls(struct certrule_fieldset *facts)
{
	static const int lent[] = {CR_ID_SSL, CR_ID_TLS_RESUMED,
	    CR_ID_CF_TLS_VERSION, CR_ID_CF_TLS_CIPHER, CR_ID_TLS_SNI,
	    CR_ID_TLS_ALPN};
	size_t i;

	if (!facts->peer_lends)
		return;
	for (i = 0; i < sizeof lent / sizeof lent[0]; i++)
		facts->slots[lent[i]].state = CR_SLOT_EMPTY;
	facts->peer_lends = false;
}

/* SPDX-License-Identifier: MIT */
/*
 * The callbacks of a server's handshakes.
 *
 * A certificate is asked for where the host of the SNI has a trust block, or
 * the client names no host and there is some block; it is never required: what
 * a client without one may do is for rules.  The verify stage runs inside the
 * handshake and lets it go on; the code it leaves is 0 only for a client that
 * is verified, so that nobody else who asks the connection is misled.
 *
 * Nothing here decides, and no fact is visible before the handshake is
 * finished: only then has the client shown that the key is its own.
 */
#include "connection.h"

#include "../base/alloc.h"
#include "../base/bytes.h"
#include "../base/clock.h"
#include "errors.h"
#include "facts.h"
#include "session.h"

#include <openssl/crypto.h>

/* A ticket holds the leaf and has 64 KiB at most: OpenSSL ends a handshake
 * whose ticket it cannot make.  In TLS 1.3 none need be made. */
#define TICKET_LEAF (48 << 10)

/* Of one SSL_CTX, freed with it. */
struct attachment {
	const struct certrule_alloc *alloc;
	CRYPTO_RWLOCK *lock; /* around facts, which a reload exchanges */
	struct certrule_fieldset *facts; /* holds the gate, and its trust */
	struct cr_kept_cache *cache;
};

/* ------------------------------------------------------- places in OpenSSL */

/* OpenSSL numbers the places for other people's data by process: written once,
 * under its own lock, and read by every attachment. */
static CRYPTO_ONCE indexes_once = CRYPTO_ONCE_STATIC_INIT;
static int context_index = -1, connection_index = -1;

static void
free_attachment_memory(struct attachment *attachment)
{
	if (attachment == NULL)
		return;
	certrule_fieldset_free(attachment->facts);
	cr_kept_cache_free(attachment->cache);
	CRYPTO_THREAD_lock_free(attachment->lock);
	cr_alloc_free(attachment->alloc, attachment);
}

static void
free_attachment(void *parent, void *memory, CRYPTO_EX_DATA *data, int index,
    long number, void *argument)
{
	(void)parent, (void)data, (void)index, (void)number, (void)argument;
	free_attachment_memory(memory);
}

static void
free_peer(void *parent, void *memory, CRYPTO_EX_DATA *data, int index,
    long number, void *argument)
{
	(void)parent, (void)data, (void)index, (void)number, (void)argument;
	certrule_peer_free(memory);
}

static void
get_indexes(void)
{
	context_index =
	    SSL_CTX_get_ex_new_index(0, NULL, NULL, NULL, free_attachment);
	connection_index = SSL_get_ex_new_index(0, NULL, NULL, NULL, free_peer);
}

static bool
has_indexes(void)
{
	return CRYPTO_THREAD_run_once(&indexes_once, get_indexes) == 1 &&
	       context_index >= 0 && connection_index >= 0;
}

/* --------------------------------------------------------------- the block */

static struct certrule_bytes
get_sni(const SSL *ssl)
{
	const char *name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);

	return name == NULL ? (struct certrule_bytes){NULL, 0}
			    : cr_bytes_text(name);
}

/* *block is NULL: the host has none, or the client named no host.  -1: no
 * memory. */
static int
find_block(const struct attachment *attachment, struct certrule_bytes sni,
    const struct cr_block **block)
{
	*block = NULL;
	if (attachment->facts->trust == NULL || sni.data == NULL)
		return 0;
	return cr_trust_host_of_sni(
	    attachment->facts->trust, attachment->alloc, sni, block);
}

/* -------------------------------------------- the request for a certificate */

/* block is that of the SNI. */
static bool
is_wanted(const struct attachment *attachment, const SSL *ssl,
    const struct cr_block *block)
{
	const struct cr_trust *trust = attachment->facts->trust;

	if (trust == NULL || trust->block_count == 0)
		return false;
	return get_sni(ssl).data == NULL || block != NULL;
}

/* An empty list says: any CA.  Never that of the SSL_CTX, which may name the
 * CAs of another host. */
static int
set_names(SSL *ssl, const struct cr_block *block)
{
	STACK_OF(X509_NAME) * names;

	if (block == NULL || block->names == NULL)
		names = sk_X509_NAME_new_null();
	else
		names = SSL_dup_CA_list(block->names);
	if (names == NULL)
		return -1;
	SSL_set0_CA_list(ssl, names);
	return 0;
}

static int
request(const struct attachment *attachment, SSL *ssl)
{
	const struct cr_block *block;
	bool wanted;

	if (find_block(attachment, get_sni(ssl), &block) != 0)
		return -1;
	wanted = is_wanted(attachment, ssl, block);
	SSL_set_verify(ssl, wanted ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
	if (wanted && set_names(ssl, block) != 0)
		return -1;
	return cr_session_write(ssl, attachment->alloc, NULL, wanted);
}

/* SSL_CTX_set_cert_cb(3): the client has said which host it wants, and this is
 * no resumption.  0 ends the handshake. */
static int
on_client_hello(SSL *ssl, void *argument)
{
	struct attachment *attachment = argument;
	int result;

	if (CRYPTO_THREAD_read_lock(attachment->lock) != 1)
		return 0;
	result = request(attachment, ssl);
	CRYPTO_THREAD_unlock(attachment->lock);
	return result == 0;
}

/* --------------------------------------------------------- the certificate */

static int
judge(const struct attachment *attachment, struct certrule_peer *peer,
    struct certrule_bytes sni, X509_STORE_CTX *context)
{
	const struct cr_block *block;
	struct cr_facts *facts;
	int code;

	if (find_block(attachment, sni, &block) != 0)
		return X509_V_ERR_OUT_OF_MEM;
	if (block == NULL)
		return X509_V_ERR_APPLICATION_VERIFICATION;
	facts = cr_facts_new(attachment->alloc, peer, block, cr_clock_now());
	code = cr_facts_code(facts);
	if (code == X509_V_OK && context != NULL) {
		X509_STORE_CTX_set0_verified_chain(
		    context, X509_chain_up_ref(facts->verify.path));
		if (X509_STORE_CTX_get0_chain(context) == NULL)
			code = X509_V_ERR_OUT_OF_MEM;
	}
	cr_facts_free(facts);
	return code;
}

/* All that came stands in the untrusted ones, the leaf first. */
static struct certrule_peer *
make_peer(const struct attachment *attachment, X509_STORE_CTX *context)
{
	STACK_OF(X509) *all = X509_STORE_CTX_get0_untrusted(context);
	STACK_OF(X509) *sent = all == NULL ? NULL : sk_X509_dup(all);
	struct certrule_peer *peer = NULL;

	if (sent != NULL) {
		(void)sk_X509_shift(sent);
		peer = certrule_peer_from_x509(attachment->alloc,
		    X509_STORE_CTX_get0_cert(context), sent, NULL);
	}
	sk_X509_free(sent);
	if (peer == NULL)
		return NULL;
	peer->connection = true;
	peer->requested = true;
	peer->cache = attachment->cache;
	return peer;
}

/* The peer stays with the connection; without memory it is made again when it
 * is asked for, and until then the answer is no. */
static int
look_at(const struct attachment *attachment, SSL *ssl, X509_STORE_CTX *context)
{
	struct certrule_peer *peer = make_peer(attachment, context);
	int code;

	if (peer == NULL)
		return X509_V_ERR_OUT_OF_MEM;
	code = judge(attachment, peer, get_sni(ssl), context);
	if (cr_session_write(ssl, attachment->alloc, peer, true) != 0)
		code = X509_V_ERR_OUT_OF_MEM;
	if (peer->leaf->der.len > TICKET_LEAF)
		(void)SSL_set_num_tickets(ssl, 0);
	certrule_peer_free(SSL_get_ex_data(ssl, connection_index));
	if (SSL_set_ex_data(ssl, connection_index, peer) == 1)
		return code;
	certrule_peer_free(peer);
	return X509_V_ERR_OUT_OF_MEM;
}

/* SSL_CTX_set_cert_verify_callback(3).  1: the handshake goes on, whatever the
 * code that is left says. */
static int
on_certificate(X509_STORE_CTX *context, void *argument)
{
	struct attachment *attachment = argument;
	SSL *ssl = X509_STORE_CTX_get_ex_data(
	    context, SSL_get_ex_data_X509_STORE_CTX_idx());
	int code = X509_V_ERR_UNSPECIFIED;

	if (ssl != NULL && CRYPTO_THREAD_read_lock(attachment->lock) == 1) {
		cr_errors_begin();
		code = look_at(attachment, ssl, context);
		if (cr_errors_end())
			code = X509_V_ERR_OUT_OF_MEM;
		CRYPTO_THREAD_unlock(attachment->lock);
	}
	X509_STORE_CTX_set_error(context, code);
	return 1;
}

/* -------------------------------------------------------------- attaching */

static struct attachment *
make_attachment(const struct certrule_fieldset *facts)
{
	struct attachment *attachment =
	    cr_alloc_array(facts->alloc, 1, sizeof *attachment);

	if (attachment == NULL)
		return NULL;
	attachment->alloc = facts->alloc;
	attachment->lock = CRYPTO_THREAD_lock_new();
	attachment->cache = cr_kept_cache_new(facts->alloc);
	if (attachment->lock != NULL && attachment->cache != NULL)
		return attachment;
	free_attachment_memory(attachment);
	return NULL;
}

/* Early data may be replayed by anybody, and comes before the handshake has
 * proved anything; a renegotiation would change the client under our feet. */
static int
set_callbacks(SSL_CTX *context, struct attachment *attachment)
{
	if (SSL_CTX_set_max_early_data(context, 0) != 1 ||
	    SSL_CTX_set_recv_max_early_data(context, 0) != 1)
		return -1;
	SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
	SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
	SSL_CTX_set_cert_cb(context, on_client_hello, attachment);
	SSL_CTX_set_cert_verify_callback(context, on_certificate, attachment);
	return 0;
}

static struct attachment *
attach_first(SSL_CTX *context, const struct certrule_fieldset *facts)
{
	struct attachment *attachment = make_attachment(facts);

	if (attachment == NULL)
		return NULL;
	if (SSL_CTX_set_ex_data(context, context_index, attachment) != 1) {
		free_attachment_memory(attachment);
		return NULL;
	}
	/* From here on it is the context's. */
	return set_callbacks(context, attachment) == 0 ? attachment : NULL;
}

int
certrule_ssl_ctx_attach(SSL_CTX *context, struct certrule_gate *gate)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate), *old;
	struct attachment *attachment = NULL;

	if (facts == NULL)
		return -1;
	if (has_indexes())
		attachment = SSL_CTX_get_ex_data(context, context_index);
	if (attachment == NULL && has_indexes())
		attachment = attach_first(context, facts);
	if (attachment == NULL ||
	    CRYPTO_THREAD_write_lock(attachment->lock) != 1) {
		certrule_fieldset_free(facts);
		return -1;
	}
	old = attachment->facts;
	attachment->facts = facts;
	CRYPTO_THREAD_unlock(attachment->lock);
	certrule_fieldset_free(old);
	return 0;
}

/* ------------------------------------------------- after the handshake */

static struct attachment *
get_attachment(const SSL *ssl)
{
	return has_indexes()
		   ? SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), context_index)
		   : NULL;
}

struct certrule_peer *
cr_connection_take_peer(SSL *ssl)
{
	struct certrule_peer *peer;

	if (!has_indexes())
		return NULL;
	peer = SSL_get_ex_data(ssl, connection_index);
	if (peer == NULL || SSL_set_ex_data(ssl, connection_index, NULL) != 1)
		return NULL;
	return peer;
}

void
cr_connection_judge(SSL *ssl, struct certrule_peer *peer)
{
	struct attachment *attachment = get_attachment(ssl);
	int code = X509_V_ERR_UNSPECIFIED;

	if (attachment == NULL || peer->leaf == NULL)
		return;
	peer->cache = attachment->cache;
	if (CRYPTO_THREAD_read_lock(attachment->lock) == 1) {
		code = judge(attachment, peer, peer->sni, NULL);
		CRYPTO_THREAD_unlock(attachment->lock);
	}
	SSL_set_verify_result(ssl, code);
}

/* SPDX-License-Identifier: MIT */
/* See handshake.h. */
#include "handshake.h"

#include <check.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int
select_alpn(SSL *ssl, const unsigned char **out, unsigned char *out_len,
    const unsigned char *in, unsigned in_len, void *argument)
{
	(void)ssl, (void)argument, (void)in_len;
	*out = in + 1;
	*out_len = in[0];
	return SSL_TLSEXT_ERR_OK;
}

SSL_CTX *
server_new(int version, bool tickets)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	struct cert *cert =
	    cert_make(&(struct cert_spec){.subject = "/CN=server"});

	ck_assert_ptr_nonnull(context);
	ck_assert_int_eq(SSL_CTX_set_min_proto_version(context, version), 1);
	ck_assert_int_eq(SSL_CTX_set_max_proto_version(context, version), 1);
	ck_assert_int_eq(SSL_CTX_use_certificate(context, cert->x509), 1);
	ck_assert_int_eq(SSL_CTX_use_PrivateKey(context, cert->key), 1);
	ck_assert_int_eq(SSL_CTX_set_session_id_context(
			     context, (const unsigned char *)"test", 4),
	    1);
	SSL_CTX_set_alpn_select_cb(context, select_alpn, NULL);
	if (!tickets)
		SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
	return context;
}

static void
set_client(SSL *client, const struct client_spec *spec)
{
	size_t i;

	if (spec->sni != NULL)
		ck_assert_int_eq(
		    SSL_set_tlsext_host_name(client, spec->sni), 1);
	if (spec->session != NULL)
		ck_assert_int_eq(SSL_set_session(client, spec->session), 1);
	if (spec->cert == NULL)
		return;
	ck_assert_int_eq(SSL_use_certificate(client, spec->cert->x509), 1);
	ck_assert_int_eq(SSL_use_PrivateKey(client, spec->cert->key), 1);
	for (i = 0; spec->sent[i] != NULL; i++)
		ck_assert_int_eq(
		    SSL_add1_chain_cert(client, spec->sent[i]->x509), 1);
}

/* What the certificates of a test look like to the client is not its point. */
static SSL *
new_client(const struct client_spec *spec)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	unsigned char protocols[32];
	SSL *client;
	size_t len;

	ck_assert_ptr_nonnull(context);
	SSL_CTX_set_security_level(context, 0);
	SSL_CTX_set_mode(context, SSL_MODE_NO_AUTO_CHAIN);
	client = SSL_new(context);
	ck_assert_ptr_nonnull(client);
	SSL_CTX_free(context);
	set_client(client, spec);
	if (spec->alpn != NULL) {
		len = strlen(spec->alpn);
		protocols[0] = (unsigned char)len;
		memcpy(protocols + 1, spec->alpn, len);
		ck_assert_int_eq(
		    SSL_set_alpn_protos(client, protocols, (unsigned)len + 1),
		    0);
	}
	return client;
}

static void
join_sockets(struct connection *connection)
{
	int i;

	ck_assert_int_eq(
	    socketpair(AF_UNIX, SOCK_STREAM, 0, connection->sockets), 0);
	for (i = 0; i < 2; i++)
		ck_assert_int_eq(
		    fcntl(connection->sockets[i], F_SETFL, O_NONBLOCK), 0);
	ck_assert_int_eq(
	    SSL_set_fd(connection->server, connection->sockets[0]), 1);
	ck_assert_int_eq(
	    SSL_set_fd(connection->client, connection->sockets[1]), 1);
	SSL_set_accept_state(connection->server);
	SSL_set_connect_state(connection->client);
}

/* 1: finished; 0: it wants the other side; -1: it failed. */
static int
step(SSL *ssl)
{
	int result = SSL_do_handshake(ssl), error;

	if (result == 1)
		return 1;
	error = SSL_get_error(ssl, result);
	ERR_clear_error();
	return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE
		   ? 0
		   : -1;
}

static bool
shake_hands(struct connection *connection)
{
	int i, server = 0, client = 0;

	for (i = 0; i < 1000 && (server != 1 || client != 1); i++) {
		client = step(connection->client);
		server = step(connection->server);
		if (server < 0)
			return false;
	}
	ck_assert_int_eq(client, 1);
	return true;
}

/* A byte from the server, behind its tickets. */
static void
read_tickets(struct connection *connection)
{
	char byte = 'x';
	int i, got = 0;

	ck_assert_int_eq(SSL_write(connection->server, &byte, 1), 1);
	for (i = 0; i < 100 && got != 1; i++)
		got = SSL_read(connection->client, &byte, 1);
	ck_assert_int_eq(got, 1);
	ERR_clear_error();
}

bool
connection_open(struct connection *connection, SSL_CTX *server,
    const struct client_spec *spec)
{
	connection->server = SSL_new(server);
	ck_assert_ptr_nonnull(connection->server);
	connection->client = new_client(spec);
	join_sockets(connection);
	if (!shake_hands(connection))
		return false;
	read_tickets(connection);
	return true;
}

void
connection_close(struct connection *connection)
{
	SSL_free(connection->server);
	SSL_free(connection->client);
	close(connection->sockets[0]);
	close(connection->sockets[1]);
}

/* A session whose connection was not closed is not resumed. */
SSL_SESSION *
connection_end(struct connection *connection)
{
	SSL_SESSION *session;

	SSL_shutdown(connection->server);
	SSL_shutdown(connection->client);
	session = SSL_get1_session(connection->client);
	ck_assert_ptr_nonnull(session);
	connection_close(connection);
	ERR_clear_error();
	return session;
}

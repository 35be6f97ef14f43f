/* SPDX-License-Identifier: MIT */
/* TLS handshakes between a client and a server of this process, over a pair of
 * sockets.  Whatever goes wrong in here aborts the test. */
#ifndef HANDSHAKE_H
#define HANDSHAKE_H

#include "certs.h"

#include <openssl/ssl.h>

/* Zero means the default of each. */
struct client_spec {
	const char *sni;	     /* none */
	const struct cert *cert;     /* none */
	const struct cert *sent[12]; /* beside it */
	SSL_SESSION *session;	     /* to resume, or NULL */
	const char *alpn;	     /* one protocol */
};

struct connection {
	SSL *server, *client;
	int sockets[2];
};

/* A server with a certificate of its own, for one TLS version; tickets false:
 * session ids, or what TLS 1.3 has in their place. */
SSL_CTX *server_new(int version, bool tickets);
/* Both have finished their handshake, and the client has what it needs to
 * resume.  False: the server refused. */
bool connection_open(struct connection *connection, SSL_CTX *server,
    const struct client_spec *spec);
void connection_close(struct connection *connection);
/* The session of the client, to be freed by the caller; closes. */
SSL_SESSION *connection_end(struct connection *connection);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * server PORT CERTIFICATE KEY POLICY - an HTTPS server that asks a policy.
 *
 * One thread, one connection at a time, HTTP/1.1 with keep-alive (http.c).
 * Every request is decided: 200, or 403 with the message of the rule, or 421
 * where the connection never asked for the certificate that the host wants (RFC
 * 9110 15.5.20).  SIGHUP loads the policy again, before the next decision.
 * Decision records go to standard output, all else to standard error.
 *
 * Whatever goes wrong on the way to a decision, the answer is no.
 */
#include "http.h"

#include <certrule-openssl.h>

#include <openssl/err.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct server {
	SSL_CTX *context;
	sigset_t reload; /* SIGHUP: waits until it is asked for */
	struct certrule_diags *diags;
	struct certrule_gate *gate;	 /* the policy in force */
	struct certrule_fieldset *facts; /* of the request at hand */
};

static int
write_stream(void *context, const char *text, size_t len)
{
	return fwrite(text, 1, len, context) == len ? 0 : -1;
}

/* ----------------------------------------------------------------- policies */

/* Puts a gate in force; takes it.  -1: it is NULL, and the diagnostics say why,
 * or memory is short; what was in force before stays. */
static int
use_gate(struct server *server, struct certrule_gate *gate)
{
	struct certrule_fieldset *facts =
	    gate == NULL ? NULL : certrule_fieldset_new(gate);
	int said = 0;

	for (size_t i = 0; i < certrule_diags_count(server->diags); i++)
		said |= certrule_diags_write(
		    server->diags, i, 0, write_stream, stderr);
	certrule_diags_clear(server->diags);
	if (said != 0 || facts == NULL ||
	    certrule_ssl_ctx_attach(server->context, gate) != 0) {
		certrule_fieldset_free(facts);
		certrule_gate_unref(gate);
		return -1;
	}
	certrule_fieldset_free(server->facts);
	certrule_gate_unref(server->gate);
	server->facts = facts;
	server->gate = gate;
	fprintf(stderr, "server: policy %s is in force\n",
	    certrule_gate_revision(gate));
	return 0;
}

static void
reload_if_asked(struct server *server)
{
	static const struct timespec now = {0, 0};

	if (sigtimedwait(&server->reload, NULL, &now) != SIGHUP)
		return;
	if (use_gate(
		server, certrule_gate_reload(server->gate, server->diags)) != 0)
		fprintf(stderr, "server: policy %s stays in force\n",
		    certrule_gate_revision(server->gate));
}

/* ---------------------------------------------------------------- decisions */

static int
was_not_requested(struct server *server)
{
	static const char token[] = "not_requested";
	const struct certrule_value *why = certrule_fieldset_get(
	    server->facts, certrule_gate_find_field(
			       server->gate, "tls.client_cert.verify_reason"));

	return why->state == CERTRULE_PRESENT &&
	       why->as.string.len == strlen(token) &&
	       memcmp(why->as.string.data, token, strlen(token)) == 0;
}

/* This server knows no actions of a policy's own: only an allow lets in. */
static void
decide(struct server *server, struct http *http)
{
	struct certrule_verdict verdict;
	int status = 403;

	certrule_gate_decide(server->gate, server->facts, &verdict);
	if (verdict.action == CERTRULE_BLOCK && verdict.status != 0)
		status = verdict.status;
	if (certrule_verdict_json(server->gate, server->facts, &verdict,
		write_stream, stdout) != 0 ||
	    putchar('\n') == EOF || fflush(stdout) != 0)
		http_answer(http, 500, "no decision without its record");
	else if (verdict.action == CERTRULE_ALLOW)
		http_answer(http, 200, "welcome");
	else if (was_not_requested(server))
		http_answer(http, 421, "this host wants a new connection");
	else
		http_answer(http, status,
		    verdict.message != NULL ? verdict.message : "forbidden");
}

static void
serve_requests(struct server *server, SSL *ssl, struct certrule_peer *peer)
{
	struct http http = {.ssl = ssl};

	while (!http.close && http_read_head(&http) == 0) {
		reload_if_asked(server);
		certrule_fieldset_clear(server->facts);
		/* A setter that fails leaves its field in error: a block. */
		certrule_fieldset_set_peer(server->facts, peer);
		if (http_set_facts(&http, server->gate, server->facts) == 0) {
			decide(server, &http);
			continue;
		}
		http.close = 1;
		http_answer(&http, 400, "that is no request");
	}
}

static void
serve_connection(struct server *server, int fd)
{
	SSL *ssl = SSL_new(server->context);
	struct certrule_peer *peer;

	if (ssl != NULL && SSL_set_fd(ssl, fd) == 1 && SSL_accept(ssl) == 1) {
		/* One for all requests; without it none is answered. */
		peer = certrule_peer_from_ssl(NULL, ssl, NULL);
		if (peer != NULL)
			serve_requests(server, ssl, peer);
		certrule_fieldset_clear(server->facts);
		certrule_peer_free(peer);
		SSL_shutdown(ssl);
	}
	ERR_clear_error();
	SSL_free(ssl);
	close(fd);
}

/* ---------------------------------------------------------------- the start */

static int
start(struct server *server, char **argv)
{
	static const unsigned char name[] = "certrule example";
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	struct certrule_schema *schema = certrule_schema_new(NULL);
	int result = -1;

	server->context = context;
	server->diags = certrule_diags_new(NULL);
	sigemptyset(&server->reload);
	sigaddset(&server->reload, SIGHUP);
	sigprocmask(SIG_BLOCK, &server->reload, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (context != NULL && schema != NULL && server->diags != NULL &&
	    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
	    SSL_CTX_set_session_id_context(context, name, sizeof(name)) == 1 &&
	    SSL_CTX_use_certificate_chain_file(context, argv[2]) == 1 &&
	    SSL_CTX_use_PrivateKey_file(context, argv[3], SSL_FILETYPE_PEM) ==
		1 &&
	    certrule_openssl_register(schema) == 0)
		result = use_gate(server,
		    certrule_gate_load(schema, argv[4], NULL, server->diags));
	ERR_print_errors_fp(stderr);
	certrule_schema_free(schema);
	return result;
}

int
main(int argc, char **argv)
{
	struct server server = {0};
	int listening, fd;

	if (argc != 5) {
		fprintf(stderr, "usage: server PORT CERTIFICATE KEY POLICY\n");
		return 2;
	}
	if (start(&server, argv) != 0)
		return 1;
	listening = http_listen(argv[1]);
	if (listening < 0)
		perror("server");
	while (listening >= 0) {
		reload_if_asked(&server);
		fd = http_accept(listening);
		if (fd >= 0)
			serve_connection(&server, fd);
	}
	return 1;
}

/* SPDX-License-Identifier: MIT */
/*
 * server PORT CERTIFICATE KEY POLICY - an HTTPS server that asks a policy.
 *
 * One thread, one connection at a time, HTTP/1.1 with keep-alive (http.c).
 * Every request is decided: 200, or 403 with the message of the rule, or 421
 * where the connection never asked for the certificate that the host wants (RFC
 * 9110 15.5.20).  SIGHUP loads the policy again, before the next decision.
 * Decision records go to standard output, a line each, and everything else to
 * standard error.
 *
 * Whatever goes wrong on the way to a decision, the answer is no.
 */
#include "http.h"

#include <certrule-openssl.h>

#include <openssl/err.h>

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

struct server {
	SSL_CTX *context;
	int signals; /* can be read once SIGHUP came */
	struct certrule_diags *diags;
	struct certrule_gate *gate;	 /* the policy in force */
	struct certrule_fieldset *facts; /* of the request at hand */
	int ip_src, verify_reason;	 /* field numbers of this gate */
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
	server->ip_src = certrule_gate_find_field(gate, "ip.src");
	server->verify_reason =
	    certrule_gate_find_field(gate, "tls.client_cert.verify_reason");
	fprintf(stderr, "server: policy %s is in force\n",
	    certrule_gate_revision(gate));
	return 0;
}

static void
reload_if_asked(struct server *server)
{
	struct signalfd_siginfo signal;
	struct certrule_gate *gate;

	if (read(server->signals, &signal, sizeof(signal)) != sizeof(signal))
		return;
	gate = certrule_gate_reload(server->gate, server->diags);
	if (use_gate(server, gate) != 0)
		fprintf(stderr, "server: policy %s stays in force\n",
		    certrule_gate_revision(server->gate));
}

/* ---------------------------------------------------------------- decisions */

/* A setter that fails leaves its field in error, and that blocks. */
static void
set_address(struct server *server, SSL *ssl)
{
	struct certrule_value value = {CERTRULE_MISSING, CERTRULE_IP, {0}};
	struct sockaddr_in at = {0};
	socklen_t len = sizeof(at);

	if (getpeername(SSL_get_fd(ssl), (struct sockaddr *)&at, &len) == 0) {
		value.state = CERTRULE_PRESENT;
		value.as.ip.family = 4;
		memcpy(value.as.ip.octets, &at.sin_addr, 4);
	}
	certrule_fieldset_set(server->facts, server->ip_src, &value);
}

static int
was_not_requested(struct server *server)
{
	static const char token[] = "not_requested";
	const struct certrule_value *why =
	    certrule_fieldset_get(server->facts, server->verify_reason);

	return why->state == CERTRULE_PRESENT &&
	       why->as.string.len == strlen(token) &&
	       memcmp(why->as.string.data, token, strlen(token)) == 0;
}

static int
log_decision(struct server *server, const struct certrule_verdict *verdict)
{
	if (certrule_verdict_json(server->gate, server->facts, verdict,
		write_stream, stdout) != 0)
		return -1;
	return putchar('\n') == EOF || fflush(stdout) != 0 ? -1 : 0;
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
	if (log_decision(server, &verdict) != 0)
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
		certrule_fieldset_set_peer(server->facts, peer);
		set_address(server, ssl);
		if (http_set_facts(&http, server->facts) == 0) {
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
	struct timeval patience = {HTTP_SECONDS, 0};
	struct certrule_peer *peer;
	SSL *ssl = SSL_new(server->context);

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
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

static SSL_CTX *
new_context(const char *certificate, const char *key)
{
	static const unsigned char name[] = "certrule example";
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());

	if (context != NULL &&
	    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
	    SSL_CTX_set_session_id_context(context, name, sizeof(name)) == 1 &&
	    SSL_CTX_use_certificate_chain_file(context, certificate) == 1 &&
	    SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1)
		return context;
	ERR_print_errors_fp(stderr);
	SSL_CTX_free(context);
	return NULL;
}

/* SIGHUP is read where it suits, and interrupts nothing. */
static int
watch_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	signal(SIGPIPE, SIG_IGN);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return -1;
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static int
start(struct server *server, const char *policy)
{
	struct certrule_schema *schema = certrule_schema_new(NULL);
	int result = -1;

	server->diags = certrule_diags_new(NULL);
	server->signals = watch_signals();
	if (schema != NULL && server->diags != NULL && server->signals >= 0 &&
	    certrule_openssl_register(schema) == 0)
		result = use_gate(server,
		    certrule_gate_load(schema, policy, NULL, server->diags));
	certrule_schema_free(schema);
	return result;
}

int
main(int argc, char **argv)
{
	struct server server = {0};
	struct pollfd polled[2] = {{-1, POLLIN, 0}, {-1, POLLIN, 0}};
	int fd;

	if (argc != 5) {
		fprintf(stderr, "usage: server PORT CERTIFICATE KEY POLICY\n");
		return 2;
	}
	server.context = new_context(argv[2], argv[3]);
	if (server.context == NULL || start(&server, argv[4]) != 0)
		return 1;
	polled[0].fd = http_listen(argv[1]);
	polled[1].fd = server.signals;
	if (polled[0].fd < 0)
		perror("server");
	while (polled[0].fd >= 0) {
		if (poll(polled, 2, -1) <= 0)
			continue;
		reload_if_asked(&server);
		if ((polled[0].revents & POLLIN) == 0)
			continue;
		fd = accept(polled[0].fd, NULL, NULL);
		if (fd >= 0)
			serve_connection(&server, fd);
	}
	return 1;
}

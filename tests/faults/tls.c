/* SPDX-License-Identifier: MIT */
/* Handshakes whose server lacks memory; the client has all it wants. */
#include "sweep.h"

#include "../unit/certs.h"

#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char policy[] =
    "trust fleet for \"api.example\" { ca \"root.pem\" }\n"
    "allow \"in\" if any(tls.client_cert.san.dns[*] == \"a.example\")\n"
    "default block\n";

static char folder[] = "sweepXXXXXX";
static struct cert *server_cert, *client_cert, *issuer;
static struct certrule_gate *gate, *second;
static SSL_CTX *server_context, *client_context;
static SSL_SESSION *session;
static int version;
static struct world_facts wanted;

/* ---------------------------------------------------------------------- files */

static void
make_certs(void)
{
	struct cert *root = cert_root("/CN=root");
	struct cert_spec sub = {
	    .subject = "/CN=sub", .issuer = root, .ca = true};
	struct cert_spec leaf = {.subject = "/CN=client",
	    .extensions = {{NID_subject_alt_name, "DNS:a.example"}}};
	struct certrule_bytes pem = cert_pem(root);
	char path[64];
	FILE *file;

	issuer = cert_make(&sub);
	leaf.issuer = issuer;
	client_cert = cert_make(&leaf);
	server_cert = cert_make(&(struct cert_spec){.subject = "/CN=server"});
	strcpy(folder, "sweepXXXXXX");
	MUST(mkdtemp(folder) != NULL);
	snprintf(path, sizeof(path), "%s/root.pem", folder);
	file = fopen(path, "wb");
	MUST(file != NULL);
	MUST(fwrite(pem.data, 1, pem.len, file) == pem.len);
	MUST(fclose(file) == 0);
}

static struct certrule_gate *
load(void)
{
	struct certrule_options options = {
	    .now = NOW, .now_set = 1, .root = folder};
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct certrule_schema *schema = world_schema();
	struct certrule_gate *loaded = certrule_gate_load_mem(
	    schema, "policy", policy, sizeof(policy) - 1, &options, diags);

	MUST(loaded != NULL);
	certrule_schema_free(schema);
	certrule_diags_free(diags);
	return loaded;
}

static void
make_contexts(void)
{
	server_context = SSL_CTX_new(TLS_server_method());
	client_context = SSL_CTX_new(TLS_client_method());
	MUST(server_context != NULL && client_context != NULL);
	MUST(SSL_CTX_set_min_proto_version(server_context, version) == 1);
	MUST(SSL_CTX_set_max_proto_version(server_context, version) == 1);
	MUST(SSL_CTX_use_certificate(server_context, server_cert->x509) == 1);
	MUST(SSL_CTX_use_PrivateKey(server_context, server_cert->key) == 1);
	MUST(SSL_CTX_set_session_id_context(
		 server_context, (const unsigned char *)"test", 4) == 1);
	MUST(SSL_CTX_use_certificate(client_context, client_cert->x509) == 1);
	MUST(SSL_CTX_use_PrivateKey(client_context, client_cert->key) == 1);
	MUST(SSL_CTX_add1_chain_cert(client_context, issuer->x509) == 1);
	MUST(certrule_ssl_ctx_attach(server_context, gate) == 0);
}

/* ----------------------------------------------------------------- handshakes */

static struct {
	SSL *server, *client;
	struct certrule_peer *peer;
	struct certrule_fieldset *facts;
	struct certrule_verdict verdict;
	enum certrule_peer_status status;
	bool finished;
} end;

static bool
make_client(BIO **server_end)
{
	BIO *client_end;

	sweep_pause();
	end.client = SSL_new(client_context);
	MUST(end.client != NULL);
	MUST(BIO_new_bio_pair(server_end, 0, &client_end, 0) == 1);
	SSL_set_bio(end.client, client_end, client_end);
	SSL_set_connect_state(end.client);
	MUST(SSL_set_tlsext_host_name(end.client, "api.example") == 1);
	if (session != NULL)
		MUST(SSL_set_session(end.client, session) == 1);
	sweep_resume();
	return true;
}

/* 1: finished; 0: it wants the other side; -1: it failed. */
static int
step(SSL *ssl)
{
	int result, error;

	ERR_clear_error();
	result = SSL_do_handshake(ssl);
	if (result == 1)
		return 1;
	error = SSL_get_error(ssl, result);
	return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE
		   ? 0
		   : -1;
}

static bool
shake_hands(void)
{
	int server = 0, client = 0;

	for (int i = 0; i < 50 && (server != 1 || client != 1); i++) {
		sweep_pause();
		client = step(end.client);
		sweep_resume();
		server = step(end.server);
		if (server < 0)
			return false;
	}
	return server == 1 && client == 1;
}

static void
shake(void)
{
	BIO *server_end = NULL;

	memset(&end, 0, sizeof(end));
	make_client(&server_end);
	end.server = SSL_new(server_context);
	if (end.server == NULL) {
		BIO_free(server_end);
		return;
	}
	SSL_set_bio(end.server, server_end, server_end);
	SSL_set_accept_state(end.server);
	end.finished = shake_hands();
	if (!end.finished)
		return;
	end.peer =
	    certrule_peer_from_ssl(&fault.alloc, end.server, &end.status);
	end.facts = certrule_fieldset_new(gate);
	if (end.facts == NULL)
		return;
	certrule_fieldset_set_time(end.facts, NOW);
	(void)certrule_fieldset_set_host(end.facts, "api.example", 11);
	(void)certrule_fieldset_set_peer(end.facts, end.peer);
	certrule_gate_decide(gate, end.facts, &end.verdict);
}

static void
hang_up(void)
{
	certrule_fieldset_free(end.facts);
	certrule_peer_free(end.peer);
	/* Else the session would not be resumed again. */
	if (end.finished) {
		SSL_set_shutdown(
		    end.server, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
		SSL_set_shutdown(
		    end.client, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
	}
	SSL_free(end.server);
	SSL_free(end.client);
	ERR_clear_error();
}

/* Whoever is let in is who was shown; with all memory everybody is. */
static void
check_shake(void)
{
	bool allowed = end.verdict.action == CERTRULE_ALLOW;

	MUST(allowed || sweep_failed());
	if (end.finished && end.peer == NULL)
		MUST(end.status == CERTRULE_PEER_NO_MEMORY);
	if (allowed)
		MUST(SSL_get0_peer_certificate(end.server) != NULL ||
		     session != NULL);
	/* A ticket that cannot be read makes a whole handshake. */
	if (end.facts != NULL && end.peer != NULL &&
	    SSL_session_reused(end.server) == (session != NULL))
		world_facts_compare(&wanted, end.facts, gate);
	hang_up();
	shake();
	MUST(end.verdict.action == CERTRULE_ALLOW);
	hang_up();
}

static void
begin_version(int with, bool resumed)
{
	char byte;

	version = with;
	make_certs();
	gate = load();
	second = load();
	session = NULL;
	make_contexts();
	shake();
	MUST(end.verdict.action == CERTRULE_ALLOW);
	if (resumed) {
		MUST(SSL_write(end.server, "x", 1) == 1);
		MUST(SSL_read(end.client, &byte, 1) == 1);
		SSL_shutdown(end.server);
		SSL_shutdown(end.client);
		session = SSL_get1_session(end.client);
		MUST(session != NULL);
		hang_up();
		shake();
		MUST(end.verdict.action == CERTRULE_ALLOW);
		MUST(SSL_session_reused(end.server) == 1);
	}
	world_facts_take(&wanted, end.facts, gate);
	hang_up();
}

static void
begin_12(void)
{
	begin_version(TLS1_2_VERSION, false);
}

static void
begin_13(void)
{
	begin_version(TLS1_3_VERSION, false);
}

static void
begin_resumed_12(void)
{
	begin_version(TLS1_2_VERSION, true);
}

static void
begin_resumed_13(void)
{
	begin_version(TLS1_3_VERSION, true);
}

static void
finish(void)
{
	char path[64];

	world_facts_free(&wanted);
	SSL_SESSION_free(session);
	SSL_CTX_free(server_context);
	SSL_CTX_free(client_context);
	certrule_gate_unref(second);
	certrule_gate_unref(gate);
	snprintf(path, sizeof(path), "%s/root.pem", folder);
	(void)unlink(path);
	(void)rmdir(folder);
	certs_fini();
}

/* --------------------------------------------------------------------- attach */

static int attached;

static void
act_attach(void)
{
	attached = certrule_ssl_ctx_attach(server_context, second);
}

/* The gate before stays, or the next one is there. */
static void
check_attach(void)
{
	MUST(attached == 0 || sweep_failed());
	shake();
	MUST(end.verdict.action == CERTRULE_ALLOW);
	hang_up();
	MUST(certrule_ssl_ctx_attach(server_context, gate) == 0);
}

static SSL_CTX *fresh;

static void
prepare_fresh(void)
{
	fresh = SSL_CTX_new(TLS_server_method());
	MUST(fresh != NULL);
}

static void
act_fresh(void)
{
	attached = certrule_ssl_ctx_attach(fresh, gate);
}

/* One that could not be attached can be, later. */
static void
check_fresh(void)
{
	MUST(attached == 0 || sweep_failed());
	MUST(certrule_ssl_ctx_attach(fresh, gate) == 0);
	SSL_CTX_free(fresh);
}

const struct scenario tls_scenarios[] = {
    {"attach-new", begin_13, prepare_fresh, act_fresh, check_fresh, finish},
    {"attach", begin_13, NULL, act_attach, check_attach, finish},
    {"tls-1.2", begin_12, NULL, shake, check_shake, finish},
    {"tls-1.3", begin_13, NULL, shake, check_shake, finish},
    {"tls-1.2-resumed", begin_resumed_12, NULL, shake, check_shake, finish},
    {"tls-1.3-resumed", begin_resumed_13, NULL, shake, check_shake, finish},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

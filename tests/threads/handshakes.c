/* SPDX-License-Identifier: MIT */
/*
 * handshakes [COUNT] - threads that shake hands while the gate of their server is
 * exchanged: certrule_ssl_ctx_attach() may be called at any time.
 *
 * Two gates take turns, of CAs that do not know each other's clients.  A client
 * is judged by the gate that its thread holds when it asks, whichever gate was
 * there when its hands were shaken: one CA's client is allowed by that CA's gate
 * and by no other.
 */
#include "world.h"

#include "../unit/certs.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define THREADS 4

static SSL_CTX *server_context, *client_contexts[2];
static struct certrule_gate *gates[2];
static atomic_long done;
static long wanted = 500;

/* --------------------------------------------------------------- making them */

static void
write_file(const char *folder, int side, struct certrule_bytes text)
{
	char path[64];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%d.pem", folder, side);
	file = fopen(path, "wb");
	MUST(file != NULL);
	MUST(fwrite(text.data, 1, text.len, file) == text.len);
	MUST(fclose(file) == 0);
}

static struct certrule_gate *
load(const char *folder, int side)
{
	struct certrule_options options = {.root = folder};
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct certrule_schema *schema = certrule_schema_new(NULL);
	struct certrule_gate *gate;
	char text[256];

	MUST(schema != NULL && certrule_openssl_register(schema) == 0);
	snprintf(text, sizeof(text),
	    "trust ca for default { ca \"%d.pem\" }\n"
	    "allow \"side %d\" if any(tls.client_cert.subject.cn[*] == "
	    "\"%d\")\n"
	    "default block\n",
	    side, side, side);
	gate = certrule_gate_load_mem(
	    schema, "policy", text, strlen(text), &options, diags);
	MUST(gate != NULL);
	certrule_schema_free(schema);
	certrule_diags_free(diags);
	return gate;
}

static SSL_CTX *
make_context(const SSL_METHOD *method, const struct cert *cert)
{
	SSL_CTX *context = SSL_CTX_new(method);

	MUST(context != NULL);
	MUST(SSL_CTX_use_certificate(context, cert->x509) == 1);
	MUST(SSL_CTX_use_PrivateKey(context, cert->key) == 1);
	MUST(SSL_CTX_set_session_id_context(
		 context, (const unsigned char *)"test", 4) == 1);
	return context;
}

static void
make_all(void)
{
	char folder[] = "handshakesXXXXXX", path[64];
	int64_t start = (int64_t)time(NULL) - DAY;

	MUST(mkdtemp(folder) != NULL);
	for (int side = 0; side < 2; side++) {
		const char *name = side == 0 ? "/CN=0" : "/CN=1";
		struct cert *root =
		    cert_make(&(struct cert_spec){.subject = "/CN=root",
			.ca = true,
			.not_before = start,
			.not_after = start + 9 * DAY});
		struct cert *leaf =
		    cert_make(&(struct cert_spec){.subject = name,
			.issuer = root,
			.not_before = start,
			.not_after = start + 9 * DAY});

		write_file(folder, side, cert_pem(root));
		gates[side] = load(folder, side);
		client_contexts[side] = make_context(TLS_client_method(), leaf);
		snprintf(path, sizeof(path), "%s/%d.pem", folder, side);
		MUST(unlink(path) == 0);
	}
	MUST(rmdir(folder) == 0);
	server_context =
	    make_context(TLS_server_method(), cert_root("/CN=server"));
	MUST(certrule_ssl_ctx_attach(server_context, gates[0]) == 0);
}

/* ---------------------------------------------------------------- a handshake */

static void
shake_hands(SSL *server, SSL *client)
{
	int ends = 0;

	for (int i = 0; i < 100 && ends != 3; i++) {
		if (SSL_do_handshake(client) == 1)
			ends |= 1;
		if (SSL_do_handshake(server) == 1)
			ends |= 2;
	}
	MUST(ends == 3);
}

static void
check(struct certrule_peer *peer, int client, int side)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gates[side]);
	struct certrule_verdict verdict;

	MUST(facts != NULL);
	MUST(certrule_fieldset_set_host(facts, "api.example", 11) == 0);
	MUST(certrule_fieldset_set_peer(facts, peer) == 0);
	certrule_gate_decide(gates[side], facts, &verdict);
	MUST((verdict.action == CERTRULE_ALLOW) == (client == side));
	certrule_fieldset_free(facts);
}

static void
connect_once(int client, int side)
{
	SSL *server = SSL_new(server_context);
	SSL *other = SSL_new(client_contexts[client]);
	struct certrule_peer *peer;
	BIO *near, *far;

	MUST(server != NULL && other != NULL);
	MUST(BIO_new_bio_pair(&near, 0, &far, 0) == 1);
	SSL_set_bio(server, near, near);
	SSL_set_bio(other, far, far);
	SSL_set_accept_state(server);
	SSL_set_connect_state(other);
	MUST(SSL_set_tlsext_host_name(other, "api.example") == 1);
	shake_hands(server, other);
	peer = certrule_peer_from_ssl(NULL, server, NULL);
	MUST(peer != NULL);
	/* Of one connection, by both: what is kept of it is of one side. */
	check(peer, client, side);
	check(peer, client, 1 - side);
	check(peer, client, side);
	certrule_peer_free(peer);
	SSL_free(server);
	SSL_free(other);
}

static void *
work(void *argument)
{
	unsigned number = *(const unsigned *)argument;

	for (unsigned i = number; atomic_load(&done) < wanted; i++) {
		connect_once((int)(i % 2), (int)(i / 2 % 2));
		atomic_fetch_add(&done, 1);
	}
	return NULL;
}

int
main(int argc, char **argv)
{
	unsigned numbers[THREADS];
	pthread_t threads[THREADS];
	long attached = 0;

	if (argc > 1)
		wanted = atol(argv[1]);
	make_all();
	for (unsigned i = 0; i < THREADS; i++) {
		numbers[i] = i;
		MUST(pthread_create(&threads[i], NULL, work, &numbers[i]) == 0);
	}
	for (; atomic_load(&done) < wanted; attached++) {
		MUST(certrule_ssl_ctx_attach(
			 server_context, gates[attached % 2]) == 0);
		usleep(200);
	}
	for (unsigned i = 0; i < THREADS; i++)
		MUST(pthread_join(threads[i], NULL) == 0);
	SSL_CTX_free(server_context);
	for (int side = 0; side < 2; side++) {
		SSL_CTX_free(client_contexts[side]);
		certrule_gate_unref(gates[side]);
	}
	certs_fini();
	printf("%ld handshakes by %d threads, %ld gates attached\n",
	    atomic_load(&done), THREADS, attached);
	return 0;
}

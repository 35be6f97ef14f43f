/* SPDX-License-Identifier: MIT */
/*
 * What the verify stage costs beside the OpenSSL calls it is made of, for
 * valgrind: each measurement is one dump of callgrind, named in its trigger,
 * and stage.sh makes the table of them.  Run without valgrind it only checks
 * that both sides find the same, which it does first in any case.
 */
#include "stage.h"

#include "../base/alloc.h"
#include "../fields/facts.h"
#include "../fields/peer.h"
#include "../tests/unit/gates.h"
#include "../tests/unit/handshake.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/callgrind.h>

#define CLAIM(name) CR_ID_CF_TLS_CLIENT_AUTH_CERT_##name
#define FACT(name)  CR_ID_TLS_CLIENT_CERT_##name

static const int common_fields[] = {
    CLAIM(PRESENTED),
    CLAIM(VERIFIED),
    CLAIM(REVOKED),
    CLAIM(ISSUER_DN_RFC2253),
    CLAIM(SUBJECT_DN_RFC2253),
    CLAIM(SERIAL),
    CLAIM(FINGERPRINT_SHA256),
    CLAIM(FINGERPRINT_SHA1),
    CLAIM(NOT_BEFORE),
    CLAIM(NOT_AFTER),
    CLAIM(SKI),
    FACT(SAN_DNS),
    FACT(SUBJECT_CN),
    FACT(VERIFY_REASON),
    FACT(REVOCATION_STATUS),
    FACT(ANCHOR_NAME),
};
#define COMMON_FIELDS (sizeof common_fields / sizeof *common_fields)

/* ---------------------------------------------------------------- measuring */

/* Of the measurement that has begun: made before, so that it is no part of it. */
static char trigger[128];

static void
begin(const char *what, const char *algorithm)
{
	snprintf(trigger, sizeof trigger, "%s:%s", what, algorithm);
	CALLGRIND_ZERO_STATS;
}

static void
end(void)
{
	CALLGRIND_DUMP_STATS_AT(trigger);
}

/* ------------------------------------------------------------------ requests */

static struct certrule_peer *
make_peer(const struct client *client)
{
	struct certrule_peer *peer =
	    certrule_peer_from_x509(NULL, client->leaf, client->sent, NULL);

	NEED(peer != NULL);
	return peer;
}

/* A request of this peer, before anything is asked of it. */
static struct certrule_fieldset *
present(const struct pki *pki, struct certrule_peer *peer)
{
	struct certrule_fieldset *facts = pki->rig.facts;

	certrule_fieldset_clear(facts);
	certrule_fieldset_set_time(facts, NOW);
	NEED(certrule_fieldset_set_peer(facts, peer) == 0);
	return facts;
}

static bool
is_verified(struct certrule_fieldset *facts)
{
	const struct certrule_value *value =
	    certrule_fieldset_get(facts, CLAIM(VERIFIED));

	return value->state == CERTRULE_PRESENT && value->as.boolean;
}

/* ------------------------------------------------------------- verification */

/* Extensions decoded already, as of certificates that came from a file. */
static void
look_at(const struct client *client)
{
	NEED(X509_check_purpose(client->leaf, -1, 0) == 1 &&
	     X509_check_purpose(sk_X509_value(client->sent, 0), -1, 0) == 1);
}

static void
measure_bare_verification(const struct pki *pki, bool looked_at)
{
	struct client client;
	int i, status = 1;

	for (i = 0; i < ROUNDS; i++) {
		client_make(&client, pki);
		if (looked_at)
			look_at(&client);
		begin(looked_at ? "verify-decoded-bare" : "verify-bare",
		    pki->algorithm);
		status = bare_verify(&client, pki);
		end();
		NEED(status == 1);
		client_free(&client);
	}
}

/* By the field, as a rule asks for it: with the digest of what was sent, the
 * search in what is kept, and the keeping. */
static void
measure_verification(const struct pki *pki, bool looked_at)
{
	struct certrule_fieldset *facts;
	struct certrule_peer *peer;
	struct client client;
	bool verified;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		client_make(&client, pki);
		if (looked_at)
			look_at(&client);
		peer = make_peer(&client);
		facts = present(pki, peer);
		begin(looked_at ? "verify-decoded" : "verify", pki->algorithm);
		verified = is_verified(facts);
		end();
		NEED(verified);
		certrule_fieldset_clear(facts);
		certrule_peer_free(peer);
		client_free(&client);
	}
}

/* What comes before it on a connection. */
static void
measure_peer(const struct pki *pki)
{
	struct certrule_peer *peer;
	struct client client;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		client_make(&client, pki);
		begin("peer", pki->algorithm);
		peer = make_peer(&client);
		end();
		certrule_peer_free(peer);
		client_free(&client);
	}
}

/* ------------------------------------------------------------------- fields */

static void
measure_fields(const struct pki *pki)
{
	struct certrule_fieldset *facts;
	struct certrule_peer *peer;
	struct bare_fields bare;
	struct client client;
	size_t i;
	int round;

	client_make(&client, pki);
	peer = make_peer(&client);
	for (round = 0; round < ROUNDS; round++) {
		facts = present(pki, peer);
		NEED(certrule_peer_prepare(facts) == 0);
		begin("fields", pki->algorithm);
		for (i = 0; i < COMMON_FIELDS; i++)
			(void)certrule_fieldset_get(facts, common_fields[i]);
		end();
		begin("fields-bare", pki->algorithm);
		bare_fields_get(&bare, client.leaf);
		end();
		bare_fields_check(&bare, facts);
		bare_fields_free(&bare);
	}
	certrule_fieldset_clear(facts);
	certrule_peer_free(peer);
	client_free(&client);
}

/* Which of them costs what; once each, so with what is done once. */
static void
measure_each_field(const struct pki *pki)
{
	struct certrule_fieldset *facts;
	struct certrule_peer *peer;
	struct client client;
	char name[128];
	size_t i;

	client_make(&client, pki);
	peer = make_peer(&client);
	facts = present(pki, peer);
	NEED(certrule_peer_prepare(facts) == 0);
	for (i = 0; i < COMMON_FIELDS; i++) {
		snprintf(name, sizeof name, "field:%s",
		    (const char *)cr_schema_field(
			pki->rig.schema, common_fields[i])
			->name.data);
		begin(name, pki->algorithm);
		(void)certrule_fieldset_get(facts, common_fields[i]);
		end();
	}
	certrule_fieldset_clear(facts);
	certrule_peer_free(peer);
	client_free(&client);
}

/* --------------------------------------------------------------------- kept */

static void
measure_facts(
    const struct pki *pki, struct certrule_peer *peer, const char *what)
{
	struct cr_facts *facts;

	begin(what, pki->algorithm);
	facts = cr_facts_new(cr_alloc_default(), peer, pki->block, NOW);
	end();
	NEED(facts != NULL && cr_facts_verified(facts));
	cr_facts_free(facts);
}

/* A client that comes back to a server that knows it; then its next request. */
static void
measure_kept(const struct pki *pki)
{
	struct cr_kept_cache *cache = cr_kept_cache_new(cr_alloc_default());
	struct certrule_peer *peer;
	struct client client;
	int i;

	NEED(cache != NULL);
	for (i = 0; i < ROUNDS + 1; i++) {
		client_make(&client, pki);
		peer = make_peer(&client);
		peer->cache = cache;
		measure_facts(pki, peer, i == 0 ? "new" : "cached");
		measure_facts(pki, peer, "again");
		certrule_peer_free(peer);
		client_free(&client);
	}
	cr_kept_cache_free(cache);
}

/* Of the octets that were sent, however whoever digests them found SHA-256. */
static void
measure_digests(const struct pki *pki)
{
	const struct certrule_bytes sent[] = {
	    cert_der(pki->leaf), cert_der(pki->middle)};
	EVP_MD *fetched = EVP_MD_fetch(NULL, "SHA256", NULL);
	int i;

	NEED(fetched != NULL);
	for (i = 0; i < ROUNDS; i++) {
		begin("digests-looked-up", pki->algorithm);
		bare_digest(sent, 2, EVP_sha256());
		end();
		begin("digests", pki->algorithm);
		bare_digest(sent, 2, fetched);
		end();
	}
	EVP_MD_free(fetched);
}

/* The whole of a later request: one fieldset, cleared and asked. */
static void
measure_request(const struct pki *pki)
{
	struct certrule_fieldset *facts = pki->rig.facts;
	struct certrule_peer *peer;
	struct client client;
	bool verified;
	int i;

	client_make(&client, pki);
	peer = make_peer(&client);
	NEED(is_verified(present(pki, peer)));
	for (i = 0; i < ROUNDS; i++) {
		(void)present(pki, peer);
		begin("request", pki->algorithm);
		verified = is_verified(facts);
		end();
		NEED(verified);
	}
	certrule_fieldset_clear(facts);
	certrule_peer_free(peer);
	client_free(&client);
}

/* ------------------------------------------------------------------ parsing */

/* Two certificates, from files. */
static void
measure_parsing(const struct pki *pki)
{
	struct certrule_bytes leaf = cert_pem(pki->leaf);
	struct certrule_bytes chain = cert_pem(pki->middle);
	struct certrule_fieldset *facts;
	struct certrule_peer *peer;
	size_t i;

	begin("from-mem", pki->algorithm);
	peer = certrule_peer_from_mem(
	    NULL, leaf.data, leaf.len, chain.data, chain.len, NULL);
	NEED(peer != NULL);
	facts = present(pki, peer);
	for (i = 0; i < COMMON_FIELDS; i++)
		(void)certrule_fieldset_get(facts, common_fields[i]);
	end();
	NEED(is_verified(facts));
	certrule_fieldset_clear(facts);
	certrule_peer_free(peer);
}

/* One handshake, client and server, and a request: the client of it parses the
 * certificate of the server, which is not ours. */
static void
measure_handshake(const struct pki *pki, SSL_CTX *server,
    struct certrule_gate *gate, const char *what)
{
	struct certrule_fieldset *facts;
	struct connection connection;
	struct certrule_peer *peer;
	size_t i;

	begin(what, pki->algorithm);
	NEED(connection_open(&connection, server,
	    &(struct client_spec){
		.sni = "a.example", .cert = pki->leaf, .sent = {pki->middle}}));
	peer = certrule_peer_from_ssl(NULL, connection.server, NULL);
	facts = certrule_fieldset_new(gate);
	NEED(peer != NULL && facts != NULL);
	certrule_fieldset_set_time(facts, NOW);
	NEED(certrule_fieldset_set_peer(facts, peer) == 0);
	NEED(certrule_fieldset_set_host(facts, "a.example", 9) == 0);
	for (i = 0; i < COMMON_FIELDS; i++)
		(void)certrule_fieldset_get(facts, common_fields[i]);
	end();
	NEED(is_verified(facts));
	certrule_fieldset_free(facts);
	certrule_peer_free(peer);
	connection_close(&connection);
}

static void
measure_handshakes(const struct pki *pki)
{
	struct certrule_bytes pem = cert_pem(pki->root);
	struct certrule_gate *gate;
	struct gates gates;
	SSL_CTX *server = server_new(TLS1_3_VERSION, true);

	gates_open(&gates, NULL);
	NEED(certrule_openssl_register(gates.schema) == 0);
	(void)gates_file(&gates, "root.pem", pem.data, pem.len);
	gate = gates_load(&gates,
	    "trust a for \"a.example\" { ca \"root.pem\" revocation off }\n"
	    "allow \"clients\" if true\n");
	NEED(gate != NULL && certrule_ssl_ctx_attach(server, gate) == 0);
	measure_handshake(pki, server, gate, "handshake");
	measure_handshake(pki, server, gate, "handshake-again");
	SSL_CTX_free(server);
	certrule_gate_unref(gate);
	gates_close(&gates);
}

static void
measure(const char *algorithm)
{
	struct pki pki;

	pki_make(&pki, algorithm);
	measure_bare_verification(&pki, false);
	measure_verification(&pki, false);
	measure_bare_verification(&pki, true);
	measure_verification(&pki, true);
	measure_peer(&pki);
	measure_fields(&pki);
	measure_each_field(&pki);
	measure_kept(&pki);
	measure_digests(&pki);
	measure_request(&pki);
	measure_parsing(&pki);
	measure_handshakes(&pki);
	pki_free(&pki);
}

START_TEST(measure_all)
{
	measure("p-256");
	measure("rsa-2048");
}
END_TEST

/* As a test in this process: what makes handshakes is made for tests. */
int
main(void)
{
	Suite *suite = suite_create("stage");
	TCase *all = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_set_timeout(all, 0);
	tcase_add_test(all, measure_all);
	suite_add_tcase(suite, all);
	runner = srunner_create(suite);
	srunner_set_fork_status(runner, CK_NOFORK);
	srunner_run_all(runner, CK_MINIMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

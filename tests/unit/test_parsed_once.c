/* SPDX-License-Identifier: MIT */
/*
 * No certificate is parsed twice: the linker puts a counter in front of what
 * our own code calls to parse and to copy certificates.  What libssl parses as
 * it receives it is used as it is.
 */
#include "../../base/clock.h"
#include "gates.h"
#include "handshake.h"

#include <check.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

X509 *__real_d2i_X509(X509 **out, const unsigned char **in, long len);
X509 *__wrap_d2i_X509(X509 **out, const unsigned char **in, long len);
X509 *__real_d2i_X509_AUX(X509 **out, const unsigned char **in, long len);
X509 *__wrap_d2i_X509_AUX(X509 **out, const unsigned char **in, long len);
X509 *__real_X509_dup(const X509 *x509);
X509 *__wrap_X509_dup(const X509 *x509);

static int parsed;

X509 *
__wrap_d2i_X509(X509 **out, const unsigned char **in, long len)
{
	parsed++;
	return __real_d2i_X509(out, in, len);
}

X509 *
__wrap_d2i_X509_AUX(X509 **out, const unsigned char **in, long len)
{
	parsed++;
	return __real_d2i_X509_AUX(out, in, len);
}

X509 *
__wrap_X509_dup(const X509 *x509)
{
	parsed++;
	return __real_X509_dup(x509);
}

static struct gates gates;
static struct certrule_gate *gate;
static struct cert *root, *middle, *leaf;
static struct connection connection;
static SSL_CTX *server;

static struct cert *
make(const char *subject, const struct cert *issuer, bool ca)
{
	int64_t now = cr_clock_now();

	return cert_make(&(struct cert_spec){.subject = subject,
	    .issuer = issuer,
	    .ca = ca,
	    .not_before = now - DAY,
	    .not_after = now + DAY});
}

static void
set_up(void)
{
	struct certrule_bytes pem;

	root = make("/CN=root", NULL, true);
	middle = make("/CN=middle", root, true);
	leaf = make("/CN=leaf", middle, false);
	pem = cert_pem(root);
	gates_open(&gates, NULL);
	ck_assert_int_eq(certrule_openssl_register(gates.schema), 0);
	gates_file(&gates, "root.pem", pem.data, pem.len);
	gate = gates_load(&gates,
	    "trust a for \"a.example\" { ca \"root.pem\" revocation off }\n"
	    "allow \"clients\" if true\n");
	ck_assert_msg(gate != NULL, "%s", gates_codes(&gates));
	server = server_new(TLS1_3_VERSION, true);
	ck_assert_int_eq(certrule_ssl_ctx_attach(server, gate), 0);
	parsed = 0;
}

static void
tear_down(void)
{
	SSL_CTX_free(server);
	certrule_gate_unref(gate);
	gates_close(&gates);
	certs_fini();
	ck_assert_uint_eq(ERR_peek_error(), 0);
}

/* Asks for every field there is; the client is verified, or is not. */
static void
ask_for_everything(struct certrule_peer *peer, bool verified)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	const struct certrule_value *value;
	size_t i, count = cr_schema_field_count(gates.schema);

	ck_assert_ptr_nonnull(facts);
	ck_assert_int_eq(certrule_fieldset_set_peer(facts, peer), 0);
	ck_assert_int_eq(certrule_fieldset_set_host(facts, "a.example", 9), 0);
	for (i = 0; i < count; i++)
		(void)certrule_fieldset_get(facts, (int)i);
	value = certrule_fieldset_get(
	    facts, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED);
	ck_assert_int_eq(value->state, CERTRULE_PRESENT);
	ck_assert_int_eq(value->as.boolean, verified);
	certrule_fieldset_free(facts);
}

static struct certrule_peer *
read_peer(struct certrule_bytes text, struct certrule_bytes chain)
{
	struct certrule_peer *peer = certrule_peer_from_mem(
	    NULL, text.data, text.len, chain.data, chain.len, NULL);

	ck_assert_ptr_nonnull(peer);
	return peer;
}

/* ------------------------------------------------------------------- files */

START_TEST(test_files)
{
	const struct certrule_bytes none = {NULL, 0};
	struct certrule_bytes both = join(cert_pem(middle), cert_pem(leaf));
	struct certrule_peer *peer;

	peer = read_peer(cert_pem(leaf), cert_pem(middle));
	ask_for_everything(peer, true);
	ask_for_everything(peer, true);
	ck_assert_int_eq(parsed, 2);
	certrule_peer_free(peer);
	parsed = 0;
	/* One file, in the wrong order. */
	peer = read_peer(both, none);
	ask_for_everything(peer, true);
	ck_assert_int_eq(parsed, 2);
	certrule_peer_free(peer);
	parsed = 0;
	/* A failure is looked for twice, in what was parsed once. */
	peer = read_peer(cert_der(leaf), none);
	ask_for_everything(peer, false);
	ck_assert_int_eq(parsed, 1);
	certrule_peer_free(peer);
}
END_TEST

START_TEST(test_objects)
{
	STACK_OF(X509) *sent = sk_X509_new_null();
	struct certrule_peer *peer;

	ck_assert_int_gt(sk_X509_push(sent, middle->x509), 0);
	peer = certrule_peer_from_x509(NULL, leaf->x509, sent, NULL);
	ck_assert_ptr_nonnull(peer);
	ask_for_everything(peer, true);
	ck_assert_int_eq(parsed, 0);
	certrule_peer_free(peer);
	sk_X509_free(sent);
}
END_TEST

/* ------------------------------------------------------------- connections */

static SSL_SESSION *
connect_and_ask(SSL_SESSION *session)
{
	struct certrule_peer *peer;

	ck_assert(connection_open(&connection, server,
	    &(struct client_spec){.sni = "a.example",
		.cert = leaf,
		.sent = {middle},
		.session = session}));
	peer = certrule_peer_from_ssl(NULL, connection.server, NULL);
	ck_assert_ptr_nonnull(peer);
	ask_for_everything(peer, true);
	ask_for_everything(peer, true);
	certrule_peer_free(peer);
	return connection_end(&connection);
}

/* Of a ticket, libssl parses the leaf, and nobody has parsed what the ticket
 * holds beside it. */
START_TEST(test_connections)
{
	SSL_SESSION *session = connect_and_ask(NULL), *again;

	ck_assert_int_eq(parsed, 0);
	again = connect_and_ask(session);
	ck_assert_int_eq(parsed, 1);
	SSL_SESSION_free(session);
	SSL_SESSION_free(again);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("parsed_once");
	TCase *all = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(all, set_up, tear_down);
	tcase_add_test(all, test_files);
	tcase_add_test(all, test_objects);
	tcase_add_test(all, test_connections);
	suite_add_tcase(suite, all);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

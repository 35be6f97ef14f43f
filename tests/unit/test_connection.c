/* SPDX-License-Identifier: MIT */
/*
 * Connections: what a handshake gives, what a resumed one gives, and what
 * becomes of it while time passes.  The clock of the handshakes is the real
 * one, so certificates are made around it.
 */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/clock.h"
#include "../../base/limits.h"
#include "gates.h"
#include "handshake.h"

#include <check.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

#define FACT(name)  CR_ID_TLS_CLIENT_CERT_##name
#define CLAIM(name) CR_ID_CF_TLS_CLIENT_AUTH_CERT_##name

/* Two blocks of one CA each; a client of the first, one that both CAs signed
 * by way of an intermediate, and a stranger. */
static const char two_blocks[] = "trust a for \"a.example\" { ca \"a.pem\" }\n"
				 "trust b for \"b.example\" { ca \"b.pem\" }\n"
				 "allow \"clients\" if true\n";
static const char with_crl[] =
    "trust a for \"a.example\" { ca \"a.pem\" crl \"a.crl\" }\n"
    "allow \"clients\" if true\n";

static struct gates gates;
static struct certrule_gate *gate;
static SSL_CTX *server;
static struct connection connection;
static struct certrule_peer *peer;
static struct certrule_fieldset *facts;
static struct cert *root_a, *root_b, *middle, *leaf, *low, *stranger;
static int64_t now;
/* Of the loop tests: each TLS version, with tickets and without. */
static const struct kind {
	int version;
	bool tickets;
} kinds[] = {
    {TLS1_2_VERSION, true},
    {TLS1_2_VERSION, false},
    {TLS1_3_VERSION, true},
    {TLS1_3_VERSION, false},
};
#define KINDS ((int)(sizeof kinds / sizeof *kinds))

/* ------------------------------------------------------------------ the rig */

static struct cert *
make(const char *subject, const struct cert *issuer, bool ca)
{
	return cert_make(&(struct cert_spec){.subject = subject,
	    .issuer = issuer,
	    .ca = ca,
	    .not_before = now - DAY,
	    .not_after = now + 10 * DAY});
}

static void
write_cert(const char *name, const struct cert *cert)
{
	struct certrule_bytes pem = cert_pem(cert);

	gates_file(&gates, name, pem.data, pem.len);
}

static void
write_crl(const char *serial, int64_t next_update)
{
	struct crl_spec spec = {.issuer = root_a,
	    .this_update = now - DAY,
	    .next_update = next_update,
	    .revoked = {serial}};
	struct certrule_bytes pem = crl_pem(crl_make(&spec));

	gates_file(&gates, "a.crl", pem.data, pem.len);
}

static void
load(const char *policy)
{
	certrule_gate_unref(gate);
	gate = gates_load(&gates, policy);
	ck_assert_msg(gate != NULL, "%s", gates_codes(&gates));
}

static void
set_up(void)
{
	now = cr_clock_now();
	gates_open(&gates, NULL);
	ck_assert_int_eq(certrule_openssl_register(gates.schema), 0);
	root_a = make("/CN=a", NULL, true);
	root_b = make("/CN=b", NULL, true);
	middle = make("/CN=middle", root_a, true);
	leaf = cert_make(&(struct cert_spec){.subject = "/CN=leaf",
	    .issuer = root_a,
	    .serial = "1234",
	    .not_before = now - DAY,
	    .not_after = now + 2 * DAY});
	low = make("/CN=low", middle, false);
	stranger = make("/CN=stranger", NULL, false);
	write_cert("a.pem", root_a);
	write_cert("b.pem", root_b);
	load(two_blocks);
}

static void
drop_server(void)
{
	SSL_CTX_free(server);
	server = NULL;
}

static void
tear_down(void)
{
	drop_server();
	certrule_gate_unref(gate);
	gate = NULL;
	gates_close(&gates);
	certs_fini();
	ck_assert_uint_eq(ERR_peek_error(), 0);
}

static void
start(const struct kind *kind)
{
	drop_server();
	server = server_new(kind->version, kind->tickets);
	ck_assert_int_eq(certrule_ssl_ctx_attach(server, gate), 0);
}

static void
reload(const char *policy)
{
	load(policy);
	ck_assert_int_eq(certrule_ssl_ctx_attach(server, gate), 0);
}

static void
shake(const struct client_spec *spec)
{
	ck_assert(connection_open(&connection, server, spec));
	peer = certrule_peer_from_ssl(NULL, connection.server, NULL);
	ck_assert_ptr_nonnull(peer);
}

/* One request of the connection. */
static void
ask_at(const char *host, int64_t time)
{
	certrule_fieldset_free(facts);
	facts = certrule_fieldset_new(gate);
	ck_assert_ptr_nonnull(facts);
	certrule_fieldset_set_time(facts, time);
	ck_assert_int_eq(certrule_fieldset_set_peer(facts, peer), 0);
	if (host != NULL)
		ck_assert_int_eq(
		    certrule_fieldset_set_host(facts, host, strlen(host)), 0);
}

static void
ask(const char *host)
{
	ask_at(host, now);
}

static const char *
get(int field)
{
	static char text[64];
	const struct certrule_value *value =
	    certrule_fieldset_get(facts, field);

	if (value->state != CERTRULE_PRESENT)
		return value->state == CERTRULE_ERROR ? "error" : "missing";
	ck_assert_uint_eq(value->type, CERTRULE_STRING);
	ck_assert_uint_lt(value->as.string.len, sizeof text);
	memcpy(text, value->as.string.data, value->as.string.len);
	text[value->as.string.len] = '\0';
	return text;
}

static void
check_reason(const char *reason)
{
	ck_assert_str_eq(get(FACT(VERIFY_REASON)), reason);
}

/* A request for host gets this reason, at this time. */
static void
check_at(const char *host, int64_t time, const char *reason)
{
	ask_at(host, time);
	check_reason(reason);
}

static void
check(const char *host, const char *reason)
{
	check_at(host, now, reason);
}

static void
end(void)
{
	certrule_fieldset_free(facts);
	facts = NULL;
	certrule_peer_free(peer);
	peer = NULL;
	connection_close(&connection);
}

static SSL_SESSION *
end_and_keep(void)
{
	certrule_fieldset_free(facts);
	facts = NULL;
	certrule_peer_free(peer);
	peer = NULL;
	return connection_end(&connection);
}

static void
check_result(bool ok)
{
	ck_assert_int_eq(
	    SSL_get_verify_result(connection.server) == X509_V_OK, ok);
}

/* --------------------------------------------------------- full handshakes */

START_TEST(test_verified)
{
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	check_result(true);
	check("a.example", "ok");
	check("A.Example.:443", "ok");
	check_result(true);
	check("b.example", "unable_to_get_issuer");
	check_result(false);
	check("a.example", "ok");
	check("c.example", "not_enabled");
	end();
}
END_TEST

START_TEST(test_stranger)
{
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = stranger});
	check_result(false);
	check("a.example", "self_signed_leaf");
	check("b.example", "self_signed_leaf");
	end();
	shake(&(struct client_spec){.sni = "a.example", .cert = low});
	check_result(false);
	check("a.example", "unable_to_get_issuer");
	end();
	shake(&(struct client_spec){
	    .sni = "a.example", .cert = low, .sent = {middle}});
	check_result(true);
	check("a.example", "ok");
	end();
}
END_TEST

START_TEST(test_no_certificate)
{
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example"});
	check("a.example", "no_certificate");
	check("c.example", "not_enabled");
	ck_assert_str_eq(get(FACT(VERIFY_RESULT)), "NONE");
	end();
}
END_TEST

/* Nobody asked for one: the client may have it. */
START_TEST(test_not_requested)
{
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "c.example", .cert = leaf});
	check("c.example", "not_enabled");
	check("a.example", "not_requested");
	ask("a.example");
	ck_assert_str_eq(get(CLAIM(SUBJECT_DN)), "");
	end();
	/* The honest neighbour asks for the host it will talk to. */
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	check("a.example", "ok");
	end();
}
END_TEST

/* Without an SNI everybody is asked, and judged by the host of the request. */
START_TEST(test_no_sni)
{
	start(&kinds[_i]);
	shake(&(struct client_spec){.cert = leaf});
	check_result(false);
	check(NULL, "not_enabled");
	check("a.example", "ok");
	end();
}
END_TEST

/* A request without a host is judged as its handshake was; never by the block
 * for default, whose clients it may not be. */
START_TEST(test_no_host)
{
	load("trust a for \"a.example\" { ca \"a.pem\" }\n"
	     "trust b for default { ca \"b.pem\" }\n"
	     "allow \"clients\" if true\n");
	start(&kinds[0]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	check(NULL, "ok");
	check("z.example", "unable_to_get_issuer");
	end();
	shake(&(struct client_spec){.sni = "z.example", .cert = leaf});
	check(NULL, "unable_to_get_issuer");
	end();
	shake(&(struct client_spec){.cert = leaf});
	check(NULL, "not_enabled");
	check("a.example", "ok");
	end();
}
END_TEST

static const char *
get_ca_names(void)
{
	const STACK_OF(X509_NAME) *names =
	    SSL_get0_peer_CA_list(connection.client);
	static char text[256];
	int i;

	text[0] = '\0';
	for (i = 0; i < sk_X509_NAME_num(names); i++) {
		char *name =
		    X509_NAME_oneline(sk_X509_NAME_value(names, i), NULL, 0);

		ck_assert_uint_lt(strlen(text) + strlen(name), sizeof text);
		strcat(text, name);
		OPENSSL_free(name);
	}
	return text;
}

static void
check_ca_names(const char *sni, const char *names)
{
	shake(&(struct client_spec){.sni = sni});
	ck_assert_str_eq(get_ca_names(), names);
	end();
}

START_TEST(test_ca_names)
{
	start(&kinds[_i]);
	check_ca_names("a.example", "/CN=a");
	check_ca_names("b.example", "/CN=b");
	check_ca_names("B.Example", "/CN=b");
	check_ca_names("c.example", "");
	check_ca_names(NULL, "");
	reload("trust a for \"a.example\" { ca \"a.pem\" advertise off }\n"
	       "default block\n");
	check_ca_names("a.example", "");
}
END_TEST

START_TEST(test_tls_facts)
{
	start(&kinds[_i]);
	shake(&(struct client_spec){
	    .sni = "A.example", .cert = leaf, .alpn = "h2"});
	ask("a.example");
	ck_assert_str_eq(get(CR_ID_TLS_SNI), "a.example");
	ck_assert_str_eq(get(CR_ID_TLS_ALPN), "h2");
	ck_assert_str_eq(get(CR_ID_CF_TLS_VERSION),
	    kinds[_i].version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3");
	ck_assert_str_ne(get(CR_ID_CF_TLS_CIPHER), "missing");
	ck_assert(certrule_fieldset_get(facts, CR_ID_SSL)->as.boolean);
	ck_assert(!certrule_fieldset_get(facts, CR_ID_TLS_RESUMED)->as.boolean);
	/* They go with the peer. */
	ck_assert_int_eq(certrule_fieldset_set_peer(facts, NULL), 0);
	ck_assert_str_eq(get(CR_ID_TLS_SNI), "missing");
	ck_assert_str_eq(get(CR_ID_TLS_ALPN), "missing");
	ck_assert_str_eq(get(CR_ID_CF_TLS_CIPHER), "missing");
	end();
}
END_TEST

/* ---------------------------------------- the same facts as from a file */

static char *
print_all(void)
{
	struct cr_buffer text;
	int field, count = certrule_gate_field_count(gate);
	struct certrule_field_info info;
	char *copy;

	cr_buffer_init(&text, cr_alloc_default());
	for (field = 0; field < count; field++) {
		certrule_gate_field(gate, field, &info);
		if (info.origin != CERTRULE_ORIGIN_CERTIFICATE)
			continue;
		cr_buffer_printf(&text, "%s = ", info.name);
		ck_assert_int_eq(
		    certrule_value_write(certrule_fieldset_get(facts, field), 1,
			gates_write, &text),
		    0);
		cr_buffer_add_byte(&text, '\n');
	}
	copy = strdup((const char *)text.data);
	cr_buffer_fini(&text);
	return copy;
}

static struct certrule_peer *
make_file_peer(const struct client_spec *spec)
{
	struct certrule_bytes first = cert_pem(spec->cert), rest = {NULL, 0};
	struct certrule_peer *made;
	size_t i;

	for (i = 0; spec->sent[i] != NULL; i++)
		rest = join(rest, cert_pem(spec->sent[i]));
	made = certrule_peer_from_mem(
	    NULL, first.data, first.len, rest.data, rest.len, NULL);
	ck_assert_ptr_nonnull(made);
	return made;
}

/* Line by line: the first that differs says enough. */
static void
check_same(char *a, char *b)
{
	char *next_a, *next_b;
	const char *line_a = strtok_r(a, "\n", &next_a);
	const char *line_b = strtok_r(b, "\n", &next_b);

	while (line_a != NULL && line_b != NULL) {
		ck_assert_msg(strcmp(line_a, line_b) == 0,
		    "%zu %zu\n%.300s\n%.300s", strlen(line_a), strlen(line_b),
		    line_a, line_b);
		line_a = strtok_r(NULL, "\n", &next_a);
		line_b = strtok_r(NULL, "\n", &next_b);
	}
	ck_assert(line_a == NULL && line_b == NULL);
}

static void
check_like_file(const struct client_spec *spec, const char *host)
{
	struct certrule_peer *wire = peer;
	char *from_wire, *from_file;

	ask(host);
	from_wire = print_all();
	peer = make_file_peer(spec);
	ask(host);
	from_file = print_all();
	check_same(from_wire, from_file);
	free(from_wire);
	free(from_file);
	certrule_fieldset_free(facts);
	facts = NULL;
	certrule_peer_free(peer);
	peer = wire;
}

/* First as it comes, then resumed: there is no third kind of fact. */
static void
check_both_ways(struct client_spec spec)
{
	shake(&spec);
	check_like_file(&spec, "a.example");
	check_like_file(&spec, "b.example");
	spec.session = end_and_keep();
	shake(&spec);
	ck_assert(SSL_session_reused(connection.server));
	check_like_file(&spec, "a.example");
	check_like_file(&spec, "b.example");
	end();
	SSL_SESSION_free(spec.session);
}

START_TEST(test_like_file)
{
	start(&kinds[_i]);
	check_both_ways((struct client_spec){.sni = "a.example", .cert = leaf});
	check_both_ways((struct client_spec){
	    .sni = "a.example", .cert = low, .sent = {middle}});
	check_both_ways((struct client_spec){
	    .sni = "a.example", .cert = low, .sent = {middle, root_a}});
	check_both_ways(
	    (struct client_spec){.sni = "a.example", .cert = stranger});
}
END_TEST

/* ------------------------------------------------------------- resumption */

/* A session of this client at a.example, to be freed. */
static SSL_SESSION *
get_session(struct client_spec spec, const char *reason)
{
	SSL_SESSION *session;

	spec.sni = "a.example";
	shake(&spec);
	check("a.example", reason);
	session = end_and_keep();
	ck_assert(SSL_SESSION_is_resumable(session));
	return session;
}

static void
resume(const char *sni, SSL_SESSION *session)
{
	shake(&(struct client_spec){.sni = sni, .session = session});
	ck_assert(SSL_session_reused(connection.server));
	SSL_SESSION_free(session);
	ask(sni);
	ck_assert(certrule_fieldset_get(facts, CR_ID_TLS_RESUMED)->as.boolean);
}

START_TEST(test_resume)
{
	start(&kinds[_i]);
	resume(
	    "a.example", get_session((struct client_spec){.cert = leaf}, "ok"));
	check_result(true);
	check("a.example", "ok");
	end();
	resume("a.example",
	    get_session(
		(struct client_spec){.cert = low, .sent = {middle}}, "ok"));
	check_result(true);
	check("a.example", "ok");
	end();
	resume("a.example", get_session((struct client_spec){.cert = stranger},
				"self_signed_leaf"));
	check_result(false);
	check("a.example", "self_signed_leaf");
	end();
	resume("a.example",
	    get_session((struct client_spec){0}, "no_certificate"));
	check("a.example", "no_certificate");
	end();
}
END_TEST

/* The other block has other CAs; TLS 1.2 binds the session to its SNI. */
START_TEST(test_resume_elsewhere)
{
	SSL_SESSION *session;

	start(&kinds[_i]);
	session = get_session((struct client_spec){.cert = leaf}, "ok");
	shake(&(struct client_spec){.sni = "b.example", .session = session});
	check("b.example", SSL_session_reused(connection.server)
			       ? "unable_to_get_issuer"
			       : "no_certificate");
	ask("a.example");
	if (SSL_session_reused(connection.server))
		check_reason("ok");
	check_result(false);
	end();
	SSL_SESSION_free(session);
}
END_TEST

/* Asked for nothing then, so nothing is known now. */
START_TEST(test_resume_unasked)
{
	SSL_SESSION *session;

	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "c.example", .cert = leaf});
	session = end_and_keep();
	resume("c.example", session);
	check("a.example", "not_requested");
	end();
}
END_TEST

START_TEST(test_resume_after_ca_removed)
{
	SSL_SESSION *session;

	start(&kinds[_i]);
	session = get_session((struct client_spec){.cert = leaf}, "ok");
	write_cert("a.pem", root_b);
	reload(two_blocks);
	resume("a.example", session);
	check_result(false);
	check("a.example", "unable_to_get_issuer");
	end();
}
END_TEST

START_TEST(test_resume_after_crl)
{
	SSL_SESSION *session;

	write_crl("99", now + DAY);
	load(with_crl);
	start(&kinds[_i]);
	session = get_session((struct client_spec){.cert = leaf}, "ok");
	write_crl("1234", now + DAY);
	reload(with_crl);
	resume("a.example", session);
	check_result(false);
	ask("a.example");
	ck_assert_str_eq(get(FACT(REVOCATION_STATUS)), "revoked");
	end();
}
END_TEST

START_TEST(test_resume_after_expiry)
{
	start(&kinds[_i]);
	resume(
	    "a.example", get_session((struct client_spec){.cert = leaf}, "ok"));
	check_result(true);
	check_at("a.example", now + 3 * DAY, "expired");
	check_result(false);
	end();
}
END_TEST

/* A comment of that many bytes, for X509V3_EXT_nconf_nid(); freed by the
 * caller. */
static char *
make_comment(size_t bytes)
{
	char *value = malloc(2 * bytes + 16);
	size_t i;

	ck_assert_ptr_nonnull(value);
	strcpy(value, "DER:0C83");
	sprintf(value + 8, "%06X", (unsigned)bytes);
	for (i = 0; i < bytes; i++)
		memcpy(value + 14 + 2 * i, "61", 3);
	return value;
}

static struct cert *
make_commented(size_t bytes, bool ca)
{
	char *value = make_comment(bytes);
	struct cert *cert =
	    cert_make(&(struct cert_spec){.subject = "/CN=large",
		.issuer = root_a,
		.ca = ca,
		.not_before = now - DAY,
		.not_after = now + DAY,
		.extensions = {{NID_netscape_comment, value}}});

	free(value);
	return cert;
}

static struct cert *
make_large(size_t bytes)
{
	return make_commented(bytes, false);
}

/* A CA of exactly so many octets; the length of a signature varies. */
static struct cert *
make_ca_of(size_t octets)
{
	size_t bytes = octets - 400, len;
	struct cert *cert;
	int i;

	for (i = 0; i < 200; i++) {
		cert = make_commented(bytes, true);
		len = cert_der(cert).len;
		if (len == octets)
			return cert;
		bytes = bytes + octets - len;
	}
	ck_abort_msg("no certificate of %zu octets", octets);
}

/* What stands in a session besides: version, flags, the longest SNI with its
 * length, a digest; and the length of the one certificate. */
#define CAPSULE_REST (1 + 1 + 1 + 255 + 32 + 3)

static void
check_capsule(size_t octets, const char *reason)
{
	struct cert *ca = make_ca_of(octets);
	struct client_spec spec = {
	    .cert = make("/CN=below", ca, false), .sent = {ca}};

	resume("a.example", get_session(spec, "ok"));
	check("a.example", reason);
	end();
}

START_TEST(test_capsule_limit)
{
	start(&kinds[_i]);
	check_capsule(CR_LIMIT_CAPSULE - CAPSULE_REST - 1, "ok");
	check_capsule(CR_LIMIT_CAPSULE - CAPSULE_REST, "ok");
	check_capsule(CR_LIMIT_CAPSULE - CAPSULE_REST + 1, "chain_unavailable");
}
END_TEST

/* More than a ticket carries: the leaf alone is known then.  A cache inside the
 * process has it all. */
START_TEST(test_resume_long_chain)
{
	struct client_spec spec = {.cert = low};
	SSL_SESSION *session;
	size_t i;

	for (i = 0; i < 10; i++)
		spec.sent[i] = i == 0 ? middle : make_large(1000);
	start(&kinds[_i]);
	session = get_session(spec, "ok");
	resume("a.example", session);
	check_result(!kinds[_i].tickets);
	check("a.example", kinds[_i].tickets ? "chain_unavailable" : "ok");
	end();
}
END_TEST

/* A session from before the server was attached says nothing. */
START_TEST(test_resume_foreign_session)
{
	SSL_SESSION *session;

	drop_server();
	server = server_new(kinds[_i].version, kinds[_i].tickets);
	ck_assert(connection_open(
	    &connection, server, &(struct client_spec){.sni = "a.example"}));
	session = connection_end(&connection);
	ck_assert_int_eq(certrule_ssl_ctx_attach(server, gate), 0);
	resume("a.example", session);
	check("a.example", "not_requested");
	end();
}
END_TEST

/* --------------------------------------------------- an open connection */

START_TEST(test_leaf_expires)
{
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	check_at("a.example", now, "ok");
	check_at("a.example", now + 2 * DAY - 1, "ok");
	check_at("a.example", now + 2 * DAY + 1, "expired");
	check_at("a.example", now - 2 * DAY, "not_yet_valid");
	check_at("a.example", now, "ok");
	end();
}
END_TEST

static void
check_status(int64_t time, const char *status)
{
	ask_at("a.example", time);
	ck_assert_str_eq(get(FACT(REVOCATION_STATUS)), status);
}

START_TEST(test_crl_arrives)
{
	write_crl("99", now + DAY);
	load(with_crl);
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	check_status(now, "good");
	check_status(now + DAY + 1, "unknown");
	check_status(now, "good");
	write_crl("1234", now + DAY);
	reload(with_crl);
	check_status(now, "revoked");
	check_status(now + DAY + 1, "revoked");
	check_result(false);
	end();
}
END_TEST

static bool
is_stale(int64_t time)
{
	ask_at("a.example", time);
	return certrule_fieldset_get(facts, FACT(CRL_STALE))->as.boolean != 0;
}

/* Past its nextUpdate a CRL is stale, and past the grace it is no answer. */
START_TEST(test_crl_ages)
{
	int64_t hour = 3600;

	write_crl("99", now + DAY);
	load("trust a for \"a.example\" { ca \"a.pem\" crl \"a.crl\" "
	     "grace 6h }\nallow \"clients\" if true\n");
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	ck_assert(!is_stale(now));
	check_status(now, "good");
	ck_assert(is_stale(now + DAY + hour));
	check_status(now + DAY + hour, "good");
	check_status(now + DAY + 7 * hour, "unknown");
	check_status(now + DAY + hour, "good");
	ck_assert(!is_stale(now));
	end();
}
END_TEST

START_TEST(test_gate_reloaded)
{
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	check("a.example", "ok");
	write_cert("a.pem", root_b);
	reload(two_blocks);
	check("a.example", "unable_to_get_issuer");
	write_cert("a.pem", root_a);
	reload(two_blocks);
	check("a.example", "ok");
	end();
}
END_TEST

static void
check_refused(const char *codes)
{
	certrule_diags_clear(gates.diags);
	ck_assert_ptr_null(certrule_gate_reload(gate, gates.diags));
	ck_assert_str_eq(gates_codes(&gates), codes);
	certrule_diags_clear(gates.diags);
	check_status(now, "good");
}

static void
write_crl_of(struct crl_spec spec)
{
	struct certrule_bytes pem = crl_pem(crl_make(&spec));

	gates_file(&gates, "a.crl", pem.data, pem.len);
}

/* A CRL that is worse than the one in force leaves that one there. */
START_TEST(test_crl_refused)
{
	struct certrule_gate *next;

	write_crl("99", now + DAY);
	load(with_crl);
	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	check_status(now, "good");
	gates_text(&gates, "a.crl", "");
	check_refused("E0322");
	gates_text(&gates, "a.crl",
	    "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
	check_refused("E0327");
	write_crl_of((struct crl_spec){.issuer = root_a,
	    .this_update = now - DAY / 2,
	    .next_update = now + DAY,
	    .broken_signature = true});
	check_refused("E0331");
	write_crl_of((struct crl_spec){.issuer = root_a,
	    .this_update = now - DAY - 1,
	    .next_update = now + 2 * DAY});
	check_refused("E0333");
	/* The same one again, and a newer one, are fine. */
	write_crl("99", now + DAY);
	next = certrule_gate_reload(gate, gates.diags);
	ck_assert_ptr_nonnull(next);
	certrule_gate_unref(next);
	write_crl_of((struct crl_spec){.issuer = root_a,
	    .this_update = now - DAY / 2,
	    .next_update = now + DAY,
	    .revoked = {"1234"}});
	next = certrule_gate_reload(gate, gates.diags);
	ck_assert_ptr_nonnull(next);
	certrule_gate_unref(gate);
	gate = next;
	ck_assert_int_eq(certrule_ssl_ctx_attach(server, gate), 0);
	check_status(now, "revoked");
	end();
}
END_TEST

START_TEST(test_hosts_alternate)
{
	int i;

	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	for (i = 0; i < 4; i++) {
		check("a.example", "ok");
		check("b.example", "unable_to_get_issuer");
		check("c.example", "not_enabled");
	}
	end();
}
END_TEST

/* --------------------------------------------------------------- extremes */

/* A TLS 1.2 ticket cannot hold 92 KB: OpenSSL itself refuses the client. */
START_TEST(test_large_certificate)
{
	struct client_spec spec = {
	    .sni = "a.example", .cert = make_large(92000)};

	start(&kinds[_i]);
	if (_i == 0) {
		ck_assert(!connection_open(&connection, server, &spec));
		connection_close(&connection);
	} else {
		shake(&spec);
		check_result(false);
		check("a.example", "limit_exceeded");
		end();
	}
	shake(&(struct client_spec){
	    .sni = "a.example", .cert = make_large(30000)});
	check_result(true);
	check("a.example", "ok");
	end();
}
END_TEST

static void
check_sent(size_t count, const char *reason)
{
	struct client_spec spec = {.sni = "a.example", .cert = low};
	size_t i;

	for (i = 0; i < count; i++)
		spec.sent[i] =
		    i + 1 == count ? middle : make("/CN=other", NULL, true);
	shake(&spec);
	check("a.example", reason);
	check_result(strcmp(reason, "ok") == 0);
	end();
}

START_TEST(test_sent_certificates)
{
	start(&kinds[_i]);
	check_sent(10, "ok");
	check_sent(11, "limit_exceeded");
}
END_TEST

/* A ticket that promised early data would let anybody replay a request. */
START_TEST(test_early_data)
{
	SSL_SESSION *session;

	drop_server();
	server = server_new(kinds[_i].version, kinds[_i].tickets);
	ck_assert_int_eq(SSL_CTX_set_max_early_data(server, 1024), 1);
	ck_assert_int_eq(certrule_ssl_ctx_attach(server, gate), 0);
	session = get_session((struct client_spec){.cert = leaf}, "ok");
	ck_assert_uint_eq(SSL_SESSION_get_max_early_data(session), 0);
	SSL_SESSION_free(session);
}
END_TEST

/* Whoever was verified must not become somebody else half-way. */
static bool refused;

/* RFC 5246 7.2.2: a warning that there will be no renegotiation. */
static void
note_refusal(const SSL *ssl, int where, int result)
{
	(void)ssl;
	if ((where & SSL_CB_WRITE_ALERT) == SSL_CB_WRITE_ALERT &&
	    (result & 0xff) == SSL_AD_NO_RENEGOTIATION)
		refused = true;
}

START_TEST(test_renegotiation)
{
	int i;
	char byte;

	start(&kinds[_i]);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	refused = false;
	SSL_set_info_callback(connection.server, note_refusal);
	ck_assert_int_eq(SSL_renegotiate(connection.client), 1);
	for (i = 0; i < 10; i++) {
		(void)SSL_do_handshake(connection.client);
		(void)SSL_read(connection.server, &byte, 1);
	}
	ck_assert(refused);
	check("a.example", "ok");
	ERR_clear_error();
	end();
}
END_TEST

START_TEST(test_unfinished)
{
	enum certrule_peer_status status;

	start(&kinds[0]);
	connection.server = SSL_new(server);
	ck_assert_ptr_null(
	    certrule_peer_from_ssl(NULL, connection.server, &status));
	ck_assert_int_eq(status, CERTRULE_PEER_HANDSHAKE);
	SSL_free(connection.server);
}
END_TEST

/* Without an attachment the server asks as it likes. */
START_TEST(test_unattached)
{
	drop_server();
	server = server_new(kinds[_i].version, kinds[_i].tickets);
	shake(&(struct client_spec){.sni = "a.example", .cert = leaf});
	check("a.example", "not_requested");
	end();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("connection");
	TCase *all = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(all, set_up, tear_down);
	tcase_set_timeout(all, 60);
	tcase_add_loop_test(all, test_verified, 0, KINDS);
	tcase_add_loop_test(all, test_stranger, 0, KINDS);
	tcase_add_loop_test(all, test_no_certificate, 0, KINDS);
	tcase_add_loop_test(all, test_not_requested, 0, KINDS);
	tcase_add_loop_test(all, test_no_sni, 0, KINDS);
	tcase_add_loop_test(all, test_ca_names, 0, KINDS);
	tcase_add_loop_test(all, test_tls_facts, 0, KINDS);
	tcase_add_loop_test(all, test_like_file, 0, KINDS);
	tcase_add_loop_test(all, test_resume, 0, KINDS);
	tcase_add_loop_test(all, test_resume_elsewhere, 0, KINDS);
	tcase_add_loop_test(all, test_resume_unasked, 0, KINDS);
	tcase_add_loop_test(all, test_resume_after_ca_removed, 0, KINDS);
	tcase_add_loop_test(all, test_resume_after_crl, 0, KINDS);
	tcase_add_loop_test(all, test_resume_after_expiry, 0, KINDS);
	tcase_add_loop_test(all, test_resume_long_chain, 0, KINDS);
	tcase_add_test(all, test_no_host);
	tcase_add_loop_test(all, test_capsule_limit, 0, 1);
	tcase_add_loop_test(all, test_capsule_limit, 2, 3);
	tcase_add_loop_test(all, test_resume_foreign_session, 0, KINDS);
	tcase_add_loop_test(all, test_leaf_expires, 0, KINDS);
	tcase_add_loop_test(all, test_crl_arrives, 0, KINDS);
	tcase_add_loop_test(all, test_crl_ages, 0, KINDS);
	tcase_add_loop_test(all, test_gate_reloaded, 0, KINDS);
	tcase_add_loop_test(all, test_crl_refused, 0, 1);
	tcase_add_loop_test(all, test_hosts_alternate, 0, KINDS);
	tcase_add_loop_test(all, test_large_certificate, 0, KINDS);
	tcase_add_loop_test(all, test_sent_certificates, 0, KINDS);
	tcase_add_loop_test(all, test_early_data, 2, KINDS);
	tcase_add_loop_test(all, test_renegotiation, 0, 2);
	tcase_add_test(all, test_unfinished);
	tcase_add_loop_test(all, test_unattached, 0, KINDS);
	suite_add_tcase(suite, all);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

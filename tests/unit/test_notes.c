/* SPDX-License-Identifier: MIT */
/*
 * What is kept with a peer is what asking anew would give: the same requests,
 * once by clients who live through all of them and once by clients made for each,
 * while hosts, the clock, CRLs and policies change.
 */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/clock.h"
#include "../random/random.h"
#include "certs.h"
#include "gates.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 8000

static struct gates gates;
/* Two policies of one trust, as locations of a server have them. */
static struct certrule_gate *policies[2];
static struct cert *root_a, *root_b, *middle;
static int64_t now, later;

/* ------------------------------------------------------------------ the rig */

/* Of scope PEER and TRUST, and two that change with each request. */
static const char *const predicates[] = {
    "cf.tls_client_auth.cert_subject_dn contains \"leaf\"",
    "cf.tls_client_auth.cert_serial in {\"1234\" \"4321\"}",
    "tls.client_cert.verify_reason == \"ok\"",
    "tls.client_cert.revocation_status == \"good\"",
    "tls.client_cert.trust.block == \"a\"",
    "to_string(tls.client_cert.trust.generation) matches \"[13579]$\"",
    "any(tls.client_cert.chain.subjects_dn[*] == \"CN=a\")",
    "any(tls.client_cert.verify_errors[*] contains \"expired\")",
    "tls.client_cert.anchor.name == \"a\"",
    "any(lower(tls.client_cert.subject.cn[*])[*] contains \"low\")",
    "cf.tls_client_auth.cert_issuer_serial matches \"^[0-9A-F]+$\"",
    "all(tls.client_cert.eku[*] == \"clientAuth\")",
    "tls.client_cert.seconds_to_expiry in {90000..900000 7}",
    "tls.client_cert.crl_age_sec in {172801..900000 7}",
};
#define PREDICATES ((unsigned)(sizeof predicates / sizeof *predicates))

/* The same number is another predicate in the other policy. */
static void
add_rules(struct cr_buffer *text, unsigned policy)
{
	for (unsigned i = 0; i < PREDICATES; i++) {
		const char *predicate =
		    predicates[(i + policy * 3) % PREDICATES];

		cr_buffer_printf(text,
		    "action \"yes%u\" if http.request.uri.query == \"q%u\" and "
		    "%s\n",
		    i, i, predicate);
		cr_buffer_printf(text,
		    "action \"no%u\" if http.request.uri.query == \"q%u\" and "
		    "not %s\n",
		    i, i, predicate);
	}
	/* Found by what the client is, and not by the request. */
	cr_buffer_add_text(text,
	    "action \"leaf\" if any(tls.client_cert.subject.cn[*] == \"leaf\")"
	    " and len(http.request.uri.query) > 3\n"
	    "action \"serial\" if cf.tls_client_auth.cert_serial == \"4321\""
	    " and len(http.request.uri.query) > 4\n"
	    "allow \"clients\" if not http.request.uri.query contains \"x\"\n");
}

static void
write_policy(unsigned policy)
{
	static const char *const names[] = {"0.rules", "1.rules"};
	struct cr_buffer text;

	cr_buffer_init(&text, cr_alloc_default());
	cr_buffer_add_text(&text,
	    "trust a for \"a.example\" { ca \"a.pem\" crl \"a.crl\" }\n"
	    "trust b for \"b.example\" { ca \"b.pem\" }\n"
	    "trust c for \"c.example\" { ca \"b.pem\" ca \"a.pem\" }\n");
	add_rules(&text, policy);
	cr_buffer_add_byte(&text, '\0');
	gates_text(
	    &gates, names[policy], (const char *)cr_buffer_bytes(&text).data);
	cr_buffer_fini(&text);
}

static struct cert *
make(const char *subject, const struct cert *issuer, const char *serial,
    int days)
{
	return cert_make(&(struct cert_spec){.subject = subject,
	    .issuer = issuer,
	    .ca = days == 100,
	    .serial = serial,
	    .not_before = now - DAY,
	    .not_after = now + days * DAY});
}

static void
write_file(const char *name, struct certrule_bytes pem)
{
	gates_file(&gates, name, pem.data, pem.len);
}

static void
write_crl(const char *serial)
{
	struct crl_spec spec = {.issuer = root_a,
	    .this_update = now - DAY,
	    .next_update = now + 3 * DAY,
	    .revoked = {serial}};

	write_file("a.crl", crl_pem(crl_make(&spec)));
}

static void
set_up(void)
{
	char path[160];

	now = later = cr_clock_now();
	gates_open(&gates, NULL);
	ck_assert_int_eq(certrule_openssl_register(gates.schema), 0);
	root_a = make("/CN=a", NULL, "0A", 100);
	root_b = make("/CN=b", NULL, "0B", 100);
	middle = make("/CN=middle", root_a, "0C", 100);
	write_file("a.pem", cert_pem(root_a));
	write_file("b.pem", cert_pem(root_b));
	write_crl("99");
	for (unsigned i = 0; i < 2; i++) {
		write_policy(i);
		snprintf(path, sizeof path, "%s/%u.rules", gates.folder, i);
		policies[i] = certrule_gate_load(gates.schema, path,
		    &(struct certrule_options){.flags = CERTRULE_NO_LINT},
		    gates.diags);
		ck_assert_msg(policies[i] != NULL, "%s", gates_codes(&gates));
	}
}

static void
tear_down(void)
{
	for (unsigned i = 0; i < 2; i++)
		certrule_gate_unref(policies[i]);
	gates_close(&gates);
	certs_fini();
}

static void
reload(unsigned policy)
{
	struct certrule_gate *next =
	    certrule_gate_reload(policies[policy], gates.diags);

	ck_assert_msg(next != NULL, "%s", gates_codes(&gates));
	certrule_gate_unref(policies[policy]);
	policies[policy] = next;
}

/* --------------------------------------------------------------- the clients */

struct person {
	struct cert *leaf, *sent;
	struct certrule_peer *peer; /* through all requests */
};

static struct certrule_peer *
meet(const struct person *person)
{
	STACK_OF(X509) *sent = sk_X509_new_null();
	struct certrule_peer *peer;

	ck_assert_ptr_nonnull(sent);
	if (person->sent != NULL)
		ck_assert_int_gt(sk_X509_push(sent, person->sent->x509), 0);
	peer = certrule_peer_from_x509(NULL, person->leaf->x509, sent, NULL);
	ck_assert_ptr_nonnull(peer);
	sk_X509_free(sent);
	return peer;
}

struct request {
	unsigned policy, trust; /* whose rules, whose trust blocks */
	const char *host, *query;
	int64_t time;
	int contradicted; /* a field set by hand beside the peer, or -1 */
};

static struct certrule_fieldset *
begin(const struct request *request, struct certrule_peer *peer)
{
	struct certrule_fieldset *facts =
	    certrule_fieldset_new(policies[request->policy]);

	ck_assert_ptr_nonnull(facts);
	certrule_fieldset_use_trust(facts, policies[request->trust]);
	certrule_fieldset_set_time(facts, request->time);
	ck_assert_int_eq(certrule_fieldset_set_peer(facts, peer), 0);
	ck_assert_int_eq(certrule_fieldset_set_host(
			     facts, request->host, strlen(request->host)),
	    0);
	ck_assert_int_eq(
	    certrule_fieldset_set_string(facts, CR_ID_HTTP_REQUEST_URI_QUERY,
		request->query, strlen(request->query)),
	    0);
	if (request->contradicted >= 0)
		certrule_fieldset_set_error(
		    facts, request->contradicted, "by hand");
	return facts;
}

/* The verdict, and the record of it if there is a buffer; freed by the caller. */
static char *
decide(const struct request *request, struct certrule_peer *peer,
    struct cr_buffer *record)
{
	const struct certrule_gate *gate = policies[request->policy];
	struct certrule_fieldset *facts = begin(request, peer);
	struct certrule_verdict verdict;
	char *text = gates_verdict(gate, facts);

	if (record != NULL) {
		certrule_gate_decide(gate, facts, &verdict);
		ck_assert_int_eq(certrule_verdict_json(gate, facts, &verdict,
				     gates_write, record),
		    0);
	}
	certrule_fieldset_free(facts);
	return text;
}

static void
check_same(const struct person *person, const struct request *request)
{
	struct certrule_peer *stranger = meet(person);
	char *kept = decide(request, person->peer, NULL);
	char *fresh = decide(request, stranger, NULL);

	ck_assert_str_eq(kept, fresh);
	free(kept);
	free(fresh);
	certrule_peer_free(stranger);
}

/* --------------------------------------------------------------------- random */

static void
draw_request(struct random *source, struct request *request)
{
	static const char *const hosts[] = {
	    "a.example", "a.example", "b.example", "c.example", "d.example"};
	static const int fields[] = {CR_ID_CF_TLS_CLIENT_AUTH_CERT_SUBJECT_DN,
	    CR_ID_TLS_CLIENT_CERT_VERIFY_REASON,
	    CR_ID_CF_TLS_CLIENT_AUTH_CERT_SERIAL};
	static char query[16];

	request->policy = random_below(source, 2);
	request->trust = random_chance(source, 80) ? request->policy
						   : random_below(source, 2);
	request->host = hosts[random_below(source, 5)];
	request->time = later;
	request->contradicted =
	    random_chance(source, 10) ? fields[random_below(source, 3)] : -1;
	snprintf(query, sizeof query,
	    random_chance(source, 80) ? "q%u" : "x%u000",
	    random_below(source, PREDICATES));
	request->query = query;
}

static void
change_world(struct random *source)
{
	static const char *const revoked[] = {"99", "1234", "4321", "0C"};
	/* Around the ends of a leaf, of the CRL and of the other leaves. */
	static const int hours[] = {0, 1, 47, 49, 71, 73, 239, 241};

	if (random_chance(source, 5))
		later = now + hours[random_below(source, 8)] * INT64_C(3600);
	if (!random_chance(source, 2))
		return;
	if (random_chance(source, 70))
		write_crl(revoked[random_below(source, 4)]);
	reload(random_below(source, 2));
}

START_TEST(test_random)
{
	struct person people[] = {
	    {make("/CN=leaf", root_a, "1234", 2), NULL, NULL},
	    {make("/CN=Low", middle, "4321", 10), middle, NULL},
	    {make("/CN=Low", middle, "4321", 10), NULL, NULL},
	    {make("/CN=leaf", root_b, "1234", 10), NULL, NULL},
	    {make("/CN=stranger", NULL, "77", 10), NULL, NULL},
	};
	size_t count = sizeof people / sizeof *people;
	struct random source;

	random_seed(&source, 1);
	for (size_t i = 0; i < count; i++)
		people[i].peer = meet(&people[i]);
	for (int i = 0; i < ROUNDS; i++) {
		struct request request;

		change_world(&source);
		draw_request(&source, &request);
		check_same(
		    &people[random_below(&source, (unsigned)count)], &request);
	}
	for (size_t i = 0; i < count; i++)
		certrule_peer_free(people[i].peer);
}
END_TEST

/* -------------------------------------------------------------------- records */

/* The record of a request, freed by the caller. */
static char *
write_record(const struct request *request, struct certrule_peer *peer)
{
	struct cr_buffer record;
	char *text;

	cr_buffer_init(&record, cr_alloc_default());
	free(decide(request, peer, &record));
	cr_buffer_add_byte(&record, '\0');
	text = strdup((const char *)cr_buffer_bytes(&record).data);
	cr_buffer_fini(&record);
	ck_assert_ptr_nonnull(text);
	return text;
}

/* A decision from what was kept names the same fields as one that asks anew;
 * first one that a predicate reads, then one that is only looked up. */
START_TEST(test_record)
{
	static const char *const queries[] = {"q6", "z"};
	static const char *const fields[] = {
	    "\"tls.client_cert.chain.subjects_dn\":[\"CN=leaf\",",
	    "\"cf.tls_client_auth.cert_serial\":\"1234\""};
	struct person person = {
	    make("/CN=leaf", root_a, "1234", 2), NULL, NULL};
	struct request request = {.host = "a.example",
	    .query = queries[_i],
	    .time = now,
	    .contradicted = -1};
	char *first, *second;

	person.peer = meet(&person);
	first = write_record(&request, person.peer);
	second = write_record(&request, person.peer);
	ck_assert_str_eq(first, second);
	ck_assert_ptr_nonnull(strstr(second, fields[_i]));
	free(first);
	free(second);
	certrule_peer_free(person.peer);
}
END_TEST

/* A block of another load knows clients alike, and is another one all the
 * same: its generation, for one. */
START_TEST(test_other_trust)
{
	struct person person = {
	    make("/CN=leaf", root_a, "1234", 2), NULL, NULL};
	struct request request = {.host = "a.example",
	    .query = "q5",
	    .time = now,
	    .contradicted = -1};

	person.peer = meet(&person);
	reload(1);
	request.query = "z"; /* asks whether the client is verified */
	check_same(&person, &request);
	request.query = "q5";
	for (int i = 0; i < 4; i++) {
		request.trust = i % 2 != 0;
		check_same(&person, &request);
	}
	certrule_peer_free(person.peer);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("notes");
	TCase *tcase = tcase_create("notes");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, test_random);
	tcase_add_loop_test(tcase, test_record, 0, 2);
	tcase_add_test(tcase, test_other_trust);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

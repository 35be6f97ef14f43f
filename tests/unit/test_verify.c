/* SPDX-License-Identifier: MIT */
/* Every reason a certificate can be refused for, each beside one that is not. */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../fields/reason.h"
#include "certs.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERIFIED CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED
#define REASON	 CR_ID_TLS_CLIENT_CERT_VERIFY_REASON
#define CODE	 CR_ID_TLS_CLIENT_CERT_VERIFY_CODE

static struct cert *root;
static struct trust_file files[4];

static void
set_up(void)
{
	root = cert_root("/CN=root");
	memset(files, 0, sizeof files);
	files[0].name = "root.pem";
	files[0].text = cert_pem(root);
}

/* What the block made of settings says of leaf, sent beside it. */
static void
check_words(const char *settings, const struct cert *leaf,
    const struct cert *sent, const char *wanted)
{
	struct trust_rig rig;
	const char *words;

	rig_init(&rig, NULL, settings, files, NOW);
	ck_assert_msg(rig.trust != NULL, "%s", rig_codes(&rig));
	rig_present(&rig, leaf, sent);
	words = cr_trust_ops_openssl.not_proven(rig.facts);
	ck_assert_str_eq(words, wanted);
	ck_assert_str_eq(rig_get(&rig, VERIFIED),
	    strcmp(wanted, "ok") == 0 ? "true" : "false");
	if (strcmp(wanted, "ok") == 0)
		ck_assert_str_eq(rig_get(&rig, CODE), "0");
	else
		ck_assert_str_ne(rig_get(&rig, CODE), "0");
	rig_fini(&rig);
}

static void
check_leaf(const struct cert_spec *spec, const char *wanted)
{
	check_words("ca=root.pem", cert_make(spec), NULL, wanted);
}

START_TEST(test_good)
{
	check_words("ca=root.pem", cert_leaf(root, "/CN=leaf"), NULL, "ok");
}
END_TEST

START_TEST(test_time)
{
	struct cert_spec spec = {.subject = "/CN=leaf", .issuer = root};

	spec.not_after = NOW + 1;
	check_leaf(&spec, "ok");
	spec.not_after = NOW;
	check_leaf(&spec, "expired at depth 0 (Jan  1 00:00:00 2026 GMT)");
	spec.not_after = 0;
	spec.not_before = NOW;
	check_leaf(&spec, "ok");
	spec.not_before = NOW + DAY;
	check_leaf(
	    &spec, "not_yet_valid at depth 0 (Jan  2 00:00:00 2026 GMT)");
}
END_TEST

START_TEST(test_expired_above)
{
	struct cert *sub = cert_make(&(struct cert_spec){.subject = "/CN=sub",
	    .issuer = root,
	    .ca = true,
	    .not_after = NOW - DAY});

	check_words("ca=root.pem", cert_leaf(sub, "/CN=leaf"), sub,
	    "expired at depth 1 (Dec 31 00:00:00 2025 GMT)");
}
END_TEST

START_TEST(test_strangers)
{
	struct cert *foreign = cert_root("/CN=foreign");
	struct cert *twin = cert_make(&(struct cert_spec){.subject = "/CN=root",
	    .ca = true,
	    .extensions = {{NID_subject_key_identifier, ""}}});
	struct cert *self =
	    cert_make(&(struct cert_spec){.subject = "/CN=leaf"});

	check_words("ca=root.pem", self, NULL, "self_signed_leaf");
	check_words("ca=root.pem", cert_leaf(foreign, "/CN=leaf"), NULL,
	    "unable_to_get_issuer");
	check_words("ca=root.pem", cert_leaf(foreign, "/CN=leaf"), foreign,
	    "self_signed_in_chain at depth 1");
	/* The right names, the wrong key. */
	check_words("ca=root.pem strict=off",
	    cert_make(&(struct cert_spec){.subject = "/CN=leaf",
		.issuer = twin,
		.extensions = {{NID_authority_key_identifier, ""}}}),
	    NULL, "bad_signature");
}
END_TEST

START_TEST(test_signature)
{
	struct cert_spec spec = {
	    .subject = "/CN=leaf", .issuer = root, .broken_signature = true};

	check_leaf(&spec, "bad_signature");
}
END_TEST

START_TEST(test_purpose)
{
	struct cert_spec spec = {.subject = "/CN=leaf",
	    .issuer = root,
	    .extensions = {{NID_ext_key_usage, "serverAuth"}}};

	check_leaf(&spec, "wrong_purpose");
	check_words("ca=root.pem purpose=server", cert_make(&spec), NULL, "ok");
	check_words("ca=root.pem purpose=any", cert_make(&spec), NULL, "ok");
	spec.extensions[0].value = "serverAuth,clientAuth";
	check_leaf(&spec, "ok");
	spec.extensions[0].nid = NID_key_usage;
	spec.extensions[0].value = "critical,keyEncipherment";
	check_leaf(&spec, "wrong_purpose");
}
END_TEST

START_TEST(test_eku_required)
{
	struct cert_spec spec = {.subject = "/CN=leaf", .issuer = root};

	check_words("ca=root.pem eku=if_present", cert_make(&spec), NULL, "ok");
	check_words("ca=root.pem eku=required", cert_make(&spec), NULL,
	    "wrong_purpose");
	spec.extensions[0].nid = NID_ext_key_usage;
	spec.extensions[0].value = "clientAuth";
	check_words("ca=root.pem eku=required", cert_make(&spec), NULL, "ok");
	check_words("ca=root.pem eku=required purpose=any", cert_make(&spec),
	    NULL, "ok");
}
END_TEST

START_TEST(test_ca_in_between)
{
	struct cert *leaf = cert_leaf(root, "/CN=leaf");
	struct cert *sub = cert_make(&(struct cert_spec){.subject = "/CN=sub",
	    .issuer = root,
	    .ca = true,
	    .extensions = {
		{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"}}});
	struct cert *low = cert_make(&(struct cert_spec){
	    .subject = "/CN=low", .issuer = sub, .ca = true});

	/* A leaf that plays CA. */
	check_words("ca=root.pem", cert_leaf(leaf, "/CN=x"), leaf,
	    "invalid_ca at depth 1");
	check_words("ca=root.pem", cert_leaf(sub, "/CN=x"), sub, "ok");
	check_words("ca=root.pem depth=0", cert_leaf(sub, "/CN=x"), sub,
	    "chain_too_long at depth 1");
	/* An intermediate in the block is an anchor. */
	files[1].name = "sub.pem";
	files[1].text = cert_pem(sub);
	check_words("ca=sub.pem", cert_leaf(sub, "/CN=x"), NULL, "ok");
	check_words("ca=sub.pem", leaf, NULL, "unable_to_get_issuer");
	/* Its own path length still binds what it issues. */
	check_words("ca=root.pem ca=sub.pem", cert_leaf(low, "/CN=x"), low,
	    "path_length at depth 2");
}
END_TEST

START_TEST(test_path_length)
{
	struct cert *low;

	root = cert_make(&(struct cert_spec){.subject = "/CN=root",
	    .ca = true,
	    .extensions = {
		{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"}}});
	files[0].text = cert_pem(root);
	low = cert_make(&(struct cert_spec){
	    .subject = "/CN=low", .issuer = root, .ca = true});
	check_words("ca=root.pem", cert_leaf(root, "/CN=x"), NULL, "ok");
	check_words("ca=root.pem", cert_leaf(low, "/CN=x"), low,
	    "path_length at depth 2");
}
END_TEST

START_TEST(test_name_constraints)
{
	struct cert *sub = cert_make(&(struct cert_spec){.subject = "/CN=sub",
	    .issuer = root,
	    .ca = true,
	    .extensions = {
		{NID_name_constraints, "critical,permitted;DNS:in.example"}}});
	struct cert_spec spec = {.subject = "/O=x",
	    .issuer = sub,
	    .extensions = {{NID_subject_alt_name, "DNS:a.in.example"}}};

	check_words("ca=root.pem", cert_make(&spec), sub, "ok");
	spec.extensions[0].value = "DNS:a.out.example";
	check_words("ca=root.pem", cert_make(&spec), sub, "name_constraint");
}
END_TEST

START_TEST(test_extensions)
{
	struct cert_spec spec = {.subject = "/CN=leaf", .issuer = root};

	OBJ_create("1.3.6.1.4.1.55555.1", "crTest", "certrule test");
	spec.extensions[0].nid = OBJ_txt2nid("1.3.6.1.4.1.55555.1");
	spec.extensions[0].value = "DER:0500";
	check_leaf(&spec, "ok");
	spec.extensions[0].value = "critical,DER:0500";
	check_leaf(&spec, "unhandled_critical");

	memset(spec.extensions, 0, sizeof spec.extensions);
	spec.extensions[0].nid = NID_subject_alt_name;
	spec.extensions[0].value = "DNS:a.example";
	spec.extensions[1] = spec.extensions[0];
	check_leaf(&spec, "invalid_extension");
	spec.extensions[1].nid = 0;
	check_leaf(&spec, "ok");
	spec.extensions[0].value = "DER:05";
	check_leaf(&spec, "invalid_extension");
}
END_TEST

START_TEST(test_strict)
{
	struct cert_spec spec = {.subject = "/CN=leaf",
	    .issuer = root,
	    .extensions = {{NID_authority_key_identifier, ""}}};

	check_leaf(&spec, "strict_violation");
	check_words("ca=root.pem strict=off", cert_make(&spec), NULL, "ok");
}
END_TEST

START_TEST(test_strength)
{
	struct cert_spec spec = {.subject = "/CN=leaf", .issuer = root};

	spec.key = cert_rsa(2048);
	check_leaf(&spec, "ok");
	spec.key = cert_rsa(1024);
	check_words("ca=root.pem auth_level=0", cert_make(&spec), NULL,
	    "limit_exceeded (an RSA key has less than 2048 bits)");
	spec.key = EVP_EC_gen("P-192");
	ck_assert_ptr_nonnull(spec.key);
	check_leaf(&spec, "weak_key");
	check_words("ca=root.pem auth_level=1", cert_make(&spec), NULL, "ok");
	EVP_PKEY_free(spec.key);
	spec.key = NULL;
	spec.digest = EVP_sha1();
	check_leaf(&spec, "weak_digest");
	check_words("ca=root.pem auth_level=0", cert_make(&spec), NULL, "ok");
}
END_TEST

START_TEST(test_limits)
{
	char names[257 * 20] = "";
	struct cert_spec spec = {.subject = "/CN=leaf",
	    .issuer = root,
	    .extensions = {{NID_subject_alt_name, names}}};
	size_t at = 0;
	int i;

	for (i = 0; i < 256; i++)
		at += (size_t)snprintf(names + at, sizeof names - at,
		    "%sDNS:h%d.example", i == 0 ? "" : ",", i);
	check_leaf(&spec, "ok");
	snprintf(names + at, sizeof names - at, ",DNS:x.example");
	check_leaf(
	    &spec, "limit_exceeded (the certificate has more than 256 names)");
}
END_TEST

/* A certificate of exactly so many octets. */
static struct cert *
make_large(size_t octets)
{
	struct cert_spec spec = {.subject = "/CN=leaf", .issuer = root};
	size_t size = octets - 600;
	char *value = malloc(2 * octets);
	struct cert *cert;

	OBJ_create("1.3.6.1.4.1.55555.2", "crLarge", "certrule large");
	spec.extensions[0].nid = OBJ_txt2nid("1.3.6.1.4.1.55555.2");
	spec.extensions[0].value = value;
	do {
		memset(value, '0', 2 * octets);
		memcpy(value, "DER:", 4);
		value[4 + 2 * size] = '\0';
		/* ECDSA signatures differ by an octet or two. */
		cert = cert_make(&spec);
		size += octets - cert_der(cert).len;
	} while (cert_der(cert).len != octets);
	free(value);
	return cert;
}

START_TEST(test_sizes)
{
	check_words("ca=root.pem", make_large(65536), NULL, "ok");
	check_words("ca=root.pem", make_large(65537), NULL,
	    "limit_exceeded (the certificate has more than 64 KiB)");
}
END_TEST

START_TEST(test_many_sent)
{
	struct certrule_bytes chain = cr_bytes("", 0), leaf;
	struct trust_rig rig;
	int i;

	leaf = cert_pem(cert_leaf(root, "/CN=leaf"));
	for (i = 0; i < 10; i++)
		chain = join(chain, cert_pem(cert_leaf(root, "/CN=other")));
	rig_init(&rig, NULL, "ca=root.pem", files, NOW);
	rig_present_peer(&rig, certrule_peer_from_mem(NULL, leaf.data, leaf.len,
				   chain.data, chain.len, NULL));
	ck_assert_str_eq(rig_get(&rig, REASON), "\"ok\"");
	chain = join(chain, cert_pem(cert_leaf(root, "/CN=eleven")));
	rig_present_peer(&rig, certrule_peer_from_mem(NULL, leaf.data, leaf.len,
				   chain.data, chain.len, NULL));
	ck_assert_str_eq(cr_trust_ops_openssl.not_proven(rig.facts),
	    "limit_exceeded (more than 10 other certificates were sent)");
	rig_fini(&rig);
}
END_TEST

START_TEST(test_unparsable)
{
	struct certrule_bytes der = cert_der(cert_leaf(root, "/CN=leaf"));
	struct trust_rig rig;

	rig_init(&rig, NULL, "ca=root.pem", files, NOW);
	rig_present_peer(&rig,
	    certrule_peer_from_mem(NULL, der.data, der.len - 1, NULL, 0, NULL));
	ck_assert_str_eq(
	    cr_trust_ops_openssl.not_proven(rig.facts), "invalid_certificate");
	ck_assert_str_eq(rig_get(&rig, VERIFIED), "false");
	ck_assert_str_eq(rig_get(&rig, CR_ID_TLS_CLIENT_CERT_VERIFY_RESULT),
	    "\"FAILED:the certificate does not parse\"");
	ck_assert_str_eq(rig_get(&rig, CR_ID_TLS_CLIENT_CERT_VERIFY_ERRORS),
	    "[\"0:invalid_certificate\"]");
	rig_fini(&rig);
}
END_TEST

START_TEST(test_no_certificate)
{
	struct trust_rig rig;

	rig_init(&rig, NULL, "ca=root.pem", files, NOW);
	rig_present(&rig, NULL, NULL);
	ck_assert_str_eq(
	    cr_trust_ops_openssl.not_proven(rig.facts), "no_certificate");
	ck_assert_str_eq(rig_get(&rig, REASON), "\"no_certificate\"");
	ck_assert_str_eq(rig_get(&rig, CODE), "(missing)");
	rig_fini(&rig);
}
END_TEST

/* The clock of a fieldset, not that of the machine or of the load. */
START_TEST(test_clock)
{
	struct trust_rig rig;
	struct cert *leaf = cert_leaf(root, "/CN=leaf");

	rig_init(&rig, NULL, "ca=root.pem", files, NOW);
	rig_present(&rig, leaf, NULL);
	ck_assert_str_eq(rig_get(&rig, VERIFIED), "true");
	certrule_fieldset_clear(rig.facts);
	certrule_fieldset_set_time(rig.facts, NOW + 366 * DAY);
	ck_assert_int_eq(
	    certrule_fieldset_set_peer(rig.facts, rig.peers[0]), 0);
	ck_assert_str_eq(rig_get(&rig, REASON), "\"expired\"");
	rig_fini(&rig);
}
END_TEST

/* Every code of OpenSSL's has a row of its own. */
START_TEST(test_codes)
{
	int code;

	for (code = 1; code <= X509_V_ERR_EC_KEY_EXPLICIT_PARAMS; code++)
		ck_assert_int_ne(cr_reason_of_code(code), CR_REASON_OK);
	ck_assert_int_eq(cr_reason_of_code(X509_V_OK), CR_REASON_OK);
	ck_assert_int_eq(
	    cr_reason_of_code(12345), CR_REASON_INVALID_CERTIFICATE);
	ck_assert_int_eq(cr_reason_of_code(X509_V_ERR_PATH_LOOP),
	    CR_REASON_UNABLE_TO_GET_ISSUER);
}
END_TEST

/* Whichever of our allocations fails, nobody is verified without all of them,
 * and every field that depends on the lost facts is in error. */
struct failing {
	size_t left;
};

static void *
fail_allocate(void *context, size_t size)
{
	struct failing *failing = context;

	return failing->left == 0 ? NULL : (failing->left--, malloc(size));
}

static void *
fail_resize(void *context, void *memory, size_t size)
{
	struct failing *failing = context;

	return failing->left == 0 ? NULL
				  : (failing->left--, realloc(memory, size));
}

static void
fail_release(void *context, void *memory)
{
	(void)context;
	free(memory);
}

START_TEST(test_no_memory)
{
	struct failing failing = {SIZE_MAX};
	struct certrule_alloc alloc = {
	    fail_allocate, fail_resize, fail_release, &failing};
	struct certrule_fieldset *facts;
	struct trust_rig rig;
	const struct certrule_value *value;

	rig_init(&rig, NULL, "ca=root.pem", files, NOW);
	rig_present(&rig, cert_leaf(root, "/CN=leaf"), NULL);
	facts = cr_fieldset_new(rig.schema, &alloc);
	ck_assert_ptr_nonnull(facts);
	facts->trust = rig.trust;
	certrule_fieldset_set_time(facts, NOW);
	ck_assert_int_eq(certrule_fieldset_set_peer(facts, rig.peers[0]), 0);
	failing.left = 0;
	ck_assert_str_eq(
	    cr_trust_ops_openssl.not_proven(facts), "out_of_memory");
	value = certrule_fieldset_get(facts, VERIFIED);
	ck_assert_int_eq(value->state, CERTRULE_ERROR);
	failing.left = SIZE_MAX;
	cr_fieldset_fini(facts);
	rig_fini(&rig);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("verify");
	TCase *tests = tcase_create("verify");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, set_up, certs_fini);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, test_good);
	tcase_add_test(tests, test_time);
	tcase_add_test(tests, test_expired_above);
	tcase_add_test(tests, test_strangers);
	tcase_add_test(tests, test_signature);
	tcase_add_test(tests, test_purpose);
	tcase_add_test(tests, test_eku_required);
	tcase_add_test(tests, test_ca_in_between);
	tcase_add_test(tests, test_path_length);
	tcase_add_test(tests, test_name_constraints);
	tcase_add_test(tests, test_extensions);
	tcase_add_test(tests, test_strict);
	tcase_add_test(tests, test_strength);
	tcase_add_test(tests, test_limits);
	tcase_add_test(tests, test_sizes);
	tcase_add_test(tests, test_many_sent);
	tcase_add_test(tests, test_unparsable);
	tcase_add_test(tests, test_no_certificate);
	tcase_add_test(tests, test_clock);
	tcase_add_test(tests, test_codes);
	tcase_add_test(tests, test_no_memory);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

/* SPDX-License-Identifier: MIT */
/*
 * OpenSSL's n-th allocation fails, once or from then on, while fields of a
 * peer are fetched: every field is what it is without the fault, or in error.
 */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "certs.h"

#include <check.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

/* Hooks of the whole process: a test may set them, a library never. */
static size_t countdown = SIZE_MAX;
static bool from_then_on;

static bool
fails(void)
{
	if (countdown == SIZE_MAX)
		return false;
	if (countdown > 0) {
		countdown--;
		return false;
	}
	if (!from_then_on)
		countdown = SIZE_MAX;
	return true;
}

static void *
hook_malloc(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return fails() ? NULL : malloc(size);
}

static void *
hook_realloc(void *memory, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	if (size == 0) {
		free(memory);
		return NULL;
	}
	return fails() ? NULL : realloc(memory, size);
}

static void
hook_free(void *memory, const char *file, int line)
{
	(void)file;
	(void)line;
	free(memory);
}

static const int fields[] = {
    CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED,
    CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED,
    CR_ID_CF_TLS_CLIENT_AUTH_CERT_SUBJECT_DN,
    CR_ID_CF_TLS_CLIENT_AUTH_CERT_SUBJECT_DN_LEGACY,
    CR_ID_CF_TLS_CLIENT_AUTH_CERT_FINGERPRINT_SHA256,
    CR_ID_CF_TLS_CLIENT_AUTH_CERT_SKI,
    CR_ID_CF_TLS_CLIENT_AUTH_CERT_ISSUER_SKI,
    CR_ID_TLS_CLIENT_CERT_VERIFY_REASON,
    CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS,
    CR_ID_TLS_CLIENT_CERT_REVOCATION_REASON,
    CR_ID_TLS_CLIENT_CERT_SAN_DNS,
    CR_ID_TLS_CLIENT_CERT_SAN_MALFORMED,
    CR_ID_TLS_CLIENT_CERT_SUBJECT_CN,
    CR_ID_TLS_CLIENT_CERT_SPIFFE_ID,
    CR_ID_TLS_CLIENT_CERT_ANCHOR_NAME,
};
#define FIELDS (sizeof fields / sizeof fields[0])

static struct trust_file files[3];
static struct cert *root;
static struct certrule_bytes sent; /* beside the leaf */

static void
set_up(void)
{
	struct crl_spec spec;

	memset(&spec, 0, sizeof spec);
	memset(files, 0, sizeof files);
	sent = cr_bytes(NULL, 0);
	root = cert_root("/CN=root");
	spec.issuer = root;
	spec.revoked[0] = "0A";
	spec.reason = 1;
	files[0].name = "root.pem";
	files[0].text = cert_pem(root);
	files[1].name = "root.crl";
	files[1].text = crl_pem(crl_make(&spec));
}

static struct certrule_peer *
parse(struct certrule_bytes der)
{
	return certrule_peer_from_mem(
	    NULL, der.data, der.len, sent.data, sent.len, NULL);
}

static void
present(struct trust_rig *rig, struct certrule_peer *peer)
{
	certrule_fieldset_clear(rig->facts);
	certrule_fieldset_set_time(rig->facts, NOW);
	ck_assert_int_eq(certrule_fieldset_set_peer(rig->facts, peer), 0);
}

static void
check_values(struct trust_rig *rig, const char *const *wanted, size_t n)
{
	const struct certrule_value *value;
	size_t i;

	for (i = 0; i < FIELDS; i++) {
		value = certrule_fieldset_get(rig->facts, fields[i]);
		if (value->state != CERTRULE_ERROR)
			ck_assert_msg(
			    strcmp(rig_get(rig, fields[i]), wanted[i]) == 0,
			    "allocation %zu, field %zu: %s, not %s", n, i,
			    rig_get(rig, fields[i]), wanted[i]);
	}
}

/* A fresh peer each time: what OpenSSL has parsed once it keeps. */
static size_t
check_once(struct trust_rig *rig, struct certrule_bytes der,
    const char *const *wanted, size_t n)
{
	struct certrule_peer *peer;
	size_t i, errors = 0;

	countdown = n;
	peer = parse(der);
	if (peer == NULL) {
		countdown = SIZE_MAX;
		return 1;
	}
	present(rig, peer);
	for (i = 0; i < FIELDS; i++)
		(void)certrule_fieldset_get(rig->facts, fields[i]);
	if (countdown == SIZE_MAX || (from_then_on && countdown == 0))
		errors++;
	countdown = SIZE_MAX;
	check_values(rig, wanted, n);
	/* Nor does its next request know what memory was too short to find. */
	present(rig, peer);
	check_values(rig, wanted, n);
	certrule_fieldset_clear(rig->facts);
	certrule_peer_free(peer);
	return errors;
}

static void
check_all(const struct cert *leaf)
{
	struct certrule_bytes der = cert_der(leaf);
	const char *wanted[FIELDS];
	struct trust_rig rig;
	size_t i, n = 0;

	rig_init(&rig, NULL, "ca=root.pem crl=root.crl", files, NOW);
	ck_assert_ptr_nonnull(rig.trust);
	rig_present_peer(&rig, parse(der));
	for (i = 0; i < FIELDS; i++)
		wanted[i] = rig_get(&rig, fields[i]);
	while (check_once(&rig, der, wanted, n) != 0)
		n++;
	ck_assert_uint_gt(n, 50);
	rig_fini(&rig);
}

static void
check_both(const struct cert_spec *spec)
{
	struct cert *leaf = cert_make(spec);

	from_then_on = false;
	check_all(leaf);
	from_then_on = true;
	check_all(leaf);
}

#define SAN                                                            \
	{                                                              \
		NID_subject_alt_name, "DNS:a.example,URI:spiffe://x/y" \
	}

START_TEST(test_good)
{
	struct cert_spec spec = {
	    .subject = "/CN=leaf", .issuer = root, .extensions = {SAN}};

	check_both(&spec);
}
END_TEST

START_TEST(test_revoked)
{
	struct cert_spec spec = {.subject = "/CN=leaf",
	    .issuer = root,
	    .serial = "0A",
	    .extensions = {SAN}};

	check_both(&spec);
}
END_TEST

START_TEST(test_foreign)
{
	struct cert_spec spec = {.subject = "/CN=leaf", .extensions = {SAN}};

	check_both(&spec);
}
END_TEST

START_TEST(test_twice)
{
	struct cert_spec spec = {
	    .subject = "/CN=leaf", .issuer = root, .extensions = {SAN, SAN}};

	check_both(&spec);
}
END_TEST

/* Verified by the second of two paths: whatever fails on the way to it makes
 * neither a refusal nor another reason. */
START_TEST(test_second_path)
{
	struct cert_spec ca = {
	    .subject = "/CN=sub", .issuer = root, .ca = true, .serial = "05"};
	struct cert *good = cert_make(&ca), *other;
	struct cert_spec spec = {
	    .subject = "/O=leaf", .issuer = good, .extensions = {SAN}};

	ca.key = good->key;
	ca.extensions[0].nid = NID_name_constraints;
	ca.extensions[0].value = "critical,permitted;DNS:other.example";
	other = cert_make(&ca);
	sent = join(cert_pem(other), cert_pem(good));
	check_both(&spec);
	sent = cert_pem(other);
	from_then_on = false;
	check_all(cert_make(&spec));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("fields memory");
	TCase *tests = tcase_create("fields memory");
	SRunner *runner;
	int failed;

	if (CRYPTO_set_mem_functions(hook_malloc, hook_realloc, hook_free) != 1)
		return 1;
	tcase_add_checked_fixture(tests, set_up, certs_fini);
	tcase_set_timeout(tests, 300);
	tcase_add_test(tests, test_good);
	tcase_add_test(tests, test_revoked);
	tcase_add_test(tests, test_foreign);
	tcase_add_test(tests, test_twice);
	tcase_add_test(tests, test_second_path);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

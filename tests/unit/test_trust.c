/* SPDX-License-Identifier: MIT */
/* What loads as trust, what is refused, what is warned of; and whose block a
 * request belongs to. */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "certs.h"

#include <check.h>
#include <string.h>

static struct cert *root;
static struct trust_file files[6];
static size_t file_count;

static void
add_file(const char *name, struct certrule_bytes text)
{
	files[file_count].name = name;
	files[file_count++].text = text;
}

static void
set_up(void)
{
	memset(files, 0, sizeof files);
	file_count = 0;
	root = cert_root("/CN=root");
	add_file("root.pem", cert_pem(root));
}

/* Loads, or is refused, with these codes; the first message where asked. */
static void
check_load(
    const char *settings, bool loads, const char *codes, const char *message)
{
	struct trust_rig rig;

	rig_init(&rig, NULL, settings, files, NOW);
	ck_assert_str_eq(rig_codes(&rig), codes);
	ck_assert_int_eq(rig.trust != NULL, loads);
	if (message != NULL)
		ck_assert_str_eq(rig_message(&rig, 0), message);
	rig_fini(&rig);
}

/* A file as `ca`, and nothing else. */
static void
check_ca(struct certrule_bytes text, bool loads, const char *codes,
    const char *message)
{
	file_count = 1;
	add_file("x.pem", text);
	check_load("ca=x.pem", loads, codes, message);
}

static void
check_crl(struct certrule_bytes text, bool loads, const char *codes,
    const char *message)
{
	file_count = 1;
	add_file("x.crl", text);
	check_load("ca=root.pem crl=x.crl", loads, codes, message);
}

START_TEST(test_loads)
{
	check_load("ca=root.pem", true, "", NULL);
	check_ca(cert_der(root), true, "", NULL);
	check_ca(
	    join(cert_pem(root), cert_pem(cert_root("/CN=b"))), true, "", NULL);
}
END_TEST

START_TEST(test_missing_files)
{
	check_load("depth=3", false, "E0320", "trust 'fleet' names no CA");
	check_load("ca=nowhere.pem", false, "", NULL);
	check_load("ca=root.pem revocation=leaf", false, "E0321",
	    "revocation leaf needs a CRL to look into");
	check_load("ca=root.pem revocation=chain", false, "E0321", NULL);
	check_load("ca=root.pem revocation=off", true, "", NULL);
}
END_TEST

static const char page[] = "\n<!DOCTYPE HTML>\n<html>404</html>\n";

START_TEST(test_wrong_files)
{
	check_ca(cr_bytes("", 0), false, "E0322",
	    "'x.pem' is empty where a CA certificate is due");
	check_ca(cr_bytes_text(" \n"), false, "E0322", NULL);
	check_ca(cr_bytes_text(page), false, "E0323",
	    "'x.pem' is a web page where a CA certificate is due");
	check_ca(cr_bytes_text("words"), false, "E0324",
	    "'x.pem' holds nothing like a CA certificate");
	check_ca(join(cert_pem(root), cert_key_pem(root)), false, "E0325",
	    "'x.pem' holds a private key where a CA certificate is due");
	check_ca(cert_key_der(root), false, "E0325", NULL);
	check_ca(join(cert_pem(root),
		     cr_bytes_text("-----BEGIN CERTIFICATE-----\nAAAA\n"
				   "-----END CERTIFICATE-----\n")),
	    false, "E0327",
	    "'x.pem': object 2 does not parse as a CA certificate");
	check_ca(cr_bytes_slice(cert_der(root), 0, 100), false, "E0327", NULL);
	check_crl(cr_bytes("", 0), false, "E0322",
	    "'x.crl' is empty where a CRL is due");
	check_crl(cr_bytes_text(page), false, "E0323", NULL);
	check_crl(cr_bytes_text("words"), false, "E0324", NULL);
	check_crl(cert_der(root), false, "E0327", NULL);
}
END_TEST

/* What would have no effect where it stands. */
START_TEST(test_misplaced)
{
	struct crl_spec spec = {.issuer = root};

	check_ca(join(cert_pem(root), crl_pem(crl_make(&spec))), false, "E0326",
	    "'x.pem' holds a 'X509 CRL' where only a CA certificate may be");
	check_crl(cert_pem(root), false, "E0326",
	    "'x.crl' holds a 'CERTIFICATE' where only a CRL may be");
}
END_TEST

START_TEST(test_not_a_ca)
{
	check_ca(cert_pem(cert_leaf(root, "/CN=leaf")), false, "E0328",
	    "certificate 'CN=leaf' in 'x.pem' is not a CA");
	/* One leaf among CAs is enough. */
	check_ca(join(cert_pem(root), cert_pem(cert_leaf(root, "/CN=leaf"))),
	    false, "E0328", NULL);
	/* A CA that may not sign certificates. */
	check_ca(cert_pem(cert_make(&(struct cert_spec){.subject = "/CN=x",
		     .ca = true,
		     .extensions = {{NID_key_usage, "critical,cRLSign"}}})),
	    false, "E0328", NULL);
}
END_TEST

START_TEST(test_anchor_names)
{
	add_file("a/ca.pem", cert_pem(cert_root("/CN=a")));
	add_file("b/ca.crt", cert_pem(cert_root("/CN=b")));
	check_load("ca=a/ca.pem ca=root.pem", true, "", NULL);
	check_load("ca=a/ca.pem ca=root.pem ca=b/ca.crt", false, "E0329",
	    "two CA files of one block are called 'ca'");
}
END_TEST

START_TEST(test_expired)
{
	struct cert *old = cert_make(&(struct cert_spec){
	    .subject = "/CN=old", .ca = true, .not_after = NOW - DAY});
	struct cert *young = cert_make(&(struct cert_spec){
	    .subject = "/CN=young", .ca = true, .not_before = NOW + DAY});

	check_ca(cert_pem(old), false, "E0330",
	    "no CA of trust 'fleet' can verify anybody: 'CN=old' expired "
	    "Dec 31 00:00:00 2025 GMT");
	check_ca(join(cert_pem(root), cert_pem(old)), true, "W3001",
	    "CA 'CN=old' cannot verify anybody: expired "
	    "Dec 31 00:00:00 2025 GMT");
	check_ca(join(cert_pem(root), cert_pem(young)), true, "W3001",
	    "CA 'CN=young' cannot verify anybody: is not valid before "
	    "Jan  2 00:00:00 2026 GMT");
}
END_TEST

static void
check_strict(const struct cert_spec *spec, const char *fault)
{
	struct certrule_bytes text = cert_pem(cert_make(spec));
	char message[160] = "CA 'CN=x' cannot verify anybody: ";

	check_ca(text, false, "E0330", NULL);
	check_load("ca=x.pem strict=off", true, "", NULL);
	strcat(message, fault);
	check_ca(join(cert_pem(root), text), true, "W3001", message);
}

START_TEST(test_strict)
{
	struct cert_spec spec = {.subject = "/CN=x", .ca = true};

	spec.extensions[0].nid = NID_basic_constraints;
	spec.extensions[0].value = "CA:TRUE";
	check_strict(
	    &spec, "fails strict: its basicConstraints is not critical");
	spec.extensions[0].value = "";
	check_strict(&spec, "invalid_ca (invalid CA certificate)");
	spec.extensions[0].nid = NID_key_usage;
	check_strict(&spec, "fails strict: it has no keyUsage");
	spec.extensions[0].nid = NID_subject_key_identifier;
	check_strict(&spec, "fails strict: it has no subjectKeyIdentifier");
	memset(spec.extensions, 0, sizeof spec.extensions);
	spec.version1 = true;
	check_ca(cert_pem(cert_make(&spec)), false, "E0330", NULL);
}
END_TEST

START_TEST(test_weak)
{
	struct cert_spec spec = {
	    .subject = "/CN=x", .ca = true, .key = cert_rsa(1024)};

	check_ca(cert_pem(cert_make(&spec)), false, "E0330",
	    "no CA of trust 'fleet' can verify anybody: 'CN=x' weak_key "
	    "(EE certificate key too weak)");
	check_load("ca=x.pem auth_level=1", true, "", NULL);
}
END_TEST

START_TEST(test_purpose)
{
	struct cert *ca = cert_make(&(struct cert_spec){.subject = "/CN=x",
	    .ca = true,
	    .extensions = {{NID_ext_key_usage, "serverAuth"}}});

	check_ca(cert_pem(ca), true, "W3002",
	    "CA 'CN=x' may not issue client certificates");
	check_load("ca=x.pem purpose=server", true, "", NULL);
}
END_TEST

START_TEST(test_crls)
{
	struct crl_spec spec = {.issuer = root};
	struct crl_spec foreign = {.issuer = cert_root("/CN=other")};
	struct crl_spec forged = {.issuer = cert_root("/CN=root")};

	check_crl(crl_pem(crl_make(&spec)), true, "", NULL);
	check_crl(crl_der(crl_make(&spec)), true, "", NULL);
	check_crl(crl_pem(crl_make(&foreign)), true, "W3005",
	    "the CRL of 'CN=other' is by none of the block's CAs");
	check_crl(crl_pem(crl_make(&forged)), false, "E0331",
	    "the CRL of 'CN=root' is not signed by it");
	spec.broken_signature = true;
	check_crl(crl_pem(crl_make(&spec)), false, "E0331", NULL);
	spec.broken_signature = false;
	spec.this_update = NOW - 10 * DAY;
	spec.next_update = NOW - DAY;
	check_crl(crl_pem(crl_make(&spec)), true, "W3003",
	    "the CRL of 'CN=root' is stale since Dec 31 00:00:00 2025 GMT");
	spec.next_update = NOW + DAY;
	check_crl(crl_pem(crl_make(&spec)), true, "W3004",
	    "the CRL of 'CN=root' will be stale after "
	    "Jan  2 00:00:00 2026 GMT");
	spec.next_update = NOW + 2 * DAY;
	check_crl(crl_pem(crl_make(&spec)), true, "", NULL);
	spec.no_next_update = true;
	check_crl(crl_pem(crl_make(&spec)), true, "W3006",
	    "the CRL of 'CN=root' cannot be used: it has no nextUpdate");
}
END_TEST

/* Every mistake of every block in one run. */
START_TEST(test_all_reported)
{
	static const char *const rows[] = {"a", "a.example", "depth=1", "b",
	    "b.example", "ca=x.pem revocation=leaf", NULL};
	struct trust_rig rig;

	add_file("x.pem", cr_bytes("", 0));
	rig_init_blocks(&rig, rows, files, NOW);
	ck_assert_str_eq(rig_codes(&rig), "E0320 E0322 E0321");
	ck_assert_ptr_null(rig.trust);
	rig_fini(&rig);
}
END_TEST

static void
check_block(struct trust_rig *rig, const char *host, const char *wanted)
{
	const struct cr_trust_block *block;

	rig_present(rig, NULL, NULL);
	if (host != NULL)
		(void)certrule_fieldset_set_host(
		    rig->facts, host, strlen(host));
	block = cr_trust_ops_openssl.block_for(rig->trust, rig->facts);
	ck_assert_str_eq(block == NULL ? "-" : block->name, wanted);
	ck_assert_str_eq(rig_get(rig, CR_ID_TLS_CLIENT_CERT_VERIFY_REASON),
	    block == NULL ? "\"not_enabled\"" : "\"no_certificate\"");
}

START_TEST(test_hosts)
{
	static const char *const rows[] = {"one", "a.x.example", "ca=root.pem",
	    "star", "*.x.example", "ca=root.pem", NULL};
	struct trust_rig rig;

	rig_init_blocks(&rig, rows, files, NOW);
	check_block(&rig, "a.x.example", "one");
	check_block(&rig, "A.X.example.:443", "one");
	check_block(&rig, "b.x.example", "star");
	check_block(&rig, "c.b.x.example", "-");
	check_block(&rig, "x.example", "-");
	check_block(&rig, ".x.example", "-");
	check_block(&rig, "other", "-");
	check_block(&rig, "a..x.example", "-");
	check_block(&rig, NULL, "-");
	rig_fini(&rig);
}
END_TEST

START_TEST(test_default)
{
	static const char *const rows[] = {
	    "one", "a.example", "ca=root.pem", "rest", "", "ca=root.pem", NULL};
	struct trust_rig rig;

	rig_init_blocks(&rig, rows, files, NOW);
	check_block(&rig, "a.example", "one");
	check_block(&rig, "b.example", "rest");
	check_block(&rig, NULL, "rest");
	/* In error: nobody's. */
	check_block(&rig, "a\xff.example", "-");
	rig_fini(&rig);
}
END_TEST

/* A host with another block does not borrow this one's trust. */
START_TEST(test_neighbours)
{
	static const char *const rows[] = {"a", "a.example", "ca=root.pem", "b",
	    "b.example", "ca=b.pem", NULL};
	struct cert *other = cert_root("/CN=b");
	struct trust_rig rig;

	add_file("b.pem", cert_pem(other));
	rig_init_blocks(&rig, rows, files, NOW);
	rig_present(&rig, cert_leaf(root, "/CN=leaf"), NULL);
	(void)certrule_fieldset_set_host(rig.facts, "a.example", 9);
	ck_assert_str_eq(
	    rig_get(&rig, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED), "true");
	rig_present(&rig, cert_leaf(root, "/CN=leaf"), NULL);
	(void)certrule_fieldset_set_host(rig.facts, "b.example", 9);
	ck_assert_str_eq(
	    rig_get(&rig, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED), "false");
	rig_present(&rig, cert_leaf(root, "/CN=leaf"), NULL);
	(void)certrule_fieldset_set_host(rig.facts, "c.example", 9);
	ck_assert_str_eq(
	    rig_get(&rig, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED), "false");
	ck_assert_str_eq(
	    cr_trust_ops_openssl.not_proven(rig.facts), "not_enabled");
	rig_fini(&rig);
}
END_TEST

static int
put_row(void *context, const struct cr_trust_row *row)
{
	cr_buffer_printf(context, "%s %s %s %s %d %s\n", row->block, row->kind,
	    row->text, row->file == NULL ? "-" : row->file, row->has_time,
	    row->note == NULL ? "-" : row->note);
	return 0;
}

START_TEST(test_describe)
{
	struct crl_spec spec = {.issuer = root};
	struct cr_buffer text;
	struct trust_rig rig;

	add_file("root.crl", crl_pem(crl_make(&spec)));
	rig_init(&rig, "a.example",
	    "ca=root.pem crl=root.crl unknown=soft grace=60 strict=off", files,
	    NOW);
	cr_buffer_init(&text, cr_alloc_default());
	ck_assert_int_eq(cr_trust_ops_openssl.describe(
			     rig.trust, NOW + 2 * DAY, put_row, &text),
	    0);
	ck_assert_str_eq((const char *)text.data,
	    "fleet host a.example - 0 -\n"
	    "fleet ca CN=root root.pem 1 -\n"
	    "fleet crl CN=root root.crl 1 stale\n"
	    "fleet setting revocation leaf - 0 -\n"
	    "fleet setting unknown soft - 0 -\n"
	    "fleet setting grace 60s - 0 -\n"
	    "fleet setting strict off - 0 -\n");
	cr_buffer_fini(&text);
	rig_fini(&rig);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("trust");
	TCase *tests = tcase_create("trust");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, set_up, certs_fini);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, test_loads);
	tcase_add_test(tests, test_missing_files);
	tcase_add_test(tests, test_wrong_files);
	tcase_add_test(tests, test_misplaced);
	tcase_add_test(tests, test_not_a_ca);
	tcase_add_test(tests, test_anchor_names);
	tcase_add_test(tests, test_expired);
	tcase_add_test(tests, test_strict);
	tcase_add_test(tests, test_weak);
	tcase_add_test(tests, test_purpose);
	tcase_add_test(tests, test_crls);
	tcase_add_test(tests, test_all_reported);
	tcase_add_test(tests, test_hosts);
	tcase_add_test(tests, test_default);
	tcase_add_test(tests, test_neighbours);
	tcase_add_test(tests, test_describe);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

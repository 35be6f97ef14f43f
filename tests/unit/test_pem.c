/* SPDX-License-Identifier: MIT */
/* Files as people have them, and what no file may do. */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/base64.h"
#include "../../fields/peer.h"
#include "../../fields/pem.h"
#include "certs.h"

#include <check.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <stdlib.h>
#include <string.h>

static struct cert *root, *sub, *leaf;

static void
set_up(void)
{
	root = cert_root("/CN=root");
	sub = cert_make(&(struct cert_spec){
	    .subject = "/CN=sub", .issuer = root, .ca = true});
	leaf = cert_leaf(sub, "/CN=leaf");
}

static struct certrule_peer *
read_mem(struct certrule_bytes text, struct certrule_bytes chain,
    enum certrule_peer_status *status)
{
	return certrule_peer_from_mem(
	    NULL, text.data, text.len, chain.data, chain.len, status);
}

static const struct certrule_bytes nothing = {NULL, 0};

static void
check_status(struct certrule_bytes text, enum certrule_peer_status wanted)
{
	enum certrule_peer_status status;
	struct certrule_peer *peer = read_mem(text, nothing, &status);

	ck_assert_ptr_null(peer);
	ck_assert_int_eq(status, wanted);
}

/* Reads it and finds that leaf with so many others. */
static void
check_leaf(struct certrule_bytes text, struct certrule_bytes chain,
    const struct cert *wanted, size_t sent)
{
	enum certrule_peer_status status;
	struct certrule_peer *peer = read_mem(text, chain, &status);
	struct certrule_bytes der = cert_der(wanted);

	ck_assert_int_eq(status, CERTRULE_PEER_OK);
	ck_assert_ptr_nonnull(peer);
	ck_assert(cr_bytes_equal(peer->leaf->der, der));
	ck_assert_ptr_nonnull(peer->leaf->x509);
	ck_assert_uint_eq(peer->sent_count, sent);
	certrule_peer_free(peer);
}

static void
check_unparsable(struct certrule_bytes text)
{
	enum certrule_peer_status status;
	struct certrule_peer *peer = read_mem(text, nothing, &status);

	ck_assert_int_eq(status, CERTRULE_PEER_OK);
	ck_assert_ptr_nonnull(peer);
	ck_assert_ptr_null(peer->leaf->x509);
	certrule_peer_free(peer);
}

static struct certrule_bytes
with_crlf(struct certrule_bytes text)
{
	struct certrule_bytes out = cr_bytes("", 0);
	size_t i, from = 0;

	for (i = 0; i < text.len; i++) {
		if (text.data[i] != '\n')
			continue;
		out = join(out, cr_bytes_slice(text, from, i));
		out = join(out, cr_bytes_text("\r\n"));
		from = i + 1;
	}
	return out;
}

START_TEST(test_forms)
{
	struct certrule_bytes pem = cert_pem(leaf), blank;

	check_leaf(pem, nothing, leaf, 0);
	check_leaf(cert_der(leaf), nothing, leaf, 0);
	check_leaf(with_crlf(pem), nothing, leaf, 0);
	check_leaf(join(cr_bytes_text("\xef\xbb\xbf"), pem), nothing, leaf, 0);
	check_leaf(join(cr_bytes_text("subject=CN = leaf\nissuer=x: y\n\n"),
		       join(pem, cr_bytes_text("trailing words\n"))),
	    nothing, leaf, 0);
	/* Headers of RFC 1421 in front of the body. */
	blank =
	    cr_bytes_text("-----BEGIN CERTIFICATE-----\nName: some: thing\n\n");
	check_leaf(
	    join(blank, cr_bytes_slice(pem, 28, pem.len)), nothing, leaf, 0);
}
END_TEST

START_TEST(test_leaf_not_first)
{
	struct certrule_bytes leaf_pem = cert_pem(leaf);
	struct certrule_bytes up = join(cert_pem(sub), cert_pem(root));
	struct certrule_bytes down = join(cert_pem(root), cert_pem(sub));

	check_leaf(join(leaf_pem, up), nothing, leaf, 2);
	check_leaf(join(down, leaf_pem), nothing, leaf, 2);
	check_leaf(leaf_pem, up, leaf, 2);
	/* A full chain beside the leaf holds it once more. */
	check_leaf(leaf_pem, join(leaf_pem, up), leaf, 2);
	/* Nobody issued anybody: the first. */
	check_leaf(join(cert_pem(root), cert_pem(cert_root("/CN=other"))),
	    nothing, root, 1);
}
END_TEST

START_TEST(test_broken_beside_ca)
{
	/* A CA must not stand for a leaf that got lost. */
	struct certrule_bytes broken = cr_bytes_text(
	    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

	check_unparsable(join(cert_pem(root), broken));
	check_unparsable(join(broken, cert_pem(root)));
}
END_TEST

START_TEST(test_trusted)
{
	struct certrule_bytes text;
	BIO *bio = BIO_new(BIO_s_mem());
	char *data;
	long len;

	ck_assert_int_eq(
	    X509_add1_trust_object(leaf->x509, OBJ_nid2obj(NID_client_auth)),
	    1);
	ck_assert_int_eq(PEM_write_bio_X509_AUX(bio, leaf->x509), 1);
	len = BIO_get_mem_data(bio, &data);
	text = join(cr_bytes(data, (size_t)len), cr_bytes("", 0));
	BIO_free(bio);
	X509_trust_clear(leaf->x509);
	ck_assert(cr_bytes_contains(text, cr_bytes_text("BEGIN TRUSTED")));
	check_leaf(text, nothing, leaf, 0);
}
END_TEST

START_TEST(test_unparsable)
{
	struct certrule_bytes der = cert_der(leaf);

	check_unparsable(cr_bytes_slice(der, 0, der.len - 1));
	check_unparsable(join(der, cr_bytes_text("x")));
	check_unparsable(cr_bytes_text("<!DOCTYPE html><html>404</html>"));
	check_unparsable(cr_bytes_text("hello\n"));
	check_unparsable(cr_bytes_text("-----BEGIN CERTIFICATE-----\n"));
	check_unparsable(cr_bytes_text(
	    "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n"));
	check_unparsable(cr_bytes_text(
	    "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"));
	check_unparsable(cr_bytes_text(
	    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END X509 CRL-----\n"));
}
END_TEST

START_TEST(test_no_certificate)
{
	struct crl_spec spec = {.issuer = root};
	enum certrule_peer_status status;

	check_status(cr_bytes("", 0), CERTRULE_PEER_NO_CERTIFICATE);
	check_status(
	    cr_bytes_text("\xef\xbb\xbf \r\n"), CERTRULE_PEER_NO_CERTIFICATE);
	check_status(crl_pem(crl_make(&spec)), CERTRULE_PEER_NO_CERTIFICATE);
	ck_assert_ptr_null(
	    read_mem(cert_pem(leaf), cr_bytes_text("no chain"), &status));
	ck_assert_int_eq(status, CERTRULE_PEER_NO_CERTIFICATE);
	ck_assert_ptr_null(certrule_peer_from_x509(NULL, NULL, NULL, &status));
	ck_assert_int_eq(status, CERTRULE_PEER_NO_CERTIFICATE);
}
END_TEST

static struct certrule_bytes
relabel(struct certrule_bytes der)
{
	struct cr_buffer text;
	struct certrule_bytes copy;

	cr_buffer_init(&text, cr_alloc_default());
	cr_buffer_add_text(&text, "-----BEGIN CERTIFICATE-----\n");
	cr_base64_print(&text, der);
	cr_buffer_add_text(&text, "\n-----END CERTIFICATE-----\n");
	copy = join(cr_buffer_bytes(&text), cr_bytes("", 0));
	cr_buffer_fini(&text);
	return copy;
}

START_TEST(test_private_key)
{
	enum certrule_peer_status status;
	unsigned char *der = NULL;
	PKCS8_PRIV_KEY_INFO *plain;
	X509_SIG *encrypted;
	int len;

	check_status(join(cert_pem(leaf), cert_key_pem(leaf)),
	    CERTRULE_PEER_PRIVATE_KEY);
	check_status(cert_key_pem(leaf), CERTRULE_PEER_PRIVATE_KEY);
	check_status(cert_key_der(leaf), CERTRULE_PEER_PRIVATE_KEY);
	check_status(relabel(cert_key_der(leaf)), CERTRULE_PEER_PRIVATE_KEY);
	check_status(cr_bytes_text("-----BEGIN OPENSSH PRIVATE KEY-----\n"),
	    CERTRULE_PEER_PRIVATE_KEY);
	ck_assert_ptr_null(
	    read_mem(cert_pem(leaf), cert_key_pem(leaf), &status));
	ck_assert_int_eq(status, CERTRULE_PEER_PRIVATE_KEY);

	plain = EVP_PKEY2PKCS8(leaf->key);
	encrypted =
	    PKCS8_encrypt(-1, EVP_aes_128_cbc(), "x", 1, NULL, 0, 1, plain);
	PKCS8_PRIV_KEY_INFO_free(plain);
	ck_assert_ptr_nonnull(encrypted);
	len = i2d_X509_SIG(encrypted, &der);
	check_status(cr_bytes(der, (size_t)len), CERTRULE_PEER_PRIVATE_KEY);
	OPENSSL_free(der);
	X509_SIG_free(encrypted);
}
END_TEST

START_TEST(test_files)
{
	enum certrule_peer_status status;

	ck_assert_ptr_null(
	    certrule_peer_from_file(NULL, "/nonexistent", NULL, &status));
	ck_assert_int_eq(status, CERTRULE_PEER_UNREADABLE);
	ck_assert_ptr_null(
	    certrule_peer_from_file(NULL, "/dev/null", NULL, &status));
	ck_assert_int_eq(status, CERTRULE_PEER_UNREADABLE);
	ck_assert_ptr_null(certrule_peer_from_file(NULL, "/", NULL, NULL));
	ck_assert_ptr_null(
	    certrule_peer_from_mem(NULL, "x", 2 << 20, NULL, 0, &status));
	ck_assert_int_eq(status, CERTRULE_PEER_TOO_LARGE);
	ck_assert_str_eq(certrule_peer_status_text(status), "is too large");
}
END_TEST

static void
check_base64(const char *text, int wanted, const char *octets)
{
	struct cr_buffer out;

	cr_buffer_init(&out, cr_alloc_default());
	ck_assert_int_eq(cr_base64_parse(&out, cr_bytes_text(text)), wanted);
	if (wanted == 0)
		ck_assert(cr_bytes_equal_text(cr_buffer_bytes(&out), octets));
	cr_buffer_fini(&out);
}

START_TEST(test_base64)
{
	struct cr_buffer out;

	check_base64("", 0, "");
	check_base64("Zg==", 0, "f");
	check_base64("Zm8=", 0, "fo");
	check_base64("Zm9v", 0, "foo");
	check_base64("Zm9v\r\n YmFy", 0, "foobar");
	check_base64("Zg=", -1, NULL);
	check_base64("Zg", -1, NULL);
	check_base64("Zg==Zg==", -1, NULL);
	check_base64("Z", -1, NULL);
	check_base64("====", -1, NULL);
	check_base64("Zh==", -1, NULL);
	check_base64("Zm9_", -1, NULL);
	cr_buffer_init(&out, cr_alloc_default());
	cr_base64_print(&out, cr_bytes_text("f"));
	cr_base64_print(&out, cr_bytes_text("fo"));
	cr_base64_print(&out, cr_bytes_text("foo"));
	cr_base64_print(&out, cr_bytes_text(""));
	ck_assert(cr_bytes_equal_text(cr_buffer_bytes(&out), "Zg==Zm8=Zm9v"));
	ck_assert_uint_eq(cr_base64_length(4), 8);
	cr_buffer_fini(&out);
}
END_TEST

/* The n-th allocation fails, and all after it: a peer or NULL, no leak. */
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
	struct certrule_bytes text = join(cert_pem(sub), cert_pem(leaf));
	struct failing failing;
	struct certrule_alloc alloc = {
	    fail_allocate, fail_resize, fail_release, &failing};
	enum certrule_peer_status status = CERTRULE_PEER_NO_MEMORY;
	struct certrule_peer *peer;
	size_t n;

	for (n = 0; n < 1000 && status != CERTRULE_PEER_OK; n++) {
		failing.left = n;
		peer = certrule_peer_from_mem(
		    &alloc, text.data, text.len, NULL, 0, &status);
		if (peer == NULL)
			ck_assert_int_eq(status, CERTRULE_PEER_NO_MEMORY);
		certrule_peer_free(peer);
	}
	ck_assert_int_eq(status, CERTRULE_PEER_OK);
	ck_assert_uint_gt(n, 2);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pem");
	TCase *tests = tcase_create("pem");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, set_up, certs_fini);
	tcase_add_test(tests, test_forms);
	tcase_add_test(tests, test_leaf_not_first);
	tcase_add_test(tests, test_broken_beside_ca);
	tcase_add_test(tests, test_trusted);
	tcase_add_test(tests, test_unparsable);
	tcase_add_test(tests, test_no_certificate);
	tcase_add_test(tests, test_private_key);
	tcase_add_test(tests, test_files);
	tcase_add_test(tests, test_base64);
	tcase_add_test(tests, test_no_memory);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

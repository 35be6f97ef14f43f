/* SPDX-License-Identifier: MIT */
/* The exact text of certificate fields, hostile certificates included. */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "certs.h"

#include <check.h>
#include <openssl/err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLAIM(name) CR_ID_CF_TLS_CLIENT_AUTH_CERT_##name
#define FACT(name)  CR_ID_TLS_CLIENT_CERT_##name

static struct cert *root;
static struct trust_file files[2];
static struct trust_rig rig;

static void
set_up(void)
{
	root = cert_make(&(struct cert_spec){
	    .subject = "/O=Org/CN=root", .ca = true, .serial = "0102"});
	memset(files, 0, sizeof files);
	files[0].name = "trust/the.root.pem";
	files[0].text = cert_pem(root);
	rig_init(&rig, "a.example", "ca=trust/the.root.pem", files, NOW);
	ck_assert_ptr_nonnull(rig.trust);
}

static void
tear_down(void)
{
	rig_fini(&rig);
	certs_fini();
}

static void
present(const struct cert *leaf)
{
	rig_present(&rig, leaf, NULL);
	ck_assert_int_eq(
	    certrule_fieldset_set_host(rig.facts, "a.example", 9), 0);
}

static void
present_spec(struct cert_spec spec)
{
	if (spec.subject == NULL)
		spec.subject = "/CN=leaf";
	spec.issuer = root;
	present(cert_make(&spec));
}

static void
check_field(int field, const char *wanted)
{
	ck_assert_str_eq(rig_get(&rig, field), wanted);
}

static void
check_serial(const char *serial, const char *wanted)
{
	present_spec((struct cert_spec){.serial = serial});
	check_field(CLAIM(SERIAL), wanted);
	check_field(CLAIM(ISSUER_SERIAL), "\"0102\"");
}

START_TEST(test_serials)
{
	check_serial("01", "\"01\"");
	check_serial("80", "\"80\"");
	check_serial("0102", "\"0102\"");
	check_serial("00", "\"00\"");
	check_serial("-01", "\"-01\"");
	check_serial("-80", "\"-80\"");
	check_serial("FF112233445566778899AABBCCDDEEFF00112233",
	    "\"FF112233445566778899AABBCCDDEEFF00112233\"");
	check_serial("1122334455667788990011223344556677889900"
		     "1122334455667788990011223344556677889900",
	    "\"1122334455667788990011223344556677889900"
	    "1122334455667788990011223344556677889900\"");
}
END_TEST

static void
check_name(const char *subject, const char *rfc2253, const char *legacy)
{
	present_spec((struct cert_spec){.subject = subject});
	check_field(CLAIM(SUBJECT_DN), rfc2253);
	check_field(CLAIM(SUBJECT_DN_RFC2253), rfc2253);
	check_field(CLAIM(SUBJECT_DN_LEGACY), legacy);
}

/* Shown as certrule_value_write() does: a backslash is escaped once more. */
START_TEST(test_names)
{
	check_name("/C=US/O=Access, Inc./OU=Admins/CN=James",
	    "\"CN=James,OU=Admins,O=Access\\\\, Inc.,C=US\"",
	    "\"/C=US/O=Access, Inc./OU=Admins/CN=James\"");
	check_name("/CN=a;b=c", "\"CN=a\\\\;b=c\"", "\"/CN=a;b=c\"");
	check_name("/CN=Z\xc3\xbcrich", "\"CN=Z\\\\C3\\\\BCrich\"",
	    "\"/CN=Z\\\\xC3\\\\xBCrich\"");
	check_field(CLAIM(ISSUER_DN), "\"CN=root,O=Org\"");
	check_field(CLAIM(ISSUER_DN_RFC2253), "\"CN=root,O=Org\"");
	check_field(CLAIM(ISSUER_DN_LEGACY), "\"/O=Org/CN=root\"");
}
END_TEST

static void
add_entry(
    X509_NAME *name, int nid, int type, const char *value, int len, int set)
{
	ck_assert_int_eq(X509_NAME_add_entry_by_NID(name, nid, type,
			     (unsigned char *)value, len, -1, set),
	    1);
}

static void
present_name(X509_NAME *name)
{
	present_spec((struct cert_spec){.name = name,
	    .extensions = {{NID_subject_alt_name, "critical,DNS:a"}}});
	X509_NAME_free(name);
}

START_TEST(test_odd_names)
{
	X509_NAME *name = X509_NAME_new();

	add_entry(name, NID_commonName, V_ASN1_UTF8STRING, "a\0b", 3, 0);
	add_entry(
	    name, NID_organizationName, V_ASN1_UTF8STRING, "x/O=Admin", -1, 0);
	present_name(name);
	check_field(CLAIM(SUBJECT_DN), "\"O=x/O=Admin,CN=a\\\\00b\"");
	check_field(FACT(SUBJECT_CN), "[]");
	check_field(FACT(SUBJECT_O), "[\"x/O=Admin\"]");

	name = X509_NAME_new();
	add_entry(name, NID_commonName, V_ASN1_BMPSTRING, "\0Z\0\xfc\0r", 6, 0);
	present_name(name);
	check_field(CLAIM(SUBJECT_DN), "\"CN=Z\\\\C3\\\\BCr\"");
	check_field(FACT(SUBJECT_CN), "[\"Z\xc3\xbcr\"]");

	/* Two attributes in one RDN. */
	name = X509_NAME_new();
	add_entry(name, NID_countryName, V_ASN1_PRINTABLESTRING, "US", -1, 0);
	add_entry(name, NID_commonName, V_ASN1_UTF8STRING, "James", -1, 0);
	add_entry(name, NID_userId, V_ASN1_UTF8STRING, "7", -1, -1);
	present_name(name);
	check_field(CLAIM(SUBJECT_DN), "\"UID=7+CN=James,C=US\"");
	check_field(FACT(SUBJECT_UID), "[\"7\"]");

	present_name(X509_NAME_new());
	check_field(CLAIM(SUBJECT_DN), "\"\"");
	check_field(CLAIM(SUBJECT_DN_LEGACY), "\"\"");
	check_field(FACT(SUBJECT_CN), "[]");
}
END_TEST

START_TEST(test_dates)
{
	present_spec((struct cert_spec){.not_before = NOW - 31 * DAY,
	    .not_after = NOW + 59 * DAY + 13 * 3600 + 35 * 60});
	check_field(CLAIM(NOT_BEFORE), "\"Dec  1 00:00:00 2025 GMT\"");
	check_field(CLAIM(NOT_AFTER), "\"Mar  1 13:35:00 2026 GMT\"");
	check_field(FACT(NOT_BEFORE_SEC), "1764547200");
	check_field(FACT(NOT_AFTER_SEC), "1772372100");
	check_field(FACT(SECONDS_TO_EXPIRY), "5146500");
	check_field(FACT(LIFETIME_SEC), "7824900");
	present_spec((struct cert_spec){.not_after = INT64_C(253402300799)});
	check_field(CLAIM(NOT_AFTER), "\"Dec 31 23:59:59 9999 GMT\"");
	check_field(FACT(NOT_AFTER_SEC), "253402300799");
}
END_TEST

START_TEST(test_identifiers)
{
	present_spec((struct cert_spec){
	    .extensions = {{NID_subject_key_identifier, "0A:FF:00"}}});
	check_field(CLAIM(SKI), "\"0AFF00\"");
	present_spec((struct cert_spec){
	    .extensions = {{NID_subject_key_identifier, ""}}});
	check_field(CLAIM(SKI), "\"\"");
}
END_TEST

static const char *
print_digest(struct certrule_bytes bytes, const EVP_MD *kind)
{
	static char text[2 * EVP_MAX_MD_SIZE + 3];
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned i, len;

	ck_assert_int_eq(
	    EVP_Digest(bytes.data, bytes.len, digest, &len, kind, NULL), 1);
	strcpy(text, "\"");
	for (i = 0; i < len; i++)
		sprintf(text + strlen(text), "%02x", digest[i]);
	strcat(text, "\"");
	return text;
}

START_TEST(test_digests)
{
	struct cert *leaf = cert_leaf(root, "/CN=leaf");

	present(leaf);
	check_field(CLAIM(FINGERPRINT_SHA256),
	    print_digest(cert_der(leaf), EVP_sha256()));
	check_field(
	    CLAIM(FINGERPRINT_SHA1), print_digest(cert_der(leaf), EVP_sha1()));
	check_field(FACT(ANCHOR_FINGERPRINT_SHA256),
	    print_digest(cert_der(root), EVP_sha256()));
	check_field(FACT(ANCHOR_NAME), "\"the.root\"");
	check_field(FACT(CHAIN_DEPTH), "1");
}
END_TEST

/* A leaf whose RFC 9440 form has exactly so many characters, or as near below
 * it as Base64 allows. */
static struct cert *
make_sized(size_t characters)
{
	static char value[40000];
	struct cert_spec spec = {.subject = "/CN=leaf", .issuer = root};
	size_t octets = (characters - 2) / 4 * 3, size = octets - 600;
	struct cert *cert;

	OBJ_create("1.3.6.1.4.1.55555.4", "crPad", "certrule padding");
	do {
		memset(value, '0', sizeof value);
		memcpy(value, "DER:", 4);
		value[4 + 2 * size] = '\0';
		spec.extensions[0].nid = OBJ_txt2nid("1.3.6.1.4.1.55555.4");
		spec.extensions[0].value = value;
		cert = cert_make(&spec);
		size += octets - cert_der(cert).len;
	} while (cert_der(cert).len != octets);
	return cert;
}

START_TEST(test_rfc9440)
{
	struct cert *leaf = cert_leaf(root, "/CN=leaf");
	const char *text;

	rig_present(&rig, leaf, root);
	text = rig_get(&rig, CLAIM(RFC9440));
	ck_assert_int_eq(strncmp(text, "\":MII", 5), 0);
	ck_assert_str_eq(text + strlen(text) - 2, ":\"");
	check_field(CLAIM(RFC9440_TOO_LARGE), "false");
	text = rig_get(&rig, CLAIM(CHAIN_RFC9440));
	ck_assert_int_eq(strncmp(text, "\":MII", 5), 0);
	check_field(CLAIM(CHAIN_RFC9440_TOO_LARGE), "false");
	present(leaf);
	check_field(CLAIM(CHAIN_RFC9440), "\"\"");
	/* 10,238 is the longest that fits in 10 KiB, 10,242 the next. */
	present(make_sized(10238));
	check_field(CLAIM(RFC9440_TOO_LARGE), "false");
	ck_assert_uint_eq(strlen(rig_get(&rig, CLAIM(RFC9440))), 10238 + 2);
	present(make_sized(10242));
	check_field(CLAIM(RFC9440_TOO_LARGE), "true");
	check_field(CLAIM(RFC9440), "\"\"");
	check_field(CLAIM(VERIFIED), "true");
	rig_present(&rig, leaf, make_sized(16382));
	check_field(CLAIM(CHAIN_RFC9440_TOO_LARGE), "false");
	rig_present(&rig, leaf, make_sized(16386));
	check_field(CLAIM(CHAIN_RFC9440_TOO_LARGE), "true");
	check_field(CLAIM(CHAIN_RFC9440), "\"\"");
}
END_TEST

static void
present_san(const char *san)
{
	present_spec(
	    (struct cert_spec){.extensions = {{NID_subject_alt_name, san}}});
	check_field(CLAIM(VERIFIED), "true");
}

START_TEST(test_san)
{
	present_san("DNS:A.example,DNS:*.b.example,email:me@a.example,"
		    "URI:https://a/b,IP:192.0.2.1,IP:2001:db8::1,"
		    "otherName:1.3.6.1.4.1.311.20.2.3;UTF8:u@corp,RID:1.2.3");
	check_field(FACT(SAN_DNS), "[\"a.example\", \"*.b.example\"]");
	check_field(FACT(SAN_EMAIL), "[\"me@a.example\"]");
	check_field(FACT(SAN_URI), "[\"https://a/b\"]");
	check_field(FACT(SAN_IP), "[192.0.2.1, 2001:db8::1]");
	check_field(FACT(SAN_UPN), "[\"u@corp\"]");
	check_field(FACT(SAN_DIRNAME), "[]");
	check_field(FACT(SAN_COUNT), "8");
	check_field(FACT(SAN_MALFORMED), "0");
	present_spec((struct cert_spec){.subject = "/CN=leaf"});
	check_field(FACT(SAN_DNS), "[]");
	check_field(FACT(SAN_COUNT), "0");
}
END_TEST

/* Bad ones are left out and counted; the good one stays. */
START_TEST(test_bad_san)
{
	/* DNS "a\0b", IP of 3 octets, DNS "ok". */
	present_san("DER:300E8203610062"
		    "8703010203"
		    "82026F6B");
	check_field(FACT(SAN_DNS), "[\"ok\"]");
	check_field(FACT(SAN_IP), "[]");
	check_field(FACT(SAN_COUNT), "3");
	check_field(FACT(SAN_MALFORMED), "2");
	present_san("DNS:a..b,DNS:.a,DNS:a.,DNS:a b,DNS:a*.b,DNS:x_y-z.1");
	check_field(FACT(SAN_DNS), "[\"x_y-z.1\"]");
	check_field(FACT(SAN_MALFORMED), "5");
	present_san("email:@a,email:a@,email:a@b@c,email:a b@c,email:a");
	check_field(FACT(SAN_EMAIL), "[]");
	check_field(FACT(SAN_MALFORMED), "5");
	present_san("URI:nothing,URI:1a:b,URI:a:,URI:a b:c,URI::x");
	check_field(FACT(SAN_URI), "[]");
	check_field(FACT(SAN_MALFORMED), "5");
	present_san("URI:a+1-b.9:x,URI:a_b:x,URI:a/b:x,URI:Az0:x");
	check_field(FACT(SAN_URI), "[\"a+1-b.9:x\", \"Az0:x\"]");
	check_field(FACT(SAN_MALFORMED), "2");
}
END_TEST

/* User principal names that are no text, not printable, or nothing at all. */
START_TEST(test_bad_upn)
{
#define UPN "otherName:1.3.6.1.4.1.311.20.2.3;"
	present_san(UPN "IA5:u@corp,otherName:1.2.3.4;UTF8:u," UPN "UTF8:v");
	check_field(FACT(SAN_UPN), "[\"v\"]");
	check_field(FACT(SAN_COUNT), "3");
	check_field(FACT(SAN_MALFORMED), "1");
	/* UTF8 "", "a\x01", "a\x7f", "\xff". */
	present_san("DER:304E"
		    "A012060A2B060104018237140203A0040C026101"
		    "A012060A2B060104018237140203A0040C02617F"
		    "A011060A2B060104018237140203A0030C01FF"
		    "A011060A2B060104018237140203A0030C0162");
	check_field(FACT(SAN_UPN), "[\"b\"]");
	check_field(FACT(SAN_MALFORMED), "3");
#undef UPN
}
END_TEST

/* A host name has 253 octets at most, and labels of 63. */
START_TEST(test_long_san)
{
	char san[300] = "DNS:", wanted[300];

	for (size_t i = 0; i < 253; i++)
		san[4 + i] = i % 4 == 3 ? '.' : 'a';
	snprintf(wanted, sizeof(wanted), "[\"%s\"]", san + 4);
	present_san(san);
	check_field(FACT(SAN_DNS), wanted);
	strcat(san, "b");
	present_san(san);
	check_field(FACT(SAN_DNS), "[]");
	memset(san + 4, 'a', 64);
	san[68] = '\0';
	present_san(san);
	check_field(FACT(SAN_DNS), "[]");
	check_field(FACT(SAN_MALFORMED), "1");
}
END_TEST

static void
present_extension(int nid, const char *value)
{
	present_spec((struct cert_spec){.extensions = {{nid, value}}});
}

/* What a certificate says of how it was issued and how it may be used. */
START_TEST(test_profile)
{
	present_extension(
	    NID_certificate_policies, "DER:300F300506032A030430060604551D2000");
	check_field(FACT(POLICIES), "[\"1.2.3.4\", \"2.5.29.32.0\"]");
	check_field(FACT(MUST_STAPLE), "false");
	present_extension(NID_certificate_policies, "DER:0401FF");
	check_field(FACT(POLICIES), "(error: the extension does not decode)");
	present_extension(NID_tlsfeature, "status_request");
	check_field(FACT(MUST_STAPLE), "true");
	check_field(FACT(POLICIES), "[]");
	present_extension(NID_tlsfeature, "status_request_v2");
	check_field(FACT(MUST_STAPLE), "false");
	present_extension(NID_tlsfeature, "DER:0401FF");
	check_field(
	    FACT(MUST_STAPLE), "(error: the extension does not decode)");
	present_extension(NID_ext_key_usage, "clientAuth,1.2.3.4");
	check_field(FACT(EKU), "[\"clientAuth\", \"1.2.3.4\"]");
}
END_TEST

static void
check_spiffe(
    const char *san, const char *id, const char *domain, const char *path)
{
	present_san(san);
	check_field(FACT(SPIFFE_ID), id);
	check_field(FACT(SPIFFE_TRUST_DOMAIN), domain);
	check_field(FACT(SPIFFE_PATH), path);
}

static void
check_no_spiffe(const char *san)
{
	check_spiffe(san, "(missing)", "(missing)", "(missing)");
}

START_TEST(test_spiffe)
{
	check_spiffe("URI:spiffe://prod.example/ns/a/sa/b,DNS:x",
	    "\"spiffe://prod.example/ns/a/sa/b\"", "\"prod.example\"",
	    "\"/ns/a/sa/b\"");
	check_spiffe(
	    "URI:spiffe://prod", "\"spiffe://prod\"", "\"prod\"", "\"\"");
	check_no_spiffe("URI:spiffe://prod/a,URI:spiffe://prod/b");
	check_no_spiffe("URI:spiffe://prod/a,URI:broken");
	check_no_spiffe("URI:https://prod/a");
	check_no_spiffe("URI:spiffe://prod/");
	check_no_spiffe("URI:spiffe://prod/a//b");
	check_no_spiffe("URI:spiffe://prod/../b");
	check_no_spiffe("URI:spiffe://Prod/a");
	check_no_spiffe("URI:spiffe:///a");
	check_no_spiffe("URI:spiffe://prod/a?b");
	check_no_spiffe("URI:spiffe://u@prod/a");
	check_spiffe("URI:spiffe://a-b_c.9z/A_b-C.0",
	    "\"spiffe://a-b_c.9z/A_b-C.0\"", "\"a-b_c.9z\"", "\"/A_b-C.0\"");
	check_no_spiffe("URI:spiffe://prod/.");
	check_no_spiffe("URI:spiffe://prod/a~");
	check_no_spiffe("URI:spiffe://{/a");
	check_no_spiffe("URI:spiffe://prod/a/{");
	check_no_spiffe("URI:spiffe://");
	check_no_spiffe("DNS:a");
}
END_TEST

/* certificates.md 6, without a certificate. */
START_TEST(test_absent)
{
	static const int missing[] = {FACT(VERIFY_CODE), FACT(VERIFY_DEPTH),
	    FACT(REVOCATION_REASON), FACT(REVOCATION_TIME), FACT(CRL_AGE_SEC),
	    FACT(CRL_STALE), FACT(NOT_AFTER_SEC), FACT(SAN_DNS),
	    FACT(SAN_COUNT), FACT(SUBJECT_CN), FACT(SPIFFE_ID),
	    FACT(ANCHOR_NAME), FACT(CHAIN_DEPTH)};
	size_t i;

	present(NULL);
	for (i = 0; i < sizeof missing / sizeof missing[0]; i++)
		check_field(missing[i], "(missing)");
	check_field(CLAIM(PRESENTED), "false");
	check_field(CLAIM(VERIFIED), "false");
	check_field(CLAIM(REVOKED), "false");
	check_field(CLAIM(SUBJECT_DN), "\"\"");
	check_field(CLAIM(SERIAL), "\"\"");
	check_field(CLAIM(ISSUER_SERIAL), "\"\"");
	check_field(CLAIM(ISSUER_SKI), "\"\"");
	check_field(CLAIM(FINGERPRINT_SHA256), "\"\"");
	check_field(CLAIM(NOT_AFTER), "\"\"");
	check_field(CLAIM(RFC9440), "\"\"");
	check_field(CLAIM(RFC9440_TOO_LARGE), "false");
	check_field(FACT(VERIFY_RESULT), "\"NONE\"");
	check_field(FACT(VERIFY_REASON), "\"no_certificate\"");
	check_field(FACT(VERIFY_ERRORS), "[]");
	check_field(FACT(REVOCATION_STATUS), "\"not_checked\"");
	check_field(FACT(TRUST_BLOCK), "\"fleet\"");
	rig_present(&rig, NULL, NULL);
	check_field(FACT(VERIFY_REASON), "\"not_enabled\"");
	check_field(FACT(TRUST_BLOCK), "(missing)");
}
END_TEST

/* A stranger's text: claimed, never proved. */
START_TEST(test_stranger)
{
	static const int missing[] = {FACT(NOT_AFTER_SEC), FACT(SAN_DNS),
	    FACT(SAN_COUNT), FACT(SUBJECT_CN), FACT(ISSUER_CN), FACT(SPIFFE_ID),
	    FACT(ANCHOR_NAME), FACT(CHAIN_DEPTH),
	    FACT(ANCHOR_FINGERPRINT_SHA256), FACT(LIFETIME_SEC),
	    FACT(SECONDS_TO_EXPIRY), FACT(SAN_MALFORMED)};
	size_t i;

	present(cert_make(&(struct cert_spec){.subject = "/OU=Admin",
	    .extensions = {{NID_subject_alt_name, "DNS:a.example"}}}));
	check_field(CLAIM(PRESENTED), "true");
	check_field(CLAIM(VERIFIED), "false");
	check_field(CLAIM(REVOKED), "false");
	check_field(CLAIM(SUBJECT_DN), "\"OU=Admin\"");
	check_field(CLAIM(ISSUER_SERIAL), "\"\"");
	check_field(CLAIM(ISSUER_SKI), "\"\"");
	for (i = 0; i < sizeof missing / sizeof missing[0]; i++)
		check_field(missing[i], "(missing)");
	check_field(FACT(VERIFY_RESULT), "\"FAILED:self-signed certificate\"");
	check_field(FACT(VERIFY_CODE), "18");
	check_field(FACT(VERIFY_DEPTH), "0");
	check_field(FACT(VERIFY_ERRORS), "[\"0:self_signed_leaf\"]");
	check_field(FACT(REVOCATION_STATUS), "\"not_checked\"");
}
END_TEST

START_TEST(test_verdict)
{
	present_spec((struct cert_spec){.subject = "/CN=leaf"});
	check_field(FACT(VERIFY_RESULT), "\"SUCCESS\"");
	check_field(FACT(VERIFY_REASON), "\"ok\"");
	check_field(FACT(VERIFY_CODE), "0");
	check_field(FACT(VERIFY_DEPTH), "0");
	check_field(FACT(VERIFY_ERRORS), "[]");
	check_field(FACT(TRUST_BLOCK), "\"fleet\"");
	check_field(FACT(TRUST_REVISION), "\"0123456789ab\"");
	check_field(FACT(TRUST_GENERATION), "3");
	check_field(FACT(VERIFY_TIME), "1767225600");
	check_field(FACT(ISSUER_CN), "[\"root\"]");
}
END_TEST

/* Set by hand: what nobody set is missing, never false. */
START_TEST(test_by_hand)
{
	rig_present(&rig, NULL, NULL);
	certrule_fieldset_clear(rig.facts);
	ck_assert_int_eq(
	    certrule_fieldset_set_bool(rig.facts, CLAIM(VERIFIED), 1), 0);
	check_field(CLAIM(VERIFIED), "true");
	check_field(CLAIM(REVOKED), "(missing)");
	check_field(CLAIM(PRESENTED), "(missing)");
	check_field(CLAIM(SUBJECT_DN), "(missing)");
	check_field(FACT(REVOCATION_STATUS), "(missing)");
	check_field(FACT(VERIFY_REASON), "(missing)");
	ck_assert_ptr_nonnull(cr_trust_ops_openssl.not_proven(rig.facts));
}
END_TEST

START_TEST(test_both)
{
	struct certrule_peer *peer;
	struct cert *leaf = cert_leaf(root, "/CN=leaf");
	const struct certrule_value *value;

	peer = certrule_peer_from_x509(NULL, leaf->x509, NULL, NULL);
	ck_assert_ptr_nonnull(peer);
	certrule_fieldset_clear(rig.facts);
	ck_assert_int_eq(
	    certrule_fieldset_set_bool(rig.facts, CLAIM(REVOKED), 0), 0);
	ck_assert_int_eq(certrule_fieldset_set_peer(rig.facts, peer), -1);
	value = certrule_fieldset_get(rig.facts, CLAIM(VERIFIED));
	ck_assert_int_eq(value->state, CERTRULE_ERROR);
	value = certrule_fieldset_get(rig.facts, CLAIM(REVOKED));
	ck_assert_int_eq(value->state, CERTRULE_ERROR);
	certrule_peer_free(peer);
}
END_TEST

static int
write_text(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return 0;
}

static void
check_chain(const char *wanted)
{
	struct cr_buffer text;

	cr_buffer_init(&text, cr_alloc_default());
	ck_assert_int_eq(
	    certrule_peer_write_chain(rig.facts, write_text, &text), 0);
	ck_assert_str_eq((const char *)text.data, wanted);
	cr_buffer_fini(&text);
}

START_TEST(test_chain)
{
	present(NULL);
	check_chain("no certificate\n");
	present_spec((struct cert_spec){.serial = "0A"});
	check_chain("0  CN=leaf\n"
		    "   issued by CN=root,O=Org\n"
		    "   key EC 256 bits, serial 0A\n"
		    "   Jan  1 00:00:00 2025 GMT [=========|----------] "
		    "Jan  1 00:00:00 2027 GMT\n"
		    "1  CN=root,O=Org\n"
		    "   issued by CN=root,O=Org\n"
		    "   key EC 256 bits, serial 0102\n"
		    "   Jan  1 00:00:00 2025 GMT [=========|----------] "
		    "Jan  1 00:00:00 2027 GMT\n"
		    "   anchor of trust fleet, from trust/the.root.pem\n"
		    "verified: not_checked\n");
	present_spec((struct cert_spec){
	    .not_before = NOW + DAY, .not_after = NOW + 2 * DAY});
	check_chain("0  CN=leaf\n"
		    "   issued by CN=root,O=Org\n"
		    "   key EC 256 bits, serial 01\n"
		    "   Jan  2 00:00:00 2026 GMT <--------------------] "
		    "Jan  3 00:00:00 2026 GMT\n"
		    "   ^ broke here: certificate is not yet valid\n"
		    "not verified: not_yet_valid at depth 0 "
		    "(Jan  2 00:00:00 2026 GMT)\n");
	present_spec((struct cert_spec){.not_after = NOW - DAY});
	check_chain("0  CN=leaf\n"
		    "   issued by CN=root,O=Org\n"
		    "   key EC 256 bits, serial 01\n"
		    "   Jan  1 00:00:00 2025 GMT [====================> "
		    "Dec 31 00:00:00 2025 GMT\n"
		    "   ^ broke here: certificate has expired\n"
		    "not verified: expired at depth 0 "
		    "(Dec 31 00:00:00 2025 GMT)\n");
}
END_TEST

START_TEST(test_notes)
{
	const struct cr_field *field =
	    cr_schema_field(rig.schema, CLAIM(VERIFIED));

	present_spec((struct cert_spec){.not_after = NOW - DAY});
	ck_assert_str_eq(field->note(rig.facts, field),
	    "the certificate is not verified: expired at depth 0 "
	    "(Dec 31 00:00:00 2025 GMT)");
	present_spec((struct cert_spec){.subject = "/CN=leaf"});
	ck_assert_ptr_null(field->note(rig.facts, field));
	present(NULL);
	ck_assert_str_eq(field->note(rig.facts, field),
	    "the client presented no certificate");
	rig_present(&rig, NULL, NULL);
	ck_assert_str_eq(
	    field->note(rig.facts, field), "no trust block names this host");
}
END_TEST

START_TEST(test_sha256)
{
	cr_function_fn *body =
	    cr_schema_filled(rig.schema, cr_bytes_text("sha256"));
	struct certrule_value arg = cr_value_string(cr_bytes_text("abc"));
	struct certrule_value result = cr_value_missing(CERTRULE_STRING);
	struct cr_call call = {.args = &arg,
	    .count = 1,
	    .result = &result,
	    .scratch = rig.facts->scratch};

	ck_assert_ptr_nonnull(body);
	ck_assert_int_eq(body(&call), 0);
	ck_assert_uint_eq(result.as.string.len, 32);
	ck_assert_int_eq(memcmp(result.as.string.data,
			     "\xba\x78\x16\xbf\x8f\x01\xcf\xea", 8),
	    0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("fetch");
	TCase *tests = tcase_create("fetch");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, test_serials);
	tcase_add_test(tests, test_names);
	tcase_add_test(tests, test_odd_names);
	tcase_add_test(tests, test_dates);
	tcase_add_test(tests, test_identifiers);
	tcase_add_test(tests, test_digests);
	tcase_add_test(tests, test_rfc9440);
	tcase_add_test(tests, test_san);
	tcase_add_test(tests, test_bad_san);
	tcase_add_test(tests, test_bad_upn);
	tcase_add_test(tests, test_long_san);
	tcase_add_test(tests, test_profile);
	tcase_add_test(tests, test_spiffe);
	tcase_add_test(tests, test_absent);
	tcase_add_test(tests, test_stranger);
	tcase_add_test(tests, test_verdict);
	tcase_add_test(tests, test_by_hand);
	tcase_add_test(tests, test_both);
	tcase_add_test(tests, test_chain);
	tcase_add_test(tests, test_notes);
	tcase_add_test(tests, test_sha256);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

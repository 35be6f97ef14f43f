/* SPDX-License-Identifier: MIT */
/* The second pass: what a CRL may say, and what it may not. */
#include "../../base/alloc.h"
#include "certs.h"

#include <check.h>
#include <string.h>

#define STATUS	CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS
#define WHY	CR_ID_TLS_CLIENT_CERT_REVOCATION_REASON
#define REVOKED CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED
#define STALE	CR_ID_TLS_CLIENT_CERT_CRL_STALE

static struct cert *root, *sub, *leaf, *low;
static struct trust_file files[16];
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
	leaf = cert_make(&(struct cert_spec){
	    .subject = "/CN=leaf", .issuer = root, .serial = "0A"});
	sub = cert_make(&(struct cert_spec){
	    .subject = "/CN=sub", .issuer = root, .ca = true, .serial = "05"});
	low = cert_make(&(struct cert_spec){
	    .subject = "/CN=low", .issuer = sub, .serial = "0B"});
	add_file("root.pem", cert_pem(root));
}

/* Status and reason of client by settings, "good" or "unknown bad". */
static void
check_status(const char *settings, const struct cert *client,
    const struct cert *sent, const char *status, const char *why)
{
	struct trust_rig rig;

	rig_init(&rig, NULL, settings, files, NOW);
	ck_assert_msg(rig.trust != NULL, "%s", rig_codes(&rig));
	rig_present(&rig, client, sent);
	ck_assert_str_eq(
	    rig_get(&rig, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED), "true");
	ck_assert_str_eq(rig_get(&rig, STATUS), status);
	ck_assert_str_eq(rig_get(&rig, WHY), why);
	ck_assert_str_eq(rig_get(&rig, REVOKED),
	    strcmp(status, "\"revoked\"") == 0 ? "true" : "false");
	rig_fini(&rig);
}

static void
check_crl(const struct crl_spec *spec, const char *status, const char *why)
{
	file_count = 1;
	add_file("crl", crl_pem(crl_make(spec)));
	check_status("ca=root.pem crl=crl", leaf, NULL, status, why);
}

/* The same with two sent, the second of which may be NULL. */
static void
check_sent(const char *settings, const struct cert *client,
    const struct cert *first, const struct cert *second, const char *why)
{
	STACK_OF(X509) *sent = sk_X509_new_null();
	struct trust_rig rig;

	sk_X509_push(sent, first->x509);
	if (second != NULL)
		sk_X509_push(sent, second->x509);
	rig_init(&rig, NULL, settings, files, NOW);
	ck_assert_msg(rig.trust != NULL, "%s", rig_codes(&rig));
	rig_present_peer(
	    &rig, certrule_peer_from_x509(NULL, client->x509, sent, NULL));
	sk_X509_free(sent);
	ck_assert_str_eq(
	    rig_get(&rig, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED), "true");
	ck_assert_str_eq(rig_get(&rig, WHY), why);
	rig_fini(&rig);
}

START_TEST(test_good)
{
	struct crl_spec spec = {.issuer = root, .revoked = {"0B", "09"}};

	check_crl(&spec, "\"good\"", "(missing)");
}
END_TEST

START_TEST(test_off)
{
	struct crl_spec spec = {.issuer = root, .revoked = {"0A"}};

	add_file("crl", crl_pem(crl_make(&spec)));
	check_status("ca=root.pem", leaf, NULL, "\"not_checked\"", "(missing)");
	check_status("ca=root.pem crl=crl revocation=off", leaf, NULL,
	    "\"not_checked\"", "(missing)");
}
END_TEST

START_TEST(test_revoked)
{
	struct crl_spec spec = {
	    .issuer = root, .revoked = {"7F", "0A", "-01"}, .reason = 1};

	check_crl(&spec, "\"revoked\"", "\"key_compromise\"");
	spec.reason = 0;
	check_crl(&spec, "\"revoked\"", "\"unspecified\"");
	spec.reason = 6;
	check_crl(&spec, "\"revoked\"", "\"certificate_hold\"");
	spec.reason = 99;
	check_crl(&spec, "\"revoked\"", "\"unspecified\"");
}
END_TEST

START_TEST(test_details)
{
	struct crl_spec spec = {.issuer = root, .revoked = {"0A"}, .reason = 1};
	struct trust_rig rig;

	add_file("crl", crl_pem(crl_make(&spec)));
	rig_init(&rig, NULL, "ca=root.pem crl=crl", files, NOW);
	rig_present(&rig, leaf, NULL);
	ck_assert_str_eq(
	    rig_get(&rig, CR_ID_TLS_CLIENT_CERT_REVOCATION_TIME), "1767052800");
	ck_assert_str_eq(
	    rig_get(&rig, CR_ID_TLS_CLIENT_CERT_CRL_AGE_SEC), "86400");
	ck_assert_str_eq(rig_get(&rig, STALE), "false");
	ck_assert_str_eq(cr_trust_ops_openssl.not_proven(rig.facts),
	    "revoked (key_compromise)");
	rig_fini(&rig);
}
END_TEST

START_TEST(test_serials)
{
	static const char *const serials[] = {"00", "-0A", "80", "0100",
	    "FFEEDDCCBBAA99887766554433221100FFEEDDCC"};
	struct crl_spec spec = {.issuer = root};
	size_t i, j;

	for (i = 0; i < 5; i++) {
		leaf = cert_make(&(struct cert_spec){.subject = "/CN=leaf",
		    .issuer = root,
		    .serial = serials[i]});
		for (j = 0; j < 4; j++)
			spec.revoked[j] = serials[(i + 1 + j) % 5];
		check_crl(&spec, "\"good\"", "(missing)");
		spec.revoked[3] = serials[i];
		check_crl(&spec, "\"revoked\"", "\"unspecified\"");
	}
}
END_TEST

START_TEST(test_unknown)
{
	struct crl_spec spec = {
	    .issuer = cert_root("/CN=foreign"), .revoked = {"0A"}};

	check_crl(&spec, "\"unknown\"", "\"no_crl\"");
	spec.issuer = root;
	spec.revoked[0] = NULL;
	spec.this_update = NOW - 2 * DAY;
	spec.next_update = NOW;
	check_crl(&spec, "\"unknown\"", "\"expired\"");
	spec.next_update = NOW + 1;
	check_crl(&spec, "\"good\"", "(missing)");
	spec.this_update = NOW + 1;
	spec.next_update = NOW + DAY;
	check_crl(&spec, "\"unknown\"", "\"bad\"");
	spec.this_update = 0;
	spec.no_next_update = true;
	check_crl(&spec, "\"unknown\"", "\"bad\"");
}
END_TEST

START_TEST(test_grace)
{
	struct crl_spec spec = {.issuer = root,
	    .this_update = NOW - 3 * DAY,
	    .next_update = NOW - DAY};
	struct trust_rig rig;

	add_file("crl", crl_pem(crl_make(&spec)));
	check_status("ca=root.pem crl=crl grace=86400", leaf, NULL,
	    "\"unknown\"", "\"expired\"");
	check_status("ca=root.pem crl=crl grace=86401", leaf, NULL, "\"good\"",
	    "(missing)");
	rig_init(&rig, NULL, "ca=root.pem crl=crl grace=86401", files, NOW);
	rig_present(&rig, leaf, NULL);
	ck_assert_str_eq(rig_get(&rig, STALE), "true");
	rig_fini(&rig);
}
END_TEST

/* What was once revoked stays so, whatever else is wrong with the CRL. */
START_TEST(test_reveals)
{
	struct crl_spec spec = {.issuer = root,
	    .this_update = NOW - 9 * DAY,
	    .next_update = NOW - 8 * DAY,
	    .revoked = {"0A"}};

	check_crl(&spec, "\"revoked\"", "\"unspecified\"");
	spec.this_update = NOW + DAY;
	spec.next_update = NOW + 2 * DAY;
	check_crl(&spec, "\"revoked\"", "\"unspecified\"");
	spec.this_update = spec.next_update = 0;
	OBJ_create("1.3.6.1.4.1.55555.3", "crCrl", "certrule crl");
	spec.extensions[0].nid = OBJ_txt2nid("1.3.6.1.4.1.55555.3");
	spec.extensions[0].value = "critical,DER:0500";
	check_crl(&spec, "\"revoked\"", "\"unspecified\"");
	spec.revoked[0] = NULL;
	check_crl(&spec, "\"unknown\"", "\"bad\"");
	spec.extensions[0].value = "DER:0500";
	check_crl(&spec, "\"good\"", "(missing)");
}
END_TEST

START_TEST(test_kinds)
{
	struct crl_spec spec = {.issuer = root,
	    .revoked = {"0A"},
	    .extensions = {
		{NID_issuing_distribution_point, "critical,DER:30038401FF"}}};

	/* indirectCRL, onlyContainsAttributeCerts: not about this one. */
	check_crl(&spec, "\"unknown\"", "\"bad\"");
	spec.extensions[0].value = "critical,DER:30038501FF";
	check_crl(&spec, "\"unknown\"", "\"bad\"");
	/* A broken one. */
	spec.extensions[0].value = "critical,DER:3003";
	check_crl(&spec, "\"unknown\"", "\"bad\"");
	/* onlyContainsCACerts, onlyContainsUserCerts. */
	spec.extensions[0].value = "critical,DER:30038201FF";
	check_crl(&spec, "\"unknown\"", "\"no_crl\"");
	spec.extensions[0].value = "critical,DER:30038101FF";
	check_crl(&spec, "\"revoked\"", "\"unspecified\"");
	/* onlySomeReasons: may reveal, may not clear. */
	spec.extensions[0].value = "critical,DER:300483020640";
	check_crl(&spec, "\"revoked\"", "\"unspecified\"");
	spec.revoked[0] = NULL;
	check_crl(&spec, "\"unknown\"", "\"bad\"");
	/* A delta CRL. */
	spec.extensions[0].nid = NID_delta_crl;
	spec.extensions[0].value = "critical,DER:020101";
	check_crl(&spec, "\"unknown\"", "\"bad\"");
}
END_TEST

START_TEST(test_distribution_point)
{
	struct cert_extension point = {
	    NID_crl_distribution_points, "URI:http://crl.example/a"};
	/* IDP with fullName http://crl.example/a */
	struct crl_spec spec = {.issuer = root,
	    .extensions = {{NID_issuing_distribution_point,
		"critical,DER:301AA018A0168614687474703A2F2F"
		"63726C2E6578616D706C652F61"}}};

	check_crl(&spec, "\"unknown\"", "\"no_crl\"");
	leaf = cert_make(&(struct cert_spec){
	    .subject = "/CN=leaf", .issuer = root, .extensions = {point}});
	check_crl(&spec, "\"good\"", "(missing)");
	point.value = "URI:http://crl.example/b";
	leaf = cert_make(&(struct cert_spec){
	    .subject = "/CN=leaf", .issuer = root, .extensions = {point}});
	check_crl(&spec, "\"unknown\"", "\"no_crl\"");
}
END_TEST

START_TEST(test_signers)
{
	struct cert *mute = cert_make(&(struct cert_spec){.subject = "/CN=mute",
	    .ca = true,
	    .extensions = {{NID_key_usage, "critical,keyCertSign"}}});
	struct crl_spec spec = {.issuer = mute};

	add_file("mute.pem", cert_pem(mute));
	add_file("crl", crl_pem(crl_make(&spec)));
	check_status("ca=mute.pem crl=crl", cert_leaf(mute, "/CN=leaf"), NULL,
	    "\"unknown\"", "\"bad\"");
}
END_TEST

/* One CRL for each half of the reasons says as much as one for all. */
START_TEST(test_reasons_in_parts)
{
	/* onlySomeReasons: keyCompromise and cACompromise; the other six. */
	struct crl_spec first = {.issuer = root,
	    .extensions = {
		{NID_issuing_distribution_point, "critical,DER:300483020560"}}};
	struct crl_spec second = {.issuer = root,
	    .this_update = NOW - 2 * DAY,
	    .extensions = {{NID_issuing_distribution_point,
		"critical,DER:30058303071F80"}}};

	add_file("first", crl_pem(crl_make(&first)));
	add_file("second", crl_pem(crl_make(&second)));
	check_status(
	    "ca=root.pem crl=first", leaf, NULL, "\"unknown\"", "\"bad\"");
	check_status(
	    "ca=root.pem crl=second", leaf, NULL, "\"unknown\"", "\"bad\"");
	check_status("ca=root.pem crl=first crl=second", leaf, NULL, "\"good\"",
	    "(missing)");
	second.revoked[0] = "0A";
	add_file("revokes", crl_pem(crl_make(&second)));
	check_status("ca=root.pem crl=first crl=revokes", leaf, NULL,
	    "\"revoked\"", "\"unspecified\"");
	/* Half of it stale. */
	second.revoked[0] = NULL;
	second.next_update = NOW - DAY;
	add_file("stale", crl_pem(crl_make(&second)));
	check_status("ca=root.pem crl=first crl=stale", leaf, NULL,
	    "\"unknown\"", "\"expired\"");
}
END_TEST

/* A point whose name is relative to the issuer's, and one of somebody else. */
START_TEST(test_relative_point)
{
	/* CN=x below the name of the issuer. */
	struct cert_extension point = {NID_crl_distribution_points,
	    "DER:3010300EA00CA10A300806035504030C0178"};
	struct crl_spec spec = {.issuer = root,
	    .extensions = {{NID_issuing_distribution_point,
		"critical,DER:300EA00CA10A300806035504030C0178"}}};

	check_crl(&spec, "\"unknown\"", "\"no_crl\"");
	leaf = cert_make(&(struct cert_spec){
	    .subject = "/CN=leaf", .issuer = root, .extensions = {point}});
	check_crl(&spec, "\"good\"", "(missing)");
	point.value = "DER:3010300EA00CA10A300806035504030C0179";
	leaf = cert_make(&(struct cert_spec){
	    .subject = "/CN=leaf", .issuer = root, .extensions = {point}});
	check_crl(&spec, "\"unknown\"", "\"no_crl\"");
}
END_TEST

static void
check_point(const char *points, const char *scope, const char *why)
{
	struct crl_spec spec = {.issuer = root,
	    .extensions = {{NID_issuing_distribution_point, scope}}};

	leaf = cert_make(&(struct cert_spec){.subject = "/CN=leaf",
	    .issuer = root,
	    .extensions = {{NID_crl_distribution_points, points}}});
	check_crl(&spec,
	    strcmp(why, "(missing)") == 0 ? "\"good\"" : "\"unknown\"", why);
}

/* One side says its name in full, /CN=root/CN=x, the other as CN=x below the
 * issuer's; or it is CN=y, and another list's. */
START_TEST(test_point_in_full)
{
#define FULL_NAME(last)                                                       \
	"A021A01FA41D301B310D300B06035504030C04726F6F74310A300806035504030C0" \
	"1" last
#define BELOW(last) "A00CA10A300806035504030C01" last

	check_point("DER:30253023" FULL_NAME("78"),
	    "critical,DER:300E" BELOW("78"), "(missing)");
	check_point("DER:30253023" FULL_NAME("79"),
	    "critical,DER:300E" BELOW("78"), "\"no_crl\"");
	check_point("DER:3010300E" BELOW("78"),
	    "critical,DER:3023" FULL_NAME("78"), "(missing)");
	check_point("DER:3010300E" BELOW("79"),
	    "critical,DER:3023" FULL_NAME("78"), "\"no_crl\"");
}
END_TEST

/* A point whose list is another's to issue: its name is not ours to use. */
START_TEST(test_point_of_another)
{
#define AT_A "A018A0168614687474703A2F2F63726C2E6578616D706C652F61"

	check_point("DER:3031302F" AT_A
		    "A213A411300F310D300B06035504030C04726F6F74",
	    "critical,DER:301A" AT_A, "(missing)");
	check_point("DER:302E302C" AT_A "A210A40E300C310A300806035504030C0178",
	    "critical,DER:301A" AT_A, "\"no_crl\"");
	/* A point without a name is none of those that a list can be for. */
	check_point("DER:30173015A213A411300F310D300B06035504030C04726F6F74",
	    "critical,DER:301A" AT_A, "\"no_crl\"");
}
END_TEST

/* What a delta CRL takes back revokes nobody, and clears nobody. */
START_TEST(test_taken_back)
{
	struct crl_spec spec = {.issuer = root, .revoked = {"0A"}, .reason = 8};
	struct crl_spec clean = {.issuer = root};

	check_crl(&spec, "\"unknown\"", "\"bad\"");
	add_file("clean", crl_pem(crl_make(&clean)));
	check_status("ca=root.pem crl=crl crl=clean", leaf, NULL, "\"good\"",
	    "(missing)");
}
END_TEST

/* A CRL that the CA signed with a key for that alone, whose certificate is
 * sent.  With chain, that certificate needs a CRL too. */
START_TEST(test_own_key_for_crls)
{
	struct cert_spec spec = {.subject = "/CN=sub",
	    .issuer = root,
	    .serial = "0D",
	    .extensions = {{NID_basic_constraints, "critical,CA:FALSE"},
		{NID_key_usage, "critical,cRLSign"}}};
	struct cert *signer = cert_make(&spec);
	struct crl_spec by_root = {.issuer = root};
	struct crl_spec by_signer = {.issuer = signer, .revoked = {"0C"}};

	add_file("crl", crl_pem(crl_make(&by_signer)));
	add_file("root.crl", crl_pem(crl_make(&by_root)));
	check_sent("ca=root.pem crl=crl", low, sub, NULL, "\"bad\"");
	check_sent("ca=root.pem crl=crl", low, sub, signer, "(missing)");
	check_sent("ca=root.pem crl=crl crl=root.crl revocation=chain", low,
	    sub, signer, "(missing)");
	check_sent("ca=root.pem crl=crl revocation=chain", low, sub, signer,
	    "\"bad\"");
	/* It is revoked itself. */
	by_root.revoked[0] = "0D";
	add_file("revokes.crl", crl_pem(crl_make(&by_root)));
	check_sent(
	    "ca=root.pem crl=crl crl=revokes.crl", low, sub, signer, "\"bad\"");
	/* It may not sign CRLs, or nobody said that it may. */
	spec.key = signer->key;
	spec.extensions[1].value = "critical,digitalSignature";
	check_sent(
	    "ca=root.pem crl=crl", low, sub, cert_make(&spec), "\"bad\"");
	spec.extensions[1].value = "";
	check_sent(
	    "ca=root.pem crl=crl", low, sub, cert_make(&spec), "\"bad\"");
	/* By somebody else, or past its time. */
	spec.extensions[1].value = "critical,cRLSign";
	spec.issuer = cert_root("/CN=foreign");
	check_sent(
	    "ca=root.pem crl=crl", low, sub, cert_make(&spec), "\"bad\"");
	spec.issuer = root;
	spec.not_after = NOW - DAY;
	check_sent(
	    "ca=root.pem crl=crl", low, sub, cert_make(&spec), "\"bad\"");
	/* A CRL of its that lists the client. */
	by_signer.revoked[0] = "0B";
	add_file("lists.crl", crl_pem(crl_make(&by_signer)));
	check_sent(
	    "ca=root.pem crl=lists.crl", low, sub, signer, "\"unspecified\"");
}
END_TEST

START_TEST(test_chain)
{
	struct crl_spec by_sub = {.issuer = sub};
	struct crl_spec by_root = {.issuer = root, .revoked = {"05"}};

	add_file("sub.crl", crl_pem(crl_make(&by_sub)));
	add_file("root.crl", crl_pem(crl_make(&by_root)));
	check_status(
	    "ca=root.pem crl=sub.crl", low, sub, "\"good\"", "(missing)");
	check_status(
	    "ca=root.pem crl=root.crl", low, sub, "\"unknown\"", "\"no_crl\"");
	check_status("ca=root.pem crl=sub.crl revocation=chain", low, sub,
	    "\"unknown\"", "\"no_crl\"");
	check_status("ca=root.pem crl=sub.crl crl=root.crl", low, sub,
	    "\"good\"", "(missing)");
	check_status("ca=root.pem crl=sub.crl crl=root.crl revocation=chain",
	    low, sub, "\"revoked\"", "\"unspecified\"");
	/* Revoked above counts more than unknown below. */
	check_status("ca=root.pem crl=root.crl revocation=chain", low, sub,
	    "\"revoked\"", "\"unspecified\"");
	by_root.revoked[0] = NULL;
	/* onlyContainsUserCerts: says nothing of a CA. */
	by_root.extensions[0] = (struct cert_extension){
	    NID_issuing_distribution_point, "critical,DER:30038101FF"};
	add_file("users.crl", crl_pem(crl_make(&by_root)));
	check_status("ca=root.pem crl=sub.crl crl=users.crl revocation=chain",
	    low, sub, "\"unknown\"", "\"no_crl\"");
	by_root.extensions[0] = (struct cert_extension){0, NULL};
	add_file("clean.crl", crl_pem(crl_make(&by_root)));
	check_status("ca=root.pem crl=sub.crl crl=clean.crl revocation=chain",
	    low, sub, "\"good\"", "(missing)");
}
END_TEST

/* Revoked is a CA by its name and key: the key under another name is another. */
START_TEST(test_twin)
{
	struct cert *twin = cert_make(&(struct cert_spec){.subject = "/CN=sub",
	    .issuer = root,
	    .ca = true,
	    .serial = "06",
	    .key = sub->key});
	struct cert *other = cert_make(&(struct cert_spec){.subject = "/CN=x",
	    .issuer = root,
	    .ca = true,
	    .serial = "06",
	    .key = sub->key});
	struct cert *namesake = cert_make(&(struct cert_spec){
	    .subject = "/CN=sub", .issuer = root, .ca = true, .serial = "06"});
	const char *settings =
	    "ca=root.pem crl=sub.crl crl=root.crl revocation=chain";
	struct crl_spec by_sub = {.issuer = sub};
	struct crl_spec by_root = {.issuer = root, .revoked = {"06"}};

	add_file("sub.crl", crl_pem(crl_make(&by_sub)));
	add_file("root.crl", crl_pem(crl_make(&by_root)));
	check_sent(settings, low, sub, NULL, "(missing)");
	check_sent(settings, low, sub, twin, "\"unspecified\"");
	check_sent(settings, low, sub, other, "(missing)");
	check_sent(settings, low, sub, namesake, "(missing)");
}
END_TEST

/* A CRL of a CA that is not in the block, forged under that CA's name. */
START_TEST(test_forged)
{
	struct cert *fake = cert_make(&(struct cert_spec){
	    .subject = "/CN=sub", .issuer = root, .ca = true});
	struct crl_spec spec = {.issuer = fake};

	add_file("sub.crl", crl_pem(crl_make(&spec)));
	check_status(
	    "ca=root.pem crl=sub.crl", low, sub, "\"unknown\"", "\"bad\"");
}
END_TEST

START_TEST(test_several)
{
	struct crl_spec old = {.issuer = root,
	    .this_update = NOW - 5 * DAY,
	    .next_update = NOW - 4 * DAY};
	struct crl_spec new = {.issuer = root};

	/* Two in one file, the stale one first. */
	add_file(
	    "both", join(crl_pem(crl_make(&old)), crl_pem(crl_make(&new))));
	check_status(
	    "ca=root.pem crl=both", leaf, NULL, "\"good\"", "(missing)");
	old.revoked[0] = "0A";
	add_file(
	    "again", join(crl_pem(crl_make(&new)), crl_pem(crl_make(&old))));
	check_status("ca=root.pem crl=again", leaf, NULL, "\"revoked\"",
	    "\"unspecified\"");
	/* One that is stale although it is newer has nothing to say. */
	old = (struct crl_spec){
	    .issuer = root, .this_update = NOW - DAY, .next_update = NOW - 60};
	new.this_update = NOW - 2 * DAY;
	add_file(
	    "newer", join(crl_pem(crl_make(&old)), crl_pem(crl_make(&new))));
	add_file(
	    "older", join(crl_pem(crl_make(&new)), crl_pem(crl_make(&old))));
	check_status(
	    "ca=root.pem crl=newer", leaf, NULL, "\"good\"", "(missing)");
	check_status(
	    "ca=root.pem crl=older", leaf, NULL, "\"good\"", "(missing)");
	add_file("der", crl_der(crl_make(&new)));
	check_status(
	    "ca=root.pem crl=der", leaf, NULL, "\"good\"", "(missing)");
}
END_TEST

/* After a change of key the CA of the same name speaks for the old one. */
START_TEST(test_new_key)
{
	struct cert *next = cert_make(&(struct cert_spec){
	    .subject = "/CN=root", .issuer = root, .ca = true});
	struct crl_spec spec = {.issuer = root, .revoked = {"0C"}};
	struct cert *client = cert_make(&(struct cert_spec){
	    .subject = "/CN=x", .issuer = next, .serial = "0C"});

	/* Further up in the path. */
	add_file("old.crl", crl_pem(crl_make(&spec)));
	check_status("ca=root.pem crl=old.crl", client, next, "\"revoked\"",
	    "\"unspecified\"");
	/* In the block. */
	add_file("next.pem", cert_pem(next));
	spec.issuer = next;
	spec.revoked[0] = "0A";
	add_file("new.crl", crl_pem(crl_make(&spec)));
	check_status("ca=root.pem ca=next.pem crl=new.crl", leaf, NULL,
	    "\"revoked\"", "\"unspecified\"");
	check_status("ca=root.pem ca=next.pem crl=new.crl", client, NULL,
	    "\"good\"", "(missing)");
	/* Somebody else of that name is in neither. */
	spec.issuer = cert_root("/CN=sub");
	add_file("else.crl", crl_pem(crl_make(&spec)));
	check_status(
	    "ca=root.pem crl=else.crl", low, sub, "\"unknown\"", "\"bad\"");
}
END_TEST

/* An anchor shown as a client is not in its own CRL's book of serials. */
START_TEST(test_anchor_as_leaf)
{
	struct cert *dual = cert_make(&(struct cert_spec){.subject = "/CN=dual",
	    .issuer = root,
	    .ca = true,
	    .extensions = {{NID_key_usage,
		"critical,digitalSignature,keyCertSign,cRLSign"}}});
	struct crl_spec own = {.issuer = dual};
	struct crl_spec by_root = {.issuer = root};

	add_file("dual.pem", cert_pem(dual));
	add_file("own.crl", crl_pem(crl_make(&own)));
	add_file("root.crl", crl_pem(crl_make(&by_root)));
	check_status(
	    "ca=dual.pem crl=own.crl", dual, NULL, "\"unknown\"", "\"no_crl\"");
	check_status(
	    "ca=dual.pem crl=root.crl", dual, NULL, "\"unknown\"", "\"bad\"");
	check_status("ca=dual.pem crl=own.crl", cert_leaf(dual, "/CN=x"), NULL,
	    "\"good\"", "(missing)");
}
END_TEST

/* A forged certificate with a revoked serial is not revoked: it is a forgery. */
START_TEST(test_unverified)
{
	struct crl_spec spec = {.issuer = root, .revoked = {"0A"}};
	struct trust_rig rig;

	add_file("crl", crl_pem(crl_make(&spec)));
	rig_init(&rig, NULL, "ca=root.pem crl=crl", files, NOW);
	rig_present(&rig,
	    cert_make(&(struct cert_spec){.subject = "/CN=leaf",
		.issuer = root,
		.serial = "0A",
		.broken_signature = true}),
	    NULL);
	ck_assert_str_eq(rig_get(&rig, STATUS), "\"not_checked\"");
	ck_assert_str_eq(rig_get(&rig, REVOKED), "false");
	ck_assert_str_eq(rig_get(&rig, WHY), "(missing)");
	ck_assert_str_eq(rig_get(&rig, STALE), "(missing)");
	rig_fini(&rig);
}
END_TEST

START_TEST(test_needs_good)
{
	struct crl_spec spec = {.issuer = root};
	struct trust_rig rig;
	size_t i;
	static const struct {
		const char *settings;
		bool wanted;
	} rows[] = {
	    {"ca=root.pem", false},
	    {"ca=root.pem crl=crl", true},
	    {"ca=root.pem crl=crl unknown=soft", false},
	    {"ca=root.pem crl=crl unknown=hard", true},
	    {"ca=root.pem crl=crl revocation=off", false},
	    {"ca=root.pem crl=crl revocation=chain", true},
	};

	add_file("crl", crl_pem(crl_make(&spec)));
	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		rig_init(&rig, NULL, rows[i].settings, files, NOW);
		ck_assert_ptr_nonnull(rig.trust);
		ck_assert_int_eq(
		    cr_trust_host_block(rig.trust, rig.facts)->needs_good,
		    rows[i].wanted);
		rig_fini(&rig);
	}
}
END_TEST

START_TEST(test_notes)
{
	struct crl_spec spec = {.issuer = root,
	    .this_update = NOW - 3 * DAY,
	    .next_update = NOW - DAY};
	struct trust_rig rig;
	const struct cr_field *field;

	add_file("crl", crl_pem(crl_make(&spec)));
	rig_init(&rig, NULL, "ca=root.pem crl=crl", files, NOW);
	rig_present(&rig, leaf, NULL);
	field = cr_schema_field(rig.schema, STATUS);
	ck_assert_str_eq(field->note(rig.facts, field),
	    "the CRL about the certificate expired Dec 31 00:00:00 2025 GMT: "
	    "its revocation is unknown");
	field = cr_schema_field(rig.schema, REVOKED);
	ck_assert_ptr_null(field->note(rig.facts, field));
	ck_assert_str_eq(cr_trust_ops_openssl.not_proven(rig.facts),
	    "revocation_unknown (expired)");
	rig_fini(&rig);
	spec.revoked[0] = "0A";
	spec.reason = 4;
	file_count = 1;
	add_file("crl", crl_pem(crl_make(&spec)));
	rig_init(&rig, NULL, "ca=root.pem crl=crl", files, NOW);
	rig_present(&rig, leaf, NULL);
	field = cr_schema_field(rig.schema, REVOKED);
	ck_assert_str_eq(field->note(rig.facts, field),
	    "the certificate is revoked (superseded) since "
	    "Dec 30 00:00:00 2025 GMT");
	rig_fini(&rig);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("revocation");
	TCase *tests = tcase_create("revocation");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, set_up, certs_fini);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, test_good);
	tcase_add_test(tests, test_off);
	tcase_add_test(tests, test_revoked);
	tcase_add_test(tests, test_details);
	tcase_add_test(tests, test_serials);
	tcase_add_test(tests, test_unknown);
	tcase_add_test(tests, test_grace);
	tcase_add_test(tests, test_reveals);
	tcase_add_test(tests, test_kinds);
	tcase_add_test(tests, test_distribution_point);
	tcase_add_test(tests, test_signers);
	tcase_add_test(tests, test_reasons_in_parts);
	tcase_add_test(tests, test_relative_point);
	tcase_add_test(tests, test_point_in_full);
	tcase_add_test(tests, test_point_of_another);
	tcase_add_test(tests, test_taken_back);
	tcase_add_test(tests, test_own_key_for_crls);
	tcase_add_test(tests, test_chain);
	tcase_add_test(tests, test_twin);
	tcase_add_test(tests, test_forged);
	tcase_add_test(tests, test_new_key);
	tcase_add_test(tests, test_anchor_as_leaf);
	tcase_add_test(tests, test_several);
	tcase_add_test(tests, test_unverified);
	tcase_add_test(tests, test_needs_good);
	tcase_add_test(tests, test_notes);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

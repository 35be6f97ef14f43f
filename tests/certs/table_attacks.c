/* SPDX-License-Identifier: MIT */
/*
 * The PKI of tests/attacks: who is to be let in, and beside each who is not.
 * Everything is judged at 2026-06-01T00:00:00Z unless a test says otherwise.
 * The README.md beside the files says in a line what each is for.
 */
#include "make_certs.h"

#define CA_TIMES  .from = "20200101000000Z", .to = "20400101000000Z"
#define YEAR	  .from = "20260101000000Z", .to = "20270101000000Z"
#define CURRENT	  "20260525000000Z", "20260608000000Z"
#define PART(s)	  .parts = (s), .part_count = COUNT(s)
#define ALTS(s)	  .alts = (s), .alt_count = COUNT(s)
#define NO_REASON (-1)
#define TEXT(attribute, text)                               \
	{                                                   \
		attribute, V_ASN1_UTF8STRING, DATA(text), 0 \
	}

/* -------------------------------------------------- what a terminal obeys */

static const struct part forged_lines[] = {
    TEXT("O", "Fleet"),
    TEXT("CN", "x\r\nallow by \"clients\"\x1b]0;allow\x07"),
};
static const struct part bidi[] = {
    TEXT("O", "Fleet"),
    TEXT("CN", "ton\xe2\x80\xae"
	       "doog\xe2\x80\xac\xe2\x81\xa6"),
};
static const struct part c1_control[] = {
    TEXT("O", "Fleet"),
    TEXT("CN", "\xc2\x9b"
	       "2J\xc2\x85\xe2\x80\xa8\xe2\x80\x8bgood"),
};
/* Latin-1, whatever its type says: as UTF-8 it is none. */
static const struct part latin[] = {
    TEXT("O", "Fleet"),
    {"CN", V_ASN1_T61STRING, DATA("good\xff\x9b\xc0\x80"), false},
};
static const struct part nul_first[] = {
    TEXT("O", "Fleet"),
    TEXT("CN", "admin\0"),
};

/* ------------------------------------------ values that read like several */

static const struct part quoted[] = {
    TEXT("O", "Fleet\",OU=\"Admin"),
    TEXT("CN", "quoted"),
};
static const struct part joined_text[] = {
    TEXT("O", "Fleet+OU=Admin;OU=Admin\\,OU=Admin"),
    TEXT("CN", "joined"),
};
static const struct part joined_truly[] = {
    TEXT("O", "Fleet"),
    {"OU", V_ASN1_UTF8STRING, DATA("Admin"), true},
    TEXT("CN", "admin"),
};
static const struct part new_line[] = {
    TEXT("O", "Fleet\nOU=Admin"),
    TEXT("CN", "lines"),
};

/* --------------------------------------------------- values that look alike */

static const struct part cyrillic[] = {
    TEXT("O", "Fleet"),
    TEXT("OU", "\xd0\x90"
	       "dmin"),
};
static const struct part decomposed[] = {
    TEXT("O", "Fleet"),
    TEXT("OU", "Ade\xcc\x81le"),
};
static const struct part composed[] = {
    TEXT("O", "Fleet"),
    TEXT("OU", "Ad\xc3\xa9le"),
};
static const struct part bmp_admin[] = {
    TEXT("O", "Fleet"),
    {"OU", V_ASN1_BMPSTRING, DATA("\0A\0d\0m\0i\0n"), false},
};
/* As UTF-8 it reads "Admin" too, to whoever does not look at its type. */
static const struct part bmp_raw[] = {
    TEXT("O", "Fleet"),
    {"OU", V_ASN1_BMPSTRING, DATA("Admin!"), false},
};
static const struct part trailing_space[] = {
    TEXT("O", "Fleet"),
    TEXT("OU", "Admin "),
};

/* ------------------------------------------------------- alternative names */

static const struct alt nul_dns[] = {
    {GEN_DNS, DATA("admin.example\0")},
};
static const struct alt dotted[] = {
    {GEN_DNS, DATA("admin.example.")},
};
static const struct alt padded[] = {
    {GEN_DNS, DATA("admin.example ")},
};
static const struct alt star[] = {
    {GEN_DNS, DATA("*.example")},
};
static const struct alt bare_star[] = {
    {GEN_DNS, DATA("*")},
};
static const struct alt shouted[] = {
    {GEN_DNS, DATA("ADMIN.Example")},
};
static const struct alt escape_dns[] = {
    {GEN_DNS, DATA("admin.example\x1b[2J")},
    {GEN_DNS, DATA("honest.example")},
};
static const struct alt utf8_dns[] = {
    {GEN_DNS, DATA("\xd0\xb0"
		   "dmin.example")},
};
static const struct alt broken_dns[] = {
    {GEN_DNS, DATA("admin.example\xff\xfe")},
};
static const struct alt email_admin[] = {
    {GEN_EMAIL, DATA("admin.example@evil.example")},
};
static const struct alt uri_nul[] = {
    {GEN_URI, DATA("spiffe://fleet.example/admin\0/guest")},
};
static const struct alt mapped_ip[] = {
    {GEN_IPADD, DATA("\0\0\0\0\0\0\0\0\0\0\xff\xff\xc0\x00\x02\x01")},
};
static const struct alt plain_ip[] = {
    {GEN_IPADD, DATA("\xc0\x00\x02\x01")},
};
static const struct alt text_ip[] = {
    {GEN_DNS, DATA("192.0.2.1")},
};

#define NAMED(file, serial, names)                              \
	{                                                       \
		file, "root", "O=Fleet/CN=" file, serial, YEAR, \
		    LEAF_EXTENSIONS, ALTS(names)                \
	}
#define CALLED(file, serial, name)                                            \
	{                                                                     \
		file, "root", NULL, serial, YEAR, LEAF_EXTENSIONS, PART(name) \
	}
#define SPIFFE(file, serial, uri)                                  \
	{                                                          \
		file, "root", "O=Fleet/CN=" file, serial, YEAR,    \
		    LEAF_EXTENSIONS "subjectAltName=URI:" uri "\n" \
	}
#define USING(usages)                          \
	"basicConstraints=critical,CA:false\n" \
	"keyUsage=critical," usages "\n"       \
	"subjectKeyIdentifier=hash\n" ISSUED

static const struct cert certs[] = {
    /* CAs */
    {"root", NULL, "O=Fleet/CN=Fleet Root", "01", CA_TIMES, CA_EXTENSIONS("")},
    {"twin-root", NULL, "O=Fleet/CN=Fleet Root", "01", CA_TIMES,
	CA_EXTENSIONS("")},
    {"loud-root", NULL, "O=FLEET/CN=fleet root", "01", CA_TIMES,
	CA_EXTENSIONS("")},
    {"ancient-root", NULL, "O=Fleet/CN=Ancient Root", "01",
	.from = "19500101000000Z", .to = "21400101000000Z", CA_EXTENSIONS("")},
    {"issuing", "root", "O=Fleet/CN=Fleet Issuing", "02", CA_TIMES,
	CA_EXTENSIONS(",pathlen:0") ISSUED},
    {"twin-issuing", "twin-root", "O=Fleet/CN=Fleet Issuing", "02", CA_TIMES,
	CA_EXTENSIONS(",pathlen:0") ISSUED},
    {"old-issuing", "root", "O=Fleet/CN=Fleet Issuing", "03",
	.from = "20200101000000Z", .to = "20260101000000Z",
	CA_EXTENSIONS(",pathlen:0") ISSUED, .same_key = "issuing"},
    {"server-issuing", "root", "O=Fleet/CN=Server Issuing", "04", CA_TIMES,
	CA_EXTENSIONS(",pathlen:0") ISSUED "extendedKeyUsage=serverAuth\n"},
    {"client-issuing", "root", "O=Fleet/CN=Client Issuing", "05", CA_TIMES,
	CA_EXTENSIONS(",pathlen:0") ISSUED "extendedKeyUsage=clientAuth\n"},
    {"narrow", "root", "O=Fleet/CN=Narrow Issuing", "06", CA_TIMES,
	CA_EXTENSIONS(",pathlen:0") ISSUED
	"nameConstraints=critical,permitted;DNS:inside.example,"
	"excluded;DNS:secret.inside.example\n"},
    {"below-pathlen", "issuing", "O=Fleet/CN=Below", "07", CA_TIMES,
	CA_EXTENSIONS("") ISSUED},
    {"deep-issuing", "root", "O=Fleet/CN=Deep Issuing", "08", CA_TIMES,
	CA_EXTENSIONS(",pathlen:1") ISSUED},
    {"deeper", "deep-issuing", "O=Fleet/CN=Deeper", "09", CA_TIMES,
	CA_EXTENSIONS(",pathlen:0") ISSUED},
    {"no-sign-ca", "root", "O=Fleet/CN=No Sign", "0A", CA_TIMES,
	"basicConstraints=critical,CA:true\nkeyUsage=critical,cRLSign\n"
	"subjectKeyIdentifier=hash\n" ISSUED},
    {"signing-leaf", "root", "O=Fleet/CN=Signing Leaf", "0B", YEAR,
	USING("digitalSignature,keyCertSign") "extendedKeyUsage=clientAuth\n"},
    {"no-limit-ca", "root", "O=Fleet/CN=Version 1", "0C", CA_TIMES, "",
	.version_1 = true},

    /* who is let in */
    {"good", "root", "O=Fleet/CN=good", "1001", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:good.example\n"},
    {"admin", "root", "O=Fleet/OU=Admin/CN=admin", "1002", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:admin.example\n"},
    {"chained", "issuing", "O=Fleet/CN=chained", "1003", YEAR, LEAF_EXTENSIONS},
    {"twin-good", "twin-root", "O=Fleet/CN=good", "1001", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:good.example\n"},
    {"twin-chained", "twin-issuing", "O=Fleet/CN=chained", "1003", YEAR,
	LEAF_EXTENSIONS},
    {"loud-good", "loud-root", "O=Fleet/CN=good", "1001", YEAR,
	LEAF_EXTENSIONS},
    /* The subject of its issuer, signed by itself. */
    {"as-root", NULL, "O=Fleet/CN=Fleet Root", "01", YEAR, LEAF_WITHOUT_AKI},
    /* The right names all along, and the key of somebody else. */
    {"admin-other-key", "root", "O=Fleet/OU=Admin/CN=admin", "1002", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:admin.example\n",
	.signer = "twin-root"},

    /* purposes */
    {"under-server", "server-issuing", "O=Fleet/CN=under server", "1010", YEAR,
	LEAF_EXTENSIONS},
    {"under-client", "client-issuing", "O=Fleet/CN=under client", "1011", YEAR,
	LEAF_EXTENSIONS},
    {"server-leaf", "root", "O=Fleet/CN=server", "1012", YEAR,
	USING("digitalSignature") "extendedKeyUsage=serverAuth\n"},
    {"both-leaf", "root", "O=Fleet/CN=both", "1013", YEAR,
	USING("digitalSignature") "extendedKeyUsage=serverAuth,clientAuth\n"},
    {"any-leaf", "root", "O=Fleet/CN=any", "1014", YEAR,
	USING("digitalSignature") "extendedKeyUsage=anyExtendedKeyUsage\n"},
    {"code-leaf", "root", "O=Fleet/CN=code", "1015", YEAR,
	USING("digitalSignature") "extendedKeyUsage=codeSigning\n"},
    {"cipher-leaf", "root", "O=Fleet/CN=cipher", "1016", YEAR,
	USING("keyEncipherment") "extendedKeyUsage=clientAuth\n"},

    /* paths */
    {"narrow-inside", "narrow", "O=Fleet/CN=inside", "1020", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:a.inside.example\n"},
    {"narrow-secret", "narrow", "O=Fleet/CN=secret", "1021", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:a.secret.inside.example\n"},
    {"narrow-outside", "narrow", "O=Fleet/CN=outside", "1022", YEAR,
	LEAF_EXTENSIONS
	"subjectAltName=DNS:a.inside.example,DNS:outside.example\n"},
    {"narrow-suffix", "narrow", "O=Fleet/CN=suffix", "1023", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:notinside.example\n"},
    {"under-below", "below-pathlen", "O=Fleet/CN=below", "1024", YEAR,
	LEAF_EXTENSIONS},
    {"under-deeper", "deeper", "O=Fleet/CN=deeper", "1025", YEAR,
	LEAF_EXTENSIONS},
    {"under-no-sign", "no-sign-ca", "O=Fleet/CN=no sign", "1026", YEAR,
	LEAF_EXTENSIONS},
    {"under-signing-leaf", "signing-leaf", "O=Fleet/CN=under leaf", "1027",
	YEAR, LEAF_EXTENSIONS},
    {"under-version-1", "no-limit-ca", "O=Fleet/CN=under v1", "1028", YEAR,
	LEAF_WITHOUT_AKI},
    {"proxy", "admin", "O=Fleet/OU=Admin/CN=admin/CN=proxy", "1029", YEAR,
	"keyUsage=critical,digitalSignature\n" ISSUED
	"proxyCertInfo=critical,language:id-ppl-inheritAll,pathlen:3\n"},

    /* times */
    {"second", "root", "O=Fleet/CN=second", "1030", .from = "20260601120000Z",
	.to = "20260601120005Z", LEAF_EXTENSIONS},
    {"over-2050", "ancient-root", "O=Fleet/CN=2050", "1031",
	.from = "20300101000000Z", .to = "20510101000000Z", LEAF_EXTENSIONS},
    {"leap-day", "root", "O=Fleet/CN=leap", "1032", .from = "20280229000000Z",
	.to = "20280229235959Z", LEAF_EXTENSIONS},
    {"utc-50", "ancient-root", "O=Fleet/CN=1950", "1033",
	.from = "19500101000000Z", .to = "19691231235958Z", LEAF_EXTENSIONS},
    {"backwards", "root", "O=Fleet/CN=backwards", "1034",
	.from = "20270101000000Z", .to = "20260101000000Z", LEAF_EXTENSIONS},

    /* names */
    CALLED("forged-lines", "1040", forged_lines),
    CALLED("bidi", "1041", bidi),
    CALLED("c1-control", "1042", c1_control),
    CALLED("latin", "1043", latin),
    CALLED("nul-last", "1044", nul_first),
    CALLED("quoted", "1045", quoted),
    CALLED("joined-text", "1046", joined_text),
    CALLED("joined-truly", "1047", joined_truly),
    CALLED("new-line", "1048", new_line),
    CALLED("cyrillic", "1049", cyrillic),
    CALLED("decomposed", "104A", decomposed),
    CALLED("composed", "104B", composed),
    CALLED("bmp-admin", "104C", bmp_admin),
    CALLED("bmp-raw", "104D", bmp_raw),
    CALLED("trailing-space", "104E", trailing_space),
    {"no-san-admin", "root", "O=Fleet/CN=admin.example", "104F", YEAR,
	LEAF_EXTENSIONS},
    NAMED("dns-nul", "1050", nul_dns),
    NAMED("dns-dotted", "1051", dotted),
    NAMED("dns-padded", "1052", padded),
    NAMED("dns-star", "1053", star),
    NAMED("dns-bare-star", "1054", bare_star),
    NAMED("dns-shouted", "1055", shouted),
    NAMED("dns-escape", "1056", escape_dns),
    NAMED("dns-utf8", "1057", utf8_dns),
    NAMED("dns-broken", "105D", broken_dns),
    NAMED("email-admin", "1058", email_admin),
    NAMED("uri-nul", "1059", uri_nul),
    NAMED("ip-mapped", "105A", mapped_ip),
    NAMED("ip-plain", "105B", plain_ip),
    NAMED("ip-text", "105C", text_ip),
    SPIFFE("spiffe-admin", "1060", "spiffe://fleet.example/admin"),
    SPIFFE("spiffe-user", "1061", "spiffe://fleet.example@evil.example/admin"),
    SPIFFE("spiffe-dots", "1062", "spiffe://fleet.example/guest/../admin"),
    SPIFFE("spiffe-query", "1063", "spiffe://fleet.example/guest?/admin"),
    SPIFFE("spiffe-port", "1064", "spiffe://fleet.example:443/admin"),
    SPIFFE("spiffe-twice", "1065",
	"spiffe://fleet.example/admin,URI:https://fleet.example/"),

    /* revocation */
    {"revoked", "root", "O=Fleet/CN=revoked", "1070", YEAR, LEAF_EXTENSIONS},
};

/* ----------------------------------------------------------------------- CRLs */

#define REVOKED(reason)                                      \
	{                                                    \
		{                                            \
			"revoked", "20260520080000Z", reason \
		}                                            \
	}

static const struct crl crls[] = {
    {"root", "root", CURRENT, REVOKED(1)},
    {"nobody", "root", CURRENT, NOBODY},
    {"newer-nobody", "root", "20260530000000Z", "20260609000000Z", NOBODY},
    {"twin", "twin-root", CURRENT, NOBODY},
    {"twin-revokes-good", "twin-root", CURRENT,
	{{"good", "20260520080000Z", 1}}},
    {"delta", "root", CURRENT, NOBODY,
	.extensions = "deltaCRL=critical,DER:020101\n"},
    {"indirect", "root", CURRENT, NOBODY,
	.extensions = "issuingDistributionPoint=critical,@indirect\n"},
    {"some-reasons", "root", CURRENT, NOBODY,
	.extensions = "issuingDistributionPoint=critical,@some\n"},
    {"only-cas", "root", CURRENT, NOBODY,
	.extensions = "issuingDistributionPoint=critical,@cas\n"},
    {"only-users", "root", CURRENT, NOBODY,
	.extensions = "issuingDistributionPoint=critical,@users\n"},
    {"endless", "root", "20260525000000Z", NULL, REVOKED(1)},
    {"on-hold", "root", CURRENT, REVOKED(6)},
    {"taken-back", "root", CURRENT, REVOKED(8)},
    {"in-future", "root", CURRENT, {{"revoked", "20300101000000Z", 1}}},
};

/* ---------------------------------------------------------------- other forms */

static const struct form forms[] = {
    {"chained-sent.pem", FORM_PEM, {"chained", "issuing"}},
    {"chained-both.pem", FORM_PEM, {"chained", "old-issuing", "issuing"}},
    {"chained-old.pem", FORM_PEM, {"chained", "old-issuing"}},
    {"chained-twin.pem", FORM_PEM, {"chained", "twin-issuing"}},
    {"chained-after-twin.pem", FORM_PEM,
	{"chained", "twin-issuing", "issuing"}},
    {"twin-sent.pem", FORM_PEM, {"twin-good", "twin-root"}},
    {"twin-chained-sent.pem", FORM_PEM,
	{"twin-chained", "twin-issuing", "twin-root"}},
    {"twin-under-real.pem", FORM_PEM, {"twin-chained", "issuing"}},
    {"under-server-sent.pem", FORM_PEM, {"under-server", "server-issuing"}},
    {"under-client-sent.pem", FORM_PEM, {"under-client", "client-issuing"}},
    {"narrow-inside-sent.pem", FORM_PEM, {"narrow-inside", "narrow"}},
    {"narrow-secret-sent.pem", FORM_PEM, {"narrow-secret", "narrow"}},
    {"narrow-outside-sent.pem", FORM_PEM, {"narrow-outside", "narrow"}},
    {"narrow-suffix-sent.pem", FORM_PEM, {"narrow-suffix", "narrow"}},
    {"under-below-sent.pem", FORM_PEM,
	{"under-below", "below-pathlen", "issuing"}},
    {"under-deeper-sent.pem", FORM_PEM,
	{"under-deeper", "deeper", "deep-issuing"}},
    {"under-no-sign-sent.pem", FORM_PEM, {"under-no-sign", "no-sign-ca"}},
    {"under-signing-leaf-sent.pem", FORM_PEM,
	{"under-signing-leaf", "signing-leaf"}},
    {"under-version-1-sent.pem", FORM_PEM, {"under-version-1", "no-limit-ca"}},
    {"proxy-sent.pem", FORM_PEM, {"proxy", "admin"}},
    {"admin-with-strangers.pem", FORM_PEM,
	{"admin", "twin-root", "as-root", "twin-issuing"}},
    {"both-roots.pem", FORM_PEM, {"root", "twin-root"}},
    {"twin-with-real.pem", FORM_PEM, {"twin-good", "root"}},
};

const struct table table_attacks = {"attacks", certs, COUNT(certs), crls,
    COUNT(crls), forms, COUNT(forms), NULL, 0,
    "[indirect]\nindirectCRL = TRUE\n"
    "[some]\nonlysomereasons = keyCompromise, CACompromise\n"
    "[cas]\nonlyCA = TRUE\n"
    "[users]\nonlyuser = TRUE\n"};

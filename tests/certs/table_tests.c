/* SPDX-License-Identifier: MIT */
/*
 * The PKI of the tests.  Everything is judged at 2026-06-01T00:00:00Z; "good"
 * is valid all of 2026, CAs from 2020 to 2040.  README.md says in a line what
 * each file is for.
 */
#include "make_certs.h"

#define CA_TIMES .from = "20200101000000Z", .to = "20400101000000Z"
#define YEAR	 .from = "20260101000000Z", .to = "20270101000000Z"

/* ------------------------------------------------ names with exact encodings */

static const struct part punctuation[] = {
    {"C", V_ASN1_PRINTABLESTRING, DATA("US"), false},
    {"O", V_ASN1_UTF8STRING, DATA("Access, Inc."), false},
    {"OU", V_ASN1_UTF8STRING, DATA("a+b=c;d<e>f"), false},
    {"CN", V_ASN1_UTF8STRING, DATA("say \"hi\" \\ bye"), false},
};
static const struct part edge_spaces[] = {
    {"O", V_ASN1_UTF8STRING, DATA("#hash first"), false},
    {"CN", V_ASN1_UTF8STRING, DATA(" space both ends "), false},
};
static const struct part nul_inside[] = {
    {"CN", V_ASN1_UTF8STRING, DATA("admin\0.evil"), false},
};
static const struct part utf8[] = {
    {"O", V_ASN1_UTF8STRING, DATA("Z\xc3\xbcrich \xe2\x82\xac"), false},
    {"CN", V_ASN1_UTF8STRING, DATA("Zo\xc3\xab"), false},
};
static const struct part bmp[] = {
    {"CN", V_ASN1_BMPSTRING, DATA("\0Z\0o\0\xeb\x20\xac"), false},
};
static const struct part multi_valued[] = {
    {"C", V_ASN1_PRINTABLESTRING, DATA("US"), false},
    {"OU", V_ASN1_UTF8STRING, DATA("Ops"), false},
    {"UID", V_ASN1_UTF8STRING, DATA("u42"), true},
    {"CN", V_ASN1_UTF8STRING, DATA("Jo"), false},
};
/* One attribute that reads like two in the old one-line form. */
static const struct part slash[] = {
    {"CN", V_ASN1_UTF8STRING, DATA("x/OU=Admin"), false},
};
/* One value that reads like an attribute of its own. */
static const struct part comma_admin[] = {
    {"CN", V_ASN1_UTF8STRING, DATA("x,OU=Admin"), false},
};
static const struct part escapes[] = {
    {"CN", V_ASN1_UTF8STRING, DATA("\x1b[2Jred\r\nline"), false},
};

/* ------------------------------------------- names openssl's syntax cannot say */

static const struct alt alts_nul[] = {
    {GEN_DNS, DATA("good.example")},
    {GEN_DNS, DATA("admin.example\0.evil.example")},
};
static const struct alt alts_bad_ip[] = {
    {GEN_DNS, DATA("good.example")},
    {GEN_IPADD, DATA("\xc0\x00\x02\x01\x05")},
    {GEN_IPADD, DATA("\xc0\x00\x02\x01")},
};
static const struct alt alts_syntax[] = {
    {GEN_DNS, DATA("good.example")},
    {GEN_DNS, DATA("")},
    {GEN_DNS, DATA("sp ace.example")},
    {GEN_DNS, DATA("caf\xc3\xa9.example")},
    {GEN_EMAIL, DATA("no-at-sign")},
    {GEN_URI, DATA("no scheme")},
};

/* --------------------------------------------------------------- certificates */

static const struct cert certs[] = {
    /* CAs */
    {"root", NULL, "O=Example Fleet/CN=Fleet Root", "0A01", CA_TIMES,
	CA_EXTENSIONS("")},
    {"intermediate", "root", "O=Example Fleet/CN=Fleet Issuing CA", "0A02",
	CA_TIMES, CA_EXTENSIONS(",pathlen:0") ISSUED},
    {"foreign-root", NULL, "O=Elsewhere/CN=Foreign Root", "0B01", CA_TIMES,
	CA_EXTENSIONS("")},
    {"partner-root", NULL, "O=Partner/CN=Partner Root", "0C01", CA_TIMES,
	CA_EXTENSIONS("")},
    {"expired-root", NULL, "O=Example Fleet/CN=Expired Root", "0A03",
	.from = "20150101000000Z", .to = "20250101000000Z", CA_EXTENSIONS("")},
    {"expired-intermediate", "root", "O=Example Fleet/CN=Expired CA", "0A04",
	.from = "20200101000000Z", .to = "20260301133500Z",
	CA_EXTENSIONS(",pathlen:0") ISSUED},
    {"sub-intermediate", "intermediate", "O=Example Fleet/CN=One Too Deep",
	"0A05", CA_TIMES, CA_EXTENSIONS("") ISSUED},
    {"constrained-ca", "root", "O=Example Fleet/CN=Constrained CA", "0A06",
	CA_TIMES,
	CA_EXTENSIONS(",pathlen:0") ISSUED
	"nameConstraints=critical,permitted;DNS:inside.example\n"},
    {"strange-ca", "root", "O=Example Fleet/CN=Strange Key CA", "0A07",
	CA_TIMES, CA_EXTENSIONS(",pathlen:0") ISSUED, .key = KEY_NONE},
    {"no-crlsign-root", NULL, "O=Example Fleet/CN=No CRL Sign Root", "0A08",
	CA_TIMES,
	"basicConstraints=critical,CA:true\n"
	"keyUsage=critical,keyCertSign\n"
	"subjectKeyIdentifier=hash\n"},
    {"server-only-root", NULL, "O=Example Fleet/CN=Server Only Root", "0A09",
	CA_TIMES, CA_EXTENSIONS("") "extendedKeyUsage=serverAuth\n"},
    {"loose-root", NULL, "O=Example Fleet/CN=Loose Root", "0A0A", CA_TIMES,
	"basicConstraints=CA:true\n"},

    /* who gets in */
    /* The two levels of revocation_table.t. */
    {"level-root", NULL, "O=Levels/CN=Levels Root", "0B01", CA_TIMES,
	CA_EXTENSIONS("")},
    {"level-ca", "level-root", "O=Levels/CN=Levels CA", "0B02", CA_TIMES,
	CA_EXTENSIONS("") ISSUED},
    {"level-leaf", "level-ca", "O=Levels/CN=leaf", "4001", YEAR,
	LEAF_EXTENSIONS},

    {"good", "root", "O=Example Fleet/CN=good", "1001", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:good.example\n"},
    {"admin", "root", "O=Example Fleet/OU=Admin/CN=admin", "1002", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:admin.example\n"},
    {"via-intermediate", "intermediate", "O=Example Fleet/CN=chained", "1003",
	YEAR, LEAF_EXTENSIONS "subjectAltName=DNS:chained.example\n"},
    {"partner", "partner-root", "O=Partner/CN=partner", "1004", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:partner.example\n"},
    {"spiffe", "root", NULL, "1005", YEAR,
	LEAF_EXTENSIONS "subjectAltName=critical,"
			"URI:spiffe://example.org/ns/prod/sa/api\n"},
    {"no-eku", "root", "O=Example Fleet/CN=no eku", "1006", YEAR,
	"basicConstraints=critical,CA:false\n"
	"keyUsage=critical,digitalSignature\n"
	"subjectKeyIdentifier=hash\n" ISSUED},
    {"rsa", "root", "O=Example Fleet/CN=rsa", "1007", YEAR, LEAF_EXTENSIONS,
	.key = KEY_RSA_2048},
    {"under-no-crlsign", "no-crlsign-root", "O=Example Fleet/CN=odd", "1008",
	YEAR, LEAF_EXTENSIONS},

    /* who does not, and why */
    {"expired", "root", "O=Example Fleet/CN=expired", "2001",
	.from = "20250301133500Z", .to = "20260301133500Z", LEAF_EXTENSIONS},
    {"not-yet-valid", "root", "O=Example Fleet/CN=not yet", "2002",
	.from = "20260901000000Z", .to = "20270901000000Z", LEAF_EXTENSIONS},
    {"foreign", "foreign-root", "O=Elsewhere/CN=foreign", "2003", YEAR,
	LEAF_EXTENSIONS},
    {"self-signed", NULL, "O=Nobody/CN=self", "2004", YEAR, LEAF_EXTENSIONS},
    {"forged-admin", NULL, "O=Example Fleet/OU=Admin/CN=admin", "1002", YEAR,
	LEAF_EXTENSIONS},
    /* Names the right issuer and is signed by somebody else. */
    {"bad-signature", "root", "O=Example Fleet/OU=Admin/CN=admin", "2005", YEAR,
	LEAF_EXTENSIONS, .signer = "foreign-root"},
    {"wrong-purpose", "root", "O=Example Fleet/CN=server", "2006", YEAR,
	"basicConstraints=critical,CA:false\n"
	"keyUsage=critical,digitalSignature\n"
	"extendedKeyUsage=serverAuth\n"
	"subjectKeyIdentifier=hash\n" ISSUED},
    {"revoked", "root", "O=Example Fleet/CN=revoked", "2007", YEAR,
	LEAF_EXTENSIONS},
    {"weak-key", "root", "O=Example Fleet/CN=weak", "2008", YEAR,
	LEAF_EXTENSIONS, .key = KEY_RSA_1024},
    {"rsa-2047", "root", "O=Example Fleet/CN=rsa 2047", "2018", YEAR,
	LEAF_EXTENSIONS, .key = KEY_RSA_PUBLIC, .rsa_bits = 2047},
    {"rsa-8192", "root", "O=Example Fleet/CN=rsa 8192", "1009", YEAR,
	LEAF_EXTENSIONS, .key = KEY_RSA_PUBLIC, .rsa_bits = 8192},
    {"rsa-8193", "root", "O=Example Fleet/CN=rsa 8193", "2019", YEAR,
	LEAF_EXTENSIONS, .key = KEY_RSA_PUBLIC, .rsa_bits = 8193},
    {"names-256", "root", "O=Example Fleet/CN=256 names", "100A", YEAR,
	LEAF_EXTENSIONS, .name_count = 256},
    {"weak-curve", "root", "O=Example Fleet/CN=weak curve", "2017", YEAR,
	LEAF_EXTENSIONS, .key = KEY_P192},
    {"sha1", "root", "O=Example Fleet/CN=sha1", "2009", YEAR, LEAF_EXTENSIONS,
	.sha1 = true},
    {"under-expired", "expired-intermediate", "O=Example Fleet/CN=late", "200A",
	YEAR, LEAF_EXTENSIONS},
    {"too-deep", "sub-intermediate", "O=Example Fleet/CN=deep", "200B", YEAR,
	LEAF_EXTENSIONS},
    {"outside-names", "constrained-ca", "O=Example Fleet/CN=outside", "200C",
	YEAR, LEAF_EXTENSIONS "subjectAltName=DNS:outside.example\n"},
    {"under-strange-key", "strange-ca", "O=Example Fleet/CN=strange", "200D",
	YEAR, LEAF_EXTENSIONS},
    /* Issued by a leaf. */
    {"under-leaf", "good", "O=Example Fleet/CN=grandchild", "200E", YEAR,
	LEAF_EXTENSIONS},
    {"unknown-critical", "root", "O=Example Fleet/CN=critical", "200F", YEAR,
	LEAF_EXTENSIONS "1.3.6.1.4.1.99999.9=critical,DER:0500\n"},
    {"no-aki", "root", "O=Example Fleet/CN=no aki", "2010", YEAR,
	LEAF_WITHOUT_AKI},
    {"duplicate-san", "root", "O=Example Fleet/CN=duplicate", "2011", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:one.example\n"
			"subjectAltName=DNS:two.example\n"},
    {"bad-time", "root", "O=Example Fleet/CN=bad time", "2012",
	.from = "20260101000000Z", .to = "2027-01-01", LEAF_EXTENSIONS,
	.raw_times = true},
    {"many-names", "root", "O=Example Fleet/CN=many", "2013", YEAR,
	LEAF_EXTENSIONS, .name_count = 257},
    {"version-1", "root", "O=Example Fleet/CN=v1", "2014", YEAR, "",
	.version_1 = true},
    {"loose", "loose-root", "O=Example Fleet/CN=loose", "2015", YEAR,
	LEAF_WITHOUT_AKI},
    {"no-ski", "root", "O=Example Fleet/CN=no ski", "2016", YEAR,
	"basicConstraints=critical,CA:false\n"
	"keyUsage=critical,digitalSignature\n"
	"extendedKeyUsage=clientAuth\n" ISSUED},

    /* serial numbers */
    {"serial-1", "root", "O=Example Fleet/CN=serial", "05", YEAR,
	LEAF_EXTENSIONS},
    {"serial-20", "root", "O=Example Fleet/CN=serial",
	"0102030405060708090A0B0C0D0E0F1011121314", YEAR, LEAF_EXTENSIONS},
    {"serial-40", "root", "O=Example Fleet/CN=serial",
	"7F02030405060708090A0B0C0D0E0F1011121314"
	"15161718191A1B1C1D1E1F202122232425262728",
	YEAR, LEAF_EXTENSIONS},
    /* The first bit set: a leading 00 octet in DER that is no digit. */
    {"serial-high-bit", "root", "O=Example Fleet/CN=serial", "FF01", YEAR,
	LEAF_EXTENSIONS},
    {"serial-negative", "root", "O=Example Fleet/CN=serial", "-0123", YEAR,
	LEAF_EXTENSIONS},
    {"serial-zero", "root", "O=Example Fleet/CN=serial", "00", YEAR,
	LEAF_EXTENSIONS},

    /* distinguished names */
    {"dn-punctuation", "root", NULL, "3001", YEAR, LEAF_EXTENSIONS, punctuation,
	COUNT(punctuation)},
    {"dn-edges", "root", NULL, "3002", YEAR, LEAF_EXTENSIONS, edge_spaces,
	COUNT(edge_spaces)},
    {"dn-nul", "root", NULL, "3003", YEAR, LEAF_EXTENSIONS, nul_inside,
	COUNT(nul_inside)},
    {"dn-utf8", "root", NULL, "3004", YEAR, LEAF_EXTENSIONS, utf8, COUNT(utf8)},
    {"dn-bmp", "root", NULL, "3005", YEAR, LEAF_EXTENSIONS, bmp, COUNT(bmp)},
    {"dn-multi-valued", "root", NULL, "3006", YEAR, LEAF_EXTENSIONS,
	multi_valued, COUNT(multi_valued)},
    {"dn-slash", "root", NULL, "3007", YEAR, LEAF_EXTENSIONS, slash,
	COUNT(slash)},
    {"dn-comma", "root", NULL, "3008", YEAR, LEAF_EXTENSIONS, comma_admin,
	COUNT(comma_admin)},
    {"dn-escapes", "root", NULL, "3009", YEAR, LEAF_EXTENSIONS, escapes,
	COUNT(escapes)},
    /* RFC 5280 4.1.2.6: an empty subject asks for a critical SAN. */
    {"dn-empty", "root", NULL, "300A", YEAR,
	LEAF_EXTENSIONS "subjectAltName=critical,DNS:nameless.example\n"},

    /* subject alternative names */
    {"san-zoo", "root", "O=Example Fleet/CN=zoo", "4001", YEAR,
	LEAF_EXTENSIONS "subjectAltName=DNS:Mixed.EXAMPLE,DNS:*.wild.example,"
			"email:Jo@Example.org,"
			"IP:192.0.2.7,IP:2001:db8::7,"
			"URI:https://example.org/jo,"
			"otherName:1.3.6.1.4.1.311.20.2.3;UTF8:jo@corp,"
			"dirName:directory,RID:1.2.3.4\n"},
    {"san-nul", "root", "O=Example Fleet/CN=nul", "4002", YEAR, LEAF_EXTENSIONS,
	.alts = alts_nul, .alt_count = COUNT(alts_nul)},
    {"san-bad-ip", "root", "O=Example Fleet/CN=ip", "4003", YEAR,
	LEAF_EXTENSIONS, .alts = alts_bad_ip, .alt_count = COUNT(alts_bad_ip)},
    {"san-bad-syntax", "root", "O=Example Fleet/CN=syntax", "4004", YEAR,
	LEAF_EXTENSIONS, .alts = alts_syntax, .alt_count = COUNT(alts_syntax)},
    {"spiffe-two", "root", "O=Example Fleet/CN=two ids", "4005", YEAR,
	LEAF_EXTENSIONS "subjectAltName=URI:spiffe://example.org/a,"
			"URI:spiffe://example.org/b\n"},

    /* sizes and ages */
    {"large", "root", "O=Example Fleet/CN=large", "5001", YEAR, LEAF_EXTENSIONS,
	.comment_len = 10400},
    {"long-lived", "root", "O=Example Fleet/CN=long lived", "5002",
	.from = "20260101000000Z", .to = "20390101000000Z", LEAF_EXTENSIONS},
    /* Past 2050: GeneralizedTime, and more than 32 bits of seconds. */
    {"year-9999", "root", "O=Example Fleet/CN=for ever", "5003",
	.from = "20260101000000Z", .to = "99991231235959Z", LEAF_EXTENSIONS},
};

/* ----------------------------------------------------------------------- CRLs */

#define KEY_COMPROMISE 1
#define NO_REASON      -1
#define REVOKED                                                 \
	{                                                       \
		{"revoked", "20260520080000Z", KEY_COMPROMISE}, \
	}

#define CURRENT	 "20260525000000Z", "20260608000000Z"
#define IN_GRACE "20260525000000Z", "20260531220000Z"
#define STALE	 "20260401000000Z", "20260501000000Z"
#define LEVEL(file)                                        \
	{                                                  \
		{                                          \
			file, "20260520080000Z", NO_REASON \
		}                                          \
	}

static const struct crl crls[] = {
    {"good", "root", "20260525000000Z", "20260608000000Z", REVOKED},
    {"stale", "root", "20260401000000Z", "20260501000000Z", REVOKED},
    /* Two hours past nextUpdate at 2026-06-01T00:00:00Z. */
    {"in-grace", "root", "20260525000000Z", "20260531220000Z", REVOKED},
    {"future", "root", "20260701000000Z", "20260801000000Z", REVOKED},
    {"intermediate", "intermediate", "20260525000000Z", "20260608000000Z",
	NOBODY},
    {"revoked-intermediate", "root", "20260525000000Z", "20260608000000Z",
	{{"intermediate", "20260521000000Z", NO_REASON}}},
    {"wrongly-signed", "root", "20260525000000Z", "20260608000000Z", REVOKED,
	.signer = "foreign-root"},
    {"foreign", "foreign-root", "20260525000000Z", "20260608000000Z", NOBODY},
    {"partner", "partner-root", "20260525000000Z", "20260608000000Z", NOBODY},
    {"no-crlsign", "no-crlsign-root", "20260525000000Z", "20260608000000Z",
	NOBODY},
    {"unknown-critical", "root", "20260525000000Z", "20260608000000Z", REVOKED,
	.unknown_critical = true},
    /* A number and not a text: 05, 00..00 05 and 0x5 are one serial. */
    {"odd-serials", "root", "20260525000000Z", "20260608000000Z",
	{{"serial-negative", "20260520080000Z", NO_REASON},
	    {"serial-zero", "20260520080000Z", NO_REASON},
	    {"serial-40", "20260520080000Z", NO_REASON}}},
    {"level-leaf-good", "level-ca", CURRENT, NOBODY},
    {"level-leaf-revoked", "level-ca", CURRENT, LEVEL("level-leaf")},
    {"level-leaf-stale", "level-ca", STALE, NOBODY},
    {"level-leaf-grace", "level-ca", IN_GRACE, NOBODY},
    {"level-leaf-wrong", "level-ca", CURRENT, NOBODY, .signer = "foreign-root"},
    {"level-ca-good", "level-root", CURRENT, NOBODY},
    {"level-ca-revoked", "level-root", CURRENT, LEVEL("level-ca")},
    {"level-ca-stale", "level-root", STALE, NOBODY},
    {"level-ca-grace", "level-root", IN_GRACE, NOBODY},
    {"level-ca-wrong", "level-root", CURRENT, NOBODY, .signer = "foreign-root"},
};

/* ---------------------------------------------------------------- other forms */

static const struct form forms[] = {
    {"chained.pem", FORM_PEM, {"via-intermediate", "intermediate"}},
    {"leaf-last.pem", FORM_PEM, {"intermediate", "via-intermediate"}},
    {"with-root.pem", FORM_PEM, {"via-intermediate", "intermediate", "root"}},
    {"foreign-with-root.pem", FORM_PEM, {"foreign", "foreign-root"}},
    {"under-expired-chain.pem", FORM_PEM,
	{"under-expired", "expired-intermediate"}},
    {"too-deep-chain.pem", FORM_PEM,
	{"too-deep", "sub-intermediate", "intermediate"}},
    {"outside-names-chain.pem", FORM_PEM, {"outside-names", "constrained-ca"}},
    {"under-strange-key-chain.pem", FORM_PEM,
	{"under-strange-key", "strange-ca"}},
    {"under-leaf-chain.pem", FORM_PEM, {"under-leaf", "good"}},
    /* One more than ten beside the leaf. */
    {"long-chain.pem", FORM_PEM,
	{"via-intermediate", "intermediate", "sub-intermediate", "foreign-root",
	    "partner-root", "expired-root", "expired-intermediate",
	    "constrained-ca", "no-crlsign-root", "server-only-root",
	    "loose-root", "root"}},
    /* As a chain: more than 16 KiB of it. */
    {"large-twice.pem", FORM_PEM, {"large", "large"}},
    {"two-roots.pem", FORM_PEM, {"root", "partner-root"}},
    {"two-crls.crl", FORM_CRL_PEM, {"good", "intermediate"}},
    {"good.der", FORM_DER, {"good"}},
    {"root.der", FORM_DER, {"root"}},
    {"good-crl.der", FORM_CRL_DER, {"good"}},
    {"good-crlf.pem", FORM_CRLF, {"good"}},
    {"good-trusted.pem", FORM_TRUSTED, {"good"}},
    {"root-for-servers.pem", FORM_SERVERS, {"root"}},
    {"good-text.pem", FORM_TEXT, {"good"}},
    {"truncated.pem", FORM_TRUNCATED, {"good"}},
};

#define PAGE                                                                 \
	"<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head>\n" \
	"<body><h1>Not Found</h1></body></html>\n"

static const struct raw raws[] = {
    {"garbage.pem", DATA("-----BEGIN CERTIFICATE-----\n"
			 "bm90IGEgY2VydGlmaWNhdGUgYXQgYWxs\n"
			 "-----END CERTIFICATE-----\n")},
    {"garbage.crl", DATA("-----BEGIN X509 CRL-----\n"
			 "bm90IGEgQ1JMIGF0IGFsbA==\n"
			 "-----END X509 CRL-----\n")},
    /* The label alone is enough to be refused. */
    {"not-a-key.pem", DATA("-----BEGIN PRIVATE KEY-----\n"
			   "bm90IGEga2V5LCBvbmx5IGl0cyBsYWJlbA==\n"
			   "-----END PRIVATE KEY-----\n")},
    {"none/.keep", "", 0},
    {"page.pem", DATA(PAGE)},
    {"page.crl", DATA(PAGE)},
    {"empty.pem", "", 0},
    {"empty.crl", "", 0},
};

const struct table table_tests = {"tests", certs, COUNT(certs), crls,
    COUNT(crls), forms, COUNT(forms), raws, COUNT(raws),
    "[directory]\nO = Example Fleet\nCN = Directory Jo\n"};

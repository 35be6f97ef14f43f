/* SPDX-License-Identifier: MIT */
/*
 * Writes the certificates that the tests and examples are judged by, from the
 * rows of table_tests.c, table_examples.c and table_attacks.c:
 *
 *	make_certs tests tests/certs
 *	make_certs examples examples
 *	make_certs attacks tests/attacks/certs
 *
 * Run by hand, through `make certs`.  Keys are new each time and are written
 * nowhere, so what comes out is not the same bytes twice: afterwards the exact
 * values in the .t files (fingerprints, key identifiers) must be read anew.
 * Anything that goes wrong ends the program; it is a tool, not a library.
 */
#include "make_certs.h"

#include <openssl/bn.h>
#include <openssl/conf.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *folder;
static const struct table *table;
static CONF *sections;
static X509 **certs;
static EVP_PKEY **keys;
static X509_CRL **crls;

static void
fail(const char *file, const char *what)
{
	fprintf(stderr, "make_certs: %s: %s\n", file, what);
	ERR_print_errors_fp(stderr);
	exit(1);
}

static void
need(int good, const char *file, const char *what)
{
	if (!good)
		fail(file, what);
}

static size_t
find_cert(const char *file)
{
	size_t i;

	for (i = 0; i < table->cert_count; i++)
		if (strcmp(table->certs[i].file, file) == 0)
			return i;
	fail(file, "no such row");
	return 0;
}

static size_t
find_crl(const char *file)
{
	size_t i;

	for (i = 0; i < table->crl_count; i++)
		if (strcmp(table->crls[i].file, file) == 0)
			return i;
	fail(file, "no such CRL");
	return 0;
}

/* A public key alone, at once: nothing is ever signed with it. */
static EVP_PKEY *
make_rsa_public(const struct cert *row)
{
	EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
	BIGNUM *modulus = BN_new(), *exponent = BN_new();
	EVP_PKEY *key = NULL;
	OSSL_PARAM *params;

	need(BN_rand(
		 modulus, row->rsa_bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD) &&
		 BN_set_word(exponent, RSA_F4),
	    row->file, "modulus");
	OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, modulus);
	OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, exponent);
	params = OSSL_PARAM_BLD_to_param(builder);
	need(EVP_PKEY_fromdata_init(context) > 0 &&
		 EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) >
		     0,
	    row->file, "key");
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(builder);
	EVP_PKEY_CTX_free(context);
	BN_free(modulus);
	BN_free(exponent);
	return key;
}

static EVP_PKEY *
make_key(const struct cert *row)
{
	EVP_PKEY *key;

	if (row->same_key != NULL) {
		key = keys[find_cert(row->same_key)];
		need(key != NULL && EVP_PKEY_up_ref(key), row->file, "key");
		return key;
	}
	switch (row->key) {
	case KEY_P256:
	case KEY_NONE:
		return EVP_EC_gen("P-256");
	case KEY_P192:
		return EVP_EC_gen("P-192");
	case KEY_RSA_1024:
		return EVP_RSA_gen(1024);
	case KEY_RSA_2048:
		return EVP_RSA_gen(2048);
	case KEY_RSA_PUBLIC:
		return make_rsa_public(row);
	}
	return NULL;
}

/* ------------------------------------------------------------- names, times */

static void
add_text_names(X509_NAME *name, const struct cert *row)
{
	char text[256], *pair, *value, *rest = text;

	snprintf(text, sizeof(text), "%s", row->subject);
	while ((pair = strsep(&rest, "/")) != NULL) {
		value = strchr(pair, '=');
		need(value != NULL, row->file, "a name needs key=value");
		*value++ = '\0';
		need(X509_NAME_add_entry_by_txt(name, pair, MBSTRING_UTF8,
			 (unsigned char *)value, -1, -1, 0),
		    row->file, pair);
	}
}

static void
add_parts(X509_NAME *name, const struct cert *row)
{
	const struct part *part;
	size_t i;

	for (i = 0; i < row->part_count; i++) {
		part = &row->parts[i];
		need(X509_NAME_add_entry_by_txt(name, part->attribute,
			 part->string_type, (const unsigned char *)part->data,
			 (int)part->len, -1, part->joined ? -1 : 0),
		    row->file, part->attribute);
	}
}

static void
set_subject(X509 *cert, const struct cert *row)
{
	X509_NAME *name = X509_get_subject_name(cert);

	if (row->subject != NULL)
		add_text_names(name, row);
	add_parts(name, row);
}

/* "20260101000000Z"; UTCTime before 2050, as RFC 5280 4.1.2.5 wants it. */
static ASN1_TIME *
make_time(const char *file, const char *text, bool raw)
{
	ASN1_TIME *time = ASN1_TIME_new();

	need(time != NULL, file, "time");
	if (!raw) {
		need(ASN1_TIME_set_string_X509(time, text), file, text);
		return time;
	}
	need(ASN1_STRING_set(time, text, -1), file, text);
	time->type = V_ASN1_GENERALIZEDTIME;
	return time;
}

static void
set_times(X509 *cert, const struct cert *row)
{
	ASN1_TIME *from = make_time(row->file, row->from, row->raw_times);
	ASN1_TIME *to = make_time(row->file, row->to, row->raw_times);

	need(X509_set1_notBefore(cert, from), row->file, row->from);
	need(X509_set1_notAfter(cert, to), row->file, row->to);
	ASN1_TIME_free(from);
	ASN1_TIME_free(to);
}

static void
set_serial(X509 *cert, const struct cert *row)
{
	BIGNUM *number = NULL;

	need(BN_hex2bn(&number, row->serial), row->file, row->serial);
	need(BN_to_ASN1_INTEGER(number, X509_get_serialNumber(cert)) != NULL,
	    row->file, row->serial);
	BN_free(number);
}

/* --------------------------------------------------------------- extensions */

static void
add_extension(
    X509 *cert, X509V3_CTX *context, const char *name, const char *value)
{
	X509_EXTENSION *extension;

	extension = X509V3_EXT_nconf(sections, context, name, value);
	need(extension != NULL, name, value);
	need(X509_add_ext(cert, extension, -1), name, value);
	X509_EXTENSION_free(extension);
}

static void
add_text_extensions(X509 *cert, X509V3_CTX *context, const struct cert *row)
{
	char text[2048], *line, *value, *rest = text;

	snprintf(text, sizeof(text), "%s", row->extensions);
	while ((line = strsep(&rest, "\n")) != NULL) {
		value = strchr(line, '=');
		if (value == NULL)
			continue;
		*value++ = '\0';
		add_extension(cert, context, line, value);
	}
}

/* The name as its bytes are, whatever they are: an IA5String holding a NUL, an
 * address of five octets. */
static GENERAL_NAME *
make_alt(const struct cert *row, const struct alt *alt)
{
	GENERAL_NAME *name = GENERAL_NAME_new();
	ASN1_STRING *bytes;

	bytes = alt->kind == GEN_IPADD ? ASN1_OCTET_STRING_new()
				       : ASN1_IA5STRING_new();
	need(name != NULL && bytes != NULL, row->file, "memory");
	need(ASN1_STRING_set(bytes, alt->data, (int)alt->len), row->file,
	    "name");
	GENERAL_NAME_set0_value(name, alt->kind, bytes);
	return name;
}

static void
add_alts(X509 *cert, const struct cert *row)
{
	GENERAL_NAMES *names = GENERAL_NAMES_new();
	struct alt numbered = {GEN_DNS, NULL, 0};
	char text[32];
	size_t i;

	for (i = 0; i < row->alt_count; i++)
		sk_GENERAL_NAME_push(names, make_alt(row, &row->alts[i]));
	for (i = 0; i < row->name_count; i++) {
		snprintf(text, sizeof(text), "n%zu.example", i);
		numbered.data = text;
		numbered.len = strlen(text);
		sk_GENERAL_NAME_push(names, make_alt(row, &numbered));
	}
	if (sk_GENERAL_NAME_num(names) > 0)
		need(X509_add1_ext_i2d(cert, NID_subject_alt_name, names, 0,
			 X509V3_ADD_APPEND),
		    row->file, "subjectAltName");
	GENERAL_NAMES_free(names);
}

static void
add_comment(X509 *cert, X509V3_CTX *context, const struct cert *row)
{
	char *text;

	if (row->comment_len == 0)
		return;
	text = calloc(1, row->comment_len + 1);
	need(text != NULL, row->file, "memory");
	memset(text, 'x', row->comment_len);
	add_extension(cert, context, "nsComment", text);
	free(text);
}

/* ------------------------------------------------------------- certificates */

/* A public key whose algorithm is a private number of nobody's. */
static void
set_unknown_key(X509 *cert, const struct cert *row)
{
	ASN1_OBJECT *algorithm = OBJ_txt2obj("1.3.6.1.4.1.99999.7", 1);
	unsigned char *bits = OPENSSL_zalloc(33);

	need(algorithm != NULL && bits != NULL, row->file, "memory");
	need(X509_PUBKEY_set0_param(X509_get_X509_PUBKEY(cert), algorithm,
		 V_ASN1_NULL, NULL, bits, 33),
	    row->file, "key");
}

static void
sign_cert(X509 *cert, const struct cert *row, size_t issuer)
{
	size_t signer = row->signer != NULL ? find_cert(row->signer) : issuer;

	need(X509_sign(
		 cert, keys[signer], row->sha1 ? EVP_sha1() : EVP_sha256()) > 0,
	    row->file, "signing");
}

static void
make_cert(size_t number)
{
	const struct cert *row = &table->certs[number];
	size_t issuer = row->issuer ? find_cert(row->issuer) : number;
	X509 *cert = X509_new();
	X509V3_CTX context;

	keys[number] = make_key(row);
	certs[number] = cert;
	need(cert != NULL && keys[number] != NULL, row->file, "key");
	need(X509_set_version(cert, row->version_1 ? 0 : 2), row->file, "v");
	set_subject(cert, row);
	set_serial(cert, row);
	set_times(cert, row);
	need(X509_set_issuer_name(cert, X509_get_subject_name(certs[issuer])),
	    row->file, "issuer");
	need(X509_set_pubkey(cert, keys[number]), row->file, "key");
	if (row->key == KEY_NONE)
		set_unknown_key(cert, row);
	X509V3_set_ctx(&context, certs[issuer], cert, NULL, NULL, 0);
	X509V3_set_nconf(&context, sections);
	add_text_extensions(cert, &context, row);
	add_alts(cert, row);
	add_comment(cert, &context, row);
	sign_cert(cert, row, issuer);
}

/* --------------------------------------------------------------------- CRLs */

static void
add_revoked(X509_CRL *crl, const struct crl *row, const struct revoked *entry)
{
	X509_REVOKED *revoked = X509_REVOKED_new();
	ASN1_TIME *time = make_time(row->file, entry->time, false);
	ASN1_ENUMERATED *reason = ASN1_ENUMERATED_new();
	X509 *cert = certs[find_cert(entry->file)];

	need(
	    X509_REVOKED_set_serialNumber(revoked, X509_get_serialNumber(cert)),
	    row->file, entry->file);
	need(X509_REVOKED_set_revocationDate(revoked, time), row->file,
	    entry->time);
	if (entry->reason >= 0) {
		need(ASN1_ENUMERATED_set(reason, entry->reason), row->file, "");
		need(X509_REVOKED_add1_ext_i2d(
			 revoked, NID_crl_reason, reason, 0, 0),
		    row->file, "reason");
	}
	need(X509_CRL_add0_revoked(crl, revoked), row->file, entry->file);
	ASN1_ENUMERATED_free(reason);
	ASN1_TIME_free(time);
}

static void
set_crl_times(X509_CRL *crl, const struct crl *row)
{
	ASN1_TIME *from = make_time(row->file, row->from, false);
	ASN1_TIME *to = NULL;

	need(X509_CRL_set1_lastUpdate(crl, from), row->file, row->from);
	if (row->to != NULL) {
		to = make_time(row->file, row->to, false);
		need(X509_CRL_set1_nextUpdate(crl, to), row->file, row->to);
	}
	ASN1_TIME_free(from);
	ASN1_TIME_free(to);
}

static void
add_crl_extension(
    X509_CRL *crl, X509V3_CTX *context, const char *name, const char *value)
{
	X509_EXTENSION *extension;

	extension = X509V3_EXT_nconf(sections, context, name, value);
	need(extension != NULL, name, value);
	need(X509_CRL_add_ext(crl, extension, -1), name, value);
	X509_EXTENSION_free(extension);
}

static void
add_crl_text(X509_CRL *crl, X509V3_CTX *context, const struct crl *row)
{
	char text[512], *line, *value, *rest = text;

	if (row->extensions == NULL)
		return;
	snprintf(text, sizeof(text), "%s", row->extensions);
	while ((line = strsep(&rest, "\n")) != NULL) {
		value = strchr(line, '=');
		if (value == NULL)
			continue;
		*value++ = '\0';
		add_crl_extension(crl, context, line, value);
	}
}

static void
add_crl_extensions(X509_CRL *crl, const struct crl *row, X509 *issuer)
{
	X509V3_CTX context;
	ASN1_INTEGER *number = ASN1_INTEGER_new();

	need(
	    number != NULL && ASN1_INTEGER_set(number, 1), row->file, "number");
	need(X509_CRL_add1_ext_i2d(crl, NID_crl_number, number, 0, 0),
	    row->file, "crlNumber");
	ASN1_INTEGER_free(number);
	X509V3_set_ctx(&context, issuer, NULL, NULL, crl, 0);
	X509V3_set_nconf(&context, sections);
	add_crl_extension(crl, &context, "authorityKeyIdentifier", "keyid");
	add_crl_text(crl, &context, row);
	if (row->unknown_critical)
		add_crl_extension(
		    crl, &context, "1.3.6.1.4.1.99999.8", "critical,DER:0500");
}

static void
make_crl(size_t number)
{
	const struct crl *row = &table->crls[number];
	size_t issuer = find_cert(row->issuer);
	size_t signer = row->signer != NULL ? find_cert(row->signer) : issuer;
	X509_CRL *crl = X509_CRL_new();
	size_t i;

	crls[number] = crl;
	need(crl != NULL, row->file, "memory");
	need(X509_CRL_set_version(crl, 1), row->file, "version");
	need(
	    X509_CRL_set_issuer_name(crl, X509_get_subject_name(certs[issuer])),
	    row->file, "issuer");
	set_crl_times(crl, row);
	for (i = 0; i < COUNT(row->revoked) && row->revoked[i].file; i++)
		add_revoked(crl, row, &row->revoked[i]);
	add_crl_extensions(crl, row, certs[issuer]);
	need(X509_CRL_sort(crl), row->file, "sorting");
	need(X509_CRL_sign(crl, keys[signer], EVP_sha256()) > 0, row->file,
	    "signing");
}

/* ------------------------------------------------------------------ writing */

static BIO *
open_file(const char *file, const char *extension)
{
	char path[512];
	BIO *out;

	snprintf(path, sizeof(path), "%s/%s%s", folder, file, extension);
	out = BIO_new_file(path, "wb");
	need(out != NULL, path, "cannot be written");
	return out;
}

static void
write_crlf(BIO *out, X509 *cert)
{
	BIO *text = BIO_new(BIO_s_mem());
	char *data;
	long i, len;

	PEM_write_bio_X509(text, cert);
	len = BIO_get_mem_data(text, &data);
	BIO_puts(out, "\xef\xbb\xbf");
	for (i = 0; i < len; i++)
		BIO_printf(out, data[i] == '\n' ? "\r\n" : "%c", data[i]);
	BIO_free(text);
}

static void
write_truncated(BIO *out, X509 *cert)
{
	unsigned char *der = NULL;
	int len = i2d_X509(cert, &der);

	PEM_write_bio(out, PEM_STRING_X509, "", der, len / 2);
	OPENSSL_free(der);
}

static void
write_trusted(BIO *out, X509 *cert, int purpose)
{
	X509 *copy = X509_dup(cert);

	X509_add1_trust_object(copy, OBJ_nid2obj(purpose));
	PEM_write_bio_X509_AUX(out, copy);
	X509_free(copy);
}

static void
write_member(BIO *out, enum form_kind kind, const char *member)
{
	switch (kind) {
	case FORM_PEM:
		PEM_write_bio_X509(out, certs[find_cert(member)]);
		return;
	case FORM_DER:
		i2d_X509_bio(out, certs[find_cert(member)]);
		return;
	case FORM_CRLF:
		write_crlf(out, certs[find_cert(member)]);
		return;
	case FORM_TRUSTED:
		write_trusted(out, certs[find_cert(member)], NID_client_auth);
		return;
	case FORM_SERVERS:
		write_trusted(out, certs[find_cert(member)], NID_server_auth);
		return;
	case FORM_TEXT:
		X509_print(out, certs[find_cert(member)]);
		PEM_write_bio_X509(out, certs[find_cert(member)]);
		return;
	case FORM_TRUNCATED:
		write_truncated(out, certs[find_cert(member)]);
		return;
	case FORM_CRL_PEM:
		PEM_write_bio_X509_CRL(out, crls[find_crl(member)]);
		return;
	case FORM_CRL_DER:
		i2d_X509_CRL_bio(out, crls[find_crl(member)]);
		return;
	}
}

static void
write_form(const struct form *form)
{
	BIO *out = open_file(form->file, "");
	size_t i;

	for (i = 0; i < COUNT(form->members) && form->members[i]; i++)
		write_member(out, form->kind, form->members[i]);
	BIO_free(out);
}

static void
write_raw(const struct raw *raw)
{
	BIO *out = open_file(raw->file, "");

	if (raw->len > 0)
		BIO_write(out, raw->data, (int)raw->len);
	BIO_free(out);
}

static void
write_all(void)
{
	BIO *out;
	size_t i;

	for (i = 0; i < table->cert_count; i++) {
		out = open_file(table->certs[i].file, ".pem");
		PEM_write_bio_X509(out, certs[i]);
		BIO_free(out);
	}
	for (i = 0; i < table->crl_count; i++) {
		out = open_file(table->crls[i].file, ".crl");
		PEM_write_bio_X509_CRL(out, crls[i]);
		BIO_free(out);
	}
	for (i = 0; i < table->form_count; i++)
		write_form(&table->forms[i]);
	for (i = 0; i < table->raw_count; i++)
		write_raw(&table->raws[i]);
}

static void
load_sections(void)
{
	BIO *text = BIO_new_mem_buf(table->sections, -1);

	sections = NCONF_new(NULL);
	need(text != NULL && sections != NULL, table->name, "memory");
	need(NCONF_load_bio(sections, text, NULL) > 0, table->name, "sections");
	BIO_free(text);
}

static void
release(void)
{
	size_t i;

	for (i = 0; i < table->cert_count; i++) {
		X509_free(certs[i]);
		EVP_PKEY_free(keys[i]);
	}
	for (i = 0; i < table->crl_count; i++)
		X509_CRL_free(crls[i]);
	free(certs);
	free(keys);
	free(crls);
	NCONF_free(sections);
}

static const struct table *
find_table(const char *name)
{
	static const struct table *const tables[] = {
	    &table_tests, &table_examples, &table_attacks};
	size_t i;

	for (i = 0; i < COUNT(tables); i++)
		if (strcmp(tables[i]->name, name) == 0)
			return tables[i];
	fail(name, "no such table");
	return NULL;
}

int
main(int argc, char **argv)
{
	size_t i;

	if (argc != 3) {
		fprintf(stderr,
		    "usage: make_certs tests|examples|attacks FOLDER\n");
		return 2;
	}
	table = find_table(argv[1]);
	folder = argv[2];
	certs = calloc(table->cert_count, sizeof(*certs));
	keys = calloc(table->cert_count, sizeof(*keys));
	crls = calloc(table->crl_count + 1, sizeof(*crls));
	need(certs && keys && crls, folder, "memory");
	load_sections();
	for (i = 0; i < table->cert_count; i++)
		make_cert(i);
	for (i = 0; i < table->crl_count; i++)
		make_crl(i);
	write_all();
	release();
	return 0;
}

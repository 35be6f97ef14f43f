/* SPDX-License-Identifier: MIT */
/* The other side of the comparison: the calls of OpenSSL that somebody without
 * us would write for the same answers, each result asked for once. */
#include "stage.h"

#include "../base/bytes.h"

#include <openssl/evp.h>
#include <openssl/x509_vfy.h>
#include <string.h>

/* ------------------------------------------------------------ verification */

static int
set_parameters(X509_VERIFY_PARAM *param, const struct cr_settings *settings)
{
	unsigned long flags =
	    X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_TRUSTED_FIRST;

	if (settings->strict)
		flags |= X509_V_FLAG_X509_STRICT;
	X509_VERIFY_PARAM_set_depth(param, settings->depth);
	X509_VERIFY_PARAM_set_auth_level(param, settings->auth_level);
	X509_VERIFY_PARAM_set_time(param, (time_t)NOW);
	return X509_VERIFY_PARAM_set_flags(param, flags) == 1 &&
	       X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_SSL_CLIENT) ==
		   1 &&
	       X509_VERIFY_PARAM_set_trust(param, X509_TRUST_SSL_CLIENT) == 1;
}

int
bare_verify(const struct client *client, const struct pki *pki)
{
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	int status = -1;

	if (context != NULL &&
	    X509_STORE_CTX_init(
		context, pki->block->store, client->leaf, client->sent) == 1 &&
	    set_parameters(
		X509_STORE_CTX_get0_param(context), &pki->block->settings))
		status = X509_verify_cert(context);
	X509_STORE_CTX_free(context);
	return status;
}

/* ------------------------------------------------------------------ digests */

void
bare_digest(const struct certrule_bytes *sent, size_t count, const EVP_MD *kind)
{
	unsigned char out[EVP_MAX_MD_SIZE];
	unsigned len;
	size_t i;

	for (i = 0; i < count; i++)
		NEED(EVP_Digest(sent[i].data, sent[i].len, out, &len, kind,
			 NULL) == 1);
}

/* ------------------------------------------------------------------- fields */

static BIO *
print_name(const X509_NAME *name)
{
	BIO *bio = BIO_new(BIO_s_mem());

	NEED(bio != NULL &&
	     X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253) >= 0);
	return bio;
}

static BIO *
print_time(const ASN1_TIME *time)
{
	BIO *bio = BIO_new(BIO_s_mem());

	NEED(bio != NULL && ASN1_TIME_print(bio, time) == 1);
	return bio;
}

static char *
print_hex(const unsigned char *data, size_t len)
{
	char *text = OPENSSL_malloc(2 * len + 1);

	NEED(text != NULL && OPENSSL_buf2hexstr_ex(text, 2 * len + 1, NULL,
				 data, len, '\0') == 1);
	return text;
}

static char *
print_digest(const X509 *x509, const EVP_MD *kind)
{
	unsigned char out[EVP_MAX_MD_SIZE];
	unsigned len;

	NEED(X509_digest(x509, kind, out, &len) == 1);
	return print_hex(out, len);
}

static char *
print_serial(const X509 *x509)
{
	BIGNUM *number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(x509), NULL);
	char *text = number == NULL ? NULL : BN_bn2hex(number);

	NEED(text != NULL);
	BN_free(number);
	return text;
}

static void
get_dns(struct bare_fields *bare, X509 *leaf)
{
	GENERAL_NAMES *names =
	    X509_get_ext_d2i(leaf, NID_subject_alt_name, NULL, NULL);
	const GENERAL_NAME *name;
	int i;

	NEED(names != NULL && sk_GENERAL_NAME_num(names) < 4);
	for (i = 0; i < sk_GENERAL_NAME_num(names); i++) {
		name = sk_GENERAL_NAME_value(names, i);
		NEED(name->type == GEN_DNS &&
		     ASN1_STRING_to_UTF8(&bare->dns[i], name->d.dNSName) > 0);
	}
	GENERAL_NAMES_free(names);
}

static unsigned char *
get_cn(const X509_NAME *name)
{
	int i = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
	unsigned char *text = NULL;

	NEED(i >= 0 &&
	     ASN1_STRING_to_UTF8(&text,
		 X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i))) > 0);
	return text;
}

void
bare_fields_get(struct bare_fields *bare, X509 *leaf)
{
	const ASN1_OCTET_STRING *ski = X509_get0_subject_key_id(leaf);

	memset(bare, 0, sizeof *bare);
	bare->issuer = print_name(X509_get_issuer_name(leaf));
	bare->subject = print_name(X509_get_subject_name(leaf));
	bare->serial = print_serial(leaf);
	bare->sha256 = print_digest(leaf, EVP_sha256());
	bare->sha1 = print_digest(leaf, EVP_sha1());
	bare->not_before = print_time(X509_get0_notBefore(leaf));
	bare->not_after = print_time(X509_get0_notAfter(leaf));
	bare->ski = print_hex(
	    ASN1_STRING_get0_data(ski), (size_t)ASN1_STRING_length(ski));
	get_dns(bare, leaf);
	bare->cn = get_cn(X509_get_subject_name(leaf));
	bare->reason = X509_verify_cert_error_string(X509_V_OK);
}

/* --------------------------------------------------------------- comparing */

/* Whether letters are capital differs between the two. */
static bool
is_text(const struct certrule_value *value, const void *text, size_t len)
{
	struct certrule_bytes mine = value->as.string;

	return value->state == CERTRULE_PRESENT && mine.len == len &&
	       strncasecmp((const char *)mine.data, text, len) == 0;
}

static void
check_text(struct certrule_fieldset *facts, int field, const char *text)
{
	NEED(is_text(certrule_fieldset_get(facts, field), text, strlen(text)));
}

static void
check_bio(struct certrule_fieldset *facts, int field, BIO *bio)
{
	char *data;
	long len = BIO_get_mem_data(bio, &data);

	NEED(is_text(certrule_fieldset_get(facts, field), data, (size_t)len));
}

static void
check_first(struct certrule_fieldset *facts, int field, const void *text)
{
	const struct certrule_value *value =
	    certrule_fieldset_get(facts, field);

	NEED(value->state == CERTRULE_PRESENT && value->as.array.count > 0 &&
	     is_text(&value->as.array.items[0], text, strlen(text)));
}

#define CLAIM(name) CR_ID_CF_TLS_CLIENT_AUTH_CERT_##name

void
bare_fields_check(
    const struct bare_fields *bare, struct certrule_fieldset *facts)
{
	check_bio(facts, CLAIM(ISSUER_DN_RFC2253), bare->issuer);
	check_bio(facts, CLAIM(SUBJECT_DN_RFC2253), bare->subject);
	check_bio(facts, CLAIM(NOT_BEFORE), bare->not_before);
	check_bio(facts, CLAIM(NOT_AFTER), bare->not_after);
	check_text(facts, CLAIM(SERIAL), bare->serial);
	check_text(facts, CLAIM(FINGERPRINT_SHA256), bare->sha256);
	check_text(facts, CLAIM(FINGERPRINT_SHA1), bare->sha1);
	check_text(facts, CLAIM(SKI), bare->ski);
	check_text(facts, CR_ID_TLS_CLIENT_CERT_VERIFY_REASON, bare->reason);
	check_first(facts, CR_ID_TLS_CLIENT_CERT_SAN_DNS, bare->dns[0]);
	check_first(facts, CR_ID_TLS_CLIENT_CERT_SUBJECT_CN, bare->cn);
}

void
bare_fields_free(struct bare_fields *bare)
{
	size_t i;

	BIO_free(bare->issuer);
	BIO_free(bare->subject);
	BIO_free(bare->not_before);
	BIO_free(bare->not_after);
	OPENSSL_free(bare->serial);
	OPENSSL_free(bare->sha256);
	OPENSSL_free(bare->sha1);
	OPENSSL_free(bare->ski);
	for (i = 0; i < 4; i++)
		OPENSSL_free(bare->dns[i]);
	OPENSSL_free(bare->cn);
}

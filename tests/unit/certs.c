/* SPDX-License-Identifier: MIT */
/* See certs.h. */
#include "certs.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/value.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEED(condition)                                                        \
	do {                                                                   \
		if (!(condition)) {                                            \
			fprintf(                                               \
			    stderr, "certs.c:%d: %s\n", __LINE__, #condition); \
			ERR_print_errors_fp(stderr);                           \
			abort();                                               \
		}                                                              \
	} while (0)

/* Everything made, to be freed at the end. */
typedef void dispose_fn(void *object);

static struct kept {
	void *object;
	dispose_fn *dispose;
	struct kept *next;
} * kept;

static void
keep(void *object, dispose_fn *dispose)
{
	struct kept *entry = malloc(sizeof *entry);

	NEED(entry != NULL && object != NULL);
	entry->object = object;
	entry->dispose = dispose;
	entry->next = kept;
	kept = entry;
}

void
certs_fini(void)
{
	struct kept *next;

	for (; kept != NULL; kept = next) {
		next = kept->next;
		kept->dispose(kept->object);
		free(kept);
	}
}

static void
free_cert(void *object)
{
	struct cert *cert = object;

	X509_free(cert->x509);
	EVP_PKEY_free(cert->key);
	free(cert);
}

static void
free_key(void *object)
{
	EVP_PKEY_free(object);
}

static void
free_crl(void *object)
{
	X509_CRL_free(object);
}

/* ------------------------------------------------------------- certificates */

static void
set_serial(ASN1_INTEGER *serial, const char *hex)
{
	BIGNUM *number = NULL;

	NEED(BN_hex2bn(&number, hex) > 0);
	NEED(BN_to_ASN1_INTEGER(number, serial) != NULL);
	BN_free(number);
}

static void
set_name(X509_NAME *name, const char *text)
{
	char copy[256], *part, *value, *rest = copy;

	NEED(strlen(text) < sizeof copy);
	strcpy(copy, text);
	while ((part = strsep(&rest, "/")) != NULL) {
		if (*part == '\0')
			continue;
		value = strchr(part, '=');
		NEED(value != NULL);
		*value++ = '\0';
		NEED(X509_NAME_add_entry_by_txt(name, part, MBSTRING_UTF8,
			 (unsigned char *)value, -1, -1, 0) == 1);
	}
}

static const char *
find_extension(const struct cert_spec *spec, int nid)
{
	size_t i;

	for (i = 0; i < 6 && spec->extensions[i].nid != 0; i++) {
		if (spec->extensions[i].nid == nid)
			return spec->extensions[i].value;
	}
	return NULL;
}

static void
add_extension(X509 *x509, X509V3_CTX *context, int nid, const char *value)
{
	X509_EXTENSION *extension =
	    X509V3_EXT_conf_nid(NULL, context, nid, value);

	NEED(extension != NULL);
	NEED(X509_add_ext(x509, extension, -1) == 1);
	X509_EXTENSION_free(extension);
}

static void
add_usual(const struct cert_spec *spec, X509 *x509, X509V3_CTX *context)
{
	struct cert_extension usual[] = {
	    {NID_subject_key_identifier, "hash"},
	    {NID_authority_key_identifier, "keyid"},
	    {NID_basic_constraints,
		spec->ca ? "critical,CA:TRUE" : "critical,CA:FALSE"},
	    {NID_key_usage, spec->ca ? "critical,keyCertSign,cRLSign"
				     : "critical,digitalSignature"},
	};
	size_t i;

	for (i = 0; i < sizeof usual / sizeof usual[0]; i++) {
		if (find_extension(spec, usual[i].nid) == NULL &&
		    !(usual[i].nid == NID_authority_key_identifier &&
			spec->issuer == NULL))
			add_extension(
			    x509, context, usual[i].nid, usual[i].value);
	}
}

static void
add_extensions(const struct cert_spec *spec, X509 *x509, X509 *issuer)
{
	X509V3_CTX context;
	size_t i;

	X509V3_set_ctx(&context, issuer, x509, NULL, NULL, 0);
	if (!spec->bare)
		add_usual(spec, x509, &context);
	for (i = 0; i < 6 && spec->extensions[i].nid != 0; i++) {
		/* "" leaves out a usual one. */
		if (spec->extensions[i].value[0] != '\0')
			add_extension(x509, &context, spec->extensions[i].nid,
			    spec->extensions[i].value);
	}
}

static void
set_time(ASN1_TIME *time, int64_t seconds)
{
	NEED(ASN1_TIME_adj(time, (time_t)seconds, 0, 0) != NULL);
}

static void
break_signature(const ASN1_BIT_STRING *signature)
{
	ASN1_STRING_get0_data(signature);
	((unsigned char *)signature->data)[signature->length - 1] ^= 1;
}

static void
fill(struct cert *cert, const struct cert_spec *spec)
{
	X509 *x509 = cert->x509;
	X509 *issuer = spec->issuer == NULL ? x509 : spec->issuer->x509;
	EVP_PKEY *key = spec->issuer == NULL ? cert->key : spec->issuer->key;
	const ASN1_BIT_STRING *signature;

	NEED(X509_set_version(
		 x509, spec->version1 ? X509_VERSION_1 : X509_VERSION_3) == 1);
	set_serial(X509_get_serialNumber(x509),
	    spec->serial == NULL ? "01" : spec->serial);
	if (spec->name != NULL)
		NEED(X509_set_subject_name(x509, spec->name) == 1);
	else
		set_name(X509_get_subject_name(x509), spec->subject);
	NEED(X509_set_issuer_name(x509, X509_get_subject_name(issuer)) == 1);
	set_time(X509_getm_notBefore(x509),
	    spec->not_before == 0 ? NOW - 365 * DAY : spec->not_before);
	set_time(X509_getm_notAfter(x509),
	    spec->not_after == 0 ? NOW + 365 * DAY : spec->not_after);
	NEED(X509_set_pubkey(x509, cert->key) == 1);
	if (!spec->version1)
		add_extensions(spec, x509, issuer);
	NEED(X509_sign(x509, key,
		 spec->digest == NULL ? EVP_sha256() : spec->digest) > 0);
	if (spec->broken_signature) {
		X509_get0_signature(&signature, NULL, x509);
		break_signature(signature);
	}
}

/* Through DER and back, so that nothing is cached that a file would not give. */
static X509 *
reparse(X509 *x509)
{
	unsigned char *der = NULL;
	const unsigned char *p;
	int len = i2d_X509(x509, &der);
	X509 *result;

	NEED(len > 0);
	p = der;
	result = d2i_X509(NULL, &p, len);
	NEED(result != NULL);
	OPENSSL_free(der);
	X509_free(x509);
	return result;
}

struct cert *
cert_make(const struct cert_spec *spec)
{
	struct cert *cert = calloc(1, sizeof *cert);

	NEED(cert != NULL);
	cert->x509 = X509_new();
	cert->key = spec->key == NULL ? EVP_EC_gen("P-256") : spec->key;
	NEED(cert->x509 != NULL && cert->key != NULL);
	if (spec->key != NULL)
		NEED(EVP_PKEY_up_ref(spec->key) == 1);
	keep(cert, free_cert);
	fill(cert, spec);
	cert->x509 = reparse(cert->x509);
	return cert;
}

struct cert *
cert_root(const char *subject)
{
	return cert_make(&(struct cert_spec){.subject = subject, .ca = true});
}

struct cert *
cert_leaf(const struct cert *issuer, const char *subject)
{
	return cert_make(
	    &(struct cert_spec){.subject = subject, .issuer = issuer});
}

EVP_PKEY *
cert_rsa(unsigned bits)
{
	EVP_PKEY *key = EVP_RSA_gen(bits);

	keep(key, free_key);
	return key;
}

/* --------------------------------------------------------------------- CRLs */

static void
add_revoked(X509_CRL *crl, const struct crl_spec *spec, const char *serial)
{
	X509_REVOKED *revoked = X509_REVOKED_new();
	ASN1_INTEGER *number = ASN1_INTEGER_new();
	ASN1_TIME *time = ASN1_TIME_set(NULL, (time_t)(NOW - 2 * DAY));
	ASN1_ENUMERATED *reason = ASN1_ENUMERATED_new();

	NEED(revoked != NULL && number != NULL && time != NULL &&
	     reason != NULL);
	set_serial(number, serial);
	NEED(X509_REVOKED_set_serialNumber(revoked, number) == 1);
	NEED(X509_REVOKED_set_revocationDate(revoked, time) == 1);
	NEED(ASN1_ENUMERATED_set(reason, spec->reason) == 1);
	if (spec->reason != 0)
		NEED(X509_REVOKED_add1_ext_i2d(
			 revoked, NID_crl_reason, reason, 0, 0) == 1);
	NEED(X509_CRL_add0_revoked(crl, revoked) == 1);
	ASN1_INTEGER_free(number);
	ASN1_TIME_free(time);
	ASN1_ENUMERATED_free(reason);
}

static void
add_crl_extensions(X509_CRL *crl, const struct crl_spec *spec)
{
	X509_EXTENSION *extension;
	X509V3_CTX context;
	size_t i;

	X509V3_set_ctx(&context, spec->issuer->x509, NULL, NULL, crl, 0);
	for (i = 0; i < 2 && spec->extensions[i].nid != 0; i++) {
		extension = X509V3_EXT_conf_nid(NULL, &context,
		    spec->extensions[i].nid, spec->extensions[i].value);
		NEED(extension != NULL);
		NEED(X509_CRL_add_ext(crl, extension, -1) == 1);
		X509_EXTENSION_free(extension);
	}
}

static X509_CRL *
reparse_crl(X509_CRL *crl)
{
	unsigned char *der = NULL;
	const unsigned char *p;
	int len = i2d_X509_CRL(crl, &der);
	X509_CRL *result;

	NEED(len > 0);
	p = der;
	result = d2i_X509_CRL(NULL, &p, len);
	NEED(result != NULL);
	OPENSSL_free(der);
	X509_CRL_free(crl);
	return result;
}

X509_CRL *
crl_make(const struct crl_spec *spec)
{
	X509_CRL *crl = X509_CRL_new();
	const ASN1_BIT_STRING *signature;
	ASN1_TIME *time = ASN1_TIME_new();
	size_t i;

	NEED(crl != NULL && time != NULL && X509_CRL_set_version(crl, 1) == 1);
	NEED(X509_CRL_set_issuer_name(
		 crl, X509_get_subject_name(spec->issuer->x509)) == 1);
	set_time(time, spec->this_update == 0 ? NOW - DAY : spec->this_update);
	NEED(X509_CRL_set1_lastUpdate(crl, time) == 1);
	set_time(time, spec->next_update == 0 ? NOW + DAY : spec->next_update);
	if (!spec->no_next_update)
		NEED(X509_CRL_set1_nextUpdate(crl, time) == 1);
	ASN1_TIME_free(time);
	for (i = 0; i < 4 && spec->revoked[i] != NULL; i++)
		add_revoked(crl, spec, spec->revoked[i]);
	add_crl_extensions(crl, spec);
	NEED(X509_CRL_sign(crl, spec->issuer->key, EVP_sha256()) > 0);
	if (spec->broken_signature) {
		X509_CRL_get0_signature(crl, &signature, NULL);
		break_signature(signature);
	}
	crl = reparse_crl(crl);
	keep(crl, free_crl);
	return crl;
}

/* -------------------------------------------------------------------- files */

static struct certrule_bytes
take_bio(BIO *bio)
{
	char *data, *copy;
	long len = BIO_get_mem_data(bio, &data);

	copy = malloc((size_t)len + 1);
	NEED(copy != NULL);
	memcpy(copy, data, (size_t)len);
	copy[len] = '\0';
	BIO_free(bio);
	keep(copy, free);
	return cr_bytes(copy, (size_t)len);
}

struct certrule_bytes
cert_pem(const struct cert *cert)
{
	BIO *bio = BIO_new(BIO_s_mem());

	NEED(bio != NULL && PEM_write_bio_X509(bio, cert->x509) == 1);
	return take_bio(bio);
}

struct certrule_bytes
cert_der(const struct cert *cert)
{
	BIO *bio = BIO_new(BIO_s_mem());

	NEED(bio != NULL && i2d_X509_bio(bio, cert->x509) == 1);
	return take_bio(bio);
}

struct certrule_bytes
cert_key_pem(const struct cert *cert)
{
	BIO *bio = BIO_new(BIO_s_mem());

	NEED(bio != NULL && PEM_write_bio_PrivateKey(bio, cert->key, NULL, NULL,
				0, NULL, NULL) == 1);
	return take_bio(bio);
}

struct certrule_bytes
cert_key_der(const struct cert *cert)
{
	BIO *bio = BIO_new(BIO_s_mem());

	NEED(bio != NULL && i2d_PrivateKey_bio(bio, cert->key) == 1);
	return take_bio(bio);
}

struct certrule_bytes
crl_pem(X509_CRL *crl)
{
	BIO *bio = BIO_new(BIO_s_mem());

	NEED(bio != NULL && PEM_write_bio_X509_CRL(bio, crl) == 1);
	return take_bio(bio);
}

struct certrule_bytes
crl_der(X509_CRL *crl)
{
	BIO *bio = BIO_new(BIO_s_mem());

	NEED(bio != NULL && i2d_X509_CRL_bio(bio, crl) == 1);
	return take_bio(bio);
}

struct certrule_bytes
join(struct certrule_bytes a, struct certrule_bytes b)
{
	char *text = malloc(a.len + b.len + 1);

	NEED(text != NULL);
	if (a.len > 0)
		memcpy(text, a.data, a.len);
	if (b.len > 0)
		memcpy(text + a.len, b.data, b.len);
	text[a.len + b.len] = '\0';
	keep(text, free);
	return cr_bytes(text, a.len + b.len);
}

/* -------------------------------------------------------------------- trust */

struct disk {
	const struct trust_file *files;
};

static const struct certrule_bytes *
read_disk(struct cr_trust_load *load, struct certrule_bytes path, size_t limit,
    struct cr_span span)
{
	const struct disk *disk = load->context;
	const struct trust_file *file;

	(void)span;
	for (file = disk->files; file->name != NULL; file++) {
		if (cr_bytes_equal_text(path, file->name))
			return file->text.len > limit ? NULL : &file->text;
	}
	fprintf(stderr, "no such file: %.*s\n", (int)path.len,
	    (const char *)path.data);
	return NULL;
}

/* A name that is on no disk, so that nothing is taken for a directory. */
static const char *
resolve_disk(
    struct cr_trust_load *load, struct certrule_bytes path, struct cr_span span)
{
	(void)load;
	(void)path;
	(void)span;
	return "/nonexistent/file";
}

static char *
keep_text(const char *text)
{
	char *copy = strdup(text);

	keep(copy, free);
	return copy;
}

/* "ca=root.pem" */
static void
parse_setting(struct cr_setting *setting, char *text, uint32_t place)
{
	char *value = strchr(text, '=');
	size_t i;

	NEED(value != NULL);
	*value++ = '\0';
	for (i = 0; i < CR_SETTING_COUNT; i++) {
		if (strcmp(cr_settings_rows[i].name, text) == 0)
			setting->row = &cr_settings_rows[i];
	}
	NEED(setting->row != NULL);
	setting->text = cr_bytes_text(value);
	setting->number = atoll(value);
	setting->value_span.begin = place;
	setting->value_span.end = place + 1;
}

static size_t
parse_settings(struct cr_setting *settings, const char *text)
{
	char *rest = keep_text(text), *part;
	size_t count = 0;

	while ((part = strsep(&rest, " ")) != NULL) {
		if (*part == '\0')
			continue;
		parse_setting(&settings[count], part, (uint32_t)count);
		count++;
	}
	return count;
}

struct block_rig {
	struct cr_setting settings[16];
	struct cr_trust_host host;
};

static void
set_statement(struct cr_trust_statement *statement, struct block_rig *block,
    const char *const *row)
{
	memset(block, 0, sizeof *block);
	memset(statement, 0, sizeof *statement);
	statement->name = cr_bytes_text(row[0]);
	statement->for_default = row[1] == NULL || row[1][0] == '\0';
	if (!statement->for_default) {
		block->host.pattern = cr_bytes_text(row[1]);
		statement->hosts = &block->host;
		statement->host_count = 1;
	}
	statement->settings = block->settings;
	statement->setting_count = parse_settings(block->settings, row[2]);
	statement->name_span.end = 1;
}

void
rig_init_blocks(struct trust_rig *rig, const char *const *rows,
    const struct trust_file *files, int64_t now)
{
	static const struct trust_file none = {NULL, {NULL, 0}};
	struct disk disk = {files == NULL ? &none : files};
	struct cr_trust_statement statements[4];
	struct block_rig blocks[4];
	struct cr_trust_load load;
	uint32_t source;
	size_t count = 0;

	memset(rig, 0, sizeof *rig);
	rig->schema = certrule_schema_new(NULL);
	rig->diags = certrule_diags_new(NULL);
	NEED(rig->schema != NULL && rig->diags != NULL);
	NEED(certrule_openssl_register(rig->schema) == 0);
	NEED(cr_sources_add(cr_diags_sources(rig->diags), "policy",
		 cr_bytes_text("trust fleet for default { }"), &source) == 0);
	for (; rows[3 * count] != NULL; count++) {
		NEED(count < 4);
		set_statement(
		    &statements[count], &blocks[count], &rows[3 * count]);
	}
	memset(&load, 0, sizeof load);
	load.alloc = cr_alloc_default();
	load.files = cr_files_default();
	load.diags = rig->diags;
	load.now = now;
	load.read = read_disk;
	load.resolve = resolve_disk;
	load.context = &disk;
	load.revision = "0123456789ab";
	load.generation = 3;
	rig->trust = cr_trust_ops_openssl.load(&load, statements, count);
	rig->facts = cr_fieldset_new(rig->schema, cr_alloc_default());
	NEED(rig->facts != NULL);
	rig->facts->trust = rig->trust;
	rig->facts->trust_ops = &cr_trust_ops_openssl;
	certrule_fieldset_set_time(rig->facts, now);
}

void
rig_init(struct trust_rig *rig, const char *host, const char *settings,
    const struct trust_file *files, int64_t now)
{
	const char *rows[] = {
	    "fleet", host == NULL ? "" : host, settings, NULL};

	rig_init_blocks(rig, rows, files, now);
}

void
rig_fini(struct trust_rig *rig)
{
	cr_fieldset_fini(rig->facts);
	while (rig->peer_count > 0)
		certrule_peer_free(rig->peers[--rig->peer_count]);
	cr_trust_ops_openssl.free(rig->trust);
	certrule_diags_free(rig->diags);
	certrule_schema_free(rig->schema);
	NEED(ERR_peek_error() == 0);
}

void
rig_present_peer(struct trust_rig *rig, struct certrule_peer *peer)
{
	int64_t now = cr_fieldset_now(rig->facts);

	certrule_fieldset_clear(rig->facts);
	certrule_fieldset_set_time(rig->facts, now);
	NEED(certrule_fieldset_set_peer(rig->facts, peer) == 0);
	if (peer == NULL)
		return;
	NEED(rig->peer_count < 32);
	rig->peers[rig->peer_count++] = peer;
}

void
rig_present(
    struct trust_rig *rig, const struct cert *leaf, const struct cert *sent)
{
	STACK_OF(X509) *chain = NULL;
	struct certrule_peer *peer = NULL;

	if (sent != NULL) {
		chain = sk_X509_new_null();
		NEED(chain != NULL && sk_X509_push(chain, sent->x509) > 0);
	}
	if (leaf != NULL) {
		peer = certrule_peer_from_x509(NULL, leaf->x509, chain, NULL);
		NEED(peer != NULL);
	}
	sk_X509_free(chain);
	rig_present_peer(rig, peer);
}

static int
write_buffer(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return 0;
}

const char *
rig_get(struct trust_rig *rig, int field)
{
	struct cr_buffer text;
	const char *copy;

	cr_buffer_init(&text, cr_alloc_default());
	NEED(certrule_value_write(certrule_fieldset_get(rig->facts, field), 0,
		 write_buffer, &text) == 0);
	NEED(!cr_buffer_failed(&text));
	copy = keep_text((const char *)text.data);
	cr_buffer_fini(&text);
	return copy;
}

const char *
rig_codes(struct trust_rig *rig)
{
	struct certrule_diag diag;
	char text[256] = "";
	size_t i;

	for (i = 0; i < certrule_diags_count(rig->diags); i++) {
		certrule_diags_at(rig->diags, i, &diag);
		NEED(strlen(text) + 8 < sizeof text);
		if (i > 0)
			strcat(text, " ");
		strcat(text, diag.code);
	}
	return keep_text(text);
}

const char *
rig_message(struct trust_rig *rig, size_t index)
{
	struct certrule_diag diag;

	NEED(index < certrule_diags_count(rig->diags));
	certrule_diags_at(rig->diags, index, &diag);
	return keep_text(diag.message);
}

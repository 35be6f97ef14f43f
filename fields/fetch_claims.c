/* SPDX-License-Identifier: MIT */
/*
 * What the client claims (certificates.md 5): text of a certificate that
 * anybody may have made, filled whatever the verdict.
 */
#include "digest.h"
#include "fetch.h"
#include "hex.h"
#include "name.h"
#include "../base/clock.h"
#include "times.h"

#include <openssl/evp.h>

int
cr_fetch_claims_presented(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	if (cr_fetch_peer(facts, field, out) != NULL)
		*out = cr_value_bool(true);
	return 0;
}

/* ---------------------------------------------------------------- DN text */

typedef const X509_NAME *get_name_fn(const X509 *x509);
typedef void print_name_fn(struct cr_buffer *out, const X509_NAME *name);

static const X509_NAME *
get_issuer(const X509 *x509)
{
	return X509_get_issuer_name(x509);
}

static const X509_NAME *
get_subject(const X509 *x509)
{
	return X509_get_subject_name(x509);
}

static int
fetch_name(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out, get_name_fn *get, print_name_fn *print)
{
	X509 *leaf = cr_fetch_leaf(facts, field, out);
	struct cr_buffer text;

	if (leaf == NULL)
		return 0;
	cr_buffer_init(&text, facts->alloc);
	print(&text, get(leaf));
	return cr_fetch_take(facts, &text, out);
}

int
cr_fetch_claims_issuer_dn(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_name(facts, field, out, get_issuer, cr_name_rfc2253);
}

int
cr_fetch_claims_subject_dn(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_name(facts, field, out, get_subject, cr_name_rfc2253);
}

int
cr_fetch_claims_issuer_dn_rfc2253(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_name(facts, field, out, get_issuer, cr_name_rfc2253);
}

int
cr_fetch_claims_subject_dn_rfc2253(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_name(facts, field, out, get_subject, cr_name_rfc2253);
}

int
cr_fetch_claims_issuer_dn_legacy(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_name(facts, field, out, get_issuer, cr_name_legacy);
}

int
cr_fetch_claims_subject_dn_legacy(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_name(facts, field, out, get_subject, cr_name_legacy);
}

/* ----------------------------------------------------- numbers and digests */

int
cr_fetch_claims_serial(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = cr_fetch_leaf(facts, field, out);
	struct cr_buffer text;

	if (leaf == NULL)
		return 0;
	cr_buffer_init(&text, facts->alloc);
	cr_hex_serial(&text, X509_get0_serialNumber(leaf));
	return cr_fetch_take(facts, &text, out);
}

int
cr_fetch_claims_ski(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = cr_fetch_leaf(facts, field, out);
	const ASN1_OCTET_STRING *identifier;
	struct cr_buffer text;

	if (leaf == NULL)
		return 0;
	identifier = X509_get0_subject_key_id(leaf);
	if (identifier == NULL)
		return 0;
	cr_buffer_init(&text, facts->alloc);
	cr_hex_upper(&text, cr_hex_octets(identifier));
	return cr_fetch_take(facts, &text, out);
}

/* Of the octets as received, so also of a leaf that does not parse. */
static int
fetch_digest(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out, const EVP_MD *kind)
{
	const struct certrule_peer *peer = cr_fetch_peer(facts, field, out);

	if (peer == NULL || peer->leaf->der.len == 0)
		return 0;
	return cr_digest_fetch(facts, peer->leaf->der, kind, out);
}

int
cr_fetch_claims_fingerprint_sha256(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_digest(facts, field, out, EVP_sha256());
}

int
cr_fetch_claims_fingerprint_sha1(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_digest(facts, field, out, EVP_sha1());
}

/* ------------------------------------------------------------------- dates */

static int
fetch_date(struct certrule_fieldset *facts, const ASN1_TIME *time,
    struct certrule_value *out)
{
	struct cr_buffer text;
	int64_t seconds;

	/* Unreadable stays "". */
	if (!cr_times_seconds(time, &seconds))
		return 0;
	cr_buffer_init(&text, facts->alloc);
	cr_clock_print_certificate(&text, seconds);
	return cr_fetch_take(facts, &text, out);
}

int
cr_fetch_claims_not_before(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = cr_fetch_leaf(facts, field, out);

	return leaf == NULL ? 0
			    : fetch_date(facts, X509_get0_notBefore(leaf), out);
}

int
cr_fetch_claims_not_after(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = cr_fetch_leaf(facts, field, out);

	return leaf == NULL ? 0
			    : fetch_date(facts, X509_get0_notAfter(leaf), out);
}

/* SPDX-License-Identifier: MIT */
/*
 * What kind of certificate it is, proved.  An absent extension gives an empty
 * array; one that does not decode was refused at verification, or has no part
 * in it and leaves its field in error: "absent" it is not.
 */
#include "fetch.h"
#include "hex.h"
#include "oid.h"

#include "../base/bytes.h"

#include <openssl/x509v3.h>

#define STATUS_REQUEST 5 /* RFC 7633: the TLS feature of OCSP stapling */

/* NULL: *out is filled. */
static X509 *
get_leaf(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);

	return found == NULL ? NULL : found->peer->leaf->x509;
}

int
cr_fetch_profile_version(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);

	if (leaf != NULL)
		*out = cr_value_int(X509_get_version(leaf) + 1);
	return 0;
}

int
cr_fetch_profile_size(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);

	if (found != NULL)
		*out = cr_value_int((int64_t)found->peer->leaf->der.len);
	return 0;
}

int
cr_fetch_profile_is_ca(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);

	if (leaf != NULL)
		*out = cr_value_bool(
		    (X509_get_extension_flags(leaf) & EXFLAG_CA) != 0);
	return 0;
}

int
cr_fetch_profile_self_signed(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);

	if (leaf != NULL)
		*out = cr_value_bool(X509_self_signed(leaf, 1) == 1);
	return 0;
}

int
cr_fetch_profile_aki(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);
	const ASN1_OCTET_STRING *identifier =
	    leaf == NULL ? NULL : X509_get0_authority_key_id(leaf);
	struct cr_buffer text;

	if (identifier == NULL)
		return 0;
	cr_buffer_init(&text, facts->alloc);
	cr_hex_upper(&text, cr_hex_octets(identifier));
	return cr_fetch_take(facts, &text, out);
}

/* ------------------------------------------------------------------ arrays */

/* Room for an array of count Strings, and *out as an empty one.  NULL: no
 * memory. */
static struct certrule_value *
make_array(
    struct certrule_fieldset *facts, int count, struct certrule_value *out)
{
	struct certrule_value *items = cr_arena_array(
	    facts->arena, count > 0 ? (size_t)count : 1, sizeof *items);

	*out = cr_value_array(CERTRULE_STRING, items, 0);
	return items;
}

/* The extension decoded.  NULL: absent, with *out an empty array, or broken,
 * with *out in error. */
static void *
decode(X509 *leaf, int nid, struct certrule_value *out)
{
	int critical = -1;
	void *decoded = X509_get_ext_d2i(leaf, nid, &critical, NULL);

	if (decoded == NULL)
		*out = critical == -1 ? cr_value_array(CERTRULE_STRING, NULL, 0)
				      : cr_value_error(out->type,
					    "the extension does not decode");
	return decoded;
}

int
cr_fetch_profile_eku(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);
	EXTENDED_KEY_USAGE *usages =
	    leaf == NULL ? NULL : decode(leaf, NID_ext_key_usage, out);
	int i, count = usages == NULL ? 0 : sk_ASN1_OBJECT_num(usages);
	struct certrule_value *items;
	int result = 0;

	if (usages == NULL)
		return 0;
	items = make_array(facts, count, out);
	for (i = 0; items != NULL && i < count && result == 0; i++)
		result = cr_oid_name(
		    facts->arena, sk_ASN1_OBJECT_value(usages, i), &items[i]);
	out->as.array.count = (size_t)count;
	EXTENDED_KEY_USAGE_free(usages);
	return items == NULL ? -1 : result;
}

int
cr_fetch_profile_policies(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);
	CERTIFICATEPOLICIES *policies =
	    leaf == NULL ? NULL : decode(leaf, NID_certificate_policies, out);
	int i, count = policies == NULL ? 0 : sk_POLICYINFO_num(policies);
	struct certrule_value *items;
	int result = 0;

	if (policies == NULL)
		return 0;
	items = make_array(facts, count, out);
	for (i = 0; items != NULL && i < count && result == 0; i++)
		result = cr_oid_value(facts->arena,
		    sk_POLICYINFO_value(policies, i)->policyid, &items[i]);
	out->as.array.count = (size_t)count;
	CERTIFICATEPOLICIES_free(policies);
	return items == NULL ? -1 : result;
}

int
cr_fetch_profile_ext_oids(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);
	int i, count = leaf == NULL ? 0 : X509_get_ext_count(leaf);
	struct certrule_value *items;

	if (leaf == NULL)
		return 0;
	items = make_array(facts, count, out);
	if (items == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		if (cr_oid_value(facts->arena,
			X509_EXTENSION_get_object(X509_get_ext(leaf, i)),
			&items[i]) != 0)
			return -1;
	}
	out->as.array.count = (size_t)count;
	return 0;
}

/* RFC 5280 4.2.1.3, in the order of the bits. */
static const struct {
	uint32_t bit;
	const char *name;
} key_usages[] = {
    {KU_DIGITAL_SIGNATURE, "digitalSignature"},
    {KU_NON_REPUDIATION, "nonRepudiation"},
    {KU_KEY_ENCIPHERMENT, "keyEncipherment"},
    {KU_DATA_ENCIPHERMENT, "dataEncipherment"},
    {KU_KEY_AGREEMENT, "keyAgreement"},
    {KU_KEY_CERT_SIGN, "keyCertSign"},
    {KU_CRL_SIGN, "cRLSign"},
    {KU_ENCIPHER_ONLY, "encipherOnly"},
    {KU_DECIPHER_ONLY, "decipherOnly"},
};

#define KEY_USAGE_COUNT ((int)(sizeof key_usages / sizeof *key_usages))

int
cr_fetch_profile_key_usage(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);
	struct certrule_value *items;
	uint32_t usage;
	int i;

	if (leaf == NULL)
		return 0;
	items = make_array(facts, KEY_USAGE_COUNT, out);
	if (items == NULL)
		return -1;
	if ((X509_get_extension_flags(leaf) & EXFLAG_KUSAGE) == 0)
		return 0;
	usage = X509_get_key_usage(leaf);
	for (i = 0; i < KEY_USAGE_COUNT; i++) {
		if ((usage & key_usages[i].bit) != 0)
			items[out->as.array.count++] =
			    cr_value_string(cr_bytes_text(key_usages[i].name));
	}
	return 0;
}

static bool
has_feature(const TLS_FEATURE *features, long number)
{
	int i;

	for (i = 0; i < sk_ASN1_INTEGER_num(features); i++) {
		if (ASN1_INTEGER_get(sk_ASN1_INTEGER_value(features, i)) ==
		    number)
			return true;
	}
	return false;
}

int
cr_fetch_profile_must_staple(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);
	TLS_FEATURE *features;
	int critical = -1;

	if (leaf == NULL)
		return 0;
	features = X509_get_ext_d2i(leaf, NID_tlsfeature, &critical, NULL);
	if (features == NULL && critical != -1)
		*out = cr_value_error(
		    field->type, "the extension does not decode");
	else
		*out = cr_value_bool(
		    features != NULL && has_feature(features, STATUS_REQUEST));
	TLS_FEATURE_free(features);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Key and signature, proved.  Names are those people write: curves as NIST
 * calls them, algorithms as `openssl x509 -text` does.
 */
#include "digest.h"
#include "fetch.h"
#include "oid.h"

#include "../base/bytes.h"

#include <openssl/ec.h>
#include <openssl/objects.h>
#include <string.h>

/* NULL: *out is filled. */
static X509 *
get_leaf(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);

	return found == NULL ? NULL : found->peer->leaf->x509;
}

static EVP_PKEY *
get_key(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);

	return leaf == NULL ? NULL : X509_get0_pubkey(leaf);
}

/* Nobody is verified whose key cannot be used: not to see it is a lack of
 * memory. */
static bool
is_verified(struct certrule_fieldset *facts, const struct cr_field *field)
{
	struct certrule_value ignored;

	return get_leaf(facts, field, &ignored) != NULL;
}

static int
fetch_lower(struct certrule_fieldset *facts, const char *name,
    struct certrule_value *out)
{
	struct certrule_bytes text =
	    cr_fieldset_lower(facts, cr_bytes_text(name));

	if (text.data == NULL)
		return -1;
	*out = cr_value_string(text);
	return 0;
}

/* "rsa", "rsa-pss", "ec", "ed25519", "ed448". */
int
cr_fetch_key_type(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	EVP_PKEY *key = get_key(facts, field, out);
	const char *name = key == NULL ? NULL : EVP_PKEY_get0_type_name(key);

	if (name == NULL)
		return is_verified(facts, field) ? -1 : 0;
	return fetch_lower(facts, name, out);
}

int
cr_fetch_key_bits(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	EVP_PKEY *key = get_key(facts, field, out);
	int bits;

	if (key == NULL)
		return is_verified(facts, field) ? -1 : 0;
	/* 0: there was no memory to measure it. */
	bits = EVP_PKEY_get_bits(key);
	if (bits <= 0)
		return -1;
	*out = cr_value_int(bits);
	return 0;
}

/* "P-256", and for a curve that NIST has no name for "secp256k1". */
int
cr_fetch_key_curve(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	EVP_PKEY *key = get_key(facts, field, out);
	char name[64];
	size_t len = 0;
	const char *nist, *type;

	if (key == NULL)
		return is_verified(facts, field) ? -1 : 0;
	/* EVP_PKEY_is_a() needs memory, and says no without. */
	type = EVP_PKEY_get0_type_name(key);
	if (type == NULL || strcmp(type, "EC") != 0)
		return type == NULL ? -1 : 0;
	/* Whoever is kept out by a curve must not get in for want of memory. */
	if (EVP_PKEY_get_group_name(key, name, sizeof name, &len) != 1)
		return -1;
	nist = EC_curve_nid2nist(OBJ_txt2nid(name));
	if (nist != NULL)
		return cr_fetch_text(nist, out);
	name[sizeof name - 1] = '\0';
	return fetch_lower(facts, name, out);
}

/* As `openssl x509 -text` prints it: "ecdsa-with-SHA256"; dotted if unknown. */
int
cr_fetch_key_sig_alg(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);
	int nid;

	if (leaf == NULL)
		return 0;
	nid = X509_get_signature_nid(leaf);
	if (nid != NID_undef)
		return cr_fetch_text(OBJ_nid2ln(nid), out);
	return cr_oid_value(
	    facts->arena, X509_get0_tbs_sigalg(leaf)->algorithm, out);
}

/* "sha256"; missing where the algorithm has none of its own, as Ed25519. */
int
cr_fetch_key_sig_hash(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);
	int digest = NID_undef;

	if (leaf == NULL ||
	    X509_get_signature_info(leaf, &digest, NULL, NULL, NULL) != 1 ||
	    digest == NID_undef)
		return 0;
	return fetch_lower(facts, OBJ_nid2sn(digest), out);
}

int
cr_fetch_key_spki(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	X509 *leaf = get_leaf(facts, field, out);

	return leaf == NULL ? 0 : cr_digest_fetch_key(facts, leaf, out);
}

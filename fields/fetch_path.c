/* SPDX-License-Identifier: MIT */
/* What follows from the verified path: its depth, its anchor, and the issuer's
 * own certificate - never from what the leaf says of its issuer. */
#include "digest.h"
#include "fetch.h"
#include "hex.h"

/* Empty strings unless verified, as Cloudflare's fields are. */
static X509 *
get_issuer(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found == NULL)
		return NULL;
	*out = cr_value_string(cr_bytes("", 0));
	if (!cr_facts_verified(found) || sk_X509_num(found->verify.path) < 2)
		return NULL;
	return sk_X509_value(found->verify.path, 1);
}

int
cr_fetch_path_issuer_serial(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *issuer = get_issuer(facts, field, out);
	struct cr_buffer text;

	if (issuer == NULL)
		return 0;
	cr_buffer_init(&text, facts->alloc);
	cr_hex_serial(&text, X509_get0_serialNumber(issuer));
	return cr_fetch_take(facts, &text, out);
}

int
cr_fetch_path_issuer_ski(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *issuer = get_issuer(facts, field, out);
	const ASN1_OCTET_STRING *identifier = NULL;
	struct cr_buffer text;

	if (issuer != NULL)
		identifier = X509_get0_subject_key_id(issuer);
	if (identifier == NULL)
		return 0;
	cr_buffer_init(&text, facts->alloc);
	cr_hex_upper(&text, cr_hex_octets(identifier));
	return cr_fetch_take(facts, &text, out);
}

/* Certificates above the leaf. */
int
cr_fetch_path_depth(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);

	if (found != NULL)
		*out = cr_value_int(sk_X509_num(found->verify.path) - 1);
	return 0;
}

static const struct cr_anchor *
find_anchor(const struct cr_facts *facts)
{
	STACK_OF(X509) *path = facts->verify.path;
	X509 *top = sk_X509_value(path, sk_X509_num(path) - 1);
	const struct cr_anchor *anchor = facts->block->anchors;

	while (anchor != NULL && X509_cmp(anchor->x509, top) != 0)
		anchor = anchor->next;
	return anchor;
}

int
cr_fetch_path_anchor_name(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);
	const struct cr_anchor *anchor =
	    found == NULL ? NULL : find_anchor(found);

	if (anchor != NULL)
		*out = cr_value_string(anchor->name);
	return 0;
}

int
cr_fetch_path_anchor_fingerprint(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);
	STACK_OF(X509) *path = found == NULL ? NULL : found->verify.path;
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	struct cr_buffer text;

	if (path == NULL)
		return 0;
	if (X509_digest(sk_X509_value(path, sk_X509_num(path) - 1),
		EVP_sha256(), digest, &len) != 1)
		return -1;
	cr_buffer_init(&text, facts->alloc);
	cr_hex_lower(&text, cr_bytes(digest, len));
	return cr_fetch_take(facts, &text, out);
}

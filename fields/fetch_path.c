/* SPDX-License-Identifier: MIT */
/* What follows from the verified path: its depth, its anchor, and the issuer's
 * own certificate - never from what the leaf says of its issuer. */
#include "digest.h"
#include "fetch.h"
#include "hex.h"
#include "name.h"
#include "times.h"

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

/* ------------------------------------------------------ of one certificate */

/* NULL unless verified. */
static X509 *
get_anchor(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);
	STACK_OF(X509) *path = found == NULL ? NULL : found->verify.path;

	return path == NULL ? NULL : sk_X509_value(path, sk_X509_num(path) - 1);
}

static int
fetch_fingerprint(
    struct certrule_fieldset *facts, X509 *x509, struct certrule_value *out)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	struct cr_buffer text;

	if (X509_digest(x509, EVP_sha256(), digest, &len) != 1)
		return -1;
	cr_buffer_init(&text, facts->alloc);
	cr_hex_lower(&text, cr_bytes(digest, len));
	return cr_fetch_take(facts, &text, out);
}

static int
fetch_subject(
    struct certrule_fieldset *facts, X509 *x509, struct certrule_value *out)
{
	struct cr_buffer text;

	cr_buffer_init(&text, facts->alloc);
	cr_name_rfc2253(&text, X509_get_subject_name(x509));
	return cr_fetch_take(facts, &text, out);
}

int
cr_fetch_path_anchor_fingerprint(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *anchor = get_anchor(facts, field, out);

	return anchor == NULL ? 0 : fetch_fingerprint(facts, anchor, out);
}

int
cr_fetch_path_anchor_spki(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *anchor = get_anchor(facts, field, out);

	return anchor == NULL ? 0 : cr_digest_fetch_key(facts, anchor, out);
}

int
cr_fetch_path_anchor_subject(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	X509 *anchor = get_anchor(facts, field, out);

	return anchor == NULL ? 0 : fetch_subject(facts, anchor, out);
}

/* Missing where the leaf itself is the anchor. */
int
cr_fetch_path_issuer_fingerprint(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);

	if (found == NULL || sk_X509_num(found->verify.path) < 2)
		return 0;
	return fetch_fingerprint(
	    facts, sk_X509_value(found->verify.path, 1), out);
}

/* ------------------------------------------------------------ of all of them */

typedef int fetch_one_fn(
    struct certrule_fieldset *facts, X509 *x509, struct certrule_value *out);

static int
fetch_each(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out, fetch_one_fn *fetch)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);
	STACK_OF(X509) *path = found == NULL ? NULL : found->verify.path;
	int i, count = path == NULL ? 0 : sk_X509_num(path);
	struct certrule_value *items;

	if (path == NULL)
		return 0;
	items = cr_arena_array(facts->arena, (size_t)count, sizeof *items);
	if (items == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		if (fetch(facts, sk_X509_value(path, i), &items[i]) != 0)
			return -1;
	}
	*out = cr_value_array(CERTRULE_STRING, items, (size_t)count);
	return 0;
}

int
cr_fetch_path_fingerprints(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_each(facts, field, out, fetch_fingerprint);
}

int
cr_fetch_path_subjects(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_each(facts, field, out, fetch_subject);
}

int
cr_fetch_path_min_not_after(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);
	STACK_OF(X509) *path = found == NULL ? NULL : found->verify.path;
	int64_t end, least = INT64_MAX;
	int i;

	if (path == NULL)
		return 0;
	for (i = 0; i < sk_X509_num(path); i++) {
		if (!cr_times_seconds(
			X509_get0_notAfter(sk_X509_value(path, i)), &end))
			return 0;
		if (end < least)
			least = end;
	}
	*out = cr_value_int(least);
	return 0;
}

int
cr_fetch_path_sent(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);

	if (found != NULL && !found->peer->incomplete)
		*out = cr_value_int((int64_t)found->peer->sent_count);
	return 0;
}

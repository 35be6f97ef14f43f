/* SPDX-License-Identifier: MIT */
/*
 * The one place where this library meets the schema: fetchers by fetch.def, the
 * hash, the trust operations.  And the peer of a fieldset.
 */
#include "../base/trust.h"
#include "block.h"
#include "digest.h"
#include "errors.h"
#include "fetch.h"
#include "hmac.h"
#include "proven.h"

static cr_fetch_fn fetch_within, fetch_known;

/* By field; empty rows are fields of others. */
static const struct {
	cr_fetch_fn *fetch, *around;
	cr_note_fn *note;
} bindings[CR_ID_COUNT] = {
#define FETCH(id, fetch, note)	     [CR_ID_##id] = {fetch, fetch_within, note},
#define FETCH_KNOWN(id, fetch, note) [CR_ID_##id] = {fetch, fetch_known, note},
#include "fetch.def"
#undef FETCH
#undef FETCH_KNOWN
};

/* Around every fetcher that works with OpenSSL: its error queue stays empty, and
 * a lack of memory inside it is one of the field, never a value. */
static int
fetch_within(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	int result;

	*out = cr_value_missing(field->type);
	cr_errors_begin();
	result = bindings[field->number].fetch(facts, field, out);
	if (cr_errors_end() || result != 0)
		*out = cr_value_error(field->type, "out of memory");
	return 0;
}

/* The stage that found it out has looked after the queue. */
static int
fetch_known(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	*out = cr_value_missing(field->type);
	if (bindings[field->number].fetch(facts, field, out) != 0)
		*out = cr_value_error(field->type, "out of memory");
	return 0;
}

static int
bind_fields(struct certrule_schema *schema)
{
	const struct cr_field *field;
	int i;

	for (i = 0; i < CR_ID_COUNT; i++) {
		if (bindings[i].fetch == NULL)
			continue;
		field = cr_schema_field(schema, i);
		if (cr_schema_bind(schema, (const char *)field->name.data,
			bindings[i].around, bindings[i].note) != 0)
			return -1;
	}
	return 0;
}

int
certrule_openssl_register(struct certrule_schema *schema)
{
	if (cr_schema_has_builtin(schema) && bind_fields(schema) != 0)
		return -1;
	if (cr_schema_fill(schema, "sha256", cr_digest_sha256) != 0)
		return -1;
	if (cr_schema_fill(
		schema, "is_timed_hmac_valid_v0", cr_hmac_is_valid) != 0)
		return -1;
	cr_schema_set_trust_ops(schema, &cr_trust_ops_openssl);
	return 0;
}

/* ------------------------------------------------------------------ the peer */

static void
set_errors(struct certrule_fieldset *facts, const char *why)
{
	const struct cr_field *field;
	int i, count = (int)cr_schema_field_count(facts->schema);

	for (i = 0; i < count; i++) {
		field = cr_schema_field(facts->schema, i);
		if (field->origin == CERTRULE_ORIGIN_CERTIFICATE)
			certrule_fieldset_set_error(facts, i, why);
	}
}

int
certrule_fieldset_set_peer(
    struct certrule_fieldset *facts, struct certrule_peer *peer)
{
	bool by_hand = facts->by_hand;

	cr_fieldset_forget(facts);
	cr_peer_take_back_tls(facts);
	facts->peer = peer;
	facts->peer_set = true;
	if (peer != NULL)
		cr_peer_set_tls(facts, peer);
	if (!by_hand)
		return 0;
	set_errors(facts,
	    "a certificate was given and certificate fields were set by hand");
	return -1;
}

int
certrule_peer_prepare(struct certrule_fieldset *facts)
{
	if (facts->by_hand)
		return 0;
	return cr_facts_get(facts) == NULL ? -1 : 0;
}

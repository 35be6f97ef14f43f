/* SPDX-License-Identifier: MIT */
/*
 * Clients without certificates: every certificate field has a value that
 * follows from who the client is and, by its scope, from the trust block, the
 * time and the request.  One client lives through many requests, of other
 * policies too, and carries the notes of the engine as a peer does.
 */
#include "differential.h"

#include "../../base/bytes.h"
#include "../../base/trust.h"
#include "../../base/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------------------------- values */

static uint64_t
mix(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* Which block answers, and which of two times it is. */
static uint64_t
get_circumstances(struct certrule_fieldset *facts)
{
	const struct cr_trust_block *block =
	    facts->trust == NULL
		? NULL
		: facts->trust_ops->block_for(facts->trust, facts);

	if (block == NULL)
		return 0;
	return block->number * 2 + (near_late(facts) ? 1 : 0);
}

static uint64_t
get_seed(struct certrule_fieldset *facts, const struct cr_field *field)
{
	const struct client *client = facts->peer;
	uint64_t seed = mix(client->number, (uint64_t)field->number);

	if (field->scope != CERTRULE_SCOPE_PEER)
		seed = mix(seed, get_circumstances(facts));
	if (field->scope == CERTRULE_SCOPE_REQUEST)
		seed = mix(seed, (uint64_t)cr_fieldset_now(facts));
	return mix(seed, 1);
}

static int
draw_text(
    struct certrule_fieldset *facts, uint64_t seed, struct certrule_value *out)
{
	static const char *const forms[] = {"key%u", "key%u", "key%u", "/p%u",
	    "xlit%u.q", "a/rather/long/prefix/of/many/bytes/%u", "key%u.end1"};
	const struct client *client = facts->peer;
	unsigned numbers = seed % 4 == 0 ? client->numbers : CLIENT_NUMBERS;
	char text[64];
	int len = snprintf(text, sizeof(text),
	    forms[seed / 64 % (sizeof(forms) / sizeof(*forms))],
	    (unsigned)(seed / 1024 % numbers));

	*out = cr_value_string(
	    cr_arena_bytes(facts->arena, cr_bytes(text, (size_t)len)));
	return out->as.string.data == NULL ? -1 : 0;
}

static int
draw_texts(
    struct certrule_fieldset *facts, uint64_t seed, struct certrule_value *out)
{
	size_t count = seed % 5;
	struct certrule_value *items =
	    cr_arena_array(facts->arena, count + 1, sizeof(*items));

	if (items == NULL)
		return -1;
	for (size_t i = 0; i < count; i++) {
		uint64_t own = mix(seed, i + 1);

		if (own % 53 == 0)
			items[i] = cr_value_error(CERTRULE_STRING, "element");
		else if (draw_text(facts, own, &items[i]) != 0)
			return -1;
	}
	*out = cr_value_array(CERTRULE_STRING, items, count);
	return 0;
}

/* What the guard asks is mostly as it likes it. */
static bool
draw_verdict(
    const struct cr_field *field, uint64_t seed, struct certrule_value *out)
{
	switch (field->number) {
	case CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED:
		*out = cr_value_bool(seed % 8 != 0);
		return true;
	case CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED:
		*out = cr_value_bool(seed % 16 == 0);
		return true;
	case CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS:
		*out = cr_value_string(
		    cr_bytes_text(seed % 4 == 0 ? "unknown" : "good"));
		return true;
	default:
		return false;
	}
}

static int
fetch(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	uint64_t seed;

	if (facts->peer == NULL)
		return 0;
	seed = get_seed(facts, field);
	/* As a verify stage does: now the client is known. */
	if (field->scope != CERTRULE_SCOPE_PEER)
		facts->facts = facts->peer;
	if (seed % 31 == 0) {
		*out = cr_value_error(field->type, "no memory");
		return 0;
	}
	if (draw_verdict(field, seed / 32, out) || seed % 29 == 0)
		return 0;
	seed = mix(seed, 2);
	if (field->type == CERTRULE_BOOL)
		*out = cr_value_bool(seed % 2 == 0);
	else if (field->type == CERTRULE_INT)
		*out = cr_value_int((int64_t)(seed % CLIENT_NUMBERS));
	else if (field->type == CERTRULE_STRING)
		return draw_text(facts, seed, out);
	else if (field->type == CERTRULE_ARRAY_OF(CERTRULE_STRING))
		return draw_texts(facts, seed, out);
	return 0;
}

void
client_bind(struct certrule_schema *schema)
{
	size_t count = cr_schema_field_count(schema);

	for (size_t i = 0; i < count; i++) {
		const struct cr_field *field = cr_schema_field(schema, (int)i);

		if (field->origin == CERTRULE_ORIGIN_CERTIFICATE &&
		    cr_schema_bind(schema, (const char *)field->name.data,
			fetch, NULL) != 0)
			abort();
	}
}

/* --------------------------------------------------------------------- notes */

/* Found once the client is known in these circumstances. */
void *
client_notes(struct certrule_fieldset *facts)
{
	struct client *client = facts->peer;
	uint64_t circumstances = get_circumstances(facts);
	struct client_notes *notes = &client->notes[circumstances];
	size_t size = facts->notes_size;

	if (facts->contradicted || circumstances == 0 || size == 0 ||
	    (notes->memory == NULL && facts->facts == NULL))
		return NULL;
	if (notes->size < size) {
		free(notes->memory);
		notes->memory = calloc(1, size);
		notes->size = notes->memory == NULL ? 0 : size;
	}
	return notes->memory;
}

void
client_change(struct client *client, uint64_t number)
{
	for (size_t i = 0; i < CLIENT_CIRCUMSTANCES; i++)
		free(client->notes[i].memory);
	*client = (struct client){.number = number};
}

static void
leave(void *client)
{
	(void)client;
}

void
client_connect(struct client *client, const struct near *near,
    struct certrule_fieldset *facts)
{
	client->numbers = near->numbers;
	facts->peer = client;
	facts->peer_set = true;
	facts->facts_free = leave;
}

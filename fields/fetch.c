/* SPDX-License-Identifier: MIT */
/* See fetch.h. */
#include "fetch.h"

/* Without a certificate: false for a Bool, "" for a String, no elements. */
static struct certrule_value
get_absent(const struct cr_field *field)
{
	if (field->type == CERTRULE_BOOL)
		return cr_value_bool(false);
	if (field->type == CERTRULE_STRING)
		return cr_value_string(cr_bytes("", 0));
	if (CERTRULE_KIND_OF(field->type) == CERTRULE_ARRAY)
		return cr_value_array(
		    CERTRULE_ELEMENT_OF(field->type), NULL, 0);
	return cr_value_missing(field->type);
}

const struct certrule_peer *
cr_fetch_peer(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	*out =
	    facts->by_hand ? cr_value_missing(field->type) : get_absent(field);
	return facts->by_hand ? NULL : cr_peer_presented(facts->peer);
}

X509 *
cr_fetch_leaf(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct certrule_peer *peer = cr_fetch_peer(facts, field, out);

	return peer == NULL ? NULL : peer->leaf->x509;
}

const struct cr_facts *
cr_fetch_facts(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_facts *found;

	*out = cr_value_missing(field->type);
	if (facts->by_hand)
		return NULL;
	found = cr_facts_get(facts);
	if (found == NULL)
		*out = cr_value_error(field->type, "out of memory");
	return found;
}

const struct cr_facts *
cr_fetch_proved(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	return found != NULL && cr_facts_verified(found) ? found : NULL;
}

int
cr_fetch_take(struct certrule_fieldset *facts, struct cr_buffer *buffer,
    struct certrule_value *out)
{
	struct certrule_bytes copy = {NULL, 0};

	if (!cr_buffer_failed(buffer))
		copy = cr_arena_bytes(facts->arena, cr_buffer_bytes(buffer));
	cr_buffer_fini(buffer);
	if (copy.data == NULL)
		return -1;
	*out = cr_value_string(copy);
	return 0;
}

int
cr_fetch_text(const char *text, struct certrule_value *out)
{
	*out = cr_value_string(cr_bytes_text(text));
	return 0;
}

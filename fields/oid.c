/* SPDX-License-Identifier: MIT */
/* See oid.h. */
#include "oid.h"

#include "../base/bytes.h"
#include "../base/value.h"
#include "hex.h"

#define LONGEST 64

static int
take(struct cr_arena *arena, struct cr_buffer *text, struct certrule_value *out)
{
	struct certrule_bytes copy = {NULL, 0};

	if (!cr_buffer_failed(text))
		copy = cr_arena_bytes(arena, cr_buffer_bytes(text));
	cr_buffer_fini(text);
	if (copy.data == NULL)
		return -1;
	*out = cr_value_string(copy);
	return 0;
}

int
cr_oid_value(struct cr_arena *arena, const ASN1_OBJECT *object,
    struct certrule_value *out)
{
	/* 64 octets are at most 64 numbers, or one of 135 digits. */
	char dotted[512];
	struct cr_buffer text;
	size_t len = OBJ_length(object);
	int printed = 0;

	cr_buffer_init(&text, cr_arena_alloc_table(arena));
	if (len <= LONGEST)
		printed = OBJ_obj2txt(dotted, sizeof dotted, object, 1);
	if (printed > 0 && printed < (int)sizeof dotted) {
		cr_buffer_add(&text, dotted, (size_t)printed);
	} else {
		cr_buffer_add_text(&text, "hex:");
		cr_hex_lower(&text, cr_bytes(OBJ_get0_data(object), len));
	}
	return take(arena, &text, out);
}

int
cr_oid_name(struct cr_arena *arena, const ASN1_OBJECT *object,
    struct certrule_value *out)
{
	int nid = OBJ_obj2nid(object);

	if (nid == NID_undef)
		return cr_oid_value(arena, object, out);
	*out = cr_value_string(cr_bytes_text(OBJ_nid2sn(nid)));
	return 0;
}

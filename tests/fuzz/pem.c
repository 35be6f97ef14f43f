/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a file of certificates, of a client and of what it sent beside.
 * What is read of it reads the same once it is written anew; private keys are
 * refused in every guise.
 */
#include "../../fields/pem.h"
#include "clients.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"

#include <string.h>

/* In lines of 64 characters, which end as in a file from elsewhere. */
static void
write_object(struct cr_buffer *out, const struct cr_pem_object *object)
{
	char line[80];

	cr_buffer_add_text(out, "-----BEGIN ");
	cr_buffer_add_bytes(out, object->label);
	cr_buffer_add_text(out, "-----\r\n");
	for (size_t at = 0; at < object->der.len; at += 48) {
		size_t left = object->der.len - at;
		int len = EVP_EncodeBlock((unsigned char *)line,
		    object->der.data + at, left > 48 ? 48 : (int)left);

		cr_buffer_add(out, line, (size_t)len);
		cr_buffer_add_text(out, "\r\n");
	}
	cr_buffer_add_text(out, "-----END ");
	cr_buffer_add_bytes(out, object->label);
	cr_buffer_add_text(out, "-----\r\n");
}

static const char *
judge_objects(const struct cr_pem *pem, struct certrule_bytes text)
{
	const struct cr_pem_object *each;

	for (each = pem->first; each != NULL; each = each->next) {
		if (each->broken && each->der.len != 0)
			return "broken, and with content";
		if (each->kind == CR_PEM_PRIVATE_KEY &&
		    (each->der.len != 0 || !pem->private_key))
			return "a private key, kept or not told";
		if (each->label.len > text.len)
			return "a label longer than the text";
	}
	return NULL;
}

/* Whole objects only: NULL of b, if something is left. */
static const char *
find_difference(const struct cr_pem *a, const struct cr_pem *b)
{
	const struct cr_pem_object *left = a->first, *right = b->first;

	for (; left != NULL; left = left->next) {
		if (left->broken)
			continue;
		if (right == NULL || right->broken ||
		    right->kind != left->kind ||
		    !cr_bytes_equal(left->label, right->label) ||
		    !cr_bytes_equal(left->der, right->der))
			return "written anew, it reads differently";
		right = right->next;
	}
	return right == NULL ? NULL : "written anew, it has more objects";
}

static const char *
try_again(struct cr_arena *arena, const struct cr_pem *pem)
{
	struct cr_buffer out;
	struct cr_pem again;
	const char *wrong = NULL;

	cr_buffer_init(&out, cr_alloc_default());
	for (const struct cr_pem_object *each = pem->first; each != NULL;
	     each = each->next)
		if (!each->broken)
			write_object(&out, each);
	if (cr_pem_read(arena, cr_buffer_bytes(&out), &again) != 0)
		wrong = "no memory";
	else
		wrong = find_difference(pem, &again);
	cr_buffer_fini(&out);
	return wrong;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct certrule_bytes text = cr_bytes(data, len);
	struct bed *bed = fuzz_bed();
	struct certrule_peer *peer;
	struct cr_pem pem;
	const char *wrong;

	bed_begin(bed);
	if (cr_pem_read(bed->arena, text, &pem) != 0)
		fuzz_report("no memory", text);
	wrong = judge_objects(&pem, text);
	if (wrong == NULL && pem.form == CR_PEM_TEXT && !pem.private_key)
		wrong = try_again(bed->arena, &pem);
	if (wrong != NULL)
		fuzz_report(wrong, text);
	peer = certrule_peer_from_mem(NULL, data, len, NULL, 0, NULL);
	if (pem.private_key && peer != NULL)
		fuzz_report("a private key is taken for a certificate", text);
	certrule_peer_free(peer);
	clients_try(text, cr_bytes(NULL, 0));
	clients_try(fuzz_read("certs/via-intermediate.pem"), text);
	return 0;
}

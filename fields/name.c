/* SPDX-License-Identifier: MIT */
/* Names as OpenSSL prints them, with lengths kept and failures told. */
#include "name.h"

#include "../base/utf8.h"
#include "../base/value.h"
#include "errors.h"
#include "hex.h"

#include <openssl/bio.h>
#include <string.h>

static void
fail(struct cr_buffer *out)
{
	out->failed = true;
}

void
cr_name_rfc2253(struct cr_buffer *out, const X509_NAME *name)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *data = NULL;
	long len;

	if (bio == NULL ||
	    X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253) < 0) {
		fail(out);
	} else {
		len = BIO_get_mem_data(bio, &data);
		cr_buffer_add(out, data, len > 0 ? (size_t)len : 0);
	}
	BIO_free(bio);
}

void
cr_name_legacy(struct cr_buffer *out, const X509_NAME *name)
{
	char *text = X509_NAME_oneline(name, NULL, 0);

	if (text == NULL)
		fail(out);
	else
		cr_buffer_add_text(out, text);
	OPENSSL_free(text);
}

const char *
cr_name_text(struct cr_arena *arena, const X509_NAME *name)
{
	struct cr_buffer text;
	const char *result = NULL;

	cr_buffer_init(&text, cr_arena_alloc_table(arena));
	cr_name_rfc2253(&text, name);
	if (!cr_buffer_failed(&text))
		result = text.len == 0 ? "(no name)"
				       : cr_arena_printf(arena, "%.200s%s",
					     (const char *)text.data,
					     text.len > 200 ? "..." : "");
	cr_buffer_fini(&text);
	return result == NULL ? "(no memory for the name)" : result;
}

struct certrule_bytes
cr_name_utf8(struct cr_arena *arena, const ASN1_STRING *string, bool *no_memory)
{
	struct certrule_bytes copy = {NULL, 0};
	unsigned char *data = NULL;
	int len = ASN1_STRING_to_UTF8(&data, string);

	*no_memory = false;
	/* It has no such form, or there is no memory for it: those who are to
	 * be kept out by a name must not get in because it could not be read. */
	if (len < 0) {
		*no_memory = cr_errors_end();
		return copy;
	}
	if (memchr(data, '\0', (size_t)len) == NULL &&
	    cr_utf8_valid(cr_bytes(data, (size_t)len))) {
		copy = cr_arena_bytes(arena, cr_bytes(data, (size_t)len));
		*no_memory = copy.data == NULL;
	}
	OPENSSL_free(data);
	return copy;
}

int
cr_name_values(struct cr_arena *arena, const X509_NAME *name, int nid,
    struct certrule_value *out)
{
	int i, entries = X509_NAME_entry_count(name);
	struct certrule_value *items;
	struct certrule_bytes text;
	size_t count = 0;
	bool no_memory;

	items = cr_arena_array(arena, (size_t)entries + 1, sizeof *items);
	if (items == NULL)
		return -1;
	for (i = X509_NAME_get_index_by_NID(name, nid, -1); i >= 0;
	     i = X509_NAME_get_index_by_NID(name, nid, i)) {
		text = cr_name_utf8(arena,
		    X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i)),
		    &no_memory);
		if (no_memory)
			return -1;
		if (text.data != NULL)
			items[count++] = cr_value_string(text);
	}
	*out = cr_value_array(CERTRULE_STRING, items, count);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* Splits a file into objects.  See pem.h. */
#include "pem.h"

#include "../base/bytes.h"
#include "../base/base64.h"

#include <openssl/x509.h>
#include <string.h>

#define BEGIN_MARK "-----BEGIN "
#define END_MARK   "-----END "
#define DASHES	   "-----"

/* ------------------------------------------------------------------- forms */

static bool
is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct certrule_bytes
skip_bom(struct certrule_bytes text)
{
	if (cr_bytes_starts(text, cr_bytes_text("\xef\xbb\xbf")))
		return cr_bytes_slice(text, 3, text.len);
	return text;
}

static struct certrule_bytes
skip_space(struct certrule_bytes text)
{
	while (text.len > 0 && is_space(text.data[0]))
		text = cr_bytes_slice(text, 1, text.len);
	return text;
}

static bool
starts_fold(struct certrule_bytes text, const char *prefix)
{
	size_t len = strlen(prefix);

	return text.len >= len &&
	       cr_bytes_equal_fold(
		   cr_bytes_slice(text, 0, len), cr_bytes_text(prefix));
}

static bool
is_html(struct certrule_bytes text)
{
	return starts_fold(text, "<!doctype") || starts_fold(text, "<html") ||
	       starts_fold(text, "<head") || starts_fold(text, "<body") ||
	       starts_fold(text, "<?xml");
}

/* What it is when no block was found in it. */
static enum cr_pem_form
recognise(struct certrule_bytes text)
{
	struct certrule_bytes visible = skip_space(skip_bom(text));

	if (visible.len == 0)
		return CR_PEM_EMPTY;
	/* 0x30 is also the digit 0: in text a printable octet follows, in DER
	 * almost always a length in long form. */
	if (text.len > 1 && text.data[0] == 0x30 &&
	    (text.data[1] >= 0x80 || text.len == (size_t)text.data[1] + 2))
		return CR_PEM_DER;
	return is_html(visible) ? CR_PEM_HTML : CR_PEM_GARBAGE;
}

/* ------------------------------------------------------------ private keys */

/* RSAPrivateKey, ECPrivateKey, PrivateKeyInfo and PFX are a SEQUENCE that
 * begins with a version INTEGER; a certificate or CRL begins with another. */
static bool
begins_with_version(struct certrule_bytes der)
{
	size_t header = 2;

	if (der.len < 3 || der.data[0] != 0x30)
		return false;
	if (der.data[1] >= 0x80)
		header += der.data[1] & 0x7f;
	return header < der.len && der.data[header] == 0x02;
}

bool
cr_pem_is_private_key(struct certrule_bytes der)
{
	const unsigned char *p = der.data;
	X509_SIG *encrypted;

	if (begins_with_version(der))
		return true;
	if (der.len == 0 || der.len > 1 << 20)
		return false;
	/* EncryptedPrivateKeyInfo (RFC 5958 3). */
	encrypted = d2i_X509_SIG(NULL, &p, (long)der.len);
	X509_SIG_free(encrypted);
	return encrypted != NULL;
}

/* ------------------------------------------------------------------ blocks */

struct reader {
	struct cr_arena *arena;
	struct certrule_bytes text;
	size_t at;
	struct cr_pem *pem;
	struct cr_pem_object **tail;
};

static size_t
find(struct certrule_bytes text, size_t from, const char *what)
{
	const unsigned char *found;

	if (from >= text.len)
		return text.len;
	found = memmem(text.data + from, text.len - from, what, strlen(what));
	return found == NULL ? text.len : (size_t)(found - text.data);
}

static enum cr_pem_kind
get_kind(struct certrule_bytes label)
{
	if (cr_bytes_equal_text(label, "CERTIFICATE") ||
	    cr_bytes_equal_text(label, "X509 CERTIFICATE"))
		return CR_PEM_CERTIFICATE;
	if (cr_bytes_equal_text(label, "TRUSTED CERTIFICATE"))
		return CR_PEM_TRUSTED;
	if (cr_bytes_equal_text(label, "X509 CRL"))
		return CR_PEM_CRL;
	if (cr_bytes_contains(label, cr_bytes_text("PRIVATE KEY")))
		return CR_PEM_PRIVATE_KEY;
	return CR_PEM_OTHER;
}

static struct cr_pem_object *
add_object(struct reader *reader, enum cr_pem_kind kind)
{
	struct cr_pem_object *object;

	object = cr_arena_get(reader->arena, sizeof *object);
	if (object == NULL)
		return NULL;
	object->kind = kind;
	*reader->tail = object;
	reader->tail = &object->next;
	return object;
}

/* Headers as of RFC 1421 ("Proc-Type: 4,ENCRYPTED") end at a blank line. */
static struct certrule_bytes
skip_headers(struct certrule_bytes body)
{
	size_t colon = find(body, 0, ":"), blank = find(body, 0, "\n\n");
	size_t blank_crlf = find(body, 0, "\n\r\n");

	if (colon == body.len)
		return body;
	if (blank_crlf < blank)
		blank = blank_crlf;
	return cr_bytes_slice(body, blank, body.len);
}

static int
decode_body(struct reader *reader, struct cr_pem_object *object,
    struct certrule_bytes body)
{
	struct cr_buffer der;
	int result = -1;

	cr_buffer_init(&der, cr_arena_alloc_table(reader->arena));
	object->broken = cr_base64_parse(&der, skip_headers(body)) != 0;
	if (cr_buffer_failed(&der))
		goto out;
	if (der.len == 0)
		object->broken = true;
	if (!object->broken) {
		object->der =
		    cr_arena_bytes(reader->arena, cr_buffer_bytes(&der));
		if (object->der.data == NULL)
			goto out;
	}
	result = 0;
out:
	cr_buffer_fini(&der);
	return result;
}

/* The END line of a block that began with label; text.len: none. */
static size_t
find_end(struct certrule_bytes text, size_t from, struct certrule_bytes label)
{
	size_t end = find(text, from, END_MARK);
	size_t name = end + strlen(END_MARK), after = name + label.len;

	if (after + strlen(DASHES) > text.len ||
	    !cr_bytes_equal(cr_bytes_slice(text, name, after), label) ||
	    !cr_bytes_starts(
		cr_bytes_slice(text, after, text.len), cr_bytes_text(DASHES)))
		return text.len;
	return end;
}

/* One block, whose BEGIN mark stands at reader->at. */
static int
read_block(struct reader *reader)
{
	struct certrule_bytes text = reader->text, label;
	size_t name = reader->at + strlen(BEGIN_MARK);
	size_t name_end = find(text, name, DASHES);
	size_t body = name_end + strlen(DASHES), next, end;
	struct cr_pem_object *object;

	label = cr_bytes_slice(text, name, name_end);
	object = add_object(reader, get_kind(label));
	if (object == NULL)
		return -1;
	object->label = label;
	object->broken = true;
	next = find(text, name, BEGIN_MARK);
	end = find_end(text, body, label);
	if (end >= next) {
		reader->at = next;
		return 0;
	}
	reader->at = end;
	/* What a key holds is not even looked at. */
	if (object->kind == CR_PEM_PRIVATE_KEY)
		return 0;
	return decode_body(reader, object, cr_bytes_slice(text, body, end));
}

static int
read_blocks(struct reader *reader)
{
	reader->at = find(reader->text, 0, BEGIN_MARK);
	while (reader->at < reader->text.len) {
		if (read_block(reader) != 0)
			return -1;
		reader->at = find(reader->text, reader->at, BEGIN_MARK);
	}
	return 0;
}

static void
find_private_keys(struct cr_pem *pem)
{
	const struct cr_pem_object *object;

	for (object = pem->first; object != NULL; object = object->next) {
		if (object->kind == CR_PEM_PRIVATE_KEY ||
		    cr_pem_is_private_key(object->der))
			pem->private_key = true;
	}
}

int
cr_pem_read(
    struct cr_arena *arena, struct certrule_bytes text, struct cr_pem *pem)
{
	struct reader reader = {arena, text, 0, pem, &pem->first};
	struct cr_pem_object *object;

	pem->first = NULL;
	pem->private_key = false;
	pem->form = recognise(text);
	/* DER may hold anything, what looks like a block too. */
	if (pem->form == CR_PEM_DER) {
		object = add_object(&reader, CR_PEM_UNLABELLED);
		if (object == NULL)
			return -1;
		object->der = cr_arena_bytes(arena, text);
		if (object->der.data == NULL)
			return -1;
	} else if (read_blocks(&reader) != 0) {
		return -1;
	}
	if (pem->form != CR_PEM_DER && pem->first != NULL)
		pem->form = CR_PEM_TEXT;
	find_private_keys(pem);
	return 0;
}

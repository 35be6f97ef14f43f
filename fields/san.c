/* SPDX-License-Identifier: MIT */
/* Goes through the GENERAL_NAMEs one by one: a printed form would be emptied by
 * one bad entry.  See san.h. */
#include "san.h"

#include "../base/bytes.h"
#include "../base/value.h"
#include "hex.h"
#include "name.h"

#include <openssl/x509v3.h>
#include <string.h>

/* ------------------------------------------------------------------- syntax */

static bool
is_printable(struct certrule_bytes text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.data[i] <= 0x20 || text.data[i] >= 0x7f)
			return false;
	}
	return text.len > 0;
}

static bool
is_label(struct certrule_bytes label)
{
	size_t i;
	unsigned char c;

	for (i = 0; i < label.len; i++) {
		c = cr_lower(label.data[i]);
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '-' || c == '_'))
			return false;
	}
	return label.len > 0 && label.len <= 63;
}

/* Labels of letters, digits, hyphen and underscore; the first may be "*". */
static bool
is_dns(struct certrule_bytes name)
{
	const unsigned char *dot;
	size_t end;

	if (name.len > 253)
		return false;
	if (cr_bytes_starts(name, cr_bytes_text("*.")))
		name = cr_bytes_slice(name, 2, name.len);
	for (;;) {
		dot = name.len == 0 ? NULL : memchr(name.data, '.', name.len);
		end = dot == NULL ? name.len : (size_t)(dot - name.data);
		if (!is_label(cr_bytes_slice(name, 0, end)))
			return false;
		if (dot == NULL)
			return true;
		name = cr_bytes_slice(name, end + 1, name.len);
	}
}

static bool
is_email(struct certrule_bytes name)
{
	const unsigned char *at;
	size_t local;

	if (!is_printable(name))
		return false;
	at = memchr(name.data, '@', name.len);
	if (at == NULL || at == name.data)
		return false;
	local = (size_t)(at - name.data) + 1;
	return local < name.len &&
	       memchr(name.data + local, '@', name.len - local) == NULL;
}

/* RFC 3986 3.1: a scheme and something behind it. */
static bool
is_uri(struct certrule_bytes name)
{
	size_t i;
	unsigned char c;

	if (!is_printable(name))
		return false;
	for (i = 0; i < name.len && name.data[i] != ':'; i++) {
		c = cr_lower(name.data[i]);
		if (c >= 'a' && c <= 'z')
			continue;
		if (i == 0 || !((c >= '0' && c <= '9') || c == '+' ||
				  c == '-' || c == '.'))
			return false;
	}
	return i > 0 && i + 1 < name.len;
}

static bool
is_utf8_text(struct certrule_bytes text)
{
	size_t i;

	for (i = 0; i < text.len; i++) {
		if (text.data[i] < 0x20 || text.data[i] == 0x7f)
			return false;
	}
	return text.len > 0;
}

/* ------------------------------------------------------------------ reading */

/* The kinds of names that have an array, and what they have so far. */
enum kind {
	DNS,
	EMAIL,
	URI,
	UPN,
	DIRNAME,
	IP,
	KINDS
};

struct reader {
	struct cr_arena *arena;
	struct certrule_value *items[KINDS];
	size_t counts[KINDS];
	size_t malformed;
	bool nul;
	bool no_memory;
};

static void
add_value(struct reader *reader, enum kind kind, struct certrule_value value)
{
	reader->items[kind][reader->counts[kind]++] = value;
}

static void
add_text(struct reader *reader, enum kind kind, struct certrule_bytes text)
{
	struct certrule_bytes copy = cr_arena_bytes(reader->arena, text);

	if (copy.data == NULL)
		reader->no_memory = true;
	else
		add_value(reader, kind, cr_value_string(copy));
}

static void
note_nul(struct reader *reader, struct certrule_bytes text)
{
	if (text.len > 0 && memchr(text.data, '\0', text.len) != NULL)
		reader->nul = true;
}

static void
read_ia5(struct reader *reader, enum kind kind, const ASN1_STRING *string,
    bool (*is_valid)(struct certrule_bytes name))
{
	struct certrule_bytes text = cr_hex_octets(string);

	note_nul(reader, text);
	if (is_valid(text))
		add_text(reader, kind, text);
	else
		reader->malformed++;
}

static void
read_dns(struct reader *reader, const ASN1_STRING *string)
{
	unsigned char lower[253];
	struct certrule_bytes text = cr_hex_octets(string);
	size_t i;

	note_nul(reader, text);
	if (!is_dns(text)) {
		reader->malformed++;
		return;
	}
	for (i = 0; i < text.len; i++)
		lower[i] = cr_lower(text.data[i]);
	add_text(reader, DNS, cr_bytes(lower, text.len));
}

static void
read_ip(struct reader *reader, const ASN1_STRING *string)
{
	struct certrule_bytes octets = cr_hex_octets(string);
	struct certrule_ip ip = {0};

	if (octets.len != 4 && octets.len != 16) {
		reader->malformed++;
		return;
	}
	ip.family = octets.len == 4 ? 4 : 6;
	memcpy(ip.octets, octets.data, octets.len);
	add_value(reader, IP, cr_value_ip(ip));
}

/* Of the other names, the user principal name is the one people match on. */
static void
read_other(struct reader *reader, const OTHERNAME *other)
{
	struct certrule_bytes text;
	bool no_memory;

	if (OBJ_obj2nid(other->type_id) != NID_ms_upn)
		return;
	if (other->value == NULL || other->value->type != V_ASN1_UTF8STRING) {
		reader->malformed++;
		return;
	}
	text = cr_name_utf8(
	    reader->arena, other->value->value.utf8string, &no_memory);
	if (no_memory)
		reader->no_memory = true;
	else if (text.data == NULL || !is_utf8_text(text))
		reader->malformed++;
	else
		add_value(reader, UPN, cr_value_string(text));
}

static void
read_dirname(struct reader *reader, const X509_NAME *name)
{
	struct cr_buffer text;

	cr_buffer_init(&text, cr_arena_alloc_table(reader->arena));
	cr_name_rfc2253(&text, name);
	if (cr_buffer_failed(&text))
		reader->no_memory = true;
	else
		add_text(reader, DIRNAME, cr_buffer_bytes(&text));
	cr_buffer_fini(&text);
}

static void
read_name(struct reader *reader, const GENERAL_NAME *name)
{
	switch (name->type) {
	case GEN_DNS:
		read_dns(reader, name->d.dNSName);
		break;
	case GEN_EMAIL:
		read_ia5(reader, EMAIL, name->d.rfc822Name, is_email);
		break;
	case GEN_URI:
		read_ia5(
		    reader, URI, name->d.uniformResourceIdentifier, is_uri);
		break;
	case GEN_IPADD:
		read_ip(reader, name->d.iPAddress);
		break;
	case GEN_OTHERNAME:
		read_other(reader, name->d.otherName);
		break;
	case GEN_DIRNAME:
		read_dirname(reader, name->d.directoryName);
		break;
	default: /* x400Address, ediPartyName, registeredID: counted only */
		break;
	}
}

static int
read_names(struct reader *reader, const GENERAL_NAMES *names)
{
	int i, count = names == NULL ? 0 : sk_GENERAL_NAME_num(names);
	size_t kind;

	for (kind = 0; kind < KINDS; kind++) {
		reader->items[kind] = cr_arena_array(reader->arena,
		    (size_t)count + 1, sizeof *reader->items[kind]);
		if (reader->items[kind] == NULL)
			return -1;
	}
	for (i = 0; i < count; i++)
		read_name(reader, sk_GENERAL_NAME_value(names, i));
	return reader->no_memory ? -1 : 0;
}

static struct certrule_value
get_array(const struct reader *reader, enum kind kind)
{
	return cr_value_array(
	    kind == IP ? (unsigned)CERTRULE_IP : (unsigned)CERTRULE_STRING,
	    reader->items[kind], reader->counts[kind]);
}

bool
cr_san_is_sound(X509 *x509)
{
	GENERAL_NAMES *names;
	int critical = -1;

	names = X509_get_ext_d2i(x509, NID_subject_alt_name, &critical, NULL);
	GENERAL_NAMES_free(names);
	return names != NULL || critical == -1;
}

int
cr_san_read(struct cr_arena *arena, X509 *x509, struct cr_san *san)
{
	struct reader reader = {.arena = arena};
	GENERAL_NAMES *names;
	int critical = -1, result = -1;

	names = X509_get_ext_d2i(x509, NID_subject_alt_name, &critical, NULL);
	/* NULL with -1 is absent; anything else is broken, and a broken one
	 * was refused at verification, so this is a lack of memory. */
	if (names == NULL && critical != -1)
		return -1;
	if (read_names(&reader, names) != 0)
		goto out;
	san->dns = get_array(&reader, DNS);
	san->email = get_array(&reader, EMAIL);
	san->uri = get_array(&reader, URI);
	san->upn = get_array(&reader, UPN);
	san->dirname = get_array(&reader, DIRNAME);
	san->ip = get_array(&reader, IP);
	san->count = names == NULL ? 0 : (size_t)sk_GENERAL_NAME_num(names);
	san->malformed = reader.malformed;
	san->nul = reader.nul;
	result = 0;
out:
	GENERAL_NAMES_free(names);
	return result;
}

/* SPDX-License-Identifier: MIT */
/*
 * See lint.h.  One function a row; each looks at octets a stranger has sent,
 * so nothing here may take more than the size of the certificate allows.
 */
#include "lint.h"

#include "../base/bytes.h"
#include "hex.h"
#include "san.h"
#include "times.h"

#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#define SERIAL_OCTETS 20
#define LIFETIME      (INT64_C(825) * 86400)
#define SECURITY_BITS 112

struct subject {
	struct cr_arena *arena;
	const struct cr_certificate *certificate;
	X509 *x509; /* NULL: it does not parse */
	bool has_san, broken_san;
	struct cr_san san;
	bool no_memory;
};

/* ----------------------------------------------------------------- serial */

static bool
has_negative_serial(struct subject *subject)
{
	return (X509_get0_serialNumber(subject->x509)->type & V_ASN1_NEG) != 0;
}

static bool
has_zero_serial(struct subject *subject)
{
	struct certrule_bytes octets =
	    cr_hex_octets(X509_get0_serialNumber(subject->x509));
	size_t i;

	for (i = 0; i < octets.len; i++) {
		if (octets.data[i] != 0)
			return false;
	}
	return true;
}

/* As encoded: a first octet above 0x7f takes one more. */
static bool
has_long_serial(struct subject *subject)
{
	struct certrule_bytes octets =
	    cr_hex_octets(X509_get0_serialNumber(subject->x509));

	return octets.len > SERIAL_OCTETS ||
	       (octets.len == SERIAL_OCTETS && octets.data[0] > 0x7f);
}

/* ------------------------------------------------------------------ names */

static bool
name_has_nul(const X509_NAME *name)
{
	int i, count = X509_NAME_entry_count(name);
	struct certrule_bytes text;

	for (i = 0; i < count; i++) {
		text = cr_hex_octets(
		    X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i)));
		if (text.len > 0 && memchr(text.data, '\0', text.len) != NULL &&
		    X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i))
			    ->type != V_ASN1_BMPSTRING &&
		    X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, i))
			    ->type != V_ASN1_UNIVERSALSTRING)
			return true;
	}
	return false;
}

static bool
has_nul_in_name(struct subject *subject)
{
	return subject->san.nul ||
	       name_has_nul(X509_get_subject_name(subject->x509)) ||
	       name_has_nul(X509_get_issuer_name(subject->x509));
}

static bool
has_bad_san(struct subject *subject)
{
	return subject->broken_san || subject->san.malformed > 0 ||
	       (subject->has_san && subject->san.count == 0);
}

static bool
has_wildcard(struct subject *subject)
{
	const struct certrule_value *names = &subject->san.dns;
	size_t i;

	for (i = 0; i < names->as.array.count; i++) {
		if (cr_bytes_starts(names->as.array.items[i].as.string,
			cr_bytes_text("*.")))
			return true;
	}
	return false;
}

static bool
has_empty_subject(struct subject *subject)
{
	return X509_NAME_entry_count(X509_get_subject_name(subject->x509)) == 0;
}

/* -------------------------------------------------------------- extensions */

static bool
is_version1(struct subject *subject)
{
	return X509_get_version(subject->x509) != X509_VERSION_3;
}

static int
compare_objects(const void *a, const void *b)
{
	return OBJ_cmp(
	    *(const ASN1_OBJECT *const *)a, *(const ASN1_OBJECT *const *)b);
}

/* Sorted first: a stranger may send thousands. */
static bool
has_duplicate_extension(struct subject *subject)
{
	int i, count = X509_get_ext_count(subject->x509);
	const ASN1_OBJECT **kinds;

	if (count < 2)
		return false;
	kinds = cr_arena_array(subject->arena, (size_t)count, sizeof *kinds);
	if (kinds == NULL) {
		subject->no_memory = true;
		return false;
	}
	for (i = 0; i < count; i++)
		kinds[i] =
		    X509_EXTENSION_get_object(X509_get_ext(subject->x509, i));
	qsort(kinds, (size_t)count, sizeof *kinds, compare_objects);
	for (i = 1; i < count; i++) {
		if (OBJ_cmp(kinds[i - 1], kinds[i]) == 0)
			return true;
	}
	return false;
}

static bool
has_no_key_identifier(struct subject *subject)
{
	return X509_get_ext_by_NID(
		   subject->x509, NID_subject_key_identifier, -1) < 0;
}

static bool
is_ca(struct subject *subject)
{
	return (X509_get_extension_flags(subject->x509) & EXFLAG_CA) != 0;
}

static bool
has_no_purpose(struct subject *subject)
{
	return X509_get_ext_by_NID(subject->x509, NID_ext_key_usage, -1) < 0;
}

/* ------------------------------------------------------------------- times */

/* RFC 5280 4.1.2.5: UTCTime through 2049, GeneralizedTime after, both with
 * seconds, without fractions, in Zulu. */
static bool
is_good_time(const ASN1_TIME *time, int64_t *seconds)
{
	struct certrule_bytes text = cr_hex_octets(time);
	size_t len = time->type == V_ASN1_UTCTIME ? 13 : 15;
	const int64_t from_2050 = INT64_C(2524608000);

	return cr_times_seconds(time, seconds) && text.len == len &&
	       text.data[len - 1] == 'Z' &&
	       (time->type == V_ASN1_UTCTIME) == (*seconds < from_2050);
}

static bool
has_bad_time(struct subject *subject)
{
	int64_t start, end;

	return !is_good_time(X509_get0_notBefore(subject->x509), &start) ||
	       !is_good_time(X509_get0_notAfter(subject->x509), &end) ||
	       end < start;
}

static bool
is_long_lived(struct subject *subject)
{
	int64_t start, end;

	return cr_times_seconds(X509_get0_notBefore(subject->x509), &start) &&
	       cr_times_seconds(X509_get0_notAfter(subject->x509), &end) &&
	       end - start > LIFETIME;
}

/* ------------------------------------------------------------ cryptography */

static bool
has_weak_key(struct subject *subject)
{
	EVP_PKEY *key = X509_get0_pubkey(subject->x509);
	int bits =
	    key == NULL ? SECURITY_BITS : EVP_PKEY_get_security_bits(key);

	/* OpenSSL keeps 0 of a key whose size there was no memory to find. */
	if (bits <= 0)
		subject->no_memory = true;
	return bits < SECURITY_BITS;
}

static bool
has_weak_signature(struct subject *subject)
{
	int digest;

	if (X509_get_signature_info(subject->x509, &digest, NULL, NULL, NULL) !=
	    1)
		return false;
	return digest == NID_sha1 || digest == NID_md5 || digest == NID_md4 ||
	       digest == NID_md2 || digest == NID_md5_sha1;
}

/* ------------------------------------------------------------------ octets */

/* The length that the outermost header tells (X.690 8.1.3), with the header;
 * 0: it tells none. */
static size_t
get_told_length(struct certrule_bytes der)
{
	size_t i, octets, len = 0;

	if (der.len < 2 || der.data[0] != 0x30)
		return 0;
	if (der.data[1] < 0x80)
		return 2 + (size_t)der.data[1];
	octets = der.data[1] & 0x7fu;
	if (octets == 0 || octets > 4 || der.len < 2 + octets)
		return 0;
	for (i = 0; i < octets; i++)
		len = len << 8 | der.data[2 + i];
	return 2 + octets + len;
}

static bool
is_truncated(struct subject *subject)
{
	struct certrule_bytes der = subject->certificate->der;
	size_t told = get_told_length(der);

	return told != 0 && told != der.len;
}

/* --------------------------------------------------------------- the table */

static const struct row {
	const char *token;
	bool (*holds)(struct subject *subject);
} rows[] = {
#define LINT(token, function, doc) {token, function},
#include "lint.def"
#undef LINT
};

#define ROW_COUNT (sizeof rows / sizeof *rows)

/* Absent is fine, and broken is what is looked for here. */
static void
read_san(struct subject *subject)
{
	X509 *x509 = subject->x509;

	subject->has_san =
	    X509_get_ext_by_NID(x509, NID_subject_alt_name, -1) >= 0;
	if (!subject->has_san)
		return;
	subject->broken_san = !cr_san_is_sound(x509);
	if (!subject->broken_san &&
	    cr_san_read(subject->arena, x509, &subject->san) != 0)
		subject->no_memory = true;
}

/* Of one that does not parse only its octets can be looked at. */
static bool
holds(const struct row *row, struct subject *subject)
{
	if (subject->x509 == NULL && row->holds != is_truncated)
		return false;
	return row->holds(subject);
}

int
cr_lint_certificate(struct cr_arena *arena,
    const struct cr_certificate *certificate, struct certrule_value *out)
{
	struct subject subject = {.arena = arena,
	    .certificate = certificate,
	    .x509 = certificate->x509};
	struct certrule_value *items;
	size_t i, count = 0;

	items = cr_arena_array(arena, ROW_COUNT, sizeof *items);
	if (items == NULL)
		return -1;
	subject.san.dns = cr_value_array(CERTRULE_STRING, NULL, 0);
	if (subject.x509 != NULL)
		read_san(&subject);
	for (i = 0; i < ROW_COUNT && !subject.no_memory; i++) {
		if (holds(&rows[i], &subject))
			items[count++] =
			    cr_value_string(cr_bytes_text(rows[i].token));
	}
	*out = cr_value_array(CERTRULE_STRING, items, count);
	return subject.no_memory ? -1 : 0;
}

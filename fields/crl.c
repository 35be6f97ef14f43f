/* SPDX-License-Identifier: MIT */
/* Reads what a CRL says about itself (RFC 5280 5).  See crl.h; what it is about
 * is crl_scope.c. */
#include "crl.h"

#include "hex.h"
#include "times.h"

#include <stdlib.h>

/* --------------------------------------------------------------- extensions */

/* Critical extensions somebody here understands; any other makes the CRL one
 * that must not be used (RFC 5280 5.2, 5.3).  A number must not be critical. */
static bool
is_known_extension(int nid)
{
	return nid == NID_issuing_distribution_point ||
	       nid == NID_authority_key_identifier;
}

static bool
is_known_entry_extension(int nid)
{
	return nid == NID_crl_reason || nid == NID_invalidity_date ||
	       nid == NID_certificate_issuer;
}

static bool
has_unknown_critical(
    const STACK_OF(X509_EXTENSION) * extensions, bool (*is_known)(int nid))
{
	X509_EXTENSION *extension;
	int i;

	for (i = 0; i < X509v3_get_ext_count(extensions); i++) {
		extension = X509v3_get_ext(extensions, i);
		if (X509_EXTENSION_get_critical(extension) &&
		    !is_known(
			OBJ_obj2nid(X509_EXTENSION_get_object(extension))))
			return true;
	}
	return false;
}

static void
check_entries(struct cr_crl *crl)
{
	const STACK_OF(X509_EXTENSION) * extensions;
	size_t i;

	for (i = 0; i < crl->entry_count; i++) {
		extensions = X509_REVOKED_get0_extensions(crl->entries[i]);
		if (X509v3_get_ext_by_NID(
			extensions, NID_certificate_issuer, -1) >= 0) {
			crl->unusable = "is an indirect CRL";
			crl->foreign_entries = true;
			return;
		}
		if (has_unknown_critical(extensions, is_known_entry_extension))
			crl->unusable = "has an unknown critical extension";
	}
}

static void
check_times(struct cr_crl *crl)
{
	if (!cr_times_seconds(
		X509_CRL_get0_lastUpdate(crl->x509), &crl->this_update))
		crl->unusable = "has an unreadable thisUpdate";
	/* RFC 5280 5.1.2.5: every CRL says when the next one comes. */
	if (X509_CRL_get0_nextUpdate(crl->x509) == NULL)
		crl->unusable = "has no nextUpdate";
	else if (!cr_times_seconds(
		     X509_CRL_get0_nextUpdate(crl->x509), &crl->next_update))
		crl->unusable = "has an unreadable nextUpdate";
}

/* d2i of an extension answers NULL with -1 for "absent", and NULL with anything
 * else for "broken", which must not read as absent. */
static void
check_extensions(struct cr_crl *crl)
{
	int critical = -1;

	if (has_unknown_critical(
		X509_CRL_get0_extensions(crl->x509), is_known_extension))
		crl->unusable = "has an unknown critical extension";
	if (X509_CRL_get_ext_by_NID(crl->x509, NID_delta_crl, -1) >= 0)
		crl->unusable = "is a delta CRL";
	crl->scope = X509_CRL_get_ext_d2i(
	    crl->x509, NID_issuing_distribution_point, &critical, NULL);
	if (crl->scope == NULL && critical != -1) {
		crl->unusable = "has a broken extension";
		crl->foreign_entries = true;
	}
}

/* ------------------------------------------------------------------ entries */

static int
compare_entries(const void *a, const void *b)
{
	const X509_REVOKED *const *first = a, *const *second = b;

	return cr_hex_serial_compare(X509_REVOKED_get0_serialNumber(*first),
	    X509_REVOKED_get0_serialNumber(*second));
}

static int
sort_entries(struct cr_arena *arena, struct cr_crl *crl)
{
	STACK_OF(X509_REVOKED) *revoked = X509_CRL_get_REVOKED(crl->x509);
	int i, count = revoked == NULL ? 0 : sk_X509_REVOKED_num(revoked);

	if (count <= 0)
		return 0;
	crl->entries =
	    cr_arena_array(arena, (size_t)count, sizeof *crl->entries);
	if (crl->entries == NULL)
		return -1;
	for (i = 0; i < count; i++)
		crl->entries[i] = sk_X509_REVOKED_value(revoked, i);
	crl->entry_count = (size_t)count;
	qsort(crl->entries, crl->entry_count, sizeof *crl->entries,
	    compare_entries);
	return 0;
}

X509_REVOKED *
cr_crl_find(const struct cr_crl *crl, const ASN1_INTEGER *serial)
{
	size_t low = 0, high = crl->entry_count, middle;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = cr_hex_serial_compare(serial,
		    X509_REVOKED_get0_serialNumber(crl->entries[middle]));
		if (order == 0)
			return crl->entries[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

struct cr_crl *
cr_crl_take(struct cr_arena *arena, X509_CRL *x509)
{
	struct cr_crl *crl = cr_arena_get(arena, sizeof *crl);

	if (crl == NULL) {
		X509_CRL_free(x509);
		return NULL;
	}
	crl->x509 = x509;
	if (sort_entries(arena, crl) != 0) {
		cr_crl_fini(crl);
		return NULL;
	}
	check_extensions(crl);
	if (cr_crl_scope_set(crl) != 0) {
		cr_crl_fini(crl);
		return NULL;
	}
	check_entries(crl);
	check_times(crl);
	return crl;
}

void
cr_crl_fini(struct cr_crl *crl)
{
	ISSUING_DIST_POINT_free(crl->scope);
	X509_CRL_free(crl->x509);
	crl->scope = NULL;
	crl->x509 = NULL;
}

/* ------------------------------------------------------------------ reasons */

static long
get_reason(const X509_REVOKED *entry)
{
	ASN1_ENUMERATED *code;
	long reason;

	code = X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, NULL, NULL);
	reason = code == NULL ? 0 : ASN1_ENUMERATED_get(code);
	ASN1_ENUMERATED_free(code);
	return reason;
}

bool
cr_crl_takes_back(const X509_REVOKED *entry)
{
	return get_reason(entry) == CRL_REASON_REMOVE_FROM_CRL;
}

const char *
cr_crl_reason(const X509_REVOKED *entry)
{
	long reason = get_reason(entry);
	static const char *const reasons[] = {"unspecified", "key_compromise",
	    "ca_compromise", "affiliation_changed", "superseded",
	    "cessation_of_operation", "certificate_hold", "unspecified",
	    "remove_from_crl", "privilege_withdrawn", "aa_compromise"};

	if (reason < 0 || (size_t)reason >= sizeof reasons / sizeof reasons[0])
		return "unspecified";
	return reasons[reason];
}

bool
cr_crl_soon_stale(const struct cr_crl *crl, int64_t now)
{
	return (crl->next_update - now) * 10 <
	       crl->next_update - crl->this_update;
}

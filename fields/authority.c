/* SPDX-License-Identifier: MIT */
/*
 * A CA by itself, before any client comes.  OpenSSL judges time, key and
 * critical extensions of a path of one; what it asks of a CA only in longer
 * paths (strict) is asked here.
 */
#include "authority.h"

#include "times.h"
#include "verify.h"

#include <openssl/x509v3.h>

static bool
is_critical(X509 *x509, int nid)
{
	int index = X509_get_ext_by_NID(x509, nid, -1);

	return index >= 0 &&
	       X509_EXTENSION_get_critical(X509_get_ext(x509, index)) != 0;
}

static bool
signatures_differ(X509 *x509)
{
	const X509_ALGOR *outer;

	X509_get0_signature(NULL, &outer, x509);
	return X509_ALGOR_cmp(outer, X509_get0_tbs_sigalg(x509)) != 0;
}

/* RFC 5280 4.2.1.1, 4.2.1.2, 4.2.1.3, 4.2.1.9, 4.1.2.6, as
 * X509_V_FLAG_X509_STRICT reads them. */
static const char *
find_strict_fault(X509 *x509)
{
	uint32_t flags = X509_get_extension_flags(x509);

	if (!is_critical(x509, NID_basic_constraints))
		return "fails strict: its basicConstraints is not critical";
	if ((flags & EXFLAG_KUSAGE) == 0)
		return "fails strict: it has no keyUsage";
	if (X509_NAME_entry_count(X509_get_subject_name(x509)) == 0 ||
	    X509_NAME_entry_count(X509_get_issuer_name(x509)) == 0)
		return "fails strict: a name of it is empty";
	if (X509_get0_subject_key_id(x509) == NULL)
		return "fails strict: it has no subjectKeyIdentifier";
	if (is_critical(x509, NID_subject_key_identifier) ||
	    is_critical(x509, NID_authority_key_identifier))
		return "fails strict: a key identifier of it is critical";
	if (signatures_differ(x509))
		return "fails strict: its signature algorithms differ";
	return NULL;
}

static const char *
explain(struct cr_arena *arena, const struct cr_verify *verify)
{
	if (!verify->has_date)
		return cr_arena_printf(arena, "%s (%s)",
		    cr_reason_token(verify->reason), verify->text);
	return cr_arena_printf(arena, "%s %s",
	    verify->reason == CR_REASON_EXPIRED ? "expired"
						: "is not valid before",
	    cr_times_text(arena, verify->date));
}

int
cr_authority_judge(struct cr_arena *arena, X509 *authority,
    const struct cr_settings *settings, int64_t now, const char **unusable)
{
	struct cr_settings alone = *settings;
	X509_STORE *store = X509_STORE_new();
	struct cr_verify verify = {.path = NULL};
	int result = -1;

	/* As the leaf of a path it has no client's purpose. */
	alone.purpose = CR_PURPOSE_ANY;
	*unusable = NULL;
	if (store == NULL || X509_STORE_add_cert(store, authority) != 1 ||
	    cr_verify_chain(&verify, store, authority, NULL, &alone, now) != 0)
		goto out;
	if (verify.reason != CR_REASON_OK) {
		*unusable = explain(arena, &verify);
		if (*unusable == NULL)
			goto out;
	} else if (settings->strict) {
		*unusable = find_strict_fault(authority);
	}
	result = 0;
out:
	cr_verify_fini(&verify);
	X509_STORE_free(store);
	return result;
}

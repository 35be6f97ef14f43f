/* SPDX-License-Identifier: MIT */
/*
 * A block against its own settings, at load: what could never verify anybody,
 * or never tell of a revocation, is said before the first client comes.
 */
#include "authority.h"
#include "block.h"
#include "name.h"
#include "times.h"

#include <openssl/x509v3.h>

static const char *
get_name(struct cr_trust_load *load, const X509_NAME *name)
{
	return cr_name_text(cr_diags_arena(load->diags), name);
}

static const char *
get_date(struct cr_trust_load *load, int64_t seconds)
{
	return cr_times_text(cr_diags_arena(load->diags), seconds);
}

/* ---------------------------------------------------------------------- CAs */

/* A CA that names purposes but not this one can issue no client. */
static void
check_purposes(struct cr_trust_load *load, const struct cr_anchor *anchor)
{
	X509 *x509 = anchor->x509;

	if ((X509_get_extension_flags(x509) & EXFLAG_XKUSAGE) == 0 ||
	    (X509_get_extended_key_usage(x509) & XKU_SSL_CLIENT) != 0)
		return;
	cr_diags_add(load->diags, CR_DIAG_TRUST_CA_PURPOSE, anchor->span,
	    get_name(load, X509_get_subject_name(x509)));
	cr_diags_hint(load->diags, "its extendedKeyUsage lacks clientAuth");
}

static void
warn_of_anchor(struct cr_trust_load *load, const struct cr_anchor *anchor)
{
	cr_diags_add(load->diags, CR_DIAG_TRUST_CA_UNUSABLE, anchor->span,
	    get_name(load, X509_get_subject_name(anchor->x509)),
	    anchor->unusable);
}

/* None of them can be an anchor; the first one says why. */
static void
report_unusable(struct cr_trust_load *load, const struct cr_block *block,
    const struct cr_anchor *first)
{
	cr_diags_add(load->diags, CR_DIAG_TRUST_ALL_UNUSABLE,
	    block->statement->name_span, block->known.name,
	    get_name(load, X509_get_subject_name(first->x509)),
	    first->unusable);
	cr_diags_second(load->diags, first->span);
}

static int
check_anchors(struct cr_trust_load *load, struct cr_block *block)
{
	struct cr_arena *arena = cr_diags_arena(load->diags);
	struct cr_anchor *anchor;
	size_t usable = 0;

	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next) {
		if (cr_authority_judge(arena, anchor->x509, &block->settings,
			load->now, &anchor->unusable) != 0) {
			cr_diags_no_memory(load->diags);
			return -1;
		}
		usable += anchor->unusable == NULL;
	}
	if (usable == 0) {
		if (block->anchors != NULL)
			report_unusable(load, block, block->anchors);
		return -1;
	}
	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next) {
		if (anchor->unusable != NULL)
			warn_of_anchor(load, anchor);
		if (block->settings.purpose == CR_PURPOSE_CLIENT)
			check_purposes(load, anchor);
		/* The words are the diagnostics', the anchor stays longer. */
		anchor->unusable = NULL;
	}
	return 0;
}

/* --------------------------------------------------------------------- CRLs */

static void
add_crl(struct cr_trust_load *load, const struct cr_crl *crl,
    enum cr_diag_code code, const char *detail)
{
	cr_diags_add(load->diags, code, crl->span,
	    get_name(load, X509_CRL_get_issuer(crl->x509)), detail);
}

/* Remembers who signed it, so that no decision has to verify it again. */
static int
check_signature(struct cr_trust_load *load, const struct cr_block *block,
    struct cr_crl *crl)
{
	const X509_NAME *issuer = X509_CRL_get_issuer(crl->x509);
	const struct cr_anchor *anchor;
	EVP_PKEY *key;
	bool known = false;

	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next) {
		if (X509_NAME_cmp(
			X509_get_subject_name(anchor->x509), issuer) != 0)
			continue;
		known = true;
		key = X509_get0_pubkey(anchor->x509);
		if (key == NULL || X509_CRL_verify(crl->x509, key) != 1)
			continue;
		crl->signer = anchor->x509;
		return 0;
	}
	if (!known) {
		add_crl(load, crl, CR_DIAG_TRUST_CRL_FOREIGN, "");
		return 0;
	}
	add_crl(load, crl, CR_DIAG_TRUST_CRL_SIGNATURE, "");
	return -1;
}

static bool
may_sign_crls(X509 *x509)
{
	return (X509_get_extension_flags(x509) & EXFLAG_KUSAGE) == 0 ||
	       (X509_get_key_usage(x509) & KU_CRL_SIGN) != 0;
}

static const char *
find_fault(struct cr_trust_load *load, const struct cr_crl *crl)
{
	if (crl->unusable != NULL)
		return crl->unusable;
	if (crl->signer != NULL && !may_sign_crls(crl->signer))
		return "is by a CA whose keyUsage lacks cRLSign";
	if (crl->this_update > load->now)
		return "is of the future";
	return NULL;
}

static void
check_crl_times(struct cr_trust_load *load, const struct cr_block *block,
    const struct cr_crl *crl)
{
	const char *fault = find_fault(load, crl);
	int64_t end = crl->next_update + block->settings.grace;

	if (fault != NULL) {
		add_crl(load, crl, CR_DIAG_TRUST_CRL_UNUSABLE, fault);
		return;
	}
	if (crl->next_update <= load->now) {
		add_crl(load, crl, CR_DIAG_TRUST_CRL_STALE,
		    get_date(load, crl->next_update));
		if (end > load->now)
			cr_diags_hint(load->diags, "within its grace until %s",
			    get_date(load, end));
		return;
	}
	if (cr_crl_soon_stale(crl, load->now))
		add_crl(load, crl, CR_DIAG_TRUST_CRL_SOON,
		    get_date(load, crl->next_update));
}

int
cr_trust_check_block(struct cr_trust_load *load, struct cr_block *block)
{
	struct cr_crl *crl;
	int result = check_anchors(load, block);

	for (crl = block->crls; crl != NULL; crl = crl->next) {
		if (check_signature(load, block, crl) != 0)
			result = -1;
		else
			check_crl_times(load, block, crl);
	}
	return result;
}

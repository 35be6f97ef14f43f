/* SPDX-License-Identifier: MIT */
/* Looks every certificate below the anchor up in the CRLs of its issuer: any
 * revoked is revoked, else any unknown is unknown.  See revocation.h. */
#include "revocation_question.h"
#include "times.h"

#include <openssl/x509v3.h>
#include <string.h>

const char *
cr_revocation_status_text(enum cr_revocation_status status)
{
	switch (status) {
	case CR_REVOCATION_NOT_CHECKED:
		return "not_checked";
	case CR_REVOCATION_GOOD:
		return "good";
	case CR_REVOCATION_REVOKED:
		return "revoked";
	case CR_REVOCATION_UNKNOWN:
		return "unknown";
	}
	return "unknown"; /* unreachable: a case for each */
}

bool
cr_revocation_may_sign(X509 *issuer)
{
	return (X509_get_extension_flags(issuer) & EXFLAG_KUSAGE) == 0 ||
	       (X509_get_key_usage(issuer) & KU_CRL_SIGN) != 0;
}

static bool
signed_it(const struct cr_crl *crl, X509 *issuer)
{
	EVP_PKEY *key = X509_get0_pubkey(issuer);

	return key != NULL && cr_revocation_may_sign(issuer) &&
	       X509_CRL_verify(crl->x509, key) == 1;
}

/*
 * RFC 5280 6.3.3 (f), (g): the issuer signed it and was allowed to.  That is the
 * CA above in the path or, after a change of key, one of the same name further
 * up or in the block: each of them is trusted to speak for that name.  Last, a
 * key that the issuer has for CRLs alone.  What was checked at load is not
 * checked again.
 */
static bool
is_signed(
    const struct cr_crl *crl, const struct cr_revocation_question *question)
{
	const X509_NAME *name = X509_CRL_get_issuer(crl->x509);
	int i, count = sk_X509_num(question->path);
	X509 *above;

	if (crl->signer != NULL && cr_revocation_may_sign(crl->signer))
		return true;
	/* A leaf that is an anchor itself has only itself above it. */
	for (i = count == 1 ? 0 : question->depth + 1; i < count; i++) {
		above = sk_X509_value(question->path, i);
		if (X509_NAME_cmp(X509_get_subject_name(above), name) == 0 &&
		    signed_it(crl, above))
			return true;
	}
	return cr_revocation_signer_is_sent(crl, question);
}

static void
set_crl(struct cr_revocation *answer, const struct cr_crl *crl, int64_t now)
{
	answer->has_crl = true;
	answer->this_update = crl->this_update;
	answer->next_update = crl->next_update;
	answer->stale = crl->next_update <= now;
}

static void
set_unknown(struct cr_revocation *answer, const char *reason)
{
	answer->status = CR_REVOCATION_UNKNOWN;
	answer->reason = reason;
}

static void
set_revoked(struct cr_revocation *answer, const X509_REVOKED *entry)
{
	answer->status = CR_REVOCATION_REVOKED;
	answer->reason = cr_crl_reason(entry);
	answer->has_time = cr_times_seconds(
	    X509_REVOKED_get0_revocationDate(entry), &answer->time);
}

/* What one CRL of the issuer says.  A listing counts however old the CRL is and
 * whatever else is wrong with it, as long as the issuer signed it. */
static void
ask_crl(const struct cr_crl *crl, const struct cr_revocation_question *question,
    struct cr_revocation *answer)
{
	const X509_REVOKED *entry;

	set_unknown(answer, "bad");
	if (!is_signed(crl, question) || crl->foreign_entries)
		return;
	set_crl(answer, crl, question->now);
	entry = cr_crl_find(crl, X509_get0_serialNumber(question->certificate));
	if (entry != NULL && !cr_crl_takes_back(entry)) {
		set_revoked(answer, entry);
		return;
	}
	if (entry != NULL || crl->unusable != NULL ||
	    crl->this_update > question->now)
		return;
	if (question->now - question->block->settings.grace >=
	    crl->next_update) {
		set_unknown(answer, "expired");
		return;
	}
	answer->status = CR_REVOCATION_GOOD;
	answer->reason = NULL;
}

/* Among the CRLs of one issuer: revoked, else good by the newest, else the
 * unknown that says most. */
static int
rank(const struct cr_revocation *answer)
{
	switch (answer->status) {
	case CR_REVOCATION_REVOKED:
		return 4;
	case CR_REVOCATION_GOOD:
		return 3;
	case CR_REVOCATION_UNKNOWN:
		return strcmp(answer->reason, "expired") == 0 ? 2 : 1;
	case CR_REVOCATION_NOT_CHECKED:
		return 0;
	}
	return 0; /* unreachable: a case for each */
}

static bool
is_better(const struct cr_revocation *a, const struct cr_revocation *b)
{
	if (rank(a) != rank(b))
		return rank(a) > rank(b);
	return a->has_crl && b->has_crl && a->this_update > b->this_update;
}

/* Silence of CRLs that each speak of some reasons only. */
struct parts {
	unsigned reasons;
	struct cr_revocation oldest;
};

static void
add_part(
    struct parts *parts, const struct cr_revocation *answer, unsigned reasons)
{
	if (parts->reasons == 0 ||
	    answer->this_update < parts->oldest.this_update)
		parts->oldest = *answer;
	parts->reasons |= reasons;
}

/* RFC 5280 6.3.3: good is said for all reasons, or not at all. */
static void
settle_parts(const struct parts *parts, struct cr_revocation *best)
{
	if (parts->reasons == 0 || best->status == CR_REVOCATION_REVOKED ||
	    best->status == CR_REVOCATION_GOOD)
		return;
	if (parts->reasons == CR_CRL_ALL_REASONS)
		*best = parts->oldest;
	else if (best->status == CR_REVOCATION_NOT_CHECKED)
		set_unknown(best, "bad");
}

static void
ask_crls(const struct cr_revocation_question *question, struct parts *parts,
    struct cr_revocation *best)
{
	const X509_NAME *name = X509_get_issuer_name(question->certificate);
	struct cr_revocation answer;
	const struct cr_crl *crl = question->block->crls;
	unsigned reasons;

	for (; crl != NULL; crl = crl->next) {
		if (X509_NAME_cmp(X509_CRL_get_issuer(crl->x509), name) != 0)
			continue;
		reasons = cr_crl_reasons_for(crl, question->certificate);
		if (reasons == 0)
			continue;
		answer = (struct cr_revocation){.depth = question->depth};
		ask_crl(crl, question, &answer);
		if (answer.status == CR_REVOCATION_GOOD &&
		    reasons != CR_CRL_ALL_REASONS)
			add_part(parts, &answer, reasons);
		else if (is_better(&answer, best))
			*best = answer;
	}
}

void
cr_revocation_ask(
    const struct cr_revocation_question *question, struct cr_revocation *best)
{
	struct parts parts = {.reasons = 0};

	*best = (struct cr_revocation){.status = CR_REVOCATION_NOT_CHECKED};
	ask_crls(question, &parts, best);
	settle_parts(&parts, best);
	if (best->status == CR_REVOCATION_NOT_CHECKED)
		set_unknown(best, "no_crl");
	best->depth = question->depth;
}

/* The worse of two certificates' answers; of two good ones the older. */
static bool
is_worse(const struct cr_revocation *a, const struct cr_revocation *b)
{
	static const int badness[] = {
	    [CR_REVOCATION_NOT_CHECKED] = 0,
	    [CR_REVOCATION_GOOD] = 1,
	    [CR_REVOCATION_UNKNOWN] = 2,
	    [CR_REVOCATION_REVOKED] = 3,
	};

	if (badness[a->status] != badness[b->status])
		return badness[a->status] > badness[b->status];
	return a->status == CR_REVOCATION_GOOD &&
	       a->this_update < b->this_update;
}

static void
ask_certificate(struct cr_revocation_question *question, X509 *certificate,
    struct cr_revocation *out)
{
	struct cr_revocation answer;

	question->certificate = certificate;
	cr_revocation_ask(question, &answer);
	if (is_worse(&answer, out))
		*out = answer;
}

/* -------------------------------------------------------------------- twins */

static bool
is_twin(X509 *a, X509 *b)
{
	return X509_cmp(a, b) != 0 &&
	       X509_NAME_cmp(
		   X509_get_subject_name(a), X509_get_subject_name(b)) == 0 &&
	       EVP_PKEY_eq(X509_get0_pubkey(a), X509_get0_pubkey(b)) == 1;
}

/*
 * A CA with two certificates, by two issuers or one after the other: either
 * makes a path, and which of them does hangs on their order and on what else
 * was sent.  Who revokes one of them speaks of the CA, its name and key; so the
 * revoked one counts although the path goes by the other, a search for another
 * path never makes revoked into good, and the answer to the same certificates
 * is the same in every order.  A twin nobody knows anything of changes nothing,
 * and need not be genuine: a client can only harm himself with it.
 */
static void
ask_twins(struct cr_revocation_question *question, struct cr_revocation *out)
{
	X509 *certificate = sk_X509_value(question->path, question->depth);
	struct cr_revocation answer;
	X509 *twin;
	int i;

	for (i = 0; i < sk_X509_num(question->sent); i++) {
		twin = sk_X509_value(question->sent, i);
		if (!is_twin(certificate, twin))
			continue;
		answer = (struct cr_revocation){.status = CR_REVOCATION_GOOD};
		ask_certificate(question, twin, &answer);
		if (answer.status == CR_REVOCATION_REVOKED &&
		    is_worse(&answer, out))
			*out = answer;
	}
}

void
cr_revocation_run(struct cr_revocation *out, const struct cr_block *block,
    STACK_OF(X509) * path, STACK_OF(X509) * sent, int64_t now)
{
	struct cr_revocation_question question = {
	    .block = block, .path = path, .sent = sent, .now = now};
	int count = sk_X509_num(path) - 1;

	*out = (struct cr_revocation){.status = CR_REVOCATION_NOT_CHECKED};
	if (block->settings.revocation == CR_REVOCATION_OFF)
		return;
	if (count < 1 || block->settings.revocation == CR_REVOCATION_LEAF)
		count = 1;
	for (; question.depth < count; question.depth++) {
		ask_certificate(
		    &question, sk_X509_value(path, question.depth), out);
		if (question.depth > 0)
			ask_twins(&question, out);
	}
}

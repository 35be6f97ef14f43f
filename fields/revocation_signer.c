/* SPDX-License-Identifier: MIT */
/*
 * CAs that sign certificates with one key and CRLs with another (RFC 5280
 * 6.3.3 (f)): the certificate of the second is not in the path, so it must have
 * one of its own, from the anchor of that path, and must not be revoked itself.
 */
#include "revocation_question.h"
#include "verify.h"

#include <openssl/x509v3.h>

/* Of the CRL's issuer, and for CRLs in so many words: a certificate that names
 * no usage at all is nobody's key for CRLs. */
static bool
is_candidate(const struct cr_crl *crl, X509 *x509)
{
	return X509_NAME_cmp(X509_get_subject_name(x509),
		   X509_CRL_get_issuer(crl->x509)) == 0 &&
	       (X509_get_extension_flags(x509) & EXFLAG_KUSAGE) != 0 &&
	       (X509_get_key_usage(x509) & KU_CRL_SIGN) != 0;
}

/* As strictly as the rest of its path; only a leaf has yet to be unrevoked. */
static bool
is_unrevoked(
    const struct cr_revocation_question *question, STACK_OF(X509) * path)
{
	const struct cr_settings *settings = &question->block->settings;
	struct cr_revocation_question nested = *question;
	int count = sk_X509_num(path) - 1;
	struct cr_revocation answer;

	nested.path = path;
	nested.nested = true;
	for (nested.depth = 0; nested.depth < count; nested.depth++) {
		nested.certificate = sk_X509_value(path, nested.depth);
		cr_revocation_ask(&nested, &answer);
		if (answer.status == CR_REVOCATION_REVOKED)
			return false;
		if (answer.status != CR_REVOCATION_GOOD &&
		    settings->revocation == CR_REVOCATION_CHAIN)
			return false;
	}
	return true;
}

/* A store of the one anchor, so that no other can vouch for it. */
static X509_STORE *
new_store(const struct cr_revocation_question *question)
{
	STACK_OF(X509) *path = question->path;
	X509_STORE *store = X509_STORE_new();

	if (store != NULL &&
	    X509_STORE_add_cert(
		store, sk_X509_value(path, sk_X509_num(path) - 1)) == 1)
		return store;
	X509_STORE_free(store);
	return NULL;
}

/* Who signs CRLs needs no purpose of a client's. */
static bool
is_vouched_for(const struct cr_revocation_question *question, X509 *x509)
{
	struct cr_settings settings = question->block->settings;
	X509_STORE *store = new_store(question);
	struct cr_verify verify = {.path = NULL};
	bool result = false;

	settings.purpose = CR_PURPOSE_ANY;
	if (store != NULL &&
	    cr_verify_chain(&verify, store, x509, question->sent, &settings,
		question->now) == 0 &&
	    verify.reason == CR_REASON_OK)
		result = is_unrevoked(question, verify.path);
	cr_verify_fini(&verify);
	X509_STORE_free(store);
	return result;
}

bool
cr_revocation_signer_is_sent(
    const struct cr_crl *crl, const struct cr_revocation_question *question)
{
	X509 *x509;
	int i;

	if (question->nested)
		return false;
	for (i = 0; i < sk_X509_num(question->sent); i++) {
		x509 = sk_X509_value(question->sent, i);
		/* The cheaper and the client's own first: a CRL is long. */
		if (is_candidate(crl, x509) && is_vouched_for(question, x509) &&
		    X509_CRL_verify(crl->x509, X509_get0_pubkey(x509)) == 1)
			return true;
	}
	return false;
}

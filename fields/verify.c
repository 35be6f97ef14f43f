/* SPDX-License-Identifier: MIT */
/* What is asked before OpenSSL, OpenSSL, and a search for another path where
 * it took a wrong turn.  See verify.h. */
#include "verify.h"

#include "path.h"
#include "peer.h"
#include "verify_attempt.h"

#include <openssl/x509v3.h>
#include <string.h>

void
cr_verify_refuse(
    struct cr_verify *out, enum cr_reason reason, int code, const char *text)
{
	out->reason = reason;
	out->code = code;
	out->depth = 0;
	out->text = text;
	out->has_date = false;
	out->errors[0].depth = 0;
	out->errors[0].reason = reason;
	out->error_count = 1;
}

void
cr_verify_fini(struct cr_verify *verify)
{
	sk_X509_pop_free(verify->path, X509_free);
	X509_free(verify->culprit);
	verify->path = NULL;
	verify->culprit = NULL;
}

int
cr_verify_chain(struct cr_verify *out, X509_STORE *store, X509 *leaf,
    STACK_OF(X509) * untrusted, const struct cr_settings *settings, int64_t now)
{
	const struct cr_attempt attempt = {.store = store,
	    .leaf = leaf,
	    .untrusted = untrusted,
	    .settings = settings,
	    .now = now};

	return cr_verify_attempt(out, &attempt);
}

/* ------------------------------------------------------------- around that */

/* `eku required`: a leaf that names no purpose at all will not do. */
static bool
lacks_purpose(X509 *leaf, enum cr_purpose purpose)
{
	uint32_t usage = X509_get_extended_key_usage(leaf);

	if ((X509_get_extension_flags(leaf) & EXFLAG_XKUSAGE) == 0)
		return true;
	switch (purpose) {
	case CR_PURPOSE_CLIENT:
		return (usage & XKU_SSL_CLIENT) == 0;
	case CR_PURPOSE_SERVER:
		return (usage & XKU_SSL_SERVER) == 0;
	case CR_PURPOSE_ANY:
		return false;
	}
	return true; /* unreachable: a case for each */
}

/* What is known without building a path.  A duplicate extension would else
 * read as "unable to get issuer", and a key nobody can read as a weak one. */
static bool
refuse_early(struct cr_verify *out, const struct certrule_peer *peer)
{
	X509 *leaf = peer->leaf->x509;
	const char *excess = cr_verify_limits_size(peer);

	if (excess == NULL && leaf == NULL) {
		cr_verify_refuse(out, CR_REASON_INVALID_CERTIFICATE,
		    X509_V_ERR_UNSPECIFIED, "the certificate does not parse");
		return true;
	}
	if (excess == NULL &&
	    (X509_get_extension_flags(leaf) & EXFLAG_INVALID) != 0) {
		cr_verify_refuse(out, CR_REASON_INVALID_EXTENSION,
		    X509_V_ERR_INVALID_EXTENSION,
		    "invalid or inconsistent certificate extension");
		return true;
	}
	if (excess == NULL)
		excess = cr_verify_limits_content(peer);
	if (excess != NULL) {
		cr_verify_refuse(out, CR_REASON_LIMIT_EXCEEDED,
		    X509_V_ERR_APPLICATION_VERIFICATION, excess);
		return true;
	}
	if (X509_get0_pubkey(leaf) == NULL) {
		cr_verify_refuse(out, CR_REASON_INVALID_CERTIFICATE,
		    X509_V_ERR_UNSPECIFIED, "the public key does not parse");
		return true;
	}
	return false;
}

/* Another path has the same leaf, so what is wrong with that stays wrong. */
static bool
is_final(const struct cr_verify *verify)
{
	static const enum cr_reason reasons[] = {CR_REASON_OK,
	    CR_REASON_INVALID_EXTENSION, CR_REASON_EXPIRED,
	    CR_REASON_NOT_YET_VALID, CR_REASON_BAD_TIME,
	    CR_REASON_WRONG_PURPOSE, CR_REASON_UNHANDLED_CRITICAL,
	    CR_REASON_WEAK_KEY};
	size_t i;

	for (i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
		if (verify->depth == 0 && verify->reason == reasons[i])
			return true;
	}
	return false;
}

static int
find_path(struct cr_verify *out, const struct certrule_peer *peer,
    const struct cr_block *block, int64_t now)
{
	if (cr_verify_chain(out, block->store, peer->leaf->x509,
		peer->untrusted, &block->settings, now) != 0)
		return -1;
	return is_final(out) ? 0 : cr_path_search(out, peer, block, now);
}

int
cr_verify_run(struct cr_verify *out, const struct certrule_peer *peer,
    const struct cr_block *block, int64_t now)
{
	memset(out, 0, sizeof *out);
	if (refuse_early(out, peer))
		return 0;
	if (find_path(out, peer, block, now) != 0)
		return -1;
	if (out->reason == CR_REASON_OK && block->settings.eku_required &&
	    lacks_purpose(peer->leaf->x509, block->settings.purpose)) {
		cr_verify_fini(out);
		cr_verify_refuse(out, CR_REASON_WRONG_PURPOSE,
		    X509_V_ERR_INVALID_PURPOSE,
		    "the certificate names no purpose, and one is required");
	}
	return 0;
}

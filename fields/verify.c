/* SPDX-License-Identifier: MIT */
/* Path validation by OpenSSL, with everything it leaves open set.  See
 * verify.h. */
#include "verify.h"

#include "times.h"

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

/* ---------------------------------------------------------------- recording */

static void
record_culprit(struct cr_verify *out, X509 *x509)
{
	X509_free(out->culprit);
	out->culprit = NULL;
	if (x509 != NULL && X509_up_ref(x509) == 1)
		out->culprit = x509;
}

static void
record_date(struct cr_verify *out, enum cr_reason reason, const X509 *x509)
{
	out->has_date = false;
	if (x509 == NULL)
		return;
	if (reason == CR_REASON_EXPIRED)
		out->has_date =
		    cr_times_seconds(X509_get0_notAfter(x509), &out->date);
	if (reason == CR_REASON_NOT_YET_VALID)
		out->has_date =
		    cr_times_seconds(X509_get0_notBefore(x509), &out->date);
}

/* Sees every error and changes nothing: returning anything but ok would. */
static int
record_error(int ok, X509_STORE_CTX *context)
{
	struct cr_verify *out = X509_STORE_CTX_get_app_data(context);
	struct cr_verify_error *error;

	if (ok != 0 || out->error_count == CR_VERIFY_ERRORS)
		return ok;
	error = &out->errors[out->error_count++];
	error->depth = X509_STORE_CTX_get_error_depth(context);
	error->reason = cr_reason_of_code(X509_STORE_CTX_get_error(context));
	record_date(
	    out, error->reason, X509_STORE_CTX_get_current_cert(context));
	record_culprit(out, X509_STORE_CTX_get_current_cert(context));
	return ok;
}

/* ------------------------------------------------------------- verification */

static int
set_purpose(X509_VERIFY_PARAM *param, enum cr_purpose purpose)
{
	switch (purpose) {
	case CR_PURPOSE_CLIENT:
		return X509_VERIFY_PARAM_set_purpose(
			   param, X509_PURPOSE_SSL_CLIENT) == 1 &&
			       X509_VERIFY_PARAM_set_trust(
				   param, X509_TRUST_SSL_CLIENT) == 1
			   ? 0
			   : -1;
	case CR_PURPOSE_SERVER:
		return X509_VERIFY_PARAM_set_purpose(
			   param, X509_PURPOSE_SSL_SERVER) == 1 &&
			       X509_VERIFY_PARAM_set_trust(
				   param, X509_TRUST_SSL_SERVER) == 1
			   ? 0
			   : -1;
	case CR_PURPOSE_ANY:
		return 0;
	}
	return -1;
}

/* Everything is set here and nothing left to OpenSSL's defaults, which differ
 * between files, connections and versions.  No CRL flags: a second pass looks
 * at those.  No policies, no proxy certificates. */
static int
set_parameters(
    X509_VERIFY_PARAM *param, const struct cr_settings *settings, int64_t now)
{
	unsigned long flags =
	    X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_TRUSTED_FIRST;

	if (settings->strict)
		flags |= X509_V_FLAG_X509_STRICT;
	if (X509_VERIFY_PARAM_set_flags(param, flags) != 1 ||
	    X509_VERIFY_PARAM_clear_flags(param,
		X509_V_FLAG_ALLOW_PROXY_CERTS | X509_V_FLAG_CRL_CHECK |
		    X509_V_FLAG_CRL_CHECK_ALL | X509_V_FLAG_NO_CHECK_TIME |
		    X509_V_FLAG_IGNORE_CRITICAL) != 1)
		return -1;
	X509_VERIFY_PARAM_set_depth(param, settings->depth);
	X509_VERIFY_PARAM_set_auth_level(param, settings->auth_level);
	X509_VERIFY_PARAM_set_time(param, (time_t)now);
	return set_purpose(param, settings->purpose);
}

static int
take_result(struct cr_verify *out, X509_STORE_CTX *context, int status)
{
	if (status == 1) {
		out->path = X509_STORE_CTX_get1_chain(context);
		if (out->path == NULL)
			return -1;
		out->reason = CR_REASON_OK;
		out->code = X509_V_OK;
		out->depth = 0;
		out->text = "ok";
		out->error_count = 0;
		return 0;
	}
	out->code = X509_STORE_CTX_get_error(context);
	/* A failure without a code is still a failure. */
	if (out->code == X509_V_OK)
		out->code = X509_V_ERR_UNSPECIFIED;
	out->reason = cr_reason_of_code(out->code);
	out->depth = X509_STORE_CTX_get_error_depth(context);
	out->text = X509_verify_cert_error_string(out->code);
	if (status < 0 || out->reason == CR_REASON_OUT_OF_MEMORY)
		return -1;
	return 0;
}

int
cr_verify_chain(struct cr_verify *out, X509_STORE *store, X509 *leaf,
    STACK_OF(X509) * untrusted, const struct cr_settings *settings, int64_t now)
{
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	int result = -1;

	memset(out, 0, sizeof *out);
	out->reason = CR_REASON_OUT_OF_MEMORY;
	out->code = X509_V_ERR_OUT_OF_MEM;
	if (context == NULL ||
	    X509_STORE_CTX_init(context, store, leaf, untrusted) != 1 ||
	    X509_STORE_CTX_set_app_data(context, out) != 1 ||
	    set_parameters(X509_STORE_CTX_get0_param(context), settings, now) !=
		0)
		goto out;
	X509_STORE_CTX_set_verify_cb(context, record_error);
	result = take_result(out, context, X509_verify_cert(context));
out:
	X509_STORE_CTX_free(context);
	return result;
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
	return true;
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

int
cr_verify_run(struct cr_verify *out, const struct certrule_peer *peer,
    const struct cr_block *block, int64_t now)
{
	memset(out, 0, sizeof *out);
	if (refuse_early(out, peer))
		return 0;
	if (cr_verify_chain(out, block->store, peer->leaf->x509,
		peer->untrusted, &block->settings, now) != 0)
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

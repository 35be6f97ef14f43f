/* SPDX-License-Identifier: MIT */
/*
 * One call of X509_verify_cert(), with everything it leaves open set: the only
 * place where a certificate becomes verified.  Which certificates it is shown
 * is verify.c and path.c.
 */
#include "verify_attempt.h"

#include "times.h"

#include <openssl/x509v3.h>
#include <string.h>

/* What the callbacks of a call are told. */
struct call {
	struct cr_verify *out;
	STACK_OF(X509) * path; /* or NULL: OpenSSL chooses */
};

/* ---------------------------------------------------------------- recording */

void
cr_verify_add_error(struct cr_verify *out, struct cr_verify_error error)
{
	size_t i;

	for (i = 0; i < out->error_count; i++) {
		if (out->errors[i].depth == error.depth &&
		    out->errors[i].reason == error.reason)
			return;
	}
	if (out->error_count < CR_VERIFY_ERRORS)
		out->errors[out->error_count++] = error;
}

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
	struct call *call = X509_STORE_CTX_get_app_data(context);
	struct cr_verify_error error;

	if (ok != 0)
		return ok;
	error.depth = X509_STORE_CTX_get_error_depth(context);
	error.reason = cr_reason_of_code(X509_STORE_CTX_get_error(context));
	cr_verify_add_error(call->out, error);
	record_date(
	    call->out, error.reason, X509_STORE_CTX_get_current_cert(context));
	record_culprit(call->out, X509_STORE_CTX_get_current_cert(context));
	return ok;
}

/* ----------------------------------------------------------------- one path */

static bool
stands_above(STACK_OF(X509) * path, const X509 *issuer, const X509 *x509)
{
	int i;

	for (i = 0; i + 1 < sk_X509_num(path); i++) {
		if (sk_X509_value(path, i) == x509)
			return sk_X509_value(path, i + 1) == issuer;
	}
	return false;
}

/* OpenSSL's own rule, and besides only the next one of the path: says no more
 * often than it does, and yes never. */
static int
check_issued(X509_STORE_CTX *context, X509 *x509, X509 *issuer)
{
	const struct call *call = X509_STORE_CTX_get_app_data(context);

	return (x509 == issuer || stands_above(call->path, issuer, x509)) &&
	       X509_check_issued(issuer, x509) == X509_V_OK;
}

X509_STORE *
cr_verify_attempt_store(void)
{
	X509_STORE *store = X509_STORE_new();

	if (store != NULL)
		X509_STORE_set_check_issued(store, check_issued);
	return store;
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
	return -1; /* unreachable: a case for each */
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

/* Certificates whose signature was, or may have been, looked at. */
static int
count_signatures(X509_STORE_CTX *context)
{
	STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);

	return chain == NULL ? 0 : sk_X509_num(chain) - 1;
}

static int
set_up(X509_STORE_CTX *context, const struct cr_attempt *attempt,
    struct call *call)
{
	if (X509_STORE_CTX_init(context, attempt->store, attempt->leaf,
		attempt->untrusted) != 1 ||
	    X509_STORE_CTX_set_app_data(context, call) != 1 ||
	    set_parameters(X509_STORE_CTX_get0_param(context),
		attempt->settings, attempt->now) != 0)
		return -1;
	if (attempt->trusted != NULL)
		X509_STORE_CTX_set0_trusted_stack(context, attempt->trusted);
	X509_STORE_CTX_set_verify_cb(context, record_error);
	return 0;
}

int
cr_verify_attempt(struct cr_verify *out, const struct cr_attempt *attempt)
{
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	struct call call = {out, attempt->path};
	int result = -1;

	memset(out, 0, sizeof *out);
	out->reason = CR_REASON_OUT_OF_MEMORY;
	out->code = X509_V_ERR_OUT_OF_MEM;
	if (context == NULL || set_up(context, attempt, &call) != 0)
		goto out;
	result = take_result(out, context, X509_verify_cert(context));
	out->calls = 1;
	out->signatures = count_signatures(context);
out:
	X509_STORE_CTX_free(context);
	return result;
}

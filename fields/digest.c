/* SPDX-License-Identifier: MIT */
/* See digest.h.  Needs nothing of the process: EVP with its defaults. */
#include "digest.h"

#include "../base/bytes.h"
#include "errors.h"
#include "fetch.h"
#include "hex.h"

int
cr_digest_fetch(struct certrule_fieldset *facts, struct certrule_bytes bytes,
    const EVP_MD *kind, struct certrule_value *out)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	struct cr_buffer text;

	if (EVP_Digest(bytes.data, bytes.len, digest, &len, kind, NULL) != 1)
		return -1;
	cr_buffer_init(&text, facts->alloc);
	cr_hex_lower(&text, cr_bytes(digest, len));
	return cr_fetch_take(facts, &text, out);
}

int
cr_digest_fetch_key(
    struct certrule_fieldset *facts, X509 *x509, struct certrule_value *out)
{
	unsigned char *der = NULL;
	int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &der);
	int result = -1;

	if (len > 0)
		result = cr_digest_fetch(
		    facts, cr_bytes(der, (size_t)len), EVP_sha256(), out);
	OPENSSL_free(der);
	return result;
}

int
cr_digest_sha256(struct cr_call *call)
{
	struct certrule_bytes bytes = call->args[0].as.string, digest;
	unsigned char octets[EVP_MAX_MD_SIZE];
	unsigned len = 0;
	int status;

	cr_errors_begin();
	status =
	    EVP_Digest(bytes.data, bytes.len, octets, &len, EVP_sha256(), NULL);
	if (cr_errors_end() || status != 1) {
		call->why = "sha256 is not available";
		return -1;
	}
	digest = cr_arena_bytes(call->scratch, cr_bytes(octets, len));
	if (digest.data == NULL) {
		call->why = "no scratch memory left";
		return -1;
	}
	*call->result = cr_value_string(digest);
	return 0;
}

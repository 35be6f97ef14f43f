/* SPDX-License-Identifier: MIT */
/* Bounds on what a stranger can make us do (reliability.md 2).  The certificates
 * of a block are ours and have none. */
#include "verify.h"

#include "../base/limits.h"
#include "peer.h"

#include <openssl/x509v3.h>

const char *
cr_verify_limits_size(const struct certrule_peer *peer)
{
	if (peer->leaf->der.len > CR_LIMIT_LEAF)
		return "the certificate has more than 64 KiB";
	if (peer->sent_count > CR_LIMIT_SENT_CERTIFICATES)
		return "more than 10 other certificates were sent";
	if (peer->sent_bytes > CR_LIMIT_SENT_BYTES)
		return "more than 256 KiB of other certificates were sent";
	return NULL;
}

/* Absent is fine; what is broken was refused before. */
static bool
has_too_many_names(X509 *leaf)
{
	GENERAL_NAMES *names =
	    X509_get_ext_d2i(leaf, NID_subject_alt_name, NULL, NULL);
	bool result =
	    names != NULL && sk_GENERAL_NAME_num(names) > CR_LIMIT_SAN;

	GENERAL_NAMES_free(names);
	return result;
}

/* A key may cost a signature check whether or not it ends up in the path. */
static const char *
check_key(X509 *x509)
{
	EVP_PKEY *key = X509_get0_pubkey(x509);
	int kind = key == NULL ? EVP_PKEY_NONE : EVP_PKEY_get_base_id(key);

	if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_RSA_PSS)
		return NULL;
	if (EVP_PKEY_get_bits(key) < CR_LIMIT_RSA_MIN)
		return "an RSA key has less than 2048 bits";
	if (EVP_PKEY_get_bits(key) > CR_LIMIT_RSA_MAX)
		return "an RSA key has more than 8192 bits";
	return NULL;
}

const char *
cr_verify_limits_content(const struct certrule_peer *peer)
{
	const char *excess = check_key(peer->leaf->x509);
	int i;

	if (excess == NULL && has_too_many_names(peer->leaf->x509))
		excess = "the certificate has more than 256 names";
	for (i = 0; i < sk_X509_num(peer->untrusted) && excess == NULL; i++)
		excess = check_key(sk_X509_value(peer->untrusted, i));
	return excess;
}

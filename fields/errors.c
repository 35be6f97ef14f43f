/* SPDX-License-Identifier: MIT */
/* Empties OpenSSL's error queue and looks for one thing in it. */
#include "errors.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

void
cr_errors_begin(void)
{
	ERR_clear_error();
}

bool
cr_errors_end(void)
{
	bool no_memory = false;
	unsigned long error;

	while ((error = ERR_get_error()) != 0) {
		if (ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE)
			no_memory = true;
	}
	return no_memory;
}

static bool
is_whole(const EVP_PKEY *key)
{
	return key != NULL && EVP_PKEY_get_bits(key) > 0 &&
	       EVP_PKEY_get_security_bits(key) > 0 &&
	       EVP_PKEY_get_size(key) > 0;
}

/* A key that can be read now could not when its certificate was parsed. */
static bool
reads_now(X509 *x509)
{
	unsigned char *der = NULL;
	const unsigned char *p;
	int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &der);
	EVP_PKEY *key = NULL;
	bool result;

	p = der;
	if (len > 0)
		key = d2i_PUBKEY(NULL, &p, len);
	result = is_whole(key);
	OPENSSL_free(der);
	EVP_PKEY_free(key);
	return result;
}

void
cr_errors_settle(X509 *x509)
{
	if (x509 == NULL)
		return;
	(void)X509_get_extension_flags(x509);
	if (!is_whole(X509_get0_pubkey(x509)) && reads_now(x509))
		ERR_raise(ERR_LIB_USER, ERR_R_MALLOC_FAILURE);
}

/* SPDX-License-Identifier: MIT */
/* Empties OpenSSL's error queue and looks for one thing in it. */
#include "errors.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

void
cr_errors_begin(void)
{
	/* Clearing what is empty is not free. */
	if (ERR_peek_error() != 0)
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
has_key(X509 *x509)
{
	const EVP_PKEY *key = X509_get0_pubkey(x509);

	return key != NULL && EVP_PKEY_get_bits(key) > 0 &&
	       EVP_PKEY_get_security_bits(key) > 0 &&
	       EVP_PKEY_get_size(key) > 0;
}

/* Flags that a lack of memory can set, or keep from being set. */
static bool
is_doubtful(uint32_t flags)
{
	return (flags & (EXFLAG_INVALID | EXFLAG_NO_FINGERPRINT)) != 0 ||
	       (flags & (EXFLAG_SI | EXFLAG_SS)) == EXFLAG_SI;
}

/* The same octets once more: what is wrong with both is wrong with them. */
static bool
is_like_its_copy(X509 *x509)
{
	X509 *copy = X509_dup(x509);
	bool result =
	    copy != NULL && has_key(copy) == has_key(x509) &&
	    X509_get_extension_flags(copy) == X509_get_extension_flags(x509);

	X509_free(copy);
	return result;
}

void
cr_errors_settle(X509 *x509)
{
	if (x509 == NULL ||
	    (has_key(x509) && !is_doubtful(X509_get_extension_flags(x509))))
		return;
	if (!is_like_its_copy(x509))
		ERR_raise(ERR_LIB_USER, ERR_R_MALLOC_FAILURE);
}

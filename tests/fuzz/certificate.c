/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a certificate in DER: as it came, and, if it parses, signed by a
 * CA that is trusted.
 */
#include "clients.h"

#include "../../base/bytes.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const unsigned char *at = data;
	X509 *x509 = len == 0 ? NULL : d2i_X509(NULL, &at, (long)len);
	X509 *resigned = x509 == NULL ? NULL : clients_sign(x509);
	struct certrule_bytes der;

	clients_try(cr_bytes(data, len), cr_bytes(NULL, 0));
	if (resigned != NULL) {
		der = clients_der(resigned);
		clients_try(der, cr_bytes(NULL, 0));
		OPENSSL_free((void *)(uintptr_t)der.data);
	}
	X509_free(resigned);
	X509_free(x509);
	return 0;
}

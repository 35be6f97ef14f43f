/* SPDX-License-Identifier: MIT */
/*
 * Calls of OpenSSL that may fail without any allocation: each counts as one, by
 * the linker's --wrap, and so fails in turn.  The calls are those of our code,
 * and of no library.
 */
#include "sweep.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

/* What it returns where it fails; weak, see places.c. */
#define CALL(type, failure, name, parameters, arguments)                  \
	type __real_##name parameters __attribute__((weak));              \
	type __wrap_##name parameters;                                    \
	type __wrap_##name parameters                                     \
	{                                                                 \
		return places_fail() ? failure : __real_##name arguments; \
	}

CALL(int, 0, CRYPTO_THREAD_read_lock, (CRYPTO_RWLOCK * lock), (lock))
CALL(int, 0, CRYPTO_THREAD_write_lock, (CRYPTO_RWLOCK * lock), (lock))

CALL(int, 0, EVP_Digest,
    (const void *data, size_t count, unsigned char *md, unsigned int *size,
	const EVP_MD *type, ENGINE *engine),
    (data, count, md, size, type, engine))
CALL(int, 0, EVP_DigestInit_ex,
    (EVP_MD_CTX * hash, const EVP_MD *type, ENGINE *engine),
    (hash, type, engine))
CALL(int, 0, EVP_DigestUpdate,
    (EVP_MD_CTX * hash, const void *data, size_t len), (hash, data, len))
CALL(int, 0, EVP_DigestFinal_ex,
    (EVP_MD_CTX * hash, unsigned char *md, unsigned int *len), (hash, md, len))
CALL(int, 0, EVP_PKEY_get_bits, (const EVP_PKEY *key), (key))
CALL(int, 0, EVP_PKEY_get_security_bits, (const EVP_PKEY *key), (key))
CALL(const char *, NULL, EVP_PKEY_get0_type_name, (const EVP_PKEY *key), (key))
CALL(unsigned char *, NULL, HMAC,
    (const EVP_MD *type, const void *key, int key_len,
	const unsigned char *data, size_t len, unsigned char *md,
	unsigned int *md_len),
    (type, key, key_len, data, len, md, md_len))

CALL(int, 0, X509_up_ref, (X509 * x509), (x509))
CALL(int, 0, X509_digest,
    (const X509 *x509, const EVP_MD *type, unsigned char *md,
	unsigned int *len),
    (x509, type, md, len))
CALL(int, -1, i2d_X509, (const X509 *x509, unsigned char **out), (x509, out))
CALL(int, 0, X509_STORE_add_cert, (X509_STORE * store, X509 *x509),
    (store, x509))
CALL(int, 0, X509_STORE_CTX_set_ex_data,
    (X509_STORE_CTX * context, int index, void *data), (context, index, data))
CALL(int, 0, X509_VERIFY_PARAM_set_flags,
    (X509_VERIFY_PARAM * parameters, unsigned long flags), (parameters, flags))
CALL(int, 0, X509_VERIFY_PARAM_clear_flags,
    (X509_VERIFY_PARAM * parameters, unsigned long flags), (parameters, flags))
CALL(int, 0, X509_VERIFY_PARAM_set_purpose,
    (X509_VERIFY_PARAM * parameters, int purpose), (parameters, purpose))
CALL(int, 0, X509_VERIFY_PARAM_set_trust,
    (X509_VERIFY_PARAM * parameters, int trust), (parameters, trust))

CALL(int, 0, SSL_CTX_set_ex_data, (SSL_CTX * context, int index, void *data),
    (context, index, data))
CALL(int, 0, SSL_set_ex_data, (SSL * ssl, int index, void *data),
    (ssl, index, data))
CALL(int, 0, SSL_CTX_set_max_early_data, (SSL_CTX * context, uint32_t most),
    (context, most))
CALL(int, 0, SSL_CTX_set_recv_max_early_data,
    (SSL_CTX * context, uint32_t most), (context, most))
CALL(int, 0, SSL_SESSION_set1_ticket_appdata,
    (SSL_SESSION * session, const void *data, size_t len), (session, data, len))

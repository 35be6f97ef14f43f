/* SPDX-License-Identifier: MIT */
/* Tokens, and OpenSSL's codes to reasons. */
#include "reason.h"

#include <openssl/x509_vfy.h>
#include <stddef.h>

const char *
cr_reason_token(enum cr_reason reason)
{
	static const char *const tokens[] = {
#define REASON(name, token) token,
#define VERIFY_CODE(code, name)
#include "reasons.def"
#undef REASON
#undef VERIFY_CODE
	};

	return tokens[reason];
}

enum cr_reason
cr_reason_of_code(int code)
{
	static const struct {
		int code;
		enum cr_reason reason;
	} rows[] = {
#define REASON(name, token)
#define VERIFY_CODE(code, name) {code, CR_REASON_##name},
#include "reasons.def"
#undef REASON
#undef VERIFY_CODE
	};
	size_t i;

	for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].code == code)
			return rows[i].reason;
	}
	return CR_REASON_INVALID_CERTIFICATE;
}

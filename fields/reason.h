/* SPDX-License-Identifier: MIT */
/* The reasons of verification, rows of reasons.def. */
#ifndef CR_REASON_H
#define CR_REASON_H

enum cr_reason {
#define REASON(name, token) CR_REASON_##name,
#define VERIFY_CODE(code, name)
#include "reasons.def"
#undef REASON
#undef VERIFY_CODE
	CR_REASON_COUNT
};

const char *cr_reason_token(enum cr_reason reason);
/* Of an X509_V_ERR_... */
enum cr_reason cr_reason_of_code(int code);

#endif

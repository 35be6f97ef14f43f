/* SPDX-License-Identifier: MIT */
/* The language's is_timed_hmac_valid_v0(), by OpenSSL. */
#ifndef CR_HMAC_H
#define CR_HMAC_H

#include "../base/schema.h"

/* Its body: true, false, or -1 where there is no SHA-256. */
int cr_hmac_is_valid(struct cr_call *call);

#endif

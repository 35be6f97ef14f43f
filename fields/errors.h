/* SPDX-License-Identifier: MIT */
/*
 * OpenSSL's error queue belongs to the thread, not to us.  Work of ours stands
 * between cr_errors_begin() and cr_errors_end(), which leave it empty; in
 * between it says whether something failed for want of memory, which must never
 * read as "absent" or "invalid".
 */
#ifndef CR_ERRORS_H
#define CR_ERRORS_H

#include <stdbool.h>

void cr_errors_begin(void);
/* True if an allocation failed since begin. */
bool cr_errors_end(void);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Subject alternative names (RFC 5280 4.2.1.6) as values.  A name with a NUL, a
 * wrong length or bad syntax is left out of its array and counted.
 */
#ifndef CR_SAN_H
#define CR_SAN_H

#include "../base/arena.h"

#include <openssl/x509.h>
#include <stdbool.h>

struct cr_san {
	struct certrule_value dns; /* lower case */
	struct certrule_value email, uri, upn, dirname, ip;
	size_t count;	  /* names of all kinds */
	size_t malformed; /* of them, left out */
	bool nul;	  /* one has a NUL in it */
};

/* It decodes, or there is none. */
bool cr_san_is_sound(X509 *x509);
/* Only for a certificate whose extensions were found sound.  -1: no memory. */
int cr_san_read(
    struct cr_arena *arena, X509 *x509, struct cr_san *san) CERTRULE_MUST_USE;

#endif

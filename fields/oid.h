/* SPDX-License-Identifier: MIT */
/* Object identifiers as text. */
#ifndef CR_OID_H
#define CR_OID_H

#include "../base/arena.h"

#include <openssl/objects.h>

/*
 * "1.3.6.1.5.5.7.3.2" as a String.  One of more than 64 octets, which nobody
 * uses and whose numbers take quadratic time to print, is "hex:" and its octets.
 * -1: no memory.
 */
int cr_oid_value(struct cr_arena *arena, const ASN1_OBJECT *object,
    struct certrule_value *out) CERTRULE_MUST_USE;
/* OpenSSL's short name where it has one, as "clientAuth", else the same. */
int cr_oid_name(struct cr_arena *arena, const ASN1_OBJECT *object,
    struct certrule_value *out) CERTRULE_MUST_USE;

#endif

/* SPDX-License-Identifier: MIT */
/* Distinguished names as text, and their attributes as values.  Text is for
 * people and for Cloudflare's fields; rules match attributes. */
#ifndef CR_NAME_H
#define CR_NAME_H

#include "../base/arena.h"
#include "../base/buffer.h"

#include <openssl/x509.h>
#include <stdbool.h>

/* CN=James,OU=Admins,O=Access\, Inc.,C=US (RFC 2253, multi-byte as \XX): only
 * printable ASCII.  Lack of memory shows in out. */
void cr_name_rfc2253(struct cr_buffer *out, const X509_NAME *name);
/* /C=US/O=Access/CN=James */
void cr_name_legacy(struct cr_buffer *out, const X509_NAME *name);
/* The RFC 2253 form in the arena, cut at 200 bytes: for messages.  Never
 * NULL. */
const char *cr_name_text(struct cr_arena *arena, const X509_NAME *name);
/* The values of an attribute as Array<String> in UTF-8, in the order of the
 * name; those with a NUL in them are left out.  -1: no memory. */
int cr_name_values(struct cr_arena *arena, const X509_NAME *name, int nid,
    struct certrule_value *out) CERTRULE_MUST_USE;
/* In UTF-8 without a NUL, in the arena.  data NULL and *no_memory false: it has
 * no such form. */
struct certrule_bytes cr_name_utf8(
    struct cr_arena *arena, const ASN1_STRING *string, bool *no_memory);

#endif

/* SPDX-License-Identifier: MIT */
/* Base64 (RFC 4648 4), standard alphabet, with padding. */
#ifndef CR_BASE64_H
#define CR_BASE64_H

#include "buffer.h"

/* Characters that so many octets take. */
size_t cr_base64_length(size_t octets);
void cr_base64_print(struct cr_buffer *out, struct certrule_bytes bytes);
/* White space is skipped (RFC 7468 3); anything else out of place is -1.
 * Lack of memory shows in out. */
int cr_base64_parse(
    struct cr_buffer *out, struct certrule_bytes text) CERTRULE_MUST_USE;

/* The parts, for who has memory of its own.  Octets that so many digits make;
 * the padding off the end, -1 if it is not right; the digits alone, -1 if
 * anything else stands among them. */
size_t cr_base64_octets(size_t digits);
int cr_base64_strip(struct certrule_bytes *text) CERTRULE_MUST_USE;
int cr_base64_decode(
    struct certrule_bytes digits, unsigned char *out) CERTRULE_MUST_USE;
/* Padded, cr_base64_length() characters. */
void cr_base64_encode(struct certrule_bytes bytes, unsigned char *out);

#endif

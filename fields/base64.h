/* SPDX-License-Identifier: MIT */
/* Base64 (RFC 4648 4), standard alphabet, with padding. */
#ifndef CR_BASE64_H
#define CR_BASE64_H

#include "../base/buffer.h"

/* Characters that so many octets take. */
size_t cr_base64_length(size_t octets);
void cr_base64_print(struct cr_buffer *out, struct certrule_bytes bytes);
/* White space is skipped (RFC 7468 3); anything else out of place is -1.
 * Lack of memory shows in out. */
int cr_base64_parse(
    struct cr_buffer *out, struct certrule_bytes text) CERTRULE_MUST_USE;

#endif

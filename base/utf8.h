/* SPDX-License-Identifier: MIT */
/* Just enough UTF-8: valid sequences, their length, and bidi controls. */
#ifndef CR_UTF8_H
#define CR_UTF8_H

#include "certrule.h"

#include <stdbool.h>

/* Length of the valid sequence at the start of bytes (RFC 3629: shortest form,
 * no surrogates), 0 if there is none. *code is the code point. */
size_t cr_utf8_decode(struct certrule_bytes bytes, uint32_t *code);
bool cr_utf8_valid(struct certrule_bytes bytes);
/* U+061C, U+200E, U+200F, U+202A..U+202E, U+2066..U+2069 (UAX 9). */
bool cr_utf8_is_bidi(uint32_t code);
/* Code points, an invalid byte counting as one. */
size_t cr_utf8_count(struct certrule_bytes bytes);

#endif

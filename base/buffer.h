/* SPDX-License-Identifier: MIT */
/* A string under construction.  Failure is sticky: add without looking, ask
 * cr_buffer_failed() once at the end. */
#ifndef CR_BUFFER_H
#define CR_BUFFER_H

#include "certrule.h"

#include <stdbool.h>

struct cr_buffer {
	const struct certrule_alloc *alloc;
	unsigned char *data; /* NUL-terminated once anything was added */
	size_t len, capacity;
	bool failed;
};

void cr_buffer_init(
    struct cr_buffer *buffer, const struct certrule_alloc *alloc);
void cr_buffer_fini(struct cr_buffer *buffer);
void cr_buffer_clear(struct cr_buffer *buffer);
bool cr_buffer_failed(const struct cr_buffer *buffer);
void cr_buffer_add(struct cr_buffer *buffer, const void *data, size_t len);
void cr_buffer_add_bytes(struct cr_buffer *buffer, struct certrule_bytes bytes);
void cr_buffer_add_text(struct cr_buffer *buffer, const char *text);
void cr_buffer_add_byte(struct cr_buffer *buffer, unsigned char byte);
void cr_buffer_repeat(struct cr_buffer *buffer, char c, size_t count);
void cr_buffer_printf(struct cr_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* For a terminal: control characters, DEL, double quotes, backslash, invalid
 * UTF-8, line separators (U+2028, U+2029) and bidi controls as \xHH; other UTF-8
 * as it is. */
void cr_buffer_escape(struct cr_buffer *buffer, struct certrule_bytes bytes);
/* The same but for quotes and backslashes, which stay: for text that a person
 * reads and does not read back. */
void cr_buffer_show(struct cr_buffer *buffer, struct certrule_bytes bytes);
/* One character of cr_buffer_show(); returns how many bytes it was, not 0. */
size_t cr_buffer_add_safe(
    struct cr_buffer *buffer, struct certrule_bytes bytes);
/* Room for len more bytes, to be filled and then counted by _extend; NULL: no
 * memory, and the buffer has failed. */
unsigned char *cr_buffer_reserve(struct cr_buffer *buffer, size_t len);
void cr_buffer_extend(struct cr_buffer *buffer, size_t len);
/* data is never NULL. */
struct certrule_bytes cr_buffer_bytes(const struct cr_buffer *buffer);

#endif

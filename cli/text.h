/* SPDX-License-Identifier: MIT */
/* A string under construction.  Failure is sticky: add without looking, ask
 * for `failed` once at the end. */
#ifndef CR_TEXT_H
#define CR_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct cr_text {
	char *data; /* NUL-terminated once anything was added */
	size_t len, capacity;
	bool failed;
};

/* Zeroed is empty, too. */
void cr_text_init(struct cr_text *text);
void cr_text_fini(struct cr_text *text);
void cr_text_clear(struct cr_text *text);
/* Never NULL. */
const char *cr_text_get(const struct cr_text *text);
/* A certrule_write_fn; context is the struct cr_text. */
int cr_text_write(void *context, const char *data, size_t len);
void cr_text_add(struct cr_text *text, const char *string);
void cr_text_printf(struct cr_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Room for len more bytes behind the end, or NULL; see cr_text_grown(). */
char *cr_text_room(struct cr_text *text, size_t len);
/* len of those bytes were filled. */
void cr_text_grown(struct cr_text *text, size_t len);
/* The same for a terminal: control characters, bytes that are no UTF-8 and
 * bidi controls as \xHH, so that nothing printed moves a cursor. */
void cr_text_escape(struct cr_text *text, const char *data, size_t len);
/* The length of the first character if that leaves it as it is, or 0. */
size_t cr_text_printable(const char *data, size_t len);
/* For between the quotes of a JSON string: bytes that are no UTF-8 as U+FFFD. */
void cr_text_escape_json(struct cr_text *text, const char *data, size_t len);
/* The number of edits from one word to another. */
size_t cr_text_distance(const char *from, const char *to);

#endif

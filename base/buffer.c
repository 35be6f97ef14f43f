/* SPDX-License-Identifier: MIT */
/*
 * Growing strings.  Capacity doubles; one byte of it is always the NUL.  Once
 * an addition failed nothing more is added, so that the data is a beginning of
 * what was meant, never a text with a hole.
 */
#include "alloc.h"
#include "buffer.h"
#include "bytes.h"
#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FIRST_CAPACITY ((size_t)64)

void
cr_buffer_init(struct cr_buffer *buffer, const struct certrule_alloc *alloc)
{
	*buffer = (struct cr_buffer){.alloc = alloc};
}

void
cr_buffer_fini(struct cr_buffer *buffer)
{
	cr_alloc_free(buffer->alloc, buffer->data);
	cr_buffer_init(buffer, buffer->alloc);
}

void
cr_buffer_clear(struct cr_buffer *buffer)
{
	buffer->len = 0;
	buffer->failed = false;
	if (buffer->data != NULL)
		buffer->data[0] = '\0';
}

bool
cr_buffer_failed(const struct cr_buffer *buffer)
{
	return buffer->failed;
}

static bool
grow(struct cr_buffer *buffer, size_t needed)
{
	size_t capacity = buffer->capacity;
	unsigned char *data;

	if (capacity == 0)
		capacity = FIRST_CAPACITY;
	while (capacity < needed)
		capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
	data = cr_alloc_resize(buffer->alloc, buffer->data, capacity, 1);
	if (data == NULL)
		return false;
	buffer->data = data;
	buffer->capacity = capacity;
	return true;
}

unsigned char *
cr_buffer_reserve(struct cr_buffer *buffer, size_t len)
{
	size_t needed;

	if (buffer->failed)
		return NULL;
	if (__builtin_add_overflow(buffer->len, len, &needed) ||
	    __builtin_add_overflow(needed, 1, &needed) ||
	    (needed > buffer->capacity && !grow(buffer, needed))) {
		buffer->failed = true;
		return NULL;
	}
	return buffer->data + buffer->len;
}

void
cr_buffer_extend(struct cr_buffer *buffer, size_t len)
{
	buffer->len += len;
	buffer->data[buffer->len] = '\0';
}

void
cr_buffer_add(struct cr_buffer *buffer, const void *data, size_t len)
{
	unsigned char *end = cr_buffer_reserve(buffer, len);

	if (end == NULL)
		return;
	if (len != 0)
		memcpy(end, data, len);
	cr_buffer_extend(buffer, len);
}

void
cr_buffer_add_bytes(struct cr_buffer *buffer, struct certrule_bytes bytes)
{
	cr_buffer_add(buffer, bytes.data, bytes.len);
}

void
cr_buffer_add_text(struct cr_buffer *buffer, const char *text)
{
	cr_buffer_add(buffer, text, strlen(text));
}

void
cr_buffer_add_byte(struct cr_buffer *buffer, unsigned char byte)
{
	cr_buffer_add(buffer, &byte, 1);
}

void
cr_buffer_repeat(struct cr_buffer *buffer, char c, size_t count)
{
	unsigned char *end = cr_buffer_reserve(buffer, count);

	if (end == NULL)
		return;
	memset(end, c, count);
	cr_buffer_extend(buffer, count);
}

void
cr_buffer_printf(struct cr_buffer *buffer, const char *format, ...)
{
	va_list args, again;
	unsigned char *end = NULL;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	if (len < 0)
		buffer->failed = true;
	else
		end = cr_buffer_reserve(buffer, (size_t)len);
	if (end != NULL) {
		vsnprintf((char *)end, (size_t)len + 1, format, again);
		cr_buffer_extend(buffer, (size_t)len);
	}
	va_end(again);
	va_end(args);
}

/* What nobody sees, so that two names would read the same: soft hyphen, joiners,
 * fillers, spaces and operators without width, and marks of other text. */
static bool
is_invisible(uint32_t code)
{
	return code == 0xad || code == 0x34f || code == 0x115f ||
	       code == 0x1160 || code == 0x17b4 || code == 0x17b5 ||
	       (code >= 0x180b && code <= 0x180f) ||
	       (code >= 0x200b && code <= 0x200d) ||
	       (code >= 0x2060 && code <= 0x206f) || code == 0x3164 ||
	       (code >= 0xfe00 && code <= 0xfe0f) || code == 0xfeff ||
	       code == 0xffa0 || (code >= 0xfff9 && code <= 0xfffb);
}

/* What may make a terminal do something, or a line look like another one. */
static bool
is_unsafe(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code <= 0x9f) ||
	       code == 0x2028 || code == 0x2029 || cr_utf8_is_bidi(code) ||
	       is_invisible(code);
}

size_t
cr_buffer_add_safe(struct cr_buffer *buffer, struct certrule_bytes bytes)
{
	uint32_t code;
	size_t len = cr_utf8_decode(bytes, &code);

	if (len != 0 && !is_unsafe(code)) {
		cr_buffer_add(buffer, bytes.data, len);
		return len;
	}
	if (len == 0)
		len = 1;
	for (size_t i = 0; i < len; i++)
		cr_buffer_printf(buffer, "\\x%02x", bytes.data[i]);
	return len;
}

void
cr_buffer_escape(struct cr_buffer *buffer, struct certrule_bytes bytes)
{
	while (bytes.len != 0) {
		size_t len = 1;

		if (bytes.data[0] == '"' || bytes.data[0] == '\\')
			cr_buffer_printf(buffer, "\\x%02x", bytes.data[0]);
		else
			len = cr_buffer_add_safe(buffer, bytes);
		bytes = cr_bytes_slice(bytes, len, bytes.len);
	}
}

void
cr_buffer_show(struct cr_buffer *buffer, struct certrule_bytes bytes)
{
	while (bytes.len != 0) {
		size_t len = cr_buffer_add_safe(buffer, bytes);

		bytes = cr_bytes_slice(bytes, len, bytes.len);
	}
}

struct certrule_bytes
cr_buffer_bytes(const struct cr_buffer *buffer)
{
	if (buffer->data == NULL)
		return cr_bytes("", 0);
	return cr_bytes(buffer->data, buffer->len);
}

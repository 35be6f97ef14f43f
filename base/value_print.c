/* SPDX-License-Identifier: MIT */
/*
 * Values and types as text: for a person, where a string reads back as the same
 * literal of the language, and as JSON.  Either can be sent to a terminal.
 */
#include "alloc.h"
#include "ip.h"
#include "utf8.h"
#include "value.h"

#include <inttypes.h>
#include <string.h>

/* ------------------------------------------------------------- for a person */

static void
print_string(struct cr_buffer *out, struct certrule_bytes string)
{
	cr_buffer_add_byte(out, '"');
	while (string.len != 0) {
		if (string.data[0] == '"' || string.data[0] == '\\')
			cr_buffer_add_byte(out, '\\');
		string = cr_bytes_slice(
		    string, cr_buffer_add_safe(out, string), string.len);
	}
	cr_buffer_add_byte(out, '"');
}

static void
print_array(struct cr_buffer *out, const struct certrule_value *value)
{
	cr_buffer_add_byte(out, '[');
	for (size_t i = 0; i < value->as.array.count; i++) {
		cr_buffer_add_text(out, i == 0 ? "" : ", ");
		cr_value_print(out, &value->as.array.items[i]);
	}
	cr_buffer_add_byte(out, ']');
}

static void
print_map(struct cr_buffer *out, const struct certrule_value *value)
{
	cr_buffer_add_byte(out, '{');
	for (size_t i = 0; i < value->as.map.count; i++) {
		cr_buffer_add_text(out, i == 0 ? "" : ", ");
		print_string(out, value->as.map.entries[i].key);
		cr_buffer_add_text(out, ": ");
		cr_value_print(out, &value->as.map.entries[i].value);
	}
	cr_buffer_add_byte(out, '}');
}

static void
print_present(struct cr_buffer *out, const struct certrule_value *value)
{
	switch ((enum certrule_kind)CERTRULE_KIND_OF(value->type)) {
	case CERTRULE_BOOL:
		cr_buffer_add_text(out, value->as.boolean ? "true" : "false");
		return;
	case CERTRULE_INT:
		cr_buffer_printf(out, "%" PRId64, value->as.integer);
		return;
	case CERTRULE_STRING:
		print_string(out, value->as.string);
		return;
	case CERTRULE_IP:
		cr_ip_print(out, &value->as.ip);
		return;
	case CERTRULE_ARRAY:
		print_array(out, value);
		return;
	case CERTRULE_MAP:
		print_map(out, value);
		return;
	}
}

void
cr_value_print(struct cr_buffer *out, const struct certrule_value *value)
{
	switch (value->state) {
	case CERTRULE_MISSING:
		cr_buffer_add_text(out, "(missing)");
		return;
	case CERTRULE_PRESENT:
		print_present(out, value);
		return;
	case CERTRULE_ERROR:
		cr_buffer_add_text(out, "(error: ");
		if (value->as.why != NULL)
			cr_buffer_show(out, cr_bytes_text(value->as.why));
		cr_buffer_add_byte(out, ')');
		return;
	}
}

/* -------------------------------------------------------------------- JSON */

/* One character of valid UTF-8; what a terminal must not get is escaped, and is
 * always below U+10000. */
static size_t
json_character(struct cr_buffer *out, struct certrule_bytes rest)
{
	uint32_t code = 0;
	size_t len = cr_utf8_decode(rest, &code);
	size_t before;

	if (code == '"' || code == '\\')
		cr_buffer_add_byte(out, '\\');
	before = out->len;
	cr_buffer_add_safe(out, rest);
	if (out->len - before == len || cr_buffer_failed(out))
		return len;
	out->len = before;
	cr_buffer_printf(out, "\\u%04x", code);
	return len;
}

static void
json_text(struct cr_buffer *out, struct certrule_bytes text)
{
	cr_buffer_add_byte(out, '"');
	while (text.len != 0)
		text =
		    cr_bytes_slice(text, json_character(out, text), text.len);
	cr_buffer_add_byte(out, '"');
}

/* Bytes that are no UTF-8 go as {"hex":"00ff"}, as facts take them. */
static void
json_string(struct cr_buffer *out, struct certrule_bytes string)
{
	if (cr_utf8_valid(string)) {
		json_text(out, string);
		return;
	}
	cr_buffer_add_text(out, "{\"hex\":\"");
	for (size_t i = 0; i < string.len; i++)
		cr_buffer_printf(out, "%02x", string.data[i]);
	cr_buffer_add_text(out, "\"}");
}

static void json_value(
    struct cr_buffer *out, const struct certrule_value *value);

static void
json_array(struct cr_buffer *out, const struct certrule_value *value)
{
	cr_buffer_add_byte(out, '[');
	for (size_t i = 0; i < value->as.array.count; i++) {
		cr_buffer_add_text(out, i == 0 ? "" : ",");
		json_value(out, &value->as.array.items[i]);
	}
	cr_buffer_add_byte(out, ']');
}

/* A key has to be text: one that is not has its bad bytes shown as \xHH. */
static void
json_key(struct cr_buffer *out, struct certrule_bytes key)
{
	struct cr_buffer shown;

	if (cr_utf8_valid(key)) {
		json_text(out, key);
		return;
	}
	cr_buffer_init(&shown, out->alloc);
	cr_buffer_show(&shown, key);
	json_text(out, cr_buffer_bytes(&shown));
	if (cr_buffer_failed(&shown))
		out->failed = true;
	cr_buffer_fini(&shown);
}

static void
json_map(struct cr_buffer *out, const struct certrule_value *value)
{
	cr_buffer_add_byte(out, '{');
	for (size_t i = 0; i < value->as.map.count; i++) {
		cr_buffer_add_text(out, i == 0 ? "" : ",");
		json_key(out, value->as.map.entries[i].key);
		cr_buffer_add_byte(out, ':');
		json_value(out, &value->as.map.entries[i].value);
	}
	cr_buffer_add_byte(out, '}');
}

static void
json_present(struct cr_buffer *out, const struct certrule_value *value)
{
	switch ((enum certrule_kind)CERTRULE_KIND_OF(value->type)) {
	case CERTRULE_BOOL:
	case CERTRULE_INT:
		print_present(out, value);
		return;
	case CERTRULE_STRING:
		json_string(out, value->as.string);
		return;
	case CERTRULE_IP:
		cr_buffer_add_byte(out, '"');
		cr_ip_print(out, &value->as.ip);
		cr_buffer_add_byte(out, '"');
		return;
	case CERTRULE_ARRAY:
		json_array(out, value);
		return;
	case CERTRULE_MAP:
		json_map(out, value);
		return;
	}
}

static void
json_value(struct cr_buffer *out, const struct certrule_value *value)
{
	switch (value->state) {
	case CERTRULE_MISSING:
		cr_buffer_add_text(out, "null");
		return;
	case CERTRULE_PRESENT:
		json_present(out, value);
		return;
	case CERTRULE_ERROR:
		cr_buffer_add_text(out, "{\"error\":");
		json_key(out, value->as.why == NULL
				  ? cr_bytes("", 0)
				  : cr_bytes_text(value->as.why));
		cr_buffer_add_byte(out, '}');
		return;
	}
}

int
certrule_value_write(const struct certrule_value *value, int json,
    certrule_write_fn *write, void *context)
{
	struct cr_buffer out;
	struct certrule_bytes text;
	int result = -1;

	cr_buffer_init(&out, cr_alloc_default());
	if (json)
		json_value(&out, value);
	else
		cr_value_print(&out, value);
	text = cr_buffer_bytes(&out);
	if (!cr_buffer_failed(&out))
		result = write(context, (const char *)text.data, text.len);
	cr_buffer_fini(&out);
	return result;
}

/* ------------------------------------------------------------------- types */

static const char *
kind_name(enum certrule_kind kind)
{
	switch (kind) {
	case CERTRULE_BOOL:
		return "Bool";
	case CERTRULE_INT:
		return "Int";
	case CERTRULE_STRING:
		return "String";
	case CERTRULE_IP:
		return "IP";
	case CERTRULE_ARRAY:
		return "Array<";
	case CERTRULE_MAP:
		return "Map<";
	}
	return ""; /* unreachable: a case for each */
}

/* Adds as much of text as fits in front of the NUL. */
static void
append(char *out, size_t size, const char *text)
{
	size_t used = strlen(out);
	size_t len = strlen(text);

	if (len > size - used - 1)
		len = size - used - 1;
	memcpy(out + used, text, len);
	out[used + len] = '\0';
}

void
certrule_type_name(unsigned type, char *out, size_t size)
{
	unsigned depth = 0;

	if (size == 0)
		return;
	out[0] = '\0';
	if (!cr_type_valid(type)) {
		append(out, size, "(no type)");
		return;
	}
	for (; type != 0; type = CERTRULE_ELEMENT_OF(type), depth++)
		append(out, size,
		    kind_name((enum certrule_kind)CERTRULE_KIND_OF(type)));
	while (depth-- > 1)
		append(out, size, ">");
}

void
cr_type_print(struct cr_buffer *out, unsigned type)
{
	char name[64];

	certrule_type_name(type, name, sizeof(name));
	cr_buffer_add_text(out, name);
}

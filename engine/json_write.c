/* SPDX-License-Identifier: MIT */
/* JSON out.  Plain values print themselves; what is added here is what makes
 * them read back as the same: maps with any keys, and members in a row. */
#include "json_write.h"
#include "../base/bytes.h"
#include "../base/clock.h"
#include "../base/utf8.h"

#include <string.h>

static int
add_text(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return cr_buffer_failed(context) ? -1 : 0;
}

static void
add_plain(struct cr_buffer *out, const struct certrule_value *value)
{
	if (certrule_value_write(value, 1, add_text, out) != 0)
		out->failed = true;
}

void
cr_json_bytes(struct cr_buffer *out, struct certrule_bytes bytes)
{
	struct certrule_value value = cr_value_string(bytes);

	add_plain(out, &value);
}

void
cr_json_text(struct cr_buffer *out, const char *text)
{
	if (text == NULL)
		cr_buffer_add_text(out, "null");
	else
		cr_json_bytes(out, cr_bytes_text(text));
}

/* A key that every JSON parser takes, and none takes twice. */
static bool
is_key(struct certrule_bytes key)
{
	return cr_utf8_valid(key) && memchr(key.data, '\0', key.len) == NULL;
}

static bool
has_keys(const struct certrule_value *map)
{
	for (size_t i = 0; i < map->as.map.count; i++) {
		const struct certrule_entry *entry = &map->as.map.entries[i];

		if (!is_key(entry->key))
			return false;
		/* {"error":"x"} and {"hex":"00"} would not read as maps. */
		if (map->as.map.count == 1 &&
		    (cr_bytes_equal_text(entry->key, "error") ||
			cr_bytes_equal_text(entry->key, "hex")))
			return false;
	}
	return true;
}

static void
add_map(struct cr_buffer *out, const struct certrule_value *map)
{
	bool keys = has_keys(map);

	cr_buffer_add_byte(out, keys ? '{' : '[');
	for (size_t i = 0; i < map->as.map.count; i++) {
		const struct certrule_entry *entry = &map->as.map.entries[i];

		cr_buffer_add_text(out, i == 0 ? "" : ",");
		cr_buffer_add_text(out, keys ? "" : "[");
		cr_json_bytes(out, entry->key);
		cr_buffer_add_byte(out, keys ? ':' : ',');
		cr_json_value(out, &entry->value);
		cr_buffer_add_text(out, keys ? "" : "]");
	}
	cr_buffer_add_byte(out, keys ? '}' : ']');
}

static void
add_array(struct cr_buffer *out, const struct certrule_value *array)
{
	cr_buffer_add_byte(out, '[');
	for (size_t i = 0; i < array->as.array.count; i++) {
		cr_buffer_add_text(out, i == 0 ? "" : ",");
		cr_json_value(out, &array->as.array.items[i]);
	}
	cr_buffer_add_byte(out, ']');
}

void
cr_json_value(struct cr_buffer *out, const struct certrule_value *value)
{
	unsigned kind = CERTRULE_KIND_OF(value->type);

	if (value->state == CERTRULE_PRESENT && kind == CERTRULE_MAP)
		add_map(out, value);
	else if (value->state == CERTRULE_PRESENT && kind == CERTRULE_ARRAY)
		add_array(out, value);
	else
		add_plain(out, value);
}

void
cr_json_member(struct cr_buffer *out, const char *name)
{
	unsigned char last = out->len > 0 ? out->data[out->len - 1] : '{';

	if (last != '{' && last != '[')
		cr_buffer_add_byte(out, ',');
	cr_json_text(out, name);
	cr_buffer_add_byte(out, ':');
}

void
cr_json_time(struct cr_buffer *out, int64_t seconds)
{
	struct cr_buffer time;
	int64_t again = 0;

	cr_buffer_init(&time, out->alloc);
	cr_clock_print(&time, seconds);
	if (cr_clock_parse(cr_buffer_bytes(&time), &again) == 0 &&
	    again == seconds)
		cr_json_bytes(out, cr_buffer_bytes(&time));
	else
		cr_buffer_printf(out, "%lld", (long long)seconds);
	if (cr_buffer_failed(&time))
		out->failed = true;
	cr_buffer_fini(&time);
}

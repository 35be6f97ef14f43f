/* SPDX-License-Identifier: MIT */
/*
 * Facts as text and as JSON: `name=value`, an object of fields, or a whole
 * decision record.  Every value is read by its field's type; one that does not
 * fit puts its field in error, beside the answer that says so.
 *
 * jansson's memory hooks belong to the process, so its allocations are the only
 * ones that do not go through our table.
 */
#include "../base/fieldset.h"
#include "../base/arena.h"
#include "../base/buffer.h"
#include "../base/bytes.h"
#include "../base/clock.h"
#include "../base/ip.h"
#include "../base/schema.h"
#include "../base/utf8.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct reader {
	struct certrule_fieldset *facts;
	struct cr_arena *arena; /* until the end of the call */
	const char *why;
};

/* ------------------------------------------------------------------ reasons */

/* -1, so that callers return it.  The text lives as long as the facts; the
 * name, which anybody may have sent, is made safe to print. */
static int
fail(struct reader *reader, struct certrule_bytes name, const char *what)
{
	struct cr_buffer text;
	struct certrule_bytes copy = {NULL, 0};

	cr_buffer_init(&text, reader->facts->alloc);
	cr_buffer_show(
	    &text, name.len > 80 ? cr_bytes_slice(name, 0, 80) : name);
	cr_buffer_add_text(&text, name.len > 80 ? "...: " : ": ");
	cr_buffer_show(&text, cr_bytes_text(what));
	if (!cr_buffer_failed(&text))
		copy = cr_arena_bytes(
		    reader->facts->arena, cr_buffer_bytes(&text));
	cr_buffer_fini(&text);
	reader->why =
	    copy.data != NULL ? (const char *)copy.data : "out of memory";
	return -1;
}

static int
fail_memory(struct reader *reader)
{
	reader->why = "out of memory";
	return -1;
}

/* `takes Int, not a string` */
static int
fail_type(struct reader *reader, const struct cr_field *field, unsigned type,
    const json_t *json)
{
	static const char *const kinds[] = {"an object", "an array", "a string",
	    "an integer", "a number with a fraction", "true", "false", "null"};
	char name[64], text[128];

	certrule_type_name(type, name, sizeof(name));
	snprintf(text, sizeof(text), "takes %s, not %s", name,
	    kinds[json_typeof(json)]);
	return fail(reader, field->name, text);
}

/* `"x" is no IP` */
static int
fail_value(struct reader *reader, const struct cr_field *field, unsigned type)
{
	char name[64], text[96];

	certrule_type_name(type, name, sizeof(name));
	snprintf(text, sizeof(text), "the value is no %s", name);
	return fail(reader, field->name, text);
}

/* -------------------------------------------------------------- plain values */

/* The text of an Int: decimal, 0x, a time or a duration. */
static int
parse_int(struct certrule_bytes text, int64_t *out)
{
	bool negative = text.len > 0 && text.data[0] == '-';
	size_t at = negative ? 1 : 0;
	unsigned base = 10;
	uint64_t value = 0;

	if (cr_clock_parse(text, out) == 0 ||
	    cr_clock_parse_duration(text, out) == 0)
		return 0;
	if (text.len > at + 2 && text.data[at] == '0' &&
	    text.data[at + 1] == 'x') {
		base = 16;
		at += 2;
	}
	if (at == text.len)
		return -1;
	for (; at < text.len; at++) {
		int digit = cr_hex_digit(text.data[at]);

		if (digit < 0 || (unsigned)digit >= base ||
		    __builtin_mul_overflow(value, base, &value) ||
		    __builtin_add_overflow(value, (unsigned)digit, &value))
			return -1;
	}
	if (value > (uint64_t)INT64_MAX + (negative ? 1 : 0))
		return -1;
	*out = negative ? (int64_t)(0 - value) : (int64_t)value;
	return 0;
}

static int
read_plain_text(struct reader *reader, const struct cr_field *field,
    struct certrule_bytes text, struct certrule_value *out)
{
	switch (field->type) {
	case CERTRULE_BOOL:
		if (!cr_bytes_equal_text(text, "true") &&
		    !cr_bytes_equal_text(text, "false"))
			break;
		*out = cr_value_bool(cr_bytes_equal_text(text, "true"));
		return 0;
	case CERTRULE_INT:
		*out = cr_value_int(0);
		if (parse_int(text, &out->as.integer) != 0)
			break;
		return 0;
	case CERTRULE_STRING:
		*out = cr_value_string(text);
		return 0;
	case CERTRULE_IP:
		out->type = CERTRULE_IP;
		out->state = CERTRULE_PRESENT;
		if (cr_ip_parse(text, &out->as.ip) != 0)
			break;
		return 0;
	}
	return fail_value(reader, field, field->type);
}

/* The only member of an object, if it has this name and is a string. */
static const json_t *
only_member(const json_t *json, const char *name)
{
	const json_t *member = json_object_get(json, name);

	return json_object_size(json) == 1 && json_is_string(member) ? member
								     : NULL;
}

static struct certrule_bytes
bytes_of(const json_t *string)
{
	return cr_bytes(json_string_value(string), json_string_length(string));
}

/* "00ff" of {"hex":"00ff"}. */
static int
read_hex(struct reader *reader, const struct cr_field *field,
    const json_t *json, struct certrule_bytes *out)
{
	struct certrule_bytes digits = bytes_of(json);
	unsigned char *data = cr_arena_get(reader->arena, digits.len / 2 + 1);

	if (data == NULL)
		return fail_memory(reader);
	for (size_t i = 0; i < digits.len; i++) {
		int digit = cr_hex_digit(digits.data[i]);

		if (digit < 0 || digits.len % 2 != 0)
			return fail(reader, field->name,
			    "hex takes pairs of hex digits");
		data[i / 2] = (unsigned char)(data[i / 2] << 4 | digit);
	}
	*out = cr_bytes(data, digits.len / 2);
	return 0;
}

static int
read_string(struct reader *reader, const struct cr_field *field,
    const json_t *json, struct certrule_value *out)
{
	const json_t *hex = only_member(json, "hex");

	*out = cr_value_string(cr_bytes("", 0));
	if (hex != NULL)
		return read_hex(reader, field, hex, &out->as.string);
	if (!json_is_string(json))
		return fail_type(reader, field, CERTRULE_STRING, json);
	out->as.string = bytes_of(json);
	return 0;
}

/* ---------------------------------------------------------- arrays and maps */

static int read_value(struct reader *reader, const struct cr_field *field,
    unsigned type, const json_t *json, struct certrule_value *out);

static int
read_array(struct reader *reader, const struct cr_field *field, unsigned type,
    const json_t *json, struct certrule_value *out)
{
	size_t count = json_array_size(json);
	struct certrule_value *items;

	if (!json_is_array(json))
		return fail_type(reader, field, type, json);
	items = cr_arena_array(reader->arena, count + 1, sizeof(*items));
	if (items == NULL)
		return fail_memory(reader);
	for (size_t i = 0; i < count; i++)
		if (read_value(reader, field, CERTRULE_ELEMENT_OF(type),
			json_array_get(json, i), &items[i]) != 0)
			return -1;
	*out = cr_value_array(CERTRULE_ELEMENT_OF(type), items, count);
	return 0;
}

/* [[key, value], ...]: for keys that an object cannot have. */
static int
read_pairs(struct reader *reader, const struct cr_field *field, unsigned type,
    const json_t *json, struct certrule_entry *entries)
{
	size_t count = json_array_size(json);

	for (size_t i = 0; i < count; i++) {
		const json_t *pair = json_array_get(json, i);
		struct certrule_value key;

		if (json_array_size(pair) != 2)
			return fail(reader, field->name,
			    "a map is an object or a list of pairs");
		if (read_string(reader, field, json_array_get(pair, 0), &key) !=
			0 ||
		    read_value(reader, field, CERTRULE_ELEMENT_OF(type),
			json_array_get(pair, 1), &entries[i].value) != 0)
			return -1;
		entries[i].key = key.as.string;
	}
	return 0;
}

static int
read_object(struct reader *reader, const struct cr_field *field, unsigned type,
    json_t *json, struct certrule_entry *entries)
{
	const char *key;
	size_t len, i = 0;
	json_t *value;

	json_object_keylen_foreach(json, key, len, value)
	{
		entries[i].key = cr_bytes(key, len);
		if (read_value(reader, field, CERTRULE_ELEMENT_OF(type), value,
			&entries[i].value) != 0)
			return -1;
		i++;
	}
	return 0;
}

static int
read_map(struct reader *reader, const struct cr_field *field, unsigned type,
    const json_t *json, struct certrule_value *out)
{
	size_t count = json_is_array(json) ? json_array_size(json)
					   : json_object_size(json);
	struct certrule_entry *entries;
	int result;

	if (!json_is_array(json) && !json_is_object(json))
		return fail_type(reader, field, type, json);
	entries = cr_arena_array(reader->arena, count + 1, sizeof(*entries));
	if (entries == NULL)
		return fail_memory(reader);
	if (json_is_array(json))
		result = read_pairs(reader, field, type, json, entries);
	else
		result =
		    read_object(reader, field, type, (json_t *)json, entries);
	*out = cr_value_map(CERTRULE_ELEMENT_OF(type), entries, count);
	return result;
}

static int
read_value(struct reader *reader, const struct cr_field *field, unsigned type,
    const json_t *json, struct certrule_value *out)
{
	const json_t *error = only_member(json, "error");

	*out = cr_value_missing(type);
	if (json_is_null(json))
		return 0;
	if (error != NULL) {
		*out = cr_value_error(type, json_string_value(error));
		return 0;
	}
	switch ((enum certrule_kind)CERTRULE_KIND_OF(type)) {
	case CERTRULE_BOOL:
		if (!json_is_boolean(json))
			break;
		*out = cr_value_bool(json_is_true(json));
		return 0;
	case CERTRULE_INT:
		if (!json_is_integer(json))
			break;
		*out = cr_value_int(json_integer_value(json));
		return 0;
	case CERTRULE_STRING:
		return read_string(reader, field, json, out);
	case CERTRULE_IP:
		if (!json_is_string(json))
			break;
		out->state = CERTRULE_PRESENT;
		if (cr_ip_parse(bytes_of(json), &out->as.ip) == 0)
			return 0;
		return fail_value(reader, field, type);
	case CERTRULE_ARRAY:
		return read_array(reader, field, type, json, out);
	case CERTRULE_MAP:
		return read_map(reader, field, type, json, out);
	}
	return fail_type(reader, field, type, json);
}

/* -------------------------------------------------------------------- fields */

static const struct cr_field *
find_field(struct reader *reader, struct certrule_bytes name)
{
	const struct certrule_schema *schema = reader->facts->schema;
	int number = cr_schema_find_field(schema, name);
	struct certrule_bytes nearest;
	char text[128];

	if (number >= 0)
		return cr_schema_field(schema, number);
	nearest = cr_schema_nearest_field(schema, name);
	snprintf(text, sizeof(text), "there is no such field%s%.*s%s",
	    nearest.data != NULL ? "; did you mean '" : "",
	    nearest.data != NULL ? (int)nearest.len : 0,
	    nearest.data != NULL ? (const char *)nearest.data : "",
	    nearest.data != NULL ? "'?" : "");
	(void)fail(reader, name, text);
	return NULL;
}

/* What the setter refuses it keeps as the field's error, with the reason. */
static int
set_field(struct reader *reader, const struct cr_field *field,
    const struct certrule_value *value)
{
	const struct certrule_value *kept;

	if (value->state == CERTRULE_ERROR) {
		certrule_fieldset_set_error(
		    reader->facts, field->number, value->as.why);
		return 0;
	}
	if (certrule_fieldset_set(reader->facts, field->number, value) == 0)
		return 0;
	/* A host or path without canonical form is a fact: it is in error. */
	if ((field->flags & (CR_FIELD_HOST | CR_FIELD_PATH)) != 0)
		return 0;
	kept = certrule_fieldset_get(reader->facts, field->number);
	return fail(reader, field->name,
	    kept->state == CERTRULE_ERROR ? kept->as.why : "cannot be set");
}

/* An ignored -1 must block: the field that could not be read is in error. */
static int
spoil(struct reader *reader, const struct cr_field *field)
{
	certrule_fieldset_set_error(
	    reader->facts, field->number, "set to a value of another type");
	return -1;
}

static int
set_json_field(
    struct reader *reader, struct certrule_bytes name, const json_t *json)
{
	const struct cr_field *field = find_field(reader, name);
	struct certrule_value value;

	if (field == NULL)
		return -1;
	if (json_is_null(json))
		return 0;
	if (read_value(reader, field, field->type, json, &value) != 0)
		return spoil(reader, field);
	return set_field(reader, field, &value);
}

/* -------------------------------------------------------------------- objects */

/* hostname and http.host are one field: both of them can only be a mistake. */
static int
check_aliases(struct reader *reader, json_t *fields)
{
	bool *seen = cr_arena_array(
	    reader->arena, reader->facts->slot_count + 1, sizeof(*seen));
	const char *name;
	json_t *value;
	size_t len;

	if (seen == NULL)
		return fail_memory(reader);
	json_object_keylen_foreach(fields, name, len, value)
	{
		int number = cr_schema_find_field(
		    reader->facts->schema, cr_bytes(name, len));

		if (number < 0)
			continue;
		if (seen[number])
			return fail(reader, cr_bytes(name, len),
			    "this field is given under another name too");
		seen[number] = true;
	}
	return 0;
}

/* The version comes first: what two hosts mean depends on it. */
static int
set_fields(struct reader *reader, json_t *fields)
{
	static const char version[] = "http.request.version";
	const json_t *first = json_object_get(fields, version);
	const char *name;
	json_t *value;
	size_t len;

	if (check_aliases(reader, fields) != 0)
		return -1;
	if (first != NULL &&
	    set_json_field(reader, cr_bytes_text(version), first) != 0)
		return -1;
	json_object_keylen_foreach(fields, name, len, value)
	{
		if (value != first &&
		    set_json_field(reader, cr_bytes(name, len), value) != 0)
			return -1;
	}
	return 0;
}

static int
set_time(struct reader *reader, const json_t *time)
{
	int64_t seconds;

	if (json_is_integer(time))
		seconds = json_integer_value(time);
	else if (!json_is_string(time) ||
		 cr_clock_parse(bytes_of(time), &seconds) != 0)
		return fail(reader, cr_bytes_text("time"),
		    "a time is written 2026-12-01T00:00:00Z");
	certrule_fieldset_set_time(reader->facts, seconds);
	return 0;
}

/* A decision record holds an object `fields`; unless that is a field. */
static int
set_object(struct reader *reader, json_t *root)
{
	json_t *fields = json_object_get(root, "fields");
	const json_t *time = json_object_get(root, "time");

	if (!json_is_object(root))
		return fail(reader, cr_bytes_text("facts"), "no JSON object");
	if (!json_is_object(fields) ||
	    cr_schema_find_field(
		reader->facts->schema, cr_bytes_text("fields")) >= 0)
		return set_fields(reader, root);
	if (time != NULL && set_time(reader, time) != 0)
		return -1;
	return set_fields(reader, fields);
}

/* ---------------------------------------------------------------- public face */

static json_t *
parse_json(struct reader *reader, struct certrule_bytes name,
    struct certrule_bytes text, size_t flags)
{
	json_error_t error;
	json_t *root = json_loadb((const char *)text.data, text.len,
	    flags | JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	char why[JSON_ERROR_TEXT_LENGTH + 64];

	if (root != NULL)
		return root;
	snprintf(why, sizeof(why), "line %d, column %d: %s", error.line,
	    error.column, error.text);
	(void)fail(reader, name, why);
	return NULL;
}

static int
set_text(struct reader *reader, struct certrule_bytes name,
    struct certrule_bytes text)
{
	const struct cr_field *field = find_field(reader, name);
	struct certrule_value value;
	json_t *root;
	int result;

	if (field == NULL)
		return -1;
	if (field->type <= CERTRULE_IP) {
		if (read_plain_text(reader, field, text, &value) != 0)
			return spoil(reader, field);
		return set_field(reader, field, &value);
	}
	root = parse_json(reader, field->name, text, JSON_DECODE_ANY);
	if (root == NULL)
		return spoil(reader, field);
	result = read_value(reader, field, field->type, root, &value);
	result = result == 0 ? set_field(reader, field, &value)
			     : spoil(reader, field);
	json_decref(root);
	return result;
}

/* why may be NULL. */
static int
finish(struct reader *reader, int result, const char **why)
{
	cr_arena_free(reader->arena);
	if (why != NULL)
		*why = result != 0 ? reader->why : NULL;
	return result;
}

int
certrule_fieldset_set_text(struct certrule_fieldset *facts,
    const char *assignment, size_t len, const char **why)
{
	struct reader reader = {
	    .facts = facts, .arena = cr_arena_new(facts->alloc)};
	struct certrule_bytes all = cr_bytes(assignment, len);
	const char *equals = memchr(assignment, '=', len);
	size_t at = equals != NULL ? (size_t)(equals - assignment) : len;
	int result = -1, field;

	if (reader.arena == NULL) {
		field = cr_schema_find_field(
		    facts->schema, cr_bytes_slice(all, 0, at));
		certrule_fieldset_set_error(facts, field, "out of memory");
		(void)fail_memory(&reader);
	} else if (equals == NULL)
		(void)fail(&reader, all, "a field is set as name=value");
	else
		result = set_text(&reader, cr_bytes_slice(all, 0, at),
		    cr_bytes_slice(all, at + 1, len));
	return finish(&reader, result, why);
}

int
certrule_fieldset_set_json(struct certrule_fieldset *facts, const char *text,
    size_t len, const char **why)
{
	struct reader reader = {
	    .facts = facts, .arena = cr_arena_new(facts->alloc)};
	json_t *root = NULL;
	int result = -1;

	if (reader.arena == NULL)
		return finish(&reader, fail_memory(&reader), why);
	root =
	    parse_json(&reader, cr_bytes_text("facts"), cr_bytes(text, len), 0);
	if (root != NULL)
		result = set_object(&reader, root);
	json_decref(root);
	return finish(&reader, result, why);
}

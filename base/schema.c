/* SPDX-License-Identifier: MIT */
/*
 * The schema: rows of fields.def and whatever was registered beside them.
 *
 * Names are kept in one sorted index, aliases among them, so that a look-up is
 * a bisection and a copy is two memcpys.  Added names are owned; the built-in
 * ones are constants.
 */
#include "schema.h"

#include "alloc.h"
#include "diag.h"
#include "fieldset_derived.h"
#include "limits.h"
#include "own.h"
#include "value.h"

#include <string.h>

struct schema_name {
	struct certrule_bytes name;
	int number;
	const char *doc; /* of an alias; NULL: the field's own name */
};

struct schema_body {
	struct certrule_bytes name; /* owned */
	cr_function_fn *body;
};

struct certrule_schema {
	const struct certrule_alloc *alloc;
	bool builtin;
	struct cr_field *fields;
	size_t field_count;
	struct schema_name *names; /* sorted by name */
	size_t name_count;
	struct schema_body *bodies;
	size_t body_count;
	struct cr_own *own; /* NULL: nothing */
	const struct cr_trust_ops *trust_ops;
};

/* The short names that fields.def is written in. */
#define STRINGS		 CERTRULE_ARRAY_OF(CERTRULE_STRING)
#define ADDRESSES	 CERTRULE_ARRAY_OF(CERTRULE_IP)
#define INTEGERS	 CERTRULE_ARRAY_OF(CERTRULE_INT)
#define MAP_OF_STRINGS	 CERTRULE_MAP_OF(STRINGS)
#define MAP_OF_INTEGER	 CERTRULE_MAP_OF(CERTRULE_INT)
#define MAP_OF_INTEGERS	 CERTRULE_MAP_OF(INTEGERS)
#define LISTS_OF_STRINGS CERTRULE_ARRAY_OF(STRINGS)

enum short_flag {
	DETAIL = CR_FIELD_DETAIL,
	VERDICT = CR_FIELD_VERDICT,
	UPPER_HEX = CR_FIELD_UPPER_HEX,
	LOWER_HEX = CR_FIELD_LOWER_HEX,
	LOWER = CR_FIELD_LOWER,
	DN_TEXT = CR_FIELD_DN_TEXT,
	EMPTY = CR_FIELD_EMPTY_WHEN_ABSENT,
	PROVED = CR_FIELD_PROVED,
	HOST = CR_FIELD_HOST,
	PATH = CR_FIELD_PATH,
	EXT = CR_FIELD_EXTENSION
};

struct builtin_row {
	const char *name;
	unsigned type;
	enum certrule_scope scope;
	enum certrule_origin origin;
	unsigned flags;
	const char *doc;
};

static const struct builtin_row builtin_rows[] = {
#define FIELD(id, name, type, scope, origin, flags, doc)                      \
	{name, type, CERTRULE_SCOPE_##scope, CERTRULE_ORIGIN_##origin, flags, \
	    doc},
#define FIELD_ALIAS(name, id, doc)
#include "fields.def"
#undef FIELD
#undef FIELD_ALIAS
};

struct alias_row {
	const char *name;
	int number;
	const char *doc;
};

static const struct alias_row alias_rows[] = {
#define FIELD(id, name, type, scope, origin, flags, doc)
#define FIELD_ALIAS(name, id, doc) {name, CR_ID_##id, doc},
#include "fields.def"
#undef FIELD
#undef FIELD_ALIAS
};

static const struct {
	int first;
	const char *name;
} group_rows[] = {
#define GROUP(first, name) {CR_ID_##first, name},
#include "groups.def"
#undef GROUP
};

#define GROUP_COUNT (sizeof(group_rows) / sizeof(group_rows[0]))

#define ALIAS_COUNT (sizeof(alias_rows) / sizeof(alias_rows[0]))

static const char *const reserved_words[] = {
#define RESERVED_EXPRESSION(spelling) spelling,
#define RESERVED_STATEMENT(spelling)  spelling,
#define RESERVED_START(spelling)      spelling,
#define RESERVED_SIGN(spelling)
#define WORD(token, spelling, class) RESERVED_##class(spelling)
#include "words.def"
#undef WORD
};

/* ------------------------------------------------------------------- index */

/* Where name is, or where it would go; *found says which. */
static size_t
find_name(const struct certrule_schema *schema, struct certrule_bytes name,
    bool *found)
{
	size_t low = 0, high = schema->name_count;

	*found = false;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = cr_bytes_compare(schema->names[middle].name, name);

		if (order == 0)
			*found = true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* There is room for it, and it is not there. */
static void
insert_name(struct certrule_schema *schema, struct certrule_bytes name,
    int number, const char *doc)
{
	struct schema_name *names = schema->names;
	bool found;
	size_t at = find_name(schema, name, &found);

	memmove(names + at + 1, names + at,
	    (schema->name_count - at) * sizeof(*names));
	names[at].name = name;
	names[at].number = number;
	names[at].doc = doc;
	schema->name_count++;
}

static int
add_name(struct certrule_schema *schema, struct certrule_bytes name, int number)
{
	struct schema_name *names;

	names = cr_alloc_resize(schema->alloc, schema->names,
	    schema->name_count + 1, sizeof(*names));
	if (names == NULL)
		return -1;
	schema->names = names;
	insert_name(schema, name, number, NULL);
	return 0;
}

/* A row more, not yet in the index. */
static struct cr_field *
add_row(struct certrule_schema *schema)
{
	struct cr_field *fields;

	fields = cr_alloc_resize(schema->alloc, schema->fields,
	    schema->field_count + 1, sizeof(*fields));
	if (fields == NULL)
		return NULL;
	schema->fields = fields;
	fields += schema->field_count;
	memset(fields, 0, sizeof(*fields));
	fields->number = (int)schema->field_count;
	return fields;
}

/* ------------------------------------------------------------ constructing */

static void
add_builtin(struct certrule_schema *schema, const struct builtin_row *row)
{
	struct cr_field *field = &schema->fields[schema->field_count];

	field->number = (int)schema->field_count++;
	field->name = cr_bytes_text(row->name);
	field->type = row->type;
	field->scope = row->scope;
	field->origin = row->origin;
	field->flags = row->flags;
	field->doc = row->doc;
	field->fetch = cr_derived_fetch(field->number);
	insert_name(schema, field->name, field->number, NULL);
}

static int
add_builtins(struct certrule_schema *schema)
{
	size_t i;

	schema->builtin = true;
	schema->fields =
	    cr_alloc_array(schema->alloc, CR_ID_COUNT, sizeof(*schema->fields));
	schema->names = cr_alloc_array(
	    schema->alloc, CR_ID_COUNT + ALIAS_COUNT, sizeof(*schema->names));
	if (schema->fields == NULL || schema->names == NULL)
		return -1;
	for (i = 0; i < CR_ID_COUNT; i++)
		add_builtin(schema, &builtin_rows[i]);
	for (i = 0; i < ALIAS_COUNT; i++)
		insert_name(schema, cr_bytes_text(alias_rows[i].name),
		    alias_rows[i].number, alias_rows[i].doc);
	return 0;
}

struct certrule_schema *
certrule_schema_new_empty(const struct certrule_alloc *alloc)
{
	struct certrule_schema *schema;

	if (alloc == NULL)
		alloc = cr_alloc_default();
	schema = cr_alloc_array(alloc, 1, sizeof(*schema));
	if (schema != NULL)
		schema->alloc = alloc;
	return schema;
}

struct certrule_schema *
certrule_schema_new(const struct certrule_alloc *alloc)
{
	struct certrule_schema *schema = certrule_schema_new_empty(alloc);

	if (schema != NULL && add_builtins(schema) != 0) {
		certrule_schema_free(schema);
		return NULL;
	}
	return schema;
}

/* The first field_number that is not a constant of fields.def. */
static size_t
first_owned(const struct certrule_schema *schema)
{
	return schema->builtin ? CR_ID_COUNT : 0;
}

void
certrule_schema_free(struct certrule_schema *schema)
{
	size_t i;

	if (schema == NULL)
		return;
	for (i = first_owned(schema); i < schema->field_count; i++)
		cr_alloc_free(schema->alloc,
		    (void *)(uintptr_t)schema->fields[i].name.data);
	for (i = 0; i < schema->body_count; i++)
		cr_alloc_free(schema->alloc,
		    (void *)(uintptr_t)schema->bodies[i].name.data);
	cr_alloc_free(schema->alloc, schema->fields);
	cr_alloc_free(schema->alloc, schema->names);
	cr_alloc_free(schema->alloc, schema->bodies);
	cr_own_free(schema->own);
	cr_alloc_free(schema->alloc, schema);
}

/* A NUL-terminated copy of bytes; data NULL: no memory. */
static struct certrule_bytes
own_bytes(const struct certrule_alloc *alloc, struct certrule_bytes bytes)
{
	unsigned char *copy = cr_alloc(alloc, bytes.len + 1);

	if (copy == NULL)
		return cr_bytes(NULL, 0);
	memcpy(copy, bytes.data, bytes.len);
	copy[bytes.len] = '\0';
	return cr_bytes(copy, bytes.len);
}

/* ------------------------------------------------------------------ adding */

static bool
is_word_byte(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || c == '_';
}

/* word { "." word }, no empty word, the first not beginning with a digit. */
bool
cr_schema_is_name(struct certrule_bytes name)
{
	size_t i;
	bool empty = true;

	if (name.len == 0 || name.len > CR_LIMIT_NAME ||
	    (name.data[0] >= '0' && name.data[0] <= '9'))
		return false;
	for (i = 0; i < name.len; i++) {
		if (name.data[i] == '.' ? empty : !is_word_byte(name.data[i]))
			return false;
		empty = name.data[i] == '.';
	}
	return !empty;
}

/* hh(.hh)+, which the language reads as bytes where a String is due. */
static bool
is_bytes_shape(struct certrule_bytes name)
{
	size_t i;

	if (name.len < 5 || name.len % 3 != 2)
		return false;
	for (i = 0; i < name.len; i++) {
		if (i % 3 == 2 ? name.data[i] != '.'
			       : cr_hex_digit(name.data[i]) < 0)
			return false;
	}
	return true;
}

static bool
is_reserved(struct certrule_bytes name)
{
	size_t i;

	for (i = 0; i < sizeof(reserved_words) / sizeof(char *); i++)
		if (cr_bytes_equal_text(name, reserved_words[i]))
			return true;
	return is_bytes_shape(name);
}

enum cr_schema_status
cr_schema_judge_name(
    const struct certrule_schema *schema, struct certrule_bytes name)
{
	bool found;

	if (!cr_schema_is_name(name))
		return CR_SCHEMA_BAD_NAME;
	if (is_reserved(name))
		return CR_SCHEMA_RESERVED;
	find_name(schema, name, &found);
	return found ? CR_SCHEMA_TAKEN : CR_SCHEMA_OK;
}

static enum cr_schema_status
judge_addition(const struct certrule_schema *schema, struct certrule_bytes name,
    unsigned type)
{
	enum cr_schema_status status = cr_schema_judge_name(schema, name);

	if (status == CR_SCHEMA_BAD_NAME || status == CR_SCHEMA_RESERVED)
		return status;
	if (!cr_type_valid(type))
		return CR_SCHEMA_BAD_TYPE;
	if (cr_own_find_function(schema->own, name) != NULL)
		return CR_SCHEMA_TAKEN;
	return status;
}

enum cr_schema_status
cr_schema_add(struct certrule_schema *schema, struct certrule_bytes name,
    unsigned type, unsigned flags, enum certrule_origin origin)
{
	enum cr_schema_status status = judge_addition(schema, name, type);
	struct cr_field *field;

	if (status != CR_SCHEMA_OK)
		return status;
	name = own_bytes(schema->alloc, name);
	if (name.data == NULL)
		return CR_SCHEMA_NO_MEMORY;
	field = add_row(schema);
	if (field == NULL || add_name(schema, name, field->number) != 0) {
		cr_alloc_free(schema->alloc, (void *)(uintptr_t)name.data);
		return CR_SCHEMA_NO_MEMORY;
	}
	field->name = name;
	field->type = type;
	field->scope = CERTRULE_SCOPE_REQUEST;
	field->origin = origin;
	field->flags = flags | CR_FIELD_EXTENSION;
	field->doc = "Declared beside the built-in fields";
	schema->field_count++;
	return CR_SCHEMA_OK;
}

int
certrule_schema_add_field(
    struct certrule_schema *schema, const char *name, unsigned type)
{
	return cr_schema_add(schema, cr_bytes_text(name), type, 0,
		   CERTRULE_ORIGIN_HOST) == CR_SCHEMA_OK
		   ? 0
		   : -1;
}

int
cr_schema_bind(struct certrule_schema *schema, const char *name,
    cr_fetch_fn *fetch, cr_note_fn *note)
{
	int number = cr_schema_find_field(schema, cr_bytes_text(name));

	if (number < 0)
		return -1;
	schema->fields[number].fetch = fetch;
	schema->fields[number].note = note;
	return 0;
}

static struct schema_body *
find_body(const struct certrule_schema *schema, struct certrule_bytes name)
{
	size_t i;

	for (i = 0; i < schema->body_count; i++)
		if (cr_bytes_equal(schema->bodies[i].name, name))
			return &schema->bodies[i];
	return NULL;
}

int
cr_schema_fill(
    struct certrule_schema *schema, const char *name, cr_function_fn *body)
{
	struct schema_body *bodies;
	struct certrule_bytes copy;

	bodies = find_body(schema, cr_bytes_text(name));
	if (bodies != NULL) {
		bodies->body = body;
		return 0;
	}
	bodies = cr_alloc_resize(schema->alloc, schema->bodies,
	    schema->body_count + 1, sizeof(*bodies));
	if (bodies == NULL)
		return -1;
	schema->bodies = bodies;
	copy = own_bytes(schema->alloc, cr_bytes_text(name));
	if (copy.data == NULL)
		return -1;
	bodies[schema->body_count].name = copy;
	bodies[schema->body_count].body = body;
	schema->body_count++;
	return 0;
}

cr_function_fn *
cr_schema_filled(
    const struct certrule_schema *schema, struct certrule_bytes name)
{
	const struct schema_body *found = find_body(schema, name);

	return found == NULL ? NULL : found->body;
}

/* ------------------------------------------------------------------ copying */

static int
copy_added(struct certrule_schema *copy, const struct cr_field *field)
{
	if (cr_schema_add(copy, field->name, field->type, field->flags,
		field->origin) != CR_SCHEMA_OK)
		return -1;
	copy->fields[field->number].fetch = field->fetch;
	copy->fields[field->number].note = field->note;
	return 0;
}

static int
copy_into(struct certrule_schema *copy, const struct certrule_schema *schema)
{
	size_t i;

	if (schema->builtin)
		memcpy(copy->fields, schema->fields,
		    CR_ID_COUNT * sizeof(*copy->fields));
	for (i = first_owned(schema); i < schema->field_count; i++)
		if (copy_added(copy, &schema->fields[i]) != 0)
			return -1;
	for (i = 0; i < schema->body_count; i++)
		if (cr_schema_fill(copy,
			(const char *)schema->bodies[i].name.data,
			schema->bodies[i].body) != 0)
			return -1;
	if (schema->own != NULL) {
		copy->own = cr_own_dup(schema->own, copy->alloc);
		if (copy->own == NULL)
			return -1;
	}
	copy->trust_ops = schema->trust_ops;
	return 0;
}

struct certrule_schema *
cr_schema_dup(
    const struct certrule_schema *schema, const struct certrule_alloc *alloc)
{
	struct certrule_schema *copy;

	copy = schema->builtin ? certrule_schema_new(alloc)
			       : certrule_schema_new_empty(alloc);
	if (copy != NULL && copy_into(copy, schema) != 0) {
		certrule_schema_free(copy);
		return NULL;
	}
	return copy;
}

/* ------------------------------------------------------------------- asking */

size_t
cr_schema_field_count(const struct certrule_schema *schema)
{
	return schema->field_count;
}

const struct cr_field *
cr_schema_field(const struct certrule_schema *schema, int number)
{
	return &schema->fields[number];
}

int
cr_schema_find_field(
    const struct certrule_schema *schema, struct certrule_bytes name)
{
	bool found;
	size_t at = find_name(schema, name, &found);

	return found ? schema->names[at].number : -1;
}

bool
cr_schema_has_builtin(const struct certrule_schema *schema)
{
	return schema->builtin;
}

/* An alias is always a name of the Cloudflare language. */
static bool
is_extension(const struct schema_name *name, const struct cr_field *field)
{
	return name->doc == NULL && (field->flags & CR_FIELD_EXTENSION) != 0;
}

bool
cr_schema_is_extension(
    const struct certrule_schema *schema, struct certrule_bytes name)
{
	const struct schema_name *known;
	bool found;

	known = &schema->names[find_name(schema, name, &found)];
	return found && is_extension(known, &schema->fields[known->number]);
}

struct certrule_bytes
cr_schema_nearest_field(
    const struct certrule_schema *schema, struct certrule_bytes name)
{
	struct cr_nearest nearest;
	size_t i;

	cr_nearest_init(&nearest, name);
	for (i = 0; i < schema->name_count; i++)
		cr_nearest_offer(&nearest, schema->names[i].name);
	return cr_nearest_get(&nearest);
}

const struct cr_own *
cr_schema_own(const struct certrule_schema *schema)
{
	return schema->own;
}

struct cr_own *
cr_schema_own_open(struct certrule_schema *schema)
{
	if (schema->own == NULL)
		schema->own = cr_own_new(schema->alloc);
	return schema->own;
}

void
cr_schema_set_trust_ops(
    struct certrule_schema *schema, const struct cr_trust_ops *ops)
{
	schema->trust_ops = ops;
}

const struct cr_trust_ops *
cr_schema_trust_ops(const struct certrule_schema *schema)
{
	return schema->trust_ops;
}

const struct certrule_alloc *
cr_schema_alloc(const struct certrule_schema *schema)
{
	return schema->alloc;
}

size_t
certrule_schema_field_count(const struct certrule_schema *schema)
{
	return schema->name_count;
}

const char *
cr_schema_group(const struct certrule_schema *schema, int number)
{
	const char *name = "";
	size_t i;

	if (!cr_schema_has_builtin(schema) || number >= CR_ID_COUNT)
		return name;
	for (i = 0; i < GROUP_COUNT && group_rows[i].first <= number; i++)
		name = group_rows[i].name;
	return name;
}

void
certrule_schema_field_at(const struct certrule_schema *schema, size_t index,
    struct certrule_field_info *info)
{
	const struct schema_name *name = &schema->names[index];
	const struct cr_field *field = &schema->fields[name->number];

	info->name = (const char *)name->name.data;
	info->type = field->type;
	info->scope = field->scope;
	info->origin = field->origin;
	info->extension = is_extension(name, field);
	info->proved = (field->flags & CR_FIELD_PROVED) != 0;
	info->group = cr_schema_group(schema, name->number);
	info->doc = name->doc != NULL ? name->doc : field->doc;
}

/* SPDX-License-Identifier: MIT */
/*
 * Bodies of lookup_json_string and lookup_json_integer: one value of a JSON
 * document, by names and positions.
 *
 * The document is anybody's, so its size and depth are bounded; past a bound
 * the call is an error, as is a lack of memory.  What is no JSON, names a key
 * twice, or has nothing of the type at that place yields nothing.  jansson's
 * memory hooks belong to the process: these two functions allocate, and say so
 * in their rows.
 */
#include "functions.h"

#include "../base/bytes.h"
#include "../base/fieldset.h"
#include "../base/limits.h"
#include "../base/value.h"

#include <jansson.h>
#include <string.h>

/* How deep objects and arrays nest, strings skipped; of what is no JSON some
 * number. */
static size_t
measure_depth(struct certrule_bytes text)
{
	size_t depth = 0, deepest = 0;
	bool quoted = false;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = text.data[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == '{' || c == '['))
			depth++;
		else if (!quoted && (c == '}' || c == ']') && depth > 0)
			depth--;
		if (depth > deepest)
			deepest = depth;
	}
	return deepest;
}

/* ------------------------------------------------------------------- syntax */

/*
 * Whether a text is an object or array as RFC 8259 has it.  jansson calls some
 * lacks of memory errors of syntax; what fails there and is sound here lacked
 * memory.  Nesting is limited beforehand.
 */
struct cursor {
	const unsigned char *at, *end;
};

static bool
take(struct cursor *cursor, unsigned char byte)
{
	if (cursor->at == cursor->end || *cursor->at != byte)
		return false;
	cursor->at++;
	return true;
}

static void
skip_space(struct cursor *cursor)
{
	while (take(cursor, ' ') || take(cursor, '\t') || take(cursor, '\n') ||
	       take(cursor, '\r'))
		;
}

static bool
take_digits(struct cursor *cursor)
{
	const unsigned char *begin = cursor->at;

	while (cursor->at != cursor->end && *cursor->at >= '0' &&
	       *cursor->at <= '9')
		cursor->at++;
	return cursor->at != begin;
}

/* The four digits behind \\u; -1: there are none. */
static long
take_hex(struct cursor *cursor)
{
	long code = 0;

	for (int i = 0; i < 4; i++) {
		int digit =
		    cursor->at == cursor->end ? -1 : cr_hex_digit(*cursor->at);

		if (digit < 0)
			return -1;
		code = code * 16 + digit;
		cursor->at++;
	}
	return code;
}

/* After a backslash; surrogates come in pairs. */
static bool
take_escape(struct cursor *cursor)
{
	long code;

	if (!take(cursor, 'u')) {
		if (cursor->at == cursor->end ||
		    memchr("\"\\/bfnrt", *cursor->at, 8) == NULL)
			return false;
		cursor->at++;
		return true;
	}
	code = take_hex(cursor);
	if (code < 0xd800 || code > 0xdfff)
		return code >= 0;
	if (code > 0xdbff || !take(cursor, '\\') || !take(cursor, 'u'))
		return false;
	code = take_hex(cursor);
	return code >= 0xdc00 && code <= 0xdfff;
}

static bool
take_string(struct cursor *cursor)
{
	if (!take(cursor, '"'))
		return false;
	while (cursor->at != cursor->end && *cursor->at >= 0x20) {
		if (take(cursor, '"'))
			return true;
		if (*cursor->at++ == '\\' && !take_escape(cursor))
			return false;
	}
	return false;
}

static bool
take_number(struct cursor *cursor)
{
	(void)take(cursor, '-');
	if (!take(cursor, '0') && !take_digits(cursor))
		return false;
	if (take(cursor, '.') && !take_digits(cursor))
		return false;
	if (!take(cursor, 'e') && !take(cursor, 'E'))
		return true;
	if (!take(cursor, '+'))
		(void)take(cursor, '-');
	return take_digits(cursor);
}

static bool
take_word(struct cursor *cursor, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(cursor->end - cursor->at) < len ||
	    memcmp(cursor->at, word, len) != 0)
		return false;
	cursor->at += len;
	return true;
}

static bool take_value(struct cursor *cursor);

static bool
take_member(struct cursor *cursor, bool named)
{
	skip_space(cursor);
	if (named) {
		if (!take_string(cursor))
			return false;
		skip_space(cursor);
		if (!take(cursor, ':'))
			return false;
	}
	if (!take_value(cursor))
		return false;
	skip_space(cursor);
	return true;
}

static bool
take_members(struct cursor *cursor, bool named, unsigned char last)
{
	skip_space(cursor);
	if (take(cursor, last))
		return true;
	do {
		if (!take_member(cursor, named))
			return false;
	} while (take(cursor, ','));
	return take(cursor, last);
}

static bool
take_container(struct cursor *cursor)
{
	if (take(cursor, '{'))
		return take_members(cursor, true, '}');
	return take(cursor, '[') && take_members(cursor, false, ']');
}

static bool
take_value(struct cursor *cursor)
{
	skip_space(cursor);
	if (cursor->at == cursor->end)
		return false;
	switch (*cursor->at) {
	case '{':
	case '[':
		return take_container(cursor);
	case '"':
		return take_string(cursor);
	case 't':
		return take_word(cursor, "true");
	case 'f':
		return take_word(cursor, "false");
	case 'n':
		return take_word(cursor, "null");
	default:
		return take_number(cursor);
	}
}

static bool
is_json(struct certrule_bytes text)
{
	struct cursor cursor;

	if (text.len == 0)
		return false;
	cursor = (struct cursor){text.data, text.data + text.len};
	skip_space(&cursor);
	if (!take_container(&cursor))
		return false;
	skip_space(&cursor);
	return cursor.at == cursor.end;
}

/* Of a text that could not be parsed: these are told of no other. */
static bool
is_refused(const json_error_t *error)
{
	enum json_error_code code = json_error_code(error);

	return code == json_error_duplicate_key ||
	       code == json_error_null_byte_in_key ||
	       code == json_error_numeric_overflow ||
	       code == json_error_invalid_utf8;
}

/* ------------------------------------------------------------------- parsing */

/* NULL with *failed false: no JSON. */
static json_t *
parse(struct cr_call *call, bool *failed)
{
	struct certrule_bytes text = call->args[0].as.string;
	json_error_t error;
	json_t *root;

	*failed = true;
	if (text.len > CR_LIMIT_LOOKUP_JSON) {
		call->why = "the JSON is over 256 KiB";
		return NULL;
	}
	if (measure_depth(text) > CR_LIMIT_LOOKUP_DEPTH) {
		call->why = "the JSON nests deeper than 64";
		return NULL;
	}
	/* Parsing costs more than looking at the bytes once. */
	call->facts->work -= (int64_t)text.len * 4;
	root = json_loadb(text.len > 0 ? (const char *)text.data : "", text.len,
	    JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	*failed = root == NULL && !is_refused(&error) && is_json(text);
	if (*failed)
		call->why = "out of memory";
	return root;
}

/* Names hold no NUL, in jansson and so here. */
static json_t *
get_member(const json_t *object, struct certrule_bytes name)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		if (cr_bytes_equal(name, cr_bytes_text(key)))
			return value;
	}
	return NULL;
}

static json_t *
get_element(const json_t *array, int64_t position)
{
	if (position < 0 || (uint64_t)position >= json_array_size(array))
		return NULL;
	return json_array_get(array, (size_t)position);
}

/* One step: a name of an object, a position of an array, and nothing else. */
static json_t *
step(const json_t *json, const struct certrule_value *key)
{
	if (key->type == CERTRULE_STRING && json_is_object(json))
		return get_member(json, key->as.string);
	if (key->type == CERTRULE_INT && json_is_array(json))
		return get_element(json, key->as.integer);
	return NULL;
}

/* Gives the value in *out, which the caller's root owns; 0 with NULL: nothing
 * there. */
static int
look_up(struct cr_call *call, json_t **root, const json_t **out)
{
	const json_t *json;
	bool failed;

	*out = NULL;
	*root = parse(call, &failed);
	if (*root == NULL)
		return failed ? -1 : 0;
	json = *root;
	for (size_t i = 1; i < call->count && json != NULL; i++)
		json = step(json, &call->args[i]);
	*out = json;
	return 0;
}

int
cr_functions_lookup_json_string(struct cr_call *call)
{
	json_t *root = NULL;
	const json_t *json;
	struct certrule_bytes copy;
	int status = look_up(call, &root, &json);

	if (status == 0 && json_is_string(json)) {
		copy = cr_arena_bytes(
		    call->scratch, cr_bytes(json_string_value(json),
				       json_string_length(json)));
		status = copy.data == NULL ? -1 : 0;
		if (status == 0)
			*call->result = cr_value_string(copy);
	}
	json_decref(root);
	return status;
}

int
cr_functions_lookup_json_integer(struct cr_call *call)
{
	json_t *root = NULL;
	const json_t *json;
	int status = look_up(call, &root, &json);

	if (status == 0 && json_is_integer(json))
		*call->result = cr_value_int(json_integer_value(json));
	json_decref(root);
	return status;
}

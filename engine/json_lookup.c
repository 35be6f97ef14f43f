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
	*failed =
	    root == NULL && json_error_code(&error) == json_error_out_of_memory;
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

/* SPDX-License-Identifier: MIT */
/*
 * Bodies of the functions of funcs.def.  Arguments are present and of the
 * row's types; only where the row says so may one be missing.  A body that
 * leaves the result alone yields nothing.
 */
#include "functions.h"

#include "../base/ip.h"
#include "../base/value.h"
#include "fixed.h"

#include <string.h>

static struct certrule_bytes
text_of(const struct cr_call *call, size_t index)
{
	return call->args[index].as.string;
}

static int
give_bool(struct cr_call *call, bool boolean)
{
	*call->result = cr_value_bool(boolean);
	return 0;
}

static int
give_string(struct cr_call *call, struct certrule_bytes string)
{
	*call->result = cr_value_string(string);
	return 0;
}

static int
map_bytes(struct cr_call *call, unsigned char change(unsigned char))
{
	struct certrule_bytes text = text_of(call, 0);
	unsigned char *out = cr_arena_array(call->scratch, text.len, 1);

	if (out == NULL)
		return -1;
	for (size_t i = 0; i < text.len; i++)
		out[i] = change(text.data[i]);
	return give_string(call, cr_bytes(out, text.len));
}

static int
lower(struct cr_call *call)
{
	return map_bytes(call, cr_lower);
}

static int
upper(struct cr_call *call)
{
	return map_bytes(call, cr_upper);
}

static int
length(struct cr_call *call)
{
	const struct certrule_value *value = &call->args[0];
	size_t len = value->as.string.len;

	if (CERTRULE_KIND_OF(value->type) == CERTRULE_ARRAY)
		len = value->as.array.count;
	if (CERTRULE_KIND_OF(value->type) == CERTRULE_MAP)
		len = value->as.map.count;
	*call->result = cr_value_int((int64_t)len);
	return 0;
}

static int
starts_with(struct cr_call *call)
{
	return give_bool(
	    call, cr_bytes_starts(text_of(call, 0), text_of(call, 1)));
}

static int
ends_with(struct cr_call *call)
{
	return give_bool(
	    call, cr_bytes_ends(text_of(call, 0), text_of(call, 1)));
}

/* ------------------------------------------------------------------ concat */

static bool
is_present(const struct certrule_value *value)
{
	return value->state == CERTRULE_PRESENT;
}

static int
concat_strings(struct cr_call *call)
{
	size_t len = 0, at = 0;
	unsigned char *out;

	for (size_t i = 0; i < call->count; i++)
		if (is_present(&call->args[i]))
			len += text_of(call, i).len;
	out = cr_arena_array(call->scratch, len, 1);
	if (out == NULL)
		return -1;
	for (size_t i = 0; i < call->count; i++) {
		struct certrule_bytes text = text_of(call, i);

		if (!is_present(&call->args[i]) || text.len == 0)
			continue;
		memcpy(out + at, text.data, text.len);
		at += text.len;
	}
	return give_string(call, cr_bytes(out, len));
}

static int
concat_arrays(struct cr_call *call)
{
	struct certrule_value *items;
	size_t count = 0, at = 0;

	for (size_t i = 0; i < call->count; i++)
		if (is_present(&call->args[i]))
			count += call->args[i].as.array.count;
	items = cr_arena_array(call->scratch, count, sizeof(*items));
	if (items == NULL)
		return -1;
	for (size_t i = 0; i < call->count; i++) {
		const struct certrule_value *array = &call->args[i];

		if (!is_present(array))
			continue;
		for (size_t j = 0; j < array->as.array.count; j++)
			items[at++] = array->as.array.items[j];
	}
	*call->result = cr_value_array(
	    CERTRULE_ELEMENT_OF(call->args[0].type), items, count);
	return 0;
}

static int
concat(struct cr_call *call)
{
	size_t present = 0;

	for (size_t i = 0; i < call->count; i++)
		present += is_present(&call->args[i]);
	if (present == 0)
		return 0;
	if (CERTRULE_KIND_OF(call->args[0].type) == CERTRULE_ARRAY)
		return concat_arrays(call);
	return concat_strings(call);
}

/* --------------------------------------------------------------- substring */

/* An offset from the start, or if negative from the end, kept within len. */
static size_t
place_offset(int64_t offset, size_t len)
{
	if (offset >= 0)
		return (uint64_t)offset < len ? (size_t)offset : len;
	/* Negated as unsigned, as INT64_MIN has no positive. */
	if (-(uint64_t)offset >= len)
		return 0;
	return len - (size_t) - (uint64_t)offset;
}

static int
substring(struct cr_call *call)
{
	struct certrule_bytes text = text_of(call, 0);
	size_t start = place_offset(call->args[1].as.integer, text.len);
	size_t end = text.len;

	if (call->count == 3)
		end = place_offset(call->args[2].as.integer, text.len);
	if (end < start)
		end = start;
	return give_string(call, cr_bytes_slice(text, start, end));
}

/* ------------------------------------------------------------------- other */

static int
to_string(struct cr_call *call)
{
	const struct certrule_value *value = &call->args[0];
	struct cr_fixed fixed;
	struct cr_buffer buffer;
	struct certrule_bytes copy;

	if (value->type == CERTRULE_BOOL)
		return give_string(
		    call, cr_bytes_text(value->as.boolean ? "true" : "false"));
	cr_fixed_init(&fixed, &buffer);
	if (value->type == CERTRULE_INT)
		cr_buffer_printf(&buffer, "%lld", (long long)value->as.integer);
	else
		cr_ip_print(&buffer, &value->as.ip);
	if (cr_buffer_failed(&buffer))
		return -1;
	copy = cr_arena_bytes(call->scratch, cr_buffer_bytes(&buffer));
	return copy.data == NULL ? -1 : give_string(call, copy);
}

static int
has_key(struct cr_call *call)
{
	return give_bool(
	    call, cr_value_find(&call->args[0], text_of(call, 1)) != NULL);
}

static int
has_value(struct cr_call *call)
{
	const struct certrule_value *container = &call->args[0];
	const struct certrule_value *wanted = &call->args[1];

	if (CERTRULE_KIND_OF(container->type) == CERTRULE_ARRAY) {
		for (size_t i = 0; i < container->as.array.count; i++)
			if (cr_value_equal(
				&container->as.array.items[i], wanted))
				return give_bool(call, true);
		return give_bool(call, false);
	}
	for (size_t i = 0; i < container->as.map.count; i++)
		if (cr_value_equal(&container->as.map.entries[i].value, wanted))
			return give_bool(call, true);
	return give_bool(call, false);
}

/* Bits out of bounds, which only a computed argument can be: nothing. */
static int
give_network(struct cr_call *call, int64_t bits)
{
	struct certrule_ip ip = call->args[0].as.ip;

	if (bits < 1 || bits > (ip.family == 4 ? 32 : 128))
		return 0;
	*call->result = cr_value_ip(cr_ip_mask(ip, (unsigned)bits));
	return 0;
}

static int
cidr(struct cr_call *call)
{
	const struct certrule_value *bits = &call->args[1];

	if (call->args[0].as.ip.family == 6)
		bits = &call->args[2];
	return give_network(call, bits->as.integer);
}

static int
cidr6(struct cr_call *call)
{
	if (call->args[0].as.ip.family == 6)
		return give_network(call, call->args[1].as.integer);
	*call->result = call->args[0];
	return 0;
}

static int
path_under(struct cr_call *call)
{
	struct certrule_bytes path = text_of(call, 0);
	struct certrule_bytes prefix = text_of(call, 1);

	if (!cr_bytes_starts(path, prefix))
		return give_bool(call, false);
	return give_bool(
	    call, path.len == prefix.len || path.data[prefix.len] == '/');
}

/* ------------------------------------------------------------------- table */

enum result {
	RESULT_SAME = 0,
	RESULT_BOOL = CERTRULE_BOOL,
	RESULT_INT = CERTRULE_INT,
	RESULT_STRING = CERTRULE_STRING,
	RESULT_IP = CERTRULE_IP,
	RESULT_STRINGS = CERTRULE_ARRAY_OF(CERTRULE_STRING)
};

/* The words of funcs.def. */
#define TAKES_MISSING CR_FUNCTION_TAKES_MISSING
#define EMPTY_FALSE   CR_FUNCTION_EMPTY_FALSE
#define HEAP	      CR_FUNCTION_HEAP
#define EXTENSION     CR_FUNCTION_EXTENSION
#define BOOL	      CR_TAKES_BOOL
#define INT	      CR_TAKES_INT
#define STRING	      CR_TAKES_STRING
#define IP	      CR_TAKES_IP
#define ARRAY	      CR_TAKES_ARRAY
#define MAP	      CR_TAKES_MAP
#define SAME	      CR_TAKES_SAME
#define ELEMENT	      CR_TAKES_ELEMENT
#define LITERAL	      CR_TAKES_LITERAL
#define VALUE	      CR_TAKES_VALUE
#define PREFIX	      CR_TAKES_PREFIX
#define STRINGS	      CR_TAKES_STRINGS
#define FILLED	      CR_TAKES_FILLED
#define REGEX	      CR_TAKES_REGEX
#define GLOB	      CR_TAKES_GLOB
#define REPLACEMENT   CR_TAKES_REPLACEMENT

#define PARAM(takes)                 \
	{                            \
		takes, 0, 0, NULL, 0 \
	}
#define BOUND(takes, from, to)           \
	{                                \
		takes, from, to, NULL, 0 \
	}
#define LETTERS(letters)                                              \
	{                                                             \
		STRING | LITERAL | CR_TAKES_LETTERS, 0, 0, letters, 0 \
	}
#define COUNT(...)                                      \
	(sizeof((struct cr_parameter[]){__VA_ARGS__}) / \
	    sizeof(struct cr_parameter))

static const struct cr_function functions[] = {
#define FUNCTION(name, signature, result, min, max, flags, body, doc, ...) \
	{#name, signature, doc, RESULT_##result, min, max, flags, body,    \
	    {__VA_ARGS__}, COUNT(__VA_ARGS__), NULL},
#include "funcs.def"
#undef FUNCTION
};

size_t
cr_function_count(void)
{
	return sizeof(functions) / sizeof(functions[0]);
}

const struct cr_function *
cr_function_at(size_t index)
{
	return &functions[index];
}

const struct cr_function *
cr_function_find(struct certrule_bytes name)
{
	for (size_t i = 0; i < cr_function_count(); i++)
		if (cr_bytes_equal_text(name, functions[i].name))
			return &functions[i];
	return NULL;
}

cr_function_fn *
cr_function_body(
    const struct certrule_schema *schema, const struct cr_function *function)
{
	cr_function_fn *filled =
	    cr_schema_filled(schema, cr_bytes_text(function->name));

	return filled != NULL ? filled : function->body;
}

const struct cr_parameter *
cr_function_parameter(const struct cr_function *function, size_t index)
{
	if (index >= function->parameter_count)
		index = function->parameter_count - 1;
	return &function->parameters[index];
}

bool
cr_function_has_letter(
    const struct cr_call *call, size_t index, unsigned char letter)
{
	return index < call->count &&
	       cr_bytes_contains(
		   call->args[index].as.string, cr_bytes(&letter, 1));
}

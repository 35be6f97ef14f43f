/* SPDX-License-Identifier: MIT */
/*
 * Functions and lists of the host's own: what may be added to a schema, the
 * rows that a load checks calls with, and the calls themselves.  Whatever a
 * callback gives is judged before it is used.
 */
#include "functions.h"

#include "../base/bytes.h"
#include "../base/fieldset.h"
#include "../base/value.h"
#include "check.h"
#include "reference_parts.h"

#include <string.h>

/* ------------------------------------------------------------------- calls */

struct certrule_call {
	struct cr_call *inner;
	bool failed;
};

void *
certrule_call_allocate(struct certrule_call *call, size_t size)
{
	void *memory = cr_arena_get(call->inner->scratch, size);

	if (memory == NULL && !call->failed)
		call->inner->why = CR_REFERENCE_NO_SCRATCH;
	call->failed |= memory == NULL;
	return memory;
}

/* One text a fieldset: how many calls fail costs no memory. */
void
certrule_call_fail(struct certrule_call *call, const char *why)
{
	char *kept = call->inner->facts->own_why;
	size_t len = strlen(why);

	if (len >= sizeof(call->inner->facts->own_why))
		len = sizeof(call->inner->facts->own_why) - 1;
	memcpy(kept, why, len);
	kept[len] = '\0';
	call->failed = true;
	call->inner->why = kept;
}

static int
fail(struct cr_call *call, const char *why)
{
	if (call->why == NULL)
		call->why = why;
	return -1;
}

/* The body of each of these functions. */
static int
call_own(struct cr_call *call)
{
	const struct certrule_function *function = &call->own->given;
	struct certrule_call outer = {.inner = call};
	unsigned type = call->result->type;

	if (function->call(function->context, &outer, call->args, call->count,
		call->result) != 0 ||
	    outer.failed)
		return fail(call, "the function failed");
	if (!cr_value_is_of_type(call->result, type))
		return fail(call, "the function gave a value of another type");
	if (cr_value_has_error(call->result))
		return fail(call, "the function gave a value in error");
	return 0;
}

enum certrule_outcome
cr_own_list_ask(const struct cr_own_list *list,
    const struct certrule_value *value, const char **why)
{
	int answer = list->has(list->context, value);

	if (answer == 0)
		return CERTRULE_FALSE;
	if (answer == 1)
		return CERTRULE_TRUE;
	*why = "the list cannot be asked";
	return CERTRULE_UNDECIDED;
}

/* -------------------------------------------------------------------- rows */

static void
fill_row(struct cr_function *row, const struct cr_own_function *own)
{
	const struct certrule_function *given = &own->given;

	row->name = given->name;
	row->signature = own->signature;
	row->doc = given->doc;
	row->result = given->result;
	row->min = given->arg_count - given->optional;
	row->max = given->arg_count;
	row->flags = CR_FUNCTION_EXTENSION;
	if ((given->flags & CERTRULE_FUNCTION_HEAP) != 0)
		row->flags |= CR_FUNCTION_HEAP;
	if ((given->flags & CERTRULE_FUNCTION_TAKES_MISSING) != 0)
		row->flags |= CR_FUNCTION_TAKES_MISSING;
	row->body = call_own;
	row->parameter_count = given->arg_count;
	for (size_t i = 0; i < given->arg_count; i++) {
		row->parameters[i].type = given->args[i];
		row->parameters[i].takes = 1u
					   << CERTRULE_KIND_OF(given->args[i]);
	}
	row->own = own;
}

static size_t
count_own(const struct certrule_schema *schema)
{
	const struct cr_own *own = cr_schema_own(schema);
	const struct cr_own_function *function =
	    own != NULL ? own->functions : NULL;
	size_t count = 0;

	for (; function != NULL; function = function->next)
		count++;
	return count;
}

int
cr_functions_own(struct cr_arena *arena, const struct certrule_schema *schema,
    const struct cr_function **functions, size_t *count)
{
	const struct cr_own *own = cr_schema_own(schema);
	struct cr_function *rows;
	size_t done = 0;

	*functions = NULL;
	*count = count_own(schema);
	if (*count == 0)
		return 0;
	rows = cr_arena_array(arena, *count, sizeof(*rows));
	if (rows == NULL)
		return -1;
	for (const struct cr_own_function *function = own->functions;
	     function != NULL; function = function->next)
		fill_row(&rows[done++], function);
	*functions = rows;
	return 0;
}

/* ------------------------------------------------------------------- adding */

static bool
are_types(const unsigned *types, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!cr_type_valid(types[i]))
			return false;
	return true;
}

static bool
is_function(const struct certrule_schema *schema,
    const struct certrule_function *function)
{
	const unsigned flags =
	    CERTRULE_FUNCTION_HEAP | CERTRULE_FUNCTION_TAKES_MISSING;
	struct certrule_bytes name = cr_bytes_text(function->name);

	return cr_schema_judge_name(schema, name) == CR_SCHEMA_OK &&
	       cr_function_find(name) == NULL &&
	       cr_own_find_function(cr_schema_own(schema), name) == NULL &&
	       !cr_bytes_starts(name, cr_bytes_text("is_jwt_")) &&
	       function->arg_count >= 1 &&
	       function->arg_count <= CR_FUNCTION_PARAMETERS &&
	       function->optional < function->arg_count &&
	       are_types(function->args, function->arg_count) &&
	       cr_type_valid(function->result) &&
	       (function->flags & ~flags) == 0 && function->call != NULL;
}

int
certrule_schema_add_function(
    struct certrule_schema *schema, const struct certrule_function *function)
{
	struct cr_own *own;

	if (!is_function(schema, function))
		return -1;
	own = cr_schema_own_open(schema);
	return own != NULL ? cr_own_add_function(own, function) : -1;
}

static int
add_list(
    struct certrule_schema *schema, struct cr_own_list *list, const char *name)
{
	struct cr_own *own;

	list->name = cr_bytes_text(name);
	if (!cr_schema_is_name(list->name) ||
	    cr_own_find_list(cr_schema_own(schema), list->name) != NULL)
		return -1;
	own = cr_schema_own_open(schema);
	return own != NULL ? cr_own_add_list(own, list) : -1;
}

int
certrule_schema_add_list(struct certrule_schema *schema, const char *name,
    const char *type, const struct certrule_bytes *items, size_t count)
{
	struct cr_own_list list = {
	    .type = type, .items = items, .count = count};
	enum cr_list_type found;

	if (cr_check_find_list_type(cr_bytes_text(type), &found) != 0)
		return -1;
	return add_list(schema, &list, name);
}

int
certrule_schema_add_list_callback(struct certrule_schema *schema,
    const char *name, const char *type, certrule_list_fn *has, void *context)
{
	struct cr_own_list list = {
	    .type = type, .has = has, .context = context};
	enum cr_list_type found;

	if (has == NULL ||
	    cr_check_find_list_type(cr_bytes_text(type), &found) != 0 ||
	    (found != CR_LIST_STRING && found != CR_LIST_INT &&
		found != CR_LIST_IP))
		return -1;
	return add_list(schema, &list, name);
}

/* ------------------------------------------------------------------- asking */

size_t
certrule_schema_function_count(const struct certrule_schema *schema)
{
	return cr_function_count() + count_own(schema);
}

static void
describe_own(
    const struct cr_own_function *own, struct certrule_function_info *info)
{
	info->name = own->given.name;
	info->signature = own->signature;
	info->doc = own->given.doc;
	info->filled = 1;
	info->heap = (own->given.flags & CERTRULE_FUNCTION_HEAP) != 0;
	info->own = 1;
}

void
certrule_schema_function_at(const struct certrule_schema *schema, size_t index,
    struct certrule_function_info *info)
{
	const struct cr_own_function *own;
	const struct cr_function *function;

	memset(info, 0, sizeof(*info));
	if (index >= cr_function_count()) {
		own = cr_schema_own(schema)->functions;
		for (size_t i = cr_function_count(); i < index; i++)
			own = own->next;
		describe_own(own, info);
		return;
	}
	function = cr_function_at(index);
	info->name = function->name;
	info->signature = function->signature;
	info->doc = function->doc;
	info->filled = cr_function_body(schema, function) != NULL;
	info->heap = (function->flags & CR_FUNCTION_HEAP) != 0;
}

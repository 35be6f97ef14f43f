/* SPDX-License-Identifier: MIT */
/* Copies of what the host described, in one arena, in the order of adding. */
#include "own.h"

#include "buffer.h"
#include "bytes.h"
#include "value.h"

struct cr_own *
cr_own_new(const struct certrule_alloc *alloc)
{
	struct cr_arena *arena = cr_arena_new(alloc);
	struct cr_own *own;

	if (arena == NULL)
		return NULL;
	own = cr_arena_get(arena, sizeof(*own));
	if (own == NULL) {
		cr_arena_free(arena);
		return NULL;
	}
	own->arena = arena;
	return own;
}

void
cr_own_free(struct cr_own *own)
{
	if (own != NULL)
		cr_arena_free(own->arena);
}

/* --------------------------------------------------------------- functions */

/* `name(String, Int[, Int]) Bool` */
static void
print_signature(struct cr_buffer *out, const struct certrule_function *function)
{
	size_t needed = function->arg_count - function->optional;

	cr_buffer_printf(out, "%s(", function->name);
	for (size_t i = 0; i < function->arg_count; i++) {
		if (i >= needed)
			cr_buffer_add_text(out, "[");
		cr_buffer_add_text(out, i > 0 ? ", " : "");
		cr_type_print(out, function->args[i]);
	}
	for (size_t i = 0; i < function->optional; i++)
		cr_buffer_add_text(out, "]");
	cr_buffer_add_text(out, ") ");
	cr_type_print(out, function->result);
}

static const char *
make_signature(struct cr_arena *arena, const struct certrule_function *function)
{
	struct certrule_bytes copy = {NULL, 0};
	struct cr_buffer text;

	cr_buffer_init(&text, cr_arena_alloc_table(arena));
	print_signature(&text, function);
	if (!cr_buffer_failed(&text))
		copy = cr_arena_bytes(arena, cr_buffer_bytes(&text));
	cr_buffer_fini(&text);
	return (const char *)copy.data;
}

static struct cr_own_function *
copy_function(struct cr_arena *arena, const struct certrule_function *function)
{
	struct cr_own_function *copy = cr_arena_get(arena, sizeof(*copy));
	unsigned *args =
	    cr_arena_array(arena, function->arg_count, sizeof(*function->args));
	const char *doc = function->doc != NULL ? function->doc : "";

	if (copy == NULL || args == NULL)
		return NULL;
	for (size_t i = 0; i < function->arg_count; i++)
		args[i] = function->args[i];
	copy->given = *function;
	copy->given.args = args;
	copy->given.name = cr_arena_string(arena, function->name);
	copy->given.doc = cr_arena_string(arena, doc);
	copy->signature = make_signature(arena, function);
	if (copy->given.name == NULL || copy->given.doc == NULL ||
	    copy->signature == NULL)
		return NULL;
	return copy;
}

int
cr_own_add_function(
    struct cr_own *own, const struct certrule_function *function)
{
	struct cr_own_function *copy = copy_function(own->arena, function);

	if (copy == NULL)
		return -1;
	if (own->last_function != NULL)
		own->last_function->next = copy;
	else
		own->functions = copy;
	own->last_function = copy;
	return 0;
}

const struct cr_own_function *
cr_own_find_function(const struct cr_own *own, struct certrule_bytes name)
{
	const struct cr_own_function *function =
	    own != NULL ? own->functions : NULL;

	while (function != NULL &&
	       !cr_bytes_equal_text(name, function->given.name))
		function = function->next;
	return function;
}

/* ------------------------------------------------------------------- lists */

static int
copy_items(struct cr_arena *arena, struct cr_own_list *copy,
    const struct cr_own_list *list)
{
	struct certrule_bytes *items =
	    cr_arena_array(arena, list->count + 1, sizeof(*items));

	if (items == NULL)
		return -1;
	for (size_t i = 0; i < list->count; i++) {
		items[i] = cr_arena_bytes(arena, list->items[i]);
		if (items[i].data == NULL)
			return -1;
	}
	copy->items = items;
	copy->count = list->count;
	return 0;
}

int
cr_own_add_list(struct cr_own *own, const struct cr_own_list *list)
{
	struct cr_own_list *copy = cr_arena_get(own->arena, sizeof(*copy));

	if (copy == NULL)
		return -1;
	copy->name = cr_arena_bytes(own->arena, list->name);
	copy->type = cr_arena_string(own->arena, list->type);
	copy->has = list->has;
	copy->context = list->context;
	if (copy->name.data == NULL || copy->type == NULL ||
	    copy_items(own->arena, copy, list) != 0)
		return -1;
	if (own->last_list != NULL)
		own->last_list->next = copy;
	else
		own->lists = copy;
	own->last_list = copy;
	return 0;
}

const struct cr_own_list *
cr_own_find_list(const struct cr_own *own, struct certrule_bytes name)
{
	const struct cr_own_list *list = own != NULL ? own->lists : NULL;

	while (list != NULL && !cr_bytes_equal(list->name, name))
		list = list->next;
	return list;
}

/* ----------------------------------------------------------------- copying */

struct cr_own *
cr_own_dup(const struct cr_own *own, const struct certrule_alloc *alloc)
{
	struct cr_own *copy = cr_own_new(alloc);
	const struct cr_own_function *function;
	const struct cr_own_list *list;

	if (copy == NULL)
		return NULL;
	for (function = own->functions; function != NULL;
	     function = function->next)
		if (cr_own_add_function(copy, &function->given) != 0)
			goto fail;
	for (list = own->lists; list != NULL; list = list->next)
		if (cr_own_add_list(copy, list) != 0)
			goto fail;
	return copy;
fail:
	cr_own_free(copy);
	return NULL;
}

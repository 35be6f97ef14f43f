/* SPDX-License-Identifier: MIT */
/* `list` statements.  A broken list stays under its name without members, so
 * that its uses are not reported as well. */
#include "load.h"
#include "../base/bytes.h"
#include "../base/own.h"

static const char *const types[] = {
#define LIST_TYPE(name, spelling, node) spelling,
#include "list_types.def"
#undef LIST_TYPE
};

static int
find_type(
    struct cr_load *load, const struct cr_atom *name, enum cr_list_type *type)
{
	struct cr_nearest nearest;
	struct certrule_bytes best;

	if (cr_check_find_list_type(name->text, type) == 0)
		return 0;
	cr_nearest_init(&nearest, name->text);
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		cr_nearest_offer(&nearest, cr_bytes_text(types[i]));
	best = cr_nearest_get(&nearest);
	cr_diags_add(load->diags, CR_DIAG_UNKNOWN_LIST_TYPE, name->span,
	    cr_diags_quote(load->diags, name->text));
	if (best.data != NULL)
		cr_diags_hint(load->diags, "did you mean '%s'?",
		    cr_diags_quote(load->diags, best));
	else
		cr_diags_hint(load->diags,
		    "the types are string int ip serial fingerprint host");
	return -1;
}

static struct cr_list *
find_list(const struct cr_load *load, struct certrule_bytes name)
{
	struct cr_list *list = load->policy->check.lists;

	while (list != NULL && !cr_bytes_equal(list->name, name))
		list = list->next;
	return list;
}

/* NULL: no memory, or the name is taken; reported. */
static struct cr_list *
append_list(
    struct cr_load *load, struct certrule_bytes name, struct cr_span span)
{
	struct cr_list *list, **end = &load->policy->check.lists;

	list = cr_arena_get(load->policy->arena, sizeof(*list));
	if (list == NULL) {
		cr_diags_no_memory(load->diags);
		return NULL;
	}
	list->name = cr_load_keep(load, name);
	list->span = span;
	while (*end != NULL)
		end = &(*end)->next;
	*end = list;
	return list;
}

static struct cr_list *
add_list(struct cr_load *load, const struct cr_atom *name)
{
	const struct cr_list *first = find_list(load, name->text);

	if (first != NULL) {
		cr_diags_add(load->diags, CR_DIAG_DUPLICATE_LIST, name->span,
		    cr_diags_quote(load->diags, name->text));
		if (first->own != NULL)
			cr_diags_hint(load->diags,
			    "the program that loads the policy brings it");
		else
			cr_diags_second(load->diags, first->span);
		return NULL;
	}
	return append_list(load, name->text, name->span);
}

static void
report_empty(struct cr_load *load, const struct cr_statement *statement)
{
	cr_diags_add(load->diags, CR_DIAG_EMPTY_LIST,
	    statement->as.list.file.span,
	    cr_diags_quote(load->diags, statement->name.text));
	cr_diags_hint(
	    load->diags, "say 'may be empty' behind the file if it may be");
}

/* For the lint stage. */
static void
keep_items(struct cr_load *load, const struct cr_statement *statement,
    const struct cr_list *list, const struct cr_node *items)
{
	struct cr_load_list *kept = cr_load_get(load, 1, sizeof(*kept));

	if (kept == NULL)
		return;
	kept->list = list;
	kept->statement = statement;
	kept->items = items;
	kept->next = load->list_items;
	load->list_items = kept;
}

/* The members; of a file that may be empty, perhaps none. */
static void
fill_list(struct cr_load *load, const struct cr_statement *statement,
    struct cr_list *list)
{
	struct cr_check *check = &load->policy->check;
	const struct cr_node *items = NULL;

	if (statement->as.list.set != NULL)
		items = statement->as.list.set->child;
	else if (cr_list_file_read(load, statement, list->type, &items) != 0)
		return;
	if (items == NULL && statement->as.list.set == NULL &&
	    !statement->as.list.may_be_empty) {
		report_empty(load, statement);
		return;
	}
	list->set = cr_check_list_set(check, list->type, items);
	keep_items(load, statement, list, items);
}

/* ------------------------------------------------------- of the host's own */

/* Before any other, so that a statement of that name is the second one. */
static int
add_own_list(struct cr_load *load, const struct cr_own_list *own)
{
	struct cr_span nowhere = {0, 0, 0};
	struct cr_list *list = append_list(load, own->name, nowhere);
	const struct cr_node *items = NULL;

	if (list == NULL)
		return -1;
	list->own = own;
	if (cr_check_find_list_type(cr_bytes_text(own->type), &list->type) != 0)
		return -1;
	if (own->has != NULL)
		return 0;
	if (cr_list_items_read(load, own, list->type, &items) != 0)
		return -1;
	list->set = cr_check_list_set(&load->policy->check, list->type, items);
	return 0;
}

static int
add_own_lists(struct cr_load *load)
{
	const struct cr_own *own = cr_schema_own(load->policy->schema);
	const struct cr_own_list *list = own != NULL ? own->lists : NULL;

	for (; list != NULL; list = list->next)
		if (add_own_list(load, list) != 0)
			return -1;
	return 0;
}

int
cr_load_lists(struct cr_load *load)
{
	const struct cr_load_item *item = load->lists.first;

	if (add_own_lists(load) != 0)
		return -1;
	for (; item != NULL; item = item->next) {
		const struct cr_statement *statement = item->statement;
		struct cr_list *list = add_list(load, &statement->name);

		if (list == NULL)
			continue;
		if (find_type(load, &statement->as.list.type, &list->type) == 0)
			fill_list(load, statement, list);
	}
	return 0;
}

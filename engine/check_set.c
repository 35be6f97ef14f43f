/* SPDX-License-Identifier: MIT */
/* Sets and lists: items become members, each by the type of the whole. */
#include "../base/limits.h"
#include "check_parts.h"
#include "set.h"

/* Bad items of one set that are reported. */
#define REPORTED_ITEMS 20

const char *
cr_check_list_type(enum cr_list_type type)
{
	switch (type) {
#define LIST_TYPE(name, spelling, node) \
	case CR_LIST_##name:            \
		return spelling;
#include "list_types.def"
#undef LIST_TYPE
	}
	return ""; /* unreachable: a case for each */
}

int
cr_check_find_list_type(struct certrule_bytes name, enum cr_list_type *type)
{
#define LIST_TYPE(row, spelling, node)             \
	if (cr_bytes_equal_text(name, spelling)) { \
		*type = CR_LIST_##row;             \
		return 0;                          \
	}
#include "list_types.def"
#undef LIST_TYPE
	return -1;
}

static int
add_text(struct cr_check *check, struct cr_set *set, enum cr_list_type type,
    const struct cr_node *item, struct certrule_bytes text)
{
	const char *why;

	if (cr_set_add_text(set, text, &why) == 0)
		return 0;
	if (why == NULL) {
		cr_diags_no_memory(check->diags);
		return -1;
	}
	cr_diags_add(check->diags, CR_DIAG_BAD_ITEM, item->span,
	    cr_diags_quote(check->diags, text), cr_check_list_type(type), why);
	return -1;
}

static int
add_item(struct cr_check *check, struct cr_set *set, enum cr_list_type type,
    const struct cr_node *item, const struct cr_span *second)
{
	struct certrule_bytes text = item->text;
	struct cr_ip_range ips;
	int64_t first, last;

	switch (type) {
	case CR_LIST_INT:
		if (cr_literal_ints(check, item, second, &first, &last) != 0)
			return -1;
		cr_set_add_ints(set, first, last);
		return 0;
	case CR_LIST_IP:
		if (cr_literal_ips(check, item, second, &ips) != 0)
			return -1;
		cr_set_add_ips(set, &ips);
		return 0;
	case CR_LIST_STRING:
		if (item->kind != CR_NODE_STRING &&
		    cr_literal_string(check, item, second, &text) != 0)
			return -1;
		break;
	case CR_LIST_SERIAL:
	case CR_LIST_FINGERPRINT:
	case CR_LIST_HOST:
		break;
	}
	return add_text(check, set, type, item, text);
}

static const struct cr_set *
make_set(struct cr_check *check, enum cr_list_type type,
    const struct cr_node *items, const struct cr_span *second)
{
	struct cr_set *set;
	size_t count = 0, bad = 0;

	for (const struct cr_node *item = items; item != NULL;
	     item = item->next) {
		if (++count <= CR_LIMIT_SET_ITEMS)
			continue;
		cr_diags_add(check->diags, CR_DIAG_TOO_MANY, item->span,
		    (long long)CR_LIMIT_SET_ITEMS, "items in a set or list");
		return NULL;
	}
	set = cr_set_new(check->arena, type, count);
	if (set == NULL) {
		cr_diags_no_memory(check->diags);
		return NULL;
	}
	for (const struct cr_node *item = items;
	     item != NULL && bad < REPORTED_ITEMS; item = item->next)
		bad += add_item(check, set, type, item, second) != 0;
	cr_set_finish(set);
	return bad == 0 ? set : NULL;
}

const struct cr_set *
cr_check_inline_set(struct cr_check *check, unsigned type,
    const struct cr_node *set, const struct cr_span *second)
{
	enum cr_list_type list = CR_LIST_STRING;

	if (type == CERTRULE_INT)
		list = CR_LIST_INT;
	if (type == CERTRULE_IP)
		list = CR_LIST_IP;
	return make_set(check, list, set->child, second);
}

const struct cr_set *
cr_check_list_set(
    struct cr_check *check, enum cr_list_type type, const struct cr_node *items)
{
	if (items != NULL && items->kind == CR_NODE_SET)
		items = items->child;
	return make_set(check, type, items, NULL);
}

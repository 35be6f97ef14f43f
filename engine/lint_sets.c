/* SPDX-License-Identifier: MIT */
/*
 * Members of sets and lists that another member says already, or in part: the
 * one that was to stand there may be missing.  Members are compared as they are
 * kept, so 4a:0c and 4A0C of a list of serials are one.
 *
 * A member of a list file is reported where the list is named, with its line as
 * second place: there a comment can silence it.
 */
#include "lint.h"
#include "../base/bytes.h"
#include "check_parts.h"
#include "set.h"

#include <stdlib.h>

/* Members of one set or list that are reported. */
#define REPORTED_MEMBERS 20

struct member {
	const struct cr_node *item;
	size_t index; /* in the order of the text */
	uint64_t hash;
	union {
		struct certrule_bytes text;
		struct {
			int64_t first, last;
		} ints;
		struct cr_ip_range ips;
	} as;
};

struct members {
	struct cr_lint *lint;
	enum cr_list_type type;
	const struct cr_span *place; /* of all reports; NULL: of each item */
	struct member *all;
	size_t count, reported;
};

/* --------------------------------------------------------------------- reports */

static const char *
quote(const struct members *members, const struct member *member)
{
	return cr_diags_quote(members->lint->diags, member->item->text);
}

static bool
is_full(const struct members *members)
{
	return members->reported >= REPORTED_MEMBERS;
}

/* Where a member stands, and the one it clashes with. */
static void
add_places(const struct members *members, const struct member *member,
    const struct member *other)
{
	struct certrule_diags *diags = members->lint->diags;
	struct cr_place place;

	if (members->place == NULL) {
		cr_diags_second(diags, other->item->span);
		cr_diags_hint(
		    diags, "leave it out, or write the one that was meant");
		return;
	}
	cr_diags_second(diags, member->item->span);
	cr_sources_locate(cr_diags_sources(diags), other->item->span, &place);
	cr_diags_hint(
	    diags, "line %u has '%s'", place.line, quote(members, other));
}

static struct cr_span
first_place(const struct members *members, const struct member *member)
{
	return members->place != NULL ? *members->place : member->item->span;
}

/* `member` could be left out. */
static void
report_twice(struct members *members, const struct member *member,
    const struct member *other)
{
	if (is_full(members))
		return;
	members->reported++;
	cr_diags_add(members->lint->diags, CR_DIAG_SET_TWICE,
	    first_place(members, member), quote(members, member));
	add_places(members, member, other);
}

static void
report_overlap(struct members *members, const struct member *member,
    const struct member *other)
{
	if (is_full(members))
		return;
	members->reported++;
	cr_diags_add(members->lint->diags, CR_DIAG_SET_OVERLAP,
	    first_place(members, member), quote(members, member),
	    quote(members, other));
	add_places(members, member, other);
}

/* ------------------------------------------------------------------------ text */

static bool
is_same(const struct member *lhs, const struct member *rhs)
{
	return lhs->hash == rhs->hash && lhs->item->kind == rhs->item->kind &&
	       cr_bytes_equal(lhs->as.text, rhs->as.text);
}

/* The slot of a member that is the same, or the empty one where it belongs. */
static uint32_t *
find_slot(const struct members *members, uint32_t *slots, size_t mask,
    const struct member *member)
{
	size_t at = (size_t)member->hash & mask;

	while (slots[at] != 0 && !is_same(&members->all[slots[at] - 1], member))
		at = (at + 1) & mask;
	return &slots[at];
}

/* By a table of member numbers, at most half full: there may be a million. */
static void
judge_texts(struct members *members)
{
	size_t size = 4;
	uint32_t *slots, *slot;

	while (size < members->count * 2)
		size *= 2;
	slots = cr_arena_array(members->lint->load->tree, size, sizeof(*slots));
	if (slots == NULL)
		return;
	for (size_t i = 0; i < members->count && !is_full(members); i++) {
		slot = find_slot(members, slots, size - 1, &members->all[i]);
		if (*slot != 0)
			report_twice(members, &members->all[i],
			    &members->all[*slot - 1]);
		else
			*slot = (uint32_t)i + 1;
	}
}

/* ---------------------------------------------------------------------- ranges */

/* All of IPv4 comes before all of IPv6. */
static int
compare_address(const struct certrule_ip *a, const struct certrule_ip *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return cr_ip_compare(a, b);
}

static int
compare_index(const struct member *lhs, const struct member *rhs)
{
	return lhs->index < rhs->index ? -1 : lhs->index > rhs->index;
}

/* By where they begin, the longest first, the first first. */
static int
compare_ips(const void *a, const void *b)
{
	const struct member *lhs = a, *rhs = b;
	int order = compare_address(&lhs->as.ips.first, &rhs->as.ips.first);

	if (order == 0)
		order = compare_address(&rhs->as.ips.last, &lhs->as.ips.last);
	return order != 0 ? order : compare_index(lhs, rhs);
}

static int
compare_ints(const void *a, const void *b)
{
	const struct member *lhs = a, *rhs = b;

	if (lhs->as.ints.first != rhs->as.ints.first)
		return lhs->as.ints.first < rhs->as.ints.first ? -1 : 1;
	if (lhs->as.ints.last != rhs->as.ints.last)
		return lhs->as.ints.last > rhs->as.ints.last ? -1 : 1;
	return compare_index(lhs, rhs);
}

/* From where the first begins to where the second ends. */
static void
hint_joined(struct members *members, const struct member *first,
    const struct member *second)
{
	struct cr_buffer out;

	if (members->place != NULL)
		return;
	cr_buffer_init(&out, members->lint->load->alloc);
	if (members->type == CR_LIST_INT) {
		cr_buffer_printf(&out, "%lld..%lld",
		    (long long)first->as.ints.first,
		    (long long)second->as.ints.last);
	} else {
		cr_ip_print(&out, &first->as.ips.first);
		cr_buffer_add_text(&out, "..");
		cr_ip_print(&out, &second->as.ips.last);
	}
	if (!cr_buffer_failed(&out))
		cr_diags_hint(members->lint->diags, "both together are %s",
		    cr_diags_quote(
			members->lint->diags, cr_buffer_bytes(&out)));
	cr_buffer_fini(&out);
}

/* How far `next` goes on behind the last of `reach`: it begins behind it (1),
 * within it and ends behind it (0), or ends within it (-1). */
static int
compare_reach(const struct members *members, const struct member *reach,
    const struct member *next)
{
	const struct cr_ip_range *a = &reach->as.ips, *b = &next->as.ips;

	if (members->type == CR_LIST_INT) {
		if (next->as.ints.first > reach->as.ints.last)
			return 1;
		return next->as.ints.last > reach->as.ints.last ? 0 : -1;
	}
	if (compare_address(&b->first, &a->last) > 0)
		return 1;
	return compare_address(&b->last, &a->last) > 0 ? 0 : -1;
}

static void
judge_ranges(struct members *members)
{
	const struct member *reach = members->all;

	qsort(members->all, members->count, sizeof(*members->all),
	    members->type == CR_LIST_INT ? compare_ints : compare_ips);
	for (size_t i = 1; i < members->count && !is_full(members); i++) {
		const struct member *next = &members->all[i];
		int order = compare_reach(members, reach, next);

		if (order < 0) {
			report_twice(members, next, reach);
			continue;
		}
		if (order == 0 && next->index > reach->index)
			report_overlap(members, next, reach);
		else if (order == 0)
			report_overlap(members, reach, next);
		if (order == 0)
			hint_joined(members, reach, next);
		reach = next;
	}
}

/* --------------------------------------------------------------------- members */

/* What the first item is: a set has no type of its own. */
static enum cr_list_type
find_type(const struct cr_node *item)
{
	if (item == NULL || item->kind != CR_NODE_WORD)
		return CR_LIST_STRING;
	if (cr_literal_looks_like(item->text, CERTRULE_INT))
		return CR_LIST_INT;
	return cr_literal_looks_like(item->text, CERTRULE_IP) ? CR_LIST_IP
							      : CR_LIST_STRING;
}

/* -1: it is nothing to compare; the load has refused what is wrong. */
static int
fill_member(
    struct members *members, struct member *member, const struct cr_node *item)
{
	struct cr_check *check = &members->lint->load->policy->check;

	member->item = item;
	member->index = members->count;
	switch (members->type) {
	case CR_LIST_INT:
		return cr_literal_ints(check, item, NULL,
		    &member->as.ints.first, &member->as.ints.last);
	case CR_LIST_IP:
		return cr_literal_ips(check, item, NULL, &member->as.ips);
	case CR_LIST_STRING:
	case CR_LIST_SERIAL:
	case CR_LIST_FINGERPRINT:
	case CR_LIST_HOST:
		break;
	}
	/* 61:31 and "a1" are left for a person to compare. */
	member->as.text =
	    cr_set_fold(members->lint->load->tree, members->type, item->text);
	if (member->as.text.data == NULL)
		return -1;
	member->hash = cr_bytes_hash(member->as.text, item->kind);
	return 0;
}

static void
judge_members(struct members *members, const struct cr_node *items)
{
	size_t most = 0;

	for (const struct cr_node *item = items; item != NULL;
	     item = item->next)
		most++;
	members->all = cr_arena_array(
	    members->lint->load->tree, most + 1, sizeof(*members->all));
	if (members->all == NULL || most < 2)
		return;
	for (const struct cr_node *item = items; item != NULL;
	     item = item->next)
		members->count += fill_member(members,
				      &members->all[members->count], item) == 0;
	if (members->type == CR_LIST_INT || members->type == CR_LIST_IP)
		judge_ranges(members);
	else
		judge_texts(members);
}

/* ------------------------------------------------------------------------ rows */

void
cr_lint_set(struct cr_lint *lint, const struct cr_lint_place *place)
{
	struct members members = {.lint = lint};

	if (place->rule == NULL || place->node->kind != CR_NODE_SET)
		return;
	members.type = find_type(place->node->child);
	judge_members(&members, place->node->child);
}

void
cr_lint_list_items(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_load_list *list = lint->load->list_items;

	(void)place;
	for (; list != NULL; list = list->next) {
		struct members members = {
		    .lint = lint, .type = list->list->type};
		const struct cr_statement *statement = list->statement;

		if (statement->as.list.set == NULL)
			members.place = &statement->as.list.file.span;
		judge_members(&members, list->items);
	}
}

/* SPDX-License-Identifier: MIT */
/*
 * Two expressions are one predicate if they mean the same, letter for letter of
 * their typed trees.  Each is written down as bytes, and the bytes are looked
 * up; sets get a number first, by their members.
 */
#include "plan.h"

#include "../base/alloc.h"
#include "../base/bytes.h"
#include "set.h"
#include "wildcard.h"

#include <string.h>

struct name {
	uint64_t hash;
	struct certrule_bytes bytes;
	uint32_t number;
};

struct set_name {
	uint64_t hash;
	const struct cr_set *set;
};

struct table {
	struct name *slots; /* bytes.data NULL: free */
	size_t mask, count;
};

struct cr_plan_names {
	struct cr_arena *arena;
	struct table exprs, terms;
	struct set_name *sets; /* a table too, by hash; set NULL: free */
	size_t set_mask, set_count;
	struct cr_buffer text;
	bool failed;
};

#define FIRST_SLOTS 64

/* -------------------------------------------------------------------- making */

struct cr_plan_names *
cr_plan_names_new(struct cr_arena *arena, const struct certrule_alloc *alloc)
{
	struct cr_plan_names *names = cr_arena_get(arena, sizeof(*names));

	if (names == NULL)
		return NULL;
	names->arena = arena;
	cr_buffer_init(&names->text, alloc);
	return names;
}

void
cr_plan_names_fini(struct cr_plan_names *names)
{
	if (names != NULL)
		cr_buffer_fini(&names->text);
}

/* ---------------------------------------------------------------------- sets */

static int
grow_sets(struct cr_plan_names *names)
{
	size_t slots =
	    names->sets == NULL ? FIRST_SLOTS : (names->set_mask + 1) * 2;
	struct set_name *table =
	    cr_arena_array(names->arena, slots, sizeof(*table));

	if (table == NULL)
		return -1;
	for (size_t i = 0; names->sets != NULL && i <= names->set_mask; i++) {
		size_t at = names->sets[i].hash & (slots - 1);

		if (names->sets[i].set == NULL)
			continue;
		while (table[at].set != NULL)
			at = (at + 1) & (slots - 1);
		table[at] = names->sets[i];
	}
	names->sets = table;
	names->set_mask = slots - 1;
	return 0;
}

/* The first set with these members stands for all. */
static const struct cr_set *
find_set(struct cr_plan_names *names, const struct cr_set *set)
{
	uint64_t hash = cr_set_hash(set);
	size_t at;

	if ((names->sets == NULL || names->set_count * 2 > names->set_mask) &&
	    grow_sets(names) != 0) {
		names->failed = true;
		return set;
	}
	at = (size_t)hash & names->set_mask;
	for (; names->sets[at].set != NULL; at = (at + 1) & names->set_mask) {
		const struct cr_set *other = names->sets[at].set;

		if (other == set ||
		    (names->sets[at].hash == hash &&
			cr_set_within(other, set) && cr_set_within(set, other)))
			return other;
	}
	names->sets[at].hash = hash;
	names->sets[at].set = set;
	names->set_count++;
	return set;
}

/* ------------------------------------------------------------------- writing */

static void write_expr(struct cr_plan_names *names, const struct cr_expr *expr);

static void
write_number(struct cr_plan_names *names, uint64_t number)
{
	cr_buffer_add(&names->text, &number, sizeof(number));
}

/* With the length in front nothing can run into what follows. */
static void
write_bytes(struct cr_plan_names *names, struct certrule_bytes bytes)
{
	write_number(names, bytes.len);
	if (bytes.len > 0)
		cr_buffer_add_bytes(&names->text, bytes);
}

static void
write_pointer(struct cr_plan_names *names, const void *pointer)
{
	write_number(names, (uintptr_t)pointer);
}

static void
write_literal(struct cr_plan_names *names, const struct certrule_value *value)
{
	switch (CERTRULE_KIND_OF(value->type)) {
	case CERTRULE_BOOL:
		write_number(names, value->as.boolean != 0);
		return;
	case CERTRULE_INT:
		write_number(names, (uint64_t)value->as.integer);
		return;
	case CERTRULE_STRING:
		write_bytes(names, value->as.string);
		return;
	case CERTRULE_IP:
		write_bytes(names, cr_bytes(value->as.ip.octets,
				       value->as.ip.family == 4 ? 4 : 16));
		return;
	default:
		/* There are no other literals: never the same as another. */
		write_pointer(names, value);
	}
}

static void
write_term(struct cr_plan_names *names, const struct cr_term *term)
{
	if (term == NULL) {
		write_number(names, UINT64_MAX);
		return;
	}
	write_number(names, (uint64_t)term->kind);
	write_number(names, term->type);
	write_number(names, term->each);
	switch (term->kind) {
	case CR_TERM_LITERAL:
		write_literal(names, &term->literal);
		return;
	case CR_TERM_FIELD:
		write_number(names, (uint64_t)term->field);
		return;
	case CR_TERM_ELEMENT:
		write_number(names, term->number);
		break;
	case CR_TERM_KEY:
		write_bytes(names, term->key);
		break;
	case CR_TERM_EACH:
		break;
	case CR_TERM_CALL:
		/* What was prepared follows from the arguments. */
		write_pointer(names, term->function);
		write_number(names, term->arg_count);
		for (size_t i = 0; i < term->arg_count; i++)
			write_term(names, term->args[i]);
		return;
	case CR_TERM_LOGICAL:
		write_expr(names, term->logical);
		return;
	}
	write_term(names, term->base);
}

static void
write_wildcard(struct cr_plan_names *names, const struct cr_wildcard *wildcard)
{
	size_t stars = cr_wildcard_stars(wildcard);

	write_number(names, cr_wildcard_strict(wildcard));
	write_number(names, stars);
	for (size_t i = 0; i <= stars; i++)
		write_bytes(names, cr_wildcard_piece(wildcard, i));
}

/* Patterns are compiled once each, so a regex is known by its address. */
static void
write_compare(struct cr_plan_names *names, const struct cr_expr *expr)
{
	write_number(names, (uint64_t)expr->op);
	write_number(names, expr->negated);
	write_term(names, expr->left);
	write_term(names, expr->right);
	write_pointer(names, expr->regex);
	write_pointer(names, expr->own);
	if (expr->set != NULL)
		write_pointer(names, find_set(names, expr->set));
	if (expr->wildcard != NULL)
		write_wildcard(names, expr->wildcard);
}

static void
write_expr(struct cr_plan_names *names, const struct cr_expr *expr)
{
	write_number(names, (uint64_t)expr->kind);
	switch (expr->kind) {
	case CR_EXPR_CONSTANT:
		write_number(names, expr->constant);
		return;
	case CR_EXPR_COMPARE:
		write_compare(names, expr);
		return;
	case CR_EXPR_TRUTH:
		write_term(names, expr->left);
		return;
	case CR_EXPR_HOST:
		write_number(names, expr->host_count);
		for (size_t i = 0; i < expr->host_count; i++)
			write_bytes(names, expr->hosts[i]);
		return;
	case CR_EXPR_BEFORE:
		write_number(names, (uint64_t)expr->until);
		return;
	case CR_EXPR_PROVEN:
		return;
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_XOR:
	case CR_EXPR_NOT:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
		break;
	}
	write_number(names, expr->child_count);
	for (size_t i = 0; i < expr->child_count; i++)
		write_expr(names, expr->children[i]);
}

/* ------------------------------------------------------------------- looking */

static int
grow_table(struct cr_arena *arena, struct table *table)
{
	size_t slots =
	    table->slots == NULL ? FIRST_SLOTS : (table->mask + 1) * 2;
	struct name *bigger = cr_arena_array(arena, slots, sizeof(*bigger));

	if (bigger == NULL)
		return -1;
	for (size_t i = 0; table->slots != NULL && i <= table->mask; i++) {
		size_t at = table->slots[i].hash & (slots - 1);

		if (table->slots[i].bytes.data == NULL)
			continue;
		while (bigger[at].bytes.data != NULL)
			at = (at + 1) & (slots - 1);
		bigger[at] = table->slots[i];
	}
	table->slots = bigger;
	table->mask = slots - 1;
	return 0;
}

/* What was written, in the table. */
static int
find_name(struct cr_plan_names *names, struct table *table, uint32_t next,
    uint32_t *number)
{
	struct certrule_bytes bytes = cr_buffer_bytes(&names->text);
	struct name *slot;
	uint64_t hash;

	if (cr_buffer_failed(&names->text) || names->failed)
		return -1;
	if ((table->slots == NULL || table->count * 2 > table->mask) &&
	    grow_table(names->arena, table) != 0)
		return -1;
	hash = cr_bytes_hash(bytes, 0);
	slot = &table->slots[hash & table->mask];
	while (slot->bytes.data != NULL) {
		if (slot->hash == hash && cr_bytes_equal(slot->bytes, bytes)) {
			*number = slot->number;
			return 0;
		}
		if (++slot > &table->slots[table->mask])
			slot = table->slots;
	}
	slot->bytes = cr_arena_bytes(names->arena, bytes);
	if (slot->bytes.data == NULL)
		return -1;
	slot->hash = hash;
	slot->number = next;
	table->count++;
	*number = next;
	return 0;
}

int
cr_plan_names_expr(struct cr_plan_names *names, const struct cr_expr *expr,
    uint32_t next, uint32_t *number)
{
	cr_buffer_clear(&names->text);
	write_expr(names, expr);
	return find_name(names, &names->exprs, next, number);
}

int
cr_plan_names_term(struct cr_plan_names *names, const struct cr_term *term,
    uint32_t next, uint32_t *number)
{
	cr_buffer_clear(&names->text);
	write_term(names, term);
	return find_name(names, &names->terms, next, number);
}

/* SPDX-License-Identifier: MIT */
/*
 * Values.  Nothing here judges whether content fits a field; that is the
 * setters' business.  Recursion is bounded by the type, which nests eight deep.
 */
#include "ip.h"
#include "value.h"

#define WRAPPERS_MAX 8

struct certrule_value
cr_value_ip(struct certrule_ip ip)
{
	return (struct certrule_value){
	    .state = CERTRULE_PRESENT, .type = CERTRULE_IP, .as.ip = ip};
}

struct certrule_value
cr_value_array(
    unsigned element, const struct certrule_value *items, size_t count)
{
	return (struct certrule_value){.state = CERTRULE_PRESENT,
	    .type = CERTRULE_ARRAY_OF(element),
	    .as.array = {items, count}};
}

struct certrule_value
cr_value_map(
    unsigned element, const struct certrule_entry *entries, size_t count)
{
	return (struct certrule_value){.state = CERTRULE_PRESENT,
	    .type = CERTRULE_MAP_OF(element),
	    .as.map = {entries, count}};
}

/* ----------------------------------------------------------------- copying */

static int
copy_string(struct cr_arena *arena, struct certrule_bytes string,
    struct certrule_bytes *out)
{
	*out = cr_arena_bytes(arena, string);
	return out->data == NULL ? -1 : 0;
}

/* An element of another type than its container says is no value: refusing it
 * here also bounds the recursion. */
static int
copy_element(struct cr_arena *arena, unsigned type,
    const struct certrule_value *item, struct certrule_value *out)
{
	if (item->type != type)
		return -1;
	return cr_value_copy(arena, item, out);
}

static int
copy_array(struct cr_arena *arena, const struct certrule_value *value,
    struct certrule_value *out)
{
	size_t count = value->as.array.count;
	struct certrule_value *items =
	    cr_arena_array(arena, count, sizeof(*items));

	if (items == NULL)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (copy_element(arena, CERTRULE_ELEMENT_OF(value->type),
			&value->as.array.items[i], &items[i]) != 0)
			return -1;
	}
	out->as.array.items = items;
	return 0;
}

static int
copy_map(struct cr_arena *arena, const struct certrule_value *value,
    struct certrule_value *out)
{
	size_t count = value->as.map.count;
	struct certrule_entry *entries =
	    cr_arena_array(arena, count, sizeof(*entries));

	if (entries == NULL)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const struct certrule_entry *entry = &value->as.map.entries[i];

		if (copy_string(arena, entry->key, &entries[i].key) != 0 ||
		    copy_element(arena, CERTRULE_ELEMENT_OF(value->type),
			&entry->value, &entries[i].value) != 0)
			return -1;
	}
	out->as.map.entries = entries;
	return 0;
}

static int
copy_present(struct cr_arena *arena, const struct certrule_value *value,
    struct certrule_value *out)
{
	switch ((enum certrule_kind)CERTRULE_KIND_OF(value->type)) {
	case CERTRULE_BOOL:
	case CERTRULE_INT:
	case CERTRULE_IP:
		return 0;
	case CERTRULE_STRING:
		return copy_string(arena, value->as.string, &out->as.string);
	case CERTRULE_ARRAY:
		return copy_array(arena, value, out);
	case CERTRULE_MAP:
		return copy_map(arena, value, out);
	}
	return -1; /* unreachable: a case for each */
}

int
cr_value_copy(struct cr_arena *arena, const struct certrule_value *value,
    struct certrule_value *out)
{
	struct certrule_value copy = *value;

	if (!cr_type_valid(value->type))
		return -1;
	if (value->state == CERTRULE_PRESENT &&
	    copy_present(arena, value, &copy) != 0)
		return -1;
	if (value->state == CERTRULE_ERROR && value->as.why != NULL) {
		copy.as.why = cr_arena_string(arena, value->as.why);
		if (copy.as.why == NULL)
			return -1;
	}
	*out = copy;
	return 0;
}

/* ------------------------------------------------------------------- types */

static bool
has_family(const struct certrule_value *value)
{
	return CERTRULE_KIND_OF(value->type) != CERTRULE_IP ||
	       value->as.ip.family == 4 || value->as.ip.family == 6;
}

bool
cr_value_is_of_type(const struct certrule_value *value, unsigned type)
{
	unsigned element = CERTRULE_ELEMENT_OF(type);
	size_t i;

	if (value->type != type)
		return false;
	if (value->state != CERTRULE_PRESENT)
		return true;
	if (CERTRULE_KIND_OF(type) == CERTRULE_ARRAY) {
		for (i = 0; i < value->as.array.count; i++)
			if (!cr_value_is_of_type(
				&value->as.array.items[i], element))
				return false;
		return true;
	}
	if (CERTRULE_KIND_OF(type) == CERTRULE_MAP) {
		for (i = 0; i < value->as.map.count; i++)
			if (!cr_value_is_of_type(
				&value->as.map.entries[i].value, element))
				return false;
		return true;
	}
	return has_family(value);
}

/* --------------------------------------------------------------- comparing */

static bool
equal_arrays(const struct certrule_value *a, const struct certrule_value *b)
{
	if (a->as.array.count != b->as.array.count)
		return false;
	for (size_t i = 0; i < a->as.array.count; i++) {
		if (!cr_value_equal(
			&a->as.array.items[i], &b->as.array.items[i]))
			return false;
	}
	return true;
}

/* Keys are unique, so as many keys all found are the same keys. */
static bool
equal_maps(const struct certrule_value *a, const struct certrule_value *b)
{
	if (a->as.map.count != b->as.map.count)
		return false;
	for (size_t i = 0; i < a->as.map.count; i++) {
		const struct certrule_entry *entry = &a->as.map.entries[i];
		const struct certrule_entry *same = &b->as.map.entries[i];
		const struct certrule_value *other = &same->value;

		if (!cr_bytes_equal(entry->key, same->key))
			other = cr_value_find(b, entry->key);
		if (other == NULL || !cr_value_equal(&entry->value, other))
			return false;
	}
	return true;
}

static bool
equal_present(const struct certrule_value *a, const struct certrule_value *b)
{
	switch ((enum certrule_kind)CERTRULE_KIND_OF(a->type)) {
	case CERTRULE_BOOL:
		return !a->as.boolean == !b->as.boolean;
	case CERTRULE_INT:
		return a->as.integer == b->as.integer;
	case CERTRULE_STRING:
		return cr_bytes_equal(a->as.string, b->as.string);
	case CERTRULE_IP:
		return cr_ip_equal(&a->as.ip, &b->as.ip);
	case CERTRULE_ARRAY:
		return equal_arrays(a, b);
	case CERTRULE_MAP:
		return equal_maps(a, b);
	}
	return false; /* unreachable: a case for each */
}

bool
cr_value_equal(const struct certrule_value *a, const struct certrule_value *b)
{
	if (a->type != b->type || a->state != b->state)
		return false;
	return a->state != CERTRULE_PRESENT || equal_present(a, b);
}

/* ------------------------------------------------------------------ asking */

static bool
is_present(const struct certrule_value *value, enum certrule_kind kind)
{
	return value->state == CERTRULE_PRESENT &&
	       CERTRULE_KIND_OF(value->type) == kind;
}

const struct certrule_value *
cr_value_find(const struct certrule_value *map, struct certrule_bytes key)
{
	if (!is_present(map, CERTRULE_MAP))
		return NULL;
	for (size_t i = 0; i < map->as.map.count; i++) {
		if (cr_bytes_equal(map->as.map.entries[i].key, key))
			return &map->as.map.entries[i].value;
	}
	return NULL;
}

bool
cr_value_has_error(const struct certrule_value *value)
{
	if (value->state == CERTRULE_ERROR)
		return true;
	if (is_present(value, CERTRULE_ARRAY)) {
		for (size_t i = 0; i < value->as.array.count; i++) {
			if (cr_value_has_error(&value->as.array.items[i]))
				return true;
		}
	}
	if (is_present(value, CERTRULE_MAP)) {
		for (size_t i = 0; i < value->as.map.count; i++) {
			if (cr_value_has_error(&value->as.map.entries[i].value))
				return true;
		}
	}
	return false;
}

static size_t
add(size_t a, size_t b)
{
	size_t sum;

	return __builtin_add_overflow(a, b, &sum) ? SIZE_MAX : sum;
}

/* Stops at SIZE_MAX: nothing keeps a caller from using one string often. */
size_t
cr_value_size(const struct certrule_value *value)
{
	size_t size = 0;

	if (is_present(value, CERTRULE_STRING))
		return value->as.string.len;
	if (is_present(value, CERTRULE_ARRAY)) {
		for (size_t i = 0; i < value->as.array.count; i++)
			size =
			    add(size, cr_value_size(&value->as.array.items[i]));
	}
	if (is_present(value, CERTRULE_MAP)) {
		for (size_t i = 0; i < value->as.map.count; i++) {
			size = add(size, value->as.map.entries[i].key.len);
			size = add(size,
			    cr_value_size(&value->as.map.entries[i].value));
		}
	}
	return size;
}

bool
cr_type_valid(unsigned type)
{
	unsigned kind;

	for (int depth = 0; depth <= WRAPPERS_MAX; depth++) {
		kind = CERTRULE_KIND_OF(type);
		if (kind >= CERTRULE_BOOL && kind <= CERTRULE_IP)
			return CERTRULE_ELEMENT_OF(type) == 0;
		if (kind != CERTRULE_ARRAY && kind != CERTRULE_MAP)
			return false;
		type = CERTRULE_ELEMENT_OF(type);
	}
	return false;
}

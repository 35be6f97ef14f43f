/* SPDX-License-Identifier: MIT */
/* The fields by type, and the fields of the generator's own. */
#include "generate.h"

#include <stdio.h>
#include <string.h>

#define S	    CERTRULE_STRING
#define ARRAY(type) CERTRULE_ARRAY_OF(type)
#define MAP(type)   CERTRULE_MAP_OF(type)
#define PREFIX	    "random."

/* Every plain type, each in an array and a map, and what nests. */
static const unsigned own_types[] = {
    CERTRULE_BOOL,
    CERTRULE_INT,
    S,
    CERTRULE_IP,
    ARRAY(CERTRULE_BOOL),
    ARRAY(CERTRULE_INT),
    ARRAY(S),
    ARRAY(CERTRULE_IP),
    MAP(CERTRULE_BOOL),
    MAP(CERTRULE_INT),
    MAP(S),
    MAP(CERTRULE_IP),
    ARRAY(ARRAY(S)),
    ARRAY(MAP(CERTRULE_INT)),
    MAP(ARRAY(S)),
    MAP(MAP(S)),
    ARRAY(ARRAY(ARRAY(CERTRULE_INT))),
    ARRAY(ARRAY(CERTRULE_INT)),
};

int
vocabulary_add_fields(struct certrule_schema *schema)
{
	char name[64];

	for (size_t i = 0; i < sizeof(own_types) / sizeof(*own_types); i++) {
		for (int j = 0; j < 2; j++) {
			snprintf(
			    name, sizeof(name), PREFIX "%c%zu", 's' + j, i);
			if (certrule_schema_add_field(
				schema, name, own_types[i]) != 0)
				return -1;
		}
	}
	return 0;
}

const struct vocabulary_type *
vocabulary_find(const struct vocabulary *words, unsigned type)
{
	for (size_t i = 0; i < words->type_count; i++)
		if (words->types[i].type == type)
			return &words->types[i];
	return NULL;
}

static bool
is_own(const char *name)
{
	return strncmp(name, PREFIX, strlen(PREFIX)) == 0;
}

/* Room for all names, so that nothing has to grow. */
static struct vocabulary_type *
find_or_add(struct vocabulary *words, struct cr_arena *arena, unsigned type)
{
	size_t all = certrule_schema_field_count(words->schema);
	struct vocabulary_type *entry = NULL;

	for (size_t i = 0; i < words->type_count; i++)
		if (words->types[i].type == type)
			entry = &words->types[i];
	if (entry != NULL || words->type_count == VOCABULARY_TYPES)
		return entry;
	entry = &words->types[words->type_count++];
	entry->type = type;
	entry->names = cr_arena_array(arena, all, sizeof(*entry->names));
	return entry->names == NULL ? NULL : entry;
}

static int
add_names(struct vocabulary *words, struct cr_arena *arena, bool own)
{
	size_t all = certrule_schema_field_count(words->schema);

	for (size_t i = 0; i < all; i++) {
		struct certrule_field_info info;
		struct vocabulary_type *type;

		certrule_schema_field_at(words->schema, i, &info);
		if (is_own(info.name) != own)
			continue;
		type = find_or_add(words, arena, info.type);
		if (type == NULL)
			return -1;
		type->names[type->count++] = info.name;
		type->common += own;
	}
	return 0;
}

const struct vocabulary *
vocabulary_new(struct cr_arena *arena, const struct certrule_schema *schema,
    const struct cr_list *lists)
{
	struct vocabulary *words = cr_arena_get(arena, sizeof(*words));

	if (words == NULL)
		return NULL;
	words->schema = schema;
	words->lists = lists;
	/* The own ones first: they are drawn most. */
	if (add_names(words, arena, true) != 0 ||
	    add_names(words, arena, false) != 0)
		return NULL;
	return words;
}

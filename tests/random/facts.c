/* SPDX-License-Identifier: MIT */
/*
 * Random values for the fields that somebody reads: present, missing, in error,
 * empty.  Drawn from the pools that literals come from.
 */
#include "generate.h"

#include "../../base/value.h"

#define ELEMENTS_MAX 4
#define NOW	     1767225600

static int draw_value(struct generate *g, struct cr_arena *arena, unsigned type,
    struct certrule_value *out);

static int
draw_array(struct generate *g, struct cr_arena *arena, unsigned element,
    struct certrule_value *out)
{
	size_t count = random_below(g->source, ELEMENTS_MAX + 1);
	struct certrule_value *items =
	    cr_arena_array(arena, count + 1, sizeof(*items));

	if (items == NULL)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (draw_value(g, arena, element, &items[i]) != 0)
			return -1;
	*out = cr_value_array(element, items, count);
	return 0;
}

/* A key once: the second one is left out. */
static int
draw_map(struct generate *g, struct cr_arena *arena, unsigned element,
    struct certrule_value *out)
{
	size_t wanted = random_below(g->source, ELEMENTS_MAX + 1), count = 0;
	struct certrule_entry *entries =
	    cr_arena_array(arena, wanted + 1, sizeof(*entries));

	if (entries == NULL)
		return -1;
	for (size_t i = 0; i < wanted; i++) {
		struct certrule_value so_far =
		    cr_value_map(element, entries, count);

		entries[count].key = pool_key(g->source);
		if (cr_value_find(&so_far, entries[count].key) != NULL)
			continue;
		if (draw_value(g, arena, element, &entries[count].value) != 0)
			return -1;
		count++;
	}
	*out = cr_value_map(element, entries, count);
	return 0;
}

static int
draw_value(struct generate *g, struct cr_arena *arena, unsigned type,
    struct certrule_value *out)
{
	switch (CERTRULE_KIND_OF(type)) {
	case CERTRULE_BOOL:
		*out = cr_value_bool(random_chance(g->source, 50));
		break;
	case CERTRULE_INT:
		*out = cr_value_int(pool_int(g->source));
		break;
	case CERTRULE_STRING:
		*out = cr_value_string(pool_string(g->source));
		break;
	case CERTRULE_IP:
		*out = cr_value_ip(pool_ip(g->source));
		break;
	case CERTRULE_ARRAY:
		return draw_array(g, arena, CERTRULE_ELEMENT_OF(type), out);
	case CERTRULE_MAP:
		return draw_map(g, arena, CERTRULE_ELEMENT_OF(type), out);
	}
	if (random_chance(g->source, 1))
		*out = cr_value_error(type, "an element in error");
	return 0;
}

static void
set_field(struct generate *g, struct certrule_fieldset *facts, int field)
{
	unsigned type = cr_schema_field(facts->schema, field)->type;
	struct certrule_value value;

	if (random_chance(g->source, 5))
		return;
	if (random_chance(g->source, 3)) {
		certrule_fieldset_set_error(facts, field, "a field in error");
		return;
	}
	/* A setter that fails leaves its field in error: that is a value too. */
	if (draw_value(g, facts->arena, type, &value) != 0 ||
	    certrule_fieldset_set(facts, field, &value) != 0)
		return;
}

void
generate_facts(
    struct generate *g, struct certrule_fieldset *facts, const bool *reads)
{
	size_t count = cr_schema_field_count(facts->schema);

	certrule_fieldset_clear(facts);
	certrule_fieldset_set_time(facts, NOW);
	for (size_t i = 0; i < count; i++)
		if (reads[i])
			set_field(g, facts, (int)i);
}

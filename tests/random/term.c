/* SPDX-License-Identifier: MIT */
/* Values that are no literals: fields, indexes, calls. */
#include "generate.h"

#include "../../base/bytes.h"

/* More arguments than this say nothing new. */
#define EXTRA_ARGUMENTS 3

#define KIND_BIT(type)	(1u << CERTRULE_KIND_OF(type))

/* A way to a type by a call. */
struct way {
	const struct cr_function *function;
	bool each; /* over [*]: the type is an Array of its results */
};

/* ------------------------------------------------------------------- fields */

static void
add_field(struct generate *g, const struct vocabulary_type *type)
{
	size_t place;

	if (type->common == 0 || random_chance(g->source, 25))
		place = random_below(g->source, (unsigned)type->count);
	else
		place = random_below(g->source, (unsigned)type->common);
	cr_buffer_add_text(g->out, type->names[place]);
}

/* ------------------------------------------------------------------ indexes */

/* An Array or Map of this type that is some field's; NULL: none.  Also counts
 * how many there are. */
static const struct vocabulary_type *
find_container(
    const struct generate *g, unsigned type, unsigned wanted, unsigned *count)
{
	const struct vocabulary_type *found = NULL;

	*count = 0;
	for (size_t i = 0; i < g->words->type_count; i++) {
		const struct vocabulary_type *t = &g->words->types[i];

		if ((CERTRULE_KIND_OF(t->type) != CERTRULE_ARRAY &&
			CERTRULE_KIND_OF(t->type) != CERTRULE_MAP) ||
		    CERTRULE_ELEMENT_OF(t->type) != type)
			continue;
		if ((*count)++ == wanted)
			found = t;
	}
	return found;
}

static const struct vocabulary_type *
draw_container(struct generate *g, unsigned type)
{
	unsigned count;

	(void)find_container(g, type, 0, &count);
	if (count == 0)
		return NULL;
	return find_container(g, type, random_below(g->source, count), &count);
}

static void
add_index(struct generate *g, unsigned container)
{
	static const char *const positions[] = {
	    "0", "1", "2", "7", "18446744073709551615"};

	cr_buffer_add_byte(g->out, '[');
	if (CERTRULE_KIND_OF(container) == CERTRULE_MAP)
		generate_text(g, pool_key(g->source));
	else
		cr_buffer_add_text(
		    g->out, positions[random_place(g->source, 5)]);
	cr_buffer_add_byte(g->out, ']');
}

static bool
add_element(struct generate *g, unsigned type)
{
	const struct vocabulary_type *container = draw_container(g, type);

	if (container == NULL)
		return false;
	generate_term(g, container->type, false);
	add_index(g, container->type);
	return true;
}

bool
generate_has_each(const struct generate *g, unsigned type)
{
	unsigned count;

	return find_container(g, type, 0, &count) != NULL;
}

/* x[*], x["k"][*], x[*]["k"], x[*][*]. */
static void
add_each(struct generate *g, unsigned type)
{
	const struct vocabulary_type *container = draw_container(g, type);

	if (generate_has_each(g, container->type) &&
	    random_chance(g->source, 40)) {
		generate_term(g, container->type, true);
		if (random_chance(g->source, 50)) {
			add_index(g, container->type);
			return;
		}
	} else {
		generate_term(g, container->type, false);
	}
	cr_buffer_add_text(g->out, "[*]");
}

/* -------------------------------------------------------------------- calls */

static bool
gives(const struct cr_function *function, unsigned type)
{
	if (function->result != 0)
		return function->result == type;
	return (function->parameters[0].takes & KIND_BIT(type)) != 0;
}

static bool
leads_to(const struct generate *g, const struct way *way, unsigned type)
{
	const struct cr_function *function = way->function;

	if (cr_function_body(g->words->schema, function) == NULL)
		return false;
	if (!way->each)
		return gives(function, type);
	if (CERTRULE_KIND_OF(type) != CERTRULE_ARRAY ||
	    (function->parameters[0].takes & CR_TAKES_LITERAL) != 0)
		return false;
	type = CERTRULE_ELEMENT_OF(type);
	return gives(function, type) &&
	       (function->result != 0 || generate_has_each(g, type));
}

static unsigned
find_way(
    const struct generate *g, unsigned type, unsigned wanted, struct way *found)
{
	unsigned count = 0;

	for (size_t i = 0; i < cr_function_count() * 2; i++) {
		struct way way = {cr_function_at(i / 2), i % 2 != 0};

		if (!leads_to(g, &way, type))
			continue;
		if (count++ == wanted)
			*found = way;
	}
	return count;
}

/* The type of an argument that may be of several. */
static unsigned
draw_type(struct generate *g, unsigned takes, bool each)
{
	unsigned wanted = 0, count = 0;

	if ((takes & CR_TAKES_STRINGS) != 0)
		return CERTRULE_ARRAY_OF(CERTRULE_STRING);
	for (int round = 0; round < 2; round++) {
		count = 0;
		for (size_t i = 0; i < g->words->type_count; i++) {
			unsigned type = g->words->types[i].type;

			if ((takes & KIND_BIT(type)) == 0 ||
			    (each && !generate_has_each(g, type)))
				continue;
			if (round == 1 && count == wanted)
				return type;
			count++;
		}
		wanted = count == 0 ? 0 : random_below(g->source, count);
	}
	return 0;
}

static unsigned
first_type(struct generate *g, const struct way *way, unsigned type)
{
	unsigned takes = way->function->parameters[0].takes;

	if (way->function->result != 0)
		return draw_type(g, takes, way->each);
	return way->each ? CERTRULE_ELEMENT_OF(type) : type;
}

/* A logical where a Bool, or a sequence of them, is due; x[*] by itself is a
 * value, and would map the whole call. */
static bool
add_logical(struct generate *g, unsigned type)
{
	if (type == CERTRULE_BOOL && random_chance(g->source, 60)) {
		generate_logical(g, false);
		return true;
	}
	if (type != CERTRULE_ARRAY_OF(CERTRULE_BOOL) ||
	    !random_chance(g->source, 30))
		return false;
	if (random_chance(g->source, 50))
		generate_not(g, true);
	else
		generate_comparison(g, true);
	return true;
}

static void
add_argument(struct generate *g, const struct cr_function *function,
    size_t index, unsigned type)
{
	const struct cr_parameter *parameter =
	    cr_function_parameter(function, index);
	bool plain = type == CERTRULE_INT || type == CERTRULE_STRING ||
		     type == CERTRULE_IP;

	if ((parameter->takes & CR_TAKES_LITERAL) != 0)
		generate_literal_argument(g, function, index, type);
	else if ((parameter->takes & CR_TAKES_VALUE) == 0 && plain &&
		 random_chance(g->source, 60))
		generate_literal(
		    g, type, parameter->lowest, parameter->highest);
	else if (!add_logical(g, type))
		generate_term(g, type, false);
}

static unsigned
argument_type(const struct way *way, size_t index, unsigned first)
{
	unsigned takes = cr_function_parameter(way->function, index)->takes;

	if ((takes & CR_TAKES_SAME) != 0)
		return first;
	if ((takes & CR_TAKES_ELEMENT) != 0)
		return CERTRULE_ELEMENT_OF(first);
	return 0;
}

static void
add_arguments(struct generate *g, const struct way *way, unsigned first)
{
	const struct cr_function *function = way->function;
	size_t more = function->max - function->min, count;

	if (more > EXTRA_ARGUMENTS)
		more = EXTRA_ARGUMENTS;
	count = function->min + random_below(g->source, (unsigned)more + 1);
	for (size_t i = 0; i < count; i++) {
		unsigned type = first;

		if (i > 0) {
			cr_buffer_add_text(g->out, ",");
			generate_gap(g);
			type = argument_type(way, i, first);
		}
		if (type == 0)
			type = draw_type(g,
			    cr_function_parameter(function, i)->takes, false);
		if (i == 0 && way->each)
			generate_term(g, first, true);
		else
			add_argument(g, function, i, type);
	}
}

static bool
add_call(struct generate *g, unsigned type)
{
	struct way way = {NULL, false};
	unsigned count = find_way(g, type, 0, &way), first;

	if (count == 0)
		return false;
	(void)find_way(g, type, random_below(g->source, count), &way);
	first = first_type(g, &way, type);
	if (first == 0)
		return false;
	cr_buffer_add_text(g->out, way.function->name);
	cr_buffer_add_byte(g->out, '(');
	add_arguments(g, &way, first);
	cr_buffer_add_byte(g->out, ')');
	return true;
}

/* -------------------------------------------------------------------- terms */

void
generate_term(struct generate *g, unsigned type, bool each)
{
	const struct vocabulary_type *fields = vocabulary_find(g->words, type);
	unsigned how = 0;

	if (each) {
		add_each(g, type);
		return;
	}
	if (g->budget > 0) {
		g->budget--;
		how = random_below(g->source, 10);
	}
	if (how >= 8 && add_call(g, type))
		return;
	if (how >= 6 && add_element(g, type))
		return;
	if (fields != NULL)
		add_field(g, fields);
	else if (!add_call(g, type))
		(void)add_element(g, type);
}

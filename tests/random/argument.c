/* SPDX-License-Identifier: MIT */
/* Literals that a function takes only if they make sense to it: what its row
 * asks of a parameter beyond the type. */
#include "generate.h"

#include "../../base/bytes.h"

#include <string.h>

#define GROUPS_MAX 8

/* One of a few texts, a '|' between two. */
static void
add_word(struct generate *g, const char *words)
{
	unsigned count = 1, wanted;
	size_t len;

	for (const char *w = words; *w != '\0'; w++)
		count += *w == '|';
	for (wanted = random_below(g->source, count); wanted > 0; wanted--)
		words = strchr(words, '|') + 1;
	len = strcspn(words, "|");
	generate_text(g, cr_bytes(words, len));
}

/* Each letter once at most. */
static void
add_letters(struct generate *g, const char *letters)
{
	unsigned char chosen[16];
	size_t count = 0;

	for (; *letters != '\0' && count < sizeof(chosen); letters++)
		if (random_chance(g->source, 50))
			chosen[count++] = (unsigned char)*letters;
	generate_text(g, cr_bytes(chosen, count));
}

/* Plain parentheses outside [...]. */
static unsigned
count_groups(const char *pattern)
{
	unsigned groups = 0;
	bool class = false;

	for (const char *p = pattern; *p != '\0'; p++) {
		if (*p == '\\')
			p++;
		else if (*p == '[' || *p == ']')
			class = *p == '[';
		else if (*p == '(' && p[1] != '?' && !class)
			groups++;
	}
	return groups;
}

static unsigned
count_stars(const char *glob)
{
	unsigned stars = 0;

	for (const char *p = glob; *p != '\0'; p++) {
		if (*p == '\\')
			p++;
		else
			stars += *p == '*';
	}
	return stars;
}

static void
add_pattern(struct generate *g, bool glob)
{
	const char *pattern =
	    glob ? pool_glob(g->source) : pool_pattern(g->source);

	g->groups = glob ? count_stars(pattern) : count_groups(pattern);
	generate_text(g, cr_bytes_text(pattern));
}

/* Groups that the pattern before it has. */
static void
add_replacement(struct generate *g)
{
	unsigned count = random_below(g->source, 3);
	struct cr_buffer text;

	cr_buffer_init(&text, g->out->alloc);
	for (unsigned i = 0; i < count; i++) {
		unsigned groups =
		    g->groups > GROUPS_MAX ? GROUPS_MAX : g->groups;

		cr_buffer_add_bytes(&text, pool_part(g->source));
		if (random_chance(g->source, 30))
			cr_buffer_add_text(&text, "$$");
		if (groups > 0)
			cr_buffer_printf(&text, "${%u}",
			    1 + random_below(g->source, groups));
	}
	generate_text(g, cr_buffer_bytes(&text));
	cr_buffer_fini(&text);
}

void
generate_literal_argument(struct generate *g,
    const struct cr_function *function, size_t index, unsigned type)
{
	const struct cr_parameter *parameter =
	    cr_function_parameter(function, index);

	if ((parameter->takes & (CR_TAKES_REGEX | CR_TAKES_GLOB)) != 0)
		add_pattern(g, (parameter->takes & CR_TAKES_GLOB) != 0);
	else if ((parameter->takes & CR_TAKES_REPLACEMENT) != 0)
		add_replacement(g);
	else if ((parameter->takes & CR_TAKES_LETTERS) != 0)
		add_letters(g, parameter->letters);
	else if ((parameter->takes & CR_TAKES_PREFIX) != 0)
		add_word(g, "/api|/api/v1|/a");
	else if ((parameter->takes & CR_TAKES_FILLED) != 0)
		add_word(g, "a|.|/|&|ab");
	else
		generate_literal(
		    g, type, parameter->lowest, parameter->highest);
}

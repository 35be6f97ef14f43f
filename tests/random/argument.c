/* SPDX-License-Identifier: MIT */
/*
 * Literals that a function takes only if they make sense to it.  The table says
 * their type and bounds; what is asked beyond that stands here, by function and
 * argument.
 */
#include "generate.h"

#include "../../base/bytes.h"

#include <string.h>

enum special {
	SPECIAL_PATTERN,
	SPECIAL_GLOB,
	SPECIAL_WORDS /* one of a few texts, a '|' between two */
};

static const struct {
	const char *function;
	size_t index; /* this argument, and in the last row all after it */
	enum special special;
	const char *words;
} specials[] = {
    {"regex_replace", 1, SPECIAL_PATTERN, NULL},
    {"regex_replace", 2, SPECIAL_WORDS, "|x|<$$>|${1}-${8}|a"},
    {"wildcard_replace", 1, SPECIAL_GLOB, NULL},
    {"wildcard_replace", 2, SPECIAL_WORDS, "|x|<$$>|${1}|a"},
    {"wildcard_replace", 3, SPECIAL_WORDS, "s"},
    {"url_decode", 1, SPECIAL_WORDS, "|r|u|ru|ur"},
    {"encode_base64", 1, SPECIAL_WORDS, "|p|u|pu|up"},
    {"split", 1, SPECIAL_WORDS, ".|a|/|&|ab"},
    {"is_timed_hmac_valid_v0", 0, SPECIAL_WORDS, "key|0123456789abcdef"},
    {"is_timed_hmac_valid_v0", 5, SPECIAL_WORDS, "s"},
    {"remove_query_args", 1, SPECIAL_WORDS, "a|b|c"},
};

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

static void
add_special(struct generate *g, enum special special, const char *words)
{
	switch (special) {
	case SPECIAL_PATTERN:
		generate_text(g, cr_bytes_text(pool_pattern(g->source)));
		break;
	case SPECIAL_GLOB:
		generate_text(g, cr_bytes_text(pool_glob(g->source)));
		break;
	case SPECIAL_WORDS:
		add_word(g, words);
		break;
	}
}

void
generate_literal_argument(struct generate *g,
    const struct cr_function *function, size_t index, unsigned type)
{
	const struct cr_parameter *parameter =
	    cr_function_parameter(function, index);

	for (size_t i = 0; i < sizeof(specials) / sizeof(*specials); i++)
		if (strcmp(specials[i].function, function->name) == 0 &&
		    specials[i].index == index) {
			add_special(g, specials[i].special, specials[i].words);
			return;
		}
	if ((parameter->takes & CR_TAKES_PREFIX) != 0)
		add_word(g, "/api|/api/v1|/a");
	else
		generate_literal(
		    g, type, parameter->lowest, parameter->highest);
}

/* SPDX-License-Identifier: MIT */
/* Logicals and comparisons. */
#include "generate.h"

#include "../../base/bytes.h"
#include "../../engine/expr.h"

#include <string.h>

#define CHILDREN_MAX 4
#define ITEMS_MAX    6
#define BUDGET_MAX   30

/* The right column of ops.def. */
enum right {
	RIGHT_INT,
	RIGHT_STRING,
	RIGHT_IP,
	RIGHT_INTS,
	RIGHT_STRINGS,
	RIGHT_IPS,
	RIGHT_REGEX,
	RIGHT_GLOB,
	RIGHT_MASK
};

static const struct row {
	enum cr_word word;
	unsigned left;
	enum right right;
} rows[] = {
#define OP(name, word, left, right) \
	{CR_WORD_##word, CERTRULE_##left, RIGHT_##right},
#include "../../engine/ops.def"
#undef OP
};

static const struct {
	enum cr_word word;
	const char *text;
} spellings[] = {
#define WORD(token, spelling, class) {CR_WORD_##token, spelling},
#include "../../base/words.def"
#undef WORD
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ----------------------------------------------------------- between tokens */

void
generate_gap(struct generate *g)
{
	static const char *const gaps[] = {
	    "  ",
	    "\t",
	    "\n",
	    "\r\n",
	    " # caf\xc3\xa9 \"( and\n",
	    "\n\n    ",
	};

	if (random_chance(g->source, 8))
		cr_buffer_add_text(
		    g->out, gaps[random_below(g->source, COUNT(gaps))]);
	else
		cr_buffer_add_byte(g->out, ' ');
}

/* One that a word cannot run into. */
static void
add_loose_gap(struct generate *g)
{
	if (!random_chance(g->source, 70))
		generate_gap(g);
}

static const char *
draw_spelling(struct generate *g, enum cr_word word)
{
	const char *found[4] = {""};
	unsigned count = 0;

	for (size_t i = 0; i < COUNT(spellings); i++)
		if (spellings[i].word == word && count < COUNT(found))
			found[count++] = spellings[i].text;
	return count == 0 ? "" : found[random_below(g->source, count)];
}

/* A sign needs no space around it. */
static void
add_operator(struct generate *g, enum cr_word word)
{
	const char *text = draw_spelling(g, word);
	bool sign =
	    (*text < 'a' || *text > 'z') && random_chance(g->source, 20);

	if (!sign)
		generate_gap(g);
	if (word == CR_WORD_NOT_IN) {
		cr_buffer_add_text(g->out, "not");
		generate_gap(g);
		text = "in";
	}
	cr_buffer_add_text(g->out, text);
	if (!sign)
		generate_gap(g);
}

/* -------------------------------------------------------------- right sides */

static unsigned
list_value(enum cr_list_type type)
{
	if (type == CR_LIST_INT)
		return CERTRULE_INT;
	return type == CR_LIST_IP ? CERTRULE_IP : CERTRULE_STRING;
}

static bool
add_list(struct generate *g, unsigned type)
{
	unsigned count = 0, wanted = 0;

	for (int round = 0; round < 2; round++) {
		const struct cr_list *list = g->words->lists;

		for (count = 0; list != NULL; list = list->next) {
			if (list_value(list->type) != type)
				continue;
			if (round == 1 && count == wanted) {
				cr_buffer_add_byte(g->out, '$');
				cr_buffer_add_bytes(g->out, list->name);
				return true;
			}
			count++;
		}
		wanted = count == 0 ? 0 : random_below(g->source, count);
	}
	return false;
}

static void
add_set(struct generate *g, unsigned type)
{
	bool angled = random_chance(g->source, 20);
	unsigned count = random_below(g->source, ITEMS_MAX + 1);

	if (random_chance(g->source, 15) && add_list(g, type))
		return;
	cr_buffer_add_byte(g->out, angled ? '<' : '{');
	for (unsigned i = 0; i < count; i++) {
		if (i > 0 && random_chance(g->source, 30))
			cr_buffer_add_byte(g->out, ',');
		if (i > 0)
			generate_gap(g);
		else
			add_loose_gap(g);
		generate_item(g, type, true);
	}
	add_loose_gap(g);
	cr_buffer_add_byte(g->out, angled ? '>' : '}');
}

static void
add_plain(struct generate *g, const struct row *row)
{
	if (random_chance(g->source, 20))
		generate_term(g, row->left, false);
	else if (row->word == CR_WORD_CONTAINS)
		generate_string(g, pool_part(g->source));
	else
		generate_literal(g, row->left, 0, 0);
}

static void
add_right(struct generate *g, const struct row *row)
{
	static const int64_t masks[] = {1, 2, 4, 0xff, -1, 0, INT64_MIN, 7};

	switch (row->right) {
	case RIGHT_INT:
	case RIGHT_STRING:
	case RIGHT_IP:
		add_plain(g, row);
		break;
	case RIGHT_INTS:
	case RIGHT_STRINGS:
	case RIGHT_IPS:
		add_set(g, row->left);
		break;
	case RIGHT_REGEX:
		generate_pattern(g, pool_pattern(g->source));
		break;
	case RIGHT_GLOB:
		generate_text(g, cr_bytes_text(pool_glob(g->source)));
		break;
	case RIGHT_MASK:
		generate_int(g, masks[random_place(g->source, COUNT(masks))]);
		break;
	}
}

void
generate_comparison(struct generate *g, bool array)
{
	const struct row *row = &rows[random_below(g->source, COUNT(rows))];

	generate_term(g, row->left, array);
	add_operator(g, row->word);
	add_right(g, row);
}

/* ----------------------------------------------------------------- logicals */

/* A Bool by itself, or a sequence of them. */
static void
add_truth(struct generate *g, bool array)
{
	if (!array && random_chance(g->source, 20))
		cr_buffer_add_text(
		    g->out, random_chance(g->source, 50) ? "false" : "true");
	else if (array && !g->mapped_only && random_chance(g->source, 50))
		generate_term(g, CERTRULE_ARRAY_OF(CERTRULE_BOOL), false);
	else
		generate_term(g, CERTRULE_BOOL, array);
}

static void
add_parenthesised(struct generate *g, bool array)
{
	cr_buffer_add_byte(g->out, '(');
	add_loose_gap(g);
	generate_logical(g, array);
	add_loose_gap(g);
	cr_buffer_add_byte(g->out, ')');
}

void
generate_not(struct generate *g, bool array)
{
	const char *text = draw_spelling(g, CR_WORD_NOT);

	cr_buffer_add_text(g->out, text);
	if (*text == '!')
		add_loose_gap(g);
	else
		generate_gap(g);
	if (random_chance(g->source, 60))
		add_parenthesised(g, array);
	else
		generate_logical(g, array);
}

static void
add_quantified(struct generate *g)
{
	cr_buffer_add_text(
	    g->out, random_chance(g->source, 40) ? "all" : "any");
	cr_buffer_add_byte(g->out, '(');
	add_loose_gap(g);
	generate_logical(g, true);
	add_loose_gap(g);
	cr_buffer_add_byte(g->out, ')');
}

/* Any precedence will do: every part is of the same type. */
static void
add_chain(struct generate *g, bool array)
{
	static const enum cr_word words[] = {
	    CR_WORD_AND, CR_WORD_OR, CR_WORD_XOR};
	enum cr_word word = words[random_below(g->source, COUNT(words))];
	unsigned count = 2 + random_below(g->source, CHILDREN_MAX - 1);

	for (unsigned i = 0; i < count; i++) {
		if (i > 0)
			add_operator(g, word);
		if (random_chance(g->source, 25))
			add_parenthesised(g, array);
		else
			generate_logical(g, array);
	}
}

void
generate_logical(struct generate *g, bool array)
{
	unsigned how = 0;

	if (g->budget > 0) {
		g->budget--;
		how = random_below(g->source, 20);
	}
	if (how < 7)
		generate_comparison(g, array);
	else if (how < 9)
		add_truth(g, array);
	else if (how < 11)
		generate_not(g, array);
	else if (how < 12)
		add_parenthesised(g, array);
	else if (how < 15 && !array)
		add_quantified(g);
	else
		add_chain(g, array);
}

void
generate_filter(struct generate *g)
{
	g->budget = random_below(g->source, BUDGET_MAX);
	add_loose_gap(g);
	generate_logical(g, false);
	add_loose_gap(g);
}

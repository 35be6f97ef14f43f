/* SPDX-License-Identifier: MIT */
/* The words of words.def by text, and what tokens are called in messages. */
#include "../base/bytes.h"
#include "parse.h"
#include "parsing.h"
#include "grammar/parser.h"

#include <string.h>

enum word_class {
	EXPRESSION,
	STATEMENT,
	START,
	SIGN
};

static const struct row {
	enum cr_word word;
	int token;
	enum word_class class;
	unsigned char len;
	const char *text;
} rows[] = {
#define WORD(name, text, class) \
	{CR_WORD_##name, CR_TOKEN_##name, class, sizeof(text) - 1, text},
#include "../base/words.def"
#undef WORD
};

#define ROW_COUNT (sizeof(rows) / sizeof(rows[0]))

/* Words that mean something in one place only and are names elsewhere. */
static const struct {
	int token;
	const char *text;
} contextual[] = {
    {CR_TOKEN_FROM, "from"},
    {CR_TOKEN_MAY, "may"},
    {CR_TOKEN_BE, "be"},
    {CR_TOKEN_EMPTY, "empty"},
    {CR_TOKEN_REQUIRED, "required"},
};

const char *
cr_word_text(enum cr_word word)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].word == word)
			return rows[i].text;
	return "";
}

static bool
row_is(const struct row *row, struct certrule_bytes text)
{
	return row->len == text.len &&
	       memcmp(row->text, text.data, text.len) == 0;
}

int
cr_word_find(struct certrule_bytes text, enum cr_word *word)
{
	*word = CR_WORD_NONE;
	/* Most names have a dot, and no word does. */
	if (text.len != 0 && memchr(text.data, '.', text.len) != NULL)
		return 0;
	for (size_t i = 0; i < ROW_COUNT; i++) {
		if (!row_is(&rows[i], text))
			continue;
		*word = rows[i].word;
		return rows[i].token;
	}
	for (size_t i = 0; i < sizeof(contextual) / sizeof(*contextual); i++)
		if (cr_bytes_equal_text(text, contextual[i].text))
			return contextual[i].token;
	return 0;
}

int
cr_word_sign(struct certrule_bytes text, enum cr_word *word, size_t *len)
{
	*word = CR_WORD_NONE;
	for (*len = text.len; *len != 0; --*len) {
		struct certrule_bytes sign = cr_bytes(text.data, *len);

		for (size_t i = 0; i < ROW_COUNT; i++) {
			if (!row_is(&rows[i], sign))
				continue;
			*word = rows[i].word;
			return rows[i].token;
		}
	}
	return 0;
}

bool
cr_word_starts(int kind)
{
	/* Asked of every token: what is constant in this leaves a test of bits.
	 */
	return false
#define WORD(name, text, class) || ((class) == START && kind == CR_TOKEN_##name)
#include "../base/words.def"
#undef WORD
	    ;
}

struct certrule_bytes
cr_word_nearest_start(struct certrule_bytes text)
{
	struct cr_nearest nearest;

	cr_nearest_init(&nearest, text);
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].class == START)
			cr_nearest_offer(
			    &nearest, cr_bytes(rows[i].text, rows[i].len));
	return cr_nearest_get(&nearest);
}

/* Quoted so that a message may use it as it is. */
static const char *const word_names[] = {
#define WORD(name, text, class) "'" text "'",
#include "../base/words.def"
#undef WORD
};

static const char *
keyword_name(int kind)
{
	for (size_t i = 0; i < ROW_COUNT; i++)
		if (rows[i].token == kind)
			return word_names[i];
	return "something";
}

static const struct {
	int token;
	const char *name;
} names[] = {
    {CR_TOKEN_STOP, "the end"},
    {CR_TOKEN_NAME, "a name"},
    {CR_TOKEN_STRING, "a string"},
    {CR_TOKEN_REGEX, "a string"},
    {CR_TOKEN_WORD, "a literal"},
    {CR_TOKEN_LIST_NAME, "a list ($name)"},
    {CR_TOKEN_FROM, "'from'"},
    {CR_TOKEN_MAY, "'may be empty'"},
    {CR_TOKEN_BE, "'be'"},
    {CR_TOKEN_EMPTY, "'empty'"},
    {CR_TOKEN_REQUIRED, "'required'"},
    {CR_TOKEN_PAREN_OPEN, "'('"},
    {CR_TOKEN_PAREN_CLOSE, "')'"},
    {CR_TOKEN_BRACKET_OPEN, "'['"},
    {CR_TOKEN_SPACED_BRACKET, "'['"},
    {CR_TOKEN_BRACKET_CLOSE, "']'"},
    {CR_TOKEN_BRACE_OPEN, "'{'"},
    {CR_TOKEN_BRACE_CLOSE, "'}'"},
    {CR_TOKEN_ANGLE_OPEN, "'<'"},
    {CR_TOKEN_ANGLE_CLOSE, "'>'"},
    {CR_TOKEN_COMMA, "','"},
    {CR_TOKEN_SEMICOLON, "';'"},
    {CR_TOKEN_STAR, "'*'"},
    {CR_TOKEN_BANG_IN, "'!in'"},
    {CR_TOKEN_COMMENT, "a comment"},
    {CR_TOKEN_BROKEN, "broken bytes"},
};

const char *
cr_token_name(int kind)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].token == kind)
			return names[i].name;
	return keyword_name(kind);
}

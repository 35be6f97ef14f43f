/* SPDX-License-Identifier: MIT */
/* The tokens of a policy with what stands between them, how wide they are, and
 * where a line must break: at comments, blank lines, and rows of a set. */
#include "../base/bytes.h"
#include "format.h"
#include "parsing.h"
#include "grammar/parser.h"

/* Two are a blank line; more are, too. */
#define NEWLINES 2

enum inside {
	NOTHING,
	SET,	  /* of a condition: {"a" "b"} */
	LIST_SET, /* of a list: { "a" "b" } */
};

struct collecting {
	struct cr_format *format;
	enum inside inside;
	uint32_t open; /* token that opened the set */
	bool rows;     /* the set stands on several lines */
};

/* ------------------------------------------------------------------ texts */

struct certrule_bytes
cr_format_token_text(
    const struct cr_format *format, const struct cr_format_token *token)
{
	/* Two words with anything between them that was white space. */
	if (token->kind == CR_TOKEN_NOT_IN)
		return cr_bytes_text(cr_word_text(CR_WORD_NOT_IN));
	if (token->kind == CR_TOKEN_STRICT_WILDCARD)
		return cr_bytes_text(cr_word_text(CR_WORD_STRICT_WILDCARD));
	return cr_bytes_slice(format->source, token->begin, token->end);
}

struct certrule_bytes
cr_format_comment_text(
    const struct cr_format *format, const struct cr_format_comment *comment)
{
	return cr_bytes_slice(format->source, comment->begin, comment->end);
}

static unsigned
count_newlines(const struct cr_format *format, uint32_t begin, uint32_t end)
{
	unsigned count = 0;

	for (uint32_t i = begin; i < end && count < NEWLINES; i++)
		count += format->source.data[i] == '\n';
	return count;
}

/* In characters, of the last line. */
static uint32_t
width_of(struct certrule_bytes text)
{
	uint32_t width = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == '\n')
			width = 0;
		else if ((text.data[i] & 0xc0) != 0x80)
			width++;
	}
	return width;
}

/* ------------------------------------------------------------------- gaps */

static bool
is_name(int kind)
{
	switch (kind) {
	case CR_TOKEN_NAME:
	case CR_TOKEN_FROM:
	case CR_TOKEN_MAY:
	case CR_TOKEN_BE:
	case CR_TOKEN_EMPTY:
	case CR_TOKEN_REQUIRED:
	case CR_TOKEN_ANY:
	case CR_TOKEN_ALL:
		return true;
	}
	return false;
}

/* No blank comes behind it. */
static bool
opens(const struct cr_format *format, const struct cr_format_token *token)
{
	switch (token->kind) {
	case CR_TOKEN_PAREN_OPEN:
	case CR_TOKEN_BRACKET_OPEN:
	case CR_TOKEN_ANGLE_OPEN:
		return true;
	case CR_TOKEN_NOT:
		return format->source.data[token->begin] == '!';
	}
	return false;
}

/* No blank comes before it. */
static bool
closes(int kind)
{
	switch (kind) {
	case CR_TOKEN_PAREN_CLOSE:
	case CR_TOKEN_BRACKET_CLOSE:
	case CR_TOKEN_BRACKET_OPEN:
	case CR_TOKEN_ANGLE_CLOSE:
	case CR_TOKEN_COMMA:
		return true;
	}
	return false;
}

static bool
is_brace(int kind)
{
	return kind == CR_TOKEN_BRACE_OPEN || kind == CR_TOKEN_BRACE_CLOSE;
}

/* Between two tokens neither of which opens or closes a set. */
static unsigned
plain_gap(const struct cr_format *format, const struct cr_format_token *token)
{
	const struct cr_format_token *before = token - 1;

	if (closes(token->kind) || opens(format, before))
		return 0;
	if (token->kind == CR_TOKEN_PAREN_OPEN)
		return is_name(before->kind) ? 0 : 1;
	/* The type of a field: array<string>. */
	if (token->kind == CR_TOKEN_ANGLE_OPEN)
		return 0;
	return !(is_brace(before->kind) && is_brace(token->kind));
}

/* ------------------------------------------------------------------- sets */

static enum inside
inside_of(const struct cr_format *format, uint32_t index)
{
	const struct cr_format_token *token = &format->tokens[index];

	if (token->kind != CR_TOKEN_BRACE_OPEN &&
	    token->kind != CR_TOKEN_ANGLE_OPEN)
		return NOTHING;
	if (index >= 1 && (token[-1].kind == CR_TOKEN_IN ||
			      token[-1].kind == CR_TOKEN_NOT_IN))
		return SET;
	if (index >= 3 && token[-3].kind == CR_TOKEN_LIST)
		return LIST_SET;
	return NOTHING;
}

static bool
ends_set(int kind)
{
	return kind == CR_TOKEN_BRACE_CLOSE || kind == CR_TOKEN_ANGLE_CLOSE;
}

/* A token of a set behind its opening. */
static void
collect_item(struct collecting *collecting, uint32_t index)
{
	struct cr_format_token *token = &collecting->format->tokens[index];
	bool first = index == collecting->open + 1;
	bool end = ends_set(token->kind);

	token->gap = 1;
	if (token->kind == CR_TOKEN_COMMA || (first && end))
		token->gap = 0;
	else if (first || end)
		token->gap = collecting->inside == LIST_SET;
	if (token->newlines != 0 && token->kind != CR_TOKEN_COMMA) {
		token->must_break = true;
		collecting->rows = true;
	}
	if (!end)
		return;
	if (collecting->rows) {
		token->must_break = true;
		collecting->format->tokens[collecting->open + 1].must_break =
		    true;
	}
	collecting->inside = NOTHING;
}

static void
collect_gap(struct collecting *collecting, uint32_t index)
{
	struct cr_format *format = collecting->format;
	struct cr_format_token *token = &format->tokens[index];

	if (collecting->inside != NOTHING) {
		collect_item(collecting, index);
		return;
	}
	collecting->inside = inside_of(format, index);
	collecting->open = index;
	collecting->rows = false;
	if (collecting->inside != NOTHING)
		token->gap = 1;
	else if (index != 0)
		token->gap = plain_gap(format, token);
}

/* --------------------------------------------------------------- comments */

static uint32_t
later(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static void
collect_comment(struct cr_format *format, const struct cr_trivia *trivia,
    uint32_t before, uint32_t index)
{
	struct cr_format_comment *comment = &format->comments[index];
	uint32_t end = trivia->span.end;

	while (format->source.data[end - 1] == ' ' ||
	       format->source.data[end - 1] == '\t')
		end--;
	*comment = (struct cr_format_comment){
	    .begin = trivia->span.begin,
	    .end = end,
	    .newlines = count_newlines(format, before, trivia->span.begin),
	    .own_line = trivia->own_line,
	};
}

/* What stands between the token and the one before it.  A comment inside
 * `not in` counts as one behind it. */
static void
collect_between(
    struct cr_format *format, uint32_t index, const struct cr_trivia **trivia)
{
	struct cr_format_token *token = &format->tokens[index];
	uint32_t end = index == 0 ? 0 : token[-1].end;
	uint32_t count = index == 0 ? 0 : token[-1].comments;

	while (*trivia != NULL && (*trivia)->span.begin < token->begin) {
		collect_comment(format, *trivia, end, count++);
		end = later(end, (*trivia)->span.end);
		*trivia = (*trivia)->next;
		token->must_break = true;
	}
	token->comments = count;
	token->newlines = count_newlines(format, end, token->begin);
}

/* ------------------------------------------------------------- collecting */

static bool
is_connective(int kind)
{
	return kind == CR_TOKEN_AND || kind == CR_TOKEN_OR ||
	       kind == CR_TOKEN_XOR;
}

static void
measure(struct cr_format *format)
{
	uint32_t column = 0, forced = 0;

	for (uint32_t i = 0; i < format->count; i++) {
		struct cr_format_token *token = &format->tokens[i];

		token->width = width_of(cr_format_token_text(format, token));
		token->column = column + token->gap;
		column = token->column + token->width;
		forced += token->must_break;
		token->forced = forced;
	}
}

static bool
is_made(int kind)
{
	switch (kind) {
	case CR_TOKEN_START_POLICY:
	case CR_TOKEN_SEMICOLON:
	case CR_TOKEN_SKIP:
	case CR_TOKEN_STOP:
		return true;
	}
	return false;
}

static int
allocate(struct cr_format *format, const struct cr_parsed_tokens *parsed)
{
	const struct cr_trivia *trivia;

	for (trivia = format->ast->trivia; trivia != NULL;
	     trivia = trivia->next)
		format->comment_count++;
	format->tokens = cr_arena_array(
	    format->arena, parsed->count + 1, sizeof(*format->tokens));
	format->comments = cr_arena_array(format->arena,
	    (size_t)format->comment_count + 1, sizeof(*format->comments));
	return format->tokens == NULL || format->comments == NULL ? -1 : 0;
}

static void
copy_tokens(struct cr_format *format, const struct cr_parsed_tokens *parsed)
{
	struct cr_format_token *stop;

	for (size_t i = 0; i < parsed->count; i++) {
		const struct cr_parsed_token *token = &parsed->items[i];

		if (is_made(token->kind))
			continue;
		format->tokens[format->count++] = (struct cr_format_token){
		    .kind = token->kind,
		    .begin = token->begin,
		    .end = token->end,
		};
	}
	stop = &format->tokens[format->count];
	stop->kind = CR_TOKEN_STOP;
	stop->begin = stop->end = (uint32_t)format->source.len;
}

int
cr_format_collect(
    struct cr_format *format, const struct cr_parsed_tokens *parsed)
{
	struct collecting collecting = {.format = format};
	const struct cr_trivia *trivia = format->ast->trivia;

	if (allocate(format, parsed) != 0)
		return -1;
	copy_tokens(format, parsed);
	for (uint32_t i = 0; i <= format->count; i++) {
		struct cr_format_token *token = &format->tokens[i];

		collect_between(format, i, &trivia);
		if (is_connective(token->kind) && token->newlines == NEWLINES)
			token->must_break = true;
		collect_gap(&collecting, i);
	}
	measure(format);
	return 0;
}

/* ------------------------------------------------------------- comparison */

static bool
same_comments(const struct cr_format *before, const struct cr_format *after,
    struct cr_span *place)
{
	for (uint32_t i = 0; i < before->comment_count; i++) {
		const struct cr_format_comment *comment = &before->comments[i];

		if (i < after->comment_count &&
		    cr_bytes_equal(cr_format_comment_text(before, comment),
			cr_format_comment_text(after, &after->comments[i])))
			continue;
		place->begin = comment->begin;
		place->end = comment->end;
		return false;
	}
	return before->comment_count == after->comment_count;
}

bool
cr_format_same(const struct cr_format *before, const struct cr_format *after,
    struct cr_span *place)
{
	*place = (struct cr_span){before->ast->source, 0, 0};
	for (uint32_t i = 0; i < before->count; i++) {
		const struct cr_format_token *token = &before->tokens[i];
		const struct cr_format_token *other = &after->tokens[i];

		if (i < after->count && token->kind == other->kind &&
		    cr_bytes_equal(cr_format_token_text(before, token),
			cr_format_token_text(after, other)))
			continue;
		place->begin = token->begin;
		place->end = token->end;
		return false;
	}
	return before->count == after->count &&
	       same_comments(before, after, place);
}

/* SPDX-License-Identifier: MIT */
/*
 * The pump: tokens on their way from scanner to parser.  It does what LALR(1)
 * cannot - joins `not in`, tells `<` the bracket from `<` the operator, ends a
 * rule where the next line cannot belong to it - keeps the limits of one
 * statement, and after an error drops everything up to the next statement.
 */
#include "../base/bytes.h"
#include "parsing.h"
#include "grammar/parser.h"

#include <string.h>

/* ----------------------------------------------------------------- reading */

bool
cr_tokens_first(const struct cr_parse *parse, uint32_t offset)
{
	struct certrule_bytes source = cr_parse_source(parse);

	while (offset != 0 && memchr(" \t\r", source.data[offset - 1], 3))
		offset--;
	if (offset == 3 && memcmp(source.data, "\xef\xbb\xbf", 3) == 0)
		return true;
	return offset == 0 || source.data[offset - 1] == '\n';
}

static void
unread(struct cr_tokens *tokens, const struct cr_token *token)
{
	memmove(&tokens->queue[1], &tokens->queue[0],
	    tokens->queued * sizeof(tokens->queue[0]));
	tokens->queue[0] = *token;
	tokens->queued++;
}

/* What is read again after an error gives no second comment. */
static void
keep_comment(struct cr_parse *parse, struct cr_span span)
{
	struct cr_trivia *last = parse->last_trivia;
	struct cr_trivia *trivia;

	if (last != NULL && last->span.begin >= span.begin)
		return;
	trivia = cr_parse_get(parse, sizeof(*trivia));
	if (trivia == NULL)
		return;
	trivia->span = span;
	trivia->own_line = cr_tokens_first(parse, span.begin);
	if (last != NULL)
		last->next = trivia;
	else
		parse->ast->trivia = trivia;
	parse->last_trivia = trivia;
}

static int
read_plain(struct cr_parse *parse, struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;

	if (tokens->queued != 0) {
		*token = tokens->queue[0];
		tokens->queued--;
		memmove(&tokens->queue[0], &tokens->queue[1],
		    tokens->queued * sizeof(tokens->queue[0]));
		return token->kind;
	}
	while (cr_scanner_next(parse, token) == CR_TOKEN_COMMENT)
		keep_comment(parse, token->span);
	return token->kind;
}

static bool
only_spaces(const struct cr_parse *parse, uint32_t begin, uint32_t end)
{
	struct certrule_bytes source = cr_parse_source(parse);

	for (uint32_t i = begin; i < end; i++)
		if (source.data[i] != ' ')
			return false;
	return begin < end;
}

/* What `first` and the token after it are together, or 0. */
static int
joined(const struct cr_parse *parse, const struct cr_token *first,
    const struct cr_token *second)
{
	if (first->kind == CR_TOKEN_NOT && second->kind == CR_TOKEN_IN)
		return first->sign ? CR_TOKEN_BANG_IN : CR_TOKEN_NOT_IN;
	if (first->kind == CR_TOKEN_NAME && second->kind == CR_TOKEN_WILDCARD &&
	    only_spaces(parse, first->span.end, second->span.begin))
		return CR_TOKEN_STRICT_WILDCARD;
	return 0;
}

static bool
may_join(const struct cr_token *token)
{
	struct certrule_bytes text =
	    cr_bytes(token->text.data, token->text.len);

	if (token->kind == CR_TOKEN_NOT)
		return true;
	return token->kind == CR_TOKEN_NAME &&
	       cr_bytes_equal_text(text, "strict");
}

int
cr_tokens_read(struct cr_parse *parse, struct cr_token *token)
{
	struct cr_token second;
	int kind;

	read_plain(parse, token);
	if (!may_join(token))
		return token->kind;
	read_plain(parse, &second);
	kind = joined(parse, token, &second);
	if (kind == 0) {
		unread(&parse->tokens, &second);
		return token->kind;
	}
	token->kind = kind;
	token->word = kind == CR_TOKEN_STRICT_WILDCARD ? CR_WORD_STRICT_WILDCARD
						       : CR_WORD_NOT_IN;
	token->span = cr_span_join(token->span, second.span);
	return kind;
}

/* ------------------------------------------------------------- kinds of it */

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
		return true;
	}
	return false;
}

static bool
is_item(int kind)
{
	return is_name(kind) || kind == CR_TOKEN_STRING ||
	       kind == CR_TOKEN_WORD;
}

/* An expression may end with this token. */
static bool
ends_operand(int kind)
{
	switch (kind) {
	case CR_TOKEN_REGEX:
	case CR_TOKEN_LIST_NAME:
	case CR_TOKEN_TRUE:
	case CR_TOKEN_FALSE:
	case CR_TOKEN_PAREN_CLOSE:
	case CR_TOKEN_BRACKET_CLOSE:
	case CR_TOKEN_BRACE_CLOSE:
	case CR_TOKEN_ANGLE_CLOSE:
		return true;
	}
	return is_item(kind);
}

/* An expression that could end never goes on with this token. */
static bool
begins_something(int kind)
{
	switch (kind) {
	case CR_TOKEN_REGEX:
	case CR_TOKEN_LIST_NAME:
	case CR_TOKEN_TRUE:
	case CR_TOKEN_FALSE:
	case CR_TOKEN_NOT:
	case CR_TOKEN_ANY:
	case CR_TOKEN_ALL:
	case CR_TOKEN_IF:
	case CR_TOKEN_UNLESS:
	case CR_TOKEN_UNTIL:
	case CR_TOKEN_ANONYMOUS:
	case CR_TOKEN_BROKEN:
		return true;
	}
	return is_item(kind) || cr_word_starts(kind);
}

/* ---------------------------------------------------------------- nesting */

static unsigned
base_depth(const struct cr_parse *parse)
{
	return parse->scope == NULL ? 0 : parse->scope->depth;
}

static unsigned
level_weight(const struct cr_level *level)
{
	return level->nots + (level->kind == CR_TOKEN_BRACE_OPEN ? 0 : 1);
}

void
cr_tokens_cut(struct cr_tokens *tokens, unsigned depth)
{
	while (tokens->depth > depth) {
		tokens->depth--;
		tokens->nesting -= level_weight(&tokens->levels[tokens->depth]);
	}
}

/* `more` levels than now: 0, or BROKEN with a report. */
static int
check_nesting(
    struct cr_parse *parse, const struct cr_token *token, unsigned more)
{
	struct cr_tokens *tokens = &parse->tokens;
	unsigned levels =
	    tokens->nesting + tokens->nots + tokens->indexes + more;

	if (levels <= CR_LIMIT_NESTING && tokens->depth < CR_TOKENS_LEVELS)
		return 0;
	if (cr_parse_fail(parse))
		cr_diags_add(parse->diags, CR_DIAG_NESTING, token->span,
		    (unsigned long)CR_LIMIT_NESTING);
	return CR_TOKEN_BROKEN;
}

static int
open_level(struct cr_parse *parse, const struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;
	struct cr_level *level;
	bool brace = token->kind == CR_TOKEN_BRACE_OPEN;

	if (check_nesting(parse, token, brace ? 0 : 1) != 0)
		return CR_TOKEN_BROKEN;
	level = &tokens->levels[tokens->depth++];
	level->kind = token->kind;
	level->span = token->span;
	level->nots = tokens->nots;
	tokens->nesting += level_weight(level);
	tokens->nots = 0;
	return token->kind;
}

/* A bracket that closes nothing is the parser's to refuse. */
static void
close_level(struct cr_tokens *tokens, int opening)
{
	struct cr_level *level = &tokens->levels[tokens->depth];

	if (tokens->depth == 0 || level[-1].kind != opening)
		return;
	tokens->nots = level[-1].nots;
	cr_tokens_cut(tokens, tokens->depth - 1);
}

static int
count_not(struct cr_parse *parse, const struct cr_token *token)
{
	if (check_nesting(parse, token, 1) != 0)
		return CR_TOKEN_BROKEN;
	parse->tokens.nots++;
	return token->kind;
}

/* An index stands right behind its value; each is a level of nesting. */
static int
open_index(struct cr_parse *parse, const struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;
	const struct cr_token *value = &tokens->current;

	if (!is_name(value->kind) && value->kind != CR_TOKEN_PAREN_CLOSE &&
	    value->kind != CR_TOKEN_BRACKET_CLOSE)
		return token->kind;
	if (value->span.end != token->span.begin)
		return CR_TOKEN_SPACED_BRACKET;
	if (check_nesting(parse, token, 1) != 0)
		return CR_TOKEN_BROKEN;
	tokens->indexes++;
	return token->kind;
}

/* -------------------------------------------------------------------- sets */

static bool
opens_set(const struct cr_tokens *tokens)
{
	int before = tokens->current.kind;

	return before == CR_TOKEN_IN || before == CR_TOKEN_NOT_IN ||
	       (tokens->now.word == CR_TOKEN_LIST && !tokens->now.condition);
}

static int
open_brace(struct cr_parse *parse, const struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;

	if (opens_set(tokens) && !tokens->in_set) {
		tokens->in_set = true;
		tokens->items = 0;
		tokens->set_begin = token->span.begin;
	} else if (tokens->now.word == CR_TOKEN_FOR) {
		tokens->now.word = 0;
	}
	return open_level(parse, token);
}

static int
close_brace(struct cr_parse *parse, const struct cr_token *token, int opening)
{
	struct cr_tokens *tokens = &parse->tokens;

	close_level(tokens, opening);
	if (tokens->in_set) {
		tokens->in_set = false;
		tokens->set_bytes += token->span.end - tokens->set_begin;
		return token->kind;
	}
	if (opening == CR_TOKEN_BRACE_OPEN) {
		tokens->now.word = 0;
		tokens->now.condition = false;
	}
	return token->kind;
}

/* `<` is a bracket right of `in`, in a list, and in the type of a field. */
static int
open_angle(struct cr_parse *parse, struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;
	bool type =
	    tokens->now.word == CR_TOKEN_FIELD && !tokens->now.condition;

	if (!token->sign || (!type && !opens_set(tokens)))
		return token->kind;
	token->kind = CR_TOKEN_ANGLE_OPEN;
	return type ? open_level(parse, token) : open_brace(parse, token);
}

static int
close_angle(struct cr_parse *parse, struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;

	if (!token->sign || tokens->depth == 0 ||
	    tokens->levels[tokens->depth - 1].kind != CR_TOKEN_ANGLE_OPEN)
		return token->kind;
	token->kind = CR_TOKEN_ANGLE_CLOSE;
	return close_brace(parse, token, CR_TOKEN_ANGLE_OPEN);
}

static int
check_item(struct cr_parse *parse, const struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;

	if (++tokens->items > CR_LIMIT_SET_ITEMS) {
		cr_parse_limit(parse, CR_LIMIT_ROW_SET_ITEMS, token->span);
		return CR_TOKEN_BROKEN;
	}
	if (!is_item(tokens->current.kind) ||
	    tokens->current.span.end != token->span.begin)
		return token->kind;
	if (cr_parse_fail(parse))
		cr_diags_add(parse->diags, CR_DIAG_UNEXPECTED, token->span,
		    cr_syntax_describe(parse, token), "white space or ','");
	return CR_TOKEN_BROKEN;
}

/* -------------------------------------------------------------- statements */

static void
reset_statement(struct cr_parse *parse)
{
	struct cr_tokens *tokens = &parse->tokens;

	cr_tokens_cut(tokens, base_depth(parse));
	tokens->nots = 0;
	tokens->indexes = 0;
	tokens->now.word = 0;
	tokens->now.condition = false;
	tokens->in_set = false;
}

/* Not `block` in `always block`, nor `for default` in a trust statement. */
static bool
begins_statement(const struct cr_tokens *tokens, int kind)
{
	if (!cr_word_starts(kind))
		return false;
	switch (tokens->current.kind) {
	case CR_TOKEN_ALWAYS:
	case CR_TOKEN_DISABLED:
	case CR_TOKEN_DEFAULT:
		return false;
	case CR_TOKEN_FOR:
		return kind != CR_TOKEN_DEFAULT;
	}
	return kind != CR_TOKEN_FOR || tokens->now.word != CR_TOKEN_TRUST ||
	       tokens->previous.kind != CR_TOKEN_TRUST;
}

/* The list or field is whole as it stands. */
static bool
is_whole(const struct cr_tokens *tokens, int next)
{
	int kind = tokens->current.kind;

	if (tokens->now.word == CR_TOKEN_LIST && next != CR_TOKEN_MAY)
		return kind == CR_TOKEN_STRING ||
		       kind == CR_TOKEN_BRACE_CLOSE ||
		       kind == CR_TOKEN_ANGLE_CLOSE || kind == CR_TOKEN_EMPTY;
	if (tokens->now.word == CR_TOKEN_FIELD && next != CR_TOKEN_REQUIRED)
		return kind == CR_TOKEN_ANGLE_CLOSE ||
		       kind == CR_TOKEN_REQUIRED ||
		       (is_name(kind) && is_name(tokens->previous.kind));
	return false;
}

/*
 * A new line that cannot go on with a statement that may end here.  The parser
 * then gets a `;` nobody wrote: what is wrong with the new line is no error of
 * the statement before it, which stays in the tree and is checked.
 */
static bool
ends_statement(const struct cr_parse *parse, const struct cr_token *token)
{
	const struct cr_tokens *tokens = &parse->tokens;

	if (!parse->policy || tokens->depth != base_depth(parse) ||
	    !begins_something(token->kind) ||
	    !cr_tokens_first(parse, token->span.begin))
		return false;
	if (tokens->now.condition)
		return ends_operand(tokens->current.kind);
	return is_whole(tokens, token->kind);
}

static void
begin_condition(struct cr_tokens *tokens)
{
	tokens->now.condition = true;
	tokens->measured = false;
	tokens->set_bytes = 0;
}

/* Sets are not counted; SET_ITEMS is their limit. */
static int
measure(struct cr_parse *parse, const struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;

	if (!tokens->measured)
		tokens->expression_begin = token->span.begin;
	tokens->measured = true;
	if (tokens->in_set ||
	    token->span.end - tokens->expression_begin - tokens->set_bytes <=
		CR_LIMIT_EXPRESSION)
		return token->kind;
	cr_parse_limit(parse, CR_LIMIT_ROW_EXPRESSION, token->span);
	return CR_TOKEN_BROKEN;
}

/* ------------------------------------------------------------------- pump */

static int
admit_bracket(struct cr_parse *parse, struct cr_token *token)
{
	switch (token->kind) {
	case CR_TOKEN_PAREN_OPEN:
		return open_level(parse, token);
	case CR_TOKEN_PAREN_CLOSE:
		close_level(&parse->tokens, CR_TOKEN_PAREN_OPEN);
		return token->kind;
	case CR_TOKEN_BRACKET_OPEN:
		return open_index(parse, token);
	case CR_TOKEN_BRACE_OPEN:
		return open_brace(parse, token);
	case CR_TOKEN_BRACE_CLOSE:
		return close_brace(parse, token, CR_TOKEN_BRACE_OPEN);
	case CR_TOKEN_LT:
		return open_angle(parse, token);
	case CR_TOKEN_GT:
		return close_angle(parse, token);
	}
	return token->kind;
}

static int
admit(struct cr_parse *parse, struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;

	if (tokens->current.kind == CR_TOKEN_BRACKET_CLOSE &&
	    token->kind != CR_TOKEN_BRACKET_OPEN)
		tokens->indexes = 0;
	if (begins_statement(tokens, token->kind)) {
		tokens->before = tokens->now;
		tokens->now.word = token->kind;
		tokens->now.span = token->span;
		tokens->now.condition = !parse->policy;
		tokens->nots = 0;
	}
	switch (token->kind) {
	case CR_TOKEN_SEMICOLON:
		if (tokens->depth == base_depth(parse))
			reset_statement(parse);
		return token->kind;
	case CR_TOKEN_STOP:
		return token->kind;
	case CR_TOKEN_IF:
	case CR_TOKEN_UNLESS:
		begin_condition(tokens);
		return token->kind;
	case CR_TOKEN_NOT:
		return count_not(parse, token);
	case CR_TOKEN_AND:
	case CR_TOKEN_OR:
	case CR_TOKEN_XOR:
	case CR_TOKEN_COMMA:
		tokens->nots = 0;
		return token->kind;
	}
	if (tokens->in_set && is_item(token->kind))
		return check_item(parse, token);
	return admit_bracket(parse, token);
}

static void
keep_lines(struct cr_parse *parse, const struct cr_token *token)
{
	struct cr_lines *lines = cr_parse_get(parse, sizeof(*lines));

	if (lines == NULL)
		return;
	lines->span = cr_scan_span(parse, token->span.begin, token->line_end);
	lines->bracket = token->bracket;
	if (parse->lines == NULL)
		parse->lines = lines;
	else
		parse->last_lines->next = lines;
	parse->last_lines = lines;
}

static int
hand_out(struct cr_parse *parse, const struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;

	cr_parse_keep(parse, token);
	tokens->previous = tokens->current;
	tokens->current = *token;
	return token->kind;
}

static struct cr_token
made_token(const struct cr_parse *parse, int kind, uint32_t offset)
{
	return (struct cr_token){
	    .kind = kind,
	    .span = cr_scan_span(parse, offset, offset),
	};
}

/* ---------------------------------------------------------------- recovery */

/* Reads on from the end of a string's first line: a quote that was forgotten
 * there must not swallow the statements after it. */
static bool
read_again(struct cr_parse *parse, uint32_t line_end)
{
	struct cr_tokens *tokens = &parse->tokens;
	size_t again = cr_scanner_offset(parse) - line_end;
	size_t most = CR_TOKENS_AGAIN + 2 * (size_t)parse->scan.len;

	if (line_end == 0 || tokens->again + again > most)
		return false;
	tokens->again += again;
	tokens->queued = 0;
	cr_scanner_seek(parse, line_end);
	while (tokens->depth != 0 &&
	       tokens->levels[tokens->depth - 1].span.begin >= line_end)
		cr_tokens_cut(tokens, tokens->depth - 1);
	return true;
}

static unsigned
open_braces(const struct cr_parse *parse)
{
	const struct cr_tokens *tokens = &parse->tokens;
	unsigned braces = 0;

	for (unsigned i = base_depth(parse); i < tokens->depth; i++)
		braces += tokens->levels[i].kind == CR_TOKEN_BRACE_OPEN;
	return braces;
}

/* The next statement begins here, or the `for` ends. */
static bool
resumes(const struct cr_parse *parse, const struct cr_token *token, int before,
    unsigned braces)
{
	if (token->kind == CR_TOKEN_BRACE_CLOSE)
		return parse->scope != NULL && braces == 0;
	if (!cr_word_starts(token->kind))
		return false;
	return before == CR_TOKEN_SEMICOLON || before == CR_TOKEN_BRACE_CLOSE ||
	       cr_tokens_first(parse, token->span.begin);
}

/* One token further, counting braces; *before becomes the one left behind. */
static void
skip_token(struct cr_parse *parse, struct cr_token *token, int *before,
    unsigned *braces)
{
	*before = token->kind;
	if (token->kind == CR_TOKEN_BRACE_OPEN)
		++*braces;
	else if (token->kind == CR_TOKEN_BRACE_CLOSE && *braces != 0)
		--*braces;
	if (token->line_end != 0)
		(void)read_again(parse, token->line_end);
	cr_tokens_read(parse, token);
}

/*
 * Drops what is left of a broken statement.  The token that broke it may begin
 * the next one, unless it came right behind a SKIP: something always goes.
 */
static int
recover(struct cr_parse *parse)
{
	struct cr_tokens *tokens = &parse->tokens;
	int before = tokens->previous.kind;
	struct cr_token token = tokens->current;
	bool stuck = before == CR_TOKEN_SKIP;
	unsigned braces;

	if (parse->lines != NULL && read_again(parse, parse->lines->span.end)) {
		before = 0;
		stuck = false;
		cr_tokens_read(parse, &token);
	}
	braces = open_braces(parse);
	while (stuck || !resumes(parse, &token, before, braces)) {
		if (token.kind == CR_TOKEN_STOP || parse->no_memory)
			return CR_TOKEN_YYEOF;
		skip_token(parse, &token, &before, &braces);
		stuck = false;
	}
	unread(tokens, &token);
	reset_statement(parse);
	tokens->recovering = false;
	parse->failed = false;
	parse->lines = NULL;
	token = made_token(parse, CR_TOKEN_SKIP, token.span.begin);
	return hand_out(parse, &token);
}

static int
begin(struct cr_parse *parse)
{
	struct cr_token token = made_token(parse,
	    parse->policy ? CR_TOKEN_START_POLICY : CR_TOKEN_START_FILTER, 0);

	parse->tokens.started = true;
	if (!parse->policy)
		begin_condition(&parse->tokens);
	return hand_out(parse, &token);
}

static int
next(struct cr_parse *parse)
{
	struct cr_tokens *tokens = &parse->tokens;
	uint32_t end = tokens->current.span.end;
	bool failed = parse->failed;
	struct cr_token token;

	if (tokens->current.kind == CR_TOKEN_STOP)
		return CR_TOKEN_YYEOF;
	cr_tokens_read(parse, &token);
	if (token.kind == CR_TOKEN_STOP)
		token.span = cr_scan_span(parse, end, end);
	if (ends_statement(parse, &token)) {
		unread(tokens, &token);
		token = made_token(parse, CR_TOKEN_SEMICOLON, end);
	}
	token.kind = admit(parse, &token);
	if (tokens->now.condition && token.kind != CR_TOKEN_IF &&
	    token.kind != CR_TOKEN_UNLESS && token.kind != CR_TOKEN_STOP)
		token.kind = measure(parse, &token);
	if (parse->failed && !failed && !parse->no_memory)
		cr_parse_show_lines(parse);
	if (token.line_end != 0)
		keep_lines(parse, &token);
	return hand_out(parse, &token);
}

int
cr_tokens_next(struct cr_parse *parse, struct cr_token *token)
{
	struct cr_tokens *tokens = &parse->tokens;
	int kind;

	if (parse->no_memory)
		return CR_TOKEN_YYEOF;
	if (!tokens->started)
		kind = begin(parse);
	else
		kind = tokens->recovering ? recover(parse) : next(parse);
	*token = tokens->current;
	return kind;
}

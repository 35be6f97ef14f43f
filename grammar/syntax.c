/* SPDX-License-Identifier: MIT */
/*
 * Words for syntax errors.  The parser says which token it met and which it
 * could have used; from these and the tokens before, this file guesses what was
 * meant.  It only talks: what is right or wrong was decided by the grammar.
 */
#include "../base/bytes.h"
#include "parsing.h"
#include "grammar/parser.h"

#include <string.h>

/* More than these alternatives help nobody. */
#define ALTERNATIVES 5
/* Longer texts of a user are named by their kind. */
#define SHOWN 60

struct syntax {
	struct cr_parse *parse;
	const struct cr_tokens *tokens;
	const struct cr_heading *heading;
	const struct cr_token *found, *before;
	const bool *expected;
};

static bool
wants(const struct syntax *syntax, int kind)
{
	return syntax->expected[kind - CR_SYNTAX_FIRST];
}

static bool
wants_condition(const struct syntax *syntax)
{
	return wants(syntax, CR_TOKEN_NOT) &&
	       wants(syntax, CR_TOKEN_PAREN_OPEN);
}

static struct certrule_bytes
source_text(const struct syntax *syntax, const struct cr_token *token)
{
	return cr_bytes_slice(
	    cr_parse_source(syntax->parse), token->span.begin, token->span.end);
}

static const char *
quote(const struct syntax *syntax, const struct cr_token *token)
{
	return cr_diags_quote(syntax->parse->diags, source_text(syntax, token));
}

const char *
cr_syntax_describe(struct cr_parse *parse, const struct cr_token *token)
{
	struct certrule_bytes source = cr_parse_source(parse);
	const char *text = NULL;

	switch (token->kind) {
	case CR_TOKEN_STOP:
		return "end";
	case CR_TOKEN_STRING:
	case CR_TOKEN_REGEX:
		return "string";
	}
	if (token->span.end - token->span.begin <= SHOWN)
		text = cr_arena_printf(cr_diags_arena(parse->diags), "'%s'",
		    cr_diags_quote(
			parse->diags, cr_bytes_slice(source, token->span.begin,
					  token->span.end)));
	return text == NULL ? cr_token_name(token->kind) : text;
}

#define hint(syntax, ...) cr_diags_hint((syntax)->parse->diags, __VA_ARGS__)

/* ------------------------------------------------------------ alternatives */

struct alternatives {
	const char *texts[ALTERNATIVES];
	unsigned count;
};

static void
offer(struct alternatives *list, const char *text)
{
	if (list->count < ALTERNATIVES)
		list->texts[list->count++] = text;
}

static const char *
name_text(const struct syntax *syntax)
{
	const struct cr_heading *heading = syntax->heading;

	if (wants(syntax, CR_TOKEN_IF))
		return "an option";
	if (heading->condition)
		return "a name";
	if (heading->word == CR_TOKEN_LIST)
		return "a type";
	if (heading->word == CR_TOKEN_FIELD &&
	    syntax->before->kind != CR_TOKEN_FIELD)
		return "a type";
	if (heading->word == CR_TOKEN_TRUST && syntax->tokens->depth != 0)
		return wants(syntax, CR_TOKEN_BRACE_CLOSE) ? "a setting"
							   : "a value";
	return "a name";
}

static void
offer_literals(const struct syntax *syntax, struct alternatives *list)
{
	bool word = wants(syntax, CR_TOKEN_WORD);

	if (wants(syntax, CR_TOKEN_STRING) || wants(syntax, CR_TOKEN_REGEX))
		offer(list, "a string");
	if (word && syntax->before->kind == CR_TOKEN_UNTIL)
		offer(list, "a time");
	else if (word)
		offer(list, "a number");
}

static void
offer_values(const struct syntax *syntax, struct alternatives *list)
{
	bool name = wants(syntax, CR_TOKEN_NAME);
	bool word = wants(syntax, CR_TOKEN_WORD);

	if (wants_condition(syntax))
		offer(list, word ? "an argument" : "a condition");
	else if (name && syntax->tokens->in_set)
		offer(list, "an item");
	else if (name && word)
		offer(list, "a value");
	else if (name)
		offer(list, name_text(syntax));
	else
		offer_literals(syntax, list);
}

static void
offer_operators(const struct syntax *syntax, struct alternatives *list)
{
	if (wants(syntax, CR_TOKEN_EQ))
		offer(list, "an operator");
	if (wants(syntax, CR_TOKEN_AND))
		offer(list, "'and'");
	if (wants(syntax, CR_TOKEN_OR))
		offer(list, "'or'");
}

/* Tokens that speak for themselves, in the order they are offered. */
static const int plain[] = {
    CR_TOKEN_IF,
    CR_TOKEN_UNLESS,
    CR_TOKEN_UNTIL,
    CR_TOKEN_ANONYMOUS,
    CR_TOKEN_LIST_NAME,
    CR_TOKEN_STAR,
    CR_TOKEN_PAREN_CLOSE,
    CR_TOKEN_BRACKET_CLOSE,
    CR_TOKEN_BRACE_OPEN,
    CR_TOKEN_BRACE_CLOSE,
    CR_TOKEN_ANGLE_OPEN,
    CR_TOKEN_ANGLE_CLOSE,
    CR_TOKEN_COMMA,
    CR_TOKEN_FOR,
    CR_TOKEN_DEFAULT,
    CR_TOKEN_ALWAYS,
    CR_TOKEN_ALLOW,
    CR_TOKEN_BLOCK,
    CR_TOKEN_LOG,
    CR_TOKEN_ACTION,
};

/* Names in other places. */
static const int contextual[] = {
    CR_TOKEN_FROM,
    CR_TOKEN_MAY,
    CR_TOKEN_BE,
    CR_TOKEN_EMPTY,
    CR_TOKEN_REQUIRED,
};

static void
offer_plain(const struct syntax *syntax, struct alternatives *list)
{
	bool statement = wants(syntax, CR_TOKEN_TRUST);

	for (size_t i = 0; i < sizeof(contextual) / sizeof(*contextual); i++)
		if (wants(syntax, contextual[i]) &&
		    !wants(syntax, CR_TOKEN_NAME))
			offer(list, cr_token_name(contextual[i]));
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		if (wants(syntax, plain[i]) &&
		    !(statement && cr_word_starts(plain[i])))
			offer(list, cr_token_name(plain[i]));
	if (statement && wants(syntax, CR_TOKEN_SEMICOLON))
		offer(list, "the next statement");
	else if (statement)
		offer(list, "a statement");
	else if (wants(syntax, CR_TOKEN_STOP))
		offer(list, "the end");
}

/* "a, b or c" */
static const char *
join_alternatives(const struct syntax *syntax, const struct alternatives *list)
{
	struct cr_arena *arena = cr_diags_arena(syntax->parse->diags);
	const char *text = list->count == 0 ? "something else" : list->texts[0];

	for (unsigned i = 1; i < list->count && text != NULL; i++)
		text = cr_arena_printf(arena,
		    i + 1 == list->count ? "%s or %s" : "%s, %s", text,
		    list->texts[i]);
	return text == NULL ? "something else" : text;
}

static const char *
alternatives_text(const struct syntax *syntax)
{
	struct alternatives list = {.count = 0};

	offer_operators(syntax, &list);
	offer_values(syntax, &list);
	offer_plain(syntax, &list);
	return join_alternatives(syntax, &list);
}

/* ------------------------------------------------------------------- words */

/* The reserved word that this name is but for its capitals. */
static struct certrule_bytes
lower_word(
    const struct syntax *syntax, const struct cr_token *token, char *room)
{
	struct certrule_bytes text = source_text(syntax, token);
	struct certrule_bytes lower = cr_bytes(room, text.len);
	enum cr_word word;

	if (token->kind != CR_TOKEN_NAME || text.len >= SHOWN)
		return cr_bytes(NULL, 0);
	for (size_t i = 0; i < text.len; i++)
		room[i] = (char)cr_lower(text.data[i]);
	(void)cr_word_find(lower, &word);
	return word == CR_WORD_NONE ? cr_bytes(NULL, 0) : lower;
}

static bool
hint_capitals(const struct syntax *syntax)
{
	const struct cr_token *tokens[] = {syntax->found, syntax->before};
	char room[SHOWN];

	for (size_t i = 0; i < 2; i++) {
		struct certrule_bytes word =
		    lower_word(syntax, tokens[i], room);

		if (word.data == NULL)
			continue;
		hint(syntax, "write '%.*s': words are in lower case",
		    (int)word.len, (const char *)word.data);
		return true;
	}
	return false;
}

/* `80or` */
static bool
hint_one_word(const struct syntax *syntax)
{
	const struct cr_token *token = syntax->before;
	struct certrule_bytes text = source_text(syntax, token);
	enum cr_word word;
	size_t digits = 0;

	if (token->kind != CR_TOKEN_WORD || text.len > SHOWN)
		return false;
	while (digits < text.len && text.data[digits] >= '0' &&
	       text.data[digits] <= '9')
		digits++;
	(void)cr_word_find(cr_bytes_slice(text, digits, text.len), &word);
	if (word == CR_WORD_NONE)
		return false;
	hint(syntax, "'%.*s' is one word: write '%.*s %.*s'", (int)text.len,
	    (const char *)text.data, (int)digits, (const char *)text.data,
	    (int)(text.len - digits), (const char *)text.data + digits);
	return true;
}

static bool
is_relation(int kind)
{
	switch (kind) {
	case CR_TOKEN_EQ:
	case CR_TOKEN_NE:
	case CR_TOKEN_LT:
	case CR_TOKEN_LE:
	case CR_TOKEN_GT:
	case CR_TOKEN_GE:
	case CR_TOKEN_CONTAINS:
		return true;
	}
	return false;
}

static bool
is_operator(int kind)
{
	switch (kind) {
	case CR_TOKEN_IN:
	case CR_TOKEN_NOT_IN:
	case CR_TOKEN_MATCHES:
	case CR_TOKEN_WILDCARD:
	case CR_TOKEN_STRICT_WILDCARD:
	case CR_TOKEN_BITWISE_AND:
		return true;
	}
	return is_relation(kind);
}

static bool
is_bool(int kind)
{
	return kind == CR_TOKEN_TRUE || kind == CR_TOKEN_FALSE;
}

static bool
begins_operand(int kind)
{
	switch (kind) {
	case CR_TOKEN_NAME:
	case CR_TOKEN_STRING:
	case CR_TOKEN_WORD:
	case CR_TOKEN_LIST_NAME:
	case CR_TOKEN_NOT:
	case CR_TOKEN_ANY:
	case CR_TOKEN_ALL:
	case CR_TOKEN_PAREN_OPEN:
		return true;
	}
	return is_bool(kind);
}

/* ------------------------------------------------------------------- hints */

static bool
hint_sign(const struct syntax *syntax)
{
	int found = syntax->found->kind, before = syntax->before->kind;

	if (found == CR_TOKEN_SPACED_BRACKET)
		hint(syntax, "an index stands right behind its value, "
			     "without a space");
	else if (found == CR_TOKEN_BANG_IN)
		hint(syntax, "write 'not in'");
	else if (found == CR_TOKEN_GT && before == CR_TOKEN_LT)
		hint(syntax, "write '!='");
	else if (is_relation(before) && is_bool(found))
		hint(syntax, "a Bool stands alone: 'ssl' or 'not ssl', "
			     "without an operator");
	else
		return false;
	return true;
}

/* After `in`, `matches` and the like. */
static bool
hint_right_side(const struct syntax *syntax)
{
	int found = syntax->found->kind, before = syntax->before->kind;
	bool literal = found == CR_TOKEN_STRING || found == CR_TOKEN_WORD;
	bool set = found == CR_TOKEN_BRACE_OPEN ||
		   found == CR_TOKEN_LIST_NAME || found == CR_TOKEN_ANGLE_OPEN;

	if (!is_operator(before))
		return false;
	if (wants(syntax, CR_TOKEN_LIST_NAME) && found == CR_TOKEN_NAME)
		hint(syntax, "a list is written $%s; values stand in { }",
		    quote(syntax, syntax->found));
	else if (wants(syntax, CR_TOKEN_LIST_NAME) && literal)
		hint(syntax, "values stand in { }, even a single one");
	else if (set)
		hint(syntax, "sets and lists are for 'in'");
	else if (found == CR_TOKEN_NAME)
		hint(syntax, "this operator takes a literal only");
	else
		return false;
	return true;
}

static bool
hint_left_side(const struct syntax *syntax)
{
	int found = syntax->found->kind;
	bool literal = found == CR_TOKEN_STRING || found == CR_TOKEN_WORD;

	if (!wants_condition(syntax) || !literal)
		return false;
	hint(syntax, "the field stands on the left of the operator");
	return true;
}

/* A condition could have ended before this token. */
static bool
hint_after_operand(const struct syntax *syntax)
{
	int found = syntax->found->kind, before = syntax->before->kind;

	if (!wants(syntax, CR_TOKEN_AND))
		return false;
	if (is_operator(found) && is_bool(before))
		hint(syntax, "a Bool stands alone, without an operator");
	else if (is_operator(found) && before == CR_TOKEN_PAREN_CLOSE)
		hint(syntax, "conditions are joined by 'and' and 'or', "
			     "not compared");
	else if (is_operator(found))
		hint(syntax, "comparisons do not chain: join them with 'and'");
	else if (found == CR_TOKEN_BRACE_OPEN)
		hint(syntax, "a rule ends with its condition");
	else if (begins_operand(found) && wants(syntax, CR_TOKEN_EQ))
		hint(syntax, "is an operator missing before it?");
	else if (begins_operand(found))
		hint(syntax, "is 'and' or 'or' missing before it?");
	else
		return false;
	return true;
}

static bool
hint_reserved(const struct syntax *syntax)
{
	if (!wants(syntax, CR_TOKEN_NAME) ||
	    syntax->found->word == CR_WORD_NONE || syntax->found->sign)
		return false;
	hint(syntax, "'%s' is a word of the language and cannot be a name",
	    quote(syntax, syntax->found));
	return true;
}

/* Outside conditions. */
static bool
hint_statement(const struct syntax *syntax)
{
	int found = syntax->found->kind;
	bool wants_name = wants(syntax, CR_TOKEN_NAME);
	bool wants_string = wants(syntax, CR_TOKEN_STRING);

	if (syntax->heading->condition)
		return false;
	if (wants(syntax, CR_TOKEN_IF) && found == CR_TOKEN_STRING)
		hint(syntax, "a rule has one name, right behind its action");
	else if (wants(syntax, CR_TOKEN_IF) && found == CR_TOKEN_WORD)
		hint(syntax, "an option has a name: status %s",
		    quote(syntax, syntax->found));
	else if (wants(syntax, CR_TOKEN_LIST_NAME))
		hint(syntax, "the name of a list begins with '$'");
	else if (wants(syntax, CR_TOKEN_ANONYMOUS))
		hint(syntax, "a default that lets in says so: "
			     "default allow anonymous");
	else if (syntax->before->kind == CR_TOKEN_UNTIL)
		hint(syntax, "a time is written 2026-12-01T00:00:00Z");
	else if (found == CR_TOKEN_SEMICOLON && syntax->tokens->depth != 0)
		hint(syntax, "settings stand side by side, without ';'");
	else if (found == CR_TOKEN_COMMA && wants_string)
		hint(syntax, "hosts stand side by side, without commas");
	else if (found == CR_TOKEN_NAME && wants_string && !wants_name)
		hint(syntax, "it stands in double quotes");
	else if (found == CR_TOKEN_STRING && wants_name && !wants_string)
		hint(syntax, "a name stands without quotes");
	else
		return false;
	return true;
}

/* The text, the statement or its surroundings end at this token. */
static bool
ends_surroundings(const struct syntax *syntax)
{
	int kind = syntax->found->kind;

	return kind == CR_TOKEN_STOP || kind == CR_TOKEN_BRACE_CLOSE ||
	       (syntax->parse->policy && cr_word_starts(kind) &&
		   cr_tokens_first(syntax->parse, syntax->found->span.begin));
}

/* The statement ends too early: the place is where it does. */
static void
report_end(const struct syntax *syntax)
{
	struct cr_span span = syntax->before->span;

	span.begin = span.end;
	cr_diags_add(syntax->parse->diags, CR_DIAG_UNEXPECTED, span,
	    syntax->found->kind == CR_TOKEN_STOP ? "end"
						 : "end of the statement",
	    alternatives_text(syntax));
	(void)(hint_one_word(syntax) || hint_capitals(syntax) ||
	       hint_statement(syntax));
}

/* A } that is itself what is wrong, or shows best what is. */
static bool
is_stray_brace(const struct syntax *syntax)
{
	return syntax->found->kind == CR_TOKEN_BRACE_CLOSE &&
	       (wants(syntax, CR_TOKEN_TRUST) ||
		   !cr_tokens_first(syntax->parse, syntax->found->span.begin));
}

static void
report_unexpected(const struct syntax *syntax)
{
	if (ends_surroundings(syntax) && !is_stray_brace(syntax)) {
		report_end(syntax);
		return;
	}
	cr_diags_add(syntax->parse->diags, CR_DIAG_UNEXPECTED,
	    syntax->found->span,
	    cr_syntax_describe(syntax->parse, syntax->found),
	    alternatives_text(syntax));
	(void)(hint_one_word(syntax) || hint_capitals(syntax) ||
	       hint_sign(syntax) || hint_right_side(syntax) ||
	       hint_left_side(syntax) || hint_after_operand(syntax) ||
	       hint_statement(syntax) || hint_reserved(syntax));
}

/* --------------------------------------------------------- whole statements */

/* Words of other tools. */
static const struct {
	const char *word, *hint;
} synonyms[] = {
    {"accept", "did you mean 'allow'?"},
    {"permit", "did you mean 'allow'?"},
    {"pass", "did you mean 'allow'?"},
    {"deny", "did you mean 'block'?"},
    {"reject", "did you mean 'block'?"},
    {"drop", "did you mean 'block'?"},
    {"return", "a rule begins with allow, block, log or action"},
    {"rule", "a rule begins with allow, block, log or action"},
    {"challenge", "did you mean 'action \"managed_challenge\"'?"},
    {"redirect", "did you mean 'action \"redirect\"'?"},
    {"import", "did you mean 'include'?"},
    {"host", "did you mean 'for'?"},
    {"hosts", "did you mean 'for'?"},
    {"on", "did you mean 'for'?"},
    {"set", "did you mean 'list'?"},
};

static const char *
synonym(struct certrule_bytes word)
{
	for (size_t i = 0; i < sizeof(synonyms) / sizeof(*synonyms); i++)
		if (cr_bytes_equal_fold(word, cr_bytes_text(synonyms[i].word)))
			return synonyms[i].hint;
	return NULL;
}

static void
hint_start(const struct syntax *syntax)
{
	struct certrule_bytes text = source_text(syntax, syntax->found);
	const char *known = synonym(text);
	struct certrule_bytes nearest;

	if (hint_capitals(syntax))
		return;
	if (known != NULL) {
		hint(syntax, "%s", known);
		return;
	}
	nearest = cr_word_nearest_start(text);
	if (nearest.data != NULL && syntax->found->kind == CR_TOKEN_NAME)
		hint(syntax, "did you mean '%.*s'?", (int)nearest.len,
		    (const char *)nearest.data);
	else if (syntax->found->kind == CR_TOKEN_IF)
		hint(syntax, "a rule begins with its action: allow if ...");
	else
		hint(syntax, "statements begin with trust, list, field, "
			     "include, for, allow, block, log, action or "
			     "default");
}

static bool
report_start(const struct syntax *syntax)
{
	int kind = syntax->found->kind;
	const char *text =
	    kind == CR_TOKEN_STRING
		? cr_token_name(kind)
		: cr_syntax_describe(syntax->parse, syntax->found);

	if (!wants(syntax, CR_TOKEN_TRUST) || wants(syntax, CR_TOKEN_AND) ||
	    kind == CR_TOKEN_BRACE_CLOSE || kind == CR_TOKEN_SEMICOLON ||
	    !cr_tokens_first(syntax->parse, syntax->found->span.begin))
		return false;
	cr_diags_add(syntax->parse->diags, CR_DIAG_UNKNOWN_STATEMENT,
	    syntax->found->span, text);
	hint_start(syntax);
	return true;
}

static int
closing_of(int opening)
{
	if (opening == CR_TOKEN_PAREN_OPEN)
		return CR_TOKEN_PAREN_CLOSE;
	return opening == CR_TOKEN_BRACE_OPEN ? CR_TOKEN_BRACE_CLOSE
					      : CR_TOKEN_ANGLE_CLOSE;
}

static bool
report_unclosed(const struct syntax *syntax)
{
	const struct cr_tokens *tokens = syntax->tokens;
	const struct cr_level *level = &tokens->levels[tokens->depth];
	struct certrule_bytes bracket;

	if (tokens->depth == 0 || !ends_surroundings(syntax) ||
	    !wants(syntax, closing_of(level[-1].kind)))
		return false;
	bracket = cr_bytes_slice(cr_parse_source(syntax->parse),
	    level[-1].span.begin, level[-1].span.end);
	cr_diags_add(syntax->parse->diags, CR_DIAG_UNCLOSED, level[-1].span,
	    cr_diags_quote(syntax->parse->diags, bracket));
	return true;
}

/* status, message, tag: their value is missing, not the `if`. */
static bool
is_option_name(const struct syntax *syntax, const struct cr_token *token)
{
	struct certrule_bytes text = source_text(syntax, token);

	return cr_bytes_equal_text(text, "status") ||
	       cr_bytes_equal_text(text, "message") ||
	       cr_bytes_equal_text(text, "tag");
}

/* The name of an option that is none: the condition began there. */
static bool
begins_bare_condition(const struct syntax *syntax)
{
	int statement = syntax->heading->word;
	bool rule =
	    statement == CR_TOKEN_ALLOW || statement == CR_TOKEN_BLOCK ||
	    statement == CR_TOKEN_LOG || statement == CR_TOKEN_ACTION ||
	    statement == CR_TOKEN_ALWAYS || statement == CR_TOKEN_DISABLED;

	return rule && !syntax->heading->condition &&
	       syntax->before->kind == CR_TOKEN_NAME &&
	       wants(syntax, CR_TOKEN_STRING) && wants(syntax, CR_TOKEN_WORD) &&
	       !is_option_name(syntax, syntax->before);
}

/* Something of a rule's heading in the wrong place, rather than a condition. */
static bool
is_heading(const struct syntax *syntax)
{
	int kind = syntax->found->kind;

	return kind == CR_TOKEN_STRING || kind == CR_TOKEN_WORD ||
	       (cr_word_starts(kind) && !ends_surroundings(syntax));
}

static bool
report_no_condition(const struct syntax *syntax)
{
	const struct cr_token *found = syntax->found;
	struct cr_span span = found->span;
	bool bare = begins_bare_condition(syntax);

	if (!bare && (!wants(syntax, CR_TOKEN_IF) || is_heading(syntax)))
		return false;
	if (bare)
		span = syntax->before->span;
	else if (ends_surroundings(syntax))
		span = syntax->heading->span;
	cr_diags_add(syntax->parse->diags, CR_DIAG_NO_CONDITION, span);
	if (hint_capitals(syntax))
		return true;
	if (bare)
		hint(syntax, "is 'if' missing before '%s'?",
		    quote(syntax, syntax->before));
	else if (ends_surroundings(syntax))
		hint(syntax, "'if true' is a condition that always holds");
	else
		hint(syntax, "is 'if' missing before %s?",
		    cr_syntax_describe(syntax->parse, found));
	return true;
}

/* ------------------------------------------------------------------ report */

static void
report(const struct syntax *syntax)
{
	if (!report_unclosed(syntax) && !report_start(syntax) &&
	    !report_no_condition(syntax))
		report_unexpected(syntax);
	cr_parse_show_lines(syntax->parse);
}

void
cr_syntax_error(struct cr_parse *parse, const bool *expected)
{
	const struct cr_tokens *tokens = &parse->tokens;
	bool begun = tokens->now.word != 0 &&
		     tokens->now.span.begin == tokens->current.span.begin;
	const struct syntax syntax = {
	    .parse = parse,
	    .tokens = tokens,
	    .heading = begun ? &tokens->before : &tokens->now,
	    .found = &parse->tokens.current,
	    .before = &parse->tokens.previous,
	    .expected = expected,
	};

	if (cr_parse_fail(parse))
		report(&syntax);
	parse->ast->broken++;
	parse->tokens.recovering = parse->policy;
}

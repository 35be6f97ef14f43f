/* SPDX-License-Identifier: MIT */
/*
 * What the rules of scanner.l mean: words, signs, strings, and the bytes that
 * may not stand where they do.  A string or comment with something wrong inside
 * is read to its end all the same and comes as one BROKEN token.
 */
#include "../base/bytes.h"
#include "../base/utf8.h"
#include "parsing.h"
#include "grammar/parser.h"

#include <string.h>

#define HASHES_MAX 255

struct cr_span
cr_scan_span(const struct cr_parse *parse, uint32_t begin, uint32_t end)
{
	return (struct cr_span){parse->source, begin, end};
}

static struct certrule_bytes
span_bytes(const struct cr_parse *parse, struct cr_span span)
{
	return cr_bytes_slice(cr_parse_source(parse), span.begin, span.end);
}

/* ------------------------------------------------------------------- words */

static struct cr_text
text_of(const struct cr_parse *parse, struct cr_span span, int kind)
{
	return (struct cr_text){
	    .data = parse->scan.text + span.begin,
	    .len = span.end - span.begin,
	    .kind = (unsigned char)kind,
	};
}

/* flex has not told the token its span yet: its end is where flex stands. */
static struct cr_span
span_here(struct cr_parse *parse, struct certrule_bytes text)
{
	uint32_t begin = (uint32_t)(text.data - parse->scan.text);

	return cr_scan_span(parse, begin, begin + (uint32_t)text.len);
}

int
cr_scan_name(
    struct cr_parse *parse, struct cr_token *token, struct certrule_bytes text)
{
	struct cr_span span = span_here(parse, text);
	bool list = text.data[0] == '$';
	int kind;

	if (text.len - list > CR_LIMIT_NAME) {
		cr_parse_limit(parse, CR_LIMIT_ROW_NAME, span);
		return CR_TOKEN_BROKEN;
	}
	span.begin += list;
	token->text = text_of(parse, span, CR_ATOM_NAME);
	if (list)
		return CR_TOKEN_LIST_NAME;
	kind = cr_word_find(text, &token->word);
	return kind == 0 ? CR_TOKEN_NAME : kind;
}

int
cr_scan_literal(
    struct cr_parse *parse, struct cr_token *token, struct certrule_bytes text)
{
	token->text = text_of(parse, span_here(parse, text), CR_ATOM_WORD);
	return CR_TOKEN_WORD;
}

/* ------------------------------------------------------------------- signs */

/* Signs of other languages, and what is meant by them. */
static const struct {
	const char *text, *hint;
} mistakes[] = {
    {"===", "write '=='"},
    {"!==", "write '!='"},
    {"&&&", "write '&&'"},
    {"|||", "write '||'"},
    {"^^^", "write '^^'"},
    {"=>", "write '>='"},
    {"=<", "write '<='"},
    {"=~", "write '~'"},
    {"!~", "write 'not', then a comparison with '~'"},
    {"|", "write '||'"},
    {"^", "write '^^'"},
};

/* A longer mistake beats a sign: && is a sign, &&& is not two. */
static const char *
find_mistake(struct certrule_bytes text, size_t longer_than, size_t *len)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
		struct certrule_bytes sign = cr_bytes_text(mistakes[i].text);

		if (sign.len <= longer_than || !cr_bytes_starts(text, sign))
			continue;
		*len = sign.len;
		return mistakes[i].hint;
	}
	return NULL;
}

static int
stray(struct cr_parse *parse, struct cr_span span, const char *hint)
{
	if (!cr_parse_fail(parse))
		return CR_TOKEN_BROKEN;
	cr_diags_add(parse->diags, CR_DIAG_STRAY, span,
	    cr_diags_quote(parse->diags, span_bytes(parse, span)));
	if (hint != NULL)
		cr_diags_hint(parse->diags, "%s", hint);
	return CR_TOKEN_BROKEN;
}

int
cr_scan_sign(struct cr_parse *parse, struct cr_token *token,
    struct certrule_bytes run, size_t *len)
{
	int kind = cr_word_sign(run, &token->word, len);
	const char *hint = find_mistake(run, *len, len);

	token->sign = true;
	if (hint == NULL && kind != 0)
		return kind;
	if (hint == NULL) {
		*len = 1;
		hint = parse->tokens.now.condition
			   ? "write '=='"
			   : "a value follows its name without '='";
	}
	token->span = span_here(parse, cr_bytes(run.data, *len));
	return stray(parse, token->span, hint);
}

int
cr_scan_stray(struct cr_parse *parse, struct cr_span span)
{
	static const struct {
		const char *text, *hint;
	} hints[] = {
	    {"//", "comments begin with '#'"},
	    {"/*", "comments begin with '#'"},
	    {"+", "there is no arithmetic"},
	    {"-", "there is no arithmetic"},
	    {"/", "there is no arithmetic"},
	    {"%", "there is no arithmetic"},
	    {"$", "a list is written without a space: $name"},
	    {"`", "strings stand in double quotes"},
	    {"\\", "a line may break anywhere, without a backslash"},
	};
	struct certrule_bytes text = span_bytes(parse, span);

	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++)
		if (cr_bytes_equal_text(text, hints[i].text))
			return stray(parse, span, hints[i].hint);
	return stray(parse, span, NULL);
}

/* ------------------------------------------------------------ wrong bytes */

/* Inside a string or comment the rest of it is read first. */
static int
broken(struct cr_parse *parse)
{
	parse->scan.broken = true;
	return CR_TOKEN_BROKEN;
}

int
cr_scan_nul(struct cr_parse *parse, struct cr_span span)
{
	if (cr_parse_fail(parse)) {
		cr_diags_add(parse->diags, CR_DIAG_NUL_BYTE, span);
		cr_diags_hint(parse->diags,
		    "in a string it is written \\x00; is this a text file?");
	}
	return broken(parse);
}

int
cr_scan_bidi(struct cr_parse *parse, struct cr_span span)
{
	uint32_t code = 0;

	if (!cr_parse_fail(parse))
		return broken(parse);
	(void)cr_utf8_decode(span_bytes(parse, span), &code);
	cr_diags_add(parse->diags, CR_DIAG_BIDI, span, (unsigned)code);
	cr_diags_hint(parse->diags, "it makes text look other than it is; "
				    "in a string write its bytes as \\xHH");
	return broken(parse);
}

/* What word processors make of plain signs. */
static const struct {
	const char *text, *hint;
} lookalikes[] = {
    {"\xe2\x80\x9c", "a string stands between plain quotes: \"…\""},
    {"\xe2\x80\x9d", "a string stands between plain quotes: \"…\""},
    {"\xe2\x80\x98", "a string stands between plain double quotes: \"…\""},
    {"\xe2\x80\x99", "a string stands between plain double quotes: \"…\""},
    {"\xc2\xa0", "this is a no-break space: write a plain one"},
    {"\xe2\x80\x93", "this is a dash: write a plain '-'"},
    {"\xe2\x80\x94", "this is a dash: write a plain '-'"},
    {"\xe2\x89\xa0", "write '!='"},
    {"\xe2\x89\xa4", "write '<='"},
    {"\xe2\x89\xa5", "write '>='"},
    {"\xe2\x88\x88", "write 'in'"},
    {"\xef\xbb\xbf", "a byte order mark may only begin the file"},
};

int
cr_scan_not_ascii(struct cr_parse *parse, struct cr_span span)
{
	struct certrule_bytes text = span_bytes(parse, span);

	if (!cr_parse_fail(parse))
		return CR_TOKEN_BROKEN;
	cr_diags_add(parse->diags, CR_DIAG_NOT_ASCII, span,
	    cr_diags_quote(parse->diags, text));
	for (size_t i = 0; i < sizeof(lookalikes) / sizeof(*lookalikes); i++)
		if (cr_bytes_equal_text(text, lookalikes[i].text))
			cr_diags_hint(parse->diags, "%s", lookalikes[i].hint);
	return CR_TOKEN_BROKEN;
}

int
cr_scan_not_utf8(struct cr_parse *parse, struct cr_span span)
{
	if (cr_parse_fail(parse)) {
		cr_diags_add(parse->diags, CR_DIAG_NOT_UTF8, span);
		cr_diags_hint(parse->diags, "save the file as UTF-8");
	}
	return broken(parse);
}

int
cr_scan_bare_return(struct cr_parse *parse, struct cr_span span)
{
	if (cr_parse_fail(parse)) {
		cr_diags_add(parse->diags, CR_DIAG_BARE_RETURN, span);
		cr_diags_hint(parse->diags,
		    "what follows looks like a line of its own but is part "
		    "of the comment");
	}
	return broken(parse);
}

int
cr_scan_single_quotes(struct cr_parse *parse, struct cr_span span)
{
	struct certrule_bytes text = span_bytes(parse, span);

	if (!cr_parse_fail(parse))
		return CR_TOKEN_BROKEN;
	cr_diags_add(parse->diags, CR_DIAG_SINGLE_QUOTES, span);
	if (text.len > 1 && text.len <= 80)
		cr_diags_hint(parse->diags, "write \"%s\"",
		    cr_diags_quote(
			parse->diags, cr_bytes_slice(text, 1, text.len - 1)));
	return CR_TOKEN_BROKEN;
}

/* ----------------------------------------------------------------- strings */

void
cr_scan_begin(
    struct cr_parse *parse, uint32_t begin, uint32_t content, bool regex)
{
	struct cr_scan *scan = &parse->scan;

	cr_buffer_clear(&scan->decoded);
	scan->begin = begin;
	scan->run = content;
	scan->line_end = 0;
	scan->bracket = 0;
	scan->line_bracket = 0;
	scan->hashes = 0;
	scan->regex = regex;
	scan->raw = false;
	scan->escaped = false;
	scan->broken = false;
}

void
cr_scan_begin_raw(struct cr_parse *parse, uint32_t begin, size_t hashes)
{
	uint32_t content = begin + (uint32_t)hashes + 2;
	struct cr_scan *scan = &parse->scan;

	cr_scan_begin(parse, begin, content, scan->after_matches);
	scan->raw = true;
	scan->hashes = (unsigned)hashes;
	if (hashes <= HASHES_MAX)
		return;
	if (cr_parse_fail(parse))
		cr_diags_add(parse->diags, CR_DIAG_TOO_LARGE,
		    cr_scan_span(parse, begin, content),
		    (unsigned long)HASHES_MAX, "'#' around a raw string");
	scan->broken = true;
}

static void
copy_run(struct cr_parse *parse, uint32_t end)
{
	struct cr_scan *scan = &parse->scan;
	struct certrule_bytes source = cr_parse_source(parse);

	cr_buffer_add_bytes(
	    &scan->decoded, cr_bytes_slice(source, scan->run, end));
}

void
cr_scan_decode(
    struct cr_parse *parse, uint32_t begin, uint32_t end, unsigned char byte)
{
	copy_run(parse, begin);
	cr_buffer_add_byte(&parse->scan.decoded, byte);
	parse->scan.run = end;
	parse->scan.escaped = true;
}

void
cr_scan_newline(struct cr_parse *parse, uint32_t offset)
{
	struct cr_scan *scan = &parse->scan;

	if (scan->line_end != 0)
		return;
	if (scan->text[offset - 1] == '\r')
		offset--;
	scan->line_end = offset;
	scan->line_bracket = scan->bracket;
}

int
cr_scan_bad_escape(struct cr_parse *parse, struct cr_span span)
{
	static const struct {
		const char *text, *hint;
	} hints[] = {
	    {"\\n", "write \\x0a"},
	    {"\\r", "write \\x0d"},
	    {"\\t", "write \\x09"},
	    {"\\0", "write \\x00"},
	    {"\\'", "a single quote needs no backslash"},
	};
	const char *hint = "the escapes are \\\" \\\\ \\xHH \\OOO; "
			   "a backslash itself is \\\\";
	struct certrule_bytes text = span_bytes(parse, span);

	if (!cr_parse_fail(parse))
		return broken(parse);
	cr_diags_add(parse->diags, CR_DIAG_BAD_ESCAPE, span,
	    cr_diags_quote(parse->diags, text));
	for (size_t i = 0; i < sizeof(hints) / sizeof(*hints); i++)
		if (cr_bytes_equal_text(text, hints[i].text))
			hint = hints[i].hint;
	cr_diags_hint(parse->diags, "%s", hint);
	return broken(parse);
}

/* The bytes of the string: where they stand, or decoded in the arena. */
static struct certrule_bytes
content(struct cr_parse *parse, uint32_t content_end)
{
	struct cr_scan *scan = &parse->scan;
	struct certrule_bytes bytes;

	if (!scan->escaped)
		return cr_bytes(
		    scan->text + scan->run, content_end - scan->run);
	copy_run(parse, content_end);
	if (cr_buffer_failed(&scan->decoded)) {
		parse->no_memory = true;
		return cr_bytes("", 0);
	}
	bytes = cr_arena_bytes(parse->arena, cr_buffer_bytes(&scan->decoded));
	if (bytes.data == NULL)
		parse->no_memory = true;
	return bytes;
}

int
cr_scan_end(struct cr_parse *parse, struct cr_token *token,
    uint32_t content_end, uint32_t end)
{
	struct cr_scan *scan = &parse->scan;
	struct certrule_bytes bytes;

	token->span = cr_scan_span(parse, scan->begin, end);
	token->line_end = scan->line_end;
	token->bracket = scan->line_bracket;
	if (scan->broken)
		return CR_TOKEN_BROKEN;
	bytes = content(parse, content_end);
	if (bytes.len > CR_LIMIT_STRING) {
		cr_parse_limit(parse, CR_LIMIT_ROW_STRING,
		    cr_scan_span(parse, scan->begin, scan->begin + 1));
		return CR_TOKEN_BROKEN;
	}
	token->text = (struct cr_text){
	    .data = bytes.data,
	    .len = (uint32_t)bytes.len,
	    .kind = CR_ATOM_STRING,
	    .raw = scan->raw,
	};
	return scan->regex ? CR_TOKEN_REGEX : CR_TOKEN_STRING;
}

/* The place is the end of the text; where the string began is the second. */
int
cr_scan_unterminated(struct cr_parse *parse, struct cr_token *token)
{
	struct cr_scan *scan = &parse->scan;
	uint32_t end = scan->len;
	uint32_t line_end = scan->line_end != 0 ? scan->line_end : end;

	token->span = cr_scan_span(parse, scan->begin, end);
	token->line_end = scan->line_end;
	if (!cr_parse_fail(parse))
		return CR_TOKEN_BROKEN;
	while (
	    end > line_end && memchr(" \t\r\n", scan->text[end - 1], 4) != NULL)
		end--;
	cr_diags_add(
	    parse->diags, CR_DIAG_UNTERMINATED, cr_scan_span(parse, end, end));
	cr_diags_second(
	    parse->diags, cr_scan_span(parse, scan->begin, line_end));
	if (scan->bracket != 0)
		cr_diags_hint(parse->diags,
		    "between '[' and ']' a '\"' does not end a regular "
		    "expression, and a '[' here is never closed");
	else if (scan->raw)
		cr_diags_hint(parse->diags,
		    "it ends with a '\"' and as many '#' as it began with");
	return CR_TOKEN_BROKEN;
}

int
cr_scan_end_comment(
    struct cr_parse *parse, struct cr_token *token, uint32_t end)
{
	token->span = cr_scan_span(parse, parse->scan.begin, end);
	return parse->scan.broken ? CR_TOKEN_BROKEN : CR_TOKEN_COMMENT;
}

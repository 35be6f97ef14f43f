/* SPDX-License-Identifier: MIT */
/* One text to its tree, from scanner to syntax errors. */
#include "../base/alloc.h"
#include "../base/bytes.h"
#include "parsing.h"
#include "parse.h"

struct certrule_bytes
cr_parse_source(const struct cr_parse *parse)
{
	struct certrule_bytes text =
	    cr_sources_text(cr_diags_sources(parse->diags), parse->source);

	return text.data == NULL ? cr_bytes("", 0) : text;
}

void *
cr_parse_get(struct cr_parse *parse, size_t size)
{
	void *memory = cr_arena_get(parse->arena, size);

	if (memory == NULL)
		parse->no_memory = true;
	return memory;
}

bool
cr_parse_fail(struct cr_parse *parse)
{
	bool first = !parse->failed && !parse->no_memory;

	parse->failed = true;
	return first;
}

void
cr_parse_limit(
    struct cr_parse *parse, enum cr_limit_row row, struct cr_span span)
{
	static const struct {
		unsigned long value;
		const char *what;
	} rows[] = {
#define LIMIT(name, value, what) {(unsigned long)(value), what},
#include "../base/limits.def"
#undef LIMIT
	};

	if (cr_parse_fail(parse))
		cr_diags_add(parse->diags, CR_DIAG_TOO_LARGE, span,
		    rows[row].value, rows[row].what);
}

void
cr_parse_warn_lines(struct cr_parse *parse)
{
	struct cr_lines *lines;

	for (lines = parse->lines; lines != NULL; lines = lines->next) {
		cr_diags_add(parse->diags, CR_DIAG_LINES, lines->span);
		cr_diags_hint(parse->diags,
		    "a line break in a string is written \\x0a; is a '\"' "
		    "missing?");
	}
	parse->lines = NULL;
}

void
cr_parse_show_lines(struct cr_parse *parse)
{
	if (parse->lines == NULL)
		return;
	cr_diags_second(parse->diags, parse->lines->span);
	if (parse->lines->bracket != 0)
		cr_diags_hint(parse->diags,
		    "between '[' and ']' a '\"' does not end a regular "
		    "expression: is a ']' missing?");
	else
		cr_diags_hint(parse->diags,
		    "a string begun earlier runs over several lines: is "
		    "its '\"' missing?");
}

void
cr_parsed_tokens_init(
    struct cr_parsed_tokens *tokens, const struct certrule_alloc *alloc)
{
	*tokens = (struct cr_parsed_tokens){.alloc = alloc};
}

void
cr_parsed_tokens_fini(struct cr_parsed_tokens *tokens)
{
	cr_alloc_free(tokens->alloc, tokens->items);
	cr_parsed_tokens_init(tokens, tokens->alloc);
}

static int
grow(struct cr_parsed_tokens *tokens)
{
	size_t capacity = tokens->capacity == 0 ? 256 : 2 * tokens->capacity;
	void *items = cr_alloc_resize(
	    tokens->alloc, tokens->items, capacity, sizeof(*tokens->items));

	if (items == NULL)
		return -1;
	tokens->items = items;
	tokens->capacity = capacity;
	return 0;
}

void
cr_parse_keep(struct cr_parse *parse, const struct cr_token *token)
{
	struct cr_parsed_tokens *tokens = parse->parsed;

	if (tokens == NULL)
		return;
	if (tokens->count == tokens->capacity && grow(tokens) != 0) {
		parse->no_memory = true;
		return;
	}
	tokens->items[tokens->count++] = (struct cr_parsed_token){
	    .kind = token->kind,
	    .begin = token->span.begin,
	    .end = token->span.end,
	};
}

/* Fills parse->ast.  Only lack of memory is a failure; nothing else can stop
 * the rest of the run from being useful. */
static int
parse_text(struct cr_parse *parse)
{
	parse->ast = cr_parse_get(parse, sizeof(*parse->ast));
	if (parse->ast == NULL)
		return -1;
	parse->ast->source = parse->source;
	if (cr_parse_source(parse).len > CR_LIMIT_POLICY_FILE) {
		cr_parse_limit(
		    parse, CR_LIMIT_ROW_POLICY_FILE, cr_scan_span(parse, 0, 0));
		parse->ast->broken = 1;
		return 0;
	}
	if (cr_scanner_open(parse) != 0)
		return -1;
	(void)cr_grammar_parse(parse);
	cr_scanner_close(parse);
	return parse->no_memory ? -1 : 0;
}

static struct cr_ast *
parse_source(struct cr_arena *arena, struct certrule_diags *diags,
    uint32_t source, bool policy, struct cr_parsed_tokens *tokens)
{
	struct cr_parse parse = {
	    .arena = arena,
	    .diags = diags,
	    .source = source,
	    .policy = policy,
	    .parsed = tokens,
	};

	if (parse_text(&parse) == 0)
		return parse.ast;
	cr_diags_no_memory(diags);
	return NULL;
}

struct cr_ast *
cr_parse_policy(
    struct cr_arena *arena, struct certrule_diags *diags, uint32_t source)
{
	return parse_source(arena, diags, source, true, NULL);
}

struct cr_ast *
cr_parse_policy_tokens(struct cr_arena *arena, struct certrule_diags *diags,
    uint32_t source, struct cr_parsed_tokens *tokens)
{
	return parse_source(arena, diags, source, true, tokens);
}

struct cr_ast *
cr_parse_filter(
    struct cr_arena *arena, struct certrule_diags *diags, uint32_t source)
{
	return parse_source(arena, diags, source, false, NULL);
}

/* SPDX-License-Identifier: MIT */
/*
 * One text on its way to a tree: what scanner, pump, parser and messages share.
 * Lives on the stack of cr_parse_policy(); all it makes is in the arena.
 *
 * Lack of memory is sticky: constructors return NULL, which everything here
 * takes, the pump says the text has ended, and the tree is dropped.
 *
 * Private to grammar/.
 */
#ifndef CR_PARSING_H
#define CR_PARSING_H

#include "../base/diag.h"
#include "parse.h"
#include "tokens.h"

/* A `for` whose } has not come yet. */
struct cr_scope_open {
	struct cr_statement *statement;
	struct cr_statement *last; /* of its body */
	unsigned depth;		   /* open brackets, its { among them */
	struct cr_scope_open *outer;
};

/* A string over several lines in the statement in hand. */
struct cr_lines {
	struct cr_span span; /* its first line */
	uint32_t bracket;    /* as in struct cr_token */
	struct cr_lines *next;
};

struct cr_parse {
	struct cr_arena *arena;
	struct certrule_diags *diags;
	uint32_t source;
	bool policy; /* else a filter */
	struct cr_ast *ast;
	struct cr_statement *last_statement;
	struct cr_trivia *last_trivia;
	struct cr_scope_open *scope; /* innermost, or NULL */
	struct cr_lines *lines, *last_lines;
	bool failed; /* the statement in hand had its error: say no more */
	bool no_memory;
	struct cr_parsed_tokens *parsed; /* or NULL: nobody wants them */
	struct cr_scan scan;
	struct cr_tokens tokens;
};

/* The bytes of the source; never NULL. */
struct certrule_bytes cr_parse_source(const struct cr_parse *parse);
/* To parsed, if somebody wants it. */
void cr_parse_keep(struct cr_parse *parse, const struct cr_token *token);
/* From the arena, zeroed; NULL sets no_memory. */
void *cr_parse_get(struct cr_parse *parse, size_t size) CERTRULE_MUST_USE;
/* True once a statement: the caller reports its error, nobody else will. */
bool cr_parse_fail(struct cr_parse *parse) CERTRULE_MUST_USE;
/* Rows of limits.def, to be named in a message. */
enum cr_limit_row {
#define LIMIT(name, value, what) CR_LIMIT_ROW_##name,
#include "../base/limits.def"
#undef LIMIT
	CR_LIMIT_ROW_COUNT
};
/* Reports that a limit was passed. */
void cr_parse_limit(
    struct cr_parse *parse, enum cr_limit_row row, struct cr_span span);
/* To the last report: a quote may be missing where a string of the statement
 * runs over several lines. */
void cr_parse_show_lines(struct cr_parse *parse);
/* The statement in hand is whole: warns of its strings over several lines. */
void cr_parse_warn_lines(struct cr_parse *parse);

/* ------------------------------------------------------------- parser.y */

/* 0: accepted.  Everything else has been reported or is for want of memory. */
int cr_grammar_parse(struct cr_parse *parse);

/* ------------------------------------------------------------- syntax.c */

/* Which tokens might have stood in place of the current one, by token less
 * CR_SYNTAX_FIRST. */
enum {
	CR_SYNTAX_FIRST = 258,
	CR_SYNTAX_COUNT = 96
};
/* "'foo'", "string": for a message. */
const char *cr_syntax_describe(
    struct cr_parse *parse, const struct cr_token *token);
/* The parser met a token it has no use for: says so, and starts recovery. */
void cr_syntax_error(struct cr_parse *parse, const bool *expected);

/* ---------------------------------------------------------------- ast.c */

struct cr_hosts {
	struct cr_ast_host *first, *last;
};
struct cr_settings {
	struct cr_ast_setting *first, *last;
};
struct cr_options {
	struct cr_ast_option *first, *last;
};

/* Expressions. */
struct cr_node *cr_ast_name(
    struct cr_parse *parse, struct cr_text text, struct cr_span span);
struct cr_node *cr_ast_literal(
    struct cr_parse *parse, struct cr_text text, struct cr_span span);
struct cr_node *cr_ast_regex(
    struct cr_parse *parse, struct cr_text text, struct cr_span span);
struct cr_node *cr_ast_list(
    struct cr_parse *parse, struct cr_text text, struct cr_span span);
struct cr_node *cr_ast_each(struct cr_parse *parse, struct cr_span span);
struct cr_node *cr_ast_constant(
    struct cr_parse *parse, enum cr_word word, struct cr_span span);
struct cr_node *cr_ast_index(struct cr_parse *parse, struct cr_node *value,
    struct cr_node *index, struct cr_span mark);
/* Arguments and items gather in the node of their call or set. */
struct cr_node *cr_ast_args(struct cr_parse *parse, struct cr_node *first);
struct cr_node *cr_ast_items(struct cr_parse *parse, struct cr_span span);
struct cr_node *cr_ast_append(struct cr_node *parent, struct cr_node *child);
struct cr_node *cr_ast_call(struct cr_node *args, struct cr_text name,
    struct cr_span mark, struct cr_span span);
struct cr_node *cr_ast_set(
    struct cr_node *items, bool angled, struct cr_span span);
struct cr_node *cr_ast_comparison(struct cr_parse *parse, struct cr_node *left,
    enum cr_word word, struct cr_span mark, struct cr_node *right);
struct cr_node *cr_ast_not(
    struct cr_parse *parse, struct cr_span mark, struct cr_node *child);
struct cr_node *cr_ast_quantifier(struct cr_parse *parse, enum cr_word word,
    struct cr_span mark, struct cr_node *child, struct cr_span span);
/* `left word right`: one more child if left is a chain of that word. */
struct cr_node *cr_ast_chain(struct cr_parse *parse, struct cr_node *left,
    enum cr_word word, struct cr_span mark, struct cr_node *right);
struct cr_node *cr_ast_parenthesised(struct cr_node *node, struct cr_span span);
void cr_ast_filter(struct cr_parse *parse, struct cr_node *expression);

/* Statements.  The _done functions put them into the tree. */
struct cr_hosts cr_ast_hosts(struct cr_parse *parse, struct cr_hosts hosts,
    struct cr_text text, struct cr_span span);
struct cr_settings cr_ast_settings(struct cr_parse *parse,
    struct cr_settings settings, struct cr_text name, struct cr_span name_span,
    struct cr_text value, struct cr_span value_span);
struct cr_options cr_ast_options(struct cr_parse *parse,
    struct cr_options options, enum cr_word word, struct cr_text name,
    struct cr_span name_span, struct cr_text value, struct cr_span value_span);
struct cr_ast_type *cr_ast_type(struct cr_parse *parse, struct cr_text name,
    struct cr_span span, struct cr_ast_type *element);
struct cr_statement *cr_ast_statement(
    struct cr_parse *parse, enum cr_statement_kind kind, struct cr_span mark);
struct cr_statement *cr_ast_named(
    struct cr_statement *statement, struct cr_text name, struct cr_span span);
struct cr_statement *cr_ast_trust(struct cr_statement *trust,
    struct cr_hosts hosts, struct cr_settings settings);
struct cr_statement *cr_ast_trust_default(struct cr_statement *trust,
    struct cr_span default_span, struct cr_settings settings);
struct cr_statement *cr_ast_list_type(
    struct cr_statement *list, struct cr_text type, struct cr_span span);
struct cr_statement *cr_ast_list_set(
    struct cr_statement *list, struct cr_node *set);
struct cr_statement *cr_ast_list_file(
    struct cr_statement *list, struct cr_text file, struct cr_span span);
struct cr_statement *cr_ast_list_empty(
    struct cr_statement *list, bool may_be_empty);
struct cr_statement *cr_ast_field(
    struct cr_statement *field, struct cr_ast_type *type, bool required);
struct cr_statement *cr_ast_include(
    struct cr_statement *include, struct cr_text path, struct cr_span span);
struct cr_statement *cr_ast_fallback(
    struct cr_statement *fallback, enum cr_word action);
struct cr_statement *cr_ast_action(
    struct cr_parse *parse, enum cr_word action, struct cr_span mark);
struct cr_statement *cr_ast_always(
    struct cr_statement *rule, struct cr_span mark);
struct cr_statement *cr_ast_anonymous(struct cr_statement *rule);
struct cr_statement *cr_ast_action_name(
    struct cr_statement *rule, struct cr_text name, struct cr_span span);
struct cr_statement *cr_ast_disabled(
    struct cr_statement *rule, struct cr_span mark);
struct cr_statement *cr_ast_rule(struct cr_statement *rule,
    struct cr_options options, enum cr_word word, struct cr_node *condition);
/* Into the policy, or into the `for` that is open. */
void cr_ast_done(struct cr_parse *parse, struct cr_statement *statement,
    struct cr_span span);
void cr_ast_scope_open(
    struct cr_parse *parse, struct cr_hosts hosts, struct cr_span mark);
void cr_ast_scope_close(struct cr_parse *parse, struct cr_span end);

#endif

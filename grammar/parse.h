/* SPDX-License-Identifier: MIT */
/* Text to tree.  Reports every statement's first error, then goes on with the
 * next statement; always moves on and always ends. */
#ifndef CR_PARSE_H
#define CR_PARSE_H

#include "../base/diag.h"
#include "../base/buffer.h"
#include "ast.h"

/*
 * The tree of one policy text, which must be a source of diags.  NULL: no
 * memory (and diags says so).  Errors are in diags and ast->broken; the
 * statements that parsed are there all the same, so that their types can be
 * checked in the same run.
 */
struct cr_ast *cr_parse_policy(
    struct cr_arena *arena, struct certrule_diags *diags, uint32_t source);
/* The tokens the parser was given, made-up ones among them. */
struct cr_parsed_token {
	int kind; /* CR_TOKEN_… of parser.h */
	uint32_t begin, end;
};
struct cr_parsed_tokens {
	const struct certrule_alloc *alloc;
	struct cr_parsed_token *items;
	size_t count, capacity;
};
void cr_parsed_tokens_init(
    struct cr_parsed_tokens *tokens, const struct certrule_alloc *alloc);
void cr_parsed_tokens_fini(struct cr_parsed_tokens *tokens);
/* cr_parse_policy() that keeps them. */
struct cr_ast *cr_parse_policy_tokens(struct cr_arena *arena,
    struct certrule_diags *diags, uint32_t source,
    struct cr_parsed_tokens *tokens);
/* One filter; expression is NULL when it is broken. */
struct cr_ast *cr_parse_filter(
    struct cr_arena *arena, struct certrule_diags *diags, uint32_t source);

/* --dump=tokens and --dump=ast. */
int cr_dump_tokens(struct cr_arena *arena, struct certrule_diags *diags,
    uint32_t source, struct cr_buffer *out) CERTRULE_MUST_USE;
void cr_ast_dump(const struct cr_ast *ast, struct cr_buffer *out);

/* One spelling of a word, for messages: the first of words.def. */
const char *cr_word_text(enum cr_word word);

/* print.c: the canonical spelling of an expression, on one line. */
void cr_print_node(const struct cr_node *node, struct cr_buffer *out);

#endif

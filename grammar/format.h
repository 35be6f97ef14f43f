/* SPDX-License-Identifier: MIT */
/*
 * A policy in canonical form, in four steps: tokens with their comments, the
 * places where lines must break, the places where they break because they are
 * too long, and the text of it.  What is between the tokens is all that is ever
 * changed, and a `;` is all that is ever dropped.
 *
 * The result is a function of the tokens, the comments, and those breaks that a
 * person has a say in: blank lines, lines of comment, rows of a set.  All of
 * these are in the result again, so formatting it once more changes nothing.
 *
 * Private to grammar/.
 */
#ifndef CR_FORMAT_H
#define CR_FORMAT_H

#include "../base/buffer.h"
#include "parse.h"

enum {
	CR_FORMAT_WIDTH = 100, /* columns; what has no break in it may pass */
	CR_FORMAT_STEP = 4
};

struct cr_format_comment {
	uint32_t begin, end; /* without white space at its end */
	unsigned newlines;   /* before it; more than two count as two */
	bool own_line;
};

struct cr_format_token {
	int kind;
	uint32_t begin, end;
	/* Its column if all the file were one line, and how wide it is; of one
	 * with line breaks inside, its last line. */
	uint32_t column, width;
	uint32_t comments; /* of the file that come before it */
	uint32_t forced;   /* breaks up to here that must be */
	unsigned newlines; /* right before it; more than two count as two */
	unsigned indent;   /* of the line it begins */
	unsigned gap;	   /* blanks before it where no line begins */
	bool must_break;   /* a line begins here whatever its width */
	bool breaks;	   /* a line begins here */
};

struct cr_format {
	struct cr_arena *arena;
	const struct cr_ast *ast;
	struct certrule_bytes source;
	/* One more than count: the end of the text. */
	struct cr_format_token *tokens;
	uint32_t count;
	struct cr_format_comment *comments;
	uint32_t comment_count;
};

/* Each 0, or -1: no memory. */
int cr_format_collect(struct cr_format *format,
    const struct cr_parsed_tokens *parsed) CERTRULE_MUST_USE;
void cr_format_lay(struct cr_format *format);
int cr_format_write(
    struct cr_format *format, struct cr_buffer *out) CERTRULE_MUST_USE;

/* The bytes of the token as the result has them. */
struct certrule_bytes cr_format_token_text(
    const struct cr_format *format, const struct cr_format_token *token);
struct certrule_bytes cr_format_comment_text(
    const struct cr_format *format, const struct cr_format_comment *comment);
/* Tokens and comments of both are the same.  Else *place is where in `before`
 * they first are not. */
bool cr_format_same(const struct cr_format *before,
    const struct cr_format *after, struct cr_span *place);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Between scanner and parser.  The scanner turns bytes into tokens and knows
 * nothing of statements; the pump in tokens.c hands them to the parser one by
 * one and does what LALR(1) cannot: it joins words, tells an angle bracket from
 * "less than", keeps limits, and skips to the next statement after an error.
 * Private to grammar/.
 */
#ifndef CR_TOKENS_H
#define CR_TOKENS_H

#include "../base/buffer.h"
#include "../base/limits.h"
#include "ast.h"

struct cr_parse;

/* What a token says, small enough for the parser's stack. */
struct cr_text {
	const unsigned char *data;
	uint32_t len;
	unsigned char kind; /* enum cr_atom_kind */
	bool raw;	    /* r"…" */
};

struct cr_token {
	int kind; /* CR_TOKEN_… of parser.h */
	struct cr_span span;
	struct cr_text text;
	enum cr_word word;
	bool sign;	   /* && rather than and */
	uint32_t line_end; /* of a string over several lines: of its first */
	uint32_t bracket;  /* of such a regex: an open [ there, plus one */
};

/* The string or comment under the scanner's hands, and the scanner's memory:
 * flex asks for little and never again, so it gets a fixed room and cannot
 * fail. */
struct cr_scan {
	unsigned char *text; /* flex works in it: see cr_scanner_open() */
	uint32_t len;
	void *flex;
	uint32_t begin;	   /* where the string or comment begins */
	uint32_t run;	   /* from here it is not copied yet */
	uint32_t line_end; /* its first line ends here; 0: only one so far */
	uint32_t bracket;  /* the open [ of a regex, plus one; 0: none */
	uint32_t line_bracket; /* that, where its first line ends */
	unsigned hashes;
	bool regex, raw, escaped, broken;
	bool after_matches; /* a string here is a regular expression */
	struct cr_buffer decoded;
	size_t pool_used;
	union {
		long long align;
		unsigned char bytes[1024];
	} pool;
};

/* What the pump knows of a statement. */
struct cr_heading {
	int word; /* it began with; 0: none */
	struct cr_span span;
	bool condition; /* right of if or unless; all of a filter */
};

/* An open bracket.  Each parenthesis is a level of nesting, so is every `not`
 * before it. */
struct cr_level {
	int kind; /* the opening token */
	unsigned nots;
	struct cr_span span;
};

enum {
	/* Braces are no nesting of expressions; nobody needs this many. */
	CR_TOKENS_LEVELS = CR_LIMIT_NESTING + 32,
	/* Bytes that recovery may read again over a whole text, and twice
	 * its length: so that recovery costs no more than parsing. */
	CR_TOKENS_AGAIN = 1 << 20
};

struct cr_tokens {
	struct cr_token queue[4]; /* next first */
	unsigned queued;
	struct cr_token current,
	    previous; /* handed out last, and before that */
	bool started;
	bool recovering; /* the parser is in an error and waits for SKIP */
	size_t again;	 /* bytes read again so far */
	/* nesting */
	struct cr_level levels[CR_TOKENS_LEVELS];
	unsigned depth;	  /* open brackets */
	unsigned nesting; /* what they and their nots amount to */
	unsigned nots;	  /* since the last bracket or operator */
	unsigned indexes; /* of the value that stands here */
	/* The statement in hand, and the one before it: which of them ends at
	 * the current token only the parser knows. */
	struct cr_heading now, before;
	bool measured; /* expression_begin is known */
	uint32_t expression_begin;
	uint32_t set_begin, set_bytes;
	bool in_set;
	size_t items;
};

/* ------------------------------------------------------------ scanner.l */

/* 0, or -1: no memory. */
int cr_scanner_open(struct cr_parse *parse) CERTRULE_MUST_USE;
void cr_scanner_close(struct cr_parse *parse);
/* The next token, comments among them; STOP again and again at the end. */
int cr_scanner_next(struct cr_parse *parse, struct cr_token *token);
/* Where the next token will be looked for, and another place for that. */
uint32_t cr_scanner_offset(const struct cr_parse *parse);
void cr_scanner_seek(struct cr_parse *parse, uint32_t offset);

/* --------------------------------------------------------------- scan.c */

struct cr_span cr_scan_span(
    const struct cr_parse *parse, uint32_t begin, uint32_t end);
/* The actions of scanner.l; those that return an int return a token.  Bytes
 * they are given are a part of scan.text. */
int cr_scan_name(
    struct cr_parse *parse, struct cr_token *token, struct certrule_bytes text);
int cr_scan_literal(
    struct cr_parse *parse, struct cr_token *token, struct certrule_bytes text);
/* *len becomes the length of the sign at the start of the run. */
int cr_scan_sign(struct cr_parse *parse, struct cr_token *token,
    struct certrule_bytes run, size_t *len);
void cr_scan_begin(
    struct cr_parse *parse, uint32_t begin, uint32_t content, bool regex);
void cr_scan_begin_raw(struct cr_parse *parse, uint32_t begin, size_t hashes);
/* In place of the bytes [begin, end) of a string the decoded byte. */
void cr_scan_decode(
    struct cr_parse *parse, uint32_t begin, uint32_t end, unsigned char byte);
void cr_scan_newline(struct cr_parse *parse, uint32_t offset);
/* [content, end) is what the closing quote closes. */
int cr_scan_end(struct cr_parse *parse, struct cr_token *token,
    uint32_t content_end, uint32_t end);
int cr_scan_unterminated(struct cr_parse *parse, struct cr_token *token);
int cr_scan_end_comment(
    struct cr_parse *parse, struct cr_token *token, uint32_t end);
/* Bytes that may not stand where they do; inside a string or comment the
 * token comes later. */
int cr_scan_nul(struct cr_parse *parse, struct cr_span span);
int cr_scan_bidi(struct cr_parse *parse, struct cr_span span);
int cr_scan_not_ascii(struct cr_parse *parse, struct cr_span span);
int cr_scan_not_utf8(struct cr_parse *parse, struct cr_span span);
int cr_scan_bare_return(struct cr_parse *parse, struct cr_span span);
int cr_scan_single_quotes(struct cr_parse *parse, struct cr_span span);
int cr_scan_bad_escape(struct cr_parse *parse, struct cr_span span);
int cr_scan_stray(struct cr_parse *parse, struct cr_span span);

/* -------------------------------------------------------------- tokens.c */

/* The next token of the parser.  One that breaks a limit or a rule that the
 * grammar does not know is reported and comes as BROKEN. */
int cr_tokens_next(struct cr_parse *parse, struct cr_token *token);
/* The same without the rules of statements: for --dump=tokens. */
int cr_tokens_read(struct cr_parse *parse, struct cr_token *token);
/* The levels above `depth` are gone: their statement is. */
void cr_tokens_cut(struct cr_tokens *tokens, unsigned depth);
/* Nothing but white space before it on its line. */
bool cr_tokens_first(const struct cr_parse *parse, uint32_t offset);

/* --------------------------------------------------------------- words.c */

/* A token's name in messages: "'and'", "a string". */
const char *cr_token_name(int kind);
/* The reserved word or sign: its token, or 0.  *word is what it stands for. */
int cr_word_find(struct certrule_bytes text, enum cr_word *word);
/* The longest sign at the start of text; *len is 0 if there is none. */
int cr_word_sign(struct certrule_bytes text, enum cr_word *word, size_t *len);
/* A statement may begin with this token. */
bool cr_word_starts(int kind);
/* The nearest word a statement may begin with; data NULL: none is near. */
struct certrule_bytes cr_word_nearest_start(struct certrule_bytes text);

#endif

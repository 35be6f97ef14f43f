/* SPDX-License-Identifier: MIT */
/*
 * The tree of a text as it was written: names unresolved, literals unconverted,
 * every node with its span.  Lives in the arena of the load, the bytes of names
 * and strings too; there is no NUL behind them.
 *
 * Children and statements are singly linked lists, so that a set of a million
 * items costs a million small nodes and nothing is ever moved.
 */
#ifndef CR_AST_H
#define CR_AST_H

#include "../base/arena.h"
#include "../base/source.h"

#include <stdbool.h>

/* The words of words.def, each once. */
enum cr_word {
	CR_WORD_NONE = 0,
	CR_WORD_AND,
	CR_WORD_OR,
	CR_WORD_XOR,
	CR_WORD_NOT,
	CR_WORD_ANY,
	CR_WORD_ALL,
	CR_WORD_TRUE,
	CR_WORD_FALSE,
	CR_WORD_IN,
	CR_WORD_NOT_IN, /* two tokens, one operator */
	CR_WORD_EQ,
	CR_WORD_NE,
	CR_WORD_LT,
	CR_WORD_LE,
	CR_WORD_GT,
	CR_WORD_GE,
	CR_WORD_CONTAINS,
	CR_WORD_MATCHES,
	CR_WORD_WILDCARD,
	CR_WORD_STRICT_WILDCARD,
	CR_WORD_BITWISE_AND,
	CR_WORD_TRUST,
	CR_WORD_LIST,
	CR_WORD_FIELD,
	CR_WORD_INCLUDE,
	CR_WORD_FOR,
	CR_WORD_DEFAULT,
	CR_WORD_ALWAYS,
	CR_WORD_ALLOW,
	CR_WORD_BLOCK,
	CR_WORD_LOG,
	CR_WORD_ACTION,
	CR_WORD_DISABLED,
	CR_WORD_IF,
	CR_WORD_UNLESS,
	CR_WORD_UNTIL,
	CR_WORD_ANONYMOUS
};

enum cr_node_kind {
	/* logical */
	CR_NODE_AND, /* two or more children */
	CR_NODE_OR,
	CR_NODE_XOR,
	CR_NODE_NOT, /* one child */
	CR_NODE_ANY, /* one child: a logical over [*] */
	CR_NODE_ALL,
	CR_NODE_COMPARISON, /* left and right child, word is the operator */
	CR_NODE_TRUE,
	CR_NODE_FALSE,
	/* values; alone where a logical is due they must be Bool */
	CR_NODE_NAME,  /* text */
	CR_NODE_CALL,  /* text is the function, children its arguments */
	CR_NODE_INDEX, /* one child, then the index: a STRING, WORD or EACH */
	CR_NODE_EACH,  /* the [*] */
	/* literals and operands */
	CR_NODE_STRING, /* text decoded */
	CR_NODE_REGEX,	/* text as the regex engine gets it */
	CR_NODE_WORD,	/* a literal word: 12, 0x1f, 10.0.0.0/8, 61:31, 1..5 */
	CR_NODE_SET,	/* children STRING or WORD or NAME (bytes: ab.cd) */
	CR_NODE_LIST	/* $name, text without the $ */
};

struct cr_node {
	enum cr_node_kind kind;
	enum cr_word word;   /* operator of AND OR XOR NOT ANY ALL COMPARISON */
	struct cr_span span; /* all of it, with its parentheses if it has any */
	/* The operator or the name alone; of a chain its first operator, of an
	 * INDEX the brackets. */
	struct cr_span mark;
	struct certrule_bytes text;
	struct cr_node *child, *last; /* first and last child */
	struct cr_node *next;	      /* sibling */
	bool parenthesised;	      /* for fmt and lint */
	bool raw;		      /* STRING, REGEX: r"…" */
	bool angled;		      /* SET: <…> */
};

/* A word with its place: a name, a type, an option's value. */
struct cr_atom {
	enum cr_atom_kind {
		CR_ATOM_NONE = 0,
		CR_ATOM_NAME,	/* revocation, chain, fleet, string */
		CR_ATOM_STRING, /* "…" decoded */
		CR_ATOM_WORD	/* 6h, 12, 2026-12-01T00:00:00Z */
	} kind;
	struct certrule_bytes text;
	struct cr_span span;
};

struct cr_ast_host {
	struct cr_atom pattern; /* as written */
	struct cr_ast_host *next;
};

struct cr_ast_setting {
	struct cr_atom name, value;
	struct cr_ast_setting *next;
};

/* array<map<string>>: plain, then one wrapper per level, outermost first. */
struct cr_ast_type {
	struct cr_atom name; /* bool int string ip array map, unjudged */
	struct cr_ast_type *element; /* of array and map; else NULL */
};

struct cr_ast_option {
	enum cr_word word;	    /* UNTIL, or NONE: name says which */
	struct cr_atom name, value; /* status 403, message "…", tag "…" */
	struct cr_ast_option *next;
};

enum cr_statement_kind {
	CR_STATEMENT_TRUST,
	CR_STATEMENT_LIST,
	CR_STATEMENT_FIELD,
	CR_STATEMENT_INCLUDE,
	CR_STATEMENT_FOR,
	CR_STATEMENT_RULE,
	CR_STATEMENT_DEFAULT
};

struct cr_statement {
	enum cr_statement_kind kind;
	struct cr_span span;
	struct cr_span mark; /* the word it begins with */
	struct cr_statement *next;
	struct cr_atom name; /* trust, list (without $), field, rule; or NONE */
	union {
		struct {
			struct cr_ast_host *hosts;
			bool for_default;
			struct cr_span default_span;
			struct cr_ast_setting *settings;
		} trust;
		struct {
			struct cr_atom type;
			struct cr_node *set; /* or NULL: from a file */
			struct cr_atom file;
			bool may_be_empty;
		} list;
		struct {
			struct cr_ast_type *type;
			bool required;
		} field;
		struct {
			struct cr_atom path;
		} include;
		struct {
			struct cr_ast_host *hosts;
			struct cr_statement *body; /* RULE and DEFAULT only */
		} scope;			   /* of a FOR */
		struct {
			bool disabled, always, anonymous;
			enum cr_word action;	    /* ALLOW BLOCK LOG ACTION */
			struct cr_atom action_name; /* of ACTION */
			struct cr_ast_option *options;
			enum cr_word condition_word; /* IF or UNLESS */
			struct cr_node *condition;
		} rule;
		struct {
			enum cr_word
			    action; /* BLOCK, or ALLOW: allow anonymous */
		} fallback;	    /* of a DEFAULT */
	} as;
};

/* A comment, kept for fmt and for `# lint: allow`; in source order. */
struct cr_trivia {
	struct cr_span span; /* from # to before the end of line */
	bool own_line;	     /* nothing but white space before it */
	struct cr_trivia *next;
};

struct cr_ast {
	uint32_t source;
	/* Of a policy, broken ones left out.  One that may not stand inside
	 * `for` follows that `for` and counts as broken: what it declares is
	 * known, but nothing with broken != 0 may be loaded. */
	struct cr_statement *statements;
	struct cr_node *expression; /* of a filter */
	struct cr_trivia *trivia;
	size_t broken; /* statements that were given up */
};

#endif

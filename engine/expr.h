/* SPDX-License-Identifier: MIT */
/*
 * The typed tree: what an expression means.  Names are field numbers, literals
 * are converted, every comparison has found its row of ops.def.  Built by
 * check*.c, walked by reference.c and explain.c, never changed.
 */
#ifndef CR_EXPR_H
#define CR_EXPR_H

#include "../base/ip.h"
#include "../base/schema.h"
#include "../base/value.h"
#include "../grammar/ast.h"
#include "regex.h"

struct cr_function;
struct cr_own_list; /* base/own.h */
struct cr_prepared; /* engine/functions_replace.h */

/* ----------------------------------------------------------------- operands */

enum cr_term_kind {
	CR_TERM_LITERAL,
	CR_TERM_FIELD,
	CR_TERM_ELEMENT, /* base[number] */
	CR_TERM_KEY,	 /* base["key"] */
	CR_TERM_EACH,	 /* base[*] */
	CR_TERM_CALL,
	CR_TERM_LOGICAL /* a logical as an argument */
};

/*
 * Something with a value.  each: it is mapped over by [*], so it stands for a
 * sequence of values of `type`, depth first.
 */
struct cr_term {
	enum cr_term_kind kind;
	unsigned type;
	bool each;
	struct cr_span span;
	struct certrule_value literal;
	int field;
	const struct cr_term *base; /* of ELEMENT, KEY, EACH */
	uint64_t number;	    /* of ELEMENT */
	struct certrule_bytes key;  /* of KEY */
	const struct cr_function *function;
	cr_function_fn *body;
	const struct cr_term *const *args;
	size_t arg_count;
	const struct cr_prepared *prepared; /* of CALL, or NULL */
	const struct cr_expr *logical;
};

/* Members, sorted and joined at load; looked up by bisection or hash. */
struct cr_set; /* engine/set.h */
/* A wildcard pattern, escapes resolved. */
struct cr_wildcard; /* engine/wildcard.h */

/* --------------------------------------------------------------- expressions */

enum cr_expr_kind {
	CR_EXPR_CONSTANT, /* true, false */
	CR_EXPR_AND,
	CR_EXPR_OR,
	CR_EXPR_XOR,
	CR_EXPR_NOT,
	CR_EXPR_ANY, /* one child, of type Array<Bool>, or a term of that type */
	CR_EXPR_ALL,
	CR_EXPR_COMPARE,
	CR_EXPR_TRUTH, /* a Bool or Array<Bool> value by itself: left */
	/* what the policy layer puts in front of a rule's condition */
	CR_EXPR_PROVEN, /* the guard of allow */
	CR_EXPR_HOST,	/* for: hostname matches one of hosts */
	CR_EXPR_BEFORE	/* until */
};

/* Rows of ops.def, each one operator on one pair of types. */
enum cr_op {
	CR_OP_NONE = 0,
#define OP(name, word, left, right) CR_OP_##name,
#include "ops.def"
#undef OP
	CR_OP_COUNT
};

struct cr_expr {
	enum cr_expr_kind kind;
	struct cr_span span, mark; /* whole, and operator or name */
	bool array;		   /* Array<Bool>: under [*], element-wise */
	bool constant;		   /* of a CONSTANT */
	const struct cr_expr *const *children;
	size_t child_count;
	/* of a COMPARE; left alone of a TRUTH */
	enum cr_op op;
	bool negated; /* not in, ne: decided after presence */
	const struct cr_term *left, *right; /* right NULL: one of these */
	const struct cr_set *set;
	const struct cr_regex *regex;
	const struct cr_wildcard *wildcard;
	const struct cr_own_list *own; /* a list that the host is asked */
	/* of HOST and BEFORE */
	const struct certrule_bytes *hosts;
	size_t host_count;
	int64_t until;
};

#endif

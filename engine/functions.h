/* SPDX-License-Identifier: MIT */
/*
 * The functions of the language: rows of funcs.def and their bodies.  A body
 * sees values only, is pure, and allocates nothing but in the call's scratch.
 */
#ifndef CR_FUNCTIONS_H
#define CR_FUNCTIONS_H

#include "../base/own.h"
#include "../base/schema.h"

#define CR_FUNCTION_PARAMETERS 6
#define CR_FUNCTION_ARGUMENTS  32

enum cr_function_flag {
	CR_FUNCTION_TAKES_MISSING = 1 << 0,
	CR_FUNCTION_EMPTY_FALSE = 1 << 1,
	CR_FUNCTION_HEAP = 1 << 2,     /* its library allocates at each call */
	CR_FUNCTION_EXTENSION = 1 << 3 /* not of the Cloudflare language */
};

/* What may stand as an argument; bit N below is the kind N of certrule.h. */
enum cr_takes {
	CR_TAKES_BOOL = 1 << CERTRULE_BOOL,
	CR_TAKES_INT = 1 << CERTRULE_INT,
	CR_TAKES_STRING = 1 << CERTRULE_STRING,
	CR_TAKES_IP = 1 << CERTRULE_IP,
	CR_TAKES_ARRAY = 1 << CERTRULE_ARRAY,
	CR_TAKES_MAP = 1 << CERTRULE_MAP,
	CR_TAKES_SAME = 1 << 8,	    /* the type of the first argument */
	CR_TAKES_ELEMENT = 1 << 9,  /* the type of its elements */
	CR_TAKES_LITERAL = 1 << 10, /* only a literal */
	CR_TAKES_VALUE = 1 << 11,   /* anything but a literal */
	CR_TAKES_PREFIX = 1 << 12,  /* begins with / and does not end in one */
	CR_TAKES_STRINGS = 1 << 13, /* Array<String> */
	CR_TAKES_FILLED = 1 << 14,  /* not empty */
	CR_TAKES_LETTERS = 1 << 15, /* of those the parameter names */
	/* what makes the call's struct cr_prepared */
	CR_TAKES_REGEX = 1 << 16,
	CR_TAKES_GLOB = 1 << 17, /* letter s in the last argument: this case */
	CR_TAKES_REPLACEMENT = 1 << 18
};

struct cr_parameter {
	unsigned takes;
	int64_t lowest, highest; /* of an Int literal; both 0: no bounds */
	const char *letters;	 /* of LETTERS */
	unsigned type;		 /* this one and no other; 0: by takes */
};

struct cr_function {
	const char *name, *signature, *doc;
	unsigned result; /* a type; 0: that of the first argument */
	size_t min, max;
	unsigned flags;
	cr_function_fn *body; /* or NULL: filled in by another library */
	struct cr_parameter parameters[CR_FUNCTION_PARAMETERS];
	size_t parameter_count;
	const struct cr_own_function *own; /* of the host's own; NULL: a row */
};

/* Bodies of functions_bytes.c. */
cr_function_fn cr_functions_remove_bytes;
cr_function_fn cr_functions_decode_base64;
cr_function_fn cr_functions_bit_slice;
cr_function_fn cr_functions_uuidv4;
cr_function_fn cr_functions_encode_base64;
/* functions_split.c */
cr_function_fn cr_functions_split;
cr_function_fn cr_functions_join;
/* functions_url.c */
cr_function_fn cr_functions_url_decode;
cr_function_fn cr_functions_remove_query_args;
/* functions_replace.c */
cr_function_fn cr_functions_regex_replace;
cr_function_fn cr_functions_wildcard_replace;
/* json_lookup.c */
cr_function_fn cr_functions_lookup_json_string;
cr_function_fn cr_functions_lookup_json_integer;

/* ----------------------------------------------------------- functions_own.c */

/* Rows for the functions of the host's own, from the arena.  -1: no memory. */
int cr_functions_own(struct cr_arena *arena,
    const struct certrule_schema *schema, const struct cr_function **functions,
    size_t *count) CERTRULE_MUST_USE;
/* Of a comparison with a list of the host's own: whether it is a member.  On
 * UNDECIDED *why is a constant. */
enum certrule_outcome cr_own_list_ask(const struct cr_own_list *list,
    const struct certrule_value *value, const char **why);

/* Whether there is such an argument with this letter in it: an option. */
bool cr_function_has_letter(
    const struct cr_call *call, size_t index, unsigned char letter);

size_t cr_function_count(void);
const struct cr_function *cr_function_at(size_t index);
/* NULL: no such function. */
const struct cr_function *cr_function_find(struct certrule_bytes name);
/* The schema's body before the row's own; NULL: nobody supplied one. */
cr_function_fn *cr_function_body(
    const struct certrule_schema *schema, const struct cr_function *function);
/* The parameter that argument number `index` is for. */
const struct cr_parameter *cr_function_parameter(
    const struct cr_function *function, size_t index);

#endif

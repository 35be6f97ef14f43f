/* SPDX-License-Identifier: MIT */
/*
 * Bounded regular expressions: the only file that sees PCRE2 is regex.c.
 *
 * A match costs at most what the limits say; a bound hit is an error, never an
 * answer.  The subject limit and the required-literal prefilter are part of the
 * operator, so that every evaluator agrees.
 */
#ifndef CR_REGEX_H
#define CR_REGEX_H

#include "../base/bytes.h"
#include "../base/diag.h"

struct cr_regex;	 /* const after compile, shared between threads */
struct cr_regex_scratch; /* one per fieldset: match data, context, JIT stack */

/*
 * Compiles pattern; adds a diagnostic with a hint at span and returns NULL if
 * it is refused: look-around, back-references, recursion, callouts, \C,
 * possessive and atomic forms, leading (*VERBS), syntax errors, size, and
 * (unless no_gate) whatever the gate refuses.
 */
struct cr_regex *cr_regex_compile(const struct certrule_alloc *alloc,
    struct certrule_diags *diags, struct certrule_bytes pattern,
    struct cr_span span, bool no_gate);
/* The same with (...) as groups that capture: for replacing, not for asking. */
struct cr_regex *cr_regex_compile_captures(const struct certrule_alloc *alloc,
    struct certrule_diags *diags, struct certrule_bytes pattern,
    struct cr_span span, bool no_gate);
void cr_regex_free(struct cr_regex *regex);
struct certrule_bytes cr_regex_pattern(const struct cr_regex *regex);
bool cr_regex_captures(const struct cr_regex *regex);
/* Bytes that every match holds; len 0: none are known. */
struct certrule_bytes cr_regex_required(const struct cr_regex *regex);
/* How many groups capture. */
unsigned cr_regex_group_count(const struct cr_regex *regex);

struct cr_regex_scratch *cr_regex_scratch_new(
    const struct certrule_alloc *alloc);
void cr_regex_scratch_free(struct cr_regex_scratch *scratch);

enum cr_regex_result {
	CR_REGEX_NO,
	CR_REGEX_YES,
	CR_REGEX_ERROR, /* *why is set */
	CR_REGEX_BUDGET /* *work is used up */
};
/* Charges len + 64 to *work before it runs. */
enum cr_regex_result cr_regex_search(const struct cr_regex *regex,
    struct cr_regex_scratch *scratch, struct certrule_bytes subject,
    int64_t *work, const char **why);

/* Groups a search keeps, beside 0, the whole match. */
#define CR_REGEX_GROUPS 8
/* Where a group of the last search with this scratch lies, if that said YES and
 * the regex captures; false: the group took no part. */
bool cr_regex_group(const struct cr_regex_scratch *scratch, unsigned number,
    size_t *begin, size_t *end);

/* regex_gate.c: the static check.  Finds the shapes whose matching time grows
 * faster than the subject. */
enum cr_regex_shape {
	CR_REGEX_SAFE,
	CR_REGEX_NESTED,      /* (a+)+ */
	CR_REGEX_OVERLAP,     /* (a|a)* */
	CR_REGEX_ADJACENT,    /* a*a*b */
	CR_REGEX_TOO_COMPLEX, /* the check gave up: refused as well */
	/* What only the probe finds. */
	CR_REGEX_LEADING, /* \s+$, which a search begins anywhere */
	CR_REGEX_SLOW	  /* anchored, and still at its bounds */
};
/* pump (may be NULL) gets bytes whose repetition makes it slow. */
enum cr_regex_shape cr_regex_gate(const struct certrule_alloc *alloc,
    struct certrule_bytes pattern, unsigned char *pump, size_t pump_size,
    size_t *pump_len);

#endif

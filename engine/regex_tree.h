/* SPDX-License-Identifier: MIT */
/*
 * A regular expression as a small tree: what the refusals, the gate and the
 * literal prefilter look at.  PCRE2 does the matching; this never does.
 *
 * The tree means what the pattern means, with three things left out: which
 * group is which, which way a repeat tries first, and what an assertion checks
 * beyond its kind.
 */
#ifndef CR_REGEX_TREE_H
#define CR_REGEX_TREE_H

#include "../base/arena.h"

#include <stdbool.h>

#define CR_REGEX_UNBOUNDED UINT32_MAX

/* A set of bytes; case is folded in already. */
struct cr_regex_class {
	uint64_t bits[4];
};

enum cr_regex_kind {
	CR_REGEX_EMPTY,
	CR_REGEX_CLASS,
	CR_REGEX_ASSERT,
	CR_REGEX_SEQUENCE,
	CR_REGEX_ALTERNATION,
	CR_REGEX_REPEAT
};

enum cr_regex_assert {
	CR_REGEX_BEGIN,	     /* ^ \A */
	CR_REGEX_LINE_BEGIN, /* ^ under (?m) */
	CR_REGEX_END,	     /* $ \z, also under (?m) */
	CR_REGEX_WORD_EDGE,  /* \b */
	CR_REGEX_NO_EDGE     /* \B */
};

struct cr_regex_node {
	enum cr_regex_kind kind;
	struct cr_regex_class set;   /* of a CLASS */
	enum cr_regex_assert assert; /* of an ASSERT */
	uint32_t min, max;	     /* of a REPEAT */
	struct cr_regex_node *child, *last, *next;
	bool nullable;	  /* can match nothing, assertions permitting */
	bool sure;	  /* matches nothing anywhere: it cannot fail */
	bool loops;	  /* holds an unbounded repeat */
	bool repeats;	  /* holds a repeat of any kind */
	bool fails_after; /* the gate's: what follows can fail */
	/* Of a REPEAT: where in the pattern it begins, its sign stands and it
	 * ends; whether the end is a '?' that makes it lazy, or, swapped by
	 * (?U), greedy. */
	size_t begin, sign, end;
	bool lazy, swapped;
	/* The next byte alone says whether another round follows. */
	bool decided;
};

enum cr_regex_form {
	CR_REGEX_FORM_NONE = 0,
#define FORM(name, class, what, hint) CR_REGEX_FORM_##name,
#include "regex_forms.def"
#undef FORM
	CR_REGEX_FORM_NO_MEMORY
};

/* What is wrong with a pattern, and the bytes of it that are. */
struct cr_regex_problem {
	enum cr_regex_form form;
	size_t begin, end;
};

/* NULL: *problem says why. */
struct cr_regex_node *cr_regex_parse(struct cr_arena *arena,
    struct certrule_bytes pattern, struct cr_regex_problem *problem);

bool cr_regex_class_has(const struct cr_regex_class *set, unsigned char byte);
bool cr_regex_class_meet(
    const struct cr_regex_class *a, const struct cr_regex_class *b);
/* A byte of both, one that prints if there is any; -1: none. */
int cr_regex_class_sample(
    const struct cr_regex_class *a, const struct cr_regex_class *b);

/*
 * The longest run of bytes that every match holds, into the arena; len 0 if
 * none was found.  -1: no memory.
 */
int cr_regex_literal(struct cr_arena *arena, const struct cr_regex_node *tree,
    size_t pattern_len, struct certrule_bytes *literal) CERTRULE_MUST_USE;

/* regex_decided.c: marks the repeats that are decided.  With one byte to look at
 * there is one way through them, and nothing is gained by trying another. */
void cr_regex_decide(struct cr_regex_node *tree);
/*
 * regex_simplify.c: the pattern as PCRE2 is to search with it: the same answer,
 * sooner; with captures also the same match.  Changes the tree alike.  -1: no
 * memory.
 */
int cr_regex_simplify(struct cr_arena *arena, struct cr_regex_node *tree,
    struct certrule_bytes pattern, bool captures,
    struct certrule_bytes *simple) CERTRULE_MUST_USE;

#endif

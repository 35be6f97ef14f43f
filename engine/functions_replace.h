/* SPDX-License-Identifier: MIT */
/* What a load makes of the patterns and replacements among a call's literals,
 * and the bodies that use it. */
#ifndef CR_FUNCTIONS_REPLACE_H
#define CR_FUNCTIONS_REPLACE_H

#include "functions.h"
#include "regex.h"

struct cr_wildcard;

/* A text; or what a group matched, if that is not 0. */
struct cr_replacement_part {
	struct certrule_bytes text;
	unsigned group;
};

struct cr_replacement {
	const struct cr_replacement_part *parts;
	size_t count;
	unsigned highest; /* group asked for */
};

/* Borrows text.  -1: no memory if *at is the text's length, else what stands at
 * *at is neither $$ nor ${1} to ${8}. */
int cr_replacement_parse(struct cr_arena *arena, struct certrule_bytes text,
    struct cr_replacement *out, size_t *at) CERTRULE_MUST_USE;

/* One of regex and wildcard. */
struct cr_prepared {
	const struct cr_regex *regex;
	const struct cr_wildcard *wildcard;
	struct cr_replacement replacement;
};

#endif

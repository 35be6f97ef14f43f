/* SPDX-License-Identifier: MIT */
/*
 * Functions and lists of the host's own, as it described them.  Copies of all
 * but the contexts.  Whether a name or type will do is judged by who adds.
 */
#ifndef CR_OWN_H
#define CR_OWN_H

#include "arena.h"
#include "certrule.h"

#include <stdbool.h>

struct cr_own_function {
	struct certrule_function given; /* what it points to is a copy */
	const char *signature;		/* "f(String[, Int]) Bool" */
	struct cr_own_function *next;
};

struct cr_own_list {
	struct certrule_bytes name; /* without the $ */
	const char *type;	    /* a word of list_types.def */
	certrule_list_fn *has;	    /* or NULL: by its items */
	void *context;
	const struct certrule_bytes *items;
	size_t count;
	struct cr_own_list *next;
};

/* In the order in which they were added. */
struct cr_own {
	struct cr_arena *arena; /* all of this */
	struct cr_own_function *functions, *last_function;
	struct cr_own_list *lists, *last_list;
};

/* NULL: no memory. */
struct cr_own *cr_own_new(const struct certrule_alloc *alloc);
struct cr_own *cr_own_dup(
    const struct cr_own *own, const struct certrule_alloc *alloc);
void cr_own_free(struct cr_own *own);

/* -1: no memory, and nothing was added. */
int cr_own_add_function(struct cr_own *own,
    const struct certrule_function *function) CERTRULE_MUST_USE;
int cr_own_add_list(
    struct cr_own *own, const struct cr_own_list *list) CERTRULE_MUST_USE;
/* own may be NULL.  NULL: there is none. */
const struct cr_own_function *cr_own_find_function(
    const struct cr_own *own, struct certrule_bytes name);
const struct cr_own_list *cr_own_find_list(
    const struct cr_own *own, struct certrule_bytes name);

#endif

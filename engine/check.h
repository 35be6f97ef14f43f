/* SPDX-License-Identifier: MIT */
/* Tree to typed tree: every name found, every literal converted, every
 * comparison a row of ops.def.  Says all that is wrong with an expression in
 * one pass, one diagnostic a comparison. */
#ifndef CR_CHECK_H
#define CR_CHECK_H

#include "expr.h"

/* A list of the policy, already loaded. */
struct cr_list {
	struct certrule_bytes name; /* without the $ */
	struct cr_span span;
	enum cr_list_type {
		CR_LIST_STRING,
		CR_LIST_INT,
		CR_LIST_IP,
		CR_LIST_SERIAL,
		CR_LIST_FINGERPRINT,
		CR_LIST_HOST
	} type;
	const struct cr_set
	    *set; /* NULL: the list is broken, and was reported */
	const struct cr_own_list *own; /* the host's own; NULL: a statement's */
	bool used;
	struct cr_list *next;
};

/* What a load checks expressions with. */
struct cr_check {
	struct cr_arena *arena; /* typed trees, sets: as long as the policy */
	const struct certrule_alloc *alloc;
	struct certrule_diags *diags;
	const struct certrule_schema *schema;
	struct cr_list *lists;
	unsigned flags; /* CERTRULE_NO_REGEX_GATE */
	/* Regexes by pattern, each compiled once; owned by the load's user, who
	 * frees them with cr_check_fini(). */
	struct cr_regex_entry *regexes;
	size_t regex_count;
	bool
	    *reads; /* by field number, or NULL: set true for each field read */
	size_t regex_capacity;
	/* Beside those of funcs.def; NULL: none. */
	const struct cr_function *functions;
	size_t function_count;
};

/* "string" and the others.  -1: there is no such type. */
int cr_check_find_list_type(
    struct certrule_bytes name, enum cr_list_type *type) CERTRULE_MUST_USE;

/* Must be Bool.  NULL: reported.  */
const struct cr_expr *cr_check_filter(
    struct cr_check *check, const struct cr_node *node);
/* Frees the regexes; the arena is its owner's. */
void cr_check_fini(struct cr_check *check);

/* The set of a list: items are STRING or WORD nodes, as of an inline set.
 * NULL: reported. */
const struct cr_set *cr_check_list_set(struct cr_check *check,
    enum cr_list_type type, const struct cr_node *items);

/* Nodes the policy layer makes. */
const struct cr_expr *cr_expr_and(struct cr_arena *arena,
    const struct cr_expr *const *children, size_t count, struct cr_span span);
const struct cr_expr *cr_expr_not(
    struct cr_arena *arena, const struct cr_expr *child);
const struct cr_expr *cr_expr_proven(
    struct cr_arena *arena, struct cr_span span);
const struct cr_expr *cr_expr_host(struct cr_arena *arena,
    const struct certrule_bytes *hosts, size_t count, struct cr_span span);
const struct cr_expr *cr_expr_before(
    struct cr_arena *arena, int64_t until, struct cr_span span);

/* --dump=types */
void cr_expr_dump(const struct cr_expr *expr,
    const struct certrule_schema *schema, struct cr_buffer *out);

#endif

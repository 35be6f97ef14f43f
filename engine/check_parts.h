/* SPDX-License-Identifier: MIT */
/*
 * What the check*.c files share.  Each check function reports what is wrong
 * itself and returns NULL or -1; a node is reported once.
 */
#ifndef CR_CHECK_PARTS_H
#define CR_CHECK_PARTS_H

#include "../base/value.h"
#include "../grammar/parse.h"
#include "check.h"
#include "functions.h"

/* ------------------------------------------------------------------ check.c */

/* quantified: under any or all, or where an Array<Bool> is due. */
const struct cr_expr *cr_check_logical(
    struct cr_check *check, const struct cr_node *node, bool quantified);
/* Zeroed memory of the arena, or NULL with the lack of it reported. */
void *cr_check_get(struct cr_check *check, size_t count, size_t size);
/* A copy that lives as long as the policy; data NULL: reported. */
struct certrule_bytes cr_check_copy(
    struct cr_check *check, struct certrule_bytes bytes);
struct cr_expr *cr_check_expr(
    struct cr_check *check, enum cr_expr_kind kind, const struct cr_node *node);
/* The bytes of a span as they were written, on one line, escaped and cut; never
 * NULL. */
const char *cr_check_text(struct cr_check *check, struct cr_span span);
const char *cr_check_type(struct cr_check *check, unsigned type);
/*
 * An Array or Map stands where one Bool is due: say any() or all(), or under
 * one of those [*].  left is what is no plain value, node all of it.
 */
void cr_check_report_container(struct cr_check *check,
    const struct cr_node *node, const struct cr_node *left,
    const struct cr_term *term, bool quantified);
bool cr_check_is_container(unsigned type);
bool cr_check_is_sequence(const struct cr_term *term, bool alone);
bool cr_check_ends_in_bool(unsigned type);
/* `Int takes eq ne lt ...`: the hint after an operator that does not fit. */
void cr_check_hint_operators(struct cr_check *check, unsigned type);

/* ------------------------------------------------------------- check_term.c */

/* A NAME, CALL or INDEX. */
const struct cr_term *cr_check_term(
    struct cr_check *check, const struct cr_node *node);
bool cr_check_is_value(const struct cr_node *node);
struct cr_term *cr_check_literal_term(struct cr_check *check,
    const struct cr_node *node, const struct certrule_value *value);

/* ---------------------------------------------------------- check_operand.c */

const struct cr_expr *cr_check_comparison(
    struct cr_check *check, const struct cr_node *node, bool quantified);

/* ---------------------------------------------------------- check_literal.c */

/* `wanted` if the literal can be that, else what it looks like: a plain kind,
 * or 0 when it is a literal of no type, or no literal at all. */
unsigned cr_literal_kind(const struct cr_node *node, unsigned wanted);
/* A word that can be read as this plain kind. */
bool cr_literal_looks_like(struct certrule_bytes text, unsigned type);
bool cr_literal_is(const struct cr_node *node);
/* hh.hh: a name that is bytes where a String literal is due. */
bool cr_literal_is_bytes(struct certrule_bytes text);
/* second: what it must fit, or NULL. */
int cr_literal_convert(struct cr_check *check, const struct cr_node *node,
    unsigned type, const struct cr_span *second, struct certrule_value *value);
/* Both ends of a value or range; the same for addresses.  0, or -1 and
 * reported. */
int cr_literal_ints(struct cr_check *check, const struct cr_node *node,
    const struct cr_span *second, int64_t *first, int64_t *last);
int cr_literal_ips(struct cr_check *check, const struct cr_node *node,
    const struct cr_span *second, struct cr_ip_range *range);
int cr_literal_string(struct cr_check *check, const struct cr_node *node,
    const struct cr_span *second, struct certrule_bytes *out);

/* ------------------------------------------------------------- check_set.c */

const char *cr_check_list_type(enum cr_list_type type);
/* Of values of `type`. */
const struct cr_set *cr_check_inline_set(struct cr_check *check, unsigned type,
    const struct cr_node *set, const struct cr_span *second);

/* ----------------------------------------------------------- check_regex.c */

const struct cr_regex *cr_check_regex(
    struct cr_check *check, struct certrule_bytes pattern, struct cr_span span);
/* With groups that capture. */
const struct cr_regex *cr_check_regex_captures(
    struct cr_check *check, struct certrule_bytes pattern, struct cr_span span);

/* -------------------------------------------------------- check_prepare.c */

/* The call's function, and the argument whose parameter says more of a literal
 * than its type: bounds, letters, a prefix.  -1: reported. */
int cr_check_literal_argument(struct cr_check *check,
    const struct cr_node *call, const struct cr_function *function,
    size_t index, const struct cr_node *arg,
    const struct certrule_value *value);
/* NULL: reported. */
const struct cr_wildcard *cr_check_wildcard(struct cr_check *check,
    struct certrule_bytes pattern, struct cr_span span, bool strict);
/* What term->prepared is to be, from its literals.  -1: reported. */
int cr_check_prepare(struct cr_check *check, struct cr_term *term);

#endif

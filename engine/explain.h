/* SPDX-License-Identifier: MIT */
/* An expression and its values for people.  Marks no field as read. */
#ifndef CR_EXPLAIN_H
#define CR_EXPLAIN_H

#include "reference.h"

/* The expression as it was written, on one line, escaped and cut; what has no
 * source of its own (guard, hosts, until) in words. */
void cr_explain_text(const struct cr_expr *expr,
    const struct cr_sources *sources, struct cr_buffer *out);
/* The same of a value. */
void cr_explain_term(const struct cr_term *term,
    const struct cr_sources *sources, struct cr_buffer *out);
/* `http.host = "a", len(x) = 3`: what a comparison looked at. */
void cr_explain_values(const struct cr_expr *expr,
    const struct cr_sources *sources, struct certrule_fieldset *facts,
    struct cr_buffer *out);
/* The comparison that made the expression what it is: the first that decides,
 * else the last. */
const struct cr_expr *cr_explain_deciding(
    const struct cr_expr *expr, struct certrule_fieldset *facts);

#endif

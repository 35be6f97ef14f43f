/* SPDX-License-Identifier: MIT */
/*
 * What a value can look like: that a serial is upper-case hex, a host has no
 * port, lower() leaves no capital.  A literal against which no such value can
 * come out is a mistake, and most can be put right by machine.
 */
#ifndef CR_LINT_VALUES_H
#define CR_LINT_VALUES_H

#include "lint.h"
#include "../base/buffer.h"

enum cr_lint_shape {
	CR_LINT_ANY_SHAPE,
	CR_LINT_HEX,
	CR_LINT_HOSTNAME,
	CR_LINT_PATH
};

enum cr_lint_letters {
	CR_LINT_ANY_LETTERS,
	CR_LINT_LOWER,
	CR_LINT_UPPER
};

struct cr_lint_form {
	enum cr_lint_shape shape;
	enum cr_lint_letters letters;
	bool sign;     /* HEX: it may begin with - */
	size_t digits; /* HEX: always so many; 0: any pair */
};

/* How much of the value a literal stands for. */
enum cr_lint_part {
	CR_LINT_WHOLE,
	CR_LINT_BEGIN,
	CR_LINT_END,
	CR_LINT_INSIDE
};

/* ------------------------------------------------------- lint_values_form.c */

/* The field that a value is or comes from by indexes; NULL: none. */
const struct cr_field *cr_lint_values_field(
    const struct cr_lint *lint, const struct cr_node *node);
/* False: it can be anything. */
bool cr_lint_values_form(const struct cr_lint *lint, const struct cr_node *node,
    struct cr_lint_form *form);
/* Why no value has this text as that part; NULL: one may have. */
const char *cr_lint_values_judge(const struct cr_lint *lint,
    const struct cr_lint_form *form, struct certrule_bytes text,
    enum cr_lint_part part);
/* What was probably meant, into out; false: it cannot be told. */
bool cr_lint_values_correct(const struct cr_lint *lint,
    const struct cr_lint_form *form, struct certrule_bytes text,
    enum cr_lint_part part, struct cr_buffer *out);

/* ------------------------------------------------------- lint_values_path.c */

/* The path of a request itself. */
bool cr_lint_values_is_path(
    const struct cr_lint *lint, const struct cr_node *node);
/* The prefix of a path ends in the middle of a segment. */
bool cr_lint_values_cuts_segment(struct certrule_bytes prefix);
/* fold: upper and lower case were one. */
void cr_lint_values_report_cut(struct cr_lint *lint, struct cr_span span,
    const struct cr_node *path, struct certrule_bytes prefix, bool fold);

/* ------------------------------------------------------------ lint_regex.c */

/* The bytes that every match holds; false: not to be had. */
bool cr_lint_regex_required(struct cr_lint *lint, struct certrule_bytes pattern,
    struct certrule_bytes *text);
/* It says how a value begins and how it ends, and no repeat of it takes a
 * separator. */
bool cr_lint_regex_is_whole(struct cr_lint *lint, struct certrule_bytes pattern,
    unsigned char separator);

/* ------------------------------------------------------------ lint_quote.c */

/* "…" as it is written in a policy, for a hint. */
const char *cr_lint_quote_string(
    struct cr_lint *lint, struct certrule_bytes text);
/* The same for a pattern, in the quotes of the one that stands at node. */
const char *cr_lint_quote_regex(struct cr_lint *lint,
    const struct cr_node *node, struct certrule_bytes pattern);
/* What is in a buffer, which is freed, for a hint. */
const char *cr_lint_quote_buffer(struct cr_lint *lint, struct cr_buffer *out);

#endif

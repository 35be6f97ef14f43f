/* SPDX-License-Identifier: MIT */
/* What the lint_regex*.c files share. */
#ifndef CR_LINT_REGEX_H
#define CR_LINT_REGEX_H

#include "lint_values.h"
#include "regex_tree.h"

/* A comparison without a pattern that says the same. */
enum cr_lint_plain {
	CR_LINT_NOT_PLAIN,
	CR_LINT_EQUAL,
	CR_LINT_PREFIX,
	CR_LINT_SUFFIX
};

/* ------------------------------------------------------ lint_regex_plain.c */

/* text: what it compares with, from the arena.  one_line: values hold no line
 * feed, which a dot would stop at. */
enum cr_lint_plain cr_lint_regex_plain(struct cr_arena *arena,
    const struct cr_regex_node *tree, size_t pattern_len, bool one_line,
    struct certrule_bytes *text);

/* ------------------------------------------------------- lint_regex_text.c */

/* It turns the flag i, m, s, x or U on somewhere, or seems to. */
bool cr_lint_regex_has_flag(struct certrule_bytes pattern, unsigned char flag);
/* The first dot from *at on that stands for a byte and is not repeated: that
 * was probably meant to be a dot. */
bool cr_lint_regex_find_dot(struct certrule_bytes pattern, size_t *at);
/* The pattern with such dots escaped, and with ^ and $ where they are wanted. */
void cr_lint_regex_correct(struct certrule_bytes pattern,
    const struct cr_regex_node *tree, bool begin, bool end,
    struct cr_buffer *out);

#endif

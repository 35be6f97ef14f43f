/* SPDX-License-Identifier: MIT */
/* Texts that should be the same, and what differs if they are not. */
#ifndef CR_TEST_COMPARE_H
#define CR_TEST_COMPARE_H

#include "text.h"

/* Line by line; white space at the ends of lines and empty lines at the end do
 * not count, since editors take them away. */
bool cr_test_compare_same(const char *expected, const char *got);
/* Each line of expected stands in a line of got, in this order; NULL, or the
 * first that does not. */
const char *cr_test_compare_held(const char *expected, const char *got);
/* Says so below `what`: "- " a line that was expected, "+ " one that came. */
void cr_test_compare_report(struct cr_text *failure, const char *what,
    const char *expected, const char *got);

#endif

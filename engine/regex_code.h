/* SPDX-License-Identifier: MIT */
/* What regex.c, regex_compile.c and regex_probe.c share: the compiled form, and
 * PCRE2, which nothing else sees. */
#ifndef CR_REGEX_CODE_H
#define CR_REGEX_CODE_H

#include "../base/alloc.h"
#include "regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

struct cr_regex {
	const struct certrule_alloc *alloc;
	pcre2_code *code;
	struct certrule_bytes pattern;
	struct certrule_bytes literal; /* in every match; len 0: none known */
	bool anchored;
	bool captures;
	uint32_t group_count;
	unsigned char text[]; /* the pattern, then the literal */
};

struct cr_regex_scratch {
	const struct certrule_alloc *alloc;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
};

/* PCRE2 with our allocator.  NULL: no memory. */
pcre2_general_context *cr_regex_general_context(
    const struct certrule_alloc *alloc);
/* NULL: *error is PCRE2's, at *at.  extra: options beside those of every
 * pattern. */
pcre2_code *cr_regex_code(const struct certrule_alloc *alloc,
    struct certrule_bytes pattern, bool captures, uint32_t extra, int *error,
    size_t *at);
/* One search within its bounds, whatever the literal; what PCRE2 said. */
int cr_regex_run(const struct cr_regex *regex, struct cr_regex_scratch *scratch,
    struct certrule_bytes subject);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: what is wrong with a text, where, what it clashes with, and what
 * to do.  Rows of diag.def; a code never changes its meaning.
 *
 * The arguments of a message are for printf and its row: bytes of a user go
 * through cr_diags_quote() first, so that nothing reaches a terminal unescaped.
 */
#ifndef CR_DIAG_H
#define CR_DIAG_H

#include "certrule.h"
#include "source.h"

#include <stdbool.h>

enum cr_diag_code {
#define DIAG(code, name, severity, format) CR_DIAG_##name,
#include "diag.def"
#undef DIAG
	CR_DIAG_COUNT
};

/* The texts that diagnostics point into; borrowed by every add after it and
 * needed until the diags are cleared or freed: the diags take them over. */
struct cr_sources *cr_diags_sources(struct certrule_diags *diags);
struct cr_arena *cr_diags_arena(struct certrule_diags *diags);

/*
 * One more diagnostic; its format is the row's.  Lack of memory is kept in mind
 * as an error, so error_count is never too low.
 */
void cr_diags_add(struct certrule_diags *diags, enum cr_diag_code code,
    struct cr_span span, ...);
/* To the last one added: a second place, and a hint with its own format. */
void cr_diags_second(struct certrule_diags *diags, struct cr_span span);
void cr_diags_hint(struct certrule_diags *diags, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Puts those from the index on into the order of their lines, so that what
 * several stages found reads like the text; those of one line stay in the order
 * in which they were found. */
void cr_diags_sort(struct certrule_diags *diags, size_t from);
/* Takes away the warnings, from the index on, that keep() does not want. */
typedef bool cr_diags_keep_fn(
    void *context, enum cr_diag_code code, struct cr_span span);
void cr_diags_filter(struct certrule_diags *diags, size_t from,
    cr_diags_keep_fn *keep, void *context);
/* Says that something failed for want of memory. */
void cr_diags_no_memory(struct certrule_diags *diags);

/* Escaped, cut at 200 bytes with "...", and NUL-terminated; never NULL. */
const char *cr_diags_quote(
    struct certrule_diags *diags, struct certrule_bytes bytes);

/* Nearest name among candidates: offer each, ask at the end (NULL: none near:
 * further than a third of its length, at least 1). */
struct cr_nearest {
	struct certrule_bytes wanted;
	struct certrule_bytes best;
	size_t distance;
};
void cr_nearest_init(struct cr_nearest *nearest, struct certrule_bytes wanted);
void cr_nearest_offer(struct cr_nearest *nearest, struct certrule_bytes name);
/* data NULL: none. */
struct certrule_bytes cr_nearest_get(const struct cr_nearest *nearest);

/* What diag_write.c needs to know of one; false: it has no such place. */
bool cr_diags_place(
    const struct certrule_diags *diags, size_t index, struct cr_place *place);
bool cr_diags_second_place(
    const struct certrule_diags *diags, size_t index, struct cr_place *place);
const struct certrule_alloc *cr_diags_alloc_table(
    const struct certrule_diags *diags);

/* The row's code for tests and documentation: "E0107". */
const char *cr_diag_code_text(enum cr_diag_code code);

#endif

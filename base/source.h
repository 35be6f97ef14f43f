/* SPDX-License-Identifier: MIT */
/*
 * The texts of one load, and places in them.  A span is a source and two byte
 * offsets; lines and columns are worked out only when somebody is told.
 */
#ifndef CR_SOURCE_H
#define CR_SOURCE_H

#include "certrule.h"

#include <stdbool.h>

struct cr_span {
	uint32_t source;
	uint32_t begin, end; /* end is exclusive */
};

struct cr_place {
	const char *file;
	unsigned line, column; /* from 1; columns count characters */
	unsigned length;       /* characters on the first line, at least 1 */
	struct certrule_bytes text; /* that line, without its end */
	size_t offset;		    /* of the span in it, bytes */
	size_t bytes;		    /* of the span in it, bytes */
	bool empty; /* the source has no text: line and column say nothing */
};

struct cr_sources;

struct cr_sources *cr_sources_new(const struct certrule_alloc *alloc);
void cr_sources_free(struct cr_sources *sources);
/* Forgets all texts; their numbers and pointers mean nothing any more. */
void cr_sources_clear(struct cr_sources *sources);
/* Copies name and text.  *id is the number of the source. */
int cr_sources_add(struct cr_sources *sources, const char *name,
    struct certrule_bytes text, uint32_t *id) CERTRULE_MUST_USE;
size_t cr_sources_count(const struct cr_sources *sources);
const char *cr_sources_name(const struct cr_sources *sources, uint32_t id);
struct certrule_bytes cr_sources_text(
    const struct cr_sources *sources, uint32_t id);
/* A span without a source gives the file "".  Nothing else can go wrong: what
 * sticks out of the text or the line is cut off. */
void cr_sources_locate(const struct cr_sources *sources, struct cr_span span,
    struct cr_place *place);
/* From the start of a to the end of b, of one source. */
struct cr_span cr_span_join(struct cr_span a, struct cr_span b);

#endif

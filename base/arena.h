/* SPDX-License-Identifier: MIT */
/* Memory that lives and dies together.  Objects in it have no _free of their
 * own; what makes one takes the arena first. */
#ifndef CR_ARENA_H
#define CR_ARENA_H

#include "certrule.h"

#include <stdarg.h>

struct cr_arena;

struct cr_arena *cr_arena_new(const struct certrule_alloc *alloc);
void cr_arena_free(struct cr_arena *arena);
/* Forgets all objects and keeps the memory, joined to one block, so that a
 * second round of the same size allocates nothing. */
void cr_arena_reset(struct cr_arena *arena);
/* At most this many bytes between two resets; 0 means no limit. */
void cr_arena_set_limit(struct cr_arena *arena, size_t limit);
size_t cr_arena_used(const struct cr_arena *arena);
const struct certrule_alloc *cr_arena_alloc_table(const struct cr_arena *arena);

/* Zeroed and aligned for any object; NULL: no memory or over the limit. */
void *cr_arena_get(struct cr_arena *arena, size_t size) CERTRULE_MUST_USE;
void *cr_arena_array(
    struct cr_arena *arena, size_t count, size_t size) CERTRULE_MUST_USE;
/* A copy, with a NUL behind it that is not counted.  data NULL: no memory. */
struct certrule_bytes cr_arena_bytes(
    struct cr_arena *arena, struct certrule_bytes bytes);
/* Room for so many bytes of text, not zeroed.  NULL: no memory. */
unsigned char *cr_arena_text(
    struct cr_arena *arena, size_t len) CERTRULE_MUST_USE;
char *cr_arena_string(struct cr_arena *arena, const char *text);
char *cr_arena_printf(struct cr_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *cr_arena_vprintf(struct cr_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif

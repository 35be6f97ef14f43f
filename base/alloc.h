/* SPDX-License-Identifier: MIT */
/* Every allocation of ours goes through one table, so that a test can make the
 * n-th one fail and a host can account for all of them. */
#ifndef CR_ALLOC_H
#define CR_ALLOC_H

#include "certrule.h"

/* malloc and free. */
const struct certrule_alloc *cr_alloc_default(void);

/* alloc must not be NULL.  Size 0 asks for one byte. */
void *cr_alloc(
    const struct certrule_alloc *alloc, size_t size) CERTRULE_MUST_USE;
/* Zeroed; NULL also when count * size overflows. */
void *cr_alloc_array(const struct certrule_alloc *alloc, size_t count,
    size_t size) CERTRULE_MUST_USE;
void *cr_alloc_resize(const struct certrule_alloc *alloc, void *memory,
    size_t count, size_t size) CERTRULE_MUST_USE;
void cr_alloc_free(const struct certrule_alloc *alloc, void *memory);
char *cr_alloc_string(
    const struct certrule_alloc *alloc, const char *text) CERTRULE_MUST_USE;

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The allocation table.  Nothing here retries, aborts or remembers anything: a
 * NULL is passed on to whoever asked.
 */
#include "alloc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void *
allocate_default(void *context, size_t size)
{
	(void)context;
	return malloc(size);
}

static void *
resize_default(void *context, void *memory, size_t size)
{
	(void)context;
	return realloc(memory, size);
}

static void
release_default(void *context, void *memory)
{
	(void)context;
	free(memory);
}

const struct certrule_alloc *
cr_alloc_default(void)
{
	static const struct certrule_alloc table = {
	    allocate_default, resize_default, release_default, NULL};

	return &table;
}

/* Never 0, for which malloc may return NULL. */
static bool
multiply(size_t count, size_t size, size_t *product)
{
	if (__builtin_mul_overflow(count, size, product))
		return false;
	if (*product == 0)
		*product = 1;
	return true;
}

void *
cr_alloc(const struct certrule_alloc *alloc, size_t size)
{
	return alloc->allocate(alloc->context, size == 0 ? 1 : size);
}

void *
cr_alloc_array(const struct certrule_alloc *alloc, size_t count, size_t size)
{
	size_t product;
	void *memory;

	if (!multiply(count, size, &product))
		return NULL;
	memory = alloc->allocate(alloc->context, product);
	if (memory == NULL)
		return NULL;
	return memset(memory, 0, product);
}

/* A caller's resize need not know realloc's rule about NULL. */
void *
cr_alloc_resize(
    const struct certrule_alloc *alloc, void *memory, size_t count, size_t size)
{
	size_t product;

	if (!multiply(count, size, &product))
		return NULL;
	if (memory == NULL)
		return alloc->allocate(alloc->context, product);
	return alloc->resize(alloc->context, memory, product);
}

void
cr_alloc_free(const struct certrule_alloc *alloc, void *memory)
{
	if (memory != NULL)
		alloc->release(alloc->context, memory);
}

char *
cr_alloc_string(const struct certrule_alloc *alloc, const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = cr_alloc(alloc, size);

	if (copy == NULL)
		return NULL;
	return memcpy(copy, text, size);
}

/* SPDX-License-Identifier: MIT */
/* See memory.h. */
#include "memory.h"

#include <openssl/crypto.h>

#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* In front of each block: how large it is. */
union header {
	size_t size;
	max_align_t align;
};

static atomic_long ours, openssl;

static void *
resize(atomic_long *held, void *memory, size_t size)
{
	union header *old = memory == NULL ? NULL : (union header *)memory - 1;
	size_t before = old == NULL ? 0 : old->size;
	union header *header = realloc(old, sizeof(*header) + size);

	if (header == NULL)
		return NULL;
	header->size = size;
	atomic_fetch_add(held, (long)size - (long)before);
	return header + 1;
}

static void
release(atomic_long *held, void *memory)
{
	union header *header;

	if (memory == NULL)
		return;
	header = (union header *)memory - 1;
	atomic_fetch_sub(held, (long)header->size);
	free(header);
}

/* ---------------------------------------------------------------------- ours */

static void *
allocate_ours(void *context, size_t size)
{
	return resize(context, NULL, size);
}

static void *
resize_ours(void *context, void *memory, size_t size)
{
	return resize(context, memory, size);
}

static void
release_ours(void *context, void *memory)
{
	release(context, memory);
}

const struct certrule_alloc memory_alloc = {
    allocate_ours, resize_ours, release_ours, &ours};

/* ------------------------------------------------------------------- OpenSSL */

static void *
allocate_openssl(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return size == 0 ? NULL : resize(&openssl, NULL, size);
}

static void
release_openssl(void *memory, const char *file, int line)
{
	(void)file;
	(void)line;
	release(&openssl, memory);
}

static void *
resize_openssl(void *memory, size_t size, const char *file, int line)
{
	if (size != 0)
		return resize(&openssl, memory, size);
	release_openssl(memory, file, line);
	return NULL;
}

bool
memory_count_openssl(void)
{
	return CRYPTO_set_mem_functions(
		   allocate_openssl, resize_openssl, release_openssl) == 1;
}

/* ----------------------------------------------------------------- measuring */

static long
read_resident(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	long size, resident = 0;

	if (file == NULL)
		return 0;
	if (fscanf(file, "%ld %ld", &size, &resident) != 2)
		resident = 0;
	fclose(file);
	return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

void
memory_measure(struct memory *memory)
{
	memory->ours = atomic_load(&ours);
	memory->openssl = atomic_load(&openssl);
	memory->resident = read_resident();
}

/* SPDX-License-Identifier: MIT */
/*
 * Preloaded into nginx by memory.sh: while the file that STARVE names exists,
 * about one allocation in so many fails.  Which ones is told by a counter of its
 * own, so that a run can be repeated.
 */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ONE_IN 499

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *memory, size_t size);
int posix_memalign(void **memory, size_t alignment, size_t size);

static unsigned long state = 1, calls;
static int starving;

/* The file is looked at now and then only. */
static int
must_fail(void)
{
	static char path[4096];
	const char *given;

	/* Kept, because nginx writes over its environment. */
	if (path[0] == '\0') {
		given = getenv("STARVE");
		if (given == NULL || strlen(given) >= sizeof(path))
			return 0;
		strcpy(path, given);
	}
	if (calls++ % 64 == 0)
		starving = access(path, F_OK) == 0;
	state = state * 6364136223846793005ul + 1442695040888963407ul;
	if (!starving || (state >> 33) % ONE_IN != 0)
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	return must_fail() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return must_fail() ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *memory, size_t size)
{
	return must_fail() ? NULL : __libc_realloc(memory, size);
}

int
posix_memalign(void **memory, size_t alignment, size_t size)
{
	*memory = must_fail() ? NULL : __libc_memalign(alignment, size);
	return *memory == NULL ? ENOMEM : 0;
}

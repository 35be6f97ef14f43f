/* SPDX-License-Identifier: MIT */
/*
 * Which ways there are to ask for memory.  Two calls are of one way if their
 * callers are the same, some levels up: what one does without it, the other
 * does as well.  Objects in arenas are counted by the linker's --wrap, for most
 * of them find room in the arena and would never fail.
 */
#include "../../base/arena.h"
#include "sweep.h"

#include <execinfo.h>
#include <stdlib.h>

/* From the recorder on upwards. */
#define LEVELS	  11
#define ROWS_MAX  (1u << 20)
#define FOUND_MAX 65536

static uint64_t rows[ROWS_MAX];
static size_t row_count;
static size_t found[FOUND_MAX], found_count, first_call;
static bool objects;

/* True: it was not there. */
static bool
add_row(uint64_t hash)
{
	size_t at = hash % ROWS_MAX;

	if (hash == 0)
		hash = 1;
	while (rows[at] != 0 && rows[at] != hash)
		at = (at + 1) % ROWS_MAX;
	if (rows[at] == hash)
		return false;
	MUST(++row_count < ROWS_MAX / 2);
	rows[at] = hash;
	return true;
}

static void
see(size_t call)
{
	void *callers[LEVELS];
	int count = backtrace(callers, LEVELS);
	uint64_t hash = 1469598103934665603u;

	for (int i = 0; i < count; i++)
		hash = (hash ^ (uintptr_t)callers[i]) * 1099511628211u;
	if (add_row(hash ^ hash >> 32)) {
		MUST(found_count < FOUND_MAX);
		found[found_count++] = call - first_call;
	}
}

void
places_record(size_t first)
{
	first_call = first;
	found_count = 0;
	fault.seen = see;
}

const size_t *
places_end(size_t *count)
{
	fault.seen = NULL;
	*count = found_count;
	return found;
}

void
places_count_objects(bool count)
{
	void *caller;

	objects = count;
	/* The first time it may ask for memory itself. */
	(void)backtrace(&caller, 1);
}

/* --------------------------------------------------------------------- arenas */

/* Weak, for a program that is linked without --wrap and counts none. */
#pragma weak __real_cr_arena_get
#pragma weak __real_cr_arena_array
#pragma weak __real_cr_arena_bytes
#pragma weak __real_cr_arena_text
#pragma weak __real_cr_arena_string
#pragma weak __real_cr_arena_vprintf
#pragma weak __real_cr_alloc_default

bool
places_fail(void)
{
	return objects && faults_fail(&fault);
}

void *__real_cr_arena_get(struct cr_arena *arena, size_t size);
void *__wrap_cr_arena_get(struct cr_arena *arena, size_t size);
void *
__wrap_cr_arena_get(struct cr_arena *arena, size_t size)
{
	return places_fail() ? NULL : __real_cr_arena_get(arena, size);
}

void *__real_cr_arena_array(struct cr_arena *arena, size_t count, size_t size);
void *__wrap_cr_arena_array(struct cr_arena *arena, size_t count, size_t size);
void *
__wrap_cr_arena_array(struct cr_arena *arena, size_t count, size_t size)
{
	return places_fail() ? NULL : __real_cr_arena_array(arena, count, size);
}

struct certrule_bytes __real_cr_arena_bytes(
    struct cr_arena *arena, struct certrule_bytes bytes);
struct certrule_bytes __wrap_cr_arena_bytes(
    struct cr_arena *arena, struct certrule_bytes bytes);
struct certrule_bytes
__wrap_cr_arena_bytes(struct cr_arena *arena, struct certrule_bytes bytes)
{
	struct certrule_bytes none = {NULL, 0};

	return places_fail() ? none : __real_cr_arena_bytes(arena, bytes);
}

unsigned char *__real_cr_arena_text(struct cr_arena *arena, size_t len);
unsigned char *__wrap_cr_arena_text(struct cr_arena *arena, size_t len);
unsigned char *
__wrap_cr_arena_text(struct cr_arena *arena, size_t len)
{
	return places_fail() ? NULL : __real_cr_arena_text(arena, len);
}

char *__real_cr_arena_string(struct cr_arena *arena, const char *text);
char *__wrap_cr_arena_string(struct cr_arena *arena, const char *text);
char *
__wrap_cr_arena_string(struct cr_arena *arena, const char *text)
{
	return places_fail() ? NULL : __real_cr_arena_string(arena, text);
}

char *__real_cr_arena_vprintf(
    struct cr_arena *arena, const char *format, va_list args);
char *__wrap_cr_arena_vprintf(
    struct cr_arena *arena, const char *format, va_list args);
char *
__wrap_cr_arena_vprintf(
    struct cr_arena *arena, const char *format, va_list args)
{
	return places_fail() ? NULL
			     : __real_cr_arena_vprintf(arena, format, args);
}

char *__wrap_cr_arena_printf(struct cr_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *
__wrap_cr_arena_printf(struct cr_arena *arena, const char *format, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, format);
	if (!places_fail())
		text = __real_cr_arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

/* Who brings no allocator gets this one, which can fail. */
const struct certrule_alloc *__real_cr_alloc_default(void);
const struct certrule_alloc *__wrap_cr_alloc_default(void);
const struct certrule_alloc *
__wrap_cr_alloc_default(void)
{
	return objects ? &fault.alloc : __real_cr_alloc_default();
}

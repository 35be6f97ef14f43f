/* SPDX-License-Identifier: MIT */
/*
 * A bump allocator over a list of blocks, newest first.  Blocks double, so that
 * a load of any size costs few allocations; an object larger than the next
 * block gets a block of its own size.
 *
 * `used` counts as if there were one block only: whether a limit is hit follows
 * from what was asked for, never from how the blocks happened to fall.
 */
#include "alloc.h"
#include "arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
/* A gap nobody may touch behind each object, and all that is not handed out. */
#define REDZONE		    ((size_t)16)
#define POISON(data, len)   ASAN_POISON_MEMORY_REGION(data, len)
#define UNPOISON(data, len) ASAN_UNPOISON_MEMORY_REGION(data, len)
#else
#define REDZONE		    ((size_t)0)
#define POISON(data, len)   ((void)(data), (void)(len))
#define UNPOISON(data, len) ((void)(data), (void)(len))
#endif

#define ALIGNMENT   alignof(max_align_t)
#define FIRST_BLOCK ((size_t)4 << 10)
#define LAST_BLOCK  ((size_t)1 << 20)

struct block {
	struct block *next;
	size_t len, capacity;
	alignas(max_align_t) unsigned char data[];
};

struct cr_arena {
	const struct certrule_alloc *alloc;
	struct block *blocks;
	size_t next_size;
	size_t used, limit; /* limit 0: none */
};

struct cr_arena *
cr_arena_new(const struct certrule_alloc *alloc)
{
	struct cr_arena *arena = cr_alloc_array(alloc, 1, sizeof(*arena));

	if (arena == NULL)
		return NULL;
	arena->alloc = alloc;
	arena->next_size = FIRST_BLOCK;
	return arena;
}

static struct block *
block_new(const struct certrule_alloc *alloc, size_t capacity)
{
	struct block *block;
	size_t size;

	if (__builtin_add_overflow(capacity, sizeof(*block), &size))
		return NULL;
	block = cr_alloc(alloc, size);
	if (block == NULL)
		return NULL;
	block->next = NULL;
	block->len = 0;
	block->capacity = capacity;
	POISON(block->data, capacity);
	return block;
}

static void
blocks_free(const struct certrule_alloc *alloc, struct block *block)
{
	while (block != NULL) {
		struct block *next = block->next;

		UNPOISON(block->data, block->capacity);
		cr_alloc_free(alloc, block);
		block = next;
	}
}

void
cr_arena_free(struct cr_arena *arena)
{
	if (arena == NULL)
		return;
	blocks_free(arena->alloc, arena->blocks);
	cr_alloc_free(arena->alloc, arena);
}

/*
 * One block for all there was.  Objects that began a block may need to be
 * aligned anew in the joined one, hence the slack.  Without memory for it the
 * newest block, the largest but for odd ones, is kept alone.
 */
static void
join_blocks(struct cr_arena *arena)
{
	struct block *joined;
	size_t total = 0;

	for (const struct block *b = arena->blocks; b != NULL; b = b->next)
		total += b->capacity + ALIGNMENT;
	joined = block_new(arena->alloc, total);
	if (joined == NULL) {
		joined = arena->blocks;
		arena->blocks = joined->next;
		joined->next = NULL;
	}
	blocks_free(arena->alloc, arena->blocks);
	arena->blocks = joined;
}

void
cr_arena_reset(struct cr_arena *arena)
{
	arena->used = 0;
	if (arena->blocks == NULL)
		return;
	if (arena->blocks->next != NULL)
		join_blocks(arena);
	arena->blocks->len = 0;
	POISON(arena->blocks->data, arena->blocks->capacity);
}

void
cr_arena_set_limit(struct cr_arena *arena, size_t limit)
{
	arena->limit = limit;
}

size_t
cr_arena_used(const struct cr_arena *arena)
{
	return arena->used;
}

const struct certrule_alloc *
cr_arena_alloc_table(const struct cr_arena *arena)
{
	return arena->alloc;
}

/* The offset behind an object of this size put at the next aligned place. */
static bool
advance(size_t from, size_t align, size_t size, size_t *begin, size_t *end)
{
	if (__builtin_add_overflow(from, align - 1, begin))
		return false;
	*begin &= ~(align - 1);
	return !__builtin_add_overflow(*begin, size, end);
}

/* A new block in front that holds at least size. */
static struct block *
grow(struct cr_arena *arena, size_t size)
{
	size_t capacity = size > arena->next_size ? size : arena->next_size;
	struct block *block = block_new(arena->alloc, capacity);

	if (block == NULL)
		return NULL;
	if (arena->next_size < LAST_BLOCK)
		arena->next_size *= 2;
	block->next = arena->blocks;
	arena->blocks = block;
	return block;
}

static unsigned char *
take(struct cr_arena *arena, size_t size, size_t align)
{
	struct block *block = arena->blocks;
	size_t begin, end, used, room;

	if (size == 0)
		size = 1;
	if (__builtin_add_overflow(size, REDZONE, &room) ||
	    !advance(arena->used, align, size, &begin, &used))
		return NULL;
	if (arena->limit != 0 && used > arena->limit)
		return NULL;
	if (block == NULL || !advance(block->len, align, room, &begin, &end) ||
	    end > block->capacity) {
		block = grow(arena, room);
		if (block == NULL)
			return NULL;
		begin = 0;
		end = room;
	}
	block->len = end;
	arena->used = used;
	UNPOISON(block->data + begin, size);
	return block->data + begin;
}

void *
cr_arena_get(struct cr_arena *arena, size_t size)
{
	void *memory = take(arena, size, ALIGNMENT);

	return memory == NULL ? NULL : memset(memory, 0, size);
}

void *
cr_arena_array(struct cr_arena *arena, size_t count, size_t size)
{
	size_t product;

	if (__builtin_mul_overflow(count, size, &product))
		return NULL;
	return cr_arena_get(arena, product);
}

/* Text is not aligned: a policy holds a million short strings. */
struct certrule_bytes
cr_arena_bytes(struct cr_arena *arena, struct certrule_bytes bytes)
{
	struct certrule_bytes copy = {NULL, 0};
	unsigned char *data;

	if (bytes.len == SIZE_MAX)
		return copy;
	data = take(arena, bytes.len + 1, 1);
	if (data == NULL)
		return copy;
	if (bytes.len != 0)
		memcpy(data, bytes.data, bytes.len);
	data[bytes.len] = '\0';
	copy.data = data;
	copy.len = bytes.len;
	return copy;
}

unsigned char *
cr_arena_text(struct cr_arena *arena, size_t len)
{
	return take(arena, len, 1);
}

char *
cr_arena_string(struct cr_arena *arena, const char *text)
{
	size_t size = strlen(text) + 1;
	unsigned char *copy = take(arena, size, 1);

	return copy == NULL ? NULL : memcpy(copy, text, size);
}

char *
cr_arena_vprintf(struct cr_arena *arena, const char *format, va_list args)
{
	va_list again;
	char *text = NULL;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	if (len >= 0)
		text = (char *)take(arena, (size_t)len + 1, 1);
	if (text != NULL)
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

char *
cr_arena_printf(struct cr_arena *arena, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = cr_arena_vprintf(arena, format, args);
	va_end(args);
	return text;
}

/* SPDX-License-Identifier: MIT */
/* The block is handed out again and again: one buffer is all it can serve. */
#include "fixed.h"

static void *
allocate(void *context, size_t size)
{
	struct cr_fixed *fixed = context;

	return size <= sizeof(fixed->block) ? fixed->block : NULL;
}

static void *
resize(void *context, void *memory, size_t size)
{
	(void)memory;
	return allocate(context, size);
}

static void
release(void *context, void *memory)
{
	(void)context;
	(void)memory;
}

void
cr_fixed_init(struct cr_fixed *fixed, struct cr_buffer *buffer)
{
	fixed->alloc = (struct certrule_alloc){
	    .allocate = allocate,
	    .resize = resize,
	    .release = release,
	    .context = fixed,
	};
	cr_buffer_init(buffer, &fixed->alloc);
}

/* SPDX-License-Identifier: MIT */
/*
 * A buffer that never leaves the stack: an allocator with one block to give,
 * for the few places where an evaluation builds a short text.
 */
#ifndef CR_FIXED_H
#define CR_FIXED_H

#include "../base/buffer.h"

struct cr_fixed {
	struct certrule_alloc alloc;
	_Alignas(16) unsigned char block[1024];
};

/* *buffer may hold 512 bytes; past that it fails.  Nothing is to be freed. */
void cr_fixed_init(struct cr_fixed *fixed, struct cr_buffer *buffer);

#endif

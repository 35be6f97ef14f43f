/* SPDX-License-Identifier: MIT */
/*
 * What is allocated, counted: ours by an allocator, OpenSSL's by its hooks, and
 * the process's as the system sees it.  From any thread.
 */
#ifndef TESTS_THREADS_MEMORY_H
#define TESTS_THREADS_MEMORY_H

#include <certrule.h>

#include <stdbool.h>

extern const struct certrule_alloc memory_alloc;

/* Before anything else asks OpenSSL for memory.  false: too late. */
bool memory_count_openssl(void);

struct memory {
	long ours, openssl; /* bytes that are held */
	long resident;	    /* KiB */
};
void memory_measure(struct memory *memory);

#endif

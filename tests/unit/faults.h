/* SPDX-License-Identifier: MIT */
/* An allocator that counts and fails on demand. */
#ifndef CR_TEST_FAULTS_H
#define CR_TEST_FAULTS_H

#include "certrule.h"

#include <stdbool.h>

struct faults {
	struct certrule_alloc alloc; /* context points back here */
	size_t calls;		     /* allocations asked for */
	size_t at;		     /* the one that fails, from 1; 0: none */
	bool from_then_on;	     /* and all behind it */
	size_t failed;		     /* how many did */
	size_t live;		     /* blocks not released */
	void (*seen)(size_t call);   /* told of each call, or NULL */
};

void faults_init(struct faults *faults, size_t at, bool from_then_on);
/* Counts one allocation; true: it is to fail.  For hooks of other libraries,
 * which share the count. */
bool faults_fail(struct faults *faults);

#endif

/* SPDX-License-Identifier: MIT */
#include "faults.h"

#include <stdlib.h>

bool
faults_fail(struct faults *faults)
{
	size_t call = ++faults->calls;

	if (faults->seen != NULL)
		faults->seen(call);
	if (faults->at == 0 || call < faults->at ||
	    (call > faults->at && !faults->from_then_on))
		return false;
	faults->failed++;
	return true;
}

static void *
allocate(void *context, size_t size)
{
	struct faults *faults = context;
	void *memory = faults_fail(faults) ? NULL : malloc(size);

	if (memory != NULL)
		faults->live++;
	return memory;
}

static void *
resize(void *context, void *memory, size_t size)
{
	struct faults *faults = context;
	void *larger = faults_fail(faults) ? NULL : realloc(memory, size);

	if (larger != NULL && memory == NULL)
		faults->live++;
	return larger;
}

static void
release(void *context, void *memory)
{
	struct faults *faults = context;

	if (memory != NULL)
		faults->live--;
	free(memory);
}

void
faults_init(struct faults *faults, size_t at, bool from_then_on)
{
	*faults = (struct faults){
	    .alloc = {allocate, resize, release, faults},
	    .at = at,
	    .from_then_on = from_then_on,
	};
}

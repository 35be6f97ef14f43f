/* SPDX-License-Identifier: MIT */
/* What certrule bench measures with: requests kept as text, memory that is
 * counted, figures. */
#ifndef CR_BENCH_H
#define CR_BENCH_H

#include "facts.h"
#include "json.h"
#include "read.h"

/* Memory by malloc(), counted. */
struct cr_bench_memory {
	struct certrule_alloc table;
	_Atomic size_t live; /* bytes */
};
void cr_bench_memory_init(struct cr_bench_memory *memory);
/* How often this thread got memory by it. */
unsigned long cr_bench_allocations(void);

/* The lines of a file, one request each. */
struct cr_bench_requests {
	struct cr_text text;
	struct cr_bench_line {
		size_t begin, len;
	} * lines;
	size_t count, capacity;
};
/* An exit status; what is wrong has been said. */
int cr_bench_requests_read(
    struct cr_bench_requests *requests, const char *path);
void cr_bench_requests_fini(struct cr_bench_requests *requests);
/* A request into a cleared fieldset.  -1: *why says what is wrong with it. */
int cr_bench_requests_apply(const struct cr_bench_requests *requests, size_t i,
    const struct certrule_gate *gate, struct certrule_fieldset *fieldset,
    struct cr_text *why);

/* Nanoseconds of single decisions. */
struct cr_bench_samples {
	uint32_t *items;
	size_t count, capacity;
};
/* Sorts; 0 to 1. */
uint32_t cr_bench_quantile(struct cr_bench_samples *samples, double part);

/* ------------------------------------------------------------ bench_measure.c */

struct cr_bench_task {
	struct certrule_gate *gate;
	const struct cr_bench_requests *requests;
	unsigned threads;  /* at least 1 */
	uint64_t duration; /* nanoseconds */
};
struct cr_bench_result {
	struct cr_bench_samples samples;
	unsigned long allocations;
	size_t failed; /* from 1: a request that is none, and why */
	struct cr_text why;
};
/* -1: no memory, or no thread.  To be finished in any case. */
int cr_bench_measure(
    const struct cr_bench_task *task, struct cr_bench_result *result);
void cr_bench_result_fini(struct cr_bench_result *result);

uint64_t cr_bench_now(void); /* nanoseconds of a clock that only goes on */

#endif

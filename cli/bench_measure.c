/* SPDX-License-Identifier: MIT */
/*
 * Threads that decide.  Each has a fieldset of its own; they share one gate,
 * which nothing changes.  The facts of a request are set, and then its decision
 * alone is timed; what the clock itself costs is taken off.
 */
#include "bench.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	SAMPLES = 4 << 20, /* decisions timed at most, by all threads */
	WARM = 256,	   /* decisions that are not counted: memory grows */
	CLOCK_ROUNDS = 1001
};

struct worker {
	const struct cr_bench_task *task;
	struct certrule_fieldset *fieldset;
	struct cr_bench_samples samples;
	struct cr_text why;	 /* empty: nothing is wrong */
	size_t at, failed;	 /* requests */
	unsigned long allocated; /* in decisions */
	uint64_t clock;
	pthread_t thread;
	bool running;
};

static uint64_t
measure_clock(void)
{
	uint32_t items[CLOCK_ROUNDS];
	struct cr_bench_samples samples = {
	    .items = items, .count = CLOCK_ROUNDS};

	for (size_t i = 0; i < CLOCK_ROUNDS; i++) {
		uint64_t begun = cr_bench_now();

		items[i] = (uint32_t)(cr_bench_now() - begun);
	}
	return cr_bench_quantile(&samples, 0.5);
}

static void
decide(struct worker *worker, bool counts)
{
	struct certrule_verdict verdict;
	unsigned long before = cr_bench_allocations();
	uint64_t begun = cr_bench_now(), took;

	certrule_gate_decide(worker->task->gate, worker->fieldset, &verdict);
	took = cr_bench_now() - begun;
	took -= took < worker->clock ? took : worker->clock;
	if (!counts)
		return;
	worker->allocated += cr_bench_allocations() - before;
	worker->samples.items[worker->samples.count++] =
	    took > UINT32_MAX ? UINT32_MAX : (uint32_t)took;
}

/* Each request twice where it is one of the first: once to warm up. */
static void *
work(void *argument)
{
	struct worker *worker = argument;
	const struct cr_bench_task *task = worker->task;
	uint64_t end = cr_bench_now() + task->duration;
	size_t all = task->requests->count, done = 0;

	do {
		if (cr_bench_requests_apply(task->requests, worker->at,
			task->gate, worker->fieldset, &worker->why) != 0) {
			worker->failed = worker->at + 1;
			break;
		}
		if (done++ < WARM)
			decide(worker, false);
		decide(worker, true);
		worker->at = (worker->at + 1) % all;
	} while (worker->samples.count < worker->samples.capacity &&
		 (done < WARM || cr_bench_now() < end));
	return NULL;
}

static int
start(const struct cr_bench_task *task, struct worker *workers)
{
	uint64_t clock = measure_clock();

	for (unsigned i = 0; i < task->threads; i++) {
		struct worker *worker = &workers[i];

		worker->task = task;
		worker->clock = clock;
		worker->at = task->requests->count / task->threads * i;
		worker->samples.capacity = SAMPLES / task->threads;
		worker->samples.items =
		    calloc(worker->samples.capacity, sizeof(uint32_t));
		worker->fieldset = certrule_fieldset_new(task->gate);
		if (worker->samples.items == NULL || worker->fieldset == NULL)
			return -1;
	}
	for (unsigned i = 0; i < task->threads; i++) {
		workers[i].running = pthread_create(&workers[i].thread, NULL,
					 work, &workers[i]) == 0;
		if (!workers[i].running)
			return -1;
	}
	return 0;
}

static void
gather(const struct worker *worker, struct cr_bench_result *result)
{
	struct cr_bench_samples *samples = &result->samples;

	if (worker->samples.items != NULL)
		memcpy(samples->items + samples->count, worker->samples.items,
		    worker->samples.count * sizeof(uint32_t));
	samples->count += worker->samples.count;
	result->allocations += worker->allocated;
	if (worker->failed == 0 || result->failed != 0)
		return;
	result->failed = worker->failed;
	cr_text_add(&result->why, cr_text_get(&worker->why));
}

static void
finish(struct worker *worker, struct cr_bench_result *result)
{
	if (worker->running)
		pthread_join(worker->thread, NULL);
	if (result->samples.items != NULL)
		gather(worker, result);
	certrule_fieldset_free(worker->fieldset);
	free(worker->samples.items);
	cr_text_fini(&worker->why);
}

int
cr_bench_measure(
    const struct cr_bench_task *task, struct cr_bench_result *result)
{
	struct worker *workers = calloc(task->threads, sizeof(*workers));
	int status;

	memset(result, 0, sizeof(*result));
	cr_text_init(&result->why);
	if (workers == NULL)
		return -1;
	for (unsigned i = 0; i < task->threads; i++)
		cr_text_init(&workers[i].why);
	result->samples.items = calloc(SAMPLES, sizeof(uint32_t));
	status = result->samples.items == NULL ? -1 : start(task, workers);
	for (unsigned i = 0; i < task->threads; i++)
		finish(&workers[i], result);
	free(workers);
	return status;
}

void
cr_bench_result_fini(struct cr_bench_result *result)
{
	free(result->samples.items);
	cr_text_fini(&result->why);
}

/* SPDX-License-Identifier: MIT */
/*
 * certrule bench: what a decision costs.  The facts of some requests at a time
 * are set, and then only the decisions are timed, each by itself; the clock's
 * own cost is taken off.  What a tool that counts instructions is to look at is
 * certrule_gate_decide().
 */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

enum {
	CHUNK = 256,	     /* requests whose facts are set at a time */
	SAMPLES = 4 << 20,   /* decisions timed at most */
	SECONDS_DEFAULT = 2, /* of the whole */
	CLOCK_ROUNDS = 1001
};

struct bench {
	struct cr_cli *cli;
	struct cr_facts facts;
	struct cr_bench_memory memory;
	struct cr_bench_requests requests;
	struct certrule_gate *gate, *reference;
	struct certrule_fieldset *fieldsets[CHUNK], *other;
	struct cr_bench_samples samples;
	uint64_t load, clock; /* nanoseconds */
	size_t gate_bytes;
	unsigned long allocations;
	size_t compared;
};

/* ------------------------------------------------------------------- making */

static int
make_gate(struct bench *bench, const char *path, unsigned flags,
    struct certrule_gate **gate)
{
	struct certrule_diags *diags = certrule_diags_new(NULL);
	unsigned before = bench->facts.load.flags;
	int status = CR_EXIT_FILE;

	bench->facts.load.flags |= flags;
	if (diags != NULL)
		status = cr_facts_load(&bench->facts, path, diags, gate);
	bench->facts.load.flags = before;
	certrule_diags_free(diags);
	return status;
}

static int
load(struct bench *bench)
{
	const char *path = bench->cli->options.arguments[0];
	size_t before = bench->memory.live;
	uint64_t begun = cr_bench_now();
	int status = make_gate(bench, path, 0, &bench->gate);

	bench->load = cr_bench_now() - begun;
	bench->gate_bytes = bench->memory.live - before;
	if (status == CR_EXIT_YES &&
	    !cr_options_has(&bench->cli->options, CR_OPTION_REFERENCE))
		status = make_gate(
		    bench, path, CERTRULE_REFERENCE, &bench->reference);
	return status;
}

static int
make_fieldsets(struct bench *bench)
{
	bool failed = false;

	for (size_t i = 0; i < CHUNK; i++) {
		bench->fieldsets[i] = certrule_fieldset_new(bench->gate);
		failed |= bench->fieldsets[i] == NULL;
	}
	if (bench->reference != NULL) {
		bench->other = certrule_fieldset_new(bench->reference);
		failed |= bench->other == NULL;
	}
	bench->samples.capacity = SAMPLES;
	bench->samples.items = calloc(SAMPLES, sizeof(uint32_t));
	if (!failed && bench->samples.items != NULL)
		return CR_EXIT_YES;
	cr_message("out of memory");
	return CR_EXIT_FILE;
}

static int
set_facts(struct bench *bench, size_t request, const struct certrule_gate *gate,
    struct certrule_fieldset *fieldset)
{
	struct cr_text why;
	int result;

	cr_text_init(&why);
	result = cr_bench_requests_apply(
	    &bench->requests, request, gate, fieldset, &why);
	if (result != 0)
		cr_message("request %zu: %s", request + 1, cr_text_get(&why));
	cr_text_fini(&why);
	return result == 0 ? CR_EXIT_YES : CR_EXIT_MISTAKE;
}

/* ----------------------------------------------------------------- comparing */

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* A figure of a wrong answer is worth nothing: as many requests as a second
 * has room for are decided by the reference evaluator first. */
static int
compare(struct bench *bench)
{
	uint64_t end = cr_bench_now() + 1000000000u;
	int status = CR_EXIT_YES;

	while (bench->reference != NULL && status == CR_EXIT_YES &&
	       bench->compared < bench->requests.count &&
	       cr_bench_now() < end) {
		struct certrule_verdict ours, theirs;
		size_t request = bench->compared++;

		status =
		    set_facts(bench, request, bench->gate, bench->fieldsets[0]);
		if (status == CR_EXIT_YES)
			status = set_facts(
			    bench, request, bench->reference, bench->other);
		if (status != CR_EXIT_YES)
			break;
		certrule_gate_decide(bench->gate, bench->fieldsets[0], &ours);
		certrule_gate_decide(bench->reference, bench->other, &theirs);
		if (ours.action == theirs.action &&
		    same_text(ours.rule, theirs.rule) &&
		    same_text(ours.reason, theirs.reason))
			continue;
		cr_message("request %zu: the reference evaluator decides "
			   "otherwise",
		    request + 1);
		status = CR_EXIT_NO;
	}
	return status;
}

/* ------------------------------------------------------------------ measuring */

static void
measure_clock(struct bench *bench)
{
	uint32_t items[CLOCK_ROUNDS];
	struct cr_bench_samples samples = {
	    .items = items, .count = CLOCK_ROUNDS};

	for (size_t i = 0; i < CLOCK_ROUNDS; i++) {
		uint64_t begun = cr_bench_now();

		items[i] = (uint32_t)(cr_bench_now() - begun);
	}
	bench->clock = cr_bench_quantile(&samples, 0.5);
}

static void
measure_chunk(struct bench *bench, size_t count)
{
	struct cr_bench_samples *samples = &bench->samples;
	unsigned long before = bench->memory.calls;

	for (size_t i = 0; i < count && samples->count < samples->capacity;
	     i++) {
		struct certrule_verdict verdict;
		uint64_t begun = cr_bench_now(), took;

		certrule_gate_decide(
		    bench->gate, bench->fieldsets[i], &verdict);
		took = cr_bench_now() - begun;
		took -= took < bench->clock ? took : bench->clock;
		samples->items[samples->count++] =
		    took > UINT32_MAX ? UINT32_MAX : (uint32_t)took;
	}
	bench->allocations += bench->memory.calls - before;
}

/* Round after round; the first one is not counted, memory grows in it. */
static int
measure(struct bench *bench)
{
	const char *seconds =
	    cr_options_get(&bench->cli->options, CR_OPTION_SECONDS);
	uint64_t limit =
	    1000000000u * (seconds != NULL ? strtoull(seconds, NULL, 10)
					   : (uint64_t)SECONDS_DEFAULT);
	uint64_t begun = cr_bench_now();
	size_t all = bench->requests.count, at = 0;
	bool warm = false;

	measure_clock(bench);
	do {
		size_t count = all - at < CHUNK ? all - at : CHUNK;

		for (size_t i = 0; i < count; i++)
			if (set_facts(bench, at + i, bench->gate,
				bench->fieldsets[i]) != CR_EXIT_YES)
				return CR_EXIT_MISTAKE;
		measure_chunk(bench, count);
		if (!warm) {
			bench->samples.count = 0;
			bench->allocations = 0;
			measure_chunk(bench, count);
		}
		warm = true;
		at = at + count == all ? 0 : at + count;
	} while (bench->samples.count < bench->samples.capacity &&
		 cr_bench_now() - begun < limit);
	return CR_EXIT_YES;
}

/* ------------------------------------------------------------------- writing */

static void
write_figures(struct bench *bench)
{
	struct cr_output *out = &bench->cli->out;
	size_t rules = certrule_gate_rule_count(bench->gate);
	uint32_t median = cr_bench_quantile(&bench->samples, 0.5);
	uint32_t most = cr_bench_quantile(&bench->samples, 0.99);
	double load = (double)bench->load / 1e6;
	double allocations =
	    (double)bench->allocations / (double)bench->samples.count;

	if (cr_options_has(&bench->cli->options, CR_OPTION_JSON)) {
		cr_output_printf(out,
		    "{\"rules\":%zu,\"requests\":%zu,\"median_ns\":%u,"
		    "\"p99_ns\":%u,\"load_ms\":%.1f,\"memory_bytes\":%zu,"
		    "\"allocations\":%.3f,\"decisions\":%zu,"
		    "\"compared\":%zu}\n",
		    rules, bench->requests.count, median, most, load,
		    bench->gate_bytes, allocations, bench->samples.count,
		    bench->compared);
		return;
	}
	cr_output_printf(out,
	    "%zu rules loaded in %.1f ms, %.1f MB\n"
	    "%zu requests, %zu decisions: median %u ns, 99 %% within %u ns\n"
	    "%.3f allocations a decision\n",
	    rules, load, (double)bench->gate_bytes / 1e6, bench->requests.count,
	    bench->samples.count, median, most, allocations);
	if (bench->reference != NULL)
		cr_output_printf(out,
		    "%zu requests decided as the reference evaluator does\n",
		    bench->compared);
}

static int
run(struct bench *bench)
{
	const char *path =
	    cr_options_get(&bench->cli->options, CR_OPTION_REQUESTS);
	int status;

	status = cr_bench_requests_read(&bench->requests, path);
	if (status == CR_EXIT_YES)
		status = cr_facts_init_counted(
		    &bench->facts, &bench->cli->options, &bench->memory.table);
	if (status == CR_EXIT_YES)
		status = load(bench);
	if (status == CR_EXIT_YES)
		status = make_fieldsets(bench);
	if (status == CR_EXIT_YES)
		status = compare(bench);
	if (status == CR_EXIT_YES)
		status = measure(bench);
	if (status == CR_EXIT_YES)
		write_figures(bench);
	return status;
}

int
cr_cmd_bench(struct cr_cli *cli)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	int status;

	if (bench == NULL) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	bench->cli = cli;
	cr_bench_memory_init(&bench->memory);
	if (cr_options_get(&cli->options, CR_OPTION_REQUESTS) == NULL) {
		cr_message("bench needs --requests FILE: a line of JSON for "
			   "each request");
		free(bench);
		return CR_EXIT_MISTAKE;
	}
	status = run(bench);
	for (size_t i = 0; i < CHUNK; i++)
		certrule_fieldset_free(bench->fieldsets[i]);
	certrule_fieldset_free(bench->other);
	certrule_gate_unref(bench->gate);
	certrule_gate_unref(bench->reference);
	cr_facts_fini(&bench->facts);
	cr_bench_requests_fini(&bench->requests);
	free(bench->samples.items);
	free(bench);
	return status;
}

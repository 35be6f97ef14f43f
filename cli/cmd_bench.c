/* SPDX-License-Identifier: MIT */
/*
 * certrule bench: what a decision costs.  Answers are compared with the
 * reference evaluator's, then bench_measure.c times decisions.  What a tool that
 * counts instructions is to look at is certrule_gate_decide().
 */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

enum {
	SECONDS_DEFAULT = 2, /* of measuring */
	SECONDS_MAX = 86400,
	THREADS_MAX = 1024
};

struct bench {
	struct cr_cli *cli;
	struct cr_facts facts;
	struct cr_bench_memory memory;
	struct cr_bench_requests requests;
	struct certrule_gate *gate, *reference;
	struct certrule_fieldset *fieldset, *other; /* of those two */
	struct cr_bench_task task;
	struct cr_bench_result result;
	uint64_t load; /* nanoseconds */
	size_t gate_bytes;
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
	if (bench->reference == NULL)
		return CR_EXIT_YES;
	bench->fieldset = certrule_fieldset_new(bench->gate);
	bench->other = certrule_fieldset_new(bench->reference);
	if (bench->fieldset != NULL && bench->other != NULL)
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
		    set_facts(bench, request, bench->gate, bench->fieldset);
		if (status == CR_EXIT_YES)
			status = set_facts(
			    bench, request, bench->reference, bench->other);
		if (status != CR_EXIT_YES)
			break;
		certrule_gate_decide(bench->gate, bench->fieldset, &ours);
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

/* Of an option; false: no number, or none that it may be. */
static bool
read_number(const struct cr_cli *cli, enum cr_option_id id, double least,
    double most, double *number)
{
	const char *text = cr_options_get(&cli->options, id);
	char *end;

	if (text == NULL)
		return true;
	*number = strtod(text, &end);
	return end != text && *end == '\0' && *number >= least &&
	       *number <= most;
}

static int
read_task(struct bench *bench)
{
	double seconds = SECONDS_DEFAULT, threads = 1;

	if (!read_number(
		bench->cli, CR_OPTION_SECONDS, 0, SECONDS_MAX, &seconds)) {
		cr_message("--seconds takes a number up to %d", SECONDS_MAX);
		return CR_EXIT_MISTAKE;
	}
	if (!read_number(
		bench->cli, CR_OPTION_THREADS, 1, THREADS_MAX, &threads) ||
	    threads != (unsigned)threads) {
		cr_message(
		    "--threads takes a number from 1 to %d", THREADS_MAX);
		return CR_EXIT_MISTAKE;
	}
	bench->task.duration = (uint64_t)(seconds * 1e9);
	bench->task.threads = (unsigned)threads;
	return CR_EXIT_YES;
}

static int
measure(struct bench *bench)
{
	bench->task.gate = bench->gate;
	bench->task.requests = &bench->requests;
	if (cr_bench_measure(&bench->task, &bench->result) != 0) {
		cr_message("no memory, or no more threads");
		return CR_EXIT_FILE;
	}
	if (bench->result.failed == 0)
		return CR_EXIT_YES;
	cr_message("request %zu: %s", bench->result.failed,
	    cr_text_get(&bench->result.why));
	return CR_EXIT_MISTAKE;
}

/* ------------------------------------------------------------------- writing */

static void
write_figures(struct bench *bench)
{
	struct cr_output *out = &bench->cli->out;
	struct cr_bench_samples *samples = &bench->result.samples;
	size_t rules = certrule_gate_rule_count(bench->gate);
	uint32_t median = cr_bench_quantile(samples, 0.5);
	uint32_t most = cr_bench_quantile(samples, 0.99);
	double load = (double)bench->load / 1e6;
	double allocations =
	    (double)bench->result.allocations / (double)samples->count;

	if (cr_options_has(&bench->cli->options, CR_OPTION_JSON)) {
		cr_output_printf(out,
		    "{\"rules\":%zu,\"requests\":%zu,\"threads\":%u,"
		    "\"median_ns\":%u,"
		    "\"p99_ns\":%u,\"load_ms\":%.1f,\"memory_bytes\":%zu,"
		    "\"allocations\":%.3f,\"decisions\":%zu,"
		    "\"compared\":%zu}\n",
		    rules, bench->requests.count, bench->task.threads, median,
		    most, load, bench->gate_bytes, allocations, samples->count,
		    bench->compared);
		return;
	}
	cr_output_printf(out,
	    "%zu rules loaded in %.1f ms, %.1f MB\n"
	    "%zu requests, %zu decisions: median %u ns, 99 %% within %u ns\n"
	    "%.3f allocations a decision\n",
	    rules, load, (double)bench->gate_bytes / 1e6, bench->requests.count,
	    samples->count, median, most, allocations);
	if (bench->task.threads > 1)
		cr_output_printf(
		    out, "%u threads, one gate\n", bench->task.threads);
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

	status = read_task(bench);
	if (status == CR_EXIT_YES)
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
	cr_bench_result_fini(&bench->result);
	certrule_fieldset_free(bench->fieldset);
	certrule_fieldset_free(bench->other);
	certrule_gate_unref(bench->gate);
	certrule_gate_unref(bench->reference);
	cr_facts_fini(&bench->facts);
	cr_bench_requests_fini(&bench->requests);
	free(bench);
	return status;
}

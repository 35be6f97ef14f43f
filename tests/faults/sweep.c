/* SPDX-License-Identifier: MIT */
/*
 * sweep [--whole] [SCENARIO...]: without --whole only so many places of each
 * scenario are tried, spread over all of it.
 */
#include "sweep.h"

#include <jansson.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

/* Of each scenario and kind of fault. */
#define QUICK_PLACES 60

struct faults fault;
static const struct scenario *current;
static size_t place;
static bool armed;
static size_t total;

/* --------------------------------------------------------------------- hooks */

/* Hooks of the whole process: a test may set them, a library never. */
static void *
hook_malloc(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	return faults_fail(&fault) ? NULL : malloc(size);
}

static void *
hook_realloc(void *memory, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	if (size == 0) {
		free(memory);
		return NULL;
	}
	return faults_fail(&fault) ? NULL : realloc(memory, size);
}

static void
hook_free(void *memory, const char *file, int line)
{
	(void)file;
	(void)line;
	free(memory);
}

static void *
json_malloc(size_t size)
{
	return faults_fail(&fault) ? NULL : malloc(size);
}

/* -------------------------------------------------------------------- faults */

static size_t armed_at;

static void
arm(size_t nth)
{
	place = nth;
	fault.failed = 0;
	fault.at = nth == 0 ? 0 : fault.calls + nth;
	armed = true;
}

static void
disarm(void)
{
	fault.at = 0;
	armed = false;
}

/* What happens meanwhile is not counted. */
static size_t paused_calls;
static unsigned pauses;

void
sweep_pause(void)
{
	if (pauses++ != 0)
		return;
	armed_at = fault.at;
	paused_calls = fault.calls;
	fault.at = 0;
}

void
sweep_resume(void)
{
	if (--pauses != 0)
		return;
	fault.calls = paused_calls;
	if (armed)
		fault.at = armed_at;
}

bool
sweep_failed(void)
{
	return fault.failed != 0;
}

void
sweep_give_up(const char *file, int line, const char *condition)
{
	disarm();
	fprintf(stderr, "%s:%d: %s\n  %s, allocation %zu %s\n", file, line,
	    condition, current == NULL ? "at first" : current->name, place,
	    fault.from_then_on ? "and all behind it" : "alone");
	ERR_print_errors_fp(stderr);
	abort();
}

int
sweep_write(void *buffer, const char *text, size_t len)
{
	sweep_pause();
	cr_buffer_add(buffer, text, len);
	sweep_resume();
	return 0;
}

/* --------------------------------------------------------------------- sweeps */

/* True: something failed.  The number of allocations goes to *calls. */
static bool
try_place(size_t nth, size_t *calls)
{
	size_t begun;

	if (current->prepare != NULL)
		current->prepare();
	arm(nth);
	begun = fault.calls;
	current->act();
	*calls = fault.calls - begun;
	disarm();
	ERR_clear_error();
	current->check();
	return fault.failed != 0;
}

static void
sweep(bool whole, bool from_then_on)
{
	size_t calls, ignored, step = 1, places = 0;

	fault.from_then_on = from_then_on;
	try_place(0, &calls);
	try_place(0, &calls);
	if (!whole && calls > QUICK_PLACES)
		step = calls / QUICK_PLACES;
	for (size_t nth = 1; try_place(nth, &ignored); nth += step)
		places++;
	total += places;
	printf("%-24s %s %7zu allocations, %7zu faults\n", current->name,
	    from_then_on ? "from then on" : "once        ", calls, places);
	fflush(stdout);
}

static bool
is_wanted(const char *name, char **names)
{
	if (names[0] == NULL)
		return true;
	for (; names[0] != NULL; names++)
		if (strcmp(name, names[0]) == 0)
			return true;
	return false;
}

static void
run_all(const struct scenario *scenarios, bool whole, char **names)
{
	for (; scenarios->name != NULL; scenarios++) {
		size_t live = fault.live;

		if (!is_wanted(scenarios->name, names))
			continue;
		current = scenarios;
		if (scenarios->begin != NULL)
			scenarios->begin();
		sweep(whole, false);
		sweep(whole, true);
		if (scenarios->end != NULL)
			scenarios->end();
		MUST(fault.live == live);
	}
}

int
main(int argc, char **argv)
{
	bool whole = argc > 1 && strcmp(argv[1], "--whole") == 0;

	faults_init(&fault, 0, false);
	if (CRYPTO_set_mem_functions(hook_malloc, hook_realloc, hook_free) != 1)
		return 1;
	json_set_alloc_funcs(json_malloc, free);
	argv += whole ? 2 : 1;
	run_all(policy_scenarios, whole, argv);
	run_all(client_scenarios, whole, argv);
	run_all(log_scenarios, whole, argv);
	run_all(tls_scenarios, whole, argv);
	printf("%zu faults\n", total);
	return 0;
}

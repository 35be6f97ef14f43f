/* SPDX-License-Identifier: MIT */
/*
 * sweep [--whole] [SCENARIO...]: without --whole only so many places of each
 * scenario are tried, spread over all of it.
 *
 * sweep --places [SCENARIO...]: each way to ask for memory fails for once, by
 * any scenario; what asks an arena counts, too, though that has room.
 * sweep --cases FILE.t...: the same of the cases of test files.
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

/*
 * The text of a token that outgrows 16 octets is doubled in place, and jansson
 * 2.14 does not look whether that worked: it goes on to read and write behind
 * the shorter one.  Nothing of ours can keep it from that, so these never fail
 * here.
 */
static bool
is_token(size_t size)
{
	return size >= 32 && (size & (size - 1)) == 0;
}

static void *
json_malloc(size_t size)
{
	if (is_token(size))
		return malloc(size);
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
static void (*paused_seen)(size_t call);
static unsigned pauses;

void
sweep_pause(void)
{
	if (pauses++ != 0)
		return;
	armed_at = fault.at;
	paused_calls = fault.calls;
	paused_seen = fault.seen;
	fault.at = 0;
	fault.seen = NULL;
}

void
sweep_resume(void)
{
	if (--pauses != 0)
		return;
	fault.calls = paused_calls;
	fault.seen = paused_seen;
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
	/* Not abort(): what was counted up to here is written. */
	exit(EXIT_FAILURE);
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

/* What act() asks for is what counts, and nothing before or after. */
static bool recording;

/* True: something failed.  The number of allocations goes to *calls. */
static bool
try_place(size_t nth, size_t *calls)
{
	size_t begun;

	if (current->prepare != NULL)
		current->prepare();
	arm(nth);
	begun = fault.calls;
	if (recording)
		places_record(begun);
	current->act();
	*calls = fault.calls - begun;
	fault.seen = NULL;
	disarm();
	ERR_clear_error();
	current->check();
	return fault.failed != 0;
}

/* As many callers as tell two ways apart; both kinds of fault for each. */
static void
sweep_places(void)
{
	const size_t *places_found;
	size_t calls, count;

	fault.from_then_on = false;
	try_place(0, &calls);
	recording = true;
	try_place(0, &calls);
	recording = false;
	places_found = places_end(&count);
	for (size_t i = 0; i < count; i++)
		for (int kind = 0; kind < 2; kind++) {
			fault.from_then_on = kind == 1;
			try_place(places_found[i], &calls);
		}
	total += 2 * count;
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

enum mode {
	QUICK,
	WHOLE,
	PLACES
};

static void
run_one(enum mode mode)
{
	size_t live = fault.live;

	if (current->begin != NULL)
		current->begin();
	if (mode == PLACES) {
		sweep_places();
	} else {
		sweep(mode == WHOLE, false);
		sweep(mode == WHOLE, true);
	}
	if (current->end != NULL)
		current->end();
	MUST(fault.live == live);
}

static void
run_all(const struct scenario *scenarios, enum mode mode, char **names)
{
	for (; scenarios->name != NULL; scenarios++) {
		if (!is_wanted(scenarios->name, names))
			continue;
		current = scenarios;
		run_one(mode);
		if (mode == PLACES)
			printf("%-24s %7zu faults\n", current->name, total);
	}
}

static void
run_case(void)
{
	for (current = case_scenarios; current->name != NULL; current++)
		run_one(PLACES);
}

/* Each file is read where it stands, as certrule test does. */
static int
run_cases(char **paths)
{
	for (; *paths != NULL; paths++) {
		size_t before = total;

		if (cases_read(*paths, run_case) != 0) {
			fprintf(stderr, "%s: no cases\n", *paths);
			return 1;
		}
		printf("%-40s %7zu faults\n", *paths, total - before);
		fflush(stdout);
	}
	return 0;
}

static enum mode
read_mode(const char *word)
{
	if (word != NULL && strcmp(word, "--whole") == 0)
		return WHOLE;
	if (word != NULL && strcmp(word, "--places") == 0)
		return PLACES;
	return QUICK;
}

int
main(int argc, char **argv)
{
	bool cases = argc > 2 && strcmp(argv[1], "--cases") == 0;
	enum mode mode = cases ? PLACES : read_mode(argv[1]);
	int result = 0;

	faults_init(&fault, 0, false);
	if (CRYPTO_set_mem_functions(hook_malloc, hook_realloc, hook_free) != 1)
		return 1;
	json_set_alloc_funcs(json_malloc, free);
	places_count_objects(mode == PLACES);
	argv += cases || mode != QUICK ? 2 : 1;
	if (cases) {
		result = run_cases(argv);
	} else {
		run_all(policy_scenarios, mode, argv);
		run_all(client_scenarios, mode, argv);
		run_all(log_scenarios, mode, argv);
		run_all(own_scenarios, mode, argv);
		run_all(tls_scenarios, mode, argv);
	}
	printf("%zu faults\n", total);
	return result;
}

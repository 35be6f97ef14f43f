/* SPDX-License-Identifier: MIT */
/*
 * measure [-c SECONDS] [-l] [-L] [-w] [-n COUNT] NAME POLICY REQUESTS
 *
 * For callgrind: the instructions of COUNT decisions, and of nothing else, in
 * one dump named NAME; cell.sh reads it.  Before that, answers are compared
 * with the reference evaluator's for as long as -c says.  Without valgrind it
 * prints how much memory is touched by one decision, as the kernel sees it.
 * -l: every rule compiled alone, run in order.  -L: the load is counted, not the
 * decisions.  -w: with warnings, which only matters to that.
 */
#include "../engine/program.h"

#include <certrule-openssl.h>
#include <certrule.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <valgrind/callgrind.h>

static char program_name[] = "measure";

static void
fail(const char *what, const char *why)
{
	fprintf(stderr, "%s: %s: %s\n", program_name, what, why);
	exit(2);
}

/* ------------------------------------------------------------------ requests */

struct requests {
	char **lines;
	size_t count;
};

static void
read_requests(struct requests *requests, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t size = 0, capacity = 0;

	if (file == NULL)
		fail(path, "cannot be read");
	while (getline(&line, &size, file) > 0) {
		if (requests->count == capacity) {
			capacity = capacity * 2 + 64;
			requests->lines =
			    realloc(requests->lines, capacity * sizeof(char *));
			if (requests->lines == NULL)
				fail(path, "no memory");
		}
		requests->lines[requests->count++] = line;
		line = NULL;
		size = 0;
	}
	free(line);
	fclose(file);
	if (requests->count == 0)
		fail(path, "is empty");
}

static void
free_requests(struct requests *requests)
{
	for (size_t i = 0; i < requests->count; i++)
		free(requests->lines[i]);
	free(requests->lines);
}

/* The facts of a line; "at" is one time for all, to keep rounds alike. */
static void
apply(struct certrule_fieldset *facts, const char *line)
{
	json_t *root = json_loads(line, 0, NULL);
	const char *host = json_string_value(json_object_get(root, "host"));
	const char *path = json_string_value(json_object_get(root, "path"));
	char *fields = json_dumps(json_object_get(root, "fields"), 0);
	const char *why = "no memory";

	certrule_fieldset_clear(facts);
	certrule_fieldset_set_time(facts, 1767225600);
	if (root == NULL ||
	    (host != NULL &&
		certrule_fieldset_set_host(facts, host, strlen(host)) != 0) ||
	    (path != NULL &&
		certrule_fieldset_set_path(facts, path, strlen(path)) != 0))
		fail(line, "is no request");
	if (fields != NULL && certrule_fieldset_set_json(
				  facts, fields, strlen(fields), &why) != 0)
		fail(line, why);
	if (certrule_fieldset_by_hand(facts) == 0 &&
	    certrule_fieldset_set_peer(facts, NULL) != 0)
		fail(line, "no memory");
	free(fields);
	json_decref(root);
}

/* --------------------------------------------------------------------- gates */

static int
complain(void *context, const char *text, size_t len)
{
	return fwrite(text, 1, len, context) == len ? 0 : -1;
}

static struct certrule_gate *
load(const char *path, unsigned flags)
{
	struct certrule_schema *schema = certrule_schema_new(NULL);
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct certrule_options options = {
	    .flags = flags | CERTRULE_NO_REGEX_GATE};
	struct certrule_gate *gate;

	if (schema == NULL || diags == NULL ||
	    certrule_openssl_register(schema) != 0)
		fail(path, "no memory");
	gate = certrule_gate_load(schema, path, &options, diags);
	if (gate == NULL) {
		if (certrule_diags_write(diags, 0, 0, complain, stderr) != 0)
			fail(path, "nothing can be said");
		fail(path, "does not load");
	}
	certrule_diags_free(diags);
	certrule_schema_free(schema);
	return gate;
}

static struct certrule_fieldset *
make_fieldset(struct certrule_gate *gate)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);

	if (facts == NULL)
		fail("a fieldset", "no memory");
	return facts;
}

/* ----------------------------------------------------------------- comparing */

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* How many were. */
static size_t
compare(struct certrule_gate *gate, const char *policy,
    const struct requests *requests, double seconds)
{
	struct certrule_gate *reference;
	struct certrule_fieldset *ours, *theirs;
	clock_t end;
	size_t i;

	if (seconds <= 0)
		return 0;
	reference = load(policy, CERTRULE_REFERENCE | CERTRULE_NO_LINT);
	ours = make_fieldset(gate);
	theirs = make_fieldset(reference);
	end = clock() + (clock_t)(seconds * CLOCKS_PER_SEC);
	for (i = 0; i < requests->count && clock() < end; i++) {
		struct certrule_verdict a, b;

		apply(ours, requests->lines[i]);
		apply(theirs, requests->lines[i]);
		certrule_gate_decide(gate, ours, &a);
		certrule_gate_decide(reference, theirs, &b);
		if (a.action != b.action || !same_text(a.rule, b.rule) ||
		    !same_text(a.reason, b.reason))
			fail(requests->lines[i],
			    "the reference evaluator decides otherwise");
	}
	certrule_fieldset_free(ours);
	certrule_fieldset_free(theirs);
	certrule_gate_unref(reference);
	return i;
}

/* ----------------------------------------------------------------- measuring */

/* Once each to warm up, and once to be counted. */
static void
count_instructions(struct certrule_gate *gate, const struct requests *requests,
    size_t count, const char *name)
{
	struct certrule_fieldset *facts = make_fieldset(gate);
	struct certrule_verdict verdict;

	CALLGRIND_START_INSTRUMENTATION;
	for (size_t i = 0; i < count; i++) {
		apply(facts, requests->lines[i % requests->count]);
		certrule_gate_decide(gate, facts, &verdict);
		apply(facts, requests->lines[i % requests->count]);
		CALLGRIND_TOGGLE_COLLECT;
		certrule_gate_decide(gate, facts, &verdict);
		CALLGRIND_TOGGLE_COLLECT;
	}
	CALLGRIND_DUMP_STATS_AT(name);
	CALLGRIND_STOP_INSTRUMENTATION;
	certrule_fieldset_free(facts);
}

/* Linux forgets which pages were used when 1 is written here. */
static void
forget_pages(void)
{
	int file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);

	if (file < 0 || write(file, "1", 1) != 1)
		fail("/proc/self/clear_refs", "cannot be written");
	close(file);
}

/* KiB of what has no file behind it, the stack apart: the index, the code of
 * rules, the fieldset. */
static unsigned long
count_pages(void)
{
	FILE *file = fopen("/proc/self/smaps", "r");
	char line[1024], perms[8], name[512];
	unsigned long all = 0, some, inode = 1;
	bool ours = false;

	if (file == NULL)
		fail("/proc/self/smaps", "cannot be read");
	while (fgets(line, sizeof(line), file) != NULL) {
		int parts;

		name[0] = '\0';
		parts = sscanf(
		    line, "%*x-%*x %7s %*x %*s %lu %511s", perms, &inode, name);
		if (parts >= 2)
			ours = inode == 0 && strcmp(name, "[stack]") != 0 &&
			       perms[1] == 'w';
		if (ours && sscanf(line, "Referenced: %lu", &some) == 1)
			all += some;
	}
	fclose(file);
	return all;
}

static int
compare_numbers(const void *a, const void *b)
{
	unsigned long lhs = *(const unsigned long *)a;
	unsigned long rhs = *(const unsigned long *)b;

	return (lhs > rhs) - (lhs < rhs);
}

/* Of single decisions; those of this program's own between the two calls are
 * counted too, so what is printed is too much rather than too little. */
static void
print_touched(struct certrule_gate *gate, const struct requests *requests)
{
	struct certrule_fieldset *facts = make_fieldset(gate);
	unsigned long kib[64];
	size_t count = 0;

	for (size_t i = 0; i < 64 && i < requests->count; i++) {
		struct certrule_verdict verdict;

		apply(facts, requests->lines[i]);
		forget_pages();
		certrule_gate_decide(gate, facts, &verdict);
		kib[count++] = count_pages();
	}
	qsort(kib, count, sizeof(*kib), compare_numbers);
	printf(" touched_kib %lu touched_most_kib %lu program_bytes %zu",
	    kib[count / 2], kib[count - 1], gate->policy.program->bytes);
	certrule_fieldset_free(facts);
}

int
main(int argc, char **argv)
{
	struct requests requests = {NULL, 0};
	struct certrule_gate *gate;
	size_t count = 1000, compared;
	double seconds = 1;
	unsigned flags = CERTRULE_NO_LINT;
	bool counts_load = false;
	int option;

	while ((option = getopt(argc, argv, "c:lLwn:")) != -1) {
		if (option == 'c')
			seconds = atof(optarg);
		else if (option == 'n')
			count = strtoul(optarg, NULL, 10);
		else if (option == 'l')
			flags |= CERTRULE_LINEAR;
		else if (option == 'L')
			counts_load = true;
		else if (option == 'w')
			flags &= ~CERTRULE_NO_LINT;
		else
			return 2;
	}
	if (argc - optind != 3)
		fail("three arguments", "a name, a policy and requests");
	read_requests(&requests, argv[optind + 2]);
	if (counts_load) {
		CALLGRIND_START_INSTRUMENTATION;
		CALLGRIND_TOGGLE_COLLECT;
	}
	gate = load(argv[optind + 1], flags);
	if (counts_load) {
		CALLGRIND_TOGGLE_COLLECT;
		CALLGRIND_DUMP_STATS_AT(argv[optind]);
		certrule_gate_unref(gate);
		free_requests(&requests);
		return 0;
	}
	compared = compare(gate, argv[optind + 1], &requests, seconds);
	printf("%s rules %zu requests %zu compared %zu", argv[optind],
	    certrule_gate_rule_count(gate), requests.count, compared);
	if (RUNNING_ON_VALGRIND)
		count_instructions(gate, &requests, count, argv[optind]);
	else
		print_touched(gate, &requests);
	printf("\n");
	certrule_gate_unref(gate);
	free_requests(&requests);
	return 0;
}

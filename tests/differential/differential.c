/* SPDX-License-Identifier: MIT */
/*
 * differential [cases [seed [first policy [rules at most]]]]: random policies,
 * each asked for random facts by the reference evaluator, by the program, by the
 * program of the policy reloaded or formatted, and by the linear one.  All must
 * say the same: action, rule, place, reason, detail, logs.
 */
#include "differential.h"

#include "../../base/alloc.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES_DEFAULT 12000
#define RULES_DEFAULT 5000
#define FACTS_MAX     200
#define SAID_EVERY    50

enum evaluator {
	REFERENCE,
	LINEAR,
	COMPILED,
	AGAIN, /* compiled, of the same policy loaded once more */
	EVALUATORS
};

static const char *const names[EVALUATORS] = {
    "reference", "linear", "compiled", "compiled again"};

struct figures {
	uint64_t cases, policies, rules;
	uint64_t allow, block, action, defaults, unproven, errors, budget;
	uint64_t late; /* decided after the tenth rule */
	uint64_t logged;
};

struct differential {
	struct bed bed;
	struct figures figures;
	struct near near;
	struct certrule_gate *gates[EVALUATORS];
	struct certrule_fieldset *facts[EVALUATORS];
	/* The compiled ones share one, as policies of a server do. */
	struct client strangers[COMPILED], client;
};

/* -------------------------------------------------------------------- verdicts */

static bool
same_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

static bool
same_logs(const struct certrule_verdict *a, const struct certrule_verdict *b)
{
	if (a->log_count != b->log_count)
		return false;
	for (size_t i = 0; i < a->log_count; i++)
		if (!same_text(a->logs[i].rule, b->logs[i].rule) ||
		    a->logs[i].error != b->logs[i].error)
			return false;
	return true;
}

/* AGAIN may have other lines: it may have been formatted. */
static bool
same_verdict(const struct certrule_verdict *a, const struct certrule_verdict *b,
    bool lines)
{
	return a->action == b->action && same_text(a->rule, b->rule) &&
	       same_text(a->action_name, b->action_name) &&
	       same_text(a->tag, b->tag) && same_text(a->message, b->message) &&
	       same_text(a->reason, b->reason) && same_text(a->file, b->file) &&
	       a->status == b->status &&
	       (!lines ||
		   (a->line == b->line && same_text(a->detail, b->detail))) &&
	       same_logs(a, b);
}

static bool
is_reason(const struct certrule_verdict *verdict, const char *reason)
{
	return strcmp(verdict->reason, reason) == 0;
}

static void
count_verdict(struct differential *test, const struct certrule_verdict *verdict)
{
	struct figures *figures = &test->figures;

	figures->cases++;
	figures->allow += verdict->action == CERTRULE_ALLOW;
	figures->block += verdict->action == CERTRULE_BLOCK;
	figures->action += verdict->action == CERTRULE_HOST_ACTION;
	figures->defaults += is_reason(verdict, "default");
	figures->unproven += is_reason(verdict, "not_proven");
	figures->errors += is_reason(verdict, "error");
	figures->logged += verdict->log_count > 0;
	if (verdict->rule != NULL)
		figures->late += strtoul(verdict->rule + 1, NULL, 10) >= 10;
	else
		figures->late += test->near.rules > 10;
}

static void
print_verdict(const char *name, const struct certrule_verdict *verdict)
{
	printf("%-16s %d %s (line %u) %s: %s; %zu logs\n", name,
	    (int)verdict->action, verdict->rule == NULL ? "-" : verdict->rule,
	    verdict->line, verdict->reason, verdict->detail,
	    verdict->log_count);
}

/* -------------------------------------------------------------------- policies */

static struct certrule_gate *
load(struct differential *test, struct certrule_bytes text, unsigned flags)
{
	struct certrule_options options = {.flags = CERTRULE_NO_LINT | flags};

	return certrule_gate_load_mem(test->bed.schema, "policy",
	    (const char *)text.data, text.len, &options, test->bed.diags);
}

static int
append(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return 0;
}

/* Formatted, or reloaded. */
static struct certrule_gate *
load_again(struct differential *test, bool format)
{
	struct certrule_gate *gate = NULL;
	struct cr_buffer text;

	if (!format)
		return certrule_gate_reload(
		    test->gates[COMPILED], test->bed.diags);
	cr_buffer_init(&text, cr_alloc_default());
	if (certrule_format("policy", (const char *)test->bed.text.data,
		test->bed.text.len, test->bed.diags, append, &text) == 0)
		gate = load(test, cr_buffer_bytes(&text), 0);
	cr_buffer_fini(&text);
	return gate;
}

static int
open_policy(struct differential *test, bool again, bool format)
{
	struct certrule_bytes text = cr_buffer_bytes(&test->bed.text);

	certrule_diags_clear(test->bed.diags);
	test->gates[REFERENCE] = load(test, text, CERTRULE_REFERENCE);
	if (test->gates[REFERENCE] == NULL)
		return -1;
	test->gates[LINEAR] = load(test, text, CERTRULE_LINEAR);
	test->gates[COMPILED] = load(test, text, 0);
	if (again)
		test->gates[AGAIN] = load_again(test, format);
	for (int i = 0; i < (again ? EVALUATORS : AGAIN); i++) {
		if (test->gates[i] == NULL)
			return -1;
		test->facts[i] = certrule_fieldset_new(test->gates[i]);
		if (test->facts[i] == NULL)
			return -1;
	}
	return 0;
}

static void
close_policy(struct differential *test)
{
	for (int i = 0; i < EVALUATORS; i++) {
		certrule_fieldset_free(test->facts[i]);
		certrule_gate_unref(test->gates[i]);
		test->facts[i] = NULL;
		test->gates[i] = NULL;
	}
}

/* ----------------------------------------------------------------------- cases */

static bool
agree(struct differential *test, const struct certrule_verdict *verdicts)
{
	bool same = true;

	for (int i = 0; i < EVALUATORS; i++)
		if (test->gates[i] != NULL &&
		    is_reason(&verdicts[i], "work_budget")) {
			test->figures.budget++;
			return true;
		}
	for (int i = 1; i < EVALUATORS; i++)
		same &=
		    test->gates[i] == NULL || same_verdict(&verdicts[REFERENCE],
						  &verdicts[i], i != AGAIN);
	for (int i = 0; !same && i < EVALUATORS; i++)
		if (test->gates[i] != NULL)
			print_verdict(names[i], &verdicts[i]);
	return same;
}

static struct client *
find_client(struct differential *test, int evaluator)
{
	if (!test->near.client)
		return NULL;
	return evaluator < COMPILED ? &test->strangers[evaluator]
				    : &test->client;
}

/* One client makes several requests, to policies that follow each other. */
static void
choose_client(struct differential *test, uint64_t seed)
{
	struct random source;

	random_seed(&source, seed + 1);
	if (!test->near.client || random_below(&source, 40) != 0)
		return;
	for (int i = 0; i < COMPILED; i++)
		client_change(&test->strangers[i], seed);
	client_change(&test->client, seed);
}

static bool
try_facts(struct differential *test, uint64_t seed)
{
	struct certrule_verdict verdicts[EVALUATORS];

	choose_client(test, seed);
	for (int i = 0; i < EVALUATORS; i++) {
		struct random source;
		struct generate g = {
		    .source = &source, .words = test->bed.words};

		if (test->gates[i] == NULL)
			continue;
		random_seed(&source, seed);
		near_facts(&g, &test->near, test->facts[i],
		    test->gates[i]->policy.check.reads, find_client(test, i));
		certrule_gate_decide(
		    test->gates[i], test->facts[i], &verdicts[i]);
	}
	count_verdict(test, &verdicts[REFERENCE]);
	return agree(test, verdicts);
}

static void
print_text(struct differential *test)
{
	FILE *file = fopen("differential.rules", "w");

	if (file == NULL)
		return;
	fwrite(test->bed.text.data, 1, test->bed.text.len, file);
	fclose(file);
	printf("the policy is in differential.rules\n");
}

static void
print_diags(struct differential *test)
{
	struct certrule_diag diag;

	for (size_t i = 0; i < certrule_diags_count(test->bed.diags); i++) {
		certrule_diags_at(test->bed.diags, i, &diag);
		printf("%s:%u: %s\n", diag.file, diag.line, diag.message);
	}
}

static int
try_policy(struct differential *test, uint64_t seed, uint64_t number,
    unsigned most, uint64_t cases)
{
	struct random source;
	struct generate g;
	uint64_t count = FACTS_MAX;
	int result = 0;

	random_seed(&source, (seed << 40) + number);
	near_draw(&test->near, &source, most);
	g = bed_generate(&test->bed, &source);
	near_policy(&g, &test->near);
	if (test->near.rules < 20)
		count = 20;
	if (count > cases)
		count = cases;
	if (open_policy(test, number % 4 == 0, number % 8 == 0) != 0) {
		printf("seed %" PRIu64 " policy %" PRIu64 " does not load\n",
		    seed, number);
		print_diags(test);
		result = -1;
	}
	for (uint64_t i = 0; result == 0 && i < count; i++) {
		if (try_facts(test, (seed << 40) + (number << 16) + i))
			continue;
		printf("seed %" PRIu64 " policy %" PRIu64 " facts %" PRIu64
		       " differ\n",
		    seed, number, i);
		result = -1;
	}
	if (result != 0)
		print_text(test);
	close_policy(test);
	test->figures.policies++;
	test->figures.rules += test->near.rules;
	return result;
}

/* --------------------------------------------------------------------- figures */

static void
print_share(const char *what, uint64_t part, uint64_t all)
{
	printf("  %-28s %5.1f %%\n", what,
	    all == 0 ? 0 : 100.0 * (double)part / (double)all);
}

static void
print_figures(const struct figures *figures)
{
	uint64_t all = figures->cases;

	printf("%" PRIu64 " cases of %" PRIu64 " policies with %" PRIu64
	       " rules agree; %" PRIu64 " beyond the work budget set apart\n",
	    all, figures->policies, figures->rules, figures->budget);
	print_share("allow", figures->allow, all);
	print_share("block", figures->block, all);
	print_share("action", figures->action, all);
	print_share("error", figures->errors, all);
	print_share("not proven", figures->unproven, all);
	print_share("default", figures->defaults, all);
	print_share("with logs", figures->logged, all);
	print_share("decided after the tenth rule", figures->late, all);
}

static int
try_all(struct differential *test, uint64_t seed, uint64_t first, unsigned most,
    uint64_t cases)
{
	while (test->figures.cases < cases) {
		uint64_t number = first + test->figures.policies;

		if (try_policy(test, seed, number, most,
			cases - test->figures.cases) != 0)
			return -1;
		if (test->figures.policies % SAID_EVERY != 0 ||
		    cases <= CASES_DEFAULT)
			continue;
		fprintf(stderr, "\r%" PRIu64 " of %" PRIu64,
		    test->figures.cases, cases);
		fflush(stderr);
	}
	print_figures(&test->figures);
	return 0;
}

static uint64_t
number_argument(int argc, char **argv, int index, uint64_t otherwise)
{
	return argc > index ? strtoull(argv[index], NULL, 10) : otherwise;
}

int
main(int argc, char **argv)
{
	static struct differential test;
	uint64_t cases = number_argument(argc, argv, 1, CASES_DEFAULT);
	uint64_t seed = number_argument(argc, argv, 2, 1);
	uint64_t first = number_argument(argc, argv, 3, 0);
	uint64_t most = number_argument(argc, argv, 4, RULES_DEFAULT);
	int status = EXIT_FAILURE;

	if (bed_open(&test.bed) != 0)
		printf("the bed does not open\n");
	else {
		near_trust(test.bed.schema);
		if (try_all(&test, seed, first, (unsigned)most, cases) == 0)
			status = EXIT_SUCCESS;
	}
	client_change(&test.client, 0);
	bed_close(&test.bed);
	return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * differential [cases [seed [first policy [rules at most]]]]: random policies,
 * each asked for random facts by the reference evaluator, by the program, by the
 * program of the policy reloaded or formatted, and by the linear one.  All must
 * say the same: action, rule, place, reason, detail, logs.
 */
#include "evaluators.h"

#include "../random/figures.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASES_DEFAULT 12000
#define RULES_DEFAULT 5000
#define FACTS_MAX     200
#define SAID_EVERY    50
#define RULES_COUNTED 50

struct counts {
	uint64_t cases, policies, rules;
	uint64_t allow, block, action, defaults, unproven, errors, budget;
	uint64_t late; /* decided after the tenth rule */
	uint64_t logged;
};

struct differential {
	struct bed bed;
	struct counts counts;
	struct figures figures;
	struct near near;
	struct near_files files;
	struct evaluators evaluators;
	bool apart; /* each is told the facts by itself */
	/* The compiled ones share one, as policies of a server do. */
	struct client strangers[COMPILED], client;
};

/* --------------------------------------------------------------------- figures */

static bool
is_reason(const struct certrule_verdict *verdict, const char *reason)
{
	return strcmp(verdict->reason, reason) == 0;
}

static void
count_verdict(struct differential *test, const struct certrule_verdict *verdict)
{
	struct counts *counts = &test->counts;

	counts->cases++;
	counts->allow += verdict->action == CERTRULE_ALLOW;
	counts->block += verdict->action == CERTRULE_BLOCK;
	counts->action += verdict->action == CERTRULE_HOST_ACTION;
	counts->defaults += is_reason(verdict, "default");
	counts->unproven += is_reason(verdict, "not_proven");
	counts->errors += is_reason(verdict, "error");
	counts->logged += verdict->log_count > 0;
	if (verdict->rule != NULL)
		counts->late += strtoul(verdict->rule + 1, NULL, 10) >= 10;
	else
		counts->late += test->near.rules > 10;
}

/* ----------------------------------------------------------------------- cases */

static struct client *
find_client(struct differential *test, int evaluator)
{
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

static void
draw_facts(struct differential *test, uint64_t seed, enum evaluator which)
{
	struct certrule_fieldset *facts = test->evaluators.facts[which];
	struct random source;
	struct generate g = {.source = &source, .words = test->bed.words};

	random_seed(&source, seed);
	if (which == REFERENCE || test->apart)
		near_facts(&g, &test->near, facts,
		    test->evaluators.gates[which]->policy.check.reads);
	else
		near_share(facts, test->evaluators.facts[REFERENCE]);
	random_seed(&source, seed + 2);
	if (test->near.client)
		near_connect(&g, &test->near, facts, find_client(test, which));
}

static bool
try_facts(struct differential *test, uint64_t seed)
{
	struct certrule_verdict verdicts[EVALUATORS];

	choose_client(test, seed);
	for (int i = 0; i < EVALUATORS; i++)
		if (test->evaluators.gates[i] != NULL)
			draw_facts(test, seed, i);
	if (!evaluators_decide(&test->evaluators, verdicts)) {
		test->counts.budget++;
		return true;
	}
	count_verdict(test, &verdicts[REFERENCE]);
	return evaluators_agree(&test->evaluators, verdicts) &&
	       evaluators_lawful(&test->evaluators, &verdicts[REFERENCE]);
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

/* Some of its comparisons, on the facts drawn last. */
static void
count_operators(struct differential *test)
{
	const struct cr_policy *policy =
	    &test->evaluators.gates[REFERENCE]->policy;
	size_t step = policy->rule_count / RULES_COUNTED + 1;

	for (size_t i = 0; i < policy->rule_count; i += step)
		figures_count(&test->figures, test->evaluators.facts[REFERENCE],
		    policy->rules[i].expr);
}

static int
open_policy(struct differential *test, uint64_t number)
{
	struct evaluators_load load = {.schema = test->bed.schema,
	    .diags = test->bed.diags,
	    .files = test->files.files,
	    .file_count = test->files.count,
	    .again = number % 4 != 0   ? AGAIN_NONE
		     : number % 8 == 0 ? AGAIN_FORMATTED
				       : AGAIN_RELOADED,
	    .apart = number % 16 == 1};

	test->apart = load.apart;
	return evaluators_open(&test->evaluators, &load);
}

static int
try_policy(struct differential *test, uint64_t seed, uint64_t number,
    unsigned most, uint64_t cases)
{
	struct random source;
	struct generate g;
	struct cuts cuts;
	uint64_t count = FACTS_MAX;
	int result = 0;

	random_seed(&source, (seed << 40) + number);
	near_draw(&test->near, &source, most);
	g = bed_generate(&test->bed, &source);
	near_policy(&g, &test->near, &cuts);
	near_files_init(&test->files, &source, cr_buffer_bytes(&test->bed.text),
	    &cuts, test->near.split);
	if (test->near.rules < 20)
		count = 20;
	if (count > cases)
		count = cases;
	if (open_policy(test, number) != 0) {
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
	else
		count_operators(test);
	evaluators_close(&test->evaluators);
	near_files_fini(&test->files);
	test->counts.policies++;
	test->counts.rules += test->near.rules;
	return result;
}

static void
print_share(const char *what, uint64_t part, uint64_t all)
{
	printf("  %-28s %5.1f %%\n", what,
	    all == 0 ? 0 : 100.0 * (double)part / (double)all);
}

static void
print_counts(const struct counts *counts)
{
	uint64_t all = counts->cases;

	printf("%" PRIu64 " cases of %" PRIu64 " policies with %" PRIu64
	       " rules agree; %" PRIu64 " beyond the work budget set apart\n",
	    all, counts->policies, counts->rules, counts->budget);
	print_share("allow", counts->allow, all);
	print_share("block", counts->block, all);
	print_share("action", counts->action, all);
	print_share("error", counts->errors, all);
	print_share("not proven", counts->unproven, all);
	print_share("default", counts->defaults, all);
	print_share("with logs", counts->logged, all);
	print_share("decided after the tenth rule", counts->late, all);
}

static int
try_all(struct differential *test, uint64_t seed, uint64_t first, unsigned most,
    uint64_t cases)
{
	while (test->counts.cases < cases) {
		uint64_t number = first + test->counts.policies;

		if (try_policy(test, seed, number, most,
			cases - test->counts.cases) != 0)
			return -1;
		if (test->counts.policies % SAID_EVERY != 0 ||
		    cases <= CASES_DEFAULT)
			continue;
		fprintf(stderr, "\r%" PRIu64 " of %" PRIu64, test->counts.cases,
		    cases);
		fflush(stderr);
	}
	print_counts(&test->counts);
	if (cases > CASES_DEFAULT)
		figures_print(&test->figures);
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

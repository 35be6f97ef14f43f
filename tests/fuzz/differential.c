/* SPDX-License-Identifier: MIT */
/*
 * The policies and facts of tests/differential, chosen by the bytes: the
 * reference evaluator, the linear and the compiled program say the same, and so
 * does the compiled one of the policy in canonical form.
 */
#include "../differential/evaluators.h"
#include "fuzz.h"

#define RULES_MAX 24
#define FACTS	  6

static struct bed *
get_bed(void)
{
	static bool bound;
	struct bed *bed = fuzz_bed();

	if (!bound)
		near_trust(bed->schema);
	bound = true;
	return bed;
}

/* The same for each, of what is left of the bytes. */
static void
draw_facts(
    struct evaluators *evaluators, struct generate *g, const struct near *near)
{
	struct random start = *g->source;

	for (int i = 0; i < EVALUATORS; i++) {
		if (evaluators->gates[i] == NULL)
			continue;
		*g->source = start;
		near_facts(g, near, evaluators->facts[i],
		    evaluators->gates[i]->policy.check.reads);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct certrule_verdict verdicts[EVALUATORS];
	struct bed *bed = get_bed();
	struct evaluators evaluators;
	struct certrule_bytes text;
	struct random source;
	struct generate g;
	struct near near;
	struct near_files files;
	struct cuts cuts;
	struct evaluators_load load = {
	    .schema = bed->schema, .diags = bed->diags, .files = files.files};

	random_bytes(&source, data, len);
	near_draw(&near, &source, RULES_MAX);
	near.client = false;
	load.again = random_below(&source, 3);
	g = bed_generate(bed, &source);
	near_policy(&g, &near, &cuts);
	text = cr_buffer_bytes(&bed->text);
	near_files_init(&files, &source, text, &cuts, near.split);
	load.file_count = files.count;
	if (evaluators_open(&evaluators, &load) != 0)
		fuzz_report("what was generated is refused", text);
	for (int i = 0; i < FACTS; i++) {
		draw_facts(&evaluators, &g, &near);
		if (evaluators_decide(&evaluators, verdicts) &&
		    !(evaluators_agree(&evaluators, verdicts) &&
			evaluators_lawful(&evaluators, &verdicts[REFERENCE])))
			fuzz_report("they differ", text);
	}
	evaluators_close(&evaluators);
	near_files_fini(&files);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * The cases of .t files without memory: each policy is loaded, formatted and
 * asked, each expression compiled and run, with the facts of its case.  What is
 * expected is what comes of it with memory; whether that is right, certrule test
 * says.
 */
#include "../../cli/test_file.h"
#include "../../cli/text.h"
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

static struct cr_test_file file;
/* The case in hand, and what cases before it said that holds for it, too. */
static const struct cr_test_case *test;
static const struct cr_test_block *kept[CR_TEST_BLOCK_COUNT];
static struct certrule_schema *schema;
static bool loads;

static const enum cr_test_block_id kept_ids[] = {CR_TEST_POLICY,
    CR_TEST_POLICY_FILE, CR_TEST_CA, CR_TEST_CRL, CR_TEST_HOST, CR_TEST_PATH};

int
cases_read(const char *path, void (*each)(void))
{
	if (cr_test_file_read(&file, path) != 0)
		return -1;
	for (size_t i = 0; i < file.case_count; i++) {
		test = &file.cases[i];
		if (test->blocks[CR_TEST_POLICY].given ||
		    test->blocks[CR_TEST_POLICY_FILE].given)
			memset(kept, 0, sizeof(kept));
		for (size_t j = 0; j < sizeof(kept_ids) / sizeof(*kept_ids);
		     j++)
			if (test->blocks[kept_ids[j]].given)
				kept[kept_ids[j]] = &test->blocks[kept_ids[j]];
		loads = true;
		each();
		/* A policy that was to fail is gone after its case. */
		if (test->blocks[CR_TEST_FAILS].given && !loads)
			memset(kept, 0, sizeof(kept));
	}
	memset(kept, 0, sizeof(kept));
	cr_test_file_fini(&file);
	return 0;
}

/* The first line of what this case or, if it holds beyond, one before it says;
 * false: nothing. */
static bool
first_line(enum cr_test_block_id id, char *line, size_t size)
{
	const struct cr_test_block *block = &test->blocks[id];

	if (!block->given)
		block = kept[id];
	if (block == NULL)
		return false;
	snprintf(line, size, "%.*s",
	    (int)strcspn(cr_text_get(&block->text), "\n"),
	    cr_text_get(&block->text));
	return true;
}

/* ---------------------------------------------------------------------- load */

#define SETTINGS_MAX 16

static struct certrule_diags *diags;
static struct certrule_gate *gate, *other;

static void
add_settings(struct certrule_options *options,
    struct certrule_setting *settings, char lines[][256],
    enum cr_test_block_id id, const char *name)
{
	size_t at = options->setting_count;

	if (!first_line(id, lines[at], sizeof(lines[at])))
		return;
	settings[at].name = name;
	settings[at].value = lines[at];
	options->settings = settings;
	options->setting_count++;
}

static struct certrule_gate *
load(unsigned flags)
{
	struct certrule_options options = {
	    .flags = flags, .now = WORLD_NOW, .now_set = 1};
	const struct cr_test_block *policy = kept[CR_TEST_POLICY];
	struct certrule_setting settings[2];
	char path[256], lines[2][256];

	add_settings(&options, settings, lines, CR_TEST_CA, "ca");
	add_settings(&options, settings, lines, CR_TEST_CRL, "crl");
	if (policy == NULL && first_line(CR_TEST_POLICY_FILE, path, 256))
		return certrule_gate_load(schema, path, &options, diags);
	return certrule_gate_load_mem(schema, "policy",
	    policy == NULL ? "" : cr_text_get(&policy->text),
	    policy == NULL ? 0 : policy->text.len, &options, diags);
}

static void
begin_load(void)
{
	sweep_pause();
	schema = world_schema();
	diags = certrule_diags_new(NULL);
	MUST(diags != NULL);
	gate = load(0);
	loads = gate != NULL;
	certrule_diags_free(diags);
	diags = NULL;
	sweep_resume();
}

static void
end_load(void)
{
	certrule_gate_unref(gate);
	certrule_schema_free(schema);
}

static void
act_load(void)
{
	diags = certrule_diags_new(&fault.alloc);
	other = diags == NULL ? NULL : load(CERTRULE_PORTABLE);
}

static int
forget(void *context, const char *text, size_t len)
{
	(void)context;
	(void)text;
	(void)len;
	return 0;
}

/* What is refused with memory is refused without it, and says why. */
static void
check_load(void)
{
	MUST(other == NULL || gate != NULL);
	MUST(other != NULL || gate == NULL || sweep_failed());
	if (diags != NULL)
		MUST((other == NULL) ==
		     (certrule_diags_error_count(diags) != 0));
	for (size_t i = 0; diags != NULL && i < certrule_diags_count(diags);
	     i++)
		MUST(certrule_diags_write(diags, i, 0, forget, NULL) == 0);
	certrule_gate_unref(other);
	certrule_diags_free(diags);
}

/* -------------------------------------------------------------------- format */

static int result;

static void
prepare_diags(void)
{
	diags = certrule_diags_new(&fault.alloc);
	MUST(diags != NULL);
	result = 0;
}

static void
act_format(void)
{
	const struct cr_test_block *policy = kept[CR_TEST_POLICY];

	if (policy != NULL && gate != NULL)
		result = certrule_format("policy", cr_text_get(&policy->text),
		    policy->text.len, diags, forget, NULL);
}

static void
act_summary(void)
{
	if (gate != NULL && certrule_gate_write_summary(gate, 1, forget, NULL))
		result = -1;
	if (gate != NULL && certrule_gate_write_summary(gate, 0, forget, NULL))
		result = -1;
}

static void
check_result(void)
{
	MUST(result == 0 || sweep_failed());
	certrule_diags_free(diags);
}

/* --------------------------------------------------------------------- facts */

static struct certrule_peer *peer;
static struct certrule_fieldset *facts;
static bool facts_are_valid;

static int
set_fields(struct certrule_fieldset *to)
{
	const struct cr_text *text = &test->blocks[CR_TEST_FIELDS].text;
	const char *why;

	if (!test->blocks[CR_TEST_FIELDS].given)
		return 0;
	return certrule_fieldset_set_json(
	    to, cr_text_get(text), text->len, &why);
}

static struct certrule_fieldset *
make_facts(bool with_fields)
{
	struct certrule_fieldset *made = certrule_fieldset_new(gate);
	char leaf[256], chain[256], line[256];
	bool has_chain = first_line(CR_TEST_CHAIN, chain, sizeof(chain));

	MUST(made != NULL);
	peer = NULL;
	certrule_fieldset_set_time(made, WORLD_NOW);
	if (first_line(CR_TEST_HOST, line, sizeof(line)))
		(void)certrule_fieldset_set_host(made, line, strlen(line));
	if (first_line(CR_TEST_PATH, line, sizeof(line)))
		(void)certrule_fieldset_set_path(made, line, strlen(line));
	if (first_line(CR_TEST_CERT, leaf, sizeof(leaf)))
		peer = certrule_peer_from_file(
		    &fault.alloc, leaf, has_chain ? chain : NULL, NULL);
	(void)certrule_fieldset_set_peer(made, peer);
	if (with_fields)
		(void)set_fields(made);
	return made;
}

static void
free_facts(void)
{
	certrule_fieldset_free(facts);
	certrule_peer_free(peer);
}

static void
begin_facts(void)
{
	begin_load();
	if (gate == NULL)
		return;
	facts = make_facts(false);
	facts_are_valid = set_fields(facts) == 0;
	free_facts();
}

static void
prepare_facts(void)
{
	prepare_diags();
	facts = NULL;
	peer = NULL;
	if (gate != NULL)
		facts = make_facts(false);
}

static void
act_facts(void)
{
	result = facts == NULL ? 0 : set_fields(facts);
}

static void
check_facts(void)
{
	if (facts != NULL && facts_are_valid)
		MUST(result == 0 || sweep_failed());
	if (facts != NULL && !facts_are_valid)
		MUST(result != 0);
	free_facts();
	certrule_diags_free(diags);
}

/* ------------------------------------------------------------------ decisions */

static enum certrule_action wanted_action;
static struct certrule_verdict verdict;

static void
begin_decide(void)
{
	begin_load();
	wanted_action = CERTRULE_BLOCK;
	if (gate == NULL)
		return;
	facts = make_facts(true);
	certrule_gate_decide(gate, facts, &verdict);
	wanted_action = verdict.action;
	free_facts();
}

static void
prepare_decide(void)
{
	prepare_diags();
	facts = NULL;
	peer = NULL;
	verdict.action = CERTRULE_BLOCK;
	if (gate != NULL)
		facts = make_facts(true);
}

static void
act_decide(void)
{
	if (facts != NULL)
		certrule_gate_decide(gate, facts, &verdict);
}

static void
act_explain(void)
{
	if (facts == NULL)
		return;
	certrule_gate_decide(gate, facts, &verdict);
	result = certrule_gate_explain(gate, facts, forget, NULL);
	if (certrule_verdict_json(gate, facts, &verdict, forget, NULL) != 0)
		result = -1;
	if (certrule_verdict_write(gate, facts, &verdict, 1, forget, NULL) != 0)
		result = -1;
}

static void
check_decide(void)
{
	MUST(verdict.action == wanted_action ||
	     (sweep_failed() && verdict.action == CERTRULE_BLOCK));
	free_facts();
	check_result();
}

static void
act_fields(void)
{
	int count = gate == NULL ? 0 : certrule_gate_field_count(gate);

	for (int i = 0; i < count; i++)
		(void)certrule_fieldset_get(facts, i);
}

/* What was found out without memory is not taken for more than it is. */
static void
check_fields(void)
{
	act_decide();
	check_decide();
}

/* ---------------------------------------------------------------- expressions */

static enum certrule_outcome wanted_outcome, outcome;
static bool compiles;

static void
run_expression(void)
{
	const struct cr_text *text = &test->blocks[CR_TEST_EXPRESSION].text;
	struct certrule_options options = {.flags = CERTRULE_PORTABLE};
	struct certrule_filter *filter;

	outcome = CERTRULE_UNDECIDED;
	if (!test->blocks[CR_TEST_EXPRESSION].given || facts == NULL)
		return;
	filter = certrule_filter_compile(
	    gate, cr_text_get(text), text->len, &options, diags);
	compiles = filter != NULL;
	if (filter == NULL)
		return;
	outcome = certrule_filter_run(filter, facts, NULL);
	result = certrule_filter_explain(filter, facts, forget, NULL);
	certrule_filter_free(filter);
}

static bool would_compile;

static void
begin_expression(void)
{
	begin_load();
	compiles = false;
	prepare_decide();
	run_expression();
	would_compile = compiles;
	wanted_outcome = outcome;
	free_facts();
	certrule_diags_free(diags);
}

/* Undecided, but never the other side. */
static void
check_expression(void)
{
	MUST(outcome == wanted_outcome ||
	     (sweep_failed() && outcome == CERTRULE_UNDECIDED));
	MUST(compiles == would_compile || (sweep_failed() && would_compile));
	free_facts();
	check_result();
}

const struct scenario case_scenarios[] = {
    {"load", begin_load, NULL, act_load, check_load, end_load},
    {"format", begin_load, prepare_diags, act_format, check_result, end_load},
    {"summary", begin_load, prepare_diags, act_summary, check_result, end_load},
    {"facts", begin_facts, prepare_facts, act_facts, check_facts, end_load},
    {"decide", begin_decide, prepare_decide, act_decide, check_decide,
	end_load},
    {"explain", begin_decide, prepare_decide, act_explain, check_decide,
	end_load},
    {"fields", begin_decide, prepare_decide, act_fields, check_fields,
	end_load},
    {"expression", begin_expression, prepare_decide, run_expression,
	check_expression, end_load},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

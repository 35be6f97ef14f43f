/* SPDX-License-Identifier: MIT */
/*
 * Runs test cases against the libraries in this process; `run` blocks in one of
 * their own.
 *
 * What a case says of the policy's settings and of host and path holds for the
 * cases after it, until it is said anew or the next policy comes; certificate
 * and fields hold for their case only.  A policy that was to fail is gone after
 * its case.
 */
#include "test_run.h"
#include "clock.h"
#include "test_parts.h"

#include <stdlib.h>
#include <string.h>

/* Blocks that hold beyond their case. */
static const enum cr_test_block_id kept_ids[] = {CR_TEST_POLICY,
    CR_TEST_POLICY_FILE, CR_TEST_CA, CR_TEST_CRL, CR_TEST_AT, CR_TEST_HOST,
    CR_TEST_PATH};
enum {
	KEPT_COUNT = sizeof(kept_ids) / sizeof(*kept_ids)
};

void
cr_test_one_fail(
    const struct cr_test_one *one, const char *what, const char *because)
{
	cr_text_printf(one->failure, "%s: ", what);
	cr_text_escape(one->failure, because, strlen(because));
	cr_text_add(one->failure, "\n");
}

const struct cr_test_block *
cr_test_one_block(const struct cr_test_one *one, enum cr_test_block_id id)
{
	const struct cr_test_block *block = &one->test->blocks[id];

	return block->given ? block : NULL;
}

/* ---------------------------------------------------------------------- setup */

int
cr_test_run_init(struct cr_test_run *run)
{
	memset(run, 0, sizeof(*run));
	run->schema = certrule_schema_new(NULL);
	run->diags = certrule_diags_new(NULL);
	if (run->schema == NULL || run->diags == NULL)
		return -1;
	return certrule_openssl_register(run->schema);
}

static void
forget_gate(struct cr_test_run *run)
{
	certrule_gate_unref(run->gate);
	run->gate = NULL;
	run->loaded = false;
}

void
cr_test_run_fini(struct cr_test_run *run)
{
	forget_gate(run);
	certrule_diags_free(run->diags);
	certrule_schema_free(run->schema);
	cr_text_fini(&run->loaded_from);
}

void
cr_test_run_begin(struct cr_test_run *run, const struct cr_test_file *file)
{
	forget_gate(run);
	memset(run->kept, 0, sizeof(run->kept));
	run->file = file;
}

static bool
has_policy(const struct cr_test_run *run)
{
	return run->kept[CR_TEST_POLICY] != NULL ||
	       run->kept[CR_TEST_POLICY_FILE] != NULL;
}

bool
cr_test_one_has_policy(const struct cr_test_one *one)
{
	return has_policy(one->run);
}

static void
keep_blocks(struct cr_test_run *run, const struct cr_test_case *test)
{
	if (test->blocks[CR_TEST_POLICY].given ||
	    test->blocks[CR_TEST_POLICY_FILE].given || !has_policy(run))
		memset(run->kept, 0, sizeof(run->kept));
	for (size_t i = 0; i < KEPT_COUNT; i++) {
		const struct cr_test_block *block = &test->blocks[kept_ids[i]];

		if (block->given)
			run->kept[kept_ids[i]] = block;
	}
}

/* ----------------------------------------------------------------------- gate */

/* The texts that a gate depends on; when they are the same, so is the gate. */
static void
describe_load(const struct cr_test_run *run, struct cr_text *text)
{
	for (size_t i = 0; i < KEPT_COUNT; i++) {
		const struct cr_test_block *block = run->kept[kept_ids[i]];

		if (block == NULL || kept_ids[i] == CR_TEST_HOST ||
		    kept_ids[i] == CR_TEST_PATH)
			continue;
		cr_text_printf(text, "%s:%u\n", cr_test_file_label(kept_ids[i]),
		    kept_ids[i] == CR_TEST_POLICY ? block->line : 0);
		cr_text_add(text, cr_text_get(&block->text));
	}
}

static int
add_settings(struct certrule_options *options,
    struct certrule_setting *settings, const char *name,
    const struct cr_test_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++) {
		settings[options->setting_count].name = name;
		settings[options->setting_count++].value = lines->items[i];
	}
	options->settings = settings;
	return 0;
}

static int
set_time(const struct cr_test_one *one, struct certrule_options *options)
{
	const struct cr_test_block *at = one->run->kept[CR_TEST_AT];
	char *text = cr_test_lines_first(at);
	int result = 0;

	if (text != NULL) {
		options->now_set = 1;
		if (!cr_clock_parse(text, &options->now)) {
			cr_test_one_fail(
			    one, "at", "a time is 2026-12-01T00:00:00Z");
			result = -1;
		}
	}
	free(text);
	return result;
}

static void
load_policy(
    const struct cr_test_one *one, const struct certrule_options *options)
{
	struct cr_test_run *run = one->run;
	const struct cr_test_block *policy = run->kept[CR_TEST_POLICY];
	char *path = cr_test_lines_first(run->kept[CR_TEST_POLICY_FILE]);

	if (path != NULL)
		run->gate =
		    certrule_gate_load(run->schema, path, options, run->diags);
	else if (policy != NULL)
		run->gate = certrule_gate_load_mem(run->schema, "policy",
		    cr_text_get(&policy->text), policy->text.len, options,
		    run->diags);
	else
		run->gate = certrule_gate_load_mem(
		    run->schema, "policy", "", 0, options, run->diags);
	free(path);
}

/* -1: the case cannot go on, and failure says why. */
static int
load(const struct cr_test_one *one)
{
	struct cr_test_run *run = one->run;
	struct certrule_options options;
	struct certrule_setting *settings;
	struct cr_test_lines ca, crl;
	int result = -1;

	memset(&options, 0, sizeof(options));
	memset(&crl, 0, sizeof(crl));
	forget_gate(run);
	certrule_diags_clear(run->diags);
	if (cr_test_lines_init(&ca, run->kept[CR_TEST_CA]) != 0 ||
	    cr_test_lines_init(&crl, run->kept[CR_TEST_CRL]) != 0 ||
	    (settings = calloc(ca.count + crl.count + 1, sizeof(*settings))) ==
		NULL) {
		cr_test_one_fail(one, "load", "out of memory");
	} else {
		add_settings(&options, settings, "ca", &ca);
		add_settings(&options, settings, "crl", &crl);
		result = set_time(one, &options);
		if (result == 0)
			load_policy(one, &options);
		free(settings);
	}
	cr_test_lines_fini(&ca);
	cr_test_lines_fini(&crl);
	run->loaded = result == 0;
	return result;
}

static int
ensure_gate(const struct cr_test_one *one)
{
	struct cr_test_run *run = one->run;
	struct cr_text from;
	int result = 0;

	cr_text_init(&from);
	describe_load(run, &from);
	if (!run->loaded || from.failed ||
	    strcmp(cr_text_get(&from), cr_text_get(&run->loaded_from)) != 0) {
		result = load(one);
		cr_text_fini(&run->loaded_from);
		run->loaded_from = from;
		return result;
	}
	cr_text_fini(&from);
	return 0;
}

void
cr_test_run_case(struct cr_test_run *run, const struct cr_test_case *test,
    struct cr_text *failure)
{
	struct cr_test_one one;

	memset(&one, 0, sizeof(one));
	one.run = run;
	one.test = test;
	one.failure = failure;
	if (test->blocks[CR_TEST_RUN].given) {
		cr_test_judge_run(&one);
	} else {
		keep_blocks(run, test);
		if (ensure_gate(&one) == 0)
			cr_test_judge_loaded(&one);
	}
	certrule_fieldset_free(one.facts);
	certrule_peer_free(one.peer);
	cr_test_lines_fini(&one.hosts);
	cr_test_lines_fini(&one.assignments);
	if (test->blocks[CR_TEST_FAILS].given &&
	    (run->gate == NULL || !has_policy(run)))
		memset(run->kept, 0, sizeof(run->kept));
	if (failure->failed) {
		cr_text_clear(failure);
		cr_text_add(failure, "out of memory\n");
	}
}

/* SPDX-License-Identifier: MIT */
/* What a test case says should come out, beside what does. */
#include "test_compare.h"
#include "test_parts.h"
#include "test_spawn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
cr_test_judge_text(
    const struct cr_test_one *one, enum cr_test_block_id id, const char *got)
{
	const struct cr_test_block *block = cr_test_one_block(one, id);

	if (block != NULL &&
	    !cr_test_compare_same(cr_text_get(&block->text), got))
		cr_test_compare_report(one->failure, cr_test_file_label(id),
		    cr_text_get(&block->text), got);
}

/* What was printed, whole or in part. */
static void
judge_printed(const struct cr_test_one *one, const char *got)
{
	const struct cr_test_block *holds =
	    cr_test_one_block(one, CR_TEST_HOLDS);

	cr_test_judge_text(one, CR_TEST_PRINTS, got);
	if (holds != NULL &&
	    cr_test_compare_held(cr_text_get(&holds->text), got) != NULL)
		cr_test_compare_report(one->failure, "holds, and from here not",
		    cr_test_compare_held(cr_text_get(&holds->text), got), got);
}

static void
write_diags(const struct certrule_diags *diags, bool warnings_only,
    struct cr_text *text)
{
	size_t count = certrule_diags_count(diags);
	struct certrule_diag diag;

	for (size_t i = 0; i < count; i++) {
		certrule_diags_at(diags, i, &diag);
		if (warnings_only && diag.severity == CERTRULE_DIAG_ERROR)
			continue;
		if (certrule_diags_write(diags, i, 0, cr_text_write, text) != 0)
			text->failed = true;
	}
}

/* Whatever was refused: as it should have been, or not. */
static void
judge_refusal(const struct cr_test_one *one, const struct certrule_diags *diags)
{
	struct cr_text text;

	cr_text_init(&text);
	write_diags(diags, false, &text);
	if (cr_test_one_block(one, CR_TEST_FAILS) != NULL)
		cr_test_judge_text(one, CR_TEST_FAILS, cr_text_get(&text));
	else
		cr_test_compare_report(one->failure, "it should not be refused",
		    "", cr_text_get(&text));
	cr_text_fini(&text);
}

/* One policy is the same in all cases, whatever time they are judged at. */
static void
cover_decision(
    const struct cr_test_one *one, const struct certrule_verdict *verdict)
{
	struct cr_test_run *run = one->run;
	const struct cr_test_block *policy = run->kept[CR_TEST_POLICY];
	char *path = cr_test_lines_first(run->kept[CR_TEST_POLICY_FILE]);
	char *full = path != NULL ? realpath(path, NULL) : NULL;
	struct cr_text key;

	cr_text_init(&key);
	if (policy != NULL)
		cr_text_printf(&key, "%s:%u", run->file->path, policy->line);
	else
		cr_text_add(&key, full != NULL ? full : "");
	cr_test_cover_add(
	    run->cover, cr_text_get(&key), run->gate, one->facts, verdict);
	cr_text_fini(&key);
	free(full);
	free(path);
}

static void
check_want(struct cr_test_one *one)
{
	struct cr_test_run *run = one->run;
	const struct cr_test_block *want = cr_test_one_block(one, CR_TEST_WANT);
	struct certrule_verdict verdict;
	struct cr_text plain, placed;

	if (want == NULL || cr_test_facts_set(one) != 0)
		return;
	if (!cr_test_one_has_policy(one)) {
		cr_test_one_fail(one, "want", "no policy is in force");
		return;
	}
	cr_text_init(&plain);
	cr_text_init(&placed);
	certrule_gate_decide(run->gate, one->facts, &verdict);
	if (certrule_verdict_write(run->gate, one->facts, &verdict, 0,
		cr_text_write, &plain) != 0 ||
	    certrule_verdict_write(run->gate, one->facts, &verdict, 1,
		cr_text_write, &placed) != 0)
		cr_test_one_fail(one, "want", "out of memory");
	else if (!cr_test_compare_same(
		     cr_text_get(&want->text), cr_text_get(&placed)))
		cr_test_judge_text(one, CR_TEST_WANT, cr_text_get(&plain));
	if (run->cover != NULL)
		cover_decision(one, &verdict);
	cr_text_fini(&plain);
	cr_text_fini(&placed);
}

static void
check_outcome(const struct cr_test_one *one, enum certrule_outcome outcome,
    const char *why)
{
	const struct cr_test_block *error =
	    cr_test_one_block(one, CR_TEST_ERROR);
	struct cr_text got;

	cr_text_init(&got);
	if (outcome == CERTRULE_UNDECIDED)
		cr_text_printf(&got, "error: %s", why);
	else
		cr_text_add(&got, outcome == CERTRULE_TRUE ? "true" : "false");
	if (cr_test_one_block(one, CR_TEST_TRUE) != NULL &&
	    outcome != CERTRULE_TRUE)
		cr_test_one_fail(
		    one, "it should be true, and is", cr_text_get(&got));
	if (cr_test_one_block(one, CR_TEST_FALSE) != NULL &&
	    outcome != CERTRULE_FALSE)
		cr_test_one_fail(
		    one, "it should be false, and is", cr_text_get(&got));
	if (error != NULL && outcome != CERTRULE_UNDECIDED)
		cr_test_one_fail(
		    one, "it should be an error, and is", cr_text_get(&got));
	else if (error != NULL && error->text.len > 0)
		cr_test_judge_text(one, CR_TEST_ERROR, why);
	cr_text_fini(&got);
}

static bool
expects_outcome(const struct cr_test_one *one)
{
	return cr_test_one_block(one, CR_TEST_TRUE) != NULL ||
	       cr_test_one_block(one, CR_TEST_FALSE) != NULL ||
	       cr_test_one_block(one, CR_TEST_ERROR) != NULL;
}

/* The text of an expression does not end with a newline. */
static size_t
expression_length(const struct cr_text *text)
{
	return text->len > 0 ? text->len - 1 : 0;
}

static void
check_expression(struct cr_test_one *one, struct cr_text *warnings)
{
	const struct cr_test_block *block =
	    cr_test_one_block(one, CR_TEST_EXPRESSION);
	struct certrule_diags *diags;
	struct certrule_filter *filter;
	enum certrule_outcome outcome;
	const char *why = "undecided";

	if (block == NULL)
		return;
	diags = certrule_diags_new(NULL);
	if (diags == NULL) {
		cr_test_one_fail(one, "expression", "out of memory");
		return;
	}
	filter =
	    certrule_filter_compile(one->run->gate, cr_text_get(&block->text),
		expression_length(&block->text), NULL, diags);
	if (filter == NULL)
		judge_refusal(one, diags);
	else if (cr_test_one_block(one, CR_TEST_FAILS) != NULL)
		cr_test_one_fail(one, "fails", "the expression is accepted");
	write_diags(diags, true, warnings);
	if (filter != NULL && expects_outcome(one) &&
	    cr_test_facts_set(one) == 0) {
		outcome = certrule_filter_run(filter, one->facts, &why);
		check_outcome(one, outcome, why);
	}
	certrule_filter_free(filter);
	certrule_diags_free(diags);
}

static void
check_show(struct cr_test_one *one)
{
	struct cr_text got;
	struct cr_test_lines names;

	if (cr_test_one_block(one, CR_TEST_SHOW) == NULL ||
	    cr_test_facts_set(one) != 0)
		return;
	cr_text_init(&got);
	if (cr_test_lines_init(&names, cr_test_one_block(one, CR_TEST_SHOW)) !=
	    0)
		cr_test_one_fail(one, "show", "out of memory");
	for (size_t i = 0; i < names.count; i++) {
		int field =
		    certrule_gate_find_field(one->run->gate, names.items[i]);

		if (field < 0) {
			cr_test_one_fail(
			    one, "there is no such field", names.items[i]);
			continue;
		}
		cr_text_printf(&got, "%s = ", names.items[i]);
		if (certrule_value_write(
			certrule_fieldset_get(one->facts, field), 0,
			cr_text_write, &got) != 0)
			got.failed = true;
		cr_text_add(&got, "\n");
	}
	judge_printed(one, cr_text_get(&got));
	cr_test_lines_fini(&names);
	cr_text_fini(&got);
}

/* Warnings of a policy that was loaded for this case. */
void
cr_test_judge_loaded(struct cr_test_one *one)
{
	struct cr_text warnings;
	bool own = cr_test_one_block(one, CR_TEST_POLICY) != NULL ||
		   cr_test_one_block(one, CR_TEST_POLICY_FILE) != NULL;

	if (one->run->gate == NULL) {
		judge_refusal(one, one->run->diags);
		return;
	}
	if (own && cr_test_one_block(one, CR_TEST_FAILS) != NULL &&
	    cr_test_one_block(one, CR_TEST_EXPRESSION) == NULL)
		cr_test_one_fail(one, "fails", "the policy loads");
	cr_text_init(&warnings);
	if (own)
		write_diags(one->run->diags, true, &warnings);
	check_expression(one, &warnings);
	cr_test_judge_text(one, CR_TEST_WARNS, cr_text_get(&warnings));
	check_want(one);
	check_show(one);
	cr_text_fini(&warnings);
}

void
cr_test_judge_run(struct cr_test_one *one)
{
	const struct cr_test_block *input =
	    cr_test_one_block(one, CR_TEST_INPUT);
	char *expected =
	    cr_test_lines_first(cr_test_one_block(one, CR_TEST_EXIT));
	char *into = cr_test_lines_first(cr_test_one_block(one, CR_TEST_INTO));
	struct cr_test_spawn spawn;
	struct cr_text output, why;
	char status[16];
	int got;

	memset(&spawn, 0, sizeof(spawn));
	cr_text_init(&output);
	cr_text_init(&why);
	spawn.command = cr_text_get(&cr_test_one_block(one, CR_TEST_RUN)->text);
	spawn.input = input != NULL ? cr_text_get(&input->text) : "";
	spawn.input_len = input != NULL ? input->text.len : 0;
	spawn.into = into;
	got = cr_test_spawn(&spawn, &output, &why);
	snprintf(status, sizeof(status), "%d", got);
	if (got < 0)
		cr_test_one_fail(one, "run", cr_text_get(&why));
	else if (strcmp(expected != NULL ? expected : "0", status) != 0)
		cr_test_compare_report(one->failure, "exit",
		    expected != NULL ? expected : "0", status);
	if (got >= 0)
		judge_printed(one, cr_text_get(&output));
	if (one->failure->len > 0 &&
	    cr_test_one_block(one, CR_TEST_PRINTS) == NULL &&
	    cr_test_one_block(one, CR_TEST_HOLDS) == NULL)
		cr_test_compare_report(
		    one->failure, "it printed", "", cr_text_get(&output));
	cr_text_fini(&output);
	cr_text_fini(&why);
	free(expected);
	free(into);
}

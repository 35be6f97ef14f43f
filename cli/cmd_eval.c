/* SPDX-License-Identifier: MIT */
/* certrule eval: decides one request, or a batch of them. */
#include "batch.h"
#include "cli.h"
#include "expect.h"
#include "facts.h"

#include <stdlib.h>
#include <string.h>

/* --------------------------------------------------------------- one request */

/* Fields that the policy reads and nothing set.  On standard error: a missing
 * value makes comparisons false, which may not be what was meant. */
static void
note_unset(
    const struct certrule_gate *gate, const struct certrule_fieldset *fieldset)
{
	size_t max = (size_t)certrule_gate_field_count(gate), count;
	int *fields = calloc(max + 1, sizeof(*fields));
	struct certrule_field_info info;
	struct cr_text names;
	unsigned unset = 0;

	cr_text_init(&names);
	count = fields != NULL ? certrule_gate_reads(gate, fields, max) : 0;
	for (size_t i = 0; fields != NULL && i < count && i < max; i++) {
		if (certrule_fieldset_is_set(fieldset, fields[i]))
			continue;
		certrule_gate_field(gate, fields[i], &info);
		cr_text_printf(
		    &names, "%s%s", unset > 0 ? ", " : "", info.name);
		unset++;
	}
	if (unset > 0)
		cr_message("note: the policy reads %s, and nothing set %s",
		    cr_text_get(&names), unset == 1 ? "it" : "them");
	if (certrule_fieldset_by_hand(fieldset))
		cr_message("note: certificate fields are set by hand; nothing "
			   "was verified");
	cr_text_fini(&names);
	free(fields);
}

/* Green for allow and red for block; an action is neither. */
static int
write_verdict(struct cr_output *out, const struct certrule_gate *gate,
    struct certrule_fieldset *fieldset, const struct certrule_verdict *verdict)
{
	struct cr_text text;
	size_t word;

	cr_text_init(&text);
	if (certrule_verdict_write(
		gate, fieldset, verdict, 1, cr_text_write, &text) != 0) {
		cr_text_fini(&text);
		return -1;
	}
	word = strcspn(cr_text_get(&text), " ");
	if (verdict->action == CERTRULE_HOST_ACTION)
		cr_output_text(out, cr_text_get(&text));
	else {
		cr_output_colored(out,
		    verdict->action == CERTRULE_ALLOW ? "32" : "31",
		    cr_text_get(&text), word);
		cr_output_text(out, cr_text_get(&text) + word);
	}
	cr_output_text(out, "\n");
	cr_text_fini(&text);
	return 0;
}

static int
write_result(struct cr_cli *cli, const struct certrule_gate *gate,
    struct certrule_fieldset *fieldset, const struct certrule_verdict *verdict)
{
	struct cr_output *out = &cli->out;
	int failed;

	if (cr_options_has(&cli->options, CR_OPTION_JSON)) {
		failed = certrule_verdict_json(
		    gate, fieldset, verdict, cr_output_write, out);
		cr_output_text(out, "\n");
		return failed;
	}
	failed = write_verdict(out, gate, fieldset, verdict);
	if (failed == 0 && cr_options_has(&cli->options, CR_OPTION_EXPLAIN))
		failed =
		    certrule_gate_explain(gate, fieldset, cr_output_write, out);
	return failed;
}

static int
get_status(
    const struct cr_options *options, const struct certrule_verdict *verdict)
{
	const char *expected = cr_options_get(options, CR_OPTION_EXPECT);

	if (expected == NULL)
		return verdict->action == CERTRULE_ALLOW ? CR_EXIT_YES
							 : CR_EXIT_NO;
	if (cr_expect_is_met(expected, verdict))
		return CR_EXIT_YES;
	cr_message("expected %s", expected);
	return CR_EXIT_NO;
}

static int
decide(struct cr_cli *cli, const struct cr_facts *facts,
    struct certrule_gate *gate)
{
	struct certrule_fieldset *fieldset = NULL;
	struct certrule_verdict verdict;
	int status = cr_facts_fieldset(facts, gate, &fieldset);

	if (status == CR_EXIT_YES) {
		certrule_gate_decide(gate, fieldset, &verdict);
		status = get_status(&cli->options, &verdict);
		if (write_result(cli, gate, fieldset, &verdict) != 0 &&
		    !cli->out.failed) {
			cr_message("out of memory");
			status = CR_EXIT_FILE;
		}
		/* So that the note comes behind the verdict. */
		(void)cr_output_flush(&cli->out);
		note_unset(gate, fieldset);
	}
	certrule_fieldset_free(fieldset);
	return status;
}

/* --------------------------------------------------------------------- batch */

struct eval_batch {
	struct cr_batch batch;
	bool unmet; /* the verdict of some line is not the one it wants */
};

static bool
is_error(const struct certrule_verdict *verdict)
{
	return strcmp(verdict->reason, "error") == 0 ||
	       strcmp(verdict->reason, "work_budget") == 0 ||
	       strcmp(verdict->reason, "out_of_memory") == 0;
}

static void
answer_want(struct cr_batch *batch, const struct cr_json_line *line, bool met)
{
	struct eval_batch *eval = batch->context;

	if (line->want == NULL)
		return;
	eval->unmet |= !met;
	cr_json_member(&batch->cli->out, "want", line->want);
	cr_output_printf(
	    &batch->cli->out, ",\"met\":%s", met ? "true" : "false");
}

static void
answer(struct cr_batch *batch, const struct cr_json_line *line)
{
	struct cr_output *out = &batch->cli->out;
	struct certrule_verdict verdict;

	certrule_gate_decide(batch->gate, batch->fieldset, &verdict);
	cr_json_verdict(out, &verdict);
	if (is_error(&verdict)) {
		cr_output_text(out, ",");
		cr_json_error(out, CR_JSON_EVALUATE, verdict.detail);
	}
	if (line->want != NULL)
		answer_want(batch, line,
		    cr_expect_is_text_met(
			line->want, batch->gate, batch->fieldset, &verdict));
}

/* Facts that cannot be used block. */
static void
refuse(struct cr_batch *batch, const struct cr_json_line *line, const char *why)
{
	struct certrule_verdict verdict;

	memset(&verdict, 0, sizeof(verdict));
	verdict.reason = "input";
	verdict.detail = why;
	cr_json_verdict(&batch->cli->out, &verdict);
	cr_output_text(&batch->cli->out, ",");
	cr_json_error(&batch->cli->out, CR_JSON_INPUT, why);
	answer_want(batch, line, false);
}

static int
run_batch(struct cr_cli *cli, const struct cr_facts *facts,
    struct certrule_gate *gate)
{
	struct eval_batch eval;
	int status;

	memset(&eval, 0, sizeof(eval));
	eval.batch.cli = cli;
	eval.batch.facts = facts;
	eval.batch.gate = gate;
	eval.batch.fieldset = certrule_fieldset_new(gate);
	eval.batch.answer = answer;
	eval.batch.refuse = refuse;
	eval.batch.context = &eval;
	if (eval.batch.fieldset == NULL) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	status = cr_batch_run(&eval.batch);
	certrule_fieldset_free(eval.batch.fieldset);
	return status == CR_EXIT_YES && eval.unmet ? CR_EXIT_NO : status;
}

/* ----------------------------------------------------------------------- run */

static int
check_options(const struct cr_options *options)
{
	const char *expected = cr_options_get(options, CR_OPTION_EXPECT);
	bool batch = cr_options_has(options, CR_OPTION_BATCH);

	if (cr_options_has(options, CR_OPTION_EXPLAIN) &&
	    (batch || cr_options_has(options, CR_OPTION_JSON))) {
		cr_message("--explain is for people: not with --%s",
		    batch ? "batch" : "json");
		return CR_EXIT_MISTAKE;
	}
	if (expected != NULL && batch) {
		cr_message("a batch says what it expects in \"want\"");
		return CR_EXIT_MISTAKE;
	}
	if (expected != NULL && !cr_expect_is_valid(expected)) {
		cr_message("--expect %s: it is allow, block or action, or one "
			   "of them with :RULE",
		    expected);
		return CR_EXIT_MISTAKE;
	}
	return CR_EXIT_YES;
}

int
cr_cmd_eval(struct cr_cli *cli)
{
	const struct cr_options *options = &cli->options;
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct certrule_gate *gate = NULL;
	struct cr_facts facts;
	int status = check_options(options);

	memset(&facts, 0, sizeof(facts));
	if (diags == NULL)
		status = CR_EXIT_FILE;
	if (status == CR_EXIT_YES)
		status = cr_facts_init(&facts, options);
	if (status == CR_EXIT_YES)
		status =
		    cr_facts_load(&facts, options->arguments[0], diags, &gate);
	if (status == CR_EXIT_YES && cr_options_has(options, CR_OPTION_BATCH))
		status = run_batch(cli, &facts, gate);
	else if (status == CR_EXIT_YES)
		status = decide(cli, &facts, gate);
	certrule_gate_unref(gate);
	cr_facts_fini(&facts);
	certrule_diags_free(diags);
	return status;
}

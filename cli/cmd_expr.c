/* SPDX-License-Identifier: MIT */
/* certrule expr: evaluates one expression, or a batch of them. */
#include "batch.h"
#include "cli.h"
#include "facts.h"
#include "json.h"
#include "read.h"

#include <string.h>

/* The expressions of --schema's file may use its lists, too. */
static int
load_gate(const struct cr_facts *facts, struct certrule_gate **gate)
{
	if (facts->schema_gate == NULL)
		return cr_facts_load_text(facts, "default block\n", gate);
	*gate = certrule_gate_ref(facts->schema_gate);
	return CR_EXIT_YES;
}

/* ------------------------------------------------------------ one expression */

static int
write_json(
    struct cr_output *out, enum certrule_outcome outcome, const char *why)
{
	cr_output_text(out, "{");
	if (outcome == CERTRULE_UNDECIDED)
		cr_json_error(out, CR_JSON_EVALUATE, why);
	else
		cr_output_printf(out, "\"result\":%s",
		    outcome == CERTRULE_TRUE ? "true" : "false");
	cr_output_text(out, "}\n");
	return outcome == CERTRULE_TRUE ? CR_EXIT_YES : CR_EXIT_NO;
}

static int
write_outcome(
    struct cr_output *out, enum certrule_outcome outcome, const char *why)
{
	struct cr_text safe;

	switch (outcome) {
	case CERTRULE_TRUE:
		cr_output_text(out, "true\n");
		return CR_EXIT_YES;
	case CERTRULE_FALSE:
		cr_output_text(out, "false\n");
		return CR_EXIT_NO;
	case CERTRULE_UNDECIDED:
		break;
	}
	/* A reason may quote what --fields put into a field. */
	cr_text_init(&safe);
	cr_text_escape(&safe, why, strlen(why));
	cr_output_printf(out, "error: %s\n", cr_text_get(&safe));
	cr_text_fini(&safe);
	return CR_EXIT_NO;
}

static int
run_filter(struct cr_cli *cli, const struct certrule_filter *filter,
    struct certrule_fieldset *fieldset)
{
	const char *why = "undecided";
	enum certrule_outcome outcome =
	    certrule_filter_run(filter, fieldset, &why);
	int status;

	if (cr_options_has(&cli->options, CR_OPTION_JSON))
		return write_json(&cli->out, outcome, why);
	status = write_outcome(&cli->out, outcome, why);
	if (cr_options_has(&cli->options, CR_OPTION_EXPLAIN) &&
	    certrule_filter_explain(
		filter, fieldset, cr_output_write, &cli->out) != 0 &&
	    !cli->out.failed) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	return status;
}

static int
report_refused(struct cr_cli *cli, const struct certrule_diags *diags)
{
	if (!cr_options_has(&cli->options, CR_OPTION_JSON)) {
		cr_message_diags(diags);
		return CR_EXIT_MISTAKE;
	}
	cr_output_text(&cli->out, "{");
	cr_json_error_diags(&cli->out, diags);
	cr_output_text(&cli->out, "}\n");
	return CR_EXIT_MISTAKE;
}

static int
evaluate(struct cr_cli *cli, const struct cr_facts *facts,
    struct certrule_gate *gate, const struct cr_text *text)
{
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct certrule_fieldset *fieldset = NULL;
	struct certrule_filter *filter = NULL;
	int status = CR_EXIT_FILE;

	if (diags == NULL)
		return status;
	filter = certrule_filter_compile(
	    gate, cr_text_get(text), text->len, &facts->load, diags);
	if (filter == NULL)
		status = report_refused(cli, diags);
	else
		status = cr_facts_fieldset(facts, gate, &fieldset);
	if (filter != NULL && facts->load.flags & CERTRULE_PORTABLE)
		cr_message_diags(diags);
	if (filter != NULL && status == CR_EXIT_YES)
		status = run_filter(cli, filter, fieldset);
	certrule_filter_free(filter);
	certrule_fieldset_free(fieldset);
	certrule_diags_free(diags);
	return status;
}

/* ---------------------------------------------------------------------- batch */

static void
answer(struct cr_batch *batch, const struct cr_json_line *line)
{
	struct cr_output *out = &batch->cli->out;
	struct certrule_diags *diags = batch->context;
	struct certrule_filter *filter;
	enum certrule_outcome outcome;
	const char *why = "undecided";

	if (line->expression == NULL) {
		cr_json_error(out, CR_JSON_INPUT, "no \"expression\"");
		return;
	}
	certrule_diags_clear(diags);
	filter = certrule_filter_compile(batch->gate, line->expression,
	    line->expression_len, &batch->facts->load, diags);
	if (filter == NULL) {
		cr_json_error_diags(out, diags);
		return;
	}
	outcome = certrule_filter_run(filter, batch->fieldset, &why);
	if (outcome == CERTRULE_UNDECIDED)
		cr_json_error(out, CR_JSON_EVALUATE, why);
	else
		cr_output_text(out, outcome == CERTRULE_TRUE
					? "\"result\":true"
					: "\"result\":false");
	certrule_filter_free(filter);
}

static void
refuse(struct cr_batch *batch, const struct cr_json_line *line, const char *why)
{
	(void)line;
	cr_json_error(&batch->cli->out, CR_JSON_INPUT, why);
}

static int
run_batch(struct cr_cli *cli, const struct cr_facts *facts,
    struct certrule_gate *gate)
{
	struct cr_batch batch;
	int status = CR_EXIT_FILE;

	memset(&batch, 0, sizeof(batch));
	batch.cli = cli;
	batch.facts = facts;
	batch.gate = gate;
	batch.fieldset = certrule_fieldset_new(gate);
	batch.answer = answer;
	batch.refuse = refuse;
	batch.context = certrule_diags_new(NULL);
	if (batch.fieldset != NULL && batch.context != NULL)
		status = cr_batch_run(&batch);
	else
		cr_message("out of memory");
	certrule_fieldset_free(batch.fieldset);
	certrule_diags_free(batch.context);
	return status;
}

/* ------------------------------------------------------------------------ run */

static int
check_options(const struct cr_options *options)
{
	bool batch = cr_options_has(options, CR_OPTION_BATCH);

	if (batch == (options->argument_count > 0)) {
		cr_message(
		    batch ? "--batch reads its expressions from standard input"
			  : "expr needs an expression, or --batch");
		return CR_EXIT_MISTAKE;
	}
	if (batch && cr_options_has(options, CR_OPTION_PORTABLE)) {
		cr_message("--portable is for one expression, not --batch");
		return CR_EXIT_MISTAKE;
	}
	if (cr_options_has(options, CR_OPTION_EXPLAIN) &&
	    (batch || cr_options_has(options, CR_OPTION_JSON))) {
		cr_message("--explain is for people: not with --%s",
		    batch ? "batch" : "json");
		return CR_EXIT_MISTAKE;
	}
	return CR_EXIT_YES;
}

static int
read_expression(const struct cr_options *options, struct cr_text *text)
{
	enum {
		LIMIT = 64 << 20
	};
	const char *why;

	if (strcmp(options->arguments[0], "-") != 0) {
		cr_text_add(text, options->arguments[0]);
		return CR_EXIT_YES;
	}
	why = cr_read_file("-", LIMIT, text);
	if (why == NULL)
		return CR_EXIT_YES;
	cr_message("cannot read standard input: %s", why);
	return CR_EXIT_FILE;
}

int
cr_cmd_expr(struct cr_cli *cli)
{
	const struct cr_options *options = &cli->options;
	bool batch = cr_options_has(options, CR_OPTION_BATCH);
	struct certrule_gate *gate = NULL;
	struct cr_facts facts;
	struct cr_text text;
	int status = check_options(options);

	memset(&facts, 0, sizeof(facts));
	cr_text_init(&text);
	if (status == CR_EXIT_YES)
		status = cr_facts_init(&facts, options);
	if (status == CR_EXIT_YES && !batch)
		status = read_expression(options, &text);
	if (status == CR_EXIT_YES)
		status = load_gate(&facts, &gate);
	if (status == CR_EXIT_YES)
		status = batch ? run_batch(cli, &facts, gate)
			       : evaluate(cli, &facts, gate, &text);
	cr_text_fini(&text);
	certrule_gate_unref(gate);
	cr_facts_fini(&facts);
	return status;
}

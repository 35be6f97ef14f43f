/* SPDX-License-Identifier: MIT */
/* certrule check: what is wrong with policies, and what is in force. */
#include "cli.h"
#include "facts.h"
#include "json.h"
#include "read.h"

#include <string.h>
#include <unistd.h>

struct checking {
	struct cr_cli *cli;
	struct cr_facts facts;
	struct certrule_diags *diags;
};

static size_t
warning_count(const struct certrule_diags *diags)
{
	return certrule_diags_count(diags) - certrule_diags_error_count(diags);
}

static int
get_status(const struct checking *checking, int status)
{
	if (status == CR_EXIT_YES && warning_count(checking->diags) > 0 &&
	    cr_options_has(&checking->cli->options, CR_OPTION_WARNINGS_FAIL))
		return CR_EXIT_NO;
	return status;
}

static void
write_counts(const struct checking *checking, const char *path)
{
	size_t errors = certrule_diags_error_count(checking->diags);
	size_t warnings = warning_count(checking->diags);

	if (errors + warnings > 0)
		cr_message("%s: %zu error%s, %zu warning%s", path, errors,
		    errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
}

/* To a person, and not into a log. */
static void
write_pointer(const struct checking *checking)
{
	struct certrule_diag diag;

	if (certrule_diags_count(checking->diags) == 0 ||
	    isatty(STDERR_FILENO) != 1)
		return;
	certrule_diags_at(checking->diags, 0, &diag);
	cr_message("for more: certrule explain-code %s", diag.code);
}

/* -1: it could not be written, for want of memory if output did not fail. */
static int
write_text(const struct checking *checking, const struct certrule_gate *gate)
{
	if (gate == NULL)
		return 0;
	return certrule_gate_write_summary(
	    gate, 0, cr_output_write, &checking->cli->out);
}

/* One line a policy. */
static int
write_json(const struct checking *checking, const struct certrule_gate *gate,
    const char *path)
{
	struct cr_output *out = &checking->cli->out;
	int failed = 0;

	cr_output_printf(out, "{\"ok\":%s", gate != NULL ? "true" : "false");
	cr_json_member(out, "policy", path);
	cr_output_text(out, ",");
	cr_json_diagnostics(out, checking->diags);
	cr_output_text(out, ",\"summary\":");
	if (gate != NULL)
		failed =
		    certrule_gate_write_summary(gate, 1, cr_output_write, out);
	else
		cr_output_text(out, "null");
	cr_output_text(out, "}\n");
	return failed;
}

static int
check_policy(struct checking *checking, const char *path)
{
	const struct cr_options *options = &checking->cli->options;
	bool json = cr_options_has(options, CR_OPTION_JSON);
	struct certrule_gate *gate = NULL;
	int failed, status;

	certrule_diags_clear(checking->diags);
	status = cr_facts_load(&checking->facts, path, checking->diags, &gate);
	if (json)
		failed = write_json(checking, gate, path);
	else {
		failed = write_text(checking, gate);
		write_counts(checking, path);
		write_pointer(checking);
	}
	certrule_gate_unref(gate);
	if (failed != 0 && !checking->cli->out.failed) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	return get_status(checking, status);
}

static int
dump_policy(struct checking *checking, const char *path)
{
	const struct cr_options *options = &checking->cli->options;
	const char *stage = cr_options_has(options, CR_OPTION_COST)
				? "cost"
				: cr_options_get(options, CR_OPTION_DUMP);
	const char *why = cr_read_probe(path, false);
	int failed;

	if (strcmp(path, "-") == 0) {
		cr_message("--%s reads files only",
		    strcmp(stage, "cost") == 0 ? "cost" : "dump");
		return CR_EXIT_MISTAKE;
	}
	if (why != NULL) {
		cr_message("cannot read %s: %s", path, why);
		return CR_EXIT_FILE;
	}
	certrule_diags_clear(checking->diags);
	failed = certrule_dump(checking->facts.schema, path, stage,
	    &checking->facts.load, checking->diags, cr_output_write,
	    &checking->cli->out);
	cr_message_diags(checking->diags);
	if (failed == 0 && certrule_diags_error_count(checking->diags) == 0)
		return CR_EXIT_YES;
	return CR_EXIT_MISTAKE;
}

static int
check_dump(const struct cr_options *options)
{
	static const char *const stages[] = {
	    "tokens", "ast", "types", "plan", "code"};
	const char *stage = cr_options_get(options, CR_OPTION_DUMP);

	if (stage == NULL)
		return CR_EXIT_YES;
	for (size_t i = 0; i < sizeof(stages) / sizeof(*stages); i++)
		if (strcmp(stage, stages[i]) == 0)
			return CR_EXIT_YES;
	cr_message("--dump %s: it is tokens, ast, types, plan or code", stage);
	return CR_EXIT_MISTAKE;
}

/* The worst of all. */
static int
check_all(struct checking *checking)
{
	const struct cr_options *options = &checking->cli->options;
	bool dump = cr_options_has(options, CR_OPTION_DUMP) ||
		    cr_options_has(options, CR_OPTION_COST);
	int worst = CR_EXIT_YES;

	for (size_t i = 0; i < options->argument_count; i++) {
		const char *path = options->arguments[i];
		int status = dump ? dump_policy(checking, path)
				  : check_policy(checking, path);

		if (status > worst)
			worst = status;
	}
	return worst;
}

int
cr_cmd_check(struct cr_cli *cli)
{
	struct checking checking;
	int status = check_dump(&cli->options);

	memset(&checking, 0, sizeof(checking));
	checking.cli = cli;
	checking.diags = certrule_diags_new(NULL);
	if (checking.diags == NULL)
		status = CR_EXIT_FILE;
	if (status == CR_EXIT_YES)
		status = cr_facts_init(&checking.facts, &cli->options);
	if (status == CR_EXIT_YES) {
		checking.facts.load.flags &= ~CERTRULE_NO_LINT;
		checking.facts.silent =
		    cr_options_has(&cli->options, CR_OPTION_JSON);
		status = check_all(&checking);
	}
	cr_facts_fini(&checking.facts);
	certrule_diags_free(checking.diags);
	return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * A policy of what was read.  Each expression is compiled alone, against the
 * lists that it names: one that does not compile becomes a comment with the
 * diagnostic, so nothing but an expression ever stands behind an `if`.
 *
 * What would end an evaluation here and did not at Cloudflare is there, but
 * disabled: an action above a block must not let anybody go past it.  Disabled,
 * too, is an allow below a rule that is a comment or rests on fields that nobody
 * may set, as it may let in whom that one kept out.
 */
#include "import.h"

#include <stdlib.h>
#include <string.h>

struct writer {
	const struct cr_import *import;
	struct cr_text *out;
	struct cr_import_counts *counts;
	struct cr_import_uses uses;
	struct cr_import_names names;
	struct certrule_diags *diags;
	struct certrule_gate *gate; /* lists so far, as stubs; or NULL */
	bool gap; /* a rule that kept somebody out may do so no more */
	bool failed;
};

/* ---------------------------------------------------------------- compiling */

static struct certrule_gate *
load(struct writer *writer, const struct cr_text *text, unsigned flags)
{
	struct certrule_options options = {.flags = flags};

	certrule_diags_clear(writer->diags);
	writer->failed = writer->failed || text->failed;
	return certrule_gate_load_mem(writer->uses.schema, "imported",
	    cr_text_get(text), text->len, &options, writer->diags);
}

/* A gate with a stub for every list named so far. */
static void
renew_gate(struct writer *writer)
{
	struct cr_text text;

	cr_text_init(&text);
	cr_import_uses_write(&writer->uses, true, &text);
	cr_text_add(&text, "default block\n");
	certrule_gate_unref(writer->gate);
	writer->gate = load(writer, &text, CERTRULE_NO_LINT);
	cr_text_fini(&text);
}

static struct certrule_filter *
compile(struct writer *writer, struct cr_json_string expression)
{
	struct certrule_options options = {.flags = CERTRULE_NO_LINT};

	if (writer->gate == NULL)
		return NULL;
	certrule_diags_clear(writer->diags);
	return certrule_filter_compile(writer->gate, expression.data,
	    expression.len, &options, writer->diags);
}

/* The message of a list that has another type than was thought. */
static bool
corrects_list(struct writer *writer)
{
	struct certrule_diag diag;

	if (writer->gate == NULL || certrule_diags_count(writer->diags) == 0)
		return false;
	certrule_diags_at(writer->diags, 0, &diag);
	return strcmp(diag.code, "E0131") == 0 &&
	       cr_import_uses_correct(&writer->uses, diag.message);
}

/* false: the diagnostics say why. */
static bool
is_expression(struct writer *writer, struct cr_json_string expression)
{
	struct certrule_filter *filter;

	if (cr_import_uses_find(&writer->uses, expression) ||
	    writer->gate == NULL)
		renew_gate(writer);
	filter = compile(writer, expression);
	while (filter == NULL && corrects_list(writer)) {
		renew_gate(writer);
		filter = compile(writer, expression);
	}
	certrule_filter_free(filter);
	return filter != NULL;
}

/* ---------------------------------------------------------------- statements */

static const char *
word_of(enum cr_import_turn turn)
{
	switch (turn) {
	case CR_IMPORT_BLOCK:
		return "block ";
	case CR_IMPORT_ALLOW:
		return "allow anonymous ";
	case CR_IMPORT_LOG:
		return "log ";
	case CR_IMPORT_ENDS:
	case CR_IMPORT_SKIP:
	case CR_IMPORT_ASIDE:
		break;
	}
	return "action ";
}

/* Of a block's response certrule gives the status. */
static void
write_status(struct cr_import_statement *statement)
{
	const struct cr_json_value *response = cr_import_only(
	    cr_json_get(statement->rule->parameters, "response"));
	long long status;

	if (statement->action->turn == CR_IMPORT_BLOCK &&
	    cr_json_integer(cr_json_get(response, "status_code"), &status) &&
	    status >= 400 && status <= 599)
		cr_text_printf(&statement->head, " status %lld", status);
}

static void
write_head(struct cr_import_statement *statement)
{
	const struct cr_import_rule *rule = statement->rule;
	struct cr_text *head = &statement->head;

	if (rule->disabled || statement->aside)
		cr_text_add(head, "disabled ");
	cr_text_add(head, word_of(statement->action->turn));
	if (statement->action->turn >= CR_IMPORT_ENDS) {
		cr_import_quote(head, rule->action.data, rule->action.len);
		cr_text_add(head, " ");
	}
	cr_import_quote(
	    head, cr_text_get(&statement->name), statement->name.len);
	write_status(statement);
}

static void
add_rule(struct cr_text *out, const struct cr_import_statement *statement)
{
	cr_text_add(out, cr_text_get(&statement->head));
	if (statement->expression.len > 0)
		cr_text_add(out, " if ");
	cr_text_write(
	    out, statement->expression.data, statement->expression.len);
	cr_text_add(out, "\n");
}

/* The rule as a policy by itself; NULL: the diagnostics say why not. */
static struct certrule_gate *
load_rule(struct writer *writer, const struct cr_import_statement *statement)
{
	struct certrule_gate *gate = NULL;
	struct cr_text text;

	if (statement->rule->action.len == 0 ||
	    statement->expression.len == 0 ||
	    !is_expression(writer, statement->expression))
		return NULL;
	cr_text_init(&text);
	cr_import_uses_write(&writer->uses, true, &text);
	cr_text_add(&text, "default block\n");
	add_rule(&text, statement);
	gate = load(writer, &text, CERTRULE_NO_LINT);
	cr_text_fini(&text);
	return gate;
}

static void
write_rule(struct writer *writer, const struct cr_import_statement *statement,
    const struct certrule_gate *gate)
{
	cr_import_note(statement, gate, writer->out);
	add_rule(writer->out, statement);
	cr_import_uses_settle(&writer->uses, statement->expression);
	cr_text_add(writer->out, "\n");
	writer->counts->kept++;
}

/* The diagnostic as a person reads it, or why there is none. */
static void
write_reason(struct writer *writer, const struct cr_import_statement *statement,
    struct cr_text *text)
{
	cr_text_add(text, "not kept: ");
	if (statement->rule->action.len == 0)
		cr_text_add(text, "it has no action\n");
	else if (statement->expression.len == 0)
		cr_text_add(text, "it has no expression\n");
	else if (certrule_diags_count(writer->diags) == 0 ||
		 certrule_diags_write(
		     writer->diags, 0, 0, cr_text_write, text) != 0)
		writer->failed = true;
}

static void
write_comment(
    struct writer *writer, const struct cr_import_statement *statement)
{
	struct cr_text text;

	cr_text_init(&text);
	write_reason(writer, statement, &text);
	add_rule(&text, statement);
	writer->failed = writer->failed || text.failed;
	cr_import_comment(writer->out, cr_text_get(&text), text.len);
	cr_text_add(writer->out, "\n");
	cr_text_fini(&text);
	writer->counts->comments++;
}

static struct cr_json_string
trim(struct cr_json_string text)
{
	while (text.len > 0 && strchr(" \t\r\n", text.data[0]) != NULL &&
	       text.data[0] != '\0') {
		text.data++;
		text.len--;
	}
	while (text.len > 0 && text.data[text.len - 1] != '\0' &&
	       strchr(" \t\r\n", text.data[text.len - 1]) != NULL)
		text.len--;
	return text;
}

static bool
is_aside(
    const struct writer *writer, const struct cr_import_statement *statement)
{
	enum cr_import_turn turn = statement->action->turn;

	if (turn == CR_IMPORT_SKIP)
		return !cr_import_skips_rest(statement->rule);
	return turn == CR_IMPORT_ASIDE || statement->rule->counts ||
	       (turn == CR_IMPORT_ALLOW && writer->gap);
}

/* In force, it would have ended requests that go on now. */
static bool
keeps_out(const struct cr_import_statement *statement)
{
	return !statement->rule->disabled && !statement->rule->counts &&
	       (statement->action->turn == CR_IMPORT_BLOCK ||
		   statement->action->turn == CR_IMPORT_ENDS);
}

/* Not before the expression was compiled is it known what it reads. */
static struct certrule_gate *
make_statement(struct writer *writer, struct cr_import_statement *statement)
{
	struct certrule_gate *gate;

	statement->aside = is_aside(writer, statement);
	write_head(statement);
	gate = load_rule(writer, statement);
	statement->unknowable = gate != NULL && cr_import_is_unknowable(gate);
	if (statement->unknowable &&
	    statement->action->turn == CR_IMPORT_ALLOW) {
		statement->aside = true;
		cr_text_clear(&statement->head);
		write_head(statement);
	}
	return gate;
}

static void
write_one(struct writer *writer, const struct cr_import_rule *rule)
{
	struct cr_import_statement statement = {.rule = rule,
	    .action = cr_import_action(rule->action),
	    .expression = trim(rule->expression)};
	struct certrule_gate *gate = NULL;

	cr_text_init(&statement.name);
	cr_text_init(&statement.head);
	writer->counts->rules++;
	certrule_diags_clear(writer->diags);
	if (cr_import_name(&writer->names, rule, &statement.name) != 0)
		writer->failed = true;
	gate = make_statement(writer, &statement);
	if (gate != NULL)
		write_rule(writer, &statement, gate);
	else
		write_comment(writer, &statement);
	if ((gate == NULL || statement.unknowable) && keeps_out(&statement))
		writer->gap = true;
	writer->failed = writer->failed || statement.head.failed;
	certrule_gate_unref(gate);
	cr_text_fini(&statement.name);
	cr_text_fini(&statement.head);
}

static void
write_ruleset(struct writer *writer, const struct cr_import_ruleset *ruleset)
{
	struct cr_text title;

	cr_text_init(&title);
	if (ruleset == &writer->import->firewall) {
		cr_text_add(&title, "Firewall rules, in their order");
	} else if (ruleset->name.len == 0) {
		cr_text_add(&title, "A ruleset without a name");
	} else {
		cr_text_add(&title, "Ruleset ");
		cr_import_quote(&title, ruleset->name.data, ruleset->name.len);
	}
	if (ruleset->phase.len > 0) {
		cr_text_add(&title, ", phase ");
		cr_text_write(&title, ruleset->phase.data, ruleset->phase.len);
	}
	cr_import_comment(writer->out, cr_text_get(&title), title.len);
	cr_text_add(writer->out, "\n");
	cr_text_fini(&title);
	for (size_t i = 0; i < ruleset->count && !writer->failed; i++)
		write_one(writer, &ruleset->rules[i]);
}

/* --------------------------------------------------------------------- whole */

static const char heading[] =
    "# Rules of Cloudflare. There a request that no rule ends goes through; "
    "here it is\n"
    "# blocked. Say in front of the last line who may come in: 'allow' is for "
    "clients\n"
    "# with a proven certificate, 'allow anonymous' for everybody else. "
    "doc/porting.md\n"
    "# tells more.\n\n";

/* Lists that only a string seemed to name. */
static void
drop_lists(struct writer *writer)
{
	struct certrule_diag diag;

	for (size_t i = 0; i < certrule_diags_count(writer->diags); i++) {
		certrule_diags_at(writer->diags, i, &diag);
		if (strcmp(diag.code, "W1012") == 0)
			cr_import_uses_drop(&writer->uses, diag.message);
	}
}

/* Each rule that was kept is one rule of the policy, and nothing else is. */
static bool
is_whole(struct writer *writer, const struct cr_text *rules)
{
	struct certrule_gate *gate;
	struct cr_text text;
	bool whole;

	cr_text_init(&text);
	cr_import_uses_write(&writer->uses, true, &text);
	cr_text_write(&text, cr_text_get(rules), rules->len);
	gate = load(writer, &text, 0);
	cr_text_fini(&text);
	whole = gate != NULL &&
		certrule_gate_rule_count(gate) == writer->counts->kept;
	certrule_gate_unref(gate);
	drop_lists(writer);
	return whole;
}

static void
write_all(struct writer *writer)
{
	const struct cr_import *import = writer->import;

	for (size_t i = 0; i < import->ruleset_count; i++)
		write_ruleset(writer, &import->rulesets[i]);
	if (import->firewall.count > 0)
		write_ruleset(writer, &import->firewall);
	cr_text_add(writer->out, "default block\n");
}

int
cr_import_write(const struct cr_import *import,
    const struct certrule_schema *schema, struct cr_text *out,
    struct cr_import_counts *counts)
{
	struct cr_text rules;
	bool whole = false;
	struct writer writer = {.import = import,
	    .out = &rules,
	    .counts = counts,
	    .uses = {.import = import, .schema = schema},
	    .diags = certrule_diags_new(NULL)};

	cr_text_init(&rules);
	memset(counts, 0, sizeof(*counts));
	writer.failed = writer.diags == NULL;
	if (!writer.failed)
		write_all(&writer);
	writer.failed = writer.failed || writer.uses.failed || rules.failed;
	whole = !writer.failed && is_whole(&writer, &rules);
	cr_text_add(out, heading);
	cr_import_uses_write(&writer.uses, false, out);
	cr_text_write(out, cr_text_get(&rules), rules.len);
	certrule_gate_unref(writer.gate);
	certrule_diags_free(writer.diags);
	cr_import_uses_fini(&writer.uses);
	cr_import_names_fini(&writer.names);
	cr_text_fini(&rules);
	if (writer.failed || out->failed)
		return -1;
	return whole ? 0 : 1;
}

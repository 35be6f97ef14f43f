/* SPDX-License-Identifier: MIT */
/* Verdicts and the rules behind them as text for people. */
#include "policy.h"
#include "reference.h"
#include "../base/buffer.h"
#include "../base/bytes.h"

#include <string.h>

static int
write_buffer(struct cr_buffer *buffer, certrule_write_fn *write, void *context)
{
	struct certrule_bytes text = cr_buffer_bytes(buffer);
	int result = -1;

	if (!cr_buffer_failed(buffer))
		result = write(context, (const char *)text.data, text.len);
	cr_buffer_fini(buffer);
	return result;
}

static void
add_place(struct cr_buffer *out, const char *file, unsigned line)
{
	cr_buffer_show(out, cr_bytes_text(file));
	cr_buffer_printf(out, ":%u", line);
}

static void
add_name(struct cr_buffer *out, const char *name)
{
	cr_buffer_add_byte(out, '"');
	cr_buffer_show(out, cr_bytes_text(name));
	cr_buffer_add_byte(out, '"');
}

/* ------------------------------------------------------------------ verdicts */

/* An unnamed rule is called after its place already. */
static bool
is_named(const struct certrule_gate *gate, const char *name)
{
	for (size_t i = 0; i < gate->policy.rule_count; i++)
		if (gate->policy.rules[i].info.name == name)
			return gate->policy.rules[i].info.named;
	return true;
}

static void
add_rule(struct cr_buffer *out, const struct certrule_gate *gate,
    const struct certrule_verdict *verdict, bool place)
{
	cr_buffer_add_text(out, " by ");
	if (!is_named(gate, verdict->rule)) {
		cr_buffer_show(out, cr_bytes_text(verdict->rule));
		return;
	}
	add_name(out, verdict->rule);
	if (!place || verdict->file == NULL)
		return;
	cr_buffer_add_text(out, " (");
	add_place(out, verdict->file, verdict->line);
	cr_buffer_add_byte(out, ')');
}

/* Neither rule nor default: the evaluation as a whole could not be done. */
static bool
is_default(const struct certrule_verdict *verdict)
{
	return verdict->action == CERTRULE_ALLOW ||
	       strcmp(verdict->reason, "default") == 0 ||
	       strcmp(verdict->reason, "not_proven") == 0;
}

int
certrule_verdict_write(const struct certrule_gate *gate,
    struct certrule_fieldset *facts, const struct certrule_verdict *verdict,
    int place, certrule_write_fn *write, void *context)
{
	struct cr_buffer out;

	cr_buffer_init(&out, facts->alloc);
	switch (verdict->action) {
	case CERTRULE_ALLOW:
		cr_buffer_add_text(&out, "allow");
		break;
	case CERTRULE_BLOCK:
		cr_buffer_add_text(&out, "block");
		break;
	case CERTRULE_HOST_ACTION:
		cr_buffer_add_text(&out, "action ");
		add_name(&out, verdict->action_name);
		break;
	}
	if (verdict->rule != NULL)
		add_rule(&out, gate, verdict, place != 0);
	else if (is_default(verdict))
		cr_buffer_add_text(&out, " by default");
	if (verdict->detail != NULL && verdict->detail[0] != '\0') {
		cr_buffer_add_text(&out, ": ");
		cr_buffer_show(&out, cr_bytes_text(verdict->detail));
	}
	return write_buffer(&out, write, context);
}

/* ---------------------------------------------------------------- explanation */

static const char *
kind_text(enum certrule_rule_kind kind)
{
	switch (kind) {
	case CERTRULE_RULE_ALLOW:
		return "allow";
	case CERTRULE_RULE_ALLOW_ANONYMOUS:
		return "allow anonymous";
	case CERTRULE_RULE_BLOCK:
		return "block";
	case CERTRULE_RULE_ALWAYS_BLOCK:
		return "always block";
	case CERTRULE_RULE_LOG:
		return "log";
	case CERTRULE_RULE_ACTION:
		return "action";
	}
	return ""; /* unreachable: a case for each */
}

static void
explain_rule(struct cr_buffer *out, const struct certrule_gate *gate,
    const struct cr_rule *rule, struct certrule_fieldset *facts, bool deciding)
{
	cr_buffer_printf(out, "%s ", kind_text(rule->info.kind));
	if (rule->info.kind == CERTRULE_RULE_ACTION) {
		add_name(out, rule->info.action);
		cr_buffer_add_byte(out, ' ');
	}
	if (rule->info.named) {
		add_name(out, rule->info.name);
		cr_buffer_add_byte(out, ' ');
	}
	cr_buffer_add_byte(out, '(');
	add_place(out, rule->info.file, rule->info.line);
	cr_buffer_add_text(out, deciding ? ") decides\n" : ")\n");
	cr_explain_expr(rule->expr, gate->policy.schema,
	    cr_diags_sources(gate->policy.diags), facts, 2, out);
}

static bool
is_deciding(const struct cr_rule *rule, const struct certrule_verdict *verdict)
{
	return verdict->rule != NULL && rule->info.name == verdict->rule;
}

int
certrule_gate_explain(const struct certrule_gate *gate,
    struct certrule_fieldset *facts, certrule_write_fn *write, void *context)
{
	const struct cr_policy *policy = &gate->policy;
	struct certrule_verdict verdict;
	struct cr_buffer out;
	bool decided = false;

	certrule_gate_decide(gate, facts, &verdict);
	if (facts->gate != gate)
		return -1;
	cr_buffer_init(&out, facts->alloc);
	for (size_t i = 0; i < policy->rule_count && !decided; i++) {
		const struct cr_rule *rule = &policy->rules[i];

		if (rule->info.disabled)
			continue;
		decided = is_deciding(rule, &verdict);
		explain_rule(&out, gate, rule, facts, decided);
	}
	if (!decided && verdict.file != NULL) {
		cr_buffer_add_text(&out, "default (");
		add_place(&out, verdict.file, verdict.line);
		cr_buffer_add_text(&out, ") decides\n");
	}
	return write_buffer(&out, write, context);
}

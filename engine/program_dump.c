/* SPDX-License-Identifier: MIT */
/* --dump=code: what runs, rule by rule, in the order in which it runs. */
#include "program.h"

#include "../base/buffer.h"
#include "../base/bytes.h"
#include "../base/clock.h"
#include "../base/ip.h"
#include "explain.h"
#include "plan.h"
#include "set.h"

enum operand {
	OPERAND_NONE,
	OPERAND_TIME,
	OPERAND_FIELD,
	OPERAND_INT,
	OPERAND_TEXT,
	OPERAND_IP,
	OPERAND_SET,
	OPERAND_REGEX,
	OPERAND_GLOB,
	OPERAND_HOSTS,
	OPERAND_EXPR
};

static const struct {
	const char *spelling;
	enum operand operand;
} opcodes[] = {
#define OPCODE(name, spelling, operand, doc) {spelling, OPERAND_##operand},
#include "opcodes.def"
#undef OPCODE
};

struct dump {
	const struct cr_program *program;
	const struct cr_policy *policy;
	struct cr_buffer *out;
};

static void
show_quoted(struct cr_buffer *out, struct certrule_bytes text)
{
	cr_buffer_add_byte(out, '"');
	cr_buffer_escape(out, text);
	cr_buffer_add_byte(out, '"');
}

static void
show_operand(const struct dump *dump, const struct cr_instruction *code)
{
	struct cr_buffer *out = dump->out;

	switch (opcodes[code->opcode].operand) {
	case OPERAND_NONE:
	case OPERAND_FIELD:
		return;
	case OPERAND_TIME:
		cr_clock_print(out, code->as.integer);
		return;
	case OPERAND_INT:
		cr_buffer_printf(out, "%lld", (long long)code->as.integer);
		return;
	case OPERAND_TEXT:
		show_quoted(out, *code->as.text);
		return;
	case OPERAND_IP:
		cr_ip_print(out, code->as.ip);
		return;
	case OPERAND_SET:
		cr_buffer_printf(out, "set of %zu", cr_set_count(code->as.set));
		return;
	case OPERAND_REGEX:
		show_quoted(out, cr_regex_pattern(code->as.regex));
		return;
	case OPERAND_GLOB:
		cr_buffer_add_text(out, "pattern");
		return;
	case OPERAND_HOSTS:
	case OPERAND_EXPR:
		cr_explain_text(
		    code->as.expr, cr_diags_sources(dump->policy->diags), out);
		return;
	}
}

static bool
has_field(enum operand operand)
{
	return operand != OPERAND_NONE && operand != OPERAND_TIME &&
	       operand != OPERAND_HOSTS && operand != OPERAND_EXPR;
}

static void
show_field(const struct dump *dump, uint32_t field)
{
	const struct cr_program *program = dump->program;

	if (field < program->field_count)
		cr_buffer_show(dump->out,
		    cr_schema_field(dump->policy->schema, (int)field)->name);
	else
		cr_explain_term(program->computed[field - program->field_count],
		    cr_diags_sources(dump->policy->diags), dump->out);
	cr_buffer_add_byte(dump->out, ' ');
}

static void
show_target(const struct dump *dump, const char *answer, uint32_t target)
{
	cr_buffer_printf(dump->out, "%s: ", answer);
	if (target == CR_CODE_TRUE)
		cr_buffer_add_text(dump->out, "match");
	else if (target == CR_CODE_FALSE)
		cr_buffer_add_text(dump->out, "next");
	else
		cr_buffer_printf(dump->out, "%u", target);
}

static void
show_instruction(const struct dump *dump, uint32_t at)
{
	const struct cr_instruction *code = &dump->program->code[at];
	enum operand operand = opcodes[code->opcode].operand;

	cr_buffer_printf(dump->out, "  %5u  ", at);
	if (has_field(operand))
		show_field(dump, code->field);
	if ((code->flags & CR_CODE_INVERT) != 0)
		cr_buffer_add_text(dump->out, "not ");
	cr_buffer_add_text(dump->out, opcodes[code->opcode].spelling);
	if (operand != OPERAND_NONE && operand != OPERAND_FIELD)
		cr_buffer_add_byte(dump->out, ' ');
	show_operand(dump, code);
	show_target(dump, "; yes", code->yes);
	show_target(dump, ", no", code->no);
	if (code->predicate != 0)
		cr_buffer_printf(dump->out, "; kept as %u", code->predicate);
	cr_buffer_add_byte(dump->out, '\n');
}

void
cr_program_dump(const struct cr_program *program,
    const struct cr_policy *policy, struct cr_buffer *out)
{
	struct dump dump = {program, policy, out};
	uint32_t end = CR_CODE_TRUE;

	cr_buffer_printf(out,
	    "%u instructions, %u rules, %u look-ups, %u asked every time\n",
	    program->code_count - CR_CODE_TRUE - 1, program->rule_count,
	    program->stage_count, program->residual_count);
	for (uint32_t i = 0; i < program->rule_count; i++) {
		uint32_t entry = program->entries[i];

		cr_plan_show_rule(&policy->rules[i], out);
		if (policy->rules[i].info.disabled)
			cr_buffer_add_text(out, ": disabled");
		else if (entry == CR_CODE_FALSE)
			cr_buffer_add_text(out, ": never matches");
		else if (entry == CR_CODE_TRUE)
			cr_buffer_add_text(out, ": always matches");
		cr_buffer_add_byte(out, '\n');
		/* The first part of a rule was emitted last. */
		for (uint32_t at = entry; at > end; at--)
			show_instruction(&dump, at);
		if (entry > end)
			end = entry;
	}
}

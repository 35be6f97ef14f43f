/* SPDX-License-Identifier: MIT */
/*
 * Code: every test knows where it goes from either answer, so a rule is emitted
 * from its last part to its first, and no place is ever filled in later.
 */
#include "emit.h"

#include "../base/arena.h"
#include "../base/bytes.h"
#include "functions.h"

/* ------------------------------------------------------------------- opcodes */

/* What has no instruction of its own. */
static void
set_evaluate(struct cr_instruction *out, const struct cr_expr *expr)
{
	out->opcode = CR_OPCODE_EVALUATE;
	out->flags &= (uint8_t)~CR_CODE_INVERT;
	out->field = 0;
	out->as.expr = expr;
}

static void
set_literal(struct cr_instruction *out, enum cr_opcode opcode,
    const struct certrule_value *literal)
{
	out->opcode = (uint8_t)opcode;
	if (literal->type == CERTRULE_INT)
		out->as.integer = literal->as.integer;
	else if (literal->type == CERTRULE_IP)
		out->as.ip = &literal->as.ip;
	else
		out->as.text = &literal->as.string;
}

/* The right side is a literal. */
static void
emit_literal(struct cr_instruction *out, const struct cr_expr *expr)
{
	const struct certrule_value *literal = &expr->right->literal;

	switch (expr->op) {
	case CR_OP_INT_EQ:
	case CR_OP_INT_NE:
		set_literal(out, CR_OPCODE_INT_EQ, literal);
		return;
	case CR_OP_INT_LT:
		set_literal(out, CR_OPCODE_INT_LT, literal);
		return;
	case CR_OP_INT_LE:
		set_literal(out, CR_OPCODE_INT_LE, literal);
		return;
	case CR_OP_INT_GT:
		set_literal(out, CR_OPCODE_INT_GT, literal);
		return;
	case CR_OP_INT_GE:
		set_literal(out, CR_OPCODE_INT_GE, literal);
		return;
	case CR_OP_INT_MASK:
		set_literal(out, CR_OPCODE_INT_MASK, literal);
		return;
	case CR_OP_STRING_EQ:
	case CR_OP_STRING_NE:
		set_literal(out, CR_OPCODE_STRING_EQ, literal);
		return;
	case CR_OP_STRING_CONTAINS:
		set_literal(out, CR_OPCODE_STRING_CONTAINS, literal);
		return;
	case CR_OP_IP_EQ:
	case CR_OP_IP_NE:
		set_literal(out, CR_OPCODE_IP_EQ, literal);
		return;
	case CR_OP_IP_LT:
	case CR_OP_IP_LE:
	case CR_OP_IP_GT:
	case CR_OP_IP_GE:
	case CR_OP_STRING_LT:
	case CR_OP_STRING_LE:
	case CR_OP_STRING_GT:
	case CR_OP_STRING_GE:
	case CR_OP_INT_IN:
	case CR_OP_INT_NOT_IN:
	case CR_OP_STRING_IN:
	case CR_OP_STRING_NOT_IN:
	case CR_OP_IP_IN:
	case CR_OP_IP_NOT_IN:
	case CR_OP_STRING_MATCHES:
	case CR_OP_STRING_WILDCARD:
	case CR_OP_STRING_STRICT_WILDCARD:
	case CR_OP_NONE:
	case CR_OP_COUNT:
		break;
	}
	set_evaluate(out, expr);
}

/* A predicate, and the program that its code is for. */
struct emission {
	const struct cr_plan *plan;
	const struct cr_program *program;
	const struct cr_predicate *predicate;
};

/* The field, or what is computed in its place; false: the term is neither.  It
 * is what the predicate looks at. */
static bool
set_field(const struct emission *emission, const struct cr_term *term,
    struct cr_instruction *out)
{
	const struct cr_predicate *predicate = emission->predicate;
	uint32_t field = (uint32_t)term->field;

	if (term->kind != CR_TERM_FIELD) {
		if (!predicate->has_subject ||
		    predicate->asked->kind == CR_EXPR_ANY)
			return false;
		field = emission->plan->subjects[predicate->subject].computed;
		if (field == 0)
			return false;
		field += emission->program->field_count - 1;
	}
	if (field > UINT16_MAX)
		return false;
	out->field = (uint16_t)field;
	return true;
}

static void
emit_compare(const struct emission *emission, struct cr_instruction *out,
    const struct cr_expr *expr)
{
	if (!set_field(emission, expr->left, out)) {
		set_evaluate(out, expr);
		return;
	}
	if (expr->negated)
		out->flags |= CR_CODE_INVERT;
	if (expr->set != NULL) {
		out->opcode = CR_OPCODE_IN;
		out->as.set = expr->set;
	} else if (expr->regex != NULL) {
		out->opcode = CR_OPCODE_STRING_MATCHES;
		out->as.regex = expr->regex;
	} else if (expr->wildcard != NULL) {
		out->opcode = CR_OPCODE_STRING_WILDCARD;
		out->as.wildcard = expr->wildcard;
	} else if (expr->right != NULL && expr->right->kind == CR_TERM_LITERAL)
		emit_literal(out, expr);
	else
		set_evaluate(out, expr);
}

/* starts_with(), ends_with(), path_under() as this library has them, of a field
 * and a literal; false: it is another call. */
static bool
emit_call(const struct emission *emission, struct cr_instruction *out,
    const struct cr_term *call)
{
	static const struct {
		const char *name;
		enum cr_opcode opcode;
	} rows[] = {
	    {"starts_with", CR_OPCODE_STRING_STARTS},
	    {"ends_with", CR_OPCODE_STRING_ENDS},
	    {"path_under", CR_OPCODE_STRING_UNDER},
	};

	if (call->body != call->function->body || call->arg_count != 2 ||
	    call->args[1]->kind != CR_TERM_LITERAL)
		return false;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (!cr_bytes_equal_text(
			cr_bytes_text(call->function->name), rows[i].name))
			continue;
		if (!set_field(emission, call->args[0], out))
			return false;
		set_literal(out, rows[i].opcode, &call->args[1]->literal);
		return true;
	}
	return false;
}

static void
emit_truth(const struct emission *emission, struct cr_instruction *out,
    const struct cr_expr *expr)
{
	const struct cr_term *term = expr->left;

	if (term->kind == CR_TERM_FIELD && term->type == CERTRULE_BOOL &&
	    set_field(emission, term, out))
		out->opcode = CR_OPCODE_TRUTH;
	else if (term->kind != CR_TERM_CALL || !emit_call(emission, out, term))
		set_evaluate(out, expr);
}

static void
emit_predicate(const struct emission *emission, struct cr_instruction *out)
{
	const struct cr_expr *expr = emission->predicate->expr;

	switch (expr->kind) {
	case CR_EXPR_COMPARE:
		emit_compare(emission, out, expr);
		return;
	case CR_EXPR_TRUTH:
		emit_truth(emission, out, expr);
		return;
	case CR_EXPR_PROVEN:
		out->opcode = CR_OPCODE_PROVEN;
		return;
	case CR_EXPR_HOST:
		out->opcode = CR_OPCODE_HOST;
		out->as.expr = expr;
		return;
	case CR_EXPR_BEFORE:
		out->opcode = CR_OPCODE_BEFORE;
		out->as.integer = expr->until;
		return;
	case CR_EXPR_CONSTANT:
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_XOR:
	case CR_EXPR_NOT:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
		break;
	}
	set_evaluate(out, expr);
}

/* --------------------------------------------------------------------- rules */

static uint32_t
emit_test(const struct cr_plan *plan, struct cr_program *program,
    const struct cr_part *node, uint32_t yes, uint32_t no)
{
	const struct cr_predicate *predicate =
	    &plan->predicates[node->predicate];
	struct emission emission = {plan, program, predicate};
	struct cr_instruction *out = &program->code[program->code_count];

	out->predicate = predicate->number;
	out->yes = node->negated ? no : yes;
	out->no = node->negated ? yes : no;
	if (node->negated)
		out->flags = CR_CODE_NEGATED;
	emit_predicate(&emission, out);
	if (out->predicate == 0 && out->opcode > CR_OPCODE_EVALUATE &&
	    out->opcode < CR_OPCODE_LONG && out->field < program->field_count)
		out->flags |= CR_CODE_QUICK;
	return program->code_count++;
}

static uint32_t
emit_node(const struct cr_plan *plan, struct cr_program *program,
    const struct cr_part *node, uint32_t yes, uint32_t no)
{
	bool is_and = node->kind == CR_PART_AND;

	switch (node->kind) {
	case CR_PART_FALSE:
		return no;
	case CR_PART_TRUE:
		return yes;
	case CR_PART_TEST:
		return emit_test(plan, program, node, yes, no);
	case CR_PART_AND:
	case CR_PART_OR:
		break;
	}
	/* Behind the last part comes what the whole means. */
	for (size_t i = node->child_count; i-- > 0;) {
		uint32_t at =
		    emit_node(plan, program, node->children[i], yes, no);

		if (is_and)
			yes = at;
		else
			no = at;
	}
	return is_and ? yes : no;
}

uint32_t
cr_emit_test(const struct cr_plan *plan, struct cr_program *program,
    const struct cr_trigger *trigger)
{
	struct cr_part node = {.kind = CR_PART_TEST,
	    .negated = trigger->negated,
	    .predicate = trigger->predicate};

	return emit_test(plan, program, &node, CR_CODE_TRUE, CR_CODE_FALSE);
}

int
cr_emit_rules(const struct cr_plan *plan, struct cr_program *program)
{
	struct cr_arena *arena = plan->policy->arena;
	size_t count = CR_CODE_TRUE + 1 + plan->trigger_count;

	for (size_t i = 0; i < plan->predicate_count; i++)
		count += plan->predicates[i].uses;
	if (count > UINT32_MAX)
		return -1;
	program->rule_count = (uint32_t)plan->policy->rule_count;
	program->code = cr_arena_array(arena, count, sizeof(*program->code));
	program->entries = cr_arena_array(
	    arena, program->rule_count + 1, sizeof(*program->entries));
	if (program->code == NULL || program->entries == NULL)
		return -1;
	program->bytes += count * sizeof(*program->code) +
			  program->rule_count * sizeof(*program->entries);
	program->code_count = CR_CODE_TRUE + 1;
	for (uint32_t i = 0; i < program->rule_count; i++) {
		const struct cr_part *node = plan->rules[i].node;

		program->entries[i] = node == NULL
					  ? CR_CODE_FALSE
					  : emit_node(plan, program, node,
						CR_CODE_TRUE, CR_CODE_FALSE);
	}
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Values: fields by name, indexes, calls.  [*] makes a sequence of its value;
 * as first argument of a call it makes the result an Array.
 */
#include "../base/bytes.h"
#include "check_parts.h"

static struct cr_term *
new_term(struct cr_check *check, enum cr_term_kind kind,
    const struct cr_node *node, unsigned type)
{
	struct cr_term *term = cr_check_get(check, 1, sizeof(*term));

	if (term == NULL)
		return NULL;
	term->kind = kind;
	term->span = node->span;
	term->type = type;
	return term;
}

struct cr_term *
cr_check_literal_term(struct cr_check *check, const struct cr_node *node,
    const struct certrule_value *value)
{
	struct cr_term *term =
	    new_term(check, CR_TERM_LITERAL, node, value->type);

	if (term != NULL)
		term->literal = *value;
	return term;
}

/* ------------------------------------------------------------------- fields */

static const struct cr_function *
find_function(const struct cr_check *check, struct certrule_bytes name)
{
	for (size_t i = 0; i < check->function_count; i++)
		if (cr_bytes_equal_text(name, check->functions[i].name))
			return &check->functions[i];
	return cr_function_find(name);
}

static void
report_field(struct cr_check *check, const struct cr_node *node)
{
	const struct cr_function *function = find_function(check, node->text);
	struct certrule_bytes nearest =
	    cr_schema_nearest_field(check->schema, node->text);

	cr_diags_add(check->diags, CR_DIAG_UNKNOWN_FIELD, node->mark,
	    cr_diags_quote(check->diags, node->text));
	if (function != NULL)
		cr_diags_hint(
		    check->diags, "it is a function: %s", function->signature);
	else if (nearest.data != NULL)
		cr_diags_hint(check->diags, "did you mean '%s'?",
		    cr_diags_quote(check->diags, nearest));
}

static const struct cr_term *
check_field(struct cr_check *check, const struct cr_node *node)
{
	int number = cr_schema_find_field(check->schema, node->text);
	struct cr_term *term;

	if (number < 0) {
		report_field(check, node);
		return NULL;
	}
	if (check->reads != NULL)
		check->reads[number] = true;
	term = new_term(check, CR_TERM_FIELD, node,
	    cr_schema_field(check->schema, number)->type);
	if (term != NULL)
		term->field = number;
	return term;
}

/* ------------------------------------------------------------------ indexes */

static int
report_index(struct cr_check *check, const struct cr_node *base,
    const struct cr_node *index, unsigned type)
{
	if (!cr_check_is_container(type)) {
		cr_diags_add(check->diags, CR_DIAG_NO_ELEMENTS, index->span,
		    cr_check_text(check, base->span),
		    cr_check_type(check, type));
		cr_diags_second(check->diags, base->span);
		return -1;
	}
	cr_diags_add(check->diags, CR_DIAG_BAD_INDEX, index->span,
	    cr_check_type(check, type),
	    CERTRULE_KIND_OF(type) == CERTRULE_ARRAY ? "a number from 0 or [*]"
						     : "a string or [*]");
	cr_diags_second(check->diags, base->span);
	return -1;
}

/* Decimal, as nothing else would read as a position. */
static int
parse_position(struct certrule_bytes text, uint64_t *out)
{
	uint64_t number = 0;

	if (text.len == 0 || (text.len > 1 && text.data[0] == '0'))
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return -1;
		if (__builtin_mul_overflow(number, 10u, &number) ||
		    __builtin_add_overflow(
			number, (uint64_t)(text.data[i] - '0'), &number))
			return -1;
	}
	*out = number;
	return 0;
}

static int
fill_index(struct cr_check *check, struct cr_term *term,
    const struct cr_node *base, const struct cr_node *index)
{
	unsigned type = term->base->type;
	bool array = CERTRULE_KIND_OF(type) == CERTRULE_ARRAY;

	if (!cr_check_is_container(type))
		return report_index(check, base, index, type);
	term->type = CERTRULE_ELEMENT_OF(type);
	term->each = term->base->each;
	if (index->kind == CR_NODE_EACH) {
		term->kind = CR_TERM_EACH;
		term->each = true;
		return 0;
	}
	if (!array && index->kind == CR_NODE_STRING) {
		term->kind = CR_TERM_KEY;
		term->key = cr_check_copy(check, index->text);
		return term->key.data == NULL ? -1 : 0;
	}
	term->kind = CR_TERM_ELEMENT;
	if (array && index->kind == CR_NODE_WORD &&
	    parse_position(index->text, &term->number) == 0)
		return 0;
	return report_index(check, base, index, type);
}

static const struct cr_term *
check_index(struct cr_check *check, const struct cr_node *node)
{
	const struct cr_node *base = node->child, *index = base->next;
	const struct cr_term *inner = cr_check_term(check, base);
	struct cr_term *term;

	if (inner == NULL)
		return NULL;
	term = new_term(check, CR_TERM_EACH, node, 0);
	if (term == NULL)
		return NULL;
	term->base = inner;
	return fill_index(check, term, base, index) == 0 ? term : NULL;
}

/* ---------------------------------------------------------------- arguments */

struct call {
	const struct cr_node *node;
	const struct cr_function *function;
	const struct cr_term **args;
	size_t count;
};

/* The type that is due where only one is; 0: any of several. */
static unsigned
due_type(
    const struct call *call, const struct cr_parameter *parameter, size_t index)
{
	if (parameter->type != 0)
		return parameter->type;
	if (index > 0 && (parameter->takes & CR_TAKES_SAME) != 0)
		return call->args[0]->type;
	if (index > 0 && (parameter->takes & CR_TAKES_ELEMENT) != 0)
		return CERTRULE_ELEMENT_OF(call->args[0]->type);
	if ((parameter->takes & CR_TAKES_STRINGS) != 0)
		return CERTRULE_ARRAY_OF(CERTRULE_STRING);
	for (unsigned kind = CERTRULE_BOOL; kind <= CERTRULE_IP; kind++)
		if ((parameter->takes & 0xffu) == 1u << kind)
			return kind;
	return 0;
}

static bool
takes(const struct call *call, const struct cr_parameter *parameter,
    size_t index, unsigned type)
{
	unsigned due = due_type(call, parameter, index);

	if (due != 0)
		return due == type;
	return (parameter->takes & 1u << CERTRULE_KIND_OF(type)) != 0;
}

static const char *
due_text(struct cr_check *check, const struct call *call,
    const struct cr_parameter *parameter, size_t index)
{
	static const char *const names[] = {
	    "", "Bool", "Int", "String", "IP", "Array", "Map"};
	unsigned due = due_type(call, parameter, index);
	struct cr_buffer buffer;
	const char *text;

	if (due != 0)
		return cr_check_type(check, due);
	cr_buffer_init(&buffer, check->alloc);
	for (unsigned kind = CERTRULE_BOOL; kind <= CERTRULE_MAP; kind++)
		if ((parameter->takes & 1u << kind) != 0)
			cr_buffer_printf(&buffer, "%s%s",
			    buffer.len == 0 ? "" : " or ", names[kind]);
	text = cr_diags_quote(check->diags, cr_buffer_bytes(&buffer));
	cr_buffer_fini(&buffer);
	return text;
}

static void
hint_signature(struct cr_check *check, const struct call *call)
{
	cr_diags_second(check->diags, call->node->mark);
	cr_diags_hint(check->diags, "%s", call->function->signature);
}

static const struct cr_term *
report_type(struct cr_check *check, const struct call *call, size_t index,
    const struct cr_node *arg, unsigned type)
{
	const struct cr_parameter *parameter =
	    cr_function_parameter(call->function, index);

	cr_diags_add(check->diags, CR_DIAG_ARGUMENT_TYPE, arg->span, index + 1,
	    call->function->name, due_text(check, call, parameter, index),
	    type == 0 ? cr_check_text(check, arg->span)
		      : cr_check_type(check, type));
	hint_signature(check, call);
	return NULL;
}

static const struct cr_term *
report_argument(struct cr_check *check, const struct call *call, size_t index,
    const struct cr_node *arg, enum cr_diag_code code)
{
	cr_diags_add(
	    check->diags, code, arg->span, index + 1, call->function->name);
	hint_signature(check, call);
	return NULL;
}

/* The kind a literal becomes where the parameter takes several. */
static unsigned
literal_type(const struct call *call, const struct cr_parameter *parameter,
    size_t index, const struct cr_node *arg)
{
	unsigned due = due_type(call, parameter, index);

	if (due != 0)
		return due;
	for (unsigned kind = CERTRULE_INT; kind <= CERTRULE_IP; kind++)
		if ((parameter->takes & 1u << kind) != 0 &&
		    cr_literal_kind(arg, kind) == kind)
			return kind;
	return cr_literal_kind(arg, 0);
}

static const struct cr_term *
check_literal(struct cr_check *check, const struct call *call, size_t index,
    const struct cr_node *arg)
{
	const struct cr_parameter *parameter =
	    cr_function_parameter(call->function, index);
	unsigned type = literal_type(call, parameter, index, arg);
	unsigned kind = cr_literal_kind(arg, type);
	struct certrule_value value;

	if ((parameter->takes & CR_TAKES_VALUE) != 0)
		return report_argument(
		    check, call, index, arg, CR_DIAG_ARGUMENT_VALUE);
	if (kind != 0 && (kind != type || !takes(call, parameter, index, type)))
		return report_type(check, call, index, arg, kind);
	if (type == 0)
		return report_type(check, call, index, arg, 0);
	if (cr_literal_convert(check, arg, type, &call->node->mark, &value) !=
		0 ||
	    cr_check_literal_argument(
		check, call->node, call->function, index, arg, &value) != 0)
		return NULL;
	return cr_check_literal_term(check, arg, &value);
}

/* A logical as an argument; under [*] it is an Array<Bool>. */
static const struct cr_term *
check_logical_term(struct cr_check *check, const struct cr_node *node)
{
	const struct cr_expr *expr = cr_check_logical(check, node, true);
	struct cr_term *term;

	if (expr == NULL)
		return NULL;
	term = new_term(check, CR_TERM_LOGICAL, node,
	    expr->array ? CERTRULE_ARRAY_OF(CERTRULE_BOOL) : CERTRULE_BOOL);
	if (term != NULL)
		term->logical = expr;
	return term;
}

bool
cr_check_is_value(const struct cr_node *node)
{
	return node->kind == CR_NODE_NAME || node->kind == CR_NODE_CALL ||
	       node->kind == CR_NODE_INDEX;
}

/* A name of the shape of bytes is a field where a value is due. */
static bool
stands_as_literal(struct cr_check *check, const struct cr_node *arg,
    const struct cr_parameter *parameter)
{
	if (!cr_literal_is(arg))
		return false;
	return arg->kind != CR_NODE_NAME ||
	       (parameter->takes & CR_TAKES_LITERAL) != 0 ||
	       cr_schema_find_field(check->schema, arg->text) < 0;
}

static const struct cr_term *
check_argument(struct cr_check *check, const struct call *call, size_t index,
    const struct cr_node *arg)
{
	const struct cr_parameter *parameter =
	    cr_function_parameter(call->function, index);
	const struct cr_term *term;

	if (stands_as_literal(check, arg, parameter))
		return check_literal(check, call, index, arg);
	term = cr_check_is_value(arg) ? cr_check_term(check, arg)
				      : check_logical_term(check, arg);
	if (term == NULL)
		return NULL;
	if ((parameter->takes & CR_TAKES_LITERAL) != 0)
		return report_argument(
		    check, call, index, arg, CR_DIAG_ARGUMENT_LITERAL);
	if (term->each && index > 0) {
		cr_diags_add(check->diags, CR_DIAG_EACH_PLACE, arg->span);
		cr_diags_second(check->diags, call->node->mark);
		return NULL;
	}
	if (!takes(call, parameter, index, term->type))
		return report_type(check, call, index, arg, term->type);
	return term;
}

/* -------------------------------------------------------------------- calls */

static const struct cr_term *
report_function(struct cr_check *check, const struct cr_node *node)
{
	const char *name = cr_diags_quote(check->diags, node->text);
	struct certrule_bytes best;
	struct cr_nearest nearest;

	if (cr_bytes_starts(node->text, cr_bytes_text("is_jwt_"))) {
		cr_diags_add(
		    check->diags, CR_DIAG_HOSTED_FUNCTION, node->mark, name);
		return NULL;
	}
	cr_diags_add(check->diags, CR_DIAG_UNKNOWN_FUNCTION, node->mark, name);
	if (cr_schema_find_field(check->schema, node->text) >= 0) {
		cr_diags_hint(check->diags, "it is a field: write '%s'", name);
		return NULL;
	}
	cr_nearest_init(&nearest, node->text);
	for (size_t i = 0; i < cr_function_count(); i++)
		cr_nearest_offer(
		    &nearest, cr_bytes_text(cr_function_at(i)->name));
	for (size_t i = 0; i < check->function_count; i++)
		cr_nearest_offer(
		    &nearest, cr_bytes_text(check->functions[i].name));
	best = cr_nearest_get(&nearest);
	if (best.data != NULL)
		cr_diags_hint(check->diags, "did you mean '%s'?",
		    cr_diags_quote(check->diags, best));
	return NULL;
}

static size_t
count_arguments(const struct cr_node *node)
{
	size_t count = 0;

	for (const struct cr_node *n = node->child; n != NULL; n = n->next)
		count++;
	return count;
}

static int
check_count(struct cr_check *check, const struct call *call)
{
	const struct cr_function *function = call->function;
	bool few = call->count < function->min;
	size_t bound = few ? function->min : function->max;
	const char *than = few ? "at least " : "at most ";

	if (!few && call->count <= function->max)
		return 0;
	if (function->min == function->max)
		than = "";
	cr_diags_add(check->diags, CR_DIAG_ARGUMENT_COUNT, call->node->span,
	    function->name, than, bound, bound == 1 ? "" : "s", call->count);
	cr_diags_hint(check->diags, "%s", function->signature);
	return -1;
}

static unsigned
result_type(const struct call *call)
{
	const struct cr_term *first = call->args[0];
	unsigned type = call->function->result;

	if (type == 0)
		type = first->type;
	return first->each ? CERTRULE_ARRAY_OF(type) : type;
}

static const struct cr_term *
finish_call(struct cr_check *check, const struct call *call)
{
	struct cr_term *term =
	    new_term(check, CR_TERM_CALL, call->node, result_type(call));
	cr_function_fn *body = cr_function_body(check->schema, call->function);

	if (term == NULL)
		return NULL;
	if (body == NULL) {
		cr_diags_add(check->diags, CR_DIAG_UNFILLED_FUNCTION,
		    call->node->mark, call->function->name);
		return NULL;
	}
	term->function = call->function;
	term->body = body;
	term->args = call->args;
	term->arg_count = call->count;
	return cr_check_prepare(check, term) == 0 ? term : NULL;
}

static const struct cr_term *
check_call(struct cr_check *check, const struct cr_node *node)
{
	struct call call = {.node = node,
	    .function = find_function(check, node->text),
	    .count = count_arguments(node)};
	size_t done = 0;

	if (call.function == NULL)
		return report_function(check, node);
	if (check_count(check, &call) != 0)
		return NULL;
	call.args =
	    cr_check_get(check, call.count, sizeof(const struct cr_term *));
	if (call.args == NULL)
		return NULL;
	for (const struct cr_node *arg = node->child; arg != NULL;
	     arg = arg->next) {
		call.args[done] = check_argument(check, &call, done, arg);
		if (call.args[done] == NULL)
			return NULL;
		done++;
	}
	return finish_call(check, &call);
}

const struct cr_term *
cr_check_term(struct cr_check *check, const struct cr_node *node)
{
	if (node->kind == CR_NODE_CALL)
		return check_call(check, node);
	if (node->kind == CR_NODE_INDEX)
		return check_index(check, node);
	return check_field(check, node);
}

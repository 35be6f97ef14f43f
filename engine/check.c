/* SPDX-License-Identifier: MIT */
/*
 * The logical part of an expression: and, or, xor, not, any, all, and Bool
 * values by themselves.  Everything below a broken part is still checked, so
 * that one run reports all there is.
 */
#include "check.h"

#include "../base/buffer.h"
#include "../base/value.h"
#include "check_parts.h"

/* ----------------------------------------------------------------- helpers */

void *
cr_check_get(struct cr_check *check, size_t count, size_t size)
{
	void *memory = cr_arena_array(check->arena, count, size);

	if (memory == NULL)
		cr_diags_no_memory(check->diags);
	return memory;
}

struct certrule_bytes
cr_check_copy(struct cr_check *check, struct certrule_bytes bytes)
{
	struct certrule_bytes copy = cr_arena_bytes(check->arena, bytes);

	if (copy.data == NULL)
		cr_diags_no_memory(check->diags);
	return copy;
}

struct cr_expr *
cr_check_expr(
    struct cr_check *check, enum cr_expr_kind kind, const struct cr_node *node)
{
	struct cr_expr *expr = cr_check_get(check, 1, sizeof(*expr));

	if (expr == NULL)
		return NULL;
	expr->kind = kind;
	expr->span = node->span;
	expr->mark = node->mark;
	return expr;
}

/* Moves what is in the buffer to the diagnostics, cut to what reads well. */
static const char *
keep_text(struct cr_check *check, struct cr_buffer *buffer)
{
	const char *text = NULL;

	if (!cr_buffer_failed(buffer))
		text = cr_diags_quote(check->diags, cr_buffer_bytes(buffer));
	cr_buffer_fini(buffer);
	return text != NULL ? text : "";
}

/* A line end with the indentation behind it is a space: a hint is one line. */
static void
add_source(struct cr_check *check, struct cr_buffer *buffer, uint32_t source,
    uint32_t begin, uint32_t end)
{
	struct certrule_bytes text =
	    cr_sources_text(cr_diags_sources(check->diags), source);
	bool broken = false;

	for (size_t i = begin; i < end && i < text.len; i++) {
		bool blank = text.data[i] <= ' ';

		if (blank && broken)
			continue;
		broken = text.data[i] < ' ';
		cr_buffer_add_byte(
		    buffer, text.data[i] < ' ' ? ' ' : text.data[i]);
	}
}

const char *
cr_check_text(struct cr_check *check, struct cr_span span)
{
	struct cr_buffer buffer;

	cr_buffer_init(&buffer, check->alloc);
	add_source(check, &buffer, span.source, span.begin, span.end);
	return keep_text(check, &buffer);
}

const char *
cr_check_type(struct cr_check *check, unsigned type)
{
	struct cr_buffer buffer;

	cr_buffer_init(&buffer, check->alloc);
	cr_type_print(&buffer, type);
	return keep_text(check, &buffer);
}

/* One spelling a row of ops.def; not in is in with a not. */
static const char *
operator_text(enum cr_word word)
{
	return word == CR_WORD_BITWISE_AND ? "&" : cr_word_text(word);
}

void
cr_check_hint_operators(struct cr_check *check, unsigned type)
{
	struct cr_buffer buffer;
	const char *text;

	cr_buffer_init(&buffer, check->alloc);
#define OP(name, word, left, right)                                      \
	if (type == CERTRULE_##left && CR_WORD_##word != CR_WORD_NOT_IN) \
		cr_buffer_printf(&buffer, " %s", operator_text(CR_WORD_##word));
#include "ops.def"
#undef OP
	text = keep_text(check, &buffer);
	if (text[0] != '\0')
		cr_diags_hint(check->diags, "%s takes%s",
		    cr_check_type(check, type), text);
}

/* ----------------------------------------------- where [*] or any is missing */

/* node as it should have been: with [*] behind `left` until that is a plain
 * value or Bool. */
static const char *
print_indexed(struct cr_check *check, struct cr_span node, struct cr_span left,
    unsigned type)
{
	struct cr_buffer buffer;

	cr_buffer_init(&buffer, check->alloc);
	add_source(check, &buffer, node.source, node.begin, left.end);
	for (; cr_check_is_container(type); type = CERTRULE_ELEMENT_OF(type))
		cr_buffer_add_text(&buffer, "[*]");
	add_source(check, &buffer, node.source, left.end, node.end);
	return keep_text(check, &buffer);
}

/* Nothing is missing but the quantifier. */
static void
report_bare(struct cr_check *check, const struct cr_node *node)
{
	const char *text = cr_check_text(check, node->span);

	cr_diags_add(check->diags, CR_DIAG_NEEDS_QUANTIFIER, node->span, text,
	    "Array<Bool>");
	cr_diags_hint(check->diags, "any(%s)", text);
}

void
cr_check_report_container(struct cr_check *check, const struct cr_node *node,
    const struct cr_node *left, const struct cr_term *term, bool quantified)
{
	const char *text, *type, *hint;

	if (cr_check_is_sequence(term, node == left)) {
		report_bare(check, node);
		return;
	}
	text = cr_check_text(check, left->span);
	type = cr_check_type(check, term->type);
	hint = print_indexed(check, node->span, left->span, term->type);
	cr_diags_add(check->diags,
	    quantified ? CR_DIAG_NEEDS_EACH : CR_DIAG_NEEDS_QUANTIFIER,
	    left->span, text, type);
	if (node != left)
		cr_diags_second(check->diags, node->child->next->span);
	cr_diags_hint(check->diags, quantified ? "%s" : "any(%s)", hint);
}

/* An Array<Bool> in effect: plain values under [*], or one itself. */
bool
cr_check_is_sequence(const struct cr_term *term, bool alone)
{
	if (term->each)
		return !cr_check_is_container(term->type);
	return alone && term->type == CERTRULE_ARRAY_OF(CERTRULE_BOOL);
}

bool
cr_check_is_container(unsigned type)
{
	return CERTRULE_KIND_OF(type) == CERTRULE_ARRAY ||
	       CERTRULE_KIND_OF(type) == CERTRULE_MAP;
}

bool
cr_check_ends_in_bool(unsigned type)
{
	while (cr_check_is_container(type))
		type = CERTRULE_ELEMENT_OF(type);
	return type == CERTRULE_BOOL;
}

/* ------------------------------------------------------------------- values */

/* A value by itself must be Bool, or under any and all Array<Bool>. */
static const struct cr_expr *
check_truth(struct cr_check *check, const struct cr_node *node, bool quantified)
{
	const struct cr_term *term = cr_check_term(check, node);
	struct cr_expr *expr;
	bool sequence;

	if (term == NULL)
		return NULL;
	if (!cr_check_ends_in_bool(term->type)) {
		cr_diags_add(check->diags, CR_DIAG_NO_OPERATOR, node->span,
		    cr_check_text(check, node->span),
		    cr_check_type(check, term->type));
		cr_check_hint_operators(check, term->type);
		return NULL;
	}
	sequence = cr_check_is_sequence(term, true);
	if (sequence ? !quantified : term->type != CERTRULE_BOOL) {
		cr_check_report_container(check, node, node, term, quantified);
		return NULL;
	}
	expr = cr_check_expr(check, CR_EXPR_TRUTH, node);
	if (expr == NULL)
		return NULL;
	expr->array = sequence;
	expr->left = term;
	return expr;
}

/* ------------------------------------------------------------------ logical */

static size_t
count_children(const struct cr_node *node)
{
	size_t count = 0;

	for (const struct cr_node *n = node->child; n != NULL; n = n->next)
		count++;
	return count;
}

static int
check_same_kind(struct cr_check *check, const struct cr_node *node,
    const struct cr_expr *first, const struct cr_expr *other)
{
	if (first->array == other->array)
		return 0;
	cr_diags_add(check->diags, CR_DIAG_MIXED_BOOL, other->span,
	    cr_word_text(node->word));
	cr_diags_second(check->diags, first->span);
	cr_diags_hint(check->diags, "close any() or all() before the '%s'",
	    cr_word_text(node->word));
	return -1;
}

/* and, or, xor, not: all children are Bool, or all are Array<Bool>. */
static const struct cr_expr *
check_connective(struct cr_check *check, enum cr_expr_kind kind,
    const struct cr_node *node, bool quantified)
{
	size_t count = count_children(node), done = 0;
	const struct cr_expr **children =
	    cr_check_get(check, count, sizeof(const struct cr_expr *));
	struct cr_expr *expr = cr_check_expr(check, kind, node);
	bool broken = children == NULL || expr == NULL;

	for (const struct cr_node *n = node->child; n != NULL; n = n->next) {
		const struct cr_expr *child =
		    cr_check_logical(check, n, quantified);

		if (child == NULL || broken)
			broken = true;
		else
			children[done++] = child;
		if (!broken &&
		    check_same_kind(check, node, children[0], child) != 0)
			broken = true;
	}
	if (broken)
		return NULL;
	expr->children = children;
	expr->child_count = count;
	expr->array = children[0]->array;
	return expr;
}

static const struct cr_expr *
check_quantifier(
    struct cr_check *check, enum cr_expr_kind kind, const struct cr_node *node)
{
	const struct cr_expr *child =
	    cr_check_logical(check, node->child, true);
	const struct cr_expr **children;
	struct cr_expr *expr;

	if (child == NULL)
		return NULL;
	if (!child->array) {
		cr_diags_add(check->diags, CR_DIAG_QUANTIFIER_BOOL,
		    node->child->span, cr_word_text(node->word));
		cr_diags_second(check->diags, node->mark);
		cr_diags_hint(check->diags,
		    "[*] behind an array or map makes one comparison an "
		    "element");
		return NULL;
	}
	expr = cr_check_expr(check, kind, node);
	children = cr_check_get(check, 1, sizeof(const struct cr_expr *));
	if (expr == NULL || children == NULL)
		return NULL;
	children[0] = child;
	expr->children = children;
	expr->child_count = 1;
	return expr;
}

static const struct cr_expr *
check_constant(struct cr_check *check, const struct cr_node *node)
{
	struct cr_expr *expr = cr_check_expr(check, CR_EXPR_CONSTANT, node);

	if (expr != NULL)
		expr->constant = node->kind == CR_NODE_TRUE;
	return expr;
}

const struct cr_expr *
cr_check_logical(
    struct cr_check *check, const struct cr_node *node, bool quantified)
{
	switch (node->kind) {
	case CR_NODE_AND:
		return check_connective(check, CR_EXPR_AND, node, quantified);
	case CR_NODE_OR:
		return check_connective(check, CR_EXPR_OR, node, quantified);
	case CR_NODE_XOR:
		return check_connective(check, CR_EXPR_XOR, node, quantified);
	case CR_NODE_NOT:
		return check_connective(check, CR_EXPR_NOT, node, quantified);
	case CR_NODE_ANY:
		return check_quantifier(check, CR_EXPR_ANY, node);
	case CR_NODE_ALL:
		return check_quantifier(check, CR_EXPR_ALL, node);
	case CR_NODE_COMPARISON:
		return cr_check_comparison(check, node, quantified);
	case CR_NODE_TRUE:
	case CR_NODE_FALSE:
		return check_constant(check, node);
	case CR_NODE_NAME:
	case CR_NODE_CALL:
	case CR_NODE_INDEX:
		return check_truth(check, node, quantified);
	case CR_NODE_EACH:
	case CR_NODE_STRING:
	case CR_NODE_REGEX:
	case CR_NODE_WORD:
	case CR_NODE_SET:
	case CR_NODE_LIST:
		break; /* the grammar lets none of these stand here */
	}
	cr_diags_add(check->diags, CR_DIAG_NO_OPERATOR, node->span,
	    cr_check_text(check, node->span), "a literal");
	return NULL;
}

const struct cr_expr *
cr_check_filter(struct cr_check *check, const struct cr_node *node)
{
	return cr_check_logical(check, node, false);
}

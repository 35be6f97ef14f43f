/* SPDX-License-Identifier: MIT */
/* Typed nodes that the policy layer makes, and the typed tree as text. */
#include "expr.h"

#include "../base/clock.h"
#include "check.h"
#include "functions.h"
#include "set.h"

/* ------------------------------------------------------------------ making */

static struct cr_expr *
new_expr(struct cr_arena *arena, enum cr_expr_kind kind, struct cr_span span)
{
	struct cr_expr *expr = cr_arena_get(arena, sizeof(*expr));

	if (expr == NULL)
		return NULL;
	expr->kind = kind;
	expr->span = span;
	expr->mark = span;
	return expr;
}

const struct cr_expr *
cr_expr_and(struct cr_arena *arena, const struct cr_expr *const *children,
    size_t count, struct cr_span span)
{
	const struct cr_expr **copy;
	struct cr_expr *expr;

	if (count == 1)
		return children[0];
	expr = new_expr(arena, CR_EXPR_AND, span);
	copy = cr_arena_array(arena, count, sizeof(const struct cr_expr *));
	if (expr == NULL || copy == NULL)
		return NULL;
	for (size_t i = 0; i < count; i++)
		copy[i] = children[i];
	expr->children = copy;
	expr->child_count = count;
	return expr;
}

const struct cr_expr *
cr_expr_not(struct cr_arena *arena, const struct cr_expr *child)
{
	struct cr_expr *expr = new_expr(arena, CR_EXPR_NOT, child->span);
	const struct cr_expr **copy =
	    cr_arena_array(arena, 1, sizeof(const struct cr_expr *));

	if (expr == NULL || copy == NULL)
		return NULL;
	copy[0] = child;
	expr->children = copy;
	expr->child_count = 1;
	return expr;
}

const struct cr_expr *
cr_expr_proven(struct cr_arena *arena, struct cr_span span)
{
	return new_expr(arena, CR_EXPR_PROVEN, span);
}

const struct cr_expr *
cr_expr_host(struct cr_arena *arena, const struct certrule_bytes *hosts,
    size_t count, struct cr_span span)
{
	struct cr_expr *expr = new_expr(arena, CR_EXPR_HOST, span);

	if (expr == NULL)
		return NULL;
	expr->hosts = hosts;
	expr->host_count = count;
	return expr;
}

const struct cr_expr *
cr_expr_before(struct cr_arena *arena, int64_t until, struct cr_span span)
{
	struct cr_expr *expr = new_expr(arena, CR_EXPR_BEFORE, span);

	if (expr != NULL)
		expr->until = until;
	return expr;
}

/* ------------------------------------------------------------------- names */

static const char *const op_names[] = {
    "",
#define OP(name, word, left, right) #name,
#include "ops.def"
#undef OP
};

static const char *
kind_name(enum cr_expr_kind kind)
{
	switch (kind) {
	case CR_EXPR_CONSTANT:
		return "constant";
	case CR_EXPR_AND:
		return "and";
	case CR_EXPR_OR:
		return "or";
	case CR_EXPR_XOR:
		return "xor";
	case CR_EXPR_NOT:
		return "not";
	case CR_EXPR_ANY:
		return "any";
	case CR_EXPR_ALL:
		return "all";
	case CR_EXPR_COMPARE:
		return "compare";
	case CR_EXPR_TRUTH:
		return "truth";
	case CR_EXPR_PROVEN:
		return "proven";
	case CR_EXPR_HOST:
		return "host";
	case CR_EXPR_BEFORE:
		return "before";
	}
	return ""; /* unreachable: a case for each */
}

/* ----------------------------------------------------------------- dumping */

struct dump {
	const struct certrule_schema *schema;
	struct cr_buffer *out;
};

static void dump_expr(
    struct dump *dump, const struct cr_expr *expr, unsigned depth);

static void
begin_line(struct dump *dump, unsigned depth)
{
	cr_buffer_repeat(dump->out, ' ', (size_t)depth * 2);
}

/* `: Array<Bool>`, with a star where a sequence of them stands. */
static void
end_line(struct dump *dump, unsigned type, bool each)
{
	cr_buffer_add_text(dump->out, " : ");
	cr_type_print(dump->out, type);
	cr_buffer_add_text(dump->out, each ? " *\n" : "\n");
}

static void
dump_term_head(struct dump *dump, const struct cr_term *term)
{
	switch (term->kind) {
	case CR_TERM_LITERAL:
		cr_buffer_add_text(dump->out, "literal ");
		cr_value_print(dump->out, &term->literal);
		break;
	case CR_TERM_FIELD:
		cr_buffer_add_text(dump->out, "field ");
		cr_buffer_add_bytes(dump->out,
		    cr_schema_field(dump->schema, term->field)->name);
		break;
	case CR_TERM_ELEMENT:
		cr_buffer_printf(dump->out, "element %llu",
		    (unsigned long long)term->number);
		break;
	case CR_TERM_KEY:
		cr_buffer_add_text(dump->out, "key \"");
		cr_buffer_escape(dump->out, term->key);
		cr_buffer_add_text(dump->out, "\"");
		break;
	case CR_TERM_EACH:
		cr_buffer_add_text(dump->out, "each");
		break;
	case CR_TERM_CALL:
		cr_buffer_printf(dump->out, "call %s", term->function->name);
		break;
	case CR_TERM_LOGICAL:
		cr_buffer_add_text(dump->out, "logical");
		break;
	}
}

static void
dump_term(struct dump *dump, const struct cr_term *term, unsigned depth)
{
	begin_line(dump, depth);
	dump_term_head(dump, term);
	end_line(dump, term->type, term->each);
	if (term->base != NULL)
		dump_term(dump, term->base, depth + 1);
	for (size_t i = 0; i < term->arg_count; i++)
		dump_term(dump, term->args[i], depth + 1);
	if (term->logical != NULL)
		dump_expr(dump, term->logical, depth + 1);
}

static void
dump_right(struct dump *dump, const struct cr_expr *expr, unsigned depth)
{
	if (expr->right != NULL) {
		dump_term(dump, expr->right, depth);
		return;
	}
	if (expr->set == NULL && expr->regex == NULL && expr->own == NULL)
		return;
	begin_line(dump, depth);
	if (expr->own != NULL) {
		cr_buffer_add_text(dump->out, "list $");
		cr_buffer_add_bytes(dump->out, expr->own->name);
		cr_buffer_add_text(dump->out, "\n");
		return;
	}
	if (expr->set != NULL) {
		cr_buffer_printf(
		    dump->out, "set of %zu\n", cr_set_count(expr->set));
		return;
	}
	cr_buffer_add_text(dump->out, "regex \"");
	cr_buffer_escape(dump->out, cr_regex_pattern(expr->regex));
	cr_buffer_add_text(dump->out, "\"\n");
}

static void
dump_expr_head(struct dump *dump, const struct cr_expr *expr)
{
	cr_buffer_add_text(dump->out, kind_name(expr->kind));
	if (expr->kind == CR_EXPR_CONSTANT)
		cr_buffer_add_text(
		    dump->out, expr->constant ? " true" : " false");
	if (expr->kind == CR_EXPR_COMPARE)
		cr_buffer_printf(dump->out, " %s", op_names[expr->op]);
	for (size_t i = 0; i < expr->host_count; i++) {
		cr_buffer_add_text(dump->out, " ");
		cr_buffer_add_bytes(dump->out, expr->hosts[i]);
	}
	if (expr->kind == CR_EXPR_BEFORE) {
		cr_buffer_add_text(dump->out, " ");
		cr_clock_print(dump->out, expr->until);
	}
}

static void
dump_expr(struct dump *dump, const struct cr_expr *expr, unsigned depth)
{
	begin_line(dump, depth);
	dump_expr_head(dump, expr);
	end_line(dump,
	    expr->array ? CERTRULE_ARRAY_OF(CERTRULE_BOOL) : CERTRULE_BOOL,
	    false);
	for (size_t i = 0; i < expr->child_count; i++)
		dump_expr(dump, expr->children[i], depth + 1);
	if (expr->left != NULL)
		dump_term(dump, expr->left, depth + 1);
	dump_right(dump, expr, depth + 1);
}

void
cr_expr_dump(const struct cr_expr *expr, const struct certrule_schema *schema,
    struct cr_buffer *out)
{
	struct dump dump = {schema, out};

	dump_expr(&dump, expr, 0);
}

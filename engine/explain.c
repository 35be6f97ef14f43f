/* SPDX-License-Identifier: MIT */
/*
 * The tree of a rule with its outcomes, the values beside each comparison, and
 * a > before the one that decided.  Everything is evaluated anew: values of a
 * fieldset do not change between two looks.
 */
#include "explain.h"

#include "../base/bytes.h"
#include "../base/clock.h"
#include "../base/limits.h"
#include "reference_parts.h"

#include <string.h>

#define TEXT_MAX  160
#define VALUE_MAX 200

/* ---------------------------------------------------------------------- text */

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space outside of anything counts as one space. */
static void
add_source(struct cr_buffer *out, struct certrule_bytes text)
{
	size_t begin = out->len, from = 0;

	for (size_t i = 0; i <= text.len; i++) {
		if (i < text.len && !is_blank(text.data[i]))
			continue;
		if (i > from && out->len > begin)
			cr_buffer_add_text(out, " ");
		cr_buffer_show(out, cr_bytes_slice(text, from, i));
		from = i + 1;
		if (out->len - begin > TEXT_MAX)
			break;
	}
}

/* Not within a UTF-8 sequence. */
static void
cut_text(struct cr_buffer *out, size_t begin, size_t max)
{
	size_t end = begin + max;

	if (cr_buffer_failed(out) || out->len <= end)
		return;
	while (end > begin && (out->data[end] & 0xc0) == 0x80)
		end--;
	out->len = end;
	cr_buffer_add_text(out, "...");
}

static void
add_span(struct cr_buffer *out, const struct cr_sources *sources,
    struct cr_span span)
{
	struct certrule_bytes text = cr_sources_text(sources, span.source);
	size_t begin = out->len;

	if (span.begin > span.end || span.end > text.len)
		return;
	add_source(out, cr_bytes_slice(text, span.begin, span.end));
	cut_text(out, begin, TEXT_MAX);
}

void
cr_explain_term(const struct cr_term *term, const struct cr_sources *sources,
    struct cr_buffer *out)
{
	add_span(out, sources, term->span);
}

static void
add_hosts(struct cr_buffer *out, const struct cr_expr *expr)
{
	size_t begin = out->len;

	cr_buffer_add_text(out, "hostname is");
	for (size_t i = 0; i < expr->host_count; i++) {
		cr_buffer_add_text(out, i == 0 ? " " : " or ");
		cr_buffer_show(out, expr->hosts[i]);
	}
	cut_text(out, begin, TEXT_MAX);
}

void
cr_explain_text(const struct cr_expr *expr, const struct cr_sources *sources,
    struct cr_buffer *out)
{
	switch (expr->kind) {
	case CR_EXPR_PROVEN:
		cr_buffer_add_text(out, "the client is proven");
		return;
	case CR_EXPR_HOST:
		add_hosts(out, expr);
		return;
	case CR_EXPR_BEFORE:
		cr_buffer_add_text(out, "until ");
		cr_clock_print(out, expr->until);
		return;
	case CR_EXPR_CONSTANT:
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_XOR:
	case CR_EXPR_NOT:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
	case CR_EXPR_COMPARE:
	case CR_EXPR_TRUTH:
		add_span(out, sources, expr->span);
		return;
	}
}

/* -------------------------------------------------------------------- values */

struct show {
	struct cr_evaluation run;
	const struct cr_sources *sources;
	struct cr_buffer *out;
	size_t begin; /* of this comparison's values */
};

static void
begin_show(struct show *show, const struct cr_sources *sources,
    struct certrule_fieldset *facts, struct cr_buffer *out)
{
	*show =
	    (struct show){.sources = sources, .out = out, .begin = out->len};
	cr_reference_init(&show->run, facts);
	show->run.quiet = true;
	show->run.depth = 1; /* keeps scratch for all values of one line */
	cr_arena_reset(facts->scratch);
	facts->work = CR_LIMIT_WORK;
}

/* What was added from `from` on stands there already. */
static bool
is_repeated(const struct show *show, size_t from)
{
	const struct cr_buffer *out = show->out;

	return !cr_buffer_failed(out) &&
	       cr_bytes_contains(
		   cr_bytes(out->data + show->begin, from - show->begin),
		   cr_bytes(out->data + from, out->len - from));
}

static void
add_value(struct show *show, const char *name, struct cr_span span,
    const struct certrule_value *value, const char *note)
{
	size_t start = show->out->len, from, begin;

	if (start != show->begin)
		cr_buffer_add_text(show->out, ", ");
	from = show->out->len;
	if (name != NULL)
		cr_buffer_add_text(show->out, name);
	else
		add_span(show->out, show->sources, span);
	cr_buffer_add_text(show->out, " = ");
	begin = show->out->len;
	cr_value_print(show->out, value);
	cut_text(show->out, begin, VALUE_MAX);
	if (is_repeated(show, from)) {
		show->out->len = start;
		return;
	}
	if (note != NULL)
		cr_buffer_printf(show->out, " (%s)", note);
}

static void
show_field(struct show *show, int number)
{
	struct certrule_fieldset *facts = show->run.facts;
	const struct cr_field *field = cr_schema_field(facts->schema, number);
	const char *note = NULL;

	if (field->note != NULL)
		note = field->note(facts, field);
	add_value(show, (const char *)field->name.data,
	    (struct cr_span){0, 0, 0}, cr_fieldset_peek(facts, number), note);
}

static void show_expr(struct show *show, const struct cr_expr *expr);

/* What is not a sequence has one value; of a sequence the container. */
static void
show_term(struct show *show, const struct cr_term *term)
{
	struct certrule_value value;

	while (term != NULL && term->each)
		term = term->base;
	if (term == NULL || term->kind == CR_TERM_LITERAL)
		return;
	if (term->kind == CR_TERM_FIELD) {
		show_field(show, term->field);
		return;
	}
	for (size_t i = 0; i < term->arg_count; i++)
		show_term(show, term->args[i]);
	if (term->logical != NULL) {
		show_expr(show, term->logical);
		return;
	}
	cr_reference_value(&show->run, term, &value);
	add_value(show, NULL, term->span, &value, NULL);
}

static void
show_guard(struct show *show)
{
	if (!cr_schema_has_builtin(show->run.facts->schema))
		return;
	show_field(show, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED);
	show_field(show, CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED);
	show_field(show, CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS);
}

static void
show_now(struct show *show)
{
	if (show->out->len != show->begin)
		cr_buffer_add_text(show->out, ", ");
	cr_buffer_add_text(show->out, "now = ");
	cr_clock_print(show->out, cr_fieldset_now(show->run.facts));
}

static void
show_expr(struct show *show, const struct cr_expr *expr)
{
	if (expr->kind == CR_EXPR_PROVEN)
		show_guard(show);
	if (expr->kind == CR_EXPR_HOST &&
	    cr_schema_has_builtin(show->run.facts->schema))
		show_field(show, CR_ID_HOSTNAME);
	if (expr->kind == CR_EXPR_BEFORE)
		show_now(show);
	show_term(show, expr->left);
	show_term(show, expr->right);
	for (size_t i = 0; i < expr->child_count; i++)
		show_expr(show, expr->children[i]);
}

void
cr_explain_values(const struct cr_expr *expr, const struct cr_sources *sources,
    struct certrule_fieldset *facts, struct cr_buffer *out)
{
	struct show show;

	begin_show(&show, sources, facts, out);
	show_expr(&show, expr);
}

/* ------------------------------------------------------------------ deciding */

static enum certrule_outcome
evaluate(const struct cr_expr *expr, struct certrule_fieldset *facts)
{
	struct cr_evaluation run;
	enum certrule_outcome outcome;

	cr_reference_init(&run, facts);
	run.quiet = true;
	facts->work = CR_LIMIT_WORK;
	outcome = cr_reference_evaluate(&run, expr);
	return run.exhausted ? CERTRULE_UNDECIDED : outcome;
}

static bool
is_connective(const struct cr_expr *expr)
{
	return expr->child_count != 0 && expr->kind != CR_EXPR_ANY &&
	       expr->kind != CR_EXPR_ALL;
}

const struct cr_expr *
cr_explain_deciding(const struct cr_expr *expr, struct certrule_fieldset *facts)
{
	enum certrule_outcome outcome = evaluate(expr, facts);

	while (is_connective(expr)) {
		const struct cr_expr *found =
		    expr->children[expr->child_count - 1];

		if (expr->kind == CR_EXPR_NOT && outcome != CERTRULE_UNDECIDED)
			outcome = outcome == CERTRULE_TRUE ? CERTRULE_FALSE
							   : CERTRULE_TRUE;
		for (size_t i = expr->child_count; i-- > 0;)
			if (evaluate(expr->children[i], facts) == outcome &&
			    (outcome == CERTRULE_UNDECIDED ||
				expr->kind == CR_EXPR_NOT ||
				outcome == cr_reference_decides(expr->kind)))
				found = expr->children[i];
		if (expr->kind == CR_EXPR_XOR)
			outcome = evaluate(found, facts);
		expr = found;
	}
	return expr;
}

/* ---------------------------------------------------------------------- tree */

struct tree {
	const struct cr_sources *sources;
	struct certrule_fieldset *facts;
	const struct cr_expr *deciding;
	unsigned indent;
	struct cr_buffer *out;
};

static const char *
outcome_text(enum certrule_outcome outcome)
{
	switch (outcome) {
	case CERTRULE_FALSE:
		return "false";
	case CERTRULE_UNDECIDED:
		return "error";
	case CERTRULE_TRUE:
		return "true";
	}
	return "error"; /* unreachable: a case for each */
}

static const char *
connective_text(enum cr_expr_kind kind)
{
	if (kind == CR_EXPR_AND)
		return "and";
	if (kind == CR_EXPR_OR)
		return "or";
	return kind == CR_EXPR_XOR ? "xor" : "not";
}

static void
add_beside(struct tree *tree, const struct cr_expr *expr)
{
	size_t before = tree->out->len, begin;

	cr_buffer_add_text(tree->out, "  # ");
	begin = tree->out->len;
	cr_explain_values(expr, tree->sources, tree->facts, tree->out);
	if (tree->out->len == begin)
		tree->out->len = before;
}

static void
add_tree(struct tree *tree, const struct cr_expr *expr, unsigned depth)
{
	cr_buffer_repeat(tree->out, ' ', tree->indent);
	cr_buffer_printf(tree->out, "%c %-5s %*s",
	    expr == tree->deciding ? '>' : ' ',
	    outcome_text(evaluate(expr, tree->facts)), (int)depth * 2, "");
	if (!is_connective(expr)) {
		cr_explain_text(expr, tree->sources, tree->out);
		add_beside(tree, expr);
		cr_buffer_add_text(tree->out, "\n");
		return;
	}
	cr_buffer_printf(tree->out, "%s\n", connective_text(expr->kind));
	for (size_t i = 0; i < expr->child_count; i++)
		add_tree(tree, expr->children[i], depth + 1);
}

void
cr_explain_expr(const struct cr_expr *expr,
    const struct certrule_schema *schema, const struct cr_sources *sources,
    struct certrule_fieldset *facts, unsigned indent, struct cr_buffer *out)
{
	struct tree tree = {.sources = sources,
	    .facts = facts,
	    .deciding = cr_explain_deciding(expr, facts),
	    .indent = indent,
	    .out = out};

	(void)schema;
	add_tree(&tree, expr, 0);
}

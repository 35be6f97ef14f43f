/* SPDX-License-Identifier: MIT */
/* Hashes of typed trees, and whether two of them mean the same. */
#include "lint_compare.h"
#include "functions.h"
#include "set.h"

/* -------------------------------------------------------------------- literals */

void
cr_lint_literals(const struct cr_expr *expr, bool holds,
    cr_lint_literal_fn *each, void *context)
{
	enum cr_expr_kind chain = holds ? CR_EXPR_AND : CR_EXPR_OR;

	while (expr->kind == CR_EXPR_NOT) {
		expr = expr->children[0];
		holds = !holds;
		chain = holds ? CR_EXPR_AND : CR_EXPR_OR;
	}
	if (expr->kind != chain) {
		each(context, expr, holds);
		return;
	}
	for (size_t i = 0; i < expr->child_count; i++)
		cr_lint_literals(expr->children[i], holds, each, context);
}

size_t
cr_lint_alternatives(const struct cr_lint_literal *literal)
{
	enum cr_expr_kind chain = literal->holds ? CR_EXPR_OR : CR_EXPR_AND;

	return literal->expr->kind == chain ? literal->expr->child_count : 0;
}

/* ---------------------------------------------------------------------- hashes */

/* The product keeps two small numbers from changing places. */
static uint64_t
mix(uint64_t hash, uint64_t value)
{
	return cr_bytes_hash(cr_bytes(&value, sizeof(value)),
	    hash * UINT64_C(0x9e3779b97f4a7c15) + 1);
}

static uint64_t
hash_value(uint64_t hash, const struct certrule_value *value)
{
	hash = mix(hash, value->type);
	if (value->type == CERTRULE_STRING)
		return cr_bytes_hash(value->as.string, hash);
	if (value->type == CERTRULE_INT)
		return mix(hash, (uint64_t)value->as.integer);
	if (value->type == CERTRULE_IP)
		return mix(hash, value->as.ip.octets[3]);
	return hash;
}

uint64_t
cr_lint_hash_term(struct cr_lint *lint, const struct cr_term *term)
{
	uint64_t hash = mix((uint64_t)term->kind, term->type);

	hash = mix(hash, (uint64_t)term->field);
	hash = mix(hash, term->number);
	hash = cr_bytes_hash(term->key, hash);
	if (term->kind == CR_TERM_LITERAL)
		hash = hash_value(hash, &term->literal);
	if (term->function != NULL)
		hash = cr_bytes_hash(cr_bytes_text(term->function->name), hash);
	if (term->base != NULL)
		hash = mix(hash, cr_lint_hash_term(lint, term->base));
	for (size_t i = 0; i < term->arg_count; i++)
		hash = mix(hash, cr_lint_hash_term(lint, term->args[i]));
	if (term->logical != NULL)
		hash = mix(hash, cr_lint_hash(lint, term->logical));
	return hash;
}

/* As it is written: the only form in which a pattern can be asked for. */
static struct certrule_bytes
source_text(const struct cr_lint *lint, struct cr_span span)
{
	return cr_bytes_slice(
	    cr_sources_text(cr_diags_sources(lint->diags), span.source),
	    span.begin, span.end);
}

/* A list of many items may stand in many rules: it is known by its place. */
#define HASHED_ITEMS 64

static uint64_t
hash_set(const struct cr_set *set)
{
	if (cr_set_count(set) > HASHED_ITEMS)
		return (uint64_t)(uintptr_t)set;
	return cr_set_hash(set);
}

static uint64_t
hash_comparison(struct cr_lint *lint, const struct cr_expr *expr)
{
	uint64_t hash = mix((uint64_t)expr->op, expr->negated);

	hash = mix(hash, cr_lint_hash_term(lint, expr->left));
	if (expr->right != NULL)
		hash = mix(hash, cr_lint_hash_term(lint, expr->right));
	if (expr->set != NULL)
		hash = mix(hash, hash_set(expr->set));
	hash = mix(hash, (uint64_t)(uintptr_t)expr->own);
	if (expr->regex != NULL)
		hash = cr_bytes_hash(cr_regex_pattern(expr->regex), hash);
	if (expr->wildcard != NULL)
		hash = cr_bytes_hash(source_text(lint, expr->span), hash);
	return hash;
}

uint64_t
cr_lint_hash(struct cr_lint *lint, const struct cr_expr *expr)
{
	uint64_t hash = mix((uint64_t)expr->kind, expr->constant);

	if (expr->kind == CR_EXPR_COMPARE)
		return mix(hash, hash_comparison(lint, expr));
	if (expr->kind == CR_EXPR_TRUTH)
		return mix(hash, cr_lint_hash_term(lint, expr->left));
	hash = mix(hash, (uint64_t)expr->until);
	for (size_t i = 0; i < expr->host_count; i++)
		hash = cr_bytes_hash(expr->hosts[i], hash);
	for (size_t i = 0; i < expr->child_count; i++)
		hash = mix(hash, cr_lint_hash(lint, expr->children[i]));
	return hash;
}

/* ------------------------------------------------------------------- same terms */

static bool
same_terms(const struct cr_term *const *a, const struct cr_term *const *b,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!cr_lint_same_term(a[i], b[i]))
			return false;
	return true;
}

bool
cr_lint_same_term(const struct cr_term *a, const struct cr_term *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	if (a->kind != b->kind || a->type != b->type || a->each != b->each)
		return false;
	switch (a->kind) {
	case CR_TERM_LITERAL:
		return cr_value_equal(&a->literal, &b->literal);
	case CR_TERM_FIELD:
		return a->field == b->field;
	case CR_TERM_ELEMENT:
		return a->number == b->number &&
		       cr_lint_same_term(a->base, b->base);
	case CR_TERM_KEY:
		return cr_bytes_equal(a->key, b->key) &&
		       cr_lint_same_term(a->base, b->base);
	case CR_TERM_EACH:
		return cr_lint_same_term(a->base, b->base);
	case CR_TERM_CALL:
		return a->function == b->function &&
		       a->arg_count == b->arg_count &&
		       same_terms(a->args, b->args, a->arg_count);
	case CR_TERM_LOGICAL:
		break; /* rare, and never needed */
	}
	return a == b;
}

/* ------------------------------------------------------------- same expressions */

static bool
same_sets(const struct cr_set *a, const struct cr_set *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return cr_set_count(a) == cr_set_count(b) && cr_set_within(a, b);
}

static bool
same_regexes(const struct cr_regex *a, const struct cr_regex *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return cr_bytes_equal(cr_regex_pattern(a), cr_regex_pattern(b));
}

static bool
same_comparisons(const struct cr_lint *lint, const struct cr_expr *a,
    const struct cr_expr *b)
{
	if (a->op != b->op || a->negated != b->negated ||
	    !cr_lint_same_term(a->left, b->left) ||
	    !cr_lint_same_term(a->right, b->right))
		return false;
	if (a->wildcard != NULL || b->wildcard != NULL)
		return cr_bytes_equal(
		    source_text(lint, a->span), source_text(lint, b->span));
	return a->own == b->own && same_sets(a->set, b->set) &&
	       same_regexes(a->regex, b->regex);
}

static bool
same_hosts(const struct cr_expr *a, const struct cr_expr *b)
{
	if (a->host_count != b->host_count)
		return false;
	for (size_t i = 0; i < a->host_count; i++)
		if (!cr_bytes_equal(a->hosts[i], b->hosts[i]))
			return false;
	return true;
}

static bool
same_children(
    struct cr_lint *lint, const struct cr_expr *a, const struct cr_expr *b)
{
	if (a->child_count != b->child_count)
		return false;
	for (size_t i = 0; i < a->child_count; i++)
		if (!cr_lint_same(lint, a->children[i], b->children[i]))
			return false;
	return true;
}

bool
cr_lint_same(
    struct cr_lint *lint, const struct cr_expr *a, const struct cr_expr *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case CR_EXPR_CONSTANT:
		return a->constant == b->constant;
	case CR_EXPR_COMPARE:
		return same_comparisons(lint, a, b);
	case CR_EXPR_TRUTH:
		return cr_lint_same_term(a->left, b->left);
	case CR_EXPR_HOST:
		return same_hosts(a, b);
	case CR_EXPR_BEFORE:
		return a->until == b->until;
	case CR_EXPR_AND:
	case CR_EXPR_OR:
	case CR_EXPR_XOR:
	case CR_EXPR_NOT:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
	case CR_EXPR_PROVEN:
		return same_children(lint, a, b);
	}
	return false; /* unreachable: a case for each */
}

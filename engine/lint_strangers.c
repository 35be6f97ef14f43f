/* SPDX-License-Identifier: MIT */
/*
 * What a stranger meets: somebody whose certificate proves nothing, though it
 * may say anything.  Values of expressions for all strangers at once, and which
 * rules can let one in, or past.
 */
#include "functions.h"
#include "lint_parts.h"
#include "set.h"

/* ------------------------------------------------------------- values of fields */

/* No stranger has a value here, whatever the certificate says. */
static bool
is_missing(const struct cr_lint *lint, const struct cr_term *term)
{
	const struct cr_field *field = cr_lint_field(lint, term);

	if (field != NULL)
		return (field->flags & CR_FIELD_PROVED) != 0;
	if (term->kind != CR_TERM_CALL ||
	    (term->function->flags & CR_FUNCTION_TAKES_MISSING))
		return false;
	for (size_t i = 0; i < term->arg_count; i++)
		if (is_missing(lint, term->args[i]))
			return true;
	return false;
}

/* The fields of the verify stage, and what they are of a client with proof. */
static const struct {
	enum cr_field_number field;
	const char *text; /* NULL: an Int, 0 */
} proofs[] = {
    {CR_ID_TLS_CLIENT_CERT_VERIFY_RESULT, "SUCCESS"},
    {CR_ID_TLS_CLIENT_CERT_VERIFY_REASON, "ok"},
    {CR_ID_TLS_CLIENT_CERT_VERIFY_CODE, NULL},
    {CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS, "good"},
};

bool
cr_lint_asks_for_proof(const struct cr_lint *lint, const struct cr_expr *expr)
{
	const struct cr_term *right = expr->right;
	bool equal = expr->op == CR_OP_STRING_EQ ||
		     expr->op == CR_OP_STRING_NE || expr->op == CR_OP_INT_EQ ||
		     expr->op == CR_OP_INT_NE;

	if (!equal || right->kind != CR_TERM_LITERAL)
		return false;
	for (size_t i = 0; i < sizeof(proofs) / sizeof(*proofs); i++) {
		if (!cr_lint_is_field(lint, expr->left, proofs[i].field))
			continue;
		return proofs[i].text != NULL
			   ? cr_bytes_equal_text(
				 right->literal.as.string, proofs[i].text)
			   : right->literal.as.integer == 0;
	}
	return false;
}

/* "" unless the certificate is verified. */
static bool
is_empty(const struct cr_lint *lint, const struct cr_term *term)
{
	return cr_lint_is_field(
		   lint, term, CR_ID_CF_TLS_CLIENT_AUTH_CERT_ISSUER_SERIAL) ||
	       cr_lint_is_field(
		   lint, term, CR_ID_CF_TLS_CLIENT_AUTH_CERT_ISSUER_SKI);
}

/* -------------------------------------------------------- values of expressions */

static enum cr_lint_answer
answer(bool value)
{
	return value ? CR_LINT_YES : CR_LINT_NO;
}

enum cr_lint_answer
cr_lint_opposite(enum cr_lint_answer value)
{
	switch (value) {
	case CR_LINT_NO:
		return CR_LINT_YES;
	case CR_LINT_YES:
		return CR_LINT_NO;
	case CR_LINT_MAYBE:
		break;
	}
	return CR_LINT_MAYBE;
}

/* Of "", before a ne or not in turns it around. */
static enum cr_lint_answer
compare_empty(const struct cr_expr *expr)
{
	struct certrule_value empty = cr_value_string(cr_bytes_text(""));

	switch (expr->op) {
	case CR_OP_STRING_EQ:
	case CR_OP_STRING_NE:
	case CR_OP_STRING_CONTAINS:
		if (expr->right->kind != CR_TERM_LITERAL)
			return CR_LINT_MAYBE;
		return answer(expr->right->literal.as.string.len == 0);
	case CR_OP_STRING_IN:
	case CR_OP_STRING_NOT_IN:
		if (expr->own != NULL)
			return CR_LINT_MAYBE;
		return answer(cr_set_has(expr->set, &empty));
	default:
		return CR_LINT_MAYBE;
	}
}

static enum cr_lint_answer
compare(const struct cr_lint *lint, const struct cr_expr *expr)
{
	enum cr_lint_answer value = CR_LINT_MAYBE;

	if (is_missing(lint, expr->left) ||
	    (expr->right != NULL && is_missing(lint, expr->right)))
		return CR_LINT_NO;
	if (is_empty(lint, expr->left))
		value = compare_empty(expr);
	else if (cr_lint_asks_for_proof(lint, expr))
		value = CR_LINT_NO;
	return expr->negated ? cr_lint_opposite(value) : value;
}

static enum cr_lint_answer
truth(const struct cr_lint *lint, const struct cr_term *term)
{
	bool never =
	    is_missing(lint, term) ||
	    cr_lint_is_field(
		lint, term, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED) ||
	    cr_lint_is_field(lint, term, CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED);

	return never ? CR_LINT_NO : CR_LINT_MAYBE;
}

/* Element-wise logic is as short as its shortest part: nothing at all, when one
 * of them is mapped over what a stranger does not have. */
static bool
is_of_nothing(const struct cr_lint *lint, const struct cr_expr *expr)
{
	for (size_t i = 0; i < expr->child_count; i++)
		if (is_of_nothing(lint, expr->children[i]))
			return true;
	return expr->left != NULL && expr->left->each &&
	       is_missing(lint, expr->left);
}

/* Of and: no if one is no, yes if all are yes.  Of or the other way around. */
static enum cr_lint_answer
join(const struct cr_lint *lint, const struct cr_expr *expr,
    enum cr_lint_answer deciding)
{
	enum cr_lint_answer value = cr_lint_opposite(deciding);

	for (size_t i = 0; i < expr->child_count; i++) {
		enum cr_lint_answer child =
		    cr_lint_stranger(lint, expr->children[i]);

		if (child == deciding)
			return deciding;
		if (child == CR_LINT_MAYBE)
			value = CR_LINT_MAYBE;
	}
	return value;
}

enum cr_lint_answer
cr_lint_stranger(const struct cr_lint *lint, const struct cr_expr *expr)
{
	switch (expr->kind) {
	case CR_EXPR_CONSTANT:
		return answer(expr->constant);
	case CR_EXPR_AND:
		return join(lint, expr, CR_LINT_NO);
	case CR_EXPR_OR:
		return join(lint, expr, CR_LINT_YES);
	case CR_EXPR_NOT:
		return cr_lint_opposite(
		    cr_lint_stranger(lint, expr->children[0]));
	case CR_EXPR_ANY:
		return is_of_nothing(lint, expr->children[0]) ? CR_LINT_NO
							      : CR_LINT_MAYBE;
	case CR_EXPR_ALL:
		return is_of_nothing(lint, expr->children[0]) ? CR_LINT_YES
							      : CR_LINT_MAYBE;
	case CR_EXPR_COMPARE:
		return compare(lint, expr);
	case CR_EXPR_TRUTH:
		return truth(lint, expr->left);
	case CR_EXPR_PROVEN:
		return CR_LINT_NO;
	case CR_EXPR_BEFORE:
		return expr->until <= lint->load->now ? CR_LINT_NO
						      : CR_LINT_MAYBE;
	case CR_EXPR_XOR:
	case CR_EXPR_HOST:
		break;
	}
	return CR_LINT_MAYBE;
}

/* ----------------------------------------------------------------------- rules */

static bool
has_open_default(const struct cr_policy *policy)
{
	for (size_t i = 0; i < policy->fallback_count; i++)
		if (policy->fallbacks[i].allow_anonymous)
			return true;
	return false;
}

/* Lets in without the guard of `allow`. */
static bool
is_open(const struct cr_lint *lint, const struct cr_rule *rule)
{
	return !rule->info.disabled &&
	       (rule->info.kind == CERTRULE_RULE_ALLOW_ANONYMOUS ||
		   rule->info.kind == CERTRULE_RULE_ACTION) &&
	       cr_lint_stranger(lint, rule->expr) != CR_LINT_NO;
}

bool
cr_lint_is_block(const struct cr_rule *rule)
{
	return rule->info.kind == CERTRULE_RULE_BLOCK ||
	       rule->info.kind == CERTRULE_RULE_ALWAYS_BLOCK;
}

/* Blocks every stranger, on the hosts of its `for` if it stands in one. */
static bool
stops_strangers(const struct cr_lint *lint, const struct cr_rule *rule,
    const struct cr_load_item *item)
{
	return cr_lint_is_block(rule) && !rule->info.disabled &&
	       cr_lint_stranger(lint, cr_lint_condition(rule, item)) ==
		   CR_LINT_YES;
}

/* From the last rule to the first: what stands behind a block is what it has to
 * keep strangers from. */
static void
find_open(const struct cr_lint *lint, struct cr_lint_rules *rules)
{
	bool open = has_open_default(lint->policy);

	for (size_t i = rules->count; i > 0; i--) {
		const struct cr_rule *rule = &lint->policy->rules[i - 1];
		const struct cr_load_item *item = rules->items[i - 1];

		if (stops_strangers(lint, rule, item) &&
		    item->scope->host_count == 0)
			open = false;
		open = open || is_open(lint, rule);
		rules->strangers[i - 1] = is_open(lint, rule) ||
					  (cr_lint_is_block(rule) && open) ||
					  rule->info.disabled;
	}
}

/* From the first to the last: behind a block of all strangers there is none,
 * nor in the `for` that such a block stands in. */
static void
find_stopped(const struct cr_lint *lint, struct cr_lint_rules *rules)
{
	const struct cr_load_scope *stopped = NULL;
	bool all = false;

	for (size_t i = 0; i < rules->count; i++) {
		const struct cr_load_item *item = rules->items[i];

		if (all || (stopped != NULL && item->scope == stopped))
			rules->strangers[i] = false;
		if (!stops_strangers(lint, &lint->policy->rules[i], item))
			continue;
		stopped = item->scope;
		all = all || item->scope->host_count == 0;
	}
}

/* Rules are tried always-blocks first, and written in any order. */
static void
sort_items(const struct cr_lint *lint, struct cr_lint_rules *rules)
{
	const struct cr_load_item *item = lint->load->rules.first;
	size_t other = 0, always = 0;

	for (; item != NULL; item = item->next)
		other += item->statement->as.rule.always;
	for (item = lint->load->rules.first; item != NULL; item = item->next) {
		size_t *index =
		    item->statement->as.rule.always ? &always : &other;

		rules->items[(*index)++] = item;
	}
}

int
cr_lint_rules_init(struct cr_lint *lint, struct cr_lint_rules *rules)
{
	rules->count = lint->policy->rule_count;
	rules->items = cr_load_get(
	    lint->load, rules->count + 1, sizeof(const struct cr_load_item *));
	rules->strangers = cr_load_get(
	    lint->load, rules->count + 1, sizeof(*rules->strangers));
	if (rules->items == NULL || rules->strangers == NULL)
		return -1;
	sort_items(lint, rules);
	find_open(lint, rules);
	find_stopped(lint, rules);
	return 0;
}

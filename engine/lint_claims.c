/* SPDX-License-Identifier: MIT */
/*
 * What a certificate says, taken for what it proves.
 *
 * A rule is read as the question whom it lets in: the condition of an allow
 * anonymous or an action, the opposite of a block's.  Where no stranger can get
 * in by the rule or past it (lint_strangers.c) nothing is said, nor about parts
 * that do not matter for strangers: those beside cert_verified, and behind
 * an `or` those beside a part that every stranger fulfils anyway.  Of what is
 * left,
 *
 *	W1020  a comparison that has to fail: a stranger's certificate is not
 *	       that one either.  Not in a block: a list of bad certificates
 *	       keeps nobody in, and is meant so;
 *	W1021  a comparison that has to hold, on a claim: a stranger's
 *	       certificate may say the same.
 *
 * A plain allow has its guard and is never asked.
 */
#include "lint_parts.h"

static bool
is_builtin(const struct cr_lint *lint, const struct cr_field *field,
    enum cr_field_number number)
{
	return lint->builtin && field->number == (int)number;
}

/* These follow from the host and the clock, whoever comes. */
static bool
is_of_everybody(const struct cr_lint *lint, const struct cr_field *field)
{
	return is_builtin(lint, field, CR_ID_TLS_CLIENT_CERT_TRUST_BLOCK) ||
	       is_builtin(
		   lint, field, CR_ID_TLS_CLIENT_CERT_TRUST_GENERATION) ||
	       is_builtin(lint, field, CR_ID_TLS_CLIENT_CERT_TRUST_REVISION) ||
	       is_builtin(lint, field, CR_ID_TLS_CLIENT_CERT_VERIFY_TIME);
}

/* What a value says of the certificate, within calls too; NULL: nothing. */
static const struct cr_field *
certificate_field(const struct cr_lint *lint, const struct cr_term *term)
{
	const struct cr_field *field = cr_lint_field(lint, term);

	if (field != NULL && (field->origin != CERTRULE_ORIGIN_CERTIFICATE ||
				 is_of_everybody(lint, field)))
		return NULL;
	for (size_t i = 0; field == NULL && term != NULL && i < term->arg_count;
	     i++)
		field = certificate_field(lint, term->args[i]);
	return field;
}

/* --------------------------------------------------------------------- reports */

static void
add(struct cr_lint *lint, enum cr_diag_code code, const struct cr_expr *expr,
    bool value)
{
	cr_diags_add(lint->diags, code, expr->span,
	    cr_lint_text(lint, expr->span), value ? "true" : "false");
}

static void
hint_proof(struct cr_lint *lint, const struct cr_lint_place *place)
{
	if (cr_lint_is_block(place->rule))
		cr_diags_hint(lint->diags,
		    "block those without proof too: not "
		    "cf.tls_client_auth.cert_verified or ...");
	else if (place->rule->info.kind == CERTRULE_RULE_ACTION)
		cr_diags_hint(lint->diags,
		    "require cf.tls_client_auth.cert_verified beside it");
	else
		cr_diags_hint(lint->diags,
		    "require cf.tls_client_auth.cert_verified beside it; "
		    "'allow' does so by itself");
}

/* ------------------------------------------------------------------ comparisons */

/* `not cert_verified` and `not cert_presented` mean strangers, and say so; so
 * does verify_result != "SUCCESS". */
static bool
means_strangers(const struct cr_lint *lint, const struct cr_field *field,
    const struct cr_expr *expr)
{
	return is_builtin(
		   lint, field, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED) ||
	       is_builtin(
		   lint, field, CR_ID_CF_TLS_CLIENT_AUTH_CERT_PRESENTED) ||
	       cr_lint_asks_for_proof(lint, expr);
}

static bool
is_claim(const struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_field *field)
{
	if (field->flags & CR_FIELD_DETAIL)
		return true;
	return place->rule->info.kind == CERTRULE_RULE_ALLOW_ANONYMOUS &&
	       is_builtin(lint, field, CR_ID_CF_TLS_CLIENT_AUTH_CERT_PRESENTED);
}

/* wanted: the value that lets in. */
static void
judge_comparison(struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_expr *expr, bool wanted)
{
	const struct cr_field *field = certificate_field(lint, expr->left);
	bool holds = wanted != expr->negated;

	if (field == NULL)
		field = certificate_field(lint, expr->right);
	if (field == NULL)
		return;
	if (holds && is_claim(lint, place, field)) {
		add(lint, CR_DIAG_UNPROVEN_CLAIM, expr, wanted);
		hint_proof(lint, place);
	}
	if (holds || cr_lint_is_block(place->rule) ||
	    means_strangers(lint, field, expr))
		return;
	add(lint, CR_DIAG_NEGATED_CLAIM, expr, wanted);
	hint_proof(lint, place);
}

/* ---------------------------------------------------------------------- whole */

static enum cr_lint_answer
lets_in(const struct cr_lint *lint, const struct cr_expr *expr, bool wanted)
{
	enum cr_lint_answer value = cr_lint_stranger(lint, expr);

	return wanted ? value : cr_lint_opposite(value);
}

static void judge(struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_expr *expr, bool wanted);

/* One part is enough: those that every stranger fulfils make the others
 * immaterial. */
static void
judge_either(struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_expr *expr, bool wanted)
{
	bool all = lets_in(lint, expr, wanted) == CR_LINT_YES;

	for (size_t i = 0; i < expr->child_count; i++) {
		const struct cr_expr *child = expr->children[i];

		if (!all || lets_in(lint, child, wanted) == CR_LINT_YES)
			judge(lint, place, child, wanted);
	}
}

static void
judge_each(struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_expr *expr, bool wanted)
{
	for (size_t i = 0; i < expr->child_count; i++)
		judge(lint, place, expr->children[i], wanted);
}

static void
judge(struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_expr *expr, bool wanted)
{
	if (lets_in(lint, expr, wanted) == CR_LINT_NO)
		return;
	switch (expr->kind) {
	case CR_EXPR_NOT:
		judge(lint, place, expr->children[0], !wanted);
		return;
	case CR_EXPR_AND:
	case CR_EXPR_OR:
		if ((expr->kind == CR_EXPR_AND) == wanted)
			judge_each(lint, place, expr, wanted);
		else
			judge_either(lint, place, expr, wanted);
		return;
	case CR_EXPR_XOR:
	case CR_EXPR_ANY:
	case CR_EXPR_ALL:
		judge_each(lint, place, expr, wanted);
		return;
	case CR_EXPR_COMPARE:
	case CR_EXPR_TRUTH:
		judge_comparison(lint, place, expr, wanted);
		return;
	case CR_EXPR_CONSTANT:
	case CR_EXPR_PROVEN:
	case CR_EXPR_HOST:
	case CR_EXPR_BEFORE:
		return;
	}
}

void
cr_lint_claims(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_expr *condition =
	    cr_lint_condition(place->rule, place->item);

	if (place->strangers && place->rule->info.kind != CERTRULE_RULE_LOG)
		judge(lint, place, condition, !cr_lint_is_block(place->rule));
}

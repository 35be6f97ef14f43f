/* SPDX-License-Identifier: MIT */
/*
 * A name in a certificate means what the CA that wrote it is trusted to say.
 * Where a block trusts several, any of them can write any name, unless the rule
 * says which.
 */
#include "lint_compare.h"
#include "lint_parts.h"
#include "lint_trust.h"
#include "set.h"

/* ---------------------------------------------------------------------- fields */

static const char *const names[] = {
    "tls.client_cert.san.",
    "tls.client_cert.spiffe.",
    NULL,
};

static const char *const anchors[] = {
    "tls.client_cert.anchor.",
    "tls.client_cert.issuer.",
    "tls.client_cert.chain.",
    "cf.tls_client_auth.cert_issuer",
    NULL,
};

static bool
begins(const struct cr_field *field, const char *const *prefixes)
{
	for (; field != NULL && *prefixes != NULL; prefixes++)
		if (cr_bytes_starts(field->name, cr_bytes_text(*prefixes)))
			return true;
	return false;
}

static const struct cr_term *find_in_expr(const struct cr_lint *lint,
    const struct cr_expr *expr, const char *const *prefixes);

static const struct cr_term *
find_in_term(const struct cr_lint *lint, const struct cr_term *term,
    const char *const *prefixes)
{
	const struct cr_term *found = NULL;

	if (term == NULL || begins(cr_lint_field(lint, term), prefixes))
		return term;
	for (size_t i = 0; i < term->arg_count && found == NULL; i++)
		found = find_in_term(lint, term->args[i], prefixes);
	if (found == NULL && term->logical != NULL)
		found = find_in_expr(lint, term->logical, prefixes);
	return found;
}

/* The first value that is of these fields; NULL: none. */
static const struct cr_term *
find_in_expr(const struct cr_lint *lint, const struct cr_expr *expr,
    const char *const *prefixes)
{
	const struct cr_term *found = find_in_term(lint, expr->left, prefixes);

	if (found == NULL)
		found = find_in_term(lint, expr->right, prefixes);
	for (size_t i = 0; i < expr->child_count && found == NULL; i++)
		found = find_in_expr(lint, expr->children[i], prefixes);
	return found;
}

/* ---------------------------------------------------------------------- blocks */

struct hosts {
	const struct cr_lint *lint;
	const struct cr_lint_trust_host *host; /* is it out of question? */
	bool out;
};

/* The literal rules out the host, or the block by name. */
static void
rule_out(void *context, const struct cr_expr *expr, bool holds)
{
	struct hosts *hosts = context;
	struct certrule_value value = cr_value_string(hosts->host->pattern);
	bool exact = hosts->host->pattern.data[0] != '*' &&
		     !cr_bytes_equal_text(hosts->host->pattern, "default");

	if (!holds || expr->kind != CR_EXPR_COMPARE)
		return;
	if (cr_lint_is_field(
		hosts->lint, expr->left, CR_ID_TLS_CLIENT_CERT_TRUST_BLOCK))
		value = cr_value_string(hosts->host->block->name);
	else if (!exact ||
		 !cr_lint_is_field(hosts->lint, expr->left, CR_ID_HOSTNAME))
		return;
	hosts->out |= cr_lint_apply(expr, &value) == CR_LINT_FALSE;
}

/* A block of several CAs that the rule may be about. */
static const struct cr_lint_block *
find_wide_block(const struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_lint_trust *trust = lint->trust;
	const struct cr_load_scope *scope = place->item->scope;
	const struct cr_lint_block *block;

	for (size_t i = 0; i < scope->host_count; i++) {
		block = cr_lint_trust_find(trust, scope->hosts[i]);
		if (block != NULL && block->cas > 1)
			return block;
	}
	for (size_t i = 0; i < trust->host_count && scope->host_count == 0;
	     i++) {
		struct hosts hosts = {lint, &trust->hosts[i], false};

		if (trust->hosts[i].block->cas < 2)
			continue;
		cr_lint_literals(cr_lint_condition(place->rule, place->item),
		    true, rule_out, &hosts);
		if (!hosts.out)
			return trust->hosts[i].block;
	}
	return NULL;
}

void
cr_lint_any_anchor(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_expr *expr =
	    cr_lint_condition(place->rule, place->item);
	const struct cr_lint_block *block;
	const struct cr_term *name;

	if (lint->trust == NULL || place->lets_in != CR_LINT_IF_TRUE)
		return;
	name = find_in_expr(lint, expr, names);
	if (name == NULL || find_in_expr(lint, expr, anchors) != NULL)
		return;
	block = find_wide_block(lint, place);
	if (block == NULL)
		return;
	cr_diags_add(lint->diags, CR_DIAG_ANY_ANCHOR, name->span,
	    cr_lint_text(lint, name->span), block->cas,
	    cr_diags_quote(lint->diags, block->name));
	cr_diags_hint(lint->diags,
	    "say which, beside it: tls.client_cert.anchor.name == \"...\"");
}

/* SPDX-License-Identifier: MIT */
/*
 * Rules and defaults.  A rule becomes one expression: the guard of `allow`, the
 * hosts of its `for`, its end, its condition.  Disabled rules are checked like
 * any other.
 */
#include "load.h"
#include "../base/bytes.h"
#include "../base/schema.h"

#include <stdlib.h>

/* ---------------------------------------------------------------------- names */

struct named_rule {
	struct certrule_bytes name;
	struct cr_span span;
	size_t index;
};

static int
compare_names(const void *a, const void *b)
{
	const struct named_rule *left = a, *right = b;
	int order = cr_bytes_compare(left->name, right->name);

	if (order != 0)
		return order;
	return left->index < right->index ? -1 : left->index > right->index;
}

/* Sorted, since there may be very many. */
static int
check_names(struct cr_load *load)
{
	const struct cr_load_item *item = load->rules.first;
	struct named_rule *names;
	size_t count = 0;

	names = cr_load_get(load, load->rules.count + 1, sizeof(*names));
	if (names == NULL)
		return -1;
	for (; item != NULL; item = item->next) {
		const struct cr_atom *name = &item->statement->name;

		if (name->kind == CR_ATOM_NONE)
			continue;
		names[count].name = name->text;
		names[count].span = name->span;
		names[count].index = count;
		count++;
	}
	qsort(names, count, sizeof(*names), compare_names);
	for (size_t i = 1; i < count; i++) {
		if (!cr_bytes_equal(names[i - 1].name, names[i].name))
			continue;
		cr_diags_add(load->diags, CR_DIAG_DUPLICATE_RULE, names[i].span,
		    cr_diags_quote(load->diags, names[i].name));
		cr_diags_second(load->diags, names[i - 1].span);
	}
	return 0;
}

/* ----------------------------------------------------------------------- info */

static enum certrule_rule_kind
rule_kind(const struct cr_statement *statement)
{
	switch (statement->as.rule.action) {
	case CR_WORD_ALLOW:
		return statement->as.rule.anonymous
			   ? CERTRULE_RULE_ALLOW_ANONYMOUS
			   : CERTRULE_RULE_ALLOW;
	case CR_WORD_BLOCK:
		return statement->as.rule.always ? CERTRULE_RULE_ALWAYS_BLOCK
						 : CERTRULE_RULE_BLOCK;
	case CR_WORD_LOG:
		return CERTRULE_RULE_LOG;
	default:
		return CERTRULE_RULE_ACTION;
	}
}

/* A rule without a name is called after its place. */
static int
name_rule(struct cr_load *load, const struct cr_statement *statement,
    struct certrule_rule_info *info)
{
	struct certrule_bytes name;

	info->named = statement->name.kind != CR_ATOM_NONE;
	if (info->named) {
		if (cr_load_text(load, &statement->name, "name", CR_LIMIT_NAME,
			&name) != 0)
			return -1;
		info->name = (const char *)name.data;
		return 0;
	}
	info->name = cr_arena_printf(
	    load->policy->arena, "%s:%u", info->file, info->line);
	if (info->name != NULL)
		return 0;
	cr_diags_no_memory(load->diags);
	return -1;
}

static int
fill_info(struct cr_load *load, const struct cr_load_item *item,
    struct certrule_rule_info *info)
{
	const struct cr_statement *statement = item->statement;
	struct certrule_bytes action;
	int result = 0;

	info->kind = rule_kind(statement);
	info->file = cr_load_kept_name(load, item->file);
	info->line = cr_load_line(load, statement->mark);
	info->disabled = statement->as.rule.disabled;
	if (name_rule(load, statement, info) != 0)
		result = -1;
	if (cr_load_options(load, statement, info) != 0)
		result = -1;
	if (info->kind != CERTRULE_RULE_ACTION)
		return result;
	if (cr_load_text(load, &statement->as.rule.action_name, "action",
		CR_LIMIT_NAME, &action) != 0)
		return -1;
	info->action = (const char *)action.data;
	return result;
}

/* ---------------------------------------------------------------- expressions */

/* Without the built-in fields the number is another field's. */
static void
mark_read(struct cr_load *load, enum cr_field_number field)
{
	if (cr_schema_has_builtin(load->policy->schema))
		load->policy->check.reads[field] = true;
}

/* The fields of the guard are read by the rule, though it names none. */
static void
mark_guard(struct cr_load *load)
{
	mark_read(load, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED);
	mark_read(load, CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED);
	mark_read(load, CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS);
	mark_read(load, CR_ID_HOSTNAME);
}

/* What stands in front of the condition, guard first.  -1: no memory. */
static int
add_parts(struct cr_load *load, const struct cr_load_item *item,
    const struct certrule_rule_info *info, const struct cr_expr **parts,
    size_t *count)
{
	struct cr_arena *arena = load->policy->arena;
	struct cr_span span = item->statement->mark;

	if (info->kind == CERTRULE_RULE_ALLOW) {
		mark_guard(load);
		parts[(*count)++] = cr_expr_proven(arena, span);
	}
	if (item->scope->host_count > 0) {
		mark_read(load, CR_ID_HOSTNAME);
		parts[(*count)++] = cr_expr_host(arena, item->scope->hosts,
		    item->scope->host_count, item->scope->span);
	}
	if (info->dated)
		parts[(*count)++] = cr_expr_before(arena, info->until, span);
	for (size_t i = 0; i < *count; i++)
		if (parts[i] == NULL)
			return -1;
	return 0;
}

/* The condition as it stands: unless is a not. */
static const struct cr_expr *
check_condition(struct cr_load *load, const struct cr_statement *statement)
{
	const struct cr_expr *expr =
	    cr_check_filter(&load->policy->check, statement->as.rule.condition);

	if (expr == NULL || statement->as.rule.condition_word == CR_WORD_IF)
		return expr;
	expr = cr_expr_not(load->policy->arena, expr);
	if (expr == NULL)
		cr_diags_no_memory(load->diags);
	return expr;
}

static int
build_rule(
    struct cr_load *load, const struct cr_load_item *item, struct cr_rule *rule)
{
	struct cr_arena *arena = load->policy->arena;
	const struct cr_expr *parts[4] = {NULL};
	const struct cr_expr *condition =
	    check_condition(load, item->statement);
	bool guarded = rule->info.kind == CERTRULE_RULE_ALLOW;
	size_t count = 0;

	if (condition == NULL)
		return 0;
	if (add_parts(load, item, &rule->info, parts, &count) == 0) {
		parts[count++] = condition;
		rule->expr = cr_expr_and(arena, parts, count, rule->span);
		rule->unguarded = guarded ? cr_expr_and(arena, parts + 1,
						count - 1, rule->span)
					  : rule->expr;
	}
	if (rule->expr != NULL && rule->unguarded != NULL)
		return 0;
	cr_diags_no_memory(load->diags);
	return -1;
}

static void
check_statement(struct cr_load *load, const struct cr_statement *statement)
{
	bool allow = statement->as.rule.action == CR_WORD_ALLOW;

	if (allow && statement->as.rule.condition_word == CR_WORD_UNLESS) {
		cr_diags_add(
		    load->diags, CR_DIAG_UNLESS_ALLOW, statement->mark);
		cr_diags_hint(load->diags,
		    "say who is let in, with 'if'; an exception is a block "
		    "rule before it");
	}
	if (allow && !statement->as.rule.anonymous &&
	    !cr_schema_has_builtin(load->policy->schema))
		cr_diags_add(load->diags, CR_DIAG_NEEDS_BUILTIN,
		    statement->mark, "'allow'");
}

/* ---------------------------------------------------------------------- rules */

static int
load_rule(
    struct cr_load *load, const struct cr_load_item *item, struct cr_rule *rule)
{
	rule->span = item->statement->span;
	rule->mark = item->statement->mark;
	check_statement(load, item->statement);
	(void)fill_info(load, item, &rule->info); /* reported */
	return build_rule(load, item, rule);
}

static bool
is_always(const struct cr_load_item *item)
{
	return item->statement->as.rule.always;
}

int
cr_load_rules(struct cr_load *load)
{
	struct cr_policy *policy = load->policy;
	const struct cr_load_item *item;
	size_t always = 0, other = 0;

	if (load->rules.count > CR_LIMIT_RULES)
		return 0;
	if (check_names(load) != 0)
		return -1;
	policy->rules = cr_arena_array(
	    policy->arena, load->rules.count + 1, sizeof(*policy->rules));
	if (policy->rules == NULL) {
		cr_diags_no_memory(load->diags);
		return -1;
	}
	policy->rule_count = load->rules.count;
	for (item = load->rules.first; item != NULL; item = item->next)
		other += is_always(item);
	/* Checked in the order of the text, tried always-blocks first. */
	for (item = load->rules.first; item != NULL; item = item->next) {
		size_t *index = is_always(item) ? &always : &other;

		if (load_rule(load, item, &policy->rules[(*index)++]) != 0)
			return -1;
	}
	return 0;
}

/* ------------------------------------------------------------------- defaults */

static bool
is_second(struct cr_load *load, const struct cr_load_item *item)
{
	const struct cr_statement *first = item->scope->fallback;

	if (first == NULL) {
		item->scope->fallback = item->statement;
		return false;
	}
	cr_diags_add(load->diags, CR_DIAG_DUPLICATE_DEFAULT,
	    item->statement->span,
	    item->scope == &load->all ? "policy" : "'for'");
	cr_diags_second(load->diags, first->span);
	return true;
}

static void
check_anonymous(struct cr_load *load, const struct cr_statement *statement)
{
	if (!cr_schema_has_builtin(load->policy->schema))
		cr_diags_add(load->diags, CR_DIAG_NEEDS_BUILTIN,
		    statement->span, "'default allow anonymous'");
	if (!load->has_trust_default)
		return;
	cr_diags_add(load->diags, CR_DIAG_VOID_DEFAULT, statement->span);
	cr_diags_second(load->diags, load->trust_default);
	cr_diags_hint(load->diags,
	    "every host has a trust block here: say whom to let in by an "
	    "'allow anonymous' rule");
}

int
cr_load_fallbacks(struct cr_load *load)
{
	struct cr_policy *policy = load->policy;
	const struct cr_load_item *item = load->fallbacks.first;

	policy->fallbacks = cr_arena_array(policy->arena,
	    load->fallbacks.count + 1, sizeof(*policy->fallbacks));
	if (policy->fallbacks == NULL) {
		cr_diags_no_memory(load->diags);
		return -1;
	}
	for (; item != NULL; item = item->next) {
		const struct cr_statement *statement = item->statement;
		struct cr_fallback *fallback =
		    &policy->fallbacks[policy->fallback_count];

		if (is_second(load, item))
			continue;
		fallback->allow_anonymous =
		    statement->as.fallback.action == CR_WORD_ALLOW;
		if (fallback->allow_anonymous)
			check_anonymous(load, statement);
		fallback->hosts = item->scope->hosts;
		fallback->host_count = item->scope->host_count;
		fallback->file = cr_load_kept_name(load, item->file);
		fallback->line = cr_load_line(load, statement->mark);
		policy->fallback_count++;
		if (fallback->allow_anonymous || fallback->host_count > 0)
			mark_read(load, CR_ID_HOSTNAME);
	}
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * Rules that never decide, as one before them always does.  A rule ends the
 * decision wherever it is not false, so it hides every later one that is not
 * false only where it is: all its literals are implied by those of the later
 * one.  A log hides nothing, a disabled rule nothing either; guard, `for` and
 * `until` are literals like any other.
 *
 * Rules are found by hash.  Each is entered under its rarest literal, and asks
 * under each of its own, so time grows with the text and not with its square; of
 * very many rules about one value only some are compared.  What is reported is
 * so; not all that is so is reported.
 */
#include "lint_compare.h"
#include "lint_parts.h"
#include "set.h"

#include <string.h>

/* Rules that one question compares. */
#define CANDIDATES 32

struct condition {
	const struct cr_rule *rule;
	struct cr_lint_literal *literals;
	size_t count;
	bool never; /* a part of it is false whatever comes */
};

struct entry {
	uint64_t hash;
	size_t condition;
	size_t next; /* number + 1, or 0 */
};

struct table {
	struct cr_lint *lint;
	struct condition *conditions;
	size_t count;
	struct cr_lint_literal *literals; /* of all conditions */
	size_t literal_count;
	struct entry *entries;
	size_t entry_count, entry_capacity;
	size_t *buckets; /* entry number + 1, or 0 */
	uint32_t *uses;	 /* by hash, how many literals have it */
	size_t mask;
	const struct condition *ended; /* by this one, for everybody */
	struct condition *current;     /* being taken apart or asked about */
	const struct condition *found;
};

/* -------------------------------------------------------------------- literals */

static void
count_literal(void *context, const struct cr_expr *expr, bool holds)
{
	struct table *table = context;

	(void)holds;
	table->literal_count++;
	table->entry_capacity += 2 + 2 * expr->child_count + expr->host_count;
}

static void
take_literal(void *context, const struct cr_expr *expr, bool holds)
{
	struct table *table = context;
	struct condition *condition = table->current;
	struct cr_lint_literal *literal =
	    &condition->literals[condition->count];

	if (expr->kind == CR_EXPR_CONSTANT) {
		condition->never |= expr->constant != holds;
		return;
	}
	if (expr->set != NULL && cr_set_count(expr->set) == 0)
		condition->never |= holds != expr->negated;
	literal->expr = expr;
	literal->holds = holds;
	literal->hash = cr_lint_hash(table->lint, expr) ^ holds;
	condition->count++;
	table->literal_count++;
	table->uses[literal->hash & table->mask]++;
}

/* ----------------------------------------------------------------------- memory */

static int
allocate(struct table *table)
{
	struct cr_load *load = table->lint->load;
	size_t slots = 16;

	while (slots < table->entry_capacity)
		slots *= 2;
	table->mask = slots - 1;
	table->literals = cr_load_get(
	    load, table->literal_count + 1, sizeof(*table->literals));
	table->entries = cr_load_get(
	    load, table->entry_capacity + 1, sizeof(*table->entries));
	table->buckets = cr_load_get(load, slots, sizeof(*table->buckets));
	table->uses = cr_load_get(load, slots, sizeof(*table->uses));
	return table->literals == NULL || table->entries == NULL ||
		       table->buckets == NULL || table->uses == NULL
		   ? -1
		   : 0;
}

static int
fill(struct table *table)
{
	const struct cr_policy *policy = table->lint->policy;

	table->count = policy->rule_count;
	table->conditions = cr_load_get(
	    table->lint->load, table->count + 1, sizeof(*table->conditions));
	if (table->conditions == NULL)
		return -1;
	for (size_t i = 0; i < table->count; i++)
		cr_lint_literals(
		    policy->rules[i].expr, true, count_literal, table);
	if (allocate(table) != 0)
		return -1;
	table->literal_count = 0;
	for (size_t i = 0; i < table->count; i++) {
		table->current = &table->conditions[i];
		table->current->rule = &policy->rules[i];
		table->current->literals =
		    table->literals + table->literal_count;
		cr_lint_literals(
		    policy->rules[i].expr, true, take_literal, table);
	}
	return 0;
}

/* ------------------------------------------------------------------------ keys */

/* Hashes under which a rule is entered for a literal, or asked for. */
typedef void key_fn(struct table *table, uint64_t hash);

static void
enter(struct table *table, uint64_t hash)
{
	size_t *bucket = &table->buckets[hash & table->mask];
	struct entry *entry = &table->entries[table->entry_count++];

	entry->hash = hash;
	entry->condition = (size_t)(table->current - table->conditions);
	entry->next = *bucket;
	*bucket = table->entry_count;
}

/* An == is implied by the same == only, which has the same hash; all else about
 * a value may be implied by anything about it. */
static bool
is_only_itself(const struct cr_lint_literal *literal)
{
	return cr_lint_subject(literal->expr) == NULL ||
	       (literal->holds && cr_lint_wanted(literal->expr) != NULL);
}

static void
key_subject(struct table *table, const struct cr_expr *expr, key_fn *key)
{
	const struct cr_term *subject = cr_lint_subject(expr);

	if (subject != NULL)
		key(table, cr_lint_hash_term(table->lint, subject));
}

static uint64_t
hash_host(struct certrule_bytes host)
{
	return cr_bytes_hash(host, 1);
}

/* Each of its alternatives is enough for the later rule. */
static void
enter_literal(struct table *table, const struct cr_lint_literal *literal)
{
	const struct cr_expr *expr = literal->expr;
	size_t alternatives = cr_lint_alternatives(literal);

	enter(table, literal->hash);
	if (!is_only_itself(literal))
		key_subject(table, expr, enter);
	for (size_t i = 0; i < expr->host_count; i++)
		enter(table, hash_host(expr->hosts[i]));
	for (size_t i = 0; i < alternatives; i++) {
		struct cr_lint_literal child = {
		    expr->children[i], literal->holds, 0};

		enter(
		    table, cr_lint_hash(table->lint, child.expr) ^ child.holds);
		if (!is_only_itself(&child))
			key_subject(table, child.expr, enter);
	}
}

/* The fewer rules share it, the fewer are compared. */
static size_t
commonness(const struct table *table, const struct cr_lint_literal *literal)
{
	size_t uses = table->uses[literal->hash & table->mask];
	bool alone =
	    is_only_itself(literal) && cr_lint_alternatives(literal) == 0;

	return alone ? uses : uses + table->count;
}

static void
enter_condition(struct table *table)
{
	const struct condition *condition = table->current;
	const struct cr_lint_literal *rarest = &condition->literals[0];

	if (condition->count == 0) {
		table->ended = condition;
		return;
	}
	for (size_t i = 1; i < condition->count; i++)
		if (commonness(table, &condition->literals[i]) <
		    commonness(table, rarest))
			rarest = &condition->literals[i];
	enter_literal(table, rarest);
}

/* ----------------------------------------------------------------------- asking */

/* One of the literals implies it; most often the one in the same place. */
static bool
is_implied(struct table *table, const struct condition *by,
    const struct cr_lint_literal *literal, size_t place)
{
	for (size_t i = 0; i < by->count && table->lint->work > 0; i++) {
		size_t at = (place + i) % by->count;

		if (cr_lint_implies(table->lint, &by->literals[at], literal))
			return true;
	}
	return false;
}

static bool
hides(struct table *table, const struct condition *earlier,
    const struct condition *later)
{
	for (size_t i = 0; i < earlier->count; i++)
		if (!is_implied(table, later, &earlier->literals[i], i))
			return false;
	return true;
}

static void
ask(struct table *table, uint64_t hash)
{
	size_t next = table->buckets[hash & table->mask];
	size_t left = CANDIDATES;

	while (next != 0 && left > 0 && table->found == NULL) {
		const struct entry *entry = &table->entries[next - 1];
		const struct condition *earlier =
		    &table->conditions[entry->condition];

		next = entry->next;
		if (entry->hash != hash)
			continue;
		left--;
		if (hides(table, earlier, table->current))
			table->found = earlier;
	}
}

static void
ask_host(struct table *table, struct certrule_bytes host)
{
	const unsigned char *dot = memchr(host.data, '.', host.len);
	unsigned char above[CR_LIMIT_HOSTNAME + 2] = {'*'};
	size_t len;

	ask(table, hash_host(host));
	if (dot == NULL)
		return;
	len = host.len - (size_t)(dot - host.data);
	if (len >= sizeof(above))
		return;
	memcpy(above + 1, dot, len);
	ask(table, hash_host(cr_bytes(above, len + 1)));
}

/* Whatever this literal could imply. */
static void
ask_literal(struct table *table, const struct cr_lint_literal *literal)
{
	const struct cr_expr *expr = literal->expr;
	const struct certrule_value *value = cr_lint_wanted(expr);

	ask(table, literal->hash);
	if (cr_lint_alternatives(literal) > 0)
		ask(table, cr_lint_hash(table->lint, expr->children[0]) ^
			       literal->holds);
	key_subject(table, expr, ask);
	if (expr->host_count > 0)
		ask_host(table, expr->hosts[0]);
	if (value != NULL &&
	    cr_lint_is_field(table->lint, expr->left, CR_ID_HOSTNAME))
		ask_host(table, value->as.string);
}

static const struct condition *
find_hiding(struct table *table)
{
	const struct condition *condition = table->current;

	table->found = NULL;
	for (size_t i = 0; i < condition->count && table->found == NULL; i++)
		ask_literal(table, &condition->literals[i]);
	return table->found;
}

/* --------------------------------------------------------------------- reports */

static const char *
quote_name(struct cr_lint *lint, const struct condition *condition)
{
	return cr_diags_quote(
	    lint->diags, cr_bytes_text(condition->rule->info.name));
}

static void
report(struct table *table, const struct condition *earlier)
{
	struct cr_lint *lint = table->lint;
	const struct condition *later = table->current;
	bool same = hides(table, later, earlier);

	cr_diags_add(lint->diags,
	    same ? CR_DIAG_REPEATED_CONDITION : CR_DIAG_HIDDEN_RULE,
	    later->rule->mark, quote_name(lint, earlier));
	cr_diags_second(lint->diags, earlier->rule->mark);
	if (earlier == table->ended)
		cr_diags_hint(
		    lint->diags, "nor is any rule behind it ever reached");
	else if (!same)
		cr_diags_hint(lint->diags,
		    "put it before that one, or make that one narrower");
	else if (earlier->rule->info.kind == later->rule->info.kind)
		cr_diags_hint(lint->diags, "remove one of the two");
	else
		cr_diags_hint(
		    lint->diags, "that one decides, and this one never does");
}

/* It can be true some day. */
static bool
is_live(const struct table *table, const struct condition *condition)
{
	const struct certrule_rule_info *info = &condition->rule->info;

	if (info->disabled || condition->never)
		return false;
	return !info->dated || info->until > table->lint->load->now;
}

static void
judge(struct table *table)
{
	const struct condition *earlier;

	if (!is_live(table, table->current))
		return;
	earlier = table->ended != NULL ? table->ended : find_hiding(table);
	if (earlier != NULL)
		report(table, earlier);
	else if (table->current->rule->info.kind != CERTRULE_RULE_LOG)
		enter_condition(table);
}

void
cr_lint_hidden_rules(struct cr_lint *lint, const struct cr_lint_place *place)
{
	struct table table = {.lint = lint};

	(void)place;
	if (fill(&table) != 0)
		return;
	/* Behind the first one that nobody gets past, one is enough to say. */
	for (size_t i = 0; i < table.count; i++) {
		bool ended = table.ended != NULL;

		table.current = &table.conditions[i];
		judge(&table);
		if (ended && is_live(&table, table.current))
			return;
	}
}

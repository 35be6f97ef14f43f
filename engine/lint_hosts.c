/* SPDX-License-Identifier: MIT */
/*
 * Hosts in rules.  Where no trust block covers a host nobody is proven, so an
 * `allow` for it is a mistake; any other rule may well be about such a host, and
 * is doubted only if the host looks like one that is covered, misspelt.
 */
#include "../base/buffer.h"
#include "../base/canonical.h"
#include "lint.h"
#include "lint_trust.h"

#include <string.h>

/* --------------------------------------------------------------------- nearness */

/* With more hosts than this, nothing is looked for. */
#define NEAR_HOSTS 256

static struct certrule_bytes
cut_label(struct certrule_bytes *rest)
{
	struct certrule_bytes label = *rest;
	const unsigned char *dot = memchr(rest->data, '.', rest->len);

	if (dot == NULL) {
		*rest = cr_bytes_slice(*rest, rest->len, rest->len);
		return label;
	}
	label.len = (size_t)(dot - rest->data);
	*rest = cr_bytes_slice(*rest, label.len + 1, rest->len);
	return label;
}

static size_t
skip_digits(struct certrule_bytes a, size_t at)
{
	while (at < a.len && a.data[at] >= '0' && a.data[at] <= '9')
		at++;
	return at;
}

/* node-1 and node-2 are two hosts, not one of them misspelt. */
static bool
differ_in_digits(struct certrule_bytes a, struct certrule_bytes b)
{
	size_t i = 0, j = 0;

	for (;;) {
		i = skip_digits(a, i);
		j = skip_digits(b, j);
		if (i == a.len || j == b.len)
			return i == a.len && j == b.len;
		if (a.data[i++] != b.data[j++])
			return false;
	}
}

/* In one label, which is long: app and api are two words. */
static bool
is_misspelt(struct certrule_bytes a, struct certrule_bytes b)
{
	size_t differing = 0, shortest = 5;

	if (differ_in_digits(a, b))
		return false;
	while (a.len > 0 && b.len > 0) {
		struct certrule_bytes left = cut_label(&a);
		struct certrule_bytes right = cut_label(&b);

		if (cr_bytes_equal(left, right))
			continue;
		differing++;
		if (left.len < shortest || right.len < shortest)
			return false;
	}
	return differing == 1 && a.len == b.len;
}

/* The covered host that was probably meant; data NULL: none. */
static struct certrule_bytes
find_near(const struct cr_lint_trust *trust, struct certrule_bytes host)
{
	struct cr_nearest nearest;
	struct certrule_bytes best;

	if (trust->host_count > NEAR_HOSTS)
		return cr_bytes(NULL, 0);
	cr_nearest_init(&nearest, host);
	for (size_t i = 0; i < trust->host_count; i++)
		cr_nearest_offer(&nearest, trust->hosts[i].pattern);
	best = cr_nearest_get(&nearest);
	if (best.data == NULL || nearest.distance > 2 ||
	    !is_misspelt(host, best))
		return cr_bytes(NULL, 0);
	return best;
}

/* ---------------------------------------------------------------- not covered */

/* needed: an allow, which needs a trust block. */
static void
judge_cover(struct cr_lint *lint, struct certrule_bytes host,
    struct cr_span span, bool needed)
{
	struct certrule_bytes near;

	if (lint->trust == NULL || cr_lint_trust_find(lint->trust, host))
		return;
	near = find_near(lint->trust, host);
	if (near.data == NULL && !needed)
		return;
	cr_diags_add(lint->diags, CR_DIAG_UNCOVERED_HOST, span,
	    cr_diags_quote(lint->diags, host));
	if (near.data != NULL)
		cr_diags_hint(lint->diags, "is '%s' meant?",
		    cr_diags_quote(lint->diags, near));
	else
		cr_diags_hint(lint->diags,
		    "mTLS is off there, so no client is ever proven");
}

static void
judge_pattern(
    struct cr_lint *lint, const struct cr_trust_host *host, bool needed)
{
	struct certrule_bytes below = {NULL, 0};

	if (lint->trust != NULL && host->pattern.data[0] == '*' &&
	    cr_lint_trust_find(lint->trust, host->pattern) == NULL)
		below = cr_lint_trust_below(lint->trust, host->pattern);
	if (below.data == NULL) {
		judge_cover(lint, host->pattern, host->span, needed);
		return;
	}
	if (!needed)
		return;
	cr_diags_add(lint->diags, CR_DIAG_WIDE_FOR, host->span,
	    cr_diags_quote(lint->diags, host->pattern));
	cr_diags_hint(lint->diags,
	    "'%s' is covered; where no block is, mTLS is off and no client "
	    "proven",
	    cr_diags_quote(lint->diags, below));
}

/* Once for each `for`, whose rules stand together. */
void
cr_lint_for_hosts(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_load_item *item = lint->load->rules.first;
	bool needed = false;

	(void)place;
	for (; item != NULL; item = item->next) {
		needed = needed ||
			 (item->statement->as.rule.action == CR_WORD_ALLOW &&
			     !item->statement->as.rule.anonymous);
		if (item->next != NULL && item->next->scope == item->scope)
			continue;
		for (size_t i = 0; i < item->scope->host_count; i++)
			judge_pattern(lint, &item->scope->written[i], needed);
		needed = false;
	}
}

/* ------------------------------------------------------------------ comparisons */

static const struct cr_field *
find_field(const struct cr_lint *lint, const struct cr_node *node)
{
	int number;

	if (node->kind != CR_NODE_NAME)
		return NULL;
	number = cr_schema_find_field(lint->policy->schema, node->text);
	return number < 0 ? NULL
			  : cr_schema_field(lint->policy->schema, number);
}

static bool
is_hostname(const struct cr_lint *lint, const struct cr_node *node)
{
	const struct cr_field *field = find_field(lint, node);

	return lint->builtin && field != NULL &&
	       field->number == CR_ID_HOSTNAME;
}

/* One that is not is reported as what no host ever is. */
static bool
is_canonical(const struct cr_lint *lint, struct certrule_bytes host)
{
	struct cr_buffer buffer;
	bool same;

	cr_buffer_init(&buffer, lint->load->alloc);
	same = cr_host_canonical(&buffer, host) == NULL &&
	       !cr_buffer_failed(&buffer) &&
	       cr_bytes_equal(cr_buffer_bytes(&buffer), host);
	cr_buffer_fini(&buffer);
	return same;
}

static bool
is_within(const struct cr_load_scope *scope, struct certrule_bytes host)
{
	for (size_t i = 0; i < scope->host_count; i++)
		if (cr_host_matches(host, scope->hosts[i]))
			return true;
	return scope->host_count == 0;
}

static void
judge_host(struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_node *node, bool positive)
{
	bool needed = positive &&
		      place->rule->info.kind == CERTRULE_RULE_ALLOW &&
		      place->lets_in == CR_LINT_IF_TRUE;

	if (node->kind != CR_NODE_STRING || !is_canonical(lint, node->text))
		return;
	if (is_within(place->item->scope, node->text)) {
		judge_cover(lint, node->text, node->span, needed);
		return;
	}
	cr_diags_add(lint->diags, CR_DIAG_OUTSIDE_FOR, node->span,
	    cr_diags_quote(lint->diags, node->text));
	cr_diags_second(lint->diags, place->item->scope->written[0].span);
}

/* hostname ==, != and in. */
void
cr_lint_hosts(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node, *right;
	bool positive;

	if (node->kind != CR_NODE_COMPARISON || place->rule == NULL ||
	    !is_hostname(lint, node->child))
		return;
	right = node->child->next;
	positive = node->word == CR_WORD_EQ || node->word == CR_WORD_IN;
	if (right->kind == CR_NODE_SET)
		for (right = right->child; right != NULL; right = right->next)
			judge_host(lint, place, right, positive);
	else if (positive || node->word == CR_WORD_NE)
		judge_host(lint, place, right, positive);
}

/* ------------------------------------------------------------- more than it names */

static bool
is_open_pattern(struct certrule_bytes pattern)
{
	size_t len = pattern.len;

	if (len == 0 || cr_bytes_starts(pattern, cr_bytes_text("*.")))
		return false;
	return pattern.data[0] == '*' || pattern.data[len - 1] == '*';
}

/* Ends in something other than a whole name, or begins with a name only. */
static bool
is_loose(const struct cr_node *node)
{
	const struct cr_node *right = node->child->next;

	if (right == NULL || right->kind != CR_NODE_STRING)
		return false;
	if (node->kind == CR_NODE_CALL)
		return cr_bytes_equal_text(node->text, "starts_with") ||
		       (cr_bytes_equal_text(node->text, "ends_with") &&
			   right->text.len > 0 && right->text.data[0] != '.');
	return node->word == CR_WORD_CONTAINS ||
	       ((node->word == CR_WORD_WILDCARD ||
		    node->word == CR_WORD_STRICT_WILDCARD) &&
		   is_open_pattern(right->text));
}

/* Whoever asks can make up a host: good-name.evil.example, evil-name.example. */
void
cr_lint_loose_host(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node;
	const struct cr_field *field;

	if ((node->kind != CR_NODE_COMPARISON && node->kind != CR_NODE_CALL) ||
	    node->child == NULL || !(place->lets_in & CR_LINT_IF_TRUE))
		return;
	field = find_field(lint, node->child);
	if (field == NULL || !(field->flags & CR_FIELD_HOST) || !is_loose(node))
		return;
	cr_diags_add(lint->diags, CR_DIAG_LOOSE_HOST, node->span,
	    cr_lint_text(lint, node->span));
	cr_diags_hint(lint->diags,
	    "name hosts whole, with == or in; or their end from a dot on: "
	    "ends_with(%s, \".example.com\")",
	    cr_lint_text(lint, node->child->span));
}

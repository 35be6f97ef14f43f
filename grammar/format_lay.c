/* SPDX-License-Identifier: MIT */
/*
 * Where lines break.  What fits on its line stays there.  A condition that does
 * not is broken before each of its connectives, then what still does not fit
 * inside each operand: arguments one a line, items of a set as many as fit, an
 * operator before itself.  Each level is indented by one step more.
 *
 * Goes through the tree from left to right, so the line that a token would
 * stand on is always known.
 */
#include "format.h"
#include "grammar/parser.h"

struct lay {
	struct cr_format *format;
	uint32_t line; /* the token that begins the line in hand */
};

/* ------------------------------------------------------------------ tokens */

/* The first token that begins at the offset or behind it. */
static uint32_t
find(const struct lay *lay, uint32_t offset)
{
	uint32_t low = 0, high = lay->format->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (lay->format->tokens[middle].begin < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t
first_of(const struct lay *lay, const struct cr_node *node)
{
	return find(lay, node->span.begin);
}

static uint32_t
last_of(const struct lay *lay, const struct cr_node *node)
{
	return find(lay, node->span.end) - 1;
}

static void
break_before(struct lay *lay, uint32_t index, unsigned indent)
{
	struct cr_format_token *token = &lay->format->tokens[index];

	token->breaks = true;
	token->indent = indent;
	lay->line = index;
}

/* Columns that the tokens take side by side. */
static uint32_t
width_of(const struct lay *lay, uint32_t from, uint32_t to)
{
	const struct cr_format_token *tokens = lay->format->tokens;

	return tokens[to].column + tokens[to].width - tokens[from].column;
}

/* No line must break behind `from` and up to `to`. */
static bool
is_free(const struct lay *lay, uint32_t from, uint32_t to)
{
	const struct cr_format_token *tokens = lay->format->tokens;

	return tokens[from].forced == tokens[to].forced;
}

/* All of them may stand on the line in hand. */
static bool
fits(const struct lay *lay, uint32_t from, uint32_t to)
{
	uint32_t indent = lay->format->tokens[lay->line].indent;

	return is_free(lay, from, to) &&
	       indent + width_of(lay, lay->line, to) <= CR_FORMAT_WIDTH;
}

/* -------------------------------------------------------------- conditions */

/* indent is for lines that break inside the node; `to` is the last token that
 * stays on its last line: what closes it, a comma. */
static void lay_node(
    struct lay *lay, const struct cr_node *node, unsigned indent, uint32_t to);

static void
lay_chain(
    struct lay *lay, const struct cr_node *node, unsigned indent, uint32_t to)
{
	const struct cr_node *child;

	for (child = node->child; child != NULL; child = child->next) {
		if (child != node->child)
			break_before(lay, first_of(lay, child) - 1, indent);
		lay_node(lay, child, indent + CR_FORMAT_STEP,
		    child->next == NULL ? to : last_of(lay, child));
	}
}

static void
lay_arguments(
    struct lay *lay, const struct cr_node *call, unsigned indent, uint32_t to)
{
	bool many = call->child != call->last;
	const struct cr_node *child;

	if (many)
		indent += CR_FORMAT_STEP;
	for (child = call->child; child != NULL; child = child->next) {
		if (child != call->child)
			break_before(
			    lay, first_of(lay, child), indent - CR_FORMAT_STEP);
		lay_node(lay, child, indent,
		    child->next == NULL ? to : last_of(lay, child) + 1);
	}
}

static bool
is_comma(const struct lay *lay, uint32_t index)
{
	return lay->format->tokens[index].kind == CR_TOKEN_COMMA;
}

/* Rows as they are, and where they are too long, more of them. */
static void
lay_set(struct lay *lay, const struct cr_node *set, unsigned indent)
{
	uint32_t open = first_of(lay, set), close = last_of(lay, set);

	for (uint32_t i = open + 1; i < close; i++) {
		uint32_t end = is_comma(lay, i + 1) ? i + 1 : i;

		if (is_comma(lay, i))
			continue;
		if (i == open + 1 || lay->format->tokens[i].must_break ||
		    !fits(lay, i, end))
			break_before(lay, i, indent);
	}
	if (close != open + 1 || lay->format->tokens[close].must_break)
		break_before(lay, close, indent - CR_FORMAT_STEP);
}

/* Whether `op right` has room on a line of its own, and needs it. */
static bool
wants_line(const struct lay *lay, uint32_t left, uint32_t sign, uint32_t to,
    unsigned indent)
{
	return fits(lay, left, sign - 1) && is_free(lay, sign - 1, to) &&
	       indent + width_of(lay, sign, to) <= CR_FORMAT_WIDTH;
}

static void
lay_comparison(
    struct lay *lay, const struct cr_node *node, unsigned indent, uint32_t to)
{
	const struct cr_node *left = node->child, *right = node->last;
	uint32_t sign = last_of(lay, left) + 1;
	uint32_t operand = first_of(lay, right);

	if (right->kind == CR_NODE_SET) {
		lay_node(lay, left, indent, operand);
		if (!fits(lay, operand, to))
			lay_set(lay, right, indent);
		return;
	}
	if (wants_line(lay, first_of(lay, node), sign, to, indent)) {
		break_before(lay, sign, indent);
		return;
	}
	lay_node(lay, left, indent, sign);
	lay_node(lay, right, indent, to);
}

static void
lay_node(
    struct lay *lay, const struct cr_node *node, unsigned indent, uint32_t to)
{
	if (fits(lay, first_of(lay, node), to))
		return;
	switch (node->kind) {
	case CR_NODE_AND:
	case CR_NODE_OR:
	case CR_NODE_XOR:
		lay_chain(lay, node, indent, to);
		break;
	case CR_NODE_NOT:
	case CR_NODE_ANY:
	case CR_NODE_ALL:
	case CR_NODE_INDEX:
		lay_node(lay, node->child, indent, to);
		break;
	case CR_NODE_COMPARISON:
		lay_comparison(lay, node, indent, to);
		break;
	case CR_NODE_CALL:
		lay_arguments(lay, node, indent, to);
		break;
	case CR_NODE_SET:
		lay_set(lay, node, indent);
		break;
	case CR_NODE_TRUE:
	case CR_NODE_FALSE:
	case CR_NODE_NAME:
	case CR_NODE_EACH:
	case CR_NODE_STRING:
	case CR_NODE_REGEX:
	case CR_NODE_WORD:
	case CR_NODE_LIST:
		break;
	}
}

/* ------------------------------------------------------------------- rules */

static bool
is_chain(const struct cr_node *node)
{
	switch (node->kind) {
	case CR_NODE_AND:
	case CR_NODE_OR:
	case CR_NODE_XOR:
		return !node->parenthesised;
	case CR_NODE_NOT:
	case CR_NODE_ANY:
	case CR_NODE_ALL:
	case CR_NODE_COMPARISON:
	case CR_NODE_TRUE:
	case CR_NODE_FALSE:
	case CR_NODE_NAME:
	case CR_NODE_CALL:
	case CR_NODE_INDEX:
	case CR_NODE_EACH:
	case CR_NODE_STRING:
	case CR_NODE_REGEX:
	case CR_NODE_WORD:
	case CR_NODE_SET:
	case CR_NODE_LIST:
		break;
	}
	return false;
}

static void
lay_options(struct lay *lay, const struct cr_statement *rule, unsigned indent)
{
	const struct cr_ast_option *option;

	for (option = rule->as.rule.options; option != NULL;
	     option = option->next)
		break_before(lay, find(lay, option->name.span.begin), indent);
}

/* `if` stays beside the name where the first operand has room there, too. */
static void
lay_rule(struct lay *lay, const struct cr_statement *rule, uint32_t last)
{
	const struct cr_node *condition = rule->as.rule.condition;
	const struct cr_node *operand = condition;
	unsigned indent =
	    lay->format->tokens[lay->line].indent + CR_FORMAT_STEP;
	uint32_t start = lay->line;
	uint32_t word = first_of(lay, condition) - 1;
	bool apart;

	if (fits(lay, start, last))
		return;
	if (is_chain(condition))
		operand = condition->child;
	apart = !fits(lay, start, word - 1);
	if (apart)
		lay_options(lay, rule, indent);
	if (apart || !fits(lay, start, last_of(lay, operand)))
		break_before(lay, word, indent);
	if (is_chain(condition))
		lay_chain(lay, condition, indent, last);
	else
		lay_node(lay, condition, indent + CR_FORMAT_STEP, last);
}

/* -------------------------------------------------------------- statements */

static void lay_statement(
    struct lay *lay, const struct cr_statement *statement, unsigned indent);

/* Up to the `{`, as many to a line as fit, further in than what follows it. */
static void
lay_hosts(struct lay *lay, const struct cr_ast_host *hosts, unsigned indent)
{
	for (const struct cr_ast_host *host = hosts; host != NULL;
	     host = host->next) {
		uint32_t index = find(lay, host->pattern.span.begin);
		uint32_t end = host->next == NULL ? index + 1 : index;

		if (host != hosts && !fits(lay, index, end))
			break_before(lay, index, indent + 2 * CR_FORMAT_STEP);
	}
}

static void
lay_trust(struct lay *lay, const struct cr_statement *trust, unsigned indent,
    uint32_t last)
{
	const struct cr_ast_setting *setting;

	lay_hosts(lay, trust->as.trust.hosts, indent);
	for (setting = trust->as.trust.settings; setting != NULL;
	     setting = setting->next)
		break_before(lay, find(lay, setting->name.span.begin),
		    indent + CR_FORMAT_STEP);
	if (trust->as.trust.settings != NULL ||
	    lay->format->tokens[last].must_break)
		break_before(lay, last, indent);
}

static void
lay_for(struct lay *lay, const struct cr_statement *scope, unsigned indent,
    uint32_t last)
{
	const struct cr_statement *statement;

	lay_hosts(lay, scope->as.scope.hosts, indent);
	for (statement = scope->as.scope.body; statement != NULL;
	     statement = statement->next)
		lay_statement(lay, statement, indent + CR_FORMAT_STEP);
	if (scope->as.scope.body != NULL ||
	    lay->format->tokens[last].must_break)
		break_before(lay, last, indent);
}

static void
lay_list(struct lay *lay, const struct cr_statement *list, unsigned indent,
    uint32_t last)
{
	const struct cr_node *set = list->as.list.set;

	if (set != NULL && !fits(lay, lay->line, last))
		lay_set(lay, set, indent + CR_FORMAT_STEP);
}

static void
lay_statement(
    struct lay *lay, const struct cr_statement *statement, unsigned indent)
{
	uint32_t last = find(lay, statement->span.end) - 1;

	break_before(lay, find(lay, statement->span.begin), indent);
	switch (statement->kind) {
	case CR_STATEMENT_TRUST:
		lay_trust(lay, statement, indent, last);
		break;
	case CR_STATEMENT_LIST:
		lay_list(lay, statement, indent, last);
		break;
	case CR_STATEMENT_FOR:
		lay_for(lay, statement, indent, last);
		break;
	case CR_STATEMENT_RULE:
		lay_rule(lay, statement, last);
		break;
	case CR_STATEMENT_FIELD:
	case CR_STATEMENT_INCLUDE:
	case CR_STATEMENT_DEFAULT:
		break;
	}
}

/* A comment where no line would have broken. */
static void
lay_forced(struct cr_format *format)
{
	unsigned indent = 0;

	for (uint32_t i = 0; i <= format->count; i++) {
		struct cr_format_token *token = &format->tokens[i];

		if (token->breaks)
			indent = token->indent;
		else if (token->must_break) {
			token->breaks = true;
			token->indent = indent + CR_FORMAT_STEP;
		}
	}
}

void
cr_format_lay(struct cr_format *format)
{
	struct lay lay = {.format = format};
	const struct cr_statement *statement;

	for (statement = format->ast->statements; statement != NULL;
	     statement = statement->next)
		lay_statement(&lay, statement, 0);
	break_before(&lay, format->count, 0);
	lay_forced(format);
}

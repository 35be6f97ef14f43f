/* SPDX-License-Identifier: MIT */
/*
 * What the actions of parser.y call: makes nodes and statements and hangs them
 * into the tree.  Judges nothing but what may stand inside `for`.  NULL in,
 * NULL out: without memory the tree is dropped as a whole.
 */
#include "../base/bytes.h"
#include "parsing.h"

static struct certrule_bytes
bytes_of(struct cr_text text)
{
	return cr_bytes(text.data, text.len);
}

static struct cr_atom
atom_of(struct cr_text text, struct cr_span span)
{
	return (struct cr_atom){
	    .kind = (enum cr_atom_kind)text.kind,
	    .text = bytes_of(text),
	    .span = span,
	};
}

/* ------------------------------------------------------------- expressions */

static struct cr_node *
node_new(struct cr_parse *parse, enum cr_node_kind kind, struct cr_span mark)
{
	struct cr_node *node = cr_parse_get(parse, sizeof(*node));

	if (node == NULL)
		return NULL;
	node->kind = kind;
	node->span = mark;
	node->mark = mark;
	return node;
}

struct cr_node *
cr_ast_append(struct cr_node *parent, struct cr_node *child)
{
	if (parent == NULL || child == NULL)
		return NULL;
	if (parent->last == NULL)
		parent->child = child;
	else
		parent->last->next = child;
	parent->last = child;
	return parent;
}

static struct cr_node *
text_node(struct cr_parse *parse, enum cr_node_kind kind, struct cr_text text,
    struct cr_span span)
{
	struct cr_node *node = node_new(parse, kind, span);

	if (node == NULL)
		return NULL;
	node->text = bytes_of(text);
	node->raw = text.raw;
	return node;
}

struct cr_node *
cr_ast_name(struct cr_parse *parse, struct cr_text text, struct cr_span span)
{
	return text_node(parse, CR_NODE_NAME, text, span);
}

struct cr_node *
cr_ast_literal(struct cr_parse *parse, struct cr_text text, struct cr_span span)
{
	enum cr_node_kind kind =
	    text.kind == CR_ATOM_STRING ? CR_NODE_STRING : CR_NODE_WORD;

	return text_node(parse, kind, text, span);
}

struct cr_node *
cr_ast_regex(struct cr_parse *parse, struct cr_text text, struct cr_span span)
{
	return text_node(parse, CR_NODE_REGEX, text, span);
}

struct cr_node *
cr_ast_list(struct cr_parse *parse, struct cr_text text, struct cr_span span)
{
	return text_node(parse, CR_NODE_LIST, text, span);
}

struct cr_node *
cr_ast_each(struct cr_parse *parse, struct cr_span span)
{
	return node_new(parse, CR_NODE_EACH, span);
}

struct cr_node *
cr_ast_constant(struct cr_parse *parse, enum cr_word word, struct cr_span span)
{
	enum cr_node_kind kind =
	    word == CR_WORD_TRUE ? CR_NODE_TRUE : CR_NODE_FALSE;

	return node_new(parse, kind, span);
}

struct cr_node *
cr_ast_index(struct cr_parse *parse, struct cr_node *value,
    struct cr_node *index, struct cr_span mark)
{
	struct cr_node *node = node_new(parse, CR_NODE_INDEX, mark);

	if (value != NULL && node != NULL)
		node->span = cr_span_join(value->span, mark);
	return cr_ast_append(cr_ast_append(node, value), index);
}

struct cr_node *
cr_ast_args(struct cr_parse *parse, struct cr_node *first)
{
	struct cr_node *node =
	    node_new(parse, CR_NODE_CALL, (struct cr_span){0});

	return first == NULL ? node : cr_ast_append(node, first);
}

struct cr_node *
cr_ast_items(struct cr_parse *parse, struct cr_span span)
{
	return node_new(parse, CR_NODE_SET, span);
}

struct cr_node *
cr_ast_call(struct cr_node *args, struct cr_text name, struct cr_span mark,
    struct cr_span span)
{
	if (args == NULL)
		return NULL;
	args->text = bytes_of(name);
	args->mark = mark;
	args->span = span;
	return args;
}

struct cr_node *
cr_ast_set(struct cr_node *items, bool angled, struct cr_span span)
{
	if (items == NULL)
		return NULL;
	items->angled = angled;
	items->span = span;
	items->mark = span;
	return items;
}

struct cr_node *
cr_ast_comparison(struct cr_parse *parse, struct cr_node *left,
    enum cr_word word, struct cr_span mark, struct cr_node *right)
{
	struct cr_node *node = node_new(parse, CR_NODE_COMPARISON, mark);

	if (node == NULL || left == NULL || right == NULL)
		return NULL;
	node->word = word;
	node->span = cr_span_join(left->span, right->span);
	return cr_ast_append(cr_ast_append(node, left), right);
}

struct cr_node *
cr_ast_not(struct cr_parse *parse, struct cr_span mark, struct cr_node *child)
{
	struct cr_node *node = node_new(parse, CR_NODE_NOT, mark);

	if (node == NULL || child == NULL)
		return NULL;
	node->word = CR_WORD_NOT;
	node->span = cr_span_join(mark, child->span);
	return cr_ast_append(node, child);
}

struct cr_node *
cr_ast_quantifier(struct cr_parse *parse, enum cr_word word,
    struct cr_span mark, struct cr_node *child, struct cr_span span)
{
	enum cr_node_kind kind =
	    word == CR_WORD_ANY ? CR_NODE_ANY : CR_NODE_ALL;
	struct cr_node *node = node_new(parse, kind, mark);

	if (node == NULL)
		return NULL;
	node->word = word;
	node->span = span;
	return cr_ast_append(node, child);
}

static enum cr_node_kind
chain_kind(enum cr_word word)
{
	if (word == CR_WORD_AND)
		return CR_NODE_AND;
	return word == CR_WORD_OR ? CR_NODE_OR : CR_NODE_XOR;
}

/* A chain in parentheses is one operand of the chain around it. */
struct cr_node *
cr_ast_chain(struct cr_parse *parse, struct cr_node *left, enum cr_word word,
    struct cr_span mark, struct cr_node *right)
{
	enum cr_node_kind kind = chain_kind(word);
	struct cr_node *node = left;

	if (left == NULL || right == NULL)
		return NULL;
	if (left->kind != kind || left->parenthesised)
		node = cr_ast_append(node_new(parse, kind, mark), left);
	if (node == NULL)
		return NULL;
	node->word = word;
	node->span = cr_span_join(left->span, right->span);
	return cr_ast_append(node, right);
}

struct cr_node *
cr_ast_parenthesised(struct cr_node *node, struct cr_span span)
{
	if (node == NULL)
		return NULL;
	node->parenthesised = true;
	node->span = span;
	return node;
}

void
cr_ast_filter(struct cr_parse *parse, struct cr_node *expression)
{
	parse->ast->expression = expression;
	cr_parse_warn_lines(parse);
}

/* ------------------------------------------------------ parts of statements */

struct cr_hosts
cr_ast_hosts(struct cr_parse *parse, struct cr_hosts hosts, struct cr_text text,
    struct cr_span span)
{
	struct cr_ast_host *host = cr_parse_get(parse, sizeof(*host));

	if (host == NULL)
		return hosts;
	host->pattern = atom_of(text, span);
	if (hosts.last == NULL)
		hosts.first = host;
	else
		hosts.last->next = host;
	hosts.last = host;
	return hosts;
}

struct cr_settings
cr_ast_settings(struct cr_parse *parse, struct cr_settings settings,
    struct cr_text name, struct cr_span name_span, struct cr_text value,
    struct cr_span value_span)
{
	struct cr_ast_setting *setting = cr_parse_get(parse, sizeof(*setting));

	if (setting == NULL)
		return settings;
	setting->name = atom_of(name, name_span);
	setting->value = atom_of(value, value_span);
	if (settings.last == NULL)
		settings.first = setting;
	else
		settings.last->next = setting;
	settings.last = setting;
	return settings;
}

struct cr_options
cr_ast_options(struct cr_parse *parse, struct cr_options options,
    enum cr_word word, struct cr_text name, struct cr_span name_span,
    struct cr_text value, struct cr_span value_span)
{
	struct cr_ast_option *option = cr_parse_get(parse, sizeof(*option));

	if (option == NULL)
		return options;
	option->word = word;
	option->name = atom_of(name, name_span);
	option->value = atom_of(value, value_span);
	if (options.last == NULL)
		options.first = option;
	else
		options.last->next = option;
	options.last = option;
	return options;
}

struct cr_ast_type *
cr_ast_type(struct cr_parse *parse, struct cr_text name, struct cr_span span,
    struct cr_ast_type *element)
{
	struct cr_ast_type *type = cr_parse_get(parse, sizeof(*type));

	if (type == NULL)
		return NULL;
	type->name = atom_of(name, span);
	type->element = element;
	return type;
}

/* -------------------------------------------------------------- statements */

struct cr_statement *
cr_ast_statement(
    struct cr_parse *parse, enum cr_statement_kind kind, struct cr_span mark)
{
	struct cr_statement *statement =
	    cr_parse_get(parse, sizeof(*statement));

	if (statement == NULL)
		return NULL;
	statement->kind = kind;
	statement->mark = mark;
	statement->span = mark;
	return statement;
}

struct cr_statement *
cr_ast_named(
    struct cr_statement *statement, struct cr_text name, struct cr_span span)
{
	if (statement != NULL)
		statement->name = atom_of(name, span);
	return statement;
}

struct cr_statement *
cr_ast_trust(struct cr_statement *trust, struct cr_hosts hosts,
    struct cr_settings settings)
{
	if (trust == NULL)
		return NULL;
	trust->as.trust.hosts = hosts.first;
	trust->as.trust.settings = settings.first;
	return trust;
}

struct cr_statement *
cr_ast_trust_default(struct cr_statement *trust, struct cr_span default_span,
    struct cr_settings settings)
{
	if (trust == NULL)
		return NULL;
	trust->as.trust.for_default = true;
	trust->as.trust.default_span = default_span;
	trust->as.trust.settings = settings.first;
	return trust;
}

struct cr_statement *
cr_ast_list_type(
    struct cr_statement *list, struct cr_text type, struct cr_span span)
{
	if (list != NULL)
		list->as.list.type = atom_of(type, span);
	return list;
}

struct cr_statement *
cr_ast_list_set(struct cr_statement *list, struct cr_node *set)
{
	if (list != NULL)
		list->as.list.set = set;
	return list;
}

struct cr_statement *
cr_ast_list_file(
    struct cr_statement *list, struct cr_text file, struct cr_span span)
{
	if (list != NULL)
		list->as.list.file = atom_of(file, span);
	return list;
}

struct cr_statement *
cr_ast_list_empty(struct cr_statement *list, bool may_be_empty)
{
	if (list != NULL)
		list->as.list.may_be_empty = may_be_empty;
	return list;
}

struct cr_statement *
cr_ast_field(
    struct cr_statement *field, struct cr_ast_type *type, bool required)
{
	if (field == NULL)
		return NULL;
	field->as.field.type = type;
	field->as.field.required = required;
	return field;
}

struct cr_statement *
cr_ast_include(
    struct cr_statement *include, struct cr_text path, struct cr_span span)
{
	if (include != NULL)
		include->as.include.path = atom_of(path, span);
	return include;
}

struct cr_statement *
cr_ast_fallback(struct cr_statement *fallback, enum cr_word action)
{
	if (fallback != NULL)
		fallback->as.fallback.action = action;
	return fallback;
}

struct cr_statement *
cr_ast_action(struct cr_parse *parse, enum cr_word action, struct cr_span mark)
{
	struct cr_statement *rule =
	    cr_ast_statement(parse, CR_STATEMENT_RULE, mark);

	if (rule != NULL)
		rule->as.rule.action = action;
	return rule;
}

struct cr_statement *
cr_ast_always(struct cr_statement *rule, struct cr_span mark)
{
	if (rule == NULL)
		return NULL;
	rule->as.rule.always = true;
	rule->mark = mark;
	return rule;
}

struct cr_statement *
cr_ast_anonymous(struct cr_statement *rule)
{
	if (rule != NULL)
		rule->as.rule.anonymous = true;
	return rule;
}

struct cr_statement *
cr_ast_action_name(
    struct cr_statement *rule, struct cr_text name, struct cr_span span)
{
	if (rule != NULL)
		rule->as.rule.action_name = atom_of(name, span);
	return rule;
}

struct cr_statement *
cr_ast_disabled(struct cr_statement *rule, struct cr_span mark)
{
	if (rule == NULL)
		return NULL;
	rule->as.rule.disabled = true;
	rule->mark = mark;
	return rule;
}

struct cr_statement *
cr_ast_rule(struct cr_statement *rule, struct cr_options options,
    enum cr_word word, struct cr_node *condition)
{
	if (rule == NULL)
		return NULL;
	rule->as.rule.options = options.first;
	rule->as.rule.condition_word = word;
	rule->as.rule.condition = condition;
	return rule;
}

/* ------------------------------------------------------------ into the tree */

static void
add_to_policy(struct cr_parse *parse, struct cr_statement *statement)
{
	if (parse->last_statement == NULL)
		parse->ast->statements = statement;
	else
		parse->last_statement->next = statement;
	parse->last_statement = statement;
}

static void
add_to_scope(struct cr_scope_open *scope, struct cr_statement *statement)
{
	if (scope->last == NULL)
		scope->statement->as.scope.body = statement;
	else
		scope->last->next = statement;
	scope->last = statement;
}

/* It joins the policy all the same, so that what it names is known. */
static void
report_misplaced(struct cr_parse *parse, const struct cr_statement *statement)
{
	struct certrule_bytes word = cr_bytes_slice(
	    cr_parse_source(parse), statement->mark.begin, statement->mark.end);

	cr_diags_add(parse->diags, CR_DIAG_MISPLACED, statement->mark,
	    cr_diags_quote(parse->diags, word));
	cr_diags_second(parse->diags, parse->scope->statement->mark);
	cr_diags_hint(parse->diags,
	    "rules and a default may; is the '}' of 'for' missing?");
	parse->ast->broken++;
}

static bool
may_stand_in_scope(enum cr_statement_kind kind)
{
	switch (kind) {
	case CR_STATEMENT_RULE:
	case CR_STATEMENT_DEFAULT:
		return true;
	case CR_STATEMENT_TRUST:
	case CR_STATEMENT_LIST:
	case CR_STATEMENT_FIELD:
	case CR_STATEMENT_INCLUDE:
	case CR_STATEMENT_FOR:
		break;
	}
	return false;
}

static void
place_statement(struct cr_parse *parse, struct cr_statement *statement)
{
	cr_parse_warn_lines(parse);
	if (parse->scope == NULL) {
		add_to_policy(parse, statement);
		return;
	}
	if (may_stand_in_scope(statement->kind)) {
		add_to_scope(parse->scope, statement);
		return;
	}
	report_misplaced(parse, statement);
	add_to_policy(parse, statement);
}

void
cr_ast_done(
    struct cr_parse *parse, struct cr_statement *statement, struct cr_span span)
{
	if (statement == NULL)
		return;
	statement->span = span;
	place_statement(parse, statement);
}

void
cr_ast_scope_open(
    struct cr_parse *parse, struct cr_hosts hosts, struct cr_span mark)
{
	struct cr_scope_open *scope = cr_parse_get(parse, sizeof(*scope));
	struct cr_statement *statement =
	    cr_ast_statement(parse, CR_STATEMENT_FOR, mark);

	if (scope == NULL || statement == NULL)
		return;
	statement->as.scope.hosts = hosts.first;
	place_statement(parse, statement);
	/* Its lines are warned of: recovery inside never goes back there. */
	scope->statement = statement;
	scope->depth = parse->tokens.depth;
	scope->outer = parse->scope;
	parse->scope = scope;
}

void
cr_ast_scope_close(struct cr_parse *parse, struct cr_span end)
{
	struct cr_scope_open *scope = parse->scope;

	if (scope == NULL)
		return;
	scope->statement->span = cr_span_join(scope->statement->mark, end);
	parse->scope = scope->outer;
}

/* SPDX-License-Identifier: MIT */
/* Tokens and trees for people: --dump=tokens and --dump=ast.  Numbers behind @
 * are byte offsets; the form is not for programs and may change. */
#include "../base/bytes.h"
#include "parsing.h"
#include "parse.h"
#include "grammar/parser.h"

#define STEP 4

/* -------------------------------------------------------------- tokens */

static void
dump_token(
    struct cr_parse *parse, const struct cr_token *token, struct cr_buffer *out)
{
	struct certrule_bytes text = cr_bytes_slice(
	    cr_parse_source(parse), token->span.begin, token->span.end);

	cr_buffer_printf(out, "%u-%u\t%s", token->span.begin, token->span.end,
	    cr_token_name(token->kind));
	if (text.len != 0) {
		cr_buffer_add_byte(out, '\t');
		cr_buffer_show(out, text);
	}
	cr_buffer_add_byte(out, '\n');
}

static void
dump_trivia(struct cr_parse *parse, const struct cr_trivia **from,
    uint32_t before, struct cr_buffer *out)
{
	const struct cr_trivia *trivia =
	    *from == NULL ? parse->ast->trivia : (*from)->next;

	for (; trivia != NULL && trivia->span.begin < before;
	     trivia = trivia->next) {
		struct cr_token token = {
		    .kind = CR_TOKEN_COMMENT,
		    .span = trivia->span,
		};

		dump_token(parse, &token, out);
		*from = trivia;
	}
}

static int
dump_all(struct cr_parse *parse, struct cr_buffer *out)
{
	const struct cr_trivia *trivia = NULL;
	struct cr_token token;

	parse->ast = cr_parse_get(parse, sizeof(*parse->ast));
	if (parse->ast == NULL || cr_scanner_open(parse) != 0)
		return -1;
	do {
		cr_tokens_read(parse, &token);
		parse->failed = false;
		dump_trivia(parse, &trivia, token.span.begin, out);
		dump_token(parse, &token, out);
	} while (token.kind != CR_TOKEN_STOP && !parse->no_memory);
	dump_trivia(parse, &trivia, UINT32_MAX, out);
	cr_scanner_close(parse);
	return parse->no_memory || cr_buffer_failed(out) ? -1 : 0;
}

int
cr_dump_tokens(struct cr_arena *arena, struct certrule_diags *diags,
    uint32_t source, struct cr_buffer *out)
{
	struct cr_parse parse = {
	    .arena = arena,
	    .diags = diags,
	    .source = source,
	    .policy = true,
	};

	if (dump_all(&parse, out) == 0)
		return 0;
	cr_diags_no_memory(diags);
	return -1;
}

/* ------------------------------------------------------------- expressions */

static const char *
kind_text(enum cr_node_kind kind)
{
	switch (kind) {
	case CR_NODE_AND:
		return "and";
	case CR_NODE_OR:
		return "or";
	case CR_NODE_XOR:
		return "xor";
	case CR_NODE_NOT:
		return "not";
	case CR_NODE_ANY:
		return "any";
	case CR_NODE_ALL:
		return "all";
	case CR_NODE_COMPARISON:
		return "comparison";
	case CR_NODE_TRUE:
		return "true";
	case CR_NODE_FALSE:
		return "false";
	case CR_NODE_NAME:
		return "name";
	case CR_NODE_CALL:
		return "call";
	case CR_NODE_INDEX:
		return "index";
	case CR_NODE_EACH:
		return "each";
	case CR_NODE_STRING:
		return "string";
	case CR_NODE_REGEX:
		return "regex";
	case CR_NODE_WORD:
		return "word";
	case CR_NODE_SET:
		return "set";
	case CR_NODE_LIST:
		return "list";
	}
	return ""; /* unreachable: a case for each */
}

static void
begin_line(struct cr_buffer *out, unsigned depth, const char *text)
{
	cr_buffer_repeat(out, ' ', (size_t)depth * STEP);
	cr_buffer_add_text(out, text);
}

static void
end_line(struct cr_buffer *out, struct cr_span span)
{
	cr_buffer_printf(out, " @%u-%u\n", span.begin, span.end);
}

static void
add_text(struct cr_buffer *out, struct certrule_bytes text)
{
	cr_buffer_add_text(out, " '");
	cr_buffer_show(out, text);
	cr_buffer_add_byte(out, '\'');
}

static void
dump_node(struct cr_buffer *out, const struct cr_node *node, unsigned depth)
{
	const struct cr_node *child;

	begin_line(out, depth, kind_text(node->kind));
	if (node->kind == CR_NODE_COMPARISON)
		cr_buffer_printf(out, " %s", cr_word_text(node->word));
	if (node->text.data != NULL)
		add_text(out, node->text);
	if (node->raw)
		cr_buffer_add_text(out, " raw");
	if (node->angled)
		cr_buffer_add_text(out, " angled");
	if (node->parenthesised)
		cr_buffer_add_text(out, " parenthesised");
	end_line(out, node->span);
	for (child = node->child; child != NULL; child = child->next)
		dump_node(out, child, depth + 1);
}

/* -------------------------------------------------------------- statements */

static void
dump_atom(struct cr_buffer *out, const char *label, const struct cr_atom *atom,
    unsigned depth)
{
	if (atom->kind == CR_ATOM_NONE)
		return;
	begin_line(out, depth, label);
	add_text(out, atom->text);
	end_line(out, atom->span);
}

static void
dump_pair(struct cr_buffer *out, const struct cr_atom *name,
    const struct cr_atom *value, unsigned depth)
{
	begin_line(out, depth, "");
	cr_buffer_show(out, name->text);
	add_text(out, value->text);
	end_line(out, value->span);
}

static void
dump_hosts(
    struct cr_buffer *out, const struct cr_ast_host *host, unsigned depth)
{
	for (; host != NULL; host = host->next)
		dump_atom(out, "host", &host->pattern, depth);
}

static void
dump_trust(
    struct cr_buffer *out, const struct cr_statement *statement, unsigned depth)
{
	const struct cr_ast_setting *setting = statement->as.trust.settings;

	dump_hosts(out, statement->as.trust.hosts, depth);
	if (statement->as.trust.for_default) {
		begin_line(out, depth, "default");
		end_line(out, statement->as.trust.default_span);
	}
	for (; setting != NULL; setting = setting->next)
		dump_pair(out, &setting->name, &setting->value, depth);
}

static void
dump_list(
    struct cr_buffer *out, const struct cr_statement *statement, unsigned depth)
{
	dump_atom(out, "type", &statement->as.list.type, depth);
	dump_atom(out, "from", &statement->as.list.file, depth);
	if (statement->as.list.set != NULL)
		dump_node(out, statement->as.list.set, depth);
	if (statement->as.list.may_be_empty)
		begin_line(out, depth, "may be empty\n");
}

static void
dump_field(
    struct cr_buffer *out, const struct cr_statement *statement, unsigned depth)
{
	const struct cr_ast_type *type = statement->as.field.type;
	unsigned level = depth;

	for (; type != NULL; type = type->element)
		dump_atom(out, "type", &type->name, level++);
	if (statement->as.field.required)
		begin_line(out, depth, "required\n");
}

static void
dump_rule(
    struct cr_buffer *out, const struct cr_statement *statement, unsigned depth)
{
	const struct cr_ast_option *option = statement->as.rule.options;

	dump_atom(out, "action", &statement->as.rule.action_name, depth);
	for (; option != NULL; option = option->next) {
		if (option->word == CR_WORD_UNTIL)
			dump_atom(out, "until", &option->value, depth);
		else
			dump_pair(out, &option->name, &option->value, depth);
	}
	begin_line(out, depth, cr_word_text(statement->as.rule.condition_word));
	cr_buffer_add_byte(out, '\n');
	dump_node(out, statement->as.rule.condition, depth + 1);
}

/* The words a statement begins with. */
static void
add_head(struct cr_buffer *out, const struct cr_statement *statement)
{
	switch (statement->kind) {
	case CR_STATEMENT_TRUST:
		cr_buffer_add_text(out, "trust");
		break;
	case CR_STATEMENT_LIST:
		cr_buffer_add_text(out, "list");
		break;
	case CR_STATEMENT_FIELD:
		cr_buffer_add_text(out, "field");
		break;
	case CR_STATEMENT_INCLUDE:
		cr_buffer_add_text(out, "include");
		break;
	case CR_STATEMENT_FOR:
		cr_buffer_add_text(out, "for");
		break;
	case CR_STATEMENT_RULE:
		if (statement->as.rule.disabled)
			cr_buffer_add_text(out, "disabled ");
		if (statement->as.rule.always)
			cr_buffer_add_text(out, "always ");
		cr_buffer_add_text(
		    out, cr_word_text(statement->as.rule.action));
		if (statement->as.rule.anonymous)
			cr_buffer_add_text(out, " anonymous");
		break;
	case CR_STATEMENT_DEFAULT:
		cr_buffer_printf(out, "default %s",
		    statement->as.fallback.action == CR_WORD_BLOCK
			? "block"
			: "allow anonymous");
		break;
	}
}

static void dump_statement(struct cr_buffer *out,
    const struct cr_statement *statement, unsigned depth);

static void
dump_statements(
    struct cr_buffer *out, const struct cr_statement *statement, unsigned depth)
{
	for (; statement != NULL; statement = statement->next)
		dump_statement(out, statement, depth);
}

static void
dump_body(
    struct cr_buffer *out, const struct cr_statement *statement, unsigned depth)
{
	switch (statement->kind) {
	case CR_STATEMENT_TRUST:
		dump_trust(out, statement, depth);
		break;
	case CR_STATEMENT_LIST:
		dump_list(out, statement, depth);
		break;
	case CR_STATEMENT_FIELD:
		dump_field(out, statement, depth);
		break;
	case CR_STATEMENT_INCLUDE:
		dump_atom(out, "path", &statement->as.include.path, depth);
		break;
	case CR_STATEMENT_FOR:
		dump_hosts(out, statement->as.scope.hosts, depth);
		dump_statements(out, statement->as.scope.body, depth);
		break;
	case CR_STATEMENT_RULE:
		dump_rule(out, statement, depth);
		break;
	case CR_STATEMENT_DEFAULT:
		break;
	}
}

/* Recursion ends: a `for` inside another is no part of it. */
static void
dump_statement(
    struct cr_buffer *out, const struct cr_statement *statement, unsigned depth)
{
	begin_line(out, depth, "");
	add_head(out, statement);
	if (statement->name.kind != CR_ATOM_NONE)
		add_text(out, statement->name.text);
	end_line(out, statement->span);
	dump_body(out, statement, depth + 1);
}

void
cr_ast_dump(const struct cr_ast *ast, struct cr_buffer *out)
{
	dump_statements(out, ast->statements, 0);
	if (ast->expression != NULL)
		dump_node(out, ast->expression, 0);
}

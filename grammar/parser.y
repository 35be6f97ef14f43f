/* SPDX-License-Identifier: MIT */
/*
 * Tokens to tree.  One grammar, two texts: a policy and a filter.  Actions only
 * call cr_ast_*; the arena of the load owns what they make.  After an error the
 * pump drops tokens up to the next statement and then says SKIP.
 */
%code requires {
#include "base/alloc.h"
#include "grammar/parsing.h"
}

%code {
/*
 * The stack grows through the arena's allocator and is bounded: the pump has
 * counted nesting before, and a level of it takes fewer than 14 places.  Inside
 * the parser `parse` is its parameter.  Its look-ahead correction, which has no
 * parameter, sees this one and gets nothing: it never needs more than the few
 * places it has of its own.
 */
static struct cr_parse *const parse = NULL;

static void *stack_new(struct cr_parse *owner, size_t size);
static void stack_free(struct cr_parse *owner, void *memory);

#define YYINITDEPTH 160
#define YYMAXDEPTH 2000
#define YYMALLOC(size) stack_new(parse, size)
#define YYFREE(memory) stack_free(parse, memory)

#define YYLLOC_DEFAULT(current, rhs, count)                                    \
	((current) = (count) ? cr_span_join(YYRHSLOC(rhs, 1),                  \
				   YYRHSLOC(rhs, count)) :                     \
			       cr_scan_span(parse, YYRHSLOC(rhs, 0).end,       \
				   YYRHSLOC(rhs, 0).end))
}

%define api.pure full
%define api.prefix {cr_grammar_}
%define api.token.prefix {CR_TOKEN_}
%define api.location.type {struct cr_span}
%define parse.error custom
%define parse.lac full
%expect 0
%locations
%param {struct cr_parse *parse}

%union {
	struct cr_text text;
	enum cr_word word;
	struct cr_node *node;
	struct cr_statement *statement;
	struct cr_hosts hosts;
	struct cr_settings settings;
	struct cr_options options;
	struct cr_ast_type *type;
	bool flag;
}

%code {
static int
cr_grammar_lex(
    union CR_GRAMMAR_STYPE *value, struct cr_span *span, struct cr_parse *parse)
{
	struct cr_token token;
	int kind = cr_tokens_next(parse, &token);

	*span = token.span;
	if (token.word != CR_WORD_NONE)
		value->word = token.word;
	else
		value->text = token.text;
	return kind;
}

/* Only called for want of memory. */
static void
cr_grammar_error(
    struct cr_span *span, struct cr_parse *parse, const char *message)
{
	(void)span;
	(void)message;
	parse->no_memory = true;
}

static void *
stack_new(struct cr_parse *owner, size_t size)
{
	if (owner == NULL)
		return NULL;
	return cr_alloc(cr_arena_alloc_table(owner->arena), size);
}

static void
stack_free(struct cr_parse *owner, void *memory)
{
	if (owner != NULL)
		cr_alloc_free(cr_arena_alloc_table(owner->arena), memory);
}
}

/* Made by the pump: which text it is, where it ends, and what went wrong. */
%token START_POLICY START_FILTER STOP SKIP BROKEN COMMENT
%token SPACED_BRACKET BANG_IN

%token <text> NAME STRING REGEX WORD LIST_NAME
%token <text> FROM MAY BE EMPTY REQUIRED

%token PAREN_OPEN "(" PAREN_CLOSE ")" BRACKET_OPEN "[" BRACKET_CLOSE "]"
%token BRACE_OPEN "{" BRACE_CLOSE "}" ANGLE_OPEN ANGLE_CLOSE
%token COMMA "," SEMICOLON ";" STAR "*"

%token <word> AND OR XOR NOT ANY ALL TRUE FALSE
%token <word> IN NOT_IN EQ NE LT LE GT GE CONTAINS MATCHES
%token <word> WILDCARD STRICT_WILDCARD BITWISE_AND

%token <word> TRUST LIST FIELD INCLUDE FOR DEFAULT ALWAYS ALLOW BLOCK LOG
%token <word> ACTION DISABLED IF UNLESS UNTIL ANONYMOUS

%type <text> name setting_value option_value
%type <node> logical xor and unary primary comparison value index args arg
%type <node> operand literal set items item
%type <word> quantifier relation membership pattern condition
%type <statement> trust trust_head list list_head list_source field include
%type <statement> default rule rule_head action
%type <hosts> hosts
%type <settings> settings
%type <options> options
%type <type> type
%type <flag> may_be_empty required

%start text

%%

text:
	START_POLICY statements STOP
	| START_FILTER logical[expression] STOP
		{ cr_ast_filter(parse, $expression); }
	;

/* ------------------------------------------------------------- statements */

statements:
	%empty
	| statements statement semicolon
	| statements error SKIP { yyerrok; }
	;

semicolon:
	%empty
	| ";"
	;

statement:
	trust		{ cr_ast_done(parse, $trust, @trust); }
	| list		{ cr_ast_done(parse, $list, @list); }
	| field		{ cr_ast_done(parse, $field, @field); }
	| include	{ cr_ast_done(parse, $include, @include); }
	| rule		{ cr_ast_done(parse, $rule, @rule); }
	| default	{ cr_ast_done(parse, $default, @default); }
	| for
	;

name:
	NAME
	| FROM
	| MAY
	| BE
	| EMPTY
	| REQUIRED
	;

trust:
	trust_head[head] hosts "{" settings "}"
		{ $$ = cr_ast_trust($head, $hosts, $settings); }
	| trust_head[head] DEFAULT "{" settings "}"
		{ $$ = cr_ast_trust_default($head, @DEFAULT, $settings); }
	;

trust_head:
	TRUST name FOR
		{
			$$ = cr_ast_named(cr_ast_statement(parse,
			    CR_STATEMENT_TRUST, @TRUST), $name, @name);
		}
	;

hosts:
	STRING
		{
			$$ = cr_ast_hosts(parse, (struct cr_hosts){0}, $STRING,
			    @STRING);
		}
	| hosts[before] STRING
		{ $$ = cr_ast_hosts(parse, $before, $STRING, @STRING); }
	;

settings:
	%empty		{ $$ = (struct cr_settings){0}; }
	| settings[before] name setting_value[value]
		{
			$$ = cr_ast_settings(parse, $before, $name, @name,
			    $value, @value);
		}
	;

setting_value:
	name
	| STRING
	| WORD
	;

list:
	list_source[source] may_be_empty
		{ $$ = cr_ast_list_empty($source, $may_be_empty); }
	;

list_source:
	list_head[head] set	{ $$ = cr_ast_list_set($head, $set); }
	| list_head[head] FROM STRING
		{ $$ = cr_ast_list_file($head, $STRING, @STRING); }
	;

list_head:
	LIST LIST_NAME name[type]
		{
			$$ = cr_ast_list_type(cr_ast_named(cr_ast_statement(
			    parse, CR_STATEMENT_LIST, @LIST), $LIST_NAME,
			    @LIST_NAME), $type, @type);
		}
	;

may_be_empty:
	%empty		{ $$ = false; }
	| MAY BE EMPTY	{ $$ = true; }
	;

field:
	FIELD name type required
		{
			$$ = cr_ast_field(cr_ast_named(cr_ast_statement(parse,
			    CR_STATEMENT_FIELD, @FIELD), $name, @name), $type,
			    $required);
		}
	;

type:
	name		{ $$ = cr_ast_type(parse, $name, @name, NULL); }
	| name ANGLE_OPEN type[element] ANGLE_CLOSE
		{ $$ = cr_ast_type(parse, $name, @name, $element); }
	;

required:
	%empty		{ $$ = false; }
	| REQUIRED	{ $$ = true; }
	;

include:
	INCLUDE STRING
		{
			$$ = cr_ast_include(cr_ast_statement(parse,
			    CR_STATEMENT_INCLUDE, @INCLUDE), $STRING, @STRING);
		}
	;

/* Whatever stands inside is parsed; cr_ast_done() says what may not. */
for:
	for_head statements "}"[end]	{ cr_ast_scope_close(parse, @end); }
	;

for_head:
	FOR hosts "{"	{ cr_ast_scope_open(parse, $hosts, @FOR); }
	;

default:
	DEFAULT BLOCK
		{
			$$ = cr_ast_fallback(cr_ast_statement(parse,
			    CR_STATEMENT_DEFAULT, @DEFAULT), $BLOCK);
		}
	| DEFAULT ALLOW ANONYMOUS
		{
			$$ = cr_ast_fallback(cr_ast_statement(parse,
			    CR_STATEMENT_DEFAULT, @DEFAULT), $ALLOW);
		}
	;

rule:
	rule_head[head] options condition logical
		{ $$ = cr_ast_rule($head, $options, $condition, $logical); }
	;

rule_head:
	action
	| action STRING[title]	{ $$ = cr_ast_named($action, $title, @title); }
	| DISABLED action	{ $$ = cr_ast_disabled($action, @DISABLED); }
	| DISABLED action STRING[title]
		{
			$$ = cr_ast_named(cr_ast_disabled($action, @DISABLED),
			    $title, @title);
		}
	;

action:
	ALLOW		{ $$ = cr_ast_action(parse, $ALLOW, @ALLOW); }
	| ALLOW ANONYMOUS
		{
			$$ = cr_ast_anonymous(
			    cr_ast_action(parse, $ALLOW, @ALLOW));
		}
	| BLOCK		{ $$ = cr_ast_action(parse, $BLOCK, @BLOCK); }
	| ALWAYS BLOCK
		{
			$$ = cr_ast_always(
			    cr_ast_action(parse, $BLOCK, @BLOCK), @ALWAYS);
		}
	| LOG		{ $$ = cr_ast_action(parse, $LOG, @LOG); }
	| ACTION STRING
		{
			$$ = cr_ast_action_name(cr_ast_action(parse, $ACTION,
			    @ACTION), $STRING, @STRING);
		}
	;

options:
	%empty		{ $$ = (struct cr_options){0}; }
	| options[before] name option_value[value]
		{
			$$ = cr_ast_options(parse, $before, CR_WORD_NONE,
			    $name, @name, $value, @value);
		}
	| options[before] UNTIL WORD
		{
			$$ = cr_ast_options(parse, $before, $UNTIL,
			    (struct cr_text){0}, @UNTIL, $WORD, @WORD);
		}
	;

option_value:
	STRING
	| WORD
	;

condition:
	IF
	| UNLESS
	;

/* ------------------------------------------------------------ expressions */

logical:
	xor
	| logical[left] OR xor[right]
		{ $$ = cr_ast_chain(parse, $left, $OR, @OR, $right); }
	;

xor:
	and
	| xor[left] XOR and[right]
		{ $$ = cr_ast_chain(parse, $left, $XOR, @XOR, $right); }
	;

and:
	unary
	| and[left] AND unary[right]
		{ $$ = cr_ast_chain(parse, $left, $AND, @AND, $right); }
	;

unary:
	primary
	| NOT unary[child]	{ $$ = cr_ast_not(parse, @NOT, $child); }
	;

primary:
	"(" logical ")"		{ $$ = cr_ast_parenthesised($logical, @$); }
	| quantifier "(" logical ")"
		{
			$$ = cr_ast_quantifier(parse, $quantifier, @quantifier,
			    $logical, @$);
		}
	| TRUE			{ $$ = cr_ast_constant(parse, $TRUE, @TRUE); }
	| FALSE			{ $$ = cr_ast_constant(parse, $FALSE, @FALSE); }
	| comparison
	;

quantifier:
	ANY
	| ALL
	;

comparison:
	value
	| value relation operand
		{
			$$ = cr_ast_comparison(parse, $value, $relation,
			    @relation, $operand);
		}
	| value membership set
		{
			$$ = cr_ast_comparison(parse, $value, $membership,
			    @membership, $set);
		}
	| value membership LIST_NAME
		{
			$$ = cr_ast_comparison(parse, $value, $membership,
			    @membership,
			    cr_ast_list(parse, $LIST_NAME, @LIST_NAME));
		}
	| value MATCHES REGEX
		{
			$$ = cr_ast_comparison(parse, $value, $MATCHES,
			    @MATCHES, cr_ast_regex(parse, $REGEX, @REGEX));
		}
	| value pattern literal
		{
			$$ = cr_ast_comparison(parse, $value, $pattern,
			    @pattern, $literal);
		}
	;

relation:
	EQ
	| NE
	| LT
	| LE
	| GT
	| GE
	| CONTAINS
	;

membership:
	IN
	| NOT_IN
	;

pattern:
	WILDCARD
	| STRICT_WILDCARD
	| BITWISE_AND
	;

operand:
	literal
	| value
	;

literal:
	STRING		{ $$ = cr_ast_literal(parse, $STRING, @STRING); }
	| WORD		{ $$ = cr_ast_literal(parse, $WORD, @WORD); }
	;

value:
	name		{ $$ = cr_ast_name(parse, $name, @name); }
	| name "(" ")"
		{
			$$ = cr_ast_call(cr_ast_args(parse, NULL), $name, @name,
			    @$);
		}
	| name "(" args ")"	{ $$ = cr_ast_call($args, $name, @name, @$); }
	| value[base] "[" index "]"[end]
		{
			$$ = cr_ast_index(parse, $base, $index,
			    cr_span_join(@2, @end));
		}
	;

index:
	literal
	| "*"		{ $$ = cr_ast_each(parse, @$); }
	;

args:
	arg		{ $$ = cr_ast_args(parse, $arg); }
	| args[before] "," arg	{ $$ = cr_ast_append($before, $arg); }
	;

arg:
	logical
	| literal
	;

set:
	"{" items "}"	{ $$ = cr_ast_set($items, false, @$); }
	| "{" "}"
		{
			$$ = cr_ast_set(cr_ast_items(parse, @$), false, @$);
		}
	| ANGLE_OPEN items ANGLE_CLOSE
		{ $$ = cr_ast_set($items, true, @$); }
	| ANGLE_OPEN ANGLE_CLOSE
		{
			$$ = cr_ast_set(cr_ast_items(parse, @$), true, @$);
		}
	;

items:
	item
		{ $$ = cr_ast_append(cr_ast_items(parse, @item), $item); }
	| items[before] item		{ $$ = cr_ast_append($before, $item); }
	| items[before] "," item	{ $$ = cr_ast_append($before, $item); }
	;

item:
	literal
	| name		{ $$ = cr_ast_name(parse, $name, @name); }
	;

%%

_Static_assert(YYMAXUTOK < CR_SYNTAX_FIRST + CR_SYNTAX_COUNT,
    "more tokens than the messages know");

/* Hands on which tokens were expected, by their public numbers. */
static int
yyreport_syntax_error(const yypcontext_t *context, struct cr_parse *parse)
{
	yysymbol_kind_t symbols[YYNTOKENS];
	bool expected[CR_SYNTAX_COUNT] = {false};
	int count = yypcontext_expected_tokens(context, symbols, YYNTOKENS);

	for (int i = 0; i < CR_SYNTAX_COUNT; i++)
		for (int j = 0; j < count; j++)
			if (YYTRANSLATE(i + CR_SYNTAX_FIRST) == symbols[j])
				expected[i] = true;
	cr_syntax_error(parse, expected);
	return 0;
}

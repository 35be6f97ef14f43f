/* SPDX-License-Identifier: MIT */
/* Text to tree: tokens, trees, spans, strings, errors, recovery, limits, and
 * what happens when memory runs out. */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/limits.h"
#include "../../grammar/parse.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct text {
	struct cr_arena *arena;
	struct certrule_diags *diags;
	struct cr_ast *ast;
	struct cr_buffer out;
};

static uint32_t
text_add(struct text *text, const void *data, size_t len)
{
	uint32_t id = 0;

	ck_assert_int_eq(0, cr_sources_add(cr_diags_sources(text->diags),
				"policy", cr_bytes(data, len), &id));
	return id;
}

static void
text_open(struct text *text)
{
	text->arena = cr_arena_new(cr_alloc_default());
	text->diags = certrule_diags_new(NULL);
	ck_assert(text->arena != NULL && text->diags != NULL);
	cr_buffer_init(&text->out, cr_alloc_default());
	text->ast = NULL;
}

static void
text_close(struct text *text)
{
	cr_buffer_fini(&text->out);
	certrule_diags_free(text->diags);
	cr_arena_free(text->arena);
}

static void
text_parse(struct text *text, bool policy, const void *data, size_t len)
{
	uint32_t id;

	text_open(text);
	id = text_add(text, data, len);
	text->ast = policy ? cr_parse_policy(text->arena, text->diags, id)
			   : cr_parse_filter(text->arena, text->diags, id);
	ck_assert_ptr_nonnull(text->ast);
	/* A tree is broken exactly when somebody was told. */
	ck_assert_int_eq(text->ast->broken != 0,
	    certrule_diags_error_count(text->diags) != 0);
}

static void
parse_filter(struct text *text, const char *source)
{
	text_parse(text, false, source, strlen(source));
}

static void
parse_policy(struct text *text, const char *source)
{
	text_parse(text, true, source, strlen(source));
}

static const char *
out_text(struct text *text)
{
	ck_assert(!cr_buffer_failed(&text->out));
	return text->out.data == NULL ? "" : (const char *)text->out.data;
}

/* "E0012 1:5" and the like, joined by commas. */
static const char *
diags_text(struct text *text)
{
	cr_buffer_clear(&text->out);
	for (size_t i = 0; i < certrule_diags_count(text->diags); i++) {
		struct certrule_diag diag;

		certrule_diags_at(text->diags, i, &diag);
		cr_buffer_printf(&text->out, "%s%s %u:%u", i == 0 ? "" : ", ",
		    diag.code, diag.line, diag.column);
	}
	return out_text(text);
}

/* --------------------------------------------------------------- tokens */

static void
check_tokens(const char *source, const char *want)
{
	struct text text;

	text_open(&text);
	ck_assert_int_eq(
	    0, cr_dump_tokens(text.arena, text.diags,
		   text_add(&text, source, strlen(source)), &text.out));
	ck_assert_str_eq(out_text(&text), want);
	text_close(&text);
}

START_TEST(tokens)
{
	check_tokens("", "0-0\tthe end\n");
	check_tokens("a.b_2 9 # c\n;", "0-5\ta name\ta.b_2\n"
				       "6-7\ta literal\t9\n"
				       "8-11\ta comment\t# c\n"
				       "12-13\t';'\t;\n"
				       "13-13\tthe end\n");
	check_tokens("strict  wildcard strict\nnot in ! in",
	    "0-16\t'strict wildcard'\tstrict  wildcard\n"
	    "17-23\ta name\tstrict\n"
	    "24-30\t'not in'\tnot in\n"
	    "31-35\t'!in'\t! in\n"
	    "35-35\tthe end\n");
	check_tokens("a&&!b<=1", "0-1\ta name\ta\n"
				 "1-3\t'and'\t&&\n"
				 "3-4\t'not'\t!\n"
				 "4-5\ta name\tb\n"
				 "5-7\t'le'\t<=\n"
				 "7-8\ta literal\t1\n"
				 "8-8\tthe end\n");
}
END_TEST

/* Literal words: the longest run, whatever it will turn out to be. */
START_TEST(literal_words)
{
	static const char *const words[] = {
	    "0",
	    "-5",
	    "0x1F",
	    "1..5",
	    "8000-9000",
	    "80or",
	    "10.0.0.0/8",
	    "::",
	    "::1",
	    "::/0",
	    "fe80::1",
	    "fe80::/10",
	    "61:31",
	    "01-2f.34",
	    "ab-cd",
	    "a:b",
	    "2026-12-01T00:00:00Z",
	    "12h",
	};
	static const char *const names[] = {
	    "ab.cd",
	    "a",
	    "_1.2",
	    "notssl",
	    "a.and",
	    "fe80",
	    "strictly",
	};
	struct text text;
	char line[64];

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		snprintf(line, sizeof(line), "x == %s", words[i]);
		parse_filter(&text, line);
		ck_assert_msg(text.ast->expression != NULL, "%s", line);
		ck_assert_int_eq(
		    text.ast->expression->last->kind, CR_NODE_WORD);
		ck_assert(cr_bytes_equal_text(
		    text.ast->expression->last->text, words[i]));
		text_close(&text);
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		parse_filter(&text, names[i]);
		ck_assert_ptr_nonnull(text.ast->expression);
		ck_assert_int_eq(text.ast->expression->kind, CR_NODE_NAME);
		ck_assert(
		    cr_bytes_equal_text(text.ast->expression->text, names[i]));
		text_close(&text);
	}
}
END_TEST

/* ---------------------------------------------------------------- trees */

static void
add_tree(struct cr_buffer *out, const struct cr_node *node)
{
	static const char *const kinds[] = {
	    [CR_NODE_AND] = "and",
	    [CR_NODE_OR] = "or",
	    [CR_NODE_XOR] = "xor",
	    [CR_NODE_NOT] = "not",
	    [CR_NODE_ANY] = "any",
	    [CR_NODE_ALL] = "all",
	    [CR_NODE_COMPARISON] = "",
	    [CR_NODE_TRUE] = "true",
	    [CR_NODE_FALSE] = "false",
	    [CR_NODE_NAME] = "",
	    [CR_NODE_CALL] = "call ",
	    [CR_NODE_INDEX] = "index",
	    [CR_NODE_EACH] = "*",
	    [CR_NODE_STRING] = "'",
	    [CR_NODE_REGEX] = "~",
	    [CR_NODE_WORD] = "#",
	    [CR_NODE_SET] = "set",
	    [CR_NODE_LIST] = "$",
	};
	const struct cr_node *child;

	if (node->child != NULL || node->kind == CR_NODE_SET ||
	    node->kind == CR_NODE_CALL)
		cr_buffer_add_byte(out, '(');
	cr_buffer_add_text(out, kinds[node->kind]);
	if (node->kind == CR_NODE_COMPARISON)
		cr_buffer_add_text(out, cr_word_text(node->word));
	cr_buffer_add_bytes(out, node->text);
	for (child = node->child; child != NULL; child = child->next) {
		cr_buffer_add_byte(out, ' ');
		add_tree(out, child);
	}
	if (node->child != NULL || node->kind == CR_NODE_SET ||
	    node->kind == CR_NODE_CALL)
		cr_buffer_add_byte(out, ')');
}

static const struct {
	const char *source, *tree;
} trees[] = {
    {"a", "a"},
    {"true", "true"},
    {"a == \"x\"", "(eq a 'x)"},
    {"not a and b or c xor d", "(or (and (not a) b) (xor c d))"},
    {"a or b or c", "(or a b c)"},
    {"(a or b) or c", "(or (or a b) c)"},
    {"a or (b or c)", "(or a (or b c))"},
    {"a && b && c || d ^^ e", "(or (and a b c) (xor d e))"},
    {"not not ! a", "(not (not (not a)))"},
    {"not a == 1 and b", "(and (not (eq a #1)) b)"},
    {"((a))", "a"},
    {"a in {1 2,3}", "(in a (set #1 #2 #3))"},
    {"a in {}", "(in a (set))"},
    {"a in <\"x\" ab.cd>", "(in a (set 'x ab.cd))"},
    {"a not in $b.c", "(not in a $b.c)"},
    {"a not  # c\n in {1}", "(not in a (set #1))"},
    {"a matches \"x\" or b ~ \"y\"", "(or (matches a ~x) (matches b ~y))"},
    {"a wildcard \"x*\"", "(wildcard a 'x*)"},
    {"a strict wildcard r\"\\*\"", "(strict wildcard a '\\*)"},
    {"a & 3 or b bitwise_and 0x1",
	"(or (bitwise_and a #3) (bitwise_and b #0x1))"},
    {"f()", "(call f)"},
    {"f(a, \"b\", 3, not c, g(d) == e)[0]",
	"(index (call f a 'b #3 (not c) (eq (call g d) e)) #0)"},
    {"a[0][\"k\"][*] == 1", "(eq (index (index (index a #0) 'k) *) #1)"},
    {"any(a[*] == 1 or b[*])", "(any (or (eq (index a *) #1) (index b *)))"},
    {"all((a[*]) and b)", "(all (and (index a *) b))"},
    {"any(lower(n[*])[*] == \"x\")",
	"(any (eq (index (call lower (index n *)) *) 'x))"},
    {"from == may and be or empty[0] == required",
	"(or (and (eq from may) be) (eq (index empty #0) required))"},
    {"a<1 and b<=2 and c>3 and d>=4 and e!=5 and f contains g",
	"(and (lt a #1) (le b #2) (gt c #3) (ge d #4) (ne e #5) "
	"(contains f g))"},
    {"a == \"x\\x00\\101\\\"\\\\\"", NULL},
    {"a == r#\"x\"y\"#", "(eq a 'x\"y)"},
    {"a == \"two\nlines\" and b", NULL},
    {"a matches r#\"\"\"#", "(matches a ~\")"},
    {"a matches \"[\\\"]\\\\\"", "(matches a ~[\"]\\\\)"},
    {"a matches \"x\ny\xc3\xa9\"", NULL},
    {"any(a[*] in {\"x\"}) and (b or c) and not (d and e)",
	"(and (any (in (index a *) (set 'x))) (or b c) (not (and d e)))"},
};

/* Prints, parses what was printed, and wants the same tree and text. */
static void
check_reprint(const struct cr_node *node)
{
	struct text again, third;
	struct cr_buffer first, second;

	cr_buffer_init(&first, cr_alloc_default());
	cr_buffer_init(&second, cr_alloc_default());
	add_tree(&first, node);
	text_open(&third);
	cr_print_node(node, &third.out);
	parse_filter(&again, out_text(&third));
	ck_assert_msg(again.ast->expression != NULL, "%s", out_text(&third));
	add_tree(&second, again.ast->expression);
	ck_assert_msg(
	    cr_bytes_equal(cr_buffer_bytes(&first), cr_buffer_bytes(&second)),
	    "%s", out_text(&third));
	cr_print_node(again.ast->expression, &again.out);
	ck_assert_str_eq(out_text(&third), out_text(&again));
	text_close(&again);
	text_close(&third);
	cr_buffer_fini(&first);
	cr_buffer_fini(&second);
}

START_TEST(expressions)
{
	struct text text;

	for (size_t i = 0; i < sizeof(trees) / sizeof(*trees); i++) {
		parse_filter(&text, trees[i].source);
		ck_assert_msg(text.ast->expression != NULL, "%s: %s",
		    trees[i].source, diags_text(&text));
		check_reprint(text.ast->expression);
		cr_buffer_clear(&text.out);
		add_tree(&text.out, text.ast->expression);
		if (trees[i].tree != NULL)
			ck_assert_str_eq(out_text(&text), trees[i].tree);
		text_close(&text);
	}
}
END_TEST

START_TEST(printing)
{
	static const struct {
		const char *source, *printed;
	} rows[] = {
	    {"(a||!b)&&c!=\"\\x0a\\\"\"",
		"(a or not b) and c ne \"\\x0a\\\"\""},
	    {"a in {1,2}", "a in {1 2}"},
	    {"a~\"x\"", "a matches \"x\""},
	    {"a~\"x\\\"\"", "a matches r#\"x\"\"#"},
	    {"a~r\"x\"", "a matches r\"x\""},
	    {"a==r##\"x\"#y\"##", "a eq r##\"x\"#y\"##"},
	    {"f( a ,1)[ * ]", "f(a, 1)[*]"},
	    {"a==\"\xc3\xa9\"", "a eq \"\\xc3\\xa9\""},
	};
	struct text text;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		parse_filter(&text, rows[i].source);
		ck_assert_ptr_nonnull(text.ast->expression);
		cr_print_node(text.ast->expression, &text.out);
		ck_assert_str_eq(out_text(&text), rows[i].printed);
		text_close(&text);
	}
}
END_TEST

static void
check_span(struct cr_span span, uint32_t begin, uint32_t end)
{
	ck_assert_uint_eq(span.begin, begin);
	ck_assert_uint_eq(span.end, end);
}

START_TEST(spans)
{
	/*                    0         1         2
	 *                    012345678901234567890123456 */
	const char *source = " (a[0] == \"x\") and f(b, 1)";
	const struct cr_node *node;
	struct text text;

	parse_filter(&text, source);
	node = text.ast->expression;
	ck_assert_int_eq(node->kind, CR_NODE_AND);
	check_span(node->span, 1, 26);
	check_span(node->mark, 15, 18);
	ck_assert_int_eq(node->child->kind, CR_NODE_COMPARISON);
	ck_assert(node->child->parenthesised);
	check_span(node->child->span, 1, 14);
	check_span(node->child->mark, 7, 9);
	check_span(node->child->child->span, 2, 6);
	check_span(node->child->child->mark, 3, 6);
	check_span(node->child->child->child->span, 2, 3);
	check_span(node->child->last->span, 10, 13);
	check_span(node->last->span, 19, 26);
	check_span(node->last->mark, 19, 20);
	check_span(node->last->last->span, 24, 25);
	text_close(&text);
}
END_TEST

/* -------------------------------------------------------------- strings */

START_TEST(strings)
{
	static const struct {
		const char *source, *bytes;
		size_t len;
	} rows[] = {
	    {"\"\"", "", 0},
	    {"\"abc\"", "abc", 3},
	    {"\"\\\"\\\\\"", "\"\\", 2},
	    {"\"a\\x00b\"", "a\0b", 3},
	    {"\"\\xfF\\377\\101\"",
		"\xff\xff"
		"A",
		3},
	    {"\"\xff\xc3\xa9\"", "\xff\xc3\xa9", 3},
	    {"\"a\\\\\"", "a\\", 2},
	    {"r\"\\x41\"", "\\x41", 4},
	    {"r\"\"", "", 0},
	    {"r##\"a\"#b\"##", "a\"#b", 4},
	    {"r#\"\"#", "", 0},
	};
	struct text text;
	char line[64];

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		snprintf(line, sizeof(line), "x == %s", rows[i].source);
		parse_filter(&text, line);
		ck_assert_msg(text.ast->expression != NULL, "%s", line);
		ck_assert(cr_bytes_equal(text.ast->expression->last->text,
		    cr_bytes(rows[i].bytes, rows[i].len)));
		text_close(&text);
	}
}
END_TEST

START_TEST(regexes)
{
	static const struct {
		const char *source, *text;
	} rows[] = {
	    {"\"a\\.b\\\\\"", "a\\.b\\\\"},
	    {"\"a\\\"b\"", "a\"b"},
	    {"\"[\"]x\"", "[\"]x"},
	    {"\"\\[\"", "\\["},
	    {"\"[\\]\"]\"", "[\\]\"]"},
	    {"\"a]\"", "a]"},
	    {"r\"[\"", "["},
	    {"r#\"\\\"\"#", "\\\""},
	    {"# c\n \"x\"", "x"},
	};
	struct text text;
	char line[64];

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		snprintf(line, sizeof(line), "x ~ %s", rows[i].source);
		parse_filter(&text, line);
		ck_assert_msg(text.ast->expression != NULL, "%s", line);
		ck_assert_int_eq(
		    text.ast->expression->last->kind, CR_NODE_REGEX);
		ck_assert(cr_bytes_equal_text(
		    text.ast->expression->last->text, rows[i].text));
		check_reprint(text.ast->expression);
		text_close(&text);
	}
}
END_TEST

/* ----------------------------------------------------------- statements */

static const char sample[] =
    "# who may\n"
    "trust fleet for \"a.example\" \"*.b.example\" {  # here\n"
    "    ca \"fleet.pem\" revocation chain\n"
    "    grace 6h\n"
    "}\n"
    "trust rest for default { ca \"rest.pem\" }\n"
    "list $lost fingerprint from \"lost.txt\" may be empty\n"
    "list $office ip { 192.0.2.0/24 2001:db8::/32 };\n"
    "field app.tenant string\n"
    "field app.x array<map<int>> required\n"
    "include \"more/*.rules\"\n"
    "always block \"lost\" if fp in $lost\n"
    "log if true; disabled action \"redirect\" status 302 unless a\n"
    "for \"*.b.example\" {\n"
    "    allow \"x\" until 2026-12-01T00:00:00Z tag \"t\" if ip in $office\n"
    "    default block\n"
    "}\n"
    "allow anonymous \"health\" if path == \"/health\"\n"
    "default allow anonymous\n";

START_TEST(statements)
{
	static const char want[] = "trust 'fleet' @10-112\n"
				   "    host 'a.example' @26-37\n"
				   "    host '*.b.example' @38-51\n"
				   "    ca 'fleet.pem' @69-80\n"
				   "    revocation 'chain' @92-97\n"
				   "    grace '6h' @108-110\n"
				   "trust 'rest' @113-153\n"
				   "    default @128-135\n"
				   "    ca 'rest.pem' @141-151\n";
	const struct cr_statement *statement;
	struct text text;
	size_t count = 0;

	parse_policy(&text, sample);
	ck_assert_str_eq(diags_text(&text), "");
	for (statement = text.ast->statements; statement != NULL;
	     statement = statement->next)
		count++;
	ck_assert_uint_eq(count, 13);
	cr_buffer_clear(&text.out);
	cr_ast_dump(text.ast, &text.out);
	ck_assert_int_eq(0, strncmp(out_text(&text), want, strlen(want)));
	ck_assert_msg(
	    strstr(out_text(&text), "    until '2026-12-01T00:00:00Z'"), "%s",
	    out_text(&text));
	ck_assert_ptr_nonnull(strstr(out_text(&text), "disabled action @"));
	ck_assert_ptr_nonnull(strstr(out_text(&text), "    status '302'"));
	ck_assert_ptr_nonnull(strstr(out_text(&text), "        type 'map'"));
	ck_assert_ptr_nonnull(
	    strstr(out_text(&text), "default allow anonymous"));
	text_close(&text);
}
END_TEST

START_TEST(statement_parts)
{
	const struct cr_statement *statement;
	struct text text;

	parse_policy(&text,
	    "disabled always block \"n\" status 403 message \"m\" "
	    "unless a and b;\n"
	    "trust t for default {}\n"
	    "list $l ip <1.2.3.4> may be empty");
	ck_assert_uint_eq(text.ast->broken, 0);
	statement = text.ast->statements;
	ck_assert(statement->as.rule.disabled && statement->as.rule.always);
	ck_assert_int_eq(statement->as.rule.action, CR_WORD_BLOCK);
	ck_assert_int_eq(statement->as.rule.condition_word, CR_WORD_UNLESS);
	ck_assert(cr_bytes_equal_text(statement->name.text, "n"));
	ck_assert(cr_bytes_equal_text(
	    statement->as.rule.options->next->name.text, "message"));
	ck_assert_int_eq(statement->as.rule.options->value.kind, CR_ATOM_WORD);
	check_span(statement->span, 0, 63);
	check_span(statement->mark, 0, 8);
	statement = statement->next;
	ck_assert(statement->as.trust.for_default);
	ck_assert_ptr_null(statement->as.trust.settings);
	statement = statement->next;
	ck_assert(statement->as.list.set->angled);
	ck_assert(statement->as.list.may_be_empty);
	ck_assert(cr_bytes_equal_text(statement->name.text, "l"));
	text_close(&text);
}
END_TEST

START_TEST(comments)
{
	const struct cr_trivia *trivia;
	struct text text;

	parse_policy(&text, "\xef\xbb\xbf# one \xc3\xa9\r\n"
			    "allow if a # two\n"
			    "  # three\n"
			    "  and b#four");
	ck_assert_uint_eq(text.ast->broken, 0);
	trivia = text.ast->trivia;
	check_span(trivia->span, 3, 11);
	ck_assert(trivia->own_line);
	trivia = trivia->next;
	check_span(trivia->span, 24, 29);
	ck_assert(!trivia->own_line);
	trivia = trivia->next;
	ck_assert(trivia->own_line);
	trivia = trivia->next;
	ck_assert(!trivia->own_line);
	ck_assert_ptr_null(trivia->next);
	text_close(&text);
}
END_TEST

/* --------------------------------------------------------------- errors */

static const struct {
	const char *source, *diags;
} broken_filters[] = {
    {"", "E0012 1:1"},
    {"a b", "E0012 1:3"},
    {"a == ", "E0012 1:5"},
    {"a = 1", "E0006 1:3"},
    {"a &&& b", "E0006 1:3"},
    {"a === 1", "E0006 1:3"},
    {"a == 'x'", "E0007 1:6"},
    {"a == \"x", "E0008 1:8"},
    {"a == \"\\n\"", "E0009 1:7"},
    {"a == \"\\400\"", "E0009 1:7"},
    {"a == \"\\x4\"", "E0009 1:7"},
    {"a ~ \"[\" or b", "E0008 1:13"},
    {"a == r#\"x\"", "E0008 1:11"},
    {"(a", "E0015 1:1"},
    {"a)", "E0012 1:2"},
    {"a AND b", "E0012 1:3"},
    {"NOT a", "E0012 1:5"},
    {"a !in {1}", "E0012 1:3"},
    {"a [0]", "E0012 1:3"},
    {"a[b]", "E0012 1:3"},
    {"a == true", "E0012 1:6"},
    {"a == b == c", "E0012 1:8"},
    {"(a) == 1", "E0012 1:5"},
    {"\"x\" == a", "E0012 1:1"},
    {"a in b", "E0012 1:6"},
    {"a in 1", "E0012 1:6"},
    {"a in {1", "E0015 1:6"},
    {"a in {1,}", "E0012 1:9"},
    {"a in {,1}", "E0012 1:7"},
    {"a in {\"x\"\"y\"}", "E0012 1:10"},
    {"a matches b", "E0012 1:11"},
    {"a wildcard b", "E0012 1:12"},
    {"a == {1}", "E0012 1:6"},
    {"a == 80or b", "E0012 1:11"},
    {"list == 1", "E0012 1:1"},
    {"f(a,)", "E0012 1:5"},
    {"f(,a)", "E0012 1:3"},
    {"any a", "E0012 1:5"},
    {"a == $b", "E0012 1:6"},
    {"a == b,", "E0012 1:7"},
    {"a; b", "E0012 1:2"},
    {"a == \xc3\xa9", "E0003 1:6"},
    {"a == \xff", "E0003 1:6"},
    {"\xe2\x80\x9cx", "E0003 1:1"},
    {"a \xef\xbb\xbf", "E0003 1:3"},
    {"a \xe2\x80\xae b", "E0002 1:3"},
    {"a == \"\xe2\x81\xa6\"", "E0002 1:7"},
    {"a # \xd8\x9c", "E0002 1:5"},
    {"a # \xff", "E0004 1:5"},
    {"a # x\ry", "E0005 1:6"},
    {"a # x\r\nand b", ""},
    {"a + b", "E0006 1:3"},
    {"a == -", "E0006 1:6"},
    {"a strict\twildcard \"x\"", "E0012 1:3"},
    {"a == \"x\ny\"", "W1001 1:6"},
    {"a == \"x\ny\" b", "E0012 2:4"},
};

START_TEST(filter_errors)
{
	struct text text;

	for (size_t i = 0; i < sizeof(broken_filters) / sizeof(*broken_filters);
	     i++) {
		parse_filter(&text, broken_filters[i].source);
		ck_assert_msg(
		    strcmp(diags_text(&text), broken_filters[i].diags) == 0,
		    "%s: %s", broken_filters[i].source, diags_text(&text));
		if (text.ast->broken != 0)
			ck_assert_ptr_null(text.ast->expression);
		text_close(&text);
	}
}
END_TEST

static const struct {
	const char *source, *diags;
	size_t statements; /* that are left */
} broken_policies[] = {
    {"permit if x", "E0013 1:1", 0},
    {"allow if a\npermit if x\nblock if c", "E0013 2:1", 2},
    {"allow if a\n== 1", "", 1},
    {"allow if a\n\xc3\xa9\nblock if b", "E0003 2:1", 2},
    {"list $l ip {1}\nfoo\nlist $m ip from \"x\"\nfoo\nallow if a",
	"E0013 2:1, E0013 4:1", 3},
    {"field a string\nfoo\nfield b array<ip>\nfoo\nallow if a",
	"E0013 2:1, E0013 4:1", 3},
    {"include \"a\"\nfoo\ndefault block\nfoo\nallow if a",
	"E0013 2:1, E0013 4:1", 3},
    {"allow \"a\"\nblock \"b\"\nlog", "E0014 1:1, E0014 2:1, E0014 3:1", 0},
    {"allow ssl and x\nallow IF x\nallow x", "E0014 1:7, E0014 2:7, E0014 3:7",
	0},
    {"allow if\nblock if (a\nallow if b", "E0012 1:9, E0015 2:10", 1},
    {"allow if a ; foo ; block if b", "E0012 1:14", 2},
    {"allow allow if a", "E0012 1:7", 0},
    {"allow\nallow if a", "E0014 1:1", 1},
    {"trust t { ca \"x\" }\nallow if a", "E0012 1:9", 1},
    {"trust t for \"x\" { ca; crl \"y\" } allow if a", "E0012 1:21", 1},
    {"trust t for \"x\" { ca \"y\"\nallow if a", "E0015 1:17", 1},
    {"trust t for \"x\" {\n  ca \"y\" \"z\"\n  log \"x\"\n}\nallow if a",
	"E0012 2:10, E0014 3:3", 1},
    {"list l ip {1}", "E0012 1:6", 0},
    {"list $l {1}", "E0012 1:9", 0},
    {"list $l ip \"x\"", "E0012 1:12", 0},
    {"list $l ip {1} may be", "E0012 1:22", 0},
    {"list $l ip {1", "E0015 1:12", 0},
    {"field a", "E0012 1:8", 0},
    {"field a array<", "E0012 1:15", 0},
    {"field a string requried", "E0012 1:16", 0},
    {"include x", "E0012 1:9", 0},
    {"default", "E0012 1:8", 0},
    {"default allow\nallow if a", "E0012 1:14", 1},
    {"allow \"a\" status if a", "E0012 1:18", 0},
    {"allow \"a\" \"b\" if a", "E0012 1:11", 0},
    {"block 403 if a", "E0012 1:7", 0},
    {"allow until \"2026\" if a", "E0012 1:13", 0},
    {"action if a", "E0012 1:8", 0},
    {"always allow if a", "E0012 1:8", 0},
    {"allow if a { }", "E0012 1:12", 0},
    {"}\nallow if a", "E0012 1:1", 1},
    {";", "E0012 1:1", 0},
    {"allow if a;;", "E0012 1:12", 1},
    /* for */
    {"for \"x\" { allow if a block if b; default block }", "", 1},
    {"for x { allow if a }\nblock if b", "E0012 1:5", 1},
    {"for \"x\" {\n  allow if a ==\n}\nallow if b", "E0012 2:16", 2},
    {"for \"x\" {\n  allow if a in {1 == 2} b\n}\nallow if b", "E0012 2:20", 2},
    {"for \"x\" {\n  permit if a\n  allow if a\n}\nallow if b", "E0013 2:3", 2},
    {"for \"x\" {\n  trust t for \"x\" { ca \"y\" }\n}\nallow if b",
	"E0016 2:3", 3},
    {"for \"x\" {\n  allow if a\nlist $l ip {1}\nallow if b",
	"E0016 3:1, E0015 1:9", 2},
    {"for \"x\" {\n  for \"y\" { allow if a }\n  }\nallow if b", "E0016 2:3",
	3},
    {"for \"x\" {\n  allow if a ==", "E0012 2:16", 1},
    /* quotes that were forgotten */
    {"allow \"a if x\nblock \"b\" if y\nlog \"c\" if z", "E0008 3:13", 2},
    {"block if a == \"x\nallow \"b\" if y\nallow \"c\" if z", "E0012 2:8", 2},
    {"allow if a == \"x", "E0008 1:17", 0},
    {"allow if a == \"x\nblock if b\nblock if c", "E0008 3:11", 2},
    {"allow if a ~ \"[\"\nblock if b\nblock if c", "E0008 3:11", 2},
    {"foo \"bar if x\nblock if y\n", "E0013 1:1", 1},
    {"allow \"a\nb\" if x\nblock if y", "W1001 1:7", 2},
};

START_TEST(policy_errors)
{
	struct text text;

	for (size_t i = 0;
	     i < sizeof(broken_policies) / sizeof(*broken_policies); i++) {
		const struct cr_statement *statement;
		size_t count = 0;

		parse_policy(&text, broken_policies[i].source);
		ck_assert_msg(
		    strcmp(diags_text(&text), broken_policies[i].diags) == 0,
		    "%s: %s", broken_policies[i].source, diags_text(&text));
		for (statement = text.ast->statements; statement != NULL;
		     statement = statement->next)
			count++;
		ck_assert_msg(count == broken_policies[i].statements,
		    "%s: %zu statements", broken_policies[i].source, count);
		text_close(&text);
	}
}
END_TEST

/* Every statement's first error, and only that. */
START_TEST(twenty_errors)
{
	static const char *const lines[] = {
	    "allow if a = 1 = 2",
	    "block if 'x' 'y'",
	    "log if (a",
	    "allow \"x if a",
	    "list $a ip { 1 == 2 }",
	    "list b ip { 1 }",
	    "field c",
	    "include d",
	    "trust e { ca \"x\" }",
	    "trust f for \"x\" { ca }",
	    "for g { allow if a }",
	    "default",
	    "always log if a",
	    "allow if a == \xc3\xa9 \xc3\xa9",
	    "block status if a",
	    "action if a",
	    "allow if a in b in c",
	    "block if a == \"\\q\\q\"",
	    "disabled trust",
	    "allow if not",
	};
	struct cr_buffer policy;
	struct text text;

	cr_buffer_init(&policy, cr_alloc_default());
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		cr_buffer_printf(
		    &policy, "%s\nblock \"ok %zu\" if a\n", lines[i], i);
	text_parse(&text, true, policy.data, policy.len);
	ck_assert_msg(
	    certrule_diags_count(text.diags) == 20, "%s", diags_text(&text));
	ck_assert_uint_eq(text.ast->broken, 20);
	text_close(&text);
	cr_buffer_fini(&policy);
}
END_TEST

/* --------------------------------------------------------------- limits */

static void
repeat(struct cr_buffer *out, const char *text, size_t count)
{
	while (count-- != 0)
		cr_buffer_add_text(out, text);
}

/* before + middle * count + after as a filter: accepted, or this code. */
static void
check_limit(const char *before, const char *middle, size_t count,
    const char *after, const char *after_each, const char *code)
{
	struct cr_buffer source;
	struct text text;

	cr_buffer_init(&source, cr_alloc_default());
	cr_buffer_add_text(&source, before);
	repeat(&source, middle, count);
	cr_buffer_add_text(&source, after);
	repeat(&source, after_each, count);
	ck_assert(!cr_buffer_failed(&source));
	text_parse(&text, false, source.data, source.len);
	if (code == NULL)
		ck_assert_msg(
		    text.ast->expression != NULL, "%s", diags_text(&text));
	else
		ck_assert_int_eq(
		    0, strncmp(diags_text(&text), code, strlen(code)));
	text_close(&text);
	cr_buffer_fini(&source);
}

START_TEST(limits)
{
	static const struct {
		const char *before, *middle, *after, *after_each;
		size_t limit;
		const char *code;
	} rows[] = {
	    {"", "(", "a", ")", CR_LIMIT_NESTING, "E0011"},
	    {"", "not ", "a", "", CR_LIMIT_NESTING, "E0011"},
	    {"", "any(", "a", ")", CR_LIMIT_NESTING, "E0011"},
	    {"", "f(", "a", ")", CR_LIMIT_NESTING, "E0011"},
	    {"a", "[0]", "", "", CR_LIMIT_NESTING, "E0011"},
	    {"a or b xor c and not d and ", "a == f(b, ", "c", ")",
		CR_LIMIT_NESTING, "E0011"},
	    {"a == \"", "x", "\"", "", CR_LIMIT_STRING, "E0010"},
	    {"a ~ \"", "x", "\"", "", CR_LIMIT_STRING, "E0010"},
	    {"", "n", "", "", CR_LIMIT_NAME, "E0010"},
	    {"a in $", "n", "", "", CR_LIMIT_NAME, "E0010"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		for (size_t more = 0; more <= 2; more++)
			check_limit(rows[i].before, rows[i].middle,
			    rows[i].limit - 1 + more, rows[i].after,
			    rows[i].after_each,
			    more == 2 ? rows[i].code : NULL);
	check_limit("", "(", 10000, "a", ")", "E0011 1:129");
	check_limit("", "not ", 10000, "a", "", "E0011 1:513");
}
END_TEST

START_TEST(large_limits)
{
	const size_t items = CR_LIMIT_SET_ITEMS;
	/* A name of 256 bytes, then operator and name in as many. */
	const size_t terms = CR_LIMIT_EXPRESSION / 256 - 1;
	char name[257], term[257], longer[300];

	memset(name, 'a', 256);
	name[256] = '\0';
	memcpy(term, " or ", 4);
	memcpy(term + 4, name, 253);
	term[256] = '\0';
	check_limit("a in {", "1 ", items, "}", "", NULL);
	check_limit("a in {", "1 ", items + 1, "}", "", "E0010");
	check_limit("a", " or a", 100000, "", "", NULL);
	check_limit(name + 1, term, terms, "", "", NULL);
	check_limit(name, term, terms, "", "", NULL);
	check_limit(name, term, terms, " # comment", "", NULL);
	check_limit(name + 1, term, terms, "  ", " ", NULL);
	check_limit(name, term, terms, " or a", "", "E0010");
	/* Sets are not counted. */
	snprintf(longer, sizeof(longer), "a in {1 2 3 4} or %s", name + 9);
	check_limit(longer, term, terms, "", "", NULL);
	snprintf(longer, sizeof(longer), "a in {1 2 3 4} or %s", name + 8);
	check_limit(longer, term, terms, "", "", "E0010");
}
END_TEST

START_TEST(file_limit)
{
	struct cr_buffer source;
	struct text text;

	cr_buffer_init(&source, cr_alloc_default());
	cr_buffer_add_byte(&source, '#');
	cr_buffer_repeat(&source, ' ', CR_LIMIT_POLICY_FILE - 1);
	text_parse(&text, true, source.data, source.len);
	ck_assert_uint_eq(text.ast->broken, 0);
	text_close(&text);
	cr_buffer_add_byte(&source, ' ');
	text_parse(&text, true, source.data, source.len);
	ck_assert_str_eq(diags_text(&text), "E0010 1:1");
	text_close(&text);
	cr_buffer_fini(&source);
}
END_TEST

/* --------------------------------------------------------------- memory */

struct failing {
	size_t left;
	bool forever;
};

static bool
fails_now(struct failing *failing)
{
	if (failing->left == 0)
		return failing->forever;
	return --failing->left == 0;
}

static void *
failing_allocate(void *context, size_t size)
{
	return fails_now(context) ? NULL : malloc(size);
}

static void *
failing_resize(void *context, void *memory, size_t size)
{
	return fails_now(context) ? NULL : realloc(memory, size);
}

static void
failing_release(void *context, void *memory)
{
	(void)context;
	free(memory);
}

/* True when the n-th allocation was one too many. */
static bool
parse_failing(size_t nth, bool forever, const char *source, bool *failed)
{
	struct failing failing = {.left = nth, .forever = forever};
	const struct certrule_alloc alloc = {
	    failing_allocate, failing_resize, failing_release, &failing};
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct cr_arena *arena = cr_arena_new(&alloc);
	struct cr_ast *ast = NULL;
	uint32_t id = 0;

	ck_assert_ptr_nonnull(diags);
	ck_assert_int_eq(0, cr_sources_add(cr_diags_sources(diags), "policy",
				cr_bytes(source, strlen(source)), &id));
	if (arena != NULL)
		ast = cr_parse_policy(arena, diags, id);
	*failed = ast == NULL;
	if (arena != NULL)
		ck_assert_int_eq(
		    *failed, certrule_diags_error_count(diags) != 0);
	cr_arena_free(arena);
	certrule_diags_free(diags);
	return failing.left == 0;
}

START_TEST(memory)
{
	struct cr_buffer source;
	bool failed, reached = true;

	cr_buffer_init(&source, cr_alloc_default());
	for (size_t i = 0; i < 50; i++)
		cr_buffer_add_text(&source, sample);
	cr_buffer_add_text(&source, "block if a == \"x\\x41\" or b and ");
	repeat(&source, "c == f(", CR_LIMIT_NESTING);
	cr_buffer_add_byte(&source, 'd');
	repeat(&source, ")", CR_LIMIT_NESTING);
	for (size_t nth = 1; reached; nth++) {
		reached = parse_failing(
		    nth, true, (const char *)source.data, &failed);
		ck_assert_int_eq(reached, failed);
		parse_failing(nth, false, (const char *)source.data, &failed);
		ck_assert_int_eq(reached, failed);
	}
	cr_buffer_fini(&source);
}
END_TEST

/* ------------------------------------------------------------- mutations */

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Whatever a text looks like, parsing ends, and says so if it is broken. */
START_TEST(mutations)
{
	static const char bytes[] = "\"'{}()[]<>;#\\ \n$!=&|~*,r0a:-.\xc3\xe2";
	uint32_t state = 1;
	struct text text;
	char *copy;
	size_t len = sizeof(sample) - 1;

	copy = malloc(len);
	ck_assert_ptr_nonnull(copy);
	for (size_t round = 0; round < 3000; round++) {
		memcpy(copy, sample, len);
		for (size_t i = 0; i <= round % 5; i++)
			copy[next_random(&state) % len] =
			    bytes[next_random(&state) % (sizeof(bytes) - 1)];
		text_parse(&text, true, copy, len);
		ck_assert_uint_eq(
		    text.ast->broken, certrule_diags_error_count(text.diags));
		text_close(&text);
		text_parse(&text, false, copy, next_random(&state) % len);
		text_close(&text);
	}
	free(copy);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("parse");
	TCase *cases = tcase_create("parse");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_test(cases, tokens);
	tcase_add_test(cases, literal_words);
	tcase_add_test(cases, expressions);
	tcase_add_test(cases, printing);
	tcase_add_test(cases, spans);
	tcase_add_test(cases, strings);
	tcase_add_test(cases, regexes);
	tcase_add_test(cases, statements);
	tcase_add_test(cases, statement_parts);
	tcase_add_test(cases, comments);
	tcase_add_test(cases, filter_errors);
	tcase_add_test(cases, policy_errors);
	tcase_add_test(cases, twenty_errors);
	tcase_add_test(cases, limits);
	suite_add_tcase(suite, cases);
	cases = tcase_create("large");
	tcase_set_timeout(cases, 300);
	tcase_add_test(cases, large_limits);
	tcase_add_test(cases, file_limit);
	suite_add_tcase(suite, cases);
	cases = tcase_create("memory");
	tcase_add_test(cases, memory);
	suite_add_tcase(suite, cases);
	cases = tcase_create("mutations");
	tcase_add_test(cases, mutations);
	suite_add_tcase(suite, cases);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* SPDX-License-Identifier: MIT */
/* Types and literals: what is refused and in which words, what is taken, and
 * every operator on every type. */
#include "bench.h"

#include "../../base/alloc.h"
#include "../../base/limits.h"
#include "../../engine/set.h"
#include "../../grammar/parse.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct bench bench;

static void
setup(void)
{
	bench_open(&bench);
}

static void
teardown(void)
{
	bench_close(&bench);
}

static const struct {
	const char *text, *error;
} refused[] = {
    {"s == apple",
	"E0101: unknown field 'apple' | a string is written \"apple\""},
    {"x == 1", "E0101: unknown field 'x'"},
    {"namess[0] == \"a\"",
	"E0101: unknown field 'namess' | did you mean 'names'?"},
    {"lower == \"a\"",
	"E0101: unknown field 'lower' | it is a function: lower(String) "
	"String"},
    {"lowr(s) == \"a\"",
	"E0102: unknown function 'lowr' | did you mean 'lower'?"},
    {"s(s) == \"a\"", "E0102: unknown function 's' | it is a field: write 's'"},
    {"is_jwt_valid(s)",
	"E0105: 'is_jwt_valid' belongs to Cloudflare's hosted service and "
	"cannot run here"},
    {"s in $nowhere", "E0103: unknown list '$nowhere'"},
    {"n", "E0106: 'n' is Int and needs an operator | Int takes eq ne lt le gt "
	  "ge in &"},
    {"s and b",
	"E0106: 's' is String and needs an operator | String takes eq ne lt le "
	"gt ge in contains matches wildcard strict wildcard"},
    {"names", "E0106: 'names' is Array<String> and needs an operator"},
    {"n contains \"1\"",
	"E0107: cannot compare Int with String using 'contains' | Int takes eq "
	"ne lt le gt ge in &"},
    {"n == \"12\"",
	"E0107: cannot compare Int with String using '==' | without quotes: "
	"12"},
    {"n eq s", "E0107: cannot compare Int with String using 'eq'"},
    {"n eq ip", "E0107: cannot compare Int with IP using 'eq'"},
    {"n eq 10.0.0.1", "E0107: cannot compare Int with IP using 'eq'"},
    {"n & \"1\"",
	"E0107: cannot compare Int with String using '&' | a mask is an Int "
	"literal"},
    {"n == \"x\"", "E0107: cannot compare Int with String using '=='"},
    {"s wildcard 12",
	"E0107: cannot compare String with Int using 'wildcard' | a pattern is "
	"a string literal"},
    {"s == 12", "E0107: cannot compare String with Int using '==' | a string "
		"is written \"12\""},
    {"s & 1", "E0107: cannot compare String with Int using '&' | String takes "
	      "eq ne lt le gt ge in contains matches wildcard strict wildcard"},
    {"ip contains \"1\"",
	"E0107: cannot compare IP with String using 'contains' | IP takes eq "
	"ne lt le gt ge in"},
    {"ip == 12", "E0107: cannot compare IP with Int using '=='"},
    {"b == c", "E0108: 'b' is Bool and takes no operator | b, or not b"},
    {"flags == flags", "E0108: 'flags' is Array<Bool> and takes no operator"},
    {"names == \"a\"",
	"E0109: 'names' is Array<String>; say any() or all() | any(names[*] == "
	"\"a\")"},
    {"deep == \"a\"",
	"E0109: 'deep' is Array<Array<String>>; say any() or all() | "
	"any(deep[*][*] == \"a\")"},
    {"lists[\"k\"] in {\"a\"}",
	"E0109: 'lists[\"k\"]' is Array<String>; say any() or all() | "
	"any(lists[\"k\"][*] in {\"a\"})"},
    {"names[*] == \"a\"",
	"E0109: 'names[*] == \"a\"' is Array<Bool>; say any() or all() | "
	"any(names[*] == \"a\")"},
    {"flags", "E0109: 'flags' is Array<Bool>; say any() or all() | any(flags)"},
    {"flags[*]",
	"E0109: 'flags[*]' is Array<Bool>; say any() or all() | any(flags[*])"},
    {"bools",
	"E0109: 'bools' is Map<Bool>; say any() or all() | any(bools[*])"},
    {"starts_with(names[*], \"a\")",
	"E0109: 'starts_with(names[*], \"a\")' is Array<Bool>; say any() or "
	"all() | any(starts_with(names[*], \"a\"))"},
    {"lower(names[*]) == \"a\"",
	"E0109: 'lower(names[*])' is Array<String>; say any() or all() | "
	"any(lower(names[*])[*] == \"a\")"},
    {"any(names == \"a\")",
	"E0110: 'names' is Array<String>; put [*] behind it | names[*] == "
	"\"a\""},
    {"any(deep[*] == \"a\")",
	"E0110: 'deep[*]' is Array<String>; put [*] behind it | deep[*][*] == "
	"\"a\""},
    {"any(bools)", "E0110: 'bools' is Map<Bool>; put [*] behind it | "
		   "bools[*]"},
    {"any(b)", "E0111: any() takes Array<Bool>, and this is one Bool | [*] "
	       "behind an array or map makes one comparison an element"},
    {"all(s == \"a\" and b)",
	"E0111: all() takes Array<Bool>, and this is one Bool | [*] behind an "
	"array or map makes one comparison an element"},
    {"any(names[*] == \"a\" and b)",
	"E0112: 'and' cannot join Bool and Array<Bool> | close any() or all() "
	"before the 'and'"},
    {"s[0] == \"a\"", "E0113: 's' is String and has no elements"},
    {"any(s[*] == \"a\")", "E0113: 's' is String and has no elements"},
    {"names[\"a\"] == \"a\"",
	"E0114: the index of Array<String> is a number from 0 or [*]"},
    {"map[0] == \"a\"", "E0114: the index of Map<String> is a string or [*]"},
    {"names[18446744073709551616] == \"a\"",
	"E0114: the index of Array<String> is a number from 0 or [*]"},
    {"any(s == names[*])",
	"E0115: [*] stands left of an operator or in the first argument only"},
    {"any(concat(s, names[*])[*] == \"a\")",
	"E0115: [*] stands left of an operator or in the first argument only"},
    {"lower() == \"a\"",
	"E0116: lower() takes 1 argument, not 0 | lower(String) String"},
    {"lower(s, s) == \"a\"",
	"E0116: lower() takes 1 argument, not 2 | lower(String) String"},
    {"substring(s) == \"a\"",
	"E0116: substring() takes at least 2 arguments, not 1 | "
	"substring(String, Int start[, Int end]) String"},
    {"substring(s, 1, 2, 3) == \"a\"",
	"E0116: substring() takes at most 3 arguments, not 4 | "
	"substring(String, Int start[, Int end]) String"},
    {"lower(n) == \"a\"",
	"E0117: argument 1 of lower() must be String, not Int | lower(String) "
	"String"},
    {"lower(12) == \"a\"",
	"E0117: argument 1 of lower() must be String, not Int | lower(String) "
	"String"},
    {"len(n) == 1",
	"E0117: argument 1 of len() must be String or Array or Map, not Int | "
	"len(String or Array or Map) Int"},
    {"concat(s, names) == \"a\"",
	"E0117: argument 2 of concat() must be String, not Array<String> | "
	"concat(String...) String or concat(Array...) Array"},
    {"has_value(names, 1)",
	"E0117: argument 2 of has_value() must be String, not Int | "
	"has_value(Map or Array, value) Bool"},
    {"lower(s == \"a\") == \"a\"",
	"E0117: argument 1 of lower() must be String, not Bool | lower(String) "
	"String"},
    {"path_under(s, t)",
	"E0118: argument 2 of path_under() must be a literal | "
	"path_under(String path, literal prefix) Bool"},
    {"starts_with(\"a\", s)",
	"E0119: argument 1 of starts_with() cannot be a literal | "
	"starts_with(String, String) Bool"},
    {"cidr(10.0.0.1, 8, 8) == ip",
	"E0119: argument 1 of cidr() cannot be a literal | cidr(IP, Int v4, "
	"Int v6) IP"},
    {"cidr(ip, 33, 8) == ip",
	"E0120: argument 2 of cidr() must be 1..32 | cidr(IP, Int v4, Int v6) "
	"IP"},
    {"cidr(ip, 8, 0) == ip",
	"E0120: argument 3 of cidr() must be 1..128 | cidr(IP, Int v4, Int v6) "
	"IP"},
    {"path_under(s, \"/api/\")",
	"E0121: '/api/' is no path prefix | a prefix begins with / and does "
	"not end with one: \"/api\""},
    {"path_under(s, \"api\")",
	"E0121: 'api' is no path prefix | a prefix begins with / and does not "
	"end with one: \"/api\""},
    {"n == 8000-9000",
	"E0122: '8000-9000' is no Int | a range is written 8000..9000"},
    {"n in {8000-9000}",
	"E0122: '8000-9000' is no Int | a range is written 8000..9000"},
    {"n == 12-34", "E0122: '12-34' is no Int | a range is written 12..34"},
    {"n == 2026-12-01", "E0122: '2026-12-01' is no Int | a time is written "
			"2026-12-01T00:00:00Z, in UTC"},
    {"n == 2026-02-30T00:00:00Z",
	"E0122: '2026-02-30T00:00:00Z' is no Int | a time is written "
	"2026-12-01T00:00:00Z, in UTC"},
    {"n == 08", "E0122: '08' is no Int | 0 in front makes it octal, 0x "
		"hexadecimal"},
    {"n == 0x", "E0122: '0x' is no Int | 0 in front makes it octal, 0x "
		"hexadecimal"},
    {"n == 12q", "E0122: '12q' is no Int | an Int is written 12, 0x1f, 90s, "
		 "15m, 12h, 30d or 2026-12-01T00:00:00Z"},
    {"n in {\"1\"}", "E0122: '\"1\"' is no Int | without quotes: 1"},
    {"ip in {10/8}", "E0122: '10/8' is no IP | an address is written 192.0.2.1 "
		     "or 2001:db8::1, a network 192.0.2.0/24"},
    {"ip == 10.1.2.03",
	"E0122: '10.1.2.03' is no IP | an address is written 192.0.2.1 or "
	"2001:db8::1, a network 192.0.2.0/24"},
    {"ip in {\"10.0.0.1\"}",
	"E0122: '\"10.0.0.1\"' is no IP | without quotes: 10.0.0.1"},
    {"s in {1}", "E0122: '1' is no String | a string is written \"1\""},
    {"n == 9223372036854775808",
	"E0123: '9223372036854775808' does not fit into 64 bits"},
    {"n == -9223372036854775809",
	"E0123: '-9223372036854775809' does not fit into 64 bits"},
    {"n == 0x10000000000000000",
	"E0123: '0x10000000000000000' does not fit into 64 bits"},
    {"n in {1..99999999999999999999}",
	"E0123: '1..99999999999999999999' does not fit into 64 bits"},
    {"ip in {192.0.2.1/24}",
	"E0124: '192.0.2.1/24' has bits set behind its prefix | the network is "
	"192.0.2.0/24"},
    {"n in {2..1}", "E0125: '2..1' ends before it begins"},
    {"ip in {10.0.0.2..10.0.0.1}",
	"E0125: '10.0.0.2..10.0.0.1' ends before it begins"},
    {"ip in {10.0.0.2..::1}", "E0126: '10.0.0.2..::1' mixes IPv4 and IPv6"},
    {"n == 1..2",
	"E0127: '1..2' is a range, which stands in a set only | in {1..2}"},
    {"ip == 10.0.0.0/8",
	"E0127: '10.0.0.0/8' is a range, which stands in a set only | in "
	"{10.0.0.0/8}"},
    {"s wildcard \"a\\\\b\"",
	"E0128: a backslash in a wildcard pattern goes before * or another one "
	"| in a quoted string a backslash is written \\\\; r\"...\" takes it "
	"as it is"},
    {"s strict wildcard \"a**b\"",
	"E0129: '**' in a wildcard pattern | one * is any run of bytes"},
};

START_TEST(test_refused)
{
	ck_assert_str_eq(
	    refused[_i].error, bench_error(&bench, refused[_i].text));
	ck_assert_uint_eq(1, certrule_diags_count(bench.diags));
}
END_TEST

static const char *const taken[] = {
    "true",
    "b",
    "not b",
    "any(flags)",
    "all(flags[*])",
    "any(bools[*])",
    "any(not flags)",
    "any(names[*] == \"a\" xor words[*] == \"b\")",
    "any(flags and names[*] == \"a\")",
    "n == 0x1f or n == 017 or n == -5 or n == -0x10 or n == 0",
    "n == -9223372036854775808 or n == 9223372036854775807",
    "n lt 2026-12-01T00:00:00Z",
    "n gt 30d or n gt 90s or n gt 15m or n gt 12h",
    "n in {1, 3..5 -2..-1 2026-12-01T00:00:00Z..2026-12-02T00:00:00Z}",
    "n in {}",
    "n not in {1}",
    "n & 0x10",
    "n bitwise_and 3",
    "s == 61:62",
    "s == 01-2f.34",
    "s == ab.cd",
    "s in {\"a\" 61:62 ab.cd}",
    "s in <\"a\", \"b\">",
    "s contains t",
    "s contains lower(t)",
    "n == len(s)",
    "ip == cidr(jp, 24, 64)",
    "ip in {10.0.0.0/8 ::1 10.0.0.1..10.0.0.5 2001:db8::/32}",
    "ip lt 10.0.0.1",
    "ip == ::ffff:1.2.3.4",
    "lists[\"a\"][0] == \"x\"",
    "any(lists[*][0] == \"x\")",
    "any(lists[*][*] == \"x\")",
    "any(lists[\"a\"][*] matches \"x\")",
    "len(names[*] == \"a\") == 1",
    "has_value(lists[\"k\"], 61:62)",
    "has_value(nums, 5)",
    "to_string(12) == \"12\"",
};

START_TEST(test_taken)
{
	ck_assert_str_eq("", bench_error(&bench, taken[_i]));
}
END_TEST

/* Every operator against every pair of types: taken where ops.def has a row,
 * and refused with one diagnostic everywhere else. */
static const char *const words[] = {"eq", "ne", "lt", "le", "gt", "ge", "in",
    "not in", "contains", "matches", "wildcard", "strict wildcard", "&"};
static const char *const lefts[] = {"n", "s", "ip", "b", "names", "map"};
static const char *const rights[] = {"1", "\"a\"", "10.0.0.1", "{1}", "{\"a\"}",
    "{10.0.0.1}", "m", "t", "jp", "c", "names", "{}"};

static bool
is_row(size_t word, size_t left, size_t right)
{
	if (left > 2)
		return false;
	if (word < 6)
		return (left == right && right < 3) || right == left + 6;
	if (word < 8)
		return right == left + 3 || right == 11;
	if (word == 8)
		return left == 1 && (right == 1 || right == 7);
	if (word < 12)
		return left == 1 && right == 1;
	return left == 0 && right == 0;
}

START_TEST(test_pairs)
{
	char text[64];

	for (size_t w = 0; w < 13; w++)
		for (size_t l = 0; l < 6; l++)
			for (size_t r = 0; r < 12; r++) {
				snprintf(text, sizeof(text), "%s %s %s",
				    lefts[l], words[w], rights[r]);
				ck_assert_msg(
				    is_row(w, l, r) ==
					(bench_check(&bench, text) != NULL),
				    "%s", text);
				ck_assert_msg(
				    is_row(w, l, r) ||
					certrule_diags_count(bench.diags) == 1,
				    "%s", text);
			}
}
END_TEST

/* All that is wrong, in one go. */
START_TEST(test_all_reported)
{
	ck_assert_ptr_null(bench_check(&bench,
	    "x == 1 and (n == \"a\" or not y) and any(z[*] == 1) and b"));
	ck_assert_uint_eq(4, certrule_diags_count(bench.diags));
	ck_assert_ptr_null(
	    bench_check(&bench, "n in {1 2q 3 \"x\" 5..4 6} or s in {7}"));
	ck_assert_uint_eq(4, certrule_diags_count(bench.diags));
}
END_TEST

START_TEST(test_second_place)
{
	struct certrule_diag diag;

	bench_error(&bench, "n contains \"12\"");
	certrule_diags_at(bench.diags, 0, &diag);
	ck_assert_uint_eq(3, diag.column);
	ck_assert_uint_eq(8, diag.length);
	bench_error(&bench, "names == \"a\"");
	certrule_diags_at(bench.diags, 0, &diag);
	ck_assert_uint_eq(1, diag.column);
	ck_assert_uint_eq(5, diag.length);
}
END_TEST

/* ------------------------------------------------------------- lists, regexes */

static const struct cr_node *
parse_set(const char *text)
{
	struct cr_ast *ast;
	uint32_t source;

	certrule_diags_clear(bench.diags);
	ck_assert_int_eq(0, cr_sources_add(cr_diags_sources(bench.diags), "set",
				cr_bytes_text(text), &source));
	ast = cr_parse_filter(bench.arena, bench.diags, source);
	ck_assert(ast != NULL && ast->expression != NULL);
	return ast->expression->child->next->child;
}

START_TEST(test_lists)
{
	struct cr_list list = {
	    .name = cr_bytes_text("lost"), .type = CR_LIST_SERIAL};

	list.set = cr_check_list_set(&bench.check, CR_LIST_SERIAL,
	    parse_set("s in {\"0x01:ab\" 02cd \"-7\"}"));
	ck_assert_ptr_nonnull(list.set);
	ck_assert_uint_eq(3, cr_set_count(list.set));
	bench.check.lists = &list;
	bench_string(&bench, "s", "1AB");
	ck_assert_int_eq(CERTRULE_TRUE, bench_run(&bench, "s in $lost"));
	ck_assert_int_eq(CERTRULE_FALSE, bench_run(&bench, "s not in $lost"));
	ck_assert(list.used);
	ck_assert_str_eq("E0131: '$lost' is a list of serial, and 'n' is Int",
	    bench_error(&bench, "n in $lost"));
	ck_assert_str_eq("E0103: unknown list '$los' | did you mean '$lost'?",
	    bench_error(&bench, "s in $los"));
}
END_TEST

START_TEST(test_bad_items)
{
	struct certrule_diag diag;

	ck_assert_ptr_null(cr_check_list_set(&bench.check, CR_LIST_FINGERPRINT,
	    parse_set("s in {\"00\" \"zz\" \"\"}")));
	ck_assert_uint_eq(3, certrule_diags_count(bench.diags));
	certrule_diags_at(bench.diags, 1, &diag);
	ck_assert_str_eq("E0130", diag.code);
	ck_assert_str_eq("'zz' is no fingerprint: a byte that is no hex digit",
	    diag.message);
	ck_assert_ptr_null(cr_check_list_set(
	    &bench.check, CR_LIST_IP, parse_set("s in {\"10.0.0.1\"}")));
	ck_assert_ptr_null(cr_check_list_set(
	    &bench.check, CR_LIST_HOST, parse_set("s in {\"a..b\"}")));
}
END_TEST

START_TEST(test_regexes)
{
	const struct cr_expr *first, *second, *third;

	first = bench_check(&bench, "s matches \"^a+b\"");
	second = bench_check(&bench, "t matches \"^a+b\"");
	third = bench_check(&bench, "t matches \"^a+c\"");
	ck_assert(first != NULL && second != NULL && third != NULL);
	ck_assert_ptr_eq(first->regex, second->regex);
	ck_assert_ptr_ne(first->regex, third->regex);
	ck_assert_uint_eq(2, bench.check.regex_count);
	ck_assert_ptr_null(bench_check(&bench, "t matches \"(\""));
	ck_assert_uint_eq(2, bench.check.regex_count);
}
END_TEST

START_TEST(test_many_regexes)
{
	char text[64];

	for (int i = 0; i < CR_LIMIT_REGEX_COUNT; i++) {
		snprintf(text, sizeof(text), "s matches \"x%d\"", i);
		ck_assert_ptr_nonnull(bench_check(&bench, text));
	}
	ck_assert_ptr_nonnull(bench_check(&bench, "s matches \"x77\""));
	ck_assert_str_eq("E0132: more than 10000 distinct regular expressions",
	    bench_error(&bench, "s matches \"y\""));
}
END_TEST

START_TEST(test_many_items)
{
	size_t count = CR_LIMIT_SET_ITEMS + 1;
	struct cr_node *items = calloc(count, sizeof(*items));
	const struct cr_set *set;

	ck_assert_ptr_nonnull(items);
	for (size_t i = 0; i < count; i++) {
		items[i].kind = CR_NODE_WORD;
		items[i].text = cr_bytes_text("7");
		items[i].next = i + 1 < count ? &items[i + 1] : NULL;
	}
	ck_assert_ptr_null(cr_check_list_set(&bench.check, CR_LIST_INT, items));
	ck_assert_uint_eq(1, certrule_diags_error_count(bench.diags));
	items[count - 2].next = NULL;
	set = cr_check_list_set(&bench.check, CR_LIST_INT, items);
	ck_assert_ptr_nonnull(set);
	ck_assert_uint_eq(1, cr_set_count(set));
	free(items);
}
END_TEST

START_TEST(test_reads)
{
	bool reads[32] = {false};

	bench.check.reads = reads;
	ck_assert_ptr_nonnull(
	    bench_check(&bench, "lower(s) == t or any(names[*] == \"a\")"));
	ck_assert(reads[bench_field(&bench, "s")] &&
		  reads[bench_field(&bench, "t")] &&
		  reads[bench_field(&bench, "names")]);
	ck_assert(!reads[bench_field(&bench, "n")]);
}
END_TEST

START_TEST(test_dump)
{
	const struct cr_expr *expr = bench_check(&bench,
	    "any(lower(names[*])[*] == \"a\") and not n in {1 5..6} and "
	    "lists[\"k\"][0] matches \"x\" and b");
	struct cr_buffer buffer;

	ck_assert_ptr_nonnull(expr);
	cr_buffer_init(&buffer, cr_alloc_default());
	cr_expr_dump(expr, bench.schema, &buffer);
	ck_assert(!cr_buffer_failed(&buffer));
	ck_assert_str_eq("and : Bool\n"
			 "  any : Bool\n"
			 "    compare STRING_EQ : Array<Bool>\n"
			 "      each : String *\n"
			 "        call lower : Array<String>\n"
			 "          each : String *\n"
			 "            field names : Array<String>\n"
			 "      literal \"a\" : String\n"
			 "  not : Bool\n"
			 "    compare INT_IN : Bool\n"
			 "      field n : Int\n"
			 "      set of 2\n"
			 "  compare STRING_MATCHES : Bool\n"
			 "    element 0 : String\n"
			 "      key \"k\" : Array<String>\n"
			 "        field lists : Map<Array<String>>\n"
			 "    regex \"x\"\n"
			 "  truth : Bool\n"
			 "    field b : Bool\n",
	    (const char *)buffer.data);
	cr_buffer_fini(&buffer);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("check");
	TCase *tests = tcase_create("check");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 120);
	tcase_add_loop_test(tests, test_refused, 0,
	    (int)(sizeof(refused) / sizeof(refused[0])));
	tcase_add_loop_test(
	    tests, test_taken, 0, (int)(sizeof(taken) / sizeof(taken[0])));
	tcase_add_test(tests, test_pairs);
	tcase_add_test(tests, test_all_reported);
	tcase_add_test(tests, test_second_place);
	tcase_add_test(tests, test_lists);
	tcase_add_test(tests, test_bad_items);
	tcase_add_test(tests, test_regexes);
	tcase_add_test(tests, test_many_regexes);
	tcase_add_test(tests, test_many_items);
	tcase_add_test(tests, test_reads);
	tcase_add_test(tests, test_dump);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

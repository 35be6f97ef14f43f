/* SPDX-License-Identifier: MIT */
/* Every function: answers, missing, errors, and bodies that others supply. */
#include "bench.h"

#include "../../base/alloc.h"
#include "../../base/limits.h"
#include "../../engine/functions.h"
#include "../../engine/reference_parts.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct bench bench;

static void
setup(void)
{
	bench_open(&bench);
	bench_string(&bench, "s", "Hello World");
	bench_string(&bench, "t", "/api/users");
	bench_int(&bench, "n", 3);
	bench_bool(&bench, "b", 1);
	bench_ip(&bench, "ip", "192.0.2.77");
	bench_ip(&bench, "jp", "2001:db8:1:2::77");
	bench_strings(&bench, "names", "Alpha beta ALPHA");
	bench_set_error(&bench, "m");
	/* missing: c, words, map, nums */
}

static void
teardown(void)
{
	bench_close(&bench);
}

static const struct {
	const char *text;
	enum certrule_outcome outcome;
} rows[] = {
#define T(text)                     \
	{                           \
		text, CERTRULE_TRUE \
	}
#define F(text)                      \
	{                            \
		text, CERTRULE_FALSE \
	}
#define E(text)                          \
	{                                \
		text, CERTRULE_UNDECIDED \
	}
    T("lower(s) == \"hello world\""),
    T("upper(s) == \"HELLO WORLD\""),
    T("upper(\"\\xe4z\") == \"\\xe4Z\""),
    T("lower(\"\") == \"\""),
    T("len(s) == 11"),
    T("len(\"\\x00a\") == 2"),
    T("len(names) == 3"),
    F("len(map) == 0"),
    T("starts_with(s, \"Hello\")"),
    F("starts_with(s, \"hello\")"),
    T("starts_with(s, \"\")"),
    F("starts_with(s, substring(s, 0, 0))"),
    T("ends_with(s, \"World\")"),
    T("ends_with(s, \"\")"),
    F("ends_with(s, concat(substring(s, 0, 0)))"),
    F("ends_with(s, \"Hello World!\")"),
    F("starts_with(map[\"x\"], \"\")"),
    T("concat(\"<\", s, \">\") == \"<Hello World>\""),
    T("concat(s, map[\"x\"]) == s"),
    F("concat(map[\"x\"]) == \"\""),
    F("concat(map[\"x\"], map[\"y\"]) ne \"x\""),
    T("len(concat(names, names)) == 6"),
    T("len(concat(names, words)) == 3"),
    F("len(concat(words)) == 0"),
    T("concat(names, names)[3] == \"Alpha\""),
    T("substring(s, 6) == \"World\""),
    T("substring(s, 0, 5) == \"Hello\""),
    T("substring(s, -5) == \"World\""),
    T("substring(s, -5, -1) == \"Worl\""),
    T("substring(s, 5, 2) == \"\""),
    T("substring(s, 100) == \"\""),
    T("substring(s, -100, 2) == \"He\""),
    T("substring(s, -9223372036854775808) == s"),
    T("substring(s, 0, 9223372036854775807) == s"),
    T("substring(s, n, 5) == \"lo\""),
    T("to_string(n) == \"3\""),
    T("to_string(-9223372036854775808) == \"-9223372036854775808\""),
    T("to_string(b) == \"true\""),
    T("to_string(s == \"x\") == \"false\""),
    T("to_string(ip) == \"192.0.2.77\""),
    T("to_string(jp) == \"2001:db8:1:2::77\""),
    T("to_string(192.0.2.1) == \"192.0.2.1\""),
    F("to_string(c) == \"false\""),
    T("has_value(names, \"beta\")"),
    F("has_value(names, \"Beta\")"),
    T("has_value(names, lower(\"BETA\"))"),
    F("has_value(words, \"x\")"),
    F("has_key(map, \"x\")"),
    F("not has_key(map, \"x\") and false"),
    T("not has_key(map, \"x\")"),
    T("cidr(ip, 24, 64) == 192.0.2.0"),
    T("cidr(jp, 24, 64) == 2001:db8:1:2::"),
    T("cidr(ip, 32, 128) == ip"),
    T("cidr(ip, 1, 1) == 128.0.0.0"),
    F("cidr(ip, len(\"\"), 64) == 0.0.0.0"),
    T("cidr6(jp, 32) == 2001:db8::"),
    T("cidr6(ip, 32) == ip"),
    F("cidr6(jp, len(\"\")) == ::"),
    T("path_under(t, \"/api\")"),
    T("path_under(t, \"/api/users\")"),
    F("path_under(t, \"/ap\")"),
    F("path_under(t, \"/api/users/1\")"),
    F("path_under(map[\"x\"], \"/api\")"),
    /* over [*] */
    T("any(lower(names[*])[*] == \"alpha\")"),
    T("lower(names[*])[2] == \"alpha\""),
    F("lower(names[*])[3] == \"alpha\""),
    T("len(lower(names[*])) == 3"),
    T("any(starts_with(names[*], \"be\"))"),
    F("all(starts_with(names[*], \"be\"))"),
    F("any(starts_with(names[*], map[\"x\"]))"),
    F("all(starts_with(names[*], map[\"x\"]))"),
    T("all(starts_with(words[*], \"x\"))"),
    T("any(concat(names[*], \"!\")[*] == \"beta!\")"),
    T("any(not starts_with(names[*], \"b\"))"),
    T("len(starts_with(names[*], \"b\")) == 3"),
    T("has_value(names[*] == \"beta\", b)"),
    /* errors */
    E("len(to_string(m)) == 1"),
    E("substring(map[\"x\"], m) == \"\""),
    E("any(starts_with(words[*], to_string(m)))"),
    E("any(starts_with(names[*], to_string(m)))"),
    E("concat(s, to_string(m)) == \"x\""),
    F("to_string(m) == \"1\" and false"),
#undef T
#undef F
#undef E
};

START_TEST(test_answers)
{
	ck_assert_msg(bench_run(&bench, rows[_i].text) == rows[_i].outcome,
	    "%s is %s", rows[_i].text,
	    bench_outcome(bench_run(&bench, rows[_i].text)));
}
END_TEST

START_TEST(test_map)
{
	struct certrule_entry entries[2] = {
	    {cr_bytes_text("k"), cr_value_string(cr_bytes_text("v"))},
	    {cr_bytes_text("broken"), cr_value_error(CERTRULE_STRING, "why")}};
	struct certrule_value map = cr_value_map(CERTRULE_STRING, entries, 1);

	ck_assert_int_eq(0, certrule_fieldset_set(
				bench.facts, bench_field(&bench, "map"), &map));
	ck_assert_int_eq(
	    CERTRULE_TRUE, bench_run(&bench, "has_key(map, \"k\")"));
	ck_assert_int_eq(
	    CERTRULE_FALSE, bench_run(&bench, "has_key(map, \"v\")"));
	ck_assert_int_eq(
	    CERTRULE_TRUE, bench_run(&bench, "has_value(map, \"v\")"));
	ck_assert_int_eq(CERTRULE_TRUE, bench_run(&bench, "len(map) == 1"));
	certrule_fieldset_clear(bench.facts);
	map = cr_value_map(CERTRULE_STRING, entries, 2);
	ck_assert_int_eq(0, certrule_fieldset_set(
				bench.facts, bench_field(&bench, "map"), &map));
	ck_assert_int_eq(
	    CERTRULE_UNDECIDED, bench_run(&bench, "has_key(map, \"k\")"));
	ck_assert_int_eq(
	    CERTRULE_TRUE, bench_run(&bench, "map[\"k\"] == \"v\""));
}
END_TEST

/* An element in error is one of the results, and of the whole. */
START_TEST(test_broken_element)
{
	bench_strings(&bench, "words", "a ! c");
	ck_assert_int_eq(CERTRULE_TRUE,
	    bench_run(&bench, "any(upper(words[*])[*] == \"C\")"));
	ck_assert_int_eq(CERTRULE_UNDECIDED,
	    bench_run(&bench, "any(upper(words[*])[*] == \"D\")"));
	ck_assert_int_eq(CERTRULE_FALSE,
	    bench_run(&bench, "all(upper(words[*])[*] == \"A\")"));
	ck_assert_int_eq(
	    CERTRULE_TRUE, bench_run(&bench, "upper(words[*])[2] == \"C\""));
	ck_assert_int_eq(CERTRULE_UNDECIDED,
	    bench_run(&bench, "upper(words[*])[1] == \"C\""));
	ck_assert_int_eq(
	    CERTRULE_UNDECIDED, bench_run(&bench, "len(words) == 3"));
}
END_TEST

/* ------------------------------------------------------------------- bodies */

static int
yields_nothing(struct cr_call *call)
{
	(void)call;
	return 0;
}

static int
cannot(struct cr_call *call)
{
	call->why = "it cannot";
	return -1;
}

static const struct cr_function own[] = {
    {"secret", "secret(String) String", "", CERTRULE_STRING, 1, 1, 0, NULL,
	{{CR_TAKES_STRING, 0, 0, NULL, 0}}, 1, NULL},
};

START_TEST(test_unfilled)
{
	ck_assert_str_eq("E0104: nothing here implements function 'sha256'",
	    bench_error(&bench, "sha256(s) == \"x\""));
	bench.check.functions = own;
	bench.check.function_count = 1;
	ck_assert_str_eq("E0104: nothing here implements function 'secret'",
	    bench_error(&bench, "secret(s) == \"x\""));
	ck_assert_int_eq(
	    0, cr_schema_fill(bench.schema, "secret", yields_nothing));
	ck_assert_int_eq(
	    CERTRULE_FALSE, bench_run(&bench, "secret(s) ne \"x\""));
	ck_assert_int_eq(CERTRULE_TRUE,
	    bench_run(&bench, "all(secret(names[*])[*] == \"x\")"));
}
END_TEST

START_TEST(test_replaced)
{
	struct certrule_function_info info;
	size_t count = certrule_schema_function_count(bench.schema);

	ck_assert_uint_eq(28, count);
	for (size_t i = 0; i < count; i++) {
		certrule_schema_function_at(bench.schema, i, &info);
		/* Hashing is what libcertrule-openssl brings. */
		ck_assert_int_eq(
		    strcmp(info.name, "sha256") != 0 &&
			strcmp(info.name, "is_timed_hmac_valid_v0") != 0,
		    info.filled);
		ck_assert_ptr_nonnull(info.doc);
		ck_assert(
		    strncmp(info.signature, info.name, strlen(info.name)) == 0);
	}
	ck_assert_int_eq(0, cr_schema_fill(bench.schema, "lower", cannot));
	ck_assert_int_eq(
	    CERTRULE_UNDECIDED, bench_run(&bench, "lower(s) == \"x\""));
	ck_assert_int_eq(
	    CERTRULE_FALSE, bench_run(&bench, "lower(map[\"x\"]) == \"x\""));
}
END_TEST

/* Scratch is each comparison's own: what came before takes nothing from it.
 * Beside the text it holds the arguments, one value. */
static void
fill_string(size_t len)
{
	char *big = malloc(len + 1);

	ck_assert_ptr_nonnull(big);
	memset(big, 'A', len);
	big[len] = '\0';
	bench_string(&bench, "s", big);
	free(big);
}

START_TEST(test_scratch)
{
	size_t room = CR_LIMIT_SCRATCH - sizeof(struct certrule_value);

	fill_string(room - 16);
	ck_assert_int_eq(CERTRULE_TRUE,
	    bench_run(&bench,
		"not lower(s) == \"a\" and not lower(s) == \"b\" and "
		"not lower(s) == \"c\""));
	ck_assert_int_eq(CERTRULE_UNDECIDED,
	    bench_run(&bench, "concat(lower(s), \"\") == \"a\""));
	ck_assert_int_eq(CERTRULE_UNDECIDED,
	    bench_run(
		&bench, "not lower(s) == \"a\" and concat(lower(s)) == \"a\""));
	fill_string(room + 1);
	ck_assert_int_eq(
	    CERTRULE_UNDECIDED, bench_run(&bench, "lower(s) == \"a\""));
}
END_TEST

/* JSON of this length, of which all but a little is white space. */
static void
fill_json(size_t len)
{
	char *text = malloc(len + 1);

	ck_assert_ptr_nonnull(text);
	memset(text, ' ', len);
	memcpy(text, "{\"k\": 7", 7);
	text[len - 1] = '}';
	text[len] = '\0';
	bench_string(&bench, "s", text);
	free(text);
}

START_TEST(test_json_length)
{
	static const char text[] = "lookup_json_integer(s, \"k\") == 7";

	fill_json(CR_LIMIT_LOOKUP_JSON - 1);
	ck_assert_int_eq(CERTRULE_TRUE, bench_run(&bench, text));
	fill_json(CR_LIMIT_LOOKUP_JSON);
	ck_assert_int_eq(CERTRULE_TRUE, bench_run(&bench, text));
	fill_json(CR_LIMIT_LOOKUP_JSON + 1);
	ck_assert_int_eq(CERTRULE_UNDECIDED, bench_run(&bench, text));
}
END_TEST

/* A body may charge the evaluation; where that is over the budget, nothing that
 * came out of it counts. */
START_TEST(test_budget)
{
	static const char *const calls[] = {
	    "regex_replace(s, \"b\", \"c\") == \"a\"",
	    "lookup_json_integer(s, \"k\") == 7"};

	fill_json(4096);
	for (size_t i = 0; i < 2; i++) {
		const struct cr_expr *expr = bench_check(&bench, calls[i]);
		struct cr_evaluation run;

		cr_reference_init(&run, bench.facts);
		bench.facts->work = 2048;
		(void)cr_reference_evaluate(&run, expr);
		ck_assert(run.exhausted);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("functions");
	TCase *tests = tcase_create("functions");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
	    tests, test_answers, 0, (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_test(tests, test_map);
	tcase_add_test(tests, test_broken_element);
	tcase_add_test(tests, test_unfilled);
	tcase_add_test(tests, test_replaced);
	tcase_add_test(tests, test_scratch);
	tcase_add_test(tests, test_json_length);
	tcase_add_test(tests, test_budget);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

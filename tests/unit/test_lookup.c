/* SPDX-License-Identifier: MIT */
/*
 * lookup_json_string() of texts that are JSON and of those that are not, with
 * and without memory: no JSON is nothing either way; JSON is what it says or,
 * without memory, an error, never nothing.
 *
 * No token here is longer than 15 octets: see sweep.c.
 */
#include "bench.h"

#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct bench bench;
/* Of jansson's allocations, the one that fails, from 1, and all behind it. */
static size_t calls, fails_at;

static void *
allocate(size_t size)
{
	return fails_at != 0 && ++calls >= fails_at ? NULL : malloc(size);
}

static void
setup(void)
{
	fails_at = 0;
	json_set_alloc_funcs(allocate, free);
	bench_open(&bench);
}

static void
teardown(void)
{
	bench_close(&bench);
}

/* Whether "k" of the text is "v", or anything else, or nothing at all. */
static enum certrule_outcome
look_up(const char *text, size_t at)
{
	enum certrule_outcome outcome;

	bench_string(&bench, "s", text);
	calls = 0;
	fails_at = at;
	outcome = bench_run(&bench, "lookup_json_string(s, \"k\") == \"v\"");
	fails_at = 0;
	return outcome;
}

static const char *const good[] = {
    "{\"k\":\"v\"}",
    " \t\r\n{ \"k\" : \"v\" } \t\r\n",
    "{\"a\":{},\"b\":[],\"c\":[[],{}],\"k\":\"v\"}",
    "{ \"a\" : [ ] , \"b\" : [ 1 , 2 ] , \"k\" : \"v\" }",
    "{\"a\":true,\"b\":false,\"c\":null,\"k\":\"v\"}",
    "{\"a\":0,\"b\":-1,\"c\":120,\"k\":\"v\"}",
    "{\"a\":0.5,\"b\":-1.25,\"c\":1e3,\"d\":2E-1,\"e\":1.5e+3,\"k\":\"v\"}",
    "{\"a\":\"\\\"\\\\\\/\\b\\f\",\"b\":\"\\n\\r\\t\",\"k\":\"v\"}",
    "{\"a\":\"\\u00e4\\uAbCd\",\"b\":\"\\ud83d\\ude00\",\"k\":\"v\"}",
    "{\"a\":\"\\ud800\\udc00\",\"b\":\"\\udbff\\udfff\",\"k\":\"v\"}",
    "{\"a\":\"\\ud7ff\\ue000\",\"\":\"\",\"k\":\"v\"}",
    "{\"\\u006b\":\"v\"}",
    "{\"a\":\"\303\244\",\"k\":\"\\u0076\"}",
};

START_TEST(test_good)
{
	const char *text = good[_i];
	bool lacked = false;

	ck_assert_int_eq(CERTRULE_TRUE, look_up(text, 0));
	for (size_t at = 1; at < 100; at++) {
		enum certrule_outcome outcome = look_up(text, at);

		lacked |= outcome == CERTRULE_UNDECIDED;
		ck_assert_msg(outcome != CERTRULE_FALSE,
		    "%s: nothing there, without allocation %zu", text, at);
	}
	ck_assert(lacked);
	ck_assert_int_eq(CERTRULE_TRUE, look_up(text, 0));
}
END_TEST

/* Each with "k": "v" in it, for whoever finds that first. */
static const char *const bad[] = {
    "",
    " ",
    "\"v\"",
    "{\"k\":\"v\"",
    "{\"k\":\"v\",",
    "{\"k\":\"v\",}",
    "{\"k\":\"v\"} x",
    "{\"k\":\"v\"}{}",
    "{\"k\":\"v\"]",
    "{\"k\":\"v\" \"a\":1}",
    "{\"k\":\"v\",\"a\"}",
    "{\"k\":\"v\",\"a\":}",
    "{\"k\":\"v\",\"a\" 1}",
    "{\"k\":\"v\",a:1}",
    "{\"k\":\"v\",1:1}",
    "{\"k\":\"v\",\"a\":[1,]}",
    "{\"k\":\"v\",\"a\":[1 2]}",
    "{\"k\":\"v\",\"a\":[1}",
    "{\"k\":\"v\",\"a\":tru}",
    "{\"k\":\"v\",\"a\":t",
    "{\"k\":\"v\",\"a\":folse}",
    "{\"k\":\"v\",\"a\":nul}",
    "{\"k\":\"v\",\"a\":True}",
    "{\"k\":\"v\",\"a\":-}",
    "{\"k\":\"v\",\"a\":-x}",
    "{\"k\":\"v\",\"a\":1.}",
    "{\"k\":\"v\",\"a\":.5}",
    "{\"k\":\"v\",\"a\":1e}",
    "{\"k\":\"v\",\"a\":1e+}",
    "{\"k\":\"v\",\"a\":1e-}",
    "{\"k\":\"v\",\"a\":01}",
    "{\"k\":\"v\",\"a\":+1}",
    "{\"k\":\"v\",\"a\":\"",
    "{\"k\":\"v\",\"a\":\"b",
    "{\"k\":\"v\",\"a\":\"\n\"}",
    "{\"k\":\"v\",\"a\":\"\\\"}",
    "{\"k\":\"v\",\"a\":\"\\q\"}",
    "{\"k\":\"v\",\"a\":\"\\",
    "{\"k\":\"v\",\"a\":\"\\u12",
    "{\"k\":\"v\",\"a\":\"\\u123\"}",
    "{\"k\":\"v\",\"a\":\"\\u12g4\"}",
    "{\"k\":\"v\",\"a\":\"\\ud800\"}",
    "{\"k\":\"v\",\"a\":\"\\ud800x\"}",
    "{\"k\":\"v\",\"a\":\"\\ud800\\n\"}",
    "{\"k\":\"v\",\"a\":\"\\ud800\\ud7ff\"}",
    "{\"k\":\"v\",\"a\":\"\\ud800\\ue000\"}",
    "{\"k\":\"v\",\"a\":\"\\ud800\\u12\"}",
    "{\"k\":\"v\",\"a\":\"\\udc00\"}",
    "{\"k\":\"v\",\"a\":\"\\udfff\\ud800\"}",
};

START_TEST(test_bad)
{
	static const char other[] = "lookup_json_string(s, \"k\") != \"v\"";

	ck_assert_int_eq(CERTRULE_FALSE, look_up(bad[_i], 0));
	ck_assert_int_eq(CERTRULE_FALSE, bench_run(&bench, other));
	ck_assert_int_eq(CERTRULE_FALSE, look_up(bad[_i], 1));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("lookup");
	TCase *tests = tcase_create("lookup");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
	    tests, test_good, 0, (int)(sizeof(good) / sizeof(good[0])));
	tcase_add_loop_test(
	    tests, test_bad, 0, (int)(sizeof(bad) / sizeof(bad[0])));
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

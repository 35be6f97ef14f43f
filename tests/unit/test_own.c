/* SPDX-License-Identifier: MIT */
/*
 * Functions and lists of the host's own: what may be added, how policies use
 * them, and that whatever a callback does wrong is an error, by every evaluator
 * alike.
 */
#include "faults.h"
#include "gates.h"
#include "unit.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static struct gates gates;

/* What the callbacks do this time. */
struct host {
	int answer;
	unsigned calls;
};
static struct host host;

static void
setup(void)
{
	gates_open(&gates, NULL);
	host = (struct host){.answer = 0};
}

static void
teardown(void)
{
	gates_close(&gates);
}

/* ---------------------------------------------------------------- callbacks */

/* twice("ab") is "abab", by memory of the call. */
static int
twice(void *context, struct certrule_call *call,
    const struct certrule_value *args, size_t count,
    struct certrule_value *result)
{
	struct certrule_bytes text = args[0].as.string;
	unsigned char *out = certrule_call_allocate(call, text.len * 2);

	ck_assert_ptr_null(context);
	ck_assert_uint_eq(count, 1);
	if (out == NULL)
		return -1;
	memcpy(out, text.data, text.len);
	memcpy(out + text.len, text.data, text.len);
	result->state = CERTRULE_PRESENT;
	result->as.string.data = out;
	result->as.string.len = text.len * 2;
	return 0;
}

/* What is asked for, and what is wrong with it. */
static int
judge(void *context, struct certrule_call *call,
    const struct certrule_value *args, size_t count,
    struct certrule_value *result)
{
	struct host *of = context;

	(void)args;
	of->calls++;
	switch (of->answer) {
	case -1:
		return -1;
	case 2:
		certrule_call_fail(call, "the \x1b[31mdatabase is gone");
		return 0;
	case 3:
		result->state = CERTRULE_PRESENT;
		result->type = CERTRULE_INT;
		return 0;
	case 4:
		result->state = CERTRULE_ERROR;
		result->as.why = "of its own";
		return 0;
	case 5:
		/* Nobody looks whether there was memory. */
		ck_assert_ptr_null(
		    certrule_call_allocate(call, (size_t)1 << 30));
		break;
	case 6:
		return 0;
	default:
		break;
	}
	result->state = CERTRULE_PRESENT;
	result->as.boolean = of->answer == 1 && count > 0;
	return 0;
}

/* How many of its arguments are there. */
static int
present(void *context, struct certrule_call *call,
    const struct certrule_value *args, size_t count,
    struct certrule_value *result)
{
	(void)context;
	(void)call;
	result->state = CERTRULE_PRESENT;
	for (size_t i = 0; i < count; i++)
		result->as.integer += args[i].state == CERTRULE_PRESENT;
	return 0;
}

static int
has(void *context, const struct certrule_value *value)
{
	struct host *of = context;

	ck_assert_int_eq(value->state, CERTRULE_PRESENT);
	of->calls++;
	return of->answer;
}

static int
has_not(void *context, const struct certrule_value *value)
{
	(void)context;
	(void)value;
	return 0;
}

/* ------------------------------------------------------------------- adding */

static const unsigned one_string[] = {CERTRULE_STRING};
static const unsigned string_and_int[] = {CERTRULE_STRING, CERTRULE_INT};
static const unsigned strings[] = {CERTRULE_ARRAY_OF(CERTRULE_STRING)};

static int
add(struct certrule_schema *schema, const char *name, const unsigned *args,
    size_t count, unsigned result, certrule_function_fn *call)
{
	struct certrule_function function = {.name = name,
	    .args = args,
	    .arg_count = count,
	    .result = result,
	    .call = call,
	    .context = call == judge ? &host : NULL};

	if (call == present)
		function.flags = CERTRULE_FUNCTION_TAKES_MISSING;
	if (call == judge)
		function.flags = CERTRULE_FUNCTION_HEAP;
	function.optional = count > 1 ? count - 1 : 0;
	return certrule_schema_add_function(schema, &function);
}

static int
add_all(struct certrule_schema *schema)
{
	static const struct certrule_bytes ips[] = {
	    {(const unsigned char *)"192.0.2.0/24", 12},
	    {(const unsigned char *)"2001:db8::1", 11}};
	static const struct certrule_bytes odd[] = {
	    {(const unsigned char *)"#a\nb", 4},
	    {(const unsigned char *)"", 0}};
	static const struct certrule_bytes hosts[] = {
	    {(const unsigned char *)"*.Example.com", 13}};

	if (add(schema, "acme.twice", one_string, 1, CERTRULE_STRING, twice) !=
		0 ||
	    add(schema, "judge", string_and_int, 2, CERTRULE_BOOL, judge) !=
		0 ||
	    add(schema, "present", string_and_int, 2, CERTRULE_INT, present) !=
		0 ||
	    add(schema, "many", strings, 1, CERTRULE_INT, present) != 0 ||
	    certrule_schema_add_list(schema, "office", "ip", ips, 2) != 0 ||
	    certrule_schema_add_list(schema, "odd", "string", odd, 2) != 0 ||
	    certrule_schema_add_list(schema, "none", "int", NULL, 0) != 0 ||
	    certrule_schema_add_list(schema, "ours", "host", hosts, 1) != 0 ||
	    certrule_schema_add_list_callback(
		schema, "asked", "string", has, &host) != 0 ||
	    certrule_schema_add_list_callback(
		schema, "other", "string", has_not, NULL) != 0 ||
	    certrule_schema_add_list_callback(
		schema, "numbers", "int", has, &host) != 0)
		return -1;
	return 0;
}

static int
add_named(const char *name)
{
	return add(gates.schema, name, one_string, 1, CERTRULE_STRING, twice);
}

static int
add_list(const char *name, const char *type)
{
	return certrule_schema_add_list(gates.schema, name, type, NULL, 0);
}

START_TEST(test_refused)
{
	static const char *const names[] = {"", "1st", "a b", "a.", ".a", "in",
	    "allow", "ab.cd", "lower", "sha256", "http.host", "hostname",
	    "is_jwt_ok", "acme.level", "judge", "caf\xc3\xa9"};
	struct certrule_function function = {.name = "fine",
	    .args = string_and_int,
	    .arg_count = 2,
	    .result = CERTRULE_BOOL,
	    .call = judge};

	ck_assert_int_eq(
	    certrule_schema_add_field(gates.schema, "acme.level", CERTRULE_INT),
	    0);
	ck_assert_int_eq(add_all(gates.schema), 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		ck_assert_msg(add_named(names[i]) == -1, "%s", names[i]);
	function.arg_count = 0;
	ck_assert_int_eq(
	    certrule_schema_add_function(gates.schema, &function), -1);
	function.arg_count = 7;
	ck_assert_int_eq(
	    certrule_schema_add_function(gates.schema, &function), -1);
	function.arg_count = 2;
	function.optional = 2;
	ck_assert_int_eq(
	    certrule_schema_add_function(gates.schema, &function), -1);
	function.optional = 0;
	function.result = CERTRULE_ARRAY;
	ck_assert_int_eq(
	    certrule_schema_add_function(gates.schema, &function), -1);
	function.result = CERTRULE_BOOL;
	function.flags = 4;
	ck_assert_int_eq(
	    certrule_schema_add_function(gates.schema, &function), -1);
	function.flags = 0;
	function.call = NULL;
	ck_assert_int_eq(
	    certrule_schema_add_function(gates.schema, &function), -1);
	function.call = judge;
	function.args = (const unsigned[]){CERTRULE_STRING, 0};
	ck_assert_int_eq(
	    certrule_schema_add_function(gates.schema, &function), -1);
	function.args = string_and_int;
	ck_assert_int_eq(
	    certrule_schema_add_function(gates.schema, &function), 0);
	/* Nor may a field be called like one. */
	ck_assert_int_eq(
	    certrule_schema_add_field(gates.schema, "fine", CERTRULE_INT), -1);
}
END_TEST

START_TEST(test_refused_lists)
{
	ck_assert_int_eq(add_list("", "ip"), -1);
	ck_assert_int_eq(add_list("a b", "ip"), -1);
	ck_assert_int_eq(add_list("$a", "ip"), -1);
	ck_assert_int_eq(add_list("a", "bool"), -1);
	ck_assert_int_eq(add_list("a", ""), -1);
	ck_assert_int_eq(add_list("a", "serial"), 0);
	ck_assert_int_eq(add_list("a", "ip"), -1);
	ck_assert_int_eq(certrule_schema_add_list_callback(
			     gates.schema, "b", "serial", has, &host),
	    -1);
	ck_assert_int_eq(certrule_schema_add_list_callback(
			     gates.schema, "b", "ip", NULL, &host),
	    -1);
	ck_assert_int_eq(certrule_schema_add_list_callback(
			     gates.schema, "b", "ip", has, &host),
	    0);
	/* Names of lists and of all else are apart. */
	ck_assert_int_eq(add_list("lower", "string"), 0);
	ck_assert_int_eq(add_named("b"), 0);
}
END_TEST

START_TEST(test_described)
{
	struct certrule_function_info info;
	size_t count = certrule_schema_function_count(gates.schema);

	ck_assert_int_eq(add_all(gates.schema), 0);
	ck_assert_uint_eq(
	    certrule_schema_function_count(gates.schema), count + 4);
	certrule_schema_function_at(gates.schema, 0, &info);
	ck_assert_str_eq(info.name, "lower");
	ck_assert_int_eq(info.own, 0);
	ck_assert_int_eq(info.heap, 0);
	certrule_schema_function_at(gates.schema, count, &info);
	ck_assert_str_eq(info.signature, "acme.twice(String) String");
	ck_assert_str_eq(info.doc, "");
	ck_assert_int_eq(info.own && info.filled && !info.heap, 1);
	certrule_schema_function_at(gates.schema, count + 1, &info);
	ck_assert_str_eq(info.signature, "judge(String[, Int]) Bool");
	ck_assert_int_eq(info.heap, 1);
	certrule_schema_function_at(gates.schema, count + 3, &info);
	ck_assert_str_eq(info.signature, "many(Array<String>) Int");
}
END_TEST

/* ----------------------------------------------------------------- deciding */

static const unsigned evaluators[] = {0, CERTRULE_LINEAR, CERTRULE_REFERENCE};

static struct certrule_gate *
load(const char *text, unsigned flags)
{
	struct certrule_options options = {.flags = flags};

	certrule_diags_clear(gates.diags);
	return certrule_gate_load_mem(
	    gates.schema, "policy", text, strlen(text), &options, gates.diags);
}

static char *
decide(struct certrule_gate *gate)
{
	static const char facts_text[] =
	    "{\"http.host\":\"a.example.com\",\"ip.src\":\"192.0.2.7\","
	    "\"http.request.method\":\"GET\",\"http.cookie\":\"#a\\nb\","
	    "\"http.request.headers\":{\"x\":[\"ab\",\"c\"]},"
	    "\"http.request.timestamp.sec\":7}";
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	const char *why = NULL;
	char *verdict;

	ck_assert_ptr_nonnull(facts);
	ck_assert_int_eq(certrule_fieldset_set_json(
			     facts, facts_text, sizeof(facts_text) - 1, &why),
	    0);
	verdict = gates_verdict(gate, facts);
	certrule_fieldset_free(facts);
	return verdict;
}

/* The same verdict of all evaluators, and of the gate that a reload gives. */
static void
expect(const char *expression, const char *wanted)
{
	char text[512];

	snprintf(text, sizeof(text),
	    "allow anonymous \"yes\" if %s\nblock \"no\" if true\n",
	    expression);
	for (size_t i = 0; i < 3; i++) {
		struct certrule_gate *gate = load(text, evaluators[i]), *next;
		char *verdict;

		ck_assert_msg(
		    gate != NULL, "%s: %s", expression, gates_codes(&gates));
		verdict = decide(gate);
		ck_assert_msg(strcmp(verdict, wanted) == 0, "%s (%zu): %s",
		    expression, i, verdict);
		free(verdict);
		next = certrule_gate_reload(gate, gates.diags);
		certrule_gate_unref(gate);
		ck_assert_ptr_nonnull(next);
		verdict = decide(next);
		ck_assert_str_eq(verdict, wanted);
		free(verdict);
		certrule_gate_unref(next);
	}
}

#define YES "allow by \"yes\" (policy:1)"
#define NO  "block by \"no\" (policy:2)"
#define FAILED(of, why) \
	"block by \"yes\" (policy:1): evaluation error in '" of "': " why

START_TEST(test_functions)
{
	ck_assert_int_eq(add_all(gates.schema), 0);
	expect("acme.twice(http.request.method) == \"GETGET\"", YES);
	expect("acme.twice(http.request.method) == \"GET\"", NO);
	expect("acme.twice(acme.twice(\"a\")) == \"aaaa\"", YES);
	expect("any(acme.twice(http.request.headers[\"x\"][*])[*] == \"cc\")",
	    YES);
	expect(
	    "all(acme.twice(http.request.headers[\"x\"][*])[*] == \"cc\")", NO);
	expect("many(http.request.headers[\"x\"]) == 1", YES);
	expect("present(http.request.method) == 1", YES);
	expect("present(http.request.method, 9) == 2", YES);
	/* It asked to see missing arguments; others are not asked. */
	expect("present(http.referer, 9) == 1", YES);
	expect("acme.twice(http.referer) != \"x\"", NO);
	host.answer = 1;
	expect("judge(http.request.method)", YES);
	expect("not judge(http.request.method)", NO);
	host.calls = 0;
	expect("judge(http.referer)", NO);
	ck_assert_uint_eq(host.calls, 0);
	host.answer = 6;
	expect("judge(http.request.method)", NO);
	expect("not judge(http.request.method)", YES);
}
END_TEST

START_TEST(test_function_errors)
{
	static const char judged[] = "judge(http.request.method)";

	ck_assert_int_eq(add_all(gates.schema), 0);
	host.answer = -1;
	expect(judged,
	    FAILED("judge(http.request.method)", "the function failed"));
	expect("not judge(http.request.method)",
	    FAILED("judge(http.request.method)", "the function failed"));
	host.answer = 2;
	expect(judged, FAILED("judge(http.request.method)",
			   "the \\x1b[31mdatabase is gone"));
	host.answer = 3;
	expect(judged, FAILED("judge(http.request.method)",
			   "the function gave a value of another type"));
	host.answer = 4;
	expect(judged, FAILED("judge(http.request.method)",
			   "the function gave a value in error"));
	host.answer = 5;
	expect(judged, FAILED("judge(http.request.method)",
			   "function results exceed their limit"));
	/* What does not depend on it decides as ever. */
	expect("judge(http.request.method) or http.request.method == \"GET\"",
	    YES);
	expect("judge(http.request.method) and http.request.method == \"PUT\"",
	    NO);
}
END_TEST

START_TEST(test_lists)
{
	ck_assert_int_eq(add_all(gates.schema), 0);
	expect("ip.src in $office", YES);
	expect("ip.src not in $office", NO);
	expect("http.cookie in $odd", YES);
	expect("http.request.method in $odd", NO);
	expect("http.request.timestamp.sec in $none", NO);
	expect("hostname in $ours", YES);
	host.answer = 1;
	expect("http.request.method in $asked", YES);
	expect("http.request.method not in $asked", NO);
	expect("http.referer in $asked", NO);
	expect("http.referer not in $asked", NO);
	expect("any(http.request.headers[\"x\"][*] in $asked)", YES);
	expect("http.request.timestamp.sec in $numbers", YES);
	/* Two of them are two, however alike they look. */
	expect("http.request.method in $asked and "
	       "not http.request.method in $other",
	    YES);
	expect("http.request.method in $other or http.request.method in $asked",
	    YES);
	host.answer = 0;
	expect("http.request.method in $asked", NO);
	expect("http.request.method not in $asked", YES);
	host.answer = -1;
	expect("http.request.method in $asked",
	    FAILED(
		"http.request.method in $asked", "the list cannot be asked"));
	expect("http.request.method not in $asked",
	    FAILED("http.request.method not in $asked",
		"the list cannot be asked"));
	host.answer = 2;
	expect("http.request.method in $asked",
	    FAILED(
		"http.request.method in $asked", "the list cannot be asked"));
}
END_TEST

/* An answer of the host's is not kept for the next decision. */
START_TEST(test_fresh)
{
	static const char text[] =
	    "allow anonymous \"yes\" if http.request.method in $asked\n"
	    "block \"no\" if not http.request.method in $asked and "
	    "not judge(http.request.method)\n"
	    "block \"judged\" if judge(http.request.method)\n";
	struct certrule_gate *gate;
	struct certrule_fieldset *facts;
	struct certrule_verdict verdict;

	ck_assert_int_eq(add_all(gates.schema), 0);
	gate = load(text, 0);
	ck_assert_ptr_nonnull(gate);
	facts = certrule_fieldset_new(gate);
	ck_assert_ptr_nonnull(facts);
	ck_assert_int_eq(
	    certrule_fieldset_set_string(facts,
		certrule_gate_find_field(gate, "http.request.method"), "GET",
		3),
	    0);
	for (int i = 0; i < 4; i++) {
		host.answer = i % 2;
		host.calls = 0;
		certrule_gate_decide(gate, facts, &verdict);
		ck_assert_int_eq(verdict.action,
		    i % 2 == 1 ? CERTRULE_ALLOW : CERTRULE_BLOCK);
		/* Once a decision, however many rules ask. */
		ck_assert_uint_le(host.calls, 2);
		ck_assert_uint_ge(host.calls, 1);
	}
	certrule_fieldset_free(facts);
	certrule_gate_unref(gate);
}
END_TEST

/* -------------------------------------------------------------- diagnostics */

static void
expect_error(const char *text, const char *wanted)
{
	struct certrule_gate *gate = load(text, 0);
	struct certrule_diag diag;
	char found[512] = "none";

	if (certrule_diags_count(gates.diags) > 0) {
		certrule_diags_at(gates.diags, 0, &diag);
		snprintf(found, sizeof(found), "%s:%u:%u: %s: %s%s%s",
		    diag.file, diag.line, diag.column, diag.code, diag.message,
		    diag.hint != NULL ? " | " : "",
		    diag.hint != NULL ? diag.hint : "");
	}
	certrule_gate_unref(gate);
	ck_assert_str_eq(found, wanted);
}

START_TEST(test_diagnostics)
{
	ck_assert_int_eq(add_all(gates.schema), 0);
	expect_error("block \"x\" if acme.twic(\"a\") == \"a\"",
	    "policy:1:14: E0102: unknown function 'acme.twic' | "
	    "did you mean 'acme.twice'?");
	expect_error("block \"x\" if acme.twice == \"a\"",
	    "policy:1:14: E0101: unknown field 'acme.twice' | "
	    "it is a function: acme.twice(String) String");
	expect_error("block \"x\" if acme.twice(7) == \"a\"",
	    "policy:1:25: E0117: argument 1 of acme.twice() must be String, "
	    "not Int | acme.twice(String) String");
	expect_error("block \"x\" if many(http.host) == 1",
	    "policy:1:19: E0117: argument 1 of many() must be Array<String>, "
	    "not String | many(Array<String>) Int");
	expect_error("block \"x\" if judge(http.host, 1, 2)",
	    "policy:1:14: E0116: judge() takes at most 2 arguments, not 3 | "
	    "judge(String[, Int]) Bool");
	expect_error("block \"x\" if acme.twice(http.host) == 7",
	    "policy:1:36: E0107: cannot compare String with Int using '==' | "
	    "a string is written \"7\"");
	expect_error("block \"x\" if ip.src in $offic",
	    "policy:1:24: E0103: unknown list '$offic' | "
	    "did you mean '$office'?");
	expect_error("block \"x\" if http.host in $office",
	    "policy:1:27: E0131: '$office' is a list of ip, and 'http.host' "
	    "is String");
	expect_error("block \"x\" if http.host in $numbers",
	    "policy:1:27: E0131: '$numbers' is a list of int, and 'http.host' "
	    "is String");
	expect_error("list $office ip { 10.0.0.1 }\nblock \"x\" if true",
	    "policy:1:6: E0202: a second list is called '$office' | "
	    "the program that loads the policy brings it");
	expect_error("field judge string\nblock \"x\" if true",
	    "policy:1:7: E0204: there is a field 'judge' already | "
	    "the program that loads the policy has a function of that name");
	/* Nothing of them that a policy leaves alone is warned of. */
	expect_error(
	    "block \"x\" if http.host == \"a\"\ndefault block\n", "none");
}
END_TEST

START_TEST(test_bad_items)
{
	static const struct certrule_bytes items[] = {
	    {(const unsigned char *)"10.0.0.1", 8},
	    {(const unsigned char *)"10.0.0.1/24", 11}};

	ck_assert_int_eq(
	    certrule_schema_add_list(gates.schema, "nets", "ip", items, 2), 0);
	expect_error("block \"x\" if true",
	    "$nets:2:1: E0124: '10.0.0.1/24' has bits set behind its prefix "
	    "| the network is 10.0.0.0/24");
}
END_TEST

START_TEST(test_portable)
{
	struct certrule_gate *gate;

	ck_assert_int_eq(add_all(gates.schema), 0);
	gate = load("block \"x\" if judge(http.host)\ndefault block\n",
	    CERTRULE_PORTABLE);
	ck_assert_ptr_nonnull(gate);
	certrule_gate_unref(gate);
	ck_assert_ptr_nonnull(strstr(gates_codes(&gates), "W1088"));
}
END_TEST

START_TEST(test_filter)
{
	struct certrule_gate *gate;
	struct certrule_filter *filter;
	struct certrule_fieldset *facts;
	static const char text[] = "judge(\"x\") and judge(\"y\", 1)";
	const char *why = NULL;

	ck_assert_int_eq(add_all(gates.schema), 0);
	gate = load("default block\n", 0);
	ck_assert_ptr_nonnull(gate);
	filter = certrule_filter_compile(
	    gate, text, sizeof(text) - 1, NULL, gates.diags);
	ck_assert_ptr_nonnull(filter);
	facts = certrule_fieldset_new(gate);
	ck_assert_ptr_nonnull(facts);
	host.answer = 1;
	ck_assert_int_eq(
	    certrule_filter_run(filter, facts, &why), CERTRULE_TRUE);
	host.answer = 2;
	ck_assert_int_eq(
	    certrule_filter_run(filter, facts, &why), CERTRULE_UNDECIDED);
	ck_assert_str_eq(why, "the \x1b[31mdatabase is gone");
	certrule_fieldset_free(facts);
	certrule_filter_free(filter);
	certrule_gate_unref(gate);
}
END_TEST

/* ------------------------------------------------------------------ threads */

static int
count_calls(void *context, const struct certrule_value *value)
{
	atomic_int *calls = context;

	atomic_fetch_add(calls, 1);
	return value->as.integer % 2 == 0;
}

/* Odd numbers are let in by a list and a function that all threads share. */
static void *
decide_often(void *context)
{
	struct certrule_gate *gate = context;
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	int number = certrule_gate_find_field(gate, "acme.level");
	struct certrule_verdict verdict;
	void *wrong = NULL;

	if (facts == NULL)
		return gate;
	for (int i = 0; i < 500; i++) {
		certrule_fieldset_clear(facts);
		(void)certrule_fieldset_set_int(facts, number, i);
		certrule_gate_decide(gate, facts, &verdict);
		if ((verdict.action == CERTRULE_ALLOW) != (i % 2 == 1))
			wrong = gate;
	}
	certrule_fieldset_free(facts);
	return wrong;
}

START_TEST(test_threads)
{
	static const char text[] =
	    "block \"even\" if acme.level in $even\n"
	    "allow anonymous if acme.twice(\"a\") == \"aa\"\n";
	struct certrule_gate *gate;
	pthread_t threads[4];
	atomic_int calls = 0;

	ck_assert_int_eq(
	    certrule_schema_add_field(gates.schema, "acme.level", CERTRULE_INT),
	    0);
	ck_assert_int_eq(add_all(gates.schema), 0);
	ck_assert_int_eq(certrule_schema_add_list_callback(
			     gates.schema, "even", "int", count_calls, &calls),
	    0);
	gate = load(text, 0);
	ck_assert_ptr_nonnull(gate);
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(
		    pthread_create(&threads[i], NULL, decide_often, gate), 0);
	for (int i = 0; i < 4; i++) {
		void *wrong = NULL;

		ck_assert_int_eq(pthread_join(threads[i], &wrong), 0);
		ck_assert_ptr_null(wrong);
	}
	ck_assert_int_ge(atomic_load(&calls), 4 * 500);
	certrule_gate_unref(gate);
}
END_TEST

/* Asking again to explain, and from the record. */
START_TEST(test_told)
{
	static const char text[] =
	    "allow anonymous \"yes\" if judge(http.request.method) and\n"
	    "    http.request.method in $asked\n"
	    "block \"no\" if true\n";
	struct certrule_gate *gate;
	struct certrule_fieldset *facts;
	struct certrule_verdict verdict;
	struct cr_buffer record, again, tree;
	const char *why = NULL;

	ck_assert_int_eq(add_all(gates.schema), 0);
	gate = load(text, 0);
	ck_assert_ptr_nonnull(gate);
	facts = certrule_fieldset_new(gate);
	ck_assert_ptr_nonnull(facts);
	host.answer = 1;
	cr_buffer_init(&record, cr_alloc_default());
	cr_buffer_init(&again, cr_alloc_default());
	cr_buffer_init(&tree, cr_alloc_default());
	certrule_fieldset_set_time(facts, 1780272000);
	ck_assert_int_eq(
	    certrule_fieldset_set_string(facts,
		certrule_gate_find_field(gate, "http.request.method"), "GET",
		3),
	    0);
	certrule_gate_decide(gate, facts, &verdict);
	ck_assert_int_eq(verdict.action, CERTRULE_ALLOW);
	ck_assert_int_eq(
	    certrule_verdict_json(gate, facts, &verdict, gates_write, &record),
	    0);
	ck_assert_int_eq(
	    certrule_gate_explain(gate, facts, gates_write, &tree), 0);
	ck_assert_ptr_nonnull(strstr(
	    (const char *)tree.data, "true    http.request.method in $asked"));
	certrule_fieldset_clear(facts);
	ck_assert_int_eq(certrule_fieldset_set_json(facts,
			     (const char *)record.data, record.len, &why),
	    0);
	certrule_gate_decide(gate, facts, &verdict);
	ck_assert_int_eq(
	    certrule_verdict_json(gate, facts, &verdict, gates_write, &again),
	    0);
	ck_assert_str_eq((const char *)record.data, (const char *)again.data);
	cr_buffer_fini(&record);
	cr_buffer_fini(&again);
	cr_buffer_fini(&tree);
	certrule_fieldset_free(facts);
	certrule_gate_unref(gate);
}
END_TEST

/* ------------------------------------------------------------------- faults */

static bool
try_with_fault(size_t at, bool from_then_on)
{
	static const char text[] =
	    "allow anonymous if acme.twice(http.host) == \"aa\" and "
	    "ip.src not in $office and http.host in $asked\n"
	    "allow anonymous if judge(http.host)\n";
	struct certrule_gate *gate = NULL, *next = NULL;
	struct certrule_fieldset *facts = NULL;
	struct certrule_schema *schema;
	struct certrule_diags *diags;
	struct certrule_verdict verdict;
	struct faults faults;

	faults_init(&faults, at, from_then_on);
	host.answer = 0;
	schema = certrule_schema_new(&faults.alloc);
	diags = certrule_diags_new(&faults.alloc);
	if (schema != NULL && diags != NULL && add_all(schema) == 0)
		gate = certrule_gate_load_mem(
		    schema, "policy", text, sizeof(text) - 1, NULL, diags);
	certrule_schema_free(schema);
	if (gate != NULL)
		next = certrule_gate_reload(gate, diags);
	if (gate != NULL)
		facts = certrule_fieldset_new(gate);
	if (facts != NULL) {
		(void)certrule_fieldset_set_host(facts, "a", 1);
		certrule_gate_decide(gate, facts, &verdict);
		ck_assert_int_ne(verdict.action, CERTRULE_ALLOW);
	}
	ck_assert(faults.failed != 0 || (facts != NULL && next != NULL));
	certrule_fieldset_free(facts);
	certrule_gate_unref(next);
	certrule_gate_unref(gate);
	certrule_diags_free(diags);
	ck_assert_uint_eq(faults.live, 0);
	return faults.failed != 0;
}

START_TEST(test_faults)
{
	size_t at = 1;

	while (try_with_fault(at, _i == 1))
		at++;
	ck_assert_uint_gt(at, 50);
}
END_TEST

static void
add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_refused);
	tcase_add_test(tests, test_refused_lists);
	tcase_add_test(tests, test_described);
	tcase_add_test(tests, test_functions);
	tcase_add_test(tests, test_function_errors);
	tcase_add_test(tests, test_lists);
	tcase_add_test(tests, test_fresh);
	tcase_add_test(tests, test_diagnostics);
	tcase_add_test(tests, test_bad_items);
	tcase_add_test(tests, test_portable);
	tcase_add_test(tests, test_filter);
	tcase_add_test(tests, test_told);
	tcase_add_test(tests, test_threads);
	tcase_add_loop_test(tests, test_faults, 0, 2);
}

int
main(void)
{
	return unit_run("own", add_tests);
}

/* SPDX-License-Identifier: MIT */
/* Facts as text and JSON, decision records, and one becoming the other. */
#include "gates.h"
#include "unit.h"

#include <stdio.h>

static struct gates gates;
static struct certrule_gate *gate;
static struct certrule_fieldset *facts;

static const char policy[] =
    "field b bool field n int field s string field ip ip\n"
    "field names array<string> field deep array<array<int>>\n"
    "field map map<string> field lists map<array<string>>\n"
    "block \"names\" if any(names[*] == \"bad\")\n"
    "block \"map\" if map[\"k\"] == \"v\" or any(lists[\"k\"][*] == \"v\")\n"
    "log \"seen\" if s == \"seen\"\n"
    "block \"s\" status 403 message \"no\" tag \"t\" if s matches "
    "\"^x[0-9]$\"\n"
    "allow anonymous \"n\" if n > 3\n"
    "default block\n";

static void
setup(void)
{
	gates_open(&gates, NULL);
	gate = gates_load(&gates, policy);
	ck_assert_ptr_nonnull(gate);
	facts = certrule_fieldset_new(gate);
	ck_assert_ptr_nonnull(facts);
}

static void
teardown(void)
{
	certrule_fieldset_free(facts);
	certrule_gate_unref(gate);
	gates_close(&gates);
}

/* The value of a field as JSON. */
static const char *
show(const char *name)
{
	static char text[1024];
	struct cr_buffer out;
	int field = certrule_gate_find_field(gate, name);

	cr_buffer_init(&out, cr_alloc_default());
	ck_assert_int_eq(
	    certrule_value_write(
		certrule_fieldset_get(facts, field), 1, gates_write, &out),
	    0);
	snprintf(text, sizeof(text), "%s", (const char *)out.data);
	cr_buffer_fini(&out);
	return text;
}

/* ---------------------------------------------------------------------- text */

static const struct {
	const char *assignment;
	const char *value; /* as JSON, or NULL: refused because of */
	const char *why;
} texts[] = {
    {"b=true", "true", NULL},
    {"b=false", "false", NULL},
    {"b=yes", NULL, "b: the value is no Bool"},
    {"n=-12", "-12", NULL},
    {"n=0x1f", "31", NULL},
    {"n=0x1g", NULL, "n: the value is no Int"},
    {"n=0x8000000000000000", NULL, "n: the value is no Int"},
    {"n=0x10000000000000000", NULL, "n: the value is no Int"},
    {"n=18446744073709551615", NULL, "n: the value is no Int"},
    {"n=18446744073709551616", NULL, "n: the value is no Int"},
    {"n=-18446744073709551616", NULL, "n: the value is no Int"},
    {"n=18", "18", NULL},
    {"n=15m", "900", NULL},
    {"n=2026-12-01T00:00:00Z", "1796083200", NULL},
    {"n=9223372036854775807", "9223372036854775807", NULL},
    {"n=-9223372036854775808", "-9223372036854775808", NULL},
    {"n=9223372036854775808", NULL, "n: the value is no Int"},
    {"n=", NULL, "n: the value is no Int"},
    {"n=-", NULL, "n: the value is no Int"},
    {"n=1x", NULL, "n: the value is no Int"},
    {"s=", "\"\"", NULL},
    {"s=a=b", "\"a=b\"", NULL},
    {"s=\xff", "{\"hex\":\"ff\"}", NULL},
    {"ip=2001:db8::1", "\"2001:db8::1\"", NULL},
    {"ip=10.0.0", NULL, "ip: the value is no IP"},
    {"names=[\"a\",{\"hex\":\"00ff\"}]", "[\"a\",{\"hex\":\"00ff\"}]", NULL},
    {"names=[]", "[]", NULL},
    {"names=[1]", NULL, "names: takes String, not an integer"},
    {"names=\"a\"", NULL, "names: takes Array<String>, not a string"},
    {"names=[", NULL, NULL},
    {"deep=[[1,2],[]]", "[[1,2],[]]", NULL},
    {"map={\"a\":\"b\"}", "{\"a\":\"b\"}", NULL},
    {"map=[[\"a\",\"b\"]]", "{\"a\":\"b\"}", NULL},
    {"map=[[\"a\"]]", NULL, "map: a map is an object or a list of pairs"},
    {"map=5", NULL, "map: takes Map<String>, not an integer"},
    {"map=[]", "{}", NULL},
    {"map=[5]", NULL, "map: a map is an object or a list of pairs"},
    {"map=[[5,\"b\"]]", NULL, "map: takes String, not an integer"},
    {"map={\"a\":1}", NULL, "map: takes String, not an integer"},
    {"map={\"a\":\"b\",\"a\":\"c\"}", NULL, NULL},
    {"lists={\"k\":[\"v\",\"w\"]}", "{\"k\":[\"v\",\"w\"]}", NULL},
    {"lists={\"error\":[\"v\"]}", "{\"error\":[\"v\"]}", NULL},
    {"name=x", NULL, "name: there is no such field; did you mean 'names'?"},
    {"b", NULL, "b: a field is set as name=value"},
};

START_TEST(test_text)
{
	const char *text = texts[_i].assignment, *why = NULL;
	char name[32];
	int result =
	    certrule_fieldset_set_text(facts, text, strlen(text), &why);

	if (texts[_i].value == NULL) {
		ck_assert_int_eq(result, -1);
		ck_assert_ptr_nonnull(why);
		if (texts[_i].why != NULL)
			ck_assert_str_eq(why, texts[_i].why);
		return;
	}
	ck_assert_msg(result == 0, "%s: %s", text, why);
	ck_assert_ptr_null(why);
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(text, "="), text);
	ck_assert_str_eq(show(name), texts[_i].value);
}
END_TEST

/* Whoever does not look at -1 has a field in error, which blocks. */
START_TEST(test_spoilt)
{
	const char *why;

	ck_assert_int_eq(certrule_fieldset_set_text(facts, "n=9", 3, &why), 0);
	ck_assert_int_eq(certrule_fieldset_set_text(facts, "n=x", 3, NULL), -1);
	ck_assert_int_eq(strncmp(show("n"), "{\"error\":", 9), 0);
}
END_TEST

/* ---------------------------------------------------------------------- JSON */

static const struct {
	const char *json;
	const char *why; /* NULL: taken */
} objects[] = {
    {"{}", NULL},
    {"{\"n\":5,\"b\":true,\"s\":\"a\\u0000b\"}", NULL},
    {"{\"n\":null}", NULL},
    {"{\"n\":{\"error\":\"unknown\"}}", NULL},
    {"{\"http.host\":\"API.example\"}", NULL},
    {"{\"fields\":{\"n\":5},\"verdict\":\"block\",\"other\":1}", NULL},
    {"{\"fields\":{\"n\":5},\"time\":\"2026-12-01T00:00:00Z\"}", NULL},
    {"{\"fields\":{\"n\":5},\"time\":1796083200}", NULL},
    {"{\"fields\":{\"n\":5},\"time\":\"noon\"}",
	"time: a time is written 2026-12-01T00:00:00Z"},
    {"{\"n\":1.5}", "n: takes Int, not a number with a fraction"},
    {"{\"n\":\"5\"}", "n: takes Int, not a string"},
    {"{\"b\":1}", "b: takes Bool, not an integer"},
    {"{\"ip\":\"x\"}", "ip: the value is no IP"},
    {"{\"s\":{\"hex\":\"0\"}}", "s: hex takes pairs of hex digits"},
    {"{\"s\":{\"hex\":\"0g\"}}", "s: hex takes pairs of hex digits"},
    {"{\"s\":{\"a\":\"0g\"}}", "s: takes String, not an object"},
    {"{\"hostname\":\"a\",\"http.host\":\"a\"}",
	"http.host: this field is given under another name too"},
    {"{\"no\\u001b[0m\":1}", NULL},
    {"{\"fields\":{\"n\":\"5\"},\"verdict\":\"block\"}",
	"n: takes Int, not a string"},
    {"{\"b\":\"true\"}", "b: takes Bool, not a string"},
    {"{\"ip\":5}", "ip: takes IP, not an integer"},
    {"[]", "facts: no JSON object"},
    {"5", NULL},
    {"{", NULL},
    {"{\"n\":99999999999999999999}", NULL},
};

START_TEST(test_objects)
{
	const char *json = objects[_i].json, *why = NULL;
	int result =
	    certrule_fieldset_set_json(facts, json, strlen(json), &why);

	if (_i < 8) {
		ck_assert_msg(result == 0, "%s: %s", json, why);
		return;
	}
	ck_assert_int_eq(result, -1);
	ck_assert_ptr_nonnull(why);
	ck_assert_ptr_null(strchr(why, '\x1b'));
	if (objects[_i].why != NULL)
		ck_assert_str_eq(why, objects[_i].why);
}
END_TEST

START_TEST(test_values)
{
	static const char json[] =
	    "{\"n\":{\"error\":\"nobody knows\"},\"s\":\"a\\u0000b\","
	    "\"http.host\":\"API.example:443\"}";
	const char *why = NULL;

	ck_assert_int_eq(
	    certrule_fieldset_set_json(facts, json, sizeof(json) - 1, &why), 0);
	ck_assert_str_eq(show("n"), "{\"error\":\"nobody knows\"}");
	ck_assert_str_eq(show("s"), "\"a\\u0000b\"");
	ck_assert_str_eq(show("hostname"), "\"api.example\"");
}
END_TEST

/* -------------------------------------------------------------------- records */

static char *
record(struct certrule_fieldset *of)
{
	struct certrule_verdict verdict;
	struct cr_buffer out;
	char *text;

	certrule_gate_decide(gate, of, &verdict);
	cr_buffer_init(&out, cr_alloc_default());
	ck_assert_int_eq(
	    certrule_verdict_json(gate, of, &verdict, gates_write, &out), 0);
	text = strdup((const char *)out.data);
	cr_buffer_fini(&out);
	ck_assert_ptr_null(strchr(text, '\n'));
	return text;
}

static const char *const facts_rows[] = {
    "{}",
    "{\"n\":5}",
    "{\"names\":[\"good\",\"bad\"]}",
    "{\"names\":[\"\",{\"hex\":\"ff00\"},{\"error\":\"e\"}]}",
    "{\"map\":{\"k\":\"v\"}}",
    "{\"map\":{\"error\":\"v\",\"k\":\"w\"}}",
    "{\"map\":[[\"error\",\"v\"]]}",
    "{\"map\":[[{\"hex\":\"ff\"},\"v\"],[\"k\",\"v\"]]}",
    "{\"lists\":[[\"k\\u0000\",[\"v\"]]]}",
    "{\"lists\":{\"k\":[\"a\",\"v\"]},\"map\":{}}",
    "{\"s\":\"x7\",\"n\":9}",
    "{\"s\":\"seen\",\"n\":9}",
    "{\"s\":{\"error\":\"no such thing\"},\"n\":9}",
    "{\"n\":{\"error\":\"\\u202e\"}}",
    "{\"s\":\"seen\"}",
};

/* A record given as facts makes the same record, its words included. */
START_TEST(test_replay)
{
	struct certrule_fieldset *again = certrule_fieldset_new(gate);
	const char *why = NULL;
	char *first, *second;

	certrule_fieldset_set_time(facts, 1796083200);
	ck_assert_int_eq(certrule_fieldset_set_json(facts, facts_rows[_i],
			     strlen(facts_rows[_i]), &why),
	    0);
	first = record(facts);
	ck_assert_int_eq(
	    certrule_fieldset_set_json(again, first, strlen(first), &why), 0);
	second = record(again);
	ck_assert_str_eq(first, second);
	free(first);
	free(second);
	certrule_fieldset_free(again);
}
END_TEST

START_TEST(test_record)
{
	char *text;
	const char *why = NULL;

	certrule_fieldset_set_time(facts, 1796083200);
	ck_assert_int_eq(certrule_fieldset_set_json(
			     facts, "{\"s\":\"x7\",\"n\":9}", 16, &why),
	    0);
	text = record(facts);
	ck_assert_ptr_nonnull(strstr(text,
	    "{\"time\":\"2026-12-01T00:00:00Z\",\"revision\":\"\","
	    "\"verdict\":\"block\",\"action\":null,\"rule\":\"s\","
	    "\"file\":\"policy\",\"line\":7,\"reason\":\"rule\","
	    "\"detail\":\"\",\"status\":403,\"message\":\"no\",\"tag\":\"t\","
	    "\"logs\":[],\"comparison\":{\"text\":\"s matches "
	    "\\\"^x[0-9]$\\\"\",\"values\":\"s = \\\"x7\\\"\"}"));
	/* n was never looked at. */
	ck_assert_ptr_nonnull(strstr(text,
	    "\"fields\":{\"tls.client_cert.verify_reason\":null,"
	    "\"s\":\"x7\",\"names\":null,\"map\":null,\"lists\":null}}"));
	free(text);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

static void
add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_text, 0, COUNT(texts));
	tcase_add_test(tests, test_spoilt);
	tcase_add_loop_test(tests, test_objects, 0, COUNT(objects));
	tcase_add_test(tests, test_values);
	tcase_add_loop_test(tests, test_replay, 0, COUNT(facts_rows));
	tcase_add_test(tests, test_record);
}

int
main(void)
{
	return unit_run("json", add_tests);
}

/* SPDX-License-Identifier: MIT */
/* Gates: sharing, reloading, filters, what they tell about themselves. */
#include "gates.h"
#include "unit.h"

#include <pthread.h>

static struct gates gates;

static void
setup(void)
{
	gates_open(&gates, NULL);
}

static void
teardown(void)
{
	gates_close(&gates);
}

static char *
decide(struct certrule_gate *gate, const char *json)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	const char *why = NULL;
	char *verdict;

	ck_assert_ptr_nonnull(facts);
	ck_assert_int_eq(
	    certrule_fieldset_set_json(facts, json, strlen(json), &why), 0);
	verdict = gates_verdict(gate, facts);
	certrule_fieldset_free(facts);
	return verdict;
}

#define ck_assert_decides(gate, json, text)          \
	do {                                         \
		char *verdict_ = decide(gate, json); \
		ck_assert_str_eq(verdict_, text);    \
		free(verdict_);                      \
	} while (0)

START_TEST(test_order)
{
	struct certrule_gate *gate = gates_load(&gates,
	    "allow anonymous \"first\" if http.host == \"a\"\n"
	    "block if http.host == \"b\"\n"
	    "disabled block \"off\" if true\n"
	    "log \"note\" if true\n"
	    "always block \"lost\" if ip.src == 10.0.0.1\n"
	    "action \"redirect\" \"go\" status 302 unless http.host == \"c\"\n"
	    "default block\n");
	struct certrule_rule_info info;

	ck_assert_ptr_nonnull(gate);
	ck_assert_uint_eq(certrule_gate_rule_count(gate), 6);
	certrule_gate_rule_at(gate, 0, &info);
	ck_assert_str_eq(info.name, "lost");
	ck_assert_int_eq(info.kind, CERTRULE_RULE_ALWAYS_BLOCK);
	certrule_gate_rule_at(gate, 2, &info);
	ck_assert_str_eq(info.name, "policy:2");
	ck_assert_int_eq(info.named, 0);
	certrule_gate_rule_at(gate, 3, &info);
	ck_assert_int_eq(info.disabled, 1);
	certrule_gate_rule_at(gate, 99, &info);
	ck_assert_ptr_null(info.name);
	ck_assert_decides(
	    gate, "{\"http.host\":\"a\"}", "allow by \"first\" (policy:1)");
	ck_assert_decides(gate, "{\"http.host\":\"a\",\"ip.src\":\"10.0.0.1\"}",
	    "block by \"lost\" (policy:5)");
	ck_assert_decides(gate, "{\"http.host\":\"b\"}", "block by policy:2");
	ck_assert_decides(gate, "{\"http.host\":\"d\"}",
	    "action \"redirect\" by \"go\" (policy:6)");
	ck_assert_decides(gate, "{\"http.host\":\"c\"}",
	    "block by default: no rule allows it");
	certrule_gate_unref(gate);
}
END_TEST

/* Facts of one gate mean nothing in another. */
START_TEST(test_foreign)
{
	struct certrule_gate *gate =
	    gates_load(&gates, "allow anonymous \"a\" if true\n");
	struct certrule_gate *other =
	    gates_load(&gates, "allow anonymous \"a\" if true\n");
	struct certrule_fieldset *facts = certrule_fieldset_new(other);
	struct certrule_filter *filter =
	    certrule_filter_compile(gate, "true", 4, NULL, gates.diags);
	struct certrule_verdict verdict;
	const char *why = NULL;

	certrule_gate_decide(gate, facts, &verdict);
	ck_assert_int_eq(verdict.action, CERTRULE_BLOCK);
	ck_assert_str_eq(verdict.reason, "error");
	certrule_gate_decide(gate, NULL, &verdict);
	ck_assert_int_eq(verdict.action, CERTRULE_BLOCK);
	certrule_gate_decide(other, facts, &verdict);
	ck_assert_int_eq(verdict.action, CERTRULE_ALLOW);
	ck_assert_int_eq(
	    certrule_gate_rule_outcome(gate, 0, facts), CERTRULE_UNDECIDED);
	ck_assert_int_eq(
	    certrule_gate_rule_outcome(other, 0, facts), CERTRULE_TRUE);
	ck_assert_int_eq(
	    certrule_gate_rule_outcome(other, 1, facts), CERTRULE_UNDECIDED);
	ck_assert_int_eq(
	    certrule_filter_run(filter, facts, &why), CERTRULE_UNDECIDED);
	ck_assert_ptr_nonnull(why);
	certrule_filter_free(filter);
	certrule_fieldset_free(facts);
	certrule_gate_unref(other);
	certrule_gate_unref(gate);
}
END_TEST

/* The fieldset and the filter keep it alive. */
START_TEST(test_references)
{
	struct certrule_gate *gate =
	    gates_load(&gates, "allow anonymous \"a\" if true\n");
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	struct certrule_filter *filter =
	    certrule_filter_compile(gate, "true", 4, NULL, gates.diags);

	ck_assert_ptr_eq(certrule_gate_ref(gate), gate);
	certrule_gate_unref(gate);
	certrule_gate_unref(gate);
	certrule_fieldset_free(facts);
	ck_assert_str_eq(certrule_gate_revision(gate), "");
	certrule_filter_free(filter);
	certrule_gate_unref(NULL);
	certrule_fieldset_free(NULL);
	certrule_filter_free(NULL);
}
END_TEST

START_TEST(test_reload)
{
	static const struct certrule_options options = {0};
	struct certrule_gate *gate, *again;
	const char *path;

	gates_text(&gates, "list", "a\n");
	path = gates_text(&gates, "p.rules",
	    "field t string\nlist $l string from \"list\"\n"
	    "allow anonymous \"in\" if t in $l\n");
	gate = certrule_gate_load(gates.schema, path, &options, gates.diags);
	ck_assert_ptr_nonnull(gate);
	ck_assert_int_eq(strncmp(gates.path, gates.folder, 4), 0);
	gates_text(&gates, "list", "b\n");
	again = certrule_gate_reload(gate, gates.diags);
	ck_assert_ptr_nonnull(again);
	ck_assert_int_eq((int)certrule_gate_generation(again), 2);
	gates_text(&gates, "list", "");
	ck_assert_ptr_null(certrule_gate_reload(again, gates.diags));
	ck_assert_uint_eq(certrule_diags_error_count(gates.diags), 1);
	{
		char *old = decide(gate, "{\"t\":\"a\"}");
		char *new = decide(again, "{\"t\":\"a\"}");

		ck_assert_int_eq(strncmp(old, "allow", 5), 0);
		ck_assert_int_eq(strncmp(new, "block", 5), 0);
		free(old);
		free(new);
	}
	certrule_gate_unref(gate);
	certrule_gate_unref(again);
}
END_TEST

START_TEST(test_reload_memory)
{
	struct certrule_gate *gate, *again;

	gates_text(&gates, "list", "a\n");
	gate =
	    gates_load(&gates, "field t string\nlist $l string from \"list\"\n"
			       "allow anonymous \"in\" if t in $l\n");
	ck_assert_ptr_nonnull(gate);
	again = certrule_gate_reload(gate, gates.diags);
	ck_assert_ptr_nonnull(again);
	certrule_gate_unref(gate);
	ck_assert_decides(again, "{\"t\":\"a\"}", "allow by \"in\" (policy:3)");
	certrule_gate_unref(again);
}
END_TEST

START_TEST(test_filter)
{
	struct certrule_gate *gate =
	    gates_load(&gates, "field t string\nfield u string required\n"
			       "list $l string { \"a\" \"b\" }\n");
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	struct certrule_filter *filter;
	struct cr_buffer out;
	const char *why = NULL;

	ck_assert_int_eq(certrule_fieldset_set_text(facts, "t=b", 3, &why), 0);
	certrule_diags_clear(gates.diags);
	filter = certrule_filter_compile(gate, "t in $l", 7, NULL, gates.diags);
	ck_assert_ptr_nonnull(filter);
	ck_assert_int_eq(
	    certrule_filter_run(filter, facts, &why), CERTRULE_TRUE);
	ck_assert_ptr_null(why);
	cr_buffer_init(&out, cr_alloc_default());
	ck_assert_int_eq(
	    certrule_filter_explain(filter, facts, gates_write, &out), 0);
	ck_assert_ptr_nonnull(
	    strstr((const char *)out.data, "t in $l  # t = \"b\""));
	cr_buffer_fini(&out);
	certrule_filter_free(filter);
	filter =
	    certrule_filter_compile(gate, "u == \"x\"", 8, NULL, gates.diags);
	ck_assert_int_eq(
	    certrule_filter_run(filter, facts, &why), CERTRULE_UNDECIDED);
	ck_assert_str_eq(why, "this required field is not set");
	certrule_filter_free(filter);
	ck_assert_ptr_null(
	    certrule_filter_compile(gate, "t in $m", 7, NULL, gates.diags));
	ck_assert_ptr_null(
	    certrule_filter_compile(gate, "t", 1, NULL, gates.diags));
	ck_assert_ptr_null(
	    certrule_filter_compile(gate, "", 0, NULL, gates.diags));
	ck_assert_uint_eq(certrule_diags_error_count(gates.diags), 3);
	/* A list is marked as used by rules only. */
	ck_assert(!gate->policy.check.lists->used);
	certrule_fieldset_free(facts);
	certrule_gate_unref(gate);
}
END_TEST

START_TEST(test_reads)
{
	struct certrule_gate *gate =
	    gates_load(&gates, "allow anonymous \"a\" if ip.src == 10.0.0.1\n"
			       "for \"x.example\" { block \"b\" if ssl }\n"
			       "allow \"c\" if true\n");
	int fields[32];
	size_t count = certrule_gate_reads(gate, fields, 32);
	struct certrule_field_info info;
	bool host = false;

	/* ip.src ssl hostname, and three of the guard */
	ck_assert_uint_eq(count, 6);
	ck_assert_uint_eq(certrule_gate_reads(gate, fields, 2), 6);
	certrule_gate_reads(gate, fields, 32);
	for (size_t i = 0; i < count; i++) {
		certrule_gate_field(gate, fields[i], &info);
		host |= strcmp(info.name, "hostname") == 0;
	}
	ck_assert(host);
	certrule_gate_field(gate, -1, &info);
	ck_assert_ptr_null(info.name);
	ck_assert_int_eq(certrule_gate_find_field(gate, "http.host"),
	    certrule_gate_find_field(gate, "hostname"));
	ck_assert_int_eq(certrule_gate_find_field(gate, "nope"), -1);
	certrule_gate_unref(gate);
}
END_TEST

START_TEST(test_summary)
{
	struct certrule_gate *gate = gates_load(&gates,
	    "list $u ip { 10.0.0.1 }\n"
	    "allow anonymous \"open\" if ip.src == 10.0.0.1\n"
	    "disabled block \"off\" if true\n"
	    "for \"a.example\" { default allow anonymous }\n"
	    "log \"old\" until 2000-01-01T00:00:00Z if true\n"
	    "default block\n");
	struct cr_buffer out;

	ck_assert_str_eq(gates_codes(&gates), "W1012 W1014");
	cr_buffer_init(&out, cr_alloc_default());
	ck_assert_int_eq(
	    certrule_gate_write_summary(gate, 0, gates_write, &out), 0);
	ck_assert_printed(&out,
	    "policy    policy\n"
	    "rules     3: 1 allow anonymous, 1 block, 1 log\n"
	    "default   allow anonymous for a.example (policy:4)\n"
	    "          block (policy:6)\n"
	    "anonymous \"open\" (policy:2)\n"
	    "dated     \"old\" (policy:5) until 2000-01-01T00:00:00Z, which is "
	    "past\n"
	    "disabled  \"off\" (policy:3)\n"
	    "unused    list $u\n"
	    "trust     none: mTLS is on for no host\n");
	ck_assert_int_eq(
	    certrule_gate_write_summary(gate, 1, gates_write, &out), 0);
	ck_assert_ptr_nonnull(strstr((const char *)out.data,
	    "\"unused\":[\"u\"],\"reads\":[\"ip.src\",\"hostname\"],"
	    "\"trust\":[]}"));
	cr_buffer_fini(&out);
	certrule_gate_unref(gate);
}
END_TEST

START_TEST(test_explain)
{
	struct certrule_gate *gate =
	    gates_load(&gates, "block \"a\" if ip.src == 10.0.0.1\n"
			       "disabled block \"off\" if true\n"
			       "allow anonymous if ip.src == 10.0.0.2\n"
			       "block \"z\" if true\n"
			       "default block\n");
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	struct cr_buffer out;
	const char *why;

	ck_assert_int_eq(
	    certrule_fieldset_set_text(facts, "ip.src=10.0.0.2", 15, &why), 0);
	cr_buffer_init(&out, cr_alloc_default());
	ck_assert_int_eq(
	    certrule_gate_explain(gate, facts, gates_write, &out), 0);
	ck_assert_printed(&out,
	    "block \"a\" (policy:1)\n"
	    "  > false ip.src == 10.0.0.1  # ip.src = 10.0.0.2\n"
	    "allow anonymous (policy:3) decides\n"
	    "  > true  ip.src == 10.0.0.2  # ip.src = 10.0.0.2\n");
	cr_buffer_fini(&out);
	certrule_fieldset_free(facts);
	certrule_gate_unref(gate);
}
END_TEST

/* ------------------------------------------------------------------- threads */

static void *
work(void *context)
{
	struct certrule_gate *gate = context;
	struct certrule_diags *diags = certrule_diags_new(NULL);
	intptr_t wrong = 0;

	for (int i = 0; i < 200; i++) {
		struct certrule_fieldset *facts = certrule_fieldset_new(gate);
		struct certrule_filter *filter = certrule_filter_compile(
		    gate, "t in $l and t matches \"^a\"", 26, NULL, diags);
		struct certrule_verdict verdict;

		wrong += certrule_fieldset_set_text(facts, "t=a", 3, NULL) != 0;
		certrule_gate_decide(gate, facts, &verdict);
		wrong += verdict.action != CERTRULE_ALLOW;
		wrong +=
		    certrule_filter_run(filter, facts, NULL) != CERTRULE_TRUE;
		certrule_filter_free(filter);
		certrule_fieldset_free(facts);
		certrule_diags_clear(diags);
	}
	certrule_diags_free(diags);
	certrule_gate_unref(gate);
	return (void *)wrong;
}

START_TEST(test_threads)
{
	struct certrule_gate *gate = gates_load(&gates,
	    "field t string\nlist $l string { \"a\" }\n"
	    "allow anonymous \"m\" if t matches \"^[a-c]$\" and t in $l\n");
	pthread_t threads[4];

	ck_assert_ptr_nonnull(gate);
	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, work,
				     certrule_gate_ref(gate)),
		    0);
	certrule_gate_unref(gate);
	for (int i = 0; i < 4; i++) {
		void *wrong = NULL;

		ck_assert_int_eq(pthread_join(threads[i], &wrong), 0);
		ck_assert_ptr_null(wrong);
	}
}
END_TEST

static void
add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_order);
	tcase_add_test(tests, test_foreign);
	tcase_add_test(tests, test_references);
	tcase_add_test(tests, test_reload);
	tcase_add_test(tests, test_reload_memory);
	tcase_add_test(tests, test_filter);
	tcase_add_test(tests, test_reads);
	tcase_add_test(tests, test_summary);
	tcase_add_test(tests, test_explain);
	tcase_add_test(tests, test_threads);
}

int
main(void)
{
	return unit_run("gate", add_tests);
}

/* SPDX-License-Identifier: MIT */
/* List files: lines, comments, ends of lines, and what is refused. */
#include "gates.h"
#include "unit.h"

#include <stdio.h>

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

/* What the type's list of this file does with a value: "yes", "no", or the
 * codes of what is wrong with the file. */
static const char *
ask(const char *type, struct certrule_bytes file, const char *value)
{
	struct certrule_fieldset *facts;
	struct certrule_gate *gate;
	char policy[256], assignment[128];
	const char *field = "t", *answer;
	const char *why;
	char *verdict;

	if (strcmp(type, "int") == 0)
		field = "n";
	if (strcmp(type, "ip") == 0)
		field = "ip.src";
	gates_file(&gates, "list", file.data, file.len);
	snprintf(policy, sizeof(policy),
	    "field t string field n int\n"
	    "list $l %s from \"list\" may be empty\n"
	    "block \"x\" if %s in $l\ndefault block\n",
	    type, field);
	gate = gates_load(&gates, policy);
	if (gate == NULL)
		return gates_codes(&gates);
	facts = certrule_fieldset_new(gate);
	ck_assert_ptr_nonnull(facts);
	snprintf(assignment, sizeof(assignment), "%s=%s", field, value);
	ck_assert_int_eq(certrule_fieldset_set_text(
			     facts, assignment, strlen(assignment), &why),
	    0);
	verdict = gates_verdict(gate, facts);
	answer = strstr(verdict, "\"x\"") != NULL ? "yes" : "no";
	free(verdict);
	certrule_fieldset_free(facts);
	certrule_gate_unref(gate);
	return answer;
}

#define ASK(type, file, value) ask(type, B(file), value)

static const struct {
	const char *type, *file;
	size_t len;
	const char *value, *answer;
} rows[] = {
#define ROW(type, file, value, answer)                      \
	{                                                   \
		type, file, sizeof(file) - 1, value, answer \
	}
    ROW("string", "", "a", "no"),
    ROW("string", "# nothing\n", "a", "no"),
    ROW("string", "\n\n", "", "no"),
    ROW("string", "a\nb\n", "b", "yes"),
    ROW("string", "a\nb\n", "c", "no"),
    ROW("string", "  a b \t\n", "a b", "yes"),
    ROW("string", "a\r\nb\r\n", "a", "yes"),
    ROW("string",
	"\xef\xbb\xbf"
	"a\n",
	"a", "yes"),
    ROW("string", "  # a\n", "# a", "no"),
    ROW("string", "a#b\n", "a#b", "yes"),
    ROW("string", "a #b\n", "a", "E0232"),
    ROW("string", "a\nb", "a", "E0230"),
    ROW("string", "a\n# end", "a", "E0230"),
    ROW("string", "a\n ", "a", "E0230"),
    ROW("string", "a\0b\n", "a", "E0231"),
    ROW("string", "a\x1b[0m\n", "a", "E0231"),
    ROW("string", "a\rb\n", "a", "E0231"),
    ROW("string", "a\xe2\x80\xae\n", "a", "E0231"),
    ROW("string", "\xff\n", "a", "no"),
    ROW("int", "1\n2..5 # some\n0x10\n", "4", "yes"),
    ROW("int", "1\n2..5 # some\n0x10\n", "16", "yes"),
    ROW("int", "1\n2..5\n", "6", "no"),
    ROW("int", "one\n", "1", "E0122"),
    ROW("ip", "192.0.2.0/24\t# office\n2001:db8::/32\n", "192.0.2.9", "yes"),
    ROW("ip", "192.0.2.0/24\n2001:db8::/32\n", "2001:db8::1", "yes"),
    ROW("ip", "192.0.2.0/24\n", "192.0.3.0", "no"),
    ROW("ip", "192.0.2.1/24\n", "192.0.3.0", "E0124"),
    ROW("serial", "0A:0b\n", "a0b", "yes"),
    ROW("serial", "0x0A0B # lost\n", "00:0A:0B", "yes"),
    ROW("serial", "0A0B\n", "", "no"),
    ROW("serial", "<html>\n", "00", "E0130"),
    ROW("host", "API.example.com.\n*.iot.example\n", "api.example.com", "yes"),
    ROW("host", "*.iot.example\n", "a.iot.example", "yes"),
    ROW("host", "*.iot.example\n", "iot.example", "no"),
    ROW("host", "a b\n", "a", "E0130"),
#undef ROW
};

START_TEST(test_files)
{
	ck_assert_str_eq(
	    ask(rows[_i].type, cr_bytes(rows[_i].file, rows[_i].len),
		rows[_i].value),
	    rows[_i].answer);
}
END_TEST

START_TEST(test_places)
{
	struct certrule_diag diag;

	ck_assert_str_eq(
	    ASK("ip", "# head\n  10.0.0.1\n  10.0.0 # x\n", ""), "E0122");
	certrule_diags_at(gates.diags, 0, &diag);
	ck_assert_str_eq(diag.file, "list");
	ck_assert_uint_eq(diag.line, 3);
	ck_assert_uint_eq(diag.column, 3);
	ck_assert_uint_eq(diag.length, 6);
}
END_TEST

/* A file full of rubbish says so some twenty times, not a million. */
START_TEST(test_many_wrong)
{
	static char file[5000 * 2];

	for (size_t i = 0; i < sizeof(file); i += 2)
		memcpy(file + i, "\x01\n", 2);
	ask("string", cr_bytes(file, sizeof(file)), "a");
	ck_assert_uint_eq(certrule_diags_count(gates.diags), 20);
}
END_TEST

START_TEST(test_empty)
{
	gates_text(&gates, "list", "# no items\n");
	ck_assert_ptr_null(
	    gates_load(&gates, "list $l string from \"list\"\n"));
	ck_assert_str_eq(gates_codes(&gates), "E0229");
	certrule_diags_clear(gates.diags);
	ck_assert_ptr_null(
	    gates_load(&gates, "list $l string from \"none\" may be empty\n"));
	ck_assert_str_eq(gates_codes(&gates), "E0401");
	certrule_diags_clear(gates.diags);
	ck_assert_ptr_null(
	    gates_load(&gates, "list $l string from \".\" may be empty\n"));
	ck_assert_str_eq(gates_codes(&gates), "E0401");
}
END_TEST

static void
add_tests(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
	    tests, test_files, 0, (int)(sizeof(rows) / sizeof(*rows)));
	tcase_add_test(tests, test_places);
	tcase_add_test(tests, test_many_wrong);
	tcase_add_test(tests, test_empty);
}

int
main(void)
{
	return unit_run("list", add_tests);
}

/* SPDX-License-Identifier: MIT */
/* Three-valued truth: tables of all connectives, every operator both ways,
 * missing values, errors, culprits, bounds. */
#include "bench.h"

#include "../../base/alloc.h"
#include "../../base/limits.h"
#include "../../engine/explain.h"
#include "../../engine/reference.h"

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

static void
check_is(enum certrule_outcome expected, const char *text)
{
	enum certrule_outcome outcome = bench_run(&bench, text);

	ck_assert_msg(outcome == expected, "%s is %s, not %s", text,
	    bench_outcome(outcome), bench_outcome(expected));
}

/* --------------------------------------------------------------- connectives */

static const char letters[] = "tfem"; /* true, false, error, missing */

static void
set_letter(const char *name, char letter)
{
	if (letter == 'e')
		bench_set_error(&bench, name);
	else if (letter != 'm')
		bench_bool(&bench, name, letter == 't');
}

static enum certrule_outcome
outcome_of(char letter)
{
	if (letter == 't')
		return CERTRULE_TRUE;
	return letter == 'e' ? CERTRULE_UNDECIDED : CERTRULE_FALSE;
}

/* Rows b, columns c, in the order of letters; a missing Bool is false. */
static const struct {
	const char *text, *table;
} tables[] = {
    {"b and c", "tfef ffff efef ffff"},
    {"b or c", "tttt tfef teee tfef"},
    {"b xor c", "ftet tfef eeee tfef"},
    {"not b or c", "tfef tttt teee tttt"},
    {"not (b and c)", "ftet tttt etet tttt"},
    {"b and not c", "ftet ffff feee ffff"},
};

START_TEST(test_tables)
{
	const char *table = tables[_i].table;

	for (int b = 0; b < 4; b++)
		for (int c = 0; c < 4; c++) {
			certrule_fieldset_clear(bench.facts);
			set_letter("b", letters[b]);
			set_letter("c", letters[c]);
			ck_assert_msg(outcome_of(table[b * 5 + c]) ==
					  bench_run(&bench, tables[_i].text),
			    "%s: %c %c", tables[_i].text, letters[b],
			    letters[c]);
		}
}
END_TEST

START_TEST(test_de_morgan)
{
	for (int b = 0; b < 4; b++)
		for (int c = 0; c < 4; c++) {
			certrule_fieldset_clear(bench.facts);
			set_letter("b", letters[b]);
			set_letter("c", letters[c]);
			ck_assert_int_eq(bench_run(&bench, "not (b and c)"),
			    bench_run(&bench, "not b or not c"));
			ck_assert_int_eq(bench_run(&bench, "not (b or c)"),
			    bench_run(&bench, "not b and not c"));
			ck_assert_int_eq(bench_run(&bench, "b xor c"),
			    bench_run(&bench, "b and not c or not b and c"));
			ck_assert_int_eq(bench_run(&bench, "b and c"),
			    bench_run(&bench, "c and b"));
		}
}
END_TEST

/* any is the or of the elements, all the and: all words over t, f, e. */
START_TEST(test_quantifiers)
{
	for (int n = 0; n < 40; n++) {
		enum certrule_outcome any = CERTRULE_FALSE;
		enum certrule_outcome all = CERTRULE_TRUE;
		char word[8];
		size_t len = 0;

		for (int rest = n; rest > 0; rest = (rest - 1) / 3)
			word[len++] = letters[(rest - 1) % 3];
		word[len] = '\0';
		if (strchr(word, 'e') != NULL)
			any = all = CERTRULE_UNDECIDED;
		if (strchr(word, 't') != NULL)
			any = CERTRULE_TRUE;
		if (strchr(word, 'f') != NULL)
			all = CERTRULE_FALSE;
		bench_bools(&bench, "flags", word);
		check_is(any, "any(flags)");
		check_is(any, "any(flags[*])");
		check_is(all, "all(flags)");
		check_is(all, "all(flags[*])");
		ck_assert_int_eq(bench_run(&bench, "not any(flags)"),
		    bench_run(&bench, "all(not flags)"));
		ck_assert_int_eq(bench_run(&bench, "not all(flags[*])"),
		    bench_run(&bench, "any(not flags[*])"));
	}
}
END_TEST

/* ----------------------------------------------------------------- operators */

/* n is 5, m is -1; s is Hello, t is hello; ip is 192.0.2.5 and jp the same
 * mapped into IPv6. */
static const struct {
	enum cr_op op;
	const char *yes, *no;
} ops[] = {
    {CR_OP_INT_EQ, "n eq 5", "n eq m"},
    {CR_OP_INT_NE, "n ne 6", "n ne 5"},
    {CR_OP_INT_LT, "n lt 6", "n lt 5"},
    {CR_OP_INT_LE, "n le 5", "n le 4"},
    {CR_OP_INT_GT, "n gt m", "n gt 5"},
    {CR_OP_INT_GE, "n ge 5", "n ge 6"},
    {CR_OP_INT_IN, "n in {1 3..7}", "n in {4 6..9}"},
    {CR_OP_INT_NOT_IN, "n not in {4 6}", "n not in {5}"},
    {CR_OP_INT_MASK, "n & 4", "n & 2"},
    {CR_OP_STRING_EQ, "s eq \"Hello\"", "s eq t"},
    {CR_OP_STRING_NE, "s ne t", "s ne \"Hello\""},
    {CR_OP_STRING_LT, "s lt t", "s lt \"Hello\""},
    {CR_OP_STRING_LE, "s le \"Hello\"", "t le s"},
    {CR_OP_STRING_GT, "t gt s", "s gt \"Hello\""},
    {CR_OP_STRING_GE, "s ge \"Hello\"", "s ge t"},
    {CR_OP_STRING_IN, "s in {\"Hello\" \"x\"}", "s in {\"hello\"}"},
    {CR_OP_STRING_NOT_IN, "s not in {\"x\"}", "s not in {\"Hello\"}"},
    {CR_OP_STRING_CONTAINS, "s contains \"ell\"", "s contains \"elL\""},
    {CR_OP_STRING_MATCHES, "s matches \"lo$\"", "s matches \"^l\""},
    {CR_OP_STRING_WILDCARD, "s wildcard \"h*O\"", "s wildcard \"ell\""},
    {CR_OP_STRING_STRICT_WILDCARD, "s strict wildcard \"H*o\"",
	"s strict wildcard \"h*o\""},
    {CR_OP_IP_EQ, "ip eq 192.0.2.5", "ip eq jp"},
    {CR_OP_IP_NE, "ip ne jp", "ip ne 192.0.2.5"},
    {CR_OP_IP_LT, "ip lt 192.0.2.6", "ip lt jp"},
    {CR_OP_IP_LE, "ip le 192.0.2.5", "jp le ip"},
    {CR_OP_IP_GT, "ip gt 9.255.255.255", "jp gt ip"},
    {CR_OP_IP_GE, "ip ge 192.0.2.5", "ip ge jp"},
    {CR_OP_IP_IN, "ip in {192.0.2.0/24}", "ip in {::/0}"},
    {CR_OP_IP_NOT_IN, "ip not in {::/0}", "ip not in {0.0.0.0/0}"},
};

/* ---------------------------------------------------------------------- rows */

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
    T("true"),
    F("false"),
    F("not true"),
    /* Int: n is 5, m is -1 */
    T("n eq 5"),
    F("n eq 6"),
    T("n ne 6"),
    F("n ne 5"),
    T("n lt 6"),
    F("n lt 5"),
    T("n le 5"),
    F("n le 4"),
    T("n gt 4"),
    F("n gt 5"),
    T("n ge 5"),
    F("n ge 6"),
    T("m lt 0"),
    F("m gt n"),
    T("n gt m"),
    T("n in {1 5}"),
    F("n in {1 6}"),
    T("n in {3..7}"),
    F("n in {}"),
    T("n not in {1}"),
    F("n not in {5}"),
    T("n not in {}"),
    T("n & 4"),
    F("n & 2"),
    T("m & 0x8"),
    T("m & -9223372036854775808"),
    T("n == 5s"),
    T("n lt 1970-01-01T00:00:06Z"),
    T("n == 005"),
    /* String: s is Hello, t is hello */
    T("s eq \"Hello\""),
    F("s eq \"hello\""),
    F("s eq t"),
    T("s ne t"),
    F("s ne \"Hello\""),
    T("s lt t"),
    F("t lt s"),
    T("s le s"),
    F("t le \"Hello\""),
    T("t gt s"),
    F("s gt \"Hello\""),
    T("s ge s"),
    F("s ge t"),
    T("s lt \"Hello!\""),
    T("s gt \"Hell\""),
    T("s lt \"\\xff\""),
    T("s == 48:65:6c:6c:6f"),
    T("s contains \"ell\""),
    F("s contains \"elL\""),
    T("s contains \"\""),
    F("s contains substring(s, 0, 0)"),
    T("s contains substring(s, 1, 3)"),
    T("s matches \"^H\""),
    F("s matches \"^h\""),
    T("s matches \"(?i)^h\""),
    T("s matches \"l+\""),
    F("s matches \"^l\""),
    T("s wildcard \"h*O\""),
    F("s wildcard \"h*x\""),
    F("s wildcard \"ell\""),
    T("s strict wildcard \"H*o\""),
    F("s strict wildcard \"h*o\""),
    T("s in {\"Hello\" \"x\"}"),
    F("s in {\"hello\"}"),
    F("s in {}"),
    T("s not in {\"x\"}"),
    F("s not in {\"Hello\"}"),
    T("s in {48:65:6c:6c:6f}"),
    /* IP: ip is 192.0.2.5, jp is ::ffff:192.0.2.5 */
    T("ip eq 192.0.2.5"),
    F("ip eq 192.0.2.6"),
    F("ip eq jp"),
    T("ip ne jp"),
    F("ip ne 192.0.2.5"),
    T("ip lt 192.0.2.6"),
    F("ip lt 192.0.2.5"),
    T("ip le 192.0.2.5"),
    F("ip le 192.0.2.4"),
    T("ip gt 9.255.255.255"),
    F("ip gt 192.0.2.5"),
    T("ip ge 192.0.2.5"),
    F("ip ge 192.0.2.6"),
    F("ip lt jp"),
    F("ip gt jp"),
    F("ip le jp"),
    F("ip ge jp"),
    F("jp lt ip"),
    F("ip gt ::"),
    T("jp gt ::"),
    T("ip in {192.0.2.0/24}"),
    F("ip in {192.0.3.0/24}"),
    F("ip in {::/0}"),
    T("jp in {::/0}"),
    F("jp in {0.0.0.0/0}"),
    T("ip not in {::/0}"),
    F("ip not in {192.0.2.4..192.0.2.9}"),
    T("jp == ::ffff:192.0.2.5"),
    T("jp == ::ffff:c000:205"),
    /* Bool: b is true, c is false */
    T("b"),
    F("c"),
    F("not b"),
    T("not c"),
    T("b xor c"),
    /* arrays: names is [a b c], words is [b], nums missing */
    T("names[0] == \"a\""),
    F("names[3] == \"a\""),
    F("names[3] ne \"a\""),
    T("not names[3] ne \"a\""),
    T("any(names[*] == \"b\")"),
    F("any(names[*] == \"d\")"),
    T("all(names[*] ne \"d\")"),
    F("all(names[*] ne \"b\")"),
    T("any(names[*] in {\"c\"})"),
    T("any(names[*] contains \"c\")"),
    T("any(names[*] matches \"c\")"),
    T("any(names[*] == words[0])"),
    T("all(names[*] lt \"d\")"),
    T("any(names[*] == \"a\" and words[*] == \"b\")"),
    F("any(names[*] == \"b\" and words[*] == \"b\")"),
    F("any(names[*] == \"c\" or words[*] == \"x\")"),
    T("all(names[*] == \"a\" or words[*] == \"x\")"),
    T("any(names[*] == \"a\" xor words[*] == \"x\")"),
    T("any(not names[*] == \"a\")"),
    F("all(not names[*] == \"a\")"),
    /* nested: deep is [[a b] [] [c]], lists is {x: [a b], y: []} */
    T("deep[0][1] == \"b\""),
    F("deep[1][0] == \"b\""),
    F("deep[7][0] == \"b\""),
    T("any(deep[*][*] == \"c\")"),
    T("any(deep[*][0] == \"c\")"),
    F("any(deep[*][1] == \"c\")"),
    F("all(deep[*][0] ne \"z\")"),
    T("all(deep[*][*] ne \"z\")"),
    T("any(deep[0][*] == \"b\")"),
    F("any(deep[1][*] == \"b\")"),
    T("all(deep[1][*] == \"b\")"),
    T("len(deep) == 3"),
    T("len(deep[*][*] == \"a\") == 3"),
    T("any(len(deep[*])[*] == 2)"),
    T("lists[\"x\"][1] == \"b\""),
    F("lists[\"z\"][0] == \"b\""),
    T("any(lists[*][*] == \"b\")"),
    T("any(lists[\"x\"][*] == \"a\")"),
    F("any(lists[\"z\"][*] == \"a\")"),
    T("all(lists[\"z\"][*] == \"a\")"),
    /* missing: nums, flags, map, bools */
    F("any(nums[*] == 1)"),
    T("all(nums[*] == 1)"),
    F("any(flags)"),
    F("all(flags)"),
    T("all(flags[*])"),
    F("any(not flags)"),
    F("all(not flags)"),
    F("all(flags or names[*] == \"a\")"),
    F("all(flags and nums[*] == 1)"),
    T("all(nums[*] == 1 and names[*] == \"z\")"),
    F("map[\"k\"] == \"x\""),
    F("map[\"k\"] ne \"x\""),
    F("map[\"k\"] not in {\"x\"}"),
    T("not map[\"k\"] == \"x\""),
    F("map[\"k\"] contains \"\""),
    F("map[\"k\"] matches \"\""),
    F("map[\"k\"] wildcard \"*\""),
    F("s == map[\"k\"]"),
    F("s ne map[\"k\"]"),
    F("s contains map[\"k\"]"),
    F("nums[0] & -1"),
    F("nums[0] not in {}"),
    F("bools[\"k\"]"),
    T("not bools[\"k\"]"),
    T("all(bools[*])"),
    F("any(names[*] ne map[\"k\"])"),
    F("all(names[*] ne map[\"k\"])"),
    T("all(nums[*] == len(map))"),
    /* errors: ips is in error as a whole */
    E("any(ips[*] == 10.0.0.1)"),
    E("all(ips[*] == 10.0.0.1)"),
    E("ips[0] == 10.0.0.1"),
    E("len(ips) == 1"),
    E("not len(ips) == 1"),
    E("map[\"k\"] == to_string(ips[0])"),
    E("to_string(ips[0]) == map[\"k\"]"),
    F("c and ips[0] == 10.0.0.1"),
    F("ips[0] == 10.0.0.1 and c"),
    T("b or ips[0] == 10.0.0.1"),
    T("ips[0] == 10.0.0.1 or b"),
    E("b and ips[0] == 10.0.0.1"),
    E("b xor ips[0] == 10.0.0.1"),
    E("any(names[*] == to_string(ips[0]))"),
    E("any(nums[*] == len(ips))"),
    E("all(nums[*] == len(ips))"),
    E("any(ips[*] == 10.0.0.1 and nums[*] == 1)"),
    E("any(flags and ips[*] == 10.0.0.1)"),
#undef T
#undef F
#undef E
};

static void
set_rows(void)
{
	struct certrule_value strings[3] = {cr_value_string(cr_bytes_text("a")),
	    cr_value_string(cr_bytes_text("b")),
	    cr_value_string(cr_bytes_text("c"))};
	struct certrule_value arrays[3] = {
	    cr_value_array(CERTRULE_STRING, strings, 2),
	    cr_value_array(CERTRULE_STRING, strings, 0),
	    cr_value_array(CERTRULE_STRING, strings + 2, 1)};
	struct certrule_entry entries[2] = {
	    {cr_bytes_text("x"), arrays[0]}, {cr_bytes_text("y"), arrays[1]}};
	struct certrule_value deep =
	    cr_value_array(CERTRULE_ARRAY_OF(CERTRULE_STRING), arrays, 3);
	struct certrule_value lists =
	    cr_value_map(CERTRULE_ARRAY_OF(CERTRULE_STRING), entries, 2);

	bench_int(&bench, "n", 5);
	bench_int(&bench, "m", -1);
	bench_string(&bench, "s", "Hello");
	bench_string(&bench, "t", "hello");
	bench_ip(&bench, "ip", "192.0.2.5");
	bench_ip(&bench, "jp", "::ffff:192.0.2.5");
	bench_bool(&bench, "b", 1);
	bench_bool(&bench, "c", 0);
	bench_strings(&bench, "names", "a b c");
	bench_strings(&bench, "words", "b");
	bench_set_error(&bench, "ips");
	ck_assert_int_eq(0, certrule_fieldset_set(bench.facts,
				bench_field(&bench, "deep"), &deep));
	ck_assert_int_eq(0, certrule_fieldset_set(bench.facts,
				bench_field(&bench, "lists"), &lists));
}

/* Every row of ops.def, and of a missing value and one in error. */
START_TEST(test_ops)
{
	const struct cr_expr *yes = bench_check(&bench, ops[_i].yes);
	const struct cr_expr *no = bench_check(&bench, ops[_i].no);

	ck_assert_uint_eq(CR_OP_COUNT - 1, sizeof(ops) / sizeof(ops[0]));
	ck_assert_int_eq(_i + 1, ops[_i].op);
	ck_assert(yes != NULL && no != NULL);
	ck_assert(yes->op == ops[_i].op && no->op == ops[_i].op);
	ck_assert_int_eq(CERTRULE_FALSE, cr_reference_run(yes, bench.facts));
	ck_assert_int_eq(CERTRULE_FALSE, cr_reference_run(no, bench.facts));
	set_rows();
	check_is(CERTRULE_TRUE, ops[_i].yes);
	check_is(CERTRULE_FALSE, ops[_i].no);
	bench_set_error(&bench, "n");
	bench_set_error(&bench, "s");
	bench_set_error(&bench, "ip");
	check_is(CERTRULE_UNDECIDED, ops[_i].yes);
	check_is(CERTRULE_UNDECIDED, ops[_i].no);
}
END_TEST

START_TEST(test_rows)
{
	set_rows();
	check_is(rows[_i].outcome, rows[_i].text);
}
END_TEST

/* An element in error is one element of the or and the and. */
START_TEST(test_broken_element)
{
	bench_strings(&bench, "names", "a ! c");
	check_is(CERTRULE_TRUE, "any(names[*] == \"c\")");
	check_is(CERTRULE_UNDECIDED, "any(names[*] == \"d\")");
	check_is(CERTRULE_FALSE, "all(names[*] == \"a\")");
	check_is(CERTRULE_UNDECIDED, "all(names[*] ne \"d\")");
	check_is(CERTRULE_TRUE, "names[2] == \"c\"");
	check_is(CERTRULE_UNDECIDED, "names[1] == \"c\"");
	check_is(CERTRULE_UNDECIDED, "has_value(names, \"a\")");
	check_is(CERTRULE_UNDECIDED, "len(concat(names)) == 3");
	bench_strings(&bench, "words", "x a x");
	check_is(CERTRULE_FALSE, "any(names[*] == \"z\" and words[*] == \"x\") "
				 "and false");
	check_is(CERTRULE_TRUE,
	    "all(names[*] == \"q\" or words[*] in {\"x\" \"a\"})");
	check_is(
	    CERTRULE_UNDECIDED, "all(names[*] == \"q\" or words[*] == \"x\")");
}
END_TEST

/* in is the or of eq, for every value near a boundary. */
START_TEST(test_in_is_or_of_eq)
{
	for (int64_t n = -3; n < 12; n++) {
		bench_int(&bench, "n", n);
		ck_assert_int_eq(bench_run(&bench, "n in {-1 3..5 5 9..9}"),
		    bench_run(&bench,
			"n == -1 or n == 3 or n == 4 or n == 5 or n == 9"));
		ck_assert_int_eq(bench_run(&bench, "n not in {3..5}"),
		    bench_run(&bench, "n ne 3 and n ne 4 and n ne 5"));
	}
}
END_TEST

/* ------------------------------------------------------------------- culprits */

static const struct {
	const char *text, *culprit, *why;
} culprits[] = {
    {"t == \"x\"", "t == \"x\"", "broken on purpose"},
    {"s == \"x\" and n == 1 or t == \"x\"", "n == 1", "broken on purpose"},
    {"not (s == \"q\" or t == \"x\")", "t == \"x\"", "broken on purpose"},
    {"b and (s == \"q\" or lower(t) == \"y\")", "lower(t) == \"y\"",
	"broken on purpose"},
    {"any(names[*] == \"a\")", "names[*] == \"a\"", "broken on purpose"},
    {"any(words[*] == \"a\" or names[*] == \"b\")", "names[*] == \"b\"",
	"broken on purpose"},
    {"any(lower(words[*])[*] == t)", "lower(words[*])[*] == t",
	"broken on purpose"},
};

START_TEST(test_culprit)
{
	const char *text = culprits[_i].text;
	const struct cr_expr *expr;
	struct cr_culprit culprit;

	bench_set_error(&bench, "t");
	bench_set_error(&bench, "n");
	bench_set_error(&bench, "names");
	bench_bool(&bench, "b", 1);
	bench_string(&bench, "s", "x");
	bench_strings(&bench, "words", "k");
	expr = bench_check(&bench, text);
	ck_assert_ptr_nonnull(expr);
	ck_assert_int_eq(
	    CERTRULE_UNDECIDED, cr_reference_run(expr, bench.facts));
	cr_reference_culprit(expr, bench.facts, &culprit);
	ck_assert_str_eq(culprits[_i].why, culprit.why);
	ck_assert_uint_eq(strlen(culprits[_i].culprit),
	    culprit.expr->span.end - culprit.expr->span.begin);
	ck_assert(strncmp(text + culprit.expr->span.begin, culprits[_i].culprit,
		      strlen(culprits[_i].culprit)) == 0);
}
END_TEST

/* --------------------------------------------------------------------- bounds */

static void
fill_string(const char *name, size_t len)
{
	char *text = malloc(len + 1);

	ck_assert_ptr_nonnull(text);
	memset(text, 'a', len);
	text[len] = '\0';
	bench_string(&bench, name, text);
	free(text);
}

START_TEST(test_regex_subject)
{
	fill_string("s", CR_LIMIT_REGEX_SUBJECT);
	check_is(CERTRULE_TRUE, "s matches \"a$\"");
	fill_string("s", CR_LIMIT_REGEX_SUBJECT + 1);
	check_is(CERTRULE_UNDECIDED, "s matches \"a$\"");
	check_is(CERTRULE_UNDECIDED, "not s matches \"b\"");
}
END_TEST

START_TEST(test_work_budget)
{
	/* Each costs a sixteenth of the subject. */
	size_t count = CR_LIMIT_WORK / (CR_LIMIT_FIELD_VALUE / 16) + 1;
	struct cr_buffer text;
	struct cr_culprit culprit;
	const struct cr_expr *expr;

	fill_string("s", CR_LIMIT_FIELD_VALUE);
	cr_buffer_init(&text, cr_alloc_default());
	for (size_t i = 0; i < count; i++)
		cr_buffer_printf(&text, "s contains \"b%zu\" or ", i);
	cr_buffer_add_text(&text, "true");
	ck_assert(!cr_buffer_failed(&text));
	expr = bench_check(&bench, (const char *)text.data);
	ck_assert_ptr_nonnull(expr);
	ck_assert_int_eq(
	    CERTRULE_UNDECIDED, cr_reference_run(expr, bench.facts));
	cr_reference_culprit(expr, bench.facts, &culprit);
	ck_assert_str_eq("the work budget is used up", culprit.why);
	ck_assert_ptr_eq(expr, culprit.expr);
	cr_buffer_fini(&text);
	check_is(CERTRULE_TRUE, "not s contains \"b\"");
}
END_TEST

START_TEST(test_scratch_of_logic)
{
	static struct certrule_value items[70000];
	struct certrule_value nums;

	for (size_t i = 0; i < 70000; i++)
		items[i] = cr_value_int((int64_t)i);
	nums = cr_value_array(CERTRULE_INT, items, 70000);
	ck_assert_int_eq(0, certrule_fieldset_set(bench.facts,
				bench_field(&bench, "nums"), &nums));
	check_is(CERTRULE_TRUE, "any(nums[*] == 69999)");
	check_is(CERTRULE_UNDECIDED, "any(nums[*] == 69999 or nums[*] == 0)");
}
END_TEST

/* ------------------------------------------------------------------ explaining */

static const char *
explain(const char *text)
{
	static char out[2048];
	const struct cr_expr *expr = bench_check(&bench, text);
	struct cr_buffer buffer;

	ck_assert_ptr_nonnull(expr);
	cr_buffer_init(&buffer, cr_alloc_default());
	cr_explain_expr(expr, bench.schema, cr_diags_sources(bench.diags),
	    bench.facts, 2, &buffer);
	ck_assert(!cr_buffer_failed(&buffer) && buffer.len < sizeof(out));
	memcpy(out, buffer.data, buffer.len);
	out[buffer.len] = '\0';
	cr_buffer_fini(&buffer);
	return out;
}

START_TEST(test_explain)
{
	bench_string(&bench, "s", "Hello");
	bench_int(&bench, "n", 3);
	bench_strings(&bench, "names", "a b");
	ck_assert_str_eq(
	    "    false and\n"
	    "    true    s == \"Hello\"  # s = \"Hello\"\n"
	    "    false   or\n"
	    "    false     n == 4  # n = 3\n"
	    "  > false     len(s) lt n  # s = \"Hello\", len(s) = 5, n = 3\n",
	    explain("s == \"Hello\" and (n == 4 or\n\t len(s) lt n)"));
	ck_assert_str_eq(
	    "    true  not\n"
	    "  > false   any(upper(names[*])[*] == \"a\")  # names = [\"a\", "
	    "\"b\"], upper(names[*]) = [\"A\", \"B\"]\n",
	    explain("not any(upper(names[*])[*] == \"a\")"));
	ck_assert_str_eq("  > false b  # b = (missing)\n", explain("b"));
}
END_TEST

START_TEST(test_deciding)
{
	const struct cr_expr *expr;

	bench_bool(&bench, "b", 1);
	bench_set_error(&bench, "t");
	expr = bench_check(&bench, "(c or b) and t == \"x\"");
	ck_assert_ptr_nonnull(expr);
	ck_assert_ptr_eq(
	    expr->children[1], cr_explain_deciding(expr, bench.facts));
	expr = bench_check(&bench, "b and (c or b)");
	ck_assert_ptr_nonnull(expr);
	ck_assert_ptr_eq(expr->children[1]->children[1],
	    cr_explain_deciding(expr, bench.facts));
	expr = bench_check(&bench, "b and not (c or b) and c");
	ck_assert_ptr_nonnull(expr);
	ck_assert_ptr_eq(expr->children[1]->children[0]->children[1],
	    cr_explain_deciding(expr, bench.facts));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("reference");
	TCase *tests = tcase_create("reference");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_loop_test(
	    tests, test_tables, 0, (int)(sizeof(tables) / sizeof(tables[0])));
	tcase_add_test(tests, test_de_morgan);
	tcase_add_test(tests, test_quantifiers);
	tcase_add_loop_test(
	    tests, test_ops, 0, (int)(sizeof(ops) / sizeof(ops[0])));
	tcase_add_loop_test(
	    tests, test_rows, 0, (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_test(tests, test_broken_element);
	tcase_add_test(tests, test_in_is_or_of_eq);
	tcase_add_loop_test(tests, test_culprit, 0,
	    (int)(sizeof(culprits) / sizeof(culprits[0])));
	tcase_add_test(tests, test_regex_subject);
	tcase_add_test(tests, test_work_budget);
	tcase_add_test(tests, test_scratch_of_logic);
	tcase_add_test(tests, test_explain);
	tcase_add_test(tests, test_deciding);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

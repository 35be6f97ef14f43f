/* SPDX-License-Identifier: MIT */
/* Regular expressions: the forms refused, answers, bounds, lack of memory. */
#include "../../base/alloc.h"
#include "../../base/limits.h"
#include "../../engine/regex.h"
#include "../../engine/regex_tree.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct certrule_diags *diags;
static struct cr_regex_scratch *scratch;

static void
setup(void)
{
	diags = certrule_diags_new(NULL);
	scratch = cr_regex_scratch_new(cr_alloc_default());
	ck_assert_ptr_nonnull(diags);
	ck_assert_ptr_nonnull(scratch);
}

static void
teardown(void)
{
	certrule_diags_free(diags);
	cr_regex_scratch_free(scratch);
}

static struct cr_regex *
compile(const char *pattern, bool no_gate)
{
	struct cr_span span = {0, 0, 0};

	return cr_regex_compile(
	    cr_alloc_default(), diags, cr_bytes_text(pattern), span, no_gate);
}

static enum cr_regex_result
search(const char *pattern, const char *subject)
{
	struct cr_regex *regex = compile(pattern, true);
	int64_t work = 1 << 20;
	const char *why = NULL;
	enum cr_regex_result result;

	ck_assert_msg(regex != NULL, "%s", pattern);
	result = cr_regex_search(
	    regex, scratch, cr_bytes_text(subject), &work, &why);
	cr_regex_free(regex);
	return result;
}

static const struct {
	const char *pattern;
	enum cr_regex_form form;
} forms[] = {
    {"a(?=b)", CR_REGEX_FORM_LOOKAHEAD},
    {"a(?!b)", CR_REGEX_FORM_LOOKAHEAD},
    {"(?<=a)b", CR_REGEX_FORM_LOOKBEHIND},
    {"(?<!a)b", CR_REGEX_FORM_LOOKBEHIND},
    {"(a)\\1", CR_REGEX_FORM_BACK_REFERENCE},
    {"(?<n>a)\\k<n>", CR_REGEX_FORM_BACK_REFERENCE},
    {"(?P<n>a)(?P=n)", CR_REGEX_FORM_BACK_REFERENCE},
    {"a\\g{1}", CR_REGEX_FORM_BACK_REFERENCE},
    {"a(?R)?", CR_REGEX_FORM_RECURSION},
    {"(a)(?1)", CR_REGEX_FORM_RECURSION},
    {"(a)(?-1)", CR_REGEX_FORM_RECURSION},
    {"(?&n)", CR_REGEX_FORM_RECURSION},
    {"(?P>n)", CR_REGEX_FORM_RECURSION},
    {"a(?C)", CR_REGEX_FORM_CALLOUT},
    {"(*UTF)a", CR_REGEX_FORM_VERB},
    {"a(*FAIL)", CR_REGEX_FORM_VERB},
    {"(?>a+)", CR_REGEX_FORM_ATOMIC},
    {"a++", CR_REGEX_FORM_POSSESSIVE},
    {"a{2}+", CR_REGEX_FORM_POSSESSIVE},
    {"(?(1)a|b)", CR_REGEX_FORM_CONDITION},
    {"(?|a|b)", CR_REGEX_FORM_BRANCH_RESET},
    {"a(?#x)", CR_REGEX_FORM_COMMENT_GROUP},
    {"(?'n'a)", CR_REGEX_FORM_QUOTED_NAME},
    {"(?J)a", CR_REGEX_FORM_FLAG},
    {"(?xx)a", CR_REGEX_FORM_FLAG},
    {"(?i", CR_REGEX_FORM_FLAG},
    {"\\C", CR_REGEX_FORM_ANY_BYTE},
    {"a\\Kb", CR_REGEX_FORM_RESET_START},
    {"\\Ga", CR_REGEX_FORM_LAST_END},
    {"a\\Z", CR_REGEX_FORM_SOFT_END},
    {"\\Qa\\E", CR_REGEX_FORM_QUOTING},
    {"\\pL", CR_REGEX_FORM_PROPERTY},
    {"\\R", CR_REGEX_FORM_NEWLINES},
    {"\\X", CR_REGEX_FORM_GRAPHEME},
    {"\\N", CR_REGEX_FORM_NOT_NEWLINE},
    {"\\h", CR_REGEX_FORM_HORIZONTAL},
    {"[\\v]", CR_REGEX_FORM_VERTICAL},
    {"\\cA", CR_REGEX_FORM_CONTROL},
    {"\\012", CR_REGEX_FORM_OCTAL},
    {"\\<a", CR_REGEX_FORM_WORD_EDGE},
    {"[a[b]", CR_REGEX_FORM_NESTED_CLASS},
    {"[a&&b]", CR_REGEX_FORM_CLASS_OPERATOR},
    {"[a--b]", CR_REGEX_FORM_CLASS_OPERATOR},
    {"(?x)[ a]", CR_REGEX_FORM_CLASS_BLANK},
    {"[\xc3\xa9]", CR_REGEX_FORM_CLASS_HIGH},
    {"\xc3\xa9+", CR_REGEX_FORM_REPEAT_HIGH},
    {"(a", CR_REGEX_FORM_GROUP_OPEN},
    {"a)", CR_REGEX_FORM_GROUP_CLOSE},
    {"(?<1>a)", CR_REGEX_FORM_GROUP_NAME},
    {"[a", CR_REGEX_FORM_CLASS_OPEN},
    {"[]", CR_REGEX_FORM_CLASS_OPEN},
    {"[b-a]", CR_REGEX_FORM_CLASS_RANGE},
    {"[\\d-z]", CR_REGEX_FORM_CLASS_RANGE},
    {"[[:letter:]]", CR_REGEX_FORM_CLASS_NAME},
    {"*a", CR_REGEX_FORM_NOTHING_TO_REPEAT},
    {"a**", CR_REGEX_FORM_NOTHING_TO_REPEAT},
    {"^*", CR_REGEX_FORM_NOTHING_TO_REPEAT},
    {"a|?", CR_REGEX_FORM_NOTHING_TO_REPEAT},
    {"(?i)*", CR_REGEX_FORM_NOTHING_TO_REPEAT},
    {"a{", CR_REGEX_FORM_BRACE},
    {"{a}", CR_REGEX_FORM_BRACE},
    {"a{,3}", CR_REGEX_FORM_BRACE},
    {"a{3,2}", CR_REGEX_FORM_REPEAT_COUNT},
    {"a{99999}", CR_REGEX_FORM_REPEAT_COUNT},
    {"\\y", CR_REGEX_FORM_ESCAPE},
    {"\\x1", CR_REGEX_FORM_HEX},
    {"\\x{100}", CR_REGEX_FORM_HEX},
    {"a\\", CR_REGEX_FORM_ESCAPE_END},
    {"[a\\", CR_REGEX_FORM_ESCAPE_END},
};

START_TEST(test_forms)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());
	struct cr_regex_problem problem;
	struct certrule_bytes pattern = cr_bytes_text(forms[_i].pattern);

	ck_assert_ptr_null(cr_regex_parse(arena, pattern, &problem));
	ck_assert_msg(problem.form == forms[_i].form, "%s: form %d",
	    forms[_i].pattern, problem.form);
	ck_assert(problem.begin < problem.end && problem.end <= pattern.len);
	cr_arena_free(arena);
	ck_assert_ptr_null(compile(forms[_i].pattern, false));
	ck_assert_uint_eq(certrule_diags_error_count(diags), 1);
}
END_TEST

START_TEST(test_depth)
{
	char pattern[512];

	memset(pattern, '(', 200);
	strcpy(pattern + 200, "a");
	memset(pattern + 201, ')', 200);
	pattern[401] = '\0';
	ck_assert_ptr_null(compile(pattern, false));
}
END_TEST

/* Our tree and PCRE2 read a pattern alike: what we take, it takes. */
static const struct {
	const char *pattern, *subject;
	enum cr_regex_result result;
} answers[] = {
    {"", "", CR_REGEX_YES},
    {"^$", "", CR_REGEX_YES},
    {"b", "abc", CR_REGEX_YES},
    {"^b", "abc", CR_REGEX_NO},
    {"c$", "abc\n", CR_REGEX_NO},
    {"(?m)c$", "abc\n", CR_REGEX_YES},
    {"a.c", "a\nc", CR_REGEX_NO},
    {"(?s)a.c", "a\nc", CR_REGEX_YES},
    {"a.c", "a\rc", CR_REGEX_YES},
    {"(?i)ABC", "abc", CR_REGEX_YES},
    {"(?i:A)b", "ab", CR_REGEX_YES},
    {"(?i:A)b", "aB", CR_REGEX_NO},
    {"a(?i)b|c", "C", CR_REGEX_YES},
    {"(?i)[^a]", "A", CR_REGEX_NO},
    {"(?x) a b # note\n c", "abc", CR_REGEX_YES},
    {"(?x)a +", "aa", CR_REGEX_YES},
    {"[]a]", "]", CR_REGEX_YES},
    {"[^]a]", "]", CR_REGEX_NO},
    {"[a-]", "-", CR_REGEX_YES},
    {"[\\]\\\\]", "\\", CR_REGEX_YES},
    {"[[:alpha:][:digit:]]", "5", CR_REGEX_YES},
    {"[[:^alpha:]]", "a", CR_REGEX_NO},
    {"[[:cntrl:]]", "\x7f", CR_REGEX_YES},
    {"[\\w.]", ".", CR_REGEX_YES},
    {"\\x41\\x{42}", "AB", CR_REGEX_YES},
    {"\\.\\-\\/\\ \\_", ".-/ _", CR_REGEX_YES},
    {"\\bfoo\\b", "a foo b", CR_REGEX_YES},
    {"\\Afoo\\z", "foo", CR_REGEX_YES},
    {"(?<name>a)(?P<other>b)", "ab", CR_REGEX_YES},
    {"a{2,3}?b", "aab", CR_REGEX_YES},
    {"a}", "a}", CR_REGEX_YES},
    {"(?U)a+b", "aab", CR_REGEX_YES},
    {"(?:\xc3\xa9)+", "\xc3\xa9\xc3\xa9", CR_REGEX_YES},
    {"(|a)b", "b", CR_REGEX_YES},
    {"(^|,)x", ",x", CR_REGEX_YES},
    {"\\$\\^\\(\\)", "$^()", CR_REGEX_YES},
    {"a&b", "a&b", CR_REGEX_YES},
    {"[~-]", "~", CR_REGEX_YES},
    {"^\\xff$", "\xff", CR_REGEX_YES},
    /* With something taken away at either end. */
    {".*a(b*c*)", "xa", CR_REGEX_YES},
    {"a(b?(c*)(?:))()", "xab", CR_REGEX_YES},
    {"(b*c*)", "", CR_REGEX_YES},
    {"(?:.*a|.*?b)c+", "bc", CR_REGEX_YES},
    {"(?:.*a|.*?b)c+?", "b", CR_REGEX_NO},
    {"a(?:b|c*)", "a", CR_REGEX_YES},
    {"a(b|c+)$", "accx", CR_REGEX_NO},
    {"(?U)a.*?(b+)", "axbb", CR_REGEX_YES},
};

START_TEST(test_answers)
{
	enum cr_regex_result result =
	    search(answers[_i].pattern, answers[_i].subject);

	ck_assert_msg(result == answers[_i].result, "%s on %s: %d",
	    answers[_i].pattern, answers[_i].subject, result);
}
END_TEST

static const struct {
	const char *pattern, *literal;
} literals[] = {
    {"abc", "abc"},
    {"^/api/v[0-9]+/x$", "/api/v"},
    {"(www\\.)?example\\.com", "example.com"},
    {"ab+c", "ab"},
    {"(ab)+c", "ab"},
    {"(?i)abc-1", "-1"},
    {"abc|abd", ""},
    {"x(a|b)yz", "yz"},
    {"a?b", "b"},
    {"a{0}b", "b"},
    {"a{1}b", "ab"},
    {"(a{2}b){2}c", "a"},
    {"", ""},
};

START_TEST(test_literal)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());
	struct certrule_bytes pattern = cr_bytes_text(literals[_i].pattern);
	struct certrule_bytes literal;
	struct cr_regex_problem problem;
	struct cr_regex_node *tree = cr_regex_parse(arena, pattern, &problem);

	ck_assert_ptr_nonnull(tree);
	ck_assert_int_eq(
	    cr_regex_literal(arena, tree, pattern.len, &literal), 0);
	ck_assert_msg(cr_bytes_equal_text(literal, literals[_i].literal),
	    "%s: %.*s", literals[_i].pattern, (int)literal.len,
	    (const char *)literal.data);
	cr_arena_free(arena);
}
END_TEST

/* Whatever the pattern, 4 KiB end within 50 ms; a bound that is hit is an
 * error, never an answer. */
static const struct {
	const char *pattern;
	bool error;
} explosions[] = {
    {"^(a+)+$", true},
    {"(a|a)*$", true},
    {"(a*)*[bc]", true},
    {"(a|aa)+$", true},
    {"(.*a){20}[bc]", true},
    {"(\\w+\\s?)*$", true},
    {"a*a*a*a*[bc]", true},
    {"(?:a|a){14}[bc]", false},
    {"^(([a-z])+.)+[A-Z]([a-z])+$", true},
    {"\\s+[bc]|a+[bc]", false},
};

START_TEST(test_explosion)
{
	struct cr_regex *regex = compile(explosions[_i].pattern, true);
	unsigned char subject[4096];
	int64_t work = CR_LIMIT_WORK;
	const char *why = NULL;
	struct timespec begin, end;
	enum cr_regex_result result;

	memset(subject, 'a', sizeof(subject));
	subject[sizeof(subject) - 1] = '!';
	ck_assert_ptr_nonnull(regex);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	result = cr_regex_search(
	    regex, scratch, cr_bytes(subject, sizeof(subject)), &work, &why);
	clock_gettime(CLOCK_MONOTONIC, &end);
	cr_regex_free(regex);
	ck_assert_int_ne(result, CR_REGEX_YES);
	if (explosions[_i].error)
		ck_assert_int_eq(result, CR_REGEX_ERROR);
	ck_assert_int_eq(result == CR_REGEX_ERROR, why != NULL);
	ck_assert_int_lt((end.tv_sec - begin.tv_sec) * 1000 +
			     (end.tv_nsec - begin.tv_nsec) / 1000000,
	    50);
}
END_TEST

START_TEST(test_subject_limit)
{
	struct cr_regex *regex = compile("b", false);
	size_t limit = CR_LIMIT_REGEX_SUBJECT;
	unsigned char *subject = malloc(limit + 1);
	int64_t work = CR_LIMIT_WORK;
	const char *why = NULL;

	memset(subject, 'a', limit + 1);
	ck_assert_int_eq(cr_regex_search(regex, scratch,
			     cr_bytes(subject, limit), &work, &why),
	    CR_REGEX_NO);
	/* Over the limit is an error even where the literal is absent. */
	ck_assert_int_eq(cr_regex_search(regex, scratch,
			     cr_bytes(subject, limit + 1), &work, &why),
	    CR_REGEX_ERROR);
	ck_assert_int_eq(
	    cr_regex_search(regex, scratch, cr_bytes(NULL, 0), &work, &why),
	    CR_REGEX_NO);
	free(subject);
	cr_regex_free(regex);
}
END_TEST

/* 8 KiB of a value fit into CR_LIMIT_REGEX_STACK, whatever the pattern; what
 * does not fit is an error. */
START_TEST(test_stack)
{
	struct cr_regex *regex = compile("^(?:a|ab|cd?)*$", false);
	size_t limit = CR_LIMIT_REGEX_SUBJECT;
	unsigned char *subject = malloc(limit);
	int64_t work = CR_LIMIT_WORK;
	const char *why = NULL;

	ck_assert_ptr_nonnull(regex);
	memset(subject, 'a', limit);
	ck_assert_int_eq(cr_regex_search(regex, scratch,
			     cr_bytes(subject, 8 << 10), &work, &why),
	    CR_REGEX_YES);
	ck_assert_int_eq(cr_regex_search(regex, scratch,
			     cr_bytes(subject, limit), &work, &why),
	    CR_REGEX_ERROR);
	free(subject);
	cr_regex_free(regex);
}
END_TEST

START_TEST(test_work)
{
	struct cr_regex *regex = compile("b", false);
	int64_t work = 2 * (64 + 3);
	const char *why = NULL;
	struct certrule_bytes subject = cr_bytes_text("abc");

	ck_assert_int_eq(cr_regex_search(regex, scratch, subject, &work, &why),
	    CR_REGEX_YES);
	ck_assert_int_eq(work, 64 + 3);
	ck_assert_int_eq(cr_regex_search(regex, scratch, subject, &work, &why),
	    CR_REGEX_YES);
	ck_assert_int_eq(cr_regex_search(regex, scratch, subject, &work, &why),
	    CR_REGEX_BUDGET);
	cr_regex_free(regex);
}
END_TEST

START_TEST(test_sizes)
{
	char pattern[4200];
	struct cr_regex *regex;

	memset(pattern, 'a', sizeof(pattern));
	pattern[CR_LIMIT_REGEX_PATTERN] = '\0';
	regex = compile(pattern, false);
	ck_assert_ptr_nonnull(regex);
	ck_assert_uint_eq(cr_regex_pattern(regex).len, CR_LIMIT_REGEX_PATTERN);
	cr_regex_free(regex);
	pattern[CR_LIMIT_REGEX_PATTERN] = 'a';
	pattern[CR_LIMIT_REGEX_PATTERN + 1] = '\0';
	ck_assert_ptr_null(compile(pattern, false));
	/* PCRE2's own limit stands just below CR_LIMIT_REGEX_COMPILED. */
	ck_assert_ptr_null(compile("(abcdefgh|ijklmnop){5000}", true));
	ck_assert_ptr_null(compile("(?<n>a)(?<n>b)", true));
	ck_assert_uint_eq(certrule_diags_error_count(diags), 3);
}
END_TEST

/* -------------------------------------------------------- lack of memory */

struct failing {
	long left; /* allocations until the one that fails; -1: none */
	long in_use;
};

static void *
fail_allocate(void *context, size_t size)
{
	struct failing *failing = context;

	if (failing->left == 0)
		return NULL;
	if (failing->left > 0)
		failing->left--;
	failing->in_use++;
	return malloc(size);
}

static void *
fail_resize(void *context, void *memory, size_t size)
{
	struct failing *failing = context;

	if (failing->left == 0)
		return NULL;
	if (failing->left > 0)
		failing->left--;
	failing->in_use += memory == NULL;
	return realloc(memory, size);
}

static void
fail_release(void *context, void *memory)
{
	struct failing *failing = context;

	failing->in_use -= memory != NULL;
	free(memory);
}

START_TEST(test_no_memory)
{
	struct failing failing = {.left = -1};
	struct certrule_alloc alloc = {
	    fail_allocate, fail_resize, fail_release, &failing};
	struct cr_span span = {0, 0, 0};
	struct cr_regex *regex = NULL;
	long n;

	for (n = 0; regex == NULL; n++) {
		failing.left = n;
		regex = cr_regex_compile(&alloc, diags,
		    cr_bytes_text("^(a[0-9]+,)+([a-z]{1,30}\\.)*x$"), span,
		    false);
		ck_assert(regex != NULL || failing.in_use == 0);
		ck_assert_int_lt(n, 200);
	}
	ck_assert_int_gt(n, 3);
	cr_regex_free(regex);
	ck_assert_int_eq(failing.in_use, 0);
	for (n = 0;; n++) {
		struct cr_regex_scratch *own;

		failing.left = n;
		own = cr_regex_scratch_new(&alloc);
		cr_regex_scratch_free(own);
		ck_assert_int_eq(failing.in_use, 0);
		if (own != NULL)
			break;
	}
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof(table[0])))

int
main(void)
{
	Suite *suite = suite_create("regex");
	TCase *tcase = tcase_create("regex");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, test_forms, 0, COUNT(forms));
	tcase_add_test(tcase, test_depth);
	tcase_add_loop_test(tcase, test_answers, 0, COUNT(answers));
	tcase_add_loop_test(tcase, test_literal, 0, COUNT(literals));
	tcase_add_loop_test(tcase, test_explosion, 0, COUNT(explosions));
	tcase_add_test(tcase, test_subject_limit);
	tcase_add_test(tcase, test_stack);
	tcase_add_test(tcase, test_work);
	tcase_add_test(tcase, test_sizes);
	tcase_add_test(tcase, test_no_memory);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}

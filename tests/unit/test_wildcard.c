/* SPDX-License-Identifier: MIT */
/* Wildcard patterns: matches, escapes, errors, cost. */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../engine/wildcard.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct cr_arena *arena;

static void
setup(void)
{
	arena = cr_arena_new(cr_alloc_default());
	ck_assert_ptr_nonnull(arena);
}

static void
teardown(void)
{
	cr_arena_free(arena);
}

static const struct {
	const char *pattern, *value;
	bool folded, strict; /* whether it matches */
} matches[] = {
    {"", "", true, true},
    {"", "a", false, false},
    {"*", "", true, true},
    {"*", "anything", true, true},
    {"abc", "abc", true, true},
    {"abc", "ABC", true, false},
    {"ABC", "abc", true, false},
    {"abc", "abcd", false, false},
    {"abc", "ab", false, false},
    {"a*", "a", true, true},
    {"a*", "ab", true, true},
    {"a*", "ba", false, false},
    {"*a", "ba", true, true},
    {"*a", "ab", false, false},
    {"a*a", "a", false, false},
    {"a*a", "aa", true, true},
    {"ab*ba", "aba", false, false},
    {"a*b*c", "abc", true, true},
    {"a*b*c", "a1b2c", true, true},
    {"a*b*c", "acb", false, false},
    {"*aab*", "aaab", true, true},
    {"*aab*", "aaAB", true, false},
    {"*abab*", "abaabab", true, true},
    {"*abab*x", "ababx", true, true},
    {"*b*b*", "b", false, false},
    {"*b*b*", "bb", true, true},
    {"\\*", "*", true, true},
    {"\\*", "a", false, false},
    {"\\\\", "\\", true, true},
    {"a\\**", "a*b", true, true},
    {"a\\**", "ab", false, false},
    {"*\\*", "a*", true, true},
    {"*\\*", "ab", false, false},
};

START_TEST(test_match)
{
	const struct cr_wildcard *wildcard;
	struct certrule_bytes value = cr_bytes_text(matches[_i].value);
	size_t at;

	for (int strict = 0; strict < 2; strict++) {
		ck_assert_int_eq(CR_WILDCARD_OK,
		    cr_wildcard_new(arena, cr_bytes_text(matches[_i].pattern),
			strict, &wildcard, &at));
		ck_assert_msg(
		    cr_wildcard_match(wildcard, value) ==
			(strict ? matches[_i].strict : matches[_i].folded),
		    "%s %s", matches[_i].pattern, matches[_i].value);
	}
}
END_TEST

START_TEST(test_errors)
{
	static const struct {
		const char *pattern;
		enum cr_wildcard_status status;
		size_t at;
	} rows[] = {
	    {"**", CR_WILDCARD_STARS, 1},
	    {"a**b", CR_WILDCARD_STARS, 2},
	    {"\\", CR_WILDCARD_ESCAPE, 0},
	    {"a\\b", CR_WILDCARD_ESCAPE, 1},
	    {"\\\\\\", CR_WILDCARD_ESCAPE, 2},
	};
	const struct cr_wildcard *wildcard;
	size_t at;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		ck_assert_int_eq(rows[i].status,
		    cr_wildcard_new(arena, cr_bytes_text(rows[i].pattern),
			false, &wildcard, &at));
		ck_assert_uint_eq(rows[i].at, at);
	}
}
END_TEST

/* Every subject over {a, b} against every pattern over {a, b, *}, by the
 * definition. */
static bool
matches_slowly(const char *pattern, const char *value)
{
	if (*pattern == '\0')
		return *value == '\0';
	if (*pattern == '*')
		return matches_slowly(pattern + 1, value) ||
		       (*value != '\0' && matches_slowly(pattern, value + 1));
	return *pattern == *value && matches_slowly(pattern + 1, value + 1);
}

static void
make_word(unsigned number, unsigned base, const char *letters, char *out)
{
	while (number != 0) {
		*out++ = letters[(number - 1) % base];
		number = (number - 1) / base;
	}
	*out = '\0';
}

START_TEST(test_all_small)
{
	for (unsigned p = 0; p < 1093; p++) {
		const struct cr_wildcard *wildcard;
		char pattern[16];
		size_t at;

		make_word(p, 3, "ab*", pattern);
		if (cr_wildcard_new(arena, cr_bytes_text(pattern), false,
			&wildcard, &at) != CR_WILDCARD_OK)
			continue;
		for (unsigned v = 0; v < 255; v++) {
			char value[16];

			make_word(v, 2, "ab", value);
			ck_assert_msg(matches_slowly(pattern, value) ==
					  cr_wildcard_match(
					      wildcard, cr_bytes_text(value)),
			    "%s %s", pattern, value);
		}
	}
}
END_TEST

/* Quadratic matching would take hours. */
START_TEST(test_hostile)
{
	size_t pattern_len = 64 << 10, value_len = 1 << 20, at;
	char *pattern = malloc(pattern_len), *value = malloc(value_len);
	const struct cr_wildcard *wildcard;

	ck_assert(pattern != NULL && value != NULL);
	memset(pattern, 'a', pattern_len);
	memset(value, 'a', value_len);
	pattern[0] = '*';
	pattern[pattern_len - 2] = 'b';
	pattern[pattern_len - 1] = '*';
	ck_assert_int_eq(CR_WILDCARD_OK,
	    cr_wildcard_new(
		arena, cr_bytes(pattern, pattern_len), false, &wildcard, &at));
	ck_assert(!cr_wildcard_match(wildcard, cr_bytes(value, value_len)));
	for (size_t i = 0; i < pattern_len; i++)
		pattern[i] = i % 2 ? 'a' : '*';
	ck_assert_int_eq(CR_WILDCARD_OK,
	    cr_wildcard_new(
		arena, cr_bytes(pattern, pattern_len), false, &wildcard, &at));
	ck_assert(cr_wildcard_match(wildcard, cr_bytes(value, value_len)));
	free(pattern);
	free(value);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wildcard");
	TCase *tests = tcase_create("wildcard");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(
	    tests, test_match, 0, (int)(sizeof(matches) / sizeof(matches[0])));
	tcase_add_test(tests, test_errors);
	tcase_add_test(tests, test_all_small);
	tcase_add_test(tests, test_hostile);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

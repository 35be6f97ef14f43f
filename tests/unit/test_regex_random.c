/* SPDX-License-Identifier: MIT */
/*
 * Random patterns, always the same ones.  What the gate lets pass stays within
 * the bounds of a search on its own pumps up to 8 KiB, hardly ever meets them at
 * 64 KiB, and answers as PCRE2 does with the pattern as it was written.
 *
 * CERTRULE_PATTERNS=20000 tries more of them and prints figures.
 */
#include "../../base/alloc.h"
#include "../../base/arena.h"
#include "../../base/limits.h"
#include "../../engine/regex_code.h"
#include "../../engine/regex_pump.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATTERNS 400
#define LONGEST	 (64u << 10)
#define SUBJECTS 24

static uint64_t state;

static uint32_t
draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)((state >> 20) % below);
}

/* ------------------------------------------------------------------ patterns */

struct text {
	char data[1024];
	size_t len;
};

static void
add(struct text *text, const char *part)
{
	size_t len = strlen(part);

	ck_assert_uint_lt(text->len + len, sizeof(text->data));
	memcpy(text->data + text->len, part, len + 1);
	text->len += len;
}

#define ONE_OF(list) (list)[draw(sizeof(list) / sizeof((list)[0]))]

static void add_alternation(struct text *text, unsigned depth);

static void
add_atom(struct text *text, unsigned depth)
{
	static const char *const bytes[] = {
	    "a", "b", "c", "ab", "abc", "0", "/", "\\.", "-", "=", ";", " "};
	static const char *const classes[] = {".", "\\d", "\\w", "\\s", "\\S",
	    "[a-c]", "[ab]", "[^a]", "[^/]", "[^;]", "[a-z0-9-]", "[0-9.]"};
	uint32_t kind = draw(10);

	if (kind < 3 && depth > 0) {
		add(text, draw(2) ? "(" : "(?:");
		add_alternation(text, depth - 1);
		add(text, ")");
	} else if (kind < 6) {
		add(text, ONE_OF(classes));
	} else {
		add(text, ONE_OF(bytes));
	}
}

static void
add_repeat(struct text *text)
{
	static const char *const repeats[] = {"*", "+", "?", "+", "*", "{2}",
	    "{1,3}", "{0,40}", "{1,64}", "{2,}", "*?", "+?", "{1,9}?"};

	if (draw(5) < 2)
		add(text, ONE_OF(repeats));
}

static void
add_sequence(struct text *text, unsigned depth)
{
	for (uint32_t count = 1 + draw(4); count > 0; count--) {
		add_atom(text, depth);
		add_repeat(text);
		if (draw(24) == 0)
			add(text, "\\b");
	}
}

static void
add_alternation(struct text *text, unsigned depth)
{
	add_sequence(text, depth);
	while (draw(5) == 0) {
		add(text, "|");
		add_sequence(text, depth);
	}
}

static void
make_pattern(struct text *text)
{
	static const char *const flags[] = {"(?i)", "(?s)", "(?m)", "(?U)"};

	text->len = 0;
	text->data[0] = '\0';
	if (draw(8) == 0)
		add(text, ONE_OF(flags));
	if (draw(3) == 0)
		add(text, "^");
	add_alternation(text, 3);
	if (draw(4) == 0)
		add(text, "$");
}

/* -------------------------------------------------------------------- figures */

static struct figures {
	unsigned long made, accepted, searches, errors, long_errors;
	unsigned long answers;
} figures;

static struct certrule_diags *diags;
static struct cr_regex_scratch *scratch;
static unsigned char *subject;

static struct cr_regex *
compile(const struct text *text)
{
	struct cr_span span = {0, 0, 0};
	struct cr_regex *regex;

	diags = certrule_diags_new(NULL);
	regex = cr_regex_compile(cr_alloc_default(), diags,
	    cr_bytes(text->data, text->len), span, false);
	certrule_diags_free(diags);
	return regex;
}

static enum cr_regex_result
search(const struct cr_regex *regex, size_t len)
{
	int64_t work = CR_LIMIT_WORK;
	const char *why = NULL;

	figures.searches++;
	return cr_regex_search(
	    regex, scratch, cr_bytes(subject, len), &work, &why);
}

/* ---------------------------------------------------------------------- pumps */

static void
check_pump(const struct text *text, const struct cr_regex *regex,
    const struct cr_regex_pumps *pumps, size_t number)
{
	for (unsigned form = 0; form < CR_REGEX_PUMP_FORMS; form++) {
		for (size_t len = 1024; len <= LONGEST; len *= 8) {
			cr_regex_pump_write(pumps, number, form, subject, len);
			if (search(regex, len) != CR_REGEX_ERROR)
				continue;
			figures.errors++;
			if (len > 8192) {
				figures.long_errors++;
				continue;
			}
			ck_abort_msg(
			    "%s: pump %zu, %zu bytes", text->data, number, len);
		}
	}
}

static void
check_pumps(const struct text *text, const struct cr_regex *regex)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());
	struct certrule_bytes pattern = cr_bytes(text->data, text->len);
	struct certrule_bytes simple;
	struct cr_regex_problem problem;
	struct cr_regex_node *tree = cr_regex_parse(arena, pattern, &problem);
	struct cr_regex_pumps *pumps;

	ck_assert_ptr_nonnull(tree);
	ck_assert_int_eq(
	    cr_regex_simplify(arena, tree, pattern, false, &simple), 0);
	pumps = cr_regex_pumps_new(arena, tree);
	ck_assert_ptr_nonnull(pumps);
	for (size_t i = 0; i < pumps->count; i++)
		check_pump(text, regex, pumps, i);
	cr_arena_free(arena);
}

/* -------------------------------------------------------------------- answers */

static void
check_answers(const struct text *text, const struct cr_regex *regex)
{
	static const char bytes[] = "aaabbc0/.-=; \nA";
	int error;
	size_t at;
	pcre2_code *code = cr_regex_code(cr_alloc_default(),
	    cr_bytes(text->data, text->len), false, 0, &error, &at);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);

	ck_assert_ptr_nonnull(code);
	for (int i = 0; i < SUBJECTS; i++) {
		size_t len = draw(16);
		int plain;

		for (size_t k = 0; k < len; k++)
			subject[k] =
			    (unsigned char)bytes[draw(sizeof(bytes) - 1)];
		plain = pcre2_match(code, subject, len, 0, 0, data, NULL);
		ck_assert(plain >= 0 || plain == PCRE2_ERROR_NOMATCH);
		ck_assert_msg(search(regex, len) ==
				  (plain >= 0 ? CR_REGEX_YES : CR_REGEX_NO),
		    "%s on '%.*s'", text->data, (int)len, (char *)subject);
		figures.answers++;
	}
	pcre2_match_data_free(data);
	pcre2_code_free(code);
}

START_TEST(test_random)
{
	const char *more = getenv("CERTRULE_PATTERNS");
	unsigned long count = more != NULL ? strtoul(more, NULL, 10) : PATTERNS;
	struct text text;

	state = UINT64_C(88172645463325252);
	scratch = cr_regex_scratch_new(cr_alloc_default());
	subject = malloc(LONGEST);
	for (; figures.made < count; figures.made++) {
		struct cr_regex *regex;

		make_pattern(&text);
		regex = compile(&text);
		if (regex == NULL)
			continue;
		figures.accepted++;
		check_pumps(&text, regex);
		check_answers(&text, regex);
		cr_regex_free(regex);
	}
	if (more != NULL)
		printf("%lu patterns, %lu accepted, %lu searches, %lu at a "
		       "bound, %lu of them at 64 KiB, %lu answers compared\n",
		    figures.made, figures.accepted, figures.searches,
		    figures.errors, figures.long_errors, figures.answers);
	ck_assert_uint_gt(figures.accepted, count / 4);
	ck_assert_uint_lt(figures.long_errors, figures.searches / 100);
	free(subject);
	cr_regex_scratch_free(scratch);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("regex_random");
	TCase *tcase = tcase_create("random");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, tcase);
	tcase_set_timeout(tcase, 3600);
	tcase_add_test(tcase, test_random);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}

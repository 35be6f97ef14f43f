/* SPDX-License-Identifier: MIT */
/*
 * The first, second, third ... allocation fails, once and from then on, while
 * an expression is parsed, checked, run and explained: a broken one is never
 * taken for good, and no outcome is another one than with all memory there.
 */
#include "bench.h"

#include "../../base/alloc.h"
#include "../../engine/explain.h"
#include "../../engine/reference.h"
#include "../../grammar/parse.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static unsigned long left; /* allocations until the one that fails; 0: none */
static bool for_good;

static bool
fails(void)
{
	if (left == 0)
		return false;
	if (left > 1) {
		left--;
		return false;
	}
	left = for_good ? 1 : 0;
	return true;
}

static void *
allocate(void *context, size_t size)
{
	(void)context;
	return fails() ? NULL : malloc(size);
}

static void *
resize(void *context, void *memory, size_t size)
{
	(void)context;
	return fails() ? NULL : realloc(memory, size);
}

static void
release(void *context, void *memory)
{
	(void)context;
	free(memory);
}

static const struct certrule_alloc failing = {
    .allocate = allocate, .resize = resize, .release = release};

static const char *const texts[] = {
    "any(lower(names[*])[*] == \"b\") and s matches \"^H[a-z]+\"",
    "s in {\"a\" \"b\" \"Hello\"} and n in {1..3 5} and ip in {10.0.0.0/8}",
    "not (concat(s, \"x\", substring(s, 1)) == \"\" or t == \"x\")",
    "any(names[*] == \"q\" or not names[*] wildcard \"a*\") xor s == \"x\"",
    "s == \"Hello\" and q == 1",
    "names == \"a\" or n contains \"1\"",
};

static void
fill(struct bench *bench)
{
	bench_string(bench, "s", "Hello");
	bench_int(bench, "n", 5);
	bench_ip(bench, "ip", "10.1.2.3");
	bench_strings(bench, "names", "A B C");
	bench_set_error(bench, "t");
}

/* A fieldset whose evaluation may lack memory; its values do not. */
static void
use_failing(struct bench *bench)
{
	cr_fieldset_fini(bench->facts);
	bench->facts = cr_fieldset_new(bench->schema, &failing);
	ck_assert_ptr_nonnull(bench->facts);
	fill(bench);
	cr_arena_free(bench->arena);
	certrule_diags_free(bench->diags);
	bench->arena = cr_arena_new(&failing);
	bench->diags = certrule_diags_new(&failing);
	ck_assert(bench->arena != NULL && bench->diags != NULL);
	bench->check.arena = bench->arena;
	bench->check.alloc = &failing;
	bench->check.diags = bench->diags;
}

static const struct cr_expr *
check(struct bench *bench, const char *text)
{
	struct cr_ast *ast;
	uint32_t source;

	if (cr_sources_add(cr_diags_sources(bench->diags), "expression",
		cr_bytes_text(text), &source) != 0) {
		cr_diags_no_memory(bench->diags);
		return NULL;
	}
	ast = cr_parse_filter(bench->arena, bench->diags, source);
	if (ast == NULL || ast->expression == NULL)
		return NULL;
	return cr_check_filter(&bench->check, ast->expression);
}

static void
explain(struct bench *bench, const struct cr_expr *expr)
{
	struct cr_culprit culprit;
	struct cr_buffer out;

	cr_reference_culprit(expr, bench->facts, &culprit);
	cr_buffer_init(&out, &failing);
	cr_explain_expr(expr, bench->schema, cr_diags_sources(bench->diags),
	    bench->facts, 0, &out);
	cr_buffer_fini(&out);
}

/* False: no allocation was left to fail. */
static bool
try_once(const char *text, enum certrule_outcome expected, unsigned long nth)
{
	enum certrule_outcome outcome;
	const struct cr_expr *expr;
	struct bench bench;
	bool reached, refused;

	left = 0;
	bench_open(&bench);
	use_failing(&bench);
	left = nth;
	expr = check(&bench, text);
	refused = certrule_diags_error_count(bench.diags) != 0;
	ck_assert_msg(expr != NULL || refused, "%s: %lu", text, nth);
	if (!refused) {
		outcome = cr_reference_run(expr, bench.facts);
		ck_assert_msg(
		    outcome == expected || outcome == CERTRULE_UNDECIDED,
		    "%s: %lu", text, nth);
		explain(&bench, expr);
	}
	reached = left <= (for_good ? 1 : 0);
	left = 0;
	bench_close(&bench);
	return reached;
}

START_TEST(test_each_allocation)
{
	const char *text = texts[_i];
	enum certrule_outcome expected = CERTRULE_UNDECIDED;
	const struct cr_expr *expr;
	struct bench bench;

	bench_open(&bench);
	fill(&bench);
	expr = bench_check(&bench, text);
	if (expr != NULL)
		expected = cr_reference_run(expr, bench.facts);
	bench_close(&bench);
	for (int mode = 0; mode < 2; mode++) {
		unsigned long nth = 1;

		for_good = mode == 1;
		while (try_once(text, expected, nth))
			nth++;
		ck_assert_uint_gt(nth, 3);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("expression memory");
	TCase *tests = tcase_create("expression memory");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tests, 120);
	tcase_add_loop_test(tests, test_each_allocation, 0,
	    (int)(sizeof(texts) / sizeof(texts[0])));
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

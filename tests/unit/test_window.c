/* SPDX-License-Identifier: MIT */
/* How long a finding holds: up to the nearest moment on either side, the second
 * of a moment being a window of its own. */
#include "../../fields/block.h"

#include <check.h>
#include <stdlib.h>

#define MOMENTS 3
#define SECONDS 7

/* The definition itself: `second` is on the same side of all moments as now. */
static bool
belongs(const int64_t *moments, int64_t second, int64_t now)
{
	for (int i = 0; i < MOMENTS; i++) {
		if ((second < moments[i]) != (now < moments[i]) ||
		    (second > moments[i]) != (now > moments[i]))
			return false;
	}
	return true;
}

static void
check_window(
    const struct cr_window *window, const int64_t *moments, int64_t now)
{
	for (int64_t second = -2; second <= SECONDS + 2; second++) {
		bool within = second >= window->from && second <= window->until;

		ck_assert_msg(within == belongs(moments, second, now),
		    "moments %d %d %d, now %d, asked for %d", (int)moments[0],
		    (int)moments[1], (int)moments[2], (int)now, (int)second);
	}
}

static void
read_case(int64_t number, int64_t *moments, int64_t *now)
{
	for (int i = 0; i < MOMENTS; i++) {
		moments[i] = number % SECONDS;
		number /= SECONDS;
	}
	*now = number;
}

/* One after the other, as those of a path and its CRLs come. */
START_TEST(test_narrow)
{
	int64_t moments[MOMENTS], now;

	for (int64_t n = 0; n < SECONDS * SECONDS * SECONDS * SECONDS; n++) {
		struct cr_window window = {INT64_MIN, INT64_MAX};

		read_case(n, moments, &now);
		for (int i = 0; i < MOMENTS; i++)
			cr_window_narrow(&window, moments[i], now);
		check_window(&window, moments, now);
	}
}
END_TEST

/* From those of a block, which are sorted. */
START_TEST(test_of_block)
{
	int64_t moments[MOMENTS], now;

	for (int64_t n = 0; n < SECONDS * SECONDS * SECONDS * SECONDS; n++) {
		struct cr_block block = {.moments = moments};
		struct cr_window window;

		read_case(n, moments, &now);
		if (moments[0] > moments[1] || moments[1] > moments[2])
			continue;
		block.moment_count = MOMENTS;
		window = cr_block_window(&block, now);
		check_window(&window, moments, now);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("window");
	TCase *tests = tcase_create("window");
	SRunner *runner;
	int failed;

	tcase_add_test(tests, test_narrow);
	tcase_add_test(tests, test_of_block);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}

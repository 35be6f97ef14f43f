/* SPDX-License-Identifier: MIT */
/* Times: the one form, both ways, over all years that have it. */
#include "../../base/clock.h"
#include "unit.h"

#include <time.h>

static struct cr_buffer buffer;

static void
setup(void)
{
	cr_buffer_init(&buffer, cr_alloc_default());
}

static void
teardown(void)
{
	cr_buffer_fini(&buffer);
}

static const struct {
	const char *text;
	int64_t seconds;
	const char *certificate;
} times[] = {
    {"1970-01-01T00:00:00Z", 0, "Jan  1 00:00:00 1970 GMT"},
    {"1969-12-31T23:59:59Z", -1, "Dec 31 23:59:59 1969 GMT"},
    {"2026-03-01T13:35:00Z", 1772372100, "Mar  1 13:35:00 2026 GMT"},
    {"2026-12-01T00:00:00Z", 1796083200, "Dec  1 00:00:00 2026 GMT"},
    {"2000-02-29T12:00:00Z", 951825600, "Feb 29 12:00:00 2000 GMT"},
    {"2038-01-19T03:14:08Z", INT64_C(2147483648), "Jan 19 03:14:08 2038 GMT"},
    {"0001-01-01T00:00:00Z", INT64_C(-62135596800), "Jan  1 00:00:00 1 GMT"},
    {"9999-12-31T23:59:59Z", INT64_C(253402300799), "Dec 31 23:59:59 9999 GMT"},
};

START_TEST(test_time)
{
	int64_t seconds = 0;

	ck_assert_int_eq(
	    cr_clock_parse(cr_bytes_text(times[_i].text), &seconds), 0);
	ck_assert_int_eq(seconds, times[_i].seconds);
	cr_clock_print(&buffer, seconds);
	ck_assert_printed(&buffer, times[_i].text);
	cr_clock_print_certificate(&buffer, seconds);
	ck_assert_printed(&buffer, times[_i].certificate);
}
END_TEST

static const char *const bad[] = {
    "",
    "2026-12-01",
    "2026-12-01T00:00Z",
    "2026-12-01T00:00:00",
    "2026-12-01T00:00:00z",
    "2026-12-01t00:00:00Z",
    "2026-12-01 00:00:00Z",
    "2026-12-01T00:00:00.0Z",
    "2026-12-01T00:00:00+00:00",
    "2026-12-01T00:00:00Z ",
    "+026-12-01T00:00:00Z",
    "2026-1a-01T00:00:00Z",
    "0000-12-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-12-00T00:00:00Z",
    "2026-12-32T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z",
    "2026-12-01T24:00:00Z",
    "2026-12-01T00:60:00Z",
    "2026-12-31T23:59:60Z",
    "10000-01-01T00:00:00Z",
};

START_TEST(test_bad_time)
{
	int64_t seconds;

	if (cr_clock_parse(cr_bytes_text(bad[_i]), &seconds) == 0)
		ck_abort_msg("'%s' is taken", bad[_i]);
}
END_TEST

START_TEST(test_leap_days)
{
	int64_t seconds;

	ck_assert_int_eq(
	    cr_clock_parse(B("2024-02-29T00:00:00Z"), &seconds), 0);
	ck_assert_int_eq(
	    cr_clock_parse(B("2000-02-29T00:00:00Z"), &seconds), 0);
	ck_assert_int_eq(
	    cr_clock_parse(B("0004-02-29T00:00:00Z"), &seconds), 0);
}
END_TEST

static void
check_print(int64_t at)
{
	int64_t back;

	cr_buffer_clear(&buffer);
	cr_clock_print(&buffer, at + 86399);
	if (cr_clock_parse(cr_buffer_bytes(&buffer), &back) != 0 ||
	    back != at + 86399)
		ck_abort_msg("print of %lld", (long long)at);
}

/* Forth and back, against the C library. */
static void
check_day(int64_t at)
{
	time_t time = (time_t)at;
	struct tm tm;
	int64_t back;

	ck_assert_ptr_nonnull(gmtime_r(&time, &tm));
	back = cr_clock_seconds(
	    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, 0, 0, 0);
	if (back != at)
		ck_abort_msg("day of %lld", (long long)at);
	check_print(at);
}

/* Every day of two centuries, and one in thirteen of all there are. */
START_TEST(test_days)
{
	int64_t last = cr_clock_seconds(9999, 12, 31, 0, 0, 0), at;

	for (at = cr_clock_seconds(1900, 1, 1, 0, 0, 0);
	     at < cr_clock_seconds(2101, 1, 1, 0, 0, 0); at += 86400)
		check_day(at);
	for (at = cr_clock_seconds(1, 1, 1, 0, 0, 0); at <= last;
	     at += INT64_C(13) * 86400)
		check_day(at);
	check_day(last);
}
END_TEST

START_TEST(test_beyond)
{
	cr_clock_print(&buffer, INT64_C(253402300800));
	ck_assert_printed(&buffer, "253402300800");
	cr_clock_print(&buffer, INT64_C(-62135596801));
	ck_assert_printed(&buffer, "-62135596801");
	cr_clock_print(&buffer, INT64_MAX);
	ck_assert_printed(&buffer, "9223372036854775807");
	cr_clock_print_certificate(&buffer, INT64_MIN);
	ck_assert_printed(&buffer, "-9223372036854775808");
}
END_TEST

START_TEST(test_before_year_one)
{
	ck_assert_int_eq(cr_clock_seconds(0, 3, 1, 0, 0, 0), -62162035200);
	ck_assert_int_eq(
	    cr_clock_seconds(-400, 3, 1, 0, 0, 0), -62162035200 - 12622780800);
	ck_assert_int_eq(
	    cr_clock_seconds(0, 2, 29, 0, 0, 0), -62162035200 - 86400);
}
END_TEST

static const struct {
	const char *text;
	int64_t seconds; /* -1: refused */
} durations[] = {
    {"0s", 0},
    {"1s", 1},
    {"90s", 90},
    {"15m", 900},
    {"12h", 43200},
    {"30d", 2592000},
    {"9223372036854775807s", INT64_MAX},
    {"9223372036854775808s", -1},
    {"99999999999999999999999s", -1},
    {"153722867280912930m", INT64_C(153722867280912930) * 60},
    {"153722867280912931m", -1},
    {"106751991167300d", INT64_C(106751991167300) * 86400},
    {"106751991167301d", -1},
    {"", -1},
    {"s", -1},
    {"5", -1},
    {"5x", -1},
    {"5S", -1},
    {"-5s", -1},
    {"+5s", -1},
    {"05s", -1},
    {"00s", -1},
    {"5 s", -1},
    {"5s ", -1},
    {"1h30m", -1},
    {"1.5h", -1},
    {"5ms", -1},
};

START_TEST(test_duration)
{
	struct certrule_bytes text = cr_bytes_text(durations[_i].text);
	int64_t seconds = -1;
	int result = cr_clock_parse_duration(text, &seconds);

	ck_assert_int_eq(result, durations[_i].seconds < 0 ? -1 : 0);
	ck_assert_int_eq(seconds, durations[_i].seconds);
}
END_TEST

START_TEST(test_now)
{
	int64_t before = time(NULL);
	int64_t now = cr_clock_now();

	ck_assert_int_ge(now, before);
	ck_assert_int_le(now, (int64_t)time(NULL));
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

static void
add(TCase *tests)
{
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_time, 0, COUNT(times));
	tcase_add_loop_test(tests, test_bad_time, 0, COUNT(bad));
	tcase_add_test(tests, test_leap_days);
	tcase_add_test(tests, test_days);
	tcase_add_test(tests, test_beyond);
	tcase_add_test(tests, test_before_year_one);
	tcase_add_loop_test(tests, test_duration, 0, COUNT(durations));
	tcase_add_test(tests, test_now);
}

int
main(void)
{
	return unit_run("clock", add);
}

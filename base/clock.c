/* SPDX-License-Identifier: MIT */
/* Times in UTC.  No leap seconds, no zones, no locale: month names are ours. */
#include "bytes.h"
#include "clock.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>

#define DAY	 86400
#define ERA_DAYS 146097 /* of 400 years */

struct date {
	int64_t year;
	int month, day;
	int hour, minute, second;
};

int64_t
cr_clock_now(void)
{
	return time(NULL);
}

static int64_t
divide_floor(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Years begin in March here, so that the leap day is the last; day 0 of an era
 * is the first of March of a year that 400 divides. */
int64_t
cr_clock_seconds(int year, int month, int day, int hour, int minute, int second)
{
	int64_t from_march = (month + 9) % 12;
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = divide_floor(y, 400);
	int64_t of_era = y - era * 400;
	int64_t days = era * ERA_DAYS + of_era * 365 + of_era / 4 -
		       of_era / 100 + (153 * from_march + 2) / 5 + day - 1;

	days -= 719468; /* from 0000-03-01 to 1970-01-01 */
	return days * DAY + hour * INT64_C(3600) + minute * INT64_C(60) +
	       second;
}

/* The inverse. */
static struct date
date_of(int64_t seconds)
{
	int64_t days = divide_floor(seconds, DAY);
	int64_t rest = seconds - days * DAY;
	int64_t era, of_era, year, from_march, of_year;
	struct date date;

	days += 719468;
	era = divide_floor(days, ERA_DAYS);
	of_era = days - era * ERA_DAYS;
	year =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	from_march = (5 * of_year + 2) / 153;
	date.day = (int)(of_year - (153 * from_march + 2) / 5 + 1);
	date.month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
	date.year = year + era * 400 + (date.month <= 2);
	date.hour = (int)(rest / 3600);
	date.minute = (int)(rest / 60 % 60);
	date.second = (int)(rest % 60);
	return date;
}

/* ----------------------------------------------------------------- parsing */

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static int
number(const unsigned char *digits, size_t count)
{
	int value = 0;

	for (size_t i = 0; i < count; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

static int
days_in(int year, int month)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

int
cr_clock_parse(struct certrule_bytes text, int64_t *seconds)
{
	static const char shape[] = "0000-00-00T00:00:00Z";
	const unsigned char *c = text.data;
	int year, month, day, hour, minute, second;

	if (text.len != sizeof(shape) - 1)
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (shape[i] == '0' ? !is_digit(c[i])
				    : c[i] != (unsigned char)shape[i])
			return -1;
	}
	year = number(c, 4);
	month = number(c + 5, 2);
	day = number(c + 8, 2);
	hour = number(c + 11, 2);
	minute = number(c + 14, 2);
	second = number(c + 17, 2);
	if (year < 1 || month < 1 || month > 12 || day < 1 ||
	    day > days_in(year, month) || hour > 23 || minute > 59 ||
	    second > 59)
		return -1;
	*seconds = cr_clock_seconds(year, month, day, hour, minute, second);
	return 0;
}

/* 0: no such unit. */
static int64_t
unit_seconds(unsigned char unit)
{
	switch (unit) {
	case 's':
		return 1;
	case 'm':
		return 60;
	case 'h':
		return 3600;
	case 'd':
		return DAY;
	default:
		return 0;
	}
}

/* A leading zero is refused: elsewhere it would mean octal. */
int
cr_clock_parse_duration(struct certrule_bytes text, int64_t *seconds)
{
	int64_t value = 0;
	int64_t unit;

	if (text.len < 2 || (text.data[0] == '0' && text.len > 2))
		return -1;
	for (size_t i = 0; i < text.len - 1; i++) {
		if (!is_digit(text.data[i]) ||
		    __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, text.data[i] - '0', &value))
			return -1;
	}
	unit = unit_seconds(text.data[text.len - 1]);
	if (unit == 0 || __builtin_mul_overflow(value, unit, &value))
		return -1;
	*seconds = value;
	return 0;
}

/* ---------------------------------------------------------------- printing */

static bool
has_form(int64_t seconds)
{
	return seconds >= cr_clock_seconds(1, 1, 1, 0, 0, 0) &&
	       seconds <= cr_clock_seconds(9999, 12, 31, 23, 59, 59);
}

/* What lies outside the years that have a form is printed as the number. */
void
cr_clock_print(struct cr_buffer *out, int64_t seconds)
{
	struct date date;

	if (!has_form(seconds)) {
		cr_buffer_printf(out, "%" PRId64, seconds);
		return;
	}
	date = date_of(seconds);
	cr_buffer_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)date.year,
	    date.month, date.day, date.hour, date.minute, date.second);
}

void
cr_clock_print_certificate(struct cr_buffer *out, int64_t seconds)
{
	static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May",
	    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct date date;

	if (!has_form(seconds)) {
		cr_buffer_printf(out, "%" PRId64, seconds);
		return;
	}
	date = date_of(seconds);
	cr_buffer_printf(out, "%s %2d %02d:%02d:%02d %d GMT",
	    months[date.month - 1], date.day, date.hour, date.minute,
	    date.second, (int)date.year);
}

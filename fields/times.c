/* SPDX-License-Identifier: MIT */
/* ASN.1 times as seconds.  Whether a certificate is valid is for verify.c. */
#include "times.h"

#include "../base/clock.h"

#include <time.h>

bool
cr_times_seconds(const ASN1_TIME *time, int64_t *seconds)
{
	struct tm tm;

	/* NULL would mean the current time to ASN1_TIME_to_tm(). */
	if (time == NULL || ASN1_TIME_to_tm(time, &tm) != 1)
		return false;
	*seconds = cr_clock_seconds(tm.tm_year + 1900, tm.tm_mon + 1,
	    tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
	return true;
}

const char *
cr_times_text(struct cr_arena *arena, int64_t seconds)
{
	struct cr_buffer text;
	const char *result = NULL;

	cr_buffer_init(&text, cr_arena_alloc_table(arena));
	cr_clock_print_certificate(&text, seconds);
	if (!cr_buffer_failed(&text))
		result = cr_arena_string(arena, (const char *)text.data);
	cr_buffer_fini(&text);
	return result == NULL ? "(no memory for the time)" : result;
}

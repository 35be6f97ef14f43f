/* SPDX-License-Identifier: MIT */
/* Reads times; the process's time zone has no say. */
#include "clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Digits of text at the places where form has a 9, the rest as it is. */
static bool
has_form(const char *text, const char *form)
{
	for (; *form != '\0'; text++, form++) {
		if (*form == '9' ? *text < '0' || *text > '9' : *text != *form)
			return false;
	}
	return *text == '\0';
}

bool
cr_clock_parse(const char *text, int64_t *seconds)
{
	struct tm parts, again;
	time_t result;

	if (!has_form(text, "9999-99-99T99:99:99Z"))
		return false;
	memset(&parts, 0, sizeof(parts));
	/* Digits all of them, as has_form() has seen. */
	/* NOLINTBEGIN(cert-err34-c) */
	parts.tm_year = atoi(text) - 1900;
	parts.tm_mon = atoi(text + 5) - 1;
	parts.tm_mday = atoi(text + 8);
	parts.tm_hour = atoi(text + 11);
	parts.tm_min = atoi(text + 14);
	parts.tm_sec = atoi(text + 17);
	/* NOLINTEND(cert-err34-c) */
	again = parts;
	result = timegm(&again);
	/* timegm() turns February 30 into March 2: no date comes back. */
	if (again.tm_year != parts.tm_year || again.tm_mon != parts.tm_mon ||
	    again.tm_mday != parts.tm_mday || again.tm_hour != parts.tm_hour ||
	    again.tm_min != parts.tm_min || again.tm_sec != parts.tm_sec ||
	    parts.tm_year < 1 - 1900)
		return false;
	*seconds = (int64_t)result;
	return true;
}

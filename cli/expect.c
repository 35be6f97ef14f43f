/* SPDX-License-Identifier: MIT */
/* Compares verdicts with what was expected of them. */
#include "expect.h"
#include "text.h"

#include <string.h>

static const struct {
	const char *word;
	enum certrule_action action;
} action_rows[] = {
    {"allow", CERTRULE_ALLOW},
    {"block", CERTRULE_BLOCK},
    {"action", CERTRULE_HOST_ACTION},
};

/* The row of the word before ':', or -1. */
static int
find_action(const char *expected)
{
	size_t len = strcspn(expected, ":");

	for (int i = 0; i < 3; i++) {
		if (strlen(action_rows[i].word) == len &&
		    strncmp(action_rows[i].word, expected, len) == 0)
			return i;
	}
	return -1;
}

bool
cr_expect_is_valid(const char *expected)
{
	const char *rule = strchr(expected, ':');

	return find_action(expected) >= 0 && (rule == NULL || rule[1] != '\0');
}

bool
cr_expect_is_met(const char *expected, const struct certrule_verdict *verdict)
{
	const char *rule = strchr(expected, ':');
	int row = find_action(expected);

	if (row < 0 || action_rows[row].action != verdict->action)
		return false;
	if (rule == NULL)
		return true;
	return verdict->rule != NULL && strcmp(rule + 1, verdict->rule) == 0;
}

static bool
is_written(const char *expected, const struct certrule_gate *gate,
    struct certrule_fieldset *facts, const struct certrule_verdict *verdict,
    int place)
{
	struct cr_text text;
	bool same;

	cr_text_init(&text);
	same = certrule_verdict_write(
		   gate, facts, verdict, place, cr_text_write, &text) == 0 &&
	       !text.failed && strcmp(cr_text_get(&text), expected) == 0;
	cr_text_fini(&text);
	return same;
}

bool
cr_expect_is_text_met(const char *expected, const struct certrule_gate *gate,
    struct certrule_fieldset *facts, const struct certrule_verdict *verdict)
{
	return cr_expect_is_met(expected, verdict) ||
	       is_written(expected, gate, facts, verdict, 0) ||
	       is_written(expected, gate, facts, verdict, 1);
}

/* SPDX-License-Identifier: MIT */
/* Compares texts by lines. */
#include "test_compare.h"

#include <string.h>

struct line {
	const char *text;
	size_t len;
};

/* The next line without trailing white space; false at the end. */
static bool
next_line(const char **text, struct line *line)
{
	size_t len = strcspn(*text, "\n");

	line->text = *text;
	line->len = len;
	if (**text == '\0')
		return false;
	while (line->len > 0 && strchr(" \t\r", (*text)[line->len - 1]) != NULL)
		line->len--;
	*text += len + ((*text)[len] == '\n');
	return true;
}

static bool
is_rest_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

static bool
is_same(const struct line *a, const struct line *b)
{
	return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* Moves both past the lines they have in common; true: all of them. */
static bool
skip_common(const char **expected, const char **got, struct cr_text *common)
{
	for (;;) {
		const char *a = *expected, *b = *got;
		struct line line_a, line_b;

		if (is_rest_blank(a) && is_rest_blank(b))
			return true;
		if (!next_line(&a, &line_a) || !next_line(&b, &line_b) ||
		    !is_same(&line_a, &line_b))
			return false;
		if (common != NULL) {
			cr_text_add(common, "    ");
			cr_text_escape(common, line_a.text, line_a.len);
			cr_text_add(common, "\n");
		}
		*expected = a;
		*got = b;
	}
}

bool
cr_test_compare_same(const char *expected, const char *got)
{
	return skip_common(&expected, &got, NULL);
}

static bool
stands_in(const struct line *wanted, const struct line *line)
{
	return wanted->len == 0 ||
	       memmem(line->text, line->len, wanted->text, wanted->len) != NULL;
}

const char *
cr_test_compare_held(const char *expected, const char *got)
{
	struct line wanted, line;

	while (!is_rest_blank(expected)) {
		const char *at = expected;
		bool found = false;

		if (!next_line(&expected, &wanted))
			break;
		while (!found && next_line(&got, &line))
			found = stands_in(&wanted, &line);
		if (!found)
			return at;
	}
	return NULL;
}

static void
add_rest(struct cr_text *failure, const char *mark, const char *text)
{
	struct line line;

	while (!is_rest_blank(text) && next_line(&text, &line)) {
		cr_text_add(failure, mark);
		cr_text_escape(failure, line.text, line.len);
		cr_text_add(failure, "\n");
	}
}

void
cr_test_compare_report(struct cr_text *failure, const char *what,
    const char *expected, const char *got)
{
	cr_text_printf(failure, "%s:\n", what);
	(void)skip_common(&expected, &got, failure);
	add_rest(failure, "  - ", expected);
	add_rest(failure, "  + ", got);
	if (is_rest_blank(got))
		cr_text_add(failure, "  + (nothing)\n");
}

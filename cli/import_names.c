/* SPDX-License-Identifier: MIT */
/*
 * Names, strings and comments out of what somebody typed into a dashboard.  It
 * may hold quotes, line ends, bidi controls: none of it may become anything but
 * the name or comment it is.
 */
#include "import.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

enum {
	NAME_MAX_BYTES = 80
};

/* ------------------------------------------------------------------- names */

static int
compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* 1: it was not there yet; 0: it was; -1: no memory. */
static int
take_name(struct cr_import_names *names, const char *name)
{
	char *copy = strdup(name);
	void *node = copy;

	if (copy != NULL)
		node = tsearch(copy, &names->root, compare_names);
	if (copy == NULL || node == NULL) {
		free(copy);
		return -1;
	}
	if (*(char **)node == copy)
		return 1;
	free(copy);
	return 0;
}

/* Control characters, bidi controls and what is no UTF-8 count as blanks, and
 * runs of blanks are one; none at the ends. */
static void
add_plain(struct cr_text *out, struct cr_json_string text)
{
	bool blank = false;

	for (size_t i = 0; i < text.len;) {
		size_t run = cr_text_printable(text.data + i, text.len - i);

		if (run == 0 || text.data[i] == ' ') {
			blank = out->len > 0;
			i++;
			continue;
		}
		if (blank)
			cr_text_add(out, " ");
		blank = false;
		cr_text_write(out, text.data + i, run);
		i += run;
	}
}

/* Cut between two characters. */
static void
shorten(struct cr_text *text, size_t len)
{
	if (text->len <= len)
		return;
	while (len > 0 && ((unsigned char)text->data[len] & 0xc0) == 0x80)
		len--;
	text->data[len] = '\0';
	text->len = len;
	cr_text_add(text, "...");
}

static void
add_first(struct cr_text *out, const struct cr_import_rule *rule)
{
	add_plain(out, rule->description);
	if (out->len == 0)
		add_plain(out, rule->ref);
	if (out->len == 0)
		add_plain(out, rule->id);
	if (out->len == 0)
		cr_text_add(out, "no name");
	shorten(out, NAME_MAX_BYTES);
}

int
cr_import_name(struct cr_import_names *names, const struct cr_import_rule *rule,
    struct cr_text *out)
{
	struct cr_text base;
	unsigned number = 1;
	int taken = 0;

	cr_text_init(&base);
	add_first(&base, rule);
	cr_text_add(out, cr_text_get(&base));
	while (!base.failed && !out->failed) {
		taken = take_name(names, cr_text_get(out));
		if (taken != 0)
			break;
		cr_text_clear(out);
		cr_text_printf(out, "%s (%u)", cr_text_get(&base), ++number);
	}
	taken = base.failed || out->failed ? -1 : taken;
	cr_text_fini(&base);
	return taken < 0 ? -1 : 0;
}

void
cr_import_names_fini(struct cr_import_names *names)
{
	while (names->root != NULL) {
		char *name = *(char **)names->root;

		tdelete(name, &names->root, compare_names);
		free(name);
	}
}

/* ------------------------------------------------------- strings, comments */

void
cr_import_quote(struct cr_text *out, const char *text, size_t len)
{
	struct cr_text plain;

	cr_text_init(&plain);
	add_plain(&plain, (struct cr_json_string){text, len});
	cr_text_add(out, "\"");
	for (const char *at = cr_text_get(&plain); *at != '\0'; at++) {
		if (*at == '"' || *at == '\\')
			cr_text_add(out, "\\");
		cr_text_write(out, at, 1);
	}
	cr_text_add(out, "\"");
	out->failed = out->failed || plain.failed;
	cr_text_fini(&plain);
}

static void
add_comment_line(struct cr_text *out, const char *line, size_t len)
{
	if (len > 0 && line[len - 1] == '\r')
		len--;
	cr_text_add(out, len > 0 ? "# " : "#");
	cr_text_escape(out, line, len);
	cr_text_add(out, "\n");
}

void
cr_import_comment(struct cr_text *out, const char *text, size_t len)
{
	while (len > 0) {
		const char *end = memchr(text, '\n', len);
		size_t line = end == NULL ? len : (size_t)(end - text);

		add_comment_line(out, text, line);
		line += end != NULL;
		text += line;
		len -= line;
	}
}

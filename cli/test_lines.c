/* SPDX-License-Identifier: MIT */
/* Blocks as lines. */
#include "test_parts.h"

#include <stdlib.h>
#include <string.h>

void
cr_test_lines_fini(struct cr_test_lines *lines)
{
	free(lines->text);
	free(lines->items);
	memset(lines, 0, sizeof(*lines));
}

int
cr_test_lines_init(
    struct cr_test_lines *lines, const struct cr_test_block *block)
{
	size_t most = 1;
	char *save = NULL, *line;

	memset(lines, 0, sizeof(*lines));
	if (block == NULL)
		return 0;
	lines->text = strdup(cr_text_get(&block->text));
	for (const char *c = lines->text; c != NULL && *c != '\0'; c++)
		most += *c == '\n';
	lines->items = calloc(most, sizeof(*lines->items));
	if (lines->text == NULL || lines->items == NULL) {
		cr_test_lines_fini(lines);
		return -1;
	}
	for (line = strtok_r(lines->text, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save)) {
		size_t len;

		line += strspn(line, " \t\r");
		len = strlen(line);
		while (len > 0 && strchr(" \t\r", line[len - 1]) != NULL)
			line[--len] = '\0';
		if (len > 0)
			lines->items[lines->count++] = line;
	}
	return 0;
}

char *
cr_test_lines_first(const struct cr_test_block *block)
{
	struct cr_test_lines lines;
	char *copy = NULL;

	if (block != NULL && cr_test_lines_init(&lines, block) == 0) {
		if (lines.count > 0)
			copy = strdup(lines.items[0]);
		cr_test_lines_fini(&lines);
	}
	return copy;
}

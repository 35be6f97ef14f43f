/* SPDX-License-Identifier: MIT */
/*
 * Reads .t files.  `== title` opens a case, a line that is not indented names a
 * block, and what is indented below it is its text, with no escapes.  A line
 * that begins with # is a comment.
 */
#include "test_file.h"
#include "cli.h"
#include "read.h"

#include <stdlib.h>
#include <string.h>

static const char *const labels[] = {
#define BLOCK(id, name) name,
#include "test_blocks.def"
#undef BLOCK
};

const char *
cr_test_file_label(enum cr_test_block_id id)
{
	return labels[id];
}

/* ------------------------------------------------------------------- reading */

struct reading {
	struct cr_test_file *file;
	unsigned line;
	struct cr_test_case *test;   /* NULL: before the first title */
	struct cr_test_block *block; /* NULL: before the first label */
	const char *indent;	     /* of the block's first line */
	size_t indent_len;
	unsigned blank; /* lines that belong to it if text follows */
};

static int
refuse(const struct reading *reading, const char *what)
{
	cr_message("%s:%u: %s", reading->file->path, reading->line, what);
	return -1;
}

static int
open_case(struct reading *reading, const char *line, size_t len)
{
	struct cr_test_file *file = reading->file;
	struct cr_test_case *cases;

	cases =
	    realloc(file->cases, (file->case_count + 1) * sizeof(*file->cases));
	if (cases == NULL)
		return refuse(reading, "out of memory");
	file->cases = cases;
	reading->test = &cases[file->case_count++];
	reading->block = NULL;
	memset(reading->test, 0, sizeof(*reading->test));
	reading->test->line = reading->line;
	reading->test->title = strndup(line, len);
	if (reading->test->title == NULL)
		return refuse(reading, "out of memory");
	return len > 0 ? 0 : refuse(reading, "a case needs a title");
}

static int
open_block(struct reading *reading, const char *line, size_t len)
{
	if (reading->test == NULL)
		return refuse(reading, "a case begins with '== title'");
	for (size_t i = 0; i < CR_TEST_BLOCK_COUNT; i++) {
		struct cr_test_block *block = &reading->test->blocks[i];

		if (strlen(labels[i]) != len ||
		    memcmp(labels[i], line, len) != 0)
			continue;
		if (block->given)
			return refuse(
			    reading, "this case has such a block already");
		block->given = true;
		block->line = reading->line;
		reading->block = block;
		reading->indent = NULL;
		reading->blank = 0;
		return 0;
	}
	return refuse(
	    reading, "no block is called so; the text of a block is indented");
}

static int
add_text(struct reading *reading, const char *line, size_t len)
{
	struct cr_test_block *block = reading->block;

	if (block == NULL)
		return refuse(reading, "this text belongs to no block");
	if (reading->indent == NULL) {
		reading->indent = line;
		reading->indent_len = strspn(line, " \t");
	} else if (len < reading->indent_len ||
		   memcmp(line, reading->indent, reading->indent_len) != 0) {
		return refuse(reading,
		    "indented less, or by other characters, than the first "
		    "line of its block");
	}
	for (; reading->blank > 0; reading->blank--)
		cr_text_add(&block->text, "\n");
	(void)cr_text_write(&block->text, line + reading->indent_len,
	    len - reading->indent_len);
	cr_text_add(&block->text, "\n");
	return block->text.failed ? refuse(reading, "out of memory") : 0;
}

static bool
is_blank(const char *line, size_t len)
{
	return strspn(line, " \t") >= len;
}

static int
take_line(struct reading *reading, const char *line, size_t len)
{
	if (is_blank(line, len)) {
		if (reading->block != NULL && reading->indent != NULL)
			reading->blank++;
		return 0;
	}
	if (line[0] == ' ' || line[0] == '\t')
		return add_text(reading, line, len);
	if (line[0] == '#')
		return 0;
	while (is_blank(line + len - 1, 1))
		len--;
	if (len >= 2 && strncmp(line, "==", 2) == 0) {
		size_t skip = 2 + strspn(line + 2, " ");

		return open_case(
		    reading, line + skip, skip < len ? len - skip : 0);
	}
	return open_block(reading, line, len);
}

/* ------------------------------------------------------------------ checking */

static bool
has(const struct cr_test_case *test, enum cr_test_block_id id)
{
	return test->blocks[id].given;
}

/* What is wrong with the case as a whole, or NULL. */
static const char *
find_mistake(const struct cr_test_case *test)
{
	bool policy =
	    has(test, CR_TEST_POLICY) || has(test, CR_TEST_POLICY_FILE);
	bool run = has(test, CR_TEST_RUN), show = has(test, CR_TEST_SHOW);
	bool expression = has(test, CR_TEST_EXPRESSION);
	int outcomes = has(test, CR_TEST_TRUE) + has(test, CR_TEST_FALSE) +
		       has(test, CR_TEST_ERROR);

	if (has(test, CR_TEST_POLICY) && has(test, CR_TEST_POLICY_FILE))
		return "policy and policy-file are one too many";
	if (run && (show || policy || expression))
		return "a case with run holds nothing else to test";
	if (outcomes > 1)
		return "true, false, error: only one of them comes out";
	if (outcomes > 0 && !expression)
		return "true, false and error are said of an expression";
	if ((has(test, CR_TEST_PRINTS) || has(test, CR_TEST_HOLDS)) && !run &&
	    !show)
		return "prints and holds are said of run or show";
	if (!run && (has(test, CR_TEST_EXIT) || has(test, CR_TEST_INPUT) ||
			has(test, CR_TEST_INTO)))
		return "exit, input and into belong to run";
	if ((has(test, CR_TEST_FAILS) || has(test, CR_TEST_WARNS)) && !policy &&
	    !expression)
		return "fails and warns are said of a policy or an expression";
	if (show && !has(test, CR_TEST_PRINTS) && !has(test, CR_TEST_HOLDS))
		return "show needs prints or holds";
	if (outcomes == 0 && !run && !show && !has(test, CR_TEST_WANT) &&
	    !has(test, CR_TEST_FAILS) && !has(test, CR_TEST_WARNS))
		return "this case expects nothing";
	return NULL;
}

static int
check_cases(const struct cr_test_file *file)
{
	for (size_t i = 0; i < file->case_count; i++) {
		const char *mistake = find_mistake(&file->cases[i]);

		if (mistake == NULL)
			continue;
		cr_message(
		    "%s:%u: %s", file->path, file->cases[i].line, mistake);
		return -1;
	}
	if (file->case_count > 0)
		return 0;
	cr_message("%s: no case in it; one begins with '== title'", file->path);
	return -1;
}

static int
parse(struct cr_test_file *file, const char *text, size_t len)
{
	struct reading reading;
	const char *end = text + len;

	memset(&reading, 0, sizeof(reading));
	reading.file = file;
	while (text < end) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		const char *stop = newline != NULL ? newline : end;

		reading.line++;
		if (take_line(&reading, text, (size_t)(stop - text)) != 0)
			return -1;
		text = newline != NULL ? newline + 1 : end;
	}
	return check_cases(file);
}

int
cr_test_file_read(struct cr_test_file *file, const char *path)
{
	enum {
		LIMIT = 64 << 20
	};
	struct cr_text text;
	const char *why;
	int status = CR_EXIT_YES;

	memset(file, 0, sizeof(*file));
	file->path = path;
	cr_text_init(&text);
	why = cr_read_file(path, LIMIT, &text);
	if (why != NULL) {
		cr_message("cannot read %s: %s", path, why);
		status = CR_EXIT_FILE;
	} else if (parse(file, cr_text_get(&text), text.len) != 0) {
		status = CR_EXIT_MISTAKE;
	}
	cr_text_fini(&text);
	return status;
}

void
cr_test_file_fini(struct cr_test_file *file)
{
	for (size_t i = 0; i < file->case_count; i++) {
		free(file->cases[i].title);
		for (size_t j = 0; j < CR_TEST_BLOCK_COUNT; j++)
			cr_text_fini(&file->cases[i].blocks[j].text);
	}
	free(file->cases);
	memset(file, 0, sizeof(*file));
}

/* SPDX-License-Identifier: MIT */
/*
 * What silences a warning: a comment `# lint: allow W1011` on a line of its own.
 * Several codes may stand in one comment, and several comments one below the
 * other.  It is about the line below, and where a statement begins there about
 * all of that statement, however many lines it has, so that the form which
 * `fmt` gives a policy does not change what it is warned of.  A `for` is not all
 * the rules in it.  Errors cannot be silenced.
 */
#include "load.h"
#include "../base/bytes.h"

#include <stdlib.h>

/* A `# lint: allow` comment; in the order of sources and places. */
struct allowance {
	uint32_t source;
	size_t from, until;	     /* what it is about, end excluded */
	size_t target;		     /* where the line below begins */
	size_t furthest;	     /* the highest `until` up to here */
	struct certrule_bytes codes; /* what follows the words */
};

struct silence {
	struct cr_load *load;
	struct allowance *allowed;
	size_t count;
};

static struct certrule_bytes
get_text(const struct cr_load *load, uint32_t source)
{
	return cr_sources_text(cr_diags_sources(load->diags), source);
}

/* ------------------------------------------------------------------- comments */

static size_t
find_line_end(struct certrule_bytes text, size_t at)
{
	while (at < text.len && text.data[at] != '\n')
		at++;
	return at;
}

/* Behind blanks; then something stands there, or the line is empty. */
static size_t
skip_blanks(struct certrule_bytes text, size_t at)
{
	while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\t'))
		at++;
	return at;
}

/* From the end of a comment to what stands on the first line below that is no
 * comment. */
static size_t
find_target(struct certrule_bytes text, size_t at)
{
	do {
		at = find_line_end(text, at);
		at = skip_blanks(text, at < text.len ? at + 1 : at);
	} while (at < text.len && text.data[at] == '#');
	return at;
}

/* False: it is a comment like any other. */
static bool
read_allowance(struct cr_load *load, const struct cr_trivia *comment,
    struct allowance *allowance)
{
	struct certrule_bytes marker = cr_bytes_text("lint: allow");
	struct certrule_bytes text = get_text(load, comment->span.source), line;
	size_t at = comment->span.begin;

	while (at < comment->span.end &&
	       (text.data[at] == '#' || text.data[at] == ' '))
		at++;
	line = cr_bytes_slice(text, at, comment->span.end);
	if (!comment->own_line || !cr_bytes_starts(line, marker))
		return false;
	allowance->source = comment->span.source;
	allowance->from = comment->span.end;
	allowance->target = find_target(text, comment->span.end);
	allowance->until = find_line_end(text, allowance->target);
	allowance->codes = cr_bytes_slice(line, marker.len, line.len);
	return true;
}

static const struct cr_trivia *
first_comment(const struct cr_load_file *file)
{
	return file->ast != NULL ? file->ast->trivia : NULL;
}

/* Files and their comments come in order. */
static int
find_allowances(struct silence *silence)
{
	const struct cr_load_file *file;
	const struct cr_trivia *comment;
	size_t most = 0;

	for (file = silence->load->first_file; file != NULL; file = file->next)
		for (comment = first_comment(file); comment != NULL;
		     comment = comment->next)
			most++;
	silence->allowed =
	    cr_load_get(silence->load, most + 1, sizeof(*silence->allowed));
	if (silence->allowed == NULL)
		return -1;
	for (file = silence->load->first_file; file != NULL; file = file->next)
		for (comment = first_comment(file); comment != NULL;
		     comment = comment->next)
			if (read_allowance(silence->load, comment,
				&silence->allowed[silence->count]))
				silence->count++;
	return 0;
}

/* ----------------------------------------------------------------- statements */

/* How many begin at or before a place. */
static size_t
count_before(const struct silence *silence, uint32_t source, size_t place)
{
	size_t low = 0, high = silence->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct allowance *each = &silence->allowed[middle];

		if (each->source < source ||
		    (each->source == source && each->from <= place))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
extend(struct silence *silence, struct cr_span span)
{
	size_t i = count_before(silence, span.source, span.begin);

	for (; i > 0; i--) {
		struct allowance *each = &silence->allowed[i - 1];

		if (each->source != span.source || each->target != span.begin)
			return;
		if (each->until < span.end)
			each->until = span.end;
	}
}

static void
extend_all(struct silence *silence, const struct cr_statement *statement)
{
	for (; statement != NULL; statement = statement->next) {
		if (statement->kind == CR_STATEMENT_FOR)
			extend_all(silence, statement->as.scope.body);
		else
			extend(silence, statement->span);
	}
}

static void
measure(struct silence *silence)
{
	size_t furthest = 0;

	for (size_t i = 0; i < silence->count; i++) {
		struct allowance *each = &silence->allowed[i];

		if (i == 0 || each[-1].source != each->source ||
		    furthest < each->until)
			furthest = each->until;
		each->furthest = furthest;
	}
}

/* ------------------------------------------------------------------- the stage */

/* False: a comment above allows it. */
static bool
is_wanted(void *context, enum cr_diag_code code, struct cr_span span)
{
	const struct silence *silence = context;
	struct certrule_bytes text = cr_bytes_text(cr_diag_code_text(code));
	size_t i = count_before(silence, span.source, span.begin);

	for (; i > 0; i--) {
		const struct allowance *each = &silence->allowed[i - 1];

		if (each->source != span.source || each->furthest <= span.begin)
			return true;
		if (span.begin < each->until &&
		    cr_bytes_contains(each->codes, text))
			return false;
	}
	return true;
}

void
cr_lint_silence(struct cr_load *load, size_t first)
{
	struct silence silence = {.load = load};
	const struct cr_load_file *file;

	/* Without a text there is nothing that could say so. */
	if (load->first_file == NULL || find_allowances(&silence) != 0)
		return;
	for (file = load->first_file; file != NULL; file = file->next)
		if (file->ast != NULL)
			extend_all(&silence, file->ast->statements);
	measure(&silence);
	cr_diags_filter(load->diags, first, is_wanted, &silence);
}

/* SPDX-License-Identifier: MIT */
/* The lines of a formatted policy: indented, blank lines in their places, and
 * the comments behind neighbouring lines one below the other. */
#include "format.h"
#include "grammar/parser.h"

#include <string.h>

/* Tokens, a comment, or both. */
struct line {
	uint32_t first, end; /* tokens; end is exclusive */
	uint32_t comment;    /* its index; NO_COMMENT */
	uint32_t width;	     /* of the tokens, indentation and all */
	unsigned indent;
	bool blank; /* an empty line comes before it */
};

#define NO_COMMENT UINT32_MAX
/* Between a line and the comment behind it. */
#define COMMENT_GAP 2

struct lines {
	const struct cr_format *format;
	struct line *items;
	size_t count;
};

/* ------------------------------------------------------------------- lines */

static bool
has_tokens(const struct line *line)
{
	return line->first != line->end;
}

static struct line *
add_line(struct lines *lines, unsigned newlines, unsigned indent)
{
	struct line *line = &lines->items[lines->count];

	*line = (struct line){
	    .comment = NO_COMMENT,
	    .indent = indent,
	    .blank = newlines > 1 && lines->count != 0,
	};
	lines->count++;
	return line;
}

static bool
opens_block(int kind)
{
	return kind == CR_TOKEN_BRACE_OPEN || kind == CR_TOKEN_ANGLE_OPEN;
}

static bool
closes_block(int kind)
{
	return kind == CR_TOKEN_BRACE_CLOSE || kind == CR_TOKEN_ANGLE_CLOSE;
}

/* Comments before `}` belong to what it closes. */
static unsigned
comment_indent(const struct cr_format_token *token)
{
	return token->indent + (closes_block(token->kind) ? CR_FORMAT_STEP : 0);
}

/* The comments between the token and the one before it.  True: the last thing
 * there was the opening of a block. */
static bool
add_comments(struct lines *lines, uint32_t index)
{
	const struct cr_format_token *token = &lines->format->tokens[index];
	uint32_t i = index == 0 ? 0 : token[-1].comments;
	bool open = index != 0 && opens_block(token[-1].kind);

	for (; i < token->comments; i++) {
		const struct cr_format_comment *comment =
		    &lines->format->comments[i];
		struct line *line;

		line =
		    lines->count == 0 ? NULL : &lines->items[lines->count - 1];
		if (line != NULL && !comment->own_line &&
		    line->comment == NO_COMMENT) {
			line->comment = i;
			continue;
		}
		line = add_line(
		    lines, open ? 0 : comment->newlines, comment_indent(token));
		line->comment = i;
		open = false;
	}
	return open;
}

static void
add_token(struct lines *lines, uint32_t index)
{
	const struct cr_format *format = lines->format;
	const struct cr_format_token *token = &format->tokens[index];
	struct certrule_bytes text = cr_format_token_text(format, token);
	bool tight = add_comments(lines, index) || closes_block(token->kind);
	struct line *line;

	if (token->breaks || lines->count == 0) {
		line =
		    add_line(lines, tight ? 0 : token->newlines, token->indent);
		line->first = index;
		line->width = token->indent;
	} else {
		line = &lines->items[lines->count - 1];
		line->width += token->gap;
	}
	line->end = index + 1;
	/* Behind a line break in a string, indentation counts no more. */
	if (memchr(text.data, '\n', text.len) != NULL)
		line->width = 0;
	line->width += token->width;
}

static int
add_lines(struct lines *lines)
{
	const struct cr_format *format = lines->format;
	size_t most = (size_t)format->count + format->comment_count + 1;

	lines->items =
	    cr_arena_array(format->arena, most, sizeof(*lines->items));
	if (lines->items == NULL)
		return -1;
	for (uint32_t i = 0; i < format->count; i++)
		add_token(lines, i);
	(void)add_comments(lines, format->count);
	return 0;
}

/* ----------------------------------------------------------------- writing */

static void
write_line(const struct lines *lines, const struct line *line, uint32_t column,
    struct cr_buffer *out)
{
	const struct cr_format *format = lines->format;

	if (line->blank)
		cr_buffer_add_byte(out, '\n');
	cr_buffer_repeat(out, ' ', line->indent);
	for (uint32_t i = line->first; i < line->end; i++) {
		const struct cr_format_token *token = &format->tokens[i];

		if (i != line->first)
			cr_buffer_repeat(out, ' ', token->gap);
		cr_buffer_add_bytes(out, cr_format_token_text(format, token));
	}
	if (has_tokens(line) && line->comment != NO_COMMENT)
		cr_buffer_repeat(out, ' ', column - line->width);
	if (line->comment != NO_COMMENT)
		cr_buffer_add_bytes(out, cr_format_comment_text(format,
					     &format->comments[line->comment]));
	cr_buffer_add_byte(out, '\n');
}

/* The lines from `first` on whose comments stand one below the other; *column
 * is where. */
static size_t
count_aligned(const struct lines *lines, size_t first, uint32_t *column)
{
	size_t i = first;

	*column = 0;
	for (; i < lines->count; i++) {
		const struct line *line = &lines->items[i];

		if (!has_tokens(line) || line->comment == NO_COMMENT ||
		    (line->blank && i != first))
			break;
		if (line->width + COMMENT_GAP > *column)
			*column = line->width + COMMENT_GAP;
	}
	return i - first;
}

int
cr_format_write(struct cr_format *format, struct cr_buffer *out)
{
	struct lines lines = {.format = format};

	if (add_lines(&lines) != 0)
		return -1;
	for (size_t i = 0; i < lines.count;) {
		uint32_t column;
		size_t aligned = count_aligned(&lines, i, &column);
		size_t end = i + (aligned == 0 ? 1 : aligned);

		for (; i < end; i++)
			write_line(&lines, &lines.items[i], column, out);
	}
	return cr_buffer_failed(out) ? -1 : 0;
}

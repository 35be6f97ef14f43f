/* SPDX-License-Identifier: MIT */
/*
 * One diagnostic for a person:
 *
 *	access.rules:7:37: error[E0107]: cannot compare Int with String
 *	    block if http.request.timestamp.sec contains "12"
 *	             ~~~~~~~~~~~~~~~~~~~~~~~~~~ ^^^^^^^^
 *	    hint: Int takes eq ne lt le gt ge in &
 *
 * ^ marks the place, ~ what it clashes with.  Where the second place is not in
 * sight on the same line it follows as a note of its own.  Of a long line only
 * a window is shown.  Whatever could move a terminal's cursor is escaped in the
 * line, and the marks are as wide as the escape; tabs stay tabs in both lines.
 */
#include "buffer.h"
#include "bytes.h"
#include "diag.h"
#include "utf8.h"

#include <string.h>

#define INDENT "    "
#define WINDOW ((size_t)160) /* characters */
#define LEAD   ((size_t)40)  /* of them in front of the first mark */

struct marks {
	size_t begin, end; /* in the line, bytes; end past it marks one more */
	char sign;
};

/* The line, what of it is shown, and what is marked in it. */
struct excerpt {
	struct certrule_bytes text;
	size_t from, to;
	struct marks marks[2]; /* the first wins where both are */
	size_t count;
	const char *color, *plain;
};

struct style {
	const char *strong, *severity, *plain;
};

static struct style
style_for(enum certrule_severity severity, int color)
{
	if (!color)
		return (struct style){"", "", ""};
	if (severity == CERTRULE_DIAG_ERROR)
		return (struct style){"\033[1m", "\033[1;31m", "\033[0m"};
	return (struct style){"\033[1m", "\033[1;35m", "\033[0m"};
}

/* ------------------------------------------------------------- the window */

static size_t
char_len(struct certrule_bytes text, size_t at)
{
	uint32_t code;
	size_t len = cr_utf8_decode(cr_bytes_slice(text, at, text.len), &code);

	return len == 0 ? 1 : len;
}

/* Where the character before `at` begins: the longest that ends there. */
static size_t
step_back(struct certrule_bytes text, size_t at)
{
	for (size_t len = at < 4 ? at : 4; len > 1; len--) {
		if (char_len(text, at - len) == len)
			return at - len;
	}
	return at - 1;
}

static size_t
back(struct certrule_bytes text, size_t at, size_t count)
{
	while (at > 0 && count-- > 0)
		at = step_back(text, at);
	return at;
}

static size_t
forward(struct certrule_bytes text, size_t at, size_t count)
{
	while (at < text.len && count-- > 0)
		at += char_len(text, at);
	return at;
}

static void
choose_window(struct excerpt *excerpt, size_t first)
{
	struct certrule_bytes text = excerpt->text;

	excerpt->from = 0;
	excerpt->to = text.len;
	if (text.len <= WINDOW)
		return;
	excerpt->from = back(text, first, LEAD);
	excerpt->to = forward(text, excerpt->from, WINDOW);
	if (excerpt->to == text.len)
		excerpt->from = back(text, text.len, WINDOW);
}

static bool
in_window(const struct excerpt *excerpt, size_t at)
{
	return at >= excerpt->from &&
	       (at < excerpt->to || excerpt->to == excerpt->text.len);
}

/* ---------------------------------------------------------------- the lines */

static char
sign_at(const struct excerpt *excerpt, size_t at)
{
	for (size_t i = 0; i < excerpt->count; i++) {
		const struct marks *marks = &excerpt->marks[i];

		if (at >= marks->begin && at < marks->end)
			return marks->sign;
	}
	return ' ';
}

/* Both lines side by side, one character at a time. */
static void
draw(const struct excerpt *excerpt, struct cr_buffer *line,
    struct cr_buffer *signs)
{
	struct certrule_bytes text = excerpt->text;

	for (size_t at = excerpt->from; at < excerpt->to;) {
		size_t len = char_len(text, at);
		char sign = sign_at(excerpt, at);
		size_t width = line->len;

		if (text.data[at] == '\t') {
			bool alone =
			    sign != ' ' && sign_at(excerpt, at + 1) != sign &&
			    (at == 0 || sign_at(excerpt, at - 1) != sign);

			cr_buffer_add_byte(line, '\t');
			cr_buffer_add_byte(signs, alone ? sign : '\t');
			at++;
			continue;
		}
		cr_buffer_add_safe(line, cr_bytes_slice(text, at, at + len));
		width = line->len - width;
		/* Shown as it is: one place on the terminal. */
		if (width == len)
			width = 1;
		cr_buffer_repeat(signs, sign, width);
		at += len;
	}
	if (excerpt->to == text.len && sign_at(excerpt, text.len) != ' ')
		cr_buffer_add_byte(signs, sign_at(excerpt, text.len));
}

static void
trim(struct cr_buffer *buffer)
{
	while (buffer->len != 0 &&
	       strchr(" \t", buffer->data[buffer->len - 1]) != NULL)
		buffer->len--;
}

static void
print_excerpt(struct cr_buffer *out, const struct excerpt *excerpt)
{
	struct cr_buffer line, signs;

	cr_buffer_init(&line, out->alloc);
	cr_buffer_init(&signs, out->alloc);
	if (excerpt->from != 0) {
		cr_buffer_add_text(&line, "...");
		cr_buffer_add_text(&signs, "   ");
	}
	draw(excerpt, &line, &signs);
	if (excerpt->to != excerpt->text.len)
		cr_buffer_add_text(&line, "...");
	trim(&signs);
	cr_buffer_add_text(out, INDENT);
	cr_buffer_add_bytes(out, cr_buffer_bytes(&line));
	cr_buffer_add_text(out, "\n" INDENT);
	cr_buffer_add_text(out, excerpt->color);
	cr_buffer_add_bytes(out, cr_buffer_bytes(&signs));
	cr_buffer_add_text(out, excerpt->plain);
	cr_buffer_add_byte(out, '\n');
	if (cr_buffer_failed(&line) || cr_buffer_failed(&signs))
		out->failed = true;
	cr_buffer_fini(&line);
	cr_buffer_fini(&signs);
}

/* A line of white space shows nothing. */
static bool
is_blank(struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] != ' ' && text.data[i] != '\t')
			return false;
	}
	return true;
}

static void
add_marks(struct excerpt *excerpt, const struct cr_place *place, char sign)
{
	excerpt->marks[excerpt->count++] = (struct marks){place->offset,
	    place->offset + (place->bytes == 0 ? 1 : place->bytes), sign};
}

/* ------------------------------------------------------------ the diagnostic */

static void
print_place(struct cr_buffer *out, const struct cr_place *place,
    const struct style *style)
{
	cr_buffer_add_text(out, style->strong);
	cr_buffer_show(out, cr_bytes_text(place->file));
	if (!place->empty)
		cr_buffer_printf(out, ":%u:%u", place->line, place->column);
	cr_buffer_add_byte(out, ':');
	cr_buffer_add_text(out, style->plain);
	cr_buffer_add_byte(out, ' ');
}

static void
print_head(struct cr_buffer *out, const struct certrule_diag *diag,
    const struct cr_place *place, const struct style *style)
{
	if (place != NULL)
		print_place(out, place, style);
	cr_buffer_add_text(out, style->severity);
	cr_buffer_printf(out, "%s[%s]:",
	    diag->severity == CERTRULE_DIAG_ERROR ? "error" : "warning",
	    diag->code);
	cr_buffer_add_text(out, style->plain);
	cr_buffer_add_byte(out, ' ');
	cr_buffer_show(out, cr_bytes_text(diag->message));
	cr_buffer_add_byte(out, '\n');
}

/* True if the second place went into the same picture. */
static bool
print_first(struct cr_buffer *out, const struct cr_place *place,
    const struct cr_place *second, const struct style *style)
{
	struct excerpt excerpt = {.text = place->text,
	    .color = style->severity,
	    .plain = style->plain};
	size_t first = place->offset;
	bool shared = second != NULL && second->file == place->file &&
		      second->line == place->line;

	if (is_blank(place->text))
		return false;
	if (shared && second->offset < first &&
	    first - second->offset < WINDOW - 2 * LEAD)
		first = second->offset;
	choose_window(&excerpt, first);
	add_marks(&excerpt, place, '^');
	if (shared && in_window(&excerpt, second->offset))
		add_marks(&excerpt, second, '~');
	print_excerpt(out, &excerpt);
	return excerpt.count == 2;
}

static void
print_second(struct cr_buffer *out, const struct cr_place *place,
    const struct style *style)
{
	struct excerpt excerpt = {
	    .text = place->text, .color = "", .plain = ""};

	print_place(out, place, style);
	cr_buffer_add_text(out, "note: the other place is here\n");
	if (is_blank(place->text))
		return;
	choose_window(&excerpt, place->offset);
	add_marks(&excerpt, place, '~');
	print_excerpt(out, &excerpt);
}

static void
print(struct cr_buffer *out, const struct certrule_diags *diags, size_t index,
    int color)
{
	struct certrule_diag diag;
	struct cr_place first, second;
	struct style style;
	bool has_first = cr_diags_place(diags, index, &first);
	bool has_second = cr_diags_second_place(diags, index, &second);
	bool shared = false;

	certrule_diags_at(diags, index, &diag);
	style = style_for(diag.severity, color);
	print_head(out, &diag, has_first ? &first : NULL, &style);
	if (has_first)
		shared = print_first(
		    out, &first, has_second ? &second : NULL, &style);
	if (diag.hint != NULL) {
		cr_buffer_add_text(out, INDENT "hint: ");
		cr_buffer_show(out, cr_bytes_text(diag.hint));
		cr_buffer_add_byte(out, '\n');
	}
	if (has_second && !shared)
		print_second(out, &second, &style);
}

/* The one that says there is no memory, and therefore has no place. */
static bool
is_no_memory(const struct certrule_diags *diags, size_t index)
{
	struct certrule_diag diag;
	struct cr_place place;

	certrule_diags_at(diags, index, &diag);
	return !cr_diags_place(diags, index, &place) && diag.hint == NULL &&
	       strcmp(diag.code, cr_diag_code_text(CR_DIAG_NO_MEMORY)) == 0;
}

int
certrule_diags_write(const struct certrule_diags *diags, size_t index,
    int color, certrule_write_fn *write, void *context)
{
	static const char no_memory[] = "error[E0400]: out of memory\n";
	struct cr_buffer out;
	struct certrule_bytes text;
	int result = -1;

	if (is_no_memory(diags, index)) /* it has to do without, too */
		return write(context, no_memory, sizeof(no_memory) - 1);
	cr_buffer_init(&out, cr_diags_alloc_table(diags));
	print(&out, diags, index, color);
	text = cr_buffer_bytes(&out);
	if (!cr_buffer_failed(&out))
		result = write(context, (const char *)text.data, text.len);
	cr_buffer_fini(&out);
	return result;
}

/* SPDX-License-Identifier: MIT */
/*
 * List files: one item a line, `#` comments, every line ended.  A file whose
 * last line has no end may have been cut, and is refused.
 *
 * Lines may end as on Windows, and a BOM may come first.  In a list of strings
 * only a line that begins with `#` is a comment, since a string may hold one;
 * elsewhere a comment may follow the item.
 */
#include "load.h"
#include "../base/bytes.h"
#include "../base/own.h"
#include "../base/utf8.h"

#include <string.h>

/* Wrong lines of one file that are reported. */
#define REPORTED_LINES 20

struct reader {
	struct cr_load *load;
	enum cr_list_type type;
	enum cr_node_kind kind; /* of an item's node */
	uint32_t source;
	struct certrule_bytes text;
	struct cr_node *first, *last;
	unsigned wrong;
};

static enum cr_node_kind
node_kind(enum cr_list_type type)
{
	switch (type) {
#define LIST_TYPE(name, spelling, node) \
	case CR_LIST_##name:            \
		return CR_NODE_##node;
#include "list_types.def"
#undef LIST_TYPE
	}
	return CR_NODE_STRING; /* unreachable: a case for each */
}

static bool
is_blank(unsigned char byte)
{
	return byte == ' ' || byte == '\t';
}

static struct cr_span
span_of(const struct reader *reader, size_t begin, size_t end)
{
	return (struct cr_span){reader->source, (uint32_t)begin, (uint32_t)end};
}

/* What no line may hold, in words; NULL: nothing of the kind. */
static const char *
find_control(struct certrule_bytes line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char byte = line.data[i];
		uint32_t code = 0;

		if ((byte < ' ' && byte != '\t') || byte == 0x7f)
			return byte == 0 ? "a NUL byte" : "a control character";
		if (byte < 0x80)
			continue;
		cr_utf8_decode(cr_bytes_slice(line, i, line.len), &code);
		if (cr_utf8_is_bidi(code))
			return "a bidirectional control character";
		/* Of a file put behind another: the item would never match. */
		if (code == 0xfeff)
			return "a byte order mark";
	}
	return NULL;
}

static int
add_item(struct reader *reader, size_t begin, size_t end)
{
	struct cr_node *node = cr_load_get(reader->load, 1, sizeof(*node));

	if (node == NULL)
		return -1;
	node->kind = reader->kind;
	node->text = cr_bytes_slice(reader->text, begin, end);
	node->span = node->mark = span_of(reader, begin, end);
	if (reader->last == NULL)
		reader->first = node;
	else
		reader->last->next = node;
	reader->last = node;
	return 0;
}

/* Where a comment begins that a blank stands before; end: nowhere. */
static size_t
find_comment(const struct reader *reader, size_t begin, size_t end)
{
	const unsigned char *data = reader->text.data;

	for (size_t i = begin + 1; i < end; i++)
		if (data[i] == '#' && is_blank(data[i - 1]))
			return i;
	return end;
}

static void
report_line(struct reader *reader, size_t begin, size_t end, const char *what)
{
	struct certrule_diags *diags = reader->load->diags;

	reader->wrong++;
	if (what != NULL)
		cr_diags_add(diags, CR_DIAG_LIST_LINE,
		    span_of(reader, begin, end), what);
	else
		cr_diags_add(
		    diags, CR_DIAG_LIST_COMMENT, span_of(reader, begin, end));
}

/* A line without its end. */
static int
read_line(struct reader *reader, size_t begin, size_t end)
{
	const unsigned char *data = reader->text.data;
	const char *what;
	size_t comment;

	if (end > begin && data[end - 1] == '\r')
		end--;
	while (begin < end && is_blank(data[begin]))
		begin++;
	what = find_control(cr_bytes_slice(reader->text, begin, end));
	if (what != NULL) {
		report_line(reader, begin, end, what);
		return 0;
	}
	if (begin == end || data[begin] == '#')
		return 0;
	comment = find_comment(reader, begin, end);
	if (comment != end && reader->type == CR_LIST_STRING) {
		report_line(reader, comment, end, NULL);
		return 0;
	}
	end = comment;
	while (end > begin && is_blank(data[end - 1]))
		end--;
	return add_item(reader, begin, end);
}

static int
read_lines(struct reader *reader)
{
	struct certrule_bytes text = reader->text;
	size_t at = cr_bytes_starts(text, cr_bytes("\xef\xbb\xbf", 3)) ? 3 : 0;

	while (at < text.len && reader->wrong < REPORTED_LINES) {
		const unsigned char *end =
		    memchr(text.data + at, '\n', text.len - at);

		if (end == NULL) {
			cr_diags_add(reader->load->diags, CR_DIAG_LIST_NO_END,
			    span_of(reader, at, text.len));
			cr_diags_hint(reader->load->diags,
			    "is the file complete? then end its last line");
			return -1;
		}
		if (read_line(reader, at, (size_t)(end - text.data)) != 0)
			return -1;
		at = (size_t)(end - text.data) + 1;
	}
	return reader->wrong == 0 ? 0 : -1;
}

int
cr_list_file_read(struct cr_load *load, const struct cr_statement *list,
    enum cr_list_type type, const struct cr_node **items)
{
	const struct cr_atom *file = &list->as.list.file;
	struct reader reader = {
	    .load = load, .type = type, .kind = node_kind(type)};
	const char *path, *name;
	struct cr_buffer buffer;
	int result = -1;

	cr_buffer_init(&buffer, load->alloc);
	if (cr_load_resolve(load, file->text, file->span, &path, &name) != 0)
		goto out;
	/* An empty file is an empty list, of which the caller knows more. */
	if (cr_load_read(load, path, name, CR_LIMIT_LIST_FILE, file->span, true,
		&buffer) != 0)
		goto out;
	if (cr_load_source(load, name, cr_buffer_bytes(&buffer), false,
		&reader.source) != 0)
		goto out;
	reader.text =
	    cr_sources_text(cr_diags_sources(load->diags), reader.source);
	result = read_lines(&reader);
	*items = reader.first;
out:
	cr_buffer_fini(&buffer);
	return result;
}

/* As a file would have them, so that what is wrong with one has a place. */
int
cr_list_items_read(struct cr_load *load, const struct cr_own_list *list,
    enum cr_list_type type, const struct cr_node **items)
{
	struct reader reader = {
	    .load = load, .type = type, .kind = node_kind(type)};
	const char *name =
	    cr_arena_printf(load->tree, "$%s", (const char *)list->name.data);
	struct cr_buffer buffer;
	size_t at = 0;
	int result = -1;

	cr_buffer_init(&buffer, load->alloc);
	for (size_t i = 0; i < list->count; i++) {
		cr_buffer_add_bytes(&buffer, list->items[i]);
		cr_buffer_add_byte(&buffer, '\n');
	}
	if (name == NULL || cr_buffer_failed(&buffer)) {
		cr_diags_no_memory(load->diags);
		goto out;
	}
	if (cr_load_source(load, name, cr_buffer_bytes(&buffer), false,
		&reader.source) != 0)
		goto out;
	reader.text =
	    cr_sources_text(cr_diags_sources(load->diags), reader.source);
	for (size_t i = 0; i < list->count; i++) {
		if (add_item(&reader, at, at + list->items[i].len) != 0)
			goto out;
		at += list->items[i].len + 1;
	}
	*items = reader.first;
	result = 0;
out:
	cr_buffer_fini(&buffer);
	return result;
}

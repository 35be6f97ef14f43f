/* SPDX-License-Identifier: MIT */
/*
 * Texts and places.  Adding a text walks it once and leaves a mark every half
 * KiB, so that finding a line and column costs the same in a file of 16 MiB,
 * in a line of 4 MiB, and for the last of 100,000 diagnostics.
 */
#include "alloc.h"
#include "bytes.h"
#include "source.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

#define MARK_DISTANCE ((size_t)512)

/* What is known at one character boundary of a text. */
struct mark {
	uint32_t offset;
	uint32_t line;	     /* line ends before it */
	uint32_t line_begin; /* offset of the line it is in */
	uint32_t column;     /* characters between the two */
};

struct source {
	char *name;
	unsigned char *text; /* NUL behind it */
	size_t len;
	struct mark *marks;
	size_t mark_count; /* at least 1 */
};

struct cr_sources {
	const struct certrule_alloc *alloc;
	struct source *items;
	size_t count, capacity;
};

struct cr_sources *
cr_sources_new(const struct certrule_alloc *alloc)
{
	struct cr_sources *sources = cr_alloc_array(alloc, 1, sizeof(*sources));

	if (sources != NULL)
		sources->alloc = alloc;
	return sources;
}

static void
source_fini(const struct certrule_alloc *alloc, struct source *source)
{
	cr_alloc_free(alloc, source->name);
	cr_alloc_free(alloc, source->text);
	cr_alloc_free(alloc, source->marks);
}

void
cr_sources_clear(struct cr_sources *sources)
{
	for (size_t i = 0; i < sources->count; i++)
		source_fini(sources->alloc, &sources->items[i]);
	sources->count = 0;
}

void
cr_sources_free(struct cr_sources *sources)
{
	if (sources == NULL)
		return;
	cr_sources_clear(sources);
	cr_alloc_free(sources->alloc, sources->items);
	cr_alloc_free(sources->alloc, sources);
}

static struct certrule_bytes
text_of(const struct source *source)
{
	return cr_bytes(source->text, source->len);
}

/* A BOM is no character of the first line: editors do not count it. */
static uint32_t
skip_bom(const struct source *source)
{
	return cr_bytes_starts(text_of(source), cr_bytes("\xef\xbb\xbf", 3))
		   ? 3
		   : 0;
}

/* Moves over characters of one byte that end no line. */
static void
skip_plain(const struct source *source, struct mark *at, size_t end)
{
	size_t offset = at->offset;

	while (offset < end && source->text[offset] < 0x80 &&
	       source->text[offset] != '\n')
		offset++;
	at->column += (uint32_t)(offset - at->offset);
	at->offset = (uint32_t)offset;
}

/* Moves one character on. */
static void
step(const struct source *source, struct mark *at)
{
	unsigned char byte = (unsigned char)source->text[at->offset];
	uint32_t code;
	size_t len = 1;

	if (byte >= 0x80)
		len = cr_utf8_decode(
		    cr_bytes_slice(text_of(source), at->offset, source->len),
		    &code);
	at->offset += len == 0 ? 1 : (uint32_t)len;
	at->column++;
	if (byte != '\n')
		return;
	at->line++;
	at->line_begin = at->offset;
	at->column = 0;
}

static int
add_marks(const struct certrule_alloc *alloc, struct source *source)
{
	size_t most = source->len / MARK_DISTANCE + 1;
	struct mark at = {.offset = skip_bom(source)};
	size_t next = 0;

	source->marks = cr_alloc_array(alloc, most, sizeof(*source->marks));
	if (source->marks == NULL)
		return -1;
	at.line_begin = at.offset;
	source->marks[source->mark_count++] = at;
	for (next = at.offset + MARK_DISTANCE; at.offset < source->len;) {
		skip_plain(
		    source, &at, next < source->len ? next : source->len);
		if (at.offset < next && at.offset < source->len)
			step(source, &at);
		if (at.offset < next)
			continue;
		if (source->mark_count < most)
			source->marks[source->mark_count++] = at;
		next = at.offset + MARK_DISTANCE;
	}
	return 0;
}

static int
source_init(const struct certrule_alloc *alloc, struct source *source,
    const char *name, struct certrule_bytes text)
{
	*source = (struct source){.len = text.len};
	source->name = cr_alloc_string(alloc, name);
	source->text = cr_alloc(alloc, text.len + 1);
	if (source->name == NULL || source->text == NULL)
		goto fail;
	if (text.len != 0)
		memcpy(source->text, text.data, text.len);
	source->text[text.len] = '\0';
	if (add_marks(alloc, source) == 0)
		return 0;
fail:
	source_fini(alloc, source);
	return -1;
}

static int
make_room(struct cr_sources *sources)
{
	size_t capacity = sources->capacity == 0 ? 4 : sources->capacity * 2;
	struct source *items;

	if (sources->count < sources->capacity)
		return 0;
	items = cr_alloc_resize(
	    sources->alloc, sources->items, capacity, sizeof(*items));
	if (items == NULL)
		return -1;
	sources->items = items;
	sources->capacity = capacity;
	return 0;
}

/* Offsets are 32 bits; one past the end must be one too. */
int
cr_sources_add(struct cr_sources *sources, const char *name,
    struct certrule_bytes text, uint32_t *id)
{
	if (text.len >= UINT32_MAX || sources->count >= UINT32_MAX)
		return -1;
	if (make_room(sources) != 0)
		return -1;
	if (source_init(sources->alloc, &sources->items[sources->count], name,
		text) != 0)
		return -1;
	*id = (uint32_t)sources->count++;
	return 0;
}

size_t
cr_sources_count(const struct cr_sources *sources)
{
	return sources->count;
}

const char *
cr_sources_name(const struct cr_sources *sources, uint32_t id)
{
	return id < sources->count ? sources->items[id].name : "";
}

struct certrule_bytes
cr_sources_text(const struct cr_sources *sources, uint32_t id)
{
	if (id >= sources->count)
		return cr_bytes("", 0);
	return text_of(&sources->items[id]);
}

/* The last mark at or before the offset; the first if there is none. */
static const struct mark *
mark_before(const struct source *source, uint32_t offset)
{
	size_t low = 0, high = source->mark_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (source->marks[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	return &source->marks[low];
}

static struct mark
find(const struct source *source, uint32_t offset)
{
	struct mark at = *mark_before(source, offset);
	struct mark next = at;

	while (next.offset < offset) {
		step(source, &next);
		if (next.offset <= offset)
			at = next;
	}
	return at;
}

/* The first mark on a later line than this; it ends no later than there. */
static size_t
line_end(const struct source *source, struct mark at)
{
	size_t low = 0, high = source->mark_count;
	struct certrule_bytes text = text_of(source);
	size_t from = at.offset;
	const unsigned char *end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (source->marks[middle].line <= at.line)
			low = middle + 1;
		else
			high = middle;
	}
	if (low > 0 && source->marks[low - 1].offset > from)
		from = source->marks[low - 1].offset;
	text = cr_bytes_slice(text, from, text.len);
	end = text.len == 0 ? NULL : memchr(text.data, '\n', text.len);
	if (end == NULL)
		return source->len;
	return from + (size_t)(end - text.data);
}

static uint32_t
clip(size_t offset, size_t low, size_t high)
{
	return (uint32_t)(offset < low ? low : offset > high ? high : offset);
}

/* Characters in begin..end of one line, without walking all of a long one. */
static unsigned
count_between(const struct source *source, struct mark begin, uint32_t end)
{
	struct mark last = find(source, end);

	if (last.line != begin.line || last.column <= begin.column)
		return 1;
	return last.column - begin.column;
}

void
cr_sources_locate(const struct cr_sources *sources, struct cr_span span,
    struct cr_place *place)
{
	const struct source *source;
	struct mark at;
	size_t end;
	uint32_t begin;

	*place = (struct cr_place){"", 1, 1, 1, cr_bytes("", 0), 0, 0, true};
	if (span.source >= sources->count)
		return;
	source = &sources->items[span.source];
	at = find(
	    source, clip(span.begin, source->marks[0].offset, source->len));
	end = line_end(source, at);
	if (end > at.line_begin && source->text[end - 1] == '\r')
		end--;
	begin = clip(at.offset, at.line_begin, end);
	span.end = clip(span.end, begin, end);
	place->file = source->name;
	place->line = at.line + 1;
	place->column = at.column + 1;
	place->length = count_between(source, at, span.end);
	place->text = cr_bytes_slice(text_of(source), at.line_begin, end);
	place->offset = begin - at.line_begin;
	place->bytes = span.end - begin;
	place->empty = source->len == 0;
}

struct cr_span
cr_span_join(struct cr_span a, struct cr_span b)
{
	if (a.source == b.source && b.end > a.begin)
		a.end = b.end;
	return a;
}

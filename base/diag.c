/* SPDX-License-Identifier: MIT */
/*
 * The list of diagnostics.  Texts live in an arena, places are worked out when
 * asked for.  A lack of memory anywhere is kept as one flag, which counts as an
 * error and is shown as the last diagnostic: a load can never look clean
 * because there was no room to say what is wrong with it.
 */
#include "alloc.h"
#include "arena.h"
#include "buffer.h"
#include "bytes.h"
#include "diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define QUOTE_MAX ((size_t)200)

struct row {
	const char *code;
	enum certrule_severity severity;
	const char *format;
};

static const struct row rows[] = {
#define DIAG(code, name, severity, format) \
	{#code, CERTRULE_DIAG_##severity, format},
#include "diag.def"
#undef DIAG
};

struct entry {
	enum cr_diag_code code;
	struct cr_span span, second;
	bool has_second;
	const char *message;
	const char *hint; /* or NULL */
	size_t order;	  /* in which it was added */
	unsigned line;	  /* while sorting */
};

struct certrule_diags {
	const struct certrule_alloc *alloc;
	struct cr_arena *arena;
	struct cr_sources *sources;
	struct entry *entries;
	size_t count, capacity;
	size_t errors;
	struct entry *last; /* NULL: it could not be added */
	bool no_memory;
};

struct certrule_diags *
certrule_diags_new(const struct certrule_alloc *alloc)
{
	struct certrule_diags *diags;

	if (alloc == NULL)
		alloc = cr_alloc_default();
	diags = cr_alloc_array(alloc, 1, sizeof(*diags));
	if (diags == NULL)
		return NULL;
	diags->alloc = alloc;
	diags->arena = cr_arena_new(alloc);
	diags->sources = cr_sources_new(alloc);
	if (diags->arena != NULL && diags->sources != NULL)
		return diags;
	certrule_diags_free(diags);
	return NULL;
}

void
certrule_diags_free(struct certrule_diags *diags)
{
	if (diags == NULL)
		return;
	cr_arena_free(diags->arena);
	cr_sources_free(diags->sources);
	cr_alloc_free(diags->alloc, diags->entries);
	cr_alloc_free(diags->alloc, diags);
}

void
certrule_diags_clear(struct certrule_diags *diags)
{
	cr_arena_reset(diags->arena);
	cr_sources_clear(diags->sources);
	diags->count = 0;
	diags->errors = 0;
	diags->last = NULL;
	diags->no_memory = false;
}

struct cr_sources *
cr_diags_sources(struct certrule_diags *diags)
{
	return diags->sources;
}

struct cr_arena *
cr_diags_arena(struct certrule_diags *diags)
{
	return diags->arena;
}

const struct certrule_alloc *
cr_diags_alloc_table(const struct certrule_diags *diags)
{
	return diags->alloc;
}

/* ------------------------------------------------------------------ adding */

void
cr_diags_no_memory(struct certrule_diags *diags)
{
	diags->no_memory = true;
}

static struct entry *
entry_new(struct certrule_diags *diags)
{
	size_t capacity = diags->capacity == 0 ? 16 : diags->capacity * 2;
	struct entry *entries;

	if (diags->count < diags->capacity)
		return &diags->entries[diags->count];
	entries = cr_alloc_resize(
	    diags->alloc, diags->entries, capacity, sizeof(*entries));
	if (entries == NULL)
		return NULL;
	diags->entries = entries;
	diags->capacity = capacity;
	return &diags->entries[diags->count];
}

void
cr_diags_add(struct certrule_diags *diags, enum cr_diag_code code,
    struct cr_span span, ...)
{
	struct entry *entry = entry_new(diags);
	const char *message = NULL;
	va_list args;

	diags->last = NULL;
	va_start(args, span);
	if (entry != NULL)
		message =
		    cr_arena_vprintf(diags->arena, rows[code].format, args);
	va_end(args);
	if (message == NULL) {
		cr_diags_no_memory(diags);
		return;
	}
	*entry = (struct entry){.code = code,
	    .span = span,
	    .message = message,
	    .order = diags->count};
	diags->last = entry;
	diags->count++;
	if (rows[code].severity == CERTRULE_DIAG_ERROR)
		diags->errors++;
}

void
cr_diags_second(struct certrule_diags *diags, struct cr_span span)
{
	if (diags->last == NULL)
		return;
	diags->last->second = span;
	diags->last->has_second = true;
}

void
cr_diags_hint(struct certrule_diags *diags, const char *format, ...)
{
	va_list args;

	if (diags->last == NULL)
		return;
	va_start(args, format);
	diags->last->hint = cr_arena_vprintf(diags->arena, format, args);
	va_end(args);
	if (diags->last->hint == NULL)
		cr_diags_no_memory(diags);
}

void
cr_diags_filter(struct certrule_diags *diags, size_t from,
    cr_diags_keep_fn *keep, void *context)
{
	size_t kept = from;

	diags->last = NULL;
	for (size_t i = from; i < diags->count; i++) {
		struct entry entry = diags->entries[i];

		if (rows[entry.code].severity == CERTRULE_DIAG_ERROR ||
		    keep(context, entry.code, entry.span))
			diags->entries[kept++] = entry;
	}
	if (from < diags->count)
		diags->count = kept;
}

static int
compare_places(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;

	if (left->span.source != right->span.source)
		return left->span.source < right->span.source ? -1 : 1;
	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	return left->order < right->order ? -1 : 1;
}

void
cr_diags_sort(struct certrule_diags *diags, size_t from)
{
	struct cr_place place;

	diags->last = NULL;
	for (size_t i = from; i < diags->count; i++) {
		cr_diags_place(diags, i, &place);
		diags->entries[i].line = place.line;
	}
	if (from < diags->count)
		qsort(diags->entries + from, diags->count - from,
		    sizeof(*diags->entries), compare_places);
}

const char *
cr_diags_quote(struct certrule_diags *diags, struct certrule_bytes bytes)
{
	struct cr_buffer buffer;
	const char *text = NULL;
	size_t fits = 0;

	cr_buffer_init(&buffer, diags->alloc);
	while (bytes.len != 0 && buffer.len <= QUOTE_MAX && !buffer.failed) {
		size_t len;

		fits = buffer.len;
		len = cr_buffer_add_safe(&buffer, bytes);
		bytes = cr_bytes_slice(bytes, len, bytes.len);
	}
	if (buffer.len > QUOTE_MAX) {
		buffer.len = fits;
		cr_buffer_add_text(&buffer, "...");
	} else if (bytes.len != 0) {
		cr_buffer_add_text(&buffer, "...");
	}
	if (!cr_buffer_failed(&buffer))
		text = (const char *)cr_arena_bytes(
		    diags->arena, cr_buffer_bytes(&buffer))
			   .data;
	cr_buffer_fini(&buffer);
	if (text != NULL)
		return text;
	cr_diags_no_memory(diags);
	return "...";
}

/* ------------------------------------------------------------------ asking */

const char *
cr_diag_code_text(enum cr_diag_code code)
{
	return rows[code].code;
}

size_t
certrule_diags_count(const struct certrule_diags *diags)
{
	return diags->count + diags->no_memory;
}

size_t
certrule_diags_error_count(const struct certrule_diags *diags)
{
	return diags->errors + diags->no_memory;
}

bool
cr_diags_place(
    const struct certrule_diags *diags, size_t index, struct cr_place *place)
{
	struct cr_span span = {UINT32_MAX, 0, 0}; /* of no source */

	if (index < diags->count)
		span = diags->entries[index].span;
	cr_sources_locate(diags->sources, span, place);
	return span.source < cr_sources_count(diags->sources);
}

bool
cr_diags_second_place(
    const struct certrule_diags *diags, size_t index, struct cr_place *place)
{
	if (index >= diags->count || !diags->entries[index].has_second)
		return false;
	cr_sources_locate(diags->sources, diags->entries[index].second, place);
	return diags->entries[index].second.source <
	       cr_sources_count(diags->sources);
}

void
certrule_diags_at(const struct certrule_diags *diags, size_t index,
    struct certrule_diag *diag)
{
	const struct row *row = &rows[CR_DIAG_NO_MEMORY];
	struct cr_place place;

	cr_diags_place(diags, index, &place);
	diag->message = row->format;
	diag->hint = NULL;
	if (index < diags->count) {
		row = &rows[diags->entries[index].code];
		diag->message = diags->entries[index].message;
		diag->hint = diags->entries[index].hint;
	}
	diag->code = row->code;
	diag->severity = row->severity;
	diag->file = place.file;
	diag->line = place.line;
	diag->column = place.column;
	diag->length = place.length;
}

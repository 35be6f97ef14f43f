/* SPDX-License-Identifier: MIT */
/*
 * certrule_format(): the steps one after the other, and a check of what came
 * out.  The result is scanned and parsed again, and unless it has the same
 * tokens and the same comments nobody ever sees it: no mistake here can change
 * what a policy means or lose a word of it.
 */
#include "../base/diag.h"
#include "format.h"

/* One text on its way to tokens. */
struct reading {
	struct cr_arena *arena;
	struct certrule_diags *diags;
	struct cr_parsed_tokens parsed;
	struct cr_format format;
};

static int
reading_init(struct reading *reading, const struct certrule_alloc *alloc,
    struct certrule_diags *diags)
{
	*reading = (struct reading){
	    .arena = cr_arena_new(alloc),
	    .diags = diags,
	};
	cr_parsed_tokens_init(&reading->parsed, alloc);
	reading->format.arena = reading->arena;
	return reading->arena == NULL || diags == NULL ? -1 : 0;
}

static void
reading_fini(struct reading *reading)
{
	cr_parsed_tokens_fini(&reading->parsed);
	cr_arena_free(reading->arena);
}

/* -1 with nothing in diags: no memory. */
static int
read_text(struct reading *reading, const char *name, struct certrule_bytes text)
{
	struct cr_sources *sources = cr_diags_sources(reading->diags);
	struct cr_format *format = &reading->format;
	uint32_t source;

	if (cr_sources_add(sources, name, text, &source) != 0)
		return -1;
	format->ast = cr_parse_policy_tokens(
	    reading->arena, reading->diags, source, &reading->parsed);
	if (format->ast == NULL || format->ast->broken != 0)
		return -1;
	format->source = cr_sources_text(sources, source);
	return cr_format_collect(format, &reading->parsed);
}

/* The result, unless it says something else than the text. */
static int
check_result(
    struct reading *before, const char *name, struct certrule_bytes result)
{
	const struct certrule_alloc *alloc =
	    cr_diags_alloc_table(before->diags);
	struct certrule_diags *diags = certrule_diags_new(alloc);
	struct reading after;
	struct cr_span place = {before->format.ast->source, 0, 0};
	int status = -1;

	if (reading_init(&after, alloc, diags) != 0)
		goto out;
	status = read_text(&after, name, result);
	if (status != 0 && certrule_diags_error_count(diags) == 0)
		goto out;
	if (status == 0 &&
	    cr_format_same(&before->format, &after.format, &place))
		goto out;
	status = -1;
	cr_diags_add(before->diags, CR_DIAG_FORMAT_DIFFERS, place);
	cr_diags_hint(before->diags,
	    "the text is as it was; please report this, it is a mistake in "
	    "certrule");
out:
	reading_fini(&after);
	certrule_diags_free(diags);
	return status;
}

static int
format_text(struct reading *reading, const char *name,
    struct certrule_bytes text, struct cr_buffer *out)
{
	if (read_text(reading, name, text) != 0)
		return -1;
	cr_format_lay(&reading->format);
	if (cr_format_write(&reading->format, out) != 0)
		return -1;
	return check_result(reading, name, cr_buffer_bytes(out));
}

int
certrule_format(const char *name, const char *text, size_t len,
    struct certrule_diags *diags, certrule_write_fn *write, void *context)
{
	const struct certrule_alloc *alloc = cr_diags_alloc_table(diags);
	struct certrule_bytes bytes;
	struct reading reading;
	struct cr_buffer out;
	int status = -1;

	cr_buffer_init(&out, alloc);
	if (reading_init(&reading, alloc, diags) == 0)
		status = format_text(&reading, name,
		    (struct certrule_bytes){(const void *)text, len}, &out);
	if (status != 0 && certrule_diags_error_count(diags) == 0)
		cr_diags_no_memory(diags);
	bytes = cr_buffer_bytes(&out);
	if (status == 0 && bytes.len != 0)
		status = write(context, (const char *)bytes.data, bytes.len);
	reading_fini(&reading);
	cr_buffer_fini(&out);
	return status == 0 ? 0 : -1;
}

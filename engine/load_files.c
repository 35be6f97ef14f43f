/* SPDX-License-Identifier: MIT */
/*
 * Memory and files of a load: where a path leads, reading it, keeping its text.
 *
 * Diagnostics point into the sources of the caller's diags; the policy keeps
 * sources of its own under the same numbers, for what it says long after that.
 */
#include "load.h"
#include "../base/arena.h"
#include "../base/bytes.h"

#include <string.h>

void *
cr_load_get(struct cr_load *load, size_t count, size_t size)
{
	void *memory = cr_arena_array(load->tree, count, size);

	if (memory == NULL)
		cr_diags_no_memory(load->diags);
	return memory;
}

struct certrule_bytes
cr_load_keep(struct cr_load *load, struct certrule_bytes bytes)
{
	struct certrule_bytes copy = cr_arena_bytes(load->policy->arena, bytes);

	if (copy.data == NULL)
		cr_diags_no_memory(load->diags);
	return copy;
}

/* -------------------------------------------------------------------- paths */

static struct cr_load_file *
find_file(struct cr_load *load, uint32_t source)
{
	struct cr_load_file *file = load->found_file;

	if (file != NULL && file->source == source)
		return file;
	file = load->first_file;
	while (file != NULL && file->source != source)
		file = file->next;
	load->found_file = file;
	return file;
}

/* NULL: no memory, reported. */
static const char *
join(struct cr_load *load, const char *root, const char *from,
    struct certrule_bytes path)
{
	struct cr_buffer buffer;
	const char *joined = NULL;

	cr_buffer_init(&buffer, load->alloc);
	if (cr_path_join(&buffer, root, from, path) == 0 &&
	    !cr_buffer_failed(&buffer))
		joined = (const char *)cr_arena_bytes(
		    load->tree, cr_buffer_bytes(&buffer))
			     .data;
	if (joined == NULL)
		cr_diags_no_memory(load->diags);
	cr_buffer_fini(&buffer);
	return joined;
}

/*
 * The root goes before absolute paths, and before those of a policy that was
 * never opened; what stands beside an opened file is below the root already.
 */
int
cr_load_resolve(struct cr_load *load, struct certrule_bytes path,
    struct cr_span span, const char **opened, const char **name)
{
	const struct cr_load_file *file = find_file(load, span.source);
	const char *root = load->options->root;
	bool absolute = path.len > 0 && path.data[0] == '/';

	if (memchr(path.data, '\0', path.len) != NULL) {
		cr_diags_add(load->diags, CR_DIAG_FILE_UNREADABLE, span,
		    cr_diags_quote(load->diags, path),
		    "has a NUL byte in its name");
		return -1;
	}
	if (file == NULL) {
		*opened = *name = join(load, NULL, NULL, path);
		return *opened != NULL ? 0 : -1;
	}
	*name = join(load, NULL, file->name, path);
	if (absolute || file->path == NULL)
		*opened = join(load, root, file->name, path);
	else
		*opened = join(load, NULL, file->path, path);
	return *opened != NULL && *name != NULL ? 0 : -1;
}

/* ------------------------------------------------------------------ reading */

static int
report_status(struct cr_load *load, enum cr_file_status status,
    const char *name, size_t limit, struct cr_span span)
{
	const char *quoted;

	if (status == CR_FILE_NO_MEMORY) {
		cr_diags_no_memory(load->diags);
		return -1;
	}
	quoted = cr_diags_quote(load->diags, cr_bytes_text(name));
	if (status == CR_FILE_TOO_LARGE)
		cr_diags_add(
		    load->diags, CR_DIAG_FILE_LARGE, span, quoted, (int)limit);
	else
		cr_diags_add(load->diags, CR_DIAG_FILE_UNREADABLE, span, quoted,
		    cr_file_status_text(status));
	return -1;
}

static int
note_file(struct cr_load *load, const char *name)
{
	struct cr_arena *arena = load->policy->arena;
	struct cr_policy_file *file = cr_arena_array(arena, 1, sizeof(*file));

	if (file != NULL)
		file->name = cr_arena_string(arena, name);
	if (file == NULL || file->name == NULL) {
		cr_diags_no_memory(load->diags);
		return -1;
	}
	file->next = load->policy->files;
	load->policy->files = file;
	return 0;
}

int
cr_load_read(struct cr_load *load, const char *path, const char *name,
    size_t limit, struct cr_span span, bool empty, struct cr_buffer *out)
{
	enum cr_file_status status =
	    cr_files_read(load->files, path, limit, out);

	if (status != CR_FILE_OK)
		return report_status(load, status, name, limit, span);
	if (cr_buffer_failed(out))
		return report_status(
		    load, CR_FILE_NO_MEMORY, name, limit, span);
	if (out->len == 0 && !empty) {
		cr_diags_add(load->diags, CR_DIAG_FILE_EMPTY, span,
		    cr_diags_quote(load->diags, cr_bytes_text(name)));
		return -1;
	}
	if (load->hashing)
		cr_buffer_add_bytes(&load->hashed, cr_buffer_bytes(out));
	return note_file(load, name);
}

/* The policy's sources get the text under the same number. */
static int
keep_source(struct cr_load *load, const char *name, struct certrule_bytes text,
    uint32_t id)
{
	struct cr_sources *sources = cr_diags_sources(load->policy->diags);
	uint32_t own;

	while (cr_sources_count(sources) < id)
		if (cr_sources_add(sources, "", cr_bytes("", 0), &own) != 0)
			return -1;
	return cr_sources_add(sources, name, text, &own);
}

int
cr_load_source(struct cr_load *load, const char *name,
    struct certrule_bytes text, bool kept, uint32_t *id)
{
	struct cr_sources *sources = cr_diags_sources(load->diags);

	if (cr_sources_add(sources, name, text, id) == 0 &&
	    (!kept || keep_source(load, name, text, *id) == 0))
		return 0;
	cr_diags_no_memory(load->diags);
	return -1;
}

/* ------------------------------------------------------------------- places */

unsigned
cr_load_line(struct cr_load *load, struct cr_span span)
{
	struct cr_load_file *file = find_file(load, span.source);
	struct certrule_bytes text =
	    cr_sources_text(cr_diags_sources(load->diags), span.source);
	const unsigned char *end;

	if (file == NULL || span.begin > text.len)
		return 0;
	if (file->counted > span.begin)
		file->counted = file->line_ends = 0;
	while ((end = memchr(text.data + file->counted, '\n',
		    span.begin - file->counted)) != NULL) {
		file->counted = (size_t)(end - text.data) + 1;
		file->line_ends++;
	}
	return file->line_ends + 1;
}

const char *
cr_load_kept_name(struct cr_load *load, const struct cr_load_file *file)
{
	struct cr_sources *sources = cr_diags_sources(load->policy->diags);

	return cr_sources_name(sources, file->source);
}

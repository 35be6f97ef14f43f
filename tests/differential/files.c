/* SPDX-License-Identifier: MIT */
/* One policy in several files: what it means is that of all its text. */
#include "differential.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"

#include <string.h>

/* See limits.def. */
#define DEPTH_MAX 4

static const char *const names[CUTS_MAX + 1] = {
    "policy", "one", "two", "three", "four", "five", "six"};

static struct cr_buffer *
add_file(struct near_files *files)
{
	struct cr_buffer *text = &files->texts[files->count];

	cr_buffer_init(text, cr_alloc_default());
	files->files[files->count].name = names[files->count];
	files->count++;
	return text;
}

static void
add_include(struct near_files *files, struct cr_buffer *text)
{
	cr_buffer_printf(text, "include \"%s\"\n", names[files->count]);
}

/* Each part stays where it is, or is a file of its own, or begins one that
 * holds all the rest. */
static void
split_text(struct near_files *files, struct random *source,
    struct certrule_bytes text, const struct cuts *cuts)
{
	struct cr_buffer *current = add_file(files);
	size_t depth = 0;

	cr_buffer_add_bytes(current, cr_bytes_slice(text, 0, cuts->at[0]));
	for (size_t i = 0; i < cuts->count; i++) {
		size_t end = i + 1 < cuts->count ? cuts->at[i + 1] : text.len;
		struct certrule_bytes part =
		    cr_bytes_slice(text, cuts->at[i], end);
		unsigned how = random_below(source, 3);

		if (how == 2 && depth == DEPTH_MAX - 1)
			how = 0;
		if (how == 0) {
			cr_buffer_add_bytes(current, part);
			continue;
		}
		add_include(files, current);
		if (how == 1) {
			cr_buffer_add_bytes(add_file(files), part);
			continue;
		}
		current = add_file(files);
		cr_buffer_add_bytes(current, part);
		depth++;
	}
}

void
near_files_init(struct near_files *files, struct random *source,
    struct certrule_bytes text, const struct cuts *cuts, bool split)
{
	files->count = 0;
	if (split)
		split_text(files, source, text, cuts);
	else
		cr_buffer_add_bytes(add_file(files), text);
	for (size_t i = 0; i < files->count; i++)
		files->files[i].bytes = cr_buffer_bytes(&files->texts[i]);
}

void
near_files_fini(struct near_files *files)
{
	for (size_t i = 0; i < files->count; i++)
		cr_buffer_fini(&files->texts[i]);
	files->count = 0;
}

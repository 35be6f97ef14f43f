/* SPDX-License-Identifier: MIT */
/* See fuzz.h. */
#include "fuzz.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX (1 << 20)

void
fuzz_report(const char *what, struct certrule_bytes text)
{
	fprintf(stderr, "%s\n", what);
	fwrite(text.data, 1, text.len, stderr);
	fprintf(stderr, "\n");
	abort();
}

struct bed *
fuzz_bed(void)
{
	static struct bed bed;
	static bool open;

	if (!open && bed_open(&bed) != 0)
		fuzz_report("the bed does not open", cr_bytes("", 0));
	open = true;
	return &bed;
}

/* -------------------------------------------------------------------- files */

struct certrule_gate *
fuzz_load(const struct disk_file *files, size_t count, int64_t now)
{
	struct certrule_options options = {
	    .root = DISK_ROOT, .now = now, .now_set = 1};
	struct bed *bed = fuzz_bed();
	struct certrule_gate *gate;
	char path[64];

	snprintf(path, sizeof(path), DISK_ROOT "/%s", files[0].name);
	certrule_diags_clear(bed->diags);
	gate = cr_gate_load(
	    bed->schema, disk_files(files, count), path, &options, bed->diags);
	if ((gate == NULL) != (certrule_diags_error_count(bed->diags) != 0))
		fuzz_report("refused without a reason, or taken with one",
		    files[count - 1].bytes);
	return gate;
}

struct certrule_gate *
fuzz_load_own(const struct disk_file *files, size_t count, int64_t now)
{
	struct certrule_gate *gate = fuzz_load(files, count, now);
	struct certrule_diag diag;

	if (gate != NULL)
		return gate;
	certrule_diags_at(fuzz_bed()->diags, 0, &diag);
	fuzz_report(diag.message, files[0].bytes);
}

struct certrule_bytes
fuzz_read(const char *name)
{
	const char *top = getenv("srcdir");
	struct bed *bed = fuzz_bed();
	struct cr_buffer bytes;
	struct certrule_bytes copy;
	char path[4096];

	snprintf(
	    path, sizeof(path), "%s/tests/%s", top == NULL ? "." : top, name);
	cr_buffer_init(&bytes, cr_alloc_default());
	if (cr_files_read(cr_files_default(), path, FILE_MAX, &bytes) !=
	    CR_FILE_OK)
		fuzz_report("cannot be read", cr_bytes_text(path));
	copy = cr_arena_bytes(bed->kept, cr_buffer_bytes(&bytes));
	cr_buffer_fini(&bytes);
	return copy;
}

/* -------------------------------------------------------------------- facts */

int
fuzz_write(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return 0;
}

bool
fuzz_is_of_client(const struct certrule_fieldset *facts, size_t field)
{
	return cr_schema_field(facts->schema, (int)field)->origin ==
	       CERTRULE_ORIGIN_CERTIFICATE;
}

const char *
fuzz_clients_differ(struct certrule_fieldset *a, struct certrule_fieldset *b)
{
	for (size_t i = 0; i < a->slot_count; i++)
		if (fuzz_is_of_client(a, i) &&
		    !cr_value_equal(certrule_fieldset_get(a, (int)i),
			certrule_fieldset_get(b, (int)i)))
			return (const char *)cr_schema_field(a->schema, (int)i)
			    ->name.data;
	return NULL;
}

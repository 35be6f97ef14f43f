/* SPDX-License-Identifier: MIT */
/*
 * Runs a target on every file of its corpus: $srcdir/tests/fuzz/corpus/ and the
 * name of this program, or the files that are named.
 */
#include "fuzz.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX (1 << 20)

/* In memory of its own size, so that one byte too far is noticed. */
static int
run_target(struct certrule_bytes text)
{
	unsigned char *copy = malloc(text.len == 0 ? 1 : text.len);

	if (copy == NULL)
		return -1;
	memcpy(copy, text.data, text.len);
	(void)LLVMFuzzerTestOneInput(copy, text.len);
	free(copy);
	return 0;
}

static int
replay(void *context, const char *path)
{
	size_t *count = context;
	struct cr_buffer bytes;
	int result = -1;

	cr_buffer_init(&bytes, cr_alloc_default());
	if (cr_files_read(cr_files_default(), path, FILE_MAX, &bytes) ==
	    CR_FILE_OK) {
		result = run_target(cr_buffer_bytes(&bytes));
		(*count)++;
	} else {
		printf("%s cannot be read\n", path);
	}
	cr_buffer_fini(&bytes);
	return result;
}

/* -1: it cannot be read, or has no files. */
static int
replay_folder(const char *program, size_t *count)
{
	const char *top = getenv("srcdir"), *name = strrchr(program, '/');
	struct cr_buffer path;
	int result = -1;

	name = name == NULL ? program : name + 1;
	cr_buffer_init(&path, cr_alloc_default());
	cr_buffer_printf(&path, "%s/tests/fuzz/corpus/%s",
	    top == NULL ? "." : top,
	    strncmp(name, "lt-", 3) == 0 ? name + 3 : name);
	if (!cr_buffer_failed(&path) &&
	    cr_files_list(cr_alloc_default(), (const char *)path.data, replay,
		count) == CR_FILE_OK &&
	    *count > 0)
		result = 0;
	else
		printf("%s: no corpus\n", (const char *)path.data);
	cr_buffer_fini(&path);
	return result;
}

int
main(int argc, char **argv)
{
	size_t count = 0;
	int result = 0;

	if (argc > 1)
		for (int i = 1; i < argc; i++)
			result |= replay(&count, argv[i]);
	else
		result = replay_folder(argv[0], &count);
	printf("%zu files\n", count);
	bed_close(fuzz_bed());
	return result == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

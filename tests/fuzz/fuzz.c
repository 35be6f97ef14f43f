/* SPDX-License-Identifier: MIT */
/* See fuzz.h. */
#include "fuzz.h"

#include "../../base/bytes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_NAME   "policy"
#define FILE_NUMBER 3

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

/* One descriptor at a time is enough: a file is read before the next is
 * opened. */
struct fuzz_files {
	struct certrule_bytes bytes;
	size_t at;
};

static int
open_file(void *context, const char *path)
{
	struct fuzz_files *files = context;
	const char *name = strrchr(path, '/');

	files->at = 0;
	if (name != NULL && strcmp(name + 1, FILE_NAME) == 0)
		return FILE_NUMBER;
	errno = ENOENT;
	return -1;
}

static long
read_file(void *context, int fd, void *data, size_t len)
{
	struct fuzz_files *files = context;
	size_t left = files->bytes.len - files->at;

	(void)fd;
	if (len > left)
		len = left;
	if (len > 0)
		memcpy(data, files->bytes.data + files->at, len);
	files->at += len;
	return (long)len;
}

static int
stat_file(void *context, int fd, struct stat *status)
{
	const struct fuzz_files *files = context;

	(void)fd;
	memset(status, 0, sizeof(*status));
	status->st_mode = S_IFREG | 0400;
	status->st_size = (off_t)files->bytes.len;
	return 0;
}

static void
close_file(void *context, int fd)
{
	(void)context;
	(void)fd;
}

const char *
fuzz_file_name(void)
{
	return FUZZ_ROOT "/" FILE_NAME;
}

const struct cr_files *
fuzz_files(struct certrule_bytes bytes)
{
	static struct fuzz_files state;
	static const struct cr_files files = {
	    open_file, read_file, stat_file, close_file, &state};

	state.bytes = bytes;
	state.at = 0;
	return &files;
}

/* SPDX-License-Identifier: MIT */
/* See disk.h. */
#include "disk.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_NUMBER 3

/* One descriptor at a time is enough: a file is read before the next is
 * opened. */
struct disk {
	const struct disk_file *files;
	size_t count;
	struct certrule_bytes bytes; /* of the open one */
	size_t at;
};

static int
open_file(void *context, const char *path)
{
	struct disk *disk = context;
	const char *name = strrchr(path, '/');

	disk->at = 0;
	for (size_t i = 0; name != NULL && i < disk->count; i++) {
		if (strcmp(name + 1, disk->files[i].name) != 0)
			continue;
		disk->bytes = disk->files[i].bytes;
		return FILE_NUMBER;
	}
	errno = ENOENT;
	return -1;
}

static long
read_file(void *context, int fd, void *data, size_t len)
{
	struct disk *disk = context;
	size_t left = disk->bytes.len - disk->at;

	(void)fd;
	if (len > left)
		len = left;
	if (len > 0)
		memcpy(data, disk->bytes.data + disk->at, len);
	disk->at += len;
	return (long)len;
}

static int
stat_file(void *context, int fd, struct stat *status)
{
	const struct disk *disk = context;

	(void)fd;
	memset(status, 0, sizeof(*status));
	status->st_mode = S_IFREG | 0400;
	status->st_size = (off_t)disk->bytes.len;
	return 0;
}

static void
close_file(void *context, int fd)
{
	(void)context;
	(void)fd;
}

const struct cr_files *
disk_files(const struct disk_file *files, size_t count)
{
	static struct disk disk;
	static const struct cr_files table = {
	    open_file, read_file, stat_file, close_file, &disk};

	disk.files = files;
	disk.count = count;
	return &table;
}

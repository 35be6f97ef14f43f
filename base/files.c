/* SPDX-License-Identifier: MIT */
/*
 * Reading whole files.  A file is what fstat says of the opened descriptor,
 * never of a name, so that nothing can be put in its place in between; one that
 * is not exactly as long as it said, or is written to meanwhile, is refused.
 */
#include "bytes.h"
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ------------------------------------------------------- the default table */

static int
open_default(void *context, const char *path)
{
	int fd;

	(void)context;
	do
		fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	return fd;
}

static long
read_default(void *context, int fd, void *data, size_t len)
{
	(void)context;
	return read(fd, data, len);
}

static int
stat_default(void *context, int fd, struct stat *status)
{
	(void)context;
	return fstat(fd, status);
}

static void
close_default(void *context, int fd)
{
	(void)context;
	close(fd);
}

const struct cr_files *
cr_files_default(void)
{
	static const struct cr_files table = {
	    open_default, read_default, stat_default, close_default, NULL};

	return &table;
}

/* ----------------------------------------------------------------- reading */

enum cr_file_status
cr_files_status(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return CR_FILE_MISSING;
	case EACCES:
	case EPERM:
		return CR_FILE_DENIED;
	case EISDIR:
		return CR_FILE_DIRECTORY;
	case ENXIO: /* a socket, or a device that is not there */
	case ENODEV:
		return CR_FILE_NOT_REGULAR;
	case ENOMEM:
		return CR_FILE_NO_MEMORY;
	default:
		return CR_FILE_FAILED;
	}
}

static enum cr_file_status
judge(const struct stat *status, size_t limit)
{
	if (S_ISDIR(status->st_mode))
		return CR_FILE_DIRECTORY;
	if (!S_ISREG(status->st_mode))
		return CR_FILE_NOT_REGULAR;
	if (status->st_size < 0)
		return CR_FILE_FAILED;
	if ((uintmax_t)status->st_size > limit)
		return CR_FILE_TOO_LARGE;
	return CR_FILE_OK;
}

/* Asks for one byte more than there should be, to see whether there is. */
static enum cr_file_status
read_all(
    const struct cr_files *files, int fd, size_t size, struct cr_buffer *out)
{
	size_t room = size + 1;
	size_t start = out->len;
	unsigned char *end;

	if (room == 0 || cr_buffer_reserve(out, room) == NULL)
		return CR_FILE_NO_MEMORY;
	while (out->len - start < room) {
		size_t left = room - (out->len - start);
		long got;

		end = out->data + out->len;
		got = files->read(files->context, fd, end, left);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 || (size_t)got > left)
			return CR_FILE_FAILED;
		if (got == 0)
			break;
		cr_buffer_extend(out, (size_t)got);
	}
	return out->len - start == size ? CR_FILE_OK : CR_FILE_CHANGED;
}

/* Written over in place it may be as long as before, and half of each.  Not by
 * the time of change: that of a name goes when another file takes the name. */
static enum cr_file_status
check_unchanged(const struct cr_files *files, int fd, const struct stat *before)
{
	struct stat now;

	if (files->stat(files->context, fd, &now) != 0)
		return cr_files_status(errno);
	if (now.st_size != before->st_size ||
	    now.st_mtim.tv_sec != before->st_mtim.tv_sec ||
	    now.st_mtim.tv_nsec != before->st_mtim.tv_nsec)
		return CR_FILE_CHANGED;
	return CR_FILE_OK;
}

static enum cr_file_status
read_open(
    const struct cr_files *files, int fd, size_t limit, struct cr_buffer *out)
{
	struct stat status;
	enum cr_file_status judged;

	if (files->stat(files->context, fd, &status) != 0)
		return cr_files_status(errno);
	judged = judge(&status, limit);
	if (judged != CR_FILE_OK)
		return judged;
	judged = read_all(files, fd, (size_t)status.st_size, out);
	if (judged != CR_FILE_OK)
		return judged;
	return check_unchanged(files, fd, &status);
}

enum cr_file_status
cr_files_read(const struct cr_files *files, const char *path, size_t limit,
    struct cr_buffer *out)
{
	size_t start = out->len;
	enum cr_file_status result;
	int fd;

	if (cr_buffer_failed(out))
		return CR_FILE_NO_MEMORY;
	fd = files->open(files->context, path);
	if (fd < 0)
		return cr_files_status(errno);
	result = read_open(files, fd, limit, out);
	files->close(files->context, fd);
	if (result != CR_FILE_OK && out->len != start) {
		out->len = start;
		out->data[start] = '\0';
	}
	return result;
}

const char *
cr_file_status_text(enum cr_file_status status)
{
	switch (status) {
	case CR_FILE_OK:
		return "is fine";
	case CR_FILE_MISSING:
		return "does not exist";
	case CR_FILE_DENIED:
		return "may not be read";
	case CR_FILE_DIRECTORY:
		return "is a directory";
	case CR_FILE_NOT_REGULAR:
		return "is not a regular file";
	case CR_FILE_TOO_LARGE:
		return "is too large";
	case CR_FILE_FAILED:
		return "cannot be read";
	case CR_FILE_CHANGED:
		return "was written to while it was read";
	case CR_FILE_NO_MEMORY:
		return "does not fit in memory";
	}
	return "cannot be read"; /* unreachable: a case for each */
}

/* ------------------------------------------------------------------- paths */

static struct certrule_bytes
folder_of(const char *from)
{
	const char *slash;

	if (from == NULL || strcmp(from, "-") == 0)
		return cr_bytes("", 0);
	slash = strrchr(from, '/');
	if (slash == NULL)
		return cr_bytes("", 0);
	return cr_bytes(from, (size_t)(slash - from) + 1);
}

static bool
is_below(struct certrule_bytes path, struct certrule_bytes root)
{
	if (!cr_bytes_starts(path, root))
		return false;
	return root.data[root.len - 1] == '/' ||
	       (path.len > root.len && path.data[root.len] == '/');
}

/* Between a root and what follows there is one slash. */
static void
add_root(struct cr_buffer *out, struct certrule_bytes root, bool absolute)
{
	while (root.len > 0 && root.data[root.len - 1] == '/')
		root.len--;
	cr_buffer_add_bytes(out, root);
	if (!absolute)
		cr_buffer_add_byte(out, '/');
}

int
cr_path_join(struct cr_buffer *out, const char *root, const char *from,
    struct certrule_bytes path)
{
	bool absolute = path.len != 0 && path.data[0] == '/';
	struct certrule_bytes folder = folder_of(from);
	bool rooted = root != NULL && root[0] != '\0';

	if (path.len != 0 && memchr(path.data, '\0', path.len) != NULL)
		return -1;
	if (absolute)
		folder = cr_bytes("", 0);
	if (rooted && !is_below(folder, cr_bytes_text(root)))
		add_root(out, cr_bytes_text(root),
		    absolute || (folder.len != 0 && folder.data[0] == '/'));
	cr_buffer_add_bytes(out, folder);
	cr_buffer_add_bytes(out, path);
	return cr_buffer_failed(out) ? -1 : 0;
}

/* SPDX-License-Identifier: MIT */
/* Replacing a file by rename(2). */
#include "replace.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *
cr_replace_init(struct cr_replace *replace, const char *path)
{
	memset(replace, 0, sizeof(*replace));
	replace->path = realpath(path, NULL);
	if (replace->path == NULL || stat(replace->path, &replace->before) != 0)
		return strerror(errno);
	return NULL;
}

void
cr_replace_fini(struct cr_replace *replace)
{
	free(replace->path);
	replace->path = NULL;
}

static int
write_all(int fd, const char *data, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, data, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		data += done;
		len -= (size_t)done;
	}
	return 0;
}

/* Owner before mode: a change of owner takes set-id bits away. */
static int
copy_owner(int fd, const struct stat *before)
{
	struct stat now;

	if (fstat(fd, &now) != 0)
		return -1;
	if ((now.st_uid != before->st_uid || now.st_gid != before->st_gid) &&
	    fchown(fd, before->st_uid, before->st_gid) != 0)
		return -1;
	return fchmod(fd, before->st_mode & 07777);
}

static bool
is_unchanged(const struct cr_replace *replace)
{
	const struct stat *before = &replace->before;
	struct stat now;

	return stat(replace->path, &now) == 0 && now.st_dev == before->st_dev &&
	       now.st_ino == before->st_ino && now.st_size == before->st_size &&
	       now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
	       now.st_mtim.tv_nsec == before->st_mtim.tv_nsec;
}

/* NULL: the new file is in place.  fd is closed. */
static const char *
fill(const struct cr_replace *replace, int fd, const char *name,
    const char *data, size_t len)
{
	const char *why = NULL;

	if (copy_owner(fd, &replace->before) != 0)
		why = "its owner and mode could not be kept";
	else if (write_all(fd, data, len) != 0 || fsync(fd) != 0)
		why = strerror(errno);
	if (close(fd) != 0 && why == NULL)
		why = strerror(errno);
	if (why == NULL && !is_unchanged(replace))
		why = "it was changed meanwhile";
	if (why == NULL && rename(name, replace->path) != 0)
		why = strerror(errno);
	return why;
}

/* So that the new name outlives a loss of power; where a folder cannot be
 * synced there is nothing more to be done, and nothing is lost either way. */
static void
sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)fsync(fd);
	close(fd);
}

/* "/etc/.access.rules.": hidden, so that no include finds it. */
static void
name_beside(const char *path, struct cr_text *folder, struct cr_text *name)
{
	const char *base = strrchr(path, '/') + 1;

	cr_text_printf(folder, "%.*s", (int)(base - path), path);
	cr_text_printf(name, "%s.%s.XXXXXX", cr_text_get(folder), base);
}

const char *
cr_replace_commit(
    const struct cr_replace *replace, const char *data, size_t len)
{
	struct cr_text folder, name;
	const char *why = NULL;
	int fd = -1;

	cr_text_init(&folder);
	cr_text_init(&name);
	name_beside(replace->path, &folder, &name);
	if (folder.failed || name.failed)
		why = "out of memory";
	else if (access(replace->path, W_OK) != 0)
		why = strerror(errno);
	else if ((fd = mkostemp(name.data, O_CLOEXEC)) < 0)
		why = strerror(errno);
	if (why == NULL) {
		why = fill(replace, fd, name.data, data, len);
		if (why == NULL)
			sync_folder(cr_text_get(&folder));
		else
			unlink(name.data);
	}
	cr_text_fini(&folder);
	cr_text_fini(&name);
	return why;
}

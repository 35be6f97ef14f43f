/* SPDX-License-Identifier: MIT */
/* Reading what the command line names. */
#include "read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* O_NONBLOCK, so that a FIFO without a writer cannot hang us. */
static int
open_file(const char *path, bool folder, const char **why)
{
	struct stat status;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &status) != 0)
		*why = strerror(errno);
	else if (S_ISREG(status.st_mode) || (folder && S_ISDIR(status.st_mode)))
		return fd;
	else if (S_ISDIR(status.st_mode))
		*why = "it is a directory";
	else
		*why = "it is no regular file; - reads standard input";
	if (fd >= 0)
		close(fd);
	return -1;
}

const char *
cr_read_probe(const char *path, bool folder)
{
	const char *why = NULL;
	int fd = open_file(path, folder, &why);

	if (fd >= 0)
		close(fd);
	return why;
}

const char *
cr_read_probe_input(const char *path)
{
	return strcmp(path, "-") == 0 ? NULL : cr_read_probe(path, false);
}

static const char *
read_all(int fd, size_t limit, struct cr_text *out)
{
	enum {
		CHUNK = 64 << 10
	};
	size_t first = out->len;

	for (;;) {
		char *room = cr_text_room(out, CHUNK);
		ssize_t got;

		if (room == NULL)
			return "out of memory";
		got = read(fd, room, CHUNK);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return strerror(errno);
		if (got == 0)
			return NULL;
		cr_text_grown(out, (size_t)got);
		if (out->len - first > limit)
			return "it is too large";
	}
}

const char *
cr_read_file(const char *path, size_t limit, struct cr_text *out)
{
	const char *why = NULL;
	int fd;

	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, limit, out);
	fd = open_file(path, false, &why);
	if (fd < 0)
		return why;
	why = read_all(fd, limit, out);
	close(fd);
	return why;
}

int
cr_lines_init(struct cr_lines *lines, int fd, size_t limit)
{
	memset(lines, 0, sizeof(*lines));
	lines->fd = fd;
	lines->limit = limit;
	lines->capacity = limit + (64 << 10);
	lines->buffer = malloc(lines->capacity);
	return lines->buffer != NULL ? 0 : -1;
}

void
cr_lines_fini(struct cr_lines *lines)
{
	free(lines->buffer);
	lines->buffer = NULL;
}

/* 1: there is more in the buffer; 0: the input ends; -1: error. */
static int
fill(struct cr_lines *lines, cr_lines_wait_fn *wait, void *context)
{
	ssize_t got;

	if (lines->at_end)
		return 0;
	memmove(lines->buffer, lines->buffer + lines->start,
	    lines->end - lines->start);
	lines->end -= lines->start;
	lines->start = 0;
	if (wait != NULL)
		wait(context);
	do {
		got = read(lines->fd, lines->buffer + lines->end,
		    lines->capacity - lines->end);
	} while (got < 0 && errno == EINTR);
	if (got < 0) {
		lines->error = errno;
		return -1;
	}
	lines->at_end = got == 0;
	lines->end += (size_t)got;
	return got > 0;
}

/* Drops the rest of a line that is over the limit. */
static int
skip_rest(struct cr_lines *lines, cr_lines_wait_fn *wait, void *context)
{
	for (;;) {
		char *from = lines->buffer + lines->start;
		char *newline = memchr(from, '\n', lines->end - lines->start);
		int status;

		if (newline != NULL) {
			lines->start = (size_t)(newline + 1 - lines->buffer);
			return 1;
		}
		lines->start = lines->end;
		status = fill(lines, wait, context);
		if (status < 0)
			return -1;
		if (status == 0)
			return 1;
	}
}

int
cr_lines_next(struct cr_lines *lines, struct cr_line_text *line,
    cr_lines_wait_fn *wait, void *context)
{
	size_t looked = 0;

	line->too_long = false;
	for (;;) {
		char *from = lines->buffer + lines->start;
		size_t have = lines->end - lines->start;
		char *newline = memchr(from + looked, '\n', have - looked);
		int status;

		line->data = from;
		line->len = newline != NULL ? (size_t)(newline - from) : have;
		if (line->len > lines->limit) {
			line->too_long = true;
			return skip_rest(lines, wait, context);
		}
		if (newline != NULL) {
			lines->start += line->len + 1;
			return 1;
		}
		looked = have;
		status = fill(lines, wait, context);
		if (status < 0)
			return -1;
		if (status > 0)
			continue;
		lines->start = lines->end;
		line->data = lines->buffer;
		return line->len > 0;
	}
}

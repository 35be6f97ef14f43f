/* SPDX-License-Identifier: MIT */
/* Files named on the command line, whole or line by line.  Regular files and,
 * for "-", standard input; never a folder, FIFO or device. */
#ifndef CR_READ_H
#define CR_READ_H

#include "text.h"

/* Whether a library will be able to read it: NULL, or why not ("is a
 * directory", "No such file or directory").  folder: a directory will do. */
const char *cr_read_probe(const char *path, bool folder);
/* The same for a file that may be "-". */
const char *cr_read_probe_input(const char *path);
/* Appends the file, or standard input, to out.  NULL, or why not. */
const char *cr_read_file(const char *path, size_t limit, struct cr_text *out);

/* Lines of a descriptor in constant memory. */
struct cr_lines {
	int fd;
	char *buffer; /* limit + 1 bytes and then some */
	size_t limit, capacity, start, end;
	bool at_end;
	int error; /* errno of a read that failed */
};

struct cr_line_text {
	const char *data; /* without its newline; until the next call */
	size_t len;
	bool too_long; /* cut at the limit, the rest was skipped */
};

/* -1: no memory. */
int cr_lines_init(struct cr_lines *lines, int fd, size_t limit);
void cr_lines_fini(struct cr_lines *lines);
/* 1: a line; 0: no more; -1: error.  wait (may be NULL) is called before a
 * read that may block, so that answers can be flushed to whoever waits. */
typedef void cr_lines_wait_fn(void *context);
int cr_lines_next(struct cr_lines *lines, struct cr_line_text *line,
    cr_lines_wait_fn *wait, void *context);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * A file gets a new content, or it stays as it is: the new one is written beside
 * it, made durable, and put in its place in one step.
 */
#ifndef CR_REPLACE_H
#define CR_REPLACE_H

#include <stddef.h>
#include <sys/stat.h>

struct cr_replace {
	char *path; /* without symbolic links: the file, not a link to it */
	struct stat before;
};

/* Before the file is read.  NULL, or why not; _fini in either case. */
const char *cr_replace_init(struct cr_replace *replace, const char *path);
void cr_replace_fini(struct cr_replace *replace);
/* Keeps mode and owner.  NULL, or why not: then nothing has changed.  A file
 * that was changed since _init is left alone. */
const char *cr_replace_commit(
    const struct cr_replace *replace, const char *data, size_t len);

#endif

/* SPDX-License-Identifier: MIT */
/* File access through one small table, so that a test can make the n-th read
 * fail.  Whole regular files only; never a FIFO, device or directory. */
#ifndef CR_FILES_H
#define CR_FILES_H

#include "buffer.h"
#include "certrule.h"

struct stat;

struct cr_files {
	int (*open)(void *context, const char *path); /* fd, or -1 and errno */
	long (*read)(void *context, int fd, void *data, size_t len);
	int (*stat)(void *context, int fd, struct stat *status);
	void (*close)(void *context, int fd);
	void *context;
};

enum cr_file_status {
	CR_FILE_OK,
	CR_FILE_MISSING,
	CR_FILE_DENIED,
	CR_FILE_DIRECTORY,
	CR_FILE_NOT_REGULAR,
	CR_FILE_TOO_LARGE,
	CR_FILE_FAILED,
	CR_FILE_CHANGED, /* while it was read */
	CR_FILE_NO_MEMORY
};

/* open, read, fstat, close; opens O_NONBLOCK so that a FIFO cannot hang it. */
const struct cr_files *cr_files_default(void);
/* Appends the file to out. */
enum cr_file_status cr_files_read(const struct cr_files *files,
    const char *path, size_t limit, struct cr_buffer *out) CERTRULE_MUST_USE;
/* "is a directory", "does not exist": what follows "it" or the name. */
const char *cr_file_status_text(enum cr_file_status status);

/* What an errno of opening means. */
enum cr_file_status cr_files_status(int error);

/* Relative to the folder of `from` unless absolute, below root if given (a
 * `from` that is below it already is not put there twice).  "-" and NULL as
 * from mean the working directory.  -1: no memory, or a NUL in path. */
int cr_path_join(struct cr_buffer *out, const char *root, const char *from,
    struct certrule_bytes path) CERTRULE_MUST_USE;

/* Names of a directory's entries, sorted bytewise, hidden ones left out;
 * calls visit with each full path; CR_FILE_FAILED when that stops it by -1. */
typedef int cr_files_visit_fn(void *context, const char *path);
enum cr_file_status cr_files_list(const struct certrule_alloc *alloc,
    const char *directory, cr_files_visit_fn *visit, void *context);
/* The same for the matches of a pattern, sorted bytewise: *, ?, [...] and \\ as
 * in glob(3), but by bytes in any locale.  CR_FILE_MISSING: nothing matches. */
enum cr_file_status cr_files_glob(const struct certrule_alloc *alloc,
    const char *pattern, cr_files_visit_fn *visit, void *context);

#endif

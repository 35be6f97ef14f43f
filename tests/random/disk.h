/* SPDX-License-Identifier: MIT */
/* The files of a policy, in memory: nothing else can be opened. */
#ifndef TESTS_RANDOM_DISK_H
#define TESTS_RANDOM_DISK_H

#include "../../base/files.h"

#include <stddef.h>

/* Nothing below it can be opened or listed, `..` neither: it is no folder. */
#define DISK_ROOT "/dev/null"

/* A file of DISK_ROOT. */
struct disk_file {
	const char *name;
	struct certrule_bytes bytes;
};

/* The only files there are; borrowed until the next call.  A gate that was
 * loaded from some reloads from those that are there then. */
const struct cr_files *disk_files(const struct disk_file *files, size_t count);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets share.  A target is a file with the one function that
 * libFuzzer calls; replay.c calls it for files instead, so that what a fuzzer
 * found stays found without one.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "../random/bed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* Nothing below it can be opened or listed, `..` neither: it is no folder. */
#define FUZZ_ROOT "/dev/null"

/* A finding: says what is wrong with which text, and ends the process. */
_Noreturn void fuzz_report(const char *what, struct certrule_bytes text);
/* Made once and kept for ever; a target has no place to close it. */
struct bed *fuzz_bed(void);

/* The only file there is has the bytes and this name; no other is opened.
 * Borrows the bytes until the next call. */
const char *fuzz_file_name(void);
const struct cr_files *fuzz_files(struct certrule_bytes bytes);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets share.  A target is a file with the one function that
 * libFuzzer calls; replay.c calls it for files instead, so that what a fuzzer
 * found stays found without one.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "../random/bed.h"
#include "../random/disk.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* A finding: says what is wrong with which text, and ends the process. */
_Noreturn void fuzz_report(const char *what, struct certrule_bytes text);
/* Made once and kept for ever; a target has no place to close it. */
struct bed *fuzz_bed(void);

/* Loads the first of them as a policy. */
struct certrule_gate *fuzz_load(
    const struct disk_file *files, size_t count, int64_t now);
/* The same of what must load. */
struct certrule_gate *fuzz_load_own(
    const struct disk_file *files, size_t count, int64_t now);
/* Files of tests/, read once and kept for ever: "certs/root.pem". */
struct certrule_bytes fuzz_read(const char *name);
/* For certrule_write_fn; the context is a struct cr_buffer. */
int fuzz_write(void *context, const char *text, size_t len);
/* A field of the client's certificate or connection. */
bool fuzz_is_of_client(const struct certrule_fieldset *facts, size_t field);
/* Which of those is another, or NULL. */
const char *fuzz_clients_differ(
    struct certrule_fieldset *a, struct certrule_fieldset *b);

#endif

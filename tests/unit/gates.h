/* SPDX-License-Identifier: MIT */
/* Policies from a string or from files of a folder that is made and removed. */
#ifndef TESTS_GATES_H
#define TESTS_GATES_H

#include "../../base/buffer.h"
#include "../../base/diag.h"
#include "../../engine/policy.h"

struct gates {
	struct certrule_schema *schema;
	struct certrule_diags *diags;
	char folder[64];
	char path[128]; /* of the file named last */
};

/* alloc may be NULL. */
void gates_open(struct gates *gates, const struct certrule_alloc *alloc);
void gates_close(struct gates *gates);
/* Writes a file; returns its path, good until the next call. */
const char *gates_file(
    struct gates *gates, const char *name, const void *data, size_t len);
const char *gates_text(struct gates *gates, const char *name, const char *text);
struct certrule_gate *gates_load(struct gates *gates, const char *text);
/* The codes of all diagnostics, a space between two. */
const char *gates_codes(struct gates *gates);

/* For certrule_write_fn: into a struct cr_buffer. */
int gates_write(void *buffer, const char *text, size_t len);
/* The verdict with its place; freed by the caller. */
char *gates_verdict(
    const struct certrule_gate *gate, struct certrule_fieldset *facts);

#endif

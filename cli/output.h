/* SPDX-License-Identifier: MIT */
/*
 * Standard output with a memory for failure, messages on standard error, and
 * the progress line.
 *
 * A verdict that could not be written is no verdict: whatever the verb found,
 * cr_output_finish() failing makes the exit status 3.
 */
#ifndef CR_OUTPUT_H
#define CR_OUTPUT_H

#include <certrule.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct cr_output {
	FILE *stream;
	bool failed;
	int error; /* errno of the first failure */
	bool color;
};

void cr_output_init(struct cr_output *out, FILE *stream);
/* A certrule_write_fn; context is the struct cr_output. */
int cr_output_write(void *context, const char *text, size_t len);
void cr_output_text(struct cr_output *out, const char *text);
void cr_output_printf(struct cr_output *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* In a colour where the output has colours: "32" is green, "31" red. */
void cr_output_colored(
    struct cr_output *out, const char *color, const char *text, size_t len);
/* A string that goes between quotes in JSON, bytes that are no UTF-8 as
 * U+FFFD. */
void cr_output_json(struct cr_output *out, const char *text);
/* What was written so far is on its way; -1: some of it was lost. */
int cr_output_flush(struct cr_output *out);
int cr_output_finish(struct cr_output *out);
/* Whether a terminal wants colour: it is one, and NO_COLOR is not set. */
bool cr_output_wants_color(int fd);

/* `certrule: text` as one line on standard error, escaped as a whole. */
void cr_message(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Every diagnostic on standard error, as a person reads it. */
void cr_message_diags(const struct certrule_diags *diags);

/* On a terminal: after a second of work, a line that says how far it is. */
struct cr_progress {
	bool on, shown;
	double started, drawn;
	const char *unit;
	unsigned long count;
};
void cr_progress_init(struct cr_progress *progress, const char *unit);
void cr_progress_step(struct cr_progress *progress);
void cr_progress_fini(struct cr_progress *progress);

#endif

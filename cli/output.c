/* SPDX-License-Identifier: MIT */
/* What the program prints.  stdio buffers; failure is remembered. */
#include "output.h"
#include "text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void
cr_output_init(struct cr_output *out, FILE *stream)
{
	out->stream = stream;
	out->failed = false;
	out->error = 0;
	out->color = cr_output_wants_color(fileno(stream));
}

bool
cr_output_wants_color(int fd)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	if (no_color != NULL && no_color[0] != '\0')
		return false;
	if (term == NULL || strcmp(term, "dumb") == 0)
		return false;
	return isatty(fd) == 1;
}

static int
fail(struct cr_output *out)
{
	if (!out->failed)
		out->error = errno;
	out->failed = true;
	return -1;
}

int
cr_output_write(void *context, const char *text, size_t len)
{
	struct cr_output *out = context;

	if (fwrite(text, 1, len, out->stream) != len)
		return fail(out);
	return 0;
}

void
cr_output_text(struct cr_output *out, const char *text)
{
	(void)cr_output_write(out, text, strlen(text));
}

void
cr_output_printf(struct cr_output *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vfprintf(out->stream, format, args) < 0)
		(void)fail(out);
	va_end(args);
}

void
cr_output_colored(
    struct cr_output *out, const char *color, const char *text, size_t len)
{
	if (out->color)
		cr_output_printf(out, "\033[%sm", color);
	(void)cr_output_write(out, text, len);
	if (out->color)
		cr_output_text(out, "\033[0m");
}

void
cr_output_json(struct cr_output *out, const char *text)
{
	struct cr_text safe;

	cr_text_init(&safe);
	cr_text_escape_json(&safe, text, strlen(text));
	if (safe.failed) {
		errno = ENOMEM;
		(void)fail(out);
	}
	(void)cr_output_write(out, cr_text_get(&safe), safe.len);
	cr_text_fini(&safe);
}

int
cr_output_flush(struct cr_output *out)
{
	if (fflush(out->stream) != 0)
		return fail(out);
	return out->failed ? -1 : 0;
}

int
cr_output_finish(struct cr_output *out)
{
	FILE *stream = out->stream;

	(void)cr_output_flush(out);
	/* Some file systems report a full disk only here. */
	if (fclose(stream) != 0)
		(void)fail(out);
	return out->failed ? -1 : 0;
}

void
cr_message(const char *format, ...)
{
	struct cr_text plain, safe;
	va_list args;
	int len;

	cr_text_init(&plain);
	cr_text_init(&safe);
	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	va_start(args, format);
	if (len >= 0 && cr_text_room(&plain, (size_t)len) != NULL) {
		vsnprintf(plain.data, (size_t)len + 1, format, args);
		cr_text_grown(&plain, (size_t)len);
	}
	va_end(args);
	cr_text_escape(&safe, cr_text_get(&plain), plain.len);
	fprintf(stderr, "certrule: %s\n",
	    plain.failed || safe.failed ? "out of memory" : cr_text_get(&safe));
	cr_text_fini(&plain);
	cr_text_fini(&safe);
}

void
cr_message_diags(const struct certrule_diags *diags)
{
	struct cr_output err;
	size_t count = certrule_diags_count(diags);

	cr_output_init(&err, stderr);
	for (size_t i = 0; i < count; i++) {
		if (certrule_diags_write(
			diags, i, err.color, cr_output_write, &err) != 0)
			return;
	}
}

static double
seconds(void)
{
	struct timespec now;

	if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
		return 0;
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void
cr_progress_init(struct cr_progress *progress, const char *unit)
{
	memset(progress, 0, sizeof(*progress));
	/* Where the answers go to the same terminal they are the progress. */
	progress->on = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1;
	progress->unit = unit;
	progress->started = progress->on ? seconds() : 0;
}

void
cr_progress_step(struct cr_progress *progress)
{
	double now;

	progress->count++;
	if (!progress->on)
		return;
	now = seconds();
	if (now - progress->started < 1 || now - progress->drawn < 0.2)
		return;
	progress->drawn = now;
	progress->shown = true;
	fprintf(stderr, "\r%lu %s, %.0f s", progress->count, progress->unit,
	    now - progress->started);
}

void
cr_progress_fini(struct cr_progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
}

/* SPDX-License-Identifier: MIT */
/* Runs a batch: what eval and expr have in common. */
#include "batch.h"
#include "clock.h"
#include "read.h"

#include <string.h>
#include <unistd.h>

/* As the limit JSON_LINE of the libraries. */
enum {
	LINE_LIMIT = 1 << 20
};

/* What the line says in place of the command line. */
static int
overlay_request(struct cr_request *request, const struct cr_json_line *line,
    struct cr_text *why)
{
	if (line->host_count > 0) {
		request->hosts = line->hosts;
		request->host_count = line->host_count;
	}
	if (line->path != NULL)
		request->path = line->path;
	request->line_fields.text = line->fields;
	request->line_fields.len = line->fields_len;
	if (line->at == NULL)
		return 0;
	request->at_set = true;
	if (cr_clock_parse(line->at, &request->at))
		return 0;
	cr_text_printf(why,
	    "\"at\" is '%s'; a time is written 2026-12-01T00:00:00Z", line->at);
	return -1;
}

/* *own is freed by the caller, after the fieldset has let go of it. */
static int
read_client(struct cr_request *request, const struct cr_json_line *line,
    struct certrule_peer **own, struct cr_text *why)
{
	if (line->cert == NULL && line->chain == NULL)
		return 0;
	if (line->cert == NULL) {
		cr_text_add(why, "\"chain\" without \"cert\"");
		return -1;
	}
	if (strcmp(line->cert, "-") == 0 ||
	    (line->chain != NULL && strcmp(line->chain, "-") == 0)) {
		cr_text_add(why, "standard input holds the batch itself");
		return -1;
	}
	if (cr_facts_read_peer(own, line->cert, line->chain, why) != 0)
		return -1;
	request->peer = *own;
	return 0;
}

static void
answer_line(struct cr_batch *batch, const struct cr_json_line *line)
{
	struct cr_request request = batch->facts->request;
	struct certrule_peer *own = NULL;
	struct cr_text why;

	cr_text_init(&why);
	certrule_fieldset_clear(batch->fieldset);
	if (overlay_request(&request, line, &why) != 0 ||
	    read_client(&request, line, &own, &why) != 0 ||
	    cr_request_apply(&request, batch->gate, batch->fieldset, &why) != 0)
		batch->refuse(batch, line, cr_text_get(&why));
	else
		batch->answer(batch, line);
	if (own != NULL)
		certrule_fieldset_clear(batch->fieldset);
	certrule_peer_free(own);
	cr_text_fini(&why);
}

/* Says once what a line holds that nobody reads: most likely a slip. */
static void
note_unknown(const struct cr_json_line *line, unsigned long number, bool *noted)
{
	if (line->unknown == NULL || *noted)
		return;
	*noted = true;
	cr_message("note: line %lu holds \"%s\", which means nothing here",
	    number, line->unknown);
}

static void
take_line(struct cr_batch *batch, const struct cr_line_text *text,
    unsigned long number, bool *noted)
{
	struct cr_output *out = &batch->cli->out;
	struct cr_json_line line;
	struct cr_text why;
	int parsed = -1;

	cr_text_init(&why);
	memset(&line, 0, sizeof(line));
	if (text->too_long)
		cr_text_add(&why, "more than 1048576 bytes in a line");
	else
		parsed = cr_json_line_parse(&line, text->data, text->len, &why);
	cr_output_text(out, "{\"id\":");
	cr_output_text(out, line.id != NULL ? line.id : "null");
	cr_output_text(out, ",");
	if (parsed != 0)
		batch->refuse(batch, &line, cr_text_get(&why));
	else
		answer_line(batch, &line);
	cr_output_text(out, "}\n");
	note_unknown(&line, number, noted);
	cr_json_line_fini(&line);
	cr_text_fini(&why);
}

/* Nobody waits for an answer that is in our buffer. */
static void
flush_answers(void *context)
{
	(void)cr_output_flush(context);
}

int
cr_batch_run(struct cr_batch *batch)
{
	struct cr_output *out = &batch->cli->out;
	struct cr_lines lines;
	struct cr_line_text text;
	struct cr_progress progress;
	bool noted = false;
	int found;

	if (cr_lines_init(&lines, STDIN_FILENO, LINE_LIMIT) != 0) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	cr_progress_init(&progress, "lines");
	while ((found = cr_lines_next(&lines, &text, flush_answers, out)) > 0) {
		cr_progress_step(&progress);
		take_line(batch, &text, progress.count, &noted);
		if (out->failed)
			break;
	}
	cr_progress_fini(&progress);
	if (found < 0)
		cr_message(
		    "cannot read standard input: %s", strerror(lines.error));
	cr_lines_fini(&lines);
	return found == 0 ? CR_EXIT_YES : CR_EXIT_FILE;
}

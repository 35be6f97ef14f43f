/* SPDX-License-Identifier: MIT */
/* See bench.h. */
#include "bench.h"
#include "clock.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	FILE_LIMIT = 1 << 30
};

/* -------------------------------------------------------------------- memory */

static _Thread_local unsigned long allocations;

unsigned long
cr_bench_allocations(void)
{
	return allocations;
}

static void *
allocate(void *context, size_t size)
{
	struct cr_bench_memory *memory = context;
	void *block = malloc(size);

	memory->live += malloc_usable_size(block);
	allocations++;
	return block;
}

static void *
resize(void *context, void *block, size_t size)
{
	struct cr_bench_memory *memory = context;
	size_t before = malloc_usable_size(block);
	void *bigger = realloc(block, size);

	allocations++;
	if (bigger != NULL)
		memory->live += malloc_usable_size(bigger) - before;
	return bigger;
}

static void
release(void *context, void *block)
{
	struct cr_bench_memory *memory = context;

	memory->live -= malloc_usable_size(block);
	free(block);
}

void
cr_bench_memory_init(struct cr_bench_memory *memory)
{
	memset(memory, 0, sizeof(*memory));
	memory->table.allocate = allocate;
	memory->table.resize = resize;
	memory->table.release = release;
	memory->table.context = memory;
}

/* ------------------------------------------------------------------ requests */

static int
add_line(struct cr_bench_requests *requests, size_t begin, size_t len)
{
	struct cr_bench_line *lines = requests->lines;

	if (requests->count == requests->capacity) {
		requests->capacity = requests->capacity * 2 + 64;
		lines = realloc(lines, requests->capacity * sizeof(*lines));
		if (lines == NULL)
			return -1;
		requests->lines = lines;
	}
	lines[requests->count].begin = begin;
	lines[requests->count++].len = len;
	return 0;
}

static int
cut_lines(struct cr_bench_requests *requests)
{
	const char *text = cr_text_get(&requests->text);
	size_t begin = 0, len = requests->text.len;

	while (begin < len) {
		const char *end = memchr(text + begin, '\n', len - begin);
		size_t line =
		    end == NULL ? len - begin : (size_t)(end - text) - begin;

		if (line > 0 && add_line(requests, begin, line) != 0)
			return -1;
		begin += line + 1;
	}
	return 0;
}

int
cr_bench_requests_read(struct cr_bench_requests *requests, const char *path)
{
	const char *why;

	memset(requests, 0, sizeof(*requests));
	cr_text_init(&requests->text);
	why = cr_read_file(path, FILE_LIMIT, &requests->text);
	if (why == NULL && cut_lines(requests) != 0)
		why = "out of memory";
	if (why == NULL && requests->count == 0)
		why = "there is no line in it";
	if (why == NULL)
		return CR_EXIT_YES;
	cr_message("cannot read %s: %s", path, why);
	return CR_EXIT_FILE;
}

void
cr_bench_requests_fini(struct cr_bench_requests *requests)
{
	cr_text_fini(&requests->text);
	free(requests->lines);
}

/* Clients come from files and are slow to read: their fields are set by hand. */
static int
apply_line(const struct cr_json_line *line, const struct certrule_gate *gate,
    struct certrule_fieldset *fieldset, struct cr_text *why)
{
	struct cr_request request;

	memset(&request, 0, sizeof(request));
	request.hosts = line->hosts;
	request.host_count = line->host_count;
	request.path = line->path;
	request.line_fields.text = line->fields;
	request.line_fields.len = line->fields_len;
	if (line->cert != NULL || line->chain != NULL) {
		cr_text_add(why, "a bench sets certificate fields by hand");
		return -1;
	}
	if (line->at != NULL) {
		request.at_set = true;
		if (!cr_clock_parse(line->at, &request.at)) {
			cr_text_add(why, "\"at\" is no time");
			return -1;
		}
	}
	return cr_request_apply(&request, gate, fieldset, why);
}

int
cr_bench_requests_apply(const struct cr_bench_requests *requests, size_t i,
    const struct certrule_gate *gate, struct certrule_fieldset *fieldset,
    struct cr_text *why)
{
	const char *text = cr_text_get(&requests->text);
	struct cr_json_line line;
	int result;

	memset(&line, 0, sizeof(line));
	certrule_fieldset_clear(fieldset);
	result = cr_json_line_parse(&line, text + requests->lines[i].begin,
	    requests->lines[i].len, why);
	if (result == 0)
		result = apply_line(&line, gate, fieldset, why);
	cr_json_line_fini(&line);
	return result;
}

/* ------------------------------------------------------------------- figures */

uint64_t
cr_bench_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static int
compare_items(const void *a, const void *b)
{
	uint32_t lhs = *(const uint32_t *)a, rhs = *(const uint32_t *)b;

	return (lhs > rhs) - (lhs < rhs);
}

uint32_t
cr_bench_quantile(struct cr_bench_samples *samples, double part)
{
	size_t at = (size_t)((double)samples->count * part);

	if (samples->count == 0)
		return 0;
	qsort(samples->items, samples->count, sizeof(*samples->items),
	    compare_items);
	return samples->items[at < samples->count ? at : samples->count - 1];
}

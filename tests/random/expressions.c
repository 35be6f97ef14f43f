/* SPDX-License-Identifier: MIT */
/*
 * expressions [count [seed]]: random well-typed expressions, each printed,
 * parsed and run again, and the laws of laws.h beside them.  Case n of a seed
 * is the same wherever and after whatever it runs.
 */
#include "figures.h"
#include "laws.h"
#include "roundtrip.h"

#include "../../base/alloc.h"
#include "../../base/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT_DEFAULT 20000
#define FACTS	      3
#define LAW_EVERY     4 /* cases beside which a law is tried */
#define SAID_EVERY    50000

struct work {
	struct bed bed;
	struct roundtrip trip;
	struct cr_buffer other; /* of a law */
	struct figures figures;
	unsigned long refused;
	uint64_t seed;
};

static void
print_bytes(const char *label, struct certrule_bytes text)
{
	printf("%s\n", label);
	fwrite(text.data, 1, text.len, stdout);
	printf("\n");
}

static void
print_facts(struct bed *bed)
{
	size_t count = cr_schema_field_count(bed->check.schema);
	struct cr_buffer out;

	cr_buffer_init(&out, cr_alloc_default());
	for (size_t i = 0; i < count; i++) {
		if (!bed->reads[i])
			continue;
		cr_buffer_add_bytes(
		    &out, cr_schema_field(bed->check.schema, (int)i)->name);
		cr_buffer_add_text(&out, " = ");
		cr_value_print(&out, cr_fieldset_peek(bed->facts, (int)i));
		cr_buffer_add_byte(&out, '\n');
	}
	print_bytes("facts", cr_buffer_bytes(&out));
	cr_buffer_fini(&out);
}

static int
write_out(void *context, const char *text, size_t len)
{
	return fwrite(text, 1, len, context) == len ? 0 : -1;
}

static void
report(struct work *work, uint64_t number, const char *what,
    struct certrule_bytes other)
{
	struct bed *bed = &work->bed;

	printf("seed %" PRIu64 " case %" PRIu64 ": %s\n", work->seed, number,
	    what);
	print_bytes("written", cr_buffer_bytes(&bed->text));
	print_bytes("beside it", other);
	print_facts(bed);
	for (size_t i = 0; i < certrule_diags_count(bed->diags); i++)
		if (certrule_diags_write(bed->diags, i, 0, write_out, stdout) !=
		    0)
			return;
}

/* The seed of a case follows from its number. */
static struct random
source_of(const struct work *work, uint64_t number, unsigned stream)
{
	struct random source;

	random_seed(&source, (work->seed << 40) + number * 4 + stream);
	return source;
}

static const char *
try_expression(struct work *work, uint64_t number)
{
	struct random source = source_of(work, number, 0);
	struct bed *bed = &work->bed;
	struct generate g = bed_generate(bed, &source);
	const char *wrong;

	bed_begin(bed);
	cr_buffer_clear(&work->trip.text);
	generate_filter(&g);
	if (cr_buffer_failed(&bed->text))
		return "no memory";
	if (bed_parse(bed, cr_buffer_bytes(&bed->text), &work->trip.written) !=
	    0)
		return "what was generated is refused";
	wrong = roundtrip_print(bed, &work->trip);
	for (int i = 0; i < FACTS && wrong == NULL; i++) {
		bed_draw_facts(bed, &source);
		wrong = roundtrip_run(bed, &work->trip);
	}
	if (wrong == NULL)
		figures_count(
		    &work->figures, bed->facts, work->trip.written.expr);
	return wrong;
}

static const char *
try_law(struct work *work, uint64_t number)
{
	struct random source = source_of(work, number, 1);
	const struct law *law = &laws[number / LAW_EVERY % law_count];

	bed_begin(&work->bed);
	return law_check(&work->bed, &source, law, &work->other);
}

static int
try_case(struct work *work, uint64_t number)
{
	const char *wrong = try_expression(work, number);

	if (wrong != NULL) {
		report(work, number, wrong, cr_buffer_bytes(&work->trip.text));
		return -1;
	}
	if (number % LAW_EVERY == 0)
		wrong = try_law(work, number);
	if (wrong == NULL)
		return 0;
	report(work, number, wrong, cr_buffer_bytes(&work->other));
	return -1;
}

static int
try_all(struct work *work, uint64_t first, uint64_t count)
{
	for (uint64_t i = first; i < first + count; i++) {
		if (try_case(work, i) != 0)
			return -1;
		if ((i - first + 1) % SAID_EVERY != 0)
			continue;
		fprintf(
		    stderr, "\r%" PRIu64 " of %" PRIu64, i - first + 1, count);
		fflush(stderr);
	}
	if (count >= SAID_EVERY)
		fprintf(stderr, "\n");
	printf("%" PRIu64 " expressions of seed %" PRIu64
	       " print, parse and evaluate the same\n",
	    count, work->seed);
	return 0;
}

int
main(int argc, char **argv)
{
	static struct work work;
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : COUNT_DEFAULT;
	uint64_t first = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
	int status = EXIT_FAILURE;

	work.seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	roundtrip_init(&work.trip);
	cr_buffer_init(&work.other, cr_alloc_default());
	if (bed_open(&work.bed) != 0)
		printf("the bed does not open\n");
	else if (try_all(&work, first, count) == 0)
		status = EXIT_SUCCESS;
	if (status == EXIT_SUCCESS && count >= COUNT_DEFAULT) {
		figures_print(&work.figures);
		if (figures_judge(&work.figures) != 0)
			status = EXIT_FAILURE;
	}
	bed_close(&work.bed);
	roundtrip_fini(&work.trip);
	cr_buffer_fini(&work.other);
	return status;
}

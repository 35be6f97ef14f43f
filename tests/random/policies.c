/* SPDX-License-Identifier: MIT */
/*
 * policies [count [seed [first]]]: random policies without trust, each loaded,
 * formatted, and loaded again: the same rules, lists, fields and defaults.
 */
#include "bed.h"
#include "meaning.h"

#include "../../base/alloc.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT_DEFAULT 400
#define SAID_EVERY    500

static void
print_bytes(const char *label, struct certrule_bytes text)
{
	printf("%s\n", label);
	fwrite(text.data, 1, text.len, stdout);
	printf("\n");
}

static int
write_out(void *context, const char *text, size_t len)
{
	return fwrite(text, 1, len, context) == len ? 0 : -1;
}

/* NULL: it is fine. */
static const char *
try_policy(struct bed *bed, struct cr_buffer *formatted)
{
	struct certrule_options options = {.flags = CERTRULE_NO_LINT};
	struct certrule_gate *gate;
	const char *wrong;

	certrule_diags_clear(bed->diags);
	gate = certrule_gate_load_mem(bed->schema, "policy",
	    (const char *)bed->text.data, bed->text.len, &options, bed->diags);
	if (gate == NULL)
		return "what was generated is refused";
	wrong = meaning_of_format(
	    bed->schema, &gate->policy, cr_buffer_bytes(&bed->text), formatted);
	certrule_gate_unref(gate);
	return wrong;
}

static int
try_case(struct bed *bed, uint64_t seed, uint64_t number)
{
	struct random source;
	struct cr_buffer formatted;
	struct generate g;
	const char *wrong;

	random_seed(&source, (seed << 40) + number);
	g = bed_generate(bed, &source);
	generate_policy(&g);
	cr_buffer_init(&formatted, cr_alloc_default());
	wrong = cr_buffer_failed(&bed->text) ? "no memory"
					     : try_policy(bed, &formatted);
	if (wrong != NULL) {
		printf("seed %" PRIu64 " case %" PRIu64 ": %s\n", seed, number,
		    wrong);
		print_bytes("policy", cr_buffer_bytes(&bed->text));
		print_bytes("canonical form", cr_buffer_bytes(&formatted));
		for (size_t i = 0; i < certrule_diags_count(bed->diags); i++)
			if (certrule_diags_write(
				bed->diags, i, 0, write_out, stdout) != 0)
				break;
	}
	cr_buffer_fini(&formatted);
	return wrong == NULL ? 0 : -1;
}

static int
try_all(struct bed *bed, uint64_t seed, uint64_t first, uint64_t count)
{
	for (uint64_t i = 0; i < count; i++) {
		if (try_case(bed, seed, first + i) != 0)
			return -1;
		if ((i + 1) % SAID_EVERY != 0 || count <= SAID_EVERY)
			continue;
		fprintf(stderr, "\r%" PRIu64 " of %" PRIu64, i + 1, count);
		fflush(stderr);
	}
	printf("%" PRIu64 " policies of seed %" PRIu64
	       " mean the same in canonical form\n",
	    count, seed);
	return 0;
}

int
main(int argc, char **argv)
{
	static struct bed bed;
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : COUNT_DEFAULT;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	uint64_t first = argc > 3 ? strtoull(argv[3], NULL, 10) : 0;
	int status = EXIT_FAILURE;

	if (bed_open(&bed) != 0)
		printf("the bed does not open\n");
	else if (try_all(&bed, seed, first, count) == 0)
		status = EXIT_SUCCESS;
	bed_close(&bed);
	return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * Well-typed expressions and facts: the bytes are what the generator chooses by.
 * Printed and parsed again an expression means the same.
 */
#include "../random/roundtrip.h"
#include "fuzz.h"

#define FACTS 3

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct bed *bed = fuzz_bed();
	struct random source;
	struct roundtrip trip;
	struct generate g;
	const char *wrong;

	random_bytes(&source, data, len);
	g = bed_generate(bed, &source);
	bed_begin(bed);
	generate_filter(&g);
	roundtrip_init(&trip);
	if (cr_buffer_failed(&bed->text) ||
	    bed_parse(bed, cr_buffer_bytes(&bed->text), &trip.written) != 0)
		fuzz_report("what was generated is refused",
		    cr_buffer_bytes(&bed->text));
	wrong = roundtrip_print(bed, &trip);
	for (int i = 0; i < FACTS && wrong == NULL; i++) {
		bed_draw_facts(bed, &source);
		wrong = roundtrip_run(bed, &trip);
	}
	if (wrong != NULL)
		fuzz_report(wrong, cr_buffer_bytes(&bed->text));
	roundtrip_fini(&trip);
	return 0;
}

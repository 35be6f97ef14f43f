/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as an expression, on random facts.  What is taken means the same
 * when it is printed and parsed again; what is refused has a reason.
 */
#include "../random/roundtrip.h"
#include "fuzz.h"

#include "../../base/bytes.h"

#define FACTS 3

static const char *
try_taken(struct bed *bed, struct roundtrip *trip, struct random *source)
{
	const char *wrong = roundtrip_print(bed, trip);

	for (int i = 0; i < FACTS && wrong == NULL; i++) {
		bed_draw_facts(bed, source);
		wrong = roundtrip_run(bed, trip);
	}
	return wrong;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct bed *bed = fuzz_bed();
	struct certrule_bytes text = cr_bytes(data, len);
	struct random source;
	struct roundtrip trip;
	const char *wrong = NULL;

	random_seed(&source, len);
	bed_begin(bed);
	/* Patterns of a fuzzer never come twice. */
	cr_check_fini(&bed->check);
	bed->check.regexes = NULL;
	bed->check.regex_count = bed->check.regex_capacity = 0;
	roundtrip_init(&trip);
	if (bed_parse(bed, text, &trip.written) == 0)
		wrong = try_taken(bed, &trip, &source);
	else if (certrule_diags_error_count(bed->diags) == 0)
		wrong = "refused without a reason";
	if (wrong != NULL)
		fuzz_report(wrong, text);
	roundtrip_fini(&trip);
	return 0;
}

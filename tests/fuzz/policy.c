/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a policy.  It loads or is refused with a reason; what loads has
 * a canonical form of the same meaning, and decides any facts twice alike.  The
 * only file it can name is itself.
 */
#include "../random/meaning.h"
#include "fuzz.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"

#include <string.h>

#define NOW 1767225600

/* A policy from a file of its own may name it; its canonical form is loaded
 * from memory, where there is no file at all. */
static bool
names_files(struct certrule_bytes text)
{
	static const char *const words[] = {"include", "from", "trust"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (memmem(text.data, text.len, words[i], strlen(words[i])) !=
		    NULL)
			return true;
	return false;
}

static void
try_format(struct bed *bed, const struct certrule_gate *gate,
    struct certrule_bytes text)
{
	struct cr_buffer formatted;
	const char *wrong;

	cr_buffer_init(&formatted, cr_alloc_default());
	wrong = meaning_of_format(bed->schema, &gate->policy, text, &formatted);
	if (wrong != NULL)
		fuzz_report(wrong, text);
	cr_buffer_fini(&formatted);
}

static void
try_facts(
    struct bed *bed, struct certrule_gate *gate, struct certrule_bytes text)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	struct certrule_verdict first, second;
	struct random source;
	struct generate g = {.source = &source, .words = bed->words};

	if (facts == NULL)
		fuzz_report("no memory", text);
	random_seed(&source, text.len);
	for (int i = 0; i < 4; i++) {
		generate_facts(&g, facts, gate->policy.check.reads);
		certrule_gate_decide(gate, facts, &first);
		certrule_gate_decide(gate, facts, &second);
		if (first.action != second.action ||
		    first.rule != second.rule ||
		    first.log_count != second.log_count ||
		    strcmp(first.reason, second.reason) != 0)
			fuzz_report("decided twice, it says two things", text);
	}
	certrule_fieldset_free(facts);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct disk_file file = {"policy", cr_bytes(data, len)};
	struct bed *bed = fuzz_bed();
	struct certrule_gate *gate = fuzz_load(&file, 1, NOW);

	if (gate == NULL)
		return 0;
	if (!names_files(file.bytes))
		try_format(bed, gate, file.bytes);
	try_facts(bed, gate, file.bytes);
	certrule_gate_unref(gate);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/*
 * What a server needs that has several policies for one connection: rules of
 * one gate judged with the trust of another, the guard of allow rules asked by
 * itself, and the files that a copy of all would need.  Decides nothing.
 */
#include "policy.h"
#include "reference_parts.h"
#include "../base/bytes.h"

void
certrule_fieldset_use_trust(
    struct certrule_fieldset *facts, const struct certrule_gate *gate)
{
	if (gate == NULL)
		gate = facts->gate;
	if (facts->trust == gate->policy.trust)
		return;
	cr_fieldset_forget(facts);
	facts->trust = gate->policy.trust;
	facts->trust_ops = gate->policy.trust_ops;
}

enum certrule_outcome
certrule_fieldset_proven(struct certrule_fieldset *facts)
{
	struct cr_evaluation run;

	cr_reference_init(&run, facts);
	run.quiet = true;
	return cr_reference_proven(&run);
}

int
certrule_gate_each_file(
    const struct certrule_gate *gate, certrule_write_fn *visit, void *context)
{
	const struct cr_policy_file *file;

	for (file = gate->policy.files; file != NULL; file = file->next)
		if (visit(context, file->name, cr_bytes_text(file->name).len) !=
		    0)
			return -1;
	return 0;
}

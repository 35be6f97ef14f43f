/* SPDX-License-Identifier: MIT */
/*
 * What a server needs that has several policies for one connection: rules of
 * one gate judged with the trust of another, and the guard of allow rules asked
 * by itself.  Decides nothing.
 */
#include "policy.h"
#include "reference_parts.h"

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

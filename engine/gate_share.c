/* SPDX-License-Identifier: MIT */
/*
 * What a server needs that has several policies for one connection: rules of
 * one gate judged with the trust of another, the guard of allow rules asked by
 * itself, and the files that a copy of all would need.  Decides nothing.
 */
#include "policy.h"
#include "reference_parts.h"
#include "../base/bytes.h"

#include <string.h>

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

struct visit {
	certrule_write_fn *visit;
	void *context;
};

static int
visit_host(void *context, const struct cr_trust_row *row)
{
	const struct visit *visit = context;

	if (strcmp(row->kind, "host") != 0)
		return 0;
	return visit->visit(
	    visit->context, row->text, cr_bytes_text(row->text).len);
}

int
certrule_gate_each_trust_host(
    const struct certrule_gate *gate, certrule_write_fn *visit, void *context)
{
	struct visit each = {visit, context};

	if (gate->policy.trust == NULL)
		return 0;
	return gate->policy.trust_ops->describe(
	    gate->policy.trust, 0, visit_host, &each);
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

/* SPDX-License-Identifier: MIT */
/* The lint stage; what silences its warnings is lint_silence.c. */
#include "lint.h"
#include "lint_trust.h"

void
cr_lint(struct cr_load *load)
{
	struct cr_lint lint = {
	    .load = load,
	    .policy = load->policy,
	    .diags = load->diags,
	    .builtin = cr_schema_has_builtin(load->policy->schema),
	    .work = CR_LINT_WORK,
	};
	const struct cr_lint_place nowhere = {.rule = NULL};

	if (load->options->flags & CERTRULE_NO_LINT)
		return;
	lint.trust = cr_lint_trust(&lint);
	cr_lint_walk(&lint);
	cr_lint_call(&lint, CR_LINT_POLICY, &nowhere);
}

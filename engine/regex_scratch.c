/* SPDX-License-Identifier: MIT */
/* See regex_scratch.h.  A gate makes it beforehand, so that a decision allocates
 * nothing. */
#include "regex_scratch.h"

static void
free_scratch(void *scratch)
{
	cr_regex_scratch_free(scratch);
}

struct cr_regex_scratch *
cr_regex_scratch_get(struct certrule_fieldset *facts)
{
	if (facts->regex != NULL)
		return facts->regex;
	facts->regex = cr_regex_scratch_new(facts->alloc);
	facts->regex_free = free_scratch;
	return facts->regex;
}

/* SPDX-License-Identifier: MIT */
/* The trust group: by which block, and at what time, a client is judged.  With
 * certificate fields set by hand blocks are still looked up, not run. */
#include "fetch.h"

int
cr_fetch_trust_block(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_trust_block *block =
	    cr_trust_host_block(facts->trust, facts);

	*out = cr_value_missing(field->type);
	return block == NULL ? 0 : cr_fetch_text(block->name, out);
}

int
cr_fetch_trust_generation(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	*out = cr_value_missing(field->type);
	if (facts->trust != NULL)
		*out = cr_value_int(facts->trust->generation);
	return 0;
}

int
cr_fetch_trust_revision(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	*out = cr_value_missing(field->type);
	return facts->trust == NULL
		   ? 0
		   : cr_fetch_text(facts->trust->revision, out);
}

/* Missing where nothing was verified. */
int
cr_fetch_trust_verify_time(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found != NULL && found->peer != NULL && found->block != NULL)
		*out = cr_value_int(found->now);
	return 0;
}

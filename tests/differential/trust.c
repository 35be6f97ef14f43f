/* SPDX-License-Identifier: MIT */
/* Trust blocks that verify nothing: a host has the block that names it, and a
 * block insists on a good status or not by its name. */
#include "differential.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/canonical.h"
#include "../../base/trust.h"

#define BLOCKS_MAX 8

struct cr_trust {
	const struct certrule_alloc *alloc;
	struct {
		struct cr_trust_block block;
		char pattern[64];
	} rows[BLOCKS_MAX];
	size_t count;
};

static struct cr_trust *
load(struct cr_trust_load *load, const struct cr_trust_statement *statements,
    size_t count)
{
	struct cr_trust *trust = cr_alloc_array(load->alloc, 1, sizeof(*trust));

	if (trust == NULL)
		return NULL;
	trust->alloc = load->alloc;
	for (size_t i = 0; i < count && i < BLOCKS_MAX; i++) {
		struct certrule_bytes host = statements[i].hosts[0].pattern;

		for (size_t j = 0; j < host.len && j < 63; j++)
			trust->rows[i].pattern[j] = (char)host.data[j];
		trust->rows[i].block.name = "block";
		trust->rows[i].block.needs_good = i % 2 != 0;
		trust->count++;
	}
	return trust;
}

static void
release(struct cr_trust *trust)
{
	cr_alloc_free(trust->alloc, trust);
}

static const struct cr_trust_block *
block_for(const struct cr_trust *trust, const struct certrule_fieldset *facts)
{
	const struct certrule_value *host = cr_fieldset_peek(
	    (struct certrule_fieldset *)(uintptr_t)facts, CR_ID_HOSTNAME);

	for (size_t i = 0; host->state == CERTRULE_PRESENT && i < trust->count;
	     i++)
		if (cr_host_matches(
			host->as.string, cr_bytes_text(trust->rows[i].pattern)))
			return &trust->rows[i].block;
	return NULL;
}

void
near_trust(struct certrule_schema *schema)
{
	static const struct cr_trust_ops ops = {
	    .load = load, .free = release, .block_for = block_for};

	cr_schema_set_trust_ops(schema, &ops);
}

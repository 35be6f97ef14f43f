/* SPDX-License-Identifier: MIT */
/* Trust blocks that verify nothing: a host has the block that names it, and a
 * block insists on a good status or not by its name. */
#include "differential.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/canonical.h"
#include "../../base/trust.h"

#include <string.h>

#define BLOCKS_MAX 8

struct cr_trust {
	const struct certrule_alloc *alloc;
	struct {
		struct cr_trust_block block;
		char patterns[2][64];
	} rows[BLOCKS_MAX];
	size_t count;
};

static void
copy_text(char *to, size_t size, struct certrule_bytes text)
{
	size_t len = text.len < size ? text.len : size - 1;

	memcpy(to, text.data, len);
	to[len] = '\0';
}

static struct cr_trust *
load(struct cr_trust_load *load, const struct cr_trust_statement *statements,
    size_t count)
{
	struct cr_trust *trust = cr_alloc_array(load->alloc, 1, sizeof(*trust));

	if (trust == NULL)
		return NULL;
	trust->alloc = load->alloc;
	for (size_t i = 0; i < count && i < BLOCKS_MAX; i++) {
		for (size_t j = 0; j < 2 && j < statements[i].host_count; j++)
			copy_text(trust->rows[i].patterns[j],
			    sizeof(trust->rows[i].patterns[j]),
			    statements[i].hosts[j].pattern);
		trust->rows[i].block.name = "block";
		trust->rows[i].block.needs_good = i % 2 != 0;
		/* The same for all policies, as for those that share one. */
		trust->rows[i].block.number = i + 1;
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

	if (host->state != CERTRULE_PRESENT)
		return NULL;
	for (size_t i = 0; i < trust->count * 2; i++)
		if (cr_host_matches(host->as.string,
			cr_bytes_text(trust->rows[i / 2].patterns[i % 2])))
			return &trust->rows[i / 2].block;
	return NULL;
}

void
near_trust(struct certrule_schema *schema)
{
	static const struct cr_trust_ops ops = {.load = load,
	    .free = release,
	    .block_for = block_for,
	    .notes = client_notes};

	client_bind(schema);
	cr_schema_set_trust_ops(schema, &ops);
}

/* SPDX-License-Identifier: MIT */
/*
 * A block beside the one it is to replace: no CRL may be older than the one in
 * force, or a file put back would bring revoked clients back (RFC 5280 5.2.3:
 * CRLs of one issuer and one scope follow each other).
 */
#include "../base/bytes.h"
#include "block.h"
#include "name.h"
#include "times.h"

#include <string.h>

static const struct cr_block *
find_block(const struct cr_trust *trust, const char *name)
{
	size_t i;

	for (i = 0; i < trust->block_count; i++) {
		if (strcmp(trust->blocks[i].known.name, name) == 0)
			return &trust->blocks[i];
	}
	return NULL;
}

/* What it covers; the octets of the extension, empty for all. */
static struct certrule_bytes
get_scope(const struct cr_crl *crl)
{
	int index = X509_CRL_get_ext_by_NID(
	    crl->x509, NID_issuing_distribution_point, -1);
	const ASN1_OCTET_STRING *octets;

	if (index < 0)
		return cr_bytes("", 0);
	octets = X509_EXTENSION_get_data(X509_CRL_get_ext(crl->x509, index));
	return cr_bytes(
	    ASN1_STRING_get0_data(octets), (size_t)ASN1_STRING_length(octets));
}

static bool
is_alike(const struct cr_crl *a, const struct cr_crl *b)
{
	return X509_NAME_cmp(X509_CRL_get_issuer(a->x509),
		   X509_CRL_get_issuer(b->x509)) == 0 &&
	       cr_bytes_equal(get_scope(a), get_scope(b));
}

/* Of those like this one.  NULL: the block has none. */
static const struct cr_crl *
find_newest(const struct cr_block *block, const struct cr_crl *like)
{
	const struct cr_crl *crl, *newest = NULL;

	for (crl = block->crls; crl != NULL; crl = crl->next) {
		if (is_alike(crl, like) &&
		    (newest == NULL || crl->this_update > newest->this_update))
			newest = crl;
	}
	return newest;
}

static void
report(struct cr_trust_load *load, struct cr_arena *arena,
    const struct cr_crl *crl, const struct cr_crl *in_force)
{
	cr_diags_add(load->diags, CR_DIAG_TRUST_CRL_OLDER, crl->span,
	    cr_name_text(arena, X509_CRL_get_issuer(crl->x509)),
	    cr_times_text(arena, crl->this_update));
	cr_diags_hint(load->diags, "the one in force is of %s, and stays",
	    cr_times_text(arena, in_force->this_update));
}

int
cr_trust_in_force_check(struct cr_trust_load *load, struct cr_arena *arena,
    const struct cr_block *block)
{
	const struct cr_block *old = NULL;
	const struct cr_crl *crl, *newest;
	int result = 0;

	if (load->in_force != NULL)
		old = find_block(load->in_force, block->known.name);
	if (old == NULL)
		return 0;
	for (crl = old->crls; crl != NULL; crl = crl->next) {
		newest = find_newest(block, crl);
		if (newest == NULL || newest->this_update >= crl->this_update ||
		    find_newest(old, crl) != crl)
			continue;
		report(load, arena, newest, crl);
		result = -1;
	}
	return result;
}

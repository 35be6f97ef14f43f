/* SPDX-License-Identifier: MIT */
/*
 * What the verify stage found for one fieldset: computed when first asked for,
 * once for a peer, a trust block and a time, and kept until the fieldset is
 * cleared.
 */
#ifndef CR_FACTS_H
#define CR_FACTS_H

#include "../base/fieldset.h"
#include "peer.h"
#include "san.h"

struct cr_facts {
	const struct certrule_alloc *alloc;
	const struct certrule_peer *peer; /* NULL: no certificate */
	const struct cr_block *block;	  /* NULL: not enabled */
	int64_t now;
	/* Holds what verify points to; NULL: those are our own. */
	struct cr_finding *finding;
	struct cr_verify verify;
	struct cr_revocation revocation;
	bool san_read;
	struct cr_san san; /* use cr_facts_san() */
};

/* For a block (or NULL) and a time, whoever asks.  peer may be NULL.  NULL: no
 * memory, and so nothing is known. */
struct cr_facts *cr_facts_new(const struct certrule_alloc *alloc,
    struct certrule_peer *peer, const struct cr_block *block, int64_t now);
void cr_facts_free(void *facts);
/* X509_V_OK only for a client that is verified, and good where that is needed;
 * of NULL: a lack of memory. */
int cr_facts_code(const struct cr_facts *facts);

/* NULL: no memory, and so nothing is known. */
const struct cr_facts *cr_facts_get(struct certrule_fieldset *fieldset);
/* See notes of base/trust.h. */
void *cr_facts_notes(struct certrule_fieldset *fieldset);
bool cr_facts_verified(const struct cr_facts *facts);
/* Of a verified leaf.  NULL: no memory. */
const struct cr_san *cr_facts_san(struct certrule_fieldset *fieldset);

#endif

/* SPDX-License-Identifier: MIT */
/* Runs verification, then revocation, and keeps what they found. */
#include "facts.h"

#include "../base/alloc.h"
#include "errors.h"

#include <string.h>

bool
cr_facts_verified(const struct cr_facts *facts)
{
	return facts->verify.reason == CR_REASON_OK &&
	       facts->verify.path != NULL;
}

static void
free_facts(void *memory)
{
	struct cr_facts *facts = memory;

	if (facts == NULL)
		return;
	cr_verify_fini(&facts->verify);
	cr_alloc_free(facts->alloc, facts);
}

static void
set_reason(struct cr_verify *verify, enum cr_reason reason, const char *text)
{
	memset(verify, 0, sizeof *verify);
	verify->reason = reason;
	verify->code = X509_V_ERR_UNSPECIFIED;
	verify->text = text;
}

static bool
is_same(const struct cr_verify *a, const struct cr_verify *b)
{
	return a->reason == b->reason && a->code == b->code &&
	       a->depth == b->depth;
}

/*
 * OpenSSL does not always tell a lack of memory from a bad signature.  So an
 * answer against the client counts when it is given twice.
 */
static int
verify(struct cr_facts *facts)
{
	struct cr_verify again;
	int result;

	if (cr_verify_run(
		&facts->verify, facts->peer, facts->block, facts->now) != 0)
		return -1;
	if (cr_facts_verified(facts))
		return 0;
	result = cr_verify_run(&again, facts->peer, facts->block, facts->now);
	if (!is_same(&facts->verify, &again))
		result = -1;
	cr_verify_fini(&again);
	return result;
}

static bool
is_same_status(const struct cr_revocation *a, const struct cr_revocation *b)
{
	if (a->status != b->status ||
	    (a->reason == NULL) != (b->reason == NULL))
		return false;
	return a->reason == NULL || strcmp(a->reason, b->reason) == 0;
}

/* The same for CRLs: one whose signature could not be checked may be the one
 * that lists the client. */
static int
look_up(struct cr_facts *facts)
{
	struct cr_revocation again;

	cr_revocation_run(
	    &facts->revocation, facts->block, facts->verify.path, facts->now);
	cr_revocation_run(&again, facts->block, facts->verify.path, facts->now);
	return is_same_status(&facts->revocation, &again) ? 0 : -1;
}

static int
run_stages(struct cr_facts *facts)
{
	if (facts->block == NULL) {
		set_reason(&facts->verify, CR_REASON_NOT_ENABLED,
		    "no trust block names this host");
		return 0;
	}
	if (facts->peer == NULL) {
		set_reason(&facts->verify, CR_REASON_NO_CERTIFICATE,
		    "no certificate was presented");
		return 0;
	}
	if (verify(facts) != 0)
		return -1;
	return cr_facts_verified(facts) ? look_up(facts) : 0;
}

static struct cr_facts *
new_facts(const struct certrule_alloc *alloc, const struct cr_facts *wanted)
{
	struct cr_facts *facts = cr_alloc_array(alloc, 1, sizeof *facts);
	int result;

	if (facts == NULL)
		return NULL;
	*facts = *wanted;
	facts->alloc = alloc;
	cr_errors_begin();
	result = run_stages(facts);
	/* Whatever ran short on the way may have read as "absent". */
	if (cr_errors_end() || result != 0) {
		free_facts(facts);
		return NULL;
	}
	return facts;
}

static bool
is_about(const struct cr_facts *facts, const struct cr_facts *wanted)
{
	return facts != NULL && facts->peer == wanted->peer &&
	       facts->block == wanted->block && facts->now == wanted->now;
}

static struct cr_facts *
find_facts(struct certrule_fieldset *fieldset)
{
	struct cr_facts wanted = {.peer = fieldset->peer};

	/* known is the first member of a block of ours. */
	wanted.block = (const struct cr_block *)cr_trust_host_block(
	    fieldset->trust, fieldset);
	wanted.now = cr_fieldset_now(fieldset);
	if (is_about(fieldset->facts, &wanted))
		return fieldset->facts;
	if (fieldset->facts_free != NULL)
		fieldset->facts_free(fieldset->facts);
	fieldset->facts_free = free_facts;
	fieldset->facts = new_facts(fieldset->alloc, &wanted);
	return fieldset->facts;
}

const struct cr_facts *
cr_facts_get(struct certrule_fieldset *fieldset)
{
	return find_facts(fieldset);
}

const struct cr_san *
cr_facts_san(struct certrule_fieldset *fieldset)
{
	struct cr_facts *facts = find_facts(fieldset);

	if (facts == NULL || !cr_facts_verified(facts))
		return NULL;
	if (!facts->san_read) {
		if (cr_san_read(fieldset->arena, facts->peer->leaf->x509,
			&facts->san) != 0)
			return NULL;
		facts->san_read = true;
	}
	return &facts->san;
}

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

void
cr_facts_free(void *memory)
{
	struct cr_facts *facts = memory;

	if (facts == NULL)
		return;
	if (facts->finding == NULL)
		cr_verify_fini(&facts->verify);
	cr_finding_drop(facts->finding);
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

	cr_revocation_run(&facts->revocation, facts->block, facts->verify.path,
	    facts->peer->untrusted, facts->now);
	cr_revocation_run(&again, facts->block, facts->verify.path,
	    facts->peer->untrusted, facts->now);
	return is_same_status(&facts->revocation, &again) ? 0 : -1;
}

/* ------------------------------------------------------------------- kept */

/* How long this answer holds: until a certificate or CRL that was looked at
 * begins or ends. */
static struct cr_window
find_window(const struct cr_facts *facts)
{
	struct cr_window window = cr_block_window(facts->block, facts->now);
	STACK_OF(X509) *sent = facts->peer->untrusted;
	X509 *x509 = facts->peer->leaf->x509;
	int i;

	for (i = -1; i < sk_X509_num(sent); i++) {
		if (i >= 0)
			x509 = sk_X509_value(sent, i);
		if (x509 == NULL)
			continue;
		cr_window_narrow_time(
		    &window, X509_get0_notBefore(x509), facts->now);
		cr_window_narrow_time(
		    &window, X509_get0_notAfter(x509), facts->now);
	}
	return window;
}

static bool
set_key(struct cr_kept_key *key, const struct cr_block *block,
    struct certrule_peer *peer)
{
	const unsigned char *digest = cr_peer_digest(peer);

	if (digest == NULL)
		return false;
	memcpy(key->block, block->digest, sizeof key->block);
	memcpy(key->peer, digest, sizeof key->peer);
	return true;
}

static void
take(struct cr_facts *facts, struct cr_finding *finding)
{
	facts->finding = finding;
	facts->verify = finding->verify;
	facts->revocation = finding->revocation;
}

/* False: nobody knows. */
static bool
recall(struct cr_facts *facts, struct certrule_peer *peer,
    const struct cr_kept_key *key)
{
	struct cr_kept *found = cr_kept_find(&peer->kept, key, facts->now);
	struct cr_kept copy;

	if (found != NULL) {
		take(facts, cr_finding_hold(found->finding));
		return true;
	}
	if (peer->cache == NULL || cr_kept_cache_find(peer->cache, key,
				       facts->now, peer->alloc, &copy) != 0)
		return false;
	cr_kept_put(&peer->kept, &copy);
	take(facts, copy.finding);
	return true;
}

/* Best effort: without memory it is found anew with the next request. */
static void
keep(struct cr_facts *facts, struct certrule_peer *peer,
    const struct cr_kept_key *key)
{
	struct cr_kept kept = {.key = *key, .window = find_window(facts)};

	facts->finding =
	    cr_finding_new(peer->alloc, &facts->verify, &facts->revocation);
	if (facts->finding == NULL)
		return;
	kept.finding = facts->finding;
	cr_kept_put(&peer->kept, &kept);
	if (peer->cache != NULL)
		cr_kept_cache_put(peer->cache, &kept);
}

/* ----------------------------------------------------------------- stages */

/* Whatever ran short of memory on the way may have read as "absent". */
static int
find_out(struct cr_facts *facts)
{
	int result;

	cr_errors_begin();
	result = verify(facts);
	if (result == 0 && cr_facts_verified(facts))
		result = look_up(facts);
	return cr_errors_end() ? -1 : result;
}

static int
judge(struct cr_facts *facts, struct certrule_peer *peer)
{
	struct cr_kept_key key;

	if (!set_key(&key, facts->block, peer))
		return -1;
	if (recall(facts, peer, &key))
		return 0;
	if (find_out(facts) != 0)
		return -1;
	keep(facts, peer, &key);
	return 0;
}

static void
set_absent(struct cr_facts *facts, const struct certrule_peer *peer)
{
	if (facts->block == NULL)
		set_reason(&facts->verify, CR_REASON_NOT_ENABLED,
		    "no trust block names this host");
	else if (peer != NULL && peer->connection && !peer->requested)
		set_reason(&facts->verify, CR_REASON_NOT_REQUESTED,
		    "the handshake asked for no certificate");
	else
		set_reason(&facts->verify, CR_REASON_NO_CERTIFICATE,
		    "no certificate was presented");
}

/* Of a resumed session whose other certificates are not known any more, "no
 * issuer" may be our lack and not the client's. */
static void
excuse(struct cr_facts *facts, const struct certrule_peer *peer)
{
	if (!peer->incomplete ||
	    facts->verify.reason != CR_REASON_UNABLE_TO_GET_ISSUER)
		return;
	facts->verify.reason = CR_REASON_CHAIN_UNAVAILABLE;
	facts->verify.text =
	    "the session was resumed, and its other certificates are not known";
	facts->verify.error_count = 0;
}

static int
run_stages(struct cr_facts *facts, struct certrule_peer *peer)
{
	if (facts->block == NULL || facts->peer == NULL) {
		set_absent(facts, peer);
		return 0;
	}
	if (judge(facts, peer) != 0)
		return -1;
	excuse(facts, peer);
	return 0;
}

int
cr_facts_code(const struct cr_facts *facts)
{
	if (facts == NULL)
		return X509_V_ERR_OUT_OF_MEM;
	if (!cr_facts_verified(facts))
		return facts->verify.code;
	switch (facts->revocation.status) {
	case CR_REVOCATION_REVOKED:
		return X509_V_ERR_CERT_REVOKED;
	case CR_REVOCATION_UNKNOWN:
		return facts->block->known.needs_good
			   ? X509_V_ERR_UNABLE_TO_GET_CRL
			   : X509_V_OK;
	case CR_REVOCATION_NOT_CHECKED:
	case CR_REVOCATION_GOOD:
		break;
	}
	return X509_V_OK;
}

/* What the server around us asks of its connection must not be "OK" for a
 * client that is not; once it is not, it stays so. */
static void
tell_connection(const struct cr_facts *facts, const struct certrule_peer *peer)
{
	int code = cr_facts_code(facts);

	if (peer != NULL && peer->ssl != NULL && code != X509_V_OK &&
	    SSL_get_verify_result(peer->ssl) == X509_V_OK)
		SSL_set_verify_result(peer->ssl, code);
}

struct cr_facts *
cr_facts_new(const struct certrule_alloc *alloc, struct certrule_peer *peer,
    const struct cr_block *block, int64_t now)
{
	struct cr_facts *facts = cr_alloc_array(alloc, 1, sizeof *facts);

	if (facts == NULL)
		return NULL;
	facts->alloc = alloc;
	facts->peer = cr_peer_presented(peer);
	facts->block = block;
	facts->now = now;
	if (run_stages(facts, peer) == 0)
		return facts;
	cr_facts_free(facts);
	return NULL;
}

/* known is the first member of a block of ours. */
static const struct cr_block *
find_block(const struct certrule_fieldset *fieldset)
{
	return (const struct cr_block *)cr_trust_host_block(
	    fieldset->trust, fieldset);
}

static struct cr_facts *
find_facts(struct certrule_fieldset *fieldset)
{
	struct certrule_peer *peer = fieldset->peer;

	if (fieldset->facts != NULL)
		return fieldset->facts;
	fieldset->facts_free = cr_facts_free;
	fieldset->facts = cr_facts_new(fieldset->alloc, peer,
	    find_block(fieldset), cr_fieldset_now(fieldset));
	/* Forgotten with the first change of what it follows from. */
	fieldset->fetched = true;
	tell_connection(fieldset->facts, peer);
	return fieldset->facts;
}

const struct cr_facts *
cr_facts_get(struct certrule_fieldset *fieldset)
{
	return find_facts(fieldset);
}

void *
cr_facts_notes(struct certrule_fieldset *fieldset)
{
	struct certrule_peer *peer = fieldset->peer;
	const struct cr_facts *facts = fieldset->facts;
	const struct cr_block *block =
	    facts != NULL ? facts->block : find_block(fieldset);
	struct cr_kept_key key;
	struct cr_kept *kept;

	if (fieldset->by_hand || fieldset->contradicted || block == NULL ||
	    cr_peer_presented(peer) == NULL || !set_key(&key, block, peer))
		return NULL;
	kept = cr_kept_find(&peer->kept, &key, cr_fieldset_now(fieldset));
	if (kept == NULL)
		return NULL;
	return cr_kept_get_notes(
	    &peer->kept, kept, block->known.number, fieldset->notes_size);
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

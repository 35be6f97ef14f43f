/* SPDX-License-Identifier: MIT */
/*
 * A bounded depth-first search for a path (RFC 4158 2.4).
 *
 * Nodes are the leaf, what was sent, and the anchors that could have issued one
 * of those.  A certificate is left out, or an edge not taken, only for what
 * X509_verify_cert() refuses in every path: so nothing it accepts is missed but
 * by the bounds, and what it refuses stays refused.
 */
#include "path.h"

#include "../base/limits.h"
#include "peer.h"
#include "verify_attempt.h"

#include <openssl/x509v3.h>
#include <string.h>

#define OWN	(1 + CR_LIMIT_SENT_CERTIFICATES)
#define ANCHORS 32 /* of the names of issuers that matter */
#define NODES	(OWN + ANCHORS)
/* Edges looked at, all of whose costs are paid: a mesh of CAs has more paths
 * than anybody can walk. */
#define STEPS 10000

enum edge {
	EDGE_NONE,
	EDGE_LIKELY, /* name, key identifiers and usage fit */
	EDGE_SIGNED
};

struct search {
	struct cr_verify *verify;
	const struct cr_block *block;
	int64_t now;
	X509 *nodes[NODES]; /* leaf, sent, anchors: borrowed */
	size_t own, count;
	unsigned char edges[OWN][NODES]; /* from subject to issuer */
	/* Certificates from a node to an anchor at least; 0: no way. */
	size_t distance[OWN];
	X509_STORE *store;
	size_t path[OWN + 1], len, wanted;
	size_t steps;
	struct cr_verify best; /* the first of our attempts, if any was made */
	bool tried;
};

/* What the search comes to. */
enum outcome {
	OUTCOME_ON,
	OUTCOME_VERIFIED,
	OUTCOME_SPENT, /* a bound was met */
	OUTCOME_NO_MEMORY
};

/* -------------------------------------------------------------------- nodes */

static bool
is_current(const X509 *x509, int64_t now)
{
	time_t time = (time_t)now;

	return X509_cmp_time(X509_get0_notBefore(x509), &time) < 0 &&
	       X509_cmp_time(X509_get0_notAfter(x509), &time) > 0;
}

static bool
may_issue(X509 *x509, int64_t now)
{
	return (X509_get_extension_flags(x509) & EXFLAG_INVALID) == 0 &&
	       X509_check_ca(x509) != 0 && X509_get0_pubkey(x509) != NULL &&
	       is_current(x509, now);
}

static bool
is_node(const struct search *search, const X509 *x509)
{
	size_t i;

	for (i = 0; i < search->count; i++) {
		if (X509_cmp(search->nodes[i], x509) == 0)
			return true;
	}
	return false;
}

static X509 *
find_anchor(const struct cr_block *block, const X509 *x509)
{
	const struct cr_anchor *anchor;

	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next) {
		if (X509_cmp(anchor->x509, x509) == 0)
			return anchor->x509;
	}
	return NULL;
}

/* A copy of an anchor is that anchor, with the trust settings of our file; so a
 * path ends at the first anchor in it. */
static void
add_sent(struct search *search, const struct certrule_peer *peer)
{
	X509 *x509;
	int i;

	for (i = 0; i < sk_X509_num(peer->untrusted); i++) {
		x509 = sk_X509_value(peer->untrusted, i);
		if (search->count < OWN && may_issue(x509, search->now) &&
		    !is_node(search, x509) &&
		    find_anchor(search->block, x509) == NULL)
			search->nodes[search->count++] = x509;
	}
	search->own = search->count;
}

static bool
is_named(const struct search *search, const X509 *issuer)
{
	const X509_NAME *name = X509_get_subject_name(issuer);
	size_t i;

	for (i = 0; i < search->own; i++) {
		if (X509_NAME_cmp(
			X509_get_issuer_name(search->nodes[i]), name) == 0)
			return true;
	}
	return false;
}

static void
add_anchors(struct search *search)
{
	const struct cr_anchor *anchor = search->block->anchors;

	for (; anchor != NULL; anchor = anchor->next) {
		if (search->count < NODES && is_named(search, anchor->x509) &&
		    may_issue(anchor->x509, search->now))
			search->nodes[search->count++] = anchor->x509;
	}
}

/* -------------------------------------------------------------------- edges */

static void
find_edges(struct search *search)
{
	size_t i, j;

	for (i = 0; i < search->own; i++) {
		for (j = 1; j < search->count; j++) {
			if (i != j && X509_check_issued(search->nodes[j],
					  search->nodes[i]) == X509_V_OK)
				search->edges[i][j] = EDGE_LIKELY;
		}
	}
}

/* Of a node whose issuers' distances are known, as far as they are. */
static size_t
measure(const struct search *search, size_t node)
{
	size_t j, least = 0, length;

	for (j = 1; j < search->count; j++) {
		if (search->edges[node][j] == EDGE_NONE)
			continue;
		if (j >= search->own)
			return 1;
		length = search->distance[j];
		if (length != 0 && (least == 0 || length + 1 < least))
			least = length + 1;
	}
	return least;
}

/* Repeated until the longest way has been found, whatever the order. */
static void
find_distances(struct search *search)
{
	size_t round, i;

	for (round = 0; round < search->own; round++) {
		for (i = 0; i < search->own; i++)
			search->distance[i] = measure(search, i);
	}
}

/* True: the key of issuer made the signature of subject. */
static bool
is_signed(struct search *search, size_t subject, size_t issuer)
{
	unsigned char *edge = &search->edges[subject][issuer];

	if (*edge == EDGE_LIKELY) {
		search->verify->signatures++;
		*edge = X509_verify(search->nodes[subject],
			    X509_get0_pubkey(search->nodes[issuer])) == 1
			    ? EDGE_SIGNED
			    : EDGE_NONE;
	}
	return *edge == EDGE_SIGNED;
}

/* ----------------------------------------------------------------- attempts */

/* So that no attempt begins that could take more than there is. */
static bool
is_spent(const struct search *search, size_t signatures)
{
	return search->steps >= STEPS ||
	       search->verify->calls >= CR_LIMIT_PATH_CALLS ||
	       (size_t)search->verify->signatures + signatures >
		   CR_LIMIT_PATH_SIGNATURES;
}

static void
keep_failure(struct search *search, struct cr_verify *attempt)
{
	size_t i;

	for (i = 0; i < attempt->error_count; i++)
		cr_verify_add_error(search->verify, attempt->errors[i]);
	if (search->tried) {
		cr_verify_fini(attempt);
		return;
	}
	search->best = *attempt;
	search->tried = true;
}

static void
take_success(struct search *search, struct cr_verify *attempt)
{
	attempt->calls = search->verify->calls;
	attempt->signatures = search->verify->signatures;
	cr_verify_fini(search->verify);
	*search->verify = *attempt;
}

/* Leaf, what is between, anchor: the one of the block, not a copy. */
static int
fill_stacks(const struct search *search, struct cr_attempt *attempt)
{
	size_t i, top = search->len - 1;
	X509 *x509;

	for (i = 0; i <= top; i++) {
		x509 = search->nodes[search->path[i]];
		if (sk_X509_push(attempt->path, x509) <= 0)
			return -1;
		if (i > 0 && i < top &&
		    sk_X509_push(attempt->untrusted, x509) <= 0)
			return -1;
	}
	x509 = find_anchor(search->block, x509);
	return x509 != NULL && sk_X509_push(attempt->trusted, x509) > 0 ? 0
									: -1;
}

static enum outcome
run_attempt(struct search *search, const struct cr_attempt *attempt)
{
	struct cr_verify verify;
	int result = cr_verify_attempt(&verify, attempt);

	search->verify->calls += verify.calls;
	search->verify->signatures += verify.signatures;
	if (result != 0) {
		cr_verify_fini(&verify);
		return OUTCOME_NO_MEMORY;
	}
	if (verify.reason == CR_REASON_OK) {
		take_success(search, &verify);
		return OUTCOME_VERIFIED;
	}
	keep_failure(search, &verify);
	return OUTCOME_ON;
}

static enum outcome
try_path(struct search *search)
{
	struct cr_attempt attempt = {.store = search->store,
	    .leaf = search->nodes[0],
	    .untrusted = sk_X509_new_null(),
	    .path = sk_X509_new_null(),
	    .trusted = sk_X509_new_null(),
	    .settings = &search->block->settings,
	    .now = search->now};
	enum outcome outcome = OUTCOME_NO_MEMORY;

	if (is_spent(search, search->len - 1))
		outcome = OUTCOME_SPENT;
	else if (attempt.untrusted != NULL && attempt.path != NULL &&
		 attempt.trusted != NULL && fill_stacks(search, &attempt) == 0)
		outcome = run_attempt(search, &attempt);
	sk_X509_free(attempt.untrusted);
	sk_X509_free(attempt.path);
	sk_X509_free(attempt.trusted);
	return outcome;
}

/* ------------------------------------------------------------------- search */

static bool
is_in_path(const struct search *search, size_t node)
{
	size_t i;

	for (i = 0; i < search->len; i++) {
		if (search->path[i] == node)
			return true;
	}
	return false;
}

/* A path of just the length that is wanted goes on through node. */
static bool
may_go_on(struct search *search, size_t node)
{
	size_t last = search->path[search->len - 1], rest;

	search->steps++;
	if (search->edges[last][node] == EDGE_NONE || is_in_path(search, node))
		return false;
	if (node >= search->own)
		return search->len + 1 == search->wanted;
	rest = search->distance[node];
	return rest != 0 && search->len + 1 + rest <= search->wanted;
}

static enum outcome
extend(struct search *search)
{
	enum outcome outcome = OUTCOME_ON;
	size_t node, last = search->path[search->len - 1];

	for (node = 1; node < search->count && outcome == OUTCOME_ON; node++) {
		if (is_spent(search, 1))
			return OUTCOME_SPENT;
		if (!may_go_on(search, node) || !is_signed(search, last, node))
			continue;
		search->path[search->len++] = node;
		outcome =
		    node >= search->own ? try_path(search) : extend(search);
		search->len--;
	}
	return outcome;
}

/* A leaf that is an anchor needs nobody. */
static enum outcome
try_alone(struct search *search)
{
	search->path[0] = 0;
	search->len = 1;
	if (find_anchor(search->block, search->nodes[0]) == NULL)
		return OUTCOME_ON;
	return try_path(search);
}

static enum outcome
walk(struct search *search)
{
	size_t longest = (size_t)search->block->settings.depth + 2;
	enum outcome outcome = try_alone(search);

	if (longest > search->own + 1)
		longest = search->own + 1;
	for (search->wanted = 2;
	     search->wanted <= longest && outcome == OUTCOME_ON;
	     search->wanted++)
		outcome = extend(search);
	return outcome;
}

/* ------------------------------------------------------------------ reasons */

/* The first attempt came to no anchor, or came there by a certificate that is
 * not what its name says; one of ours came there. */
static bool
got_further(const struct search *search)
{
	static const enum cr_reason lost[] = {CR_REASON_UNABLE_TO_GET_ISSUER,
	    CR_REASON_SELF_SIGNED_LEAF, CR_REASON_SELF_SIGNED_IN_CHAIN,
	    CR_REASON_UNTRUSTED_ANCHOR, CR_REASON_BAD_SIGNATURE,
	    CR_REASON_BAD_ISSUER_KEY, CR_REASON_CHAIN_TOO_LONG};
	size_t i;

	for (i = 0; i < sizeof lost / sizeof lost[0]; i++) {
		if (search->verify->reason == lost[i])
			return search->tried;
	}
	return false;
}

static void
take_better_reason(struct search *search)
{
	struct cr_verify *verify = search->verify, *best = &search->best;

	memcpy(best->errors, verify->errors, sizeof best->errors);
	best->error_count = verify->error_count;
	best->calls = verify->calls;
	best->signatures = verify->signatures;
	cr_verify_fini(verify);
	*verify = *best;
	memset(best, 0, sizeof *best);
}

int
cr_path_search(struct cr_verify *verify, const struct certrule_peer *peer,
    const struct cr_block *block, int64_t now)
{
	struct search search = {.verify = verify, .block = block, .now = now};
	enum outcome outcome = OUTCOME_NO_MEMORY;

	search.nodes[search.count++] = peer->leaf->x509;
	add_sent(&search, peer);
	add_anchors(&search);
	find_edges(&search);
	find_distances(&search);
	search.store = cr_verify_attempt_store();
	if (search.store != NULL)
		outcome = walk(&search);
	if (outcome != OUTCOME_VERIFIED && got_further(&search))
		take_better_reason(&search);
	cr_verify_fini(&search.best);
	X509_STORE_free(search.store);
	return outcome == OUTCOME_NO_MEMORY ? -1 : 0;
}

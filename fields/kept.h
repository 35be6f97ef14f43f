/* SPDX-License-Identifier: MIT */
/*
 * What the verify stage found, kept: with a peer, so that a connection is not
 * verified anew with each request, and in a cache of a server, so that neither
 * is a client that comes back.
 *
 * An entry answers for a block of the same digest, the same certificates, and
 * a time inside its window; anything else is verified.  It cannot be wrong
 * about a CRL or CA that came later: those make another digest.
 */
#ifndef CR_KEPT_H
#define CR_KEPT_H

#include "block.h"
#include "finding.h"

#include <openssl/evp.h>

#define CR_KEPT_PEER 4 /* blocks that requests of one connection may be of */

struct cr_kept_key {
	unsigned char block[CR_BLOCK_DIGEST];
	unsigned char peer[CR_BLOCK_DIGEST]; /* of leaf and sent certificates */
};

/* What the engine keeps beside an answer: trust_ops->notes(). */
struct cr_kept_notes {
	void *memory;
	size_t size;
	uint64_t block; /* number of the block that it is about */
};

struct cr_kept {
	bool used;
	struct cr_kept_key key;
	uint64_t last; /* when it was asked for; the least is the oldest */
	struct cr_window window;
	struct cr_finding *finding;
	struct cr_kept_notes notes; /* of the table's, never copied */
};

/* Sets of four entries, the oldest of which makes room. */
struct cr_kept_table {
	const struct certrule_alloc *alloc; /* of notes */
	struct cr_kept *entries;
	size_t count; /* a multiple of four */
	uint64_t clock;
};

/* NULL: nothing is known for this time. */
struct cr_kept *cr_kept_find(
    struct cr_kept_table *table, const struct cr_kept_key *key, int64_t now);
/* Holds its finding, too. */
void cr_kept_put(struct cr_kept_table *table, const struct cr_kept *kept);
void cr_kept_fini(struct cr_kept_table *table);
/* Of an entry of the table: so many bytes about this block, zero when they are
 * new or were about another one.  NULL: no memory, or size is 0. */
void *cr_kept_get_notes(const struct cr_kept_table *table, struct cr_kept *kept,
    uint64_t block, size_t size);

/* A cache that threads share: verified clients in one region, others in
 * another, so that strangers cannot push out those who belong.  NULL: no
 * memory. */
struct cr_kept_cache;
struct cr_kept_cache *cr_kept_cache_new(const struct certrule_alloc *alloc);
void cr_kept_cache_free(struct cr_kept_cache *cache);
/* What its keys are made with: looking SHA-256 up in OpenSSL takes a lock, and
 * longer than finding an entry. */
const EVP_MD *cr_kept_cache_sha256(const struct cr_kept_cache *cache);
/* 0: *out is a copy, whose finding is the caller's; -1: not there. */
int cr_kept_cache_find(struct cr_kept_cache *cache,
    const struct cr_kept_key *key, int64_t now,
    const struct certrule_alloc *alloc, struct cr_kept *out) CERTRULE_MUST_USE;
/* Keeps a copy; best effort: without memory nothing is kept. */
void cr_kept_cache_put(struct cr_kept_cache *cache, const struct cr_kept *kept);

#endif

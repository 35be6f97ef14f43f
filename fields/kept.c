/* SPDX-License-Identifier: MIT */
/* See kept.h. */
#include "kept.h"

#include "../base/alloc.h"
#include "../base/limits.h"

#include <openssl/crypto.h>
#include <string.h>

#define WAYS 4

/* -------------------------------------------------------------- one table */

/* The bytes of a digest are as good as random; who wants entries to meet in
 * one set gets a small set of his own region, and no wrong answer. */
static struct cr_kept *
get_set(const struct cr_kept_table *table, const struct cr_kept_key *key)
{
	uint64_t hash, more;

	memcpy(&hash, key->block, sizeof hash);
	memcpy(&more, key->peer, sizeof more);
	return table->entries + (hash ^ more) % (table->count / WAYS) * WAYS;
}

static bool
is_key(const struct cr_kept *kept, const struct cr_kept_key *key)
{
	return kept->used && memcmp(&kept->key, key, sizeof *key) == 0;
}

struct cr_kept *
cr_kept_find(
    struct cr_kept_table *table, const struct cr_kept_key *key, int64_t now)
{
	struct cr_kept *set;
	size_t i;

	if (table->count == 0)
		return NULL;
	set = get_set(table, key);
	for (i = 0; i < WAYS; i++) {
		if (!is_key(&set[i], key) || now < set[i].window.from ||
		    now > set[i].window.until)
			continue;
		set[i].last = ++table->clock;
		return &set[i];
	}
	return NULL;
}

static void
drop(const struct cr_kept_table *table, struct cr_kept *kept)
{
	cr_finding_drop(kept->finding);
	cr_alloc_free(table->alloc, kept->notes.memory);
	memset(kept, 0, sizeof *kept);
}

/* A decision may be holding on to the notes of its client while the answer is
 * found anew: they are emptied, and stay where they are. */
static void
replace(struct cr_kept *kept)
{
	struct cr_kept_notes notes = kept->notes;

	if (notes.memory != NULL)
		memset(notes.memory, 0, notes.size);
	cr_finding_drop(kept->finding);
	memset(kept, 0, sizeof *kept);
	kept->notes = notes;
}

/* The one of the same key, else a free one, else the oldest. */
static struct cr_kept *
choose(struct cr_kept *set, const struct cr_kept_key *key)
{
	struct cr_kept *chosen = &set[0];
	size_t i;

	for (i = 0; i < WAYS; i++) {
		if (is_key(&set[i], key))
			return &set[i];
		if (set[i].last < chosen->last)
			chosen = &set[i];
	}
	return chosen;
}

void
cr_kept_put(struct cr_kept_table *table, const struct cr_kept *kept)
{
	struct cr_kept *place, copy = *kept;

	if (table->count == 0)
		return;
	copy.finding = cr_finding_hold(kept->finding);
	place = choose(get_set(table, &kept->key), &kept->key);
	if (is_key(place, &kept->key))
		replace(place);
	else
		drop(table, place);
	copy.notes = place->notes;
	*place = copy;
	place->used = true;
	place->last = ++table->clock;
}

void *
cr_kept_get_notes(const struct cr_kept_table *table, struct cr_kept *kept,
    uint64_t block, size_t size)
{
	struct cr_kept_notes *notes = &kept->notes;

	if (notes->size < size) {
		cr_alloc_free(table->alloc, notes->memory);
		notes->memory = cr_alloc_array(table->alloc, 1, size);
		notes->size = notes->memory == NULL ? 0 : size;
		notes->block = block;
	}
	if (notes->memory == NULL || size == 0)
		return NULL;
	if (notes->block != block)
		memset(notes->memory, 0, notes->size);
	notes->block = block;
	return notes->memory;
}

void
cr_kept_fini(struct cr_kept_table *table)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		drop(table, &table->entries[i]);
	table->count = 0;
}

/* ------------------------------------------------------------------ cache */

struct cr_kept_cache {
	const struct certrule_alloc *alloc;
	CRYPTO_RWLOCK *lock;
	EVP_MD *sha256;
	struct cr_kept_table verified, others;
};

static int
init_table(const struct certrule_alloc *alloc, struct cr_kept_table *table,
    size_t count)
{
	table->entries = cr_alloc_array(alloc, count, sizeof *table->entries);
	if (table->entries == NULL)
		return -1;
	table->alloc = alloc;
	table->count = count;
	return 0;
}

struct cr_kept_cache *
cr_kept_cache_new(const struct certrule_alloc *alloc)
{
	struct cr_kept_cache *cache = cr_alloc_array(alloc, 1, sizeof *cache);

	if (cache == NULL)
		return NULL;
	cache->alloc = alloc;
	cache->lock = CRYPTO_THREAD_lock_new();
	cache->sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
	if (cache->lock != NULL && cache->sha256 != NULL &&
	    init_table(alloc, &cache->verified, CR_LIMIT_CACHE_VERIFIED) == 0 &&
	    init_table(alloc, &cache->others, CR_LIMIT_CACHE_OTHERS) == 0)
		return cache;
	cr_kept_cache_free(cache);
	return NULL;
}

void
cr_kept_cache_free(struct cr_kept_cache *cache)
{
	if (cache == NULL)
		return;
	cr_kept_fini(&cache->verified);
	cr_kept_fini(&cache->others);
	cr_alloc_free(cache->alloc, cache->verified.entries);
	cr_alloc_free(cache->alloc, cache->others.entries);
	CRYPTO_THREAD_lock_free(cache->lock);
	EVP_MD_free(cache->sha256);
	cr_alloc_free(cache->alloc, cache);
}

const EVP_MD *
cr_kept_cache_sha256(const struct cr_kept_cache *cache)
{
	return cache->sha256;
}

int
cr_kept_cache_find(struct cr_kept_cache *cache, const struct cr_kept_key *key,
    int64_t now, const struct certrule_alloc *alloc, struct cr_kept *out)
{
	struct cr_kept *found;

	out->finding = NULL;
	if (CRYPTO_THREAD_write_lock(cache->lock) != 1)
		return -1;
	found = cr_kept_find(&cache->verified, key, now);
	if (found == NULL)
		found = cr_kept_find(&cache->others, key, now);
	if (found != NULL) {
		*out = *found;
		out->finding = cr_finding_dup(alloc, found->finding);
	}
	CRYPTO_THREAD_unlock(cache->lock);
	return out->finding == NULL ? -1 : 0;
}

void
cr_kept_cache_put(struct cr_kept_cache *cache, const struct cr_kept *kept)
{
	bool verified = kept->finding->verify.reason == CR_REASON_OK;
	struct cr_kept copy = *kept;

	copy.finding = cr_finding_dup(cache->alloc, kept->finding);
	if (copy.finding == NULL)
		return;
	if (CRYPTO_THREAD_write_lock(cache->lock) == 1) {
		cr_kept_put(
		    verified ? &cache->verified : &cache->others, &copy);
		cr_finding_drop(copy.finding);
		CRYPTO_THREAD_unlock(cache->lock);
		return;
	}
	cr_finding_drop(copy.finding);
}

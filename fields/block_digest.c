/* SPDX-License-Identifier: MIT */
/*
 * What a block's answers follow from, as one digest, and the moments at which
 * they may change.  Two blocks of one digest give the same answer about the
 * same certificates at the same time, whichever load made them; so what was
 * found under one is good under the other, and a CRL or CA more makes another
 * digest.
 */
#include "block.h"
#include "times.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

/* ----------------------------------------------------------------- digest */

/* Length first, so that no two lists of parts read alike. */
static int
add_part(EVP_MD_CTX *hash, const void *data, size_t len)
{
	uint64_t count = len;

	return EVP_DigestUpdate(hash, &count, sizeof count) == 1 &&
		       EVP_DigestUpdate(hash, data, len) == 1
		   ? 0
		   : -1;
}

static int
add_number(EVP_MD_CTX *hash, int64_t number)
{
	return add_part(hash, &number, sizeof number);
}

/* One by one: a struct has holes. */
static int
add_settings(EVP_MD_CTX *hash, const struct cr_settings *settings)
{
	const int64_t numbers[] = {settings->revocation, settings->soft,
	    settings->grace, settings->depth, settings->strict,
	    settings->auth_level, settings->eku_required, settings->purpose};
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		if (add_number(hash, numbers[i]) != 0)
			return -1;
	}
	return 0;
}

static int
add_anchor(EVP_MD_CTX *hash, const struct cr_anchor *anchor)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len;

	if (X509_digest(anchor->x509, EVP_sha256(), digest, &len) != 1)
		return -1;
	return add_part(hash, digest, len);
}

static int
add_crl(EVP_MD_CTX *hash, const struct cr_crl *crl)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned len;

	if (X509_CRL_digest(crl->x509, EVP_sha256(), digest, &len) != 1)
		return -1;
	return add_part(hash, digest, len);
}

static int
add_block(EVP_MD_CTX *hash, const struct cr_block *block)
{
	const struct cr_anchor *anchor;
	const struct cr_crl *crl;

	if (add_part(hash, block->known.name, strlen(block->known.name)) != 0 ||
	    add_settings(hash, &block->settings) != 0)
		return -1;
	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next) {
		if (add_anchor(hash, anchor) != 0)
			return -1;
	}
	for (crl = block->crls; crl != NULL; crl = crl->next) {
		if (add_crl(hash, crl) != 0)
			return -1;
	}
	return 0;
}

static int
set_digest(struct cr_block *block)
{
	EVP_MD_CTX *hash = EVP_MD_CTX_new();
	int result = -1;

	if (hash != NULL && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1 &&
	    add_block(hash, block) == 0 &&
	    EVP_DigestFinal_ex(hash, block->digest, NULL) == 1)
		result = 0;
	EVP_MD_CTX_free(hash);
	return result;
}

/* ---------------------------------------------------------------- moments */

static void
add_moment(struct cr_block *block, int64_t moment)
{
	block->moments[block->moment_count++] = moment;
}

static void
add_time(struct cr_block *block, const ASN1_TIME *time)
{
	int64_t moment;

	if (cr_times_seconds(time, &moment))
		add_moment(block, moment);
}

static size_t
count_moments(const struct cr_block *block)
{
	const struct cr_anchor *anchor;
	const struct cr_crl *crl;
	size_t count = 0;

	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next)
		count += 2;
	for (crl = block->crls; crl != NULL; crl = crl->next)
		count += 3;
	return count;
}

static void
add_moments(struct cr_block *block)
{
	const struct cr_anchor *anchor;
	const struct cr_crl *crl;

	for (anchor = block->anchors; anchor != NULL; anchor = anchor->next) {
		add_time(block, X509_get0_notBefore(anchor->x509));
		add_time(block, X509_get0_notAfter(anchor->x509));
	}
	for (crl = block->crls; crl != NULL; crl = crl->next) {
		add_moment(block, crl->this_update);
		add_moment(block, crl->next_update);
		if (crl->next_update < INT64_MAX - block->settings.grace)
			add_moment(
			    block, crl->next_update + block->settings.grace);
	}
}

static int
compare_moments(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return left < right ? -1 : left > right;
}

int
cr_block_digest_set(struct cr_arena *arena, struct cr_block *block)
{
	block->moments = cr_arena_array(
	    arena, count_moments(block) + 1, sizeof *block->moments);
	if (block->moments == NULL)
		return -1;
	add_moments(block);
	qsort(block->moments, block->moment_count, sizeof *block->moments,
	    compare_moments);
	return set_digest(block);
}

/* ----------------------------------------------------------------- window */

void
cr_window_narrow(struct cr_window *window, int64_t moment, int64_t now)
{
	/* Whether the second of the moment itself counts differs between
	 * notBefore, notAfter and the times of a CRL: it belongs to neither
	 * side, and is a window of its own. */
	if (moment < now && moment >= window->from)
		window->from = moment + 1;
	if (moment == now)
		window->from = window->until = now;
	if (moment > now && moment <= window->until)
		window->until = moment - 1;
}

void
cr_window_narrow_time(
    struct cr_window *window, const ASN1_TIME *time, int64_t now)
{
	int64_t moment;

	if (cr_times_seconds(time, &moment))
		cr_window_narrow(window, moment, now);
}

struct cr_window
cr_block_window(const struct cr_block *block, int64_t now)
{
	struct cr_window window = {INT64_MIN, INT64_MAX};
	size_t low = 0, high = block->moment_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (block->moments[middle] < now)
			low = middle + 1;
		else
			high = middle;
	}
	if (low > 0)
		cr_window_narrow(&window, block->moments[low - 1], now);
	if (low < block->moment_count)
		cr_window_narrow(&window, block->moments[low], now);
	return window;
}

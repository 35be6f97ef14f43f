/* SPDX-License-Identifier: MIT */
/* The trust blocks as lint sees them; the engine knows no more of them than
 * what they say of themselves. */
#include "lint_trust.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct cr_load *load;
	struct cr_lint_trust *trust;
	size_t rows; /* seen when they are counted */
};

static int
count_row(void *context, const struct cr_trust_row *row)
{
	struct reading *reading = context;

	(void)row;
	reading->rows++;
	return 0;
}

/* Rows come by block. */
static struct cr_lint_block *
find_block(struct reading *reading, const char *name)
{
	struct cr_lint_trust *trust = reading->trust;
	struct cr_lint_block *block = &trust->blocks[trust->block_count];

	if (trust->block_count > 0 && cr_bytes_equal_text(block[-1].name, name))
		return block - 1;
	block->name = cr_arena_bytes(reading->load->tree, cr_bytes_text(name));
	if (block->name.data == NULL)
		return NULL;
	trust->block_count++;
	return block;
}

static int
take_row(void *context, const struct cr_trust_row *row)
{
	struct reading *reading = context;
	struct cr_lint_trust *trust = reading->trust;
	struct cr_lint_block *block = find_block(reading, row->block);
	struct cr_lint_trust_host *host = &trust->hosts[trust->host_count];

	if (block == NULL)
		return -1;
	block->cas += strcmp(row->kind, "ca") == 0;
	if (strcmp(row->kind, "host") != 0)
		return 0;
	if (strcmp(row->text, "default") == 0)
		trust->for_default = block;
	host->block = block;
	host->pattern =
	    cr_arena_bytes(reading->load->tree, cr_bytes_text(row->text));
	trust->host_count++;
	return host->pattern.data == NULL ? -1 : 0;
}

static int
compare_hosts(const void *a, const void *b)
{
	const struct cr_lint_trust_host *left = a, *right = b;

	return cr_bytes_compare(left->pattern, right->pattern);
}

static int
read_rows(struct reading *reading)
{
	const struct cr_policy *policy = reading->load->policy;
	struct cr_lint_trust *trust = reading->trust;
	int64_t now = reading->load->now;

	if (policy->trust_ops->describe(
		policy->trust, now, count_row, reading) != 0)
		return -1;
	trust->blocks = cr_load_get(
	    reading->load, reading->rows + 1, sizeof(*trust->blocks));
	trust->hosts = cr_load_get(
	    reading->load, reading->rows + 1, sizeof(*trust->hosts));
	if (trust->blocks == NULL || trust->hosts == NULL)
		return -1;
	if (policy->trust_ops->describe(
		policy->trust, now, take_row, reading) != 0)
		return -1;
	qsort(trust->hosts, trust->host_count, sizeof(*trust->hosts),
	    compare_hosts);
	return 0;
}

const struct cr_lint_trust *
cr_lint_trust(struct cr_lint *lint)
{
	struct reading reading = {.load = lint->load};

	if (lint->policy->trust == NULL)
		return NULL;
	reading.trust = cr_load_get(lint->load, 1, sizeof(*reading.trust));
	if (reading.trust == NULL || read_rows(&reading) != 0)
		return NULL;
	return reading.trust;
}

/* --------------------------------------------------------------------- looking */

static const struct cr_lint_block *
find_pattern(const struct cr_lint_trust *trust, struct certrule_bytes pattern)
{
	struct cr_lint_trust_host wanted = {.pattern = pattern};
	const struct cr_lint_trust_host *found = bsearch(&wanted, trust->hosts,
	    trust->host_count, sizeof(*trust->hosts), compare_hosts);

	return found != NULL ? found->block : NULL;
}

const struct cr_lint_block *
cr_lint_trust_find(
    const struct cr_lint_trust *trust, struct certrule_bytes host)
{
	const unsigned char *dot = memchr(host.data, '.', host.len);
	const struct cr_lint_block *block = find_pattern(trust, host);
	unsigned char above[CR_LIMIT_HOSTNAME + 2] = {'*'};
	size_t len;

	if (block != NULL || dot == NULL)
		return block != NULL ? block : trust->for_default;
	len = host.len - (size_t)(dot - host.data);
	if (len >= sizeof(above))
		return trust->for_default;
	memcpy(above + 1, dot, len);
	block = find_pattern(trust, cr_bytes(above, len + 1));
	return block != NULL ? block : trust->for_default;
}

struct certrule_bytes
cr_lint_trust_below(
    const struct cr_lint_trust *trust, struct certrule_bytes pattern)
{
	struct certrule_bytes end = cr_bytes_slice(pattern, 1, pattern.len);

	for (size_t i = 0; i < trust->host_count; i++)
		if (cr_bytes_ends(trust->hosts[i].pattern, end))
			return trust->hosts[i].pattern;
	return cr_bytes(NULL, 0);
}

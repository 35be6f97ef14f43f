/* SPDX-License-Identifier: MIT */
/* Which trust block a request belongs to (language.md 2, Hosts). */
#include "../base/bytes.h"
#include "../base/canonical.h"
#include "../base/fieldset.h"
#include "block.h"
#include "peer.h"

#include <string.h>

static const struct cr_block *
find_pattern(const struct cr_trust *trust, struct certrule_bytes pattern)
{
	size_t low = 0, high = trust->host_count, middle;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = cr_bytes_compare(pattern, trust->hosts[middle].pattern);
		if (order == 0)
			return trust->hosts[middle].block;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* "*.iot.example" for "a.iot.example": one label in front, no more. */
static const struct cr_block *
find_star(const struct cr_trust *trust, struct certrule_bytes host)
{
	unsigned char pattern[512];
	const unsigned char *dot = memchr(host.data, '.', host.len);
	size_t rest;

	if (dot == NULL || dot == host.data)
		return NULL;
	rest = host.len - (size_t)(dot - host.data);
	if (rest + 1 > sizeof pattern)
		return NULL;
	pattern[0] = '*';
	memcpy(pattern + 1, dot, rest);
	if (!cr_host_matches(host, cr_bytes(pattern, rest + 1)))
		return NULL;
	return find_pattern(trust, cr_bytes(pattern, rest + 1));
}

const struct cr_block *
cr_trust_host_find(const struct cr_trust *trust, struct certrule_bytes host)
{
	const struct cr_block *block = NULL;

	if (host.len > 0)
		block = find_pattern(trust, host);
	if (block == NULL && host.len > 0)
		block = find_star(trust, host);
	return block == NULL ? trust->fallback : block;
}

/* Set by the host program only, so nothing has to be fetched. */
static struct certrule_value
get_value(const struct certrule_fieldset *facts, int field)
{
	const struct cr_slot *slot = &facts->slots[field];

	return slot->state == CR_SLOT_SET ? slot->value
					  : cr_value_missing(CERTRULE_STRING);
}

int
cr_trust_host_of_sni(const struct cr_trust *trust,
    const struct certrule_alloc *alloc, struct certrule_bytes sni,
    const struct cr_block **block)
{
	struct cr_buffer host;
	int result;

	*block = NULL;
	cr_buffer_init(&host, alloc);
	if (cr_host_canonical(&host, sni) == NULL)
		*block = cr_trust_host_find(trust, cr_buffer_bytes(&host));
	result = cr_buffer_failed(&host) ? -1 : 0;
	cr_buffer_fini(&host);
	return result;
}

/* On a connection a request without a host is judged as its handshake was; a
 * handshake without an SNI belongs to nobody. */
static const struct cr_block *
find_by_sni(const struct cr_trust *trust, const struct certrule_fieldset *facts)
{
	struct certrule_value sni = get_value(facts, CR_ID_TLS_SNI);
	const struct cr_block *block;

	/* Without memory for it nobody is proven. */
	if (sni.state != CERTRULE_PRESENT ||
	    cr_trust_host_of_sni(trust, facts->alloc, sni.as.string, &block) !=
		0)
		return NULL;
	return block;
}

static const struct cr_block *
find_block(const struct cr_trust *trust, const struct certrule_fieldset *facts)
{
	const struct certrule_peer *peer = facts->peer;
	struct certrule_value host;

	if (!cr_schema_has_builtin(facts->schema))
		return NULL;
	host = get_value(facts, CR_ID_HOSTNAME);
	switch (host.state) {
	case CERTRULE_ERROR:
		return NULL;
	case CERTRULE_PRESENT:
		return cr_trust_host_find(trust, host.as.string);
	case CERTRULE_MISSING:
		break;
	}
	if (peer != NULL && peer->connection)
		return find_by_sni(trust, facts);
	return trust->fallback;
}

const struct cr_trust_block *
cr_trust_host_block(
    const struct cr_trust *trust, const struct certrule_fieldset *facts)
{
	const struct cr_block *block;

	if (trust == NULL)
		return NULL;
	block = find_block(trust, facts);
	return block == NULL ? NULL : &block->known;
}

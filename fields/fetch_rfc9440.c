/* SPDX-License-Identifier: MIT */
/* Certificates as HTTP byte sequences (RFC 9440 2.1, RFC 8941 3.3.5), up to the
 * sizes at which Cloudflare leaves them out. */
#include "../base/base64.h"
#include "fetch.h"

#define LEAF_LIMIT  ((size_t)10 << 10)
#define CHAIN_LIMIT ((size_t)16 << 10)

static size_t
get_length(const struct cr_certificate *certificate)
{
	return cr_base64_length(certificate->der.len) + 2;
}

static void
print_certificate(
    struct cr_buffer *out, const struct cr_certificate *certificate)
{
	cr_buffer_add_byte(out, ':');
	cr_base64_print(out, certificate->der);
	cr_buffer_add_byte(out, ':');
}

static bool
is_leaf_too_large(const struct certrule_peer *peer)
{
	return get_length(peer->leaf) > LEAF_LIMIT;
}

static bool
is_chain_too_large(const struct certrule_peer *peer)
{
	const struct cr_certificate *each;
	size_t length = 0;

	for (each = peer->sent; each != NULL; each = each->next)
		length += get_length(each) + (each->next == NULL ? 0 : 2);
	return length > CHAIN_LIMIT;
}

int
cr_fetch_rfc9440_leaf(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct certrule_peer *peer = cr_fetch_peer(facts, field, out);
	struct cr_buffer text;

	if (peer == NULL || peer->leaf->der.len == 0 || is_leaf_too_large(peer))
		return 0;
	cr_buffer_init(&text, facts->alloc);
	print_certificate(&text, peer->leaf);
	return cr_fetch_take(facts, &text, out);
}

int
cr_fetch_rfc9440_leaf_too_large(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct certrule_peer *peer = cr_fetch_peer(facts, field, out);

	if (peer != NULL)
		*out = cr_value_bool(is_leaf_too_large(peer));
	return 0;
}

int
cr_fetch_rfc9440_chain(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct certrule_peer *peer = cr_fetch_peer(facts, field, out);
	const struct cr_certificate *each;
	struct cr_buffer text;

	if (peer == NULL || peer->sent == NULL || is_chain_too_large(peer))
		return 0;
	cr_buffer_init(&text, facts->alloc);
	for (each = peer->sent; each != NULL; each = each->next) {
		print_certificate(&text, each);
		if (each->next != NULL)
			cr_buffer_add_text(&text, ", ");
	}
	return cr_fetch_take(facts, &text, out);
}

int
cr_fetch_rfc9440_chain_too_large(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct certrule_peer *peer = cr_fetch_peer(facts, field, out);

	if (peer != NULL)
		*out = cr_value_bool(is_chain_too_large(peer));
	return 0;
}

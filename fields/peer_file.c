/* SPDX-License-Identifier: MIT */
/*
 * Peers from files and memory.  A leaf that is there but does not parse is a
 * peer; a private key never is, and nothing of it is kept.
 */
#include "../base/alloc.h"
#include "../base/bytes.h"
#include "../base/files.h"
#include "../base/limits.h"
#include "errors.h"
#include "peer.h"
#include "pem.h"

/* Everything the limits allow, as PEM with text between, and room to go past
 * them: that is a verdict (limit_exceeded), not a failure to read. */
#define FILE_LIMIT ((size_t)4 * (CR_LIMIT_LEAF + CR_LIMIT_SENT_BYTES))

const char *
certrule_peer_status_text(enum certrule_peer_status status)
{
	switch (status) {
	case CERTRULE_PEER_OK:
		return "fine";
	case CERTRULE_PEER_UNREADABLE:
		return "cannot be read";
	case CERTRULE_PEER_PRIVATE_KEY:
		return "holds a private key";
	case CERTRULE_PEER_NO_CERTIFICATE:
		return "holds no certificate";
	case CERTRULE_PEER_TOO_LARGE:
		return "is too large";
	case CERTRULE_PEER_HANDSHAKE:
		return "is in the middle of its handshake";
	case CERTRULE_PEER_NO_MEMORY:
		return "out of memory";
	}
	return "unknown status"; /* unreachable: a case for each */
}

static bool
is_certificate(const struct cr_pem_object *object)
{
	return object->kind == CR_PEM_CERTIFICATE ||
	       object->kind == CR_PEM_TRUSTED ||
	       object->kind == CR_PEM_UNLABELLED;
}

/* The certificates of a file; those before a failure are in *list. */
static enum certrule_peer_status
parse_objects(struct certrule_peer *peer, const struct cr_pem *pem,
    struct cr_certificate **list)
{
	const struct cr_pem_object *object;

	for (object = pem->first; object != NULL; object = object->next) {
		if (!is_certificate(object))
			continue;
		*list = cr_peer_parse(
		    peer, object->der, object->kind == CR_PEM_TRUSTED);
		if (*list == NULL)
			return CERTRULE_PEER_NO_MEMORY;
		list = &(*list)->next;
	}
	return CERTRULE_PEER_OK;
}

static enum certrule_peer_status
parse_file(struct certrule_peer *peer, struct certrule_bytes text, bool is_leaf,
    struct cr_certificate **list)
{
	struct cr_pem pem;
	bool no_memory;

	*list = NULL;
	cr_errors_begin();
	no_memory = cr_pem_read(peer->arena, text, &pem) != 0;
	if (cr_errors_end() || no_memory)
		return CERTRULE_PEER_NO_MEMORY;
	if (pem.private_key)
		return CERTRULE_PEER_PRIVATE_KEY;
	if (is_leaf &&
	    (pem.form == CR_PEM_HTML || pem.form == CR_PEM_GARBAGE)) {
		/* Something that is no certificate was presented.  Its bytes
		 * are not kept: nobody knows what they are. */
		*list = cr_peer_parse(peer, cr_bytes(NULL, 0), false);
		return *list == NULL ? CERTRULE_PEER_NO_MEMORY
				     : CERTRULE_PEER_OK;
	}
	return parse_objects(peer, &pem, list);
}

static void
free_certificates(struct cr_certificate *list)
{
	for (; list != NULL; list = list->next)
		X509_free(list->x509);
}

static enum certrule_peer_status
fill_peer(struct certrule_peer *peer, struct certrule_bytes leaf,
    struct certrule_bytes chain)
{
	struct cr_certificate *own = NULL, *others = NULL;
	enum certrule_peer_status status;

	status = parse_file(peer, leaf, true, &own);
	if (status == CERTRULE_PEER_OK && chain.data != NULL)
		status = parse_file(peer, chain, false, &others);
	if (status == CERTRULE_PEER_OK &&
	    (own == NULL || (chain.data != NULL && others == NULL)))
		status = CERTRULE_PEER_NO_CERTIFICATE;
	if (status != CERTRULE_PEER_OK) {
		free_certificates(own);
		free_certificates(others);
		return status;
	}
	if (cr_peer_assemble(peer, own, others) != 0)
		return CERTRULE_PEER_NO_MEMORY;
	return CERTRULE_PEER_OK;
}

struct certrule_peer *
certrule_peer_from_mem(const struct certrule_alloc *alloc, const void *leaf,
    size_t leaf_len, const void *chain, size_t chain_len,
    enum certrule_peer_status *status)
{
	enum certrule_peer_status ignored;
	struct certrule_peer *peer;

	if (status == NULL)
		status = &ignored;
	*status = CERTRULE_PEER_TOO_LARGE;
	if (leaf_len > FILE_LIMIT || chain_len > FILE_LIMIT)
		return NULL;
	*status = CERTRULE_PEER_NO_MEMORY;
	peer = cr_peer_new(alloc);
	if (peer == NULL)
		return NULL;
	*status = fill_peer(
	    peer, cr_bytes(leaf, leaf_len), cr_bytes(chain, chain_len));
	if (*status == CERTRULE_PEER_OK)
		return peer;
	certrule_peer_free(peer);
	return NULL;
}

static enum certrule_peer_status
get_status(enum cr_file_status status)
{
	switch (status) {
	case CR_FILE_OK:
		return CERTRULE_PEER_OK;
	case CR_FILE_TOO_LARGE:
		return CERTRULE_PEER_TOO_LARGE;
	case CR_FILE_NO_MEMORY:
		return CERTRULE_PEER_NO_MEMORY;
	case CR_FILE_MISSING:
	case CR_FILE_DENIED:
	case CR_FILE_DIRECTORY:
	case CR_FILE_NOT_REGULAR:
	case CR_FILE_FAILED:
	case CR_FILE_CHANGED:
		return CERTRULE_PEER_UNREADABLE;
	}
	return CERTRULE_PEER_UNREADABLE; /* unreachable: a case for each */
}

static enum certrule_peer_status
read_file(const char *path, struct cr_buffer *out)
{
	return get_status(
	    cr_files_read(cr_files_default(), path, FILE_LIMIT, out));
}

struct certrule_peer *
certrule_peer_from_file(const struct certrule_alloc *alloc, const char *leaf,
    const char *chain, enum certrule_peer_status *status)
{
	enum certrule_peer_status ignored;
	struct cr_buffer leaf_text, chain_text;
	struct certrule_peer *peer = NULL;

	if (status == NULL)
		status = &ignored;
	if (alloc == NULL)
		alloc = cr_alloc_default();
	cr_buffer_init(&leaf_text, alloc);
	cr_buffer_init(&chain_text, alloc);
	*status = read_file(leaf, &leaf_text);
	if (*status == CERTRULE_PEER_OK && chain != NULL)
		*status = read_file(chain, &chain_text);
	if (*status != CERTRULE_PEER_OK)
		goto out;
	/* A chain file that is empty is still one that was given. */
	peer = certrule_peer_from_mem(alloc, leaf_text.data, leaf_text.len,
	    chain == NULL || chain_text.len > 0 ? (void *)chain_text.data : "",
	    chain_text.len, status);
out:
	cr_buffer_fini(&leaf_text);
	cr_buffer_fini(&chain_text);
	return peer;
}

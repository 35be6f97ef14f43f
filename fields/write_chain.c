/* SPDX-License-Identifier: MIT */
/*
 * A chain as a person draws it.  A verified client shows the path up to its
 * anchor; any other what it sent, with the place where verification broke.
 * Names come from strangers: only their RFC 2253 form, which is printable ASCII,
 * gets out.
 */
#include "errors.h"
#include "facts.h"
#include "hex.h"
#include "name.h"
#include "proven.h"
#include "times.h"

#include <openssl/evp.h>

#define BAR 20

struct drawing {
	struct cr_arena *arena;
	struct cr_buffer *out;
	const struct cr_facts *facts; /* NULL: only what was sent is known */
};

static void
draw_key(const struct drawing *drawing, X509 *x509)
{
	EVP_PKEY *key = X509_get0_pubkey(x509);
	const char *kind = key == NULL ? NULL : EVP_PKEY_get0_type_name(key);

	cr_buffer_add_text(drawing->out, "   key ");
	if (key == NULL)
		cr_buffer_add_text(drawing->out, "unreadable");
	else
		cr_buffer_printf(drawing->out, "%s %d bits",
		    kind == NULL ? "of unknown kind" : kind,
		    EVP_PKEY_get_bits(key));
	cr_buffer_add_text(drawing->out, ", serial ");
	cr_hex_serial(drawing->out, X509_get0_serialNumber(x509));
	cr_buffer_add_byte(drawing->out, '\n');
}

static void
draw_time(const struct drawing *drawing, const ASN1_TIME *time)
{
	int64_t seconds;

	if (cr_times_seconds(time, &seconds))
		cr_buffer_add_text(
		    drawing->out, cr_times_text(drawing->arena, seconds));
	else
		cr_buffer_add_text(drawing->out, "(unreadable)");
}

/* How much of start to end is over, of BAR; beyond it: not between the two. */
static int
get_position(int64_t start, int64_t end, int64_t now)
{
	if (now < start)
		return -1;
	if (now > end)
		return BAR + 1;
	return (int)((double)(now - start) * BAR / (double)(end - start + 1));
}

/* "[====|-----]": what is over, now, and what is left; "<-" before it begins,
 * "=>" after it ended. */
static void
draw_bar(const struct drawing *drawing, const X509 *x509)
{
	int64_t start, end;
	int position, i;

	if (drawing->facts == NULL ||
	    !cr_times_seconds(X509_get0_notBefore(x509), &start) ||
	    !cr_times_seconds(X509_get0_notAfter(x509), &end) || end < start) {
		cr_buffer_add_text(drawing->out, " to ");
		return;
	}
	position = get_position(start, end, drawing->facts->now);
	cr_buffer_add_text(drawing->out, position < 0 ? " <" : " [");
	for (i = 0; i < BAR; i++)
		cr_buffer_add_byte(drawing->out, i == position	? '|'
						 : i < position ? '='
								: '-');
	cr_buffer_add_text(drawing->out, position > BAR ? "> " : "] ");
}

static void
draw_validity(const struct drawing *drawing, X509 *x509)
{
	cr_buffer_add_text(drawing->out, "   ");
	draw_time(drawing, X509_get0_notBefore(x509));
	draw_bar(drawing, x509);
	draw_time(drawing, X509_get0_notAfter(x509));
	cr_buffer_add_byte(drawing->out, '\n');
}

static void
draw_name(const struct drawing *drawing, const X509_NAME *name)
{
	if (X509_NAME_entry_count(name) == 0)
		cr_buffer_add_text(drawing->out, "(no name)");
	else
		cr_name_rfc2253(drawing->out, name);
	cr_buffer_add_byte(drawing->out, '\n');
}

static void
draw_anchor(const struct drawing *drawing, X509 *x509)
{
	const struct cr_anchor *anchor = drawing->facts->block->anchors;

	while (anchor != NULL && X509_cmp(anchor->x509, x509) != 0)
		anchor = anchor->next;
	if (anchor == NULL)
		return;
	cr_buffer_add_text(drawing->out, "   anchor of trust ");
	cr_buffer_add_text(drawing->out, drawing->facts->block->known.name);
	cr_buffer_add_text(drawing->out, ", from ");
	cr_buffer_escape(drawing->out, cr_bytes_text(anchor->file));
	cr_buffer_add_byte(drawing->out, '\n');
}

static void
draw_fault(const struct drawing *drawing, const X509 *x509)
{
	const struct cr_verify *verify = &drawing->facts->verify;

	if (verify->culprit == NULL || X509_cmp(verify->culprit, x509) != 0)
		return;
	cr_buffer_printf(drawing->out, "   ^ broke here: %s\n", verify->text);
}

static void
draw_x509(const struct drawing *drawing, X509 *x509, int depth)
{
	cr_buffer_printf(drawing->out, "%d  ", depth);
	draw_name(drawing, X509_get_subject_name(x509));
	cr_buffer_add_text(drawing->out, "   issued by ");
	draw_name(drawing, X509_get_issuer_name(x509));
	draw_key(drawing, x509);
	draw_validity(drawing, x509);
	if (drawing->facts != NULL && drawing->facts->block != NULL) {
		draw_anchor(drawing, x509);
		draw_fault(drawing, x509);
	}
}

static void
draw_certificate(const struct drawing *drawing,
    const struct cr_certificate *certificate, int depth)
{
	if (certificate->x509 != NULL)
		draw_x509(drawing, certificate->x509, depth);
	else
		cr_buffer_printf(drawing->out,
		    "%d  (does not parse, %zu bytes)\n", depth,
		    certificate->der.len);
}

static void
draw_sent(const struct drawing *drawing, const struct certrule_peer *peer)
{
	const struct cr_certificate *each;
	int depth = 0;

	draw_certificate(drawing, peer->leaf, depth);
	for (each = peer->sent; each != NULL; each = each->next)
		draw_certificate(drawing, each, ++depth);
}

static void
draw_chain(const struct drawing *drawing, struct certrule_fieldset *fieldset)
{
	STACK_OF(X509) *path = NULL;
	int i;

	if (cr_peer_presented(fieldset->peer) == NULL) {
		cr_buffer_add_text(drawing->out, "no certificate\n");
		return;
	}
	if (drawing->facts != NULL)
		path = drawing->facts->verify.path;
	for (i = 0; path != NULL && i < sk_X509_num(path); i++)
		draw_x509(drawing, sk_X509_value(path, i), i);
	if (path == NULL)
		draw_sent(drawing, fieldset->peer);
	cr_buffer_printf(drawing->out, "%s: %s\n",
	    path == NULL ? "not verified" : "verified",
	    path == NULL
		? cr_proven_words(fieldset)
		: cr_revocation_status_text(drawing->facts->revocation.status));
}

int
certrule_peer_write_chain(
    struct certrule_fieldset *fieldset, certrule_write_fn *write, void *context)
{
	struct drawing drawing = {NULL, NULL, NULL};
	struct cr_buffer text;
	int result = -1;

	cr_buffer_init(&text, fieldset->alloc);
	drawing.out = &text;
	drawing.arena = cr_arena_new(fieldset->alloc);
	if (drawing.arena == NULL)
		return -1;
	if (!fieldset->by_hand)
		drawing.facts = cr_facts_get(fieldset);
	cr_errors_begin();
	draw_chain(&drawing, fieldset);
	if (!cr_errors_end() && !cr_buffer_failed(&text))
		result = write(context, (const char *)text.data, text.len);
	cr_arena_free(drawing.arena);
	cr_buffer_fini(&text);
	return result;
}

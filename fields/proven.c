/* SPDX-License-Identifier: MIT */
/* Reasons in words.  Decides nothing: the guard of allow rules reads fields. */
#include "proven.h"

#include "facts.h"
#include "times.h"

#include <string.h>

/* Text in the arena, or something true where there is no memory for it. */
static const char *
settle(const char *text)
{
	return text == NULL ? "out_of_memory" : text;
}

static const char *
print_reason(struct cr_arena *arena, const struct cr_verify *verify)
{
	const char *token = cr_reason_token(verify->reason);

	if (verify->has_date)
		return cr_arena_printf(arena, "%s at depth %d (%s)", token,
		    verify->depth, cr_times_text(arena, verify->date));
	if (verify->reason == CR_REASON_LIMIT_EXCEEDED)
		return cr_arena_printf(arena, "%s (%s)", token, verify->text);
	if (verify->depth > 0)
		return cr_arena_printf(
		    arena, "%s at depth %d", token, verify->depth);
	return token;
}

static const char *
print_at_depth(struct cr_arena *arena, int depth)
{
	if (depth == 0)
		return "";
	return settle(cr_arena_printf(arena, " at depth %d", depth));
}

static const char *
print_revocation(struct cr_arena *arena, const struct cr_revocation *revocation)
{
	const char *where = print_at_depth(arena, revocation->depth);

	switch (revocation->status) {
	case CR_REVOCATION_REVOKED:
		return cr_arena_printf(
		    arena, "revoked%s (%s)", where, revocation->reason);
	case CR_REVOCATION_UNKNOWN:
		return cr_arena_printf(arena, "revocation_unknown%s (%s)",
		    where, revocation->reason);
	case CR_REVOCATION_NOT_CHECKED:
	case CR_REVOCATION_GOOD:
		break;
	}
	return "ok";
}

const char *
cr_proven_words(struct certrule_fieldset *fieldset)
{
	const struct cr_facts *facts;

	if (fieldset->by_hand)
		return "set by hand";
	facts = cr_facts_get(fieldset);
	if (facts == NULL)
		return cr_reason_token(CR_REASON_OUT_OF_MEMORY);
	if (!cr_facts_verified(facts))
		return settle(print_reason(fieldset->arena, &facts->verify));
	return settle(print_revocation(fieldset->arena, &facts->revocation));
}

/* -------------------------------------------------------------------- notes */

/* NULL also when the host set the fields, and when there is no memory. */
static const struct cr_facts *
get_facts(struct certrule_fieldset *fieldset)
{
	return fieldset->by_hand ? NULL : cr_facts_get(fieldset);
}

const char *
cr_proven_note_presented(
    struct certrule_fieldset *fieldset, const struct cr_field *field)
{
	(void)field;
	if (fieldset->by_hand || cr_peer_presented(fieldset->peer) != NULL)
		return NULL;
	return "the client presented no certificate";
}

const char *
cr_proven_note_verified(
    struct certrule_fieldset *fieldset, const struct cr_field *field)
{
	const struct cr_facts *facts = get_facts(fieldset);

	(void)field;
	if (facts == NULL || cr_facts_verified(facts))
		return NULL;
	if (facts->verify.reason == CR_REASON_NOT_ENABLED)
		return "no trust block names this host";
	if (facts->verify.reason == CR_REASON_NO_CERTIFICATE)
		return "the client presented no certificate";
	if (facts->verify.reason == CR_REASON_NOT_REQUESTED)
		return "the handshake asked for no certificate";
	return cr_arena_printf(fieldset->arena,
	    "the certificate is not verified: %s",
	    settle(print_reason(fieldset->arena, &facts->verify)));
}

static const char *
print_certificate(struct cr_arena *arena, int depth)
{
	if (depth == 0)
		return "the certificate";
	return settle(
	    cr_arena_printf(arena, "the CA certificate at depth %d", depth));
}

const char *
cr_proven_note_revoked(
    struct certrule_fieldset *fieldset, const struct cr_field *field)
{
	const struct cr_facts *facts = get_facts(fieldset);
	const struct cr_revocation *revocation;
	struct cr_arena *arena = fieldset->arena;

	(void)field;
	if (facts == NULL || facts->revocation.status != CR_REVOCATION_REVOKED)
		return NULL;
	revocation = &facts->revocation;
	if (!revocation->has_time)
		return cr_arena_printf(arena, "%s is revoked (%s)",
		    print_certificate(arena, revocation->depth),
		    revocation->reason);
	return cr_arena_printf(arena, "%s is revoked (%s) since %s",
	    print_certificate(arena, revocation->depth), revocation->reason,
	    cr_times_text(arena, revocation->time));
}

static const char *
print_unknown(struct cr_arena *arena, const struct cr_revocation *revocation)
{
	const char *whose = print_certificate(arena, revocation->depth);

	if (strcmp(revocation->reason, "no_crl") == 0)
		return cr_arena_printf(arena,
		    "no CRL is about %s: its revocation is unknown", whose);
	if (strcmp(revocation->reason, "expired") == 0)
		return cr_arena_printf(arena,
		    "the CRL about %s expired %s: its revocation is unknown",
		    whose, cr_times_text(arena, revocation->next_update));
	return cr_arena_printf(arena,
	    "the CRL about %s cannot be used: its revocation is unknown",
	    whose);
}

const char *
cr_proven_note_revocation(
    struct certrule_fieldset *fieldset, const struct cr_field *field)
{
	const struct cr_facts *facts = get_facts(fieldset);

	if (facts == NULL)
		return NULL;
	if (facts->revocation.status == CR_REVOCATION_UNKNOWN)
		return print_unknown(fieldset->arena, &facts->revocation);
	return cr_proven_note_revoked(fieldset, field);
}

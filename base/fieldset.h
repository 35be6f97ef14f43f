/* SPDX-License-Identifier: MIT */
/*
 * One request's values, by field number, fetched on demand.  The only thing
 * that changes between two decisions of one gate.
 *
 * A value is computed at most once between two changes: what a rule saw is what
 * the decision record says.
 */
#ifndef CR_FIELDSET_H
#define CR_FIELDSET_H

#include "arena.h"
#include "pairs.h"
#include "schema.h"
#include "value.h"

struct cr_trust;
struct cr_regex_scratch;

enum cr_slot_state {
	CR_SLOT_EMPTY = 0,
	CR_SLOT_SET,	/* by the host */
	CR_SLOT_FETCHED /* by the field's fetcher, or missing for want of one */
};

struct cr_slot {
	struct certrule_value value;
	enum cr_slot_state state;
	bool read;    /* by the evaluation; for the decision record */
	bool touched; /* not empty at some time since clear */
};

struct certrule_fieldset {
	const struct certrule_alloc *alloc;
	const struct certrule_schema *schema;
	struct cr_slot *slots;
	size_t slot_count;
	uint32_t *reads; /* the fields marked as read */
	size_t read_count;
	uint32_t *touched; /* the fields whose slots clear has to empty */
	size_t touched_count;
	struct cr_arena *arena; /* values; until clear */
	struct cr_arena
	    *scratch; /* function results; until the next decision */
	int64_t now;  /* valid when now_set; else taken once */
	bool now_set;
	bool by_hand;	 /* a certificate field was set by the host */
	bool peer_set;	 /* set_peer was called, also with NULL */
	bool peer_lends; /* slots hold bytes of the peer's */
	/* Of a certificate field beside the peer: what is known of the peer does
	 * not hold for this request. */
	bool contradicted;
	bool fetched; /* some slot holds a fetched value, or facts is set */
	/* The version set says HTTP/2 or 3: :authority and Host may both be
	 * there, and equal.  To be set before them. */
	bool http2;
	unsigned host_count;   /* calls of certrule_fieldset_set_host() */
	unsigned host_headers; /* Host fields among the headers */
	struct cr_pairs headers;
	struct cr_buffer text; /* reused by the canonicalisers */
	int64_t work;	       /* left of the budget of this evaluation */
	void *peer;	       /* of fields/, borrowed; NULL: none */
	/* Freed at clear by the one who put it there: what fields/ keeps. */
	void *facts;
	void (*facts_free)(void *facts);
	const struct cr_trust *trust; /* of the gate; NULL: none */
	const struct cr_trust_ops *trust_ops;
	struct certrule_gate *gate; /* held; NULL in tests of this layer */
	void *regex;		    /* engine/regex.c's scratch */
	void (*regex_free)(void *regex);
	void *state; /* engine/run.c's, of the gate's program */
	void (*state_free)(void *state);
	size_t notes_size; /* engine/run_notes.c's, of the gate's program */
	char own_why[256]; /* the last error of a function of the host's own */
};

/* A fieldset for a schema alone; certrule_fieldset_new() adds the gate. */
struct certrule_fieldset *cr_fieldset_new(
    const struct certrule_schema *schema, const struct certrule_alloc *alloc);
void cr_fieldset_fini(struct certrule_fieldset *facts); /* frees it all */
/* The value, fetched if need be; marks nothing as read. */
const struct certrule_value *cr_fieldset_peek(
    struct certrule_fieldset *facts, int field);
/* The same for an evaluation: marks the field as read. */
const struct certrule_value *cr_fieldset_read(
    struct certrule_fieldset *facts, int field);
/* Marks it as read, whatever its value; it is fetched when that is asked for. */
void cr_fieldset_mark(struct certrule_fieldset *facts, int field);
int64_t cr_fieldset_now(struct certrule_fieldset *facts);
/* What was fetched may follow from what is about to change: forgets it, and
 * what fields/ kept. */
void cr_fieldset_forget(struct certrule_fieldset *facts);
/* The slot of a field that gets a value now; the caller's to fill. */
struct cr_slot *cr_fieldset_open(
    struct certrule_fieldset *facts, int field, enum cr_slot_state state);
/* Puts a field in error with a text that lives long enough; returns -1. */
int cr_fieldset_fail(
    struct certrule_fieldset *facts, int field, const char *why);
/*
 * The canonical form by CR_FIELD_HOST or CR_FIELD_PATH, in the arena.  NULL, or
 * why there is none: a constant.
 */
const char *cr_fieldset_canonical(struct certrule_fieldset *facts,
    unsigned flags, struct certrule_bytes text,
    struct certrule_bytes *out) CERTRULE_MUST_USE;
/* Sets a String to bytes of the arena, without a copy; data NULL: there was no
 * memory for them.  Not for a field that has a canonical form, or a special
 * meaning; what may follow from it was forgotten before. */
int cr_fieldset_put(
    struct certrule_fieldset *facts, int field, struct certrule_bytes text);
/* One more header: a copy, its name in lower case.  -1: no memory. */
int cr_fieldset_add_pair(struct certrule_fieldset *facts,
    struct certrule_bytes name, struct certrule_bytes value) CERTRULE_MUST_USE;
/* A copy in lower case, in the arena; data NULL: no memory. */
struct certrule_bytes cr_fieldset_lower(
    struct certrule_fieldset *facts, struct certrule_bytes text);
/* http.request.headers set as a whole: names are lowered, values kept.  -1: no
 * memory. */
int cr_fieldset_set_headers(struct certrule_fieldset *facts,
    const struct certrule_value *map) CERTRULE_MUST_USE;
/* Forgets which fields were read, scratch and budget; values stay. */
void cr_fieldset_begin(struct certrule_fieldset *facts);

#endif

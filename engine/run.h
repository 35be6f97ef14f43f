/* SPDX-License-Identifier: MIT */
/* What the run*.c files share: one decision by a program. */
#ifndef CR_RUN_H
#define CR_RUN_H

#include "program.h"
#include "reference_parts.h"

/* What a decision changes, one a fieldset; all clear between two. */
struct cr_state {
	const struct certrule_alloc *alloc;
	uint64_t *candidates; /* a bit a rule */
	uint64_t *summary;    /* a bit a word of those */
	uint32_t summary_count;
	/* Bits of the answers kept, in words of 64; which words were used. */
	struct cr_kept {
		uint64_t known, truth, error;
	} * kept;
	uint32_t *touched;
	uint32_t touched_count;
	/* The decision in which a trigger last hit. */
	uint32_t *hits;
	/* Values computed, and the decision in which that was last done. */
	struct cr_computed {
		struct certrule_value value;
		uint32_t decision;
	} * computed;
	struct cr_arena *values; /* of theirs; used: of this decision */
	bool values_used;
	uint32_t decision;
};

/* How many triggers of one stage are noted. */
#define CR_NOTED_HITS 7

struct cr_notes; /* run_notes.c */

struct cr_run {
	struct cr_decision decision; /* first: the callback gets this */
	const struct cr_program *program;
	struct cr_state *state;
	uint32_t stage;	   /* the next one */
	uint32_t residual; /* the next one */
	bool assume_proven;
	bool tainted; /* code went on over an error */
	bool is_proven_known;
	enum certrule_outcome proven;
	/* What is kept with the client; NULL: nothing, as far as was sought. */
	struct cr_notes *notes;
	bool sought, sought_verified;
	/* The first triggers that the stage at hand hit. */
	uint32_t hits[CR_NOTED_HITS + 1], hit_count;
};

/* ---------------------------------------------------------------- run_code.c */

/*
 * True where the code ends in true.  An answer that is an error is taken for
 * the one that keeps the rule in play (hopeful) or for the other one; since
 * `not` stands only in front of single answers, false for the hopeful is false
 * whatever the errors are, and true for the other one is true.
 */
bool cr_run_code(struct cr_run *run, uint32_t at, bool hopeful);
/* The same in three values. */
enum certrule_outcome cr_run_outcome(struct cr_run *run, uint32_t at);
/* How many of these rules are false before the first that is not, or before the
 * budget is used up. */
uint32_t cr_run_until(
    struct cr_run *run, const uint32_t *rules, uint32_t count);

/* --------------------------------------------------------------- run_index.c */

/* Makes candidates of the rules that this stage says a request can match. */
void cr_run_stage(struct cr_run *run, const struct cr_stage *stage);
/* Makes candidates of the rules that rest on this trigger. */
void cr_run_hit(struct cr_run *run, uint32_t trigger);

/* --------------------------------------------------------------- run_notes.c */

/* The answer that an earlier request of this client got; false: nobody knows. */
bool cr_run_recall(
    struct cr_run *run, uint32_t predicate, enum certrule_outcome *outcome);
/* Keeps an answer; one in error is asked again. */
void cr_run_note(
    struct cr_run *run, uint32_t predicate, enum certrule_outcome outcome);
/* The same of what a stage hit: run->hits. */
bool cr_run_recall_stage(struct cr_run *run, const struct cr_stage *stage);
void cr_run_note_stage(struct cr_run *run, const struct cr_stage *stage);

/* ------------------------------------------------------------ run_computed.c */

/* The value of a function or element, computed once a decision. */
const struct certrule_value *cr_run_computed(
    struct cr_run *run, uint32_t number);

/* A field, marked as read, or what is computed in its place. */
static inline const struct certrule_value *
cr_run_field(struct cr_run *run, uint32_t field)
{
	struct certrule_fieldset *facts = run->decision.facts;
	const struct cr_slot *slot;

	if (field >= run->program->field_count)
		return cr_run_computed(run, field - run->program->field_count);
	slot = &facts->slots[field];
	if (slot->read && slot->state != CR_SLOT_EMPTY)
		return &slot->value;
	return cr_fieldset_read(facts, (int)field);
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What was found out about a client and holds for all its requests: answers to
 * predicates, and what stages hit.  The verify stage lends the memory, which is
 * zeroed whenever a value that they follow from may be another one; a policy of
 * another gate zeroes it, too.
 *
 * Promise: an answer here is the one that asking would give.  What was in error
 * is not noted, and the guard of allow rules never is.
 */
#include "run.h"

#include "../base/trust.h"
#include "policy.h"

#include <string.h>

struct cr_notes {
	/* Of the program whose numbers stand here; another load has another. */
	uint64_t seed;
	/* Behind this: the words, then the stages. */
};

struct word {
	uint64_t known, truth;
};

struct stage_note {
	uint32_t known; /* how many hits, and one */
	uint32_t hits[CR_NOTED_HITS];
};

static size_t
count_words(const struct cr_program *program)
{
	return program->noted_count / 64 + 1;
}

size_t
cr_program_notes_size(const struct cr_program *program)
{
	if (program->noted_count == 0 && program->stage_note_count == 0)
		return 0;
	return sizeof(struct cr_notes) +
	       count_words(program) * sizeof(struct word) +
	       program->stage_note_count * sizeof(struct stage_note);
}

static struct word *
get_word(struct cr_notes *notes, uint32_t predicate)
{
	return (struct word *)(notes + 1) + predicate / 64;
}

static struct stage_note *
get_stage(struct cr_run *run, const struct cr_stage *stage)
{
	struct word *words = (struct word *)(run->notes + 1);

	return (struct stage_note *)(words + count_words(run->program)) +
	       (stage->note - 1);
}

/* --------------------------------------------------------------- finding them */

static struct cr_notes *
take_notes(const struct cr_program *program, struct cr_notes *notes)
{
	if (notes == NULL || notes->seed == program->seed)
		return notes;
	memset(notes, 0, cr_program_notes_size(program));
	notes->seed = program->seed;
	return notes;
}

/* Once as the decision begins, and once more when the client has been verified
 * since: from then on there may be some. */
static bool
find_notes(struct cr_run *run)
{
	struct certrule_fieldset *facts = run->decision.facts;
	bool verified = facts->facts != NULL;

	if (run->notes != NULL)
		return true;
	if (facts->peer == NULL || (run->sought && !verified) ||
	    run->sought_verified)
		return false;
	run->sought = true;
	run->sought_verified = verified;
	if (facts->trust == NULL || facts->trust_ops->notes == NULL)
		return false;
	run->notes = take_notes(run->program, facts->trust_ops->notes(facts));
	return run->notes != NULL;
}

/* The record of a decision says what it followed from. */
static void
mark(struct cr_run *run, struct cr_slice reads)
{
	const uint16_t *fields = run->program->reads + reads.first;

	for (uint32_t i = 0; i < reads.count; i++)
		cr_fieldset_mark(run->decision.facts, fields[i]);
}

/* ----------------------------------------------------------------- predicates */

bool
cr_run_recall(
    struct cr_run *run, uint32_t predicate, enum certrule_outcome *outcome)
{
	uint64_t bit = UINT64_C(1) << predicate % 64;
	const struct word *word;

	if (!find_notes(run))
		return false;
	word = get_word(run->notes, predicate);
	if ((word->known & bit) == 0)
		return false;
	mark(run, run->program->note_reads[predicate]);
	*outcome = (word->truth & bit) != 0 ? CERTRULE_TRUE : CERTRULE_FALSE;
	return true;
}

void
cr_run_note(
    struct cr_run *run, uint32_t predicate, enum certrule_outcome outcome)
{
	uint64_t bit = UINT64_C(1) << predicate % 64;
	struct word *word;

	/* Nothing that was found while the budget was used up counts. */
	if (outcome == CERTRULE_UNDECIDED || run->decision.run.exhausted ||
	    !find_notes(run))
		return;
	word = get_word(run->notes, predicate);
	word->known |= bit;
	if (outcome == CERTRULE_TRUE)
		word->truth |= bit;
}

/* --------------------------------------------------------------------- stages */

bool
cr_run_recall_stage(struct cr_run *run, const struct cr_stage *stage)
{
	const struct stage_note *note;

	if (!find_notes(run))
		return false;
	note = get_stage(run, stage);
	if (note->known == 0)
		return false;
	mark(run, stage->reads);
	for (uint32_t i = 0; i + 1 < note->known; i++)
		cr_run_hit(run, note->hits[i]);
	return true;
}

/* A subject in error hit all: more than needed is no harm. */
void
cr_run_note_stage(struct cr_run *run, const struct cr_stage *stage)
{
	struct stage_note *note;

	if (run->hit_count == CR_NOTED_HITS || run->decision.run.exhausted ||
	    !find_notes(run))
		return;
	note = get_stage(run, stage);
	memcpy(note->hits, run->hits, sizeof(note->hits));
	note->known = run->hit_count + 1;
}

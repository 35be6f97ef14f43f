/* SPDX-License-Identifier: MIT */
/*
 * Runs code.  What an instruction asks is what the reference evaluator would
 * answer for the same comparison; whatever is not worth an instruction is asked
 * of it.
 */
#include "../base/bytes.h"
#include "../base/ip.h"
#include "regex_scratch.h"
#include "run.h"
#include "set.h"
#include "wildcard.h"

#include <string.h>

static inline enum certrule_outcome
truth(bool boolean)
{
	return boolean ? CERTRULE_TRUE : CERTRULE_FALSE;
}

/* ------------------------------------------------------------------- strings */

static inline bool
equals(struct certrule_bytes value, const struct certrule_bytes *text)
{
	return value.len == text->len &&
	       (value.len == 0 ||
		   memcmp(value.data, text->data, value.len) == 0);
}

static inline bool
starts(struct certrule_bytes value, const struct certrule_bytes *text)
{
	return value.len >= text->len &&
	       (text->len == 0 ||
		   memcmp(value.data, text->data, text->len) == 0);
}

static inline bool
ends(struct certrule_bytes value, const struct certrule_bytes *text)
{
	return value.len >= text->len &&
	       (text->len == 0 || memcmp(value.data + (value.len - text->len),
				      text->data, text->len) == 0);
}

static inline bool
is_under(struct certrule_bytes value, const struct certrule_bytes *text)
{
	return starts(value, text) &&
	       (value.len == text->len || value.data[text->len] == '/');
}

/* What a long value costs; false: the budget does not allow it. */
static bool
charge(struct cr_run *run, size_t len)
{
	struct cr_evaluation *evaluation = &run->decision.run;

	if (!evaluation->exhausted)
		cr_reference_charge(evaluation, len / 16);
	return !evaluation->exhausted;
}

static enum certrule_outcome
search(struct cr_run *run, const struct cr_regex *regex,
    struct certrule_bytes subject)
{
	struct certrule_fieldset *facts = run->decision.facts;
	struct cr_regex_scratch *scratch = cr_regex_scratch_get(facts);
	const char *why;

	if (scratch == NULL || run->decision.run.exhausted)
		return CERTRULE_UNDECIDED;
	switch (cr_regex_search(regex, scratch, subject, &facts->work, &why)) {
	case CR_REGEX_NO:
		return CERTRULE_FALSE;
	case CR_REGEX_YES:
		return CERTRULE_TRUE;
	case CR_REGEX_ERROR:
		return CERTRULE_UNDECIDED;
	case CR_REGEX_BUDGET:
		run->decision.run.exhausted = true;
		return CERTRULE_UNDECIDED;
	}
	return CERTRULE_UNDECIDED; /* unreachable: a case for each */
}

/* Of a value that may be long. */
static enum certrule_outcome
ask_long(struct cr_run *run, const struct cr_instruction *code,
    const struct certrule_value *value)
{
	if (value->type == CERTRULE_STRING &&
	    !charge(run, value->as.string.len))
		return CERTRULE_UNDECIDED;
	if (code->opcode == CR_OPCODE_IN)
		return truth(cr_set_has(code->as.set, value));
	if (code->opcode == CR_OPCODE_STRING_CONTAINS)
		return truth(
		    cr_bytes_contains(value->as.string, *code->as.text));
	if (code->opcode == CR_OPCODE_STRING_WILDCARD)
		return truth(
		    cr_wildcard_match(code->as.wildcard, value->as.string));
	return search(run, code->as.regex, value->as.string);
}

/* -------------------------------------------------------------------- values */

/* What needs a few steps only; the value is there. */
static inline __attribute__((always_inline)) bool
ask_quick(const struct cr_instruction *code, const struct certrule_value *value)
{
	switch ((enum cr_opcode)code->opcode) {
	case CR_OPCODE_TRUTH:
		return value->as.boolean != 0;
	case CR_OPCODE_INT_EQ:
		return value->as.integer == code->as.integer;
	case CR_OPCODE_INT_LT:
		return value->as.integer < code->as.integer;
	case CR_OPCODE_INT_LE:
		return value->as.integer <= code->as.integer;
	case CR_OPCODE_INT_GT:
		return value->as.integer > code->as.integer;
	case CR_OPCODE_INT_GE:
		return value->as.integer >= code->as.integer;
	case CR_OPCODE_INT_MASK:
		return (value->as.integer & code->as.integer) != 0;
	case CR_OPCODE_STRING_EQ:
		return equals(value->as.string, code->as.text);
	case CR_OPCODE_STRING_STARTS:
		return starts(value->as.string, code->as.text);
	case CR_OPCODE_STRING_ENDS:
		return ends(value->as.string, code->as.text);
	case CR_OPCODE_STRING_UNDER:
		return is_under(value->as.string, code->as.text);
	case CR_OPCODE_IP_EQ:
		return cr_ip_equal(&value->as.ip, code->as.ip);
	case CR_OPCODE_STRING_CONTAINS:
	case CR_OPCODE_STRING_MATCHES:
	case CR_OPCODE_STRING_WILDCARD:
	case CR_OPCODE_IN:
	case CR_OPCODE_PROVEN:
	case CR_OPCODE_BEFORE:
	case CR_OPCODE_HOST:
	case CR_OPCODE_EVALUATE:
	case CR_OPCODE_COUNT:
		break;
	}
	return false; /* unreachable: these are asked elsewhere */
}

static enum certrule_outcome
ask_field(struct cr_run *run, const struct cr_instruction *code)
{
	const struct certrule_value *value = cr_run_field(run, code->field);
	enum certrule_outcome outcome;

	if (value->state != CERTRULE_PRESENT)
		return value->state == CERTRULE_ERROR ? CERTRULE_UNDECIDED
						      : CERTRULE_FALSE;
	if (code->opcode >= CR_OPCODE_LONG)
		outcome = ask_long(run, code, value);
	else
		outcome = truth(ask_quick(code, value));
	if ((code->flags & CR_CODE_INVERT) != 0)
		return cr_reference_negate(outcome);
	return outcome;
}

/* --------------------------------------------------------------------- others */

static enum certrule_outcome
ask_proven(struct cr_run *run)
{
	if (run->assume_proven)
		return CERTRULE_TRUE;
	if (!run->is_proven_known) {
		run->proven = cr_reference_proven(&run->decision.run);
		run->is_proven_known = true;
	}
	return run->proven;
}

static enum certrule_outcome
ask_other(struct cr_run *run, const struct cr_instruction *code)
{
	struct cr_evaluation *evaluation = &run->decision.run;

	if (code->opcode == CR_OPCODE_PROVEN)
		return ask_proven(run);
	if (code->opcode == CR_OPCODE_BEFORE)
		return truth(
		    cr_fieldset_now(run->decision.facts) < code->as.integer);
	if (code->opcode == CR_OPCODE_HOST)
		return cr_reference_host(evaluation, code->as.expr->hosts,
		    code->as.expr->host_count);
	return cr_reference_evaluate(evaluation, code->as.expr);
}

static enum certrule_outcome
ask(struct cr_run *run, const struct cr_instruction *code)
{
	if (code->opcode <= CR_OPCODE_EVALUATE)
		return ask_other(run, code);
	return ask_field(run, code);
}

/* What follows from the client alone is asked once for all its requests. */
static enum certrule_outcome
ask_noted(struct cr_run *run, const struct cr_instruction *code)
{
	enum certrule_outcome outcome;

	if (code->predicate > run->program->noted_count)
		return ask(run, code);
	if (cr_run_recall(run, code->predicate, &outcome))
		return outcome;
	outcome = ask(run, code);
	cr_run_note(run, code->predicate, outcome);
	return outcome;
}

/* Asked at most once in a decision, however many rules have it. */
static enum certrule_outcome
ask_once(struct cr_run *run, const struct cr_instruction *code)
{
	struct cr_state *state = run->state;
	struct cr_kept *kept = &state->kept[code->predicate / 64];
	uint64_t bit = UINT64_C(1) << code->predicate % 64;
	enum certrule_outcome outcome;

	if ((kept->known & bit) != 0) {
		if ((kept->error & bit) != 0)
			return CERTRULE_UNDECIDED;
		return truth((kept->truth & bit) != 0);
	}
	outcome = ask_noted(run, code);
	if (kept->known == 0)
		state->touched[state->touched_count++] = code->predicate / 64;
	kept->known |= bit;
	if (outcome == CERTRULE_UNDECIDED)
		kept->error |= bit;
	else if (outcome == CERTRULE_TRUE)
		kept->truth |= bit;
	return outcome;
}

/* Where to go from an answer. */
static uint32_t
follow(struct cr_run *run, const struct cr_instruction *code, bool hopeful)
{
	enum certrule_outcome outcome =
	    code->predicate != 0 ? ask_once(run, code) : ask(run, code);
	bool yes = outcome == CERTRULE_TRUE;

	if (outcome == CERTRULE_UNDECIDED) {
		run->tainted = true;
		yes = hopeful != ((code->flags & CR_CODE_NEGATED) != 0);
	}
	return yes ? code->yes : code->no;
}

/* Into each of its callers: there it keeps what it works with in registers. */
static inline __attribute__((always_inline)) bool
run_code(struct cr_run *run, const struct cr_instruction *all,
    const struct cr_slot *slots, uint32_t at, bool hopeful)
{
	while (at > CR_CODE_TRUE) {
		const struct cr_instruction *code = &all[at];

		/* The marks were cleared when the decision began: a field that
		 * has one has its value. */
		if ((code->flags & CR_CODE_QUICK) != 0 &&
		    slots[code->field].read &&
		    slots[code->field].value.state == CERTRULE_PRESENT) {
			bool inverted = (code->flags & CR_CODE_INVERT) != 0;

			at = ask_quick(code, &slots[code->field].value) !=
				     inverted
				 ? code->yes
				 : code->no;
		} else {
			at = follow(run, code, hopeful);
		}
	}
	return at == CR_CODE_TRUE;
}

bool
cr_run_code(struct cr_run *run, uint32_t at, bool hopeful)
{
	return run_code(
	    run, run->program->code, run->decision.facts->slots, at, hopeful);
}

enum certrule_outcome
cr_run_outcome(struct cr_run *run, uint32_t at)
{
	run->tainted = false;
	if (!cr_run_code(run, at, true))
		return CERTRULE_FALSE;
	if (!run->tainted || cr_run_code(run, at, false))
		return CERTRULE_TRUE;
	return CERTRULE_UNDECIDED;
}

uint32_t
cr_run_until(struct cr_run *run, const uint32_t *rules, uint32_t count)
{
	const struct cr_instruction *all = run->program->code;
	const uint32_t *entries = run->program->entries;
	const struct cr_slot *slots = run->decision.facts->slots;
	uint32_t i = 0;

	for (; i < count && !run->decision.run.exhausted; i++)
		if (run_code(run, all, slots, entries[rules[i]], true))
			break;
	run->decision.facts->work -= i;
	return i;
}

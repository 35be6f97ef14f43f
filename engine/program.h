/* SPDX-License-Identifier: MIT */
/*
 * A policy as one program: code for each rule, and an index that says which
 * rules a request can match.  Const after load and shared between threads; what
 * a decision changes is in struct cr_state, one a fieldset.
 *
 * Promise: the verdict of cr_program_decide() is that of
 * cr_reference_decide(), but that less of the work budget is used.
 */
#ifndef CR_PROGRAM_H
#define CR_PROGRAM_H

#include "policy.h"
#include "slice.h"

/* --------------------------------------------------------------------- code */

enum cr_opcode {
#define OPCODE(name, spelling, operand, doc) CR_OPCODE_##name,
#include "opcodes.def"
#undef OPCODE
	CR_OPCODE_COUNT
};

/* The first of those whose answer takes long, or may be an error. */
#define CR_OPCODE_LONG CR_OPCODE_STRING_CONTAINS

/* Places at which code ends. */
#define CR_CODE_FALSE	0u
#define CR_CODE_TRUE	1u

#define CR_CODE_INVERT	0x1u /* ne, not in: the opposite, of a present value */
#define CR_CODE_NEGATED 0x2u /* under a not: yes keeps the rule out */
#define CR_CODE_QUICK	0x4u /* asks a value that is there in a few steps */

struct cr_instruction {
	uint8_t opcode;
	uint8_t flags;
	uint16_t field;
	uint32_t yes, no;
	uint32_t predicate; /* where the answer is kept; 0: nowhere */
	union {
		int64_t integer;
		const struct certrule_bytes *text;
		const struct certrule_ip *ip;
		const struct cr_set *set;
		const struct cr_regex *regex;
		const struct cr_wildcard *wildcard;
		const struct cr_expr *expr;
	} as;
};

/* -------------------------------------------------------------------- index */

/* Texts to triggers: open addressing, at most half full. */
struct cr_texts {
	struct cr_texts_slot {
		uint32_t tag;	/* of the hash */
		uint32_t entry; /* from 1; 0: free */
	} * slots;
	uint32_t mask, count;
	uint32_t probes; /* of the longest chain, less one */
	struct cr_texts_entry {
		const unsigned char *data;
		uint32_t len;
		struct cr_slice links;
	} * entries;
	uint32_t *links; /* triggers */
};

/* Texts at one end of a value, by their lengths. */
struct cr_ends {
	struct cr_ends_row {
		uint32_t len;
		/* Which bytes stand at the inner end of such a text. */
		uint64_t bytes[4];
	} * rows;
	uint32_t count;
	struct cr_texts texts;
};

/* Texts anywhere in a value, by `width` bytes of each. */
struct cr_grams {
	uint32_t width, shift;
	uint64_t *filter;
	uint32_t *heads; /* by the hash; entries from 1 */
	struct cr_gram {
		const unsigned char *data;
		uint32_t len, at; /* where its gram begins */
		uint32_t trigger, next;
	} * entries;
	uint32_t count;
};

/* Widths of grams: texts of at least so many bytes. */
enum {
	CR_GRAMS_FOUR,
	CR_GRAMS_TWO,
	CR_GRAMS_KINDS
};

/* Numbers of up to 128 bits, and the triggers of the ranges they are in: by the
 * piece between two places where ranges begin or end. */
struct cr_number {
	uint64_t high, low;
};
struct cr_ranges {
	struct cr_number *edges;
	uint32_t count;
	bool flat;		/* a node a piece; else a tree over them */
	struct cr_slice *nodes; /* of links */
	uint32_t *links;
	/* IPv4, many edges: by the first octet where its 257 bounds are, from 1,
	 * or (0) how many edges are below it, none being within.  A bound is how
	 * many edges are below those two octets. */
	struct cr_ranges_octet {
		uint32_t bounds, below;
	} * octets;
	uint32_t *bounds;
};

/* What of a request is looked up at once: all that rules ask of one subject, or
 * one test that rules share. */
struct cr_stage {
	uint32_t lowest;	  /* rule it can make a candidate */
	struct cr_slice triggers; /* all of it: where the subject is in error */
	uint32_t test;		  /* code; 0: none, there is a subject */
	uint32_t subject_field;
	const struct cr_term *term; /* NULL: the field */
	bool each;
	bool searches; /* a long value is an error to some of them */
	uint32_t note; /* from 1; 0: its subject may change with a request */
	struct cr_slice reads; /* of what is noted */
	struct cr_texts exact, below;
	struct cr_ends prefixes, suffixes;
	struct cr_grams grams[CR_GRAMS_KINDS], folded[CR_GRAMS_KINDS];
	struct cr_ranges ints, v4, v6;
};

/* -------------------------------------------------------------------- whole */

struct cr_program {
	bool linear;
	bool has_allow; /* an enabled rule has the guard */
	uint64_t seed;	/* of the hashes */
	struct cr_instruction *code;
	uint32_t code_count;
	uint32_t *entries; /* of each rule */
	uint32_t rule_count;
	uint32_t predicate_count; /* answers kept, from 1 */
	/* run_computed.c: what stands in code as the fields behind the last. */
	uint32_t field_count, computed_count;
	const struct cr_term **computed;
	uint32_t *residual; /* rules asked in every decision */
	uint32_t residual_count;
	struct cr_stage *stages; /* by lowest */
	uint32_t stage_count;
	struct cr_slice *triggers; /* of postings */
	uint32_t trigger_count;
	uint32_t *postings; /* rules, in order */
	uint32_t posting_count;
	/* run_notes.c: the first predicates, their answers kept with a client. */
	uint32_t noted_count;
	uint32_t stage_note_count;
	struct cr_slice *note_reads; /* by predicate, from 1 */
	uint16_t *reads;	     /* fields */
	size_t bytes;		     /* of all of this */
};

/* In the policy's arena.  NULL: no memory. */
const struct cr_program *cr_program_new(
    const struct cr_policy *policy, bool linear);

/* run.c */
void cr_program_decide(const struct cr_policy *policy,
    struct certrule_fieldset *facts, struct certrule_verdict *verdict);
/* Made beforehand, so that no decision allocates it.  -1: no memory. */
int cr_program_prepare(const struct cr_program *program,
    struct certrule_fieldset *facts) CERTRULE_MUST_USE;

/* run_notes.c: bytes of what is kept with a client; 0: nothing. */
size_t cr_program_notes_size(const struct cr_program *program);

/* program_dump.c */
void cr_program_dump(const struct cr_program *program,
    const struct cr_policy *policy, struct cr_buffer *out);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The position automaton of a repeat, for the gate.  A position is one class of
 * the repeat's body, copied once for every counted round; a step leads from one
 * position to those that can come next, going round included.
 */
#ifndef CR_REGEX_LOOP_H
#define CR_REGEX_LOOP_H

#include "regex.h"
#include "regex_tree.h"

/* Steps a check may take, and positions a repeat may have. */
#define CR_REGEX_GATE_WORK	4000000
#define CR_REGEX_GATE_POSITIONS 512u
#define CR_REGEX_GATE_PUMP	64u

/* One run of the gate: what it found, and what it has left. */
struct cr_regex_gate {
	struct cr_arena *arena;
	int64_t work;
	enum cr_regex_shape shape;
	unsigned char pump[CR_REGEX_GATE_PUMP]; /* longer ones are cut */
	size_t pump_len;
};

/* These three return -1, so that callers return it. */
int cr_regex_gate_find(struct cr_regex_gate *gate, enum cr_regex_shape shape);
int cr_regex_gate_give_up(struct cr_regex_gate *gate);
/* 0 while there is work left. */
int cr_regex_gate_spend(struct cr_regex_gate *gate, size_t steps);
void cr_regex_gate_pump_clear(struct cr_regex_gate *gate);
void cr_regex_gate_pump_add(struct cr_regex_gate *gate, int byte);

/* Whether a text can go round the repeat in two ways: then -1, with the shape
 * and the text. */
int cr_regex_loop_check(
    struct cr_regex_gate *gate, const struct cr_regex_node *repeat);
/* 1: some text is some rounds of both; it is the pump.  0: none.  -1: gave up.
 */
int cr_regex_loop_meet(struct cr_regex_gate *gate,
    const struct cr_regex_node *a, const struct cr_regex_node *b);
/* The pump becomes one round.  -1: gave up. */
int cr_regex_loop_sample(
    struct cr_regex_gate *gate, const struct cr_regex_node *repeat);

/* regex_gate.c: the gate on a tree that is there already. */
enum cr_regex_shape cr_regex_gate_tree(struct cr_arena *arena,
    struct cr_regex_node *tree, unsigned char *pump, size_t pump_size,
    size_t *pump_len);

#endif

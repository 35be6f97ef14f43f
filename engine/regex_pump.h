/* SPDX-License-Identifier: MIT */
/*
 * Pumps: texts whose repetition makes a pattern work, made from the pattern's
 * own literals and classes.  For each repeat that can go on, the text that leads
 * up to it and one round of it; and that text itself, over and over.
 *
 * They find what a stranger would try first, not every slow value there is: the
 * bounds of regex.c hold for those.
 */
#ifndef CR_REGEX_PUMP_H
#define CR_REGEX_PUMP_H

#include "../base/bytes.h"
#include "regex_tree.h"

/* More repeats than that are not looked at: what one search may cost is bounded
 * anyway. */
#define CR_REGEX_PUMPS 24u

struct cr_regex_pump {
	struct certrule_bytes before, round;
	int stop; /* a byte that the repeat does not take; -1: none */
};

struct cr_regex_pumps {
	struct cr_regex_pump list[CR_REGEX_PUMPS];
	size_t count;
	/* What a match ends with, so that no look for what is missing spares
	 * the search. */
	struct certrule_bytes tail;
};

/* Into the arena.  NULL: no memory. */
struct cr_regex_pumps *cr_regex_pumps_new(
    struct cr_arena *arena, const struct cr_regex_node *tree);

enum cr_regex_pump_form {
	CR_REGEX_PUMP_BARE, /* before, rounds, stop */
	CR_REGEX_PUMP_TAIL, /* and tail */
	CR_REGEX_PUMP_LEAD /* stop, before, rounds, stop, tail: not at the begin */
};
#define CR_REGEX_PUMP_FORMS 3u
/* What stands around the rounds, at most. */
size_t cr_regex_pump_frame(const struct cr_regex_pumps *pumps, size_t number);
/* Fills size bytes, which are more than the frame. */
void cr_regex_pump_write(const struct cr_regex_pumps *pumps, size_t number,
    enum cr_regex_pump_form form, unsigned char *subject, size_t size);

#endif

/* SPDX-License-Identifier: MIT */
/* What the writers of completion scripts share: the rows, and how to quote. */
#ifndef CR_COMPLETE_PARTS_H
#define CR_COMPLETE_PARTS_H

#include "options.h"
#include "output.h"

struct cr_complete_verb {
	const char *name, *arguments, *doc;
};
extern const struct cr_complete_verb cr_complete_verbs[CR_VERB_COUNT];

struct cr_complete_option {
	char letter;
	const char *name, *argument;
	bool repeatable;
	unsigned verbs;
	const char *help;
};
extern const struct cr_complete_option cr_complete_options[CR_OPTION_COUNT];

/* What the argument of an option is. */
enum cr_complete_kind {
	CR_COMPLETE_NONE,
	CR_COMPLETE_FILE,
	CR_COMPLETE_FOLDER,
	CR_COMPLETE_WORDS, /* off|leaf|chain */
	CR_COMPLETE_TEXT   /* what nobody here can know */
};
enum cr_complete_kind cr_complete_kind(const struct cr_complete_option *row);
/* Both by their place in the tables. */
bool cr_complete_is_taken(size_t option, size_t verb);
bool cr_complete_takes_files(const struct cr_complete_verb *row);
/* The length of the word that a verb's arguments begin with, where they do. */
int cr_complete_literal(const struct cr_complete_verb *row);

/* "allow|block|action[:RULE]": the words of it, spaces between. */
void cr_complete_write_words(struct cr_output *out, const char *argument);

/* Between single quotes: how one of them is written, and what else needs a
 * backslash. */
struct cr_complete_quoting {
	const char *quote, *special;
};
void cr_complete_write_quoted(struct cr_output *out, const char *text,
    size_t len, const struct cr_complete_quoting *quoting);
/* What a verb does, in a few words. */
void cr_complete_write_summary(struct cr_output *out,
    const struct cr_complete_verb *row,
    const struct cr_complete_quoting *quoting);

/* complete_bash.c, complete_zsh.c, complete_fish.c */
void cr_complete_bash(struct cr_output *out);
void cr_complete_zsh(struct cr_output *out);
void cr_complete_fish(struct cr_output *out);

#endif

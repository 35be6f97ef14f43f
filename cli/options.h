/* SPDX-License-Identifier: MIT */
/* The verbs and options of verbs.def and options.def, and what was given. */
#ifndef CR_OPTIONS_H
#define CR_OPTIONS_H

#include "output.h"

#include <stdbool.h>
#include <stddef.h>

struct cr_cli;

enum cr_verb_id {
#define VERB(id, name, function, arguments, least, most, doc, status) \
	CR_VERB_##id,
#include "verbs.def"
#undef VERB
	CR_VERB_COUNT
};

/* Returns an exit status. */
typedef int cr_verb_fn(struct cr_cli *cli);
#define VERB(id, name, function, arguments, least, most, doc, status) \
	cr_verb_fn cr_cmd_##function;
#include "verbs.def"
#undef VERB

/* Of arguments: as many as there are. */
#define CR_ANY_NUMBER ((size_t)-1)

struct cr_verb {
	enum cr_verb_id id;
	const char *name, *arguments;
	size_t least, most; /* arguments */
	const char *doc, *status;
	cr_verb_fn *run;
};

enum cr_option_id {
#define OPTION(id, letter, name, argument, repeatable, verbs, help) \
	CR_OPTION_##id,
#include "options.def"
#undef OPTION
	CR_OPTION_COUNT
};

struct cr_option {
	enum cr_option_id id;
	const char *value; /* or NULL */
};

struct cr_options {
	const struct cr_verb *verb;
	struct cr_option *given; /* in the order of the command line */
	size_t given_count;
	const char **arguments;
	size_t argument_count;
};

/* NULL: no such verb. */
const struct cr_verb *cr_options_find_verb(const char *name);
const char *cr_options_nearest_verb(const char *name);
/* argv after the verb.  -1: a mistake, and said so. */
int cr_options_parse(struct cr_options *options, const struct cr_verb *verb,
    int argc, char **argv);
void cr_options_fini(struct cr_options *options);

bool cr_options_has(const struct cr_options *options, enum cr_option_id id);
/* The value, or NULL if it was not given. */
const char *cr_options_get(
    const struct cr_options *options, enum cr_option_id id);
/* Each value of a repeatable option: *cursor starts at 0; NULL ends. */
const char *cr_options_next(
    const struct cr_options *options, enum cr_option_id id, size_t *cursor);

/* The text of `certrule --help` and of `certrule VERB --help`. */
void cr_options_usage(struct cr_output *out);
void cr_options_help(struct cr_output *out, const struct cr_verb *verb);

#endif

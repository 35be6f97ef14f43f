/* SPDX-License-Identifier: MIT */
/*
 * Random texts that are well typed, and random facts for them.  What there is
 * to choose from is read off the tables: the schema's fields, funcs.def,
 * ops.def, words.def, list_types.def.  A new row is generated from the moment
 * it is there.
 *
 * Everything is written as a person might write it: several spellings of a
 * value, white space, comments, parentheses that are not needed.
 */
#ifndef TESTS_RANDOM_GENERATE_H
#define TESTS_RANDOM_GENERATE_H

#include "pools.h"

#include "../../base/arena.h"
#include "../../base/buffer.h"
#include "../../base/fieldset.h"
#include "../../engine/check.h"
#include "../../engine/functions.h"

#define VOCABULARY_TYPES 32

/* The fields of one type, by name; a field of two names is there twice. */
struct vocabulary_type {
	unsigned type;
	const char **names;
	size_t count;
	size_t common; /* the first so many are the generator's own */
};

/* What a generator may say; const once made. */
struct vocabulary {
	const struct certrule_schema *schema;
	const struct cr_list *lists; /* or NULL */
	struct vocabulary_type types[VOCABULARY_TYPES];
	size_t type_count;
};

struct generate {
	struct random *source;
	const struct vocabulary *words;
	struct cr_buffer *out; /* the text */
	unsigned budget;       /* of nodes; used up: only the simplest */
	bool mapped_only;      /* sequences come of [*], none is a field's */
	unsigned groups;       /* of the pattern argument written last */
};

/* ------------------------------------------------------------- vocabulary.c */

/* Fields of the generator's own, two of every type it needs. */
int vocabulary_add_fields(struct certrule_schema *schema);
/* NULL: no memory.  Lives in the arena; schema and lists are borrowed. */
const struct vocabulary *vocabulary_new(struct cr_arena *arena,
    const struct certrule_schema *schema, const struct cr_list *lists);
/* NULL: no field is of this type. */
const struct vocabulary_type *vocabulary_find(
    const struct vocabulary *words, unsigned type);

/* ----------------------------------------------------------------- filter.c */

/* A whole expression. */
void generate_filter(struct generate *g);
/* A logical: a Bool, or under any and all (array) one of each element. */
void generate_logical(struct generate *g, bool array);
/* The same, and never a value by itself. */
void generate_comparison(struct generate *g, bool array);
void generate_not(struct generate *g, bool array);
/* White space between two tokens; perhaps a comment. */
void generate_gap(struct generate *g);

/* ------------------------------------------------------------------- term.c */

/* A value that is no literal; each: one of a sequence, by [*]. */
void generate_term(struct generate *g, unsigned type, bool each);
bool generate_has_each(const struct generate *g, unsigned type);

/* ---------------------------------------------------------------- literal.c */

/* A literal of a plain type but Bool; inside bounds unless both are 0. */
void generate_literal(
    struct generate *g, unsigned type, int64_t lowest, int64_t highest);
void generate_string(struct generate *g, struct certrule_bytes text);
/* The same as "…" or r"…", never as 61:31. */
void generate_text(struct generate *g, struct certrule_bytes text);
/* Between quotes right of matches, or raw. */
void generate_pattern(struct generate *g, const char *pattern);
/* Any of the spellings of a value. */
void generate_int(struct generate *g, int64_t number);
void generate_ip(struct generate *g, const struct certrule_ip *ip);
/* One item of a set: a value, or (ranges) a range or network. */
void generate_item(struct generate *g, unsigned type, bool ranges);

/* --------------------------------------------------------------- argument.c */

/* The argument of a parameter that takes nothing but a literal. */
void generate_literal_argument(struct generate *g,
    const struct cr_function *function, size_t index, unsigned type);

/* ------------------------------------------------------------------ facts.c */

/* Sets the fields of reads, by number, or leaves them missing or in error. */
void generate_facts(
    struct generate *g, struct certrule_fieldset *facts, const bool *reads);

/* ----------------------------------------------------------------- policy.c */

/* A whole policy without trust statements. */
void generate_policy(struct generate *g);

#endif

/* SPDX-License-Identifier: MIT */
/* Parses a command line by the rows of options.def. */
#include "options.h"
#include "text.h"

#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct option_row {
	char letter;
	const char *name, *argument;
	bool repeatable;
	unsigned verbs;
	const char *help;
};

#define IN(verb) (1u << CR_VERB_##verb)
static const struct option_row option_rows[] = {
#define OPTION(id, letter, name, argument, repeatable, verbs, help) \
	{letter, name, argument, repeatable, verbs, help},
#include "options.def"
#undef OPTION
};
#undef IN

static const struct cr_verb verb_rows[] = {
#define VERB(id, name, function, arguments, least, most, doc, status) \
	{CR_VERB_##id, name, arguments, least, most, doc, status,     \
	    cr_cmd_##function},
#include "verbs.def"
#undef VERB
};

/* getopt_long()'s value of a row without a letter. */
enum {
	LONG_BASE = 256
};

const struct cr_verb *
cr_options_find_verb(const char *name)
{
	for (size_t i = 0; i < CR_VERB_COUNT; i++) {
		if (strcmp(verb_rows[i].name, name) == 0)
			return &verb_rows[i];
	}
	return NULL;
}

/* Near enough to be a slip: a third of the word at most, but always one. */
static bool
is_near(size_t distance, const char *wanted)
{
	size_t third = strlen(wanted) / 3;

	return distance <= (third > 1 ? third : 1);
}

const char *
cr_options_nearest_verb(const char *name)
{
	const char *best = NULL;
	size_t best_distance = (size_t)-1;

	for (size_t i = 0; i < CR_VERB_COUNT; i++) {
		size_t distance = cr_text_distance(name, verb_rows[i].name);

		if (distance < best_distance) {
			best_distance = distance;
			best = verb_rows[i].name;
		}
	}
	return is_near(best_distance, name) ? best : NULL;
}

static bool
is_taken(const struct cr_verb *verb, size_t row)
{
	return (option_rows[row].verbs >> verb->id & 1u) != 0;
}

/* ----------------------------------------------------------------- parsing */

static void
build_tables(const struct cr_verb *verb, struct option *longs, char *letters)
{
	size_t count = 0;

	/* In the order given, whatever POSIXLY_CORRECT says; ':' tells a
	 * missing argument from an unknown option. */
	*letters++ = '-';
	*letters++ = ':';
	for (size_t i = 0; i < CR_OPTION_COUNT; i++) {
		const struct option_row *row = &option_rows[i];

		if (!is_taken(verb, i))
			continue;
		longs[count].name = row->name;
		longs[count].has_arg = row->argument != NULL;
		longs[count].flag = NULL;
		longs[count++].val = LONG_BASE + (int)i;
		if (row->letter != 0)
			*letters++ = row->letter;
		if (row->letter != 0 && row->argument != NULL)
			*letters++ = ':';
	}
	memset(&longs[count], 0, sizeof(longs[count]));
	*letters = '\0';
}

static int
say_unknown(const struct cr_verb *verb, const char *word)
{
	size_t len = strcspn(word, "=");
	const char *near = NULL;
	char name[64];
	size_t best = (size_t)-1;

	if (strncmp(word, "--", 2) != 0 || len >= sizeof(name)) {
		cr_message("unknown option '%s'; certrule %s --help lists "
			   "them",
		    word, verb->name);
		return -1;
	}
	memcpy(name, word, len);
	name[len] = '\0';
	for (size_t i = 0; i < CR_OPTION_COUNT; i++) {
		size_t distance =
		    cr_text_distance(name + 2, option_rows[i].name);

		if (distance == 0) {
			cr_message("%s is no option of %s", name, verb->name);
			return -1;
		}
		if (is_taken(verb, i) && distance < best) {
			best = distance;
			near = option_rows[i].name;
		}
	}
	if (near != NULL && is_near(best, name + 2))
		cr_message(
		    "unknown option '%s'; did you mean --%s?", name, near);
	else
		cr_message("unknown option '%s'; certrule %s --help lists "
			   "them",
		    name, verb->name);
	return -1;
}

/* The row of what getopt_long() returned. */
static size_t
row_of(int found)
{
	if (found >= LONG_BASE)
		return (size_t)(found - LONG_BASE);
	for (size_t i = 0; i < CR_OPTION_COUNT; i++) {
		if (option_rows[i].letter == found)
			return i;
	}
	return CR_OPTION_COUNT;
}

/* getopt_long() takes abbreviations, which a later option would break. */
static bool
is_whole(size_t row, const char *word)
{
	size_t len = strlen(option_rows[row].name);

	return strncmp(word + 2, option_rows[row].name, len) == 0 &&
	       (word[2 + len] == '\0' || word[2 + len] == '=');
}

static int
add_option(struct cr_options *options, int found, char **argv)
{
	size_t row = row_of(found);
	enum cr_option_id id = (enum cr_option_id)row;
	const char *word = argv[optind - 1];

	if (row >= CR_OPTION_COUNT)
		return -1;
	if (optarg != NULL && optarg == argv[optind - 1])
		word = argv[optind - 2];
	if (found >= LONG_BASE && !is_whole(row, word))
		return say_unknown(options->verb, word);
	if (!option_rows[row].repeatable && option_rows[row].argument != NULL &&
	    cr_options_has(options, id)) {
		cr_message("--%s is given twice", option_rows[row].name);
		return -1;
	}
	options->given[options->given_count].id = id;
	options->given[options->given_count++].value = optarg;
	return 0;
}

static int
take_word(struct cr_options *options, int found, char **argv)
{
	if (found == 1) {
		options->arguments[options->argument_count++] = optarg;
		return 0;
	}
	if (found == ':') {
		size_t row = row_of(optopt);

		if (row < CR_OPTION_COUNT)
			cr_message("--%s needs %s", option_rows[row].name,
			    option_rows[row].argument);
		return -1;
	}
	if (found == '?' && optopt >= LONG_BASE) {
		cr_message("--%s takes no value",
		    option_rows[optopt - LONG_BASE].name);
		return -1;
	}
	if (found == '?')
		return say_unknown(options->verb, argv[optind - 1]);
	return add_option(options, found, argv);
}

static int
check_arguments(const struct cr_options *options)
{
	const struct cr_verb *verb = options->verb;

	if (cr_options_has(options, CR_OPTION_HELP))
		return 0;
	if (options->argument_count < verb->least) {
		cr_message("%s needs %s; certrule %s --help says more",
		    verb->name, verb->arguments, verb->name);
		return -1;
	}
	if (options->argument_count > verb->most) {
		cr_message("'%s' is too much: %s takes %s",
		    options->arguments[verb->most], verb->name,
		    verb->most == 0 ? "options only" : verb->arguments);
		return -1;
	}
	return 0;
}

int
cr_options_parse(struct cr_options *options, const struct cr_verb *verb,
    int argc, char **argv)
{
	struct option longs[CR_OPTION_COUNT + 1];
	char letters[2 * CR_OPTION_COUNT + 3];
	int found;

	memset(options, 0, sizeof(*options));
	options->verb = verb;
	options->given = calloc((size_t)argc, sizeof(*options->given));
	options->arguments = calloc((size_t)argc, sizeof(*options->arguments));
	if (options->given == NULL || options->arguments == NULL) {
		cr_message("out of memory");
		return -1;
	}
	build_tables(verb, longs, letters);
	opterr = 0;
	optind = 1;
	while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (take_word(options, found, argv) != 0)
			return -1;
	}
	while (optind < argc)
		options->arguments[options->argument_count++] = argv[optind++];
	return check_arguments(options);
}

void
cr_options_fini(struct cr_options *options)
{
	free(options->given);
	free(options->arguments);
	memset(options, 0, sizeof(*options));
}

/* --------------------------------------------------------------- questions */

bool
cr_options_has(const struct cr_options *options, enum cr_option_id id)
{
	for (size_t i = 0; i < options->given_count; i++) {
		if (options->given[i].id == id)
			return true;
	}
	return false;
}

const char *
cr_options_get(const struct cr_options *options, enum cr_option_id id)
{
	size_t cursor = 0;

	return cr_options_next(options, id, &cursor);
}

const char *
cr_options_next(
    const struct cr_options *options, enum cr_option_id id, size_t *cursor)
{
	while (*cursor < options->given_count) {
		const struct cr_option *given = &options->given[(*cursor)++];

		if (given->id == id)
			return given->value;
	}
	return NULL;
}

/* -------------------------------------------------------------------- help */

enum {
	WIDTH = 79,
	HELP_COLUMN = 27
};

/* text from column on, broken at spaces; the first line is at column. */
static void
write_wrapped(struct cr_output *out, const char *text, size_t column)
{
	size_t room = WIDTH - column;

	while (strlen(text) > room) {
		size_t len = room;

		while (len > 0 && text[len] != ' ')
			len--;
		if (len == 0)
			break;
		cr_output_printf(
		    out, "%.*s\n%*s", (int)len, text, (int)column, "");
		text += len + 1;
	}
	cr_output_printf(out, "%s\n", text);
}

static void
write_option(struct cr_output *out, const struct option_row *row)
{
	struct cr_text left;

	cr_text_init(&left);
	if (row->letter != 0)
		cr_text_printf(&left, "  -%c, --%s", row->letter, row->name);
	else
		cr_text_printf(&left, "  --%s", row->name);
	if (row->argument != NULL)
		cr_text_printf(&left, " %s", row->argument);
	if (left.len + 2 > HELP_COLUMN)
		cr_output_printf(
		    out, "%s\n%*s", cr_text_get(&left), HELP_COLUMN, "");
	else
		cr_output_printf(out, "%-*s", HELP_COLUMN, cr_text_get(&left));
	write_wrapped(out, row->help, HELP_COLUMN);
	cr_text_fini(&left);
}

void
cr_options_help(struct cr_output *out, const struct cr_verb *verb)
{
	cr_output_printf(out, "usage: certrule %s [OPTION...]%s%s\n\n",
	    verb->name, verb->arguments[0] != '\0' ? " " : "", verb->arguments);
	write_wrapped(out, verb->doc, 0);
	cr_output_text(out, "\n");
	for (size_t i = 0; i < CR_OPTION_COUNT; i++) {
		if (is_taken(verb, i))
			write_option(out, &option_rows[i]);
	}
	cr_output_text(out,
	    "\nA file - is standard input; -- ends the options.\n"
	    "Exit status: ");
	cr_output_printf(out, "%s;\n", verb->status);
	cr_output_text(out,
	    "2 a mistake in the policy, a file it names, the expression or "
	    "the command line;\n"
	    "3 a file named on the command line could not be read, or output "
	    "not written.\n");
}

void
cr_options_usage(struct cr_output *out)
{
	cr_output_text(out,
	    "usage: certrule VERB [OPTION...] [ARGUMENT...]\n\n"
	    "Decides who gets in by their client certificate.\n\n");
	for (size_t i = 0; i < CR_VERB_COUNT; i++) {
		const char *doc = verb_rows[i].doc;

		/* The first sentence, or its first part. */
		cr_output_printf(out, "  %-13s%.*s\n", verb_rows[i].name,
		    (int)strcspn(doc, ".:"), doc);
	}
	cr_output_text(out,
	    "\ncertrule VERB --help lists the options of a verb;\n"
	    "certrule --version prints the version.\n");
}

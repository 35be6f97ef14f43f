/* SPDX-License-Identifier: MIT */
/*
 * Completion scripts, written from the rows of verbs.def and options.def.
 *
 * A script knows the verbs, the options that each takes, and of an option's
 * argument whether it is a file, a folder, one of some words, or something that
 * only its user knows.  It does not run certrule.
 */
#include "complete.h"
#include "complete_parts.h"

#include <ctype.h>
#include <string.h>

const struct cr_complete_verb cr_complete_verbs[] = {
#define VERB(id, name, function, arguments, least, most, doc, status) \
	{name, arguments, doc},
#include "verbs.def"
#undef VERB
};

#define IN(verb) (1u << CR_VERB_##verb)
const struct cr_complete_option cr_complete_options[] = {
#define OPTION(id, letter, name, argument, repeatable, verbs, help) \
	{letter, name, argument, repeatable, verbs, help},
#include "options.def"
#undef OPTION
};
#undef IN

/* ------------------------------------------------------------ what they take */

enum cr_complete_kind
cr_complete_kind(const struct cr_complete_option *row)
{
	if (row->argument == NULL)
		return CR_COMPLETE_NONE;
	if (strcmp(row->argument, "FILE") == 0)
		return CR_COMPLETE_FILE;
	if (strcmp(row->argument, "DIR") == 0)
		return CR_COMPLETE_FOLDER;
	return strchr(row->argument, '|') != NULL ? CR_COMPLETE_WORDS
						  : CR_COMPLETE_TEXT;
}

bool
cr_complete_is_taken(size_t option, size_t verb)
{
	return (cr_complete_options[option].verbs >> verb & 1u) != 0;
}

/* What arguments are stands in capitals: all are files, but for an EXPRESSION
 * and a CODE. */
bool
cr_complete_takes_files(const struct cr_complete_verb *row)
{
	return strstr(row->arguments, "FILE") != NULL ||
	       strstr(row->arguments, "POLICY") != NULL ||
	       strstr(row->arguments, "LEAF") != NULL;
}

int
cr_complete_literal(const struct cr_complete_verb *row)
{
	if (!islower((unsigned char)row->arguments[0]))
		return 0;
	return (int)strcspn(row->arguments, " ");
}

/* ------------------------------------------------------------------- writing */

void
cr_complete_write_words(struct cr_output *out, const char *argument)
{
	for (const char *c = argument; *c != '\0' && *c != '['; c++)
		cr_output_printf(out, "%c", *c == '|' ? ' ' : *c);
}

void
cr_complete_write_quoted(struct cr_output *out, const char *text, size_t len,
    const struct cr_complete_quoting *quoting)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\'') {
			cr_output_text(out, quoting->quote);
			continue;
		}
		if (strchr(quoting->special, text[i]) != NULL)
			cr_output_text(out, "\\");
		cr_output_printf(out, "%c", text[i]);
	}
}

/* The first sentence, or its first part. */
void
cr_complete_write_summary(struct cr_output *out,
    const struct cr_complete_verb *row,
    const struct cr_complete_quoting *quoting)
{
	cr_complete_write_quoted(
	    out, row->doc, strcspn(row->doc, ".:"), quoting);
}

int
cr_complete_write(struct cr_output *out, const char *shell)
{
	static const struct {
		const char *name;
		void (*write)(struct cr_output *out);
	} shells[] = {{"bash", cr_complete_bash}, {"zsh", cr_complete_zsh},
	    {"fish", cr_complete_fish}};

	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		if (strcmp(shell, shells[i].name) != 0)
			continue;
		shells[i].write(out);
		return 0;
	}
	return -1;
}

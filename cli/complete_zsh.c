/* SPDX-License-Identifier: MIT */
/* The completion script of zsh: a function for its _arguments. */
#include "complete_parts.h"

#include <string.h>

/* Texts within the specifications of _arguments. */
static const struct cr_complete_quoting in_brackets = {"'\\''", "[]\\"};
static const struct cr_complete_quoting message = {"'\\''", ":\\"};

static void
write_zsh_argument(struct cr_output *out, const struct cr_complete_option *row)
{
	enum cr_complete_kind kind = cr_complete_kind(row);

	if (kind == CR_COMPLETE_NONE)
		return;
	cr_output_text(out, ":");
	cr_complete_write_quoted(
	    out, row->argument, strlen(row->argument), &message);
	switch (kind) {
	case CR_COMPLETE_FILE:
		cr_output_text(out, ":_files");
		break;
	case CR_COMPLETE_FOLDER:
		cr_output_text(out, ":_files -/");
		break;
	case CR_COMPLETE_WORDS:
		cr_output_text(out, ":(");
		cr_complete_write_words(out, row->argument);
		cr_output_text(out, ")");
		break;
	case CR_COMPLETE_NONE:
	case CR_COMPLETE_TEXT:
		cr_output_text(out, ": ");
		break;
	}
}

static void
write_zsh_spec(struct cr_output *out, const struct cr_complete_option *row,
    const char *dashes, const char *name)
{
	cr_output_printf(out, " \\\n\t\t\t'%s%s%s%s[",
	    row->repeatable ? "*" : "", dashes, name,
	    row->argument != NULL && dashes[1] != '\0' ? "=" : "");
	cr_complete_write_quoted(
	    out, row->help, strlen(row->help), &in_brackets);
	cr_output_text(out, "]");
	write_zsh_argument(out, row);
	cr_output_text(out, "'");
}

static void
write_zsh_verb(struct cr_output *out, size_t verb)
{
	const struct cr_complete_verb *row = &cr_complete_verbs[verb];

	cr_output_printf(out, "\t%s)\n\t\t_arguments -s -S", row->name);
	for (size_t i = 0; i < CR_OPTION_COUNT; i++) {
		char letter[2] = {cr_complete_options[i].letter, '\0'};

		if (!cr_complete_is_taken(i, verb))
			continue;
		if (letter[0] != '\0')
			write_zsh_spec(
			    out, &cr_complete_options[i], "-", letter);
		write_zsh_spec(out, &cr_complete_options[i], "--",
		    cr_complete_options[i].name);
	}
	if (cr_complete_literal(row) > 0)
		cr_output_printf(out, " \\\n\t\t\t'1:format:(%.*s)'",
		    cr_complete_literal(row), row->arguments);
	if (cr_complete_takes_files(row))
		cr_output_text(out, " \\\n\t\t\t'*:file:_files'");
	cr_output_text(out, "\n\t\t;;\n");
}

void
cr_complete_zsh(struct cr_output *out)
{
	cr_output_text(out,
	    "#compdef certrule\n"
	    "# zsh completion for certrule, from certrule --completion zsh\n"
	    "_certrule() {\n"
	    "\tlocal -a verbs\n"
	    "\tverbs=(");
	for (size_t i = 0; i < CR_VERB_COUNT; i++) {
		cr_output_printf(out, "\n\t\t'%s:", cr_complete_verbs[i].name);
		cr_complete_write_summary(out, &cr_complete_verbs[i], &message);
		cr_output_text(out, "'");
	}
	cr_output_text(out, "\n\t)\n"
			    "\tif ((CURRENT == 2)); then\n"
			    "\t\t_describe verb verbs\n"
			    "\t\t_values option --help --version\n"
			    "\t\treturn\n"
			    "\tfi\n"
			    "\tshift words\n"
			    "\t((CURRENT--))\n"
			    "\tcase $words[1] in\n");
	for (size_t i = 0; i < CR_VERB_COUNT; i++)
		write_zsh_verb(out, i);
	cr_output_text(out, "\tesac\n"
			    "}\n"
			    "if [ \"$funcstack[1]\" = _certrule ]; then\n"
			    "\t_certrule \"$@\"\n"
			    "else\n"
			    "\tcompdef _certrule certrule\n"
			    "fi\n");
}

/* SPDX-License-Identifier: MIT */
/* The completion script of fish. */
#include "complete_parts.h"

#include <string.h>

static const struct cr_complete_quoting quoting = {"\\'", "\\"};

static void
write_fish_verb(struct cr_output *out, const struct cr_complete_verb *row)
{
	cr_output_printf(out,
	    "complete -c certrule -n __fish_use_subcommand -f -a %s -d '",
	    row->name);
	cr_complete_write_summary(out, row, &quoting);
	cr_output_text(out, "'\n");
	if (!cr_complete_takes_files(row))
		cr_output_printf(out,
		    "complete -c certrule -n '__fish_seen_subcommand_from %s' "
		    "-f\n",
		    row->name);
	if (cr_complete_literal(row) > 0)
		cr_output_printf(out,
		    "complete -c certrule -n '__fish_seen_subcommand_from %s' "
		    "-a %.*s\n",
		    row->name, cr_complete_literal(row), row->arguments);
}

static void
write_fish_option(struct cr_output *out, size_t option)
{
	const struct cr_complete_option *row = &cr_complete_options[option];

	cr_output_text(
	    out, "complete -c certrule -n '__fish_seen_subcommand_from");
	for (size_t i = 0; i < CR_VERB_COUNT; i++) {
		if (cr_complete_is_taken(option, i))
			cr_output_printf(out, " %s", cr_complete_verbs[i].name);
	}
	cr_output_text(out, "'");
	if (row->letter != 0)
		cr_output_printf(out, " -s %c", row->letter);
	cr_output_printf(out, " -l %s", row->name);
	switch (cr_complete_kind(row)) {
	case CR_COMPLETE_NONE:
		break;
	case CR_COMPLETE_FILE:
		cr_output_text(out, " -r -F");
		break;
	case CR_COMPLETE_FOLDER:
		cr_output_text(out, " -x -a '(__fish_complete_directories)'");
		break;
	case CR_COMPLETE_WORDS:
		cr_output_text(out, " -x -a '");
		cr_complete_write_words(out, row->argument);
		cr_output_text(out, "'");
		break;
	case CR_COMPLETE_TEXT:
		cr_output_text(out, " -x");
		break;
	}
	cr_output_text(out, " -d '");
	cr_complete_write_quoted(out, row->help, strlen(row->help), &quoting);
	cr_output_text(out, "'\n");
}

void
cr_complete_fish(struct cr_output *out)
{
	cr_output_text(out,
	    "# fish completion for certrule, from certrule --completion fish\n"
	    "complete -c certrule -n __fish_use_subcommand -f -l help "
	    "-d 'list the verbs'\n"
	    "complete -c certrule -n __fish_use_subcommand -f -l version "
	    "-d 'print the version'\n");
	for (size_t i = 0; i < CR_VERB_COUNT; i++)
		write_fish_verb(out, &cr_complete_verbs[i]);
	for (size_t i = 0; i < CR_OPTION_COUNT; i++)
		write_fish_option(out, i);
}

/* SPDX-License-Identifier: MIT */
/* The completion script of bash; it needs no other script. */
#include "complete_parts.h"

static void
write_bash_verb(struct cr_output *out, size_t verb)
{
	const struct cr_complete_verb *row = &cr_complete_verbs[verb];

	cr_output_printf(out, "\t%s)\n\t\toptions='", row->name);
	for (size_t i = 0; i < CR_OPTION_COUNT; i++) {
		if (!cr_complete_is_taken(i, verb))
			continue;
		if (cr_complete_options[i].letter != 0)
			cr_output_printf(
			    out, "-%c ", cr_complete_options[i].letter);
		cr_output_printf(out, "--%s ", cr_complete_options[i].name);
	}
	cr_output_printf(out, "'\n\t\twords='%.*s' files=%s\n\t\t;;\n",
	    cr_complete_literal(row), row->arguments,
	    cr_complete_takes_files(row) ? "yes" : "");
}

static void
write_bash_option(struct cr_output *out, const struct cr_complete_option *row)
{
	enum cr_complete_kind kind = cr_complete_kind(row);

	if (kind == CR_COMPLETE_NONE)
		return;
	cr_output_text(out, "\t");
	if (row->letter != 0)
		cr_output_printf(out, "-%c | ", row->letter);
	cr_output_printf(out, "--%s)\n\t\t", row->name);
	switch (kind) {
	case CR_COMPLETE_FILE:
		cr_output_text(out, "_certrule_files -f \"$cur\"\n\t\t");
		break;
	case CR_COMPLETE_FOLDER:
		cr_output_text(out, "_certrule_files -d \"$cur\"\n\t\t");
		break;
	case CR_COMPLETE_WORDS:
		cr_output_text(out, "_certrule_words '");
		cr_complete_write_words(out, row->argument);
		cr_output_text(out, "' \"$cur\"\n\t\t");
		break;
	case CR_COMPLETE_NONE:
	case CR_COMPLETE_TEXT:
		break;
	}
	cr_output_text(out, "return\n\t\t;;\n");
}

static const char bash_begin[] =
    "# bash completion for certrule, from certrule --completion bash\n"
    "_certrule_words() {\n"
    "\tmapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY \\\n"
    "\t\t< <(compgen -W \"$1\" -- \"$2\")\n"
    "}\n"
    "_certrule_files() {\n"
    "\tmapfile -t -O \"${#COMPREPLY[@]}\" COMPREPLY \\\n"
    "\t\t< <(compgen \"$1\" -- \"$2\")\n"
    "\tcompopt -o filenames 2>/dev/null\n"
    "}\n"
    "_certrule() {\n"
    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} word\n"
    "\tlocal option= options= words= files=\n"
    "\tCOMPREPLY=()\n"
    "\tif [ \"$COMP_CWORD\" -le 1 ]; then\n"
    "\t\t_certrule_words '";

static const char bash_options[] =
    "\t*) return ;;\n"
    "\tesac\n"
    "\toption=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "\t# --name=value is three words to bash.\n"
    "\tif [ \"$cur\" = = ]; then\n"
    "\t\tcur=\n"
    "\telif [ \"$option\" = = ]; then\n"
    "\t\toption=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "\tfi\n"
    "\tfor word in \"${COMP_WORDS[@]:2:COMP_CWORD - 2}\"; do\n"
    "\t\t[ \"$word\" != -- ] || options=\n"
    "\tdone\n"
    "\tcase \" $options \" in\n"
    "\t*\" $option \"*) ;;\n"
    "\t*) option= ;;\n"
    "\tesac\n"
    "\tcase $option in\n";

static const char bash_end[] =
    "\tesac\n"
    "\tcase $cur in\n"
    "\t-*) _certrule_words \"$options\" \"$cur\" ;;\n"
    "\t*)\n"
    "\t\t_certrule_words \"$words\" \"$cur\"\n"
    "\t\t[ -z \"$files\" ] || _certrule_files -f \"$cur\"\n"
    "\t\t;;\n"
    "\tesac\n"
    "}\n"
    "complete -F _certrule certrule\n";

void
cr_complete_bash(struct cr_output *out)
{
	cr_output_text(out, bash_begin);
	for (size_t i = 0; i < CR_VERB_COUNT; i++)
		cr_output_printf(out, "%s ", cr_complete_verbs[i].name);
	cr_output_text(out, "--help --version' \"$cur\"\n"
			    "\t\treturn\n"
			    "\tfi\n"
			    "\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < CR_VERB_COUNT; i++)
		write_bash_verb(out, i);
	cr_output_text(out, bash_options);
	for (size_t i = 0; i < CR_OPTION_COUNT; i++)
		write_bash_option(out, &cr_complete_options[i]);
	cr_output_text(out, bash_end);
}

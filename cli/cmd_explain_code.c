/* SPDX-License-Identifier: MIT */
/*
 * certrule explain-code: what a diagnostic means.
 *
 * The texts are those of doc/diagnostics.md, made into a table by
 * explanations.awk.  They are here and not in libcertrule since only a person
 * at a terminal reads them: a server that loads the library carries none.
 */
#include "cli.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const struct explanation {
	const char *code, *title, *text;
} explanations[] = {
#define EXPLANATION(code, title, text) {#code, title, text},
#include "cli/explanations.def"
#undef EXPLANATION
};

#define EXPLANATION_COUNT (sizeof(explanations) / sizeof(*explanations))
#define CODE_LEN	  ((size_t)5)

/* What somebody wrote: the letter may be left out, and zeros in front. */
struct wanted {
	int letter; /* 0: any */
	long number;
};

static int
read_code(const char *text, struct wanted *wanted)
{
	size_t digits;

	wanted->letter = 0;
	if (isalpha((unsigned char)*text))
		wanted->letter = toupper((unsigned char)*text++);
	digits = strspn(text, "0123456789");
	if (digits == 0 || digits >= CODE_LEN || text[digits] != '\0')
		return -1;
	wanted->number = strtol(text, NULL, 10);
	return 0;
}

static long
number_of(const struct explanation *row)
{
	return strtol(row->code + 1, NULL, 10);
}

static const struct explanation *
find(const struct wanted *wanted)
{
	for (size_t i = 0; i < EXPLANATION_COUNT; i++) {
		const struct explanation *row = &explanations[i];

		if (number_of(row) == wanted->number &&
		    (wanted->letter == 0 || wanted->letter == row->code[0]))
			return row;
	}
	return NULL;
}

/* The one with the nearest number, whatever its letter. */
static const struct explanation *
find_nearest(const struct wanted *wanted)
{
	const struct explanation *best = &explanations[0];

	for (size_t i = 1; i < EXPLANATION_COUNT; i++) {
		if (labs(number_of(&explanations[i]) - wanted->number) <
		    labs(number_of(best) - wanted->number))
			best = &explanations[i];
	}
	return best;
}

/* It and those around it. */
static void
say_unknown(const char *code, const struct wanted *wanted)
{
	const struct explanation *near = find_nearest(wanted);
	const struct explanation *last = &explanations[EXPLANATION_COUNT - 1];
	const struct explanation *from = near > explanations ? near - 1 : near;
	const struct explanation *to = near < last ? near + 1 : near;

	cr_message("no diagnostic has the code '%s'; near it:", code);
	for (; from <= to; from++)
		fprintf(stderr, "    %s  %s\n", from->code, from->title);
}

static int
explain(struct cr_output *out, const char *code, bool first)
{
	const struct explanation *row;
	struct wanted wanted;

	if (read_code(code, &wanted) != 0) {
		cr_message("'%s' is no code; codes look like E0107", code);
		return CR_EXIT_MISTAKE;
	}
	row = find(&wanted);
	if (row == NULL) {
		say_unknown(code, &wanted);
		return CR_EXIT_MISTAKE;
	}
	cr_output_printf(
	    out, "%s%s: %s\n\n", first ? "" : "\n", row->code, row->title);
	cr_output_text(out, row->text);
	return CR_EXIT_YES;
}

int
cr_cmd_explain_code(struct cr_cli *cli)
{
	const struct cr_options *options = &cli->options;
	int status = CR_EXIT_YES;

	for (size_t i = 0; i < options->argument_count; i++) {
		const char *code = options->arguments[i];

		if (explain(&cli->out, code, i == 0) != CR_EXIT_YES)
			status = CR_EXIT_MISTAKE;
	}
	return status;
}

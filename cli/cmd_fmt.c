/* SPDX-License-Identifier: MIT */
/* certrule fmt: policies in canonical form; see certrule_format(). */
#include "cli.h"
#include "diff.h"
#include "read.h"
#include "replace.h"

#include <string.h>

enum {
	POLICY_LIMIT = 16 << 20
};

struct formatting {
	struct cr_cli *cli;
	struct certrule_diags *diags;
	bool check, diff, write;
};

/* One policy before and after. */
struct texts {
	const char *path;
	struct cr_text old, new;
};

static int
say_no_memory(void)
{
	cr_message("out of memory");
	return CR_EXIT_FILE;
}

static int
read_policy(struct texts *texts)
{
	bool input = strcmp(texts->path, "-") == 0;
	const char *why = cr_read_file(texts->path, POLICY_LIMIT, &texts->old);

	if (why == NULL)
		return CR_EXIT_YES;
	cr_message(
	    "cannot read %s: %s", input ? "standard input" : texts->path, why);
	return CR_EXIT_FILE;
}

static int
format_policy(const struct formatting *formatting, struct texts *texts)
{
	int failed;

	certrule_diags_clear(formatting->diags);
	failed = certrule_format(texts->path, cr_text_get(&texts->old),
	    texts->old.len, formatting->diags, cr_text_write, &texts->new);
	if (texts->new.failed)
		return say_no_memory();
	if (failed == 0)
		return CR_EXIT_YES;
	cr_message_diags(formatting->diags);
	return CR_EXIT_MISTAKE;
}

static bool
is_changed(const struct texts *texts)
{
	return texts->old.len != texts->new.len ||
	       memcmp(cr_text_get(&texts->old), cr_text_get(&texts->new),
		   texts->old.len) != 0;
}

/* What goes to standard output. */
static int
print_policy(const struct formatting *formatting, const struct texts *texts)
{
	struct cr_output *out = &formatting->cli->out;
	bool changed = is_changed(texts);

	if (formatting->diff) {
		if (cr_diff_write(out, texts->path, &texts->old, &texts->new) !=
		    0)
			return say_no_memory();
	} else if (formatting->check) {
		if (changed)
			cr_output_printf(out, "%s\n", texts->path);
	} else if (!formatting->write) {
		cr_output_write(out, cr_text_get(&texts->new), texts->new.len);
	}
	return formatting->check && changed ? CR_EXIT_NO : CR_EXIT_YES;
}

static int
write_policy(const struct cr_replace *replace, const struct texts *texts)
{
	const char *why;

	if (!is_changed(texts))
		return CR_EXIT_YES;
	why = cr_replace_commit(
	    replace, cr_text_get(&texts->new), texts->new.len);
	if (why == NULL)
		return CR_EXIT_YES;
	cr_message("cannot write %s: %s", texts->path, why);
	return CR_EXIT_FILE;
}

static int
convert(const struct formatting *formatting, struct texts *texts)
{
	int status = read_policy(texts);

	if (status == CR_EXIT_YES)
		status = format_policy(formatting, texts);
	if (status == CR_EXIT_YES)
		status = print_policy(formatting, texts);
	return status;
}

static int
convert_in_place(const struct formatting *formatting, struct texts *texts)
{
	struct cr_replace replace;
	const char *why = cr_replace_init(&replace, texts->path);
	int status = CR_EXIT_FILE;

	if (why != NULL)
		cr_message("cannot read %s: %s", texts->path, why);
	else
		status = convert(formatting, texts);
	if (status == CR_EXIT_YES)
		status = write_policy(&replace, texts);
	cr_replace_fini(&replace);
	return status;
}

/* The worst of all. */
static int
convert_all(const struct formatting *formatting)
{
	const struct cr_options *options = &formatting->cli->options;
	int worst = CR_EXIT_YES;

	for (size_t i = 0; i < options->argument_count; i++) {
		struct texts texts = {.path = options->arguments[i]};
		int status;

		cr_text_init(&texts.old);
		cr_text_init(&texts.new);
		status = formatting->write
			     ? convert_in_place(formatting, &texts)
			     : convert(formatting, &texts);
		cr_text_fini(&texts.old);
		cr_text_fini(&texts.new);
		if (status > worst)
			worst = status;
	}
	return worst;
}

static int
check_options(const struct formatting *formatting)
{
	const struct cr_options *options = &formatting->cli->options;
	size_t inputs = 0;

	for (size_t i = 0; i < options->argument_count; i++)
		inputs += strcmp(options->arguments[i], "-") == 0;
	if (formatting->write && formatting->check)
		cr_message("--check changes nothing and -w does: say one");
	else if (formatting->write && inputs != 0)
		cr_message("-w cannot write standard input");
	else if (inputs > 1)
		cr_message("standard input can be read once only");
	else
		return CR_EXIT_YES;
	return CR_EXIT_MISTAKE;
}

int
cr_cmd_fmt(struct cr_cli *cli)
{
	struct formatting formatting = {
	    .cli = cli,
	    .check = cr_options_has(&cli->options, CR_OPTION_CHECK),
	    .diff = cr_options_has(&cli->options, CR_OPTION_DIFF),
	    .write = cr_options_has(&cli->options, CR_OPTION_WRITE),
	};
	int status = check_options(&formatting);

	if (status != CR_EXIT_YES)
		return status;
	formatting.diags = certrule_diags_new(NULL);
	if (formatting.diags == NULL)
		return say_no_memory();
	status = convert_all(&formatting);
	certrule_diags_free(formatting.diags);
	return status;
}

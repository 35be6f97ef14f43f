/* SPDX-License-Identifier: MIT */
/* certrule import: rulesets of another system as a policy. */
#include "cli.h"
#include "import.h"
#include "read.h"

#include <certrule-openssl.h>

#include <string.h>

enum {
	FILE_LIMIT = 16 << 20
};

static int
say_no_memory(void)
{
	cr_message("out of memory");
	return CR_EXIT_FILE;
}

static int
refuse_file(const char *path, const char *why)
{
	bool input = strcmp(path, "-") == 0;

	cr_message(
	    "cannot import %s: %s", input ? "standard input" : path, why);
	return CR_EXIT_FILE;
}

static int
check_source(const char *name)
{
	static const char known[] = "cloudflare";

	if (strcmp(name, known) == 0)
		return CR_EXIT_YES;
	if (cr_text_distance(name, known) <= sizeof(known) / 3)
		cr_message("import does not know '%s'; did you mean '%s'?",
		    name, known);
	else
		cr_message(
		    "import does not know '%s'; it knows %s", name, known);
	return CR_EXIT_MISTAKE;
}

/* What a person should know before they use it. */
static int
say_counts(const struct cr_import_counts *counts)
{
	if (counts->comments == 0)
		return CR_EXIT_YES;
	cr_message("%zu of %zu rules cannot be kept: they are comments that "
		   "say why",
	    counts->comments, counts->rules);
	return CR_EXIT_NO;
}

/* In canonical form, as `certrule fmt` would leave it. */
static int
print_policy(struct cr_cli *cli, const struct cr_text *text)
{
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct cr_text formatted;
	int result = -1;

	cr_text_init(&formatted);
	if (diags != NULL)
		result = certrule_format("imported", cr_text_get(text),
		    text->len, diags, cr_text_write, &formatted);
	if (formatted.failed)
		result = -1;
	if (result == 0)
		cr_output_write(
		    &cli->out, cr_text_get(&formatted), formatted.len);
	certrule_diags_free(diags);
	cr_text_fini(&formatted);
	return result;
}

static int
write_policy(
    struct cr_cli *cli, const char *path, const struct cr_import *import)
{
	struct certrule_schema *schema = certrule_schema_new(NULL);
	struct cr_import_counts counts;
	struct cr_text text;
	int result = -1, status = CR_EXIT_FILE;

	cr_text_init(&text);
	if (schema != NULL && certrule_openssl_register(schema) == 0)
		result = cr_import_write(import, schema, &text, &counts);
	if (result == 0)
		result = print_policy(cli, &text);
	if (result < 0)
		say_no_memory();
	else if (result > 0)
		refuse_file(path, "it is too much for one policy");
	else
		status = say_counts(&counts);
	cr_text_fini(&text);
	certrule_schema_free(schema);
	return status;
}

static int
convert(struct cr_cli *cli, const char *path, const struct cr_json_value *root)
{
	struct cr_import import;
	int status;

	memset(&import, 0, sizeof(import));
	if (cr_import_read(&import, root) != 0)
		status = say_no_memory();
	else if (import.ruleset_count == 0 && import.firewall.count == 0)
		status = refuse_file(path, "there is no ruleset in it");
	else
		status = write_policy(cli, path, &import);
	cr_import_fini(&import);
	return status;
}

int
cr_cmd_import(struct cr_cli *cli)
{
	const char *path = cli->options.arguments[1];
	struct cr_json_value *root = NULL;
	struct cr_text text, why;
	const char *unread;
	int status = check_source(cli->options.arguments[0]);

	if (status != CR_EXIT_YES)
		return status;
	cr_text_init(&text);
	cr_text_init(&why);
	unread = cr_read_file(path, FILE_LIMIT, &text);
	if (unread == NULL)
		root = cr_json_parse(cr_text_get(&text), text.len, &why);
	if (root != NULL)
		status = convert(cli, path, root);
	else
		status = refuse_file(
		    path, unread != NULL ? unread : cr_text_get(&why));
	cr_json_free(root);
	cr_text_fini(&text);
	cr_text_fini(&why);
	return status;
}

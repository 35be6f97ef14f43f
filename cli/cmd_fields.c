/* SPDX-License-Identifier: MIT */
/* certrule fields: the table of fields. */
#include "cli.h"
#include "json.h"

#include <certrule.h>

#include <string.h>

static const char *
scope_text(enum certrule_scope scope)
{
	switch (scope) {
	case CERTRULE_SCOPE_REQUEST:
		return "request";
	case CERTRULE_SCOPE_PEER:
		return "peer";
	case CERTRULE_SCOPE_TRUST:
		return "trust";
	}
	return "";
}

static const char *
origin_text(enum certrule_origin origin)
{
	switch (origin) {
	case CERTRULE_ORIGIN_HOST:
		return "host";
	case CERTRULE_ORIGIN_CERTIFICATE:
		return "certificate";
	case CERTRULE_ORIGIN_POLICY:
		return "policy";
	}
	return "";
}

static void
write_row(struct cr_output *out, const struct certrule_field_info *info,
    const char *type)
{
	cr_output_printf(out, "%-50s %-20s %-8s %-12s %s\n", info->name, type,
	    scope_text(info->scope), origin_text(info->origin), info->doc);
}

/* Types hold < and >, which Markdown leaves alone between backquotes. */
static void
write_markdown(struct cr_output *out, const struct certrule_field_info *info,
    const char *type)
{
	cr_output_printf(out, "| `%s` | `%s` | %s | %s | ", info->name, type,
	    scope_text(info->scope), origin_text(info->origin));
	for (const char *c = info->doc; *c != '\0'; c++)
		cr_output_printf(out, *c == '|' ? "\\%c" : "%c", *c);
	cr_output_text(out, " |\n");
}

/* One line a field. */
static void
write_json(struct cr_output *out, const struct certrule_field_info *info,
    const char *type, bool first)
{
	cr_output_text(out, first ? "{\"name\":\"" : ",\n{\"name\":\"");
	cr_output_json(out, info->name);
	cr_output_text(out, "\"");
	cr_json_member(out, "type", type);
	cr_json_member(out, "scope", scope_text(info->scope));
	cr_json_member(out, "origin", origin_text(info->origin));
	cr_output_printf(out, ",\"extension\":%s,\"proved\":%s",
	    info->extension ? "true" : "false",
	    info->proved ? "true" : "false");
	cr_json_member(out, "doc", info->doc);
	cr_output_text(out, "}");
}

static void
write_table(struct cr_output *out, const struct cr_options *options,
    const struct certrule_schema *schema)
{
	const char *origin = cr_options_get(options, CR_OPTION_ORIGIN);
	bool json = cr_options_has(options, CR_OPTION_JSON);
	bool markdown = cr_options_has(options, CR_OPTION_MARKDOWN);
	size_t count = certrule_schema_field_count(schema);
	struct certrule_field_info info;
	char type[64];
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		certrule_schema_field_at(schema, i, &info);
		if (origin != NULL &&
		    strcmp(origin, origin_text(info.origin)) != 0)
			continue;
		certrule_type_name(info.type, type, sizeof(type));
		if (json)
			write_json(out, &info, type, first);
		else if (markdown)
			write_markdown(out, &info, type);
		else
			write_row(out, &info, type);
		first = false;
	}
}

static int
check_options(const struct cr_options *options)
{
	const char *origin = cr_options_get(options, CR_OPTION_ORIGIN);

	if (origin != NULL && strcmp(origin, "host") != 0 &&
	    strcmp(origin, "certificate") != 0) {
		cr_message("--origin %s: it is host or certificate", origin);
		return CR_EXIT_MISTAKE;
	}
	if (cr_options_has(options, CR_OPTION_JSON) &&
	    cr_options_has(options, CR_OPTION_MARKDOWN)) {
		cr_message("--json or --markdown, not both");
		return CR_EXIT_MISTAKE;
	}
	return CR_EXIT_YES;
}

int
cr_cmd_fields(struct cr_cli *cli)
{
	const struct cr_options *options = &cli->options;
	struct certrule_schema *schema;
	int status = check_options(options);

	if (status != CR_EXIT_YES)
		return status;
	schema = certrule_schema_new(NULL);
	if (schema == NULL) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	if (cr_options_has(options, CR_OPTION_JSON))
		cr_output_text(&cli->out, "[");
	else if (cr_options_has(options, CR_OPTION_MARKDOWN))
		cr_output_text(&cli->out,
		    "| field | type | scope | origin | |\n"
		    "|---|---|---|---|---|\n");
	write_table(&cli->out, options, schema);
	if (cr_options_has(options, CR_OPTION_JSON))
		cr_output_text(&cli->out, "]\n");
	certrule_schema_free(schema);
	return CR_EXIT_YES;
}

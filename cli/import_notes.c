/* SPDX-License-Identifier: MIT */
/*
 * Comments in front of a rule: what of it certrule does not do, and why it is
 * disabled.  Every reason for that is a sentence here.
 */
#include "import.h"

#include <string.h>

static void
note(struct cr_text *out, const char *text)
{
	cr_import_comment(out, text, strlen(text));
}

static void
note_parameters(
    struct cr_text *out, const struct cr_import_statement *statement)
{
	enum {
		LONGEST = 2000
	};
	struct cr_text text;

	if (statement->rule->parameters == NULL)
		return;
	cr_text_init(&text);
	cr_text_add(&text, "parameters: ");
	if (cr_json_dump(statement->rule->parameters, &text) != 0)
		out->failed = true;
	if (text.len > LONGEST) {
		cr_text_clear(&text);
		cr_text_add(&text, "parameters: too long to stand here");
	}
	note(out, cr_text_get(&text));
	cr_text_fini(&text);
}

bool
cr_import_skips_rest(const struct cr_import_rule *rule)
{
	struct cr_json_string what =
	    cr_json_string(cr_json_get(rule->parameters, "ruleset"));

	return what.len == 7 && memcmp(what.data, "current", 7) == 0;
}

static void
note_skip(struct cr_text *out, const struct cr_import_statement *statement)
{
	if (statement->aside)
		note(out,
		    "It skips products or phases that are not here, and goes "
		    "on: disabled.");
	else
		note(out,
		    "At Cloudflare it goes past the rules below. Here the "
		    "program around certrule\ndecides what it means, or "
		    "blocks; 'allow anonymous' in its place lets in whoever\n"
		    "matches.");
}

/* Fields that only Cloudflare's network can fill are there and missing. */
static bool
is_of_network(const char *field)
{
	static const char *const prefixes[] = {"cf.", "ip.src.", "ip.geoip."};

	if (strncmp(field, "cf.tls_", 7) == 0)
		return false;
	for (size_t i = 0; i < 3; i++)
		if (strncmp(field, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	return false;
}

/* Fields an expression may read and still be looked at in full. */
enum {
	READS_MOST = 64
};

bool
cr_import_is_unknowable(const struct certrule_gate *gate)
{
	int fields[READS_MOST];
	size_t count = certrule_gate_reads(gate, fields, READS_MOST);
	struct certrule_field_info info;

	for (size_t i = 0; i < count && i < READS_MOST; i++) {
		certrule_gate_field(gate, fields[i], &info);
		if (is_of_network(info.name))
			return true;
	}
	return count > READS_MOST;
}

static void
note_fields(struct cr_text *out, const struct certrule_gate *gate)
{
	int fields[READS_MOST];
	size_t count = certrule_gate_reads(gate, fields, READS_MOST);
	struct certrule_field_info info;
	struct cr_text text;

	for (size_t i = 0; i < count && i < READS_MOST; i++) {
		certrule_gate_field(gate, fields[i], &info);
		if (!is_of_network(info.name))
			continue;
		cr_text_init(&text);
		cr_text_printf(&text,
		    "%s is known to Cloudflare only, and missing where "
		    "nobody sets it.",
		    info.name);
		note(out, cr_text_get(&text));
		out->failed = out->failed || text.failed;
		cr_text_fini(&text);
	}
}

static void
note_allow(struct cr_text *out, const struct cr_import_statement *statement)
{
	if (statement->unknowable)
		note(out, "Without it this may let in more than it did: "
			  "disabled.");
	else if (statement->aside)
		note(out,
		    "Above it a rule that keeps somebody out is a comment, or "
		    "rests on what only\nCloudflare knows, and this one may "
		    "let them in: disabled.");
}

static void
note_rule(struct cr_text *out, const struct cr_import_statement *statement)
{
	if (statement->action->note != NULL)
		note(out, statement->action->note);
	if (statement->action->turn == CR_IMPORT_SKIP)
		note_skip(out, statement);
	else if (statement->action->turn == CR_IMPORT_ALLOW)
		note_allow(out, statement);
	else if (statement->rule->counts)
		note(out, "It acts on too many requests only, and nothing "
			  "is counted here: disabled.");
	else if (statement->aside)
		note(out, "At Cloudflare the rules below are tried all the "
			  "same, and no action goes on\nhere: disabled.");
	note_parameters(out, statement);
}

void
cr_import_note(const struct cr_import_statement *statement,
    const struct certrule_gate *gate, struct cr_text *out)
{
	note_fields(out, gate);
	note_rule(out, statement);
}

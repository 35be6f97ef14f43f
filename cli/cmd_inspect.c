/* SPDX-License-Identifier: MIT */
/*
 * certrule inspect: a certificate as rules see it.
 *
 * What a stranger wrote and what was proved stand apart: a name under "claimed"
 * says nothing about who came.
 */
#include "cli.h"
#include "leaf.h"

#include <string.h>

enum section {
	SECTION_VERDICT, /* what the verify stage found */
	SECTION_CLAIMED, /* what is in the certificate, whoever made it */
	SECTION_PROVED,	 /* there only if it is verified */
	SECTION_NONE
};

static enum section
find_section(const struct certrule_field_info *info)
{
	if (info->origin != CERTRULE_ORIGIN_CERTIFICATE)
		return SECTION_NONE;
	if (info->proved)
		return SECTION_PROVED;
	return info->scope == CERTRULE_SCOPE_PEER ? SECTION_CLAIMED
						  : SECTION_VERDICT;
}

static int
write_field(const struct cr_leaf *leaf, struct cr_output *out, int field,
    const char *name)
{
	cr_output_printf(out, "    %-50s ", name);
	if (certrule_value_write(certrule_fieldset_get(leaf->fieldset, field),
		0, cr_output_write, out) != 0)
		return -1;
	cr_output_text(out, "\n");
	return 0;
}

static int
write_fields(
    const struct cr_leaf *leaf, struct cr_output *out, enum section section)
{
	int count = certrule_gate_field_count(leaf->gate);
	struct certrule_field_info info;
	const char *group = "";

	for (int i = 0; i < count; i++) {
		certrule_gate_field(leaf->gate, i, &info);
		if (find_section(&info) != section)
			continue;
		if (strcmp(group, info.group) != 0)
			cr_output_printf(out, "  %s\n", info.group);
		group = info.group;
		if (write_field(leaf, out, i, info.name) != 0)
			return -1;
	}
	return 0;
}

static int
write_text(const struct cr_leaf *leaf, struct cr_output *out)
{
	bool trusted = cr_options_has(leaf->facts.options, CR_OPTION_CA);

	if (trusted)
		cr_leaf_write(leaf, out);
	else
		cr_output_text(out, "not verified: no --ca was given");
	cr_output_text(out, "\n\nclaimed by the certificate\n");
	if (write_fields(leaf, out, SECTION_CLAIMED) != 0)
		return -1;
	cr_output_text(out, "\nfound by verification\n");
	if (write_fields(leaf, out, SECTION_VERDICT) != 0)
		return -1;
	cr_output_text(out, "\nproved\n");
	if (!leaf->verified)
		cr_output_text(
		    out, "  nothing: the certificate is not verified\n");
	else if (write_fields(leaf, out, SECTION_PROVED) != 0)
		return -1;
	cr_output_text(out, "\nchain\n");
	return certrule_peer_write_chain(leaf->fieldset, cr_output_write, out);
}

static int
write_members(
    const struct cr_leaf *leaf, struct cr_output *out, enum section section)
{
	int count = certrule_gate_field_count(leaf->gate);
	struct certrule_field_info info;
	bool first = true;

	for (int i = 0; i < count; i++) {
		certrule_gate_field(leaf->gate, i, &info);
		if (find_section(&info) != section)
			continue;
		cr_output_printf(out, "%s\"%s\":", first ? "" : ",", info.name);
		if (certrule_value_write(
			certrule_fieldset_get(leaf->fieldset, i), 1,
			cr_output_write, out) != 0)
			return -1;
		first = false;
	}
	return 0;
}

/* {"verified":...,"claimed":{...},"found":{...},"proved":{...}} */
static int
write_json(const struct cr_leaf *leaf, struct cr_output *out)
{
	static const struct {
		const char *name;
		enum section section;
	} rows[] = {
	    {"claimed", SECTION_CLAIMED},
	    {"found", SECTION_VERDICT},
	    {"proved", SECTION_PROVED},
	};

	cr_output_printf(
	    out, "{\"verified\":%s", leaf->verified ? "true" : "false");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		cr_output_printf(out, ",\"%s\":{", rows[i].name);
		if (write_members(leaf, out, rows[i].section) != 0)
			return -1;
		cr_output_text(out, "}");
	}
	cr_output_text(out, "}\n");
	return 0;
}

/* Without --ca nothing was asked but to show it, which is impossible where
 * there is no certificate in what was presented. */
static int
get_status(const struct cr_leaf *leaf)
{
	if (!cr_options_has(leaf->facts.options, CR_OPTION_CA))
		return cr_leaf_is(leaf,
			   "cf.tls_client_auth.cert_fingerprint_sha256", "")
			   ? CR_EXIT_NO
			   : CR_EXIT_YES;
	return leaf->good ? CR_EXIT_YES : CR_EXIT_NO;
}

int
cr_cmd_inspect(struct cr_cli *cli)
{
	struct cr_leaf leaf;
	int failed, status = cr_leaf_init(&leaf, &cli->options);

	if (status == CR_EXIT_YES) {
		status = get_status(&leaf);
		failed = cr_options_has(&cli->options, CR_OPTION_JSON)
			     ? write_json(&leaf, &cli->out)
			     : write_text(&leaf, &cli->out);
		if (failed != 0 && !cli->out.failed) {
			cr_message("out of memory");
			status = CR_EXIT_FILE;
		}
	}
	cr_leaf_fini(&leaf);
	return status;
}

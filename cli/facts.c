/* SPDX-License-Identifier: MIT */
/*
 * From options to schema, load options and request.
 *
 * A file that cannot be read is 3; one that can, and is wrong, is 2.  The one
 * exception is the client's own certificate: a leaf that opens and does not
 * parse is a client that is not verified.
 */
#include "facts.h"
#include "clock.h"
#include "read.h"

#include <certrule-openssl.h>

#include <stdlib.h>
#include <string.h>

enum {
	FIELDS_LIMIT = 64 << 20,
	POLICY_LIMIT = 16 << 20,
	CERTIFICATE_LIMIT = 16 << 20
};

static int
no_memory(void)
{
	cr_message("out of memory");
	return CR_EXIT_FILE;
}

/* Options that are settings of a trust statement. */
static const struct {
	enum cr_option_id option;
	const char *setting;
	bool file;
} setting_rows[] = {
    {CR_OPTION_CA, "ca", true},
    {CR_OPTION_CRL, "crl", true},
    {CR_OPTION_REVOCATION, "revocation", false},
    {CR_OPTION_UNKNOWN, "unknown", false},
    {CR_OPTION_GRACE, "grace", false},
    {CR_OPTION_STRICT, "strict", false},
    {CR_OPTION_AUTH_LEVEL, "auth_level", false},
    {CR_OPTION_DEPTH, "depth", false},
    {CR_OPTION_PURPOSE, "purpose", false},
};

static int
read_settings(struct cr_facts *facts)
{
	const struct cr_options *options = facts->options;
	size_t count = 0;

	facts->settings =
	    calloc(options->given_count + 1, sizeof(*facts->settings));
	if (facts->settings == NULL)
		return no_memory();
	for (size_t i = 0; i < sizeof(setting_rows) / sizeof(*setting_rows);
	     i++) {
		size_t cursor = 0;
		const char *value, *why;

		while ((value = cr_options_next(options, setting_rows[i].option,
			    &cursor)) != NULL) {
			why = setting_rows[i].file ? cr_read_probe(value, true)
						   : NULL;
			if (why != NULL) {
				cr_message("cannot read %s: %s", value, why);
				return CR_EXIT_FILE;
			}
			facts->settings[count].name = setting_rows[i].setting;
			facts->settings[count++].value = value;
		}
	}
	facts->load.settings = facts->settings;
	facts->load.setting_count = count;
	return CR_EXIT_YES;
}

static int
read_time(struct cr_facts *facts)
{
	const char *at = cr_options_get(facts->options, CR_OPTION_AT);

	if (at == NULL)
		return CR_EXIT_YES;
	if (!cr_clock_parse(at, &facts->load.now)) {
		cr_message("--at %s: a time is written "
			   "2026-12-01T00:00:00Z",
		    at);
		return CR_EXIT_MISTAKE;
	}
	facts->load.now_set = 1;
	facts->request.at_set = true;
	facts->request.at = facts->load.now;
	return CR_EXIT_YES;
}

/* What --schema declares becomes the schema of the load to come. */
static int
add_declared_fields(struct cr_facts *facts)
{
	int count = certrule_gate_field_count(facts->schema_gate);

	for (int i = 0; i < count; i++) {
		struct certrule_field_info info;

		certrule_gate_field(facts->schema_gate, i, &info);
		if (info.origin == CERTRULE_ORIGIN_POLICY &&
		    certrule_schema_add_field(
			facts->schema, info.name, info.type) != 0)
			return no_memory();
	}
	return CR_EXIT_YES;
}

static int
read_schema(struct cr_facts *facts)
{
	const struct cr_options *options = facts->options;
	const char *path = cr_options_get(options, CR_OPTION_SCHEMA);
	struct certrule_diags *diags;
	int status;

	facts->schema = cr_options_has(options, CR_OPTION_NO_BUILTIN_FIELDS)
			    ? certrule_schema_new_empty(facts->alloc)
			    : certrule_schema_new(facts->alloc);
	if (facts->schema == NULL ||
	    certrule_openssl_register(facts->schema) != 0)
		return no_memory();
	if (path == NULL)
		return CR_EXIT_YES;
	diags = certrule_diags_new(NULL);
	if (diags == NULL)
		return no_memory();
	status = cr_facts_load(facts, path, diags, &facts->schema_gate);
	certrule_diags_free(diags);
	return status == CR_EXIT_YES ? add_declared_fields(facts) : status;
}

static int
read_fields(struct cr_facts *facts)
{
	const char *path = cr_options_get(facts->options, CR_OPTION_FIELDS);
	const char *why;

	if (path == NULL)
		return CR_EXIT_YES;
	why = cr_read_file(path, FIELDS_LIMIT, &facts->fields);
	if (why != NULL) {
		cr_message("cannot read %s: %s", path, why);
		return CR_EXIT_FILE;
	}
	facts->request.fields.text = cr_text_get(&facts->fields);
	facts->request.fields.len = facts->fields.len;
	return CR_EXIT_YES;
}

/* All values of an option behind what `to` already holds. */
static size_t
collect(const struct cr_options *options, enum cr_option_id id, const char **to)
{
	size_t cursor = 0, count = 0;
	const char *value;

	while ((value = cr_options_next(options, id, &cursor)) != NULL)
		to[count++] = value;
	return count;
}

static int
read_request(struct cr_facts *facts)
{
	const struct cr_options *options = facts->options;
	struct cr_request *request = &facts->request;

	facts->lists = calloc(options->given_count + 1, sizeof(*facts->lists));
	if (facts->lists == NULL)
		return no_memory();
	request->hosts = facts->lists;
	request->host_count = collect(options, CR_OPTION_HOST, facts->lists);
	request->assignments = facts->lists + request->host_count;
	request->assignment_count =
	    collect(options, CR_OPTION_SET, facts->lists + request->host_count);
	request->path = cr_options_get(options, CR_OPTION_PATH);
	return CR_EXIT_YES;
}

/* From standard input, where the leaf or its chain is "-". */
static enum certrule_peer_status
read_peer_text(struct certrule_peer **peer, const char *leaf, const char *chain,
    const char **why)
{
	struct cr_text leaf_text, chain_text;
	enum certrule_peer_status status = CERTRULE_PEER_UNREADABLE;

	cr_text_init(&leaf_text);
	cr_text_init(&chain_text);
	*why = cr_read_file(leaf, CERTIFICATE_LIMIT, &leaf_text);
	if (*why == NULL && chain != NULL)
		*why = cr_read_file(chain, CERTIFICATE_LIMIT, &chain_text);
	if (*why == NULL)
		*peer = certrule_peer_from_mem(NULL, cr_text_get(&leaf_text),
		    leaf_text.len,
		    chain != NULL ? cr_text_get(&chain_text) : NULL,
		    chain_text.len, &status);
	cr_text_fini(&leaf_text);
	cr_text_fini(&chain_text);
	return status;
}

static const char *
probe_peer(const char *leaf, const char *chain, const char **path)
{
	const char *why = cr_read_probe_input(leaf);

	*path = leaf;
	if (why != NULL || chain == NULL)
		return why;
	*path = chain;
	return cr_read_probe_input(chain);
}

static bool
is_input(const char *path)
{
	return path != NULL && strcmp(path, "-") == 0;
}

int
cr_facts_read_peer(struct certrule_peer **peer, const char *leaf,
    const char *chain, struct cr_text *why)
{
	enum certrule_peer_status status = CERTRULE_PEER_NO_MEMORY;
	const char *path, *because = probe_peer(leaf, chain, &path);

	*peer = NULL;
	if (because != NULL) {
		cr_text_printf(why, "cannot read %s: %s", path, because);
		return -1;
	}
	if (is_input(leaf) || is_input(chain))
		status = read_peer_text(peer, leaf, chain, &because);
	else
		*peer = certrule_peer_from_file(NULL, leaf, chain, &status);
	if (*peer != NULL)
		return 0;
	if (because == NULL)
		because = certrule_peer_status_text(status);
	cr_text_printf(why, "cannot use %s%s%s: %s", leaf,
	    chain != NULL ? " with " : "", chain != NULL ? chain : "", because);
	return -1;
}

static int
read_client(struct cr_facts *facts)
{
	const struct cr_options *options = facts->options;
	const char *leaf = cr_options_get(options, CR_OPTION_CERT);
	const char *chain = cr_options_get(options, CR_OPTION_CHAIN);
	struct cr_text why;
	int status = CR_EXIT_YES;

	if (options->verb->id == CR_VERB_VERIFY ||
	    options->verb->id == CR_VERB_INSPECT)
		leaf = options->arguments[0];
	if (leaf == NULL && chain != NULL) {
		cr_message("--chain without --cert");
		return CR_EXIT_MISTAKE;
	}
	if (leaf == NULL)
		return CR_EXIT_YES;
	cr_text_init(&why);
	if (cr_facts_read_peer(&facts->peer, leaf, chain, &why) != 0) {
		cr_message("%s", cr_text_get(&why));
		status = CR_EXIT_FILE;
	}
	cr_text_fini(&why);
	facts->request.peer = facts->peer;
	return status;
}

/* Standard input can be read once. */
static int
check_standard_input(const struct cr_options *options)
{
	size_t users = cr_options_has(options, CR_OPTION_BATCH);

	for (size_t i = 0; i < options->argument_count; i++)
		users += strcmp(options->arguments[i], "-") == 0;
	for (size_t i = 0; i < options->given_count; i++) {
		const char *value = options->given[i].value;
		enum cr_option_id id = options->given[i].id;

		if (id == CR_OPTION_CERT || id == CR_OPTION_CHAIN ||
		    id == CR_OPTION_FIELDS || id == CR_OPTION_SCHEMA)
			users += strcmp(value, "-") == 0;
	}
	if (users <= 1)
		return CR_EXIT_YES;
	cr_message("standard input is asked for twice");
	return CR_EXIT_MISTAKE;
}

int
cr_facts_init_counted(struct cr_facts *facts, const struct cr_options *options,
    const struct certrule_alloc *alloc)
{
	int (*const steps[])(struct cr_facts *) = {read_time, read_settings,
	    read_schema, read_fields, read_request, read_client};
	int status;

	memset(facts, 0, sizeof(*facts));
	facts->alloc = alloc;
	facts->options = options;
	facts->load.root = cr_options_get(options, CR_OPTION_ROOT);
	facts->load.flags = CERTRULE_NO_LINT;
	if (cr_options_has(options, CR_OPTION_NO_REGEX_GATE))
		facts->load.flags |= CERTRULE_NO_REGEX_GATE;
	if (cr_options_has(options, CR_OPTION_PORTABLE))
		facts->load.flags |= CERTRULE_PORTABLE;
	if (cr_options_has(options, CR_OPTION_REFERENCE))
		facts->load.flags |= CERTRULE_REFERENCE;
	if (cr_options_has(options, CR_OPTION_LINEAR))
		facts->load.flags |= CERTRULE_LINEAR;
	status = check_standard_input(options);
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		if (status != CR_EXIT_YES)
			return status;
		status = steps[i](facts);
	}
	return status;
}

int
cr_facts_init(struct cr_facts *facts, const struct cr_options *options)
{
	return cr_facts_init_counted(facts, options, NULL);
}

void
cr_facts_fini(struct cr_facts *facts)
{
	certrule_peer_free(facts->peer);
	certrule_gate_unref(facts->schema_gate);
	certrule_schema_free(facts->schema);
	cr_text_fini(&facts->fields);
	free(facts->settings);
	free(facts->lists);
}

/* ------------------------------------------------------------------- loads */

static int
load_input(const struct cr_facts *facts, struct certrule_diags *diags,
    struct certrule_gate **gate)
{
	struct cr_text text;
	const char *why;

	cr_text_init(&text);
	/* One byte more, so that the library sees that it is too long. */
	why = cr_read_file("-", POLICY_LIMIT + 1, &text);
	if (why != NULL) {
		cr_message("cannot read standard input: %s", why);
		cr_text_fini(&text);
		return CR_EXIT_FILE;
	}
	*gate = certrule_gate_load_mem(facts->schema, "-", cr_text_get(&text),
	    text.len, &facts->load, diags);
	cr_text_fini(&text);
	return CR_EXIT_YES;
}

int
cr_facts_load(const struct cr_facts *facts, const char *path,
    struct certrule_diags *diags, struct certrule_gate **gate)
{
	const char *why = cr_read_probe_input(path);
	int status;

	if (why != NULL) {
		cr_message("cannot read %s: %s", path, why);
		return CR_EXIT_FILE;
	}
	if (strcmp(path, "-") == 0) {
		status = load_input(facts, diags, gate);
		if (status != CR_EXIT_YES)
			return status;
	} else {
		*gate = certrule_gate_load(
		    facts->schema, path, &facts->load, diags);
	}
	if (!facts->silent)
		cr_message_diags(diags);
	if (*gate != NULL)
		return CR_EXIT_YES;
	if (certrule_diags_error_count(diags) == 0)
		return no_memory();
	return CR_EXIT_MISTAKE;
}

int
cr_facts_load_text(
    const struct cr_facts *facts, const char *text, struct certrule_gate **gate)
{
	struct certrule_diags *diags = certrule_diags_new(NULL);

	if (diags == NULL)
		return no_memory();
	*gate = certrule_gate_load_mem(facts->schema, "command line", text,
	    strlen(text), &facts->load, diags);
	cr_message_diags(diags);
	certrule_diags_free(diags);
	return *gate != NULL ? CR_EXIT_YES : CR_EXIT_MISTAKE;
}

int
cr_facts_fieldset(const struct cr_facts *facts, struct certrule_gate *gate,
    struct certrule_fieldset **fieldset)
{
	struct cr_text why;
	int status = CR_EXIT_YES;

	*fieldset = certrule_fieldset_new(gate);
	if (*fieldset == NULL)
		return no_memory();
	cr_text_init(&why);
	if (cr_request_apply(&facts->request, gate, *fieldset, &why) != 0) {
		cr_message("%s", cr_text_get(&why));
		status = CR_EXIT_MISTAKE;
	}
	cr_text_fini(&why);
	return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * `trust` statements: names and hosts are checked here, settings by their rows,
 * and then the registered trust operations load what they name.  Settings given
 * beside the policy become one more block, for default.
 */
#include "load.h"
#include "../base/bytes.h"

#include <stdlib.h>

/* The blocks read so far. */
struct trust_reader {
	struct cr_load *load;
	struct cr_trust_statement *statements;
	size_t count;
};

/* ---------------------------------------------------------- names and hosts */

static bool
is_name_taken(struct trust_reader *reader, const struct cr_atom *name)
{
	struct certrule_diags *diags = reader->load->diags;

	for (size_t i = 0; i < reader->count; i++) {
		if (!cr_bytes_equal(reader->statements[i].name, name->text))
			continue;
		cr_diags_add(diags, CR_DIAG_DUPLICATE_TRUST, name->span,
		    cr_diags_quote(diags, name->text));
		cr_diags_second(diags, reader->statements[i].name_span);
		return true;
	}
	return false;
}

/* Every host, with where it was named first. */
static int
compare_hosts(const void *a, const void *b)
{
	const struct cr_trust_host *const *left = a, *const *right = b;
	int order = cr_bytes_compare((*left)->pattern, (*right)->pattern);

	if (order != 0)
		return order;
	if ((*left)->span.source != (*right)->span.source)
		return (*left)->span.source < (*right)->span.source ? -1 : 1;
	return (*left)->span.begin < (*right)->span.begin ? -1 : 1;
}

static void
report_host(struct cr_load *load, const struct cr_trust_host *second,
    const struct cr_trust_host *first)
{
	cr_diags_add(load->diags, CR_DIAG_DUPLICATE_HOST, second->span,
	    cr_diags_quote(load->diags, second->pattern));
	cr_diags_second(load->diags, first->span);
}

/* One host belongs to one block, and once: sorted, since there may be many. */
static int
check_hosts(struct trust_reader *reader)
{
	const struct cr_trust_host **hosts;
	size_t count = 0, next = 0;

	for (size_t i = 0; i < reader->count; i++)
		count += reader->statements[i].host_count;
	hosts = cr_load_get(
	    reader->load, count + 1, sizeof(const struct cr_trust_host *));
	if (hosts == NULL)
		return -1;
	for (size_t i = 0; i < reader->count; i++)
		for (size_t j = 0; j < reader->statements[i].host_count; j++)
			hosts[next++] = &reader->statements[i].hosts[j];
	qsort(
	    hosts, count, sizeof(const struct cr_trust_host *), compare_hosts);
	for (size_t i = 1; i < count; i++)
		if (cr_bytes_equal(hosts[i - 1]->pattern, hosts[i]->pattern))
			report_host(reader->load, hosts[i], hosts[i - 1]);
	return 0;
}

static void
check_default(struct cr_load *load, struct cr_span span)
{
	if (!load->has_trust_default) {
		load->has_trust_default = true;
		load->trust_default = span;
		return;
	}
	cr_diags_add(load->diags, CR_DIAG_DUPLICATE_HOST, span, "default");
	cr_diags_second(load->diags, load->trust_default);
}

/* ----------------------------------------------------------------- statements */

static int
read_statement(
    struct trust_reader *reader, const struct cr_statement *statement)
{
	struct cr_load *load = reader->load;
	struct cr_trust_statement *trust = &reader->statements[reader->count];
	struct cr_trust_host *hosts;

	if (is_name_taken(reader, &statement->name))
		return 0;
	trust->name = cr_load_keep(load, statement->name.text);
	if (trust->name.data == NULL)
		return -1;
	trust->span = statement->span;
	trust->name_span = statement->name.span;
	trust->for_default = statement->as.trust.for_default;
	if (trust->for_default)
		check_default(load, statement->as.trust.default_span);
	if (cr_load_hosts(load, statement->as.trust.hosts, &hosts,
		&trust->host_count) != 0)
		return -1;
	trust->hosts = hosts;
	reader->count++;
	return cr_load_settings(load, statement->as.trust.settings, false,
	    &trust->settings, &trust->setting_count);
}

/* -------------------------------------------------------- the command line */

/* One line a setting, so that diagnostics have something to show. */
static int
add_command_line(struct cr_load *load, struct cr_ast_setting *asts)
{
	const struct certrule_options *options = load->options;
	struct cr_buffer buffer;
	int result = -1;

	cr_buffer_init(&buffer, load->alloc);
	for (size_t i = 0; i < options->setting_count; i++)
		cr_buffer_printf(&buffer, "%s %s\n", options->settings[i].name,
		    options->settings[i].value);
	if (cr_buffer_failed(&buffer))
		cr_diags_no_memory(load->diags);
	else
		result = cr_load_source(load, "command line",
		    cr_buffer_bytes(&buffer), false, &load->command_line);
	cr_buffer_fini(&buffer);
	for (size_t i = 0, at = 0; i < options->setting_count; i++) {
		const struct certrule_setting *given = &options->settings[i];
		struct cr_ast_setting *ast = &asts[i];

		ast->name.text = cr_bytes_text(given->name);
		ast->value.text = cr_bytes_text(given->value);
		ast->name.span.source = ast->value.span.source =
		    load->command_line;
		ast->name.span.begin = (uint32_t)at;
		at += ast->name.text.len;
		ast->name.span.end = (uint32_t)at;
		ast->value.span.begin = (uint32_t)++at;
		at += ast->value.text.len;
		ast->value.span.end = (uint32_t)at++;
		ast->next = i + 1 < options->setting_count ? ast + 1 : NULL;
	}
	return result;
}

static int
read_command_line(struct trust_reader *reader)
{
	struct cr_load *load = reader->load;
	struct cr_trust_statement *trust = &reader->statements[reader->count];
	struct cr_ast_setting *asts =
	    cr_load_get(load, load->options->setting_count, sizeof(*asts));

	if (asts == NULL || add_command_line(load, asts) != 0)
		return -1;
	if (load->trusts.first != NULL) {
		const struct cr_statement *own = load->trusts.first->statement;

		cr_diags_add(load->diags, CR_DIAG_TRUST_TWICE, own->mark);
		cr_diags_second(load->diags, asts[0].name.span);
		return 0;
	}
	trust->name = cr_bytes_text("default");
	trust->for_default = true;
	trust->span = trust->name_span = asts[0].name.span;
	check_default(load, trust->span);
	reader->count++;
	return cr_load_settings(
	    load, asts, true, &trust->settings, &trust->setting_count);
}

/* ------------------------------------------------------------------- loading */

/* For the trust operations: struct cr_trust_load with the load behind it. */
static const struct certrule_bytes *
read_file(struct cr_trust_load *trust, struct certrule_bytes path, size_t limit,
    struct cr_span span)
{
	struct cr_load *load = trust->context;
	struct certrule_bytes *bytes = cr_load_get(load, 1, sizeof(*bytes));
	const char *opened, *name;
	struct cr_buffer buffer;

	cr_buffer_init(&buffer, load->alloc);
	if (bytes == NULL ||
	    cr_load_resolve(load, path, span, &opened, &name) != 0 ||
	    cr_load_read(load, opened, name, limit, span, true, &buffer) != 0) {
		cr_buffer_fini(&buffer);
		return NULL;
	}
	*bytes = cr_arena_bytes(load->tree, cr_buffer_bytes(&buffer));
	cr_buffer_fini(&buffer);
	if (bytes->data != NULL)
		return bytes;
	cr_diags_no_memory(load->diags);
	return NULL;
}

static const char *
resolve(struct cr_trust_load *trust, struct certrule_bytes path,
    struct cr_span span)
{
	const char *opened, *name;

	if (cr_load_resolve(trust->context, path, span, &opened, &name) != 0)
		return NULL;
	return opened;
}

static int
load_blocks(struct trust_reader *reader)
{
	struct cr_load *load = reader->load;
	struct cr_policy *policy = load->policy;
	struct cr_trust_load trust = {
	    .alloc = load->alloc,
	    .files = load->files,
	    .diags = load->diags,
	    .now = load->now,
	    .read = read_file,
	    .resolve = resolve,
	    .context = load,
	    .revision = policy->revision,
	    .generation = load->generation,
	    .in_force = load->in_force,
	};

	policy->trust =
	    policy->trust_ops->load(&trust, reader->statements, reader->count);
	policy->trust_count = reader->count;
	return policy->trust != NULL ? 0 : -1;
}

/* False: reported. */
static bool
can_have_trust(struct cr_load *load, struct cr_span span)
{
	if (load->policy->trust_ops == NULL) {
		cr_diags_add(load->diags, CR_DIAG_NO_TRUST, span);
		return false;
	}
	if (!cr_schema_has_builtin(load->policy->schema)) {
		cr_diags_add(
		    load->diags, CR_DIAG_NEEDS_BUILTIN, span, "'trust'");
		return false;
	}
	return true;
}

int
cr_load_trust(struct cr_load *load)
{
	size_t errors = certrule_diags_error_count(load->diags);
	struct trust_reader reader = {.load = load};
	const struct cr_load_item *item = load->trusts.first;
	bool given = load->options->setting_count > 0;

	if (item == NULL && !given)
		return 0;
	if (!can_have_trust(
		load, item != NULL ? item->statement->mark : load->all.span))
		return 0;
	reader.statements = cr_load_get(
	    load, load->trusts.count + 1, sizeof(*reader.statements));
	if (reader.statements == NULL)
		return -1;
	for (; item != NULL; item = item->next)
		if (read_statement(&reader, item->statement) != 0)
			return -1;
	if (check_hosts(&reader) != 0)
		return -1;
	if (given && read_command_line(&reader) != 0)
		return -1;
	/* Broken statements were reported; the files would tell no more. */
	if (certrule_diags_error_count(load->diags) != errors)
		return 0;
	return load_blocks(&reader);
}

/* SPDX-License-Identifier: MIT */
/*
 * The first stage of a load: the policy and everything it includes, parsed and
 * sorted by kind of statement.  The order of the whole policy is that in which
 * its statements are met, an include standing for what it brings.
 */
#include "load.h"
#include "../base/bytes.h"
#include "../grammar/parse.h"

#include <string.h>

static int load_file(struct cr_load *load, const char *path, const char *name,
    const struct cr_load_file *parent, struct cr_span span);

/* ------------------------------------------------------------------ includes */

/* One include statement at work. */
struct including {
	struct cr_load *load;
	const struct cr_load_file *file;
	const struct cr_statement *statement;
	size_t strip; /* how much longer an opened path is than its name */
	size_t matches;
};

static bool
is_ancestor(const struct cr_load_file *file, const char *path)
{
	for (; file != NULL; file = file->parent)
		if (file->path != NULL && strcmp(file->path, path) == 0)
			return true;
	return false;
}

static int
include_path(struct including *including, const char *path, const char *name)
{
	struct cr_load *load = including->load;
	struct cr_span span = including->statement->as.include.path.span;

	if (is_ancestor(including->file, path)) {
		cr_diags_add(load->diags, CR_DIAG_INCLUDE_CYCLE, span,
		    cr_diags_quote(load->diags, cr_bytes_text(name)));
		return 0;
	}
	return load_file(load, path, name, including->file, span);
}

static int
include_match(void *context, const char *path)
{
	struct including *including = context;

	including->matches++;
	return include_path(including, path, path + including->strip);
}

static bool
is_pattern(struct certrule_bytes path)
{
	for (size_t i = 0; i < path.len; i++)
		if (memchr("*?[", path.data[i], 3) != NULL)
			return true;
	return false;
}

static int
include_pattern(
    struct including *including, const char *pattern, const char *name)
{
	struct cr_load *load = including->load;
	const struct cr_atom *path = &including->statement->as.include.path;
	enum cr_file_status status;

	including->strip = strlen(pattern) - strlen(name);
	status = cr_files_glob(load->alloc, pattern, include_match, including);
	if (status == CR_FILE_NO_MEMORY) {
		cr_diags_no_memory(load->diags);
		return -1;
	}
	if (including->matches == 0)
		cr_diags_add(load->diags, CR_DIAG_INCLUDE_NO_MATCH, path->span,
		    cr_diags_quote(load->diags, path->text));
	return 0;
}

/* -1 only for want of memory: a broken include lets the rest be read. */
static int
include(struct cr_load *load, const struct cr_statement *statement,
    const struct cr_load_file *file)
{
	struct including including = {
	    .load = load, .file = file, .statement = statement};
	const struct cr_atom *path = &statement->as.include.path;
	const char *opened, *name;

	if (file->depth == CR_LIMIT_INCLUDE_DEPTH) {
		cr_diags_add(load->diags, CR_DIAG_INCLUDE_DEPTH,
		    statement->span, (int)CR_LIMIT_INCLUDE_DEPTH);
		return 0;
	}
	if (cr_load_resolve(load, path->text, path->span, &opened, &name) != 0)
		return 0;
	if (is_pattern(path->text))
		return include_pattern(&including, opened, name);
	return include_path(&including, opened, name);
}

/* ------------------------------------------------------------------- sorting */

static int
add_item(struct cr_load *load, struct cr_load_items *items,
    const struct cr_statement *statement, struct cr_load_scope *scope,
    const struct cr_load_file *file)
{
	struct cr_load_item *item = cr_load_get(load, 1, sizeof(*item));

	if (item == NULL)
		return -1;
	item->statement = statement;
	item->scope = scope;
	item->file = file;
	if (items->last == NULL)
		items->first = item;
	else
		items->last->next = item;
	items->last = item;
	items->count++;
	return 0;
}

static int add_statement(struct cr_load *load,
    const struct cr_statement *statement, struct cr_load_scope *scope,
    const struct cr_load_file *file);

static int
add_rule(struct cr_load *load, const struct cr_statement *statement,
    struct cr_load_scope *scope, const struct cr_load_file *file)
{
	if (load->rules.count < CR_LIMIT_RULES)
		return add_item(load, &load->rules, statement, scope, file);
	if (load->rules.count++ == CR_LIMIT_RULES)
		cr_diags_add(load->diags, CR_DIAG_TOO_MANY, statement->span,
		    (long long)CR_LIMIT_RULES, "rules");
	return 0;
}

static int
add_fallback(struct cr_load *load, const struct cr_statement *statement,
    struct cr_load_scope *scope, const struct cr_load_file *file)
{
	if (file->parent == NULL)
		return add_item(load, &load->fallbacks, statement, scope, file);
	cr_diags_add(load->diags, CR_DIAG_INCLUDED_DEFAULT, statement->span);
	cr_diags_hint(
	    load->diags, "put it into the file that includes this one");
	return 0;
}

/* The hosts of a `for`, in the policy's arena. */
static int
fill_scope(struct cr_load *load, const struct cr_statement *statement,
    struct cr_load_scope *scope)
{
	struct cr_trust_host *hosts;
	struct certrule_bytes *patterns;
	size_t count;

	scope->span = statement->span;
	if (cr_load_hosts(load, statement->as.scope.hosts, &hosts, &count) != 0)
		return -1;
	patterns =
	    cr_arena_array(load->policy->arena, count + 1, sizeof(*patterns));
	if (patterns == NULL) {
		cr_diags_no_memory(load->diags);
		return -1;
	}
	for (size_t i = 0; i < count; i++)
		patterns[i] = hosts[i].pattern;
	scope->hosts = patterns;
	scope->written = hosts;
	scope->host_count = count;
	return 0;
}

static int
add_scope(struct cr_load *load, const struct cr_statement *statement,
    const struct cr_load_file *file)
{
	struct cr_load_scope *scope = cr_load_get(load, 1, sizeof(*scope));
	const struct cr_statement *inner = statement->as.scope.body;

	if (scope == NULL || fill_scope(load, statement, scope) != 0)
		return -1;
	if (!cr_schema_has_builtin(load->policy->schema))
		cr_diags_add(load->diags, CR_DIAG_NEEDS_BUILTIN,
		    statement->mark, "'for'");
	for (; inner != NULL; inner = inner->next)
		if (add_statement(load, inner, scope, file) != 0)
			return -1;
	return 0;
}

static int
add_statement(struct cr_load *load, const struct cr_statement *statement,
    struct cr_load_scope *scope, const struct cr_load_file *file)
{
	switch (statement->kind) {
	case CR_STATEMENT_TRUST:
		return add_item(load, &load->trusts, statement, scope, file);
	case CR_STATEMENT_LIST:
		return add_item(load, &load->lists, statement, scope, file);
	case CR_STATEMENT_FIELD:
		return add_item(load, &load->fields, statement, scope, file);
	case CR_STATEMENT_INCLUDE:
		return include(load, statement, file);
	case CR_STATEMENT_FOR:
		return add_scope(load, statement, file);
	case CR_STATEMENT_RULE:
		return add_rule(load, statement, scope, file);
	case CR_STATEMENT_DEFAULT:
		return add_fallback(load, statement, scope, file);
	}
	return 0; /* unreachable: a case for each */
}

/* --------------------------------------------------------------------- files */

/* A text that is there: parse it and sort its statements. */
static int
load_text(struct cr_load *load, const char *path, const char *name,
    struct certrule_bytes text, const struct cr_load_file *parent)
{
	struct cr_load_file *file = cr_load_get(load, 1, sizeof(*file));
	const struct cr_statement *statement;

	if (file == NULL ||
	    cr_load_source(load, name, text, true, &file->source) != 0)
		return -1;
	file->name = name;
	file->path = path;
	file->parent = parent;
	file->depth = parent == NULL ? 0 : parent->depth + 1;
	if (load->last_file == NULL)
		load->first_file = file;
	else
		load->last_file->next = file;
	load->last_file = file;
	file->ast = cr_parse_policy(load->tree, load->diags, file->source);
	if (file->ast == NULL)
		return -1;
	statement = file->ast->statements;
	for (; statement != NULL; statement = statement->next)
		if (add_statement(load, statement, &load->all, file) != 0)
			return -1;
	return 0;
}

/* The name for good, for `path` may belong to somebody. */
static const char *
copy_name(struct cr_load *load, const char *name)
{
	return (const char *)cr_load_keep(load, cr_bytes_text(name)).data;
}

/* -1 only for want of memory, unless this is the policy itself. */
static int
load_file(struct cr_load *load, const char *path, const char *name,
    const struct cr_load_file *parent, struct cr_span span)
{
	struct cr_buffer buffer;
	int result = -1;

	cr_buffer_init(&buffer, load->alloc);
	path = copy_name(load, path);
	name = copy_name(load, name);
	if (path == NULL || name == NULL)
		goto out;
	if (cr_load_read(load, path, name, CR_LIMIT_POLICY_FILE, span, false,
		&buffer) == 0)
		result = load_text(
		    load, path, name, cr_buffer_bytes(&buffer), parent);
	else
		result = parent == NULL ? -1 : 0;
out:
	cr_buffer_fini(&buffer);
	return result;
}

int
cr_load_path(struct cr_load *load, const char *path)
{
	struct cr_span span = {0, 0, 0};

	/* Something to point at while there is no text. */
	if (cr_load_source(load, path, cr_bytes("", 0), false, &span.source) !=
	    0)
		return -1;
	return load_file(load, path, path, NULL, span);
}

int
cr_load_memory(
    struct cr_load *load, const char *name, struct certrule_bytes text)
{
	const char *kept = copy_name(load, name);

	if (kept == NULL)
		return -1;
	if (load->hashing)
		cr_buffer_add_bytes(&load->hashed, text);
	return load_text(load, NULL, kept, text, NULL);
}

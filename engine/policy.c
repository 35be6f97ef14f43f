/* SPDX-License-Identifier: MIT */
/*
 * The straight line of a load: texts, fields, lists, trust, rules, defaults,
 * warnings, revision.  A policy is whole or is not there.
 */
#include "policy.h"
#include "load.h"
#include "functions.h"
#include "program.h"
#include "../base/alloc.h"
#include "../base/arena.h"
#include "../base/schema.h"

/* What the policy owns, empty; the schema is there already. */
static int
init_policy(struct cr_load *load)
{
	struct cr_policy *policy = load->policy;

	policy->arena = cr_arena_new(load->alloc);
	policy->diags = certrule_diags_new(load->alloc);
	load->tree = cr_arena_new(load->alloc);
	if (policy->arena == NULL || policy->diags == NULL ||
	    load->tree == NULL) {
		cr_diags_no_memory(load->diags);
		return -1;
	}
	policy->trust_ops = cr_schema_trust_ops(policy->schema);
	policy->check.arena = policy->arena;
	policy->check.alloc = load->alloc;
	policy->check.diags = load->diags;
	policy->check.schema = policy->schema;
	policy->check.flags = load->options->flags;
	if (cr_functions_own(policy->arena, policy->schema,
		&policy->check.functions, &policy->check.function_count) == 0)
		return 0;
	cr_diags_no_memory(load->diags);
	return -1;
}

/* Once all fields are known. */
static int
init_reads(struct cr_load *load)
{
	struct cr_check *check = &load->policy->check;

	check->reads = cr_arena_array(check->arena,
	    cr_schema_field_count(check->schema) + 1, sizeof(*check->reads));
	if (check->reads != NULL)
		return 0;
	cr_diags_no_memory(load->diags);
	return -1;
}

/* Of a policy that is whole. */
static int
compile_program(struct cr_load *load)
{
	unsigned flags = load->options->flags;

	if ((flags & CERTRULE_REFERENCE) != 0)
		return 0;
	load->policy->program =
	    cr_program_new(load->policy, (flags & CERTRULE_LINEAR) != 0);
	if (load->policy->program != NULL)
		return 0;
	cr_diags_no_memory(load->diags);
	return -1;
}

static int
load_stages(struct cr_load *load, const char *path, const char *name,
    struct certrule_bytes text)
{
	size_t errors = certrule_diags_error_count(load->diags);

	if (init_policy(load) != 0)
		return -1;
	if ((path != NULL ? cr_load_path(load, path)
			  : cr_load_memory(load, name, text)) != 0)
		return -1;
	if (cr_load_fields(load) != 0 || init_reads(load) != 0)
		return -1;
	if (cr_load_lists(load) != 0)
		return -1;
	if (cr_load_trust(load) != 0)
		return -1;
	if (cr_load_rules(load) != 0)
		return -1;
	if (cr_load_fallbacks(load) != 0)
		return -1;
	if (certrule_diags_error_count(load->diags) != errors)
		return -1;
	cr_lint(load);
	if (cr_revision(load) != 0)
		return -1;
	load->policy->name = load->first_file->name;
	load->policy->source = load->first_file->source;
	if (certrule_diags_error_count(load->diags) != errors)
		return -1;
	return compile_program(load);
}

int
cr_policy_load(struct cr_load *load, const char *path, const char *name,
    struct certrule_bytes text)
{
	size_t errors = certrule_diags_error_count(load->diags);
	size_t first = certrule_diags_count(load->diags);
	int result;

	load->hashing = cr_revision_available(load->policy->schema);
	cr_buffer_init(&load->hashed, load->alloc);
	result = load_stages(load, path, name, text);
	cr_lint_silence(load, first);
	if (certrule_diags_error_count(load->diags) != errors)
		result = -1;
	cr_diags_sort(load->diags, first);
	/* The diagnostics belong to the caller, and to this load only. */
	load->policy->check.diags = NULL;
	cr_buffer_fini(&load->hashed);
	cr_arena_free(load->tree);
	return result;
}

void
cr_policy_fini(struct cr_policy *policy)
{
	if (policy->trust != NULL)
		policy->trust_ops->free(policy->trust);
	if (policy->arena != NULL)
		cr_check_fini(&policy->check);
	certrule_diags_free(policy->diags);
	certrule_schema_free(policy->schema);
	cr_arena_free(policy->arena);
}

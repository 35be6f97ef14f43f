/* SPDX-License-Identifier: MIT */
/*
 * Gates: a loaded policy that many threads share.  Const once it is made; the
 * only thing that ever changes is the count of who holds it.
 */
#include "policy.h"
#include "load.h"
#include "program.h"
#include "reference.h"
#include "../base/alloc.h"
#include "../base/arena.h"
#include "../base/clock.h"
#include "../base/fieldset.h"
#include "../base/schema.h"

#include <stdatomic.h>
#include <string.h>

/* ------------------------------------------------------------------- making */

static void
free_gate(struct certrule_gate *gate)
{
	if (gate == NULL)
		return;
	cr_policy_fini(&gate->policy);
	certrule_schema_free(gate->schema);
	cr_alloc_free(gate->alloc, gate);
}

static const char *
keep_string(struct cr_arena *arena, const char *text, bool *failed)
{
	const char *copy = text != NULL ? cr_arena_string(arena, text) : NULL;

	if (text != NULL && copy == NULL)
		*failed = true;
	return copy;
}

/* What a reload needs, from whoever owns it into the gate. */
static int
keep_options(struct certrule_gate *gate, const char *path,
    const struct certrule_options *options)
{
	struct cr_arena *arena = gate->policy.arena;
	struct certrule_setting *settings;
	bool failed = false;

	gate->options = *options;
	gate->options.replaces = NULL;
	gate->path = keep_string(arena, path, &failed);
	gate->options.root = keep_string(arena, options->root, &failed);
	settings = cr_arena_array(
	    arena, options->setting_count + 1, sizeof(*settings));
	if (settings == NULL)
		return -1;
	for (size_t i = 0; i < options->setting_count; i++) {
		const struct certrule_setting *from = &options->settings[i];

		settings[i].name = keep_string(arena, from->name, &failed);
		settings[i].value = keep_string(arena, from->value, &failed);
	}
	gate->options.settings = settings;
	return failed ? -1 : 0;
}

static struct certrule_gate *
make_gate(const struct certrule_schema *schema, const struct cr_files *files)
{
	const struct certrule_alloc *alloc = cr_schema_alloc(schema);
	struct certrule_gate *gate = cr_alloc_array(alloc, 1, sizeof(*gate));

	if (gate == NULL)
		return NULL;
	gate->alloc = alloc;
	gate->files = files;
	atomic_init(&gate->references, 1);
	gate->schema = cr_schema_dup(schema, alloc);
	gate->policy.schema = cr_schema_dup(schema, alloc);
	if (gate->schema != NULL && gate->policy.schema != NULL)
		return gate;
	free_gate(gate);
	return NULL;
}

/* One load: of a path, or of a text with a name. */
struct loading {
	const struct certrule_schema *schema;
	const struct cr_files *files;
	const char *path, *name;
	struct certrule_bytes text;
	const struct certrule_options *options;
	struct certrule_diags *diags;
	int64_t generation;
	const struct cr_trust *in_force; /* NULL: nothing to replace */
};

static const struct cr_trust *
get_replaced(const struct certrule_options *options)
{
	if (options == NULL || options->replaces == NULL)
		return NULL;
	return options->replaces->policy.trust;
}

static struct certrule_gate *
load_gate(const struct loading *loading)
{
	static const struct certrule_options none;
	struct certrule_gate *gate = make_gate(loading->schema, loading->files);
	struct cr_load load = {
	    .files = loading->files,
	    .options = loading->options != NULL ? loading->options : &none,
	    .diags = loading->diags,
	    .generation = loading->generation,
	    .in_force = loading->in_force,
	};

	if (gate == NULL) {
		cr_diags_no_memory(loading->diags);
		return NULL;
	}
	load.alloc = gate->alloc;
	load.policy = &gate->policy;
	load.now = load.options->now_set ? load.options->now : cr_clock_now();
	gate->generation = loading->generation;
	if (cr_policy_load(
		&load, loading->path, loading->name, loading->text) != 0)
		goto fail;
	if (keep_options(gate, loading->path, load.options) == 0)
		return gate;
	cr_diags_no_memory(loading->diags);
fail:
	free_gate(gate);
	return NULL;
}

struct certrule_gate *
cr_gate_load(const struct certrule_schema *schema, const struct cr_files *files,
    const char *path, const struct certrule_options *options,
    struct certrule_diags *diags)
{
	struct loading loading = {
	    .schema = schema,
	    .files = files,
	    .path = path,
	    .options = options,
	    .diags = diags,
	    .generation = 1,
	    .in_force = get_replaced(options),
	};

	return load_gate(&loading);
}

struct certrule_gate *
certrule_gate_load(const struct certrule_schema *schema, const char *path,
    const struct certrule_options *options, struct certrule_diags *diags)
{
	return cr_gate_load(schema, cr_files_default(), path, options, diags);
}

struct certrule_gate *
certrule_gate_load_mem(const struct certrule_schema *schema, const char *name,
    const char *text, size_t len, const struct certrule_options *options,
    struct certrule_diags *diags)
{
	struct loading loading = {
	    .schema = schema,
	    .files = cr_files_default(),
	    .name = name,
	    .text = cr_bytes(text, len),
	    .options = options,
	    .diags = diags,
	    .generation = 1,
	    .in_force = get_replaced(options),
	};

	return load_gate(&loading);
}

struct certrule_gate *
certrule_gate_reload(
    const struct certrule_gate *gate, struct certrule_diags *diags)
{
	struct cr_sources *sources = cr_diags_sources(gate->policy.diags);
	struct loading loading = {
	    .schema = gate->schema,
	    .files = gate->files,
	    .path = gate->path,
	    .name = gate->policy.name,
	    .options = &gate->options,
	    .diags = diags,
	    .generation = gate->generation + 1,
	    .in_force = gate->policy.trust,
	};

	/* From memory: the same text, but its files are read again. */
	if (gate->path == NULL)
		loading.text = cr_sources_text(sources, gate->policy.source);
	return load_gate(&loading);
}

struct certrule_gate *
certrule_gate_ref(struct certrule_gate *gate)
{
	atomic_fetch_add_explicit(&gate->references, 1, memory_order_relaxed);
	return gate;
}

/* The last one to leave must see what all others did before they left. */
void
certrule_gate_unref(struct certrule_gate *gate)
{
	if (gate == NULL)
		return;
	if (atomic_fetch_sub_explicit(
		&gate->references, 1, memory_order_acq_rel) == 1)
		free_gate(gate);
}

/* -------------------------------------------------------------- looking at it */

const char *
certrule_gate_revision(const struct certrule_gate *gate)
{
	return gate->policy.revision;
}

int64_t
certrule_gate_generation(const struct certrule_gate *gate)
{
	return gate->generation;
}

size_t
certrule_gate_rule_count(const struct certrule_gate *gate)
{
	return gate->policy.rule_count;
}

void
certrule_gate_rule_at(const struct certrule_gate *gate, size_t index,
    struct certrule_rule_info *info)
{
	if (index < gate->policy.rule_count)
		*info = gate->policy.rules[index].info;
	else
		memset(info, 0, sizeof(*info));
}

size_t
certrule_gate_trust_count(const struct certrule_gate *gate)
{
	return gate->policy.trust_count;
}

size_t
certrule_gate_reads(const struct certrule_gate *gate, int *fields, size_t max)
{
	size_t all = cr_schema_field_count(gate->policy.schema), count = 0;

	for (size_t i = 0; i < all; i++) {
		if (!gate->policy.check.reads[i])
			continue;
		if (count < max)
			fields[count] = (int)i;
		count++;
	}
	return count;
}

int
certrule_gate_find_field(const struct certrule_gate *gate, const char *name)
{
	return cr_schema_find_field(gate->policy.schema, cr_bytes_text(name));
}

int
certrule_gate_field_count(const struct certrule_gate *gate)
{
	return (int)cr_schema_field_count(gate->policy.schema);
}

void
certrule_gate_field(const struct certrule_gate *gate, int number,
    struct certrule_field_info *info)
{
	const struct cr_field *field;

	memset(info, 0, sizeof(*info));
	if (number < 0 || number >= certrule_gate_field_count(gate))
		return;
	field = cr_schema_field(gate->policy.schema, number);
	info->name = (const char *)field->name.data;
	info->type = field->type;
	info->scope = field->scope;
	info->origin = field->origin;
	info->extension = (field->flags & CR_FIELD_EXTENSION) != 0;
	info->proved = (field->flags & CR_FIELD_PROVED) != 0;
	info->group = cr_schema_group(gate->policy.schema, number);
	info->doc = field->doc;
}

/* ------------------------------------------------------------------- deciding */

static void
free_scratch(void *scratch)
{
	cr_regex_scratch_free(scratch);
}

struct certrule_fieldset *
certrule_fieldset_new(struct certrule_gate *gate)
{
	struct certrule_fieldset *facts =
	    cr_fieldset_new(gate->policy.schema, gate->alloc);

	if (facts == NULL)
		return NULL;
	/* Made here, so that no decision allocates it. */
	facts->regex = cr_regex_scratch_new(gate->alloc);
	facts->regex_free = free_scratch;
	if (facts->regex == NULL ||
	    (gate->policy.program != NULL &&
		cr_program_prepare(gate->policy.program, facts) != 0)) {
		cr_fieldset_fini(facts);
		return NULL;
	}
	facts->trust = gate->policy.trust;
	facts->trust_ops = gate->policy.trust_ops;
	facts->gate = certrule_gate_ref(gate);
	return facts;
}

void
certrule_fieldset_free(struct certrule_fieldset *facts)
{
	struct certrule_gate *gate;

	if (facts == NULL)
		return;
	gate = facts->gate;
	cr_fieldset_fini(facts);
	certrule_gate_unref(gate);
}

void
certrule_gate_decide(const struct certrule_gate *gate,
    struct certrule_fieldset *facts, struct certrule_verdict *verdict)
{
	memset(verdict, 0, sizeof(*verdict));
	verdict->reason = "error";
	verdict->detail = "the facts belong to another policy";
	/* Field numbers of one gate mean nothing in another. */
	if (facts == NULL || facts->gate != gate)
		return;
	if (gate->policy.program != NULL)
		cr_program_decide(&gate->policy, facts, verdict);
	else
		cr_reference_decide(&gate->policy, facts, verdict);
}

enum certrule_outcome
certrule_gate_rule_outcome(const struct certrule_gate *gate, size_t rule,
    struct certrule_fieldset *facts)
{
	if (facts->gate != gate || rule >= gate->policy.rule_count)
		return CERTRULE_UNDECIDED;
	cr_fieldset_begin(facts);
	return cr_reference_run(gate->policy.rules[rule].expr, facts);
}

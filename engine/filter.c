/* SPDX-License-Identifier: MIT */
/*
 * One expression against the fields and lists of a gate.  It and all it needs
 * live in one arena, so that compiling and freeing one costs little.
 */
#include "policy.h"
#include "lint_portable.h"
#include "reference.h"
#include "../base/alloc.h"
#include "../base/arena.h"
#include "../base/bytes.h"
#include "../base/fieldset.h"
#include "../grammar/parse.h"

struct certrule_filter {
	struct cr_arena *arena;	    /* this too */
	struct certrule_gate *gate; /* held */
	struct cr_check check;
	const struct cr_expr *expr;
	struct certrule_bytes text; /* for explanations, */
	uint32_t source;	    /* under the number its spans have */
};

/* Copies: a check marks the lists it uses, and the gate is everybody's. */
static int
copy_lists(struct certrule_filter *filter)
{
	const struct cr_list *list = filter->gate->policy.check.lists;
	struct cr_list **end = &filter->check.lists;

	for (; list != NULL; list = list->next) {
		struct cr_list *copy =
		    cr_arena_get(filter->arena, sizeof(*copy));

		if (copy == NULL)
			return -1;
		*copy = *list;
		*end = copy;
		end = &copy->next;
	}
	return 0;
}

static struct certrule_filter *
make_filter(struct certrule_gate *gate, struct certrule_bytes text)
{
	struct cr_arena *arena = cr_arena_new(gate->alloc);
	struct certrule_filter *filter = NULL;

	if (arena == NULL)
		return NULL;
	filter = cr_arena_get(arena, sizeof(*filter));
	if (filter == NULL) {
		cr_arena_free(arena);
		return NULL;
	}
	filter->arena = arena;
	filter->gate = certrule_gate_ref(gate);
	filter->text = cr_arena_bytes(arena, text);
	if (filter->text.data != NULL && copy_lists(filter) == 0)
		return filter;
	certrule_filter_free(filter);
	return NULL;
}

static int
compile(struct certrule_filter *filter, const struct certrule_options *options,
    struct certrule_diags *diags)
{
	size_t errors = certrule_diags_error_count(diags);
	struct cr_check *check = &filter->check;
	const struct cr_ast *ast;

	check->arena = filter->arena;
	check->alloc = filter->gate->alloc;
	check->diags = diags;
	check->schema = filter->gate->policy.schema;
	check->functions = filter->gate->policy.check.functions;
	check->function_count = filter->gate->policy.check.function_count;
	check->flags = options != NULL ? options->flags : 0;
	if (cr_sources_add(cr_diags_sources(diags), "expression", filter->text,
		&filter->source) != 0) {
		cr_diags_no_memory(diags);
		return -1;
	}
	ast = cr_parse_filter(filter->arena, diags, filter->source);
	if (ast != NULL && ast->expression != NULL)
		filter->expr = cr_check_filter(check, ast->expression);
	if (ast != NULL && filter->expr != NULL &&
	    (check->flags & CERTRULE_PORTABLE))
		cr_lint_portable_node(check, ast->expression);
	check->diags = NULL;
	if (certrule_diags_error_count(diags) != errors)
		return -1;
	return filter->expr != NULL ? 0 : -1;
}

struct certrule_filter *
certrule_filter_compile(struct certrule_gate *gate, const char *text,
    size_t len, const struct certrule_options *options,
    struct certrule_diags *diags)
{
	struct certrule_filter *filter = make_filter(gate, cr_bytes(text, len));

	if (filter == NULL) {
		cr_diags_no_memory(diags);
		return NULL;
	}
	if (compile(filter, options, diags) == 0)
		return filter;
	certrule_filter_free(filter);
	return NULL;
}

void
certrule_filter_free(struct certrule_filter *filter)
{
	if (filter == NULL)
		return;
	if (filter->check.alloc != NULL)
		cr_check_fini(&filter->check);
	certrule_gate_unref(filter->gate);
	cr_arena_free(filter->arena);
}

enum certrule_outcome
certrule_filter_run(const struct certrule_filter *filter,
    struct certrule_fieldset *facts, const char **why)
{
	enum certrule_outcome outcome = CERTRULE_UNDECIDED;
	struct cr_culprit culprit = {
	    .why = "the facts belong to another policy"};

	if (facts->gate == filter->gate) {
		cr_fieldset_begin(facts);
		outcome = cr_reference_run(filter->expr, facts);
		if (outcome == CERTRULE_UNDECIDED && why != NULL)
			cr_reference_culprit(filter->expr, facts, &culprit);
	}
	if (why != NULL)
		*why = outcome == CERTRULE_UNDECIDED ? culprit.why : NULL;
	return outcome;
}

/* Sources in which the filter's text has the number its spans name. */
static struct cr_sources *
make_sources(const struct certrule_filter *filter)
{
	struct cr_sources *sources = cr_sources_new(filter->gate->alloc);
	uint32_t id = 0;

	if (sources == NULL)
		return NULL;
	while (cr_sources_count(sources) < filter->source)
		if (cr_sources_add(sources, "", cr_bytes("", 0), &id) != 0)
			goto fail;
	if (cr_sources_add(sources, "expression", filter->text, &id) == 0)
		return sources;
fail:
	cr_sources_free(sources);
	return NULL;
}

int
certrule_filter_explain(const struct certrule_filter *filter,
    struct certrule_fieldset *facts, certrule_write_fn *write, void *context)
{
	struct cr_sources *sources = make_sources(filter);
	struct certrule_bytes text;
	struct cr_buffer out;
	int result = -1;

	if (sources == NULL || facts->gate != filter->gate)
		goto out;
	cr_buffer_init(&out, facts->alloc);
	cr_explain_expr(
	    filter->expr, filter->gate->policy.schema, sources, facts, 0, &out);
	text = cr_buffer_bytes(&out);
	if (!cr_buffer_failed(&out))
		result = write(context, (const char *)text.data, text.len);
	cr_buffer_fini(&out);
out:
	cr_sources_free(sources);
	return result;
}

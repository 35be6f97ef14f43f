/* SPDX-License-Identifier: MIT */
/* The stages of a policy's text, for reading: tokens and tree of the one file,
 * types, plan and code of the whole policy. */
#include "plan.h"
#include "policy.h"
#include "program.h"
#include "../base/arena.h"
#include "../base/bytes.h"
#include "../base/limits.h"
#include "../grammar/parse.h"

#include <string.h>

struct dump {
	const struct certrule_schema *schema;
	const char *path;
	const struct certrule_options *options;
	struct certrule_diags *diags;
	struct cr_buffer *out;
};

/* The file as a source of the diags. */
static int
read_source(const struct dump *dump, uint32_t *source)
{
	struct cr_sources *sources = cr_diags_sources(dump->diags);
	struct cr_span span = {0, 0, 0};
	enum cr_file_status status;
	struct cr_buffer text;
	int result = -1;

	cr_buffer_init(&text, dump->out->alloc);
	status = cr_files_read(
	    cr_files_default(), dump->path, CR_LIMIT_POLICY_FILE, &text);
	if (cr_sources_add(
		sources, dump->path, cr_buffer_bytes(&text), source) != 0) {
		cr_diags_no_memory(dump->diags);
		goto out;
	}
	span.source = *source;
	if (status == CR_FILE_OK)
		result = 0;
	else
		cr_diags_add(dump->diags, CR_DIAG_FILE_UNREADABLE, span,
		    cr_diags_quote(dump->diags, cr_bytes_text(dump->path)),
		    cr_file_status_text(status));
out:
	cr_buffer_fini(&text);
	return result;
}

static int
dump_text(const struct dump *dump, bool tokens)
{
	struct cr_arena *arena = cr_arena_new(dump->out->alloc);
	const struct cr_ast *ast = NULL;
	uint32_t source = 0;
	int result = -1;

	if (arena == NULL) {
		cr_diags_no_memory(dump->diags);
		return -1;
	}
	if (read_source(dump, &source) != 0)
		goto out;
	if (tokens) {
		result = cr_dump_tokens(arena, dump->diags, source, dump->out);
		goto out;
	}
	ast = cr_parse_policy(arena, dump->diags, source);
	if (ast == NULL)
		goto out;
	cr_ast_dump(ast, dump->out);
	result = ast->broken == 0 ? 0 : -1;
out:
	cr_arena_free(arena);
	return result;
}

static int
dump_types(const struct dump *dump)
{
	struct certrule_gate *gate = certrule_gate_load(
	    dump->schema, dump->path, dump->options, dump->diags);

	if (gate == NULL)
		return -1;
	for (size_t i = 0; i < gate->policy.rule_count; i++) {
		const struct cr_rule *rule = &gate->policy.rules[i];

		cr_buffer_show(dump->out, cr_bytes_text(rule->info.file));
		cr_buffer_printf(dump->out, ":%u\n", rule->info.line);
		cr_expr_dump(rule->expr, gate->policy.schema, dump->out);
	}
	certrule_gate_unref(gate);
	return 0;
}

/* A plan is made anew: a gate keeps none. */
static int
dump_plan(const struct cr_policy *policy, bool cost, struct cr_buffer *out)
{
	struct cr_arena *arena = cr_arena_new(out->alloc);
	const struct cr_plan *plan = NULL;

	if (arena != NULL)
		plan = cr_plan_new(arena, policy, false);
	if (plan != NULL && cost)
		cr_plan_dump_cost(plan, out);
	else if (plan != NULL)
		cr_plan_dump(plan, out);
	cr_arena_free(arena);
	return plan == NULL ? -1 : 0;
}

static int
dump_program(const struct dump *dump, const char *stage)
{
	struct certrule_gate *gate = certrule_gate_load(
	    dump->schema, dump->path, dump->options, dump->diags);
	int result = 0;

	if (gate == NULL)
		return -1;
	if (strcmp(stage, "code") != 0)
		result = dump_plan(
		    &gate->policy, strcmp(stage, "cost") == 0, dump->out);
	else if (gate->policy.program != NULL)
		cr_program_dump(gate->policy.program, &gate->policy, dump->out);
	certrule_gate_unref(gate);
	return result;
}

int
certrule_dump(const struct certrule_schema *schema, const char *path,
    const char *stage, const struct certrule_options *options,
    struct certrule_diags *diags, certrule_write_fn *write, void *context)
{
	struct cr_buffer out;
	struct dump dump = {
	    .schema = schema,
	    .path = path,
	    .options = options,
	    .diags = diags,
	    .out = &out,
	};
	struct certrule_bytes text;
	int result = -1;

	cr_buffer_init(&out, cr_schema_alloc(schema));
	if (strcmp(stage, "tokens") == 0)
		result = dump_text(&dump, true);
	else if (strcmp(stage, "ast") == 0)
		result = dump_text(&dump, false);
	else if (strcmp(stage, "types") == 0)
		result = dump_types(&dump);
	else if (strcmp(stage, "plan") == 0 || strcmp(stage, "cost") == 0 ||
		 strcmp(stage, "code") == 0)
		result = dump_program(&dump, stage);
	text = cr_buffer_bytes(&out);
	/* A text with errors is shown as far as it goes. */
	if (cr_buffer_failed(&out))
		result = -1;
	else if (write(context, (const char *)text.data, text.len) != 0)
		result = -1;
	cr_buffer_fini(&out);
	return result;
}

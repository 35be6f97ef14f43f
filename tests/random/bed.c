/* SPDX-License-Identifier: MIT */
/* See bed.h. */
#include "bed.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../grammar/parse.h"

#include <certrule-openssl.h>
#include <string.h>

struct certrule_schema *
bed_schema_new(void)
{
	struct certrule_schema *schema = certrule_schema_new(NULL);

	if (schema == NULL)
		return NULL;
	if (certrule_openssl_register(schema) == 0 &&
	    vocabulary_add_fields(schema) == 0)
		return schema;
	certrule_schema_free(schema);
	return NULL;
}

/* Members that the pools have too. */
static const char *
list_items(enum cr_list_type type)
{
	switch (type) {
	case CR_LIST_STRING:
		return "\"api.example\" \"\" \"1F\" \"a\\x00b\"";
	case CR_LIST_INT:
		return "7 0..2 -9223372036854775808..-1";
	case CR_LIST_IP:
		return "192.0.2.0/24 ::1 2001:db8::/32 10.0.0.0..10.0.0.9";
	case CR_LIST_SERIAL:
		return "\"1F\" \"61:31\" \"0a\"";
	case CR_LIST_FINGERPRINT:
		return "\"0000000000000000000000000000000000000000000000000000"
		       "000000000000\"";
	case CR_LIST_HOST:
		return "\"api.example\" \"*.example\"";
	}
	return "";
}

static const struct {
	enum cr_list_type type;
	const char *name;
} list_types[] = {
#define LIST_TYPE(name, spelling, node) {CR_LIST_##name, spelling},
#include "../../engine/list_types.def"
#undef LIST_TYPE
};

static struct certrule_gate *
load_lists(struct bed *bed)
{
	struct certrule_options options = {.flags = CERTRULE_NO_LINT};
	struct certrule_gate *gate = NULL;
	struct cr_buffer text;

	cr_buffer_init(&text, cr_alloc_default());
	for (size_t i = 0; i < sizeof(list_types) / sizeof(*list_types); i++)
		cr_buffer_printf(&text, "list $%s_list %s { %s }\n",
		    list_types[i].name, list_types[i].name,
		    list_items(list_types[i].type));
	cr_buffer_add_text(&text, "default block\n");
	if (!cr_buffer_failed(&text))
		gate = certrule_gate_load_mem(bed->schema, "lists",
		    (const char *)text.data, text.len, &options, bed->diags);
	cr_buffer_fini(&text);
	return gate;
}

/* All that a check needs and that outlives a case. */
static int
open_words(struct bed *bed)
{
	const struct cr_policy *policy = &bed->gate->policy;

	bed->facts = certrule_fieldset_new(bed->gate);
	bed->reads =
	    cr_arena_array(bed->kept, cr_schema_field_count(policy->schema), 1);
	bed->words =
	    vocabulary_new(bed->kept, policy->schema, policy->check.lists);
	bed->check.alloc = cr_alloc_default();
	bed->check.diags = bed->diags;
	bed->check.schema = policy->schema;
	bed->check.lists = policy->check.lists;
	bed->check.arena = bed->arena;
	bed->check.reads = bed->reads;
	return bed->facts == NULL || bed->reads == NULL || bed->words == NULL
		   ? -1
		   : 0;
}

int
bed_open(struct bed *bed)
{
	memset(bed, 0, sizeof(*bed));
	cr_buffer_init(&bed->text, cr_alloc_default());
	bed->schema = bed_schema_new();
	bed->diags = certrule_diags_new(NULL);
	bed->kept = cr_arena_new(cr_alloc_default());
	bed->arena = cr_arena_new(cr_alloc_default());
	if (bed->schema == NULL || bed->diags == NULL || bed->kept == NULL ||
	    bed->arena == NULL)
		return -1;
	bed->gate = load_lists(bed);
	return bed->gate == NULL ? -1 : open_words(bed);
}

void
bed_close(struct bed *bed)
{
	if (bed->check.alloc != NULL)
		cr_check_fini(&bed->check);
	certrule_fieldset_free(bed->facts);
	certrule_gate_unref(bed->gate);
	cr_arena_free(bed->arena);
	cr_arena_free(bed->kept);
	certrule_diags_free(bed->diags);
	certrule_schema_free(bed->schema);
	cr_buffer_fini(&bed->text);
}

void
bed_begin(struct bed *bed)
{
	certrule_diags_clear(bed->diags);
	cr_arena_reset(bed->arena);
	memset(bed->reads, 0, cr_schema_field_count(bed->check.schema));
}

int
bed_parse(struct bed *bed, struct certrule_bytes text, struct parsed *parsed)
{
	const struct cr_ast *ast;
	uint32_t source;

	memset(parsed, 0, sizeof(*parsed));
	if (cr_sources_add(
		cr_diags_sources(bed->diags), "expression", text, &source) != 0)
		return -1;
	ast = cr_parse_filter(bed->arena, bed->diags, source);
	if (ast == NULL || ast->expression == NULL)
		return -1;
	parsed->node = ast->expression;
	parsed->expr = cr_check_filter(&bed->check, parsed->node);
	return parsed->expr == NULL ? -1 : 0;
}

struct generate
bed_generate(struct bed *bed, struct random *source)
{
	cr_buffer_clear(&bed->text);
	return (struct generate){
	    .source = source, .words = bed->words, .out = &bed->text};
}

void
bed_draw_facts(struct bed *bed, struct random *source)
{
	struct generate g = {.source = source, .words = bed->words};

	generate_facts(&g, bed->facts, bed->reads);
}

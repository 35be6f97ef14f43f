/* SPDX-License-Identifier: MIT */
/* See bench.h. */
#include "bench.h"

#include "../../base/alloc.h"
#include "../../base/ip.h"
#include "../../engine/reference.h"
#include "../../grammar/parse.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define S	    CERTRULE_STRING
#define ARRAY(type) CERTRULE_ARRAY_OF(type)
#define MAP(type)   CERTRULE_MAP_OF(type)

static const struct {
	const char *name;
	unsigned type;
} fields[] = {
    {"s", S},
    {"t", S},
    {"n", CERTRULE_INT},
    {"m", CERTRULE_INT},
    {"ip", CERTRULE_IP},
    {"jp", CERTRULE_IP},
    {"b", CERTRULE_BOOL},
    {"c", CERTRULE_BOOL},
    {"names", ARRAY(S)},
    {"words", ARRAY(S)},
    {"nums", ARRAY(CERTRULE_INT)},
    {"flags", ARRAY(CERTRULE_BOOL)},
    {"ips", ARRAY(CERTRULE_IP)},
    {"map", MAP(S)},
    {"lists", MAP(ARRAY(S))},
    {"deep", ARRAY(ARRAY(S))},
    {"bools", MAP(CERTRULE_BOOL)},
};

void
bench_open_with(struct bench *bench, struct certrule_schema *schema)
{
	memset(bench, 0, sizeof(*bench));
	ck_assert_ptr_nonnull(schema);
	bench->schema = schema;
	bench->diags = certrule_diags_new(NULL);
	bench->arena = cr_arena_new(cr_alloc_default());
	bench->facts = cr_fieldset_new(bench->schema, cr_alloc_default());
	ck_assert(bench->diags != NULL && bench->arena != NULL &&
		  bench->facts != NULL);
	bench->check.arena = bench->arena;
	bench->check.alloc = cr_alloc_default();
	bench->check.diags = bench->diags;
	bench->check.schema = bench->schema;
}

void
bench_open(struct bench *bench)
{
	struct certrule_schema *schema = certrule_schema_new_empty(NULL);

	ck_assert_ptr_nonnull(schema);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		ck_assert_int_eq(0, certrule_schema_add_field(schema,
					fields[i].name, fields[i].type));
	bench_open_with(bench, schema);
}

void
bench_close(struct bench *bench)
{
	cr_check_fini(&bench->check);
	cr_fieldset_fini(bench->facts);
	cr_arena_free(bench->arena);
	certrule_diags_free(bench->diags);
	certrule_schema_free(bench->schema);
}

const struct cr_expr *
bench_add(struct bench *bench, const char *text)
{
	struct cr_ast *ast;
	uint32_t source;

	ck_assert_int_eq(0, cr_sources_add(cr_diags_sources(bench->diags),
				"expression", cr_bytes_text(text), &source));
	ast = cr_parse_filter(bench->arena, bench->diags, source);
	if (ast == NULL || ast->expression == NULL)
		return NULL;
	return cr_check_filter(&bench->check, ast->expression);
}

const struct cr_expr *
bench_check(struct bench *bench, const char *text)
{
	certrule_diags_clear(bench->diags);
	return bench_add(bench, text);
}

const char *
bench_error(struct bench *bench, const char *text)
{
	static char line[1024];
	const struct cr_expr *expr = bench_check(bench, text);
	struct certrule_diag diag;

	ck_assert_msg(
	    (expr == NULL) == (certrule_diags_error_count(bench->diags) != 0),
	    "%s", text);
	if (certrule_diags_count(bench->diags) == 0)
		return "";
	certrule_diags_at(bench->diags, 0, &diag);
	snprintf(line, sizeof(line), "%s: %s%s%s", diag.code, diag.message,
	    diag.hint == NULL ? "" : " | ", diag.hint == NULL ? "" : diag.hint);
	return line;
}

enum certrule_outcome
bench_run(struct bench *bench, const char *text)
{
	const struct cr_expr *expr = bench_check(bench, text);

	if (expr == NULL)
		ck_abort_msg("%s: %s", text, bench_error(bench, text));
	return cr_reference_run(expr, bench->facts);
}

int
bench_field(struct bench *bench, const char *name)
{
	int field = cr_schema_find_field(bench->schema, cr_bytes_text(name));

	ck_assert_msg(field >= 0, "%s", name);
	return field;
}

void
bench_string(struct bench *bench, const char *name, const char *value)
{
	ck_assert_int_eq(
	    0, certrule_fieldset_set_string(bench->facts,
		   bench_field(bench, name), value, strlen(value)));
}

void
bench_int(struct bench *bench, const char *name, int64_t value)
{
	ck_assert_int_eq(0, certrule_fieldset_set_int(
				bench->facts, bench_field(bench, name), value));
}

void
bench_bool(struct bench *bench, const char *name, int value)
{
	ck_assert_int_eq(0, certrule_fieldset_set_bool(
				bench->facts, bench_field(bench, name), value));
}

static void
set(struct bench *bench, const char *name, struct certrule_value value)
{
	ck_assert_int_eq(0, certrule_fieldset_set(bench->facts,
				bench_field(bench, name), &value));
}

void
bench_ip(struct bench *bench, const char *name, const char *value)
{
	struct certrule_ip ip;

	ck_assert_int_eq(0, cr_ip_parse(cr_bytes_text(value), &ip));
	set(bench, name, cr_value_ip(ip));
}

void
bench_set_error(struct bench *bench, const char *name)
{
	certrule_fieldset_set_error(
	    bench->facts, bench_field(bench, name), "broken on purpose");
}

void
bench_strings(struct bench *bench, const char *name, const char *words)
{
	struct certrule_value items[64];
	size_t count = 0;

	while (*words != '\0') {
		size_t len = strcspn(words, " ");

		items[count++] =
		    len == 1 && *words == '!'
			? cr_value_error(CERTRULE_STRING, "a broken element")
			: cr_value_string(cr_bytes(words, len));
		words += len + (words[len] == ' ');
	}
	set(bench, name, cr_value_array(CERTRULE_STRING, items, count));
}

void
bench_bools(struct bench *bench, const char *name, const char *tfe)
{
	struct certrule_value items[64];
	size_t count = strlen(tfe);

	for (size_t i = 0; i < count; i++)
		items[i] = tfe[i] == 'e' ? cr_value_error(CERTRULE_BOOL,
					       "a broken element")
					 : cr_value_bool(tfe[i] == 't');
	set(bench, name, cr_value_array(CERTRULE_BOOL, items, count));
}

const char *
bench_outcome(enum certrule_outcome outcome)
{
	switch (outcome) {
	case CERTRULE_FALSE:
		return "false";
	case CERTRULE_UNDECIDED:
		return "error";
	case CERTRULE_TRUE:
		return "true";
	}
	return "neither";
}

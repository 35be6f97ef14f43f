/* SPDX-License-Identifier: MIT */
/* Schemas, loads, reloads, formatting, dumps and filters without memory. */
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

static struct certrule_schema *schema;
static struct certrule_diags *diags;
static struct certrule_gate *gate, *other;
static struct certrule_peer *peer;
static struct world_verdicts verdicts;
static char *policy_text;
static size_t policy_len;

/* -------------------------------------------------------------------- schema */

static void
act_schema(void)
{
	schema = certrule_schema_new(&fault.alloc);
	if (schema != NULL && certrule_openssl_register(schema) != 0)
		MUST(sweep_failed());
	MUST(schema != NULL || sweep_failed());
}

static void
check_schema(void)
{
	certrule_schema_free(schema);
}

/* ---------------------------------------------------------------------- load */

static void
begin_with(unsigned flags)
{
	schema = world_schema();
	gate = world_gate(flags);
	peer = world_peer("certs/good.pem", NULL);
	world_verdicts_take(&verdicts, gate, peer);
}

static void
begin_load(void)
{
	begin_with(0);
}

static void
begin_linear(void)
{
	begin_with(CERTRULE_LINEAR);
}

static void
begin_reference(void)
{
	begin_with(CERTRULE_REFERENCE);
}

static void
end_load(void)
{
	world_verdicts_free(&verdicts);
	certrule_peer_free(peer);
	certrule_gate_unref(gate);
	certrule_schema_free(schema);
}

static void
load(unsigned flags)
{
	diags = certrule_diags_new(&fault.alloc);
	other = diags == NULL ? NULL : world_load(flags, diags, schema);
}

static void
act_load(void)
{
	load(CERTRULE_PORTABLE);
}

static void
act_load_linear(void)
{
	load(CERTRULE_LINEAR | CERTRULE_NO_LINT);
}

static void
act_load_reference(void)
{
	load(CERTRULE_REFERENCE | CERTRULE_NO_LINT);
}

static int
forget(void *context, const char *text, size_t len)
{
	(void)context;
	(void)text;
	(void)len;
	return 0;
}

/* A refusal says why, and what loads decides as it should. */
static void
check_load(void)
{
	MUST(other != NULL || sweep_failed());
	if (diags != NULL)
		MUST((other == NULL) ==
		     (certrule_diags_error_count(diags) != 0));
	for (size_t i = 0; diags != NULL && i < certrule_diags_count(diags);
	     i++)
		MUST(certrule_diags_write(diags, i, 0, forget, NULL) == 0);
	if (other != NULL)
		world_verdicts_compare(&verdicts, other, peer);
	certrule_gate_unref(other);
	certrule_diags_free(diags);
}

/* -------------------------------------------------------------------- reload */

static void
prepare_reload(void)
{
	diags = certrule_diags_new(&fault.alloc);
	MUST(diags != NULL);
}

static void
act_reload(void)
{
	other = certrule_gate_reload(gate, diags);
}

static void
check_reload(void)
{
	world_verdicts_compare(&verdicts, gate, peer);
	check_load();
}

/* -------------------------------------------------------------------- texts */

static struct cr_buffer wanted, got;
static int result;
static const char *stage;

static void
begin_text(void)
{
	FILE *file = fopen(world_path("faults/rich.rules"), "rb");

	begin_load();
	policy_text = calloc(1, 1 << 16);
	MUST(file != NULL && policy_text != NULL);
	policy_len = fread(policy_text, 1, 1 << 16, file);
	fclose(file);
	cr_buffer_init(&wanted, cr_alloc_default());
	cr_buffer_init(&got, cr_alloc_default());
}

static void
end_text(void)
{
	cr_buffer_fini(&wanted);
	cr_buffer_fini(&got);
	free(policy_text);
	end_load();
}

static void
prepare_text(void)
{
	prepare_reload();
	cr_buffer_clear(&got);
	result = 0;
}

/* All of it or, with -1, any part. */
static void
check_text(void)
{
	if (!sweep_failed() && wanted.len == 0)
		cr_buffer_add(&wanted, got.data, got.len);
	MUST(result == 0 || sweep_failed());
	/* A name for which there is no memory is said to be one. */
	if (result == 0 && (!sweep_failed() || memmem(got.data, got.len,
						   "(no memory", 10) == NULL)) {
		MUST(got.len == wanted.len);
		MUST(memcmp(got.data, wanted.data, got.len) == 0);
	}
	certrule_diags_free(diags);
}

static void
act_format(void)
{
	result = certrule_format(
	    "rich.rules", policy_text, policy_len, diags, sweep_write, &got);
}

static void
dump(const char *name)
{
	struct certrule_options options = {.now = WORLD_NOW, .now_set = 1};

	if (stage != name)
		cr_buffer_clear(&wanted);
	stage = name;
	result = certrule_dump(schema, world_path("faults/rich.rules"), name,
	    &options, diags, sweep_write, &got);
}

static void
act_dump_ast(void)
{
	dump("ast");
}

static void
act_dump_types(void)
{
	dump("types");
}

static void
act_dump_plan(void)
{
	dump("plan");
}

static void
act_dump_code(void)
{
	dump("code");
}

static void
act_summary(void)
{
	result = certrule_gate_write_summary(gate, 1, sweep_write, &got);
}

/* ------------------------------------------------------------------- filters */

static struct certrule_fieldset *facts;

static const char expression[] =
    "any(lower(tls.client_cert.san.dns[*])[*] contains \"good\") and "
    "http.user_agent matches \"^curl/\" and not http.cookie == \"a\" or "
    "ip.src in {10.0.0.0/8 192.0.2.0/24}";

static void
prepare_filter(void)
{
	prepare_text();
	facts = certrule_fieldset_new(gate);
	MUST(facts != NULL);
	world_request(facts, gate, peer, 0);
}

static void
act_filter(void)
{
	struct certrule_filter *filter = certrule_filter_compile(
	    gate, expression, sizeof(expression) - 1, NULL, diags);
	const char *why;

	if (filter == NULL) {
		result = -1;
		return;
	}
	MUST(certrule_filter_run(filter, facts, &why) != CERTRULE_FALSE);
	result = certrule_filter_explain(filter, facts, forget, NULL);
	certrule_filter_free(filter);
}

static void
check_filter(void)
{
	MUST(result == 0 || sweep_failed());
	certrule_fieldset_free(facts);
	certrule_diags_free(diags);
}

const struct scenario policy_scenarios[] = {
    {"schema", NULL, NULL, act_schema, check_schema, NULL},
    {"load", begin_load, NULL, act_load, check_load, end_load},
    {"load-linear", begin_linear, NULL, act_load_linear, check_load, end_load},
    {"load-reference", begin_reference, NULL, act_load_reference, check_load,
	end_load},
    {"reload", begin_load, prepare_reload, act_reload, check_reload, end_load},
    {"format", begin_text, prepare_text, act_format, check_text, end_text},
    {"dump-ast", begin_text, prepare_text, act_dump_ast, check_text, end_text},
    {"dump-types", begin_text, prepare_text, act_dump_types, check_text,
	end_text},
    {"dump-plan", begin_text, prepare_text, act_dump_plan, check_text,
	end_text},
    {"dump-code", begin_text, prepare_text, act_dump_code, check_text,
	end_text},
    {"summary", begin_text, prepare_text, act_summary, check_text, end_text},
    {"filter", begin_text, prepare_filter, act_filter, check_filter, end_text},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

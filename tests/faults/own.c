/* SPDX-License-Identifier: MIT */
/* Functions and lists of the host's own, and what servers ask a gate for,
 * without memory. */
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

static const char policy[] =
    "trust fleet for \"api.example\" { ca \"tests/certs/root.pem\" }\n"
    "block \"listed\" if http.user_agent in $words and app.even(http.host)\n"
    "block \"asked\" if http.cookie in $asked or ip.src in $nets\n"
    "allow \"twice\" if app.twice(http.host) == \"api.exampleapi.example\"\n"
    "default block\n";

static struct certrule_schema *schema;
static struct certrule_gate *gate;
static struct certrule_diags *diags;
static struct certrule_peer *peer;
static struct certrule_fieldset *facts;
static struct certrule_verdict verdict;
static int result;

static int
twice(void *context, struct certrule_call *call,
    const struct certrule_value *args, size_t count, struct certrule_value *out)
{
	size_t len = args[0].as.string.len;
	unsigned char *data = certrule_call_allocate(call, len * 2);

	(void)context;
	(void)count;
	if (data == NULL)
		return -1;
	memcpy(data, args[0].as.string.data, len);
	memcpy(data + len, args[0].as.string.data, len);
	out->state = CERTRULE_PRESENT;
	out->as.string.data = data;
	out->as.string.len = len * 2;
	return 0;
}

static int
even(void *context, struct certrule_call *call,
    const struct certrule_value *args, size_t count, struct certrule_value *out)
{
	(void)context;
	(void)call;
	(void)count;
	out->state = CERTRULE_PRESENT;
	out->as.boolean = args[0].as.string.len % 2 == 0;
	return 0;
}

static int
has(void *context, const struct certrule_value *value)
{
	(void)context;
	return value->as.string.len == 1;
}

/* -1: something could not be added. */
static int
add_all(struct certrule_schema *to)
{
	static const unsigned one[] = {CERTRULE_STRING};
	static const struct certrule_function functions[] = {
	    {"app.twice", "both of it", one, 1, 0, CERTRULE_STRING, 0, twice,
		NULL},
	    {"app.even", NULL, one, 1, 0, CERTRULE_BOOL, 0, even, NULL},
	};
	static const struct certrule_bytes words[] = {
	    {(const unsigned char *)"a", 1}, {(const unsigned char *)"b", 1}};
	static const struct certrule_bytes nets[] = {
	    {(const unsigned char *)"10.0.0.0/8", 10},
	    {(const unsigned char *)"2001:db8::1", 11}};

	for (size_t i = 0; i < 2; i++)
		if (certrule_schema_add_function(to, &functions[i]) != 0)
			return -1;
	if (certrule_schema_add_list(to, "words", "string", words, 2) != 0 ||
	    certrule_schema_add_list(to, "nets", "ip", nets, 2) != 0 ||
	    certrule_schema_add_list_callback(
		to, "asked", "string", has, NULL) != 0 ||
	    certrule_schema_add_field(
		to, "app.tags", CERTRULE_ARRAY_OF(CERTRULE_STRING)) != 0)
		return -1;
	return 0;
}

static struct certrule_gate *
load(const struct certrule_schema *from)
{
	struct certrule_options options = {.now = WORLD_NOW, .now_set = 1};
	char root[512];

	snprintf(root, sizeof(root), "%s/..", world_path("."));
	options.root = root;
	return certrule_gate_load_mem(
	    from, "policy", policy, sizeof(policy) - 1, &options, diags);
}

static void
begin(void)
{
	diags = certrule_diags_new(&fault.alloc);
	MUST(diags != NULL);
	schema = world_schema();
	MUST(add_all(schema) == 0);
	gate = load(schema);
	MUST(gate != NULL);
	peer = world_peer("certs/good.pem", NULL);
}

static void
end(void)
{
	certrule_peer_free(peer);
	certrule_gate_unref(gate);
	certrule_schema_free(schema);
	certrule_diags_free(diags);
}

/* ---------------------------------------------------------------------- schema */

static struct certrule_schema *other;

static void
prepare_schema(void)
{
	other = world_schema();
}

static void
act_schema(void)
{
	result = add_all(other);
}

static void
check_schema(void)
{
	MUST(result == 0 || sweep_failed());
	certrule_schema_free(other);
}

/* ------------------------------------------------------------------------ load */

static struct certrule_gate *loaded;

static void
act_load(void)
{
	loaded = load(schema);
}

static void
set_facts(void)
{
	certrule_fieldset_set_time(facts, WORLD_NOW);
	(void)certrule_fieldset_set_host(facts, "api.example", 11);
	(void)certrule_fieldset_set_peer(facts, peer);
}

static void
check_load(void)
{
	MUST(loaded != NULL || sweep_failed());
	if (loaded != NULL) {
		facts = certrule_fieldset_new(loaded);
		MUST(facts != NULL);
		set_facts();
		certrule_gate_decide(loaded, facts, &verdict);
		MUST(verdict.action == CERTRULE_ALLOW);
		certrule_fieldset_free(facts);
	}
	certrule_gate_unref(loaded);
	certrule_diags_clear(diags);
}

/* ------------------------------------------------------------------- decisions */

static void
prepare_decide(void)
{
	certrule_peer_free(peer);
	peer = world_peer("certs/good.pem", NULL);
	facts = certrule_fieldset_new(gate);
	MUST(facts != NULL);
	set_facts();
	result = 0;
}

static void
act_decide(void)
{
	certrule_gate_decide(gate, facts, &verdict);
}

static int
forget(void *context, const char *text, size_t len)
{
	(void)context;
	(void)text;
	(void)len;
	return 0;
}

static void
act_explain(void)
{
	certrule_gate_decide(gate, facts, &verdict);
	result = certrule_gate_explain(gate, facts, forget, NULL);
}

static void
check_decide(void)
{
	MUST(result == 0 || sweep_failed());
	MUST(verdict.action == CERTRULE_ALLOW ||
	     (sweep_failed() && verdict.action == CERTRULE_BLOCK));
	certrule_fieldset_free(facts);
}

/* ----------------------------------------------------------------- of a server */

static enum certrule_outcome proven;

/* The guard of allow rules, by the trust of the gate itself. */
static void
act_proven(void)
{
	certrule_fieldset_use_trust(facts, NULL);
	proven = certrule_fieldset_proven(facts);
}

static void
check_proven(void)
{
	MUST(proven == CERTRULE_TRUE ||
	     (sweep_failed() && proven == CERTRULE_UNDECIDED));
	certrule_fieldset_free(facts);
}

static int
count(void *context, const char *text, size_t len)
{
	size_t *counted = context;

	MUST(strlen(text) == len);
	return ++*counted == 1 ? 0 : -1;
}

/* One host and one file, each told of with all its name. */
static void
act_visit(void)
{
	size_t hosts = 0, files = 0;

	MUST(certrule_gate_each_trust_host(gate, count, &hosts) == 0 ||
	     sweep_failed());
	MUST(certrule_gate_each_file(gate, count, &files) == 0);
	MUST(files == 1);
	MUST(hosts == 1 || sweep_failed());
	MUST(certrule_gate_trust_count(gate) == 1);
	/* The second of anything is too much for count(). */
	MUST(certrule_gate_each_file(gate, count, &files) == -1);
}

static void
check_visit(void)
{
}

const struct scenario own_scenarios[] = {
    {"own-schema", begin, prepare_schema, act_schema, check_schema, end},
    {"own-load", begin, NULL, act_load, check_load, end},
    {"own-decide", begin, prepare_decide, act_decide, check_decide, end},
    {"own-explain", begin, prepare_decide, act_explain, check_decide, end},
    {"proven", begin, prepare_decide, act_proven, check_proven, end},
    {"visit", begin, NULL, act_visit, check_visit, end},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

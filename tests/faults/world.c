/* SPDX-License-Identifier: MIT */
/* The policy, clients and requests of all scenarios. */
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

const char *
world_path(const char *name)
{
	static char paths[4][512];
	static unsigned next;
	const char *srcdir = getenv("srcdir");
	char *path = paths[next++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/tests/%s",
	    srcdir != NULL ? srcdir : ".", name);
	return path;
}

/* --------------------------------------------------------------------- gates */

static struct certrule_schema *
new_schema(void)
{
	struct certrule_schema *schema = certrule_schema_new(&fault.alloc);

	MUST(schema != NULL);
	MUST(certrule_openssl_register(schema) == 0);
	return schema;
}

struct certrule_gate *
world_load(unsigned flags, struct certrule_diags *diags,
    const struct certrule_schema *schema)
{
	struct certrule_options options = {
	    .flags = flags, .now = WORLD_NOW, .now_set = 1};

	return certrule_gate_load(
	    schema, world_path("faults/rich.rules"), &options, diags);
}

struct certrule_schema *
world_schema(void)
{
	return new_schema();
}

struct certrule_gate *
world_gate(unsigned flags)
{
	struct certrule_diags *diags = certrule_diags_new(&fault.alloc);
	struct certrule_schema *schema = new_schema();
	struct certrule_gate *gate = world_load(flags, diags, schema);

	for (size_t i = 0; gate == NULL && i < certrule_diags_count(diags);
	     i++) {
		struct certrule_diag diag;

		certrule_diags_at(diags, i, &diag);
		fprintf(stderr, "%u: %s\n", diag.line, diag.message);
	}
	MUST(gate != NULL);
	certrule_schema_free(schema);
	certrule_diags_free(diags);
	return gate;
}

struct certrule_peer *
world_peer(const char *leaf, const char *chain)
{
	struct certrule_peer *peer = certrule_peer_from_file(&fault.alloc,
	    world_path(leaf), chain == NULL ? NULL : world_path(chain), NULL);

	MUST(peer != NULL);
	return peer;
}

/* ------------------------------------------------------------------ requests */

static const struct request {
	const char *host, *path, *query, *agent, *cookie, *tool, *tag;
	bool client;
} requests[WORLD_REQUESTS] = {
    {"api.example", "/v1/a", "a=1", "curl/8.0", NULL, NULL, NULL, true},
    {"API.example:443", "/health", "q=%3C", "x", "{\"role\":\"admin\"}", "y",
	"slow", false},
    {"api.example", "/v1/a", "a=1", "curl/8.0", "{\"role\":\"guest\"}", "y",
	NULL, true},
    {"api.example", "/v1/a", "a=1", "x", NULL, "Scanner7", NULL, true},
    {"dev.fleet.example", "/x/slow/y", "q=%253c", "x", "a=1; b=2", NULL, "slow",
	true},
    {"partner.example", "/hidden/a", "", "curl/1", "a=1; b=2", NULL, "b", true},
};

static void
set_string(struct certrule_fieldset *facts, const struct certrule_gate *gate,
    const char *name, const char *text)
{
	if (text != NULL)
		(void)certrule_fieldset_set_string(facts,
		    certrule_gate_find_field(gate, name), text, strlen(text));
}

static void
set_tags(struct certrule_fieldset *facts, const struct certrule_gate *gate,
    const char *tag)
{
	struct certrule_value items[2],
	    value = {.state = CERTRULE_PRESENT,
		.type = CERTRULE_ARRAY_OF(CERTRULE_STRING)};

	if (tag == NULL)
		return;
	for (size_t i = 0; i < 2; i++)
		items[i] = (struct certrule_value){.state = CERTRULE_PRESENT,
		    .type = CERTRULE_STRING,
		    .as.string = {(const unsigned char *)(i ? tag : "none"),
			strlen(i ? tag : "none")}};
	value.as.array.items = items;
	value.as.array.count = 2;
	(void)certrule_fieldset_set(
	    facts, certrule_gate_find_field(gate, "app.tags"), &value);
}

void
world_request(struct certrule_fieldset *facts, const struct certrule_gate *gate,
    struct certrule_peer *peer, size_t number)
{
	const struct request *request = &requests[number];
	const char *why;
	char assignment[] = "ip.src=192.0.2.7";
	int set;

	certrule_fieldset_set_time(facts, WORLD_NOW);
	(void)certrule_fieldset_set_host(
	    facts, request->host, strlen(request->host));
	(void)certrule_fieldset_set_path(
	    facts, request->path, strlen(request->path));
	set_string(facts, gate, "http.request.uri.query", request->query);
	set_string(facts, gate, "http.user_agent", request->agent);
	set_string(facts, gate, "http.cookie", request->cookie);
	set_string(facts, gate, "http.request.method", "GET");
	if (request->tool != NULL)
		(void)certrule_fieldset_add_header(
		    facts, "X-Tool", 6, request->tool, strlen(request->tool));
	set_tags(facts, gate, request->tag);
	set = certrule_fieldset_set_text(
	    facts, assignment, sizeof(assignment) - 1, &why);
	(void)set;
	(void)certrule_fieldset_set_peer(facts, request->client ? peer : NULL);
}

/* ------------------------------------------------------------------ verdicts */

static char *
verdict_text(struct certrule_gate *gate, struct certrule_fieldset *facts)
{
	struct certrule_verdict verdict;
	struct cr_buffer text;
	char *copy;

	cr_buffer_init(&text, cr_alloc_default());
	certrule_gate_decide(gate, facts, &verdict);
	MUST(certrule_verdict_json(gate, facts, &verdict, sweep_write, &text) ==
	     0);
	cr_buffer_add_byte(&text, '\0');
	MUST(!cr_buffer_failed(&text));
	copy = strdup((const char *)text.data);
	cr_buffer_fini(&text);
	MUST(copy != NULL && strstr(copy, ",\"fields\":{") != NULL);
	/* Which fields were read depends on what was known of the client. */
	*strstr(copy, ",\"fields\":{") = '\0';
	return copy;
}

void
world_verdicts_take(struct world_verdicts *verdicts, struct certrule_gate *gate,
    struct certrule_peer *peer)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);

	MUST(facts != NULL);
	for (size_t i = 0; i < WORLD_REQUESTS; i++) {
		certrule_fieldset_clear(facts);
		world_request(facts, gate, peer, i);
		verdicts->texts[i] = verdict_text(gate, facts);
	}
	certrule_fieldset_free(facts);
}

void
world_verdicts_free(struct world_verdicts *verdicts)
{
	for (size_t i = 0; i < WORLD_REQUESTS; i++)
		free(verdicts->texts[i]);
}

void
world_verdicts_compare(const struct world_verdicts *wanted,
    struct certrule_gate *gate, struct certrule_peer *peer)
{
	struct world_verdicts now;

	world_verdicts_take(&now, gate, peer);
	for (size_t i = 0; i < WORLD_REQUESTS; i++) {
		if (strcmp(now.texts[i], wanted->texts[i]) != 0)
			fprintf(stderr, "wanted %s\ngot    %s\n",
			    wanted->texts[i], now.texts[i]);
		MUST(strcmp(now.texts[i], wanted->texts[i]) == 0);
	}
	world_verdicts_free(&now);
}

/* -------------------------------------------------------------------- fields */

static char *
value_text(const struct certrule_value *value)
{
	struct cr_buffer text;
	char *copy;

	cr_buffer_init(&text, cr_alloc_default());
	MUST(certrule_value_write(value, 0, sweep_write, &text) == 0);
	cr_buffer_add_byte(&text, '\0');
	MUST(!cr_buffer_failed(&text));
	copy = strdup((const char *)text.data);
	cr_buffer_fini(&text);
	MUST(copy != NULL);
	return copy;
}

void
world_facts_take(struct world_facts *facts, struct certrule_fieldset *from,
    const struct certrule_gate *gate)
{
	facts->count = certrule_gate_field_count(gate);
	facts->texts = calloc((size_t)facts->count, sizeof(*facts->texts));
	MUST(facts->texts != NULL);
	for (int i = 0; i < facts->count; i++)
		facts->texts[i] = value_text(certrule_fieldset_get(from, i));
}

void
world_facts_free(struct world_facts *facts)
{
	for (int i = 0; i < facts->count; i++)
		free(facts->texts[i]);
	free(facts->texts);
}

/* Without a host there is no trust block, and nobody is verified. */
static bool
depends_on_host(const struct certrule_gate *gate,
    struct certrule_fieldset *facts, const struct certrule_field_info *info)
{
	int host = certrule_gate_find_field(gate, "hostname");

	return info->origin == CERTRULE_ORIGIN_CERTIFICATE &&
	       (info->scope != CERTRULE_SCOPE_PEER || info->proved) &&
	       certrule_fieldset_get(facts, host)->state == CERTRULE_ERROR;
}

void
world_facts_compare(const struct world_facts *wanted,
    struct certrule_fieldset *facts, const struct certrule_gate *gate)
{
	for (int i = 0; i < wanted->count; i++) {
		const struct certrule_value *value =
		    certrule_fieldset_get(facts, i);
		struct certrule_field_info info;
		char *text;

		certrule_gate_field(gate, i, &info);
		if (value->state == CERTRULE_ERROR ||
		    depends_on_host(gate, facts, &info))
			continue;
		text = value_text(value);
		if (strcmp(text, wanted->texts[i]) != 0)
			fprintf(stderr, "%s: wanted %s, got %s\n", info.name,
			    wanted->texts[i], text);
		MUST(strcmp(text, wanted->texts[i]) == 0);
		free(text);
	}
}

/* SPDX-License-Identifier: MIT */
/*
 * A program that embeds libcertrule alone, with facts set by hand, as it is for
 * any TLS library.  Reads the same as C99, C11 and C++17.
 */
#include <certrule.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char policy[] =
    "field app.tenant string\n"
    "block \"other tenant\" message \"not yours\" if app.tenant != \"blue\"\n"
    "allow \"fleet\" if app.level >= 3\n"
    "allow anonymous \"health\" if http.request.uri.path == \"/health\"\n"
    "default block\n";

static int failures;

static void
expect(int condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "plain: %s\n", what);
	failures++;
}

/* An allocator that knows how much is out. */
static void *
count_allocate(void *context, size_t size)
{
	void *memory = malloc(size);

	*(long *)context += memory != NULL;
	return memory;
}

static void *
count_resize(void *context, void *memory, size_t size)
{
	void *moved = realloc(memory, size);

	*(long *)context += memory == NULL && moved != NULL;
	return moved;
}

static void
count_release(void *context, void *memory)
{
	*(long *)context -= memory != NULL;
	free(memory);
}

static int
write_text(void *context, const char *text, size_t len)
{
	char *out = (char *)context;

	if (strlen(out) + len >= 4096)
		return -1;
	strncat(out, text, len);
	return 0;
}

/* The facts of a client whom somebody else has verified. */
static void
set_proven(struct certrule_gate *gate, struct certrule_fieldset *facts)
{
	static const char *const names[] = {"cf.tls_client_auth.cert_presented",
	    "cf.tls_client_auth.cert_verified",
	    "cf.tls_client_auth.cert_revoked"};

	for (int i = 0; i < 3; i++)
		expect(
		    certrule_fieldset_set_bool(facts,
			certrule_gate_find_field(gate, names[i]), i < 2) == 0,
		    names[i]);
}

static void
decide(struct certrule_gate *gate)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	int tenant = certrule_gate_find_field(gate, "app.tenant");
	int level = certrule_gate_find_field(gate, "app.level");
	struct certrule_verdict verdict;
	char record[4096] = "";

	expect(facts != NULL && tenant >= 0 && level >= 0, "facts");
	if (facts == NULL)
		return;
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_BLOCK, "nothing set is a block");

	certrule_fieldset_set_string(facts, tenant, "blue", 4);
	certrule_fieldset_set_int(facts, level, 3);
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_BLOCK &&
		   strcmp(verdict.reason, "not_proven") == 0,
	    "an allow needs a proven client");

	set_proven(gate, facts);
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_ALLOW &&
		   strcmp(verdict.rule, "fleet") == 0,
	    "the client is let in");
	expect(certrule_verdict_json(
		   gate, facts, &verdict, write_text, record) == 0 &&
		   strstr(record, "\"app.tenant\":\"blue\"") != NULL,
	    "the record");

	certrule_fieldset_set_string(facts, tenant, "red", 3);
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_BLOCK &&
		   strcmp(verdict.message, "not yours") == 0,
	    "another tenant is not");

	certrule_fieldset_clear(facts);
	certrule_fieldset_set_request(
	    facts, "GET", "/x/../%68ealth?a=b", "api.example");
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_ALLOW, "health is for everybody");
	certrule_fieldset_free(facts);
}

int
main(void)
{
	long out = 0;
	struct certrule_alloc alloc = {
	    count_allocate, count_resize, count_release, NULL};
	struct certrule_schema *schema;
	struct certrule_diags *diags;
	struct certrule_gate *gate, *next;

	alloc.context = &out;
	schema = certrule_schema_new(&alloc);
	diags = certrule_diags_new(&alloc);
	expect(schema != NULL && diags != NULL, "memory");
	expect(
	    certrule_schema_add_field(schema, "app.level", CERTRULE_INT) == 0,
	    "a field of the host's own");
	gate = certrule_gate_load_mem(
	    schema, "bad", "block if nonsense", 17, NULL, diags);
	expect(gate == NULL && certrule_diags_error_count(diags) == 1,
	    "a bad policy is refused");
	certrule_diags_clear(diags);
	gate = certrule_gate_load_mem(
	    schema, "policy", policy, strlen(policy), NULL, diags);
	certrule_schema_free(schema);
	expect(gate != NULL, "the policy is not");
	if (gate != NULL) {
		decide(gate);
		expect(certrule_gate_generation(gate) == 1, "the first load");
		next = certrule_gate_reload(gate, diags);
		certrule_gate_unref(gate);
		expect(next != NULL, "it is loaded again");
		if (next != NULL) {
			expect(certrule_gate_generation(next) == 2, "the next");
			decide(next);
		}
		certrule_gate_unref(next);
	}
	certrule_diags_free(diags);
	expect(out == 0, "all memory is back");
	printf("certrule %s\n", certrule_version());
	return failures != 0;
}

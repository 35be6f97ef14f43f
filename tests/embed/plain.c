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
    "block \"banned\" if ip.src in $banned or app.tenant in $closed\n"
    "block \"doubled\" if app.twice(http.request.method) == \"GOGO\"\n"
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

/* A function of the program's own: its result is memory of the call. */
static int
twice(void *context, struct certrule_call *call,
    const struct certrule_value *args, size_t count,
    struct certrule_value *result)
{
	struct certrule_bytes text = args[0].as.string;
	unsigned char *out;

	if (text.len == 0) {
		certrule_call_fail(call, "nothing to double");
		return -1;
	}
	out = (unsigned char *)certrule_call_allocate(call, text.len * 2);
	if (out == NULL)
		return -1;
	memcpy(out, text.data, text.len);
	memcpy(out + text.len, text.data, text.len);
	result->state = CERTRULE_PRESENT;
	result->as.string.data = out;
	result->as.string.len = text.len * 2;
	*(size_t *)context += count;
	return 0;
}

/* And a list that it is asked for. */
static int
is_banned(void *context, const struct certrule_value *value)
{
	int last = value->as.ip.octets[3];

	(void)context;
	return last == 99 ? -1 : last == 66;
}

static void
add_own(struct certrule_schema *schema, size_t *calls)
{
	static const unsigned args[] = {CERTRULE_STRING};
	static const char closed[] = "green";
	struct certrule_function function;
	struct certrule_bytes item;

	memset(&function, 0, sizeof(function));
	function.name = "app.twice";
	function.args = args;
	function.arg_count = 1;
	function.result = CERTRULE_STRING;
	function.call = twice;
	function.context = calls;
	expect(certrule_schema_add_function(schema, &function) == 0,
	    "a function of the host's own");
	expect(certrule_schema_add_function(schema, &function) == -1,
	    "and not a second one");
	expect(certrule_schema_add_list_callback(
		   schema, "banned", "ip", is_banned, NULL) == 0,
	    "a list that is asked");
	item.data = (const unsigned char *)closed;
	item.len = 5;
	expect(
	    certrule_schema_add_list(schema, "closed", "string", &item, 1) == 0,
	    "a list of items");
	expect(certrule_schema_add_list(schema, "closed", "ip", NULL, 0) == -1,
	    "and not a second one");
}

/* An error of a callback is a block that says so. */
static void
decide_own(struct certrule_gate *gate, struct certrule_fieldset *facts)
{
	int source = certrule_gate_find_field(gate, "ip.src");
	int method = certrule_gate_find_field(gate, "http.request.method");
	struct certrule_value value;
	struct certrule_verdict verdict;

	memset(&value, 0, sizeof(value));
	value.state = CERTRULE_PRESENT;
	value.type = CERTRULE_IP;
	value.as.ip.family = 4;
	value.as.ip.octets[3] = 66;
	expect(certrule_fieldset_set(facts, source, &value) == 0, "an address");
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_BLOCK &&
		   strcmp(verdict.rule, "banned") == 0,
	    "who is banned is not let in");
	value.as.ip.octets[3] = 99;
	expect(certrule_fieldset_set(facts, source, &value) == 0, "an address");
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_BLOCK &&
		   strcmp(verdict.reason, "error") == 0,
	    "nor is whom nobody can tell");
	value.as.ip.octets[3] = 1;
	expect(certrule_fieldset_set(facts, source, &value) == 0, "an address");
	certrule_fieldset_set_string(facts, method, "GO", 2);
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_BLOCK &&
		   strcmp(verdict.rule, "doubled") == 0,
	    "the function is asked");
	certrule_fieldset_set_string(facts, method, "", 0);
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_BLOCK &&
		   strstr(verdict.detail, "nothing to double") != NULL,
	    "and says why it cannot");
	certrule_fieldset_set_string(facts, method, "GET", 3);
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == CERTRULE_ALLOW, "the honest neighbour is");
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
	decide_own(gate, facts);

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
	size_t calls = 0;
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
	add_own(schema, &calls);
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
	expect(calls > 0, "the context is the caller's");
	expect(out == 0, "all memory is back");
	printf("certrule %s\n", certrule_version());
	return failures != 0;
}

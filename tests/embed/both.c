/* SPDX-License-Identifier: MIT */
/*
 * both CERTIFICATES - a program that embeds both libraries, with certificates
 * of that folder.  Reads the same as C99, C11 and C++17.
 */
#include <certrule-openssl.h>

#include <stdio.h>
#include <string.h>

/* 2026-06-01T00:00:00Z: the certificates are of that year. */
#define NOW 1780272000

static int failures;

static void
expect(int condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "both: %s\n", what);
	failures++;
}

static int
write_stderr(void *context, const char *text, size_t len)
{
	(void)context;
	return fwrite(text, 1, len, stderr) == len ? 0 : -1;
}

/* What becomes of a client with that certificate; NULL: without one. */
static void
decide(struct certrule_gate *gate, const char *folder, const char *name,
    enum certrule_action wanted)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	struct certrule_peer *peer = NULL;
	enum certrule_peer_status status = CERTRULE_PEER_OK;
	struct certrule_verdict verdict;
	char path[1024];

	if (name != NULL) {
		snprintf(path, sizeof(path), "%s/%s", folder, name);
		peer = certrule_peer_from_file(NULL, path, NULL, &status);
		expect(peer != NULL, certrule_peer_status_text(status));
	}
	if (facts == NULL || (name != NULL && peer == NULL)) {
		failures++;
		return;
	}
	certrule_fieldset_set_time(facts, NOW);
	expect(certrule_fieldset_set_peer(facts, peer) == 0, "a peer");
	certrule_fieldset_set_request(facts, "GET", "/", "api.example");
	certrule_gate_decide(gate, facts, &verdict);
	expect(verdict.action == wanted, name != NULL ? name : "nobody");
	certrule_fieldset_free(facts);
	certrule_peer_free(peer);
}

/* A list of the program's own: nobody, or everybody. */
static int
is_lost(void *context, const struct certrule_value *value)
{
	return value->as.string.len > 0 && *(int *)context == 1;
}

/* And a function that knows as much. */
static int
is_gone(void *context, struct certrule_call *call,
    const struct certrule_value *args, size_t count,
    struct certrule_value *result)
{
	(void)call;
	result->state = CERTRULE_PRESENT;
	result->as.boolean =
	    count == 1 && args[0].as.string.len > 0 && *(int *)context == 2;
	return 0;
}

static int
add_function(struct certrule_schema *schema, int *lost)
{
	static const unsigned args[] = {CERTRULE_STRING};
	struct certrule_function function;

	memset(&function, 0, sizeof(function));
	function.name = "app.gone";
	function.args = args;
	function.arg_count = 1;
	function.result = CERTRULE_BOOL;
	function.call = is_gone;
	function.context = lost;
	return certrule_schema_add_function(schema, &function);
}

/* One connection, and what the program knows changes between two requests. */
static void
decide_twice(struct certrule_gate *gate, const char *folder, int *lost)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);
	struct certrule_peer *peer;
	struct certrule_verdict verdict;
	char path[1024];

	snprintf(path, sizeof(path), "%s/good.pem", folder);
	peer = certrule_peer_from_file(NULL, path, NULL, NULL);
	expect(facts != NULL && peer != NULL, "facts and a peer");
	for (int i = 0; facts != NULL && peer != NULL && i < 6; i++) {
		*lost = i % 3;
		certrule_fieldset_clear(facts);
		certrule_fieldset_set_time(facts, NOW);
		expect(certrule_fieldset_set_peer(facts, peer) == 0, "a peer");
		certrule_fieldset_set_request(facts, "GET", "/", "api.example");
		certrule_gate_decide(gate, facts, &verdict);
		expect(
		    verdict.action == (*lost ? CERTRULE_BLOCK : CERTRULE_ALLOW),
		    "an answer is asked for anew");
	}
	*lost = 0;
	certrule_fieldset_free(facts);
	certrule_peer_free(peer);
}

int
main(int argc, char **argv)
{
	struct certrule_schema *schema = certrule_schema_new(NULL);
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct certrule_options options;
	struct certrule_gate *gate = NULL;
	char policy[2048];
	int lost = 0;

	if (argc != 2 || schema == NULL || diags == NULL)
		return 2;
	memset(&options, 0, sizeof(options));
	options.now = NOW;
	options.now_set = 1;
	snprintf(policy, sizeof(policy),
	    "trust fleet for \"api.example\" { ca \"%s/root.pem\" }\n"
	    "block \"gone\" if app.gone(cf.tls_client_auth.cert_serial)\n"
	    "block \"lost\" if cf.tls_client_auth.cert_fingerprint_sha256 "
	    "in $lost\n"
	    "allow \"fleet\" if cf.tls_client_auth.cert_fingerprint_sha256 "
	    "not in $lost\n",
	    argv[1]);
	expect(certrule_openssl_register(schema) == 0, "register");
	expect(certrule_schema_add_list_callback(
		   schema, "lost", "string", is_lost, &lost) == 0,
	    "a list of the host's own");
	expect(add_function(schema, &lost) == 0, "a function of its own");
	gate = certrule_gate_load_mem(
	    schema, "policy", policy, strlen(policy), &options, diags);
	for (size_t i = 0; i < certrule_diags_count(diags); i++)
		expect(
		    certrule_diags_write(diags, i, 0, write_stderr, NULL) == 0,
		    "a diagnostic");
	expect(gate != NULL, "the policy");
	if (gate != NULL) {
		expect(strlen(certrule_gate_revision(gate)) == 12, "revision");
		decide(gate, argv[1], "good.pem", CERTRULE_ALLOW);
		decide(gate, argv[1], "expired.pem", CERTRULE_BLOCK);
		decide(gate, argv[1], "foreign.pem", CERTRULE_BLOCK);
		decide(gate, argv[1], NULL, CERTRULE_BLOCK);
		decide_twice(gate, argv[1], &lost);
	}
	certrule_gate_unref(gate);
	certrule_diags_free(diags);
	certrule_schema_free(schema);
	return failures != 0;
}

/* SPDX-License-Identifier: MIT */
/* See world.h. */
#include "world.h"

#include "memory.h"

#include <string.h>
#include <unistd.h>

/* 2026-06-01, and when the CRLs of both sides have ended. */
#define NOW   INT64_C(1780272000)
#define LATER (NOW + 20 * INT64_C(86400))

static const char *root;
static const char *const sides[] = {"a", "b"};
static const char *const certificates[CLIENTS] = {
    "good", "revoked", "partner", "foreign", "expired", NULL};

static const struct request {
	const char *host, *target, *agent;
	int64_t now;
} requests[REQUESTS] = {
    {"api.example", "/v1", "curl/8.0", NOW},
    {"api.example", "/admin", "curl/8.0", NOW},
    {"x.fleet.example", "/v1", "lynx", NOW},
    {"partner.example", "/v1", "lynx", NOW},
    {"same.example", "/v1", "curl/8.0", NOW},
    {"same.example", "/slow/x", "a scanner", NOW},
    {"other.example", "/health", "lynx", NOW},
    {"api.example", "/slow/x", "curl", NOW},
    {"api.example", "/v1", "curl", LATER},
    {"partner.example", "/hidden", "curl", LATER},
};

struct answer {
	struct certrule_peer *peer;
	struct certrule_fieldset *facts;
	struct certrule_verdict verdict;
};

static struct certrule_gate *gates[2];
static struct answer answers[2][CLIENTS][REQUESTS];

static const char *
make_path(char *path, size_t size, const char *name)
{
	int len = snprintf(path, size, "%s/%s", root, name);

	MUST(len > 0 && (size_t)len < size);
	return path;
}

void
world_switch(const char *name)
{
	char next[512], now[512];

	make_path(next, sizeof(next), "next");
	make_path(now, sizeof(now), "now");
	MUST(symlink(name, next) == 0);
	MUST(rename(next, now) == 0);
}

struct certrule_gate *
world_load(unsigned flags)
{
	struct certrule_options options = {
	    .flags = flags | CERTRULE_NO_LINT, .now = NOW, .now_set = 1};
	struct certrule_schema *schema = certrule_schema_new(&memory_alloc);
	struct certrule_diags *diags = certrule_diags_new(&memory_alloc);
	struct certrule_gate *gate;
	char path[512];

	MUST(schema != NULL && diags != NULL);
	MUST(certrule_openssl_register(schema) == 0);
	gate = certrule_gate_load(schema,
	    make_path(path, sizeof(path), "now/policy.rules"), &options, diags);
	certrule_schema_free(schema);
	certrule_diags_free(diags);
	return gate;
}

struct certrule_peer *
world_client(unsigned client)
{
	struct certrule_peer *peer;
	char name[64], path[512];

	if (certificates[client] == NULL)
		return NULL;
	snprintf(name, sizeof(name), "clients/%s.pem", certificates[client]);
	peer = certrule_peer_from_file(
	    &memory_alloc, make_path(path, sizeof(path), name), NULL, NULL);
	MUST(peer != NULL);
	return peer;
}

void
world_ask(struct certrule_fieldset *facts, const struct certrule_gate *gate,
    struct certrule_peer *peer, unsigned number)
{
	const struct request *request = &requests[number];

	certrule_fieldset_set_time(facts, request->now);
	MUST(certrule_fieldset_set_request(
		 facts, "GET", request->target, request->host) == 0);
	MUST(certrule_fieldset_set_string(facts,
		 certrule_gate_find_field(gate, "http.user_agent"),
		 request->agent, strlen(request->agent)) == 0);
	MUST(certrule_fieldset_set_peer(facts, peer) == 0);
}

/* ------------------------------------------------------------------- answers */

/* Both by its tag or, where no rule decided, by the rule that did not allow. */
static void
check_side(int side, const struct certrule_verdict *verdict)
{
	char name[4] = {'"', sides[side][0], '-', '\0'};

	if (verdict->rule == NULL)
		MUST(verdict->tag == NULL);
	else
		MUST(verdict->tag != NULL &&
		     strcmp(verdict->tag, sides[side]) == 0);
	if (strcmp(verdict->reason, "not_proven") == 0)
		MUST(strstr(verdict->detail, name) != NULL);
}

static void
answer(int side, unsigned client, unsigned request)
{
	struct answer *answer = &answers[side][client][request];

	answer->peer = world_client(client);
	answer->facts = certrule_fieldset_new(gates[side]);
	MUST(answer->facts != NULL);
	world_ask(answer->facts, gates[side], answer->peer, request);
	certrule_gate_decide(gates[side], answer->facts, &answer->verdict);
	check_side(side, &answer->verdict);
}

void
world_init(const char *folder)
{
	root = folder;
	for (int side = 0; side < 2; side++) {
		world_switch(sides[side]);
		gates[side] = world_load(CERTRULE_REFERENCE);
		MUST(gates[side] != NULL);
		for (unsigned client = 0; client < CLIENTS; client++)
			for (unsigned i = 0; i < REQUESTS; i++)
				answer(side, client, i);
	}
}

void
world_fini(void)
{
	struct answer *all = &answers[0][0][0];

	for (size_t i = 0; i < (size_t)2 * CLIENTS * REQUESTS; i++) {
		certrule_fieldset_free(all[i].facts);
		certrule_peer_free(all[i].peer);
	}
	certrule_gate_unref(gates[0]);
	certrule_gate_unref(gates[1]);
}

/* ----------------------------------------------------------------- comparing */

int
world_side(const struct certrule_gate *gate)
{
	const char *revision = certrule_gate_revision(gate);

	for (int side = 0; side < 2; side++) {
		if (strcmp(revision, certrule_gate_revision(gates[side])) == 0)
			return side;
	}
	return -1;
}

static bool
is_same(const char *x, const char *y)
{
	if (x == NULL || y == NULL)
		return x == y;
	return strcmp(x, y) == 0;
}

static bool
same_logs(const struct certrule_verdict *x, const struct certrule_verdict *y)
{
	if (x->log_count != y->log_count || x->logs_lost != y->logs_lost)
		return false;
	for (size_t i = 0; i < x->log_count; i++) {
		if (!is_same(x->logs[i].rule, y->logs[i].rule) ||
		    x->logs[i].line != y->logs[i].line ||
		    x->logs[i].error != y->logs[i].error)
			return false;
	}
	return true;
}

const char *
world_compare(int side, unsigned client, unsigned request,
    const struct certrule_gate *gate, const struct certrule_verdict *verdict)
{
	const struct certrule_verdict *wanted =
	    &answers[side][client][request].verdict;

	if (world_side(gate) != side)
		return "revision";
	if (verdict->action != wanted->action ||
	    !is_same(verdict->action_name, wanted->action_name))
		return "action";
	if (!is_same(verdict->rule, wanted->rule))
		return "rule";
	if (!is_same(verdict->file, wanted->file) ||
	    verdict->line != wanted->line)
		return "place";
	if (verdict->status != wanted->status ||
	    !is_same(verdict->message, wanted->message))
		return "message";
	if (!is_same(verdict->tag, wanted->tag))
		return "tag";
	if (!is_same(verdict->reason, wanted->reason) ||
	    !is_same(verdict->detail, wanted->detail))
		return "reason";
	return same_logs(verdict, wanted) ? NULL : "logs";
}

const char *
world_compare_record(int side, const char *record)
{
	char foreign[4] = {'"', sides[1 - side][0], '-', '\0'};

	if (strstr(record, certrule_gate_revision(gates[side])) == NULL ||
	    strstr(record, certrule_gate_revision(gates[1 - side])) != NULL)
		return "revision of the record";
	return strstr(record, foreign) == NULL ? NULL : "rules of the record";
}

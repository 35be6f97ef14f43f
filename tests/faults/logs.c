/* SPDX-License-Identifier: MIT */
/*
 * Log rules and shadow policies without memory.  Everything that decides is known
 * before memory lacks, so that the verdict has to be what it is with all of it,
 * to the letter; the records are some of those there are, and lost is what is
 * said to be.
 */
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

#define LOGS 120

static struct certrule_gate *gate, *shadow;
static struct certrule_fieldset *facts;
static struct certrule_peer *peer;
static struct certrule_verdict verdict;
static enum certrule_action wanted_action;
static const char *wanted_rule, *host;
static struct cr_buffer policy_text;

/* Of each kind of four the first two are true. */
static void
add_log(size_t number)
{
	static const char *const conditions[] = {
	    "http.host == \"a.example\" or http.host == \"b.example\"",
	    "lookup_json_string(http.cookie, \"%zu\") == \"admin\" or "
	    "lookup_json_string(http.cookie, \"role\") == \"admin\"",
	    "concat(http.host, http.cookie) == \"%zu\"",
	    "lower(http.user_agent) matches \"^[a-z]+ %zu$\"",
	};

	cr_buffer_printf(&policy_text, "log \"%zu\" if ", number);
	cr_buffer_printf(&policy_text, conditions[number % 4], number);
	cr_buffer_add_text(&policy_text, "\n");
}

static struct certrule_gate *
load(unsigned flags, const char *first, const char *last)
{
	struct certrule_options options = {.flags = flags | CERTRULE_NO_LINT};
	struct certrule_diags *diags = certrule_diags_new(&fault.alloc);
	struct certrule_schema *schema = world_schema();
	struct certrule_gate *loaded;

	cr_buffer_init(&policy_text, cr_alloc_default());
	cr_buffer_add_text(&policy_text, first);
	for (size_t i = 0; i < LOGS; i++)
		add_log(i);
	cr_buffer_add_text(&policy_text, last);
	MUST(!cr_buffer_failed(&policy_text));
	loaded = certrule_gate_load_mem(schema, "logs.rules",
	    (const char *)policy_text.data, policy_text.len, &options, diags);
	MUST(loaded != NULL);
	cr_buffer_fini(&policy_text);
	certrule_schema_free(schema);
	certrule_diags_free(diags);
	return loaded;
}

static void
begin_logs(unsigned flags, const char *with_host)
{
	host = with_host;
	gate = load(flags, "block \"b\" if http.host == \"b.example\"\n",
	    "allow anonymous \"a\" if http.host == \"a.example\"\n"
	    "block \"c\" status 404 if http.host != \"d.example\"\n"
	    "default block\n");
}

static void
begin_allowed(void)
{
	wanted_action = CERTRULE_ALLOW;
	wanted_rule = "a";
	begin_logs(0, "a.example");
}

static void
begin_linear(void)
{
	wanted_action = CERTRULE_ALLOW;
	wanted_rule = "a";
	begin_logs(CERTRULE_LINEAR, "a.example");
}

static void
begin_reference(void)
{
	wanted_action = CERTRULE_ALLOW;
	wanted_rule = "a";
	begin_logs(CERTRULE_REFERENCE, "a.example");
}

static void
begin_blocked(void)
{
	wanted_action = CERTRULE_BLOCK;
	wanted_rule = "c";
	begin_logs(0, "c.example");
}

static void
end_logs(void)
{
	certrule_gate_unref(gate);
}

/* Facts that are there already cost no memory when they are read. */
static struct certrule_fieldset *
make_facts(struct certrule_gate *of)
{
	static const struct {
		const char *field, *text;
	} strings[] = {
	    {"http.user_agent", "Browser 1"},
	    {"http.cookie", "{\"role\":\"admin\"}"},
	};
	struct certrule_fieldset *made = certrule_fieldset_new(of);

	MUST(made != NULL);
	certrule_fieldset_set_time(made, WORLD_NOW);
	MUST(certrule_fieldset_set_host(made, host, strlen(host)) == 0);
	for (size_t i = 0; i < 2; i++)
		MUST(certrule_fieldset_set_string(made,
			 certrule_gate_find_field(of, strings[i].field),
			 strings[i].text, strlen(strings[i].text)) == 0);
	return made;
}

static void
prepare_logs(void)
{
	facts = make_facts(gate);
}

static void
act_logs(void)
{
	certrule_gate_decide(gate, facts, &verdict);
}

/* Each once, in order; in error may be more than there are otherwise. */
static void
check_records(void)
{
	long before = -1;
	size_t good = 0, wanted = 0;

	for (long i = 0; i < LOGS; i++)
		wanted += i % 4 == 1 ||
			  (i % 4 == 0 && strcmp(host, "a.example") == 0);
	for (size_t i = 0; i < verdict.log_count; i++) {
		long number = strtol(verdict.logs[i].rule, NULL, 10);

		MUST(number > before);
		before = number;
		if (verdict.logs[i].error)
			MUST(sweep_failed());
		else
			MUST(number % 4 < 2);
		good += !verdict.logs[i].error;
	}
	MUST(good <= wanted);
	if (!sweep_failed())
		MUST(good == wanted && !verdict.logs_lost);
	/* One that lacks is there as an error, or said to be lost. */
	if (!verdict.logs_lost)
		MUST(verdict.log_count >= wanted);
}

static void
check_logs(void)
{
	MUST(verdict.action == wanted_action);
	MUST(strcmp(verdict.rule, wanted_rule) == 0);
	MUST(strcmp(verdict.reason, "rule") == 0);
	check_records();
	certrule_fieldset_free(facts);
}

/* -------------------------------------------------------------------- shadows */

static struct world_verdicts verdicts;
static const char *leaf;
static bool shadow_allows;

/* Judged with the trust of the gate in force, and about the same client. */
static void
begin_shadow(unsigned flags, const char *client)
{
	gate = world_gate(CERTRULE_NO_LINT);
	shadow = load(flags,
	    "block \"no\" if any(tls.client_cert.san.dns[*] contains \"?\")\n",
	    "allow \"in\" if cf.tls_client_auth.cert_verified\n"
	    "default block\n");
	leaf = client;
	shadow_allows = strcmp(client, "certs/good.pem") == 0;
	peer = world_peer(leaf, NULL);
	world_verdicts_take(&verdicts, gate, peer);
	certrule_peer_free(peer);
}

static void
begin_shadow_good(void)
{
	begin_shadow(0, "certs/good.pem");
}

static void
begin_shadow_reference(void)
{
	begin_shadow(CERTRULE_REFERENCE, "certs/good.pem");
}

static void
begin_shadow_revoked(void)
{
	begin_shadow(0, "certs/revoked.pem");
}

static void
end_shadow(void)
{
	world_verdicts_free(&verdicts);
	certrule_gate_unref(shadow);
	certrule_gate_unref(gate);
}

static void
prepare_shadow(void)
{
	peer = world_peer(leaf, NULL);
	verdict.action = CERTRULE_BLOCK;
}

static void
act_shadow(void)
{
	facts = certrule_fieldset_new(shadow);
	if (facts == NULL)
		return;
	certrule_fieldset_use_trust(facts, gate);
	world_request(facts, shadow, peer, 0);
	certrule_gate_decide(shadow, facts, &verdict);
}

/* Whatever became of it, who is judged next is judged as ever. */
static void
check_shadow(void)
{
	MUST(facts != NULL || sweep_failed());
	if (shadow_allows && !sweep_failed())
		MUST(verdict.action == CERTRULE_ALLOW);
	if (!shadow_allows)
		MUST(verdict.action == CERTRULE_BLOCK);
	world_verdicts_compare(&verdicts, gate, peer);
	certrule_fieldset_free(facts);
	certrule_peer_free(peer);
}

const struct scenario log_scenarios[] = {
    {"logs", begin_allowed, prepare_logs, act_logs, check_logs, end_logs},
    {"logs-linear", begin_linear, prepare_logs, act_logs, check_logs, end_logs},
    {"logs-reference", begin_reference, prepare_logs, act_logs, check_logs,
	end_logs},
    {"logs-blocked", begin_blocked, prepare_logs, act_logs, check_logs,
	end_logs},
    {"shadow", begin_shadow_good, prepare_shadow, act_shadow, check_shadow,
	end_shadow},
    {"shadow-reference", begin_shadow_reference, prepare_shadow, act_shadow,
	check_shadow, end_shadow},
    {"shadow-revoked", begin_shadow_revoked, prepare_shadow, act_shadow,
	check_shadow, end_shadow},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

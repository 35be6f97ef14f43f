/* SPDX-License-Identifier: MIT */
/* Peers, fields, decisions and what is written of them without memory. */
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

static struct certrule_gate *gate;
static struct certrule_peer *peer, *other;
static struct certrule_fieldset *facts;
static struct world_facts wanted_facts;
static struct world_verdicts verdicts;
static enum certrule_action wanted_action;
static struct certrule_verdict verdict;
static const char *leaf = "certs/good.pem", *chain;
static size_t number;
static unsigned flags;

/* ---------------------------------------------------------------------- start */

static void
begin(void)
{
	struct certrule_fieldset *whole;
	struct certrule_verdict first;

	gate = world_gate(flags);
	peer = world_peer(leaf, chain);
	world_verdicts_take(&verdicts, gate, peer);
	whole = certrule_fieldset_new(gate);
	MUST(whole != NULL);
	world_request(whole, gate, peer, number);
	certrule_gate_decide(gate, whole, &first);
	wanted_action = first.action;
	world_facts_take(&wanted_facts, whole, gate);
	certrule_fieldset_free(whole);
}

static void
end(void)
{
	world_facts_free(&wanted_facts);
	world_verdicts_free(&verdicts);
	certrule_peer_free(peer);
	certrule_gate_unref(gate);
}

static void
begin_with(
    unsigned how, size_t request, const char *with_leaf, const char *with_chain)
{
	flags = how | CERTRULE_NO_LINT;
	number = request;
	leaf = with_leaf;
	chain = with_chain;
	begin();
}

/* ---------------------------------------------------------------------- peers */

static enum certrule_peer_status status;

static void
begin_good(void)
{
	begin_with(0, 0, "certs/good.pem", NULL);
}

static void
begin_chain(void)
{
	begin_with(
	    0, 0, "certs/via-intermediate.pem", "certs/intermediate.pem");
}

static void
begin_zoo(void)
{
	begin_with(0, 0, "certs/san-zoo.pem", NULL);
}

static void
act_parse(void)
{
	other = certrule_peer_from_file(&fault.alloc, world_path(leaf),
	    chain == NULL ? NULL : world_path(chain), &status);
}

/* A peer that lacked memory is none, or knows what it should. */
static void
check_parse(void)
{
	if (other == NULL) {
		MUST(sweep_failed());
		MUST(status == CERTRULE_PEER_NO_MEMORY);
		return;
	}
	facts = certrule_fieldset_new(gate);
	MUST(facts != NULL);
	world_request(facts, gate, other, number);
	world_facts_compare(&wanted_facts, facts, gate);
	certrule_fieldset_free(facts);
	if (!sweep_failed())
		world_verdicts_compare(&verdicts, gate, other);
	certrule_peer_free(other);
}

/* --------------------------------------------------------------------- fields */

static void
prepare_fields(void)
{
	other = world_peer(leaf, chain);
	facts = certrule_fieldset_new(gate);
	MUST(facts != NULL);
	world_request(facts, gate, other, number);
}

static void
act_fields(void)
{
	for (int i = 0; i < wanted_facts.count; i++)
		(void)certrule_fieldset_get(facts, i);
}

/* And the next request of the same client and fieldset is as it should be. */
static void
check_fields(void)
{
	world_facts_compare(&wanted_facts, facts, gate);
	certrule_fieldset_clear(facts);
	world_request(facts, gate, other, number);
	certrule_gate_decide(gate, facts, &verdict);
	MUST(verdict.action == wanted_action);
	world_verdicts_compare(&verdicts, gate, other);
	certrule_fieldset_free(facts);
	certrule_peer_free(other);
}

static int prepared;

static void
act_prepare(void)
{
	prepared = certrule_peer_prepare(facts);
	certrule_gate_decide(gate, facts, &verdict);
}

static void
check_action(void)
{
	MUST(verdict.action == wanted_action ||
	     (sweep_failed() && verdict.action == CERTRULE_BLOCK));
	MUST(verdict.reason != NULL && verdict.reason[0] != '\0');
	MUST(verdict.detail != NULL);
	check_fields();
}

static void
check_prepare(void)
{
	MUST(prepared == 0 || sweep_failed());
	check_action();
}

/* ------------------------------------------------------------------ decisions */

static void
prepare_decide(void)
{
	other = world_peer(leaf, chain);
	facts = NULL;
}

/* Setters that fail are ignored, as a careless program might. */
static void
act_decide(void)
{
	verdict.action = CERTRULE_BLOCK;
	verdict.reason = "none";
	verdict.detail = "";
	facts = certrule_fieldset_new(gate);
	if (facts == NULL)
		return;
	world_request(facts, gate, other, number);
	certrule_gate_decide(gate, facts, &verdict);
}

static void
check_decide(void)
{
	if (facts == NULL) {
		MUST(sweep_failed());
		facts = certrule_fieldset_new(gate);
		MUST(facts != NULL);
		world_request(facts, gate, other, number);
	}
	check_action();
}

#define DECIDE(name, how, request)                                \
	static void begin_##name(void)                            \
	{                                                         \
		begin_with(how, request, "certs/good.pem", NULL); \
	}
DECIDE(compiled, 0, 0)
DECIDE(linear, CERTRULE_LINEAR, 0)
DECIDE(reference, CERTRULE_REFERENCE, 0)
DECIDE(anonymous, 0, 1)
DECIDE(json, 0, 2)
DECIDE(header, 0, 3)
DECIDE(action, 0, 4)
DECIDE(partner, 0, 5)
DECIDE(json_reference, CERTRULE_REFERENCE, 2)

static void
begin_revoked(void)
{
	begin_with(0, 0, "certs/revoked.pem", NULL);
}

static void
begin_foreign(void)
{
	begin_with(0, 0, "certs/foreign-with-root.pem", NULL);
}

/* ------------------------------------------------------------------- writing */

static struct cr_buffer got;
static int written;

static void
prepare_writing(void)
{
	prepare_fields();
	certrule_gate_decide(gate, facts, &verdict);
	cr_buffer_init(&got, cr_alloc_default());
}

static void
act_record(void)
{
	written =
	    certrule_verdict_json(gate, facts, &verdict, sweep_write, &got);
}

static void
act_words(void)
{
	written =
	    certrule_verdict_write(gate, facts, &verdict, 1, sweep_write, &got);
}

static void
act_explain(void)
{
	written = certrule_gate_explain(gate, facts, sweep_write, &got);
}

static void
act_chain(void)
{
	written = certrule_peer_write_chain(facts, sweep_write, &got);
}

/* Nothing half, and no verdict in it that is none. */
static void
check_writing(void)
{
	static const char allow[] = "\"verdict\":\"allow\"";

	MUST(written == 0 || sweep_failed());
	if (wanted_action != CERTRULE_ALLOW && got.len != 0)
		MUST(memmem(got.data, got.len, allow, sizeof(allow) - 1) ==
		     NULL);
	cr_buffer_fini(&got);
	check_action();
}

const struct scenario client_scenarios[] = {
    {"peer", begin_good, NULL, act_parse, check_parse, end},
    {"peer-chain", begin_chain, NULL, act_parse, check_parse, end},
    {"fields", begin_good, prepare_fields, act_fields, check_fields, end},
    {"fields-names", begin_zoo, prepare_fields, act_fields, check_fields, end},
    {"fields-chain", begin_chain, prepare_fields, act_fields, check_fields,
	end},
    {"prepare", begin_good, prepare_fields, act_prepare, check_prepare, end},
    {"prepare-chain", begin_chain, prepare_fields, act_prepare, check_prepare,
	end},
    {"prepare-revoked", begin_revoked, prepare_fields, act_prepare,
	check_prepare, end},
    {"prepare-foreign", begin_foreign, prepare_fields, act_prepare,
	check_prepare, end},
    {"decide-compiled", begin_compiled, prepare_decide, act_decide,
	check_decide, end},
    {"decide-linear", begin_linear, prepare_decide, act_decide, check_decide,
	end},
    {"decide-reference", begin_reference, prepare_decide, act_decide,
	check_decide, end},
    {"decide-anonymous", begin_anonymous, prepare_decide, act_decide,
	check_decide, end},
    {"decide-json", begin_json, prepare_decide, act_decide, check_decide, end},
    {"decide-json-reference", begin_json_reference, prepare_decide, act_decide,
	check_decide, end},
    {"decide-header", begin_header, prepare_decide, act_decide, check_decide,
	end},
    {"decide-action", begin_action, prepare_decide, act_decide, check_decide,
	end},
    {"decide-partner", begin_partner, prepare_decide, act_decide, check_decide,
	end},
    {"record", begin_good, prepare_writing, act_record, check_writing, end},
    {"record-blocked", begin_foreign, prepare_writing, act_record,
	check_writing, end},
    {"words", begin_foreign, prepare_writing, act_words, check_writing, end},
    {"explain", begin_good, prepare_writing, act_explain, check_writing, end},
    {"chain", begin_chain, prepare_writing, act_chain, check_writing, end},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

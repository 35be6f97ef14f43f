/* SPDX-License-Identifier: MIT */
/*
 * The decision record: one line of JSON that says what was decided, why, and on
 * what.  Its `fields` and `time` given as facts give the same verdict again.
 */
#include "policy.h"
#include "explain.h"
#include "json_write.h"
#include "reference.h"
#include "../base/fieldset.h"
#include "../base/schema.h"

/* ------------------------------------------------------------------- verdict */

static const char *
action_text(enum certrule_action action)
{
	switch (action) {
	case CERTRULE_ALLOW:
		return "allow";
	case CERTRULE_BLOCK:
		return "block";
	case CERTRULE_HOST_ACTION:
		return "action";
	}
	return "block"; /* unreachable: a case for each */
}

static void
add_text(struct cr_buffer *out, const char *name, const char *text)
{
	cr_json_member(out, name);
	cr_json_text(out, text);
}

static void
add_number(struct cr_buffer *out, const char *name, long long number)
{
	cr_json_member(out, name);
	cr_buffer_printf(out, "%lld", number);
}

/* The place is null where there is none. */
static void
add_place(struct cr_buffer *out, const char *file, unsigned line)
{
	add_text(out, "file", file);
	if (file != NULL)
		add_number(out, "line", line);
	else
		add_text(out, "line", NULL);
}

static void
add_logs(struct cr_buffer *out, const struct certrule_verdict *verdict)
{
	cr_json_member(out, "logs");
	cr_buffer_add_byte(out, '[');
	for (size_t i = 0; i < verdict->log_count; i++) {
		const struct certrule_log *log = &verdict->logs[i];

		cr_buffer_add_text(out, i == 0 ? "{" : ",{");
		add_text(out, "rule", log->rule);
		add_place(out, log->file, log->line);
		cr_json_member(out, "error");
		cr_buffer_add_text(out, log->error ? "true}" : "false}");
	}
	cr_buffer_add_byte(out, ']');
	if (verdict->logs_lost) {
		cr_json_member(out, "logs_lost");
		cr_buffer_add_text(out, "true");
	}
}

static void
add_verdict(struct cr_buffer *out, const struct certrule_verdict *verdict)
{
	add_text(out, "verdict", action_text(verdict->action));
	add_text(out, "action", verdict->action_name);
	add_text(out, "rule", verdict->rule);
	add_place(out, verdict->file, verdict->line);
	add_text(out, "reason", verdict->reason);
	add_text(out, "detail", verdict->detail);
	if (verdict->status != 0)
		add_number(out, "status", verdict->status);
	if (verdict->message != NULL)
		add_text(out, "message", verdict->message);
	if (verdict->tag != NULL)
		add_text(out, "tag", verdict->tag);
	add_logs(out, verdict);
}

/* ---------------------------------------------------------------- comparison */

static const struct cr_rule *
find_rule(const struct cr_policy *policy, const char *name)
{
	for (size_t i = 0; name != NULL && i < policy->rule_count; i++)
		if (policy->rules[i].info.name == name)
			return &policy->rules[i];
	return NULL;
}

/* The comparison that decided, with what it looked at; null: a default did. */
static void
add_comparison(struct cr_buffer *out, const struct cr_policy *policy,
    struct certrule_fieldset *facts, const struct certrule_verdict *verdict)
{
	const struct cr_sources *sources = cr_diags_sources(policy->diags);
	const struct cr_rule *rule = find_rule(policy, verdict->rule);
	const struct cr_expr *expr;
	struct cr_buffer text;

	cr_json_member(out, "comparison");
	if (rule == NULL) {
		cr_buffer_add_text(out, "null");
		return;
	}
	expr = cr_explain_deciding(rule->expr, facts);
	cr_buffer_init(&text, out->alloc);
	cr_explain_text(expr, sources, &text);
	cr_buffer_add_byte(out, '{');
	cr_json_member(out, "text");
	cr_json_bytes(out, cr_buffer_bytes(&text));
	out->failed |= cr_buffer_failed(&text);
	cr_buffer_clear(&text);
	cr_explain_values(expr, sources, facts, &text);
	cr_json_member(out, "values");
	cr_json_bytes(out, cr_buffer_bytes(&text));
	out->failed |= cr_buffer_failed(&text);
	cr_buffer_add_byte(out, '}');
	cr_buffer_fini(&text);
}

/* --------------------------------------------------------------------- facts */

struct member {
	const char *name;
	int field;
};

static void
add_members(struct cr_buffer *out, struct certrule_fieldset *facts,
    const struct member *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		cr_json_member(out, members[i].name);
		cr_json_value(out, cr_fieldset_peek(facts, members[i].field));
	}
}

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void
add_client(struct cr_buffer *out, struct certrule_fieldset *facts)
{
	static const struct member verify[] = {
	    {"reason", CR_ID_TLS_CLIENT_CERT_VERIFY_REASON},
	    {"code", CR_ID_TLS_CLIENT_CERT_VERIFY_CODE},
	    {"depth", CR_ID_TLS_CLIENT_CERT_VERIFY_DEPTH},
	    {"errors", CR_ID_TLS_CLIENT_CERT_VERIFY_ERRORS},
	};
	static const struct member revocation[] = {
	    {"status", CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS},
	    {"reason", CR_ID_TLS_CLIENT_CERT_REVOCATION_REASON},
	    {"time", CR_ID_TLS_CLIENT_CERT_REVOCATION_TIME},
	    {"crl_age_sec", CR_ID_TLS_CLIENT_CERT_CRL_AGE_SEC},
	    {"crl_stale", CR_ID_TLS_CLIENT_CERT_CRL_STALE},
	};
	static const struct member request[] = {
	    {"resumed", CR_ID_TLS_RESUMED},
	    {"sni", CR_ID_TLS_SNI},
	    {"host", CR_ID_HOSTNAME},
	    {"path", CR_ID_HTTP_REQUEST_URI_PATH},
	    {"leaf_sha256", CR_ID_CF_TLS_CLIENT_AUTH_CERT_FINGERPRINT_SHA256},
	    {"serial", CR_ID_CF_TLS_CLIENT_AUTH_CERT_SERIAL},
	};

	cr_json_member(out, "verify");
	cr_buffer_add_byte(out, '{');
	add_members(out, facts, verify, COUNT(verify));
	cr_buffer_add_byte(out, '}');
	cr_json_member(out, "revocation");
	cr_buffer_add_byte(out, '{');
	add_members(out, facts, revocation, COUNT(revocation));
	cr_buffer_add_byte(out, '}');
	add_members(out, facts, request, COUNT(request));
}

/* What the evaluation read; the reason beside it, which words of a default
 * come from. */
static void
add_fields(struct cr_buffer *out, struct certrule_fieldset *facts)
{
	bool builtin = cr_schema_has_builtin(facts->schema);

	cr_json_member(out, "fields");
	cr_buffer_add_byte(out, '{');
	for (size_t i = 0; i < facts->slot_count; i++) {
		const struct cr_field *field =
		    cr_schema_field(facts->schema, (int)i);

		if (!facts->slots[i].read &&
		    !(builtin && i == CR_ID_TLS_CLIENT_CERT_VERIFY_REASON))
			continue;
		cr_json_member(out, (const char *)field->name.data);
		cr_json_value(out, cr_fieldset_peek(facts, (int)i));
	}
	cr_buffer_add_byte(out, '}');
}

int
certrule_verdict_json(const struct certrule_gate *gate,
    struct certrule_fieldset *facts, const struct certrule_verdict *verdict,
    certrule_write_fn *write, void *context)
{
	struct cr_buffer out;
	struct certrule_bytes text;
	int result = -1;

	cr_buffer_init(&out, facts->alloc);
	cr_buffer_add_byte(&out, '{');
	cr_json_member(&out, "time");
	cr_json_time(&out, cr_fieldset_now(facts));
	add_text(&out, "revision", gate->policy.revision);
	add_verdict(&out, verdict);
	add_comparison(&out, &gate->policy, facts, verdict);
	if (cr_schema_has_builtin(facts->schema))
		add_client(&out, facts);
	add_fields(&out, facts);
	cr_buffer_add_byte(&out, '}');
	text = cr_buffer_bytes(&out);
	if (!cr_buffer_failed(&out))
		result = write(context, (const char *)text.data, text.len);
	cr_buffer_fini(&out);
	return result;
}

/* SPDX-License-Identifier: MIT */
/*
 * From outcomes to a verdict: rules in order, the first deciding one that is
 * not false ends it; then defaults.  Whatever cannot be decided or paid for
 * blocks.  Log rules have no part in it: neither a record without memory nor
 * what they cost changes a verdict.
 */
#include "reference.h"

#include "../base/bytes.h"
#include "../base/limits.h"
#include "explain.h"
#include "reference_parts.h"

#include <string.h>

/* Text of the fieldset, or a constant where there is no memory: it is for the
 * operator only, and never makes a verdict. */
static const char *
or_no_memory(const char *text)
{
	return text != NULL ? text : "out of memory";
}

static void
block(struct cr_decision *decision, const char *reason, const char *detail)
{
	decision->verdict->action = CERTRULE_BLOCK;
	decision->verdict->reason = reason;
	decision->verdict->detail = detail;
}

static void
block_exhausted(struct cr_decision *decision)
{
	block(decision, "work_budget", CR_REFERENCE_EXHAUSTED);
}

/* ------------------------------------------------------------------ culprits */

static void
set_culprit(
    struct cr_culprit *culprit, const struct cr_expr *expr, const char *why)
{
	culprit->expr = expr;
	culprit->why = why;
}

/* One comparison of a sequence, with the scratch to itself. */
static bool
is_sequence_undecided(struct cr_evaluation *run, const struct cr_expr *expr)
{
	struct cr_outcomes outcomes;

	cr_arena_reset(run->facts->scratch);
	run->depth++;
	cr_reference_collect(run, expr, &outcomes);
	run->depth--;
	for (size_t i = 0; i < outcomes.count; i++)
		if (outcomes.items[i] == CERTRULE_UNDECIDED)
			return true;
	return outcomes.state == CERTRULE_ERROR;
}

static bool
find_in_sequence(struct cr_evaluation *run, const struct cr_expr *expr,
    struct cr_culprit *culprit)
{
	for (size_t i = 0; i < expr->child_count; i++)
		if (find_in_sequence(run, expr->children[i], culprit))
			return true;
	if (expr->child_count != 0 || !is_sequence_undecided(run, expr))
		return false;
	set_culprit(culprit, expr, run->why);
	return true;
}

/* any and all count as one comparison, which is narrowed down to one of those
 * under it where that is in error by itself. */
static bool
find_culprit(struct cr_evaluation *run, const struct cr_expr *expr,
    struct cr_culprit *culprit)
{
	bool quantifier =
	    expr->kind == CR_EXPR_ANY || expr->kind == CR_EXPR_ALL;

	if (!quantifier && expr->child_count != 0) {
		for (size_t i = 0; i < expr->child_count; i++)
			if (find_culprit(run, expr->children[i], culprit))
				return true;
		return false;
	}
	if (cr_reference_evaluate(run, expr) != CERTRULE_UNDECIDED)
		return false;
	set_culprit(culprit, expr, run->why);
	if (quantifier)
		find_in_sequence(run, expr->children[0], culprit);
	return true;
}

void
cr_reference_culprit(const struct cr_expr *expr,
    struct certrule_fieldset *facts, struct cr_culprit *culprit)
{
	struct cr_evaluation run;

	set_culprit(culprit, expr, CR_REFERENCE_EXHAUSTED);
	if (facts->work < 0)
		return;
	cr_reference_init(&run, facts);
	facts->work = CR_LIMIT_WORK;
	if (!find_culprit(&run, expr, culprit))
		set_culprit(culprit, expr, run.why);
	if (run.exhausted)
		set_culprit(culprit, expr, CR_REFERENCE_EXHAUSTED);
}

/* --------------------------------------------------------------------- texts */

/* Into the fieldset; frees the buffer. */
static const char *
keep_text(struct cr_decision *decision, struct cr_buffer *buffer)
{
	struct certrule_bytes copy = {NULL, 0};

	if (!cr_buffer_failed(buffer))
		copy = cr_arena_bytes(
		    decision->facts->arena, cr_buffer_bytes(buffer));
	cr_buffer_fini(buffer);
	return or_no_memory((const char *)copy.data);
}

static const char *
describe_error(struct cr_decision *decision, const struct cr_expr *expr)
{
	struct cr_culprit culprit;
	struct cr_buffer buffer;

	cr_reference_culprit(expr, decision->facts, &culprit);
	cr_buffer_init(&buffer, decision->facts->alloc);
	cr_buffer_add_text(&buffer, "evaluation error in '");
	cr_explain_text(
	    culprit.expr, cr_diags_sources(decision->policy->diags), &buffer);
	cr_buffer_add_text(&buffer, "': ");
	cr_buffer_show(&buffer, cr_bytes_text(culprit.why));
	return keep_text(decision, &buffer);
}

/* The note of the first field of a term, in source order, that has one. */
static const char *find_note(
    struct cr_decision *decision, const struct cr_expr *expr);

static const char *
find_term_note(struct cr_decision *decision, const struct cr_term *term)
{
	const struct cr_field *field;
	const char *note = NULL;

	if (term == NULL)
		return NULL;
	if (term->kind == CR_TERM_FIELD) {
		field = cr_schema_field(decision->facts->schema, term->field);
		return field->note == NULL
			   ? NULL
			   : field->note(decision->facts, field);
	}
	if (term->base != NULL)
		return find_term_note(decision, term->base);
	if (term->logical != NULL)
		return find_note(decision, term->logical);
	for (size_t i = 0; note == NULL && i < term->arg_count; i++)
		note = find_term_note(decision, term->args[i]);
	return note;
}

static const char *
find_note(struct cr_decision *decision, const struct cr_expr *expr)
{
	const char *note = find_term_note(decision, expr->left);

	if (note == NULL)
		note = find_term_note(decision, expr->right);
	for (size_t i = 0; note == NULL && i < expr->child_count; i++)
		note = find_note(decision, expr->children[i]);
	return note;
}

/* --------------------------------------------------------------------- guard */

/* What facts set by hand lack. */
static const char *
name_lacking_fact(struct cr_decision *decision)
{
	struct cr_evaluation *run = &decision->run;
	const struct certrule_value *verified =
	    cr_reference_read(run, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED);
	const struct certrule_value *revoked =
	    cr_reference_read(run, CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED);
	const struct certrule_value *status =
	    cr_reference_read(run, CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS);
	struct cr_buffer buffer;

	if (verified->state != CERTRULE_PRESENT)
		return "cert_verified is not set";
	if (!verified->as.boolean)
		return "cert_verified is false";
	if (revoked->state != CERTRULE_PRESENT)
		return "cert_revoked is not set";
	if (revoked->as.boolean)
		return "cert_revoked is true";
	if (status->state != CERTRULE_PRESENT)
		return "revocation_status is not set";
	cr_buffer_init(&buffer, decision->facts->alloc);
	cr_buffer_add_text(&buffer, "revocation_status is ");
	cr_buffer_show(&buffer, status->as.string);
	return keep_text(decision, &buffer);
}

static const char *
describe_client(struct cr_decision *decision)
{
	struct certrule_fieldset *facts = decision->facts;
	const char *words = NULL;

	if (!cr_schema_has_builtin(facts->schema))
		return "there are no certificate fields";
	if (!facts->by_hand && facts->trust_ops != NULL &&
	    facts->trust_ops->not_proven != NULL)
		words = facts->trust_ops->not_proven(facts);
	return words != NULL ? words : name_lacking_fact(decision);
}

static const struct cr_rule *
find_unproven_rule(struct cr_decision *decision)
{
	const struct cr_policy *policy = decision->policy;

	for (size_t i = 0; i < policy->rule_count; i++) {
		const struct cr_rule *rule = &policy->rules[i];

		if (rule->info.disabled ||
		    rule->info.kind != CERTRULE_RULE_ALLOW)
			continue;
		if (cr_reference_proven(&decision->run) == CERTRULE_TRUE)
			return NULL;
		if (cr_reference_evaluate(&decision->run, rule->unguarded) ==
		    CERTRULE_TRUE)
			return rule;
	}
	return NULL;
}

/* ------------------------------------------------------------------ defaults */

/* Only a request of a known host that no trust block covers; nor one of another
 * policy, whose trust this one was decided with when it was logged. */
static bool
may_be_anonymous(struct cr_decision *decision)
{
	const struct certrule_fieldset *facts = decision->facts;
	const struct certrule_value *hostname, *block;

	if (!cr_schema_has_builtin(facts->schema))
		return false;
	hostname = cr_reference_read(&decision->run, CR_ID_HOSTNAME);
	block = cr_reference_read(
	    &decision->run, CR_ID_TLS_CLIENT_CERT_TRUST_BLOCK);
	if (hostname->state != CERTRULE_PRESENT ||
	    block->state != CERTRULE_MISSING)
		return false;
	if (facts->trust == NULL)
		return decision->policy->trust_count == 0;
	return facts->trust_ops != NULL &&
	       facts->trust_ops->block_for != NULL &&
	       facts->trust_ops->block_for(facts->trust, facts) == NULL;
}

/*
 * Of the defaults of matching fors one that says block, else one of them, else
 * the policy's own; NULL: there is none.  Without a hostname no for matches.
 */
static const struct cr_fallback *
find_fallback(struct cr_decision *decision)
{
	const struct cr_policy *policy = decision->policy;
	const struct cr_fallback *own = NULL, *found = NULL;

	for (size_t i = 0; i < policy->fallback_count; i++) {
		const struct cr_fallback *fallback = &policy->fallbacks[i];

		if (fallback->host_count == 0) {
			own = fallback;
			continue;
		}
		if (cr_reference_host(&decision->run, fallback->hosts,
			fallback->host_count) != CERTRULE_TRUE)
			continue;
		if (found == NULL || !fallback->allow_anonymous)
			found = fallback;
		if (!found->allow_anonymous)
			break;
	}
	return found != NULL ? found : own;
}

/* Why nobody is let in; where a default would let others in, what it lacks. */
static const char *
describe_default(
    struct cr_decision *decision, const struct cr_fallback *fallback)
{
	const struct certrule_value *hostname;
	struct cr_buffer buffer;

	if (fallback == NULL || !fallback->allow_anonymous)
		return "no rule allows it";
	if (!cr_schema_has_builtin(decision->facts->schema))
		return "no rule allows it; 'default allow anonymous' needs the "
		       "field 'hostname'";
	hostname = cr_reference_read(&decision->run, CR_ID_HOSTNAME);
	if (hostname->state == CERTRULE_PRESENT)
		return "no rule allows it; 'default allow anonymous' is not "
		       "for hosts with a trust block";
	if (hostname->state == CERTRULE_MISSING)
		return "no rule allows it; 'default allow anonymous' is not "
		       "for requests without a host";
	cr_buffer_init(&buffer, decision->facts->alloc);
	cr_buffer_add_text(&buffer,
	    "no rule allows it; 'default allow anonymous' is not for a host "
	    "in error: ");
	cr_buffer_show(&buffer, cr_bytes_text(hostname->as.why));
	return keep_text(decision, &buffer);
}

static void
block_unproven(struct cr_decision *decision, const struct cr_rule *rule)
{
	const char *quote = rule->info.named ? "\"" : "";
	const char *words = describe_client(decision);

	block(decision, "not_proven",
	    or_no_memory(cr_arena_printf(decision->facts->arena,
		"%s%s%s needs a proven client: %s", quote, rule->info.name,
		quote, words)));
}

void
cr_reference_default(struct cr_decision *decision)
{
	const struct cr_fallback *fallback;
	struct certrule_verdict *verdict = decision->verdict;
	const struct cr_rule *rule;

	/* Whoever could not pay for all rules does not know that none matches. */
	if (decision->run.exhausted) {
		block_exhausted(decision);
		return;
	}
	fallback = find_fallback(decision);
	if (fallback != NULL) {
		verdict->file = fallback->file;
		verdict->line = fallback->line;
	}
	if (fallback != NULL && fallback->allow_anonymous &&
	    may_be_anonymous(decision)) {
		verdict->action = CERTRULE_ALLOW;
		return;
	}
	rule = decision->find_unproven(decision);
	if (decision->run.exhausted)
		block_exhausted(decision);
	else if (rule != NULL)
		block_unproven(decision, rule);
	else
		block(
		    decision, "default", describe_default(decision, fallback));
}

/* --------------------------------------------------------------------- rules */

/* A record there is no memory for is lost, and the verdict says so; it is no
 * reason to decide anything. */
static void
add_log(struct cr_decision *decision, const struct cr_rule *rule, bool error)
{
	size_t count = decision->verdict->log_count;
	size_t capacity = count == 0 ? 8 : count * 2;
	struct certrule_log *logs;

	if (count == decision->log_capacity) {
		logs = cr_arena_array(
		    decision->facts->arena, capacity, sizeof(*logs));
		if (logs == NULL) {
			decision->verdict->logs_lost = 1;
			return;
		}
		for (size_t i = 0; i < count; i++)
			logs[i] = decision->logs[i];
		decision->logs = logs;
		decision->log_capacity = capacity;
	}
	decision->logs[count] = (struct certrule_log){.rule = rule->info.name,
	    .file = rule->info.file,
	    .line = rule->info.line,
	    .error = error};
	decision->verdict->logs = decision->logs;
	decision->verdict->log_count = count + 1;
}

static void
name_rule(struct certrule_verdict *verdict, const struct cr_rule *rule)
{
	verdict->rule = rule->info.name;
	verdict->file = rule->info.file;
	verdict->line = rule->info.line;
	verdict->tag = rule->info.tag;
	verdict->reason = "rule";
}

/* What a block shows the client it shows in error too: a path that servers
 * disagree on must not tell a hidden place from an absent one. */
static void
name_answer(struct certrule_verdict *verdict, const struct cr_rule *rule)
{
	verdict->status = rule->info.status;
	verdict->message = rule->info.message;
}

static void
decide_error(struct cr_decision *decision, const struct cr_rule *rule)
{
	name_rule(decision->verdict, rule);
	if (rule->info.kind == CERTRULE_RULE_BLOCK ||
	    rule->info.kind == CERTRULE_RULE_ALWAYS_BLOCK)
		name_answer(decision->verdict, rule);
	block(decision, "error", describe_error(decision, rule->expr));
}

static void
decide_match(struct cr_decision *decision, const struct cr_rule *rule)
{
	struct certrule_verdict *verdict = decision->verdict;
	const char *note;

	name_rule(verdict, rule);
	name_answer(verdict, rule);
	switch (rule->info.kind) {
	case CERTRULE_RULE_ALLOW:
	case CERTRULE_RULE_ALLOW_ANONYMOUS:
		verdict->action = CERTRULE_ALLOW;
		return;
	case CERTRULE_RULE_BLOCK:
	case CERTRULE_RULE_ALWAYS_BLOCK:
		note = find_note(decision, rule->expr);
		block(decision, "rule", note != NULL ? note : "");
		return;
	case CERTRULE_RULE_ACTION:
		verdict->action = CERTRULE_HOST_ACTION;
		verdict->action_name = rule->info.action;
		return;
	case CERTRULE_RULE_LOG:
		break; /* never decides */
	}
	block(decision, "error", "a log rule cannot decide");
}

bool
cr_reference_conclude(struct cr_decision *decision, const struct cr_rule *rule,
    enum certrule_outcome outcome)
{
	if (decision->run.exhausted) {
		block_exhausted(decision);
		return true;
	}
	if (outcome == CERTRULE_FALSE)
		return false;
	if (rule->info.kind == CERTRULE_RULE_LOG) {
		add_log(decision, rule, outcome != CERTRULE_TRUE);
		return false;
	}
	if (outcome == CERTRULE_TRUE)
		decide_match(decision, rule);
	else
		decide_error(decision, rule);
	return true;
}

static bool
has_logs(const struct cr_policy *policy)
{
	for (size_t i = 0; i < policy->rule_count; i++)
		if (policy->rules[i].info.kind == CERTRULE_RULE_LOG &&
		    !policy->rules[i].info.disabled)
			return true;
	return false;
}

bool
cr_reference_without_logs(struct cr_decision *decision)
{
	struct certrule_verdict *verdict = decision->verdict;

	if (strcmp(verdict->reason, "work_budget") != 0 ||
	    !has_logs(decision->policy))
		return false;
	*verdict = (struct certrule_verdict){.action = CERTRULE_BLOCK,
	    .reason = "default",
	    .detail = "",
	    .logs = verdict->logs,
	    .log_count = verdict->log_count,
	    .logs_lost = 1};
	cr_reference_init(&decision->run, decision->facts);
	decision->facts->work = CR_LIMIT_WORK;
	decision->without_logs = true;
	return true;
}

void
cr_reference_begin(struct cr_decision *decision, const struct cr_policy *policy,
    struct certrule_fieldset *facts, struct certrule_verdict *verdict)
{
	*verdict = (struct certrule_verdict){
	    .action = CERTRULE_BLOCK, .reason = "default", .detail = ""};
	*decision = (struct cr_decision){
	    .policy = policy, .facts = facts, .verdict = verdict};
	cr_fieldset_begin(facts);
	cr_reference_init(&decision->run, facts);
	facts->work = CR_LIMIT_WORK;
}

static void
ask_rules(struct cr_decision *decision)
{
	const struct cr_policy *policy = decision->policy;

	for (size_t i = 0; i < policy->rule_count; i++) {
		const struct cr_rule *rule = &policy->rules[i];

		if (rule->info.disabled ||
		    (decision->without_logs &&
			rule->info.kind == CERTRULE_RULE_LOG))
			continue;
		if (cr_reference_conclude(decision, rule,
			cr_reference_evaluate(&decision->run, rule->expr)))
			return;
	}
	cr_reference_default(decision);
}

void
cr_reference_decide(const struct cr_policy *policy,
    struct certrule_fieldset *facts, struct certrule_verdict *verdict)
{
	struct cr_decision decision;

	cr_reference_begin(&decision, policy, facts, verdict);
	decision.find_unproven = find_unproven_rule;
	ask_rules(&decision);
	if (cr_reference_without_logs(&decision))
		ask_rules(&decision);
}

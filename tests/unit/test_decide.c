/* SPDX-License-Identifier: MIT */
/* From rules to a verdict: order, guard, defaults, logs, and every way in which
 * something that cannot be decided blocks.  Policies are made by hand. */
#include "bench.h"

#include "../../base/alloc.h"
#include "../../base/limits.h"
#include "../../engine/reference.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define RULES 8

static struct bench bench;
static struct cr_rule rules[RULES];
static struct cr_fallback fallbacks[RULES];
static struct cr_policy policy;
static struct certrule_verdict verdict;

/* A trust implementation of one block for one host. */
static struct cr_trust_block the_block;
static const char *block_host;

static const struct cr_trust_block *
block_for(const struct cr_trust *trust, const struct certrule_fieldset *facts)
{
	const struct certrule_value *host = &facts->slots[CR_ID_HOSTNAME].value;

	(void)trust;
	if (block_host == NULL || host->state != CERTRULE_PRESENT ||
	    !cr_bytes_equal_text(host->as.string, block_host))
		return NULL;
	return &the_block;
}

static const char *
not_proven(struct certrule_fieldset *facts)
{
	(void)facts;
	return "self_signed_leaf";
}

static const struct cr_trust_ops trust_ops = {
    .block_for = block_for, .not_proven = not_proven};

static void
setup(void)
{
	bench_open_with(&bench, certrule_schema_new(NULL));
	memset(rules, 0, sizeof(rules));
	memset(fallbacks, 0, sizeof(fallbacks));
	policy = (struct cr_policy){
	    .rules = rules, .fallbacks = fallbacks, .diags = bench.diags};
	the_block =
	    (struct cr_trust_block){.name = "fleet", .needs_good = true};
	block_host = NULL;
}

static void
teardown(void)
{
	bench_close(&bench);
}

/* The guard in front of an allow is added as a load does. */
static struct cr_rule *
add_rule(enum certrule_rule_kind kind, const char *name, const char *text)
{
	struct cr_rule *rule = &rules[policy.rule_count++];
	const struct cr_expr *parts[2] = {NULL, bench_add(&bench, text)};
	struct cr_span span = {0, 0, 0};

	ck_assert_msg(parts[1] != NULL, "%s", text);
	rule->info = (struct certrule_rule_info){.kind = kind,
	    .name = name,
	    .named = strchr(name, ':') == NULL,
	    .file = "policy",
	    .line = (unsigned)policy.rule_count};
	rule->unguarded = rule->expr = parts[1];
	if (kind != CERTRULE_RULE_ALLOW)
		return rule;
	parts[0] = cr_expr_proven(bench.arena, span);
	rule->expr = cr_expr_and(bench.arena, parts, 2, span);
	ck_assert(parts[0] != NULL && rule->expr != NULL);
	return rule;
}

static void
add_fallback(bool allow, const struct certrule_bytes *host)
{
	struct cr_fallback *fallback = &fallbacks[policy.fallback_count++];

	*fallback = (struct cr_fallback){.allow_anonymous = allow,
	    .hosts = host,
	    .host_count = host != NULL,
	    .file = "policy",
	    .line = 40 + (unsigned)policy.fallback_count};
}

static void
prove(const char *status)
{
	bench_bool(&bench, "cf.tls_client_auth.cert_verified", 1);
	bench_bool(&bench, "cf.tls_client_auth.cert_revoked", 0);
	if (status != NULL)
		bench_string(
		    &bench, "tls.client_cert.revocation_status", status);
}

static void
use_trust(const char *host)
{
	static int trust;

	bench.facts->trust = (const struct cr_trust *)&trust;
	bench.facts->trust_ops = &trust_ops;
	policy.trust_count = 1;
	block_host = host;
}

/* "allow rule", "block", "block rule: detail" ... */
static void
decide(enum certrule_action action, const char *rule, const char *reason,
    const char *detail)
{
	memset(&verdict, 0xff, sizeof(verdict));
	cr_reference_decide(&policy, bench.facts, &verdict);
	ck_assert_ptr_nonnull(verdict.detail);
	ck_assert_str_eq(detail, verdict.detail);
	ck_assert_str_eq(reason, verdict.reason);
	ck_assert_int_eq(action, verdict.action);
	ck_assert((rule == NULL) == (verdict.rule == NULL));
	if (rule != NULL)
		ck_assert_str_eq(rule, verdict.rule);
}

static void
blocks_by_default(const char *detail)
{
	decide(CERTRULE_BLOCK, NULL, "default", detail);
}

/* ------------------------------------------------------------------- rules */

START_TEST(test_nothing)
{
	blocks_by_default("no rule allows it");
	ck_assert_ptr_null(verdict.file);
	ck_assert_uint_eq(0, verdict.log_count);
}
END_TEST

START_TEST(test_order)
{
	add_rule(CERTRULE_RULE_BLOCK, "first", "http.cookie == \"a\"");
	add_rule(CERTRULE_RULE_ALLOW_ANONYMOUS, "second", "true");
	add_rule(CERTRULE_RULE_BLOCK, "third", "true");
	bench_string(&bench, "http.cookie", "a");
	decide(CERTRULE_BLOCK, "first", "rule", "");
	ck_assert_uint_eq(1, verdict.line);
	ck_assert_str_eq("policy", verdict.file);
	certrule_fieldset_clear(bench.facts);
	decide(CERTRULE_ALLOW, "second", "rule", "");
	rules[1].info.disabled = 1;
	decide(CERTRULE_BLOCK, "third", "rule", "");
}
END_TEST

START_TEST(test_answer)
{
	struct cr_rule *rule =
	    add_rule(CERTRULE_RULE_ACTION, "old", "http.cookie == \"a\"");

	rule->info.action = "redirect";
	rule->info.status = 302;
	rule->info.message = "moved";
	rule->info.tag = "t";
	bench_string(&bench, "http.cookie", "a");
	decide(CERTRULE_HOST_ACTION, "old", "rule", "");
	ck_assert_str_eq("redirect", verdict.action_name);
	ck_assert_int_eq(302, verdict.status);
	ck_assert_str_eq("moved", verdict.message);
	ck_assert_str_eq("t", verdict.tag);
	bench_set_error(&bench, "http.cookie");
	decide(CERTRULE_BLOCK, "old", "error",
	    "evaluation error in 'http.cookie == \"a\"': broken on purpose");
	ck_assert_ptr_null(verdict.action_name);
	ck_assert_int_eq(0, verdict.status);
	ck_assert_ptr_null(verdict.message);
	rule->info.kind = CERTRULE_RULE_BLOCK;
	rule->info.status = 404;
	decide(CERTRULE_BLOCK, "old", "error",
	    "evaluation error in 'http.cookie == \"a\"': broken on purpose");
	ck_assert_int_eq(404, verdict.status);
}
END_TEST

START_TEST(test_logs)
{
	for (int i = 0; i < 6; i++)
		add_rule(CERTRULE_RULE_LOG, "seen", "http.host == \"a\"");
	rules[1].info.name = "broken";
	rules[1].expr = bench_add(&bench, "http.cookie == \"a\"");
	add_rule(CERTRULE_RULE_ALLOW_ANONYMOUS, "all", "ssl");
	add_rule(CERTRULE_RULE_LOG, "late", "true");
	bench_string(&bench, "http.host", "a");
	bench_bool(&bench, "ssl", 1);
	bench_set_error(&bench, "http.cookie");
	decide(CERTRULE_ALLOW, "all", "rule", "");
	ck_assert_uint_eq(6, verdict.log_count);
	ck_assert_str_eq("seen", verdict.logs[0].rule);
	ck_assert_int_eq(0, verdict.logs[0].error);
	ck_assert_str_eq("broken", verdict.logs[1].rule);
	ck_assert_int_eq(1, verdict.logs[1].error);
	ck_assert_uint_eq(2, verdict.logs[1].line);
	bench_bool(&bench, "ssl", 0);
	blocks_by_default("no rule allows it");
	ck_assert_uint_eq(7, verdict.log_count);
	ck_assert_str_eq("late", verdict.logs[6].rule);
}
END_TEST

/* ------------------------------------------------------------------- guard */

START_TEST(test_guard)
{
	static const struct {
		int verified, revoked; /* -1: missing, -2: error */
		const char *status;
		const char *words; /* NULL: it is let in */
	} rows[] = {
	    {1, 0, NULL, NULL},
	    {1, 0, "good", NULL},
	    {1, 0, "not_checked", NULL},
	    {1, 0, "unknown", "revocation_status is unknown"},
	    {0, 0, "good", "cert_verified is false"},
	    {-1, 0, "good", "cert_verified is not set"},
	    {1, -1, "good", "cert_revoked is not set"},
	    {1, 1, "good", "cert_revoked is true"},
	    {-1, -1, NULL, "cert_verified is not set"},
	};
	char detail[128];

	add_rule(CERTRULE_RULE_ALLOW, "in", "http.cookie == \"a\"");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		certrule_fieldset_clear(bench.facts);
		bench_string(&bench, "http.cookie", "a");
		if (rows[i].verified >= 0)
			bench_bool(&bench, "cf.tls_client_auth.cert_verified",
			    rows[i].verified);
		if (rows[i].revoked >= 0)
			bench_bool(&bench, "cf.tls_client_auth.cert_revoked",
			    rows[i].revoked);
		if (rows[i].status != NULL)
			bench_string(&bench,
			    "tls.client_cert.revocation_status",
			    rows[i].status);
		if (rows[i].words == NULL) {
			decide(CERTRULE_ALLOW, "in", "rule", "");
			continue;
		}
		strcpy(detail, "\"in\" needs a proven client: ");
		strcat(detail, rows[i].words);
		decide(CERTRULE_BLOCK, NULL, "not_proven", detail);
	}
}
END_TEST

/* An error in any of its fields makes an allow that matches an error. */
START_TEST(test_guard_error)
{
	static const char *const fields[] = {"cf.tls_client_auth.cert_verified",
	    "cf.tls_client_auth.cert_revoked",
	    "tls.client_cert.revocation_status"};

	add_rule(CERTRULE_RULE_ALLOW, "in", "http.cookie == \"a\"");
	add_rule(CERTRULE_RULE_ALLOW_ANONYMOUS, "rest", "ssl");
	for (size_t i = 0; i < 3; i++) {
		certrule_fieldset_clear(bench.facts);
		bench_string(&bench, "http.cookie", "a");
		bench_bool(&bench, "ssl", 1);
		prove("good");
		bench_set_error(&bench, fields[i]);
		decide(CERTRULE_BLOCK, "in", "error",
		    "evaluation error in 'the client is proven': "
		    "broken on purpose");
		bench_bool(&bench, "cf.tls_client_auth.cert_verified", 0);
		bench_set_error(&bench, fields[i]);
		decide(CERTRULE_BLOCK, "in", "error",
		    "evaluation error in 'the client is proven': "
		    "broken on purpose");
		bench_string(&bench, "http.cookie", "b");
		decide(CERTRULE_ALLOW, "rest", "rule", "");
	}
}
END_TEST

START_TEST(test_guard_block)
{
	add_rule(CERTRULE_RULE_ALLOW, "in", "ssl");
	use_trust("a.example");
	bench_bool(&bench, "ssl", 1);
	bench_string(&bench, "hostname", "a.example");
	prove("not_checked");
	decide(CERTRULE_BLOCK, NULL, "not_proven",
	    "\"in\" needs a proven client: revocation_status is not_checked");
	prove("good");
	decide(CERTRULE_ALLOW, "in", "rule", "");
	prove("unknown");
	the_block.needs_good = false;
	decide(CERTRULE_ALLOW, "in", "rule", "");
	bench_set_error(&bench, "tls.client_cert.revocation_status");
	decide(CERTRULE_ALLOW, "in", "rule", "");
	prove("unknown");
	bench_string(&bench, "hostname", "b.example");
	decide(CERTRULE_BLOCK, NULL, "not_proven",
	    "\"in\" needs a proven client: revocation_status is unknown");
}
END_TEST

/* In the words of the verify stage where it made the facts. */
START_TEST(test_not_proven)
{
	add_rule(CERTRULE_RULE_ALLOW, "policy:7", "true");
	add_rule(CERTRULE_RULE_ALLOW, "other", "true");
	use_trust(NULL);
	decide(CERTRULE_BLOCK, NULL, "not_proven",
	    "policy:7 needs a proven client: self_signed_leaf");
	rules[0].info.disabled = 1;
	decide(CERTRULE_BLOCK, NULL, "not_proven",
	    "\"other\" needs a proven client: self_signed_leaf");
}
END_TEST

/* ----------------------------------------------------------------- defaults */

#define NOT_COVERED "no rule allows it; 'default allow anonymous' is not for "

START_TEST(test_default_anonymous)
{
	add_fallback(true, NULL);
	blocks_by_default(NOT_COVERED "requests without a host");
	bench_set_error(&bench, "hostname");
	blocks_by_default(NOT_COVERED "a host in error: broken on purpose");
	bench_string(&bench, "hostname", "a.example");
	decide(CERTRULE_ALLOW, NULL, "default", "");
	ck_assert_uint_eq(41, verdict.line);
	/* Trust statements whose trust is not there: nobody knows. */
	policy.trust_count = 1;
	blocks_by_default(NOT_COVERED "hosts with a trust block");
	use_trust("b.example");
	decide(CERTRULE_ALLOW, NULL, "default", "");
	use_trust("a.example");
	blocks_by_default(NOT_COVERED "hosts with a trust block");
}
END_TEST

START_TEST(test_default_of_for)
{
	struct certrule_bytes all = cr_bytes_text("*.example");
	struct certrule_bytes one = cr_bytes_text("b.example");

	add_fallback(true, &all);
	add_fallback(false, &one);
	bench_string(&bench, "hostname", "a.example");
	decide(CERTRULE_ALLOW, NULL, "default", "");
	bench_string(&bench, "hostname", "b.example");
	blocks_by_default("no rule allows it");
	ck_assert_uint_eq(42, verdict.line);
	bench_string(&bench, "hostname", "c.test");
	blocks_by_default("no rule allows it");
	add_fallback(true, NULL);
	decide(CERTRULE_ALLOW, NULL, "default", "");
	ck_assert_uint_eq(43, verdict.line);
	bench_string(&bench, "hostname", "b.example");
	blocks_by_default("no rule allows it");
	bench_set_error(&bench, "hostname");
	blocks_by_default(NOT_COVERED "a host in error: broken on purpose");
}
END_TEST

/* ------------------------------------------------------------------- bounds */

START_TEST(test_work_budget)
{
	char *text = malloc(CR_LIMIT_FIELD_VALUE);
	struct cr_buffer rule;

	ck_assert_ptr_nonnull(text);
	memset(text, 'a', CR_LIMIT_FIELD_VALUE);
	ck_assert_int_eq(0, certrule_fieldset_set_string(bench.facts,
				bench_field(&bench, "http.cookie"), text,
				CR_LIMIT_FIELD_VALUE));
	free(text);
	cr_buffer_init(&rule, cr_alloc_default());
	for (int i = 0; i < CR_LIMIT_WORK / CR_LIMIT_FIELD_VALUE * 16; i++)
		cr_buffer_printf(&rule, "http.cookie contains \"b%d\" or ", i);
	cr_buffer_add_text(&rule, "false");
	ck_assert(!cr_buffer_failed(&rule));
	add_rule(CERTRULE_RULE_BLOCK, "dear", (const char *)rule.data);
	cr_buffer_fini(&rule);
	add_rule(CERTRULE_RULE_ALLOW_ANONYMOUS, "rest", "true");
	decide(
	    CERTRULE_BLOCK, NULL, "work_budget", "the work budget is used up");
	rules[0].info.disabled = 1;
	decide(CERTRULE_ALLOW, "rest", "rule", "");
}
END_TEST

/* Putting a field in error never turns a block into an allow. */
START_TEST(test_error_property)
{
	static const char *const fields[] = {"http.cookie", "http.user_agent",
	    "ssl", "cf.tls_client_auth.cert_verified",
	    "cf.tls_client_auth.cert_revoked",
	    "tls.client_cert.revocation_status"};

	add_rule(CERTRULE_RULE_BLOCK, "a",
	    "http.cookie == \"x\" and not http.user_agent == \"y\"");
	add_rule(CERTRULE_RULE_ALLOW, "b", "http.user_agent == \"y\" xor ssl");
	add_rule(CERTRULE_RULE_BLOCK, "c", "ssl or http.cookie ne \"x\"");
	add_rule(CERTRULE_RULE_ALLOW_ANONYMOUS, "d", "not ssl");
	for (unsigned bits = 0; bits < 64; bits++)
		for (size_t broken = 0; broken < 6; broken++) {
			enum certrule_action before;

			certrule_fieldset_clear(bench.facts);
			bench_string(
			    &bench, "http.cookie", bits & 1 ? "x" : "z");
			bench_string(
			    &bench, "http.user_agent", bits & 2 ? "y" : "z");
			bench_bool(&bench, "ssl", bits & 4 ? 1 : 0);
			prove(bits & 8 ? "good" : "unknown");
			bench_bool(&bench, "cf.tls_client_auth.cert_verified",
			    bits & 16 ? 1 : 0);
			bench_bool(&bench, "cf.tls_client_auth.cert_revoked",
			    bits & 32 ? 1 : 0);
			cr_reference_decide(&policy, bench.facts, &verdict);
			before = verdict.action;
			bench_set_error(&bench, fields[broken]);
			cr_reference_decide(&policy, bench.facts, &verdict);
			ck_assert(before == CERTRULE_ALLOW ||
				  verdict.action == CERTRULE_BLOCK);
		}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("decide");
	TCase *tests = tcase_create("decide");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, test_nothing);
	tcase_add_test(tests, test_order);
	tcase_add_test(tests, test_answer);
	tcase_add_test(tests, test_logs);
	tcase_add_test(tests, test_guard);
	tcase_add_test(tests, test_guard_error);
	tcase_add_test(tests, test_guard_block);
	tcase_add_test(tests, test_not_proven);
	tcase_add_test(tests, test_default_anonymous);
	tcase_add_test(tests, test_default_of_for);
	tcase_add_test(tests, test_work_budget);
	tcase_add_test(tests, test_error_property);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

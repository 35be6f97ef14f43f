
/* SPDX-License-Identifier: MIT */

/*
 * What is decided when, and what a client is answered.
 *
 * In the rewrite phases, before anything else of theirs: these run for every
 * request that can have an answer, sub-requests and internal redirects among
 * them, and before `return`.  The server's phase decides at once unless some
 * location has a policy of its own; the location's phase decides for the
 * location that was found; a filter of response headers catches what is
 * answered without a location.
 *
 * A policy is asked once for a request, about what the client asked for.
 */


#include "ngx_http_certrule_module.h"


/* Of one request, sub-requests apart; forgotten at internal redirects. */

typedef struct {
    unsigned  passed:1;    /* its location lets it through */
    unsigned  answered:1;  /* blocked: what is sent is that answer */
} ngx_http_certrule_state_t;


static ngx_int_t ngx_http_certrule_server_handler(ngx_http_request_t *r);
static ngx_int_t ngx_http_certrule_location_handler(ngx_http_request_t *r);
static ngx_int_t ngx_http_certrule_header_filter(ngx_http_request_t *r);
static ngx_http_certrule_state_t *ngx_http_certrule_state(
    ngx_http_request_t *r);
static ngx_int_t ngx_http_certrule_enforce(ngx_http_request_t *r,
    ngx_http_certrule_loc_conf_t *lcf);
static void ngx_http_certrule_judge(ngx_http_request_t *r,
    ngx_http_certrule_decision_t *decision);
static ngx_uint_t ngx_http_certrule_is_served(ngx_http_request_t *r,
    ngx_http_certrule_decision_t *decision);
static void ngx_http_certrule_name_reason(ngx_http_request_t *r,
    ngx_http_certrule_decision_t *decision);
static void ngx_http_certrule_ask_shadow(ngx_http_request_t *r,
    ngx_http_certrule_loc_conf_t *lcf);
static ngx_uint_t ngx_http_certrule_status(ngx_http_certrule_loc_conf_t *lcf,
    ngx_http_certrule_decision_t *decision);
static ngx_int_t ngx_http_certrule_answer(ngx_http_request_t *r,
    ngx_http_certrule_loc_conf_t *lcf);
static void ngx_http_certrule_cleanup(void *data);


static ngx_http_output_header_filter_pt  ngx_http_next_header_filter;

/* Of the configuration in force. */
static ngx_http_output_header_filter_pt  ngx_http_certrule_kept_top;
static ngx_http_output_header_filter_pt  ngx_http_certrule_kept_next;


ngx_int_t
ngx_http_certrule_decide_init(ngx_conf_t *cf)
{
    ngx_http_handler_pt        *handler;
    ngx_http_core_main_conf_t  *http;

    http = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);

    /* nginx calls the handler that was added last first. */

    handler = ngx_array_push(
                       &http->phases[NGX_HTTP_SERVER_REWRITE_PHASE].handlers);
    if (handler == NULL) {
        return NGX_ERROR;
    }

    *handler = ngx_http_certrule_server_handler;

    handler = ngx_array_push(&http->phases[NGX_HTTP_REWRITE_PHASE].handlers);
    if (handler == NULL) {
        return NGX_ERROR;
    }

    *handler = ngx_http_certrule_location_handler;

    ngx_http_next_header_filter = ngx_http_top_header_filter;
    ngx_http_top_header_filter = ngx_http_certrule_header_filter;

    return NGX_OK;
}


/* A reload that fails on its way leaves the chain of filters in the master
 * half made, perhaps without ours; a worker that is started for one that died
 * would run with it, and so would a process that is its own master. */

void
ngx_http_certrule_decide_keep(void)
{
    ngx_http_certrule_kept_top = ngx_http_top_header_filter;
    ngx_http_certrule_kept_next = ngx_http_next_header_filter;
}


void
ngx_http_certrule_decide_restore(void)
{
    if (ngx_http_certrule_kept_top != NULL) {
        ngx_http_top_header_filter = ngx_http_certrule_kept_top;
        ngx_http_next_header_filter = ngx_http_certrule_kept_next;
    }
}


/* ------------------------------------------------------------------- where */


ngx_http_certrule_loc_conf_t *
ngx_http_certrule_server_conf(ngx_http_request_t *r)
{
    ngx_http_core_srv_conf_t  *cscf;

    cscf = ngx_http_get_module_srv_conf(r, ngx_http_core_module);

    return cscf->ctx->loc_conf[ngx_http_certrule_module.ctx_index];
}


ngx_http_certrule_policy_t *
ngx_http_certrule_trust(ngx_http_certrule_loc_conf_t *server)
{
    return server->policy != NULL ? server->policy : server->shadow;
}


static ngx_http_certrule_state_t *
ngx_http_certrule_state(ngx_http_request_t *r)
{
    ngx_http_certrule_state_t  *state;

    state = ngx_http_get_module_ctx(r, ngx_http_certrule_module);

    if (state == NULL) {
        state = ngx_pcalloc(r->pool, sizeof(ngx_http_certrule_state_t));
        if (state != NULL) {
            ngx_http_set_ctx(r, state, ngx_http_certrule_module);
        }
    }

    return state;
}


/* ------------------------------------------------------------------ phases */


static ngx_int_t
ngx_http_certrule_server_handler(ngx_http_request_t *r)
{
    ngx_http_certrule_state_t     *state;
    ngx_http_certrule_loc_conf_t  *lcf;

    ngx_http_certrule_decide_restore();

    lcf = ngx_http_get_module_loc_conf(r, ngx_http_certrule_module);

    if (lcf->policy == NULL) {
        return NGX_DECLINED;
    }

    state = ngx_http_certrule_state(r);
    if (state == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (lcf->overridden || ngx_http_certrule_enforce(r, lcf) == NGX_OK) {
        return NGX_DECLINED;
    }

    state->answered = 1;

    return ngx_http_certrule_answer(r, lcf);
}


static ngx_int_t
ngx_http_certrule_location_handler(ngx_http_request_t *r)
{
    ngx_http_certrule_state_t     *state;
    ngx_http_certrule_loc_conf_t  *lcf;

    lcf = ngx_http_get_module_loc_conf(r, ngx_http_certrule_module);

    if (lcf->policy == NULL && lcf->shadow == NULL
        && ngx_http_certrule_server_conf(r)->policy == NULL)
    {
        return NGX_DECLINED;
    }

    state = ngx_http_certrule_state(r);
    if (state == NULL) {
        return NGX_HTTP_INTERNAL_SERVER_ERROR;
    }

    if (ngx_http_certrule_enforce(r, lcf) == NGX_OK) {
        state->passed = 1;
        return NGX_DECLINED;
    }

    state->answered = 1;

    return ngx_http_certrule_answer(r, lcf);
}


/* Before the phases have run, nginx answers only with mistakes of the client;
 * those need no permission. */

static ngx_int_t
ngx_http_certrule_header_filter(ngx_http_request_t *r)
{
    ngx_http_certrule_ctx_t       *ctx;
    ngx_http_certrule_state_t     *state;
    ngx_http_certrule_loc_conf_t  *lcf;

    lcf = ngx_http_get_module_loc_conf(r, ngx_http_certrule_module);
    state = ngx_http_get_module_ctx(r, ngx_http_certrule_module);

    if (state != NULL && (state->passed || state->answered)) {
        return ngx_http_next_header_filter(r);
    }

    if (lcf->policy == NULL
        || (state == NULL && r->headers_out.status >= NGX_HTTP_BAD_REQUEST))
    {
        return ngx_http_next_header_filter(r);
    }

    state = ngx_http_certrule_state(r);
    if (state == NULL) {
        return NGX_ERROR;
    }

    if (ngx_http_certrule_enforce(r, lcf) == NGX_OK) {
        state->passed = 1;
        return ngx_http_next_header_filter(r);
    }

    state->answered = 1;
    ctx = ngx_http_certrule_ctx(r, 0);

    return ngx_http_filter_finalize_request(r, &ngx_http_certrule_module,
                  ngx_http_certrule_status(lcf, ctx == NULL ? NULL
                                                            : ctx->current));
}


/* ---------------------------------------------------------------- deciding */


/* NGX_OK: it may pass. */

static ngx_int_t
ngx_http_certrule_enforce(ngx_http_request_t *r,
    ngx_http_certrule_loc_conf_t *lcf)
{
    ngx_http_certrule_ctx_t       *ctx;
    ngx_http_certrule_decision_t  *decision;
    ngx_http_certrule_loc_conf_t  *server;

    ngx_http_certrule_ask_shadow(r, lcf);

    if (lcf->policy == NULL) {
        return NGX_OK;
    }

    ctx = ngx_http_certrule_ctx(r, 1);
    if (ctx == NULL) {
        return NGX_ERROR;
    }

    server = ngx_http_certrule_server_conf(r);

    decision = ngx_http_certrule_decision(r, ctx, lcf->policy,
                                          ngx_http_certrule_trust(server));
    ctx->current = decision;

    if (decision == NULL) {
        ngx_log_error(NGX_LOG_ERR, r->connection->log, 0,
                      "certrule: block: there are no facts to decide on");
        return NGX_ERROR;
    }

    ngx_http_certrule_judge(r, decision);
    ngx_http_certrule_log(r, lcf, decision, 0);

    return decision->allow == CERTRULE_ALLOW ? NGX_OK : NGX_ERROR;
}


ngx_http_certrule_ctx_t *
ngx_http_certrule_ctx(ngx_http_request_t *r, ngx_uint_t create)
{
    ngx_pool_cleanup_t       *cln;
    ngx_http_certrule_ctx_t  *ctx;

    r = r->main;

    /* Module contexts are forgotten at internal redirects, the pool is not. */

    for (cln = r->pool->cleanup; cln != NULL; cln = cln->next) {
        if (cln->handler == ngx_http_certrule_cleanup) {
            return cln->data;
        }
    }

    if (!create) {
        return NULL;
    }

    cln = ngx_pool_cleanup_add(r->pool, sizeof(ngx_http_certrule_ctx_t));
    if (cln == NULL) {
        return NULL;
    }

    ctx = cln->data;
    ngx_memzero(ctx, sizeof(ngx_http_certrule_ctx_t));

    cln->handler = ngx_http_certrule_cleanup;

    return ctx;
}


static void
ngx_http_certrule_cleanup(void *data)
{
    ngx_http_certrule_ctx_t *ctx = data;

    ngx_http_certrule_decision_t  *decision;

    for (decision = ctx->decisions; decision; decision = decision->next) {
        ngx_http_certrule_policy_give(decision->policy, decision->gate,
                                      decision->facts);
        certrule_gate_unref(decision->trust_gate);
        certrule_gate_unref(decision->gate);
    }
}


ngx_http_certrule_decision_t *
ngx_http_certrule_decision(ngx_http_request_t *r, ngx_http_certrule_ctx_t *ctx,
    ngx_http_certrule_policy_t *policy, ngx_http_certrule_policy_t *trust)
{
    ngx_http_certrule_decision_t  *decision;

    /* A policy with trust of its own brings it along. */
    if (trust == NULL || certrule_gate_trust_count(policy->gate) != 0) {
        trust = policy;
    }

    for (decision = ctx->decisions; decision; decision = decision->next) {
        if (decision->policy == policy && decision->trust == trust) {
            return decision;
        }
    }

    decision = ngx_pcalloc(r->pool, sizeof(ngx_http_certrule_decision_t));
    if (decision == NULL) {
        return NULL;
    }

    decision->facts = ngx_http_certrule_policy_take(policy);
    if (decision->facts == NULL) {
        return NULL;
    }

    decision->policy = policy;
    decision->trust = trust;
    decision->gate = certrule_gate_ref(policy->gate);
    decision->trust_gate = certrule_gate_ref(trust->gate);

    decision->next = ctx->decisions;
    ctx->decisions = decision;

    certrule_fieldset_use_trust(decision->facts, decision->trust_gate);

    if (ngx_http_certrule_facts_set(r, policy, decision->facts) != NGX_OK) {
        /* Kept, so that it is freed, and found again: a block for good. */
        decision->decided = 1;
        decision->verdict.reason = "out_of_memory";
        decision->verdict.detail = "the client is not known";
        ngx_http_certrule_name_reason(r, decision);
    }

    return decision;
}


/* Once. */

static void
ngx_http_certrule_judge(ngx_http_request_t *r,
    ngx_http_certrule_decision_t *decision)
{
    struct certrule_verdict  *verdict;

    if (decision->decided) {
        return;
    }

    decision->decided = 1;
    verdict = &decision->verdict;

    certrule_gate_decide(decision->gate, decision->facts, verdict);

    if (verdict->action == CERTRULE_ALLOW
        && verdict->rule == NULL
        && certrule_gate_trust_count(decision->trust_gate) != 0
        && !ngx_http_certrule_is_served(r, decision))
    {
        verdict->action = CERTRULE_BLOCK;
        verdict->reason = "not_served";
        verdict->detail = "the host is no server_name of this server";
    }

    if (verdict->action == CERTRULE_ALLOW) {
        decision->allow = CERTRULE_ALLOW;
    }

    ngx_http_certrule_name_reason(r, decision);
}


/* A server takes requests for any host when it is the default one, and a trust
 * block of another server may be about that host. */

static ngx_uint_t
ngx_http_certrule_is_served(ngx_http_request_t *r,
    ngx_http_certrule_decision_t *decision)
{
    ngx_str_t                     host;
    ngx_uint_t                    i;
    ngx_array_t                  *names;
    ngx_http_server_name_t       *name;
    const struct certrule_value  *value;

    value = certrule_fieldset_get(decision->facts,
                                  decision->policy->field_hostname);

    if (value->state != CERTRULE_PRESENT || value->as.string.len == 0) {
        return 0;
    }

    host.data = ngx_pnalloc(r->pool, value->as.string.len);
    if (host.data == NULL) {
        return 0;
    }

    host.len = value->as.string.len;
    ngx_memcpy(host.data, value->as.string.data, host.len);

    names = ngx_http_certrule_server_conf(r)->names;
    name = names->elts;

    for (i = 0; i < names->nelts; i++) {
        if (ngx_http_certrule_name_matches(&name[i], &host)) {
            return 1;
        }
    }

    return 0;
}


/* "a.b", ".a.b", "*.a.b", "a.*", "~regex" as server_name has them. */

ngx_uint_t
ngx_http_certrule_name_matches(ngx_http_server_name_t *name, ngx_str_t *host)
{
    u_char  *p;
    size_t   len;

    p = name->name.data;
    len = name->name.len;

#if (NGX_PCRE)
    if (name->regex != NULL) {
        return ngx_regex_exec(name->regex->regex, host, NULL, 0) >= 0;
    }
#endif

    if (len == 0) {
        return 0;
    }

    if (p[0] == '.' && host->len == len - 1) {
        return ngx_strncasecmp(host->data, p + 1, len - 1) == 0;
    }

    if (p[0] == '*') {
        p++;
        len--;
    }

    if (p[0] == '.') {
        return host->len > len
               && ngx_strncasecmp(host->data + host->len - len, p, len) == 0;
    }

    if (p[len - 1] == '*') {
        return host->len >= len
               && ngx_strncasecmp(host->data, p, len - 1) == 0;
    }

    return host->len == len && ngx_strncasecmp(host->data, p, len) == 0;
}


static void
ngx_http_certrule_name_reason(ngx_http_request_t *r,
    ngx_http_certrule_decision_t *decision)
{
    u_char                        *p;
    size_t                         len;
    struct certrule_verdict       *verdict;
    const struct certrule_value   *why;

    verdict = &decision->verdict;

    decision->reason.data = (u_char *) verdict->reason;
    decision->reason.len = ngx_strlen(verdict->reason);

    if (verdict->action == CERTRULE_HOST_ACTION) {

        len = ngx_strlen(verdict->action_name);

        p = ngx_pnalloc(r->pool, sizeof("action:") - 1 + len);
        if (p != NULL) {
            decision->reason.data = p;
            decision->reason.len = sizeof("action:") - 1 + len;

            p = ngx_cpymem(p, "action:", sizeof("action:") - 1);
            ngx_memcpy(p, verdict->action_name, len);
        }

        return;
    }

    if (verdict->action == CERTRULE_ALLOW) {
        return;
    }

    why = certrule_fieldset_get(decision->facts,
                                decision->policy->field_reason);

    if (why->state == CERTRULE_PRESENT
        && why->as.string.len == sizeof("not_requested") - 1
        && ngx_memcmp(why->as.string.data, "not_requested",
                      sizeof("not_requested") - 1) == 0)
    {
        decision->not_requested = 1;
    }
}


static void
ngx_http_certrule_ask_shadow(ngx_http_request_t *r,
    ngx_http_certrule_loc_conf_t *lcf)
{
    ngx_http_certrule_ctx_t       *ctx;
    ngx_http_certrule_loc_conf_t  *server;
    ngx_http_certrule_decision_t  *decision;

    if (lcf->shadow == NULL) {
        return;
    }

    ctx = ngx_http_certrule_ctx(r, 1);
    if (ctx == NULL) {
        return;
    }

    server = ngx_http_certrule_server_conf(r);

    decision = ngx_http_certrule_decision(r, ctx, lcf->shadow,
                                          ngx_http_certrule_trust(server));
    if (decision == NULL) {
        return;
    }

    ngx_http_certrule_judge(r, decision);

    ctx->shadow = decision;

    if (lcf->shadow != lcf->policy) {
        ngx_http_certrule_log(r, lcf, decision, 1);
    }
}


/* --------------------------------------------------------------- answering */


static ngx_uint_t
ngx_http_certrule_status(ngx_http_certrule_loc_conf_t *lcf,
    ngx_http_certrule_decision_t *decision)
{
    if (decision == NULL) {
        return lcf->status;
    }

    if (decision->verdict.status >= 300) {
        return decision->verdict.status;
    }

    /* RFC 9110 15.5.20: on another connection the client would be asked. */
    if (decision->not_requested) {
        return NGX_HTTP_MISDIRECTED_REQUEST;
    }

    return lcf->status;
}


static ngx_int_t
ngx_http_certrule_answer(ngx_http_request_t *r,
    ngx_http_certrule_loc_conf_t *lcf)
{
    ngx_str_t                      type;
    ngx_uint_t                     status;
    ngx_http_certrule_ctx_t       *ctx;
    ngx_http_complex_value_t       text;
    ngx_http_certrule_decision_t  *decision;

    ctx = ngx_http_certrule_ctx(r, 0);
    decision = ctx == NULL ? NULL : ctx->current;
    status = ngx_http_certrule_status(lcf, decision);

    /* A redirect has nothing to show, and 444 and 499 are not sent. */

    if (r != r->main || decision == NULL || decision->verdict.message == NULL
        || status < NGX_HTTP_BAD_REQUEST || status == NGX_HTTP_CLOSE
        || status == NGX_HTTP_CLIENT_CLOSED_REQUEST)
    {
        return status;
    }

    ngx_str_set(&type, "text/plain; charset=utf-8");

    ngx_memzero(&text, sizeof(ngx_http_complex_value_t));
    text.value.data = (u_char *) decision->verdict.message;
    text.value.len = ngx_strlen(decision->verdict.message);

    return ngx_http_send_response(r, status, &type, &text);
}

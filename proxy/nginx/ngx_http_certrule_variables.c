
/* SPDX-License-Identifier: MIT */

/*
 * Variables.  $certrule_field_NAME is for telling an upstream who the client
 * is: it is empty unless the client is proven.  $certrule_claim_NAME says what
 * any stranger may have written.
 */


#include "ngx_http_certrule_module.h"


#define NGX_HTTP_CERTRULE_FIELD  "certrule_field_"
#define NGX_HTTP_CERTRULE_CLAIM  "certrule_claim_"


static ngx_int_t ngx_http_certrule_verdict_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_certrule_field_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_certrule_claim_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data);
static ngx_int_t ngx_http_certrule_value_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, ngx_str_t *name, ngx_uint_t claim);
static ngx_http_certrule_decision_t *ngx_http_certrule_known(
    ngx_http_request_t *r);
static ngx_uint_t ngx_http_certrule_is_proven(
    ngx_http_certrule_decision_t *decision);
static int ngx_http_certrule_find_field(struct certrule_gate *gate,
    ngx_str_t *name);
static ngx_int_t ngx_http_certrule_write_value(ngx_http_request_t *r,
    const struct certrule_value *value, ngx_http_variable_value_t *v);
static void ngx_http_certrule_set_empty(ngx_http_variable_value_t *v);


enum {
    NGX_HTTP_CERTRULE_VERDICT = 0,
    NGX_HTTP_CERTRULE_RULE,
    NGX_HTTP_CERTRULE_REASON,
    NGX_HTTP_CERTRULE_REVISION,
    NGX_HTTP_CERTRULE_SHADOW_VERDICT
};


static ngx_http_variable_t  ngx_http_certrule_vars[] = {

    { ngx_string("certrule_verdict"), NULL, ngx_http_certrule_verdict_variable,
      NGX_HTTP_CERTRULE_VERDICT, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("certrule_rule"), NULL, ngx_http_certrule_verdict_variable,
      NGX_HTTP_CERTRULE_RULE, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("certrule_reason"), NULL, ngx_http_certrule_verdict_variable,
      NGX_HTTP_CERTRULE_REASON, NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("certrule_revision"), NULL,
      ngx_http_certrule_verdict_variable, NGX_HTTP_CERTRULE_REVISION,
      NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string("certrule_shadow_verdict"), NULL,
      ngx_http_certrule_verdict_variable, NGX_HTTP_CERTRULE_SHADOW_VERDICT,
      NGX_HTTP_VAR_NOCACHEABLE, 0 },

    { ngx_string(NGX_HTTP_CERTRULE_FIELD), NULL,
      ngx_http_certrule_field_variable, 0,
      NGX_HTTP_VAR_NOCACHEABLE|NGX_HTTP_VAR_PREFIX, 0 },

    { ngx_string(NGX_HTTP_CERTRULE_CLAIM), NULL,
      ngx_http_certrule_claim_variable, 0,
      NGX_HTTP_VAR_NOCACHEABLE|NGX_HTTP_VAR_PREFIX, 0 },

      ngx_http_null_variable
};


ngx_int_t
ngx_http_certrule_add_variables(ngx_conf_t *cf)
{
    ngx_http_variable_t  *var, *v;

    for (v = ngx_http_certrule_vars; v->name.len; v++) {
        var = ngx_http_add_variable(cf, &v->name, v->flags);
        if (var == NULL) {
            return NGX_ERROR;
        }

        var->get_handler = v->get_handler;
        var->data = v->data;
    }

    return NGX_OK;
}


/* A misspelt name would be an identity that is always empty. */

ngx_int_t
ngx_http_certrule_check_variables(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf)
{
    size_t                        prefix;
    ngx_str_t                     name;
    ngx_uint_t                    i, j;
    ngx_http_variable_t          *v;
    ngx_http_core_main_conf_t    *http;
    ngx_http_certrule_policy_t  **policies;

    http = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);
    v = http->variables.elts;
    policies = cmcf->policies.elts;
    prefix = sizeof(NGX_HTTP_CERTRULE_FIELD) - 1;

    for (i = 0; i < http->variables.nelts; i++) {

        if (v[i].name.len < prefix
            || (ngx_strncmp(v[i].name.data, NGX_HTTP_CERTRULE_FIELD, prefix)
                != 0
                && ngx_strncmp(v[i].name.data, NGX_HTTP_CERTRULE_CLAIM, prefix)
                   != 0))
        {
            continue;
        }

        name.data = v[i].name.data + prefix;
        name.len = v[i].name.len - prefix;

        for (j = 0; j < cmcf->policies.nelts; j++) {
            if (ngx_http_certrule_find_field(policies[j]->gate, &name) >= 0) {
                break;
            }
        }

        if (j == cmcf->policies.nelts) {
            ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                          "there is no field for the variable \"$%V\": \"_\" "
                          "stands for each dot, and `certrule fields` lists "
                          "them", &v[i].name);
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


/* ----------------------------------------------------------------- verdict */


static ngx_int_t
ngx_http_certrule_verdict_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    const char                    *text;
    ngx_http_certrule_ctx_t       *ctx;
    ngx_http_certrule_decision_t  *decision;

    ngx_http_certrule_set_empty(v);

    ctx = ngx_http_certrule_ctx(r, 0);
    if (ctx == NULL) {
        return NGX_OK;
    }

    decision = data == NGX_HTTP_CERTRULE_SHADOW_VERDICT ? ctx->shadow
                                                        : ctx->current;
    if (decision == NULL || !decision->decided) {
        return NGX_OK;
    }

    switch (data) {

    case NGX_HTTP_CERTRULE_VERDICT:
    case NGX_HTTP_CERTRULE_SHADOW_VERDICT:
        text = "block";

        if (decision->allow == CERTRULE_ALLOW) {
            text = "allow";

        } else if (decision->verdict.action == CERTRULE_HOST_ACTION) {
            text = "action";
        }

        break;

    case NGX_HTTP_CERTRULE_RULE:
        text = decision->verdict.rule == NULL ? "" : decision->verdict.rule;
        break;

    case NGX_HTTP_CERTRULE_REASON:
        v->data = decision->reason.data;
        v->len = decision->reason.len;
        return NGX_OK;

    default: /* NGX_HTTP_CERTRULE_REVISION */
        text = certrule_gate_revision(decision->gate);
        break;
    }

    v->data = (u_char *) text;
    v->len = ngx_strlen(text);

    return NGX_OK;
}


/* ------------------------------------------------------------------ fields */


static ngx_int_t
ngx_http_certrule_field_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    return ngx_http_certrule_value_variable(r, v, (ngx_str_t *) data, 0);
}


static ngx_int_t
ngx_http_certrule_claim_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, uintptr_t data)
{
    return ngx_http_certrule_value_variable(r, v, (ngx_str_t *) data, 1);
}


static ngx_int_t
ngx_http_certrule_value_variable(ngx_http_request_t *r,
    ngx_http_variable_value_t *v, ngx_str_t *name, ngx_uint_t claim)
{
    int                            field;
    ngx_str_t                      rest;
    ngx_http_certrule_decision_t  *decision;

    ngx_http_certrule_set_empty(v);

    rest.data = name->data + sizeof(NGX_HTTP_CERTRULE_FIELD) - 1;
    rest.len = name->len - (sizeof(NGX_HTTP_CERTRULE_FIELD) - 1);

    decision = ngx_http_certrule_known(r);
    if (decision == NULL) {
        return NGX_OK;
    }

    field = ngx_http_certrule_find_field(decision->gate, &rest);

    if (field < 0 || (!claim && !ngx_http_certrule_is_proven(decision))) {
        return NGX_OK;
    }

    return ngx_http_certrule_write_value(r,
                              certrule_fieldset_get(decision->facts, field),
                              v);
}


/* What is known of the client where the request is, a policy being off there or
 * not.  NULL: nothing. */

static ngx_http_certrule_decision_t *
ngx_http_certrule_known(ngx_http_request_t *r)
{
    ngx_http_certrule_ctx_t       *ctx;
    ngx_http_certrule_policy_t    *policy, *trust;
    ngx_http_certrule_loc_conf_t  *lcf;

    lcf = ngx_http_get_module_loc_conf(r, ngx_http_certrule_module);

    trust = ngx_http_certrule_trust(ngx_http_certrule_server_conf(r));
    policy = lcf->policy != NULL ? lcf->policy : trust;

    if (policy == NULL) {
        return NULL;
    }

    ctx = ngx_http_certrule_ctx(r, 1);
    if (ctx == NULL) {
        return NULL;
    }

    return ngx_http_certrule_decision(r, ctx, policy, trust);
}


static ngx_uint_t
ngx_http_certrule_is_proven(ngx_http_certrule_decision_t *decision)
{
    if (!decision->asked) {
        decision->asked = 1;
        decision->proven = certrule_fieldset_proven(decision->facts)
                           == CERTRULE_TRUE;
    }

    return decision->proven;
}


/* -1: there is none. */

static int
ngx_http_certrule_find_field(struct certrule_gate *gate, ngx_str_t *name)
{
    int                          i, n;
    size_t                       j;
    struct certrule_field_info   info;

    n = certrule_gate_field_count(gate);

    for (i = 0; i < n; i++) {

        certrule_gate_field(gate, i, &info);

        for (j = 0; j < name->len && info.name[j] != '\0'; j++) {
            if (name->data[j] != (info.name[j] == '.' ? '_' : info.name[j])) {
                break;
            }
        }

        if (j == name->len && info.name[j] == '\0') {
            return i;
        }
    }

    return -1;
}


/*
 * A string as it is, but none with control characters, which might end a header
 * that it is put into.  Arrays and maps as JSON, so that nothing within can pass
 * for two elements.
 */

static ngx_int_t
ngx_http_certrule_write_value(ngx_http_request_t *r,
    const struct certrule_value *value, ngx_http_variable_value_t *v)
{
    size_t                     i;
    ngx_http_certrule_text_t   text;

    if (value->state != CERTRULE_PRESENT) {
        return NGX_OK;
    }

    ngx_memzero(&text, sizeof(ngx_http_certrule_text_t));
    text.pool = r->pool;

    switch (CERTRULE_KIND_OF(value->type)) {

    case CERTRULE_STRING:
        if (ngx_http_certrule_write(&text, (char *) value->as.string.data,
                                    value->as.string.len)
            != 0)
        {
            return NGX_ERROR;
        }

        break;

    case CERTRULE_ARRAY:
    case CERTRULE_MAP:
        if (certrule_value_write(value, 1, ngx_http_certrule_write, &text) != 0)
        {
            return NGX_ERROR;
        }

        break;

    default:
        if (certrule_value_write(value, 0, ngx_http_certrule_write, &text) != 0)
        {
            return NGX_ERROR;
        }
    }

    for (i = 0; i < text.len; i++) {
        if (text.data[i] < 0x20 || text.data[i] == 0x7f) {
            return NGX_OK;
        }
    }

    if (text.len != 0) {
        v->data = text.data;
        v->len = text.len;
    }

    return NGX_OK;
}


static void
ngx_http_certrule_set_empty(ngx_http_variable_value_t *v)
{
    v->data = (u_char *) "";
    v->len = 0;
    v->valid = 1;
    v->no_cacheable = 0;
    v->not_found = 0;
}

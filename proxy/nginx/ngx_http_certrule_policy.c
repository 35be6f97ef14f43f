
/* SPDX-License-Identifier: MIT */

/*
 * Policy files in force.
 *
 * Loaded while nginx reads its configuration: one that does not load is a
 * mistake of the configuration, so that a reload keeps the one before.
 */


#include "ngx_http_certrule_module.h"


#define NGX_HTTP_CERTRULE_MAX_POLICY  (16 * 1024 * 1024)


static ngx_http_certrule_policy_t *ngx_http_certrule_policy_find(
    ngx_http_certrule_main_conf_t *cmcf, ngx_str_t *name);
static ngx_int_t ngx_http_certrule_policy_read(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy);
static ngx_int_t ngx_http_certrule_policy_read_text(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy, ngx_file_t *file);
static ngx_int_t ngx_http_certrule_policy_schema(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf);
static ngx_int_t ngx_http_certrule_policy_load(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy);
static struct certrule_gate *ngx_http_certrule_policy_choose(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    struct certrule_diags *diags);
static struct certrule_gate *ngx_http_certrule_policy_before(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy);
static void ngx_http_certrule_policy_say_one(ngx_log_t *log, ngx_pool_t *pool,
    const struct certrule_diags *diags, size_t index,
    const struct certrule_diag *diag);
static void ngx_http_certrule_policy_cleanup(void *data);
static void ngx_http_certrule_schema_cleanup(void *data);


/* ----------------------------------------------------------------- loading */


ngx_http_certrule_policy_t *
ngx_http_certrule_policy_get(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf, ngx_str_t *name, ngx_uint_t location)
{
    ngx_str_t                     full;
    ngx_http_certrule_policy_t   *policy, **place;

    full = *name;

    if (ngx_conf_full_name(cf->cycle, &full, 1) != NGX_OK) {
        return NULL;
    }

    policy = ngx_http_certrule_policy_find(cmcf, &full);

    if (policy == NULL) {
        policy = ngx_pcalloc(cf->pool, sizeof(ngx_http_certrule_policy_t));
        if (policy == NULL) {
            return NULL;
        }

        policy->name = full;

        if (ngx_http_certrule_policy_schema(cf, cmcf) != NGX_OK
            || ngx_http_certrule_policy_read(cf, policy) != NGX_OK
            || ngx_http_certrule_policy_load(cf, cmcf, policy) != NGX_OK)
        {
            return NULL;
        }

        place = ngx_array_push(&cmcf->policies);
        if (place == NULL) {
            return NULL;
        }

        *place = policy;
    }

    if (location && certrule_gate_trust_count(policy->gate) != 0) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "the policy of a location is judged with the trust "
                           "of its server: \"%V\" has trust statements, which "
                           "belong into the policy of the server or of http",
                           &full);
        return NULL;
    }

    return policy;
}


static ngx_http_certrule_policy_t *
ngx_http_certrule_policy_find(ngx_http_certrule_main_conf_t *cmcf,
    ngx_str_t *name)
{
    ngx_uint_t                    i;
    ngx_http_certrule_policy_t  **policies;

    policies = cmcf->policies.elts;

    for (i = 0; i < cmcf->policies.nelts; i++) {
        if (policies[i]->name.len == name->len
            && ngx_memcmp(policies[i]->name.data, name->data, name->len) == 0)
        {
            return policies[i];
        }
    }

    return NULL;
}


/* The text stays that of the configuration, whatever becomes of the file: a
 * refresh reads again what the policy names, not the policy. */

static ngx_int_t
ngx_http_certrule_policy_read(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy)
{
    ngx_int_t   rc;
    ngx_file_t  file;

    ngx_memzero(&file, sizeof(ngx_file_t));
    file.name = policy->name;
    file.log = cf->log;

    file.fd = ngx_open_file(policy->name.data, NGX_FILE_RDONLY, NGX_FILE_OPEN,
                            0);

    if (file.fd == NGX_INVALID_FILE) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, ngx_errno,
                           ngx_open_file_n " \"%V\" failed", &policy->name);
        return NGX_ERROR;
    }

    rc = ngx_http_certrule_policy_read_text(cf, policy, &file);

    if (ngx_close_file(file.fd) == NGX_FILE_ERROR) {
        ngx_conf_log_error(NGX_LOG_ALERT, cf, ngx_errno,
                           ngx_close_file_n " \"%V\" failed", &policy->name);
    }

    return rc;
}


static ngx_int_t
ngx_http_certrule_policy_read_text(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy, ngx_file_t *file)
{
    ssize_t          n;
    ngx_file_info_t  fi;

    if (ngx_fd_info(file->fd, &fi) == NGX_FILE_ERROR) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, ngx_errno,
                           ngx_fd_info_n " \"%V\" failed", &policy->name);
        return NGX_ERROR;
    }

    if (!ngx_is_file(&fi) || ngx_file_size(&fi) > NGX_HTTP_CERTRULE_MAX_POLICY)
    {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "\"%V\" is no policy: not a file, or over 16 MiB",
                           &policy->name);
        return NGX_ERROR;
    }

    policy->text.len = (size_t) ngx_file_size(&fi);
    policy->text.data = ngx_pnalloc(cf->pool, policy->text.len + 1);

    if (policy->text.data == NULL) {
        return NGX_ERROR;
    }

    n = ngx_read_file(file, policy->text.data, policy->text.len, 0);

    if (n != NGX_ERROR && (size_t) n != policy->text.len) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "\"%V\" changed while it was read", &policy->name);
        return NGX_ERROR;
    }

    return n == NGX_ERROR ? NGX_ERROR : NGX_OK;
}


static ngx_int_t
ngx_http_certrule_policy_schema(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf)
{
    ngx_pool_cleanup_t  *cln;

    if (cmcf->schema != NULL) {
        return NGX_OK;
    }

    cln = ngx_pool_cleanup_add(cf->pool, 0);
    if (cln == NULL) {
        return NGX_ERROR;
    }

    cmcf->schema = certrule_schema_new(NULL);
    if (cmcf->schema == NULL) {
        goto failed;
    }

    cln->handler = ngx_http_certrule_schema_cleanup;
    cln->data = cmcf->schema;

    if (certrule_openssl_register(cmcf->schema) == 0) {
        return NGX_OK;
    }

failed:

    ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                       "there is no memory for the fields of policies");
    return NGX_ERROR;
}


static ngx_int_t
ngx_http_certrule_policy_load(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy)
{
    ngx_pool_cleanup_t     *cln;
    struct certrule_diags  *diags;

    diags = certrule_diags_new(NULL);
    cln = ngx_pool_cleanup_add(cf->pool, 0);

    if (diags == NULL || cln == NULL) {
        certrule_diags_free(diags);
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "there is no memory for the policy \"%V\"",
                           &policy->name);
        return NGX_ERROR;
    }

    policy->gate = ngx_http_certrule_policy_choose(cf, cmcf, policy, diags);
    certrule_diags_free(diags);

    if (policy->gate == NULL) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                           "the policy \"%V\" does not load", &policy->name);
        return NGX_ERROR;
    }

    cln->handler = ngx_http_certrule_policy_cleanup;
    cln->data = policy;

    ngx_http_certrule_policy_find_fields(policy);

    if (policy->fallback) {
        ngx_conf_log_error(NGX_LOG_ALERT, cf, 0,
                           "the policy \"%V\" does not load: it is in force "
                           "with the last good copies of its files, revision "
                           "%s", &policy->name,
                           certrule_gate_revision(policy->gate));

    } else {
        ngx_http_certrule_state_save(cf->log, cmcf, policy);
    }

    return NGX_OK;
}


/* What the policy names, unless it is bad, or holds CRLs older than those in
 * force; else the last good copies, if there are any. */

static struct certrule_gate *
ngx_http_certrule_policy_choose(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    struct certrule_diags *diags)
{
    struct certrule_gate  *gate, *copies;

    copies = ngx_http_certrule_state_load(cf->temp_pool, cmcf, policy, diags);
    certrule_diags_clear(diags);

    gate = ngx_http_certrule_policy_load_files(cmcf, policy,
                   copies != NULL ? copies
                                  : ngx_http_certrule_policy_before(cf, policy),
                   diags);

    ngx_http_certrule_policy_say(cf->log, gate == NULL, diags);

    if (gate != NULL) {
        certrule_gate_unref(copies);
        return gate;
    }

    policy->fallback = 1;

    return copies;
}


struct certrule_gate *
ngx_http_certrule_policy_load_files(ngx_http_certrule_main_conf_t *cmcf,
    ngx_http_certrule_policy_t *policy, struct certrule_gate *replaces,
    struct certrule_diags *diags)
{
    struct certrule_options  options;

    ngx_memzero(&options, sizeof(struct certrule_options));
    options.replaces = replaces;

    return certrule_gate_load_mem(cmcf->schema, (char *) policy->name.data,
                                  (char *) policy->text.data, policy->text.len,
                                  &options, diags);
}


/* Of the configuration that a reload is about to replace; NULL: none. */

static struct certrule_gate *
ngx_http_certrule_policy_before(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy)
{
    ngx_cycle_t                    *old;
    ngx_http_certrule_policy_t     *before;
    ngx_http_certrule_main_conf_t  *cmcf;

    old = cf->cycle->old_cycle;

    if (old == NULL || old->conf_ctx == NULL) {
        return NULL;
    }

    cmcf = ngx_http_cycle_get_module_main_conf(old, ngx_http_certrule_module);

    if (cmcf == NULL) {
        return NULL;
    }

    before = ngx_http_certrule_policy_find(cmcf, &policy->name);

    return before == NULL ? NULL : before->gate;
}


void
ngx_http_certrule_policy_find_fields(ngx_http_certrule_policy_t *policy)
{
    struct certrule_gate  *gate;

    gate = policy->gate;

    policy->field_hostname = certrule_gate_find_field(gate, "hostname");
    policy->field_ip = certrule_gate_find_field(gate, "ip.src");
    policy->field_method = certrule_gate_find_field(gate,
                                                    "http.request.method");
    policy->field_msec = certrule_gate_find_field(gate,
                                               "http.request.timestamp.msec");
    policy->field_path = certrule_gate_find_field(gate,
                                                  "http.request.uri.path");
    policy->field_reason = certrule_gate_find_field(gate,
                                              "tls.client_cert.verify_reason");
    policy->field_ssl = certrule_gate_find_field(gate, "ssl");
    policy->field_version = certrule_gate_find_field(gate,
                                                     "http.request.version");
}


int
ngx_http_certrule_write(void *context, const char *text, size_t len)
{
    ngx_http_certrule_text_t *out = context;

    u_char  *data;
    size_t   size;

    if (len > out->size - out->len) {
        size = out->len + len + 1024;
        size = ngx_max(size, out->size * 2);

        data = ngx_pnalloc(out->pool, size);
        if (data == NULL) {
            return -1;
        }

        if (out->len != 0) {
            ngx_memcpy(data, out->data, out->len);
        }

        out->data = data;
        out->size = size;
    }

    if (len != 0) {
        ngx_memcpy(out->data + out->len, text, len);
        out->len += len;
    }

    return 0;
}


/* Each as `certrule check` prints it: place, message, line, carets, hint. */

void
ngx_http_certrule_policy_say(ngx_log_t *log, ngx_uint_t errors,
    struct certrule_diags *diags)
{
    size_t                 i, count;
    ngx_pool_t            *pool;
    struct certrule_diag   diag;

    count = certrule_diags_count(diags);
    if (count == 0) {
        return;
    }

    pool = ngx_create_pool(NGX_DEFAULT_POOL_SIZE, log);
    if (pool == NULL) {
        return;
    }

    for (i = 0; i < count; i++) {

        certrule_diags_at(diags, i, &diag);

        if (!errors || diag.severity == CERTRULE_DIAG_ERROR) {
            ngx_http_certrule_policy_say_one(log, pool, diags, i, &diag);
        }
    }

    ngx_destroy_pool(pool);
}


static void
ngx_http_certrule_policy_say_one(ngx_log_t *log, ngx_pool_t *pool,
    const struct certrule_diags *diags, size_t index,
    const struct certrule_diag *diag)
{
    ngx_uint_t                 level;
    ngx_http_certrule_text_t   text;

    ngx_memzero(&text, sizeof(ngx_http_certrule_text_t));
    text.pool = pool;

    level = diag->severity == CERTRULE_DIAG_ERROR ? NGX_LOG_EMERG
                                                  : NGX_LOG_WARN;

    if (certrule_diags_write(diags, index, 0, ngx_http_certrule_write, &text)
        != 0)
    {
        ngx_log_error(level, log, 0, "certrule: %s: %s", diag->code,
                      diag->message);
        return;
    }

    while (text.len != 0 && text.data[text.len - 1] == LF) {
        text.len--;
    }

    ngx_log_error(level, log, 0, "%*s", text.len, text.data);
}


/* ------------------------------------------------------------------- facts */


struct certrule_fieldset *
ngx_http_certrule_policy_take(ngx_http_certrule_policy_t *policy)
{
    if (policy->nidle != 0) {
        return policy->idle[--policy->nidle];
    }

    return certrule_fieldset_new(policy->gate);
}


void
ngx_http_certrule_policy_give(ngx_http_certrule_policy_t *policy,
    struct certrule_gate *gate, struct certrule_fieldset *facts)
{
    if (facts == NULL) {
        return;
    }

    if (gate != policy->gate || policy->nidle == NGX_HTTP_CERTRULE_IDLE) {
        certrule_fieldset_free(facts);
        return;
    }

    /* With its memory, but without a word about this client. */
    certrule_fieldset_clear(facts);
    certrule_fieldset_use_trust(facts, NULL);

    policy->idle[policy->nidle++] = facts;
}


void
ngx_http_certrule_policy_drop_idle(ngx_http_certrule_policy_t *policy)
{
    while (policy->nidle != 0) {
        certrule_fieldset_free(policy->idle[--policy->nidle]);
    }
}


static void
ngx_http_certrule_policy_cleanup(void *data)
{
    ngx_http_certrule_policy_t *policy = data;

    ngx_http_certrule_policy_drop_idle(policy);
    certrule_gate_unref(policy->gate);
    policy->gate = NULL;
}


static void
ngx_http_certrule_schema_cleanup(void *data)
{
    certrule_schema_free(data);
}

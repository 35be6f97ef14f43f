
/* SPDX-License-Identifier: MIT */

/*
 * Changed CRLs and lists, taken without a reload.
 *
 * What is in force changes here only, and never to something that did not load
 * as a whole.  Loading is left out where no file has changed since the last
 * time: that would give the same policy again.  It is not left out for what is
 * in force to expire, since each decision looks at the clock itself.
 */


#include "ngx_http_certrule_module.h"
#include <ngx_md5.h>


/* Clocks of file systems may be this coarse: a file changed so lately may
 * change once more and look the same. */

#define NGX_HTTP_CERTRULE_SETTLED  2


typedef struct {
    ngx_md5_t  md5;
    time_t     newest;
    u_char     name[NGX_MAX_PATH];
} ngx_http_certrule_look_t;


static void ngx_http_certrule_refresh_handler(ngx_event_t *ev);
static ngx_uint_t ngx_http_certrule_refresh(ngx_log_t *log,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy);
static ngx_uint_t ngx_http_certrule_refresh_take(ngx_log_t *log,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    struct certrule_gate *gate, struct certrule_diags *diags);
static ngx_uint_t ngx_http_certrule_refresh_look(
    ngx_http_certrule_policy_t *policy, u_char look[16]);
static int ngx_http_certrule_refresh_look_at(void *context, const char *path,
    size_t len);
static void ngx_http_certrule_refresh_stat(ngx_http_certrule_look_t *look,
    const char *name);


ngx_int_t
ngx_http_certrule_refresh_init_worker(ngx_cycle_t *cycle)
{
    ngx_uint_t                       i;
    ngx_http_certrule_policy_t     **policies;
    ngx_http_certrule_main_conf_t   *cmcf;

    if (ngx_process != NGX_PROCESS_WORKER && ngx_process != NGX_PROCESS_SINGLE)
    {
        return NGX_OK;
    }

    cmcf = ngx_http_cycle_get_module_main_conf(cycle,
                                               ngx_http_certrule_module);

    if (cmcf == NULL || cmcf->policies.nelts == 0) {
        return NGX_OK;
    }

    /* Said at the start on standard error only, where nobody looks later. */

    policies = cmcf->policies.elts;

    for (i = 0; i < cmcf->policies.nelts; i++) {
        if (policies[i]->fallback && ngx_worker == 0) {
            ngx_log_error(NGX_LOG_ERR, cycle->log, 0,
                          "certrule: \"%V\" does not load: it is in force with "
                          "the last good copies of its files, revision %s",
                          &policies[i]->name,
                          certrule_gate_revision(policies[i]->gate));
        }
    }

    if (cmcf->refresh == 0) {
        return NGX_OK;
    }

    cmcf->cycle = cycle;
    cmcf->timer.handler = ngx_http_certrule_refresh_handler;
    cmcf->timer.data = cmcf;
    cmcf->timer.log = cycle->log;
    cmcf->timer.cancelable = 1;

    ngx_add_timer(&cmcf->timer, cmcf->refresh);

    return NGX_OK;
}


static void
ngx_http_certrule_refresh_handler(ngx_event_t *ev)
{
    ngx_uint_t                       i, changed;
    ngx_http_core_srv_conf_t       **servers;
    ngx_http_core_main_conf_t       *http;
    ngx_http_certrule_policy_t     **policies;
    ngx_http_certrule_main_conf_t   *cmcf;

    cmcf = ev->data;
    policies = cmcf->policies.elts;
    changed = 0;

    for (i = 0; i < cmcf->policies.nelts; i++) {
        changed |= ngx_http_certrule_refresh(ev->log, cmcf, policies[i]);
    }

    if (changed) {
        http = ngx_http_cycle_get_module_main_conf(cmcf->cycle,
                                                   ngx_http_core_module);
        servers = http->servers.elts;

        for (i = 0; i < http->servers.nelts; i++) {
            (void) ngx_http_certrule_tls_attach(ev->log, servers[i]->ctx);
        }
    }

    ngx_add_timer(ev, cmcf->refresh);
}


/* 1: another one is in force now.  Looked at before it is read, so that what
 * changes in between is read the next time. */

static ngx_uint_t
ngx_http_certrule_refresh(ngx_log_t *log, ngx_http_certrule_main_conf_t *cmcf,
    ngx_http_certrule_policy_t *policy)
{
    u_char                  look[16];
    ngx_uint_t              settled, changed;
    struct certrule_gate   *gate;
    struct certrule_diags  *diags;

    settled = !policy->fallback && ngx_http_certrule_refresh_look(policy, look);

    if (settled && policy->looked && ngx_memcmp(look, policy->look, 16) == 0) {
        ngx_log_debug1(NGX_LOG_DEBUG_HTTP, log, 0,
                       "certrule: \"%V\" is not read again", &policy->name);
        return 0;
    }

    policy->looked = 0;

    diags = certrule_diags_new(NULL);
    if (diags == NULL) {
        return 0;
    }

    /* Not the copies again, but what they stand for. */
    gate = policy->fallback
           ? ngx_http_certrule_policy_load_files(cmcf, policy, policy->gate,
                                                 diags)
           : certrule_gate_reload(policy->gate, diags);

    changed = ngx_http_certrule_refresh_take(log, cmcf, policy, gate, diags);

    certrule_diags_free(diags);

    /* Of the files of the one before: another may have others. */

    if (settled && gate != NULL && !changed) {
        policy->looked = 1;
        ngx_memcpy(policy->look, look, 16);
    }

    return changed;
}


static ngx_uint_t
ngx_http_certrule_refresh_take(ngx_log_t *log,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    struct certrule_gate *gate, struct certrule_diags *diags)
{
    const char  *before, *after;

    before = certrule_gate_revision(policy->gate);

    if (gate == NULL) {
        ngx_http_certrule_policy_say(log, 1, diags);
        ngx_log_error(NGX_LOG_ERR, log, 0,
                      "certrule: \"%V\" is not refreshed: revision %s stays in "
                      "force", &policy->name, before);
        return 0;
    }

    after = certrule_gate_revision(gate);

    if (!policy->fallback && before[0] != '\0'
        && ngx_strcmp(before, after) == 0)
    {
        certrule_gate_unref(gate);
        return 0;
    }

    ngx_http_certrule_policy_say(log, 0, diags);
    ngx_log_error(NGX_LOG_NOTICE, log, 0,
                  "certrule: \"%V\" is refreshed: revision %s after %s",
                  &policy->name, after, before);

    ngx_http_certrule_policy_drop_idle(policy);
    certrule_gate_unref(policy->gate);

    policy->gate = gate;
    policy->fallback = 0;
    ngx_http_certrule_policy_find_fields(policy);

    /* One worker is enough, if it may. */
    if (ngx_worker == 0) {
        ngx_http_certrule_state_save(log, cmcf, policy);
    }

    return 1;
}


/* ----------------------------------------------------------------- looking */


/* 0: a file is so new that what it looks like says nothing. */

static ngx_uint_t
ngx_http_certrule_refresh_look(ngx_http_certrule_policy_t *policy,
    u_char result[16])
{
    ngx_http_certrule_look_t  look;

    look.newest = 0;
    ngx_md5_init(&look.md5);

    if (certrule_gate_each_file(policy->gate,
                                ngx_http_certrule_refresh_look_at, &look)
        != 0)
    {
        return 0;
    }

    ngx_md5_final(result, &look.md5);

    return look.newest + NGX_HTTP_CERTRULE_SETTLED < time(NULL);
}


/* Its folder as well: a policy that names a folder reads what comes there. */

static int
ngx_http_certrule_refresh_look_at(void *context, const char *path, size_t len)
{
    ngx_http_certrule_look_t *look = context;

    char  *slash;

    if (len >= NGX_MAX_PATH) {
        return -1;
    }

    ngx_memcpy(look->name, path, len + 1);
    ngx_http_certrule_refresh_stat(look, path);

    slash = strrchr((char *) look->name, '/');

    if (slash != NULL) {
        slash[1] = '\0';
        ngx_http_certrule_refresh_stat(look, (char *) look->name);
    }

    return 0;
}


/* A file that was replaced or written to has another number, size or time of
 * change, which nobody can set. */

static void
ngx_http_certrule_refresh_stat(ngx_http_certrule_look_t *look,
    const char *name)
{
    ngx_file_info_t  fi;

    ngx_md5_update(&look->md5, name, ngx_strlen(name) + 1);

    if (ngx_file_info(name, &fi) == NGX_FILE_ERROR) {
        return;
    }

    look->newest = ngx_max(look->newest, fi.st_mtim.tv_sec);
    look->newest = ngx_max(look->newest, fi.st_ctim.tv_sec);

    ngx_md5_update(&look->md5, &fi.st_dev, sizeof(fi.st_dev));
    ngx_md5_update(&look->md5, &fi.st_ino, sizeof(fi.st_ino));
    ngx_md5_update(&look->md5, &fi.st_size, sizeof(fi.st_size));
    ngx_md5_update(&look->md5, &fi.st_mtim, sizeof(fi.st_mtim));
    ngx_md5_update(&look->md5, &fi.st_ctim, sizeof(fi.st_ctim));
}

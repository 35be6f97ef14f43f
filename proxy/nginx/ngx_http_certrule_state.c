
/* SPDX-License-Identifier: MIT */

/*
 * Last good copies of what policies name, so that a CRL that went bad does not
 * keep nginx from starting.
 *
 *     DIR/HASH             a symbolic link to the copies of one policy
 *     DIR/HASH-REVISION/   those, each below its full path
 *
 * Copies count only when a policy loads from them to the same revision, which
 * is a hash of them all; then the link is exchanged in one step.
 */


#include "ngx_http_certrule_module.h"
#include <ngx_md5.h>


typedef struct {
    ngx_pool_t  *pool;
    ngx_log_t   *log;
    ngx_str_t    root;
} ngx_http_certrule_copies_t;


static ngx_int_t ngx_http_certrule_state_renew(
    ngx_http_certrule_copies_t *copies, ngx_http_certrule_main_conf_t *cmcf,
    ngx_http_certrule_policy_t *policy);
static ngx_int_t ngx_http_certrule_state_replace(
    ngx_http_certrule_copies_t *copies, ngx_str_t *link);
static ngx_int_t ngx_http_certrule_state_name(ngx_pool_t *pool,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    const char *revision, ngx_str_t *name);
static ngx_uint_t ngx_http_certrule_state_is(u_char *link, u_char *target);
static int ngx_http_certrule_state_copy(void *context, const char *path,
    size_t len);
static ngx_uint_t ngx_http_certrule_state_loads(
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    ngx_str_t *root);
static ngx_int_t ngx_http_certrule_state_switch(ngx_pool_t *pool,
    ngx_log_t *log, ngx_str_t *link, ngx_str_t *target);
static void ngx_http_certrule_state_remove(ngx_log_t *log, ngx_str_t *root);
static ngx_int_t ngx_http_certrule_state_remove_file(ngx_tree_ctx_t *ctx,
    ngx_str_t *path);
static ngx_int_t ngx_http_certrule_state_remove_folder(ngx_tree_ctx_t *ctx,
    ngx_str_t *path);
static ngx_int_t ngx_http_certrule_state_noop(ngx_tree_ctx_t *ctx,
    ngx_str_t *path);


/* NULL: there are no copies, or the policy does not load from them either. */

struct certrule_gate *
ngx_http_certrule_state_load(ngx_pool_t *pool,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    struct certrule_diags *diags)
{
    ngx_str_t                 link;
    struct certrule_options   options;

    if (cmcf->state.len == 0
        || ngx_http_certrule_state_name(pool, cmcf, policy, NULL, &link)
           != NGX_OK)
    {
        return NULL;
    }

    ngx_memzero(&options, sizeof(struct certrule_options));
    options.root = (char *) link.data;

    return certrule_gate_load_mem(cmcf->schema, (char *) policy->name.data,
                                  (char *) policy->text.data, policy->text.len,
                                  &options, diags);
}


void
ngx_http_certrule_state_save(ngx_log_t *log,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy)
{
    ngx_int_t                    rc;
    ngx_http_certrule_copies_t   copies;

    if (cmcf->state.len == 0 || ngx_test_config) {
        return;
    }

    copies.log = log;
    copies.pool = ngx_create_pool(NGX_DEFAULT_POOL_SIZE, log);

    if (copies.pool == NULL) {
        return;
    }

    rc = ngx_http_certrule_state_renew(&copies, cmcf, policy);

    ngx_destroy_pool(copies.pool);

    if (rc != NGX_OK) {
        ngx_log_error(NGX_LOG_WARN, log, 0,
                      "certrule: \"%V\": there are no copies of revision %s in "
                      "\"%V\"", &policy->name,
                      certrule_gate_revision(policy->gate), &cmcf->state);
    }
}


static ngx_int_t
ngx_http_certrule_state_renew(ngx_http_certrule_copies_t *copies,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy)
{
    ngx_str_t    link;
    const char  *revision;

    revision = certrule_gate_revision(policy->gate);

    if (ngx_http_certrule_state_name(copies->pool, cmcf, policy, NULL, &link)
        != NGX_OK
        || ngx_http_certrule_state_name(copies->pool, cmcf, policy, revision,
                                        &copies->root)
           != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (ngx_http_certrule_state_is(link.data, copies->root.data)) {
        return NGX_OK;
    }

    if (certrule_gate_each_file(policy->gate, ngx_http_certrule_state_copy,
                                copies)
        != 0
        || !ngx_http_certrule_state_loads(cmcf, policy, &copies->root))
    {
        ngx_http_certrule_state_remove(copies->log, &copies->root);
        return NGX_ERROR;
    }

    return ngx_http_certrule_state_replace(copies, &link);
}


/* What the link leads to goes when it leads elsewhere, if it is ours. */

static ngx_int_t
ngx_http_certrule_state_replace(ngx_http_certrule_copies_t *copies,
    ngx_str_t *link)
{
    ssize_t    n;
    u_char     old[NGX_MAX_PATH];
    ngx_str_t  before;

    n = readlink((char *) link->data, (char *) old, NGX_MAX_PATH - 1);

    if (ngx_http_certrule_state_switch(copies->pool, copies->log, link,
                                       &copies->root)
        != NGX_OK)
    {
        return NGX_ERROR;
    }

    if (n > (ssize_t) link->len
        && ngx_strncmp(old, link->data, link->len) == 0
        && old[link->len] == '-')
    {
        old[n] = '\0';
        before.data = old;
        before.len = n;

        ngx_http_certrule_state_remove(copies->log, &before);
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_certrule_state_name(ngx_pool_t *pool,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    const char *revision, ngx_str_t *name)
{
    u_char     *p;
    u_char      hash[16];
    ngx_md5_t   md5;

    /* Only a name: nothing is proved by it. */

    ngx_md5_init(&md5);
    ngx_md5_update(&md5, policy->name.data, policy->name.len);
    ngx_md5_final(hash, &md5);

    p = ngx_pnalloc(pool, cmcf->state.len + sizeof("/-") + 32 + 16);
    if (p == NULL) {
        return NGX_ERROR;
    }

    name->data = p;

    p = ngx_cpymem(p, cmcf->state.data, cmcf->state.len);
    *p++ = '/';
    p = ngx_hex_dump(p, hash, 16);

    if (revision != NULL) {
        p = ngx_sprintf(p, "-%s", revision);
    }

    *p = '\0';
    name->len = p - name->data;

    return NGX_OK;
}


static ngx_uint_t
ngx_http_certrule_state_is(u_char *link, u_char *target)
{
    ssize_t  n;
    u_char   now[NGX_MAX_PATH];

    n = readlink((char *) link, (char *) now, NGX_MAX_PATH);

    return n > 0 && (size_t) n == ngx_strlen(target)
           && ngx_memcmp(now, target, n) == 0;
}


static int
ngx_http_certrule_state_copy(void *context, const char *path, size_t len)
{
    ngx_http_certrule_copies_t *copies = context;

    u_char           *to;
    ngx_err_t         err;
    ngx_copy_file_t   copy;

    to = ngx_pnalloc(copies->pool, copies->root.len + len + 1);
    if (to == NULL) {
        return -1;
    }

    ngx_sprintf(to, "%V%s%Z", &copies->root, path);

    err = ngx_create_full_path(to, 0700);
    if (err != 0) {
        ngx_log_error(NGX_LOG_WARN, copies->log, err,
                      "certrule: no folder for \"%s\"", to);
        return -1;
    }

    copy.size = -1;
    copy.buf_size = 0;
    copy.access = 0600;
    copy.time = -1;
    copy.log = copies->log;

    return ngx_copy_file((u_char *) path, to, &copy) == NGX_OK ? 0 : -1;
}


/* A file may have changed since it was loaded. */

static ngx_uint_t
ngx_http_certrule_state_loads(ngx_http_certrule_main_conf_t *cmcf,
    ngx_http_certrule_policy_t *policy, ngx_str_t *root)
{
    ngx_uint_t                same;
    struct certrule_gate     *gate;
    struct certrule_diags    *diags;
    struct certrule_options   options;

    diags = certrule_diags_new(NULL);
    if (diags == NULL) {
        return 0;
    }

    ngx_memzero(&options, sizeof(struct certrule_options));
    options.root = (char *) root->data;

    gate = certrule_gate_load_mem(cmcf->schema, (char *) policy->name.data,
                                  (char *) policy->text.data, policy->text.len,
                                  &options, diags);
    same = gate != NULL
           && ngx_strcmp(certrule_gate_revision(gate),
                         certrule_gate_revision(policy->gate)) == 0;

    certrule_gate_unref(gate);
    certrule_diags_free(diags);

    return same;
}


static ngx_int_t
ngx_http_certrule_state_switch(ngx_pool_t *pool, ngx_log_t *log,
    ngx_str_t *link, ngx_str_t *target)
{
    u_char  *temporary;

    temporary = ngx_pnalloc(pool, link->len + sizeof(".new"));
    if (temporary == NULL) {
        return NGX_ERROR;
    }

    ngx_sprintf(temporary, "%V.new%Z", link);

    (void) ngx_delete_file(temporary);

    if (symlink((char *) target->data, (char *) temporary) == -1
        || ngx_rename_file(temporary, link->data) == NGX_FILE_ERROR)
    {
        ngx_log_error(NGX_LOG_WARN, log, ngx_errno,
                      "certrule: \"%V\" could not be linked", link);
        return NGX_ERROR;
    }

    return NGX_OK;
}


static void
ngx_http_certrule_state_remove(ngx_log_t *log, ngx_str_t *root)
{
    ngx_tree_ctx_t  tree;

    ngx_memzero(&tree, sizeof(ngx_tree_ctx_t));
    tree.file_handler = ngx_http_certrule_state_remove_file;
    tree.pre_tree_handler = ngx_http_certrule_state_noop;
    tree.post_tree_handler = ngx_http_certrule_state_remove_folder;
    tree.spec_handler = ngx_http_certrule_state_remove_file;
    tree.log = log;

    if (ngx_walk_tree(&tree, root) == NGX_OK) {
        (void) ngx_delete_dir(root->data);
    }
}


static ngx_int_t
ngx_http_certrule_state_remove_file(ngx_tree_ctx_t *ctx, ngx_str_t *path)
{
    (void) ngx_delete_file(path->data);

    return NGX_OK;
}


static ngx_int_t
ngx_http_certrule_state_remove_folder(ngx_tree_ctx_t *ctx, ngx_str_t *path)
{
    (void) ngx_delete_dir(path->data);

    return NGX_OK;
}


static ngx_int_t
ngx_http_certrule_state_noop(ngx_tree_ctx_t *ctx, ngx_str_t *path)
{
    return NGX_OK;
}

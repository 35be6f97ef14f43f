
/* SPDX-License-Identifier: MIT */

/*
 * Directives, and what a configuration as a whole must satisfy.
 */


#include "ngx_http_certrule_module.h"


static void *ngx_http_certrule_create_main_conf(ngx_conf_t *cf);
static char *ngx_http_certrule_init_main_conf(ngx_conf_t *cf, void *conf);
static void *ngx_http_certrule_create_loc_conf(ngx_conf_t *cf);
static char *ngx_http_certrule_merge_loc_conf(ngx_conf_t *cf, void *parent,
    void *child);
static ngx_int_t ngx_http_certrule_init(ngx_conf_t *cf);
static ngx_int_t ngx_http_certrule_init_module(ngx_cycle_t *cycle);
static ngx_int_t ngx_http_certrule_init_process(ngx_cycle_t *cycle);
static ngx_int_t ngx_http_certrule_keep_names(ngx_conf_t *cf);
static void ngx_http_certrule_warn_servers(ngx_conf_t *cf);
static void ngx_http_certrule_warn_fields(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy);
static void ngx_http_certrule_warn_hosts(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy);
static int ngx_http_certrule_warn_host(void *context, const char *host,
    size_t len);
static ngx_uint_t ngx_http_certrule_sets_field(
    struct certrule_field_info *info);
static char *ngx_http_certrule_policy(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_certrule_log_file(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_certrule_state(ngx_conf_t *cf, ngx_command_t *cmd,
    void *conf);
static char *ngx_http_certrule_check_status(ngx_conf_t *cf, void *post,
    void *data);


static ngx_conf_post_t  ngx_http_certrule_status_post =
    { ngx_http_certrule_check_status };


static ngx_command_t  ngx_http_certrule_commands[] = {

    { ngx_string("certrule_policy"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_certrule_policy,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_certrule_loc_conf_t, policy),
      NULL },

    { ngx_string("certrule_shadow"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_http_certrule_policy,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_certrule_loc_conf_t, shadow),
      NULL },

    { ngx_string("certrule_log"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE12,
      ngx_http_certrule_log_file,
      NGX_HTTP_LOC_CONF_OFFSET,
      0,
      NULL },

    { ngx_string("certrule_status"),
      NGX_HTTP_MAIN_CONF|NGX_HTTP_SRV_CONF|NGX_HTTP_LOC_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_num_slot,
      NGX_HTTP_LOC_CONF_OFFSET,
      offsetof(ngx_http_certrule_loc_conf_t, status),
      &ngx_http_certrule_status_post },

    { ngx_string("certrule_refresh"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_conf_set_msec_slot,
      NGX_HTTP_MAIN_CONF_OFFSET,
      offsetof(ngx_http_certrule_main_conf_t, refresh),
      NULL },

    { ngx_string("certrule_state"),
      NGX_HTTP_MAIN_CONF|NGX_CONF_TAKE1,
      ngx_http_certrule_state,
      NGX_HTTP_MAIN_CONF_OFFSET,
      0,
      NULL },

      ngx_null_command
};


static ngx_http_module_t  ngx_http_certrule_module_ctx = {
    ngx_http_certrule_add_variables,       /* preconfiguration */
    ngx_http_certrule_init,                /* postconfiguration */

    ngx_http_certrule_create_main_conf,    /* create main configuration */
    ngx_http_certrule_init_main_conf,      /* init main configuration */

    NULL,                                  /* create server configuration */
    NULL,                                  /* merge server configuration */

    ngx_http_certrule_create_loc_conf,     /* create location configuration */
    ngx_http_certrule_merge_loc_conf       /* merge location configuration */
};


ngx_module_t  ngx_http_certrule_module = {
    NGX_MODULE_V1,
    &ngx_http_certrule_module_ctx,         /* module context */
    ngx_http_certrule_commands,            /* module directives */
    NGX_HTTP_MODULE,                       /* module type */
    NULL,                                  /* init master */
    ngx_http_certrule_init_module,         /* init module */
    ngx_http_certrule_init_process,        /* init process */
    NULL,                                  /* init thread */
    NULL,                                  /* exit thread */
    NULL,                                  /* exit process */
    NULL,                                  /* exit master */
    NGX_MODULE_V1_PADDING
};


/* ----------------------------------------------------------- configuration */


static void *
ngx_http_certrule_create_main_conf(ngx_conf_t *cf)
{
    ngx_http_certrule_main_conf_t  *cmcf;

    cmcf = ngx_pcalloc(cf->pool, sizeof(ngx_http_certrule_main_conf_t));
    if (cmcf == NULL) {
        return NULL;
    }

    if (ngx_array_init(&cmcf->policies, cf->pool, 4,
                       sizeof(ngx_http_certrule_policy_t *))
        != NGX_OK)
    {
        return NULL;
    }

    cmcf->refresh = NGX_CONF_UNSET_MSEC;

    return cmcf;
}


static char *
ngx_http_certrule_init_main_conf(ngx_conf_t *cf, void *conf)
{
    ngx_http_certrule_main_conf_t *cmcf = conf;

    ngx_conf_init_msec_value(cmcf->refresh, 0);

    return NGX_CONF_OK;
}


static void *
ngx_http_certrule_create_loc_conf(ngx_conf_t *cf)
{
    ngx_http_certrule_loc_conf_t  *lcf;

    lcf = ngx_pcalloc(cf->pool, sizeof(ngx_http_certrule_loc_conf_t));
    if (lcf == NULL) {
        return NULL;
    }

    lcf->policy = NGX_CONF_UNSET_PTR;
    lcf->shadow = NGX_CONF_UNSET_PTR;
    lcf->log = NGX_CONF_UNSET_PTR;
    lcf->log_what = NGX_CONF_UNSET_UINT;
    lcf->status = NGX_CONF_UNSET_UINT;

    return lcf;
}


static char *
ngx_http_certrule_merge_loc_conf(ngx_conf_t *cf, void *parent, void *child)
{
    ngx_http_certrule_loc_conf_t *prev = parent;
    ngx_http_certrule_loc_conf_t *conf = child;

    ngx_http_core_srv_conf_t      *cscf;
    ngx_http_certrule_loc_conf_t  *server;

    ngx_conf_merge_ptr_value(conf->policy, prev->policy, NULL);
    ngx_conf_merge_ptr_value(conf->shadow, prev->shadow, NULL);
    ngx_conf_merge_ptr_value(conf->log, prev->log, NULL);
    ngx_conf_merge_uint_value(conf->log_what, prev->log_what,
                              NGX_HTTP_CERTRULE_LOG_BLOCK);
    ngx_conf_merge_uint_value(conf->status, prev->status, NGX_HTTP_FORBIDDEN);

    cscf = ngx_http_conf_get_module_srv_conf(cf, ngx_http_core_module);
    server = cscf->ctx->loc_conf[ngx_http_certrule_module.ctx_index];

    if (conf != server && conf->policy != server->policy) {
        server->overridden = 1;
    }

    return NGX_CONF_OK;
}


static ngx_int_t
ngx_http_certrule_init(ngx_conf_t *cf)
{
    ngx_str_t                        id = ngx_string("request_id");
    ngx_uint_t                       i;
    ngx_http_certrule_policy_t     **policies;
    ngx_http_certrule_main_conf_t   *cmcf;

    cmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_certrule_module);

    if (cmcf->policies.nelts == 0) {
        return NGX_OK;
    }

    cmcf->request_id = ngx_http_get_variable_index(cf, &id);
    if (cmcf->request_id == NGX_ERROR) {
        return NGX_ERROR;
    }

    if (ngx_http_certrule_keep_names(cf) != NGX_OK
        || ngx_http_certrule_check_variables(cf, cmcf) != NGX_OK
        || ngx_http_certrule_tls_init(cf) != NGX_OK
        || ngx_http_certrule_decide_init(cf) != NGX_OK)
    {
        return NGX_ERROR;
    }

    ngx_http_certrule_warn_servers(cf);

    policies = cmcf->policies.elts;

    for (i = 0; i < cmcf->policies.nelts; i++) {
        ngx_http_certrule_warn_fields(cf, policies[i]);
        ngx_http_certrule_warn_hosts(cf, policies[i]);
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_certrule_init_module(ngx_cycle_t *cycle)
{
    ngx_http_certrule_decide_keep();

    return NGX_OK;
}


static ngx_int_t
ngx_http_certrule_init_process(ngx_cycle_t *cycle)
{
    ngx_http_certrule_decide_restore();

    return ngx_http_certrule_refresh_init_worker(cycle);
}


/* The array of nginx is gone when the configuration is read; what its elements
 * point to is not. */

static ngx_int_t
ngx_http_certrule_keep_names(ngx_conf_t *cf)
{
    ngx_uint_t                      i;
    ngx_array_t                    *names;
    ngx_http_server_name_t         *copies;
    ngx_http_core_srv_conf_t      **servers;
    ngx_http_core_main_conf_t      *http;
    ngx_http_certrule_loc_conf_t   *lcf;

    http = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);
    servers = http->servers.elts;

    for (i = 0; i < http->servers.nelts; i++) {

        lcf = servers[i]->ctx->loc_conf[ngx_http_certrule_module.ctx_index];
        names = &servers[i]->server_names;

        lcf->names = ngx_array_create(cf->pool, names->nelts + 1,
                                      sizeof(ngx_http_server_name_t));
        if (lcf->names == NULL) {
            return NGX_ERROR;
        }

        if (names->nelts == 0) {
            continue;
        }

        copies = ngx_array_push_n(lcf->names, names->nelts);
        if (copies == NULL) {
            return NGX_ERROR;
        }

        ngx_memcpy(copies, names->elts,
                   names->nelts * sizeof(ngx_http_server_name_t));
    }

    return NGX_OK;
}


/* What stands open beside what is guarded. */

static void
ngx_http_certrule_warn_servers(ngx_conf_t *cf)
{
    ngx_uint_t                      i;
    ngx_http_core_srv_conf_t      **servers;
    ngx_http_core_main_conf_t      *http;
    ngx_http_certrule_loc_conf_t   *lcf;

    http = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);
    servers = http->servers.elts;

    for (i = 0; i < http->servers.nelts; i++) {

        lcf = servers[i]->ctx->loc_conf[ngx_http_certrule_module.ctx_index];

        if (lcf->policy == NULL) {
            ngx_log_error(NGX_LOG_WARN, cf->log, 0,
                          "server \"%V\" in %s:%ui has no certrule policy",
                          &servers[i]->server_name, servers[i]->file_name,
                          servers[i]->line);
        }
    }
}


static void
ngx_http_certrule_warn_fields(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy)
{
    int                         *fields;
    size_t                       i, n;
    struct certrule_field_info   info;

    n = certrule_gate_reads(policy->gate, NULL, 0);

    fields = ngx_palloc(cf->temp_pool, (n + 1) * sizeof(int));
    if (fields == NULL) {
        return;
    }

    n = certrule_gate_reads(policy->gate, fields, n);

    for (i = 0; i < n; i++) {

        certrule_gate_field(policy->gate, fields[i], &info);

        if (!ngx_http_certrule_sets_field(&info)) {
            ngx_log_error(NGX_LOG_WARN, cf->log, 0,
                          "the policy \"%V\" reads \"%s\", which nothing in "
                          "nginx sets: it is always missing", &policy->name,
                          info.name);
        }
    }
}


typedef struct {
    ngx_conf_t                  *cf;
    ngx_http_certrule_policy_t  *policy;
} ngx_http_certrule_hosts_t;


/* Trust for a host that no server with the policy serves is most often a name
 * misspelt in one of the two places. */

static void
ngx_http_certrule_warn_hosts(ngx_conf_t *cf,
    ngx_http_certrule_policy_t *policy)
{
    ngx_http_certrule_hosts_t  hosts;

    hosts.cf = cf;
    hosts.policy = policy;

    if (certrule_gate_each_trust_host(policy->gate,
                                      ngx_http_certrule_warn_host, &hosts)
        != 0)
    {
        ngx_log_error(NGX_LOG_WARN, cf->log, 0,
                      "the hosts of the policy \"%V\" were not looked at: no "
                      "memory", &policy->name);
    }
}


static int
ngx_http_certrule_warn_host(void *context, const char *host, size_t len)
{
    ngx_http_certrule_hosts_t *hosts = context;

    ngx_str_t                       name;
    ngx_uint_t                      i, j;
    ngx_http_server_name_t         *names;
    ngx_http_core_srv_conf_t      **servers;
    ngx_http_core_main_conf_t      *http;
    ngx_http_certrule_loc_conf_t   *lcf;

    name.data = (u_char *) host;
    name.len = len;

    if (ngx_strcmp(host, "default") == 0) {
        return 0;
    }

    http = ngx_http_conf_get_module_main_conf(hosts->cf, ngx_http_core_module);
    servers = http->servers.elts;

    for (i = 0; i < http->servers.nelts; i++) {

        lcf = servers[i]->ctx->loc_conf[ngx_http_certrule_module.ctx_index];

        if (lcf->policy != hosts->policy && lcf->shadow != hosts->policy) {
            continue;
        }

        names = lcf->names->elts;

        for (j = 0; j < lcf->names->nelts; j++) {
            if (ngx_http_certrule_name_matches(&names[j], &name)) {
                return 0;
            }
        }
    }

    ngx_log_error(NGX_LOG_WARN, hosts->cf->log, 0,
                  "the policy \"%V\" has trust for \"%V\", which is no "
                  "server_name of a server with this policy",
                  &hosts->policy->name, &name);

    return 0;
}


static ngx_uint_t
ngx_http_certrule_sets_field(struct certrule_field_info *info)
{
    ngx_uint_t                i;
    static const char *const  names[] = {
        "http.", "raw.http.", "hostname", "ip.src", "ssl", "tls.",
        "cf.tls_version", "cf.tls_cipher", NULL
    };

    if (info->origin == CERTRULE_ORIGIN_CERTIFICATE) {
        return 1;
    }

    if (info->origin == CERTRULE_ORIGIN_POLICY
        || ngx_strncmp(info->name, "http.request.body", 17) == 0
        || ngx_strncmp(info->name, "ip.src.", 7) == 0)
    {
        return 0;
    }

    for (i = 0; names[i] != NULL; i++) {
        if (ngx_strncmp(info->name, names[i], ngx_strlen(names[i])) == 0) {
            return 1;
        }
    }

    return 0;
}


/* -------------------------------------------------------------- directives */


static char *
ngx_http_certrule_policy(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    char  *p = conf;

    ngx_str_t                       *value;
    ngx_http_certrule_policy_t     **policy;
    ngx_http_certrule_main_conf_t   *cmcf;

    policy = (ngx_http_certrule_policy_t **) (p + cmd->offset);

    if (*policy != NGX_CONF_UNSET_PTR) {
        return "is duplicate";
    }

    value = cf->args->elts;

    if (ngx_strcmp(value[1].data, "off") == 0) {
        *policy = NULL;

        if (cf->cmd_type & NGX_HTTP_LOC_CONF) {
            ngx_conf_log_error(NGX_LOG_NOTICE, cf, 0,
                               "a location without \"%V\"", &cmd->name);
        }

        return NGX_CONF_OK;
    }

    cmcf = ngx_http_conf_get_module_main_conf(cf, ngx_http_certrule_module);

    *policy = ngx_http_certrule_policy_get(cf, cmcf, &value[1],
                                           cf->cmd_type & NGX_HTTP_LOC_CONF);

    return *policy == NULL ? NGX_CONF_ERROR : NGX_CONF_OK;
}


static char *
ngx_http_certrule_log_file(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_certrule_loc_conf_t *lcf = conf;

    ngx_str_t   *value;
    ngx_uint_t   i;

    static ngx_conf_enum_t  kinds[] = {
        { ngx_string("block"), NGX_HTTP_CERTRULE_LOG_BLOCK },
        { ngx_string("all"), NGX_HTTP_CERTRULE_LOG_ALL },
        { ngx_string("errors"), NGX_HTTP_CERTRULE_LOG_ERRORS },
        { ngx_null_string, 0 }
    };

    if (lcf->log != NGX_CONF_UNSET_PTR) {
        return "is duplicate";
    }

    value = cf->args->elts;
    lcf->log_what = NGX_HTTP_CERTRULE_LOG_BLOCK;

    if (cf->args->nelts == 3) {

        for (i = 0; kinds[i].name.len != 0; i++) {
            if (kinds[i].name.len == value[2].len
                && ngx_strncmp(kinds[i].name.data, value[2].data, value[2].len)
                   == 0)
            {
                break;
            }
        }

        if (kinds[i].name.len == 0) {
            ngx_conf_log_error(NGX_LOG_EMERG, cf, 0,
                               "\"%V\" is none of block, all, errors",
                               &value[2]);
            return NGX_CONF_ERROR;
        }

        lcf->log_what = kinds[i].value;
    }

    if (ngx_strcmp(value[1].data, "off") == 0) {
        lcf->log = NULL;
        return NGX_CONF_OK;
    }

    lcf->log = ngx_conf_open_file(cf->cycle, &value[1]);

    return lcf->log == NULL ? NGX_CONF_ERROR : NGX_CONF_OK;
}


/* Policies are loaded where they are named. */

static char *
ngx_http_certrule_state(ngx_conf_t *cf, ngx_command_t *cmd, void *conf)
{
    ngx_http_certrule_main_conf_t *cmcf = conf;

    ngx_str_t  *value;

    if (cmcf->state.data != NULL) {
        return "is duplicate";
    }

    if (cmcf->policies.nelts != 0) {
        return "must stand before the first policy";
    }

    value = cf->args->elts;
    cmcf->state = value[1];

    if (ngx_conf_full_name(cf->cycle, &cmcf->state, 0) != NGX_OK) {
        return NGX_CONF_ERROR;
    }

    return NGX_CONF_OK;
}


static char *
ngx_http_certrule_check_status(ngx_conf_t *cf, void *post, void *data)
{
    ngx_int_t *status = data;

    return *status >= 400 && *status <= 599 ? NGX_CONF_OK
                                            : "must be from 400 to 599";
}

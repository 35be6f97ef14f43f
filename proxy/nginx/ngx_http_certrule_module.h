
/* SPDX-License-Identifier: MIT */

/*
 * The nginx module: what its files share.
 *
 *     module      directives, and what a configuration as a whole must satisfy
 *     policy      policy files in force
 *     refresh     what they name, read again when it has changed
 *     state       last good copies of what they name
 *     tls         handshakes, and the client of a connection
 *     facts       a request as facts
 *     decide      phases: what is decided when, and what a client is answered
 *     log         decision records
 *     variables   what the rest of nginx may know
 *
 * All that is about certificates and rules is the library's.  Whatever cannot
 * be decided here is a block.
 */


#ifndef _NGX_HTTP_CERTRULE_MODULE_H_INCLUDED_
#define _NGX_HTTP_CERTRULE_MODULE_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>
#include <ngx_http.h>

#include <certrule.h>
#include <certrule-openssl.h>


#define NGX_HTTP_CERTRULE_IDLE      16


/* A policy file in force.  The same object for all who name the file in one
 * configuration; each worker refreshes its own copy. */

typedef struct {
    ngx_str_t                   name;        /* full, NUL behind it */
    ngx_str_t                   text;        /* of the file when configured */

    struct certrule_gate       *gate;        /* NULL: not loaded */

    /* Field numbers of the gate; -1: none. */
    int                         field_hostname;
    int                         field_ip;
    int                         field_method;
    int                         field_msec;
    int                         field_path;
    int                         field_reason;
    int                         field_ssl;
    int                         field_version;

    /* Facts of earlier requests, with their memory, for the next ones. */
    struct certrule_fieldset   *idle[NGX_HTTP_CERTRULE_IDLE];
    ngx_uint_t                  nidle;

    /* What its files looked like when they last gave this gate. */
    u_char                      look[16];

    unsigned                    looked:1;
    unsigned                    fallback:1;  /* last good copies serve */
} ngx_http_certrule_policy_t;


typedef struct {
    struct certrule_schema     *schema;
    ngx_array_t                 policies;    /* of pointers */

    ngx_int_t                   request_id;  /* index of $request_id */

    ngx_msec_t                  refresh;
    ngx_str_t                   state;

    ngx_event_t                 timer;
    ngx_cycle_t                *cycle;
} ngx_http_certrule_main_conf_t;


typedef enum {
    NGX_HTTP_CERTRULE_LOG_BLOCK = 0,
    NGX_HTTP_CERTRULE_LOG_ALL,
    NGX_HTTP_CERTRULE_LOG_ERRORS
} ngx_http_certrule_log_e;


typedef struct {
    /* NULL: off. */
    ngx_http_certrule_policy_t *policy;
    ngx_http_certrule_policy_t *shadow;

    ngx_open_file_t            *log;
    ngx_uint_t                  log_what;    /* ngx_http_certrule_log_e */

    ngx_uint_t                  status;

    /* Of the server's own part: its names, since nginx keeps only what it
     * searches in, and whether a location has another policy. */
    ngx_array_t                *names;       /* of ngx_http_server_name_t */
    unsigned                    overridden:1;
} ngx_http_certrule_loc_conf_t;


/* One policy asked about one request. */

typedef struct ngx_http_certrule_decision_s  ngx_http_certrule_decision_t;

struct ngx_http_certrule_decision_s {
    ngx_http_certrule_policy_t   *policy;
    ngx_http_certrule_policy_t   *trust;     /* whose trust judges */

    struct certrule_gate         *gate;      /* held, as is the next */
    struct certrule_gate         *trust_gate;
    struct certrule_fieldset     *facts;     /* NULL: no memory */
    struct certrule_verdict       verdict;

    ngx_str_t                     reason;
    ngx_uint_t                    allow;
    ngx_uint_t                    not_requested;

    unsigned                      decided:1; /* else only facts */
    unsigned                      logged:1;
    unsigned                      proven:1;
    unsigned                      asked:1;   /* whether it is proven */

    ngx_http_certrule_decision_t *next;
};


/* Of a main request, shared by its sub-requests and kept over internal
 * redirects. */

typedef struct {
    ngx_http_certrule_decision_t *decisions;
    ngx_http_certrule_decision_t *current;   /* enforced last */
    ngx_http_certrule_decision_t *shadow;
} ngx_http_certrule_ctx_t;


extern ngx_module_t  ngx_http_certrule_module;


/* ngx_http_certrule_policy.c */

/* NULL: refused, and said so. */
ngx_http_certrule_policy_t *ngx_http_certrule_policy_get(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf, ngx_str_t *name, ngx_uint_t location);
/* Beside the gate to be replaced, or NULL.  NULL: refused. */
struct certrule_gate *ngx_http_certrule_policy_load_files(
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    struct certrule_gate *replaces, struct certrule_diags *diags);
void ngx_http_certrule_policy_say(ngx_log_t *log, ngx_uint_t errors,
    struct certrule_diags *diags);
void ngx_http_certrule_policy_find_fields(ngx_http_certrule_policy_t *policy);
struct certrule_fieldset *ngx_http_certrule_policy_take(
    ngx_http_certrule_policy_t *policy);
void ngx_http_certrule_policy_give(ngx_http_certrule_policy_t *policy,
    struct certrule_gate *gate, struct certrule_fieldset *facts);
/* Before the gate is replaced. */
void ngx_http_certrule_policy_drop_idle(ngx_http_certrule_policy_t *policy);

/* Text that the library writes. */
typedef struct {
    ngx_pool_t  *pool;
    u_char      *data;
    size_t       len;
    size_t       size;
} ngx_http_certrule_text_t;

int ngx_http_certrule_write(void *context, const char *text, size_t len);


/* ngx_http_certrule_refresh.c */

ngx_int_t ngx_http_certrule_refresh_init_worker(ngx_cycle_t *cycle);


/* ngx_http_certrule_state.c */

struct certrule_gate *ngx_http_certrule_state_load(ngx_pool_t *pool,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy,
    struct certrule_diags *diags);
void ngx_http_certrule_state_save(ngx_log_t *log,
    ngx_http_certrule_main_conf_t *cmcf, ngx_http_certrule_policy_t *policy);


/* ngx_http_certrule_tls.c */

ngx_int_t ngx_http_certrule_tls_init(ngx_conf_t *cf);
ngx_int_t ngx_http_certrule_tls_attach(ngx_log_t *log,
    ngx_http_conf_ctx_t *ctx);
/* NULL: no memory, and the request must not pass. */
struct certrule_peer *ngx_http_certrule_tls_peer(ngx_connection_t *c);


/* ngx_http_certrule_facts.c */

ngx_int_t ngx_http_certrule_facts_set(ngx_http_request_t *r,
    ngx_http_certrule_policy_t *policy, struct certrule_fieldset *facts);


/* ngx_http_certrule_decide.c */

ngx_int_t ngx_http_certrule_decide_init(ngx_conf_t *cf);
/* The configuration is in force; and: a worker of the one in force begins. */
void ngx_http_certrule_decide_keep(void);
void ngx_http_certrule_decide_restore(void);
/* Also where host is "*.name". */
ngx_uint_t ngx_http_certrule_name_matches(ngx_http_server_name_t *name,
    ngx_str_t *host);
/* The server's part of the configuration, whatever the location. */
ngx_http_certrule_loc_conf_t *ngx_http_certrule_server_conf(
    ngx_http_request_t *r);
/* Whose trust judges at a server with this part of the configuration. */
ngx_http_certrule_policy_t *ngx_http_certrule_trust(
    ngx_http_certrule_loc_conf_t *server);
/* NULL: none was made, and create is 0 or there is no memory. */
ngx_http_certrule_ctx_t *ngx_http_certrule_ctx(ngx_http_request_t *r,
    ngx_uint_t create);
/* The facts of a policy for this request, decided or not; NULL: no memory. */
ngx_http_certrule_decision_t *ngx_http_certrule_decision(
    ngx_http_request_t *r, ngx_http_certrule_ctx_t *ctx,
    ngx_http_certrule_policy_t *policy, ngx_http_certrule_policy_t *trust);


/* ngx_http_certrule_log.c */

void ngx_http_certrule_log(ngx_http_request_t *r,
    ngx_http_certrule_loc_conf_t *lcf, ngx_http_certrule_decision_t *decision,
    ngx_uint_t shadow);


/* ngx_http_certrule_variables.c */

ngx_int_t ngx_http_certrule_add_variables(ngx_conf_t *cf);
/* After the configuration is read: that every field asked for exists. */
ngx_int_t ngx_http_certrule_check_variables(ngx_conf_t *cf,
    ngx_http_certrule_main_conf_t *cmcf);


#endif /* _NGX_HTTP_CERTRULE_MODULE_H_INCLUDED_ */

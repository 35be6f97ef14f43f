
/* SPDX-License-Identifier: MIT */

/*
 * Handshakes, and the client of a connection.
 *
 * Every server with a policy asks for certificates the library's way; the two
 * places in OpenSSL that this takes must be free, and nginx uses either of them
 * for directives that are refused here by name.
 */


#include "ngx_http_certrule_module.h"


static ngx_int_t ngx_http_certrule_tls_check(ngx_conf_t *cf,
    ngx_http_core_srv_conf_t *cscf, ngx_http_ssl_srv_conf_t *sscf);
static struct certrule_gate *ngx_http_certrule_tls_gate(
    ngx_http_conf_ctx_t *ctx);
static void ngx_http_certrule_tls_free_peer(void *parent, void *data,
    CRYPTO_EX_DATA *ad, int index, long argl, void *argp);


/* The place of the peer in an SSL, numbered by OpenSSL for the process. */
static int  ngx_http_certrule_peer_index = -1;


ngx_int_t
ngx_http_certrule_tls_init(ngx_conf_t *cf)
{
    ngx_uint_t                   i;
    ngx_http_ssl_srv_conf_t     *sscf;
    ngx_http_core_srv_conf_t   **servers;
    ngx_http_core_main_conf_t   *http;

    if (ngx_http_certrule_peer_index == -1) {
        ngx_http_certrule_peer_index = SSL_get_ex_new_index(0, NULL, NULL, NULL,
                                              ngx_http_certrule_tls_free_peer);
        if (ngx_http_certrule_peer_index == -1) {
            ngx_ssl_error(NGX_LOG_EMERG, cf->log, 0,
                          "SSL_get_ex_new_index() failed");
            return NGX_ERROR;
        }
    }

    http = ngx_http_conf_get_module_main_conf(cf, ngx_http_core_module);
    servers = http->servers.elts;

    for (i = 0; i < http->servers.nelts; i++) {

        sscf = servers[i]->ctx->srv_conf[ngx_http_ssl_module.ctx_index];

        if (sscf->ssl.ctx == NULL
            || ngx_http_certrule_tls_gate(servers[i]->ctx) == NULL)
        {
            continue;
        }

        if (ngx_http_certrule_tls_check(cf, servers[i], sscf) != NGX_OK
            || ngx_http_certrule_tls_attach(cf->log, servers[i]->ctx)
               != NGX_OK)
        {
            return NGX_ERROR;
        }
    }

    return NGX_OK;
}


static ngx_int_t
ngx_http_certrule_tls_check(ngx_conf_t *cf, ngx_http_core_srv_conf_t *cscf,
    ngx_http_ssl_srv_conf_t *sscf)
{
    const char  *what;

    what = NULL;

    if (sscf->verify) {
        what = "\"ssl_verify_client\": certrule asks for the certificate";

    } else if (sscf->ocsp) {
        what = "\"ssl_ocsp\": certrule judges revocation";

    } else if (sscf->early_data) {
        what = "\"ssl_early_data on\": what comes early may be a replay, and "
               "comes before the client has shown its key";

    } else if (sscf->certificate_values != NULL) {
        what = "variables in \"ssl_certificate\": nginx needs the callback in "
               "which certrule asks for the certificate";

    } else if (SSL_CTX_get_verify_mode(sscf->ssl.ctx) != SSL_VERIFY_NONE) {
        what = "another module that verifies clients";
    }

    if (what == NULL) {
        return NGX_OK;
    }

    ngx_log_error(NGX_LOG_EMERG, cf->log, 0,
                  "server \"%V\" in %s:%ui has a certrule policy and %s",
                  &cscf->server_name, cscf->file_name, cscf->line, what);

    return NGX_ERROR;
}


/* That of the policy, or of a shadow that stands alone where nginx does not
 * verify clients itself. */

static struct certrule_gate *
ngx_http_certrule_tls_gate(ngx_http_conf_ctx_t *ctx)
{
    ngx_http_ssl_srv_conf_t       *sscf;
    ngx_http_certrule_loc_conf_t  *lcf;

    lcf = ctx->loc_conf[ngx_http_certrule_module.ctx_index];

    if (lcf->policy != NULL) {
        return lcf->policy->gate;
    }

    sscf = ctx->srv_conf[ngx_http_ssl_module.ctx_index];

    if (lcf->shadow != NULL && !sscf->verify) {
        return lcf->shadow->gate;
    }

    return NULL;
}


/* After a refresh again: connections that come ask as the new one wants. */

ngx_int_t
ngx_http_certrule_tls_attach(ngx_log_t *log, ngx_http_conf_ctx_t *ctx)
{
    struct certrule_gate     *gate;
    ngx_http_ssl_srv_conf_t  *sscf;

    sscf = ctx->srv_conf[ngx_http_ssl_module.ctx_index];
    gate = ngx_http_certrule_tls_gate(ctx);

    if (sscf->ssl.ctx == NULL || gate == NULL) {
        return NGX_OK;
    }

    if (certrule_ssl_ctx_attach(sscf->ssl.ctx, gate) != 0) {
        ngx_log_error(NGX_LOG_EMERG, log, 0,
                      "certrule_ssl_ctx_attach() failed: no memory");
        return NGX_ERROR;
    }

    return NGX_OK;
}


static void
ngx_http_certrule_tls_free_peer(void *parent, void *data, CRYPTO_EX_DATA *ad,
    int index, long argl, void *argp)
{
    certrule_peer_free(data);
}


/* One for all requests of a connection, HTTP/2 streams among them. */

struct certrule_peer *
ngx_http_certrule_tls_peer(ngx_connection_t *c)
{
    SSL                        *ssl;
    struct certrule_peer       *peer;
    enum certrule_peer_status   status;

    ssl = c->ssl->connection;

    peer = SSL_get_ex_data(ssl, ngx_http_certrule_peer_index);
    if (peer != NULL) {
        return peer;
    }

    peer = certrule_peer_from_ssl(NULL, ssl, &status);

    if (peer == NULL) {
        ngx_log_error(NGX_LOG_ERR, c->log, 0,
                      "certrule_peer_from_ssl() failed: %s",
                      certrule_peer_status_text(status));
        return NULL;
    }

    if (SSL_set_ex_data(ssl, ngx_http_certrule_peer_index, peer) == 0) {
        certrule_peer_free(peer);
        return NULL;
    }

    return peer;
}

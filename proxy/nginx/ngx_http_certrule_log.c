
/* SPDX-License-Identifier: MIT */

/*
 * Decision records, one line of JSON each, and a line in the error log for each
 * block.  A record that cannot be written changes no decision.
 */


#include "ngx_http_certrule_module.h"


static ngx_uint_t ngx_http_certrule_is_error(struct certrule_verdict *verdict);
static void ngx_http_certrule_say(ngx_http_request_t *r,
    ngx_http_certrule_decision_t *decision, ngx_uint_t shadow);
static void ngx_http_certrule_record(ngx_http_request_t *r, ngx_fd_t fd,
    ngx_http_certrule_decision_t *decision, ngx_uint_t shadow);
static ngx_int_t ngx_http_certrule_begin_record(ngx_http_request_t *r,
    ngx_http_certrule_text_t *text, ngx_uint_t shadow);


void
ngx_http_certrule_log(ngx_http_request_t *r, ngx_http_certrule_loc_conf_t *lcf,
    ngx_http_certrule_decision_t *decision, ngx_uint_t shadow)
{
    ngx_uint_t  wanted;

    if (decision->logged) {
        return;
    }

    decision->logged = 1;

    if (decision->allow != CERTRULE_ALLOW) {
        ngx_http_certrule_say(r, decision, shadow);
    }

    if (lcf->log == NULL) {
        return;
    }

    wanted = 0;

    switch (lcf->log_what) {

    case NGX_HTTP_CERTRULE_LOG_ALL:
        wanted = 1;
        break;

    case NGX_HTTP_CERTRULE_LOG_BLOCK:
        wanted = decision->allow != CERTRULE_ALLOW;
        break;

    case NGX_HTTP_CERTRULE_LOG_ERRORS:
        wanted = ngx_http_certrule_is_error(&decision->verdict);
        break;
    }

    if (wanted) {
        ngx_http_certrule_record(r, lcf->log->fd, decision, shadow);
    }
}


static ngx_uint_t
ngx_http_certrule_is_error(struct certrule_verdict *verdict)
{
    size_t  i;

    if (ngx_strcmp(verdict->reason, "error") == 0
        || ngx_strcmp(verdict->reason, "work_budget") == 0
        || ngx_strcmp(verdict->reason, "out_of_memory") == 0
        || verdict->logs_lost)
    {
        return 1;
    }

    for (i = 0; i < verdict->log_count; i++) {
        if (verdict->logs[i].error) {
            return 1;
        }
    }

    return 0;
}


static void
ngx_http_certrule_say(ngx_http_request_t *r,
    ngx_http_certrule_decision_t *decision, ngx_uint_t shadow)
{
    ngx_uint_t                 level;
    ngx_http_certrule_text_t   text;

    level = shadow ? NGX_LOG_NOTICE : NGX_LOG_ERR;

    ngx_memzero(&text, sizeof(ngx_http_certrule_text_t));
    text.pool = r->pool;

    if (certrule_verdict_write(decision->gate, decision->facts,
                               &decision->verdict, 1, ngx_http_certrule_write,
                               &text)
        != 0)
    {
        text.len = 0;
    }

    ngx_log_error(level, r->connection->log, 0, "certrule%s: %*s",
                  shadow ? " (shadow)" : "", text.len, text.data);
}


static void
ngx_http_certrule_record(ngx_http_request_t *r, ngx_fd_t fd,
    ngx_http_certrule_decision_t *decision, ngx_uint_t shadow)
{
    u_char                    *record;
    size_t                     begun;
    ngx_http_certrule_text_t   text;

    ngx_memzero(&text, sizeof(ngx_http_certrule_text_t));
    text.pool = r->pool;

    if (ngx_http_certrule_begin_record(r, &text, shadow) != NGX_OK) {
        goto failed;
    }

    begun = text.len;

    if (certrule_verdict_json(decision->gate, decision->facts,
                              &decision->verdict, ngx_http_certrule_write,
                              &text)
        != 0
        || ngx_http_certrule_write(&text, "\n", 1) != 0)
    {
        goto failed;
    }

    /* One object: ours ends with a comma, and the record begins with "{". */

    record = text.data + begun;
    ngx_memmove(record, record + 1, text.len - begun - 1);
    text.len--;

    if (ngx_write_fd(fd, text.data, text.len) == (ssize_t) text.len) {
        return;
    }

failed:

    ngx_log_error(NGX_LOG_ALERT, r->connection->log, ngx_errno,
                  "certrule: a decision record could not be written");
}


/* Who asked: $request_id, as access logs have it, and the connection. */

static ngx_int_t
ngx_http_certrule_begin_record(ngx_http_request_t *r,
    ngx_http_certrule_text_t *text, ngx_uint_t shadow)
{
    u_char                          begin[256], *end;
    ngx_http_variable_value_t      *id;
    ngx_http_certrule_main_conf_t  *cmcf;

    cmcf = ngx_http_get_module_main_conf(r, ngx_http_certrule_module);

    id = ngx_http_get_indexed_variable(r->main, cmcf->request_id);

    if (id == NULL || id->not_found) {
        id = &ngx_http_variable_null_value;
    }

    end = ngx_snprintf(begin, sizeof(begin),
                       "{\"request_id\":\"%v\",\"connection\":%uA,"
                       "\"shadow\":%s,",
                       id, r->connection->number,
                       shadow ? "true" : "false");

    if (ngx_http_certrule_write(text, (char *) begin, end - begin) != 0) {
        return NGX_ERROR;
    }

    return NGX_OK;
}


/* SPDX-License-Identifier: MIT */

/*
 * A request as facts: what the client asked for, as it came, whatever rewrites
 * and redirects have made of it since.
 *
 * A setter that fails leaves its field in error, which blocks where it is read;
 * so do parts of a request that nginx could not read.
 */


#include "ngx_http_certrule_module.h"


static void ngx_http_certrule_facts_request(ngx_http_request_t *r,
    ngx_http_certrule_policy_t *policy, struct certrule_fieldset *facts);
static char *ngx_http_certrule_facts_copy(ngx_pool_t *pool, u_char *start,
    u_char *end);
static void ngx_http_certrule_facts_headers(ngx_http_request_t *r,
    struct certrule_fieldset *facts);
static void ngx_http_certrule_facts_address(ngx_http_request_t *r,
    ngx_http_certrule_policy_t *policy, struct certrule_fieldset *facts);
static const char *ngx_http_certrule_facts_version(ngx_http_request_t *r);


ngx_int_t
ngx_http_certrule_facts_set(ngx_http_request_t *r,
    ngx_http_certrule_policy_t *policy, struct certrule_fieldset *facts)
{
    const char            *version;
    ngx_time_t            *now;
    ngx_connection_t      *c;
    struct certrule_peer  *peer;

    r = r->main;
    c = r->connection;
    now = ngx_timeofday();

    certrule_fieldset_set_time(facts, now->sec);
    (void) certrule_fieldset_set_int(facts, policy->field_msec, now->msec);

    /* Before the host: in HTTP/2 it may be named twice. */
    version = ngx_http_certrule_facts_version(r);
    (void) certrule_fieldset_set_string(facts, policy->field_version, version,
                                        ngx_strlen(version));

    ngx_http_certrule_facts_address(r, policy, facts);
    ngx_http_certrule_facts_headers(r, facts);
    ngx_http_certrule_facts_request(r, policy, facts);

    if (c->ssl == NULL) {
        (void) certrule_fieldset_set_bool(facts, policy->field_ssl, 0);
        return certrule_fieldset_set_peer(facts, NULL) == 0 ? NGX_OK
                                                            : NGX_ERROR;
    }

    peer = ngx_http_certrule_tls_peer(c);
    if (peer == NULL) {
        return NGX_ERROR;
    }

    return certrule_fieldset_set_peer(facts, peer) == 0 ? NGX_OK : NGX_ERROR;
}


/* Method and target from the line itself: what nginx keeps of an absolute-form
 * target no longer says which host it named. */

static void
ngx_http_certrule_facts_request(ngx_http_request_t *r,
    ngx_http_certrule_policy_t *policy, struct certrule_fieldset *facts)
{
    char    *method, *target;
    u_char  *start, *space, *end;

    start = r->request_line.data;
    end = start + r->request_line.len;
    space = start == NULL ? NULL : ngx_strlchr(start, end, ' ');

    if (space == NULL) {
        goto failed;
    }

    method = ngx_http_certrule_facts_copy(r->pool, start, space);

    while (space < end && *space == ' ') {
        space++;
    }

    while (end > space && end[-1] == ' ') {
        end--;
    }

    /* HTTP/0.9 has no version. */
    if (r->http_version != NGX_HTTP_VERSION_9) {
        while (end > space && end[-1] != ' ') {
            end--;
        }

        while (end > space && end[-1] == ' ') {
            end--;
        }
    }

    target = ngx_http_certrule_facts_copy(r->pool, space, end);

    if (method == NULL || target == NULL) {
        goto failed;
    }

    (void) certrule_fieldset_set_request(facts, method, target, NULL);

    return;

failed:

    certrule_fieldset_set_error(facts, policy->field_method,
                                "the request line could not be read");
    certrule_fieldset_set_error(facts, policy->field_path,
                                "the request line could not be read");
    certrule_fieldset_set_error(facts, policy->field_hostname,
                                "the request line could not be read");
}


/* NULL also for a NUL byte, which a C string would hide what follows behind. */

static char *
ngx_http_certrule_facts_copy(ngx_pool_t *pool, u_char *start, u_char *end)
{
    size_t   len;
    u_char  *copy;

    len = end - start;

    if (memchr(start, '\0', len) != NULL) {
        return NULL;
    }

    copy = ngx_pnalloc(pool, len + 1);
    if (copy == NULL) {
        return NULL;
    }

    ngx_memcpy(copy, start, len);
    copy[len] = '\0';

    return (char *) copy;
}


/* In HTTP/2 nginx lists :authority as Host. */

static void
ngx_http_certrule_facts_headers(ngx_http_request_t *r,
    struct certrule_fieldset *facts)
{
    ngx_uint_t        i;
    ngx_list_part_t  *part;
    ngx_table_elt_t  *header;

    for (part = &r->headers_in.headers.part; part != NULL; part = part->next) {

        header = part->elts;

        for (i = 0; i < part->nelts; i++) {
            (void) certrule_fieldset_add_header(facts, header[i].key.data,
                                                header[i].key.len,
                                                header[i].value.data,
                                                header[i].value.len);
        }
    }
}


/* A client of IPv4 at an IPv6 socket is a client of IPv4. */

static void
ngx_http_certrule_facts_address(ngx_http_request_t *r,
    ngx_http_certrule_policy_t *policy, struct certrule_fieldset *facts)
{
    struct sockaddr        *sa;
    struct sockaddr_in     *sin;
    struct certrule_value   value;
#if (NGX_HAVE_INET6)
    struct sockaddr_in6    *sin6;
#endif

    ngx_memzero(&value, sizeof(struct certrule_value));
    value.state = CERTRULE_PRESENT;
    value.type = CERTRULE_IP;

    sa = r->connection->sockaddr;

    switch (sa->sa_family) {

    case AF_INET:
        sin = (struct sockaddr_in *) sa;
        value.as.ip.family = 4;
        ngx_memcpy(value.as.ip.octets, &sin->sin_addr, 4);
        break;

#if (NGX_HAVE_INET6)
    case AF_INET6:
        sin6 = (struct sockaddr_in6 *) sa;

        if (IN6_IS_ADDR_V4MAPPED(&sin6->sin6_addr)) {
            value.as.ip.family = 4;
            ngx_memcpy(value.as.ip.octets, &sin6->sin6_addr.s6_addr[12], 4);
            break;
        }

        value.as.ip.family = 6;
        ngx_memcpy(value.as.ip.octets, &sin6->sin6_addr, 16);
        break;
#endif

    default:
        return;
    }

    (void) certrule_fieldset_set(facts, policy->field_ip, &value);
}


static const char *
ngx_http_certrule_facts_version(ngx_http_request_t *r)
{
    switch (r->http_version) {
    case NGX_HTTP_VERSION_9:
        return "HTTP/0.9";
    case NGX_HTTP_VERSION_10:
        return "HTTP/1.0";
    case NGX_HTTP_VERSION_20:
        return "HTTP/2";
    default:
        return "HTTP/1.1";
    }
}

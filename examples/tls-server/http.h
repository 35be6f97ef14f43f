/* SPDX-License-Identifier: MIT */
/* As much of HTTP/1.1 (RFC 9112) as an example needs. */
#ifndef HTTP_H
#define HTTP_H

#include <certrule.h>

#include <openssl/ssl.h>

#define HTTP_HEAD_MAX 16384 /* bytes */
#define HTTP_SECONDS  10    /* for one request, idle time included */

/* Of one connection. */
struct http {
	SSL *ssl;
	char buffer[HTTP_HEAD_MAX + 1]; /* what was read and not yet taken */
	size_t used;
	char head[HTTP_HEAD_MAX + 1]; /* of the request at hand */
	int close;		      /* it is the last one */
};

/* Listens on the loopback, says where; port 0 takes a free one.  Or -1. */
int http_listen(const char *port);
/* The next client.  Or -1: nobody came within a second, or it failed. */
int http_accept(int listening);
/* The next request's head.  -1: there is none, or none that will do. */
int http_read_head(struct http *http);
/* Takes the head apart: the client's address, the request, its header fields.
 * -1: it is malformed. */
int http_set_facts(struct http *http, const struct certrule_gate *gate,
    struct certrule_fieldset *facts);
void http_answer(struct http *http, int status, const char *text);

#endif

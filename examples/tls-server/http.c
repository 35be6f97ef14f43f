/* SPDX-License-Identifier: MIT */
/*
 * Reads requests and writes answers.  Strict, since what two parties read
 * differently is a hole: whatever is odd ends the connection.  Bodies are not
 * read; the connection ends behind a request that may have one.
 */
#include "http.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

int
http_listen(const char *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	struct timeval second = {1, 0};
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	at.sin_port = htons((uint16_t)strtoul(port, NULL, 10));
	if (fd < 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof(second)) !=
		0 ||
	    bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0 ||
	    listen(fd, 16) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		return -1;
	fprintf(stderr, "server: https://127.0.0.1:%d\n", ntohs(at.sin_port));
	return fd;
}

int
http_accept(int listening)
{
	struct timeval patience = {HTTP_SECONDS, 0};
	int fd = accept(listening, NULL, NULL);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	return fd;
}

/* ------------------------------------------------------------------ reading */

int
http_read_head(struct http *http)
{
	time_t end = time(NULL) + HTTP_SECONDS;
	char *found;
	size_t len;
	int got;

	http->buffer[http->used] = '\0';
	while ((found = strstr(http->buffer, "\r\n\r\n")) == NULL) {
		/* A NUL would hide what stands behind it. */
		if (strlen(http->buffer) != http->used || time(NULL) >= end)
			return -1;
		/* Of a full buffer nothing more is read. */
		got = SSL_read(http->ssl, http->buffer + http->used,
		    (int)(HTTP_HEAD_MAX - http->used));
		if (got <= 0)
			return -1;
		http->used += (size_t)got;
		http->buffer[http->used] = '\0';
	}
	len = (size_t)(found - http->buffer) + 4;
	memcpy(http->head, http->buffer, len);
	http->head[len] = '\0';
	http->used -= len;
	memmove(http->buffer, http->buffer + len, http->used);
	return 0;
}

/* Cuts text at its first CRLF.  A CR or LF by itself ends nothing (RFC 9112
 * 2.2), and is malformed, as are other controls: NULL. */
static char *
take_line(char **text)
{
	char *line = *text, *end = strstr(line, "\r\n");

	if (end == NULL)
		return NULL;
	*end = '\0';
	*text = end + 2;
	for (char *c = line; *c != '\0'; c++) {
		if (((unsigned char)*c < ' ' && *c != '\t') || *c == '\177')
			return NULL;
	}
	return line;
}

/* Setters that fail leave their field in error, and that blocks. */
static int
set_field_line(struct http *http, struct certrule_fieldset *facts, char *line)
{
	size_t name = strcspn(line, ": \t"), len;
	char *value;

	/* No folded line, no space in front of the colon (RFC 9112 5). */
	if (name == 0 || line[name] != ':')
		return -1;
	value = line + name + 1;
	value += strspn(value, " \t");
	len = strlen(value);
	while (len > 0 && (value[len - 1] == ' ' || value[len - 1] == '\t'))
		len--;
	line[name] = value[len] = '\0';
	if (strcasecmp(line, "Content-Length") == 0 ||
	    strcasecmp(line, "Transfer-Encoding") == 0 ||
	    (strcasecmp(line, "Connection") == 0 &&
		strcasecmp(value, "keep-alive") != 0))
		http->close = 1;
	certrule_fieldset_add_header(facts, line, name, value, len);
	return 0;
}

/* Missing where nobody can tell. */
static void
set_address(struct http *http, const struct certrule_gate *gate,
    struct certrule_fieldset *facts)
{
	struct certrule_value value = {CERTRULE_MISSING, CERTRULE_IP, {0}};
	struct sockaddr_in at = {0};
	socklen_t len = sizeof(at);

	if (getpeername(SSL_get_fd(http->ssl), (struct sockaddr *)&at, &len) ==
	    0) {
		value.state = CERTRULE_PRESENT;
		value.as.ip.family = 4;
		memcpy(value.as.ip.octets, &at.sin_addr, 4);
	}
	certrule_fieldset_set(
	    facts, certrule_gate_find_field(gate, "ip.src"), &value);
}

int
http_set_facts(struct http *http, const struct certrule_gate *gate,
    struct certrule_fieldset *facts)
{
	char *text = http->head, *method = take_line(&text), *line;
	char *target = method == NULL ? NULL : strchr(method, ' ');
	char *version = target == NULL ? NULL : strchr(target + 1, ' ');

	if (version == NULL || strcmp(version, " HTTP/1.1") != 0 ||
	    target == method || version == target + 1)
		return -1;
	*target++ = *version = '\0';
	/* An answer to HEAD has no body, and others may come with one. */
	if (strcmp(method, "GET") != 0)
		http->close = 1;
	set_address(http, gate, facts);
	/* The Host comes with the header fields: one, and no other. */
	certrule_fieldset_set_request(facts, method, target, NULL);
	while ((line = take_line(&text)) != NULL && *line != '\0') {
		if (set_field_line(http, facts, line) != 0)
			return -1;
	}
	return line == NULL ? -1 : 0;
}

/* ------------------------------------------------------------------ writing */

void
http_answer(struct http *http, int status, const char *text)
{
	char head[256];
	int len = snprintf(head, sizeof(head),
	    "HTTP/1.1 %d %s\r\nContent-Type: text/plain\r\n"
	    "Content-Length: %zu\r\n%s\r\n",
	    status, status == 200 ? "OK" : "No", strlen(text) + 1,
	    http->close ? "Connection: close\r\n" : "");

	if (SSL_write(http->ssl, head, len) <= 0 ||
	    (*text != '\0' &&
		SSL_write(http->ssl, text, (int)strlen(text)) <= 0) ||
	    SSL_write(http->ssl, "\n", 1) <= 0)
		http->close = 1;
}

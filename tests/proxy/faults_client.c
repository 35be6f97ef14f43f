/* SPDX-License-Identifier: MIT */
/*
 * faults_client FAULTS PORT STEP KIND CLIENT PATH [HEADER]: for faults.sh, a
 * client of nginx whose memory is refused at places so far apart.  CLIENT.pem
 * asks with CLIENT.key; "none" shows no certificate.
 *
 *	outsider	must not get in, whatever is refused
 *	honest		gets in when nothing is; is named rightly or not at all
 *
 * Behind each place, with all memory, the honest client gets in and a stranger
 * does not.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define SIZE   44 /* of the file: see faults.c */
#define HOST   "api.example.com"
#define SECRET "secret of first: "
#define NAME   "CN=good,O=Example"

struct client {
	SSL_CTX *context;
	const char *path, *header;
};

struct answer {
	int status; /* 0: there is none */
	char text[16384], *body;
};

static char *numbers;
static unsigned short port;
static char place[200];
static int failures;

static void
bad(const char *what, const struct answer *answer)
{
	printf("FAILED: %s: %s: %d, %s\n", place, what, answer->status,
	    answer->body);
	failures++;
}

/* ------------------------------------------------------------------- requests */

static SSL_CTX *
make_context(const char *name)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	char file[300];

	if (context == NULL)
		abort();
	if (strcmp(name, "none") == 0)
		return context;
	snprintf(file, sizeof(file), "%s.pem", name);
	if (SSL_CTX_use_certificate_file(context, file, SSL_FILETYPE_PEM) != 1)
		abort();
	snprintf(file, sizeof(file), "%s.key", name);
	if (SSL_CTX_use_PrivateKey_file(context, file, SSL_FILETYPE_PEM) != 1)
		abort();
	return context;
}

static int
open_connection(void)
{
	struct sockaddr_in address = {
	    .sin_family = AF_INET, .sin_port = htons(port)};
	struct timeval patience = {.tv_sec = 20};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0)
		abort();
	return fd;
}

static void
exchange(SSL *ssl, const struct client *client, struct answer *answer)
{
	char request[1000];
	size_t len = 0;
	int n;

	snprintf(request, sizeof(request),
	    "GET %s HTTP/1.1\r\nHost: " HOST "\r\nUser-Agent: curl/7\r\n"
	    "Connection: close\r\n%s%s\r\n",
	    client->path, client->header, client->header[0] ? "\r\n" : "");
	if (SSL_write(ssl, request, (int)strlen(request)) <= 0)
		return;
	while (len < sizeof(answer->text) - 1 &&
	       (n = SSL_read(ssl, answer->text + len,
		    (int)(sizeof(answer->text) - 1 - len))) > 0)
		len += (size_t)n;
	answer->text[len] = '\0';
	(void)sscanf(answer->text, "HTTP/1.1 %d", &answer->status);
	if (strstr(answer->text, "\r\n\r\n") != NULL)
		answer->body = strstr(answer->text, "\r\n\r\n") + 4;
}

static void
ask(const struct client *client, struct answer *answer)
{
	int fd = open_connection();
	SSL *ssl = SSL_new(client->context);

	answer->status = 0;
	answer->text[0] = '\0';
	answer->body = answer->text;
	if (ssl == NULL || SSL_set_tlsext_host_name(ssl, HOST) != 1 ||
	    SSL_set_fd(ssl, fd) != 1)
		abort();
	if (SSL_connect(ssl) == 1)
		exchange(ssl, client, answer);
	SSL_free(ssl);
	close(fd);
	ERR_clear_error();
}

/* --------------------------------------------------------------------- sweeps */

static void
arm(unsigned long at, int on)
{
	char text[SIZE + 1];

	snprintf(text, sizeof(text), "%010lu %010d %010d %010d ", at, on, 0, 0);
	memcpy(numbers, text, SIZE);
}

static void
judge(bool honest, const struct answer *answer, unsigned long failed)
{
	bool secret = strstr(answer->text, "secret") != NULL;

	if (!honest) {
		if (answer->status == 200 || secret)
			bad("is let in", answer);
		else if (failed == 0 && answer->status != 403 &&
			 answer->status != 404)
			bad("no answer with all memory", answer);
		return;
	}
	if (failed == 0 && strcmp(answer->body, SECRET NAME) != 0)
		bad("is kept out with all memory", answer);
	/* A variable that lacks memory is empty. */
	if (answer->status == 200 && strcmp(answer->body, SECRET NAME) != 0 &&
	    strcmp(answer->body, SECRET) != 0 &&
	    strcmp(answer->body, "secret of : ") != 0)
		bad("is told what is not so", answer);
}

static void
check_after(void)
{
	static struct client good = {NULL, "/", ""}, self = {NULL, "/", ""};
	struct answer answer;

	if (good.context == NULL) {
		good.context = make_context("good");
		self.context = make_context("self");
	}
	ask(&good, &answer);
	if (strcmp(answer.body, SECRET NAME) != 0)
		bad("afterwards, the honest client", &answer);
	ask(&self, &answer);
	if (answer.status != 403 || strstr(answer.text, "secret") != NULL)
		bad("afterwards, a stranger", &answer);
}

/* How many were refused, of how many. */
static unsigned long
try_place(const struct client *client, bool honest, unsigned long at, int on,
    unsigned long *count)
{
	struct answer answer;
	unsigned long failed;

	arm(at, on);
	ask(client, &answer);
	*count = strtoul(numbers + 22, NULL, 10);
	failed = strtoul(numbers + 33, NULL, 10);
	arm(0, 0);
	judge(honest, &answer, failed);
	check_after();
	return failed;
}

int
main(int argc, char **argv)
{
	struct client client;
	unsigned long step, count = 0, places = 0;
	int fd = argc < 7 ? -1 : open(argv[1], O_RDWR);

	if (fd < 0)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	numbers = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	port = (unsigned short)atoi(argv[2]);
	step = strtoul(argv[3], NULL, 10);
	client.context = make_context(argv[5]);
	client.path = argv[6];
	client.header = argc > 7 ? argv[7] : "";
	for (int on = 0; on < 2; on++)
		for (unsigned long at = 1;; at += step, places++) {
			snprintf(place, sizeof(place),
			    "%s %s, allocation %lu%s", argv[5], argv[6], at,
			    on ? " and all behind it" : "");
			if (try_place(&client, strcmp(argv[4], "honest") == 0,
				at, on, &count) == 0)
				break;
		}
	printf("%s %s %s: %lu allocations, %lu places\n", argv[5], argv[6],
	    client.header, count, places);
	SSL_CTX_free(client.context);
	return failures != 0;
}

/* SPDX-License-Identifier: MIT */
/* Facts near a policy: values made of the numbers that its rules ask for. */
#include "differential.h"

#include "../../base/bytes.h"
#include "../../base/value.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
/* About the end of the rules that are dated. */
#define NOW 1796083200
/* Built-in fields and those of tests/random. */
#define FIELDS_MAX 512

static unsigned
draw_number(struct generate *g, const struct near *near)
{
	if (random_chance(g->source, 15))
		return random_below(g->source, 4);
	return random_below(g->source, near->numbers);
}

/* A stranger is not proven only where nothing is in error. */
static bool
draw_error(struct generate *g, const struct near *near, unsigned percent)
{
	return !near->strangers && random_chance(g->source, percent);
}

/* ------------------------------------------------------------------- strings */

static size_t
write_text(struct generate *g, const struct near *near, char *text, size_t size)
{
	unsigned n = draw_number(g, near), m = draw_number(g, near);
	int len = 0;

	switch (random_below(g->source, 10)) {
	case 0:
		len = snprintf(text, size, "/p%u", n);
		break;
	case 1:
		len =
		    snprintf(text, size, "/p%u/lit%u./w%u.re%u.x", n, m, n, m);
		break;
	case 2:
		len = snprintf(text, size, "xlit%u.q%uW%u.KEY%u", n, m, n, n);
		break;
	case 3:
		len = snprintf(text, size, "re%u.x.end%u", n, m);
		break;
	case 4:
		len = snprintf(
		    text, size, "a/rather/long/prefix/of/many/bytes/%u", n);
		break;
	case 5:
		len = snprintf(text, size,
		    random_chance(g->source, 50)
			? "lilit%u.%ulitlit"
			: "of/middle/length/%u/of/middle/length/end%u",
		    n, m);
		break;
	case 6:
		len = snprintf(text, size, "%ukey%u", n, m);
		break;
	case 7:
		len = snprintf(text, size, "key%u.end%u", n, m);
		break;
	default:
		len = snprintf(text, size, "key%u", n);
		break;
	}
	return len < 0 ? 0 : (size_t)len;
}

static void
set_string(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, int field)
{
	static char longest[70000];
	char text[128];
	size_t len = write_text(g, near, text, sizeof(text));

	/* What a comparison that stops at a NUL would take for the text. */
	if (random_chance(g->source, 2) && len + 2 < sizeof(text)) {
		text[len++] = '\0';
		text[len++] = 'x';
	}
	/* A search takes no more than 64 KiB. */
	if (draw_error(g, near, 1)) {
		memset(longest, 'k', sizeof(longest));
		memcpy(longest, text, len);
		(void)certrule_fieldset_set_string(
		    facts, field, longest, sizeof(longest));
		return;
	}
	(void)certrule_fieldset_set_string(facts, field, text, len);
}

static void
set_strings(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, int field)
{
	struct certrule_value items[4], value;
	size_t count = random_below(g->source, COUNT(items) + 1);
	char texts[COUNT(items)][128];

	for (size_t i = 0; i < count; i++) {
		size_t len = write_text(g, near, texts[i], sizeof(texts[i]));

		items[i] = cr_value_string(cr_bytes(texts[i], len));
		if (draw_error(g, near, 2))
			items[i] = cr_value_error(CERTRULE_STRING, "element");
	}
	value = cr_value_array(CERTRULE_STRING, items, count);
	(void)certrule_fieldset_set(facts, field, &value);
}

static void
set_ints(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, int field)
{
	struct certrule_value items[3], value;
	size_t count = random_below(g->source, COUNT(items) + 1);

	for (size_t i = 0; i < count; i++)
		items[i] = cr_value_int(draw_number(g, near));
	value = cr_value_array(CERTRULE_INT, items, count);
	(void)certrule_fieldset_set(facts, field, &value);
}

/* --------------------------------------------------------------------- others */

static void
set_address(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, int field)
{
	unsigned number = draw_number(g, near);
	struct certrule_value value;
	struct certrule_ip ip = {.family = 4};

	if (random_chance(g->source, 20)) {
		ip.family = 6;
		memcpy(ip.octets, "\x20\x01\x0d\xb8", 4);
		ip.octets[4] = (unsigned char)(number / 256);
		ip.octets[5] = (unsigned char)number;
	} else {
		ip.octets[0] = 10;
		ip.octets[1] = (unsigned char)(number / 256);
		ip.octets[2] = (unsigned char)number;
		ip.octets[3] = random_chance(g->source, 50) ? 7 : 255;
	}
	/* ::ffff:10.1.2.7 is in no IPv4 network. */
	if (ip.family == 4 && random_chance(g->source, 5)) {
		ip.family = 6;
		memcpy(&ip.octets[12], ip.octets, 4);
		memset(ip.octets, 0, 10);
		memset(&ip.octets[10], 0xff, 2);
	}
	value = cr_value_ip(ip);
	(void)certrule_fieldset_set(facts, field, &value);
}

static void
set_host(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts)
{
	static const char *const forms[] = {"h%u.example", "h%u.example",
	    "x.d%u.example", "a.b.d%u.example", "x.t%u.example",
	    "H%u.Example."};
	char text[64];
	int len;

	if (draw_error(g, near, 3)) {
		certrule_fieldset_set_error(facts, CR_ID_HOSTNAME, "two hosts");
		return;
	}
	if (near->client && random_chance(g->source, 70)) {
		len = snprintf(text, sizeof(text), "x.t%u.example",
		    random_below(g->source, 3));
		(void)certrule_fieldset_set_host(facts, text, (size_t)len);
		return;
	}
	if (random_chance(g->source, 5))
		return;
	len = snprintf(text, sizeof(text),
	    forms[random_below(g->source, COUNT(forms))],
	    random_chance(g->source, 40) ? random_below(g->source, 50)
					 : draw_number(g, near));
	(void)certrule_fieldset_set_host(facts, text, (size_t)len);
}

static void
set_path(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts)
{
	char text[64];
	int len = snprintf(text, sizeof(text),
	    draw_error(g, near, 4) ? "/p%u/%%2f" : "/p%u/x",
	    draw_number(g, near));

	(void)certrule_fieldset_set_path(facts, text, (size_t)len);
}

/* What the guard asks, mostly as it likes it. */
static void
set_client(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts)
{
	static const char *const statuses[] = {"good", "good", "unknown", "x"};
	const char *status = statuses[random_below(g->source, 4)];

	/* trust.c's blocks have nothing to fetch these of. */
	for (int i = CR_ID_TLS_CLIENT_CERT_TRUST_BLOCK;
	     i <= CR_ID_TLS_CLIENT_CERT_TRUST_REVISION; i++)
		(void)certrule_fieldset_set_string(facts, i, "block", 5);
	if (random_chance(g->source, 10))
		return;
	if (draw_error(g, near, 3))
		certrule_fieldset_set_error(facts,
		    CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED, "no verdict");
	else
		(void)certrule_fieldset_set_bool(facts,
		    CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED,
		    random_chance(g->source, near->strangers ? 5 : 60));
	(void)certrule_fieldset_set_bool(facts,
	    CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED,
	    random_chance(g->source, 10));
	(void)certrule_fieldset_set_string(facts,
	    CR_ID_TLS_CLIENT_CERT_REVOCATION_STATUS, status, strlen(status));
}

/* ---------------------------------------------------------------------- whole */

struct row {
	const char *name;
	void (*set)(struct generate *g, const struct near *near,
	    struct certrule_fieldset *facts, int field);
};

static void
set_int(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, int field)
{
	static const int64_t edges[] = {INT64_MIN, INT64_MAX, -1};
	int64_t number = draw_number(g, near);

	if (random_chance(g->source, 4))
		number = edges[random_below(g->source, COUNT(edges))];
	(void)certrule_fieldset_set_int(facts, field, number);
}

static const struct row rows[] = {
    {"http.request.uri.query", set_string},
    {"random.s2", set_string},
    {"random.t2", set_string},
    {"http.request.method", set_string},
    {"random.s6", set_strings},
    {"random.s1", set_int},
    {"random.s5", set_ints},
    {"ip.src", set_address},
    {"random.s3", set_address},
};

static void
set_header(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts)
{
	char text[128];
	size_t len = write_text(g, near, text, sizeof(text));

	(void)certrule_fieldset_add_header(facts, "x-key", 5, text, len);
}

bool
near_late(struct certrule_fieldset *facts)
{
	return cr_fieldset_now(facts) > NOW;
}

static bool
is_of_client(const struct certrule_fieldset *facts, size_t field)
{
	return cr_schema_field(facts->schema, (int)field)->origin ==
	       CERTRULE_ORIGIN_CERTIFICATE;
}

/* Random facts; of a client, only those that are not its own. */
static void
set_random(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, const bool *reads)
{
	bool others[FIELDS_MAX];

	for (size_t i = 0; i < facts->slot_count; i++)
		others[i] =
		    reads[i] && !(near->client && is_of_client(facts, i));
	generate_facts(g, facts, others);
	for (size_t i = 0; near->strangers && i < facts->slot_count; i++)
		if (cr_value_has_error(&facts->slots[i].value))
			facts->slots[i].state = CR_SLOT_EMPTY;
}

void
near_facts(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, const bool *reads)
{
	set_random(g, near, facts, reads);
	certrule_fieldset_set_time(facts, NOW - 1 + random_below(g->source, 3));
	for (size_t i = 0; i < COUNT(rows); i++) {
		int field = cr_schema_find_field(
		    facts->schema, cr_bytes_text(rows[i].name));

		if (draw_error(g, near, 2))
			certrule_fieldset_set_error(facts, field, "broken");
		else if (random_chance(g->source, 85))
			rows[i].set(g, near, facts, field);
	}
	/* Beside headers set as a whole it is an error. */
	if (random_chance(g->source, 80) &&
	    !(near->strangers &&
		facts->slots[CR_ID_HTTP_REQUEST_HEADERS].state !=
		    CR_SLOT_EMPTY))
		set_header(g, near, facts);
	/* What random facts made of these is gone: most are in error. */
	facts->slots[CR_ID_HOSTNAME].state = CR_SLOT_EMPTY;
	facts->slots[CR_ID_HTTP_REQUEST_URI_PATH].state = CR_SLOT_EMPTY;
	set_host(g, near, facts);
	set_path(g, near, facts);
	if (!near->client)
		set_client(g, near, facts);
}

void
near_share(
    struct certrule_fieldset *facts, const struct certrule_fieldset *from)
{
	certrule_fieldset_clear(facts);
	for (size_t i = 0; i < facts->slot_count; i++)
		if (from->slots[i].state == CR_SLOT_SET)
			cr_fieldset_open(facts, (int)i, CR_SLOT_SET)->value =
			    from->slots[i].value;
	facts->now = from->now;
	facts->now_set = from->now_set;
	facts->by_hand = from->by_hand;
	facts->http2 = from->http2;
	facts->host_count = from->host_count;
	facts->host_headers = from->host_headers;
	facts->headers = from->headers;
}

/* The client says what certificate fields are; once in a while, so does the
 * host, which puts the field in error. */
void
near_connect(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, struct client *client)
{
	static const int fields[] = {CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED,
	    CR_ID_CF_TLS_CLIENT_AUTH_CERT_ISSUER_DN,
	    CR_ID_TLS_CLIENT_CERT_SAN_DNS, CR_ID_TLS_CLIENT_CERT_SPIFFE_ID};

	client_connect(client, near, facts);
	if (random_chance(g->source, 4))
		certrule_fieldset_set_error(facts,
		    fields[random_below(g->source, COUNT(fields))],
		    "contradicted");
}

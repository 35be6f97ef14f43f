/* SPDX-License-Identifier: MIT */
/* Policies of many rules that are seldom true. */
#include "differential.h"

#include "../../base/bytes.h"

#define BUDGET_MAX   8
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* --------------------------------------------------------------- one of many */

/* The numbers come up as often as the policy is large, so that many rules share
 * some and few share others. */
static unsigned
draw_number(struct generate *g, const struct near *near)
{
	unsigned number = random_below(g->source, near->numbers);

	return !near->sparse && random_chance(g->source, 10) ? number % 4
							     : number;
}

/* %s stands for the field, %u for the number. */
static void
add_test(
    struct generate *g, const char *test, const char *field, unsigned number)
{
	for (const char *at = test; *at != '\0'; at++) {
		if (at[0] == '%' && at[1] == 's')
			cr_buffer_add_text(g->out, field);
		else if (at[0] == '%')
			cr_buffer_printf(g->out, "%u", number);
		else
			cr_buffer_add_byte(g->out, (unsigned char)*at);
		at += at[0] == '%';
	}
}

static void
add_string(struct generate *g, const struct near *near)
{
	static const char *const fields[] = {
	    "http.request.uri.query",
	    "random.s2",
	    "random.t2",
	    "http.request.headers[\"x-key\"][0]",
	    "random.s10[\"a\"]",
	    "lower(random.s2)",
	    "http.request.method",
	};
	static const char *const tests[] = {
	    "%s == \"key%u\"",
	    "%s in {\"key%u\" \"other\" \"key%u\"}",
	    "%s contains \"lit%u.\"",
	    "%s contains \"q%u\"",
	    "%s wildcard \"*W%u.*\"",
	    "%s strict wildcard \"key%u*\"",
	    "%s matches \"re%u[.]x\"",
	    "%s matches \"^key%u$\"",
	    "%s matches \"[0-9]key%u\"",
	    "starts_with(%s, \"key%u\")",
	    "starts_with(%s, \"a/rather/long/prefix/of/many/bytes/%u\")",
	    "starts_with(%s, \"of/middle/length/%u\")",
	    "ends_with(%s, \"/of/middle/length/end%u\")",
	    "ends_with(%s, \".end%u\")",
	    "ends_with(%s, \"%u\")",
	    "path_under(%s, \"/p%u\")",
	    "%s != \"key%u\"",
	    "not %s == \"key%u\"",
	    "%s > \"key%u\"",
	    "%s not in {\"key%u\"}",
	    "%s in $string_list or %s == \"key%u\"",
	};
	/* Of scope PEER, TRUST and REQUEST. */
	static const char *const of_clients[] = {
	    "cf.tls_client_auth.cert_issuer_dn",
	    "cf.tls_client_auth.cert_serial",
	    "tls.client_cert.spiffe.id",
	    "tls.client_cert.spiffe.path",
	    "lower(tls.client_cert.spiffe.path)",
	    "concat(cf.tls_client_auth.cert_issuer_dn, random.t2)",
	};
	const char *field =
	    near->client && random_chance(g->source, 60)
		? of_clients[random_below(g->source, COUNT(of_clients))]
		: fields[random_below(g->source, COUNT(fields))];
	unsigned how = random_below(g->source, COUNT(tests) + 16);

	/* The ways that are seldom true come up more often. */
	if (near->sparse)
		how %= 12;
	if (how >= COUNT(tests))
		how = (how - COUNT(tests)) % 16;
	add_test(g, tests[how], field, draw_number(g, near));
}

static void
add_each(struct generate *g, const struct near *near)
{
	static const char *const tests[] = {
	    "any(random.s6[*] == \"key%u\")",
	    "any(starts_with(random.s6[*], \"key%u\"))",
	    "any(http.request.headers[\"x-key\"][*] contains \"lit%u.\")",
	    "any(lower(random.s6[*])[*] in {\"key%u\"})",
	    "any(random.s12[*][*] == \"key%u\")",
	    "any(random.s5[*] == %u)",
	    "any(random.s5[*] >= %u)",
	    "all(random.s6[*] == \"key%u\")",
	    "any(random.s6[*] == \"key%u\" or random.s6[*] == \"x\")",
	    "any(random.s6[*] in $host_list)",
	    "has_value(random.s6, \"key%u\")",
	};

	static const char *const of_clients[] = {
	    "any(tls.client_cert.san.dns[*] == \"key%u\")",
	    "any(tls.client_cert.san.uri[*] contains \"lit%u.\")",
	    "any(lower(tls.client_cert.san.dns[*])[*] in {\"key%u\"})",
	    "all(tls.client_cert.san.dns[*] == \"key%u\")",
	    "tls.client_cert.key_bits == %u",
	    "tls.client_cert.seconds_to_expiry < %u",
	    "not tls.client_cert.key_bits in {%u 3 9}",
	    "has_value(tls.client_cert.san.dns, \"key%u\")",
	};

	if (near->client && random_chance(g->source, 70))
		cr_buffer_printf(g->out,
		    of_clients[random_below(g->source, COUNT(of_clients))],
		    draw_number(g, near));
	else
		cr_buffer_printf(g->out,
		    tests[random_below(g->source, COUNT(tests))],
		    draw_number(g, near));
}

static void
add_number(struct generate *g, const struct near *near)
{
	static const char *const tests[] = {
	    "random.s1 == %u",
	    "random.s1 in {%u..%u %u}",
	    "random.s1 < %u",
	    "random.s1 >= %u",
	    "http.request.timestamp.sec == %u",
	    "len(random.s2) == %u",
	    "random.s1 & %u",
	    "random.s1 != %u",
	    "random.s1 in $int_list",
	    "random.t1 <= -%u",
	    "random.t1 > 0x7fffffffffffff%02x",
	};
	unsigned number = draw_number(g, near);

	/* A test with fewer numbers leaves the others alone. */
	cr_buffer_printf(g->out, tests[random_below(g->source, COUNT(tests))],
	    number & 0xff, (number & 0xff) + 3, number + 9);
}

static void
add_address(struct generate *g, const struct near *near)
{
	unsigned number = draw_number(g, near);
	unsigned high = number / 256 % 256, low = number % 256;
	const char *field =
	    random_chance(g->source, 70) ? "ip.src" : "random.s3";

	switch (random_below(g->source, 8)) {
	case 0:
		cr_buffer_printf(
		    g->out, "%s in {10.%u.%u.0/24}", field, high, low);
		return;
	case 1:
		cr_buffer_printf(g->out,
		    "%s in {10.%u.%u.7 192.0.2.0/24 2001:db8:%x::/48}", field,
		    high, low, number);
		return;
	case 2:
		cr_buffer_printf(g->out, "%s in {10.%u.0.0..10.%u.%u.255}",
		    field, high, high, low);
		return;
	case 3:
		cr_buffer_printf(g->out, "%s < 10.0.%u.%u", field, high, low);
		return;
	case 4:
		cr_buffer_printf(g->out, "%s >= 2001:db8:%x::", field, number);
		return;
	case 5:
		cr_buffer_printf(g->out, "%s in $ip_list", field);
		return;
	case 6:
		cr_buffer_printf(g->out, "%s in {::ffff:10.%u.%u.7 0.0.0.0/0}",
		    field, high, low);
		return;
	}
	cr_buffer_printf(g->out, "%s == 10.%u.%u.7", field, high, low);
}

static void
add_host_test(struct generate *g, const struct near *near)
{
	unsigned number = draw_number(g, near);

	switch (random_below(g->source, 5)) {
	case 0:
		cr_buffer_printf(g->out, "hostname == \"h%u.example\"", number);
		return;
	case 1:
		cr_buffer_printf(g->out,
		    "hostname in {\"h%u.example\" \"h%u.example\"}", number,
		    number + 1);
		return;
	case 2:
		cr_buffer_add_text(g->out, "http.host in $host_list");
		return;
	case 3:
		cr_buffer_printf(
		    g->out, "ends_with(hostname, \".d%u.example\")", number);
		return;
	}
	cr_buffer_printf(
	    g->out, "path_under(http.request.uri.path, \"/p%u\")", number);
}

static void
add_sparse(struct generate *g, const struct near *near)
{
	unsigned number = draw_number(g, near);

	if (random_chance(g->source, 70))
		add_string(g, near);
	else if (random_chance(g->source, 50))
		cr_buffer_printf(g->out, "hostname == \"h%u.example\"", number);
	else
		cr_buffer_printf(g->out, "ip.src in {10.%u.%u.0/24}",
		    number / 256 % 256, number % 256);
}

static void
add_seldom(struct generate *g, const struct near *near)
{
	if (near->sparse) {
		add_sparse(g, near);
		return;
	}
	switch (random_below(g->source, 8)) {
	case 0:
		add_address(g, near);
		return;
	case 1:
		add_number(g, near);
		return;
	case 2:
		add_each(g, near);
		return;
	case 3:
	case 4:
		add_host_test(g, near);
		return;
	}
	add_string(g, near);
}

/* Of scope PEER, TRUST and REQUEST; few of them, so that rules share them and
 * one request asks what another asked. */
static void
add_client(struct generate *g)
{
	static const char *const fields[] = {
	    "cf.tls_client_auth.cert_issuer_dn",
	    "cf.tls_client_auth.cert_serial",
	    "tls.client_cert.spiffe.id",
	    "lower(tls.client_cert.spiffe.path)",
	    "cf.tls_version",
	};
	static const char *const tests[] = {
	    "%s != \"key%u\"",
	    "not %s contains \"y%u\"",
	    "%s matches \"key%u$\"",
	    "%s == \"key%u\"",
	    "%s in {\"key%u\" \"key3\"}",
	    "any(tls.client_cert.san.dns[*] == \"key%u\")",
	    "not any(tls.client_cert.san.uri[*] contains \"y%u\")",
	    "all(tls.client_cert.san.dns[*] != \"key%u\")",
	    "not tls.client_cert.key_bits in {%u 3 9}",
	    "tls.client_cert.key_bits == %u",
	    "tls.client_cert.seconds_to_expiry in {%u 5}",
	    "len(tls.client_cert.san.dns) != %u",
	};
	const char *test = tests[random_below(g->source, COUNT(tests))];
	const char *field = fields[random_below(g->source, COUNT(fields))];
	unsigned number = random_below(g->source, CLIENT_NUMBERS);

	if (test[0] == '%' || test[4] == '%')
		add_test(g, test, field, number);
	else
		cr_buffer_printf(g->out, test, number);
}

/* ------------------------------------------------------------------ conditions */

static void
add_random(struct generate *g)
{
	g->budget = random_below(g->source, BUDGET_MAX);
	cr_buffer_add_byte(g->out, '(');
	generate_logical(g, false);
	cr_buffer_add_byte(g->out, ')');
}

static void
add_part(struct generate *g, const struct near *near)
{
	if (!near->strangers && random_chance(g->source, 25))
		add_random(g);
	else
		add_seldom(g, near);
}

/* True seldom: an `and` with a test of one number in it, or several of those. */
static void
add_condition(struct generate *g, const struct near *near)
{
	static const char *const guards[] = {"ssl", "random.s0",
	    "not random.t0", "cf.tls_version == \"TLSv1.3\""};
	unsigned count = random_below(g->source, near->strangers ? 2 : 4);

	if (near->client && random_chance(g->source, 70)) {
		add_client(g);
		cr_buffer_add_text(g->out, " and ");
		add_client(g);
		cr_buffer_add_text(g->out, " and ");
	}
	if (!near->sparse && random_chance(g->source, near->plain)) {
		add_random(g);
		return;
	}
	if (random_chance(g->source, 10)) {
		cr_buffer_add_text(
		    g->out, guards[random_below(g->source, COUNT(guards))]);
		cr_buffer_add_text(g->out, " and ");
	}
	if (random_chance(g->source, 20)) {
		cr_buffer_add_byte(g->out, '(');
		add_seldom(g, near);
		cr_buffer_add_text(g->out, " or ");
		add_seldom(g, near);
		cr_buffer_add_byte(g->out, ')');
	} else {
		add_seldom(g, near);
	}
	for (unsigned i = 0; i < count; i++) {
		cr_buffer_add_text(g->out, " and ");
		if (!near->strangers && random_chance(g->source, 10)) {
			cr_buffer_add_text(g->out, "not ");
			add_random(g);
		} else {
			cr_buffer_add_byte(g->out, '(');
			add_part(g, near);
			cr_buffer_add_byte(g->out, ')');
		}
	}
}

/* ----------------------------------------------------------------------- rules */

static void
add_rule(struct generate *g, const struct near *near, unsigned number)
{
	static const char *const actions[] = {
	    "allow",
	    "allow",
	    "allow anonymous",
	    "block",
	    "block",
	    "action \"challenge\"",
	    "action \"challenge\"",
	    "log",
	    "allow anonymous",
	};
	bool always = random_chance(g->source, 2);
	unsigned action = always ? 3 : random_below(g->source, COUNT(actions));
	bool allow;

	/* Two of three allow, the others log. */
	if (near->strangers && random_chance(g->source, 95))
		action = action % 3 == 2 ? 7 : 0;
	always = always && action == 3;
	allow = action <= 2 || action == 8;
	if (random_chance(g->source, 3))
		cr_buffer_add_text(g->out, "disabled ");
	cr_buffer_printf(g->out, "%s%s \"r%u\"", always ? "always " : "",
	    actions[action], number);
	if (allow && random_chance(g->source, 10))
		cr_buffer_add_text(g->out, random_chance(g->source, 50)
					       ? " until 2026-12-01T00:00:00Z"
					       : " until 2020-01-01T00:00:00Z");
	if (action == 3 && random_chance(g->source, 20))
		cr_buffer_add_text(g->out, " status 404 message \"no\"");
	if (random_chance(g->source, 10))
		cr_buffer_add_text(g->out, " tag \"t\"");
	cr_buffer_add_text(g->out,
	    !allow && !near->sparse && random_chance(g->source, 1) ? " unless "
								   : " if ");
	add_condition(g, near);
	cr_buffer_add_byte(g->out, '\n');
}

static void
add_for(struct generate *g, const struct near *near, unsigned *number)
{
	unsigned count = 1 + random_below(g->source, 4);
	unsigned host = draw_number(g, near);

	cr_buffer_printf(g->out,
	    random_chance(g->source, 50) ? "for \"h%u.example\""
					 : "for \"*.d%u.example\"",
	    host);
	cr_buffer_printf(g->out, " \"h%u.example\" {\n", host + 1);
	for (unsigned i = 0; i < count; i++)
		add_rule(g, near, (*number)++);
	if (!near->split && random_chance(g->source, 30))
		cr_buffer_add_text(g->out, random_chance(g->source, 50)
					       ? "default block\n"
					       : "default allow anonymous\n");
	cr_buffer_add_text(g->out, "}\n");
}

/* ------------------------------------------------------------------- policies */

static void
add_lists(struct generate *g, const struct near *near)
{
	unsigned count = random_chance(g->source, 20) ? 400 : 5;

	cr_buffer_add_text(g->out, "list $string_list string {");
	for (unsigned i = 0; i < count; i++)
		cr_buffer_printf(g->out, " \"key%u\"", draw_number(g, near));
	cr_buffer_add_text(g->out, " }\nlist $int_list int {");
	for (unsigned i = 0; i < count; i++)
		cr_buffer_printf(g->out, " %u", draw_number(g, near));
	cr_buffer_add_text(g->out, " }\nlist $ip_list ip {");
	for (unsigned i = 0; i < count; i++)
		cr_buffer_printf(g->out, " 10.1.%u.0/24", i % 256);
	cr_buffer_add_text(g->out, " }\nlist $host_list host {");
	for (unsigned i = 0; i < 5; i++)
		cr_buffer_printf(g->out, " \"h%u.example\" \"*.d%u.example\"",
		    draw_number(g, near), draw_number(g, near));
	cr_buffer_add_text(g->out,
	    " }\nlist $serial_list serial { \"1F\" \"0a\" }\n"
	    "list $fingerprint_list fingerprint { } may be empty\n");
}

static void
add_trust(struct generate *g, const struct near *near)
{
	unsigned count = near->client ? 3 : random_below(g->source, 4);

	for (unsigned i = 0; i < count; i++)
		cr_buffer_printf(g->out,
		    "trust t%u for \"h%u.example\" \"*.t%u.example\" { }\n", i,
		    (i * 7 + near->rules) % 50, i);
}

void
near_draw(struct near *near, struct random *source, unsigned most)
{
	unsigned bits = 0;

	/* As often from 1 to 2 as from 2,048 to 4,096. */
	while (1u << bits < most)
		bits++;
	near->rules = 1u << random_below(source, bits);
	near->rules += random_below(source, near->rules);
	if (near->rules > most)
		near->rules = most;
	near->numbers = 4 + near->rules / (1 + random_below(source, 4));
	near->sparse = random_chance(source, 30);
	near->client = random_chance(source, 30);
	if (near->sparse)
		near->numbers = 4 + near->rules;
	near->plain = near->rules < 30 ? 30 : 300 / near->rules;
	near->strangers = !near->client && random_chance(source, 35);
	if (near->strangers) {
		near->sparse = false;
		near->plain = 1;
	}
	near->split = random_chance(source, 20);
}

static void
add_default(struct generate *g, const struct near *near)
{
	if (random_chance(g->source, 50))
		cr_buffer_add_text(
		    g->out, near->strangers || random_chance(g->source, 50)
				? "default block\n"
				: "default allow anonymous\n");
}

void
near_policy(struct generate *g, const struct near *near, struct cuts *cuts)
{
	unsigned number = 0;

	cuts->count = 0;
	add_lists(g, near);
	add_trust(g, near);
	/* Files that are included have none. */
	if (near->split)
		add_default(g, near);
	while (number < near->rules) {
		if (cuts->count < CUTS_MAX &&
		    number >= cuts->count * near->rules / CUTS_MAX)
			cuts->at[cuts->count++] = g->out->len;
		if (random_chance(g->source, 8))
			add_for(g, near, &number);
		else
			add_rule(g, near, number++);
	}
	if (!near->split)
		add_default(g, near);
}

/* SPDX-License-Identifier: MIT */
/* Fills a fieldset the way a server would. */
#include "request.h"

#include <string.h>

static int
refuse(struct cr_text *why, const char *what, const char *because)
{
	cr_text_printf(why, "%s: %s", what, because);
	return -1;
}

/* A client sends no SNI for an address (RFC 6066 3). */
static bool
is_address(struct certrule_bytes host)
{
	for (size_t i = 0; i < host.len; i++) {
		if ((host.data[i] < '0' || host.data[i] > '9') &&
		    host.data[i] != '.')
			return host.data[0] == '[';
	}
	return true;
}

static int
set_hosts(const struct cr_request *request, const struct certrule_gate *gate,
    struct certrule_fieldset *facts, struct cr_text *why)
{
	int hostname = certrule_gate_find_field(gate, "hostname");
	int sni = certrule_gate_find_field(gate, "tls.sni");

	if (request->host_count > 0 && (hostname < 0 || sni < 0))
		return refuse(
		    why, "a host", "the schema has no field hostname");
	for (size_t i = 0; i < request->host_count; i++) {
		const char *host = request->hosts[i];
		const struct certrule_value *value;

		if (certrule_fieldset_set_host(facts, host, strlen(host)) != 0)
			continue;
		value = certrule_fieldset_get(facts, hostname);
		if (i > 0 || value->state != CERTRULE_PRESENT ||
		    is_address(value->as.string))
			continue;
		if (certrule_fieldset_set_string(facts, sni,
			value->as.string.data, value->as.string.len) != 0)
			return refuse(why, "tls.sni", "out of memory");
	}
	return 0;
}

static int
set_path(const struct cr_request *request, const struct certrule_gate *gate,
    struct certrule_fieldset *facts, struct cr_text *why)
{
	if (request->path == NULL)
		return 0;
	if (certrule_gate_find_field(gate, "http.request.uri.path") < 0)
		return refuse(why, "a path",
		    "the schema has no field http.request.uri.path");
	if (strchr(request->path, '?') != NULL)
		return refuse(why, request->path,
		    "a path has no query; set http.request.uri.query besides");
	/* Without a canonical form it stays in error, and blocks. */
	(void)certrule_fieldset_set_path(
	    facts, request->path, strlen(request->path));
	return 0;
}

static int
set_fields(struct certrule_fieldset *facts,
    const struct cr_request_fields *fields, struct cr_text *why)
{
	const char *because = "out of memory";

	if (fields->text == NULL ||
	    certrule_fieldset_set_json(
		facts, fields->text, fields->len, &because) == 0)
		return 0;
	cr_text_add(why, because);
	return -1;
}

static int
set_assignments(const struct cr_request *request,
    struct certrule_fieldset *facts, struct cr_text *why)
{
	for (size_t i = 0; i < request->assignment_count; i++) {
		const char *text = request->assignments[i];
		const char *because = "out of memory";

		if (certrule_fieldset_set_text(
			facts, text, strlen(text), &because) != 0)
			return refuse(why, text, because);
	}
	return 0;
}

static int
set_peer(const struct cr_request *request, const struct certrule_gate *gate,
    struct certrule_fieldset *facts, struct cr_text *why)
{
	bool by_hand = certrule_fieldset_by_hand(facts) != 0;
	bool builtin = certrule_gate_find_field(
			   gate, "cf.tls_client_auth.cert_verified") >= 0;

	if (by_hand && request->peer != NULL) {
		cr_text_add(why,
		    "certificate fields are set by hand and a certificate is "
		    "given: one or the other");
		return -1;
	}
	if (by_hand || (!builtin && request->peer == NULL))
		return 0;
	if (certrule_fieldset_set_peer(facts, request->peer) != 0) {
		cr_text_add(why, "the certificate cannot be used");
		return -1;
	}
	return 0;
}

int
cr_request_apply(const struct cr_request *request,
    const struct certrule_gate *gate, struct certrule_fieldset *facts,
    struct cr_text *why)
{
	if (set_hosts(request, gate, facts, why) != 0 ||
	    set_path(request, gate, facts, why) != 0 ||
	    set_fields(facts, &request->fields, why) != 0 ||
	    set_assignments(request, facts, why) != 0 ||
	    set_fields(facts, &request->line_fields, why) != 0)
		return -1;
	/* After a record's own time, which --at overrules. */
	if (request->at_set)
		certrule_fieldset_set_time(facts, request->at);
	return set_peer(request, gate, facts, why);
}

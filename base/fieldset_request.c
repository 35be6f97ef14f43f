/* SPDX-License-Identifier: MIT */
/*
 * A request as a client sends it, taken apart into fields: raw forms as sent,
 * hostname and path in the one form that is compared.
 *
 * Does not parse HTTP.  What two parties could read differently - two hosts, a
 * target that contradicts the Host - puts the field in error and so blocks.
 */
#include "fieldset.h"

#include "limits.h"

#include <string.h>

static bool
has_request_fields(const struct certrule_fieldset *facts)
{
	return cr_schema_has_builtin(facts->schema);
}

/* Copied, as what is set is; the fields below share one copy where they can. */
static int
set_bytes(
    struct certrule_fieldset *facts, int field, struct certrule_bytes bytes)
{
	return certrule_fieldset_set_string(
	    facts, field, bytes.data, bytes.len);
}

/* -------------------------------------------------------------------- host */

/*
 * Another place that names the host: Host, :authority, the request target.  All
 * of them must mean the same one; the first that does not, or has no canonical
 * form, puts hostname in error for good.
 */
static int
agree_on_host(struct certrule_fieldset *facts, struct certrule_bytes host)
{
	struct cr_slot *slot = &facts->slots[CR_ID_HOSTNAME];
	struct certrule_bytes form;
	const char *why;

	cr_fieldset_forget(facts);
	if (slot->state == CR_SLOT_SET && slot->value.state == CERTRULE_ERROR)
		return -1;
	why = cr_fieldset_canonical(facts, CR_FIELD_HOST, host, &form);
	if (why != NULL)
		return cr_fieldset_fail(facts, CR_ID_HOSTNAME, why);
	if (slot->state == CR_SLOT_SET &&
	    slot->value.state == CERTRULE_PRESENT &&
	    !cr_bytes_equal(slot->value.as.string, form))
		return cr_fieldset_fail(
		    facts, CR_ID_HOSTNAME, "two different hosts");
	cr_fieldset_open(facts, CR_ID_HOSTNAME, CR_SLOT_SET)->value =
	    cr_value_string(form);
	return 0;
}

/* What was sent first is kept as sent. */
static int
note_raw_host(struct certrule_fieldset *facts, struct certrule_bytes host)
{
	if (facts->slots[CR_ID_RAW_HTTP_HOST].state == CR_SLOT_SET)
		return 0;
	cr_fieldset_forget(facts);
	return cr_fieldset_put(
	    facts, CR_ID_RAW_HTTP_HOST, cr_arena_bytes(facts->arena, host));
}

static int
add_host(struct certrule_fieldset *facts, struct certrule_bytes host)
{
	int raw = note_raw_host(facts, host);

	return agree_on_host(facts, host) != 0 ? -1 : raw;
}

int
certrule_fieldset_set_host(
    struct certrule_fieldset *facts, const void *host, size_t len)
{
	int result;

	if (!has_request_fields(facts))
		return -1;
	result = add_host(facts, cr_bytes(host, len));
	if (facts->host_count++ == 0 || facts->http2 ||
	    facts->slots[CR_ID_HOSTNAME].value.state == CERTRULE_ERROR)
		return result;
	return cr_fieldset_fail(facts, CR_ID_HOSTNAME, "two Host headers");
}

/* -------------------------------------------------------------------- path */

/* RFC 3986 3.3: a path ends at the first of these.  Servers differ in what they
 * do with one that was sent all the same. */
static const char *
judge_target_path(struct certrule_bytes path)
{
	size_t i;

	for (i = 0; i < path.len; i++) {
		if (path.data[i] == '?')
			return "a query in the path";
		if (path.data[i] == '#')
			return "a fragment in the path";
	}
	return NULL;
}

/* The path is in the arena. */
static int
set_path(struct certrule_fieldset *facts, struct certrule_bytes path)
{
	const char *why = judge_target_path(path);
	int raw = cr_fieldset_put(facts, CR_ID_RAW_HTTP_REQUEST_URI_PATH, path);

	if (why != NULL)
		return cr_fieldset_fail(
		    facts, CR_ID_HTTP_REQUEST_URI_PATH, why);
	if (set_bytes(facts, CR_ID_HTTP_REQUEST_URI_PATH, path) != 0)
		return -1;
	return raw;
}

int
certrule_fieldset_set_path(
    struct certrule_fieldset *facts, const void *path, size_t len)
{
	struct certrule_bytes copy;

	if (!has_request_fields(facts))
		return -1;
	cr_fieldset_forget(facts);
	copy = cr_arena_bytes(facts->arena, cr_bytes(path, len));
	if (copy.data != NULL)
		return set_path(facts, copy);
	(void)cr_fieldset_put(facts, CR_ID_RAW_HTTP_REQUEST_URI_PATH, copy);
	return cr_fieldset_put(facts, CR_ID_HTTP_REQUEST_URI_PATH, copy);
}

/* ------------------------------------------------------------------ target */

/* The query, in a target that is in the arena. */
static int
set_query(struct certrule_fieldset *facts, struct certrule_bytes query)
{
	int raw =
	    cr_fieldset_put(facts, CR_ID_RAW_HTTP_REQUEST_URI_QUERY, query);

	return cr_fieldset_put(facts, CR_ID_HTTP_REQUEST_URI_QUERY, query) != 0
		   ? -1
		   : raw;
}

/* Without memory for the target: a field never told would merely be missing. */
static int
fail_origin(struct certrule_fieldset *facts)
{
	struct certrule_bytes none = {NULL, 0};

	(void)cr_fieldset_put(facts, CR_ID_RAW_HTTP_REQUEST_URI, none);
	(void)cr_fieldset_put(facts, CR_ID_RAW_HTTP_REQUEST_URI_PATH, none);
	(void)cr_fieldset_put(facts, CR_ID_HTTP_REQUEST_URI_PATH, none);
	(void)set_query(facts, none);
	return -1;
}

/* Path and query: an origin-form, or what is left of an absolute-form.  Each is
 * set whatever became of the others. */
static int
set_origin(struct certrule_fieldset *facts, struct certrule_bytes target)
{
	size_t mark = cr_bytes_find_byte(target, '?');
	struct certrule_bytes query = cr_bytes("", 0);
	int path, uri, rest;

	cr_fieldset_forget(facts);
	target = cr_arena_bytes(facts->arena, target);
	if (target.data == NULL)
		return fail_origin(facts);
	if (mark < target.len)
		query = cr_bytes_slice(target, mark + 1, target.len);
	path = set_path(facts, cr_bytes_slice(target, 0, mark));
	uri = cr_fieldset_put(facts, CR_ID_RAW_HTTP_REQUEST_URI, target);
	rest = set_query(facts, query);
	return path != 0 || uri != 0 || rest != 0 ? -1 : 0;
}

/* "http://" or "https://" of an absolute-form; 0: another form. */
static size_t
scheme_length(struct certrule_bytes target)
{
	static const char *const schemes[] = {"http://", "https://"};
	size_t i, len;

	for (i = 0; i < 2; i++) {
		len = strlen(schemes[i]);
		if (target.len >= len &&
		    cr_bytes_equal_fold(cr_bytes_slice(target, 0, len),
			cr_bytes_text(schemes[i])))
			return len;
	}
	return 0;
}

static size_t
authority_length(struct certrule_bytes rest)
{
	size_t slash = cr_bytes_find_byte(rest, '/'),
	       mark = cr_bytes_find_byte(rest, '?');

	return slash < mark ? slash : mark;
}

/* RFC 9112 3.2.2 has the target win over Host; servers differ, so they must
 * agree. */
static int
set_absolute(struct certrule_fieldset *facts, struct certrule_bytes rest)
{
	size_t end = authority_length(rest);
	int host = add_host(facts, cr_bytes_slice(rest, 0, end));
	int path = set_origin(facts, cr_bytes_slice(rest, end, rest.len));

	return host != 0 ? host : path;
}

/* RFC 9112 3.2.3: of CONNECT alone, and without a path. */
static int
set_authority(struct certrule_fieldset *facts, struct certrule_bytes target)
{
	int host = add_host(facts, target);
	int raw = set_bytes(facts, CR_ID_RAW_HTTP_REQUEST_URI, target);

	return host != 0 ? host : raw;
}

static int
set_target(struct certrule_fieldset *facts, struct certrule_bytes method,
    struct certrule_bytes target)
{
	size_t scheme = scheme_length(target);

	if (target.len == 0)
		return cr_fieldset_fail(facts, CR_ID_HTTP_REQUEST_URI_PATH,
		    "an empty request target");
	if (scheme != 0)
		return set_absolute(
		    facts, cr_bytes_slice(target, scheme, target.len));
	/* An extended CONNECT (RFC 8441) has a path like any other request. */
	if (cr_bytes_equal_text(method, "CONNECT") && target.data[0] != '/')
		return set_authority(facts, target);
	return set_origin(facts, target);
}

int
certrule_fieldset_set_request(struct certrule_fieldset *facts,
    const char *method, const char *target, const char *host)
{
	struct certrule_bytes name = cr_bytes_text(method);
	int result = 0;

	if (!has_request_fields(facts))
		return -1;
	if (set_bytes(facts, CR_ID_HTTP_REQUEST_METHOD, name) != 0)
		result = -1;
	if (host != NULL &&
	    certrule_fieldset_set_host(facts, host, strlen(host)) != 0)
		result = -1;
	if (set_target(facts, name, cr_bytes_text(target)) != 0)
		result = -1;
	return result;
}

/* ----------------------------------------------------------------- headers */

static int
add_values(struct certrule_fieldset *facts, const struct certrule_entry *entry)
{
	size_t i;

	for (i = 0; i < entry->value.as.array.count; i++)
		if (cr_fieldset_add_pair(facts, entry->key,
			entry->value.as.array.items[i].as.string) != 0)
			return -1;
	return 0;
}

/* Nothing missing, empty or in error within: it is the same as so many calls of
 * certrule_fieldset_add_header(). */
static bool
is_made_of_headers(const struct certrule_value *map)
{
	const struct certrule_value *values;
	size_t i, j;

	if (map->state != CERTRULE_PRESENT)
		return false;
	for (i = 0; i < map->as.map.count; i++) {
		values = &map->as.map.entries[i].value;
		if (values->state != CERTRULE_PRESENT ||
		    values->as.array.count == 0)
			return false;
		for (j = 0; j < values->as.array.count; j++)
			if (values->as.array.items[j].state != CERTRULE_PRESENT)
				return false;
	}
	return true;
}

int
cr_fieldset_set_headers(
    struct certrule_fieldset *facts, const struct certrule_value *map)
{
	size_t i;

	facts->headers = (struct cr_pairs){NULL, NULL, 0, 0};
	facts->slots[CR_ID_HTTP_REQUEST_HEADERS].state = CR_SLOT_EMPTY;
	if (!is_made_of_headers(map))
		return 0;
	for (i = 0; i < map->as.map.count; i++)
		if (add_values(facts, &map->as.map.entries[i]) != 0)
			return -1;
	return 0;
}

/* One Host among the headers may repeat what certrule_fieldset_set_host() was
 * told. */
static int
note_host_header(struct certrule_fieldset *facts, struct certrule_bytes name,
    struct certrule_bytes value)
{
	if (!cr_bytes_equal_fold(name, cr_bytes_text("host")))
		return 0;
	if (facts->host_headers++ > 0)
		return cr_fieldset_fail(
		    facts, CR_ID_HOSTNAME, "two Host headers");
	return add_host(facts, value);
}

static bool
fits(const struct certrule_fieldset *facts, size_t name_len, size_t value_len)
{
	size_t limit = CR_LIMIT_FIELD_VALUE, used = facts->headers.size;

	return used <= limit && name_len <= limit - used &&
	       value_len <= limit - used - name_len;
}

static int
add_header(struct certrule_fieldset *facts, struct certrule_bytes name,
    struct certrule_bytes value)
{
	int field = CR_ID_HTTP_REQUEST_HEADERS;
	struct cr_slot *slot = &facts->slots[field];

	if (slot->state == CR_SLOT_SET && slot->value.state == CERTRULE_ERROR)
		return -1;
	if (slot->state == CR_SLOT_SET &&
	    slot->value.state == CERTRULE_PRESENT &&
	    slot->value.as.map.count != 0)
		return cr_fieldset_fail(
		    facts, field, "set as a whole and one by one");
	slot->state = CR_SLOT_EMPTY;
	if (!fits(facts, name.len, value.len))
		return cr_fieldset_fail(
		    facts, field, "more than 1 MiB of headers");
	if (cr_fieldset_add_pair(facts, name, value) != 0)
		return cr_fieldset_fail(facts, field, "out of memory");
	return 0;
}

int
certrule_fieldset_add_header(struct certrule_fieldset *facts, const void *name,
    size_t name_len, const void *value, size_t value_len)
{
	struct certrule_bytes bytes = cr_bytes(value, value_len);
	struct certrule_bytes key = cr_bytes(name, name_len);
	int host;

	if (!has_request_fields(facts))
		return -1;
	cr_fieldset_forget(facts);
	host = note_host_header(facts, key, bytes);
	return add_header(facts, key, bytes) != 0 ? -1 : host;
}

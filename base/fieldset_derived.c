/* SPDX-License-Identifier: MIT */
/*
 * Request fields that follow from other fields, made when they are asked for:
 * uri and full_uri, query arguments, cookies, the headers with fields of their
 * own, names and values of maps, the clock.
 *
 * A source in error makes what follows from it an error; a missing one makes it
 * missing.  Arguments and cookies are as sent, but that escapes in the name of
 * a cookie are decoded, as the Cloudflare language has it.
 */
#include "fieldset_derived.h"

#include "fieldset.h"
#include "pairs.h"

#include <string.h>

/* True when *out is already the answer: the source is missing or in error. */
static bool
passes_on(const struct certrule_value *source, unsigned type,
    struct certrule_value *out)
{
	if (source->state == CERTRULE_PRESENT)
		return false;
	*out = source->state == CERTRULE_MISSING
		   ? cr_value_missing(type)
		   : cr_value_error(type, source->as.why);
	return true;
}

/* ------------------------------------------------------------------- clock */

static int
fetch_sec(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	(void)field;
	*out = cr_value_int(cr_fieldset_now(facts));
	return 0;
}

/* The clock of a decision has whole seconds; a host that knows better sets
 * the field. */
static int
fetch_msec(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	(void)facts;
	(void)field;
	*out = cr_value_int(0);
	return 0;
}

/* --------------------------------------------------------------------- uri */

static int
join(struct certrule_fieldset *facts, const struct certrule_bytes *parts,
    size_t count, struct certrule_value *out)
{
	size_t i, len = 0;
	unsigned char *text;

	for (i = 0; i < count; i++)
		len += parts[i].len;
	text = cr_arena_get(facts->arena, len + 1);
	if (text == NULL)
		return -1;
	*out = cr_value_string(cr_bytes(text, len));
	for (i = 0; i < count; i++) {
		if (parts[i].len != 0)
			memcpy(text, parts[i].data, parts[i].len);
		text += parts[i].len;
	}
	return 0;
}

static int
fetch_uri(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct certrule_value *path, *query;
	struct certrule_bytes parts[3];

	path = cr_fieldset_peek(facts, CR_ID_HTTP_REQUEST_URI_PATH);
	query = cr_fieldset_peek(facts, CR_ID_HTTP_REQUEST_URI_QUERY);
	if (passes_on(path, field->type, out) ||
	    (query->state == CERTRULE_ERROR &&
		passes_on(query, field->type, out)))
		return 0;
	parts[0] = path->as.string;
	if (query->state != CERTRULE_PRESENT || query->as.string.len == 0)
		return join(facts, parts, 1, out);
	parts[1] = cr_bytes_text("?");
	parts[2] = query->as.string;
	return join(facts, parts, 3, out);
}

static int
join_full(struct certrule_fieldset *facts, const struct cr_field *field,
    int host_field, int uri_field, struct certrule_value *out)
{
	const struct certrule_value *host, *uri, *ssl;
	struct certrule_bytes parts[3];

	host = cr_fieldset_peek(facts, host_field);
	uri = cr_fieldset_peek(facts, uri_field);
	ssl = cr_fieldset_peek(facts, CR_ID_SSL);
	if (passes_on(host, field->type, out) ||
	    passes_on(uri, field->type, out) ||
	    (ssl->state == CERTRULE_ERROR && passes_on(ssl, field->type, out)))
		return 0;
	parts[0] = cr_bytes_text(
	    ssl->state == CERTRULE_PRESENT && !ssl->as.boolean ? "http://"
							       : "https://");
	parts[1] = host->as.string;
	parts[2] = uri->as.string;
	return join(facts, parts, 3, out);
}

static int
fetch_full_uri(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	return join_full(
	    facts, field, CR_ID_HOSTNAME, CR_ID_HTTP_REQUEST_URI, out);
}

static int
fetch_raw_full_uri(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return join_full(
	    facts, field, CR_ID_RAW_HTTP_HOST, CR_ID_RAW_HTTP_REQUEST_URI, out);
}

/*
 * What follows the last dot of the last segment; "" where there is none, and of
 * a name that only begins with one, like /.profile.
 */
static struct certrule_bytes
find_extension(struct certrule_bytes path)
{
	size_t at = path.len;

	while (at > 0 && path.data[at - 1] != '.' && path.data[at - 1] != '/')
		at--;
	if (at < 2 || path.data[at - 1] == '/' || path.data[at - 2] == '/')
		at = path.len;
	return cr_bytes_slice(path, at, path.len);
}

static int
fetch_extension_of(struct certrule_fieldset *facts,
    const struct cr_field *field, int path_field, struct certrule_value *out)
{
	const struct certrule_value *path = cr_fieldset_peek(facts, path_field);

	if (!passes_on(path, field->type, out))
		*out = cr_value_string(find_extension(path->as.string));
	return 0;
}

static int
fetch_extension(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	struct certrule_bytes lower;

	if (fetch_extension_of(
		facts, field, CR_ID_HTTP_REQUEST_URI_PATH, out) != 0)
		return -1;
	if (out->state != CERTRULE_PRESENT)
		return 0;
	lower = cr_fieldset_lower(facts, out->as.string);
	if (lower.data == NULL)
		return -1;
	*out = cr_value_string(lower);
	return 0;
}

static int
fetch_raw_extension(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_extension_of(
	    facts, field, CR_ID_RAW_HTTP_REQUEST_URI_PATH, out);
}

/* -------------------------------------------------------------------- pairs */

/* The part of text from *at up to `separator`, which *at steps over. */
static struct certrule_bytes
next_part(struct certrule_bytes text, unsigned char separator, size_t *at)
{
	size_t begin = *at, end = begin;

	while (end < text.len && text.data[end] != separator)
		end++;
	*at = end < text.len ? end + 1 : end;
	return cr_bytes_slice(text, begin, end);
}

static struct certrule_bytes
trim(struct certrule_bytes text)
{
	size_t from = 0, to = text.len;

	while (from < to && (text.data[from] == ' ' || text.data[from] == '\t'))
		from++;
	while (to > from &&
	       (text.data[to - 1] == ' ' || text.data[to - 1] == '\t'))
		to--;
	return cr_bytes_slice(text, from, to);
}

static int
fetch_args_of(struct certrule_fieldset *facts, const struct cr_field *field,
    int query_field, struct certrule_value *out)
{
	const struct certrule_value *query =
	    cr_fieldset_peek(facts, query_field);
	struct cr_pairs pairs = {NULL, NULL, 0, 0};
	struct certrule_bytes part, name;
	size_t at = 0, equals;

	if (passes_on(query, field->type, out))
		return 0;
	while (at < query->as.string.len) {
		part = next_part(query->as.string, '&', &at);
		if (part.len == 0)
			continue;
		equals = 0;
		name = next_part(part, '=', &equals);
		if (cr_pairs_add(facts->arena, &pairs, name,
			cr_bytes_slice(part, equals, part.len)) != 0)
			return -1;
	}
	return cr_pairs_map(facts->arena, &pairs, out);
}

static int
fetch_args(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	return fetch_args_of(facts, field, CR_ID_HTTP_REQUEST_URI_QUERY, out);
}

static int
fetch_raw_args(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	return fetch_args_of(
	    facts, field, CR_ID_RAW_HTTP_REQUEST_URI_QUERY, out);
}

/* %HH decoded; a bad escape stays as it is.  data NULL: no memory. */
static struct certrule_bytes
decode(struct cr_arena *arena, struct certrule_bytes text)
{
	unsigned char *out = cr_arena_get(arena, text.len + 1);
	size_t i, len = 0;

	for (i = 0; out != NULL && i < text.len; i++) {
		int high = -1, low = -1;

		if (text.data[i] == '%' && text.len - i > 2) {
			high = cr_hex_digit(text.data[i + 1]);
			low = cr_hex_digit(text.data[i + 2]);
		}
		if (high < 0 || low < 0) {
			out[len++] = text.data[i];
			continue;
		}
		out[len++] = (unsigned char)(high * 16 + low);
		i += 2;
	}
	return cr_bytes(out, len);
}

/* cookie-pair *( ";" SP cookie-pair ), RFC 6265 4.2.1. */
static int
fetch_cookies(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct certrule_value *cookie =
	    cr_fieldset_peek(facts, CR_ID_HTTP_COOKIE);
	struct cr_pairs pairs = {NULL, NULL, 0, 0};
	struct certrule_bytes part, name;
	size_t at = 0, equals;

	if (passes_on(cookie, field->type, out))
		return 0;
	while (at < cookie->as.string.len) {
		part = trim(next_part(cookie->as.string, ';', &at));
		if (part.len == 0)
			continue;
		equals = 0;
		name = trim(next_part(part, '=', &equals));
		name = decode(facts->arena, name);
		if (name.data == NULL ||
		    cr_pairs_add(facts->arena, &pairs, name,
			trim(cr_bytes_slice(part, equals, part.len))) != 0)
			return -1;
	}
	return cr_pairs_map(facts->arena, &pairs, out);
}

/* ------------------------------------------------------------------ headers */

static int
fetch_headers(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	(void)field;
	if (facts->headers.count == 0)
		return 0;
	return cr_pairs_map(facts->arena, &facts->headers, out);
}

static int
fetch_raw_headers(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	(void)field;
	*out = *cr_fieldset_peek(facts, CR_ID_HTTP_REQUEST_HEADERS);
	return 0;
}

/* All values of a header, joined as RFC 9110 5.3 allows. */
static int
fetch_header(struct certrule_fieldset *facts, const struct cr_field *field,
    const char *name, const char *separator, struct certrule_value *out)
{
	const struct certrule_value *headers, *values;
	struct certrule_bytes *parts;
	size_t i, count;

	headers = cr_fieldset_peek(facts, CR_ID_HTTP_REQUEST_HEADERS);
	if (passes_on(headers, field->type, out))
		return 0;
	values = cr_value_find(headers, cr_bytes_text(name));
	if (values == NULL || values->state != CERTRULE_PRESENT ||
	    values->as.array.count == 0)
		return 0;
	count = values->as.array.count;
	parts = cr_arena_array(facts->arena, 2 * count, sizeof(*parts));
	if (parts == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		if (passes_on(&values->as.array.items[i], field->type, out))
			return 0;
		parts[2 * i] = values->as.array.items[i].as.string;
		parts[2 * i + 1] = cr_bytes_text(separator);
	}
	return join(facts, parts, 2 * count - 1, out);
}

#define HEADER_FETCHER(function, name, separator)                        \
	static int function(struct certrule_fieldset *facts,             \
	    const struct cr_field *field, struct certrule_value *out)    \
	{                                                                \
		return fetch_header(facts, field, name, separator, out); \
	}
HEADER_FETCHER(fetch_cookie, "cookie", "; ")
HEADER_FETCHER(fetch_referer, "referer", ", ")
HEADER_FETCHER(fetch_user_agent, "user-agent", ", ")
HEADER_FETCHER(fetch_forwarded, "x-forwarded-for", ", ")

/* ---------------------------------------------------- names and values of maps */

static size_t
count_values(const struct certrule_value *map)
{
	size_t i, count = 0;

	for (i = 0; i < map->as.map.count; i++)
		count += map->as.map.entries[i].value.as.array.count;
	return count;
}

/* Names as often as they have values, so that the two lists go together. */
static int
list_map(struct cr_arena *arena, const struct certrule_value *map, bool names,
    struct certrule_value *out)
{
	const struct certrule_entry *entry;
	struct certrule_value *items;
	size_t i, j, count = 0;

	items = cr_arena_array(arena, count_values(map) + 1, sizeof(*items));
	if (items == NULL)
		return -1;
	for (i = 0; i < map->as.map.count; i++) {
		entry = &map->as.map.entries[i];
		for (j = 0; j < entry->value.as.array.count; j++)
			items[count++] = names ? cr_value_string(entry->key)
					       : entry->value.as.array.items[j];
	}
	*out = cr_value_array(CERTRULE_STRING, items, count);
	return 0;
}

/* A map with a hole in it has no list. */
static bool
is_whole(const struct certrule_value *map)
{
	size_t i;

	for (i = 0; i < map->as.map.count; i++)
		if (map->as.map.entries[i].value.state != CERTRULE_PRESENT)
			return false;
	return !cr_value_has_error(map);
}

static int
fetch_list(struct certrule_fieldset *facts, const struct cr_field *field,
    int map_field, bool names, struct certrule_value *out)
{
	const struct certrule_value *map = cr_fieldset_peek(facts, map_field);

	if (passes_on(map, field->type, out))
		return 0;
	if (!is_whole(map)) {
		*out = cr_value_error(field->type, "a value is in error");
		return 0;
	}
	return list_map(facts->arena, map, names, out);
}

#define MAP_FETCHERS(prefix, map)                                         \
	static int prefix##_names(struct certrule_fieldset *facts,        \
	    const struct cr_field *field, struct certrule_value *out)     \
	{                                                                 \
		return fetch_list(facts, field, CR_ID_##map, true, out);  \
	}                                                                 \
	static int prefix##_values(struct certrule_fieldset *facts,       \
	    const struct cr_field *field, struct certrule_value *out)     \
	{                                                                 \
		return fetch_list(facts, field, CR_ID_##map, false, out); \
	}
MAP_FETCHERS(fetch_args, HTTP_REQUEST_URI_ARGS)
MAP_FETCHERS(fetch_raw_args, RAW_HTTP_REQUEST_URI_ARGS)
MAP_FETCHERS(fetch_headers, HTTP_REQUEST_HEADERS)
MAP_FETCHERS(fetch_raw_headers, RAW_HTTP_REQUEST_HEADERS)
MAP_FETCHERS(fetch_form, HTTP_REQUEST_BODY_FORM)

/* -------------------------------------------------------------------- table */

struct derived_row {
	int field;
	cr_fetch_fn *fetch;
};

static const struct derived_row rows[] = {
    {CR_ID_HTTP_REQUEST_TIMESTAMP_SEC, fetch_sec},
    {CR_ID_HTTP_REQUEST_TIMESTAMP_MSEC, fetch_msec},
    {CR_ID_HTTP_REQUEST_URI, fetch_uri},
    {CR_ID_HTTP_REQUEST_FULL_URI, fetch_full_uri},
    {CR_ID_RAW_HTTP_REQUEST_FULL_URI, fetch_raw_full_uri},
    {CR_ID_HTTP_REQUEST_URI_PATH_EXTENSION, fetch_extension},
    {CR_ID_RAW_HTTP_REQUEST_URI_PATH_EXTENSION, fetch_raw_extension},
    {CR_ID_HTTP_REQUEST_URI_ARGS, fetch_args},
    {CR_ID_HTTP_REQUEST_URI_ARGS_NAMES, fetch_args_names},
    {CR_ID_HTTP_REQUEST_URI_ARGS_VALUES, fetch_args_values},
    {CR_ID_RAW_HTTP_REQUEST_URI_ARGS, fetch_raw_args},
    {CR_ID_RAW_HTTP_REQUEST_URI_ARGS_NAMES, fetch_raw_args_names},
    {CR_ID_RAW_HTTP_REQUEST_URI_ARGS_VALUES, fetch_raw_args_values},
    {CR_ID_HTTP_REQUEST_HEADERS, fetch_headers},
    {CR_ID_RAW_HTTP_REQUEST_HEADERS, fetch_raw_headers},
    {CR_ID_RAW_HTTP_REQUEST_HEADERS_NAMES, fetch_raw_headers_names},
    {CR_ID_RAW_HTTP_REQUEST_HEADERS_VALUES, fetch_raw_headers_values},
    {CR_ID_HTTP_REQUEST_HEADERS_NAMES, fetch_headers_names},
    {CR_ID_HTTP_REQUEST_HEADERS_VALUES, fetch_headers_values},
    {CR_ID_HTTP_REQUEST_BODY_FORM_NAMES, fetch_form_names},
    {CR_ID_HTTP_REQUEST_BODY_FORM_VALUES, fetch_form_values},
    {CR_ID_HTTP_REQUEST_COOKIES, fetch_cookies},
    {CR_ID_HTTP_COOKIE, fetch_cookie},
    {CR_ID_HTTP_REFERER, fetch_referer},
    {CR_ID_HTTP_USER_AGENT, fetch_user_agent},
    {CR_ID_HTTP_X_FORWARDED_FOR, fetch_forwarded},
};

cr_fetch_fn *
cr_derived_fetch(int field)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].field == field)
			return rows[i].fetch;
	return NULL;
}

/* SPDX-License-Identifier: MIT */
/*
 * Request fields that follow from other fields, made when they are asked for:
 * uri and full_uri, query arguments, cookies, the headers with fields of their
 * own, names and values of maps, the clock.
 *
 * A source in error makes what follows from it an error; a missing one makes it
 * missing.  Arguments and cookies are as sent: nothing is decoded.
 */
#include "fieldset_derived.h"

#include "fieldset.h"

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
	if (passes_on(path, field->type, out))
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
	    passes_on(uri, field->type, out))
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

/* What follows the last dot of the last segment, lower case. */
static int
extension_of(struct certrule_fieldset *facts, const struct cr_field *field,
    int path_field, struct certrule_value *out)
{
	const struct certrule_value *path = cr_fieldset_peek(facts, path_field);
	struct certrule_bytes text;
	size_t at, i;
	unsigned char *copy;

	if (passes_on(path, field->type, out))
		return 0;
	text = path->as.string;
	for (at = text.len; at > 0 && text.data[at - 1] != '.'; at--)
		if (text.data[at - 1] == '/')
			return 0;
	if (at == 0)
		return 0;
	copy = cr_arena_get(facts->arena, text.len - at + 1);
	if (copy == NULL)
		return -1;
	for (i = at; i < text.len; i++)
		copy[i - at] = cr_lower(text.data[i]);
	*out = cr_value_string(cr_bytes(copy, text.len - at));
	return 0;
}

static int
fetch_extension(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	return extension_of(facts, field, CR_ID_HTTP_REQUEST_URI_PATH, out);
}

static int
fetch_raw_extension(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return extension_of(facts, field, CR_ID_RAW_HTTP_REQUEST_URI_PATH, out);
}

/* -------------------------------------------------------------------- pairs */

/* One `name=value` out of text[*at..], pairs parted by `separator`. */
static bool
next_pair(struct certrule_bytes text, unsigned char separator, size_t *at,
    struct certrule_bytes *name, struct certrule_bytes *value)
{
	size_t end, equals;

	while (*at < text.len &&
	       (text.data[*at] == separator || text.data[*at] == ' '))
		++*at;
	if (*at >= text.len)
		return false;
	for (end = *at; end < text.len && text.data[end] != separator; end++)
		continue;
	for (equals = *at; equals < end && text.data[equals] != '='; equals++)
		continue;
	*name = cr_bytes_slice(text, *at, equals);
	*value = cr_bytes_slice(text, equals < end ? equals + 1 : end, end);
	*at = end;
	return true;
}

struct pair {
	struct certrule_bytes name, value;
};

/* Every pair in order; *count of them.  NULL: no memory. */
static struct pair *
split_pairs(struct cr_arena *arena, struct certrule_bytes text,
    unsigned char separator, size_t *count)
{
	struct certrule_bytes name, value;
	struct pair *pairs;
	size_t at = 0;

	for (*count = 0; next_pair(text, separator, &at, &name, &value);)
		++*count;
	pairs = cr_arena_array(arena, *count + 1, sizeof(*pairs));
	if (pairs == NULL)
		return NULL;
	for (at = 0, *count = 0; next_pair(text, separator, &at,
		 &pairs[*count].name, &pairs[*count].value);)
		++*count;
	return pairs;
}

static struct certrule_entry *
find_entry(
    struct certrule_entry *entries, size_t count, struct certrule_bytes name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (cr_bytes_equal(entries[i].key, name))
			return &entries[i];
	return NULL;
}

/* At most this many distinct names: look-up is linear, and a request decides
 * how many there are. */
#define PAIR_NAMES 512

/*
 * The values of one name, in order.  `from` is its first pair; items has room
 * for all that follow.
 */
static size_t
collect_values(const struct pair *pairs, size_t count, size_t from,
    struct certrule_value *items)
{
	size_t i, found = 0;

	for (i = from; i < count; i++)
		if (cr_bytes_equal(pairs[i].name, pairs[from].name))
			items[found++] = cr_value_string(pairs[i].value);
	return found;
}

static int
map_pairs(struct cr_arena *arena, const struct pair *pairs, size_t count,
    struct certrule_value *out)
{
	struct certrule_entry *entries;
	struct certrule_value *items;
	size_t i, names = 0, values;

	entries = cr_arena_array(arena, count + 1, sizeof(*entries));
	items = cr_arena_array(arena, count + 1, sizeof(*items));
	if (entries == NULL || items == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		if (find_entry(entries, names, pairs[i].name) != NULL)
			continue;
		if (names == PAIR_NAMES) {
			*out = cr_value_error(out->type, "too many names");
			return 0;
		}
		values = collect_values(pairs, count, i, items);
		entries[names].key = pairs[i].name;
		entries[names++].value =
		    cr_value_array(CERTRULE_STRING, items, values);
		items += values;
	}
	*out = cr_value_map(CERTRULE_ARRAY_OF(CERTRULE_STRING), entries, names);
	return 0;
}

static int
fetch_pairs(struct certrule_fieldset *facts, const struct cr_field *field,
    int source_field, unsigned char separator, struct certrule_value *out)
{
	const struct certrule_value *source =
	    cr_fieldset_peek(facts, source_field);
	struct pair *pairs;
	size_t count;

	if (passes_on(source, field->type, out))
		return 0;
	pairs = split_pairs(facts->arena, source->as.string, separator, &count);
	return pairs == NULL ? -1 : map_pairs(facts->arena, pairs, count, out);
}

static int
fetch_args(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	return fetch_pairs(
	    facts, field, CR_ID_HTTP_REQUEST_URI_QUERY, '&', out);
}

static int
fetch_raw_args(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	return fetch_pairs(
	    facts, field, CR_ID_RAW_HTTP_REQUEST_URI_QUERY, '&', out);
}

static int
fetch_cookies(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	return fetch_pairs(facts, field, CR_ID_HTTP_COOKIE, ';', out);
}

/* ------------------------------------------------------------------ headers */

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

static int
list_names(struct cr_arena *arena, const struct certrule_value *map,
    struct certrule_value *out)
{
	struct certrule_value *items;
	size_t i;

	items = cr_arena_array(arena, map->as.map.count + 1, sizeof(*items));
	if (items == NULL)
		return -1;
	for (i = 0; i < map->as.map.count; i++)
		items[i] = cr_value_string(map->as.map.entries[i].key);
	*out = cr_value_array(CERTRULE_STRING, items, i);
	return 0;
}

static int
list_values(struct cr_arena *arena, const struct certrule_value *map,
    struct certrule_value *out)
{
	struct certrule_value *items;
	const struct certrule_value *values;
	size_t i, j, count = 0;

	items = cr_arena_array(arena, count_values(map) + 1, sizeof(*items));
	if (items == NULL)
		return -1;
	for (i = 0; i < map->as.map.count; i++) {
		values = &map->as.map.entries[i].value;
		for (j = 0; j < values->as.array.count; j++)
			items[count++] = values->as.array.items[j];
	}
	*out = cr_value_array(CERTRULE_STRING, items, count);
	return 0;
}

/* A map with an error in it has no list of values; one without has both. */
static int
list_map(struct certrule_fieldset *facts, const struct cr_field *field,
    int map_field, bool names, struct certrule_value *out)
{
	const struct certrule_value *map = cr_fieldset_peek(facts, map_field);

	if (passes_on(map, field->type, out))
		return 0;
	if (cr_value_has_error(map)) {
		*out = cr_value_error(field->type, "a value is in error");
		return 0;
	}
	return names ? list_names(facts->arena, map, out)
		     : list_values(facts->arena, map, out);
}

#define MAP_FETCHERS(prefix, map)                                       \
	static int prefix##_names(struct certrule_fieldset *facts,      \
	    const struct cr_field *field, struct certrule_value *out)   \
	{                                                               \
		return list_map(facts, field, CR_ID_##map, true, out);  \
	}                                                               \
	static int prefix##_values(struct certrule_fieldset *facts,     \
	    const struct cr_field *field, struct certrule_value *out)   \
	{                                                               \
		return list_map(facts, field, CR_ID_##map, false, out); \
	}
MAP_FETCHERS(fetch_args, HTTP_REQUEST_URI_ARGS)
MAP_FETCHERS(fetch_raw_args, RAW_HTTP_REQUEST_URI_ARGS)
MAP_FETCHERS(fetch_headers, HTTP_REQUEST_HEADERS)
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

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

static int
set_bytes(
    struct certrule_fieldset *facts, int field, struct certrule_bytes bytes)
{
	return certrule_fieldset_set_string(
	    facts, field, bytes.data, bytes.len);
}

/* -------------------------------------------------------------------- host */

/* In HTTP/2 :authority and Host may both be there when they agree. */
static int
set_another_host(
    struct certrule_fieldset *facts, const struct certrule_value *first)
{
	struct certrule_value second = facts->slots[CR_ID_HOSTNAME].value;

	if (first->state == CERTRULE_ERROR)
		return cr_fieldset_fail(facts, CR_ID_HOSTNAME, first->as.why);
	if (second.state == CERTRULE_ERROR)
		return -1;
	if (!cr_value_equal(first, &second))
		return cr_fieldset_fail(
		    facts, CR_ID_HOSTNAME, "two different hosts");
	if (!facts->http2)
		return cr_fieldset_fail(
		    facts, CR_ID_HOSTNAME, "two Host headers");
	return 0;
}

int
certrule_fieldset_set_host(
    struct certrule_fieldset *facts, const void *host, size_t len)
{
	struct certrule_value first;
	int result;

	if (!has_request_fields(facts))
		return -1;
	first = facts->slots[CR_ID_HOSTNAME].value;
	result = certrule_fieldset_set_string(facts, CR_ID_HOSTNAME, host, len);
	if (facts->host_count++ > 0)
		return set_another_host(facts, &first);
	if (certrule_fieldset_set_string(
		facts, CR_ID_RAW_HTTP_HOST, host, len) != 0)
		return -1;
	return result;
}

/* -------------------------------------------------------------------- path */

static int
set_path(struct certrule_fieldset *facts, struct certrule_bytes path)
{
	int raw = set_bytes(facts, CR_ID_RAW_HTTP_REQUEST_URI_PATH, path);
	int canonical = set_bytes(facts, CR_ID_HTTP_REQUEST_URI_PATH, path);

	return raw != 0 || canonical != 0 ? -1 : 0;
}

int
certrule_fieldset_set_path(
    struct certrule_fieldset *facts, const void *path, size_t len)
{
	if (!has_request_fields(facts))
		return -1;
	return set_path(facts, cr_bytes(path, len));
}

static size_t
find_byte(struct certrule_bytes text, unsigned char c)
{
	const unsigned char *found =
	    text.len == 0 ? NULL : memchr(text.data, c, text.len);

	return found == NULL ? text.len : (size_t)(found - text.data);
}

/* Path and query of an origin-form or what is left of an absolute-form. */
static int
set_origin(struct certrule_fieldset *facts, struct certrule_bytes target)
{
	size_t mark = find_byte(target, '?');
	struct certrule_bytes query = cr_bytes("", 0);
	int result;

	if (mark < target.len)
		query = cr_bytes_slice(target, mark + 1, target.len);
	result = set_path(facts, cr_bytes_slice(target, 0, mark));
	if (set_bytes(facts, CR_ID_RAW_HTTP_REQUEST_URI, target) != 0 ||
	    set_bytes(facts, CR_ID_RAW_HTTP_REQUEST_URI_QUERY, query) != 0 ||
	    set_bytes(facts, CR_ID_HTTP_REQUEST_URI_QUERY, query) != 0)
		return -1;
	return result;
}

/* ------------------------------------------------------------------ target */

/* scheme "://" of RFC 9112 3.2.2, http and https alone; 0: another form. */
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
	size_t slash = find_byte(rest, '/'), mark = find_byte(rest, '?');

	return slash < mark ? slash : mark;
}

/*
 * Target and Host both name a host (RFC 9112 3.2.2 has the target win; servers
 * differ, so they must agree).
 */
static int
set_absolute(struct certrule_fieldset *facts, struct certrule_bytes rest)
{
	size_t end = authority_length(rest);
	struct certrule_value named = facts->slots[CR_ID_HOSTNAME].value;
	bool other = facts->host_count != 0;
	int result;

	if (set_origin(facts, cr_bytes_slice(rest, end, rest.len)) != 0)
		return -1;
	result = set_bytes(facts, CR_ID_HOSTNAME, cr_bytes_slice(rest, 0, end));
	if (!other) {
		/* A Host that came after this would be a second host. */
		facts->host_count++;
		return result;
	}
	if (result != 0)
		return result;
	if (named.state != CERTRULE_PRESENT ||
	    !cr_value_equal(&named, &facts->slots[CR_ID_HOSTNAME].value))
		return cr_fieldset_fail(facts, CR_ID_HOSTNAME,
		    "the request target and Host differ");
	return 0;
}

/* The authority-form is CONNECT's alone (RFC 9112 3.2.3) and has no path. */
static int
set_target(struct certrule_fieldset *facts, struct certrule_bytes method,
    struct certrule_bytes target)
{
	size_t scheme = scheme_length(target);

	if (scheme != 0)
		return set_absolute(
		    facts, cr_bytes_slice(target, scheme, target.len));
	if (cr_bytes_equal_text(method, "CONNECT"))
		return set_bytes(facts, CR_ID_RAW_HTTP_REQUEST_URI, target);
	return set_origin(facts, target);
}

int
certrule_fieldset_set_request(struct certrule_fieldset *facts,
    const char *method, const char *target, const char *host)
{
	int result = 0;

	if (!has_request_fields(facts))
		return -1;
	if (set_bytes(
		facts, CR_ID_HTTP_REQUEST_METHOD, cr_bytes_text(method)) != 0)
		result = -1;
	if (host != NULL &&
	    certrule_fieldset_set_host(facts, host, strlen(host)) != 0)
		result = -1;
	if (set_target(facts, cr_bytes_text(method), cr_bytes_text(target)) !=
	    0)
		result = -1;
	return result;
}

/* ----------------------------------------------------------------- headers */

/* One more of `size` behind `count` of them: arrays grow at powers of two. */
static void *
grow(struct cr_arena *arena, const void *items, size_t count, size_t size)
{
	void *larger;

	if (count != 0 && (count & (count - 1)) != 0)
		return (void *)(uintptr_t)items;
	larger = cr_arena_array(arena, count == 0 ? 1 : count * 2, size);
	if (larger != NULL && count != 0)
		memcpy(larger, items, count * size);
	return larger;
}

static struct certrule_value *
find_header(struct certrule_value *map, struct certrule_bytes name)
{
	return (struct certrule_value *)(uintptr_t)cr_value_find(map, name);
}

/* An entry without values yet, at the end of the map. */
static struct certrule_value *
add_entry(struct cr_arena *arena, struct certrule_value *map,
    struct certrule_bytes name)
{
	struct certrule_entry *entries = grow(
	    arena, map->as.map.entries, map->as.map.count, sizeof(*entries));
	struct certrule_entry *entry;

	if (entries == NULL)
		return NULL;
	map->as.map.entries = entries;
	entry = &entries[map->as.map.count++];
	entry->key = name;
	entry->value = cr_value_array(CERTRULE_STRING, NULL, 0);
	return &entry->value;
}

static int
add_item(struct cr_arena *arena, struct certrule_value *array,
    struct certrule_bytes item)
{
	struct certrule_value *items = grow(arena, array->as.array.items,
	    array->as.array.count, sizeof(*items));

	item = cr_arena_bytes(arena, item);
	if (items == NULL || item.data == NULL)
		return -1;
	items[array->as.array.count] = cr_value_string(item);
	array->as.array.items = items;
	array->as.array.count++;
	return 0;
}

/* Field names are case-insensitive (RFC 9110 5.1). */
static struct certrule_bytes
lower_copy(struct cr_arena *arena, struct certrule_bytes name)
{
	unsigned char *copy = cr_arena_get(arena, name.len + 1);
	size_t i;

	for (i = 0; copy != NULL && i < name.len; i++)
		copy[i] = cr_lower(name.data[i]);
	return cr_bytes(copy, name.len);
}

static int
add_header(struct certrule_fieldset *facts, struct certrule_value *map,
    struct certrule_bytes name, struct certrule_bytes value)
{
	struct certrule_value *values;

	name = lower_copy(facts->arena, name);
	if (name.data == NULL)
		return -1;
	values = find_header(map, name);
	if (values == NULL)
		values = add_entry(facts->arena, map, name);
	return values == NULL ? -1 : add_item(facts->arena, values, value);
}

int
certrule_fieldset_add_header(struct certrule_fieldset *facts, const void *name,
    size_t name_len, const void *value, size_t value_len)
{
	struct cr_slot *slot;

	if (!has_request_fields(facts))
		return -1;
	slot = &facts->slots[CR_ID_HTTP_REQUEST_HEADERS];
	cr_fieldset_forget(facts);
	if (slot->state == CR_SLOT_SET && slot->value.state == CERTRULE_ERROR)
		return -1;
	if (slot->state != CR_SLOT_SET)
		slot->value =
		    cr_value_map(CERTRULE_ARRAY_OF(CERTRULE_STRING), NULL, 0);
	slot->state = CR_SLOT_SET;
	if (cr_value_size(&slot->value) + name_len + value_len >
	    CR_LIMIT_FIELD_VALUE)
		return cr_fieldset_fail(facts, CR_ID_HTTP_REQUEST_HEADERS,
		    "more than 1 MiB of headers");
	if (add_header(facts, &slot->value, cr_bytes(name, name_len),
		cr_bytes(value, value_len)) != 0)
		return cr_fieldset_fail(
		    facts, CR_ID_HTTP_REQUEST_HEADERS, "out of memory");
	return 0;
}

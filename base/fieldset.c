/* SPDX-License-Identifier: MIT */
/*
 * Slots, setters and fetching.
 *
 * A setter that fails leaves its field in error; the text of the error is
 * constant wherever memory may be what is lacking, so that nothing can turn a
 * failed set into an unset field.
 */
#include "fieldset.h"

#include "alloc.h"
#include "canonical.h"
#include "clock.h"
#include "limits.h"

#include <string.h>

static const char no_memory[] = "out of memory";
static const char too_long[] = "set to more than 1 MiB";
static const char not_set[] = "this required field is not set";

/* ------------------------------------------------------------ life and death */

static int
init_memory(struct certrule_fieldset *facts)
{
	facts->slot_count = cr_schema_field_count(facts->schema);
	facts->slots = cr_alloc_array(
	    facts->alloc, facts->slot_count + 1, sizeof(*facts->slots));
	facts->reads = cr_alloc_array(
	    facts->alloc, facts->slot_count + 1, sizeof(*facts->reads));
	facts->touched = cr_alloc_array(
	    facts->alloc, facts->slot_count + 1, sizeof(*facts->touched));
	facts->arena = cr_arena_new(facts->alloc);
	facts->scratch = cr_arena_new(facts->alloc);
	if (facts->slots == NULL || facts->reads == NULL ||
	    facts->touched == NULL || facts->arena == NULL ||
	    facts->scratch == NULL)
		return -1;
	cr_arena_set_limit(facts->scratch, CR_LIMIT_SCRATCH);
	facts->work = CR_LIMIT_WORK;
	return 0;
}

struct certrule_fieldset *
cr_fieldset_new(
    const struct certrule_schema *schema, const struct certrule_alloc *alloc)
{
	struct certrule_fieldset *facts;

	facts = cr_alloc_array(alloc, 1, sizeof(*facts));
	if (facts == NULL)
		return NULL;
	facts->alloc = alloc;
	facts->schema = schema;
	cr_buffer_init(&facts->text, alloc);
	if (init_memory(facts) != 0) {
		cr_fieldset_fini(facts);
		return NULL;
	}
	return facts;
}

static void
drop_kept(struct certrule_fieldset *facts)
{
	if (facts->facts != NULL && facts->facts_free != NULL)
		facts->facts_free(facts->facts);
	facts->facts = NULL;
}

void
cr_fieldset_fini(struct certrule_fieldset *facts)
{
	if (facts == NULL)
		return;
	drop_kept(facts);
	if (facts->regex != NULL && facts->regex_free != NULL)
		facts->regex_free(facts->regex);
	if (facts->state != NULL && facts->state_free != NULL)
		facts->state_free(facts->state);
	cr_buffer_fini(&facts->text);
	cr_arena_free(facts->arena);
	cr_arena_free(facts->scratch);
	cr_alloc_free(facts->alloc, facts->reads);
	cr_alloc_free(facts->alloc, facts->touched);
	cr_alloc_free(facts->alloc, facts->slots);
	cr_alloc_free(facts->alloc, facts);
}

/* There are hundreds of fields, of which a request has a few. */
static void
empty_slots(struct certrule_fieldset *facts)
{
	static const struct cr_slot empty;
	size_t i;

	for (i = 0; i < facts->touched_count; i++)
		facts->slots[facts->touched[i]] = empty;
	for (i = 0; i < facts->read_count; i++)
		facts->slots[facts->reads[i]].read = false;
	facts->touched_count = 0;
	facts->read_count = 0;
}

void
certrule_fieldset_clear(struct certrule_fieldset *facts)
{
	drop_kept(facts);
	empty_slots(facts);
	cr_arena_reset(facts->arena);
	cr_arena_reset(facts->scratch);
	facts->now = 0;
	facts->now_set = false;
	facts->by_hand = false;
	facts->peer_set = false;
	facts->peer_lends = false;
	facts->contradicted = false;
	facts->fetched = false;
	facts->http2 = false;
	facts->host_count = 0;
	facts->host_headers = 0;
	facts->headers = (struct cr_pairs){NULL, NULL, 0, 0};
	facts->work = CR_LIMIT_WORK;
	facts->peer = NULL;
}

void
cr_fieldset_begin(struct certrule_fieldset *facts)
{
	size_t i;

	for (i = 0; i < facts->read_count; i++)
		facts->slots[facts->reads[i]].read = false;
	facts->read_count = 0;
	cr_arena_reset(facts->scratch);
	facts->work = CR_LIMIT_WORK;
}

void
cr_fieldset_forget(struct certrule_fieldset *facts)
{
	size_t i;

	if (!facts->fetched)
		return;
	for (i = 0; i < facts->touched_count; i++) {
		struct cr_slot *slot = &facts->slots[facts->touched[i]];

		if (slot->state == CR_SLOT_FETCHED)
			slot->state = CR_SLOT_EMPTY;
	}
	drop_kept(facts);
	facts->fetched = false;
}

/* ----------------------------------------------------------------- setting */

struct cr_slot *
cr_fieldset_open(
    struct certrule_fieldset *facts, int field, enum cr_slot_state state)
{
	struct cr_slot *slot = &facts->slots[field];

	if (!slot->touched)
		facts->touched[facts->touched_count++] = (uint32_t)field;
	slot->touched = true;
	slot->state = state;
	return slot;
}

int
cr_fieldset_fail(struct certrule_fieldset *facts, int field, const char *why)
{
	struct cr_slot *slot = cr_fieldset_open(facts, field, CR_SLOT_SET);

	slot->value =
	    cr_value_error(cr_schema_field(facts->schema, field)->type, why);
	return -1;
}

/* Versions in which a request may carry :authority beside Host. */
static bool
is_multiplexed(struct certrule_bytes version)
{
	return cr_bytes_starts(version, cr_bytes_text("HTTP/2")) ||
	       cr_bytes_starts(version, cr_bytes_text("HTTP/3"));
}

/* A certificate field by hand, unless there is a certificate. */
static int
note_by_hand(struct certrule_fieldset *facts, const struct cr_field *field)
{
	if (field->origin != CERTRULE_ORIGIN_CERTIFICATE)
		return 0;
	facts->contradicted |= facts->peer_set;
	if (facts->peer_set)
		return cr_fieldset_fail(
		    facts, field->number, "set by hand beside a certificate");
	facts->by_hand = true;
	return 0;
}

const char *
cr_fieldset_canonical(struct certrule_fieldset *facts, unsigned flags,
    struct certrule_bytes text, struct certrule_bytes *out)
{
	const char *why;

	cr_buffer_clear(&facts->text);
	why = (flags & CR_FIELD_HOST) != 0
		  ? cr_host_canonical(&facts->text, text)
		  : cr_path_canonical(&facts->text, text);
	if (why != NULL)
		return why;
	*out = cr_arena_bytes(facts->arena, cr_buffer_bytes(&facts->text));
	return out->data == NULL ? no_memory : NULL;
}

static void
copy_lower(unsigned char *to, struct certrule_bytes text)
{
	size_t i;

	for (i = 0; i < text.len; i++)
		to[i] = cr_lower(text.data[i]);
}

struct certrule_bytes
cr_fieldset_lower(struct certrule_fieldset *facts, struct certrule_bytes text)
{
	unsigned char *copy = cr_arena_get(facts->arena, text.len + 1);

	if (copy != NULL)
		copy_lower(copy, text);
	return cr_bytes(copy, text.len);
}

int
cr_fieldset_add_pair(struct certrule_fieldset *facts,
    struct certrule_bytes name, struct certrule_bytes value)
{
	struct cr_arena *arena = facts->arena;
	unsigned char *copy = cr_arena_text(arena, name.len + value.len);

	if (copy == NULL)
		return -1;
	copy_lower(copy, name);
	if (value.len != 0)
		memcpy(copy + name.len, value.data, value.len);
	return cr_pairs_add(arena, &facts->headers, cr_bytes(copy, name.len),
	    cr_bytes(copy + name.len, value.len));
}

int
cr_fieldset_put(
    struct certrule_fieldset *facts, int field, struct certrule_bytes text)
{
	if (text.data == NULL)
		return cr_fieldset_fail(facts, field, no_memory);
	if (text.len > CR_LIMIT_FIELD_VALUE)
		return cr_fieldset_fail(facts, field, too_long);
	cr_fieldset_open(facts, field, CR_SLOT_SET)->value =
	    cr_value_string(text);
	return 0;
}

static int
store_canonical(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_bytes text)
{
	struct certrule_bytes form;
	const char *why =
	    cr_fieldset_canonical(facts, field->flags, text, &form);

	if (why != NULL)
		return cr_fieldset_fail(facts, field->number, why);
	cr_fieldset_open(facts, field->number, CR_SLOT_SET)->value =
	    cr_value_string(form);
	return 0;
}

static int
store(struct certrule_fieldset *facts, const struct cr_field *field,
    const struct certrule_value *value)
{
	struct certrule_value copy;

	if (value->state == CERTRULE_PRESENT &&
	    (field->flags & (CR_FIELD_HOST | CR_FIELD_PATH)) != 0)
		return store_canonical(facts, field, value->as.string);
	if (value->state == CERTRULE_MISSING &&
	    (field->flags & CR_FIELD_REQUIRED) != 0)
		return cr_fieldset_fail(facts, field->number, not_set);
	if (cr_value_copy(facts->arena, value, &copy) != 0)
		return cr_fieldset_fail(facts, field->number, no_memory);
	cr_fieldset_open(facts, field->number, CR_SLOT_SET)->value = copy;
	return 0;
}

/* Fields that others depend on. */
static int
store_special(struct certrule_fieldset *facts, const struct cr_field *field,
    const struct certrule_value *value)
{
	if (!cr_schema_has_builtin(facts->schema))
		return store(facts, field, value);
	if (field->number == CR_ID_HTTP_REQUEST_HEADERS &&
	    cr_fieldset_set_headers(facts, value) != 0)
		return cr_fieldset_fail(facts, field->number, no_memory);
	if (field->number == CR_ID_HTTP_REQUEST_HEADERS &&
	    facts->headers.count != 0)
		return 0;
	if (field->number == CR_ID_HTTP_REQUEST_VERSION)
		facts->http2 = value->state == CERTRULE_PRESENT &&
			       is_multiplexed(value->as.string);
	return store(facts, field, value);
}

int
certrule_fieldset_set(struct certrule_fieldset *facts, int field,
    const struct certrule_value *value)
{
	const struct cr_field *row;

	if (field < 0 || (size_t)field >= facts->slot_count)
		return -1;
	row = cr_schema_field(facts->schema, field);
	cr_fieldset_forget(facts);
	if (note_by_hand(facts, row) != 0)
		return -1;
	if (!cr_value_is_of_type(value, row->type))
		return cr_fieldset_fail(
		    facts, field, "set to a value of another type");
	if (cr_value_size(value) > CR_LIMIT_FIELD_VALUE)
		return cr_fieldset_fail(facts, field, too_long);
	return store_special(facts, row, value);
}

int
certrule_fieldset_set_bool(
    struct certrule_fieldset *facts, int field, int boolean)
{
	struct certrule_value value = cr_value_bool(boolean != 0);

	return certrule_fieldset_set(facts, field, &value);
}

int
certrule_fieldset_set_int(
    struct certrule_fieldset *facts, int field, int64_t integer)
{
	struct certrule_value value = cr_value_int(integer);

	return certrule_fieldset_set(facts, field, &value);
}

/* A text that is nothing but itself. */
static bool
is_plain_text(const struct certrule_fieldset *facts, int field)
{
	const struct cr_field *row;

	if (field < 0 || (size_t)field >= facts->slot_count ||
	    field == CR_ID_HTTP_REQUEST_VERSION)
		return false;
	row = cr_schema_field(facts->schema, field);
	return row->type == CERTRULE_STRING &&
	       (row->flags & (CR_FIELD_HOST | CR_FIELD_PATH)) == 0 &&
	       row->origin != CERTRULE_ORIGIN_CERTIFICATE;
}

int
certrule_fieldset_set_string(
    struct certrule_fieldset *facts, int field, const void *data, size_t len)
{
	struct certrule_bytes text = cr_bytes(data, len);
	struct certrule_value value = cr_value_string(text);

	if (len > CR_LIMIT_FIELD_VALUE || !is_plain_text(facts, field))
		return certrule_fieldset_set(facts, field, &value);
	cr_fieldset_forget(facts);
	return cr_fieldset_put(
	    facts, field, cr_arena_bytes(facts->arena, text));
}

void
certrule_fieldset_set_error(
    struct certrule_fieldset *facts, int field, const char *why)
{
	const char *copy;

	if (field < 0 || (size_t)field >= facts->slot_count)
		return;
	cr_fieldset_forget(facts);
	copy = cr_arena_string(facts->arena, why);
	(void)note_by_hand(facts, cr_schema_field(facts->schema, field));
	(void)cr_fieldset_fail(facts, field, copy == NULL ? no_memory : copy);
}

void
certrule_fieldset_set_time(struct certrule_fieldset *facts, int64_t now)
{
	cr_fieldset_forget(facts);
	facts->now = now;
	facts->now_set = true;
}

int64_t
cr_fieldset_now(struct certrule_fieldset *facts)
{
	if (!facts->now_set) {
		facts->now = cr_clock_now();
		facts->now_set = true;
	}
	return facts->now;
}

/* ---------------------------------------------------------------- fetching */

/* Beside facts set by hand the trust block of the host is still looked up, for
 * its settings; everything else about a certificate is what was set. */
static bool
may_fetch(const struct certrule_fieldset *facts, const struct cr_field *field)
{
	if (field->fetch == NULL)
		return false;
	return !facts->by_hand ||
	       field->origin != CERTRULE_ORIGIN_CERTIFICATE ||
	       (field->number >= CR_ID_TLS_CLIENT_CERT_TRUST_BLOCK &&
		   field->number <= CR_ID_TLS_CLIENT_CERT_TRUST_REVISION);
}

static void
fetch(struct certrule_fieldset *facts, const struct cr_field *field)
{
	struct cr_slot *slot =
	    cr_fieldset_open(facts, field->number, CR_SLOT_FETCHED);

	facts->fetched = true;
	slot->value = cr_value_missing(field->type);
	if ((field->flags & CR_FIELD_REQUIRED) != 0)
		slot->value = cr_value_error(field->type, not_set);
	else if (may_fetch(facts, field) &&
		 field->fetch(facts, field, &slot->value) != 0)
		slot->value = cr_value_error(field->type, no_memory);
	if (slot->value.type != field->type)
		slot->value = cr_value_error(
		    field->type, "fetched as a value of another type");
}

const struct certrule_value *
cr_fieldset_peek(struct certrule_fieldset *facts, int field)
{
	struct cr_slot *slot = &facts->slots[field];

	if (slot->state == CR_SLOT_EMPTY)
		fetch(facts, cr_schema_field(facts->schema, field));
	return &slot->value;
}

void
cr_fieldset_mark(struct certrule_fieldset *facts, int field)
{
	struct cr_slot *slot = &facts->slots[field];

	if (slot->read)
		return;
	slot->read = true;
	facts->reads[facts->read_count++] = (uint32_t)field;
	/* What was there before does not count as read. */
	if (slot->state == CR_SLOT_EMPTY)
		slot->value.state = CERTRULE_MISSING;
}

const struct certrule_value *
cr_fieldset_read(struct certrule_fieldset *facts, int field)
{
	cr_fieldset_mark(facts, field);
	return cr_fieldset_peek(facts, field);
}

const struct certrule_value *
certrule_fieldset_get(struct certrule_fieldset *facts, int field)
{
	static const struct certrule_value nothing = {
	    .state = CERTRULE_ERROR, .as.why = "no such field"};

	if (field < 0 || (size_t)field >= facts->slot_count)
		return &nothing;
	return cr_fieldset_peek(facts, field);
}

int
certrule_fieldset_by_hand(const struct certrule_fieldset *facts)
{
	return facts->by_hand;
}

int
certrule_fieldset_is_set(const struct certrule_fieldset *facts, int field)
{
	if (field < 0 || (size_t)field >= facts->slot_count)
		return 0;
	if (facts->slots[field].state == CR_SLOT_SET)
		return 1;
	if (cr_schema_has_builtin(facts->schema) &&
	    field == CR_ID_HTTP_REQUEST_HEADERS && facts->headers.count != 0)
		return 1;
	return facts->peer_set &&
	       cr_schema_field(facts->schema, field)->origin ==
		   CERTRULE_ORIGIN_CERTIFICATE;
}

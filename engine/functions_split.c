/* SPDX-License-Identifier: MIT */
/*
 * Bodies of funcs.def between a String and an Array<String>: split and join.
 * What split gives points into the text that was split.
 */
#include "functions.h"

#include "../base/value.h"

#include <string.h>

/* ------------------------------------------------------------------- split */

/* Where the separator begins in text, or the end of it. */
static size_t
find(struct certrule_bytes text, struct certrule_bytes separator)
{
	const unsigned char *found;

	if (text.len == 0)
		return 0;
	found = memmem(text.data, text.len, separator.data, separator.len);
	return found == NULL ? text.len : (size_t)(found - text.data);
}

/* The part in front of the first separator; *text becomes what is behind it,
 * and false says that there is none. */
static bool
cut(struct certrule_bytes *text, struct certrule_bytes separator,
    struct certrule_bytes *part)
{
	size_t end = find(*text, separator);

	*part = cr_bytes_slice(*text, 0, end);
	if (end == text->len)
		return false;
	*text = cr_bytes_slice(*text, end + separator.len, text->len);
	return true;
}

/* How many parts there will be, so that scratch holds no more than them. */
static size_t
count_parts(
    struct certrule_bytes text, struct certrule_bytes separator, size_t limit)
{
	struct certrule_bytes part;
	size_t count = 1;

	while (count < limit && cut(&text, separator, &part))
		count++;
	return count;
}

int
cr_functions_split(struct cr_call *call)
{
	struct certrule_bytes text = call->args[0].as.string, part;
	struct certrule_bytes separator = call->args[1].as.string;
	size_t limit = (size_t)call->args[2].as.integer;
	size_t count = count_parts(text, separator, limit);
	struct certrule_value *items =
	    cr_arena_array(call->scratch, count, sizeof(*items));

	if (items == NULL)
		return -1;
	for (size_t i = 0; i + 1 < count; i++) {
		cut(&text, separator, &part);
		items[i] = cr_value_string(part);
	}
	items[count - 1] = cr_value_string(text);
	*call->result = cr_value_array(CERTRULE_STRING, items, count);
	return 0;
}

/* -------------------------------------------------------------------- join */

/* Missing elements, which no function of ours makes, count as not there. */
static bool
is_present(const struct certrule_value *value)
{
	return value->state == CERTRULE_PRESENT;
}

static size_t
measure(const struct certrule_value *array, size_t separator)
{
	size_t len = 0, parts = 0;

	for (size_t i = 0; i < array->as.array.count; i++) {
		if (!is_present(&array->as.array.items[i]))
			continue;
		len += array->as.array.items[i].as.string.len;
		parts++;
	}
	return parts == 0 ? 0 : len + (parts - 1) * separator;
}

static unsigned char *
append(unsigned char *at, struct certrule_bytes text)
{
	if (text.len > 0)
		memcpy(at, text.data, text.len);
	return at + text.len;
}

int
cr_functions_join(struct cr_call *call)
{
	const struct certrule_value *array = &call->args[0];
	struct certrule_bytes separator = call->args[1].as.string;
	size_t len = measure(array, separator.len);
	unsigned char *out = cr_arena_array(call->scratch, len, 1), *at = out;
	bool first = true;

	if (out == NULL)
		return -1;
	for (size_t i = 0; i < array->as.array.count; i++) {
		const struct certrule_value *item = &array->as.array.items[i];

		if (!is_present(item))
			continue;
		if (!first)
			at = append(at, separator);
		at = append(at, item->as.string);
		first = false;
	}
	*call->result = cr_value_string(cr_bytes(out, len));
	return 0;
}

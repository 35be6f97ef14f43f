/* SPDX-License-Identifier: MIT */
/*
 * regex_replace and wildcard_replace: a pattern's groups put into a text.  Both
 * leave alone what does not match.
 */
#include "functions_replace.h"

#include "../base/fieldset.h"
#include "regex_scratch.h"
#include "wildcard.h"

#include <string.h>

/* ------------------------------------------------------------- replacement */

/* ${1} to ${8} at the place, 4 bytes; 0: something else. */
static unsigned
read_group(struct certrule_bytes text, size_t at)
{
	const unsigned char *p = text.data + at;

	if (text.len - at < 4 || p[1] != '{' || p[3] != '}' || p[2] < '1' ||
	    p[2] > '0' + CR_REGEX_GROUPS)
		return 0;
	return p[2] - '0';
}

static void
add_part(struct cr_replacement_part *parts, size_t *count,
    struct certrule_bytes text)
{
	if (text.len > 0)
		parts[(*count)++].text = text;
}

/* Each dollar makes at most two parts: what is in front of it, and itself. */
static size_t
count_dollars(struct certrule_bytes text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.data[i] == '$';
	return count;
}

int
cr_replacement_parse(struct cr_arena *arena, struct certrule_bytes text,
    struct cr_replacement *out, size_t *at)
{
	struct cr_replacement_part *parts =
	    cr_arena_array(arena, count_dollars(text) * 2 + 1, sizeof(*parts));
	size_t count = 0, from = 0;

	*at = text.len;
	if (parts == NULL)
		return -1;
	*out = (struct cr_replacement){.parts = parts};
	for (size_t i = 0; i < text.len; i++) {
		unsigned group;

		if (text.data[i] != '$')
			continue;
		add_part(parts, &count, cr_bytes_slice(text, from, i));
		group = read_group(text, i);
		*at = i;
		if (group != 0)
			parts[count++].group = group;
		else if (text.len - i < 2 || text.data[i + 1] != '$')
			return -1;
		if (group > out->highest)
			out->highest = group;
		/* Of $$ the second one is text. */
		from = group != 0 ? i + 4 : i + 1;
		i = group != 0 ? i + 3 : i + 1;
	}
	add_part(parts, &count, cr_bytes_slice(text, from, text.len));
	out->count = count;
	return 0;
}

/* groups[0] is the whole match; those that took no part are empty. */
static struct certrule_bytes
text_of(
    const struct cr_replacement_part *part, const struct certrule_bytes *groups)
{
	return part->group == 0 ? part->text : groups[part->group];
}

static unsigned char *
append(unsigned char *at, struct certrule_bytes text)
{
	if (text.len > 0)
		memcpy(at, text.data, text.len);
	return at + text.len;
}

/* before, the replacement, after. */
static int
give_replaced(struct cr_call *call, const struct cr_replacement *replacement,
    const struct certrule_bytes *groups, struct certrule_bytes before,
    struct certrule_bytes after)
{
	size_t len = before.len + after.len;
	unsigned char *out, *at;

	for (size_t i = 0; i < replacement->count; i++)
		len += text_of(&replacement->parts[i], groups).len;
	out = at = cr_arena_array(call->scratch, len, 1);
	if (out == NULL)
		return -1;
	at = append(at, before);
	for (size_t i = 0; i < replacement->count; i++)
		at = append(at, text_of(&replacement->parts[i], groups));
	append(at, after);
	*call->result = cr_value_string(cr_bytes(out, len));
	return 0;
}

/* ------------------------------------------------------------------ bodies */

static int
replace_found(struct cr_call *call, const struct cr_replacement *replacement,
    const struct cr_regex_scratch *scratch)
{
	struct certrule_bytes text = call->args[0].as.string;
	struct certrule_bytes groups[CR_REGEX_GROUPS + 1] = {{NULL, 0}};
	size_t begin = 0, end = 0;

	for (unsigned i = 1; i <= replacement->highest; i++)
		if (cr_regex_group(scratch, i, &begin, &end))
			groups[i] = cr_bytes_slice(text, begin, end);
	if (!cr_regex_group(scratch, 0, &begin, &end)) {
		call->why = "the regular expression failed";
		return -1;
	}
	return give_replaced(call, replacement, groups,
	    cr_bytes_slice(text, 0, begin),
	    cr_bytes_slice(text, end, text.len));
}

/* Charges the evaluation as `matches` does; a bound that is hit makes the call
 * an error. */
int
cr_functions_regex_replace(struct cr_call *call)
{
	const struct cr_prepared *prepared = call->prepared;
	struct cr_regex_scratch *scratch = cr_regex_scratch_get(call->facts);

	if (scratch == NULL) {
		call->why = "out of memory";
		return -1;
	}
	switch (cr_regex_search(prepared->regex, scratch,
	    call->args[0].as.string, &call->facts->work, &call->why)) {
	case CR_REGEX_NO:
		*call->result = call->args[0];
		return 0;
	case CR_REGEX_YES:
		return replace_found(call, &prepared->replacement, scratch);
	case CR_REGEX_ERROR:
	case CR_REGEX_BUDGET:
		break;
	}
	return -1;
}

int
cr_functions_wildcard_replace(struct cr_call *call)
{
	const struct cr_prepared *prepared = call->prepared;
	struct certrule_bytes groups[CR_REGEX_GROUPS + 1] = {{NULL, 0}};
	struct certrule_bytes none = {NULL, 0};

	*call->result = call->args[0];
	if (!cr_wildcard_capture(prepared->wildcard, call->args[0].as.string,
		groups + 1, CR_REGEX_GROUPS))
		return 0;
	return give_replaced(call, &prepared->replacement, groups, none, none);
}

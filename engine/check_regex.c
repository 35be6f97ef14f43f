/* SPDX-License-Identifier: MIT */
/* Each distinct pattern of a policy is compiled once, and found again by hash.
 * A refused one is not kept: each place that uses it gets its diagnostic. */
#include "../base/alloc.h"
#include "../base/bytes.h"
#include "../base/limits.h"
#include "check_parts.h"

struct cr_regex_entry {
	struct cr_regex *regex; /* NULL: the entry is free */
};

static bool
is_entry(
    const struct cr_regex *regex, struct certrule_bytes pattern, bool captures)
{
	return cr_regex_captures(regex) == captures &&
	       cr_bytes_equal(cr_regex_pattern(regex), pattern);
}

static struct cr_regex_entry *
find_entry(
    const struct cr_check *check, struct certrule_bytes pattern, bool captures)
{
	size_t mask = check->regex_capacity - 1;
	size_t at = (size_t)cr_bytes_hash(pattern, 0) & mask;

	while (check->regexes[at].regex != NULL &&
	       !is_entry(check->regexes[at].regex, pattern, captures))
		at = (at + 1) & mask;
	return &check->regexes[at];
}

/* At most half full. */
static int
make_room(struct cr_check *check)
{
	struct cr_regex_entry *old = check->regexes;
	size_t old_capacity = check->regex_capacity;
	size_t capacity = old_capacity == 0 ? 16 : old_capacity * 2;

	if (check->regex_count * 2 < old_capacity)
		return 0;
	check->regexes = cr_alloc_array(check->alloc, capacity, sizeof(*old));
	if (check->regexes == NULL) {
		check->regexes = old;
		cr_diags_no_memory(check->diags);
		return -1;
	}
	check->regex_capacity = capacity;
	for (size_t i = 0; i < old_capacity; i++)
		if (old[i].regex != NULL)
			*find_entry(check, cr_regex_pattern(old[i].regex),
			    cr_regex_captures(old[i].regex)) = old[i];
	cr_alloc_free(check->alloc, old);
	return 0;
}

static const struct cr_regex *
get_regex(struct cr_check *check, struct certrule_bytes pattern,
    struct cr_span span, bool captures)
{
	bool no_gate = (check->flags & CERTRULE_NO_REGEX_GATE) != 0;
	struct cr_regex_entry *entry;

	if (make_room(check) != 0)
		return NULL;
	entry = find_entry(check, pattern, captures);
	if (entry->regex != NULL)
		return entry->regex;
	if (check->regex_count >= CR_LIMIT_REGEX_COUNT) {
		cr_diags_add(check->diags, CR_DIAG_TOO_MANY, span,
		    (long long)CR_LIMIT_REGEX_COUNT,
		    "distinct regular expressions");
		return NULL;
	}
	entry->regex = captures ? cr_regex_compile_captures(check->alloc,
				      check->diags, pattern, span, no_gate)
				: cr_regex_compile(check->alloc, check->diags,
				      pattern, span, no_gate);
	if (entry->regex != NULL)
		check->regex_count++;
	return entry->regex;
}

const struct cr_regex *
cr_check_regex(
    struct cr_check *check, struct certrule_bytes pattern, struct cr_span span)
{
	return get_regex(check, pattern, span, false);
}

const struct cr_regex *
cr_check_regex_captures(
    struct cr_check *check, struct certrule_bytes pattern, struct cr_span span)
{
	return get_regex(check, pattern, span, true);
}

void
cr_check_fini(struct cr_check *check)
{
	for (size_t i = 0; i < check->regex_capacity; i++)
		cr_regex_free(check->regexes[i].regex);
	cr_alloc_free(check->alloc, check->regexes);
	check->regexes = NULL;
	check->regex_count = 0;
	check->regex_capacity = 0;
}

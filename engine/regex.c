/* SPDX-License-Identifier: MIT */
/*
 * Bounded searching.
 *
 * match_limit starts anew at every place of the subject, so it is set by the
 * subject's length; what a single search may cost over all places is bounded by
 * the two together.  A bound that is hit is an error, never an answer.
 */
#include "regex_code.h"
#include "../base/limits.h"

#include <string.h>

#define MATCH_LIMIT_MIN 1000u
#define MATCH_LIMIT_MAX 100000u
#define MATCH_LIMIT_ALL 1000000u
/* Charged beside the length, so that many short searches cost too. */
#define SEARCH_COST 64

static void *
allocate(size_t size, void *alloc)
{
	return cr_alloc(alloc, size);
}

static void
release(void *memory, void *alloc)
{
	cr_alloc_free(alloc, memory);
}

pcre2_general_context *
cr_regex_general_context(const struct certrule_alloc *alloc)
{
	/* PCRE2 hands the pointer back as it is. */
	return pcre2_general_context_create(
	    allocate, release, (void *)(uintptr_t)alloc);
}

void
cr_regex_free(struct cr_regex *regex)
{
	if (regex == NULL)
		return;
	pcre2_code_free(regex->code);
	cr_alloc_free(regex->alloc, regex);
}

struct certrule_bytes
cr_regex_pattern(const struct cr_regex *regex)
{
	return regex->pattern;
}

bool
cr_regex_captures(const struct cr_regex *regex)
{
	return regex->captures;
}

struct certrule_bytes
cr_regex_required(const struct cr_regex *regex)
{
	return regex->literal;
}

unsigned
cr_regex_group_count(const struct cr_regex *regex)
{
	return regex->group_count;
}

/* -------------------------------------------------------------------- scratch */

struct cr_regex_scratch *
cr_regex_scratch_new(const struct certrule_alloc *alloc)
{
	struct cr_regex_scratch *scratch =
	    cr_alloc_array(alloc, 1, sizeof(*scratch));
	pcre2_general_context *general = NULL;

	if (scratch == NULL)
		return NULL;
	scratch->alloc = alloc;
	general = cr_regex_general_context(alloc);
	if (general == NULL)
		goto fail;
	scratch->data = pcre2_match_data_create(CR_REGEX_GROUPS + 1, general);
	scratch->context = pcre2_match_context_create(general);
	/* Grows on demand; the first size suits nearly every pattern. */
	scratch->stack =
	    pcre2_jit_stack_create(32 << 10, CR_LIMIT_REGEX_STACK, general);
	if (scratch->data == NULL || scratch->context == NULL ||
	    scratch->stack == NULL)
		goto fail;
	pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
	pcre2_set_depth_limit(scratch->context, CR_LIMIT_REGEX_DEPTH);
	pcre2_set_heap_limit(scratch->context, CR_LIMIT_REGEX_HEAP);
	pcre2_general_context_free(general);
	return scratch;
fail:
	pcre2_general_context_free(general);
	cr_regex_scratch_free(scratch);
	return NULL;
}

void
cr_regex_scratch_free(struct cr_regex_scratch *scratch)
{
	if (scratch == NULL)
		return;
	pcre2_match_data_free(scratch->data);
	pcre2_match_context_free(scratch->context);
	pcre2_jit_stack_free(scratch->stack);
	cr_alloc_free(scratch->alloc, scratch);
}

/* ------------------------------------------------------------------ searching */

static uint32_t
match_limit(const struct cr_regex *regex, size_t subject_len)
{
	uint64_t limit = MATCH_LIMIT_ALL / (subject_len + 1);

	if (regex->anchored || limit > MATCH_LIMIT_MAX)
		return MATCH_LIMIT_MAX;
	return limit < MATCH_LIMIT_MIN ? MATCH_LIMIT_MIN : (uint32_t)limit;
}

static const char *
error_text(int error)
{
	switch (error) {
	case PCRE2_ERROR_MATCHLIMIT:
	case PCRE2_ERROR_DEPTHLIMIT:
	case PCRE2_ERROR_HEAPLIMIT:
	case PCRE2_ERROR_JIT_STACKLIMIT:
		return "the regular expression backtracks too much on this "
		       "value";
	case PCRE2_ERROR_NOMEMORY:
		return "out of memory";
	default:
		return "the regular expression failed";
	}
}

int
cr_regex_run(const struct cr_regex *regex, struct cr_regex_scratch *scratch,
    struct certrule_bytes subject)
{
	pcre2_set_match_limit(
	    scratch->context, match_limit(regex, subject.len));
	/* An empty value may have no address, which PCRE2 does not take. */
	return pcre2_match(regex->code,
	    subject.len > 0 ? subject.data : (const unsigned char *)"",
	    subject.len, 0, 0, scratch->data, scratch->context);
}

enum cr_regex_result
cr_regex_search(const struct cr_regex *regex, struct cr_regex_scratch *scratch,
    struct certrule_bytes subject, int64_t *work, const char **why)
{
	int result;

	if (subject.len > CR_LIMIT_REGEX_SUBJECT) {
		*why = "the value is over 64 KiB, too long for a regular "
		       "expression";
		return CR_REGEX_ERROR;
	}
	*work -= (int64_t)subject.len + SEARCH_COST;
	if (*work < 0)
		return CR_REGEX_BUDGET;
	if (regex->literal.len > 0 &&
	    !cr_bytes_contains(subject, regex->literal))
		return CR_REGEX_NO;
	result = cr_regex_run(regex, scratch, subject);
	if (result >= 0)
		return CR_REGEX_YES;
	if (result == PCRE2_ERROR_NOMATCH)
		return CR_REGEX_NO;
	*why = error_text(result);
	return CR_REGEX_ERROR;
}

bool
cr_regex_group(const struct cr_regex_scratch *scratch, unsigned number,
    size_t *begin, size_t *end)
{
	const PCRE2_SIZE *places = pcre2_get_ovector_pointer(scratch->data);

	if (number > CR_REGEX_GROUPS)
		return false;
	places += (size_t)number * 2;
	if (places[0] == PCRE2_UNSET)
		return false;
	*begin = places[0];
	*end = places[1];
	return *begin <= *end;
}

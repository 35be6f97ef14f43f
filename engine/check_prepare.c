/* SPDX-License-Identifier: MIT */
/*
 * Literal arguments that must be more than of the right type: bounds, options,
 * prefixes, and the patterns and replacements that a load compiles.  What is
 * wrong with one is said where it stands.
 */
#include "../base/bytes.h"
#include "check_parts.h"
#include "functions_replace.h"
#include "wildcard.h"

#include <string.h>

/* A literal under its parameter. */
struct argument {
	const struct cr_node *call, *node;
	const struct cr_function *function;
	const struct cr_parameter *parameter;
	size_t index;
};

static int
hint_signature(struct cr_check *check, const struct argument *argument)
{
	cr_diags_second(check->diags, argument->call->mark);
	cr_diags_hint(check->diags, "%s", argument->function->signature);
	return -1;
}

/* ------------------------------------------------------------------ checks */

static int
check_bounds(
    struct cr_check *check, const struct argument *argument, int64_t number)
{
	const struct cr_parameter *parameter = argument->parameter;

	if (parameter->highest == 0 ||
	    (number >= parameter->lowest && number <= parameter->highest))
		return 0;
	cr_diags_add(check->diags, CR_DIAG_ARGUMENT_BOUNDS,
	    argument->node->span, argument->index + 1, argument->function->name,
	    (long long)parameter->lowest, (long long)parameter->highest);
	return hint_signature(check, argument);
}

static int
check_prefix(struct cr_check *check, const struct argument *argument,
    struct certrule_bytes text)
{
	if (text.len > 1 && text.data[0] == '/' &&
	    text.data[text.len - 1] != '/')
		return 0;
	cr_diags_add(check->diags, CR_DIAG_PATH_PREFIX, argument->node->span,
	    cr_diags_quote(check->diags, text));
	cr_diags_hint(check->diags,
	    "a prefix begins with / and does not end with one: \"/api\"");
	return -1;
}

static int
check_letters(struct cr_check *check, const struct argument *argument,
    struct certrule_bytes text)
{
	const char *letters = argument->parameter->letters;

	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] != '\0' &&
		    strchr(letters, text.data[i]) != NULL)
			continue;
		cr_diags_add(check->diags, CR_DIAG_ARGUMENT_LETTER,
		    argument->node->span,
		    cr_diags_quote(
			check->diags, cr_bytes_slice(text, i, i + 1)),
		    argument->function->name);
		return hint_signature(check, argument);
	}
	return 0;
}

static int
check_filled(struct cr_check *check, const struct argument *argument,
    struct certrule_bytes text)
{
	if (text.len > 0)
		return 0;
	cr_diags_add(check->diags, CR_DIAG_ARGUMENT_EMPTY, argument->node->span,
	    argument->index + 1, argument->function->name);
	return hint_signature(check, argument);
}

int
cr_check_literal_argument(struct cr_check *check, const struct cr_node *call,
    const struct cr_function *function, size_t index, const struct cr_node *arg,
    const struct certrule_value *value)
{
	struct argument argument = {.call = call,
	    .node = arg,
	    .function = function,
	    .parameter = cr_function_parameter(function, index),
	    .index = index};
	unsigned takes = argument.parameter->takes;

	if (value->type == CERTRULE_INT)
		return check_bounds(check, &argument, value->as.integer);
	if ((takes & CR_TAKES_PREFIX) != 0)
		return check_prefix(check, &argument, value->as.string);
	if ((takes & CR_TAKES_LETTERS) != 0)
		return check_letters(check, &argument, value->as.string);
	if ((takes & CR_TAKES_FILLED) != 0)
		return check_filled(check, &argument, value->as.string);
	return 0;
}

/* --------------------------------------------------------------- preparing */

const struct cr_wildcard *
cr_check_wildcard(struct cr_check *check, struct certrule_bytes pattern,
    struct cr_span span, bool strict)
{
	const struct cr_wildcard *wildcard = NULL;
	size_t at = 0;

	switch (
	    cr_wildcard_new(check->arena, pattern, strict, &wildcard, &at)) {
	case CR_WILDCARD_OK:
		return wildcard;
	case CR_WILDCARD_NO_MEMORY:
		cr_diags_no_memory(check->diags);
		break;
	case CR_WILDCARD_ESCAPE:
		cr_diags_add(check->diags, CR_DIAG_WILDCARD_ESCAPE, span);
		cr_diags_hint(check->diags,
		    "in a quoted string a backslash is written \\\\; r\"...\" "
		    "takes it as it is");
		break;
	case CR_WILDCARD_STARS:
		cr_diags_add(check->diags, CR_DIAG_WILDCARD_STARS, span);
		cr_diags_hint(check->diags, "one * is any run of bytes");
		break;
	}
	return NULL;
}

static const struct cr_term *
find_argument(const struct cr_term *call, unsigned takes)
{
	for (size_t i = 0; i < call->arg_count; i++)
		if ((cr_function_parameter(call->function, i)->takes & takes) !=
		    0)
			return call->args[i];
	return NULL;
}

static int
prepare_wildcard(struct cr_check *check, const struct cr_term *call,
    const struct cr_term *pattern, struct cr_prepared *prepared)
{
	const struct cr_term *flags = find_argument(call, CR_TAKES_LETTERS);
	bool strict = flags != NULL && flags->literal.as.string.len > 0;

	prepared->wildcard = cr_check_wildcard(
	    check, pattern->literal.as.string, pattern->span, strict);
	return prepared->wildcard == NULL ? -1 : 0;
}

/* The pattern, and how many groups it has. */
static int
prepare_pattern(struct cr_check *check, const struct cr_term *call,
    struct cr_prepared *prepared, size_t *groups)
{
	const struct cr_term *regex = find_argument(call, CR_TAKES_REGEX);
	const struct cr_term *glob = find_argument(call, CR_TAKES_GLOB);

	if (glob != NULL) {
		if (prepare_wildcard(check, call, glob, prepared) != 0)
			return -1;
		*groups = cr_wildcard_stars(prepared->wildcard);
		return 0;
	}
	if (regex != NULL)
		prepared->regex = cr_check_regex_captures(
		    check, regex->literal.as.string, regex->span);
	if (prepared->regex == NULL)
		return -1;
	*groups = cr_regex_group_count(prepared->regex);
	return 0;
}

static int
report_group(struct cr_check *check, const struct cr_term *term,
    unsigned highest, size_t groups)
{
	const char *what = "none";

	if (groups > 0)
		what = cr_arena_printf(
		    cr_diags_arena(check->diags), "%zu", groups);
	cr_diags_add(check->diags, CR_DIAG_REPLACEMENT_GROUP, term->span,
	    highest, what == NULL ? "fewer" : what);
	cr_diags_hint(check->diags,
	    "groups are (...) of a regular expression, or the stars of a "
	    "wildcard pattern");
	return -1;
}

static int
prepare_replacement(struct cr_check *check, const struct cr_term *term,
    size_t groups, struct cr_prepared *prepared)
{
	struct certrule_bytes text = term->literal.as.string;
	struct cr_replacement *replacement = &prepared->replacement;
	size_t at;

	if (cr_replacement_parse(check->arena, text, replacement, &at) != 0) {
		if (at == text.len)
			cr_diags_no_memory(check->diags);
		else
			cr_diags_add(check->diags, CR_DIAG_REPLACEMENT_DOLLAR,
			    term->span);
		return -1;
	}
	if (replacement->highest > groups)
		return report_group(check, term, replacement->highest, groups);
	return 0;
}

int
cr_check_prepare(struct cr_check *check, struct cr_term *call)
{
	const struct cr_term *replacement =
	    find_argument(call, CR_TAKES_REPLACEMENT);
	struct cr_prepared *prepared;
	size_t groups = 0;

	if (replacement == NULL)
		return 0;
	prepared = cr_check_get(check, 1, sizeof(*prepared));
	if (prepared == NULL ||
	    prepare_pattern(check, call, prepared, &groups) != 0 ||
	    prepare_replacement(check, replacement, groups, prepared) != 0)
		return -1;
	call->prepared = prepared;
	return 0;
}

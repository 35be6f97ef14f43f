/* SPDX-License-Identifier: MIT */
/*
 * Extensions by use: an expression of which this says nothing is one that
 * Cloudflare takes, too.  Looks at what was written, since most extensions are
 * spellings of something that is none.
 *
 * TABs and comments are reported once an expression, commas once a set: who
 * uses one uses many.
 */
#include "lint_portable.h"
#include "../base/buffer.h"
#include "../base/bytes.h"
#include "../base/clock.h"
#include "check_parts.h"
#include "lint.h"

#include <string.h>

struct portable {
	struct cr_check *check;
	struct certrule_diags *diags;
	uint32_t source;
	struct certrule_bytes text; /* of the source */
	uint32_t at;		    /* what is before it has been read */
	bool tab, comment;	    /* seen */
};

/* ------------------------------------------------------- what joins the tokens */

static struct cr_span
span_of(const struct portable *portable, size_t begin, size_t end)
{
	return (struct cr_span){
	    portable->source, (uint32_t)begin, (uint32_t)end};
}

static size_t
find_line_end(const struct portable *portable, size_t at)
{
	const unsigned char *data = portable->text.data;

	while (at < portable->text.len && data[at] != '\n' && data[at] != '\r')
		at++;
	return at;
}

static void
report_tab(struct portable *portable, size_t at)
{
	if (portable->tab)
		return;
	portable->tab = true;
	cr_diags_add(portable->diags, CR_DIAG_PORTABLE_TAB,
	    span_of(portable, at, at + 1));
	cr_diags_hint(portable->diags, "write spaces");
}

static void
report_comment(struct portable *portable, size_t begin, size_t end)
{
	if (portable->comment)
		return;
	portable->comment = true;
	cr_diags_add(portable->diags, CR_DIAG_PORTABLE_COMMENT,
	    span_of(portable, begin, end));
	cr_diags_hint(portable->diags, "put it before the expression");
}

/* From where reading stopped up to `end`: strings, which may hold anything, are
 * not among it. */
static void
read_gap(struct portable *portable, uint32_t end)
{
	for (size_t i = portable->at; i < end; i++) {
		if (portable->text.data[i] == '\t')
			report_tab(portable, i);
		if (portable->text.data[i] != '#')
			continue;
		report_comment(portable, i, find_line_end(portable, i));
		i = find_line_end(portable, i);
	}
	portable->at = end;
}

/* ------------------------------------------------------------------------ sets */

/* The comma between two items; false: there is none. */
static bool
find_comma(
    const struct portable *portable, size_t begin, size_t end, size_t *at)
{
	for (size_t i = begin; i < end; i++) {
		if (portable->text.data[i] == '#')
			i = find_line_end(portable, i);
		if (i >= end || portable->text.data[i] != ',')
			continue;
		*at = i;
		return true;
	}
	return false;
}

static void
judge_set(struct portable *portable, const struct cr_node *set)
{
	size_t at;

	if (set->angled) {
		cr_diags_add(
		    portable->diags, CR_DIAG_PORTABLE_ANGLES, set->span);
		cr_diags_hint(portable->diags, "write it between { and }");
	}
	for (const struct cr_node *item = set->child;
	     item != NULL && item->next != NULL; item = item->next) {
		if (!find_comma(
			portable, item->span.end, item->next->span.begin, &at))
			continue;
		cr_diags_add(portable->diags, CR_DIAG_PORTABLE_COMMA,
		    span_of(portable, at, at + 1));
		cr_diags_hint(portable->diags, "a space is enough");
		return;
	}
}

/* ------------------------------------------------------------------ literals */

/* False: it is no time or duration. */
static bool
read_seconds(struct certrule_bytes text, int64_t *seconds)
{
	return cr_clock_parse(text, seconds) == 0 ||
	       cr_clock_parse_duration(text, seconds) == 0;
}

/* The same with every time as a number; false: it has none. */
static bool
print_seconds(struct certrule_bytes text, struct cr_buffer *out)
{
	size_t begin = 0;
	bool found = false;

	for (size_t i = 0; i <= text.len; i++) {
		bool range = i + 1 < text.len && text.data[i] == '.' &&
			     text.data[i + 1] == '.';
		struct certrule_bytes end = cr_bytes_slice(text, begin, i);
		int64_t seconds;

		if (!range && i < text.len)
			continue;
		if (read_seconds(end, &seconds)) {
			found = true;
			cr_buffer_printf(out, "%lld", (long long)seconds);
		} else {
			cr_buffer_add_bytes(out, end);
		}
		if (!range)
			break;
		cr_buffer_add_text(out, "..");
		begin = i + 2;
		i++;
	}
	return found;
}

static void
judge_word(struct portable *portable, const struct cr_node *node)
{
	struct certrule_bytes text = node->text;
	struct cr_buffer out;

	cr_buffer_init(&out, portable->check->alloc);
	if (print_seconds(text, &out) && !cr_buffer_failed(&out)) {
		cr_diags_add(portable->diags, CR_DIAG_PORTABLE_TIME, node->span,
		    cr_diags_quote(portable->diags, text));
		cr_diags_hint(portable->diags, "in seconds: %s",
		    cr_diags_quote(portable->diags, cr_buffer_bytes(&out)));
	}
	cr_buffer_fini(&out);
}

/* ---------------------------------------------------------------- comparisons */

static void
judge_comparison(struct portable *portable, const struct cr_node *node)
{
	const struct cr_node *left = node->child, *right = left->next;

	if (node->word == CR_WORD_NOT_IN) {
		cr_diags_add(
		    portable->diags, CR_DIAG_PORTABLE_NOT_IN, node->mark);
		cr_diags_hint(portable->diags,
		    "not %s in %s, which is true of a missing value, too",
		    cr_check_text(portable->check, left->span),
		    cr_check_text(portable->check, right->span));
	}
	if (cr_literal_is(right) || !cr_check_is_value(right))
		return;
	cr_diags_add(portable->diags, CR_DIAG_PORTABLE_RIGHT, right->span,
	    cr_check_text(portable->check, node->mark));
	cr_diags_second(portable->diags, node->mark);
	cr_diags_hint(portable->diags,
	    "there only literals stand on the right: is it one of a few?");
}

static void
judge_quantifier(struct portable *portable, const struct cr_node *node)
{
	const struct cr_node *child = node->child;
	const char *word = cr_word_text(node->word);

	if (child->kind != CR_NODE_OR || child->parenthesised)
		return;
	cr_diags_add(portable->diags, CR_DIAG_PORTABLE_OR, child->mark, word);
	cr_diags_second(portable->diags, node->mark);
	cr_diags_hint(portable->diags, "%s((%s))", word,
	    cr_check_text(portable->check, child->span));
}

/* --------------------------------------------------------------------- names */

/* One of the host's own is no function of that language. */
static const struct cr_function *
find_function(const struct portable *portable, const struct cr_node *node)
{
	const struct cr_check *check = portable->check;

	for (size_t i = 0; i < check->function_count; i++)
		if (cr_bytes_equal_text(node->text, check->functions[i].name))
			return &check->functions[i];
	return cr_function_find(node->text);
}

static void
judge_function(struct portable *portable, const struct cr_node *node)
{
	const struct cr_function *function = find_function(portable, node);
	const struct cr_node *path = node->child;
	struct cr_buffer slash;
	const char *text;

	if (function == NULL || !(function->flags & CR_FUNCTION_EXTENSION))
		return;
	cr_diags_add(portable->diags, CR_DIAG_PORTABLE_FUNCTION, node->mark,
	    cr_diags_quote(portable->diags, node->text));
	if (!cr_bytes_equal_text(node->text, "path_under"))
		return;
	text = cr_check_text(portable->check, path->span);
	cr_buffer_init(&slash, portable->check->alloc);
	cr_buffer_add_bytes(&slash, path->next->text);
	cr_buffer_add_byte(&slash, '/');
	if (!cr_buffer_failed(&slash))
		cr_diags_hint(portable->diags,
		    "(%s == \"%s\" or starts_with(%s, \"%s\"))", text,
		    cr_diags_quote(portable->diags, path->next->text), text,
		    cr_diags_quote(portable->diags, cr_buffer_bytes(&slash)));
	cr_buffer_fini(&slash);
}

static void
judge_name(struct portable *portable, const struct cr_node *node)
{
	const struct certrule_schema *schema = portable->check->schema;
	int number = cr_schema_find_field(schema, node->text);
	const struct cr_field *field;

	if (number < 0)
		return;
	field = cr_schema_field(schema, number);
	if (field->origin != CERTRULE_ORIGIN_POLICY &&
	    !cr_schema_is_extension(schema, node->text))
		return;
	cr_diags_add(portable->diags, CR_DIAG_PORTABLE_FIELD, node->span,
	    cr_diags_quote(portable->diags, node->text));
	if (cr_schema_has_builtin(schema) && number == CR_ID_HOSTNAME)
		cr_diags_hint(portable->diags, "http.host is the same");
	else if (field->origin == CERTRULE_ORIGIN_POLICY)
		cr_diags_hint(portable->diags, "this policy declares it");
	else if (cr_bytes_starts(node->text, cr_bytes_text("tls.client_cert.")))
		cr_diags_hint(portable->diags,
		    "what there is of certificates begins with "
		    "cf.tls_client_auth.");
}

/* ------------------------------------------------------------------ the whole */

static void
judge_node(struct portable *portable, const struct cr_node *node)
{
	switch (node->kind) {
	case CR_NODE_COMPARISON:
		judge_comparison(portable, node);
		return;
	case CR_NODE_ANY:
	case CR_NODE_ALL:
		judge_quantifier(portable, node);
		return;
	case CR_NODE_CALL:
		judge_function(portable, node);
		return;
	case CR_NODE_NAME:
		judge_name(portable, node);
		return;
	case CR_NODE_WORD:
		judge_word(portable, node);
		return;
	case CR_NODE_SET:
		judge_set(portable, node);
		return;
	case CR_NODE_STRING:
	case CR_NODE_REGEX:
		read_gap(portable, node->span.begin);
		portable->at = node->span.end;
		return;
	case CR_NODE_AND:
	case CR_NODE_OR:
	case CR_NODE_XOR:
	case CR_NODE_NOT:
	case CR_NODE_TRUE:
	case CR_NODE_FALSE:
	case CR_NODE_INDEX:
	case CR_NODE_EACH:
	case CR_NODE_LIST:
		return;
	}
}

/* In the order of the text. */
static void
walk(struct portable *portable, const struct cr_node *node)
{
	judge_node(portable, node);
	for (node = node->child; node != NULL; node = node->next)
		walk(portable, node);
}

void
cr_lint_portable_node(struct cr_check *check, const struct cr_node *node)
{
	struct portable portable = {
	    .check = check,
	    .diags = check->diags,
	    .source = node->span.source,
	    .text = cr_sources_text(
		cr_diags_sources(check->diags), node->span.source),
	    .at = node->span.begin,
	};

	walk(&portable, node);
	read_gap(&portable, node->span.end);
}

void
cr_lint_portable(struct cr_lint *lint, const struct cr_lint_place *place)
{
	if (lint->load->options->flags & CERTRULE_PORTABLE)
		cr_lint_portable_node(&lint->load->policy->check,
		    place->item->statement->as.rule.condition);
}

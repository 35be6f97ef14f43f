/* SPDX-License-Identifier: MIT */
/*
 * Prefixes of paths that end in the middle of a segment: /admin also begins
 * /administrator.  One that ends in a sign, as in /img-, means what it says.
 */
#include "lint_values.h"
#include "../base/bytes.h"

bool
cr_lint_values_is_path(const struct cr_lint *lint, const struct cr_node *node)
{
	const struct cr_field *field = cr_lint_values_field(lint, node);

	if (node->kind != CR_NODE_NAME || field == NULL)
		return false;
	return (field->flags & CR_FIELD_PATH) != 0 ||
	       (lint->builtin &&
		   field->number == CR_ID_RAW_HTTP_REQUEST_URI_PATH);
}

bool
cr_lint_values_cuts_segment(struct certrule_bytes prefix)
{
	unsigned char last;

	if (prefix.len < 2 || prefix.data[0] != '/')
		return false;
	last = cr_lower(prefix.data[prefix.len - 1]);
	return (last >= 'a' && last <= 'z') || (last >= '0' && last <= '9');
}

void
cr_lint_values_report_cut(struct cr_lint *lint, struct cr_span span,
    const struct cr_node *path, struct certrule_bytes prefix, bool fold)
{
	const char *text = cr_lint_text(lint, path->span);
	const char *quoted = cr_diags_quote(lint->diags, prefix);

	cr_diags_add(lint->diags, CR_DIAG_CUT_SEGMENT, span, quoted, quoted);
	cr_diags_second(lint->diags, path->span);
	cr_diags_hint(lint->diags,
	    fold ? "path_under(lower(%s), %s)" : "path_under(%s, %s)", text,
	    cr_lint_quote_string(lint, prefix));
}

static void
judge_call(struct cr_lint *lint, const struct cr_node *node)
{
	const struct cr_node *path = node->child, *prefix = path->next;

	if (cr_lint_values_is_path(lint, path) &&
	    prefix->kind == CR_NODE_STRING &&
	    cr_lint_values_cuts_segment(prefix->text))
		cr_lint_values_report_cut(
		    lint, node->span, path, prefix->text, false);
}

static bool
has_letter(struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		if (cr_lower(text.data[i]) != cr_upper(text.data[i]))
			return true;
	return false;
}

/* "/admin*": one star, and it is the last byte. */
static void
judge_wildcard(struct cr_lint *lint, const struct cr_node *node)
{
	const struct cr_node *path = node->child;
	struct certrule_bytes prefix = path->next->text;
	bool fold = node->word == CR_WORD_WILDCARD;
	struct cr_buffer lower;

	if (!cr_lint_values_is_path(lint, path) ||
	    !cr_bytes_ends(prefix, cr_bytes_text("*")))
		return;
	prefix.len--;
	if (cr_bytes_contains(prefix, cr_bytes_text("*")) ||
	    cr_bytes_contains(prefix, cr_bytes_text("\\")) ||
	    !cr_lint_values_cuts_segment(prefix))
		return;
	cr_buffer_init(&lower, lint->load->alloc);
	for (size_t i = 0; i < prefix.len; i++)
		cr_buffer_add_byte(
		    &lower, fold ? cr_lower(prefix.data[i]) : prefix.data[i]);
	if (!cr_buffer_failed(&lower))
		cr_lint_values_report_cut(lint, node->span, path,
		    cr_buffer_bytes(&lower), fold && has_letter(prefix));
	cr_buffer_fini(&lower);
}

void
cr_lint_path_prefix(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node;

	if (node->kind == CR_NODE_CALL &&
	    cr_bytes_equal_text(node->text, "starts_with"))
		judge_call(lint, node);
	if (node->kind == CR_NODE_COMPARISON &&
	    (node->word == CR_WORD_WILDCARD ||
		node->word == CR_WORD_STRICT_WILDCARD))
		judge_wildcard(lint, node);
}

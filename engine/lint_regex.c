/* SPDX-License-Identifier: MIT */
/*
 * Patterns that take more than they say, and patterns that need not be any.
 *
 * In an allow a pattern over a host, path or name lets in whatever it matches,
 * so it says how the value begins and ends, and means its dots.  Elsewhere only
 * what is a plain comparison is reported: that reads better and runs faster.
 */
#include "lint_regex.h"
#include "../base/bytes.h"

/* --------------------------------------------------------------------- anchors */

/* What takes no bytes and checks nothing. */
static bool
is_empty(const struct cr_regex_node *node)
{
	return node->kind == CR_REGEX_EMPTY ||
	       (node->kind == CR_REGEX_SEQUENCE && node->child == NULL);
}

/* The child that a sequence begins or ends with. */
static const struct cr_regex_node *
outer_child(const struct cr_regex_node *sequence, bool end)
{
	const struct cr_regex_node *found = NULL;

	for (const struct cr_regex_node *node = sequence->child; node != NULL;
	     node = node->next) {
		if (is_empty(node))
			continue;
		if (found == NULL || end)
			found = node;
	}
	return found;
}

static bool
is_anchored(const struct cr_regex_node *node, bool end)
{
	const struct cr_regex_node *child;

	switch (node->kind) {
	case CR_REGEX_EMPTY:
	case CR_REGEX_CLASS:
		return false;
	case CR_REGEX_ASSERT:
		return node->assert == (end ? CR_REGEX_END : CR_REGEX_BEGIN);
	case CR_REGEX_SEQUENCE:
		child = outer_child(node, end);
		return child != NULL && is_anchored(child, end);
	case CR_REGEX_ALTERNATION:
		for (child = node->child; child != NULL; child = child->next)
			if (!is_anchored(child, end))
				return false;
		return true;
	case CR_REGEX_REPEAT:
		return node->min > 0 && is_anchored(node->child, end);
	}
	return false; /* unreachable: a case for each */
}

static const struct cr_regex_node *
parse(struct cr_lint *lint, struct certrule_bytes pattern)
{
	struct cr_regex_problem problem = {.form = CR_REGEX_FORM_NONE};

	return cr_regex_parse(lint->load->tree, pattern, &problem);
}

/* A class under a repeat that has the byte. */
static bool
repeats_byte(
    const struct cr_regex_node *node, unsigned char byte, bool repeated)
{
	if (node->kind == CR_REGEX_CLASS)
		return repeated && cr_regex_class_has(&node->set, byte);
	repeated |= node->kind == CR_REGEX_REPEAT;
	for (node = node->child; node != NULL; node = node->next)
		if (repeats_byte(node, byte, repeated))
			return true;
	return false;
}

bool
cr_lint_regex_is_whole(struct cr_lint *lint, struct certrule_bytes pattern,
    unsigned char separator)
{
	const struct cr_regex_node *tree = parse(lint, pattern);

	return tree != NULL && !cr_lint_regex_has_flag(pattern, 'm') &&
	       is_anchored(tree, false) && is_anchored(tree, true) &&
	       !repeats_byte(tree, separator, false);
}

bool
cr_lint_regex_required(struct cr_lint *lint, struct certrule_bytes pattern,
    struct certrule_bytes *text)
{
	const struct cr_regex_node *tree = parse(lint, pattern);

	return tree != NULL &&
	       cr_regex_literal(lint->load->tree, tree, pattern.len, text) == 0;
}

/* ---------------------------------------------------------------- where it is */

/* The value that a pattern is over, without lower() and upper(). */
static const struct cr_node *
find_value(const struct cr_node *node)
{
	for (;;) {
		while (node->kind == CR_NODE_INDEX)
			node = node->child;
		if (node->kind != CR_NODE_CALL || node->child == NULL ||
		    (!cr_bytes_equal_text(node->text, "lower") &&
			!cr_bytes_equal_text(node->text, "upper")))
			return node;
		node = node->child;
	}
}

/* A host, a path, or a name of a certificate: what rules let in by. */
static bool
is_identity(const struct cr_lint *lint, const struct cr_field *field)
{
	static const char *const groups[] = {"tls.client_cert.san.",
	    "tls.client_cert.subject.", "tls.client_cert.issuer.",
	    "tls.client_cert.spiffe."};

	if (field->flags & (CR_FIELD_HOST | CR_FIELD_PATH | CR_FIELD_DN_TEXT))
		return true;
	if (!lint->builtin)
		return false;
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++)
		if (cr_bytes_starts(field->name, cr_bytes_text(groups[i])))
			return true;
	switch (field->number) {
	case CR_ID_RAW_HTTP_HOST:
	case CR_ID_HTTP_REQUEST_URI:
	case CR_ID_HTTP_REQUEST_FULL_URI:
	case CR_ID_RAW_HTTP_REQUEST_URI:
	case CR_ID_RAW_HTTP_REQUEST_FULL_URI:
	case CR_ID_RAW_HTTP_REQUEST_URI_PATH:
		return true;
	}
	return false;
}

static bool
lets_in(const struct cr_lint_place *place)
{
	if (place->rule == NULL || !(place->lets_in & CR_LINT_IF_TRUE))
		return false;
	return place->rule->info.kind == CERTRULE_RULE_ALLOW ||
	       place->rule->info.kind == CERTRULE_RULE_ALLOW_ANONYMOUS;
}

/* --------------------------------------------------------------------- reports */

static void
report_open(struct cr_lint *lint, const struct cr_node *node,
    const struct cr_regex_node *tree)
{
	const struct cr_node *regex = node->child->next;
	bool begin = is_anchored(tree, false), end = is_anchored(tree, true);
	struct cr_buffer right;

	cr_diags_add(lint->diags, CR_DIAG_REGEX_OPEN, regex->span,
	    cr_lint_text(lint, node->child->span),
	    begin ? "ends"
	    : end ? "begins"
		  : "begins and ends");
	cr_diags_second(lint->diags, node->child->span);
	cr_buffer_init(&right, lint->load->alloc);
	cr_lint_regex_correct(regex->text, tree, !begin, !end, &right);
	if (!cr_buffer_failed(&right))
		cr_diags_hint(lint->diags,
		    "write %s, with .* where anything may stand",
		    cr_lint_quote_regex(lint, regex, cr_buffer_bytes(&right)));
	cr_buffer_fini(&right);
}

/* Where a byte of the pattern stands; all of it where an escape moved it. */
static struct cr_span
dot_span(struct cr_lint *lint, const struct cr_node *regex, size_t at)
{
	struct certrule_bytes text =
	    cr_sources_text(cr_diags_sources(lint->diags), regex->span.source);
	struct cr_span span = regex->span;
	uint32_t begin = span.begin;

	while (begin < span.end && text.data[begin] != '"')
		begin++;
	begin += 1 + (uint32_t)at;
	if (begin >= span.end || text.data[begin] != '.' ||
	    (!regex->raw && span.end - span.begin != regex->text.len + 2))
		return span;
	span.begin = begin;
	span.end = begin + 1;
	return span;
}

static void
report_dot(struct cr_lint *lint, const struct cr_node *node,
    const struct cr_regex_node *tree)
{
	const struct cr_node *regex = node->child->next;
	struct cr_buffer right;
	size_t at = 0;

	if (!cr_lint_regex_find_dot(regex->text, &at))
		return;
	cr_diags_add(lint->diags, CR_DIAG_REGEX_DOT, dot_span(lint, regex, at));
	cr_diags_second(lint->diags, node->child->span);
	cr_buffer_init(&right, lint->load->alloc);
	cr_lint_regex_correct(regex->text, tree, !is_anchored(tree, false),
	    !is_anchored(tree, true), &right);
	if (!cr_buffer_failed(&right))
		cr_diags_hint(lint->diags, "write %s",
		    cr_lint_quote_regex(lint, regex, cr_buffer_bytes(&right)));
	cr_buffer_fini(&right);
}

static void
report_plain(struct cr_lint *lint, const struct cr_node *node,
    enum cr_lint_plain plain, struct certrule_bytes text)
{
	const char *value = cr_lint_text(lint, node->child->span);
	const char *quoted = cr_lint_quote_string(lint, text);
	struct cr_span span = node->child->next->span;

	switch (plain) {
	case CR_LINT_NOT_PLAIN:
		return;
	case CR_LINT_EQUAL:
		cr_diags_add(
		    lint->diags, CR_DIAG_REGEX_PLAIN, span, "equality");
		cr_diags_hint(lint->diags, "%s == %s", value, quoted);
		return;
	case CR_LINT_PREFIX:
		cr_diags_add(lint->diags, CR_DIAG_REGEX_PLAIN, span, "prefix");
		cr_diags_hint(
		    lint->diags, "starts_with(%s, %s)", value, quoted);
		return;
	case CR_LINT_SUFFIX:
		cr_diags_add(lint->diags, CR_DIAG_REGEX_PLAIN, span, "suffix");
		cr_diags_hint(lint->diags, "ends_with(%s, %s)", value, quoted);
		return;
	}
}

/* --------------------------------------------------------------------- the row */

/* It ends or begins at a border of what hosts, paths and names are made of, so
 * that nothing longer gets in. */
static bool
is_bordered(enum cr_lint_plain plain, struct certrule_bytes text)
{
	unsigned char last;

	if (plain == CR_LINT_EQUAL)
		return true;
	if (plain == CR_LINT_NOT_PLAIN || text.len == 0)
		return false;
	last = text.data[plain == CR_LINT_PREFIX ? text.len - 1 : 0];
	return last == '/' ||
	       (plain == CR_LINT_SUFFIX && (last == '.' || last == '@'));
}

static void
judge_pattern(struct cr_lint *lint, const struct cr_lint_place *place,
    const struct cr_regex_node *tree)
{
	const struct cr_node *node = place->node;
	const struct cr_node *regex = node->child->next;
	const struct cr_field *field =
	    cr_lint_values_field(lint, find_value(node->child));
	bool one_line = field != NULL &&
			(field->flags & (CR_FIELD_HOST | CR_FIELD_PATH)) != 0;
	bool guards =
	    lets_in(place) && field != NULL && is_identity(lint, field);
	struct certrule_bytes text;
	enum cr_lint_plain plain = cr_lint_regex_plain(
	    lint->load->tree, tree, regex->text.len, one_line, &text);

	if (plain == CR_LINT_PREFIX &&
	    cr_lint_values_is_path(lint, node->child) &&
	    cr_lint_values_cuts_segment(text)) {
		cr_lint_values_report_cut(
		    lint, node->span, node->child, text, false);
		return;
	}
	if (!guards || is_bordered(plain, text)) {
		report_plain(lint, node, plain, text);
		return;
	}
	if (!is_anchored(tree, false) || !is_anchored(tree, true))
		report_open(lint, node, tree);
	report_dot(lint, node, tree);
}

void
cr_lint_regex(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node;
	const struct cr_regex_node *tree;

	if (node->kind != CR_NODE_COMPARISON || node->word != CR_WORD_MATCHES)
		return;
	/* Under (?m) anchors are of lines, which is for others to judge. */
	if (cr_lint_regex_has_flag(node->child->next->text, 'm'))
		return;
	tree = parse(lint, node->child->next->text);
	if (tree != NULL)
		judge_pattern(lint, place, tree);
}

/* SPDX-License-Identifier: MIT */
/*
 * Literals that no value can match: a serial in lower case, a host with its
 * port, a path without its slash, capitals against lower().
 *
 * Such a comparison is constant, and mostly it was to keep somebody out.
 */
#include "lint_values.h"
#include "../base/bytes.h"
#include "../base/canonical.h"
#include "check_parts.h"

/* Members of one set or list that are reported. */
#define REPORTED_MEMBERS 20

/* One comparison or call: the value, and how much of it a literal is. */
struct match {
	struct cr_lint *lint;
	const struct cr_node *value;
	struct cr_lint_form form;
	size_t reported;
};

/* --------------------------------------------------------------------- reports */

static enum cr_diag_code
find_code(const struct cr_lint_form *form)
{
	switch (form->shape) {
	case CR_LINT_HEX:
		return CR_DIAG_NEVER_HEX;
	case CR_LINT_HOSTNAME:
		return CR_DIAG_NEVER_HOST;
	case CR_LINT_PATH:
		return CR_DIAG_NEVER_PATH;
	case CR_LINT_ANY_SHAPE:
		break;
	}
	return CR_DIAG_NEVER_CASE;
}

static void
add_report(struct match *match, struct cr_span span, struct certrule_bytes text,
    const char *why)
{
	struct certrule_diags *diags = match->lint->diags;

	match->reported++;
	cr_diags_add(diags, find_code(&match->form), span,
	    cr_lint_text(match->lint, match->value->span),
	    cr_diags_quote(diags, text), why);
}

/* False: nothing but hosts is meant so. */
static bool
hint_host(struct match *match, struct certrule_bytes text)
{
	struct cr_lint *lint = match->lint;
	const char *value = cr_lint_text(lint, match->value->span);

	if (text.len == 0) {
		cr_diags_hint(lint->diags,
		    "not len(%s) > 0 is true where there is none", value);
		return true;
	}
	if (!cr_bytes_starts(text, cr_bytes_text("*.")))
		return false;
	cr_diags_hint(lint->diags, "a pattern: %s wildcard %s", value,
	    cr_lint_quote_string(lint, text));
	return true;
}

/* A path that cannot be put right: it has no canonical form, or the part of it
 * is in no such form. */
static void
hint_path(
    struct match *match, struct certrule_bytes text, enum cr_lint_part part)
{
	struct certrule_diags *diags = match->lint->diags;
	struct cr_buffer out;
	const char *why = NULL;

	cr_buffer_init(&out, match->lint->load->alloc);
	if (part == CR_LINT_WHOLE || part == CR_LINT_BEGIN)
		why = cr_path_canonical(&out, text);
	if (why != NULL && !cr_buffer_failed(&out))
		cr_diags_hint(
		    diags, "%s puts the path of a request in error", why);
	else
		cr_diags_hint(
		    diags, "raw.http.request.uri.path is the path as sent");
	cr_buffer_fini(&out);
}

/* Less than a whole fingerprint. */
static void
hint_part(struct match *match, struct certrule_bytes text)
{
	struct cr_lint *lint = match->lint;

	if (cr_lint_values_judge(lint, &match->form, text, CR_LINT_BEGIN) ==
	    NULL)
		cr_diags_hint(lint->diags, "a part of it: starts_with(%s, %s)",
		    cr_lint_text(lint, match->value->span),
		    cr_lint_quote_string(lint, text));
}

/* What to write instead, where that can be told. */
static void
hint_correct(
    struct match *match, struct certrule_bytes text, enum cr_lint_part part)
{
	struct cr_lint *lint = match->lint;
	struct cr_buffer out;

	if (match->form.shape == CR_LINT_HOSTNAME && part == CR_LINT_WHOLE &&
	    hint_host(match, text))
		return;
	cr_buffer_init(&out, lint->load->alloc);
	if (cr_lint_values_correct(lint, &match->form, text, part, &out))
		cr_diags_hint(lint->diags, "write %s",
		    cr_lint_quote_string(lint, cr_buffer_bytes(&out)));
	else if (match->form.shape == CR_LINT_PATH)
		hint_path(match, text, part);
	else if (match->form.shape == CR_LINT_HEX)
		hint_part(match, text);
	cr_buffer_fini(&out);
}

/* -------------------------------------------------------------------- literals */

/* False: a literal of bytes, or no literal. */
static bool
is_text(const struct cr_node *node)
{
	return node != NULL && node->kind == CR_NODE_STRING;
}

static void
judge_literal(
    struct match *match, const struct cr_node *literal, enum cr_lint_part part)
{
	const char *why;

	if (!is_text(literal) || match->reported >= REPORTED_MEMBERS)
		return;
	why = cr_lint_values_judge(
	    match->lint, &match->form, literal->text, part);
	if (why == NULL)
		return;
	add_report(match, literal->span, literal->text, why);
	cr_diags_second(match->lint->diags, match->value->span);
	hint_correct(match, literal->text, part);
}

static void
judge_set(struct match *match, const struct cr_node *set)
{
	for (const struct cr_node *item = set->child; item != NULL;
	     item = item->next)
		judge_literal(match, item, CR_LINT_WHOLE);
}

/* ----------------------------------------------------------------------- lists */

static const struct cr_load_list *
find_list(const struct cr_lint *lint, struct certrule_bytes name)
{
	const struct cr_load_list *list = lint->load->list_items;

	while (list != NULL && !cr_bytes_equal(list->list->name, name))
		list = list->next;
	return list;
}

/* The type of list that would take the text in any spelling. */
static void
hint_list(
    struct match *match, const struct cr_node *list, struct certrule_bytes text)
{
	const char *type = NULL;

	if (match->form.shape == CR_LINT_HOSTNAME)
		type = "host";
	if (match->form.shape == CR_LINT_HEX && match->form.sign)
		type = "serial";
	if (match->form.shape == CR_LINT_HEX && match->form.digits != 0)
		type = "fingerprint";
	if (type == NULL) {
		hint_correct(match, text, CR_LINT_WHOLE);
		return;
	}
	cr_diags_hint(match->lint->diags,
	    "list $%s %s takes it in any spelling",
	    cr_diags_quote(match->lint->diags, list->text), type);
}

/* A list of strings is taken as it stands.  Its use is what is wrong: another
 * one may be right. */
static void
judge_list(struct match *match, const struct cr_node *node)
{
	const struct cr_load_list *list = find_list(match->lint, node->text);
	const struct cr_node *item;
	const char *why = NULL;

	if (list == NULL || list->list->type != CR_LIST_STRING)
		return;
	for (item = list->items; item != NULL; item = item->next) {
		if (is_text(item))
			why = cr_lint_values_judge(match->lint, &match->form,
			    item->text, CR_LINT_WHOLE);
		if (why != NULL)
			break;
	}
	if (item == NULL)
		return;
	add_report(match, node->span, item->text, why);
	cr_diags_second(match->lint->diags, item->span);
	hint_list(match, node, item->text);
}

/* -------------------------------------------------------------------- patterns */

/* The piece of a wildcard pattern from `at`, escapes resolved, into out; the
 * end of it. */
static size_t
cut_piece(struct certrule_bytes pattern, size_t at, struct cr_buffer *out)
{
	cr_buffer_clear(out);
	for (; at < pattern.len && pattern.data[at] != '*'; at++) {
		if (pattern.data[at] == '\\')
			at++;
		cr_buffer_add_byte(out, pattern.data[at]);
	}
	return at;
}

static enum cr_lint_part
piece_part(struct certrule_bytes pattern, size_t begin, size_t end)
{
	if (begin == 0)
		return end == pattern.len ? CR_LINT_WHOLE : CR_LINT_BEGIN;
	return end == pattern.len ? CR_LINT_END : CR_LINT_INSIDE;
}

/* Why a wildcard pattern cannot match; NULL: it may. */
static const char *
judge_pieces(struct match *match, struct certrule_bytes pattern)
{
	const char *why = NULL;
	struct cr_buffer piece;
	size_t begin = 0;

	cr_buffer_init(&piece, match->lint->load->alloc);
	while (why == NULL && begin <= pattern.len) {
		size_t end = cut_piece(pattern, begin, &piece);

		if (cr_buffer_failed(&piece))
			break;
		if (end > begin)
			why = cr_lint_values_judge(match->lint, &match->form,
			    cr_buffer_bytes(&piece),
			    piece_part(pattern, begin, end));
		begin = end + 1;
	}
	cr_buffer_fini(&piece);
	return why;
}

/* Upper and lower case are one to a wildcard: give it the right one. */
static struct certrule_bytes
fold_pattern(
    struct match *match, struct certrule_bytes pattern, struct cr_buffer *out)
{
	for (size_t i = 0; i < pattern.len; i++)
		cr_buffer_add_byte(out, match->form.letters == CR_LINT_UPPER
					    ? cr_upper(pattern.data[i])
					    : cr_lower(pattern.data[i]));
	return cr_buffer_bytes(out);
}

static void
hint_pattern(struct match *match, struct certrule_bytes pattern)
{
	struct cr_buffer folded;

	if (match->form.shape == CR_LINT_PATH) {
		hint_path(match, pattern, CR_LINT_INSIDE);
		return;
	}
	cr_buffer_init(&folded, match->lint->load->alloc);
	pattern = fold_pattern(match, pattern, &folded);
	if (!cr_buffer_failed(&folded) && judge_pieces(match, pattern) == NULL)
		cr_diags_hint(match->lint->diags, "write %s",
		    cr_lint_quote_string(match->lint, pattern));
	cr_buffer_fini(&folded);
}

static void
judge_wildcard(struct match *match, const struct cr_node *literal, bool strict)
{
	struct certrule_bytes pattern = literal->text;
	struct cr_buffer folded;
	const char *why = NULL;

	cr_buffer_init(&folded, match->lint->load->alloc);
	if (!strict && match->form.letters != CR_LINT_ANY_LETTERS)
		pattern = fold_pattern(match, pattern, &folded);
	/* Of a path either case of an escape would do. */
	if (!cr_buffer_failed(&folded) &&
	    (strict || match->form.shape != CR_LINT_PATH ||
		!cr_bytes_contains(pattern, cr_bytes_text("%"))))
		why = judge_pieces(match, pattern);
	if (why != NULL) {
		add_report(match, literal->span, literal->text, why);
		cr_diags_second(match->lint->diags, match->value->span);
	}
	cr_buffer_fini(&folded);
	if (why != NULL)
		hint_pattern(match, literal->text);
}

/* What every match of a pattern holds must be possible inside a value. */
static void
judge_regex(struct match *match, const struct cr_node *literal)
{
	struct certrule_bytes held;
	const char *why;

	if (!cr_lint_regex_required(match->lint, literal->text, &held))
		return;
	why = cr_lint_values_judge(
	    match->lint, &match->form, held, CR_LINT_INSIDE);
	if (why == NULL)
		return;
	add_report(match, literal->span, held, why);
	cr_diags_second(match->lint->diags, match->value->span);
	hint_correct(match, held, CR_LINT_INSIDE);
}

/* ------------------------------------------------------------------------ rows */

static void
judge_comparison(struct match *match, const struct cr_node *node)
{
	const struct cr_node *right = node->child->next;

	switch (node->word) {
	case CR_WORD_EQ:
	case CR_WORD_NE:
		judge_literal(match, right, CR_LINT_WHOLE);
		return;
	case CR_WORD_CONTAINS:
		judge_literal(match, right, CR_LINT_INSIDE);
		return;
	case CR_WORD_IN:
	case CR_WORD_NOT_IN:
		if (right->kind == CR_NODE_SET)
			judge_set(match, right);
		else
			judge_list(match, right);
		return;
	case CR_WORD_WILDCARD:
	case CR_WORD_STRICT_WILDCARD:
		judge_wildcard(
		    match, right, node->word == CR_WORD_STRICT_WILDCARD);
		return;
	case CR_WORD_MATCHES:
		judge_regex(match, right);
		return;
	default:
		return; /* an order says nothing of the form */
	}
}

static void
judge_call(struct match *match, const struct cr_node *node)
{
	static const struct {
		const char *name;
		enum cr_lint_part part;
	} calls[] = {
	    {"starts_with", CR_LINT_BEGIN},
	    {"ends_with", CR_LINT_END},
	    {"path_under", CR_LINT_BEGIN},
	    {"has_value", CR_LINT_WHOLE},
	};

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (cr_bytes_equal_text(node->text, calls[i].name))
			judge_literal(match, node->child->next, calls[i].part);
}

void
cr_lint_never(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node;
	struct match match = {.lint = lint, .value = node->child};

	if (node->kind != CR_NODE_COMPARISON && node->kind != CR_NODE_CALL)
		return;
	if (node->child == NULL || node->child->next == NULL ||
	    !cr_lint_values_form(lint, node->child, &match.form))
		return;
	if (node->kind == CR_NODE_COMPARISON)
		judge_comparison(&match, node);
	else
		judge_call(&match, node);
}

/* Keys of header maps are in lower case, whatever the client sent. */
static bool
is_header_map(const struct cr_lint *lint, const struct cr_node *node)
{
	const struct cr_field *field;

	if (node->kind != CR_NODE_NAME || !lint->builtin)
		return false;
	field = cr_lint_values_field(lint, node);
	return field != NULL &&
	       (field->number == CR_ID_HTTP_REQUEST_HEADERS ||
		   field->number == CR_ID_RAW_HTTP_REQUEST_HEADERS);
}

void
cr_lint_header_key(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node, *map = node->child, *key;
	struct match match = {
	    .lint = lint, .value = map, .form.letters = CR_LINT_LOWER};

	if (node->kind != CR_NODE_INDEX &&
	    (node->kind != CR_NODE_CALL ||
		!cr_bytes_equal_text(node->text, "has_key")))
		return;
	key = map->next;
	if (!is_header_map(lint, map) || !is_text(key) ||
	    cr_lint_values_judge(lint, &match.form, key->text, CR_LINT_WHOLE) ==
		NULL)
		return;
	cr_diags_add(lint->diags, CR_DIAG_HEADER_KEY, key->span,
	    cr_lint_text(lint, map->span),
	    cr_diags_quote(lint->diags, key->text));
	cr_diags_second(lint->diags, map->span);
	hint_correct(&match, key->text, CR_LINT_WHOLE);
}

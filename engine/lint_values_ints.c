/* SPDX-License-Identifier: MIT */
/* Numbers that are not what they look like: octal ones, and bounds that no
 * value passes. */
#include "lint_values.h"
#include "../base/bytes.h"
#include "check_parts.h"
#include "functions.h"

/* ----------------------------------------------------------------------- octal */

/* The digits of a number that begins with 0 and means another one than without
 * it; false: it is no such thing. */
static bool
is_octal(struct certrule_bytes text, struct certrule_bytes *digits)
{
	size_t at = text.len > 0 && text.data[0] == '-';

	if (text.len - at < 2 || text.data[at] != '0')
		return false;
	for (size_t i = at; i < text.len; i++)
		if (text.data[i] < '0' || text.data[i] > '7')
			return false;
	while (at + 1 < text.len && text.data[at] == '0')
		at++;
	*digits = cr_bytes_slice(text, at, text.len);
	return digits->len > 1;
}

static void
judge_number(struct cr_lint *lint, const struct cr_node *node,
    struct certrule_bytes text)
{
	bool negative = text.len > 0 && text.data[0] == '-';
	struct certrule_bytes digits;
	const char *sign = negative ? "-" : "";
	unsigned long long value = 0;

	if (!is_octal(text, &digits))
		return;
	/* The load has found that it fits. */
	for (size_t i = 0; i < digits.len; i++)
		value = value * 8 + (digits.data[i] - '0');
	cr_diags_add(lint->diags, CR_DIAG_OCTAL, node->span,
	    cr_diags_quote(lint->diags, text), sign, value);
	cr_diags_hint(lint->diags, "write %s%llu, or %s%s if that is meant",
	    sign, value, sign, cr_diags_quote(lint->diags, digits));
}

/* Both ends of a range. */
static void
judge_word(struct cr_lint *lint, const struct cr_node *node)
{
	struct certrule_bytes text = node->text;

	for (size_t i = 0; i + 1 < text.len; i++) {
		if (text.data[i] != '.' || text.data[i + 1] != '.')
			continue;
		judge_number(lint, node, cr_bytes_slice(text, 0, i));
		judge_number(lint, node, cr_bytes_slice(text, i + 2, text.len));
		return;
	}
	judge_number(lint, node, text);
}

/* A word of digits alone is an Int wherever it stands. */
void
cr_lint_octal(struct cr_lint *lint, const struct cr_lint_place *place)
{
	if (place->node->kind == CR_NODE_WORD)
		judge_word(lint, place->node);
}

/* ---------------------------------------------------------------------- bounds */

/* What a function gives at least and at most. */
static const struct {
	const char *name;
	int64_t lowest, highest;
} bounds[] = {
    {"len", 0, INT64_MAX},
    {"bit_slice", 0, UINT32_MAX},
};

enum outcome {
	OPEN,
	NEVER,
	ALWAYS
};

static enum outcome
judge_order(bool always, bool never)
{
	if (always)
		return ALWAYS;
	return never ? NEVER : OPEN;
}

/* Of every value in lowest..highest, compared with one number. */
static enum outcome
judge_bound(enum cr_word word, int64_t lowest, int64_t highest, int64_t number)
{
	bool outside = number < lowest || number > highest;

	switch (word) {
	case CR_WORD_EQ:
		return judge_order(false, outside);
	case CR_WORD_NE:
		return judge_order(outside, false);
	case CR_WORD_LT:
		return judge_order(highest < number, lowest >= number);
	case CR_WORD_LE:
		return judge_order(highest <= number, lowest > number);
	case CR_WORD_GT:
		return judge_order(lowest > number, highest <= number);
	case CR_WORD_GE:
		return judge_order(lowest >= number, highest < number);
	default:
		return OPEN;
	}
}

static void
report_bound(struct cr_lint *lint, const struct cr_node *node, size_t row,
    enum outcome outcome, int64_t number)
{
	bool low = number <= bounds[row].lowest;

	cr_diags_add(lint->diags, CR_DIAG_CONSTANT_BOUND, node->span,
	    cr_lint_text(lint, node->child->span), low ? "less" : "more",
	    (long long)(low ? bounds[row].lowest : bounds[row].highest),
	    outcome == NEVER ? "never true" : "true whenever there is one");
	if (bounds[row].highest == INT64_MAX)
		cr_diags_hint(lint->diags,
		    "%s == 0 is what is empty, > 0 what "
		    "is not",
		    cr_lint_text(lint, node->child->span));
	else
		cr_diags_hint(lint->diags, "it is %lld..%lld",
		    (long long)bounds[row].lowest,
		    (long long)bounds[row].highest);
}

void
cr_lint_bound(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node, *left = node->child;
	const struct cr_node *right;
	struct cr_check *check = &lint->load->policy->check;
	int64_t number, last;

	if (node->kind != CR_NODE_COMPARISON)
		return;
	while (left->kind == CR_NODE_INDEX)
		left = left->child;
	right = node->child->next;
	if (left->kind != CR_NODE_CALL || right->kind != CR_NODE_WORD ||
	    cr_literal_kind(right, CERTRULE_INT) != CERTRULE_INT ||
	    cr_literal_ints(check, right, NULL, &number, &last) != 0)
		return;
	for (size_t i = 0; i < sizeof(bounds) / sizeof(*bounds); i++) {
		enum outcome outcome;

		if (!cr_bytes_equal_text(left->text, bounds[i].name))
			continue;
		outcome = judge_bound(
		    node->word, bounds[i].lowest, bounds[i].highest, number);
		if (outcome != OPEN)
			report_bound(lint, node, i, outcome, number);
	}
}

/* SPDX-License-Identifier: MIT */
/* What stands between a rule's name and its condition: rows of options.def, and
 * the texts a rule brings along. */
#include "load.h"
#include "../base/bytes.h"
#include "../base/clock.h"
#include "../base/utf8.h"
#include "../grammar/parse.h"

/* Actions as a set. */
enum {
	ALLOW = 1 << 0,
	BLOCK = 1 << 1,
	LOG = 1 << 2,
	ACTION = 1 << 3
};

enum option_id {
#define OPTION(name, spelling, kind, takes, actions) OPTION_##name,
#include "options.def"
#undef OPTION
	OPTION_COUNT
};

struct option_row {
	const char *spelling;
	enum cr_atom_kind kind;
	const char *takes;
	unsigned actions;
};

static const struct option_row rows[] = {
#define OPTION(name, spelling, kind, takes, actions) \
	{spelling, CR_ATOM_##kind, takes, actions},
#include "options.def"
#undef OPTION
};

/* ---------------------------------------------------------------------- texts */

/* What a text for people must not hold; NULL: it is fine. */
static const char *
find_bad(struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len;) {
		struct certrule_bytes rest = cr_bytes_slice(text, i, text.len);
		uint32_t code = 0;
		size_t len = cr_utf8_decode(rest, &code);

		if (len == 0)
			return "a byte that is not UTF-8";
		if (code < 0x20 || (code >= 0x7f && code < 0xa0))
			return "a control character";
		if (cr_utf8_is_bidi(code))
			return "a bidirectional control character";
		i += len;
	}
	return NULL;
}

int
cr_load_text(struct cr_load *load, const struct cr_atom *atom, const char *what,
    size_t limit, struct certrule_bytes *text)
{
	const char *bad = find_bad(atom->text);

	*text = (struct certrule_bytes){NULL, 0};
	if (atom->text.len == 0)
		cr_diags_add(load->diags, CR_DIAG_EMPTY_TEXT, atom->span, what);
	else if (bad != NULL)
		cr_diags_add(
		    load->diags, CR_DIAG_BAD_TEXT, atom->span, what, bad);
	else if (atom->text.len > limit)
		cr_diags_add(load->diags, CR_DIAG_LONG_TEXT, atom->span, what,
		    atom->text.len, (int)limit);
	else
		*text = cr_load_keep(load, atom->text);
	return text->data != NULL ? 0 : -1;
}

/* --------------------------------------------------------------------- values */

static unsigned
action_bit(enum cr_word action)
{
	switch (action) {
	case CR_WORD_ALLOW:
		return ALLOW;
	case CR_WORD_BLOCK:
		return BLOCK;
	case CR_WORD_LOG:
		return LOG;
	default:
		return ACTION;
	}
}

static void
report_value(struct cr_load *load, const struct option_row *row,
    const struct cr_atom *value, const char *hint)
{
	cr_diags_add(load->diags, CR_DIAG_OPTION_VALUE, value->span,
	    row->spelling, row->takes,
	    cr_diags_quote(load->diags, value->text));
	cr_diags_hint(load->diags, "%s", hint);
}

static void
read_status(struct cr_load *load, const struct cr_statement *rule,
    const struct cr_atom *value, struct certrule_rule_info *info)
{
	int low = rule->as.rule.action == CR_WORD_BLOCK ? 400 : 300;
	int status = 0;

	for (size_t i = 0; i < value->text.len; i++) {
		unsigned char digit = value->text.data[i];

		if (digit < '0' || digit > '9' || i == 9) {
			report_value(
			    load, &rows[OPTION_STATUS], value, "such as 403");
			return;
		}
		status = status * 10 + (digit - '0');
	}
	if (status < low || status > 599)
		cr_diags_add(load->diags, CR_DIAG_STATUS_RANGE, value->span,
		    cr_word_text(rule->as.rule.action), low, 599);
	info->status = status;
}

static void
read_until(struct cr_load *load, const struct cr_atom *value,
    struct certrule_rule_info *info)
{
	info->dated = 1;
	if (cr_clock_parse(value->text, &info->until) != 0)
		report_value(load, &rows[OPTION_UNTIL], value,
		    "in UTC, as 2026-12-01T00:00:00Z");
}

static void
read_value(struct cr_load *load, const struct cr_statement *rule,
    enum option_id id, const struct cr_atom *value,
    struct certrule_rule_info *info)
{
	struct certrule_bytes text;

	switch (id) {
	case OPTION_STATUS:
		read_status(load, rule, value, info);
		return;
	case OPTION_UNTIL:
		read_until(load, value, info);
		return;
	case OPTION_MESSAGE:
		if (cr_load_text(
			load, value, "message", CR_LIMIT_STRING, &text) == 0)
			info->message = (const char *)text.data;
		return;
	case OPTION_TAG:
		if (cr_load_text(load, value, "tag", CR_LIMIT_NAME, &text) == 0)
			info->tag = (const char *)text.data;
		return;
	case OPTION_COUNT:
		return;
	}
}

/* -------------------------------------------------------------------- options */

static enum option_id
find_option(struct cr_load *load, const struct cr_ast_option *option)
{
	struct cr_nearest nearest;
	struct certrule_bytes best;
	int id;

	if (option->word == CR_WORD_UNTIL)
		return OPTION_UNTIL;
	cr_nearest_init(&nearest, option->name.text);
	for (id = 0; id < OPTION_COUNT; id++) {
		if (cr_bytes_equal_text(option->name.text, rows[id].spelling))
			return (enum option_id)id;
		cr_nearest_offer(&nearest, cr_bytes_text(rows[id].spelling));
	}
	best = cr_nearest_get(&nearest);
	cr_diags_add(load->diags, CR_DIAG_UNKNOWN_OPTION, option->name.span,
	    cr_diags_quote(load->diags, option->name.text));
	if (best.data != NULL)
		cr_diags_hint(load->diags, "did you mean '%s'?",
		    cr_diags_quote(load->diags, best));
	else
		cr_diags_hint(
		    load->diags, "the options are status message tag until");
	return OPTION_COUNT;
}

static void
read_option(struct cr_load *load, const struct cr_statement *rule,
    const struct cr_ast_option *option, struct cr_span *seen,
    struct certrule_rule_info *info)
{
	enum option_id id = find_option(load, option);
	enum cr_word action = rule->as.rule.action;
	const struct option_row *row = &rows[id];

	if (id == OPTION_COUNT)
		return;
	if (seen[id].end != 0) {
		cr_diags_add(load->diags, CR_DIAG_DUPLICATE_OPTION,
		    option->name.span, row->spelling);
		cr_diags_second(load->diags, seen[id]);
		return;
	}
	seen[id] = option->name.span;
	if (!(row->actions & action_bit(action))) {
		cr_diags_add(load->diags, CR_DIAG_OPTION_ACTION,
		    option->name.span, row->spelling, cr_word_text(action));
		return;
	}
	if (option->value.kind != row->kind) {
		report_value(load, row, &option->value,
		    row->kind == CR_ATOM_STRING ? "put it in double quotes"
						: "leave out the quotes");
		return;
	}
	read_value(load, rule, id, &option->value, info);
}

int
cr_load_options(struct cr_load *load, const struct cr_statement *rule,
    struct certrule_rule_info *info)
{
	const struct cr_ast_option *option = rule->as.rule.options;
	struct cr_span seen[OPTION_COUNT] = {{0, 0, 0}};
	size_t errors = certrule_diags_error_count(load->diags);

	for (; option != NULL; option = option->next)
		read_option(load, rule, option, seen, info);
	return certrule_diags_error_count(load->diags) == errors ? 0 : -1;
}

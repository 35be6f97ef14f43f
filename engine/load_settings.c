/* SPDX-License-Identifier: MIT */
/*
 * Settings of a trust block, by the rows of whoever verifies certificates: the
 * engine knows no setting by name.  Wrong ones are reported and left out.
 */
#include "load.h"
#include "../base/bytes.h"
#include "../base/clock.h"

#include <string.h>

static const struct cr_setting_row *
find_row(const struct cr_trust_ops *ops, struct certrule_bytes name)
{
	for (size_t i = 0; i < ops->setting_count; i++)
		if (cr_bytes_equal_text(name, ops->settings[i].name))
			return &ops->settings[i];
	return NULL;
}

static void
report_unknown(struct cr_load *load, const struct cr_atom *name)
{
	const struct cr_trust_ops *ops = load->policy->trust_ops;
	struct cr_nearest nearest;
	struct certrule_bytes best;

	cr_nearest_init(&nearest, name->text);
	for (size_t i = 0; i < ops->setting_count; i++)
		if (!ops->settings[i].command_line_only)
			cr_nearest_offer(
			    &nearest, cr_bytes_text(ops->settings[i].name));
	best = cr_nearest_get(&nearest);
	cr_diags_add(load->diags, CR_DIAG_UNKNOWN_SETTING, name->span,
	    cr_diags_quote(load->diags, name->text));
	if (best.data != NULL)
		cr_diags_hint(load->diags, "did you mean '%s'?",
		    cr_diags_quote(load->diags, best));
}

static const char *
kind_text(enum cr_setting_kind kind)
{
	switch (kind) {
	case CR_SETTING_STRING:
		return "a string";
	case CR_SETTING_NAME:
		return "a word";
	case CR_SETTING_INT:
		return "a number";
	case CR_SETTING_DURATION:
		return "a duration";
	}
	return ""; /* unreachable: a case for each */
}

static void
report_kind(struct cr_load *load, const struct cr_setting_row *row,
    const struct cr_atom *value)
{
	cr_diags_add(load->diags, CR_DIAG_SETTING_KIND, value->span, row->name,
	    kind_text(row->kind), cr_diags_quote(load->diags, value->text));
	if (value->kind == CR_ATOM_STRING) {
		cr_diags_hint(load->diags, "leave out the quotes");
		return;
	}
	switch (row->kind) {
	case CR_SETTING_STRING:
		cr_diags_hint(load->diags, "put it in double quotes");
		break;
	case CR_SETTING_NAME:
		cr_diags_hint(load->diags, "one of: %s", row->values);
		break;
	case CR_SETTING_INT:
		break;
	case CR_SETTING_DURATION:
		cr_diags_hint(load->diags, "such as 90s 15m 12h 30d");
		break;
	}
}

/* "leaf chain off" has the word. */
static bool
has_word(const char *words, struct certrule_bytes word)
{
	while (*words != '\0') {
		size_t len = strcspn(words, " ");

		if (cr_bytes_equal(cr_bytes(words, len), word))
			return true;
		words += len + strspn(words + len, " ");
	}
	return false;
}

static int
parse_number(struct certrule_bytes text, int64_t *number)
{
	*number = 0;
	if (text.len == 0 || text.len > 18)
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return -1;
		*number = *number * 10 + (text.data[i] - '0');
	}
	return 0;
}

/* any: from the command line, where there are no quotes. */
static bool
has_kind(const struct cr_setting_row *row, const struct cr_atom *value,
    bool any, struct cr_setting *setting)
{
	switch (row->kind) {
	case CR_SETTING_STRING:
		return any || value->kind == CR_ATOM_STRING;
	case CR_SETTING_NAME:
		return any || value->kind == CR_ATOM_NAME;
	case CR_SETTING_INT:
		return (any || value->kind == CR_ATOM_WORD) &&
		       parse_number(value->text, &setting->number) == 0;
	case CR_SETTING_DURATION:
		return (any || value->kind == CR_ATOM_WORD) &&
		       cr_clock_parse_duration(value->text, &setting->number) ==
			   0;
	}
	return false; /* unreachable: a case for each */
}

/* Whether the value is one the row takes; reported if not. */
static bool
check_value(struct cr_load *load, const struct cr_setting *setting,
    const struct cr_atom *value)
{
	const struct cr_setting_row *row = setting->row;

	if (row->kind == CR_SETTING_NAME &&
	    !has_word(row->values, value->text)) {
		cr_diags_add(load->diags, CR_DIAG_SETTING_VALUE, value->span,
		    row->name, cr_diags_quote(load->diags, value->text));
		cr_diags_hint(load->diags, "one of: %s", row->values);
		return false;
	}
	if ((row->kind == CR_SETTING_INT || row->kind == CR_SETTING_DURATION) &&
	    (setting->number < row->min || setting->number > row->max)) {
		cr_diags_add(load->diags, CR_DIAG_SETTING_RANGE, value->span,
		    row->name, (long long)row->min, (long long)row->max);
		return false;
	}
	return true;
}

static bool
is_repeated(struct cr_load *load, const struct cr_setting_row *row,
    const struct cr_atom *name, const struct cr_setting *before, size_t count)
{
	for (size_t i = 0; i < count && !row->repeatable; i++) {
		if (before[i].row != row)
			continue;
		cr_diags_add(
		    load->diags, CR_DIAG_SETTING_TWICE, name->span, row->name);
		cr_diags_second(load->diags, before[i].name_span);
		return true;
	}
	return false;
}

/* 1: a setting; 0: none, reported; -1: no memory, reported. */
static int
read_setting(struct cr_load *load, const struct cr_ast_setting *ast,
    bool command_line, struct cr_setting *settings, size_t count)
{
	struct cr_setting *setting = &settings[count];
	const struct cr_setting_row *row =
	    find_row(load->policy->trust_ops, ast->name.text);

	if (row == NULL) {
		report_unknown(load, &ast->name);
		return 0;
	}
	if (row->command_line_only && !command_line) {
		cr_diags_add(load->diags, CR_DIAG_SETTING_COMMAND_LINE,
		    ast->name.span, row->name);
		return 0;
	}
	if (is_repeated(load, row, &ast->name, settings, count))
		return 0;
	setting->row = row;
	setting->name_span = ast->name.span;
	setting->value_span = ast->value.span;
	if (!has_kind(row, &ast->value, command_line, setting)) {
		report_kind(load, row, &ast->value);
		return 0;
	}
	if (!check_value(load, setting, &ast->value))
		return 0;
	setting->text = cr_load_keep(load, ast->value.text);
	return setting->text.data != NULL ? 1 : -1;
}

int
cr_load_settings(struct cr_load *load, const struct cr_ast_setting *asts,
    bool command_line, const struct cr_setting **settings, size_t *count)
{
	const struct cr_ast_setting *ast;
	struct cr_setting *list;
	size_t most = 0;

	for (ast = asts; ast != NULL; ast = ast->next)
		most++;
	*count = 0;
	list = cr_load_get(load, most + 1, sizeof(*list));
	if (list == NULL)
		return -1;
	for (ast = asts; ast != NULL; ast = ast->next) {
		int read = read_setting(load, ast, command_line, list, *count);

		if (read < 0)
			return -1;
		*count += (size_t)read;
	}
	*settings = list;
	return 0;
}

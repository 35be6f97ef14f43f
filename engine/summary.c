/* SPDX-License-Identifier: MIT */
/*
 * What `check` says of a policy that loads: what it holds, every way in that
 * needs no certificate, what will end, what is off or unused, and the trust
 * blocks with what they rest on.  As text to read, or as one JSON object.
 */
#include "policy.h"
#include "json_write.h"
#include "../base/buffer.h"
#include "../base/bytes.h"
#include "../base/clock.h"
#include "../base/limits.h"

#include <string.h>

static const char *const kind_names[] = {
    [CERTRULE_RULE_ALLOW] = "allow",
    [CERTRULE_RULE_ALLOW_ANONYMOUS] = "allow anonymous",
    [CERTRULE_RULE_BLOCK] = "block",
    [CERTRULE_RULE_ALWAYS_BLOCK] = "always block",
    [CERTRULE_RULE_LOG] = "log",
    [CERTRULE_RULE_ACTION] = "action",
};

#define KIND_COUNT (sizeof(kind_names) / sizeof(*kind_names))

static void
count_kinds(const struct cr_policy *policy, size_t *counts)
{
	for (size_t i = 0; i < policy->rule_count; i++)
		counts[policy->rules[i].info.kind]++;
}

static bool
is_disabled(const struct certrule_rule_info *info)
{
	return info->disabled != 0;
}

static bool
is_anonymous(const struct certrule_rule_info *info)
{
	return info->kind == CERTRULE_RULE_ALLOW_ANONYMOUS && !info->disabled;
}

static bool
is_dated(const struct certrule_rule_info *info)
{
	return info->dated && !info->disabled;
}

typedef bool selects_fn(const struct certrule_rule_info *info);

/* ------------------------------------------------------------------------ text */

#define LABEL_WIDTH 10

/* "disabled  ": what a line is about, once. */
static void
begin_line(struct cr_buffer *out, const char *label)
{
	cr_buffer_printf(out, "%-*s", LABEL_WIDTH, label);
}

static void
add_place(struct cr_buffer *out, const char *file, unsigned line)
{
	cr_buffer_show(out, cr_bytes_text(file));
	cr_buffer_printf(out, ":%u", line);
}

static void
add_rule_line(struct cr_buffer *out, const char *label,
    const struct certrule_rule_info *info)
{
	begin_line(out, label);
	if (info->named) {
		cr_buffer_add_byte(out, '"');
		cr_buffer_show(out, cr_bytes_text(info->name));
		cr_buffer_add_text(out, "\" (");
	}
	add_place(out, info->file, info->line);
	cr_buffer_add_text(out, info->named ? ")" : "");
}

static void
add_left(struct cr_buffer *out, int64_t until, int64_t now)
{
	if (until <= now)
		cr_buffer_add_text(out, ", which is past");
	else
		cr_buffer_printf(out, ", %lld days left",
		    (long long)((until - now) / 86400));
}

static void
add_rule_lines(struct cr_buffer *out, const struct cr_policy *policy,
    const char *label, selects_fn *selects, int64_t now)
{
	for (size_t i = 0; i < policy->rule_count; i++) {
		const struct certrule_rule_info *info = &policy->rules[i].info;

		if (!selects(info))
			continue;
		add_rule_line(out, label, info);
		if (selects == is_dated) {
			cr_buffer_add_text(out, " until ");
			cr_clock_print(out, info->until);
			add_left(out, info->until, now);
		}
		cr_buffer_add_byte(out, '\n');
		label = "";
	}
}

static void
add_counts(struct cr_buffer *out, const struct cr_policy *policy)
{
	size_t counts[KIND_COUNT] = {0};
	const char *separator = ": ";

	count_kinds(policy, counts);
	begin_line(out, "rules");
	cr_buffer_printf(out, "%zu", policy->rule_count);
	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (counts[i] == 0)
			continue;
		cr_buffer_printf(
		    out, "%s%zu %s", separator, counts[i], kind_names[i]);
		separator = ", ";
	}
	cr_buffer_add_byte(out, '\n');
}

static void
add_defaults(struct cr_buffer *out, const struct cr_policy *policy)
{
	const char *label = "default";

	for (size_t i = 0; i < policy->fallback_count; i++) {
		const struct cr_fallback *fallback = &policy->fallbacks[i];

		begin_line(out, label);
		cr_buffer_add_text(out,
		    fallback->allow_anonymous ? "allow anonymous" : "block");
		for (size_t j = 0; j < fallback->host_count; j++) {
			cr_buffer_add_text(out, j == 0 ? " for " : " ");
			cr_buffer_show(out, fallback->hosts[j]);
		}
		cr_buffer_add_text(out, " (");
		add_place(out, fallback->file, fallback->line);
		cr_buffer_add_text(out, ")\n");
		label = "";
	}
	if (policy->fallback_count > 0)
		return;
	begin_line(out, label);
	cr_buffer_add_text(out, "block, as none is given\n");
}

static void
add_unused(struct cr_buffer *out, const struct cr_policy *policy)
{
	const struct cr_list *list = policy->check.lists;
	bool any = false;

	for (; list != NULL; list = list->next) {
		if (list->used || list->own != NULL)
			continue;
		if (!any)
			begin_line(out, "unused");
		cr_buffer_add_text(out, any ? " $" : "list $");
		cr_buffer_show(out, list->name);
		any = true;
	}
	cr_buffer_add_text(out, any ? "\n" : "");
}

/* One trust table being written. */
struct table {
	struct cr_buffer *out;
	char block[CR_LIMIT_NAME + 1]; /* of the last row */
	bool open;
};

/* True: it is another one than that of the row before. */
static bool
changes(char *last, size_t size, const char *text)
{
	if (strncmp(last, text, size - 1) == 0)
		return false;
	strncpy(last, text, size - 1);
	last[size - 1] = '\0';
	return true;
}

static int
add_trust_row(void *context, const struct cr_trust_row *row)
{
	struct table *table = context;
	struct cr_buffer *out = table->out;

	if (changes(table->block, sizeof(table->block), row->block)) {
		begin_line(out, "trust");
		cr_buffer_show(out, cr_bytes_text(row->block));
		cr_buffer_add_byte(out, '\n');
	}
	cr_buffer_printf(out, "%*s%-9s", LABEL_WIDTH, "", row->kind);
	cr_buffer_show(out, cr_bytes_text(row->text));
	if (row->has_time) {
		cr_buffer_add_text(out, " until ");
		cr_clock_print(out, row->time);
	}
	if (row->file != NULL) {
		cr_buffer_add_text(out, " (");
		cr_buffer_show(out, cr_bytes_text(row->file));
		cr_buffer_add_byte(out, ')');
	}
	if (row->note != NULL)
		cr_buffer_printf(out, ": %s", row->note);
	cr_buffer_add_byte(out, '\n');
	return cr_buffer_failed(out) ? -1 : 0;
}

static int
add_trust(struct cr_buffer *out, const struct cr_policy *policy, int64_t now)
{
	struct table table = {.out = out};

	if (policy->trust != NULL)
		return policy->trust_ops->describe(
		    policy->trust, now, add_trust_row, &table);
	begin_line(out, "trust");
	cr_buffer_add_text(out, "none: mTLS is on for no host\n");
	return 0;
}

static int
write_text(struct cr_buffer *out, const struct cr_policy *policy, int64_t now)
{
	begin_line(out, "policy");
	cr_buffer_show(out, cr_bytes_text(policy->name));
	if (policy->revision[0] != '\0')
		cr_buffer_printf(out, ", revision %s", policy->revision);
	cr_buffer_add_byte(out, '\n');
	add_counts(out, policy);
	add_defaults(out, policy);
	add_rule_lines(out, policy, "anonymous", is_anonymous, now);
	add_rule_lines(out, policy, "dated", is_dated, now);
	add_rule_lines(out, policy, "disabled", is_disabled, now);
	add_unused(out, policy);
	return add_trust(out, policy, now);
}

/* ------------------------------------------------------------------------ JSON */

static void
add_json_place(struct cr_buffer *out, const char *file, unsigned line)
{
	cr_json_member(out, "file");
	cr_json_text(out, file);
	cr_json_member(out, "line");
	cr_buffer_printf(out, "%u", line);
}

static void
add_json_rules(struct cr_buffer *out, const struct cr_policy *policy,
    const char *name, selects_fn *selects)
{
	const char *separator = "";

	cr_json_member(out, name);
	cr_buffer_add_byte(out, '[');
	for (size_t i = 0; i < policy->rule_count; i++) {
		const struct certrule_rule_info *info = &policy->rules[i].info;

		if (!selects(info))
			continue;
		cr_buffer_printf(out, "%s{", separator);
		cr_json_member(out, "rule");
		cr_json_text(out, info->name);
		add_json_place(out, info->file, info->line);
		if (selects == is_dated) {
			cr_json_member(out, "until");
			cr_json_time(out, info->until);
		}
		cr_buffer_add_byte(out, '}');
		separator = ",";
	}
	cr_buffer_add_byte(out, ']');
}

static void
add_json_kinds(struct cr_buffer *out, const struct cr_policy *policy)
{
	size_t counts[KIND_COUNT] = {0};

	count_kinds(policy, counts);
	cr_json_member(out, "rules");
	cr_buffer_printf(out, "%zu", policy->rule_count);
	cr_json_member(out, "kinds");
	cr_buffer_add_byte(out, '{');
	for (size_t i = 0; i < KIND_COUNT; i++) {
		cr_json_member(out, kind_names[i]);
		cr_buffer_printf(out, "%zu", counts[i]);
	}
	cr_buffer_add_byte(out, '}');
}

static void
add_json_defaults(struct cr_buffer *out, const struct cr_policy *policy)
{
	cr_json_member(out, "defaults");
	cr_buffer_add_byte(out, '[');
	for (size_t i = 0; i < policy->fallback_count; i++) {
		const struct cr_fallback *fallback = &policy->fallbacks[i];

		cr_buffer_add_text(out, i == 0 ? "{" : ",{");
		cr_json_member(out, "default");
		cr_json_text(out,
		    fallback->allow_anonymous ? "allow anonymous" : "block");
		cr_json_member(out, "hosts");
		cr_buffer_add_byte(out, '[');
		for (size_t j = 0; j < fallback->host_count; j++) {
			cr_buffer_add_text(out, j == 0 ? "" : ",");
			cr_json_bytes(out, fallback->hosts[j]);
		}
		cr_buffer_add_byte(out, ']');
		add_json_place(out, fallback->file, fallback->line);
		cr_buffer_add_byte(out, '}');
	}
	cr_buffer_add_byte(out, ']');
}

static void
add_json_unused(struct cr_buffer *out, const struct cr_policy *policy)
{
	const struct cr_list *list = policy->check.lists;
	const char *separator = "";

	cr_json_member(out, "unused");
	cr_buffer_add_byte(out, '[');
	for (; list != NULL; list = list->next) {
		if (list->used || list->own != NULL)
			continue;
		cr_buffer_add_text(out, separator);
		cr_json_bytes(out, list->name);
		separator = ",";
	}
	cr_buffer_add_byte(out, ']');
}

static void
add_json_fields(struct cr_buffer *out, const struct cr_policy *policy)
{
	size_t count = cr_schema_field_count(policy->schema);
	const char *separator = "";

	cr_json_member(out, "reads");
	cr_buffer_add_byte(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (!policy->check.reads[i])
			continue;
		cr_buffer_add_text(out, separator);
		cr_json_bytes(
		    out, cr_schema_field(policy->schema, (int)i)->name);
		separator = ",";
	}
	cr_buffer_add_byte(out, ']');
}

/* Rows come by block; a block is one object, its rows one list. */
static int
add_json_trust_row(void *context, const struct cr_trust_row *row)
{
	struct table *table = context;
	struct cr_buffer *out = table->out;
	bool first = changes(table->block, sizeof(table->block), row->block);

	if (first) {
		cr_buffer_add_text(out, table->open ? "]},{" : "{");
		cr_json_member(out, "block");
		cr_json_text(out, row->block);
		cr_json_member(out, "rows");
		table->open = true;
	}
	cr_buffer_add_text(out, first ? "[{" : ",{");
	cr_json_member(out, "kind");
	cr_json_text(out, row->kind);
	cr_json_member(out, "text");
	cr_json_text(out, row->text);
	if (row->has_time) {
		cr_json_member(out, "until");
		cr_json_time(out, row->time);
	}
	if (row->file != NULL) {
		cr_json_member(out, "file");
		cr_json_text(out, row->file);
	}
	if (row->note != NULL) {
		cr_json_member(out, "note");
		cr_json_text(out, row->note);
	}
	cr_buffer_add_byte(out, '}');
	return cr_buffer_failed(out) ? -1 : 0;
}

static int
write_json(struct cr_buffer *out, const struct cr_policy *policy, int64_t now)
{
	struct table table = {.out = out};
	int result = 0;

	cr_buffer_add_byte(out, '{');
	cr_json_member(out, "policy");
	cr_json_text(out, policy->name);
	cr_json_member(out, "revision");
	cr_json_text(out, policy->revision);
	add_json_kinds(out, policy);
	add_json_defaults(out, policy);
	add_json_rules(out, policy, "anonymous", is_anonymous);
	add_json_rules(out, policy, "dated", is_dated);
	add_json_rules(out, policy, "disabled", is_disabled);
	add_json_unused(out, policy);
	add_json_fields(out, policy);
	cr_json_member(out, "trust");
	cr_buffer_add_byte(out, '[');
	if (policy->trust != NULL)
		result = policy->trust_ops->describe(
		    policy->trust, now, add_json_trust_row, &table);
	cr_buffer_add_text(out, table.open ? "]}]}" : "]}");
	return result;
}

int
certrule_gate_write_summary(const struct certrule_gate *gate, int json,
    certrule_write_fn *write, void *context)
{
	const struct certrule_options *options = &gate->options;
	int64_t now = options->now_set ? options->now : cr_clock_now();
	struct cr_buffer out;
	struct certrule_bytes text;
	int result;

	cr_buffer_init(&out, gate->alloc);
	result = json ? write_json(&out, &gate->policy, now)
		      : write_text(&out, &gate->policy, now);
	text = cr_buffer_bytes(&out);
	if (result == 0 && !cr_buffer_failed(&out))
		result = write(context, (const char *)text.data, text.len);
	else
		result = -1;
	cr_buffer_fini(&out);
	return result;
}

/* SPDX-License-Identifier: MIT */
/*
 * JSON of the command line.
 *
 * Lines are parsed by jansson and strictly: a member twice is an error, and a
 * string that is no UTF-8 too.  Answers are written straight away, so that a
 * million of them cost no memory.
 */
#include "json.h"

#include <jansson.h>

#include <stdlib.h>
#include <string.h>

static int
refuse(struct cr_text *why, const char *name, const char *what)
{
	cr_text_printf(why, "\"%s\" is %s", name, what);
	return -1;
}

/* A string without NULs, for what becomes a file name or the like. */
static int
take_string(const json_t *value, const char *name, const char **out,
    struct cr_text *why)
{
	if (!json_is_string(value))
		return refuse(why, name, "no string");
	if (strlen(json_string_value(value)) != json_string_length(value))
		return refuse(why, name, "a string that holds a NUL");
	*out = json_string_value(value);
	return 0;
}

static int
take_hosts(struct cr_json_line *line, const json_t *value, struct cr_text *why)
{
	if (!json_is_array(value)) {
		line->host_count = 1;
		return take_string(value, "host", &line->hosts[0], why);
	}
	if (json_array_size(value) > CR_JSON_HOSTS)
		return refuse(why, "host", "a list of more than four");
	line->host_count = json_array_size(value);
	for (size_t i = 0; i < line->host_count; i++) {
		if (take_string(json_array_get(value, i), "host",
			&line->hosts[i], why) != 0)
			return -1;
	}
	return 0;
}

static int
take_fields(struct cr_json_line *line, const json_t *value, struct cr_text *why)
{
	if (!json_is_object(value))
		return refuse(why, "fields", "no object");
	line->fields = json_dumps(value, JSON_COMPACT);
	if (line->fields == NULL)
		return refuse(why, "fields", "too much: out of memory");
	line->fields_len = strlen(line->fields);
	return 0;
}

static int
take_expression(
    struct cr_json_line *line, const json_t *value, struct cr_text *why)
{
	if (!json_is_string(value))
		return refuse(why, "expression", "no string");
	line->expression = json_string_value(value);
	line->expression_len = json_string_length(value);
	return 0;
}

static int
take_member(struct cr_json_line *line, const char *name, const json_t *value,
    struct cr_text *why)
{
	if (strcmp(name, "id") == 0)
		return 0;
	if (strcmp(name, "expression") == 0)
		return take_expression(line, value, why);
	if (strcmp(name, "fields") == 0)
		return take_fields(line, value, why);
	if (strcmp(name, "host") == 0)
		return take_hosts(line, value, why);
	if (strcmp(name, "cert") == 0)
		return take_string(value, name, &line->cert, why);
	if (strcmp(name, "chain") == 0)
		return take_string(value, name, &line->chain, why);
	if (strcmp(name, "path") == 0)
		return take_string(value, name, &line->path, why);
	if (strcmp(name, "at") == 0)
		return take_string(value, name, &line->at, why);
	if (strcmp(name, "want") == 0)
		return take_string(value, name, &line->want, why);
	line->unknown = name;
	return 0;
}

int
cr_json_line_parse(struct cr_json_line *line, const char *text, size_t len,
    struct cr_text *why)
{
	json_error_t error;
	const char *name;
	json_t *root, *value;

	memset(line, 0, sizeof(*line));
	root = json_loadb(text, len,
	    JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
	line->root = root;
	if (root == NULL) {
		cr_text_printf(
		    why, "no JSON: %s at column %d", error.text, error.column);
		return -1;
	}
	if (!json_is_object(root)) {
		cr_text_add(why, "no JSON object");
		return -1;
	}
	/* First, so that an answer to a bad line still says which it is. */
	value = json_object_get(root, "id");
	if (value != NULL)
		line->id = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	json_object_foreach(root, name, value)
	{
		if (take_member(line, name, value, why) != 0)
			return -1;
	}
	return 0;
}

void
cr_json_line_fini(struct cr_json_line *line)
{
	free(line->id);
	free(line->fields);
	json_decref(line->root);
	memset(line, 0, sizeof(*line));
}

/* ----------------------------------------------------------------- answers */

static void
write_string(struct cr_output *out, const char *text)
{
	if (text == NULL) {
		cr_output_text(out, "null");
		return;
	}
	cr_output_text(out, "\"");
	cr_output_json(out, text);
	cr_output_text(out, "\"");
}

void
cr_json_member(struct cr_output *out, const char *name, const char *text)
{
	cr_output_text(out, ",\"");
	cr_output_text(out, name);
	cr_output_text(out, "\":");
	write_string(out, text);
}

static const char *
stage_text(enum cr_json_stage stage)
{
	switch (stage) {
	case CR_JSON_INPUT:
		return "input";
	case CR_JSON_PARSE:
		return "parse";
	case CR_JSON_EVALUATE:
		return "evaluate";
	}
	return "input";
}

void
cr_json_error(
    struct cr_output *out, enum cr_json_stage stage, const char *message)
{
	cr_output_printf(out, "\"error\":{\"stage\":\"%s\"", stage_text(stage));
	cr_json_member(out, "message", message);
	cr_output_text(out, "}");
}

static void
write_diag(struct cr_output *out, const struct certrule_diag *diag)
{
	cr_output_printf(out,
	    "\"code\":\"%s\",\"line\":%u,\"column\":%u,\"length\":%u",
	    diag->code, diag->line, diag->column, diag->length);
	cr_json_member(out, "message", diag->message);
	if (diag->hint != NULL)
		cr_json_member(out, "hint", diag->hint);
}

void
cr_json_error_diags(struct cr_output *out, const struct certrule_diags *diags)
{
	size_t count = certrule_diags_count(diags);
	struct certrule_diag diag;

	for (size_t i = 0; i < count; i++) {
		certrule_diags_at(diags, i, &diag);
		if (diag.severity != CERTRULE_DIAG_ERROR)
			continue;
		cr_output_text(out, "\"error\":{\"stage\":\"parse\",");
		write_diag(out, &diag);
		cr_output_text(out, "}");
		return;
	}
	cr_json_error(out, CR_JSON_PARSE, "out of memory");
}

void
cr_json_diagnostics(struct cr_output *out, const struct certrule_diags *diags)
{
	size_t count = certrule_diags_count(diags);
	struct certrule_diag diag;

	cr_output_text(out, "\"diagnostics\":[");
	for (size_t i = 0; i < count; i++) {
		certrule_diags_at(diags, i, &diag);
		cr_output_printf(out, "%s{\"severity\":\"%s\",",
		    i > 0 ? "," : "",
		    diag.severity == CERTRULE_DIAG_ERROR ? "error" : "warning");
		write_diag(out, &diag);
		cr_json_member(out, "file", diag.file);
		cr_output_text(out, "}");
	}
	cr_output_text(out, "]");
}

static const char *
action_text(enum certrule_action action)
{
	switch (action) {
	case CERTRULE_ALLOW:
		return "allow";
	case CERTRULE_BLOCK:
		return "block";
	case CERTRULE_HOST_ACTION:
		return "action";
	}
	return "block";
}

/* null where there is no place. */
static void
write_place(struct cr_output *out, const char *file, unsigned line)
{
	cr_json_member(out, "file", file);
	if (file != NULL)
		cr_output_printf(out, ",\"line\":%u", line);
	else
		cr_output_text(out, ",\"line\":null");
}

void
cr_json_verdict(struct cr_output *out, const struct certrule_verdict *verdict)
{
	cr_output_printf(
	    out, "\"verdict\":\"%s\"", action_text(verdict->action));
	cr_json_member(out, "action", verdict->action_name);
	cr_json_member(out, "rule", verdict->rule);
	write_place(out, verdict->file, verdict->line);
	cr_output_text(out, ",\"logs\":[");
	for (size_t i = 0; i < verdict->log_count; i++) {
		const struct certrule_log *log = &verdict->logs[i];

		cr_output_text(out, i > 0 ? ",{\"rule\":" : "{\"rule\":");
		write_string(out, log->rule);
		write_place(out, log->file, log->line);
		cr_output_printf(
		    out, ",\"error\":%s}", log->error ? "true" : "false");
	}
	cr_output_text(out, verdict->logs_lost ? "],\"logs_lost\":true" : "]");
	cr_json_member(out, "reason", verdict->reason);
	cr_json_member(out, "detail", verdict->detail);
}

/* -------------------------------------------------------------------- trees */

static json_t *
tree(const struct cr_json_value *value)
{
	return (json_t *)(uintptr_t)value;
}

static const struct cr_json_value *
value_of(const json_t *json)
{
	return (const struct cr_json_value *)json;
}

struct cr_json_value *
cr_json_parse(const char *text, size_t len, struct cr_text *why)
{
	json_error_t error;
	json_t *root = json_loadb(text, len,
	    JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);

	if (root == NULL)
		cr_text_printf(why, "no JSON: %s at line %d, column %d",
		    error.text, error.line, error.column);
	return (struct cr_json_value *)root;
}

void
cr_json_free(struct cr_json_value *root)
{
	json_decref((json_t *)root);
}

enum cr_json_kind
cr_json_kind(const struct cr_json_value *value)
{
	if (value == NULL)
		return CR_JSON_NOTHING;
	switch (json_typeof(tree(value))) {
	case JSON_OBJECT:
		return CR_JSON_OBJECT;
	case JSON_ARRAY:
		return CR_JSON_ARRAY;
	case JSON_STRING:
		return CR_JSON_STRING;
	case JSON_INTEGER:
		return CR_JSON_INTEGER;
	case JSON_REAL:
		return CR_JSON_FRACTION;
	case JSON_TRUE:
	case JSON_FALSE:
		return CR_JSON_BOOL;
	case JSON_NULL:
		break;
	}
	return CR_JSON_NOTHING;
}

const struct cr_json_value *
cr_json_get(const struct cr_json_value *object, const char *name)
{
	return value_of(json_object_get(tree(object), name));
}

size_t
cr_json_count(const struct cr_json_value *array)
{
	return json_array_size(tree(array));
}

const struct cr_json_value *
cr_json_at(const struct cr_json_value *array, size_t index)
{
	return value_of(json_array_get(tree(array), index));
}

int
cr_json_each(const struct cr_json_value *container, cr_json_visit_fn *visit,
    void *context)
{
	const char *name;
	json_t *value;
	size_t i;
	int result = 0;

	json_array_foreach(tree(container), i, value)
	{
		result = visit(context, NULL, value_of(value));
		if (result != 0)
			return result;
	}
	json_object_foreach(tree(container), name, value)
	{
		result = visit(context, name, value_of(value));
		if (result != 0)
			return result;
	}
	return result;
}

struct cr_json_string
cr_json_string(const struct cr_json_value *value)
{
	struct cr_json_string string = {"", 0};

	if (cr_json_kind(value) != CR_JSON_STRING)
		return string;
	string.data = json_string_value(tree(value));
	string.len = json_string_length(tree(value));
	return string;
}

bool
cr_json_integer(const struct cr_json_value *value, long long *out)
{
	if (cr_json_kind(value) != CR_JSON_INTEGER)
		return false;
	*out = json_integer_value(tree(value));
	return true;
}

bool
cr_json_is(const struct cr_json_value *value, bool boolean)
{
	return cr_json_kind(value) == CR_JSON_BOOL &&
	       json_is_true(tree(value)) == boolean;
}

int
cr_json_dump(const struct cr_json_value *value, struct cr_text *out)
{
	char *text = json_dumps(
	    tree(value), JSON_COMPACT | JSON_ENCODE_ANY | JSON_SORT_KEYS);

	if (text == NULL)
		return -1;
	cr_text_add(out, text);
	free(text);
	return out->failed ? -1 : 0;
}

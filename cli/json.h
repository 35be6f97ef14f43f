/* SPDX-License-Identifier: MIT */
/* Batch lines in, answers out, and files of JSON to walk.  The only file that
 * sees jansson is json.c. */
#ifndef CR_JSON_H
#define CR_JSON_H

#include "output.h"
#include "text.h"

#include <certrule.h>

#include <stdbool.h>

/* Most hosts of one line: more than two say no more than two do. */
enum {
	CR_JSON_HOSTS = 4
};

/*
 * {"id":...,"expression":"...","fields":{...},"cert":"FILE","chain":"FILE",
 *  "host":"NAME" or ["NAME","NAME"],"path":"...","at":"TIME","want":"..."}
 */
struct cr_json_line {
	void *root; /* of jansson */
	char *id;   /* JSON; NULL: none was given */
	const char *expression;
	size_t expression_len;
	char *fields; /* JSON; NULL: none */
	size_t fields_len;
	const char *cert, *chain, *path, *at, *want;
	const char *hosts[CR_JSON_HOSTS];
	size_t host_count;
	const char *unknown; /* a member nobody reads; or NULL */
};

/* -1: *why says what is wrong; what was found before stays usable. */
int cr_json_line_parse(struct cr_json_line *line, const char *text, size_t len,
    struct cr_text *why);
void cr_json_line_fini(struct cr_json_line *line);

/* `"name":"text"` with a comma in front; NULL text is null. */
void cr_json_member(struct cr_output *out, const char *name, const char *text);

enum cr_json_stage {
	CR_JSON_INPUT,	 /* the line or its files */
	CR_JSON_PARSE,	 /* the expression */
	CR_JSON_EVALUATE /* its value is error */
};
/* `"error":{...}` from a message, or from the first error of diags. */
void cr_json_error(
    struct cr_output *out, enum cr_json_stage stage, const char *message);
void cr_json_error_diags(
    struct cr_output *out, const struct certrule_diags *diags);
/* The members of the answer to a decision, without braces. */
void cr_json_verdict(
    struct cr_output *out, const struct certrule_verdict *verdict);
/* `"diagnostics":[...]`, every one of them. */
void cr_json_diagnostics(
    struct cr_output *out, const struct certrule_diags *diags);

/* -------------------------------------------------------------------- trees */

/* Any value of a file; NULL is one that is not there, and every function below
 * takes it.  Strings live as long as the root. */
struct cr_json_value;

enum cr_json_kind {
	CR_JSON_NOTHING, /* null, too */
	CR_JSON_OBJECT,
	CR_JSON_ARRAY,
	CR_JSON_STRING,
	CR_JSON_INTEGER,
	CR_JSON_BOOL,
	CR_JSON_FRACTION
};

struct cr_json_string {
	const char *data; /* never NULL, may hold NULs */
	size_t len;
};

/* NULL: *why says why not. */
struct cr_json_value *cr_json_parse(
    const char *text, size_t len, struct cr_text *why);
void cr_json_free(struct cr_json_value *root);
enum cr_json_kind cr_json_kind(const struct cr_json_value *value);
const struct cr_json_value *cr_json_get(
    const struct cr_json_value *object, const char *name);
size_t cr_json_count(const struct cr_json_value *array);
const struct cr_json_value *cr_json_at(
    const struct cr_json_value *array, size_t index);
/* Members of an object or elements of an array (name NULL), until visit returns
 * non-zero, which is then returned. */
typedef int cr_json_visit_fn(
    void *context, const char *name, const struct cr_json_value *value);
int cr_json_each(const struct cr_json_value *container, cr_json_visit_fn *visit,
    void *context);
/* Empty where it is no string. */
struct cr_json_string cr_json_string(const struct cr_json_value *value);
/* false: it is no integer. */
bool cr_json_integer(const struct cr_json_value *value, long long *out);
bool cr_json_is(const struct cr_json_value *value, bool boolean);
/* On one line; -1: no memory. */
int cr_json_dump(const struct cr_json_value *value, struct cr_text *out);

#endif

/* SPDX-License-Identifier: MIT */
/* Batch lines in, answers out.  The only file that sees jansson is json.c. */
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

#endif

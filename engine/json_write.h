/* SPDX-License-Identifier: MIT */
/* JSON out, in the form that facts come in. */
#ifndef CR_JSON_WRITE_H
#define CR_JSON_WRITE_H

#include "../base/buffer.h"
#include "../base/value.h"

/* Bytes as a string; {"hex":"00ff"} when they are no UTF-8. */
void cr_json_bytes(struct cr_buffer *out, struct certrule_bytes bytes);
/* NULL gives null. */
void cr_json_text(struct cr_buffer *out, const char *text);
/* A missing one is null, one in error {"error":"why"}; a map with a key that
 * JSON cannot hold is a list of pairs. */
void cr_json_value(struct cr_buffer *out, const struct certrule_value *value);
/* `"name":` with a comma before it where one is due. */
void cr_json_member(struct cr_buffer *out, const char *name);
/* "2026-12-01T00:00:00Z", or the number where no such form exists. */
void cr_json_time(struct cr_buffer *out, int64_t seconds);

#endif

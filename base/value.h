/* SPDX-License-Identifier: MIT */
/* Making, comparing and copying the values of certrule.h. */
#ifndef CR_VALUE_H
#define CR_VALUE_H

#include "arena.h"
#include "buffer.h"
#include "bytes.h"
#include "certrule.h"

static inline struct certrule_value
cr_value_missing(unsigned type)
{
	return (struct certrule_value){.state = CERTRULE_MISSING, .type = type};
}

static inline struct certrule_value
cr_value_error(unsigned type, const char *why)
{
	return (struct certrule_value){
	    .state = CERTRULE_ERROR, .type = type, .as.why = why};
}

static inline struct certrule_value
cr_value_bool(bool boolean)
{
	return (struct certrule_value){.state = CERTRULE_PRESENT,
	    .type = CERTRULE_BOOL,
	    .as.boolean = boolean};
}

static inline struct certrule_value
cr_value_int(int64_t integer)
{
	return (struct certrule_value){.state = CERTRULE_PRESENT,
	    .type = CERTRULE_INT,
	    .as.integer = integer};
}

static inline struct certrule_value
cr_value_string(struct certrule_bytes string)
{
	return (struct certrule_value){.state = CERTRULE_PRESENT,
	    .type = CERTRULE_STRING,
	    .as.string = string};
}

struct certrule_value cr_value_ip(struct certrule_ip ip);
/* Borrow items; element is the element's type. */
struct certrule_value cr_value_array(
    unsigned element, const struct certrule_value *items, size_t count);
struct certrule_value cr_value_map(
    unsigned element, const struct certrule_entry *entries, size_t count);

/* It and every value within is of the type it stands for. */
bool cr_value_is_of_type(const struct certrule_value *value, unsigned type);
/* Deep copy into the arena.  -1: no memory. */
int cr_value_copy(struct cr_arena *arena, const struct certrule_value *value,
    struct certrule_value *out) CERTRULE_MUST_USE;
/* Same type, state and content; errors are equal to each other. */
bool cr_value_equal(
    const struct certrule_value *a, const struct certrule_value *b);
/* NULL: no such key. */
const struct certrule_value *cr_value_find(
    const struct certrule_value *map, struct certrule_bytes key);
/* True when the value, or for arrays and maps one within it, is an error. */
bool cr_value_has_error(const struct certrule_value *value);
/* As certrule_value_write(), into a buffer: "text", 12, 192.0.2.1, ["a", "b"],
 * {"k": "v"}, (missing), (error: why). */
void cr_value_print(struct cr_buffer *out, const struct certrule_value *value);
/* Bytes of all strings in it, for limits. */
size_t cr_value_size(const struct certrule_value *value);

/* Type text: "Bool", "Array<String>". */
void cr_type_print(struct cr_buffer *out, unsigned type);
bool cr_type_valid(unsigned type);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The revision: the first twelve hex digits of the SHA-256 over the policy, its
 * includes, lists and trust files, one behind the other in the order in which
 * they were read.  `cat` and `sha256sum` give the same.
 */
#include "load.h"
#include "../base/arena.h"
#include "../base/bytes.h"
#include "../base/schema.h"
#include "../base/value.h"

#define DIGITS 12

static cr_function_fn *
find_hash(const struct certrule_schema *schema)
{
	return cr_schema_filled(schema, cr_bytes_text("sha256"));
}

bool
cr_revision_available(const struct certrule_schema *schema)
{
	return find_hash(schema) != NULL;
}

static int
hash(cr_function_fn *body, struct certrule_bytes text, struct cr_arena *scratch,
    char *out)
{
	static const char digits[] = "0123456789abcdef";
	struct certrule_value argument = cr_value_string(text);
	struct certrule_value result = cr_value_missing(CERTRULE_STRING);
	struct cr_call call = {
	    .args = &argument,
	    .count = 1,
	    .result = &result,
	    .scratch = scratch,
	};

	if (body(&call) != 0 || result.state != CERTRULE_PRESENT ||
	    result.as.string.len < DIGITS / 2)
		return -1;
	for (size_t i = 0; i < DIGITS; i++) {
		unsigned char byte = result.as.string.data[i / 2];

		out[i] = digits[i % 2 == 0 ? byte >> 4 : byte & 0xf];
	}
	out[DIGITS] = '\0';
	return 0;
}

int
cr_revision(struct cr_load *load)
{
	struct cr_arena *scratch;
	int result = -1;

	if (!load->hashing)
		return 0;
	scratch = cr_arena_new(load->alloc);
	if (scratch != NULL && !cr_buffer_failed(&load->hashed))
		result = hash(find_hash(load->policy->schema),
		    cr_buffer_bytes(&load->hashed), scratch,
		    load->policy->revision);
	if (result != 0)
		cr_diags_no_memory(load->diags);
	cr_arena_free(scratch);
	return result;
}

/* SPDX-License-Identifier: MIT */
/* The verdict group: what verification found, and why.  verify_code is 0 only
 * for a verified certificate. */
#include "fetch.h"

/* Something was verified: a certificate, for a host with a block. */
static bool
was_judged(const struct cr_facts *facts)
{
	return facts->peer != NULL && facts->block != NULL;
}

int
cr_fetch_verdict_verified(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found != NULL)
		*out = cr_value_bool(cr_facts_verified(found));
	return 0;
}

int
cr_fetch_verdict_result(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);
	struct cr_buffer text;

	if (found == NULL)
		return 0;
	if (!was_judged(found))
		return cr_fetch_text("NONE", out);
	if (cr_facts_verified(found))
		return cr_fetch_text("SUCCESS", out);
	cr_buffer_init(&text, facts->alloc);
	cr_buffer_add_text(&text, "FAILED:");
	cr_buffer_add_text(&text, found->verify.text);
	return cr_fetch_take(facts, &text, out);
}

int
cr_fetch_verdict_reason(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found == NULL)
		return 0;
	return cr_fetch_text(cr_reason_token(found->verify.reason), out);
}

int
cr_fetch_verdict_code(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found != NULL && was_judged(found))
		*out = cr_value_int(found->verify.code);
	return 0;
}

int
cr_fetch_verdict_depth(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found != NULL && was_judged(found))
		*out = cr_value_int(found->verify.depth);
	return 0;
}

static int
print_errors(struct cr_arena *arena, const struct cr_verify *verify,
    struct certrule_value *items)
{
	const char *text;
	size_t i;

	for (i = 0; i < verify->error_count; i++) {
		text = cr_arena_printf(arena, "%d:%s", verify->errors[i].depth,
		    cr_reason_token(verify->errors[i].reason));
		if (text == NULL)
			return -1;
		items[i] = cr_value_string(cr_bytes_text(text));
	}
	return 0;
}

int
cr_fetch_verdict_errors(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);
	struct certrule_value *items;

	if (found == NULL)
		return 0;
	items = cr_arena_array(facts->arena, CR_VERIFY_ERRORS, sizeof *items);
	if (items == NULL ||
	    print_errors(facts->arena, &found->verify, items) != 0)
		return -1;
	*out =
	    cr_value_array(CERTRULE_STRING, items, found->verify.error_count);
	return 0;
}

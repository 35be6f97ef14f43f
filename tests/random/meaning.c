/* SPDX-License-Identifier: MIT */
/* See meaning.h. */
#include "meaning.h"

#include "../../base/alloc.h"
#include "../../base/buffer.h"
#include "../../base/bytes.h"
#include "../../engine/set.h"

#include <string.h>

static bool
is_same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
is_same_info(
    const struct certrule_rule_info *a, const struct certrule_rule_info *b)
{
	/* An unnamed one is called after its line. */
	return a->kind == b->kind && a->named == b->named &&
	       (!a->named || is_same_text(a->name, b->name)) &&
	       a->disabled == b->disabled && a->dated == b->dated &&
	       a->until == b->until && is_same_text(a->action, b->action) &&
	       is_same_text(a->message, b->message) &&
	       is_same_text(a->tag, b->tag) && a->status == b->status;
}

static bool
is_same_expr(const struct cr_policy *a, const struct cr_policy *b, size_t rule)
{
	struct cr_buffer left, right;
	bool same;

	cr_buffer_init(&left, cr_alloc_default());
	cr_buffer_init(&right, cr_alloc_default());
	cr_expr_dump(a->rules[rule].expr, a->schema, &left);
	cr_expr_dump(b->rules[rule].expr, b->schema, &right);
	same = !cr_buffer_failed(&left) && !cr_buffer_failed(&right) &&
	       cr_bytes_equal(cr_buffer_bytes(&left), cr_buffer_bytes(&right));
	cr_buffer_fini(&left);
	cr_buffer_fini(&right);
	return same;
}

static bool
is_same_fallback(const struct cr_fallback *a, const struct cr_fallback *b)
{
	if (a->allow_anonymous != b->allow_anonymous ||
	    a->host_count != b->host_count)
		return false;
	for (size_t i = 0; i < a->host_count; i++)
		if (!cr_bytes_equal(a->hosts[i], b->hosts[i]))
			return false;
	return true;
}

static bool
is_same_lists(const struct cr_list *a, const struct cr_list *b)
{
	for (; a != NULL && b != NULL; a = a->next, b = b->next)
		if (!cr_bytes_equal(a->name, b->name) || a->type != b->type ||
		    a->used != b->used ||
		    cr_set_count(a->set) != cr_set_count(b->set))
			return false;
	return a == NULL && b == NULL;
}

static bool
is_same_fields(const struct certrule_schema *a, const struct certrule_schema *b)
{
	size_t count = cr_schema_field_count(a);

	if (cr_schema_field_count(b) != count)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct cr_field *left = cr_schema_field(a, (int)i);
		const struct cr_field *right = cr_schema_field(b, (int)i);

		if (!cr_bytes_equal(left->name, right->name) ||
		    left->type != right->type || left->flags != right->flags)
			return false;
	}
	return true;
}

const char *
meaning_differs(const struct cr_policy *a, const struct cr_policy *b)
{
	if (a->rule_count != b->rule_count)
		return "the number of rules";
	for (size_t i = 0; i < a->rule_count; i++) {
		if (!is_same_info(&a->rules[i].info, &b->rules[i].info))
			return "what a rule does";
		if (!is_same_expr(a, b, i))
			return "the condition of a rule";
	}
	if (a->fallback_count != b->fallback_count)
		return "the number of defaults";
	for (size_t i = 0; i < a->fallback_count; i++)
		if (!is_same_fallback(&a->fallbacks[i], &b->fallbacks[i]))
			return "a default";
	if (!is_same_lists(a->check.lists, b->check.lists))
		return "a list";
	return is_same_fields(a->schema, b->schema) ? NULL : "a field";
}

/* --------------------------------------------------------------- formatting */

static int
add(void *buffer, const char *text, size_t len)
{
	cr_buffer_add(buffer, text, len);
	return cr_buffer_failed(buffer) ? -1 : 0;
}

static int
format(struct certrule_bytes text, struct cr_buffer *out)
{
	struct certrule_diags *diags = certrule_diags_new(NULL);
	int result = -1;

	cr_buffer_clear(out);
	if (diags != NULL)
		result = certrule_format("policy", (const char *)text.data,
		    text.len, diags, add, out);
	certrule_diags_free(diags);
	return result;
}

/* The canonical form of a canonical form is itself. */
static bool
is_canonical(struct certrule_bytes text)
{
	struct cr_buffer again;
	bool same;

	cr_buffer_init(&again, cr_alloc_default());
	same = format(text, &again) == 0 &&
	       cr_bytes_equal(cr_buffer_bytes(&again), text);
	cr_buffer_fini(&again);
	return same;
}

const char *
meaning_of_format(const struct certrule_schema *schema,
    const struct cr_policy *policy, struct certrule_bytes text,
    struct cr_buffer *formatted)
{
	struct certrule_options options = {.flags = CERTRULE_NO_LINT};
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct certrule_gate *gate = NULL;
	const char *wrong = "no memory";

	if (diags == NULL)
		return wrong;
	if (format(text, formatted) != 0) {
		wrong = "it has no canonical form";
		goto out;
	}
	gate = certrule_gate_load_mem(schema, "policy",
	    (const char *)formatted->data, formatted->len, &options, diags);
	if (gate == NULL)
		wrong = "its canonical form is refused";
	else if (!is_canonical(cr_buffer_bytes(formatted)))
		wrong = "its canonical form has another canonical form";
	else
		wrong = meaning_differs(policy, &gate->policy);
out:
	certrule_gate_unref(gate);
	certrule_diags_free(diags);
	return wrong;
}

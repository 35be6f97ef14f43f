/* SPDX-License-Identifier: MIT */
/* See roundtrip.h. */
#include "roundtrip.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../engine/reference.h"
#include "../../grammar/parse.h"

#include <string.h>

void
roundtrip_init(struct roundtrip *trip)
{
	memset(trip, 0, sizeof(*trip));
	cr_buffer_init(&trip->text, cr_alloc_default());
	cr_buffer_init(&trip->note, cr_alloc_default());
}

void
roundtrip_fini(struct roundtrip *trip)
{
	cr_buffer_fini(&trip->text);
	cr_buffer_fini(&trip->note);
}

/* But for places and how a string is written. */
static bool
is_same(const struct cr_node *a, const struct cr_node *b)
{
	const struct cr_node *left = a->child, *right = b->child;

	if (a->kind != b->kind || a->word != b->word ||
	    !cr_bytes_equal(a->text, b->text) || a->angled != b->angled ||
	    a->parenthesised != b->parenthesised)
		return false;
	while (left != NULL && right != NULL && is_same(left, right)) {
		left = left->next;
		right = right->next;
	}
	return left == NULL && right == NULL;
}

/* Both as the text of their types, one behind the other in the note. */
static bool
is_same_type(struct bed *bed, struct roundtrip *trip)
{
	size_t half;

	cr_buffer_clear(&trip->note);
	cr_expr_dump(trip->written.expr, bed->check.schema, &trip->note);
	half = trip->note.len;
	cr_expr_dump(trip->printed.expr, bed->check.schema, &trip->note);
	return !cr_buffer_failed(&trip->note) && trip->note.len == half * 2 &&
	       memcmp(trip->note.data, trip->note.data + half, half) == 0;
}

const char *
roundtrip_print(struct bed *bed, struct roundtrip *trip)
{
	cr_buffer_clear(&trip->text);
	cr_print_node(trip->written.node, &trip->text);
	if (cr_buffer_failed(&trip->text))
		return "no memory";
	if (bed_parse(bed, cr_buffer_bytes(&trip->text), &trip->printed) != 0)
		return "what was printed is refused";
	if (!is_same(trip->written.node, trip->printed.node))
		return "what was printed is another tree";
	if (!is_same_type(bed, trip))
		return "what was printed is another typed tree";
	cr_buffer_clear(&trip->note);
	cr_print_node(trip->printed.node, &trip->note);
	if (cr_buffer_failed(&trip->note) ||
	    !cr_bytes_equal(
		cr_buffer_bytes(&trip->text), cr_buffer_bytes(&trip->note)))
		return "printed again it is another text";
	return NULL;
}

static bool
is_same_culprit(struct bed *bed, struct roundtrip *trip)
{
	struct cr_culprit a = {NULL, NULL}, b = {NULL, NULL};
	struct roundtrip culprits = {.note = trip->note};
	bool same;

	cr_reference_culprit(trip->written.expr, bed->facts, &a);
	cr_reference_culprit(trip->printed.expr, bed->facts, &b);
	if (a.expr == NULL || b.expr == NULL || a.why == NULL ||
	    b.why == NULL || strcmp(a.why, b.why) != 0)
		return false;
	culprits.written.expr = a.expr;
	culprits.printed.expr = b.expr;
	same = is_same_type(bed, &culprits);
	trip->note = culprits.note;
	return same;
}

const char *
roundtrip_run(struct bed *bed, struct roundtrip *trip)
{
	enum certrule_outcome a, b;

	cr_fieldset_begin(bed->facts);
	a = cr_reference_run(trip->written.expr, bed->facts);
	cr_fieldset_begin(bed->facts);
	b = cr_reference_run(trip->printed.expr, bed->facts);
	if (a != b)
		return "what was printed has another result";
	if (a == CERTRULE_UNDECIDED && !is_same_culprit(bed, trip))
		return "what was printed fails elsewhere or for another reason";
	return NULL;
}

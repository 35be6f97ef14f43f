/* SPDX-License-Identifier: MIT */
/* See laws.h. */
#include "laws.h"

#include "../../base/bytes.h"
#include "../../engine/reference.h"

#define ITEMS_MAX 5
#define FACTS	  4
#define BUDGET	  4

/* -------------------------------------------------------------- De Morgan */

/* Where the text began that was written since. */
static struct certrule_bytes
written_since(const struct generate *g, size_t begin)
{
	return cr_bytes_slice(
	    cr_buffer_bytes(g->out), begin, cr_buffer_bytes(g->out).len);
}

/* not (A op B), and not (A) dual not (B) */
static void
write_de_morgan(struct generate *g, struct cr_buffer *other, const char *op,
    const char *dual)
{
	size_t begin;

	cr_buffer_add_text(g->out, "not ((");
	cr_buffer_add_text(other, "not (");
	begin = g->out->len;
	g->budget = BUDGET;
	generate_logical(g, false);
	cr_buffer_add_bytes(other, written_since(g, begin));
	cr_buffer_printf(g->out, ") %s (", op);
	cr_buffer_printf(other, ") %s not (", dual);
	begin = g->out->len;
	g->budget = BUDGET;
	generate_logical(g, false);
	cr_buffer_add_bytes(other, written_since(g, begin));
	cr_buffer_add_text(g->out, "))");
	cr_buffer_add_text(other, ")");
}

static void
write_not_and(struct generate *g, struct cr_buffer *other)
{
	write_de_morgan(g, other, "and", "or");
}

static void
write_not_or(struct generate *g, struct cr_buffer *other)
{
	write_de_morgan(g, other, "or", "and");
}

/* not any(A) is all(not A): the or and the and of the elements.  A holds no
 * Array<Bool> by itself, for where that is missing both are false. */
static void
write_not_any(struct generate *g, struct cr_buffer *other)
{
	size_t begin;

	cr_buffer_add_text(g->out, "not any((");
	begin = g->out->len;
	g->budget = BUDGET;
	g->mapped_only = true;
	generate_logical(g, true);
	cr_buffer_add_text(other, "all(not (");
	cr_buffer_add_bytes(other, written_since(g, begin));
	cr_buffer_add_text(other, "))");
	cr_buffer_add_text(g->out, "))");
}

/* xor does not care which side stands first. */
static void
write_xor(struct generate *g, struct cr_buffer *other)
{
	size_t begin, middle, end;
	struct certrule_bytes all;

	begin = g->out->len;
	g->budget = BUDGET;
	cr_buffer_add_text(g->out, "(");
	generate_logical(g, false);
	cr_buffer_add_text(g->out, ")");
	middle = g->out->len;
	cr_buffer_add_text(g->out, " xor ");
	end = g->out->len;
	g->budget = BUDGET;
	cr_buffer_add_text(g->out, "(");
	generate_logical(g, false);
	cr_buffer_add_text(g->out, ")");
	all = cr_buffer_bytes(g->out);
	cr_buffer_add_bytes(other, cr_bytes_slice(all, end, all.len));
	cr_buffer_add_text(other, " xor ");
	cr_buffer_add_bytes(other, cr_bytes_slice(all, begin, middle));
}

/* ------------------------------------------------------------------- sets */

struct items {
	struct certrule_bytes item[ITEMS_MAX];
	unsigned count;
};

/* Written into *other, which is only lent for it, one behind the other. */
static void
draw_items(struct generate *g, struct cr_buffer *room, struct items *items,
    unsigned type, bool ranges)
{
	struct generate inner = *g;
	size_t ends[ITEMS_MAX + 1] = {0};

	inner.out = room;
	items->count = 1 + random_below(g->source, ITEMS_MAX);
	for (unsigned i = 0; i < items->count; i++) {
		generate_item(&inner, type, ranges);
		ends[i + 1] = room->len;
	}
	for (unsigned i = 0; i < items->count; i++)
		items->item[i] =
		    cr_bytes_slice(cr_buffer_bytes(room), ends[i], ends[i + 1]);
}

static unsigned
draw_set_type(struct generate *g)
{
	static const unsigned types[] = {
	    CERTRULE_STRING, CERTRULE_INT, CERTRULE_IP};

	return types[random_below(g->source, 3)];
}

/* A value, and its bytes: valid as long as nothing more is written. */
static void
draw_left(struct generate *g, struct cr_buffer *left, unsigned type)
{
	struct generate inner = *g;

	inner.out = left;
	inner.budget = BUDGET;
	generate_term(&inner, type, false);
}

static void
add_set(struct cr_buffer *out, struct certrule_bytes left, const char *op,
    const struct items *items, const unsigned *order, unsigned count)
{
	cr_buffer_add_bytes(out, left);
	cr_buffer_printf(out, " %s {", op);
	for (unsigned i = 0; i < count; i++) {
		cr_buffer_add_byte(out, ' ');
		cr_buffer_add_bytes(out, items->item[order[i]]);
	}
	cr_buffer_add_text(out, " }");
}

static const unsigned in_order[] = {0, 1, 2, 3, 4};

static void
write_members(struct generate *g, struct cr_buffer *other, const char *in,
    const char *eq, const char *join)
{
	unsigned type = draw_set_type(g);
	struct cr_buffer left, room;
	struct items items;

	cr_buffer_init(&left, g->out->alloc);
	cr_buffer_init(&room, g->out->alloc);
	draw_left(g, &left, type);
	draw_items(g, &room, &items, type, false);
	add_set(
	    g->out, cr_buffer_bytes(&left), in, &items, in_order, items.count);
	for (unsigned i = 0; i < items.count; i++) {
		if (i > 0)
			cr_buffer_printf(other, " %s ", join);
		cr_buffer_add_bytes(other, cr_buffer_bytes(&left));
		cr_buffer_printf(other, " %s ", eq);
		cr_buffer_add_bytes(other, items.item[i]);
	}
	cr_buffer_fini(&left);
	cr_buffer_fini(&room);
}

static void
write_in(struct generate *g, struct cr_buffer *other)
{
	write_members(g, other, "in", "eq", "or");
}

static void
write_not_in(struct generate *g, struct cr_buffer *other)
{
	write_members(g, other, "not in", "ne", "and");
}

static void
write_order(struct generate *g, struct cr_buffer *other)
{
	static const char *const ops[] = {"in", "not in"};
	const char *op = ops[random_below(g->source, 2)];
	unsigned type = draw_set_type(g), order[ITEMS_MAX * 2], count;
	struct cr_buffer left, room;
	struct items items;

	cr_buffer_init(&left, g->out->alloc);
	cr_buffer_init(&room, g->out->alloc);
	draw_left(g, &left, type);
	draw_items(g, &room, &items, type, true);
	add_set(
	    g->out, cr_buffer_bytes(&left), op, &items, in_order, items.count);
	count = items.count;
	for (unsigned i = 0; i < count; i++)
		order[i] = count - 1 - i;
	while (count < ITEMS_MAX * 2 && random_chance(g->source, 60))
		order[count++] = random_below(g->source, items.count);
	add_set(other, cr_buffer_bytes(&left), op, &items, order, count);
	cr_buffer_fini(&left);
	cr_buffer_fini(&room);
}

/* --------------------------------------------------------------- the table */

const struct law laws[] = {
    {"not (A and B) is not A or not B", write_not_and},
    {"not (A or B) is not A and not B", write_not_or},
    {"not any(A) is all(not A)", write_not_any},
    {"A xor B is B xor A", write_xor},
    {"in is the or of eq", write_in},
    {"not in is the and of ne", write_not_in},
    {"order and repeats in a set mean nothing", write_order},
};
const size_t law_count = sizeof(laws) / sizeof(*laws);

const char *
law_check(struct bed *bed, struct random *source, const struct law *law,
    struct cr_buffer *other)
{
	struct generate g = bed_generate(bed, source);
	struct parsed left, right;

	cr_buffer_clear(other);
	law->write(&g, other);
	if (cr_buffer_failed(&bed->text) || cr_buffer_failed(other))
		return "no memory";
	if (bed_parse(bed, cr_buffer_bytes(&bed->text), &left) != 0 ||
	    bed_parse(bed, cr_buffer_bytes(other), &right) != 0)
		return "it is refused";
	for (int i = 0; i < FACTS; i++) {
		enum certrule_outcome outcome;

		bed_draw_facts(bed, source);
		cr_fieldset_begin(bed->facts);
		outcome = cr_reference_run(left.expr, bed->facts);
		cr_fieldset_begin(bed->facts);
		if (cr_reference_run(right.expr, bed->facts) != outcome)
			return law->name;
	}
	return NULL;
}

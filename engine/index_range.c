/* SPDX-License-Identifier: MIT */
/*
 * Ranges of Ints and addresses.  Every place where one begins, or ends before
 * it, is an edge.  Each piece between edges has a list of the ranges it is in;
 * where nesting would make these lists long, a tree over the pieces holds each
 * range in a few nodes instead.
 */
#include "index.h"

#include "set.h"

#include <stdlib.h>
#include <string.h>

static const struct cr_number highest_int = {0, UINT64_MAX};
static const struct cr_number highest_v4 = {0, UINT32_MAX};
static const struct cr_number highest_v6 = {UINT64_MAX, UINT64_MAX};

/* ------------------------------------------------------------------ numbers */

/* In the order of the Ints. */
struct cr_number
cr_index_int(int64_t integer)
{
	return (struct cr_number){0, (uint64_t)integer ^ UINT64_C(1) << 63};
}

static uint64_t
read_octets(const unsigned char *octets, size_t count)
{
	uint64_t number = 0;

	for (size_t i = 0; i < count; i++)
		number = number << 8 | octets[i];
	return number;
}

struct cr_number
cr_index_ip(const struct certrule_ip *ip)
{
	if (ip->family == 4)
		return (struct cr_number){0, read_octets(ip->octets, 4)};
	return (struct cr_number){
	    read_octets(ip->octets, 8), read_octets(ip->octets + 8, 8)};
}

int
cr_index_compare(struct cr_number a, struct cr_number b)
{
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;
	return (a.low > b.low) - (a.low < b.low);
}

static struct cr_number
add_one(struct cr_number number)
{
	number.low++;
	number.high += number.low == 0;
	return number;
}

static struct cr_number
take_one(struct cr_number number)
{
	number.high -= number.low == 0;
	number.low--;
	return number;
}

/* --------------------------------------------------------------- collecting */

static size_t
collect_set(const struct cr_set *set, unsigned kind, uint32_t trigger,
    struct cr_index_range *out)
{
	struct cr_ip_range range;
	int64_t first, last;
	size_t count = 0;

	if (out == NULL)
		return cr_set_count(set);
	for (size_t i = 0; kind == 0 && cr_set_ints_at(set, i, &first, &last);
	     i++)
		out[count++] = (struct cr_index_range){
		    cr_index_int(first), cr_index_int(last), trigger};
	for (size_t i = 0; kind != 0 && cr_set_ips_at(set, i, &range); i++)
		if (range.first.family == kind)
			out[count++] =
			    (struct cr_index_range){cr_index_ip(&range.first),
				cr_index_ip(&range.last), trigger};
	return count;
}

static struct cr_number
highest(unsigned kind)
{
	if (kind == 0)
		return highest_int;
	return kind == 4 ? highest_v4 : highest_v6;
}

static bool
is_op(enum cr_op op, enum cr_op of_ints, enum cr_op of_ips)
{
	return op == of_ints || op == of_ips;
}

/* From one number, the literal, to all that are in this order to it; false:
 * there is none. */
static bool
bound(enum cr_op op, unsigned kind, struct cr_index_range *range)
{
	struct cr_number literal = range->first, top = highest(kind);

	if (is_op(op, CR_OP_INT_LT, CR_OP_IP_LT)) {
		range->first = (struct cr_number){0, 0};
		range->last = take_one(literal);
		return literal.high != 0 || literal.low != 0;
	}
	if (is_op(op, CR_OP_INT_GT, CR_OP_IP_GT)) {
		range->first = add_one(literal);
		range->last = top;
		return cr_index_compare(literal, top) != 0;
	}
	if (is_op(op, CR_OP_INT_LE, CR_OP_IP_LE))
		range->first = (struct cr_number){0, 0};
	if (is_op(op, CR_OP_INT_GE, CR_OP_IP_GE))
		range->last = top;
	return true;
}

size_t
cr_index_collect(const struct cr_expr *asked, unsigned kind, uint32_t trigger,
    struct cr_index_range *out)
{
	const struct certrule_value *literal;
	struct cr_index_range range;

	if (asked->set != NULL)
		return collect_set(asked->set, kind, trigger, out);
	if (out == NULL)
		return 1;
	literal = &asked->right->literal;
	if (kind != 0 && literal->as.ip.family != kind)
		return 0;
	range.first = kind == 0 ? cr_index_int(literal->as.integer)
				: cr_index_ip(&literal->as.ip);
	range.last = range.first;
	range.trigger = trigger;
	if (!bound(asked->op, kind, &range))
		return 0;
	*out = range;
	return 1;
}

/* -------------------------------------------------------------------- edges */

static int
compare_edges(const void *a, const void *b)
{
	return cr_index_compare(
	    *(const struct cr_number *)a, *(const struct cr_number *)b);
}

static int
make_edges(struct cr_index *index, const struct cr_index_range *ranges,
    size_t count, struct cr_ranges *out)
{
	struct cr_number *edges =
	    cr_arena_array(index->work, 2 * count, sizeof(*edges));
	size_t all = 0, kept = 0;

	if (edges == NULL)
		return -1;
	for (size_t i = 0; i < count; i++) {
		struct cr_number behind = add_one(ranges[i].last);

		edges[all++] = ranges[i].first;
		if (cr_index_compare(behind, ranges[i].last) > 0)
			edges[all++] = behind;
	}
	qsort(edges, all, sizeof(*edges), compare_edges);
	for (size_t i = 0; i < all; i++)
		if (kept == 0 ||
		    cr_index_compare(edges[kept - 1], edges[i]) != 0)
			edges[kept++] = edges[i];
	out->count = (uint32_t)kept;
	out->edges = cr_index_keep(index, kept, sizeof(*edges));
	if (out->edges == NULL)
		return -1;
	memcpy(out->edges, edges, kept * sizeof(*edges));
	return 0;
}

/* The edge, which is there, or the count where it lies behind all. */
static uint32_t
find_edge(const struct cr_ranges *ranges, struct cr_number number)
{
	uint32_t low = 0, high = ranges->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (cr_index_compare(ranges->edges[middle], number) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* --------------------------------------------------------------------- tree */

/* Or (links NULL) counts. */
static void
add_link(struct cr_slice *node, uint32_t trigger, uint32_t *links)
{
	if (links != NULL)
		links[node->first + node->count] = trigger;
	node->count++;
}

/* Puts the range into its nodes. */
static void
add_range(struct cr_ranges *ranges, const struct cr_index_range *range,
    uint32_t *links)
{
	struct cr_number behind = add_one(range->last);
	uint32_t low = find_edge(ranges, range->first) + ranges->count;
	uint32_t high = ranges->count * 2;

	if (cr_index_compare(behind, range->last) > 0)
		high = find_edge(ranges, behind) + ranges->count;
	for (; low < high; low /= 2, high /= 2) {
		struct cr_slice *nodes[2] = {NULL, NULL};

		if (low % 2 != 0)
			nodes[0] = &ranges->nodes[low++];
		if (high % 2 != 0)
			nodes[1] = &ranges->nodes[--high];
		for (int i = 0; i < 2; i++) {
			if (nodes[i] != NULL)
				add_link(nodes[i], range->trigger, links);
		}
	}
}

/* -------------------------------------------------------------------- lists */

/* The pieces it is in: from *low to before *high. */
static void
find_pieces(const struct cr_ranges *ranges, const struct cr_index_range *range,
    uint32_t *low, uint32_t *high)
{
	struct cr_number behind = add_one(range->last);

	*low = find_edge(ranges, range->first);
	*high = ranges->count;
	if (cr_index_compare(behind, range->last) > 0)
		*high = find_edge(ranges, behind);
}

/* Whether lists are short in all. */
static bool
is_flat(const struct cr_ranges *out, const struct cr_index_range *ranges,
    size_t count)
{
	uint64_t all = 0, most = 2 * (uint64_t)count;

	for (size_t i = 0; i < count && all <= most; i++) {
		uint32_t low, high;

		find_pieces(out, &ranges[i], &low, &high);
		all += high - low;
	}
	return all <= most;
}

static void
add_flat(struct cr_ranges *ranges, const struct cr_index_range *range,
    uint32_t *links)
{
	uint32_t low, high;

	for (find_pieces(ranges, range, &low, &high); low < high; low++)
		add_link(&ranges->nodes[low], range->trigger, links);
}

static void
add(struct cr_ranges *ranges, const struct cr_index_range *range,
    uint32_t *links)
{
	if (ranges->flat)
		add_flat(ranges, range, links);
	else
		add_range(ranges, range, links);
}

static int
make_lists(struct cr_index *index, const struct cr_index_range *ranges,
    size_t count, struct cr_ranges *out)
{
	uint32_t nodes, first = 0;

	out->flat = is_flat(out, ranges, count);
	nodes = out->flat ? out->count : out->count * 2;
	out->nodes = cr_index_keep(index, nodes, sizeof(*out->nodes));
	if (out->nodes == NULL)
		return -1;
	for (size_t i = 0; i < count; i++)
		add(out, &ranges[i], NULL);
	for (uint32_t i = 0; i < nodes; i++) {
		out->nodes[i].first = first;
		first += out->nodes[i].count;
		out->nodes[i].count = 0;
	}
	out->links = cr_index_keep(index, first, sizeof(*out->links));
	if (out->links == NULL)
		return -1;
	for (size_t i = 0; i < count; i++)
		add(out, &ranges[i], out->links);
	return 0;
}

/* ------------------------------------------------------------- direct table */

/* Edges from which on a table by two octets is worth its memory. */
#define DIRECT_LEAST 64

static struct cr_number
at_octets(uint32_t octets)
{
	return (struct cr_number){0, (uint64_t)octets << 16};
}

/* Octets with edges within them have bounds; how many such there are. */
static uint32_t
number_octets(struct cr_ranges *out)
{
	uint32_t parts = 0;

	for (uint32_t i = 0; i < 256; i++) {
		out->octets[i].below = find_edge(out, at_octets(i << 8));
		if (find_edge(out, at_octets((i + 1) << 8)) !=
		    out->octets[i].below)
			out->octets[i].bounds = parts++ * 257 + 1;
	}
	return parts;
}

static int
make_direct(struct cr_index *index, struct cr_ranges *out)
{
	uint32_t parts;

	if (out->count < DIRECT_LEAST)
		return 0;
	out->octets = cr_index_keep(index, 256, sizeof(*out->octets));
	if (out->octets == NULL)
		return -1;
	parts = number_octets(out);
	out->bounds =
	    cr_index_keep(index, (size_t)parts * 257, sizeof(*out->bounds));
	if (out->bounds == NULL)
		return -1;
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t first = out->octets[i].bounds;

		for (uint32_t j = 0; first != 0 && j <= 256; j++)
			out->bounds[first - 1 + j] =
			    find_edge(out, at_octets((i << 8) + j));
	}
	return 0;
}

int
cr_index_ranges(struct cr_index *index, const struct cr_index_range *ranges,
    size_t count, unsigned kind, struct cr_ranges *out)
{
	if (count == 0)
		return 0;
	if (count > UINT32_MAX / 256 ||
	    make_edges(index, ranges, count, out) != 0 ||
	    make_lists(index, ranges, count, out) != 0)
		return -1;
	return kind == 4 ? make_direct(index, out) : 0;
}

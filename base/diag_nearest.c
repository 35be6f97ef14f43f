/* SPDX-License-Identifier: MIT */
/*
 * The name somebody may have meant.  Distance is Levenshtein's, where a letter
 * of the other case costs nothing: names are case sensitive and people are not.
 * Only the band of the table that can still beat the best so far is computed.
 */
#include "bytes.h"
#include "diag.h"
#include "limits.h"

#include <string.h>

#define NAME_MAX_LEN ((size_t)CR_LIMIT_NAME)

void
cr_nearest_init(struct cr_nearest *nearest, struct certrule_bytes wanted)
{
	size_t farthest = wanted.len < 6 ? 1 : wanted.len / 3;

	nearest->wanted = wanted;
	nearest->best = cr_bytes(NULL, 0);
	/* The first that is no better: a name with no letter in common is not
	 * near, however short both are. */
	nearest->distance = farthest < wanted.len ? farthest + 1 : wanted.len;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One row of the table from the row above, in place; cells outside low..high
 * count as bound.  Returns the least cell. */
static size_t
next_row(size_t *cells, size_t low, size_t high, unsigned char c,
    struct certrule_bytes name, size_t bound)
{
	size_t diagonal = cells[low - 1];
	size_t best;

	cells[low - 1] = least(cells[low - 1] + 1, bound);
	best = cells[low - 1];
	for (size_t i = low; i <= high; i++) {
		size_t above = cells[i];
		size_t cost = cr_lower(c) != cr_lower(name.data[i - 1]);

		cells[i] =
		    least(diagonal + cost, least(above, cells[i - 1]) + 1);
		cells[i] = least(cells[i], bound);
		best = least(best, cells[i]);
		diagonal = above;
	}
	return best;
}

/* The distance if it is below bound, else bound. */
static size_t
distance(struct certrule_bytes wanted, struct certrule_bytes name, size_t bound)
{
	size_t cells[NAME_MAX_LEN + 1];

	for (size_t i = 0; i <= name.len; i++)
		cells[i] = least(i, bound);
	for (size_t row = 1; row <= wanted.len; row++) {
		size_t low = row > bound ? row - bound : 1;
		size_t high = least(name.len, row + bound);

		if (low > high ||
		    next_row(cells, low, high, wanted.data[row - 1], name,
			bound) >= bound)
			return bound;
	}
	return cells[name.len];
}

void
cr_nearest_offer(struct cr_nearest *nearest, struct certrule_bytes name)
{
	size_t wanted = nearest->wanted.len;
	size_t apart =
	    wanted > name.len ? wanted - name.len : name.len - wanted;
	size_t found;

	if (apart >= nearest->distance || name.len == 0 ||
	    name.len > NAME_MAX_LEN || wanted > NAME_MAX_LEN)
		return;
	found = distance(nearest->wanted, name, nearest->distance);
	if (found >= nearest->distance)
		return;
	nearest->distance = found;
	nearest->best = name;
}

struct certrule_bytes
cr_nearest_get(const struct cr_nearest *nearest)
{
	return nearest->best;
}

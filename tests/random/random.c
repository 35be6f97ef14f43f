/* SPDX-License-Identifier: MIT */
/* See random.h. */
#include "random.h"

void
random_seed(struct random *source, uint64_t seed)
{
	source->state = seed;
	source->data = NULL;
	source->len = source->at = 0;
}

void
random_bytes(struct random *source, const void *data, size_t len)
{
	source->state = 0;
	source->data = len == 0 ? (const unsigned char *)"" : data;
	source->len = len;
	source->at = 0;
}

/* Steele, Lea, Flood: SplitMix64; any seed will do, 0 too. */
static uint64_t
next_seeded(struct random *source)
{
	uint64_t z = source->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* As few bytes as the bound needs, so that one byte of a fuzzer is one choice. */
static unsigned
next_bytes(struct random *source, unsigned bound)
{
	unsigned value = 0;

	for (unsigned range = bound - 1; range != 0; range >>= 8) {
		if (source->at == source->len)
			return 0;
		value = value << 8 | source->data[source->at++];
	}
	return value;
}

unsigned
random_below(struct random *source, unsigned bound)
{
	if (source->data != NULL)
		return next_bytes(source, bound) % bound;
	return (unsigned)(next_seeded(source) % bound);
}

bool
random_chance(struct random *source, unsigned percent)
{
	return random_below(source, 100) >= 100 - percent;
}

size_t
random_place(struct random *source, size_t count)
{
	size_t place = 0;

	while (place + 1 < count && random_below(source, 5) >= 3)
		place++;
	return place;
}

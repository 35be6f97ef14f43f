/* SPDX-License-Identifier: MIT */
/* See seed.h. */
#include "seed.h"

#include "clock.h"

#include <sys/random.h>
#include <sys/types.h>

uint64_t
cr_seed_draw(const void *address)
{
	uint64_t seed;

	if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) ==
	    (ssize_t)sizeof(seed))
		return seed;
	return (uint64_t)(uintptr_t)address ^ (uint64_t)cr_clock_now() << 32;
}

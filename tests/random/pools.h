/* SPDX-License-Identifier: MIT */
/*
 * The few values that everything random is made of.  Literals and fields draw
 * from the same pools, the first entries most often, so that a comparison is
 * true about as often as false.
 */
#ifndef TESTS_RANDOM_POOLS_H
#define TESTS_RANDOM_POOLS_H

#include "random.h"

#include "certrule.h"

struct certrule_bytes pool_string(struct random *source);
/* What stands inside many of them: the right side of contains and the like. */
struct certrule_bytes pool_part(struct random *source);
/* A key of a map. */
struct certrule_bytes pool_key(struct random *source);
int64_t pool_int(struct random *source);
struct certrule_ip pool_ip(struct random *source);
/* A regular expression that every gate takes, escapes as the engine sees
 * them. */
const char *pool_pattern(struct random *source);
/* A wildcard pattern. */
const char *pool_glob(struct random *source);

#endif

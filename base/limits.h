/* SPDX-License-Identifier: MIT */
#ifndef CR_LIMITS_H
#define CR_LIMITS_H

enum cr_limit {
#define LIMIT(name, value, what) CR_LIMIT_##name = (value),
#include "limits.def"
#undef LIMIT
};

#endif

/* SPDX-License-Identifier: MIT */
/* Part of an array that is found elsewhere. */
#ifndef CR_SLICE_H
#define CR_SLICE_H

#include <stdint.h>

struct cr_slice {
	uint32_t first, count;
};

#endif

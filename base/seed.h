/* SPDX-License-Identifier: MIT */
/* Numbers that nobody outside the process can know. */
#ifndef CR_SEED_H
#define CR_SEED_H

#include <stdint.h>

/* Another one with each call.  Where the system gives none, the address of what
 * it is for, and the time, have to do. */
uint64_t cr_seed_draw(const void *address);

#endif

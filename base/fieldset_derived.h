/* SPDX-License-Identifier: MIT */
/* Host fields that follow from others: names and values of a map, the clock,
 * the extension of a path. */
#ifndef CR_FIELDSET_DERIVED_H
#define CR_FIELDSET_DERIVED_H

#include "schema.h"

/* The fetcher of a built-in host field, NULL where it is only ever set. */
cr_fetch_fn *cr_derived_fetch(int field);

#endif

/* SPDX-License-Identifier: MIT */
/* The scratch for regular expressions that a fieldset keeps. */
#ifndef CR_REGEX_SCRATCH_H
#define CR_REGEX_SCRATCH_H

#include "../base/fieldset.h"
#include "regex.h"

/* Made where there is none yet, freed with the fieldset.  NULL: no memory. */
struct cr_regex_scratch *cr_regex_scratch_get(struct certrule_fieldset *facts);

#endif

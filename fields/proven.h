/* SPDX-License-Identifier: MIT */
/* What a person is told of a client that is not proven, and of certificate
 * fields that say no. */
#ifndef CR_PROVEN_H
#define CR_PROVEN_H

#include "../base/fieldset.h"

/* "expired at depth 0 (Mar  1 13:35:00 2026 GMT)"; never NULL. */
const char *cr_proven_words(struct certrule_fieldset *fieldset);

/* Notes of fields; NULL: nothing to say. */
const char *cr_proven_note_presented(
    struct certrule_fieldset *fieldset, const struct cr_field *field);
const char *cr_proven_note_verified(
    struct certrule_fieldset *fieldset, const struct cr_field *field);
const char *cr_proven_note_revoked(
    struct certrule_fieldset *fieldset, const struct cr_field *field);
const char *cr_proven_note_revocation(
    struct certrule_fieldset *fieldset, const struct cr_field *field);

#endif

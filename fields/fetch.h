/* SPDX-License-Identifier: MIT */
/*
 * What the fetchers share.  Each fetch_*.c gives the values of one group of
 * certificates.md; fetch.def binds them to fields.
 *
 * A starter fills *out for the case that there is nothing to fetch and returns
 * NULL; the fetcher then returns 0.  With certificate fields set by hand that
 * is missing, for every field: what nobody set is not "false" or "".
 */
#ifndef CR_FETCH_H
#define CR_FETCH_H

#include "facts.h"

/* Claims: false or "" without a certificate. */
const struct certrule_peer *cr_fetch_peer(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out);
/* The leaf, if it parses. */
X509 *cr_fetch_leaf(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out);
/* The verify stage's answer; in error for want of memory. */
const struct cr_facts *cr_fetch_facts(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out);
/* The same, and missing unless the certificate is verified. */
const struct cr_facts *cr_fetch_proved(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out);

/* A String of what the buffer holds, and the end of the buffer.  0 or -1. */
int cr_fetch_take(struct certrule_fieldset *facts, struct cr_buffer *buffer,
    struct certrule_value *out);
/* A String of a text that lives at least as long as the fieldset. */
int cr_fetch_text(const char *text, struct certrule_value *out);

#define FETCH(id, fetch, note)                     \
	int fetch(struct certrule_fieldset *facts, \
	    const struct cr_field *field, struct certrule_value *out);
#define FETCH_KNOWN FETCH
#include "fetch.def"
#undef FETCH
#undef FETCH_KNOWN

#endif

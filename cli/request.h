/* SPDX-License-Identifier: MIT */
/* One request's facts as command lines, batch lines and test cases give them,
 * and how they get into a fieldset. */
#ifndef CR_REQUEST_H
#define CR_REQUEST_H

#include "text.h"

#include <certrule-openssl.h>
#include <certrule.h>

#include <stdbool.h>

/* JSON, as certrule_fieldset_set_json() takes it. */
struct cr_request_fields {
	const char *text; /* NULL: none */
	size_t len;
};

/* Everything is borrowed. */
struct cr_request {
	struct certrule_peer *peer; /* NULL: the client showed none */
	const char *const *hosts;   /* two: two Host headers */
	size_t host_count;
	const char *path; /* NULL: none */
	bool at_set;
	int64_t at;
	/* In this order, so that the later ones win. */
	struct cr_request_fields fields;
	const char *const *assignments; /* NAME=VALUE */
	size_t assignment_count;
	struct cr_request_fields line_fields;
};

/*
 * Into a cleared fieldset of the gate.  A host or path without a canonical form
 * is no failure: the field is in error, as a server would have it.  -1: *why
 * says what cannot be set.  Unless certificate fields were set by hand, the
 * client is request->peer, or one without a certificate.
 */
int cr_request_apply(const struct cr_request *request,
    const struct certrule_gate *gate, struct certrule_fieldset *facts,
    struct cr_text *why);

#endif

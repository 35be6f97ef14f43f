/* SPDX-License-Identifier: MIT */
/*
 * The one form in which hosts and paths are compared.  Servers disagree on
 * some spellings; those have no canonical form and are refused with a reason,
 * which puts the field in error and blocks.
 */
#ifndef CR_CANONICAL_H
#define CR_CANONICAL_H

#include "buffer.h"
#include "certrule.h"

#include <stdbool.h>

/*
 * A Host header, :authority, SNI or host of a policy (RFC 9110 7.2, RFC 3986
 * 3.2.2): lower case, no port, no trailing dot, brackets of an IP literal kept.
 * NULL, or why there is no such form: "an empty label", "a byte above 0x7f",
 * "more than 253 bytes", "a bad port", "a bad character" ...
 */
const char *cr_host_canonical(
    struct cr_buffer *out, struct certrule_bytes host) CERTRULE_MUST_USE;
/* "name", or "*.name": one label in front of it.  Both canonical. */
bool cr_host_matches(struct certrule_bytes host, struct certrule_bytes pattern);

/*
 * A request path without its query (RFC 3986 3.3): see doc for each step.
 * NULL, or why: "an encoded slash", "a bad escape", "a path above the root" ...
 */
const char *cr_path_canonical(
    struct cr_buffer *out, struct certrule_bytes path) CERTRULE_MUST_USE;

#endif

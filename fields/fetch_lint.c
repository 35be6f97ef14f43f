/* SPDX-License-Identifier: MIT */
/* What is odd about the certificate: a claim's text is never in it, only our
 * tokens. */
#include "fetch.h"
#include "lint.h"

int
cr_fetch_lint(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct certrule_peer *peer = cr_fetch_peer(facts, field, out);

	return peer == NULL
		   ? 0
		   : cr_lint_certificate(facts->arena, peer->leaf, out);
}

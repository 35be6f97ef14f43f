/* SPDX-License-Identifier: MIT */
/* The time group, proved.  A time that cannot be read leaves its field
 * missing; such a certificate is not verified anyway. */
#include "fetch.h"
#include "times.h"

static bool
get_times(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out, int64_t *start, int64_t *end)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);
	X509 *leaf = found == NULL ? NULL : found->peer->leaf->x509;

	return leaf != NULL &&
	       cr_times_seconds(X509_get0_notBefore(leaf), start) &&
	       cr_times_seconds(X509_get0_notAfter(leaf), end);
}

int
cr_fetch_time_not_before(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	int64_t start, end;

	if (get_times(facts, field, out, &start, &end))
		*out = cr_value_int(start);
	return 0;
}

int
cr_fetch_time_not_after(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	int64_t start, end;

	if (get_times(facts, field, out, &start, &end))
		*out = cr_value_int(end);
	return 0;
}

int
cr_fetch_time_to_expiry(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	int64_t start, end;

	if (get_times(facts, field, out, &start, &end))
		*out = cr_value_int(end - cr_fieldset_now(facts));
	return 0;
}

int
cr_fetch_time_lifetime(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	int64_t start, end;

	if (get_times(facts, field, out, &start, &end))
		*out = cr_value_int(end - start);
	return 0;
}

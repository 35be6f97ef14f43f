/* SPDX-License-Identifier: MIT */
/* The revocation group.  Its details are missing while nothing was checked. */
#include "fetch.h"

/* False also with an unknown status: then revocation_status says so, and the
 * guard of allow rules reads that too. */
int
cr_fetch_revocation_revoked(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found != NULL)
		*out = cr_value_bool(
		    found->revocation.status == CR_REVOCATION_REVOKED);
	return 0;
}

int
cr_fetch_revocation_status(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found == NULL)
		return 0;
	return cr_fetch_text(
	    cr_revocation_status_text(found->revocation.status), out);
}

int
cr_fetch_revocation_reason(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found == NULL || found->revocation.reason == NULL)
		return 0;
	return cr_fetch_text(found->revocation.reason, out);
}

int
cr_fetch_revocation_time(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found != NULL && found->revocation.has_time)
		*out = cr_value_int(found->revocation.time);
	return 0;
}

int
cr_fetch_revocation_crl_age(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found != NULL && found->revocation.has_crl)
		*out = cr_value_int(found->now - found->revocation.this_update);
	return 0;
}

int
cr_fetch_revocation_crl_stale(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_facts(facts, field, out);

	if (found != NULL && found->revocation.has_crl)
		*out = cr_value_bool(found->revocation.stale);
	return 0;
}

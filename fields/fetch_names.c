/* SPDX-License-Identifier: MIT */
/* Attributes of subject and issuer, proved: decoded values, so that a CN of
 * "x/O=Admin" is one value and not two. */
#include "fetch.h"
#include "name.h"

#include <openssl/objects.h>

static int
fetch_subject(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out, int nid)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);

	if (found == NULL)
		return 0;
	return cr_name_values(facts->arena,
	    X509_get_subject_name(found->peer->leaf->x509), nid, out);
}

static int
fetch_issuer(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out, int nid)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);

	if (found == NULL)
		return 0;
	return cr_name_values(facts->arena,
	    X509_get_issuer_name(found->peer->leaf->x509), nid, out);
}

int
cr_fetch_names_subject_cn(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_subject(facts, field, out, NID_commonName);
}

int
cr_fetch_names_subject_o(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_subject(facts, field, out, NID_organizationName);
}

int
cr_fetch_names_subject_ou(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_subject(facts, field, out, NID_organizationalUnitName);
}

int
cr_fetch_names_issuer_cn(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_issuer(facts, field, out, NID_commonName);
}

int
cr_fetch_names_issuer_o(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_issuer(facts, field, out, NID_organizationName);
}

int
cr_fetch_names_issuer_ou(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	return fetch_issuer(facts, field, out, NID_organizationalUnitName);
}

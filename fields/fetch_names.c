/* SPDX-License-Identifier: MIT */
/* Attributes of subject and issuer, proved: decoded values, so that a CN of
 * "x/O=Admin" is one value and not two. */
#include "fetch.h"
#include "name.h"

#include <openssl/objects.h>

static const struct row {
	int field;
	bool is_issuer;
	int nid;
} rows[] = {
#define NAME_ROWS(part, nid)                                   \
	{CR_ID_TLS_CLIENT_CERT_SUBJECT_##part, false, nid},    \
	{                                                      \
		CR_ID_TLS_CLIENT_CERT_ISSUER_##part, true, nid \
	}
    NAME_ROWS(CN, NID_commonName),
    NAME_ROWS(O, NID_organizationName),
    NAME_ROWS(OU, NID_organizationalUnitName),
    NAME_ROWS(C, NID_countryName),
    NAME_ROWS(UID, NID_userId),
    NAME_ROWS(DC, NID_domainComponent),
    NAME_ROWS(EMAIL, NID_pkcs9_emailAddress),
    NAME_ROWS(SERIAL_NUMBER, NID_serialNumber),
#undef NAME_ROWS
};

static const struct row *
find_row(int field)
{
	const struct row *row = rows;

	while (row->field != field)
		row++;
	return row;
}

/* Bound to the fields of rows, and to no other. */
int
cr_fetch_names_attribute(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_facts *found = cr_fetch_proved(facts, field, out);
	const struct row *row = find_row(field->number);
	X509 *leaf;

	if (found == NULL)
		return 0;
	leaf = found->peer->leaf->x509;
	return cr_name_values(facts->arena,
	    row->is_issuer ? X509_get_issuer_name(leaf)
			   : X509_get_subject_name(leaf),
	    row->nid, out);
}

/* SPDX-License-Identifier: MIT */
/* The SAN group, proved.  Without a SAN extension arrays are empty. */
#include "fetch.h"

/* NULL: *out is filled. */
static const struct cr_san *
get_san(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_san *san;

	if (cr_fetch_proved(facts, field, out) == NULL)
		return NULL;
	san = cr_facts_san(facts);
	if (san == NULL)
		*out = cr_value_error(field->type, "out of memory");
	return san;
}

int
cr_fetch_san_dns(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_san *san = get_san(facts, field, out);

	if (san != NULL)
		*out = san->dns;
	return 0;
}

int
cr_fetch_san_email(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_san *san = get_san(facts, field, out);

	if (san != NULL)
		*out = san->email;
	return 0;
}

int
cr_fetch_san_uri(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_san *san = get_san(facts, field, out);

	if (san != NULL)
		*out = san->uri;
	return 0;
}

int
cr_fetch_san_upn(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_san *san = get_san(facts, field, out);

	if (san != NULL)
		*out = san->upn;
	return 0;
}

int
cr_fetch_san_dirname(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_san *san = get_san(facts, field, out);

	if (san != NULL)
		*out = san->dirname;
	return 0;
}

int
cr_fetch_san_ip(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	const struct cr_san *san = get_san(facts, field, out);

	if (san != NULL)
		*out = san->ip;
	return 0;
}

int
cr_fetch_san_count(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_san *san = get_san(facts, field, out);

	if (san != NULL)
		*out = cr_value_int((int64_t)san->count);
	return 0;
}

int
cr_fetch_san_malformed(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	const struct cr_san *san = get_san(facts, field, out);

	if (san != NULL)
		*out = cr_value_int((int64_t)san->malformed);
	return 0;
}

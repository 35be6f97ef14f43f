/* SPDX-License-Identifier: MIT */
/*
 * SPIFFE identities, proved (SPIFFE-ID 2, X509-SVID 2): only from a certificate
 * with exactly one URI name, and only when that is a well-formed id.
 */
#include "fetch.h"

#include <string.h>

#define SCHEME	     "spiffe://"
#define ID_LIMIT     2048
#define DOMAIN_LIMIT 255

struct spiffe {
	struct certrule_bytes id, domain, path;
};

static bool
is_domain(struct certrule_bytes domain)
{
	unsigned char c;
	size_t i;

	for (i = 0; i < domain.len; i++) {
		c = domain.data[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			c == '.' || c == '-' || c == '_'))
			return false;
	}
	return domain.len > 0 && domain.len <= DOMAIN_LIMIT;
}

static bool
is_segment(struct certrule_bytes segment)
{
	unsigned char c;
	size_t i;

	for (i = 0; i < segment.len; i++) {
		c = segment.data[i];
		if (!((cr_lower(c) >= 'a' && cr_lower(c) <= 'z') ||
			(c >= '0' && c <= '9') || c == '.' || c == '-' ||
			c == '_'))
			return false;
	}
	return segment.len > 0 && !cr_bytes_equal_text(segment, ".") &&
	       !cr_bytes_equal_text(segment, "..");
}

/* Nothing, or segments each behind a slash. */
static bool
is_path(struct certrule_bytes path)
{
	const unsigned char *slash;
	size_t end;

	while (path.len > 0) {
		path = cr_bytes_slice(path, 1, path.len);
		slash = path.len == 0 ? NULL : memchr(path.data, '/', path.len);
		end = slash == NULL ? path.len : (size_t)(slash - path.data);
		if (!is_segment(cr_bytes_slice(path, 0, end)))
			return false;
		path = cr_bytes_slice(path, end, path.len);
	}
	return true;
}

static bool
parse_id(struct certrule_bytes id, struct spiffe *spiffe)
{
	struct certrule_bytes rest;
	const unsigned char *slash;
	size_t end;

	if (id.len > ID_LIMIT || !cr_bytes_starts(id, cr_bytes_text(SCHEME)))
		return false;
	rest = cr_bytes_slice(id, strlen(SCHEME), id.len);
	slash = rest.len == 0 ? NULL : memchr(rest.data, '/', rest.len);
	end = slash == NULL ? rest.len : (size_t)(slash - rest.data);
	spiffe->id = id;
	spiffe->domain = cr_bytes_slice(rest, 0, end);
	spiffe->path = cr_bytes_slice(rest, end, rest.len);
	return is_domain(spiffe->domain) && is_path(spiffe->path);
}

/* False: *out is filled.  A malformed name may have been a second URI, so
 * then there is no telling that it is the only one. */
static bool
get_spiffe(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out, struct spiffe *spiffe)
{
	const struct cr_san *san;

	if (cr_fetch_proved(facts, field, out) == NULL)
		return false;
	san = cr_facts_san(facts);
	if (san == NULL) {
		*out = cr_value_error(field->type, "out of memory");
		return false;
	}
	return san->uri.as.array.count == 1 && san->malformed == 0 &&
	       parse_id(san->uri.as.array.items[0].as.string, spiffe);
}

int
cr_fetch_spiffe_id(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	struct spiffe spiffe;

	if (get_spiffe(facts, field, out, &spiffe))
		*out = cr_value_string(spiffe.id);
	return 0;
}

int
cr_fetch_spiffe_trust_domain(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	struct spiffe spiffe;

	if (get_spiffe(facts, field, out, &spiffe))
		*out = cr_value_string(spiffe.domain);
	return 0;
}

int
cr_fetch_spiffe_path(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out)
{
	struct spiffe spiffe;

	if (get_spiffe(facts, field, out, &spiffe))
		*out = cr_value_string(spiffe.path);
	return 0;
}

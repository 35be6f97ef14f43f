/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a host, a path and a request target.  What has a canonical form
 * has one of that form's own, whose characters are those of a canonical host or
 * path and nothing else; spellings that every server reads alike have the same.
 */
#include "fuzz.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/canonical.h"

#include <string.h>

typedef const char *canonical_fn(
    struct cr_buffer *out, struct certrule_bytes text);

/* Another spelling of it must have the same form, or both none. */
static void
expect_same(canonical_fn *canonical, struct certrule_bytes text,
    const struct cr_buffer *form, const char *why)
{
	struct cr_buffer other;
	const char *other_why;

	cr_buffer_init(&other, cr_alloc_default());
	other_why = canonical(&other, text);
	if ((why == NULL) != (other_why == NULL) ||
	    (why == NULL && !cr_bytes_equal(cr_buffer_bytes(form),
				cr_buffer_bytes(&other))))
		fuzz_report("another spelling, another form", text);
	cr_buffer_fini(&other);
}

static bool
is_lower_hex(struct certrule_bytes text, size_t at)
{
	return cr_hex_digit(text.data[at]) >= 10 && text.data[at] >= 'a';
}

/* ---------------------------------------------------------------------- hosts */

static const char *
judge_host(struct certrule_bytes host)
{
	if (host.len == 0 || host.len > 253)
		return "a host of no or too many bytes";
	for (size_t i = 0; i < host.len; i++) {
		unsigned char c = host.data[i];

		if (c <= ' ' || c >= 0x7f || cr_lower(c) != c ||
		    strchr("/\\?#@%", c) != NULL)
			return "a character that no host has";
		if (c == ':' && host.data[0] != '[')
			return "a port in it";
	}
	if (host.data[host.len - 1] == '.' || host.data[0] == '.')
		return "an empty label";
	if (cr_bytes_contains(host, cr_bytes_text("..")))
		return "an empty label";
	return NULL;
}

static void
try_host(struct certrule_bytes text)
{
	struct cr_buffer form, other;
	const char *why, *wrong;

	cr_buffer_init(&form, cr_alloc_default());
	cr_buffer_init(&other, cr_alloc_default());
	why = cr_host_canonical(&form, text);
	for (size_t i = 0; i < text.len; i++)
		cr_buffer_add_byte(&other, cr_upper(text.data[i]));
	expect_same(cr_host_canonical, cr_buffer_bytes(&other), &form, why);
	if (why == NULL) {
		struct certrule_bytes host = cr_buffer_bytes(&form);

		wrong = judge_host(host);
		if (wrong != NULL)
			fuzz_report(wrong, text);
		expect_same(cr_host_canonical, host, &form, NULL);
		cr_buffer_clear(&other);
		cr_buffer_printf(&other, "%s:443", (const char *)form.data);
		expect_same(
		    cr_host_canonical, cr_buffer_bytes(&other), &form, NULL);
		if (!cr_host_matches(host, host))
			fuzz_report("a host that is not itself", host);
	}
	cr_buffer_fini(&other);
	cr_buffer_fini(&form);
}

/* ---------------------------------------------------------------------- paths */

static const char *
judge_path(struct certrule_bytes path)
{
	/* RFC 9112 3.2.4: a target of no resource. */
	if (cr_bytes_equal_text(path, "*"))
		return NULL;
	if (path.len == 0 || path.data[0] != '/')
		return "a path without a slash";
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = path.data[i];

		if (c <= ' ' || c >= 0x7f || strchr("\\?#\"<>", c) != NULL)
			return "a character that no path has";
		if (c != '%')
			continue;
		if (path.len - i < 3 || cr_hex_digit(path.data[i + 1]) < 0 ||
		    cr_hex_digit(path.data[i + 2]) < 0 ||
		    is_lower_hex(path, i + 1) || is_lower_hex(path, i + 2))
			return "a bad escape";
	}
	if (cr_bytes_contains(path, cr_bytes_text("//")) ||
	    cr_bytes_contains(path, cr_bytes_text("/./")) ||
	    cr_bytes_contains(path, cr_bytes_text("/../")) ||
	    cr_bytes_ends(path, cr_bytes_text("/..")) ||
	    cr_bytes_ends(path, cr_bytes_text("/.")))
		return "an empty or dot segment";
	if (cr_bytes_contains(path, cr_bytes_text("%2F")) ||
	    cr_bytes_contains(path, cr_bytes_text("%5C")) ||
	    cr_bytes_contains(path, cr_bytes_text("%00")))
		return "an escape that servers disagree about";
	return NULL;
}

/* Slashes in front, and a segment taken back. */
static void
try_spellings(const struct cr_buffer *form)
{
	struct cr_buffer other;

	cr_buffer_init(&other, cr_alloc_default());
	cr_buffer_printf(&other, "//x/..%s", (const char *)form->data);
	expect_same(cr_path_canonical, cr_buffer_bytes(&other), form, NULL);
	cr_buffer_fini(&other);
}

static void
try_path(struct certrule_bytes text)
{
	struct cr_buffer form;
	const char *why, *wrong;

	cr_buffer_init(&form, cr_alloc_default());
	why = cr_path_canonical(&form, text);
	wrong = why != NULL ? NULL : judge_path(cr_buffer_bytes(&form));
	if (wrong != NULL)
		fuzz_report(wrong, text);
	if (why == NULL)
		expect_same(
		    cr_path_canonical, cr_buffer_bytes(&form), &form, NULL);
	if (why == NULL && !cr_bytes_equal_text(text, "*"))
		try_spellings(&form);
	cr_buffer_fini(&form);
}

/* ------------------------------------------------------------------- requests */

/* `target` or `target host`; the fields are what the canonicalisers say. */
static void
try_request(struct certrule_bytes text)
{
	struct bed *bed = fuzz_bed();
	struct certrule_fieldset *facts = bed->facts;
	char *target = cr_arena_printf(
	    bed->arena, "%.*s", (int)text.len, (const char *)text.data);
	char *host = target == NULL ? NULL : strchr(target, ' ');
	const struct certrule_value *value;

	if (target == NULL)
		fuzz_report("no memory", text);
	if (host != NULL)
		*host++ = '\0';
	certrule_fieldset_clear(facts);
	(void)certrule_fieldset_set_request(facts, "GET", target, host);
	value = certrule_fieldset_get(facts, CR_ID_HOSTNAME);
	if (value->state == CERTRULE_PRESENT &&
	    judge_host(value->as.string) != NULL)
		fuzz_report(judge_host(value->as.string), text);
	value = certrule_fieldset_get(facts, CR_ID_HTTP_REQUEST_URI_PATH);
	if (value->state == CERTRULE_PRESENT &&
	    judge_path(value->as.string) != NULL)
		fuzz_report(judge_path(value->as.string), text);
	for (int i = 0; i < CR_ID_COUNT; i++)
		(void)certrule_fieldset_get(facts, i);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct certrule_bytes text = cr_bytes(data, len);

	bed_begin(fuzz_bed());
	try_host(text);
	try_path(text);
	try_request(text);
	return 0;
}

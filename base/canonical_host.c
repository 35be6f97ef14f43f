/* SPDX-License-Identifier: MIT */
/*
 * The canonical form of a host (RFC 9110 7.2, RFC 3986 3.2.2).
 *
 * Does not resolve, does not convert to A-labels, does not judge whether a name
 * could exist: it only makes equal what every server takes for equal.
 */
#include "canonical.h"

#include "bytes.h"
#include "ip.h"
#include "limits.h"

/* port = *DIGIT (RFC 3986 3.2.3); an empty one means the default. */
static bool
is_port(struct certrule_bytes text)
{
	unsigned long port = 0;
	size_t i;

	if (text.len > 5)
		return false;
	for (i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
		port = port * 10 + (text.data[i] - '0');
	}
	return port <= 65535;
}

/* What stands before c, and after it; the second is empty without a c. */
static bool
split_at(struct certrule_bytes text, unsigned char c,
    struct certrule_bytes *before, struct certrule_bytes *after)
{
	size_t i = cr_bytes_find_byte(text, c);

	*before = cr_bytes_slice(text, 0, i);
	*after = i < text.len ? cr_bytes_slice(text, i + 1, text.len)
			      : cr_bytes(text.data, 0);
	return i < text.len;
}

/* "[" IPv6 "]" [ ":" port ]; one spelling for each address (RFC 5952). */
static const char *
canonical_literal(struct cr_buffer *out, struct certrule_bytes host)
{
	struct certrule_bytes inner, rest;
	struct certrule_ip ip;

	if (!split_at(cr_bytes_slice(host, 1, host.len), ']', &inner, &rest))
		return "a bracket that is not closed";
	if (cr_ip_parse(inner, &ip) != 0 || ip.family != 6)
		return "a bad IPv6 address";
	if (rest.len != 0 && (rest.data[0] != ':' ||
				 !is_port(cr_bytes_slice(rest, 1, rest.len))))
		return "a bad port";
	cr_buffer_add_byte(out, '[');
	cr_ip_print(out, &ip);
	cr_buffer_add_byte(out, ']');
	return NULL;
}

static const char *
judge_name_byte(unsigned char c)
{
	if (c > 0x7f)
		return "a byte above 0x7f";
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
	    c == '_' || c == '.')
		return NULL;
	return "a bad character";
}

static const char *
canonical_name(struct cr_buffer *out, struct certrule_bytes name)
{
	unsigned char *end = cr_buffer_reserve(out, name.len);
	const char *why;
	unsigned char c, before = '.';
	size_t i;

	if (end == NULL)
		return "out of memory";
	for (i = 0; i < name.len; i++) {
		c = cr_lower(name.data[i]);
		why = judge_name_byte(c);
		if (why != NULL)
			return why;
		if (c == '.' && before == '.')
			return "an empty label";
		end[i] = before = c;
	}
	cr_buffer_extend(out, name.len);
	return before == '.' ? "an empty label" : NULL;
}

static const char *
judge_host(struct cr_buffer *out, struct certrule_bytes host)
{
	struct certrule_bytes name, port;

	if (host.len == 0)
		return "no name";
	if (host.data[0] == '[')
		return canonical_literal(out, host);
	if (split_at(host, ':', &name, &port) && !is_port(port))
		return "a bad port";
	if (name.len > 1 && name.data[name.len - 1] == '.')
		name.len--;
	if (name.len == 0)
		return "no name";
	if (name.len > CR_LIMIT_HOSTNAME)
		return "more than 253 bytes";
	return canonical_name(out, name);
}

const char *
cr_host_canonical(struct cr_buffer *out, struct certrule_bytes host)
{
	const char *why = judge_host(out, host);

	if (why == NULL && cr_buffer_failed(out))
		why = "out of memory";
	return why;
}

bool
cr_host_matches(struct certrule_bytes host, struct certrule_bytes pattern)
{
	struct certrule_bytes label, rest;

	if (pattern.len < 2 || pattern.data[0] != '*' || pattern.data[1] != '.')
		return cr_bytes_equal(host, pattern);
	return split_at(host, '.', &label, &rest) && label.len != 0 &&
	       cr_bytes_equal(rest, cr_bytes_slice(pattern, 2, pattern.len));
}

/* SPDX-License-Identifier: MIT */
/* Addresses and networks.  Accepts one spelling of IPv4 and those of RFC 4291
 * section 2.2 for IPv6; prints the one of RFC 5952. */
#include "bytes.h"
#include "ip.h"

#include <arpa/inet.h>
#include <string.h>

/* inet_pton() is strict: no leading zeros, no zone, no white space.  Only a NUL
 * inside would be taken for the end. */
int
cr_ip_parse(struct certrule_bytes text, struct certrule_ip *ip)
{
	char copy[INET6_ADDRSTRLEN];
	struct certrule_ip parsed = {0};
	bool six;

	if (text.len == 0 || text.len >= sizeof(copy) ||
	    memchr(text.data, '\0', text.len) != NULL)
		return -1;
	memcpy(copy, text.data, text.len);
	copy[text.len] = '\0';
	six = strchr(copy, ':') != NULL;
	parsed.family = six ? 6 : 4;
	if (inet_pton(six ? AF_INET6 : AF_INET, copy, parsed.octets) != 1)
		return -1;
	*ip = parsed;
	return 0;
}

static unsigned
octets_of(const struct certrule_ip *ip)
{
	return ip->family == 4 ? 4 : 16;
}

static uint32_t
read_four(const unsigned char *octets)
{
	return (uint32_t)octets[0] << 24 | (uint32_t)octets[1] << 16 |
	       (uint32_t)octets[2] << 8 | octets[3];
}

int
cr_ip_compare(const struct certrule_ip *a, const struct certrule_ip *b)
{
	int order;

	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	/* Sets are searched by this: no call for the few octets of most. */
	if (a->family == 4) {
		uint32_t lhs = read_four(a->octets);
		uint32_t rhs = read_four(b->octets);

		return (lhs > rhs) - (lhs < rhs);
	}
	order = memcmp(a->octets, b->octets, octets_of(a));
	return (order > 0) - (order < 0);
}

bool
cr_ip_equal(const struct certrule_ip *a, const struct certrule_ip *b)
{
	return cr_ip_compare(a, b) == 0;
}

bool
cr_ip_in_range(const struct certrule_ip *ip, const struct cr_ip_range *range)
{
	return ip->family == range->first.family &&
	       cr_ip_compare(ip, &range->first) >= 0 &&
	       cr_ip_compare(ip, &range->last) <= 0;
}

/* The bits of octet i that are within the first `bits` of the address. */
static unsigned char
mask_octet(unsigned i, unsigned bits)
{
	if (bits >= 8 * (i + 1))
		return 0xff;
	if (bits <= 8 * i)
		return 0;
	return (unsigned char)(0xff << (8 - (bits - 8 * i)));
}

struct certrule_ip
cr_ip_mask(struct certrule_ip ip, unsigned bits)
{
	for (unsigned i = 0; i < octets_of(&ip); i++)
		ip.octets[i] &= mask_octet(i, bits);
	return ip;
}

static struct certrule_ip
last_of_network(struct certrule_ip ip, unsigned bits)
{
	for (unsigned i = 0; i < octets_of(&ip); i++)
		ip.octets[i] |= (unsigned char)~mask_octet(i, bits);
	return ip;
}

/* One to three digits without a leading zero. */
static int
parse_bits(struct certrule_bytes text, unsigned most, unsigned *bits)
{
	*bits = 0;
	if (text.len == 0 || text.len > 3)
		return -1;
	if (text.data[0] == '0' && text.len > 1)
		return -1;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return -1;
		*bits = *bits * 10 + (text.data[i] - '0');
	}
	return *bits > most ? -1 : 0;
}

static enum cr_ip_range_status
parse_network(struct certrule_bytes address, struct certrule_bytes length,
    struct cr_ip_range *range)
{
	struct certrule_ip ip;
	unsigned bits;

	if (cr_ip_parse(address, &ip) != 0 ||
	    parse_bits(length, 8 * octets_of(&ip), &bits) != 0)
		return CR_IP_RANGE_SYNTAX;
	range->first = cr_ip_mask(ip, bits);
	range->last = last_of_network(ip, bits);
	if (!cr_ip_equal(&range->first, &ip))
		return CR_IP_RANGE_HOST_BITS;
	return CR_IP_RANGE_OK;
}

static enum cr_ip_range_status
parse_pair(struct certrule_bytes first, struct certrule_bytes last,
    struct cr_ip_range *range)
{
	if (cr_ip_parse(first, &range->first) != 0 ||
	    cr_ip_parse(last, &range->last) != 0)
		return CR_IP_RANGE_SYNTAX;
	if (range->first.family != range->last.family)
		return CR_IP_RANGE_FAMILIES;
	if (cr_ip_compare(&range->first, &range->last) > 0)
		return CR_IP_RANGE_ORDER;
	return CR_IP_RANGE_OK;
}

enum cr_ip_range_status
cr_ip_range_parse(struct certrule_bytes text, struct cr_ip_range *range)
{
	for (size_t i = 0; i < text.len; i++) {
		struct certrule_bytes rest = cr_bytes_slice(text, i, text.len);

		if (text.data[i] == '/')
			return parse_network(cr_bytes_slice(text, 0, i),
			    cr_bytes_slice(text, i + 1, text.len), range);
		if (cr_bytes_starts(rest, cr_bytes("..", 2)))
			return parse_pair(cr_bytes_slice(text, 0, i),
			    cr_bytes_slice(text, i + 2, text.len), range);
	}
	if (cr_ip_parse(text, &range->first) != 0)
		return CR_IP_RANGE_SYNTAX;
	range->last = range->first;
	return CR_IP_RANGE_OK;
}

/* ---------------------------------------------------------------- printing */

static unsigned
group(const struct certrule_ip *ip, unsigned i)
{
	const unsigned char *octets = ip->octets + (size_t)2 * i;

	return (unsigned)octets[0] << 8 | octets[1];
}

static void
print_four(struct cr_buffer *out, const unsigned char *octets)
{
	cr_buffer_printf(
	    out, "%u.%u.%u.%u", octets[0], octets[1], octets[2], octets[3]);
}

/* The longest run of two or more zero groups, the first of equals (RFC 5952
 * 4.2); *len is 0 if there is none. */
static unsigned
find_zeros(const struct certrule_ip *ip, unsigned *len)
{
	unsigned best = 0;

	*len = 0;
	for (unsigned i = 0; i < 8; i++) {
		unsigned run = 0;

		while (i + run < 8 && group(ip, i + run) == 0)
			run++;
		if (run < 2 || run <= *len)
			continue;
		best = i;
		*len = run;
	}
	return best;
}

static bool
is_mapped(const struct certrule_ip *ip)
{
	static const unsigned char prefix[12] = {[10] = 0xff, [11] = 0xff};

	return memcmp(ip->octets, prefix, sizeof(prefix)) == 0;
}

void
cr_ip_print(struct cr_buffer *out, const struct certrule_ip *ip)
{
	unsigned len, zeros;

	if (ip->family == 4) {
		print_four(out, ip->octets);
		return;
	}
	if (is_mapped(ip)) { /* RFC 5952 5 */
		cr_buffer_add_text(out, "::ffff:");
		print_four(out, ip->octets + 12);
		return;
	}
	zeros = find_zeros(ip, &len);
	for (unsigned i = 0; i < 8; i++) {
		if (len != 0 && i == zeros) {
			cr_buffer_add_text(out, "::");
			i += len - 1;
			continue;
		}
		if (i != 0 && (len == 0 || i != zeros + len))
			cr_buffer_add_byte(out, ':');
		cr_buffer_printf(out, "%x", group(ip, i));
	}
}

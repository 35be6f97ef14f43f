/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as an address, network or range.  The C library takes the same
 * addresses for the same octets; what is printed reads as it was; a range holds
 * its ends and nothing beside them.
 */
#include "fuzz.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/ip.h"

#include <arpa/inet.h>
#include <string.h>

static size_t
get_size(const struct certrule_ip *ip)
{
	return ip->family == 4 ? 4 : 16;
}

static void
try_library(struct certrule_bytes text, const struct certrule_ip *ip)
{
	char copy[64];
	unsigned char octets[16];
	int family = 0;

	if (text.len < sizeof(copy) && memchr(text.data, 0, text.len) == NULL) {
		memcpy(copy, text.data, text.len);
		copy[text.len] = '\0';
		family = inet_pton(AF_INET, copy, octets) == 1	  ? 4
			 : inet_pton(AF_INET6, copy, octets) == 1 ? 6
								  : 0;
	}
	if (ip == NULL ? family != 0
		       : family != ip->family ||
			     memcmp(octets, ip->octets, get_size(ip)) != 0)
		fuzz_report("the C library reads it differently", text);
}

static void
try_print(struct certrule_bytes text, const struct certrule_ip *ip)
{
	struct certrule_ip again;
	struct cr_buffer out;

	cr_buffer_init(&out, cr_alloc_default());
	cr_ip_print(&out, ip);
	if (cr_ip_parse(cr_buffer_bytes(&out), &again) != 0 ||
	    !cr_ip_equal(ip, &again) || cr_ip_compare(ip, &again) != 0)
		fuzz_report("printed, it reads differently", text);
	try_library(cr_buffer_bytes(&out), ip);
	cr_buffer_fini(&out);
}

/* The one after it (step 1) or before it (-1); false: there is none. */
static bool
get_neighbour(struct certrule_ip *ip, int step)
{
	for (size_t i = get_size(ip); i-- > 0;) {
		ip->octets[i] = (unsigned char)(ip->octets[i] + step);
		if (ip->octets[i] != (step > 0 ? 0 : 255))
			return true;
	}
	return false;
}

static void
try_range(struct certrule_bytes text, const struct cr_ip_range *range)
{
	struct certrule_ip before = range->first, after = range->last;
	struct certrule_ip other = {.family = range->first.family == 4 ? 6 : 4};

	if (range->first.family != range->last.family ||
	    cr_ip_compare(&range->first, &range->last) > 0)
		fuzz_report("a range from back to front", text);
	if (!cr_ip_in_range(&range->first, range) ||
	    !cr_ip_in_range(&range->last, range))
		fuzz_report("a range without its ends", text);
	if ((get_neighbour(&before, -1) && cr_ip_in_range(&before, range)) ||
	    (get_neighbour(&after, 1) && cr_ip_in_range(&after, range)) ||
	    cr_ip_in_range(&other, range))
		fuzz_report("a range with more than it says", text);
	try_print(text, &range->first);
	try_print(text, &range->last);
}

/* Networks nest: each is within the one of a bit less. */
static void
try_mask(struct certrule_bytes text, struct certrule_ip ip)
{
	struct certrule_ip wider, narrower = ip;

	for (unsigned bits = (unsigned)get_size(&ip) * 8; bits-- > 0;) {
		wider = cr_ip_mask(ip, bits);
		if (cr_ip_compare(&wider, &narrower) > 0 ||
		    !cr_ip_equal(&wider, &(struct certrule_ip[1]){
					     cr_ip_mask(narrower, bits)}[0]))
			fuzz_report("networks do not nest", text);
		narrower = wider;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct certrule_bytes text = cr_bytes(data, len);
	struct cr_ip_range range, single;
	struct certrule_ip ip;
	bool is_address = cr_ip_parse(text, &ip) == 0;

	try_library(text, is_address ? &ip : NULL);
	if (is_address) {
		try_print(text, &ip);
		try_mask(text, ip);
		if (cr_ip_range_parse(text, &single) != CR_IP_RANGE_OK ||
		    !cr_ip_equal(&single.first, &ip) ||
		    !cr_ip_equal(&single.last, &ip))
			fuzz_report("an address that is no range", text);
	}
	if (cr_ip_range_parse(text, &range) == CR_IP_RANGE_OK)
		try_range(text, &range);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* IPv4 (RFC 791, dotted quad without leading zeros) and IPv6 (RFC 4291 2.2)
 * addresses and networks.  The families never compare equal, mapped addresses
 * (::ffff:192.0.2.1) included. */
#ifndef CR_IP_H
#define CR_IP_H

#include "buffer.h"
#include "certrule.h"

#include <stdbool.h>

/* An inclusive range of one family; a single address has first == last. */
struct cr_ip_range {
	struct certrule_ip first, last;
};

/* Nothing before or after the address; no zone, no brackets. */
int cr_ip_parse(
    struct certrule_bytes text, struct certrule_ip *ip) CERTRULE_MUST_USE;
enum cr_ip_range_status {
	CR_IP_RANGE_OK,
	CR_IP_RANGE_SYNTAX,
	CR_IP_RANGE_HOST_BITS, /* 192.0.2.1/24 */
	CR_IP_RANGE_ORDER,     /* b..a */
	CR_IP_RANGE_FAMILIES   /* 192.0.2.1..::1 */
};
/* Address, CIDR or a..b. */
enum cr_ip_range_status cr_ip_range_parse(
    struct certrule_bytes text, struct cr_ip_range *range) CERTRULE_MUST_USE;
/* -1, 0, 1 within a family; families must be the same. */
int cr_ip_compare(const struct certrule_ip *a, const struct certrule_ip *b);
bool cr_ip_equal(const struct certrule_ip *a, const struct certrule_ip *b);
bool cr_ip_in_range(
    const struct certrule_ip *ip, const struct cr_ip_range *range);
/* The network address: all but the first `bits` bits cleared. */
struct certrule_ip cr_ip_mask(struct certrule_ip ip, unsigned bits);
/* RFC 5952 form. */
void cr_ip_print(struct cr_buffer *out, const struct certrule_ip *ip);

#endif

/* SPDX-License-Identifier: MIT */
/* Our own printers of octets: OpenSSL's break lines or put colons in. */
#ifndef CR_HEX_H
#define CR_HEX_H

#include "../base/buffer.h"

#include <openssl/asn1.h>

void cr_hex_lower(struct cr_buffer *out, struct certrule_bytes bytes);
void cr_hex_upper(struct cr_buffer *out, struct certrule_bytes bytes);
/* Upper-case, two digits an octet, "-" in front if negative, "00" for zero. */
void cr_hex_serial(struct cr_buffer *out, const ASN1_INTEGER *serial);
/* As numbers: below, equal to or above 0. */
int cr_hex_serial_compare(const ASN1_INTEGER *a, const ASN1_INTEGER *b);
struct certrule_bytes cr_hex_octets(const ASN1_STRING *string);

#endif

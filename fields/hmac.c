/* SPDX-License-Identifier: MIT */
/*
 * is_timed_hmac_valid_v0(key, token, ttl, now, separator, flags).  A token is
 *
 *	message separator time '-' mac
 *
 * with a time of ten digits and the HMAC-SHA-256 over message and time, without
 * the separator.  It is read from its end, where everything has its place, so
 * whatever the message holds cannot move the parts.  The whole mac is compared
 * in a time that does not depend on it, before the clock is asked.
 */
#include "hmac.h"

#include "../base/base64.h"
#include "../base/value.h"
#include "errors.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define MAC_OCTETS  32
#define MAC_DIGITS  43	/* of base64, without padding */
#define MAC_LONGEST 132 /* 44 signs, each as an escape */
#define TIME_DIGITS 10

struct token {
	struct certrule_bytes message; /* without separator and time */
	struct certrule_bytes time;
	int64_t issued;
	unsigned char mac[MAC_OCTETS];
};

/* --------------------------------------------------------------- the parts */

static bool
is_url_safe(const struct cr_call *call)
{
	return call->count > 5 && call->args[5].as.string.len > 0;
}

/* Where the mac begins: it has 43 signs if it is URL-safe, as it may hold '-'
 * itself then; else it begins behind the last '-'. */
static size_t
find_mac(struct certrule_bytes text, bool url_safe)
{
	size_t at = text.len;

	if (url_safe)
		return text.len < MAC_DIGITS ? 0 : text.len - MAC_DIGITS;
	while (at > 0 && text.data[at - 1] != '-')
		at--;
	return at;
}

/* Escapes resolved, '+' as it is; 0: too long, or a bad escape. */
static size_t
unescape(struct certrule_bytes text, unsigned char *out)
{
	size_t len = 0;

	for (size_t i = 0; i < text.len && len < MAC_LONGEST; i++) {
		int high, low;

		out[len++] = text.data[i];
		if (text.data[i] != '%')
			continue;
		if (text.len - i < 3)
			return 0;
		high = cr_hex_digit(text.data[i + 1]);
		low = cr_hex_digit(text.data[i + 2]);
		if (high < 0 || low < 0)
			return 0;
		out[len - 1] = (unsigned char)(high * 16 + low);
		i += 2;
	}
	return len;
}

/* From the URL-safe alphabet (RFC 4648 5) to the other; 0: not of it. */
static size_t
translate(struct certrule_bytes text, unsigned char *out)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = text.data[i];

		if (c == '+' || c == '/')
			return 0;
		if (c == '-')
			c = '+';
		out[i] = c == '_' ? '/' : c;
	}
	return text.len;
}

static int
read_mac(struct certrule_bytes text, bool url_safe, unsigned char *mac)
{
	unsigned char plain[MAC_LONGEST];
	struct certrule_bytes digits = {plain, 0};

	if (text.len < MAC_DIGITS || text.len > MAC_LONGEST)
		return -1;
	digits.len = url_safe ? translate(text, plain) : unescape(text, plain);
	if (cr_base64_strip(&digits) != 0 || digits.len != MAC_DIGITS)
		return -1;
	return cr_base64_decode(digits, mac);
}

static int
read_time(struct certrule_bytes digits, int64_t *out)
{
	int64_t time = 0;

	for (size_t i = 0; i < digits.len; i++) {
		if (digits.data[i] < '0' || digits.data[i] > '9')
			return -1;
		time = time * 10 + (digits.data[i] - '0');
	}
	*out = time;
	return 0;
}

/* -1: it is no token. */
static int
read_token(const struct cr_call *call, struct token *token)
{
	struct certrule_bytes text = call->args[1].as.string;
	size_t separator =
	    call->count > 4 ? (size_t)call->args[4].as.integer : 0;
	size_t mac = find_mac(text, is_url_safe(call)), time;

	if (mac < 1 + TIME_DIGITS + 1 || text.data[mac - 1] != '-')
		return -1;
	time = mac - 1 - TIME_DIGITS;
	if (time <= separator)
		return -1;
	token->message = cr_bytes_slice(text, 0, time - separator);
	token->time = cr_bytes_slice(text, time, time + TIME_DIGITS);
	if (read_time(token->time, &token->issued) != 0)
		return -1;
	return read_mac(
	    cr_bytes_slice(text, mac, text.len), is_url_safe(call), token->mac);
}

/* ---------------------------------------------------------------- the check */

/* In scratch, as OpenSSL's one-shot HMAC takes one piece. */
static int
make_mac(struct cr_call *call, const struct token *token, unsigned char *mac)
{
	struct certrule_bytes key = call->args[0].as.string;
	size_t len = token->message.len + TIME_DIGITS;
	unsigned char *text = cr_arena_array(call->scratch, len, 1);
	unsigned mac_len = 0;
	bool made;

	call->why = "no scratch memory left";
	if (text == NULL)
		return -1;
	memcpy(text, token->message.data, token->message.len);
	memcpy(text + token->message.len, token->time.data, TIME_DIGITS);
	cr_errors_begin();
	made = HMAC(EVP_sha256(), key.data, (int)key.len, text, len, mac,
		   &mac_len) != NULL &&
	       mac_len == MAC_OCTETS;
	call->why = "HMAC-SHA-256 is not available";
	return cr_errors_end() || !made ? -1 : 0;
}

int
cr_hmac_is_valid(struct cr_call *call)
{
	unsigned char mac[EVP_MAX_MD_SIZE];
	struct token token;
	bool valid = false;

	if (read_token(call, &token) == 0) {
		if (make_mac(call, &token, mac) != 0)
			return -1;
		valid = CRYPTO_memcmp(mac, token.mac, MAC_OCTETS) == 0;
		valid = valid && call->args[3].as.integer <
				     token.issued + call->args[2].as.integer;
	}
	*call->result = cr_value_bool(valid);
	return 0;
}

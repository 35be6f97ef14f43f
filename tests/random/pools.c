/* SPDX-License-Identifier: MIT */
/* See pools.h.  The order matters: an entry is drawn more often than those
 * behind it. */
#include "pools.h"

#include "../../base/bytes.h"
#include "../../base/ip.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define B(literal)                                                    \
	{                                                             \
		(const unsigned char *)(literal), sizeof(literal) - 1 \
	}

static const struct certrule_bytes strings[] = {
    B("api.example"),
    B("a"),
    B("/api/v1"),
    B("API.example"),
    B(""),
    B("ab"),
    B("/api"),
    B("61:31"),
    B("a\0b"),
    B("1F"),
    B("\"quoted\" \\ back#"),
    B("?a=1&b=2&a=3"),
    B("YWI="),
    B("{\"a\":{\"b\":\"ab\",\"n\":7},\"l\":[1,\"a\",null]}"),
    B("%61%2fb+c%zz%u0061"),
    B("\xff\x80"),
    B("caf\xc3\xa9"),
    B("line\r\nbreak\ttab"),
    B("[x]{y}(z)*"),
    B("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    B("\"##\"#"),
    B("\0"),
    B("\\*"),
    B("0123456789abcdef"),
};

static const struct certrule_bytes parts[] = {
    B("a"),
    B("api"),
    B("example"),
    B("/api"),
    B("."),
    B(""),
    B("\0"),
    B("\""),
    B("b"),
    B("\xff"),
    B("\\"),
};

static const struct certrule_bytes keys[] = {
    B("a"),
    B("b"),
    B(""),
    B("x-key"),
    B("k\0y"),
    B("\xff"),
};

static const int64_t ints[] = {
    7,
    0,
    1,
    80,
    -1,
    443,
    INT64_MAX,
    INT64_MIN,
    255,
    3600,
    1767225600,
    8,
    -8,
    INT64_MAX - 1,
    INT64_MIN + 1,
    4294967296,
};

static const char *const ips[] = {
    "192.0.2.1",
    "192.0.2.7",
    "10.0.0.1",
    "192.0.2.255",
    "2001:db8::1",
    "::ffff:192.0.2.1",
    "::1",
    "0.0.0.0",
    "255.255.255.255",
    "::",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "2001:db8:0:1::80",
};

static const char *const patterns[] = {
    "a",
    "^[a-z.]+$",
    "^api\\.example$",
    "^/api",
    "^(a|ab)$",
    "(?i)API",
    ".",
    "^$",
    "\\.",
    "^[^/]*$",
    "[\"a]",
    "\"",
    "(?:a|b){1,3}c?",
    "\\x61",
    "^\\w+$",
    "\\d",
    "^[A-F0-9]{2}$",
    "(?s:^.{1,8}$)",
    "\\bexample\\b",
    "[\\]\\\\\\-]",
    "\\\\",
    "^(?:[a-z0-9-]{1,9}\\.){1,2}example$",
    "#",
    "caf\xc3\xa9",
    "(?m)^break$",
    "(?x) a  [b-c]? # why",
    "[[:upper:]]",
    "a|b|\"c\"",
};

static const char *const globs[] = {
    "*a*",
    "*",
    "api.*",
    "*.EXAMPLE",
    "/api/*",
    "a",
    "",
    "a*b",
    "\\*",
    "\\\\*",
    "*\"*",
    "*a*p*i*",
};

struct certrule_bytes
pool_string(struct random *source)
{
	/* One in four from anywhere, so that the rare ones come too. */
	if (random_chance(source, 20))
		return strings[random_below(source, COUNT(strings))];
	return strings[random_place(source, COUNT(strings))];
}

struct certrule_bytes
pool_part(struct random *source)
{
	return parts[random_place(source, COUNT(parts))];
}

struct certrule_bytes
pool_key(struct random *source)
{
	return keys[random_place(source, COUNT(keys))];
}

int64_t
pool_int(struct random *source)
{
	if (random_chance(source, 12))
		return ints[random_below(source, COUNT(ints))];
	return ints[random_place(source, COUNT(ints))];
}

struct certrule_ip
pool_ip(struct random *source)
{
	size_t place = random_place(source, COUNT(ips));
	struct certrule_ip ip;

	/* Of one family, or nothing is above or below anything. */
	if (random_chance(source, 40))
		place = random_below(source, 4);
	memset(&ip, 0, sizeof(ip));
	if (cr_ip_parse(cr_bytes_text(ips[place]), &ip) != 0)
		ip.family = 4;
	return ip;
}

const char *
pool_pattern(struct random *source)
{
	if (random_chance(source, 50))
		return patterns[random_below(source, COUNT(patterns))];
	return patterns[random_place(source, COUNT(patterns))];
}

const char *
pool_glob(struct random *source)
{
	return globs[random_place(source, COUNT(globs))];
}

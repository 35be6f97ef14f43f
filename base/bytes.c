/* SPDX-License-Identifier: MIT */
/* Bytes with a length: what is more than a line. */
#include "bytes.h"

size_t
cr_bytes_find_byte(struct certrule_bytes a, unsigned char c)
{
	const unsigned char *found =
	    a.len == 0 ? NULL : memchr(a.data, c, a.len);

	return found == NULL ? a.len : (size_t)(found - a.data);
}

bool
cr_bytes_equal_text(struct certrule_bytes a, const char *text)
{
	return cr_bytes_equal(a, cr_bytes_text(text));
}

bool
cr_bytes_equal_fold(struct certrule_bytes a, struct certrule_bytes b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (cr_lower(a.data[i]) != cr_lower(b.data[i]))
			return false;
	}
	return true;
}

int
cr_bytes_compare(struct certrule_bytes a, struct certrule_bytes b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common == 0 ? 0 : memcmp(a.data, b.data, common);

	if (order != 0)
		return order < 0 ? -1 : 1;
	return (a.len > b.len) - (a.len < b.len);
}

bool
cr_bytes_starts(struct certrule_bytes a, struct certrule_bytes prefix)
{
	if (prefix.len > a.len)
		return false;
	return cr_bytes_equal(cr_bytes(a.data, prefix.len), prefix);
}

bool
cr_bytes_ends(struct certrule_bytes a, struct certrule_bytes suffix)
{
	if (suffix.len > a.len)
		return false;
	return cr_bytes_equal(
	    cr_bytes_slice(a, a.len - suffix.len, a.len), suffix);
}

bool
cr_bytes_contains(struct certrule_bytes a, struct certrule_bytes needle)
{
	if (needle.len == 0)
		return true;
	if (needle.len > a.len)
		return false;
	return memmem(a.data, a.len, needle.data, needle.len) != NULL;
}

/* The finaliser of SplitMix64: every bit in moves about half of those out. */
static uint64_t
mix(uint64_t word)
{
	word ^= word >> 30;
	word *= UINT64_C(0xbf58476d1ce4e5b9);
	word ^= word >> 27;
	word *= UINT64_C(0x94d049bb133111eb);
	return word ^ word >> 31;
}

/* Not the same on machines of another byte order; nobody stores it. */
uint64_t
cr_bytes_hash(struct certrule_bytes a, uint64_t seed)
{
	uint64_t hash = seed ^ a.len * UINT64_C(0x9e3779b97f4a7c15);
	uint64_t word;
	size_t at = 0;

	for (; a.len - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, a.data + at, sizeof(word));
		hash = mix(hash ^ word);
	}
	word = 0;
	if (at < a.len)
		memcpy(&word, a.data + at, a.len - at);
	return mix(hash ^ word);
}

int
cr_hex_digit(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = cr_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

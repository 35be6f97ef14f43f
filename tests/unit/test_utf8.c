/* SPDX-License-Identifier: MIT */
/* UTF-8: every code point there and back, every other sequence refused. */
#include "../../base/utf8.h"
#include "unit.h"

static size_t
encode(uint32_t code, unsigned char *out)
{
	if (code < 0x80) {
		out[0] = (unsigned char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (unsigned char)(0xc0 | code >> 6);
		out[1] = (unsigned char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (unsigned char)(0xe0 | code >> 12);
		out[1] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (unsigned char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (unsigned char)(0xf0 | code >> 18);
	out[1] = (unsigned char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (unsigned char)(0x80 | (code & 0x3f));
	return 4;
}

START_TEST(test_every_code_point)
{
	for (uint32_t code = 0; code < 0x110100; code++) {
		bool valid =
		    code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
		unsigned char text[4];
		size_t len = encode(code, text);
		uint32_t got = 0;
		size_t decoded = cr_utf8_decode(cr_bytes(text, len), &got);

		if (decoded != (valid ? len : 0) || (valid && got != code))
			ck_abort_msg("U+%04X", code);
		if (len > 1 &&
		    cr_utf8_decode(cr_bytes(text, len - 1), &got) != 0)
			ck_abort_msg("cut U+%04X", code);
	}
}
END_TEST

START_TEST(test_refused)
{
	static const char *const bad[] = {"\x80", "\xbf", "\xc0\x80",
	    "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xf0\x80\x80\x80",
	    "\xf0\x8f\xbf\xbf", "\xf5\x80\x80\x80", "\xff", "\xfe", "\xc3(",
	    "\xe2\x28\xa1", "\xf0\x9f(\x8c", "\xed\xbf\xbf"};
	uint32_t code;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_uint_eq(
		    cr_utf8_decode(cr_bytes_text(bad[i]), &code), 0);
		ck_assert(!cr_utf8_valid(cr_bytes_text(bad[i])));
	}
	ck_assert_uint_eq(cr_utf8_decode(cr_bytes(NULL, 0), &code), 0);
}
END_TEST

START_TEST(test_valid)
{
	ck_assert(cr_utf8_valid(cr_bytes(NULL, 0)));
	ck_assert(cr_utf8_valid(B("a\0\xc3\xbc\xf0\x9f\x94\x91")));
	ck_assert(!cr_utf8_valid(B("abc\xc3")));
}
END_TEST

START_TEST(test_bidi)
{
	size_t count = 0;

	for (uint32_t code = 0; code < 0x110000; code++)
		count += cr_utf8_is_bidi(code);
	ck_assert_uint_eq(count, 12);
	ck_assert(cr_utf8_is_bidi(0x61c));
	ck_assert(cr_utf8_is_bidi(0x200e));
	ck_assert(cr_utf8_is_bidi(0x200f));
	ck_assert(cr_utf8_is_bidi(0x202a));
	ck_assert(cr_utf8_is_bidi(0x202e));
	ck_assert(cr_utf8_is_bidi(0x2066));
	ck_assert(cr_utf8_is_bidi(0x2069));
	ck_assert(!cr_utf8_is_bidi(0x200d));
}
END_TEST

START_TEST(test_count)
{
	ck_assert_uint_eq(cr_utf8_count(cr_bytes(NULL, 0)), 0);
	ck_assert_uint_eq(cr_utf8_count(B("ab\xc3\xbc\xf0\x9f\x94\x91")), 4);
	ck_assert_uint_eq(cr_utf8_count(B("\xff\xe2\x82")), 3);
}
END_TEST

static void
add(TCase *tests)
{
	tcase_add_test(tests, test_every_code_point);
	tcase_add_test(tests, test_refused);
	tcase_add_test(tests, test_valid);
	tcase_add_test(tests, test_bidi);
	tcase_add_test(tests, test_count);
}

int
main(void)
{
	return unit_run("utf8", add);
}

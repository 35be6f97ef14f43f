/* SPDX-License-Identifier: MIT */
/* Bytes: comparing, searching, slicing, with NULs and with nothing. */
#include "unit.h"

static const struct certrule_bytes nothing = {NULL, 0};

START_TEST(test_equal)
{
	ck_assert(cr_bytes_equal(B("a\0b"), B("a\0b")));
	ck_assert(!cr_bytes_equal(B("a\0b"), B("a\0c")));
	ck_assert(!cr_bytes_equal(B("a"), B("ab")));
	ck_assert(cr_bytes_equal(nothing, B("")));
	ck_assert(cr_bytes_equal_text(B("abc"), "abc"));
	ck_assert(!cr_bytes_equal_text(B("abc\0"), "abc"));
}
END_TEST

START_TEST(test_equal_fold)
{
	ck_assert(cr_bytes_equal_fold(B("AbZ"), B("aBz")));
	ck_assert(!cr_bytes_equal_fold(B("@"), B("`")));
	ck_assert(!cr_bytes_equal_fold(B("["), B("{")));
	ck_assert(!cr_bytes_equal_fold(B("\xc4"), B("\xe4")));
	ck_assert(!cr_bytes_equal_fold(B("a"), B("ab")));
}
END_TEST

START_TEST(test_compare)
{
	ck_assert_int_eq(cr_bytes_compare(B("a"), B("b")), -1);
	ck_assert_int_eq(cr_bytes_compare(B("b"), B("a")), 1);
	ck_assert_int_eq(cr_bytes_compare(B("a"), B("ab")), -1);
	ck_assert_int_eq(cr_bytes_compare(B("ab"), B("a")), 1);
	ck_assert_int_eq(cr_bytes_compare(B("a\0"), B("a")), 1);
	ck_assert_int_eq(cr_bytes_compare(B("\x7f"), B("\x80")), -1);
	ck_assert_int_eq(cr_bytes_compare(nothing, B("")), 0);
	ck_assert_int_eq(cr_bytes_compare(nothing, B("a")), -1);
}
END_TEST

START_TEST(test_parts)
{
	ck_assert(cr_bytes_starts(B("abc"), B("ab")));
	ck_assert(cr_bytes_starts(B("abc"), B("abc")));
	ck_assert(!cr_bytes_starts(B("abc"), B("abcd")));
	ck_assert(!cr_bytes_starts(B("abc"), B("b")));
	ck_assert(cr_bytes_starts(nothing, nothing));
	ck_assert(cr_bytes_ends(B("abc"), B("bc")));
	ck_assert(!cr_bytes_ends(B("abc"), B("zabc")));
	ck_assert(!cr_bytes_ends(B("abc"), B("ab")));
	ck_assert(cr_bytes_ends(nothing, B("")));
	ck_assert(cr_bytes_contains(B("a\0bc"), B("\0b")));
	ck_assert(cr_bytes_contains(B("abc"), B("")));
	ck_assert(cr_bytes_contains(nothing, nothing));
	ck_assert(!cr_bytes_contains(nothing, B("a")));
	ck_assert(!cr_bytes_contains(B("abab"), B("ba ")));
}
END_TEST

START_TEST(test_slice)
{
	ck_assert_bytes(cr_bytes_slice(B("abcd"), 1, 3), "bc");
	ck_assert_bytes(cr_bytes_slice(B("abcd"), 4, 4), "");
	ck_assert_uint_eq(cr_bytes_slice(nothing, 0, 0).len, 0);
}
END_TEST

/* Every byte counts, wherever it stands, and so do length and seed. */
START_TEST(test_hash)
{
	unsigned char data[40] = {0};

	for (size_t len = 0; len < sizeof(data); len++) {
		uint64_t hash = cr_bytes_hash(cr_bytes(data, len), 1);

		ck_assert_uint_eq(hash, cr_bytes_hash(cr_bytes(data, len), 1));
		ck_assert_uint_ne(hash, cr_bytes_hash(cr_bytes(data, len), 2));
		ck_assert_uint_ne(
		    hash, cr_bytes_hash(cr_bytes(data, len + 1), 1));
		for (size_t i = 0; i < len; i++) {
			data[i] = 1;
			ck_assert_uint_ne(
			    hash, cr_bytes_hash(cr_bytes(data, len), 1));
			data[i] = 0;
		}
	}
	ck_assert_uint_eq(cr_bytes_hash(nothing, 3), cr_bytes_hash(B(""), 3));
}
END_TEST

START_TEST(test_letters)
{
	for (int c = 0; c < 256; c++) {
		bool upper = c >= 'A' && c <= 'Z';
		bool lower = c >= 'a' && c <= 'z';

		ck_assert_int_eq(
		    cr_lower((unsigned char)c), upper ? c + 32 : c);
		ck_assert_int_eq(
		    cr_upper((unsigned char)c), lower ? c - 32 : c);
	}
}
END_TEST

START_TEST(test_hex)
{
	static const char digits[] = "0123456789abcdef";

	for (int c = 0; c < 256; c++) {
		const char *found =
		    c == 0 ? NULL : strchr(digits, cr_lower((unsigned char)c));

		ck_assert_int_eq(cr_hex_digit((unsigned char)c),
		    found == NULL ? -1 : (int)(found - digits));
	}
}
END_TEST

static void
add(TCase *tests)
{
	tcase_add_test(tests, test_equal);
	tcase_add_test(tests, test_equal_fold);
	tcase_add_test(tests, test_compare);
	tcase_add_test(tests, test_parts);
	tcase_add_test(tests, test_slice);
	tcase_add_test(tests, test_hash);
	tcase_add_test(tests, test_letters);
	tcase_add_test(tests, test_hex);
}

int
main(void)
{
	return unit_run("bytes", add);
}

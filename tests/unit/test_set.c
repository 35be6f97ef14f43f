/* SPDX-License-Identifier: MIT */
/* Sets: joined ranges at their edges, folding of lists, size. */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/value.h"
#include "../../engine/set.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct cr_arena *arena;

static void
setup(void)
{
	arena = cr_arena_new(cr_alloc_default());
	ck_assert_ptr_nonnull(arena);
}

static void
teardown(void)
{
	cr_arena_free(arena);
}

static bool
has_int(const struct cr_set *set, int64_t integer)
{
	struct certrule_value value = cr_value_int(integer);

	return cr_set_has(set, &value);
}

static bool
has_text(const struct cr_set *set, const char *text)
{
	struct certrule_value value = cr_value_string(cr_bytes_text(text));

	return cr_set_has(set, &value);
}

static bool
has_ip(const struct cr_set *set, const char *text)
{
	struct certrule_ip ip;
	struct certrule_value value;

	ck_assert_int_eq(0, cr_ip_parse(cr_bytes_text(text), &ip));
	value = cr_value_ip(ip);
	return cr_set_has(set, &value);
}

static struct cr_set *
make_texts(enum cr_list_type type, const char *const *texts, size_t count)
{
	struct cr_set *set = cr_set_new(arena, type, count);
	const char *why;

	ck_assert_ptr_nonnull(set);
	for (size_t i = 0; i < count; i++)
		ck_assert_int_eq(
		    0, cr_set_add_text(set, cr_bytes_text(texts[i]), &why));
	cr_set_finish(set);
	return set;
}

static const char *
refuse(enum cr_list_type type, const char *text)
{
	struct cr_set *set = cr_set_new(arena, type, 1);
	const char *why = "";

	ck_assert_ptr_nonnull(set);
	ck_assert_int_eq(-1, cr_set_add_text(set, cr_bytes_text(text), &why));
	return why;
}

START_TEST(test_empty)
{
	for (int type = CR_LIST_STRING; type <= CR_LIST_HOST; type++) {
		struct cr_set *set =
		    cr_set_new(arena, (enum cr_list_type)type, 0);

		ck_assert_ptr_nonnull(set);
		cr_set_finish(set);
		ck_assert_uint_eq(0, cr_set_count(set));
	}
	ck_assert(!has_text(make_texts(CR_LIST_STRING, NULL, 0), ""));
	ck_assert(!has_text(make_texts(CR_LIST_HOST, NULL, 0), "a"));
}
END_TEST

START_TEST(test_ints)
{
	struct cr_set *set = cr_set_new(arena, CR_LIST_INT, 6);

	ck_assert_ptr_nonnull(set);
	cr_set_add_ints(set, 20, 30);
	cr_set_add_ints(set, 5, 5);
	cr_set_add_ints(set, 25, 40);
	cr_set_add_ints(set, 41, 41);
	cr_set_add_ints(set, INT64_MAX - 1, INT64_MAX);
	cr_set_add_ints(set, INT64_MIN, INT64_MIN);
	cr_set_finish(set);
	ck_assert_uint_eq(4, cr_set_count(set));
	ck_assert(has_int(set, INT64_MIN) && !has_int(set, INT64_MIN + 1));
	ck_assert(!has_int(set, 4) && has_int(set, 5) && !has_int(set, 6));
	ck_assert(!has_int(set, 19) && has_int(set, 20));
	ck_assert(has_int(set, 41) && !has_int(set, 42));
	ck_assert(!has_int(set, INT64_MAX - 2) && has_int(set, INT64_MAX));
}
END_TEST

START_TEST(test_int_whole)
{
	struct cr_set *set = cr_set_new(arena, CR_LIST_INT, 2);

	ck_assert_ptr_nonnull(set);
	cr_set_add_ints(set, INT64_MIN, INT64_MAX);
	cr_set_add_ints(set, 0, 0);
	cr_set_finish(set);
	ck_assert_uint_eq(1, cr_set_count(set));
	ck_assert(has_int(set, INT64_MIN) && has_int(set, 0) &&
		  has_int(set, INT64_MAX));
}
END_TEST

static void
add_range(struct cr_set *set, const char *text)
{
	struct cr_ip_range range;

	ck_assert_int_eq(
	    CR_IP_RANGE_OK, cr_ip_range_parse(cr_bytes_text(text), &range));
	cr_set_add_ips(set, &range);
}

START_TEST(test_ips)
{
	struct cr_set *set = cr_set_new(arena, CR_LIST_IP, 6);

	ck_assert_ptr_nonnull(set);
	add_range(set, "192.0.2.0/24");
	add_range(set, "192.0.2.128..192.0.3.7");
	add_range(set, "10.0.0.1");
	add_range(set, "2001:db8::/32");
	add_range(set, "::ffff:198.51.100.1");
	add_range(set, "255.255.255.255");
	cr_set_finish(set);
	ck_assert_uint_eq(5, cr_set_count(set));
	ck_assert(!has_ip(set, "192.0.1.255") && has_ip(set, "192.0.2.0"));
	ck_assert(has_ip(set, "192.0.3.7") && !has_ip(set, "192.0.3.8"));
	ck_assert(has_ip(set, "10.0.0.1") && !has_ip(set, "10.0.0.2"));
	ck_assert(has_ip(set, "2001:db8::") && !has_ip(set, "2001:db9::"));
	ck_assert(has_ip(set, "255.255.255.255") && !has_ip(set, "::"));
	ck_assert(has_ip(set, "::ffff:198.51.100.1"));
	ck_assert(!has_ip(set, "198.51.100.1"));
	ck_assert(!has_ip(set, "::ffff:192.0.2.1"));
}
END_TEST

START_TEST(test_families)
{
	struct cr_set *six = cr_set_new(arena, CR_LIST_IP, 1);
	struct cr_set *four = cr_set_new(arena, CR_LIST_IP, 1);

	ck_assert(six != NULL && four != NULL);
	add_range(six, "::/0");
	add_range(four, "0.0.0.0/0");
	cr_set_finish(six);
	cr_set_finish(four);
	ck_assert(has_ip(six, "::ffff:1.2.3.4") && !has_ip(six, "1.2.3.4"));
	ck_assert(!has_ip(four, "::ffff:1.2.3.4") && has_ip(four, "1.2.3.4"));
}
END_TEST

START_TEST(test_strings)
{
	static const char *const texts[] = {"a", "b", "a", "", "A"};
	const struct cr_set *set = make_texts(CR_LIST_STRING, texts, 5);

	ck_assert_uint_eq(4, cr_set_count(set));
	ck_assert(has_text(set, "") && has_text(set, "a") &&
		  has_text(set, "A") && has_text(set, "b"));
	ck_assert(!has_text(set, "B") && !has_text(set, "ab"));
}
END_TEST

START_TEST(test_serials)
{
	static const char *const texts[] = {
	    "01:AB", "0x00ff", "-05", "00", "7fffffffffffffffffffffffffffffff"};
	const struct cr_set *set = make_texts(CR_LIST_SERIAL, texts, 5);

	ck_assert(has_text(set, "1ab") && has_text(set, "01AB") &&
		  has_text(set, "0x1AB") && has_text(set, "01-ab"));
	ck_assert(has_text(set, "FF") && has_text(set, "0000FF"));
	ck_assert(has_text(set, "-5") && !has_text(set, "5"));
	ck_assert(has_text(set, "0") && has_text(set, "-00"));
	ck_assert(has_text(set, "7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"));
	ck_assert(!has_text(set, "") && !has_text(set, "0x") &&
		  !has_text(set, "zz") && !has_text(set, ":1ab") &&
		  !has_text(set, "1ab:") && !has_text(set, "1::ab") &&
		  !has_text(set, "--5"));
}
END_TEST

START_TEST(test_fingerprints)
{
	static const char *const texts[] = {
	    "AA:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd"};
	const struct cr_set *set = make_texts(CR_LIST_FINGERPRINT, texts, 1);

	ck_assert(has_text(set, "aabbccddeeff00112233445566778899aabbccdd"));
	ck_assert(has_text(set, "0xAABBCCDDEEFF00112233445566778899AABBCCDD"));
	ck_assert(!has_text(set, "aabbccddeeff00112233445566778899aabbccde"));
	ck_assert(!has_text(set, "aabb"));
	ck_assert_str_eq(
	    "neither 40 nor 64 digits", refuse(CR_LIST_FINGERPRINT, "aabb"));
	ck_assert_str_eq("no digits", refuse(CR_LIST_FINGERPRINT, ""));
	ck_assert_str_eq(
	    "a byte that is no hex digit", refuse(CR_LIST_SERIAL, "12 34"));
}
END_TEST

START_TEST(test_long_serial)
{
	char text[514];

	memset(text, '1', sizeof(text));
	text[513] = '\0';
	ck_assert_str_eq("too long", refuse(CR_LIST_SERIAL, text));
	text[512] = '\0';
	{
		const char *texts[] = {text};

		ck_assert(has_text(make_texts(CR_LIST_SERIAL, texts, 1), text));
	}
}
END_TEST

START_TEST(test_hosts)
{
	static const char *const texts[] = {
	    "API.example.com", "*.iot.example.com", "a.example."};
	const struct cr_set *set = make_texts(CR_LIST_HOST, texts, 3);

	ck_assert(has_text(set, "api.example.com") &&
		  has_text(set, "API.EXAMPLE.COM") &&
		  has_text(set, "api.example.com:443") &&
		  has_text(set, "a.example"));
	ck_assert(has_text(set, "t1.iot.example.com") &&
		  has_text(set, "T1.IOT.example.com."));
	ck_assert(!has_text(set, "iot.example.com") &&
		  !has_text(set, "x.t1.iot.example.com") &&
		  !has_text(set, "") && !has_text(set, "*.iot.example.com") &&
		  !has_text(set, "a..b"));
}
END_TEST

START_TEST(test_host_refused)
{
	ck_assert_str_ne("", refuse(CR_LIST_HOST, "a..b"));
	ck_assert_str_ne("", refuse(CR_LIST_HOST, "*."));
	ck_assert_str_ne("", refuse(CR_LIST_HOST, "a.*.b"));
}
END_TEST

static double
seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

START_TEST(test_million_strings)
{
	struct cr_set *set = cr_set_new(arena, CR_LIST_STRING, 1000000);
	double start = seconds();
	char text[32];
	const char *why;

	ck_assert_ptr_nonnull(set);
	for (int i = 0; i < 1000000; i++) {
		snprintf(text, sizeof(text), "device-%d", i);
		ck_assert_int_eq(
		    0, cr_set_add_text(set, cr_bytes_text(text), &why));
	}
	cr_set_finish(set);
	ck_assert_uint_eq(1000000, cr_set_count(set));
	ck_assert(has_text(set, "device-0") && has_text(set, "device-999999"));
	ck_assert(!has_text(set, "device-1000000"));
	ck_assert_double_lt(seconds() - start, 10);
}
END_TEST

START_TEST(test_many_networks)
{
	struct cr_set *set = cr_set_new(arena, CR_LIST_IP, 100000);
	double start = seconds();
	char text[32];

	ck_assert_ptr_nonnull(set);
	for (int i = 99999; i >= 0; i--) {
		snprintf(text, sizeof(text), "10.%d.%d.%d/29", i >> 13 & 255,
		    i >> 5 & 255, (i & 31) << 3);
		add_range(set, text);
	}
	cr_set_finish(set);
	ck_assert(has_ip(set, "10.0.0.1") && has_ip(set, "10.12.52.255"));
	ck_assert(!has_ip(set, "10.12.53.0") && !has_ip(set, "9.255.255.255"));
	ck_assert_double_lt(seconds() - start, 10);
}
END_TEST

/* in is the or of eq: small Ints, every subset of ranges over 0..9. */
START_TEST(test_int_property)
{
	for (unsigned seed = 1; seed < 2000; seed++) {
		struct cr_set *set = cr_set_new(arena, CR_LIST_INT, 4);
		unsigned random = seed * 2654435761u;
		bool expected[12] = {false};

		ck_assert_ptr_nonnull(set);
		for (int i = 0; i < 4; i++) {
			int first = (int)(random >> 8) % 10;
			int last = first + (int)(random >> 16) % 3;

			random = random * 1664525u + 1013904223u;
			cr_set_add_ints(set, first, last);
			for (int j = first; j <= last; j++)
				expected[j] = true;
		}
		cr_set_finish(set);
		for (int i = 0; i < 12; i++)
			ck_assert(has_int(set, i) == expected[i]);
		ck_assert(!has_int(set, -1));
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("set");
	TCase *tests = tcase_create("set");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, test_empty);
	tcase_add_test(tests, test_ints);
	tcase_add_test(tests, test_int_whole);
	tcase_add_test(tests, test_ips);
	tcase_add_test(tests, test_families);
	tcase_add_test(tests, test_strings);
	tcase_add_test(tests, test_serials);
	tcase_add_test(tests, test_fingerprints);
	tcase_add_test(tests, test_long_serial);
	tcase_add_test(tests, test_hosts);
	tcase_add_test(tests, test_host_refused);
	tcase_add_test(tests, test_million_strings);
	tcase_add_test(tests, test_many_networks);
	tcase_add_test(tests, test_int_property);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* SPDX-License-Identifier: MIT */
/* Addresses and networks: what is one, its order, its one printed form. */
#include "../../base/ip.h"
#include "unit.h"

static struct cr_buffer buffer;

static void
setup(void)
{
	cr_buffer_init(&buffer, cr_alloc_default());
}

static void
teardown(void)
{
	cr_buffer_fini(&buffer);
}

static struct certrule_ip
ip_of(const char *text)
{
	struct certrule_ip ip;

	if (cr_ip_parse(cr_bytes_text(text), &ip) != 0)
		ck_abort_msg("'%s' is refused", text);
	return ip;
}

static const struct {
	const char *in, *out;
} good[] = {
    {"0.0.0.0", "0.0.0.0"},
    {"255.255.255.255", "255.255.255.255"},
    {"192.0.2.1", "192.0.2.1"},
    {"::", "::"},
    {"::1", "::1"},
    {"1::", "1::"},
    {"2001:DB8::1", "2001:db8::1"},
    {"2001:0db8:0:0:0:0:0:0001", "2001:db8::1"},
    /* The first of two equal runs, the longer of two unequal ones. */
    {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
    {"1:0:0:2:0:0:0:3", "1:0:0:2::3"},
    {"1:0:0:0:2:0:0:3", "1::2:0:0:3"},
    /* One zero group is no run. */
    {"1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"},
    {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
    {"1:2:3:4:5:6::", "1:2:3:4:5:6::"},
    {"::ffff:192.0.2.1", "::ffff:192.0.2.1"},
    {"::ffff:c000:201", "::ffff:192.0.2.1"},
    {"::192.0.2.1", "::c000:201"},
    {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
    {"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
	"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
};

START_TEST(test_good)
{
	struct certrule_ip ip = ip_of(good[_i].in);
	struct certrule_ip again;

	cr_ip_print(&buffer, &ip);
	again = ip_of((const char *)buffer.data);
	ck_assert(cr_ip_equal(&ip, &again));
	ck_assert_printed(&buffer, good[_i].out);
}
END_TEST

static const char *const bad[] = {
    "",
    "1",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.",
    ".1.2.3",
    "1..2.3",
    "1.2.3.256",
    "1.2.3.0400",
    "10.1.2.03",
    "010.1.2.3",
    "1.2.3.00",
    "0x1.2.3.4",
    "1.2.3.4 ",
    " 1.2.3.4",
    "+1.2.3.4",
    "1.2.3.-4",
    "1.2.3.4\n",
    ":",
    ":::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8",
    "1::2::3",
    ":1::2",
    "1::2:",
    "12345::",
    "g::",
    "fe80::1%eth0",
    "[::1]",
    "::ffff:192.0.2.01",
    "::ffff:192.0.2",
    "::ffff:192.0.2.1:1",
    "::1/128",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.2555",
};

START_TEST(test_bad)
{
	struct certrule_ip ip;

	if (cr_ip_parse(cr_bytes_text(bad[_i]), &ip) == 0)
		ck_abort_msg("'%s' is taken", bad[_i]);
}
END_TEST

START_TEST(test_length_counts)
{
	struct certrule_ip ip;

	ck_assert_int_eq(cr_ip_parse(B("1.2.3.4\0"), &ip), -1);
	ck_assert_int_eq(cr_ip_parse(B("1.2.3.4\0.5"), &ip), -1);
	ck_assert_int_eq(cr_ip_parse(B("\0"), &ip), -1);
	ck_assert_int_eq(cr_ip_parse(cr_bytes("1.2.3.45", 7), &ip), 0);
	cr_ip_print(&buffer, &ip);
	ck_assert_printed(&buffer, "1.2.3.4");
}
END_TEST

START_TEST(test_mapped_is_not_four)
{
	struct certrule_ip four = ip_of("1.2.3.4");
	struct certrule_ip six = ip_of("::ffff:1.2.3.4");
	struct cr_ip_range range;

	ck_assert(!cr_ip_equal(&four, &six));
	ck_assert_int_eq(cr_ip_range_parse(B("1.2.3.4"), &range), 0);
	ck_assert(cr_ip_in_range(&four, &range));
	ck_assert(!cr_ip_in_range(&six, &range));
	ck_assert_int_eq(cr_ip_range_parse(B("::/0"), &range), 0);
	ck_assert(!cr_ip_in_range(&four, &range));
	ck_assert(cr_ip_in_range(&six, &range));
	ck_assert_int_eq(cr_ip_range_parse(B("0.0.0.0/0"), &range), 0);
	ck_assert(cr_ip_in_range(&four, &range));
	ck_assert(!cr_ip_in_range(&six, &range));
}
END_TEST

START_TEST(test_order)
{
	struct certrule_ip a = ip_of("9.255.255.255");
	struct certrule_ip b = ip_of("10.0.0.0");
	struct certrule_ip c = ip_of("::1");
	struct certrule_ip d = ip_of("8000::");

	ck_assert_int_eq(cr_ip_compare(&a, &b), -1);
	ck_assert_int_eq(cr_ip_compare(&b, &a), 1);
	ck_assert_int_eq(cr_ip_compare(&b, &b), 0);
	ck_assert_int_eq(cr_ip_compare(&c, &d), -1);
	ck_assert_int_eq(cr_ip_compare(&d, &c), 1);
}
END_TEST

static const struct {
	const char *in, *first, *last;
} ranges[] = {
    {"192.0.2.1", "192.0.2.1", "192.0.2.1"},
    {"192.0.2.0/24", "192.0.2.0", "192.0.2.255"},
    {"192.0.2.0/23", "192.0.2.0", "192.0.3.255"},
    {"192.0.2.4/31", "192.0.2.4", "192.0.2.5"},
    {"192.0.2.5/32", "192.0.2.5", "192.0.2.5"},
    {"128.0.0.0/1", "128.0.0.0", "255.255.255.255"},
    {"0.0.0.0/0", "0.0.0.0", "255.255.255.255"},
    {"2001:db8::/32", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"2001:db8:8000::/33",
	"2001:db8:8000::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {"::1/128", "::1", "::1"},
    {"::2/127", "::2", "::3"},
    {"::ffff:0.0.0.0/96", "::ffff:0.0.0.0", "::ffff:255.255.255.255"},
    {"10.0.0.1..10.0.0.9", "10.0.0.1", "10.0.0.9"},
    {"10.0.0.1..10.0.0.1", "10.0.0.1", "10.0.0.1"},
    {"::1..::ffff", "::1", "::ffff"},
    {"::..1::", "::", "1::"},
};

START_TEST(test_range)
{
	struct cr_ip_range range;

	ck_assert_int_eq(
	    cr_ip_range_parse(cr_bytes_text(ranges[_i].in), &range),
	    CR_IP_RANGE_OK);
	ck_assert(cr_ip_in_range(&range.first, &range));
	ck_assert(cr_ip_in_range(&range.last, &range));
	cr_ip_print(&buffer, &range.first);
	ck_assert_printed(&buffer, ranges[_i].first);
	cr_ip_print(&buffer, &range.last);
	ck_assert_printed(&buffer, ranges[_i].last);
}
END_TEST

static const struct {
	const char *in;
	enum cr_ip_range_status status;
} bad_ranges[] = {
    {"", CR_IP_RANGE_SYNTAX},
    {"10/8", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/", CR_IP_RANGE_SYNTAX},
    {"/8", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/33", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/08", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/+8", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/8 ", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/8/8", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/1/", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/1:", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/4294967304", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/255.0.0.0", CR_IP_RANGE_SYNTAX},
    {"::/129", CR_IP_RANGE_SYNTAX},
    {"10.0.0.1..", CR_IP_RANGE_SYNTAX},
    {"..10.0.0.1", CR_IP_RANGE_SYNTAX},
    {"..", CR_IP_RANGE_SYNTAX},
    {"10.0.0.1...10.0.0.2", CR_IP_RANGE_SYNTAX},
    {"10.0.0.0/8..11.0.0.0", CR_IP_RANGE_SYNTAX},
    {"10.0.0.1..10.0.0.0/8", CR_IP_RANGE_SYNTAX},
    {"10.0.0.1-10.0.0.2", CR_IP_RANGE_SYNTAX},
    {"192.0.2.1/24", CR_IP_RANGE_HOST_BITS},
    {"192.0.2.1/31", CR_IP_RANGE_HOST_BITS},
    {"0.0.0.1/0", CR_IP_RANGE_HOST_BITS},
    {"2001:db8::1/64", CR_IP_RANGE_HOST_BITS},
    {"::1/127", CR_IP_RANGE_HOST_BITS},
    {"10.0.0.2..10.0.0.1", CR_IP_RANGE_ORDER},
    {"::2..::1", CR_IP_RANGE_ORDER},
    {"192.0.2.1..::1", CR_IP_RANGE_FAMILIES},
    {"::1..192.0.2.1", CR_IP_RANGE_FAMILIES},
    {"::ffff:1.2.3.4..1.2.3.5", CR_IP_RANGE_FAMILIES},
};

START_TEST(test_bad_range)
{
	struct cr_ip_range range;

	ck_assert_int_eq(
	    cr_ip_range_parse(cr_bytes_text(bad_ranges[_i].in), &range),
	    bad_ranges[_i].status);
}
END_TEST

/* Just outside of a range is outside. */
START_TEST(test_edges)
{
	struct cr_ip_range range;
	struct certrule_ip ip;

	ck_assert_int_eq(cr_ip_range_parse(B("192.0.2.0/24"), &range), 0);
	ip = ip_of("192.0.1.255");
	ck_assert(!cr_ip_in_range(&ip, &range));
	ip = ip_of("192.0.3.0");
	ck_assert(!cr_ip_in_range(&ip, &range));
	ip = ip_of("192.0.2.255");
	ck_assert(cr_ip_in_range(&ip, &range));
}
END_TEST

START_TEST(test_mask)
{
	struct certrule_ip all = ip_of("255.255.255.255");
	struct certrule_ip six =
	    ip_of("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
	struct certrule_ip masked = cr_ip_mask(all, 0);

	for (unsigned bits = 0; bits <= 32; bits++) {
		unsigned set = 0;

		masked = cr_ip_mask(all, bits);
		for (unsigned i = 0; i < 4; i++)
			set += (unsigned)__builtin_popcount(masked.octets[i]);
		ck_assert_uint_eq(set, bits);
	}
	masked = cr_ip_mask(all, 200);
	ck_assert(cr_ip_equal(&masked, &all));
	masked = cr_ip_mask(six, 65);
	cr_ip_print(&buffer, &masked);
	ck_assert_printed(&buffer, "ffff:ffff:ffff:ffff:8000::");
	masked = cr_ip_mask(six, 128);
	ck_assert(cr_ip_equal(&masked, &six));
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

static void
add(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_loop_test(tests, test_good, 0, COUNT(good));
	tcase_add_loop_test(tests, test_bad, 0, COUNT(bad));
	tcase_add_test(tests, test_length_counts);
	tcase_add_test(tests, test_mapped_is_not_four);
	tcase_add_test(tests, test_order);
	tcase_add_loop_test(tests, test_range, 0, COUNT(ranges));
	tcase_add_loop_test(tests, test_bad_range, 0, COUNT(bad_ranges));
	tcase_add_test(tests, test_edges);
	tcase_add_test(tests, test_mask);
}

int
main(void)
{
	return unit_run("ip", add);
}

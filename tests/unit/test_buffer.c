/* SPDX-License-Identifier: MIT */
/* Buffers: growth, sticky failure, and what may reach a terminal. */
#include "faults.h"
#include "unit.h"

#define L(literal)                                                  \
	{                                                           \
		(const unsigned char *)literal, sizeof(literal) - 1 \
	}

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

START_TEST(test_empty)
{
	ck_assert_ptr_nonnull(cr_buffer_bytes(&buffer).data);
	ck_assert_uint_eq(cr_buffer_bytes(&buffer).len, 0);
	cr_buffer_add(&buffer, NULL, 0);
	ck_assert_printed(&buffer, "");
}
END_TEST

START_TEST(test_adding)
{
	cr_buffer_add_text(&buffer, "ab");
	cr_buffer_add_byte(&buffer, 'c');
	cr_buffer_repeat(&buffer, '-', 3);
	cr_buffer_repeat(&buffer, '-', 0);
	cr_buffer_printf(&buffer, "%s %d", "d", 5);
	cr_buffer_add_bytes(&buffer, B("\0z"));
	ck_assert_bytes(cr_buffer_bytes(&buffer), "abc---d 5\0z");
	ck_assert_uint_eq(buffer.data[buffer.len], 0);
	cr_buffer_clear(&buffer);
	ck_assert_str_eq((const char *)buffer.data, "");
}
END_TEST

/* Around every capacity there is a place for the NUL. */
START_TEST(test_lengths)
{
	for (size_t len = 0; len < 300; len++) {
		struct cr_buffer one;

		cr_buffer_init(&one, cr_alloc_default());
		cr_buffer_repeat(&one, 'x', len);
		ck_assert(!cr_buffer_failed(&one));
		ck_assert_uint_eq(strlen((char *)one.data), len);
		cr_buffer_printf(&one, "%s", "y");
		ck_assert_uint_eq(strlen((char *)one.data), len + 1);
		cr_buffer_fini(&one);
	}
}
END_TEST

START_TEST(test_failure_sticks)
{
	struct faults faults;
	struct cr_buffer one;

	faults_init(&faults, 2, false);
	cr_buffer_init(&one, &faults.alloc);
	cr_buffer_add_text(&one, "begin");
	cr_buffer_repeat(&one, 'x', 1000);
	ck_assert(cr_buffer_failed(&one));
	cr_buffer_add_text(&one, "end");
	ck_assert(cr_buffer_failed(&one));
	ck_assert_str_eq((char *)one.data, "begin");
	cr_buffer_clear(&one);
	cr_buffer_repeat(&one, 'x', 1000);
	ck_assert(!cr_buffer_failed(&one));
	cr_buffer_fini(&one);
	ck_assert_uint_eq(faults.live, 0);
}
END_TEST

START_TEST(test_first_failure)
{
	struct faults faults;
	struct cr_buffer one;

	faults_init(&faults, 1, true);
	cr_buffer_init(&one, &faults.alloc);
	cr_buffer_printf(&one, "%d", 1);
	cr_buffer_escape(&one, B("x\n"));
	ck_assert(cr_buffer_failed(&one));
	ck_assert_uint_eq(cr_buffer_bytes(&one).len, 0);
	cr_buffer_fini(&one);
	ck_assert_uint_eq(faults.live, 0);
}
END_TEST

START_TEST(test_huge)
{
	cr_buffer_add_byte(&buffer, 'x');
	ck_assert_ptr_null(cr_buffer_reserve(&buffer, SIZE_MAX - 1));
	ck_assert(cr_buffer_failed(&buffer));
	cr_buffer_clear(&buffer);
	ck_assert_ptr_null(cr_buffer_reserve(&buffer, SIZE_MAX));
	cr_buffer_clear(&buffer);
	cr_buffer_add_byte(&buffer, 'y');
	ck_assert_printed(&buffer, "y");
}
END_TEST

static const struct {
	struct certrule_bytes in;
	const char *escaped, *shown;
} texts[] = {
    {L("plain, with 'quotes'"), "plain, with 'quotes'", "plain, with 'quotes'"},
    {L("a\"b\\c"), "a\\x22b\\x5cc", "a\"b\\c"},
    {L("\0\t\r\n\x1b[2J\x7f"), "\\x00\\x09\\x0d\\x0a\\x1b[2J\\x7f",
	"\\x00\\x09\\x0d\\x0a\\x1b[2J\\x7f"},
    {L("\x1f ~"), "\\x1f ~", "\\x1f ~"},
    /* C1 controls: U+009B is an ESC [ to some terminals. */
    {L("\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0"),
	"\\xc2\\x80\\xc2\\x9b\\xc2\\x9f\xc2\xa0",
	"\\xc2\\x80\\xc2\\x9b\\xc2\\x9f\xc2\xa0"},
    /* Other UTF-8 stays. */
    {L("gr\xc3\xbc\xc3\x9f \xe6\xbc\xa2 \xf0\x9f\x94\x91"),
	"gr\xc3\xbc\xc3\x9f \xe6\xbc\xa2 \xf0\x9f\x94\x91",
	"gr\xc3\xbc\xc3\x9f \xe6\xbc\xa2 \xf0\x9f\x94\x91"},
    /* Bidi controls and line separators. */
    {L("\xe2\x80\xae"), "\\xe2\\x80\\xae", "\\xe2\\x80\\xae"},
    {L("\xd8\x9c\xe2\x81\xa6"), "\\xd8\\x9c\\xe2\\x81\\xa6",
	"\\xd8\\x9c\\xe2\\x81\\xa6"},
    {L("\xe2\x80\xa8\xe2\x80\xa9"), "\\xe2\\x80\\xa8\\xe2\\x80\\xa9",
	"\\xe2\\x80\\xa8\\xe2\\x80\\xa9"},
    /* No UTF-8: stray, cut short, overlong, surrogate. */
    {L("\xff"
       "a\xe2\x82"),
	"\\xffa\\xe2\\x82", "\\xffa\\xe2\\x82"},
    {L("\xc0\xaf"), "\\xc0\\xaf", "\\xc0\\xaf"},
    {L("\xed\xa0\x80"), "\\xed\\xa0\\x80", "\\xed\\xa0\\x80"},
};

/* Code points that nobody sees, as bytes, each with its visible neighbours. */
static const struct {
	uint32_t first, last;
} invisible[] = {
    {0xad, 0xad},
    {0x34f, 0x34f},
    {0x115f, 0x1160},
    {0x17b4, 0x17b5},
    {0x180b, 0x180f},
    {0x2060, 0x206f},
    {0x3164, 0x3164},
    {0xfe00, 0xfe0f},
    {0xfeff, 0xfeff},
    {0xffa0, 0xffa0},
    {0xfff9, 0xfffb},
};

/* Whether it is printed as it is. */
static bool
stays(uint32_t code)
{
	unsigned char text[3];
	size_t len = 0;
	bool same;

	if (code < 0x800) {
		text[len++] = (unsigned char)(0xc0 | code >> 6);
	} else {
		text[len++] = (unsigned char)(0xe0 | code >> 12);
		text[len++] = (unsigned char)(0x80 | (code >> 6 & 0x3f));
	}
	text[len++] = (unsigned char)(0x80 | (code & 0x3f));
	cr_buffer_escape(&buffer, cr_bytes(text, len));
	ck_assert(!cr_buffer_failed(&buffer));
	same = cr_bytes_equal(cr_buffer_bytes(&buffer), cr_bytes(text, len));
	cr_buffer_clear(&buffer);
	return same;
}

START_TEST(test_invisible)
{
	uint32_t first = invisible[_i].first, last = invisible[_i].last;

	for (uint32_t code = first; code <= last; code++)
		ck_assert_msg(!stays(code), "U+%04X is printed", code);
	ck_assert_msg(stays(first - 1), "U+%04X is not", first - 1);
	ck_assert_msg(stays(last + 1), "U+%04X is not", last + 1);
}
END_TEST

START_TEST(test_escape)
{
	cr_buffer_escape(&buffer, texts[_i].in);
	ck_assert_printed(&buffer, texts[_i].escaped);
	cr_buffer_show(&buffer, texts[_i].in);
	ck_assert_printed(&buffer, texts[_i].shown);
}
END_TEST

static void
add(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_empty);
	tcase_add_test(tests, test_adding);
	tcase_add_test(tests, test_lengths);
	tcase_add_test(tests, test_failure_sticks);
	tcase_add_test(tests, test_first_failure);
	tcase_add_test(tests, test_huge);
	tcase_add_loop_test(
	    tests, test_escape, 0, (int)(sizeof(texts) / sizeof(texts[0])));
	tcase_add_loop_test(tests, test_invisible, 0,
	    (int)(sizeof(invisible) / sizeof(invisible[0])));
}

int
main(void)
{
	return unit_run("buffer", add);
}

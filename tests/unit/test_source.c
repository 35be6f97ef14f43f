/* SPDX-License-Identifier: MIT */
/* Places: lines, columns in characters, what is cut off, long texts. */
#include "../../base/source.h"
#include "faults.h"
#include "unit.h"

#include <time.h>

static struct cr_sources *sources;

static void
setup(void)
{
	sources = cr_sources_new(cr_alloc_default());
	ck_assert_ptr_nonnull(sources);
}

static void
teardown(void)
{
	cr_sources_free(sources);
}

static uint32_t
source_of(struct certrule_bytes text)
{
	uint32_t id = UINT32_MAX;

	ck_assert_int_eq(cr_sources_add(sources, "file", text, &id), 0);
	return id;
}

static struct cr_place
locate(uint32_t id, size_t begin, size_t end)
{
	struct cr_place place;

	cr_sources_locate(sources,
	    (struct cr_span){id, (uint32_t)begin, (uint32_t)end}, &place);
	return place;
}

static void
assert_place(const struct cr_place *place, unsigned line, unsigned column,
    unsigned length, const char *text)
{
	ck_assert_uint_eq(place->line, line);
	ck_assert_uint_eq(place->column, column);
	ck_assert_uint_eq(place->length, length);
	ck_assert_uint_eq(place->text.len, strlen(text));
	ck_assert_mem_eq(place->text.data, text, strlen(text));
}

START_TEST(test_texts_are_copied)
{
	char name[] = "a.rules";
	char text[] = "one\ntwo";
	uint32_t id;

	ck_assert_int_eq(
	    cr_sources_add(sources, name, cr_bytes_text(text), &id), 0);
	name[0] = text[0] = '?';
	ck_assert_uint_eq(id, 0);
	ck_assert_uint_eq(source_of(B("more\0")), 1);
	ck_assert_uint_eq(cr_sources_count(sources), 2);
	ck_assert_str_eq(cr_sources_name(sources, 0), "a.rules");
	ck_assert_bytes(cr_sources_text(sources, 0), "one\ntwo");
	ck_assert_bytes(cr_sources_text(sources, 1), "more\0");
	ck_assert_str_eq(cr_sources_name(sources, 2), "");
	ck_assert_uint_eq(cr_sources_text(sources, 2).len, 0);
	cr_sources_clear(sources);
	ck_assert_uint_eq(cr_sources_count(sources), 0);
	ck_assert_uint_eq(source_of(B("again")), 0);
}
END_TEST

START_TEST(test_lines)
{
	uint32_t id = source_of(B("one\n\nthree\n"));
	struct cr_place place = locate(id, 0, 3);

	assert_place(&place, 1, 1, 3, "one");
	ck_assert_str_eq(place.file, "file");
	place = locate(id, 3, 4); /* the end of line itself */
	assert_place(&place, 1, 4, 1, "one");
	ck_assert_uint_eq(place.bytes, 0);
	place = locate(id, 4, 5);
	assert_place(&place, 2, 1, 1, "");
	place = locate(id, 7, 9);
	assert_place(&place, 3, 3, 2, "three");
	ck_assert_uint_eq(place.offset, 2);
	ck_assert_uint_eq(place.bytes, 2);
	place = locate(id, 11, 11); /* behind the last end of line */
	assert_place(&place, 4, 1, 1, "");
}
END_TEST

START_TEST(test_nothing_sticks_out)
{
	uint32_t id = source_of(B("one\ntwo"));
	struct cr_place place = locate(id, 1, 6); /* over two lines */

	assert_place(&place, 1, 2, 2, "one");
	ck_assert_uint_eq(place.bytes, 2);
	place = locate(id, 7, 7);
	assert_place(&place, 2, 4, 1, "two");
	place = locate(id, 100, 200);
	assert_place(&place, 2, 4, 1, "two");
	place = locate(id, 6, 2); /* end in front of begin */
	assert_place(&place, 2, 3, 1, "two");
	ck_assert_uint_eq(place.bytes, 0);
}
END_TEST

START_TEST(test_no_source)
{
	struct cr_place place = locate(7, 1, 2);

	assert_place(&place, 1, 1, 1, "");
	ck_assert_str_eq(place.file, "");
}
END_TEST

START_TEST(test_empty)
{
	uint32_t id = source_of(cr_bytes(NULL, 0));
	struct cr_place place = locate(id, 0, 0);

	assert_place(&place, 1, 1, 1, "");
	ck_assert_str_eq(place.file, "file");
}
END_TEST

START_TEST(test_carriage_returns)
{
	uint32_t id = source_of(B("one\r\ntwo\r\n\r\na\rb"));
	struct cr_place place = locate(id, 0, 5);

	assert_place(&place, 1, 1, 3, "one");
	place = locate(id, 3, 4);
	assert_place(&place, 1, 4, 1, "one");
	place = locate(id, 5, 8);
	assert_place(&place, 2, 1, 3, "two");
	place = locate(id, 10, 10);
	assert_place(&place, 3, 1, 1, "");
	place = locate(id, 14, 15);
	assert_place(&place, 4, 3, 1, "a\rb");
}
END_TEST

/* Characters: a tab is one, so is an umlaut, so is each byte that is none. */
START_TEST(test_columns)
{
	uint32_t id = source_of(B("\t\xc3\xbc\xf0\x9f\x94\x91 \xff\xe2 x\nx"));
	struct cr_place place = locate(id, 0, 1);

	ck_assert_uint_eq(place.column, 1);
	place = locate(id, 1, 7);
	ck_assert_uint_eq(place.column, 2);
	ck_assert_uint_eq(place.length, 2);
	ck_assert_uint_eq(place.bytes, 6);
	place = locate(id, 11, 12);
	ck_assert_uint_eq(place.column, 8);
	place = locate(id, 2, 3); /* inside of a character: its beginning */
	ck_assert_uint_eq(place.column, 2);
	ck_assert_uint_eq(place.offset, 1);
	place = locate(id, 13, 14);
	ck_assert_uint_eq(place.line, 2);
	ck_assert_uint_eq(place.column, 1);
}
END_TEST

START_TEST(test_bom)
{
	uint32_t id = source_of(B("\xef\xbb\xbfone\n\xef\xbb\xbftwo"));
	struct cr_place place = locate(id, 3, 6);

	assert_place(&place, 1, 1, 3, "one");
	place = locate(id, 0, 3);
	assert_place(&place, 1, 1, 1, "one");
	place = locate(id, 10, 13);
	ck_assert_uint_eq(place.line, 2);
	ck_assert_uint_eq(place.column, 2);
	id = source_of(B("\xef\xbb\xbf"));
	place = locate(id, 0, 0);
	assert_place(&place, 1, 1, 1, "");
}
END_TEST

/* The same place by marks and by walking, around every mark. */
START_TEST(test_long_text)
{
	size_t len = 50000;
	unsigned char *text = malloc(len);
	unsigned line = 1, column = 1;
	uint32_t id;

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < len; i++)
		text[i] = i % 9000 == 8999 || i % 97 == 3 ? '\n' : 'x';
	for (size_t i = 20000; i < 40000; i++) /* one line of two-byte units */
		text[i] = i % 2 == 0 ? 0xc3 : 0xbc;
	id = source_of(cr_bytes(text, len));
	for (size_t i = 0; i < len; i++) {
		struct cr_place place = locate(id, i, i + 1);

		if (place.line != line || place.column != column)
			ck_abort_msg("at %zu: %u:%u, not %u:%u", i, place.line,
			    place.column, line, column);
		if (place.text.len != 0 &&
		    memchr(place.text.data, '\n', place.text.len) != NULL)
			ck_abort_msg("at %zu: two lines", i);
		ck_assert(place.text.data + place.text.len ==
			      cr_sources_text(sources, id).data + len ||
			  place.text.data[place.text.len] == '\n');
		if (text[i] == '\n') {
			line++;
			column = 1;
		} else if (text[i] != 0xc3) {
			column++;
		}
	}
	free(text);
}
END_TEST

/* Each of many places in one line of 4 MiB costs little. */
START_TEST(test_long_line)
{
	size_t len = 4 << 20;
	char *text = malloc(len);
	clock_t start;
	uint32_t id;

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', len);
	id = source_of(cr_bytes(text, len));
	free(text);
	start = clock();
	for (size_t i = 0; i < 2000; i++) {
		size_t at = i * 2000;
		struct cr_place place = locate(id, at, len);

		ck_assert_uint_eq(place.column, at + 1);
		ck_assert_uint_eq(place.length, len - at);
		ck_assert_uint_eq(place.text.len, len);
	}
	ck_assert_int_lt((clock() - start) / (CLOCKS_PER_SEC / 1000), 2000);
}
END_TEST

START_TEST(test_join)
{
	struct cr_span a = {1, 4, 6}, b = {1, 9, 12}, other = {2, 1, 3};
	struct cr_span joined = cr_span_join(a, b);

	ck_assert_uint_eq(joined.begin, 4);
	ck_assert_uint_eq(joined.end, 12);
	joined = cr_span_join(a, other);
	ck_assert_uint_eq(joined.source, 1);
	ck_assert_uint_eq(joined.end, 6);
}
END_TEST

static bool
use_all(const struct certrule_alloc *alloc)
{
	struct cr_sources *some = cr_sources_new(alloc);
	bool whole = some != NULL;
	uint32_t id;

	for (size_t i = 0; whole && i < 9; i++)
		whole = cr_sources_add(some, "x", B("text"), &id) == 0;
	cr_sources_free(some);
	return whole;
}

START_TEST(test_each_failure)
{
	struct faults faults;
	size_t count;

	faults_init(&faults, 0, false);
	ck_assert(use_all(&faults.alloc));
	count = faults.calls;
	for (size_t k = 1; k <= count; k++) {
		faults_init(&faults, k, k % 2 == 0);
		ck_assert(!use_all(&faults.alloc));
		ck_assert_uint_eq(faults.live, 0);
	}
	cr_sources_free(NULL);
}
END_TEST

START_TEST(test_offsets_have_32_bits)
{
	uint32_t id;

	ck_assert_int_eq(
	    cr_sources_add(sources, "x", cr_bytes("", UINT32_MAX), &id), -1);
	ck_assert_uint_eq(cr_sources_count(sources), 0);
}
END_TEST

static void
add(TCase *tests)
{
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_texts_are_copied);
	tcase_add_test(tests, test_lines);
	tcase_add_test(tests, test_nothing_sticks_out);
	tcase_add_test(tests, test_no_source);
	tcase_add_test(tests, test_empty);
	tcase_add_test(tests, test_carriage_returns);
	tcase_add_test(tests, test_columns);
	tcase_add_test(tests, test_bom);
	tcase_add_test(tests, test_long_text);
	tcase_add_test(tests, test_long_line);
	tcase_add_test(tests, test_join);
	tcase_add_test(tests, test_each_failure);
	tcase_add_test(tests, test_offsets_have_32_bits);
}

int
main(void)
{
	return unit_run("source", add);
}

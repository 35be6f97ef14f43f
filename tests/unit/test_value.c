/* SPDX-License-Identifier: MIT */
/* Values and types: copies, equality, printing, JSON, lack of memory. */
#include "../../base/ip.h"
#include "../../base/value.h"
#include "faults.h"
#include "unit.h"

#define L(literal)                                                  \
	{                                                           \
		(const unsigned char *)literal, sizeof(literal) - 1 \
	}
#define NUMBER(n)                               \
	{                                       \
		CERTRULE_PRESENT, CERTRULE_INT, \
		{                               \
			.integer = n            \
		}                               \
	}
#define TEXT(literal)                              \
	{                                          \
		CERTRULE_PRESENT, CERTRULE_STRING, \
		{                                  \
			.string = L(literal)       \
		}                                  \
	}
#define STRINGS CERTRULE_ARRAY_OF(CERTRULE_STRING)

static struct cr_buffer buffer;
static struct cr_arena *arena;

static void
setup(void)
{
	cr_buffer_init(&buffer, cr_alloc_default());
	arena = cr_arena_new(cr_alloc_default());
}

static void
teardown(void)
{
	cr_buffer_fini(&buffer);
	cr_arena_free(arena);
}

static int
keep(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return 0;
}

static int
refuse(void *context, const char *text, size_t len)
{
	(void)context;
	(void)text;
	(void)len;
	return -1;
}

/* {"a": ["x", "", (missing)], "b\n": (error: why), "c": []} */
static const struct certrule_value items[] = {
    TEXT("x"), TEXT(""), {.type = CERTRULE_STRING}};
static const struct certrule_entry entries[] = {
    {L("a"), {CERTRULE_PRESENT, STRINGS, {.array = {items, 3}}}},
    {L("b\n"), {CERTRULE_ERROR, STRINGS, {.why = "wh\"y\x1b"}}},
    {L("c"), {CERTRULE_PRESENT, STRINGS, {.array = {NULL, 0}}}},
};

static struct certrule_value
nested(void)
{
	return cr_value_map(STRINGS, entries, 3);
}

START_TEST(test_making)
{
	struct certrule_value value = cr_value_missing(CERTRULE_IP);

	ck_assert_int_eq(value.state, CERTRULE_MISSING);
	ck_assert_uint_eq(value.type, CERTRULE_IP);
	value = cr_value_error(CERTRULE_INT, "why");
	ck_assert_int_eq(value.state, CERTRULE_ERROR);
	ck_assert_str_eq(value.as.why, "why");
	value = cr_value_bool(true);
	ck_assert_int_eq(value.as.boolean, 1);
	value = nested();
	ck_assert_uint_eq(
	    value.type, CERTRULE_MAP_OF(CERTRULE_ARRAY_OF(CERTRULE_STRING)));
}
END_TEST

START_TEST(test_copy)
{
	struct certrule_value value = nested();
	struct certrule_value copy, flat;
	const struct certrule_value *inner;

	ck_assert_int_eq(cr_value_copy(arena, &value, &copy), 0);
	ck_assert(cr_value_equal(&value, &copy));
	ck_assert_ptr_ne(copy.as.map.entries, entries);
	inner = cr_value_find(&copy, B("a"));
	ck_assert_ptr_nonnull(inner);
	ck_assert_ptr_ne(inner->as.array.items, items);
	ck_assert_ptr_ne(
	    inner->as.array.items[0].as.string.data, items[0].as.string.data);
	inner = cr_value_find(&copy, B("b\n"));
	ck_assert_ptr_ne(inner->as.why, entries[1].value.as.why);
	flat = cr_value_string(cr_bytes(NULL, 0));
	ck_assert_int_eq(cr_value_copy(arena, &flat, &copy), 0);
	ck_assert_ptr_nonnull(copy.as.string.data);
	flat = cr_value_int(-3);
	ck_assert_int_eq(cr_value_copy(arena, &flat, &copy), 0);
	ck_assert(cr_value_equal(&flat, &copy));
	flat = cr_value_error(CERTRULE_INT, NULL);
	ck_assert_int_eq(cr_value_copy(arena, &flat, &copy), 0);
	ck_assert_ptr_null(copy.as.why);
}
END_TEST

/* A value that is none is not copied, and cannot lead round in circles. */
START_TEST(test_copy_refuses)
{
	struct certrule_value number = cr_value_int(1);
	struct certrule_value wrong = cr_value_array(CERTRULE_BOOL, &number, 1);
	struct certrule_value circle;
	struct certrule_value copy = cr_value_int(7);

	ck_assert_int_eq(cr_value_copy(arena, &wrong, &copy), -1);
	circle = cr_value_array(CERTRULE_INT, &circle, 1);
	ck_assert_int_eq(cr_value_copy(arena, &circle, &copy), -1);
	wrong.type = 0;
	ck_assert_int_eq(cr_value_copy(arena, &wrong, &copy), -1);
	wrong.type = 7;
	ck_assert_int_eq(cr_value_copy(arena, &wrong, &copy), -1);
	ck_assert_int_eq(copy.as.integer, 7);
}
END_TEST

START_TEST(test_copy_each_failure)
{
	struct certrule_value value = nested();
	struct certrule_value copy;
	size_t used;

	ck_assert_int_eq(cr_value_copy(arena, &value, &copy), 0);
	used = cr_arena_used(arena);
	for (size_t limit = 1; limit <= used; limit++) {
		cr_arena_reset(arena);
		cr_arena_set_limit(arena, limit);
		copy = cr_value_int(7);
		if (cr_value_copy(arena, &value, &copy) == 0)
			ck_assert_uint_eq(limit, used);
		else
			ck_assert_int_eq(copy.as.integer, 7);
	}
	ck_assert(cr_value_equal(&value, &copy));
}
END_TEST

START_TEST(test_equal)
{
	static const struct certrule_value ab[] = {TEXT("a"), TEXT("b")};
	static const struct certrule_value ba[] = {TEXT("b"), TEXT("a")};
	struct certrule_value a, b;

	a = cr_value_int(1);
	b = cr_value_int(1);
	ck_assert(cr_value_equal(&a, &b));
	b = cr_value_int(2);
	ck_assert(!cr_value_equal(&a, &b));
	b = cr_value_bool(true);
	ck_assert(!cr_value_equal(&a, &b));
	a = cr_value_bool(true);
	a.as.boolean = 2;
	ck_assert(cr_value_equal(&a, &b));
	b = cr_value_missing(CERTRULE_BOOL);
	ck_assert(!cr_value_equal(&a, &b));
	a = cr_value_missing(CERTRULE_BOOL);
	ck_assert(cr_value_equal(&a, &b));
	a = cr_value_missing(CERTRULE_INT);
	ck_assert(!cr_value_equal(&a, &b));
	a = cr_value_error(CERTRULE_INT, "x");
	b = cr_value_error(CERTRULE_INT, "y");
	ck_assert(cr_value_equal(&a, &b));
	a = cr_value_string(B("a\0b"));
	b = cr_value_string(B("a\0c"));
	ck_assert(!cr_value_equal(&a, &b));
	a = cr_value_array(CERTRULE_STRING, ab, 2);
	b = cr_value_array(CERTRULE_STRING, ba, 2);
	ck_assert(cr_value_equal(&a, &a));
	ck_assert(!cr_value_equal(&a, &b));
	b = cr_value_array(CERTRULE_STRING, ab, 1);
	ck_assert(!cr_value_equal(&a, &b));
}
END_TEST

START_TEST(test_equal_ips)
{
	struct certrule_value a, b;
	struct certrule_ip ip;

	ck_assert_int_eq(cr_ip_parse(B("1.2.3.4"), &ip), 0);
	a = cr_value_ip(ip);
	ck_assert_int_eq(cr_ip_parse(B("::ffff:1.2.3.4"), &ip), 0);
	b = cr_value_ip(ip);
	ck_assert(!cr_value_equal(&a, &b));
	b = a;
	b.as.ip.octets[7] = 1; /* means nothing in IPv4 */
	ck_assert(cr_value_equal(&a, &b));
}
END_TEST

/* The order of a map is not part of its content. */
START_TEST(test_equal_maps)
{
	static const struct certrule_entry one[] = {
	    {L("x"), NUMBER(1)}, {L("y"), NUMBER(2)}};
	static const struct certrule_entry two[] = {
	    {L("y"), NUMBER(2)}, {L("x"), NUMBER(1)}};
	static const struct certrule_entry other[] = {
	    {L("x"), NUMBER(1)}, {L("y"), NUMBER(3)}};
	static const struct certrule_entry keys[] = {
	    {L("x"), NUMBER(1)}, {L("z"), NUMBER(2)}};
	struct certrule_value a = cr_value_map(CERTRULE_INT, one, 2);
	struct certrule_value b = cr_value_map(CERTRULE_INT, two, 2);

	ck_assert(cr_value_equal(&a, &b));
	b = cr_value_map(CERTRULE_INT, other, 2);
	ck_assert(!cr_value_equal(&a, &b));
	b = cr_value_map(CERTRULE_INT, keys, 2);
	ck_assert(!cr_value_equal(&a, &b));
	b = cr_value_map(CERTRULE_INT, one, 1);
	ck_assert(!cr_value_equal(&a, &b));
}
END_TEST

START_TEST(test_find)
{
	struct certrule_value map = nested();
	struct certrule_value missing = cr_value_missing(map.type);
	struct certrule_value number = cr_value_int(1);

	ck_assert_ptr_eq(cr_value_find(&map, B("a")), &entries[0].value);
	ck_assert_ptr_null(cr_value_find(&map, B("A")));
	ck_assert_ptr_null(cr_value_find(&map, B("")));
	ck_assert_ptr_null(cr_value_find(&missing, B("a")));
	ck_assert_ptr_null(cr_value_find(&number, B("a")));
}
END_TEST

START_TEST(test_has_error)
{
	struct certrule_value map = nested();
	struct certrule_value fine = cr_value_map(STRINGS, entries, 1);
	struct certrule_value array = cr_value_array(map.type, &map, 1);
	struct certrule_value missing = cr_value_missing(map.type);

	ck_assert(cr_value_has_error(&map));
	ck_assert(cr_value_has_error(&array));
	ck_assert(cr_value_has_error(&entries[1].value));
	ck_assert(!cr_value_has_error(&fine));
	ck_assert(!cr_value_has_error(&missing));
}
END_TEST

START_TEST(test_size)
{
	struct certrule_value map = nested();
	struct certrule_value huge[2];
	struct certrule_value array;

	ck_assert_uint_eq(cr_value_size(&map), 1 + 1 + 2 + 1);
	array = cr_value_int(1);
	ck_assert_uint_eq(cr_value_size(&array), 0);
	huge[0] = huge[1] = cr_value_string(cr_bytes("", SIZE_MAX - 1));
	array = cr_value_array(CERTRULE_STRING, huge, 2);
	ck_assert_uint_eq(cr_value_size(&array), SIZE_MAX);
}
END_TEST

/* ---------------------------------------------------------------- printing */

static const struct {
	struct certrule_value value;
	const char *text, *json;
} printed[] = {
    {{CERTRULE_PRESENT, CERTRULE_BOOL, {.boolean = 1}}, "true", "true"},
    {{CERTRULE_PRESENT, CERTRULE_BOOL, {.boolean = 0}}, "false", "false"},
    {NUMBER(-5), "-5", "-5"},
    {NUMBER(INT64_MIN), "-9223372036854775808", "-9223372036854775808"},
    {{CERTRULE_PRESENT, CERTRULE_IP, {.ip = {4, {192, 0, 2, 1}}}}, "192.0.2.1",
	"\"192.0.2.1\""},
    {TEXT(""), "\"\"", "\"\""},
    {TEXT("CN=\"A, \\B\""), "\"CN=\\\"A, \\\\B\\\"\"",
	"\"CN=\\\"A, \\\\B\\\"\""},
    {TEXT("a\0\n\x1b\x7f"), "\"a\\x00\\x0a\\x1b\\x7f\"",
	"\"a\\u0000\\u000a\\u001b\\u007f\""},
    {TEXT("\xc3\xbc\xf0\x9f\x94\x91"), "\"\xc3\xbc\xf0\x9f\x94\x91\"",
	"\"\xc3\xbc\xf0\x9f\x94\x91\""},
    {TEXT("\xe2\x80\xae\xc2\x9b"), "\"\\xe2\\x80\\xae\\xc2\\x9b\"",
	"\"\\u202e\\u009b\""},
    {TEXT("\xff\"z"), "\"\\xff\\\"z\"", "{\"hex\":\"ff227a\"}"},
    {{.type = CERTRULE_INT}, "(missing)", "null"},
    {{CERTRULE_ERROR, CERTRULE_INT, {.why = "it's \"so\"\n"}},
	"(error: it's \"so\"\\x0a)", "{\"error\":\"it's \\\"so\\\"\\u000a\"}"},
    {{CERTRULE_ERROR, CERTRULE_INT, {.why = "\xff"}}, "(error: \\xff)",
	"{\"error\":\"\\\\xff\"}"},
    {{CERTRULE_ERROR, CERTRULE_INT, {.why = NULL}}, "(error: )",
	"{\"error\":\"\"}"},
    {{CERTRULE_PRESENT, CERTRULE_MAP_OF(STRINGS), {.map = {entries, 3}}},
	"{\"a\": [\"x\", \"\", (missing)], \"b\\x0a\": (error: wh\"y\\x1b), "
	"\"c\": []}",
	"{\"a\":[\"x\",\"\",null],\"b\\u000a\":"
	"{\"error\":\"wh\\\"y\\u001b\"},\"c\":[]}"},
    {{CERTRULE_PRESENT, CERTRULE_MAP_OF(STRINGS), {.map = {NULL, 0}}}, "{}",
	"{}"},
};

START_TEST(test_print)
{
	const struct certrule_value *value = &printed[_i].value;

	cr_value_print(&buffer, value);
	ck_assert_printed(&buffer, printed[_i].text);
	ck_assert_int_eq(certrule_value_write(value, 0, keep, &buffer), 0);
	ck_assert_printed(&buffer, printed[_i].text);
	ck_assert_int_eq(certrule_value_write(value, 1, keep, &buffer), 0);
	ck_assert_printed(&buffer, printed[_i].json);
	ck_assert_int_eq(certrule_value_write(value, 0, refuse, NULL), -1);
}
END_TEST

START_TEST(test_print_each_failure)
{
	struct certrule_value value = nested();
	struct faults faults;
	struct cr_buffer out;

	faults_init(&faults, 1, true);
	cr_buffer_init(&out, &faults.alloc);
	cr_value_print(&out, &value);
	ck_assert(cr_buffer_failed(&out));
	cr_buffer_fini(&out);
	ck_assert_uint_eq(faults.live, 0);
}
END_TEST

/* ------------------------------------------------------------------- types */

static unsigned
wrap(unsigned type, int times)
{
	while (times-- > 0)
		type = CERTRULE_ARRAY_OF(type);
	return type;
}

START_TEST(test_valid_types)
{
	for (unsigned kind = CERTRULE_BOOL; kind <= CERTRULE_IP; kind++) {
		ck_assert(cr_type_valid(kind));
		ck_assert(cr_type_valid(wrap(kind, 7)));
		ck_assert(cr_type_valid(wrap(kind, 8)));
		ck_assert(!cr_type_valid(wrap(kind, 9)));
		ck_assert(!cr_type_valid(wrap(kind, 10)));
		ck_assert(!cr_type_valid(wrap(kind, 11)));
		ck_assert(!cr_type_valid(kind | 1u << 31));
	}
	ck_assert(!cr_type_valid(0));
	ck_assert(!cr_type_valid(7));
	ck_assert(!cr_type_valid(CERTRULE_ARRAY));
	ck_assert(!cr_type_valid(CERTRULE_MAP));
	ck_assert(!cr_type_valid(CERTRULE_ARRAY_OF(7)));
	ck_assert(!cr_type_valid(UINT32_MAX));
}
END_TEST

START_TEST(test_type_names)
{
	unsigned deep = CERTRULE_ARRAY_OF(CERTRULE_MAP_OF(CERTRULE_STRING));
	char name[64];

	cr_type_print(&buffer, CERTRULE_BOOL);
	ck_assert_printed(&buffer, "Bool");
	cr_type_print(&buffer, CERTRULE_INT);
	ck_assert_printed(&buffer, "Int");
	cr_type_print(&buffer, CERTRULE_IP);
	ck_assert_printed(&buffer, "IP");
	cr_type_print(&buffer, deep);
	ck_assert_printed(&buffer, "Array<Map<String>>");
	certrule_type_name(wrap(CERTRULE_STRING, 8), name, sizeof(name));
	ck_assert_str_eq(name,
	    "Array<Array<Array<Array<Array<Array<Array<Array<String>>>>>>>>");
	certrule_type_name(0, name, sizeof(name));
	ck_assert_str_eq(name, "(no type)");
	for (size_t size = 1; size <= 19; size++) {
		memset(name, '?', sizeof(name));
		certrule_type_name(deep, name, size);
		ck_assert_uint_eq(strlen(name), size - 1);
		ck_assert_int_eq(name[size], '?');
	}
	name[0] = '?';
	certrule_type_name(deep, name, 0);
	ck_assert_int_eq(name[0], '?');
}
END_TEST

START_TEST(test_version)
{
	int dots = 0;

	for (const char *c = certrule_version(); *c != '\0'; c++)
		dots += *c == '.';
	ck_assert_int_eq(dots, 2);
}
END_TEST

static void
add(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_making);
	tcase_add_test(tests, test_copy);
	tcase_add_test(tests, test_copy_refuses);
	tcase_add_test(tests, test_copy_each_failure);
	tcase_add_test(tests, test_equal);
	tcase_add_test(tests, test_equal_ips);
	tcase_add_test(tests, test_equal_maps);
	tcase_add_test(tests, test_find);
	tcase_add_test(tests, test_has_error);
	tcase_add_test(tests, test_size);
	tcase_add_loop_test(
	    tests, test_print, 0, (int)(sizeof(printed) / sizeof(printed[0])));
	tcase_add_test(tests, test_print_each_failure);
	tcase_add_test(tests, test_valid_types);
	tcase_add_test(tests, test_type_names);
	tcase_add_test(tests, test_version);
}

int
main(void)
{
	return unit_run("value", add);
}

/* SPDX-License-Identifier: MIT */
/* Hosts and paths in canonical form: each clause both ways, and that a canonical
 * form is its own canonical form. */
#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/canonical.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

typedef const char *canonical_fn(
    struct cr_buffer *out, struct certrule_bytes text);

/* Of a literal, which may hold NULs. */
#define TEXT(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

struct row {
	struct {
		const char *data;
		size_t len;
	} text;
	const char *form; /* NULL: why says the reason */
	const char *why;
};

static void
check_row(canonical_fn *canonical, const struct row *row)
{
	struct cr_buffer out;
	const char *why;

	cr_buffer_init(&out, cr_alloc_default());
	why = canonical(&out, cr_bytes(row->text.data, row->text.len));
	if (row->form == NULL) {
		ck_assert_msg(why != NULL, "'%s' is taken", row->text.data);
		ck_assert_str_eq(why, row->why);
	} else {
		ck_assert_msg(why == NULL, "'%s': %s", row->text.data, why);
		ck_assert_str_eq((const char *)out.data, row->form);
	}
	cr_buffer_fini(&out);
}

/* -------------------------------------------------------------------- hosts */

static const struct row hosts[] = {
    {TEXT("api.example.com"), "api.example.com", NULL},
    {TEXT("API.example.com"), "api.example.com", NULL},
    {TEXT("api.example.com."), "api.example.com", NULL},
    {TEXT("api.example.com:443"), "api.example.com", NULL},
    {TEXT("API.EXAMPLE.COM.:8443"), "api.example.com", NULL},
    {TEXT("api.example.com:"), "api.example.com", NULL},
    {TEXT("api.example.com:0"), "api.example.com", NULL},
    {TEXT("api.example.com:65535"), "api.example.com", NULL},
    {TEXT("api.example.com:65536"), NULL, "a bad port"},
    {TEXT("api.example.com:000443"), NULL, "a bad port"},
    {TEXT("api.example.com:http"), NULL, "a bad port"},
    {TEXT("api.example.com:4 43"), NULL, "a bad port"},
    {TEXT("api.example.com:-1"), NULL, "a bad port"},
    {TEXT("api.example.com:1:2"), NULL, "a bad port"},
    {TEXT("localhost"), "localhost", NULL},
    {TEXT("a_b-c.1"), "a_b-c.1", NULL},
    {TEXT("xn--exampl-gva.com"), "xn--exampl-gva.com", NULL},
    {TEXT("192.0.2.1"), "192.0.2.1", NULL},
    {TEXT("192.0.2.1:443"), "192.0.2.1", NULL},
    {TEXT("[::1]"), "[::1]", NULL},
    {TEXT("[::1]:443"), "[::1]", NULL},
    {TEXT("[::1]:"), "[::1]", NULL},
    {TEXT("[2001:DB8::A]"), "[2001:db8::a]", NULL},
    {TEXT("[2001:db8:0:0:0:0:0:a]"), "[2001:db8::a]", NULL},
    {TEXT("[::ffff:192.0.2.1]"), "[::ffff:192.0.2.1]", NULL},
    {TEXT("[::1"), NULL, "a bracket that is not closed"},
    {TEXT("["), NULL, "a bracket that is not closed"},
    {TEXT("[]"), NULL, "a bad IPv6 address"},
    {TEXT("[192.0.2.1]"), NULL, "a bad IPv6 address"},
    {TEXT("[v1.a]"), NULL, "a bad IPv6 address"},
    {TEXT("[fe80::1%25eth0]"), NULL, "a bad IPv6 address"},
    {TEXT("[::1]."), NULL, "a bad port"},
    {TEXT("[::1]443"), NULL, "a bad port"},
    {TEXT("[::1]:x"), NULL, "a bad port"},
    {TEXT("::1"), NULL, "a bad port"},
    {TEXT("2001:db8::1"), NULL, "a bad port"},
    {TEXT(""), NULL, "no name"},
    {TEXT(":443"), NULL, "no name"},
    {TEXT("."), NULL, "an empty label"},
    {TEXT(".."), NULL, "an empty label"},
    {TEXT("a.."), NULL, "an empty label"},
    {TEXT(".a"), NULL, "an empty label"},
    {TEXT("api..example.com"), NULL, "an empty label"},
    {TEXT("api.ex\xc3\xa4mple.com"), NULL, "a byte above 0x7f"},
    {TEXT("\x80"), NULL, "a byte above 0x7f"},
    {TEXT("\x7f"), NULL, "a bad character"},
    {TEXT("a\0b"), NULL, "a bad character"},
    {TEXT("a b"), NULL, "a bad character"},
    {TEXT(" a"), NULL, "a bad character"},
    {TEXT("a\t"), NULL, "a bad character"},
    {TEXT("a\r\n"), NULL, "a bad character"},
    {TEXT("user@a"), NULL, "a bad character"},
    {TEXT("a/b"), NULL, "a bad character"},
    {TEXT("a\\b"), NULL, "a bad character"},
    {TEXT("a,b"), NULL, "a bad character"},
    {TEXT("%61pi.example.com"), NULL, "a bad character"},
    {TEXT("*.example.com"), NULL, "a bad character"},
    {TEXT("a?b"), NULL, "a bad character"},
    {TEXT("a#b"), NULL, "a bad character"},
};

START_TEST(host)
{
	check_row(cr_host_canonical, &hosts[_i]);
}
END_TEST

/* The limit is on the name alone, whatever port and final dot come with it. */
START_TEST(host_length)
{
	static const char *const tails[] = {"", ".", ":443", ".:443"};
	char text[300];
	struct row row = {{text, 0}, NULL, NULL};
	size_t len, i;

	for (len = 252; len <= 254; len++) {
		for (i = 0; i < 4; i++) {
			char form[300];

			memset(form, 'a', len);
			form[len] = '\0';
			strcpy(text, form);
			strcat(text, tails[i]);
			row.text.len = strlen(text);
			row.form = len <= 253 ? form : NULL;
			row.why = "more than 253 bytes";
			check_row(cr_host_canonical, &row);
		}
	}
}
END_TEST

static const struct {
	const char *host, *pattern;
	bool matches;
} patterns[] = {
    {"api.example.com", "api.example.com", true},
    {"api.example.com", "www.example.com", false},
    {"api.example.com", "*.example.com", true},
    {"example.com", "*.example.com", false},
    {"a.b.example.com", "*.example.com", false},
    {".example.com", "*.example.com", false},
    {"badexample.com", "*.example.com", false},
    {"api.example.com", "*.com", false},
    {"api.example.com", "*", false},
    {"*.example.com", "*.example.com", true},
    {"", "*.", false},
    {"a", "", false},
};

START_TEST(host_pattern)
{
	ck_assert_int_eq(cr_host_matches(cr_bytes_text(patterns[_i].host),
			     cr_bytes_text(patterns[_i].pattern)),
	    patterns[_i].matches);
}
END_TEST

/* -------------------------------------------------------------------- paths */

static const struct row paths[] = {
    {TEXT("/"), "/", NULL},
    {TEXT(""), "/", NULL},
    {TEXT("*"), "*", NULL},
    {TEXT("/health"), "/health", NULL},
    {TEXT("/Health"), "/Health", NULL},
    {TEXT("/health/"), "/health/", NULL},
    {TEXT("health"), NULL, "a path that does not begin with a slash"},
    {TEXT("%2fhealth"), NULL, "a path that does not begin with a slash"},
    {TEXT("*/"), NULL, "a path that does not begin with a slash"},
    /* slashes */
    {TEXT("//"), "/", NULL},
    {TEXT("//admin"), "/admin", NULL},
    {TEXT("/a//b///c//"), "/a/b/c/", NULL},
    {TEXT("\\admin"), "/admin", NULL},
    {TEXT("/a\\b"), "/a/b", NULL},
    {TEXT("/\\/admin\\"), "/admin/", NULL},
    {TEXT("/admin%2fx"), NULL, "an encoded slash"},
    {TEXT("/admin%2Fx"), NULL, "an encoded slash"},
    {TEXT("/admin%5cx"), NULL, "an encoded backslash"},
    {TEXT("/admin%5Cx"), NULL, "an encoded backslash"},
    /* dot segments */
    {TEXT("/."), "/", NULL},
    {TEXT("/./"), "/", NULL},
    {TEXT("/a/."), "/a/", NULL},
    {TEXT("/a/./b/"), "/a/b/", NULL},
    {TEXT("/a/.."), "/", NULL},
    {TEXT("/a/../"), "/", NULL},
    {TEXT("/a/b/.."), "/a/", NULL},
    {TEXT("/a/b/../.."), "/", NULL},
    {TEXT("/health/../admin"), "/admin", NULL},
    {TEXT("/a//../b"), "/b", NULL},
    {TEXT("/a\\..\\b"), "/b", NULL},
    {TEXT("/a/%2e%2e/b"), "/b", NULL},
    {TEXT("/a/%2E./b"), "/b", NULL},
    {TEXT("/a/%2e/b"), "/a/b", NULL},
    {TEXT("/.."), NULL, "a path above the root"},
    {TEXT("/../a"), NULL, "a path above the root"},
    {TEXT("/a/../.."), NULL, "a path above the root"},
    {TEXT("/a/../../b"), NULL, "a path above the root"},
    {TEXT("/%2e%2e"), NULL, "a path above the root"},
    {TEXT("\\..\\a"), NULL, "a path above the root"},
    {TEXT("/./../a"), NULL, "a path above the root"},
    {TEXT("/..."), "/...", NULL},
    {TEXT("/..a"), "/..a", NULL},
    {TEXT("/.a/..b"), "/.a/..b", NULL},
    {TEXT("/.../x"), "/.../x", NULL},
    {TEXT("/a/..;a"), NULL, "a dot segment with parameters"},
    {TEXT("/a/..;/b"), NULL, "a dot segment with parameters"},
    {TEXT("/.;/b"), NULL, "a dot segment with parameters"},
    {TEXT("/a/%2e%2e;a"), NULL, "a dot segment with parameters"},
    {TEXT("/a/..%3ba"), NULL, "a dot segment with parameters"},
    {TEXT("/a/.%3B"), NULL, "a dot segment with parameters"},
    {TEXT("/...;a"), "/...;a", NULL},
    {TEXT("/a/;/../b"), NULL, "an empty segment with parameters"},
    {TEXT("/;"), NULL, "an empty segment with parameters"},
    {TEXT("/a/%3bb"), NULL, "an empty segment with parameters"},
    {TEXT("/x;/../y"), "/y", NULL},
    {TEXT("/x;a=b/y"), "/x;a=b/y", NULL},
    /* escapes */
    {TEXT("/%61dmin"), "/admin", NULL},
    {TEXT("/%41%5A%61%7a%30%39"), "/AZaz09", NULL},
    {TEXT("/%2D%2E%5F%7E"), "/-._~", NULL},
    {TEXT("/%21%24%26%27%28%29%2a%2b%2c%3d"), "/!$&'()*+,=", NULL},
    {TEXT("/%3a%40"), "/:@", NULL},
    {TEXT("/a%3b"), "/a%3B", NULL},
    {TEXT("/a;b"), "/a;b", NULL},
    {TEXT("/%20%22%3c%3e%5b%5d%5e%60%7b%7c%7d"),
	"/%20%22%3C%3E%5B%5D%5E%60%7B%7C%7D", NULL},
    {TEXT("/ \"<>[]^`{|}"), "/%20%22%3C%3E%5B%5D%5E%60%7B%7C%7D", NULL},
    {TEXT("/%3f%23"), "/%3F%23", NULL},
    {TEXT("/a?b#c"), "/a%3Fb%23c", NULL},
    {TEXT("/%c3%a4"), "/%C3%A4", NULL},
    {TEXT("/\xc3\xa4\x80\xff"), "/%C3%A4%80%FF", NULL},
    {TEXT("/\x01\x1f\x7f"), "/%01%1F%7F", NULL},
    {TEXT("/%0d%0A%09"), "/%0D%0A%09", NULL},
    {TEXT("/%00"), NULL, "an encoded NUL"},
    {TEXT("/a\0b"), NULL, "a NUL"},
    {TEXT("/%"), NULL, "a bad escape"},
    {TEXT("/%4"), NULL, "a bad escape"},
    {TEXT("/%zz"), NULL, "a bad escape"},
    {TEXT("/%4g"), NULL, "a bad escape"},
    {TEXT("/%g4"), NULL, "a bad escape"},
    {TEXT("/%u0041"), NULL, "a bad escape"},
    {TEXT("/%/61"), NULL, "a bad escape"},
    {TEXT("/%25"), "/%25", NULL},
    {TEXT("/%25zz"), "/%25zz", NULL},
    {TEXT("/%254"), "/%254", NULL},
    {TEXT("/%254/1"), "/%254/1", NULL},
    {TEXT("/%252f"), NULL, "an escape that is encoded twice"},
    {TEXT("/%2541"), NULL, "an escape that is encoded twice"},
    {TEXT("/%252e%252e/admin"), NULL, "an escape that is encoded twice"},
    {TEXT("/%25%34%31"), NULL, "an escape that is encoded twice"},
    {TEXT("/%25%3441"), NULL, "an escape that is encoded twice"},
    {TEXT("/%254%31"), NULL, "an escape that is encoded twice"},
    {TEXT("/%25252f"), NULL, "an escape that is encoded twice"},
    {TEXT("/%25%25"), "/%25%25", NULL},
};

START_TEST(path)
{
	check_row(cr_path_canonical, &paths[_i]);
}
END_TEST

/* It appends, and what was there before is nobody's parent. */
START_TEST(path_appends)
{
	struct cr_buffer out;

	cr_buffer_init(&out, cr_alloc_default());
	cr_buffer_add_text(&out, "/before");
	ck_assert_ptr_null(cr_path_canonical(&out, cr_bytes_text("/a/../b")));
	ck_assert_str_eq((const char *)out.data, "/before/b");
	ck_assert_str_eq(cr_path_canonical(&out, cr_bytes_text("/a/../..")),
	    "a path above the root");
	cr_buffer_fini(&out);
}
END_TEST

/* -------------------------------------------------------------- idempotence */

/* xorshift: the same texts in every run. */
static uint64_t
next_random(void)
{
	static uint64_t state = 0x9e3779b97f4a7c15;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static size_t
random_text(unsigned char *text, const char *const *parts, size_t count)
{
	size_t len = 0, i, n = next_random() % 12;

	for (i = 0; i < n; i++) {
		const char *part = parts[next_random() % count];

		if (*part == '\0') {
			text[len++] = (unsigned char)next_random();
			continue;
		}
		memcpy(text + len, part, strlen(part));
		len += strlen(part);
	}
	return len;
}

static size_t
check_idempotent(canonical_fn *canonical, struct certrule_bytes text)
{
	struct cr_buffer once, twice;
	bool taken;

	cr_buffer_init(&once, cr_alloc_default());
	cr_buffer_init(&twice, cr_alloc_default());
	taken = canonical(&once, text) == NULL;
	if (taken) {
		const char *why = canonical(&twice, cr_buffer_bytes(&once));

		ck_assert_msg(why == NULL, "'%s': %s", once.data, why);
		ck_assert_msg(cr_bytes_equal(cr_buffer_bytes(&once),
				  cr_buffer_bytes(&twice)),
		    "'%s' becomes '%s'", once.data, twice.data);
	}
	cr_buffer_fini(&once);
	cr_buffer_fini(&twice);
	return taken;
}

/* "" stands for any byte. */
static const char *const path_parts[] = {"/", "/", "/", "\\", ".", "..", ";",
    "a", "b", "%2e", "%2E%2e", "%25", "%34", "%31", "4", "1", "%3b", "%3B",
    "%20", "%61", "%ff", "%2", "%", "%2f", ""};
static const char *const host_parts[] = {"a", "B", "-", ".", ".", "1", "[", "]",
    ":", ":", "::", "443", "[::1]", "ffff", "[2001:DB8:0::1]", ""};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ROUNDS	     200000

static void
check_all_idempotent(
    canonical_fn *canonical, const char *const *parts, size_t count)
{
	unsigned char text[512];
	size_t i, len, taken = 0;

	for (i = 0; i < ROUNDS; i++) {
		len = random_text(text + 1, parts, count);
		text[0] = '/';
		taken += check_idempotent(
		    canonical, parts == path_parts ? cr_bytes(text, len + 1)
						   : cr_bytes(text + 1, len));
	}
	/* Neither all refused nor all taken, or nothing was tested. */
	ck_assert_uint_gt(taken, ROUNDS / 50);
	ck_assert_uint_lt(taken, ROUNDS);
}

START_TEST(path_idempotent)
{
	check_all_idempotent(cr_path_canonical, path_parts, COUNT(path_parts));
}
END_TEST

START_TEST(host_idempotent)
{
	check_all_idempotent(cr_host_canonical, host_parts, COUNT(host_parts));
}
END_TEST

/* ------------------------------------------------------------------- memory */

static void *
refuse_allocate(void *context, size_t size)
{
	(void)context;
	(void)size;
	return NULL;
}

static void *
refuse_resize(void *context, void *memory, size_t size)
{
	(void)memory;
	return refuse_allocate(context, size);
}

static void
release(void *context, void *memory)
{
	(void)context;
	(void)memory;
}

START_TEST(no_memory)
{
	static const struct certrule_alloc none = {
	    refuse_allocate, refuse_resize, release, NULL};
	struct cr_buffer out;

	cr_buffer_init(&out, &none);
	ck_assert_str_eq(
	    cr_host_canonical(&out, cr_bytes_text("a")), "out of memory");
	cr_buffer_fini(&out);
	ck_assert_str_eq(
	    cr_path_canonical(&out, cr_bytes_text("/a/b")), "out of memory");
	cr_buffer_fini(&out);
	ck_assert_str_eq(
	    cr_path_canonical(&out, cr_bytes_text("")), "out of memory");
	cr_buffer_fini(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("canonical");
	TCase *cases = tcase_create("canonical");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, cases);
	tcase_set_timeout(cases, 120);
	tcase_add_loop_test(cases, host, 0, COUNT(hosts));
	tcase_add_test(cases, host_length);
	tcase_add_loop_test(cases, host_pattern, 0, COUNT(patterns));
	tcase_add_loop_test(cases, path, 0, COUNT(paths));
	tcase_add_test(cases, path_appends);
	tcase_add_test(cases, host_idempotent);
	tcase_add_test(cases, path_idempotent);
	tcase_add_test(cases, no_memory);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

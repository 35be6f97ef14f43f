/* SPDX-License-Identifier: MIT */
/* Diagnostics: exact texts and marks, escapes, windows, lack of memory. */
#include "../../base/arena.h"
#include "../../base/diag.h"
#include "faults.h"
#include "unit.h"

static struct certrule_diags *diags;
static struct cr_buffer buffer;

static void
setup(void)
{
	diags = certrule_diags_new(NULL);
	ck_assert_ptr_nonnull(diags);
	cr_buffer_init(&buffer, cr_alloc_default());
}

static void
teardown(void)
{
	certrule_diags_free(diags);
	cr_buffer_fini(&buffer);
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

static struct cr_span
span_of(uint32_t source, size_t begin, size_t len)
{
	return (struct cr_span){
	    source, (uint32_t)begin, (uint32_t)(begin + len)};
}

/* Where part stands in the text of the source. */
static struct cr_span
find(uint32_t source, const char *part)
{
	struct certrule_bytes text =
	    cr_sources_text(cr_diags_sources(diags), source);
	const unsigned char *at =
	    memmem(text.data, text.len, part, strlen(part));

	ck_assert_ptr_nonnull(at);
	return span_of(source, (size_t)(at - text.data), strlen(part));
}

static uint32_t
source_of(const char *name, struct certrule_bytes text)
{
	uint32_t id;

	ck_assert_int_eq(
	    cr_sources_add(cr_diags_sources(diags), name, text, &id), 0);
	return id;
}

/* The row does not matter here, but it must take no arguments. */
static void
report(struct cr_span span)
{
	cr_diags_add(diags, CR_DIAG_NO_MEMORY, span);
}

#define ck_assert_written(index, text)                                        \
	do {                                                                  \
		ck_assert_int_eq(                                             \
		    certrule_diags_write(diags, index, 0, keep, &buffer), 0); \
		ck_assert_printed(&buffer, text);                             \
	} while (0)

/* The sample of language.md, but for the words of its row. */
START_TEST(test_two_places_on_one_line)
{
	uint32_t id = source_of("access.rules",
	    B("\n\n\n\n\n\nblock if http.request.timestamp.sec contains "
	      "\"12\"\n"));

	report(find(id, "contains"));
	cr_diags_second(diags, find(id, "http.request.timestamp.sec"));
	cr_diags_hint(diags, "%s takes %s", "Int", "eq ne lt le gt ge in &");
	ck_assert_written(0,
	    "access.rules:7:37: error[E0400]: out of memory\n"
	    "    block if http.request.timestamp.sec contains \"12\"\n"
	    "             ~~~~~~~~~~~~~~~~~~~~~~~~~~ ^^^^^^^^\n"
	    "    hint: Int takes eq ne lt le gt ge in &\n");
}
END_TEST

/* The sample of architecture.md: the second place behind the first. */
START_TEST(test_second_behind_the_first)
{
	uint32_t id = source_of(
	    "policy", B("block if tls.client_cert.san.dns == \"a.example\""));

	report(find(id, "tls.client_cert.san.dns"));
	cr_diags_second(diags, find(id, "\"a.example\""));
	ck_assert_written(0,
	    "policy:1:10: error[E0400]: out of memory\n"
	    "    block if tls.client_cert.san.dns == \"a.example\"\n"
	    "             ^^^^^^^^^^^^^^^^^^^^^^^    ~~~~~~~~~~~\n");
}
END_TEST

START_TEST(test_second_on_another_line)
{
	uint32_t id = source_of("a", B("allow \"x\" if a\nallow \"x\" if b\n"));
	uint32_t other = source_of("b", B("log if c"));

	report(span_of(id, 21, 3));
	cr_diags_second(diags, find(id, "\"x\""));
	cr_diags_hint(diags, "one name, one rule");
	report(span_of(id, 0, 5));
	cr_diags_second(diags, find(other, "log"));
	ck_assert_written(0, "a:2:7: error[E0400]: out of memory\n"
			     "    allow \"x\" if b\n"
			     "          ^^^\n"
			     "    hint: one name, one rule\n"
			     "a:1:7: note: the other place is here\n"
			     "    allow \"x\" if a\n"
			     "          ~~~\n");
	ck_assert_written(1, "a:1:1: error[E0400]: out of memory\n"
			     "    allow \"x\" if a\n"
			     "    ^^^^^\n"
			     "b:1:1: note: the other place is here\n"
			     "    log if c\n"
			     "    ~~~\n");
}
END_TEST

START_TEST(test_overlap_and_ends)
{
	uint32_t id = source_of("a", B("abcdef"));

	report(span_of(id, 2, 2));
	cr_diags_second(diags, span_of(id, 0, 6));
	report(span_of(id, 6, 0)); /* behind the last character */
	report(span_of(id, 3, 0));
	ck_assert_written(0, "a:1:3: error[E0400]: out of memory\n"
			     "    abcdef\n"
			     "    ~~^^~~\n");
	ck_assert_written(1, "a:1:7: error[E0400]: out of memory\n"
			     "    abcdef\n"
			     "          ^\n");
	ck_assert_written(2, "a:1:4: error[E0400]: out of memory\n"
			     "    abcdef\n"
			     "       ^\n");
}
END_TEST

START_TEST(test_span_over_lines)
{
	uint32_t id = source_of("a", B("if \"one\ntwo\" then\r\n"));

	report(span_of(id, 3, 9));
	report(span_of(id, 17, 1)); /* the CR */
	ck_assert_written(0, "a:1:4: error[E0400]: out of memory\n"
			     "    if \"one\n"
			     "       ^^^^\n");
	ck_assert_written(1, "a:2:10: error[E0400]: out of memory\n"
			     "    two\" then\n"
			     "             ^\n");
}
END_TEST

START_TEST(test_indentation_and_tabs_stay)
{
	uint32_t id = source_of("a", B("\t  block\tif x\n\t\n    deep\n"));

	report(find(id, "if"));
	cr_diags_second(diags, find(id, "block"));
	report(span_of(id, 8, 1)); /* the tab alone */
	report(find(id, "block\tif"));
	report(find(id, "deep"));
	ck_assert_written(0, "a:1:10: error[E0400]: out of memory\n"
			     "    \t  block\tif x\n"
			     "    \t  ~~~~~\t^^\n");
	ck_assert_written(1, "a:1:9: error[E0400]: out of memory\n"
			     "    \t  block\tif x\n"
			     "    \t       ^\n");
	ck_assert_written(2, "a:1:4: error[E0400]: out of memory\n"
			     "    \t  block\tif x\n"
			     "    \t  ^^^^^\t^^\n");
	ck_assert_written(3, "a:3:5: error[E0400]: out of memory\n"
			     "        deep\n"
			     "        ^^^^\n");
}
END_TEST

START_TEST(test_nothing_to_show)
{
	uint32_t id = source_of("a", B("x\n \t\n"));
	uint32_t empty = source_of("missing.rules", B(""));

	report(span_of(id, 3, 1));
	report(span_of(id, 5, 0));
	report(span_of(empty, 0, 0));
	report(span_of(99, 0, 0));
	cr_diags_second(diags, span_of(98, 0, 0));
	ck_assert_written(0, "a:2:2: error[E0400]: out of memory\n");
	ck_assert_written(1, "a:3:1: error[E0400]: out of memory\n");
	ck_assert_written(2, "missing.rules: error[E0400]: out of memory\n");
	ck_assert_written(3, "error[E0400]: out of memory\n");
}
END_TEST

START_TEST(test_escapes_line_up)
{
	uint32_t id = source_of(
	    "a\x1b[31m", B("a\x1b[2Jb \xff\xc3\xbc x \xe2\x80\xae y"));

	report(find(id, "x"));
	cr_diags_second(diags, find(id, "\x1b"));
	report(find(id, "\xc3\xbc"));
	report(find(id, "\xff"));
	report(find(id, "y"));
	cr_diags_second(diags, find(id, "\xe2\x80\xae"));
	cr_diags_hint(diags, "%s", "a\nb\x1b");
	ck_assert_written(0,
	    "a\\x1b[31m:1:11: error[E0400]: out of memory\n"
	    "    a\\x1b[2Jb \\xff\xc3\xbc x \\xe2\\x80\\xae y\n"
	    "     ~~~~           ^\n");
	ck_assert_written(1,
	    "a\\x1b[31m:1:9: error[E0400]: out of memory\n"
	    "    a\\x1b[2Jb \\xff\xc3\xbc x \\xe2\\x80\\xae y\n"
	    "                  ^\n");
	ck_assert_written(2,
	    "a\\x1b[31m:1:8: error[E0400]: out of memory\n"
	    "    a\\x1b[2Jb \\xff\xc3\xbc x \\xe2\\x80\\xae y\n"
	    "              ^^^^\n");
	ck_assert_written(3,
	    "a\\x1b[31m:1:15: error[E0400]: out of memory\n"
	    "    a\\x1b[2Jb \\xff\xc3\xbc x \\xe2\\x80\\xae y\n"
	    "                      ~~~~~~~~~~~~ ^\n"
	    "    hint: a\\x0ab\\x1b\n");
}
END_TEST

static void
write_plain(size_t index)
{
	ck_assert_int_eq(
	    certrule_diags_write(diags, index, 0, keep, &buffer), 0);
}

/* `count` times unit, as a source. */
static uint32_t
long_source(const char *unit, size_t count)
{
	struct cr_buffer text;
	uint32_t id;

	cr_buffer_init(&text, cr_alloc_default());
	while (count-- > 0)
		cr_buffer_add_text(&text, unit);
	id = source_of("a", cr_buffer_bytes(&text));
	cr_buffer_fini(&text);
	return id;
}

static size_t
line_of(const char *text, size_t number, const char **line)
{
	while (number-- > 0)
		text = strchr(text, '\n') + 1;
	*line = text;
	return (size_t)(strchr(text, '\n') - text);
}

START_TEST(test_160_characters_are_whole)
{
	const char *line;
	uint32_t id = long_source("\xc3\xbc", 160);

	report(span_of(id, 200, 2));
	write_plain(0);
	ck_assert_uint_eq(line_of((char *)buffer.data, 1, &line), 4 + 320);
	ck_assert_uint_eq(line_of((char *)buffer.data, 2, &line), 4 + 101);
	cr_buffer_clear(&buffer);
	id = long_source("\xc3\xbc", 161);
	report(span_of(id, 0, 2));
	write_plain(1);
	ck_assert_uint_eq(line_of((char *)buffer.data, 1, &line), 4 + 320 + 3);
	ck_assert_mem_eq(line + 4 + 320, "...", 3);
}
END_TEST

START_TEST(test_window)
{
	const char *line;
	uint32_t id = long_source("0123456789", 400000);

	report(span_of(id, 0, 4000000));
	report(span_of(id, 2000005, 3));
	cr_diags_second(diags, span_of(id, 1999998, 2));
	report(span_of(id, 3999999, 1));
	report(span_of(id, 4000000, 0));
	report(span_of(id, 2000000, 1));
	cr_diags_second(diags, span_of(id, 100, 1)); /* out of sight */
	write_plain(0);
	ck_assert_uint_eq(line_of((char *)buffer.data, 1, &line), 4 + 163);
	ck_assert_mem_eq(line + 160, "6789...", 7);
	ck_assert_uint_eq(line_of((char *)buffer.data, 2, &line), 4 + 160);
	cr_buffer_clear(&buffer);

	write_plain(1);
	ck_assert_uint_eq(line_of((char *)buffer.data, 1, &line), 4 + 166);
	ck_assert_mem_eq(line, "    ...8901", 11);
	ck_assert_uint_eq(
	    line_of((char *)buffer.data, 2, &line), 4 + 3 + 40 + 2 + 5 + 3);
	ck_assert_mem_eq(line + 4 + 3 + 40, "~~     ^^^", 10);
	cr_buffer_clear(&buffer);

	write_plain(2);
	ck_assert_uint_eq(line_of((char *)buffer.data, 1, &line), 4 + 163);
	ck_assert_uint_eq(line_of((char *)buffer.data, 2, &line), 4 + 163);
	ck_assert_mem_eq(line + 4 + 162, "^\n", 2);
	cr_buffer_clear(&buffer);

	write_plain(3);
	ck_assert_uint_eq(line_of((char *)buffer.data, 2, &line), 4 + 164);
	cr_buffer_clear(&buffer);

	write_plain(4);
	ck_assert_ptr_nonnull(strstr(
	    (char *)buffer.data, "\na:1:101: note: the other place is here\n"));
}
END_TEST

START_TEST(test_color)
{
	uint32_t id = source_of("a", B("x y"));

	report(span_of(id, 0, 1));
	ck_assert_int_eq(certrule_diags_write(diags, 0, 1, keep, &buffer), 0);
	ck_assert_printed(&buffer,
	    "\033[1ma:1:1:\033[0m "
	    "\033[1;31merror[E0400]:\033[0m out of memory\n"
	    "    x y\n"
	    "    \033[1;31m^\033[0m\n");
	ck_assert_int_eq(certrule_diags_write(diags, 0, 0, refuse, NULL), -1);
}
END_TEST

START_TEST(test_warning)
{
	struct cr_span span = span_of(source_of("a", B("x")), 0, 1);

	cr_diags_add(diags, CR_DIAG_LINES, span);
	ck_assert_uint_eq(certrule_diags_count(diags), 1);
	ck_assert_uint_eq(certrule_diags_error_count(diags), 0);
	ck_assert_written(0,
	    "a:1:1: warning[W1001]: a string over several lines\n"
	    "    x\n"
	    "    ^\n");
	ck_assert_int_eq(certrule_diags_write(diags, 0, 1, keep, &buffer), 0);
	ck_assert_printed(&buffer,
	    "\033[1ma:1:1:\033[0m \033[1;35mwarning[W1001]:\033[0m "
	    "a string over several lines\n"
	    "    x\n"
	    "    \033[1;35m^\033[0m\n");
}
END_TEST

START_TEST(test_at)
{
	uint32_t id = source_of("f", B("one\n\ttwo"));
	struct certrule_diag diag;

	report(find(id, "two"));
	cr_diags_hint(diags, "%d", 5);
	report(find(id, "one"));
	ck_assert_uint_eq(certrule_diags_count(diags), 2);
	ck_assert_uint_eq(certrule_diags_error_count(diags), 2);
	certrule_diags_at(diags, 0, &diag);
	ck_assert_str_eq(diag.code, "E0400");
	ck_assert_int_eq(diag.severity, CERTRULE_DIAG_ERROR);
	ck_assert_str_eq(diag.file, "f");
	ck_assert_uint_eq(diag.line, 2);
	ck_assert_uint_eq(diag.column, 2);
	ck_assert_uint_eq(diag.length, 3);
	ck_assert_str_eq(diag.message, "out of memory");
	ck_assert_str_eq(diag.hint, "5");
	certrule_diags_at(diags, 1, &diag);
	ck_assert_ptr_null(diag.hint);
	certrule_diags_clear(diags);
	ck_assert_uint_eq(certrule_diags_count(diags), 0);
	ck_assert_uint_eq(certrule_diags_error_count(diags), 0);
	cr_diags_hint(diags, "to nothing");
	cr_diags_second(diags, find(source_of("g", B("z")), "z"));
	ck_assert_uint_eq(certrule_diags_count(diags), 0);
}
END_TEST

START_TEST(test_many)
{
	uint32_t id = source_of("f", B("x"));
	struct certrule_diag diag;

	for (size_t i = 0; i < 1000; i++) {
		report(span_of(id, 0, 1));
		cr_diags_hint(diags, "%zu", i);
	}
	ck_assert_uint_eq(certrule_diags_count(diags), 1000);
	certrule_diags_at(diags, 517, &diag);
	ck_assert_str_eq(diag.hint, "517");
}
END_TEST

/* By text and line; those of one line as they were found. */
START_TEST(test_sort)
{
	static const char order[] = "0213465";
	uint32_t id = source_of("a", B("ab\ncd\nef\n"));
	uint32_t other = source_of("b", B("x"));
	struct certrule_diag diag;

	report(span_of(other, 0, 1)); /* in front of `from`: stays */
	cr_diags_hint(diags, "0");
	report(span_of(other, 0, 1));
	cr_diags_hint(diags, "5");
	report(span_of(id, 1, 1));
	cr_diags_hint(diags, "2");
	report(span_of(id, 0, 1));
	cr_diags_hint(diags, "1");
	report(span_of(id, 3, 1));
	cr_diags_hint(diags, "3");
	report(span_of(id, 7, 1));
	cr_diags_hint(diags, "4");
	report(span_of(id, 6, 1));
	cr_diags_hint(diags, "6");
	cr_diags_sort(diags, 1);
	cr_diags_hint(diags, "to none of them");
	cr_diags_sort(diags, 7);
	for (size_t i = 0; i < 7; i++) {
		certrule_diags_at(diags, i, &diag);
		ck_assert_uint_eq(strlen(diag.hint), 1);
		ck_assert_int_eq(diag.hint[0], order[i]);
	}
}
END_TEST

START_TEST(test_codes)
{
	const char *text = cr_diag_code_text(CR_DIAG_NO_MEMORY);

	ck_assert_str_eq(text, "E0400");
	for (int code = 0; code < CR_DIAG_COUNT; code++) {
		text = cr_diag_code_text((enum cr_diag_code)code);
		ck_assert_uint_eq(strlen(text), 5);
		ck_assert(text[0] == 'E' || text[0] == 'W');
		for (int other = 0; other < code; other++)
			ck_assert_str_ne(
			    text, cr_diag_code_text((enum cr_diag_code)other));
	}
}
END_TEST

/* ------------------------------------------------------------------ quoting */

START_TEST(test_quote)
{
	char longest[260];

	ck_assert_str_eq(
	    cr_diags_quote(diags, B("a \"b\" \\d")), "a \"b\" \\d");
	ck_assert_str_eq(cr_diags_quote(diags, cr_bytes(NULL, 0)), "");
	ck_assert_str_eq(cr_diags_quote(diags, B("a\0\n\x1b\xe2\x80\xae\xff")),
	    "a\\x00\\x0a\\x1b\\xe2\\x80\\xae\\xff");
	memset(longest, 'x', sizeof(longest));
	for (size_t len = 198; len < 205; len++) {
		const char *text =
		    cr_diags_quote(diags, cr_bytes(longest, len));

		ck_assert_uint_eq(strlen(text), len <= 200 ? len : 203);
		ck_assert_int_eq(strstr(text, "...") != NULL, len > 200);
	}
	/* Never half a character, never half an escape. */
	memcpy(longest + 199, "\xc3\xbc", 2);
	ck_assert_uint_eq(
	    strlen(cr_diags_quote(diags, cr_bytes(longest, 201))), 202);
	longest[198] = '\n';
	ck_assert_uint_eq(
	    strlen(cr_diags_quote(diags, cr_bytes(longest, 199))), 201);
}
END_TEST

/* ------------------------------------------------------------------ memory */

START_TEST(test_no_memory_is_an_error)
{
	struct certrule_diag diag;

	report(span_of(source_of("f", B("x")), 0, 1));
	cr_diags_no_memory(diags);
	cr_diags_no_memory(diags);
	ck_assert_uint_eq(certrule_diags_count(diags), 2);
	ck_assert_uint_eq(certrule_diags_error_count(diags), 2);
	certrule_diags_at(diags, 1, &diag);
	ck_assert_str_eq(diag.message, "out of memory");
	ck_assert_str_eq(diag.file, "");
	ck_assert_uint_eq(diag.line, 1);
	ck_assert_written(1, "error[E0400]: out of memory\n");
	certrule_diags_clear(diags);
	ck_assert_uint_eq(certrule_diags_error_count(diags), 0);
}
END_TEST

/* An error is reported, whichever allocation fails; false: without its place. */
static bool
use_all(const struct certrule_alloc *alloc)
{
	struct certrule_diags *some = certrule_diags_new(alloc);
	struct cr_buffer out;
	bool whole = false;
	uint32_t id = UINT32_MAX;
	const char *quoted;
	struct certrule_diag last;

	if (some == NULL)
		return false;
	if (cr_sources_add(cr_diags_sources(some), "f", B("text"), &id) != 0)
		cr_diags_no_memory(some);
	quoted = cr_diags_quote(some, B("text"));
	ck_assert_ptr_nonnull(quoted);
	for (int i = 0; i < 20; i++) {
		cr_diags_add(some, CR_DIAG_NO_MEMORY, span_of(id, 0, 4));
		cr_diags_second(some, span_of(id, 1, 1));
		cr_diags_hint(some, "see '%s'", quoted);
	}
	ck_assert_uint_ge(certrule_diags_error_count(some), 1);
	ck_assert_uint_eq(
	    certrule_diags_count(some), certrule_diags_error_count(some));
	cr_buffer_init(&out, cr_alloc_default());
	certrule_diags_at(some, certrule_diags_count(some) - 1, &last);
	if (certrule_diags_count(some) == 20 && last.hint != NULL &&
	    certrule_diags_write(some, 19, 0, keep, &out) == 0)
		whole = true;
	cr_buffer_fini(&out);
	certrule_diags_free(some);
	return whole;
}

START_TEST(test_each_failure)
{
	struct faults faults;
	size_t count;

	faults_init(&faults, 0, false);
	ck_assert(use_all(&faults.alloc));
	ck_assert_uint_eq(faults.live, 0);
	count = faults.calls;
	for (size_t k = 1; k <= count; k++) {
		faults_init(&faults, k, k % 2 == 0);
		ck_assert(!use_all(&faults.alloc));
		ck_assert_uint_eq(faults.live, 0);
	}
	certrule_diags_free(NULL);
}
END_TEST

/* ------------------------------------------------------------------ nearest */

static const struct {
	const char *wanted, *names[4], *nearest;
} nearest_cases[] = {
    {"hostnam", {"ip.src", "hostname", "http.host"}, "hostname"},
    {"hostnmae", {"hostname"}, "hostname"},
    {"http.hots", {"http.host", "hostname"}, "http.host"},
    {"HTTP.HOST", {"http.host"}, "http.host"},
    {"ip.scr", {"ip.src"}, "ip.src"},
    {"allo", {"allow", "all"}, "allow"},
    {"lg", {"log"}, "log"},
    {"x", {"y", "xy"}, NULL},
    {"", {"a"}, NULL},
    {"abc", {"xyz", "xbz"}, NULL},
    {"abc", {"abd"}, "abd"},
    {"abcdef", {"abcdxy"}, "abcdxy"},
    {"abcdef", {"abcxyz"}, NULL},
    {"abcdefghi", {"xyzdefghi"}, "xyzdefghi"},
    {"abcdefghi", {"wxyzefghi"}, NULL},
    {"abcdefghi", {"abcdefghi123"}, "abcdefghi123"},
    {"abcdefghi", {"abcdefghi1234"}, NULL},
    {"abcdefghi", {"defghi"}, "defghi"},
    {"http.request.uri.pth", {"http.request.uri", "http.request.uri.path"},
	"http.request.uri.path"},
    {"same", {"sane", "came"}, "sane"},
};

START_TEST(test_nearest)
{
	struct certrule_bytes wanted = cr_bytes_text(nearest_cases[_i].wanted);
	struct cr_nearest nearest;
	struct certrule_bytes best;

	cr_nearest_init(&nearest, wanted);
	for (size_t i = 0; nearest_cases[_i].names[i] != NULL; i++)
		cr_nearest_offer(
		    &nearest, cr_bytes_text(nearest_cases[_i].names[i]));
	best = cr_nearest_get(&nearest);
	if (nearest_cases[_i].nearest == NULL) {
		ck_assert_ptr_null(best.data);
		return;
	}
	ck_assert_ptr_nonnull(best.data);
	ck_assert(cr_bytes_equal_text(best, nearest_cases[_i].nearest));
}
END_TEST

/* Names at the limit, and beyond it where nothing is near. */
START_TEST(test_nearest_lengths)
{
	unsigned char names[2][300];
	struct cr_nearest nearest;

	memset(names, 'x', sizeof(names));
	names[1][100] = 'y';
	for (size_t len = 254; len < 260; len++) {
		cr_nearest_init(&nearest, cr_bytes(names[0], len));
		cr_nearest_offer(&nearest, cr_bytes(names[1], 256));
		ck_assert_int_eq(
		    cr_nearest_get(&nearest).data != NULL, len <= 256);
	}
	cr_nearest_init(&nearest, cr_bytes(names[0], 256));
	cr_nearest_offer(&nearest, cr_bytes(names[1], 257));
	cr_nearest_offer(&nearest, cr_bytes(NULL, 0));
	ck_assert_ptr_null(cr_nearest_get(&nearest).data);
}
END_TEST

/* The whole table, without a band. */
static size_t
plain_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t cells[9][9];

	for (size_t i = 0; i <= a_len; i++) {
		for (size_t j = 0; j <= b_len; j++) {
			size_t best = i + j;

			if (i > 0 && j > 0)
				best = cells[i - 1][j - 1] +
				       (a[i - 1] != b[j - 1]);
			if (i > 0 && cells[i - 1][j] + 1 < best)
				best = cells[i - 1][j] + 1;
			if (j > 0 && cells[i][j - 1] + 1 < best)
				best = cells[i][j - 1] + 1;
			cells[i][j] = best;
		}
	}
	return cells[a_len][b_len];
}

START_TEST(test_nearest_distance)
{
	uint32_t state = 1;

	for (int round = 0; round < 20000; round++) {
		char text[2][8];
		size_t len[2], expected;
		struct cr_nearest nearest;

		for (size_t t = 0; t < 2; t++) {
			state = state * 1103515245 + 12345;
			len[t] = 1 + (state >> 16) % 8;
			for (size_t i = 0; i < len[t]; i++) {
				state = state * 1103515245 + 12345;
				text[t][i] = "abc"[(state >> 16) % 3];
			}
		}
		expected = plain_distance(text[0], len[0], text[1], len[1]);
		cr_nearest_init(&nearest, cr_bytes(text[0], len[0]));
		nearest.distance = 1 + (size_t)round % 9;
		cr_nearest_offer(&nearest, cr_bytes(text[1], len[1]));
		ck_assert_int_eq(nearest.best.data != NULL,
		    expected < 1 + (size_t)round % 9);
		if (nearest.best.data != NULL)
			ck_assert_uint_eq(nearest.distance, expected);
	}
}
END_TEST

static void
add(TCase *tests)
{
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_two_places_on_one_line);
	tcase_add_test(tests, test_second_behind_the_first);
	tcase_add_test(tests, test_second_on_another_line);
	tcase_add_test(tests, test_overlap_and_ends);
	tcase_add_test(tests, test_span_over_lines);
	tcase_add_test(tests, test_indentation_and_tabs_stay);
	tcase_add_test(tests, test_nothing_to_show);
	tcase_add_test(tests, test_escapes_line_up);
	tcase_add_test(tests, test_160_characters_are_whole);
	tcase_add_test(tests, test_window);
	tcase_add_test(tests, test_color);
	tcase_add_test(tests, test_warning);
	tcase_add_test(tests, test_at);
	tcase_add_test(tests, test_many);
	tcase_add_test(tests, test_sort);
	tcase_add_test(tests, test_codes);
	tcase_add_test(tests, test_quote);
	tcase_add_test(tests, test_no_memory_is_an_error);
	tcase_add_test(tests, test_each_failure);
	tcase_add_loop_test(tests, test_nearest, 0,
	    (int)(sizeof(nearest_cases) / sizeof(nearest_cases[0])));
	tcase_add_test(tests, test_nearest_lengths);
	tcase_add_test(tests, test_nearest_distance);
}

int
main(void)
{
	return unit_run("diag", add);
}

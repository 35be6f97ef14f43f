/* SPDX-License-Identifier: MIT */
/* A request taken apart: hosts that must agree, targets of every form, headers,
 * and the fields that follow from them. */
#include "../../base/alloc.h"
#include "../../base/fieldset.h"
#include "../../base/limits.h"
#include "faults.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct certrule_schema *schema;
static struct certrule_fieldset *facts;

static void
setup(void)
{
	schema = certrule_schema_new(NULL);
	facts = cr_fieldset_new(schema, cr_alloc_default());
	ck_assert_ptr_nonnull(facts);
}

static void
teardown(void)
{
	cr_fieldset_fini(facts);
	certrule_schema_free(schema);
}

static int
set(int field, const char *text)
{
	return certrule_fieldset_set_string(facts, field, text, strlen(text));
}

static int
set_host(const char *host)
{
	return certrule_fieldset_set_host(facts, host, strlen(host));
}

static int
add_header(const char *name, const char *value)
{
	return certrule_fieldset_add_header(
	    facts, name, strlen(name), value, strlen(value));
}

static int
request(const char *method, const char *target, const char *host)
{
	return certrule_fieldset_set_request(facts, method, target, host);
}

/* As cr_value_print() shows it: "text", (missing), (error: why). */
static void
expect(int field, const char *shown)
{
	struct cr_buffer out;

	cr_buffer_init(&out, cr_alloc_default());
	cr_value_print(&out, certrule_fieldset_get(facts, field));
	ck_assert_msg(strcmp((const char *)out.data, shown) == 0,
	    "%s is %s, not %s",
	    (const char *)cr_schema_field(schema, field)->name.data, out.data,
	    shown);
	cr_buffer_fini(&out);
}

/* -------------------------------------------------------------------- hosts */

START_TEST(one_host)
{
	expect(CR_ID_HOSTNAME, "(missing)");
	ck_assert_int_eq(set_host("API.example.com.:443"), 0);
	expect(CR_ID_HOSTNAME, "\"api.example.com\"");
	expect(CR_ID_RAW_HTTP_HOST, "\"API.example.com.:443\"");
}
END_TEST

START_TEST(bad_host)
{
	ck_assert_int_eq(set_host("a..b"), -1);
	expect(CR_ID_HOSTNAME, "(error: an empty label)");
	expect(CR_ID_RAW_HTTP_HOST, "\"a..b\"");
	/* for good */
	ck_assert_int_eq(set_host("a.b"), -1);
	expect(CR_ID_HOSTNAME, "(error: an empty label)");
	ck_assert_int_eq(request("GET", "http://a.b/", NULL), -1);
	expect(CR_ID_HOSTNAME, "(error: an empty label)");
}
END_TEST

START_TEST(empty_host)
{
	ck_assert_int_eq(request("GET", "/", ""), -1);
	expect(CR_ID_HOSTNAME, "(error: no name)");
}
END_TEST

START_TEST(no_host)
{
	ck_assert_int_eq(request("GET", "/", NULL), 0);
	expect(CR_ID_HOSTNAME, "(missing)");
	expect(CR_ID_RAW_HTTP_HOST, "(missing)");
	expect(CR_ID_HTTP_REQUEST_FULL_URI, "(missing)");
}
END_TEST

START_TEST(two_hosts)
{
	ck_assert_int_eq(set_host("a.example"), 0);
	ck_assert_int_eq(set_host("b.example"), -1);
	expect(CR_ID_HOSTNAME, "(error: two different hosts)");
	ck_assert_int_eq(set_host("a.example"), -1);
	expect(CR_ID_HOSTNAME, "(error: two different hosts)");
}
END_TEST

START_TEST(one_host_twice)
{
	ck_assert_int_eq(set_host("a.example"), 0);
	ck_assert_int_eq(set_host("A.example"), -1);
	expect(CR_ID_HOSTNAME, "(error: two Host headers)");
}
END_TEST

START_TEST(authority_and_host)
{
	static const char *const versions[] = {"HTTP/2", "HTTP/2.0", "HTTP/3"};

	ck_assert_int_eq(set(CR_ID_HTTP_REQUEST_VERSION, versions[_i]), 0);
	ck_assert_int_eq(set_host("a.example"), 0);
	ck_assert_int_eq(set_host("A.example:443"), 0);
	expect(CR_ID_HOSTNAME, "\"a.example\"");
	ck_assert_int_eq(set_host("b.example"), -1);
	expect(CR_ID_HOSTNAME, "(error: two different hosts)");
}
END_TEST

START_TEST(other_versions)
{
	ck_assert_int_eq(set(CR_ID_HTTP_REQUEST_VERSION, "HTTP/2"), 0);
	ck_assert_int_eq(set(CR_ID_HTTP_REQUEST_VERSION, "HTTP/1.1"), 0);
	ck_assert_int_eq(set_host("a.example"), 0);
	ck_assert_int_eq(set_host("a.example"), -1);
}
END_TEST

START_TEST(host_header)
{
	ck_assert_int_eq(add_header("HOST", "A.example"), 0);
	expect(CR_ID_HOSTNAME, "\"a.example\"");
	expect(CR_ID_RAW_HTTP_HOST, "\"A.example\"");
	/* told twice of one header is not two headers */
	ck_assert_int_eq(set_host("a.example:443"), 0);
	expect(CR_ID_HOSTNAME, "\"a.example\"");
	ck_assert_int_eq(add_header("host", "a.example"), -1);
	expect(CR_ID_HOSTNAME, "(error: two Host headers)");
	expect(CR_ID_HTTP_REQUEST_HEADERS,
	    "{\"host\": [\"A.example\", \"a.example\"]}");
}
END_TEST

START_TEST(host_header_differs)
{
	ck_assert_int_eq(request("GET", "/", "a.example"), 0);
	ck_assert_int_eq(add_header("Host", "b.example"), -1);
	expect(CR_ID_HOSTNAME, "(error: two different hosts)");
}
END_TEST

/* ------------------------------------------------------------------ targets */

/* What a target and Host make of hostname, path, query and raw uri. */
static const struct {
	const char *method, *target, *host;
	int result;
	const char *hostname, *path, *query, *raw;
} targets[] = {
    /* origin-form */
    {"GET", "/a", "h", 0, "\"h\"", "\"/a\"", "\"\"", "\"/a\""},
    {"GET", "/a?b=c?d", "h", 0, "\"h\"", "\"/a\"", "\"b=c?d\"", "\"/a?b=c?d\""},
    {"GET", "//h2/a", "h", 0, "\"h\"", "\"/h2/a\"", "\"\"", "\"//h2/a\""},
    {"GET", "/http://h2/", "h", 0, "\"h\"", "\"/http:/h2/\"", "\"\"",
	"\"/http://h2/\""},
    {"GET", "/a%2fb?x", "h", -1, "\"h\"", "(error: an encoded slash)", "\"x\"",
	"\"/a%2fb?x\""},
    {"GET", "/a#b", "h", -1, "\"h\"", "(error: a fragment in the path)", "\"\"",
	"\"/a#b\""},
    {"GET", "/a?b#c", "h", 0, "\"h\"", "\"/a\"", "\"b#c\"", "\"/a?b#c\""},
    {"GET", "", "h", -1, "\"h\"", "(error: an empty request target)",
	"(missing)", "(missing)"},
    {"GET", "?a", "h", 0, "\"h\"", "\"/\"", "\"a\"", "\"?a\""},
    {"GET", "a", "h", -1, "\"h\"",
	"(error: a path that does not begin with a slash)", "\"\"", "\"a\""},
    /* absolute-form */
    {"GET", "http://h/a?b", "h", 0, "\"h\"", "\"/a\"", "\"b\"", "\"/a?b\""},
    {"GET", "HTTPS://H:443/a", "h", 0, "\"h\"", "\"/a\"", "\"\"", "\"/a\""},
    {"GET", "https://h", "h", 0, "\"h\"", "\"/\"", "\"\"", "\"\""},
    {"GET", "https://h?q", "h", 0, "\"h\"", "\"/\"", "\"q\"", "\"?q\""},
    {"GET", "https://h/a", NULL, 0, "\"h\"", "\"/a\"", "\"\"", "\"/a\""},
    {"GET", "https://other/a", "h", -1, "(error: two different hosts)",
	"\"/a\"", "\"\"", "\"/a\""},
    {"GET", "https://h/%2f", "h", -1, "\"h\"", "(error: an encoded slash)",
	"\"\"", "\"/%2f\""},
    /* a bad path does not hide that the hosts differ */
    {"GET", "https://other/%2f", "h", -1, "(error: two different hosts)",
	"(error: an encoded slash)", "\"\"", "\"/%2f\""},
    {"GET", "https://u@h/a", "h", -1, "(error: a bad character)", "\"/a\"",
	"\"\"", "\"/a\""},
    {"GET", "https://other\\@h/a", "h", -1, "(error: a bad character)",
	"\"/a\"", "\"\"", "\"/a\""},
    {"GET", "https:///a", "h", -1, "(error: no name)", "\"/a\"", "\"\"",
	"\"/a\""},
    {"GET", "https://h#/a", "h", -1, "(error: a bad character)", "\"/a\"",
	"\"\"", "\"/a\""},
    {"GET", "ftp://h/a", "h", -1, "\"h\"",
	"(error: a path that does not begin with a slash)", "\"\"",
	"\"ftp://h/a\""},
    /* authority-form, and a CONNECT that has a path */
    {"CONNECT", "h:443", "h", 0, "\"h\"", "(missing)", "(missing)",
	"\"h:443\""},
    {"CONNECT", "h:443", NULL, 0, "\"h\"", "(missing)", "(missing)",
	"\"h:443\""},
    {"CONNECT", "other:443", "h", -1, "(error: two different hosts)",
	"(missing)", "(missing)", "\"other:443\""},
    {"CONNECT", "/chat", "h", 0, "\"h\"", "\"/chat\"", "\"\"", "\"/chat\""},
    {"GET", "h:443", "h", -1, "\"h\"",
	"(error: a path that does not begin with a slash)", "\"\"",
	"\"h:443\""},
    /* asterisk-form */
    {"OPTIONS", "*", "h", 0, "\"h\"", "\"*\"", "\"\"", "\"*\""},
};

START_TEST(target)
{
	ck_assert_int_eq(
	    request(targets[_i].method, targets[_i].target, targets[_i].host),
	    targets[_i].result);
	expect(CR_ID_HOSTNAME, targets[_i].hostname);
	expect(CR_ID_HTTP_REQUEST_URI_PATH, targets[_i].path);
	expect(CR_ID_HTTP_REQUEST_URI_QUERY, targets[_i].query);
	expect(CR_ID_RAW_HTTP_REQUEST_URI_QUERY, targets[_i].query);
	expect(CR_ID_RAW_HTTP_REQUEST_URI, targets[_i].raw);
}
END_TEST

/* In whatever order they come, they must agree. */
START_TEST(target_then_host)
{
	ck_assert_int_eq(request("GET", "https://A/a", NULL), 0);
	expect(CR_ID_RAW_HTTP_HOST, "\"A\"");
	ck_assert_int_eq(set_host("a"), 0);
	expect(CR_ID_HOSTNAME, "\"a\"");
	certrule_fieldset_clear(facts);
	ck_assert_int_eq(request("GET", "https://a/a", NULL), 0);
	ck_assert_int_eq(set_host("b"), -1);
	expect(CR_ID_HOSTNAME, "(error: two different hosts)");
}
END_TEST

START_TEST(path_alone)
{
	ck_assert_int_eq(certrule_fieldset_set_path(facts, "/A/%2e/b", 8), 0);
	expect(CR_ID_HTTP_REQUEST_URI_PATH, "\"/A/b\"");
	expect(CR_ID_RAW_HTTP_REQUEST_URI_PATH, "\"/A/%2e/b\"");
	ck_assert_int_eq(certrule_fieldset_set_path(facts, "/a?b", 4), -1);
	expect(CR_ID_HTTP_REQUEST_URI_PATH, "(error: a query in the path)");
	expect(CR_ID_RAW_HTTP_REQUEST_URI_PATH, "\"/a?b\"");
	ck_assert_int_eq(certrule_fieldset_set_path(facts, "/a\0b", 4), -1);
	expect(CR_ID_HTTP_REQUEST_URI_PATH, "(error: a NUL)");
	ck_assert_int_eq(certrule_fieldset_set_path(facts, NULL, 0), 0);
	expect(CR_ID_HTTP_REQUEST_URI_PATH, "\"/\"");
}
END_TEST

/* ------------------------------------------------------------------ derived */

START_TEST(uris)
{
	ck_assert_int_eq(request("GET", "//A/%61?Q=%61", "H:443"), 0);
	expect(CR_ID_HTTP_REQUEST_METHOD, "\"GET\"");
	expect(CR_ID_HTTP_REQUEST_URI, "\"/A/a?Q=%61\"");
	expect(CR_ID_HTTP_REQUEST_FULL_URI, "\"https://h/A/a?Q=%61\"");
	expect(
	    CR_ID_RAW_HTTP_REQUEST_FULL_URI, "\"https://H:443//A/%61?Q=%61\"");
	ck_assert_int_eq(certrule_fieldset_set_bool(facts, CR_ID_SSL, 0), 0);
	expect(CR_ID_HTTP_REQUEST_FULL_URI, "\"http://h/A/a?Q=%61\"");
	ck_assert_int_eq(certrule_fieldset_set_bool(facts, CR_ID_SSL, 1), 0);
	expect(CR_ID_HTTP_REQUEST_FULL_URI, "\"https://h/A/a?Q=%61\"");
}
END_TEST

START_TEST(errors_spread)
{
	ck_assert_int_eq(request("GET", "/%2f?a=b", "h..h"), -1);
	expect(CR_ID_HTTP_REQUEST_URI, "(error: an encoded slash)");
	expect(
	    CR_ID_HTTP_REQUEST_URI_PATH_EXTENSION, "(error: an encoded slash)");
	expect(CR_ID_HTTP_REQUEST_FULL_URI, "(error: an empty label)");
	certrule_fieldset_set_error(
	    facts, CR_ID_HTTP_REQUEST_URI_QUERY, "no luck");
	expect(CR_ID_HTTP_REQUEST_URI_ARGS, "(error: no luck)");
	expect(CR_ID_HTTP_REQUEST_URI_ARGS_NAMES, "(error: no luck)");
	ck_assert_int_eq(certrule_fieldset_set_path(facts, "/a", 2), 0);
	ck_assert_int_eq(set(CR_ID_HOSTNAME, "h"), 0);
	expect(CR_ID_HTTP_REQUEST_URI, "(error: no luck)");
	ck_assert_int_eq(set(CR_ID_HTTP_REQUEST_URI_QUERY, "q"), 0);
	expect(CR_ID_HTTP_REQUEST_FULL_URI, "\"https://h/a?q\"");
	certrule_fieldset_set_error(facts, CR_ID_SSL, "no luck");
	expect(CR_ID_HTTP_REQUEST_FULL_URI, "(error: no luck)");
	certrule_fieldset_set_error(
	    facts, CR_ID_HTTP_REQUEST_HEADERS, "no luck");
	expect(CR_ID_HTTP_REQUEST_HEADERS_NAMES, "(error: no luck)");
	expect(CR_ID_RAW_HTTP_REQUEST_HEADERS_VALUES, "(error: no luck)");
	expect(CR_ID_HTTP_COOKIE, "(error: no luck)");
	expect(CR_ID_HTTP_REQUEST_COOKIES, "(error: no luck)");
	ck_assert_int_eq(add_header("a", "b"), -1);
	expect(CR_ID_HTTP_REQUEST_HEADERS, "(error: no luck)");
}
END_TEST

static const struct {
	const char *path, *extension;
} extensions[] = {
    {"/foo", "\"\""},
    {"/foo.mp3", "\"mp3\""},
    {"/foo.MP3", "\"mp3\""},
    {"/.mp3", "\"\""},
    {"/.foo.mp3", "\"mp3\""},
    {"/foo.tar.bz2", "\"bz2\""},
    {"/foo.", "\"\""},
    {"/a.b/c", "\"\""},
    {"/a.b/", "\"\""},
    {"/", "\"\""},
    {"/a/.b", "\"\""},
    {"*", "\"\""},
};

START_TEST(extension)
{
	ck_assert_int_eq(certrule_fieldset_set_path(facts, extensions[_i].path,
			     strlen(extensions[_i].path)),
	    0);
	expect(CR_ID_HTTP_REQUEST_URI_PATH_EXTENSION, extensions[_i].extension);
}
END_TEST

START_TEST(raw_extension)
{
	expect(CR_ID_HTTP_REQUEST_URI_PATH_EXTENSION, "(missing)");
	ck_assert_int_eq(certrule_fieldset_set_path(facts, "/a.%50HP", 8), 0);
	expect(CR_ID_HTTP_REQUEST_URI_PATH_EXTENSION, "\"php\"");
	expect(CR_ID_RAW_HTTP_REQUEST_URI_PATH_EXTENSION, "\"%50HP\"");
}
END_TEST

static const struct {
	const char *query, *args;
} queries[] = {
    {"", "{}"},
    {"&", "{}"},
    {"a=1", "{\"a\": [\"1\"]}"},
    {"a=1&b=2&a=3", "{\"a\": [\"1\", \"3\"], \"b\": [\"2\"]}"},
    {"b=1&a=2", "{\"b\": [\"1\"], \"a\": [\"2\"]}"},
    {"&a=1&&b=2&", "{\"a\": [\"1\"], \"b\": [\"2\"]}"},
    {"a", "{\"a\": [\"\"]}"},
    {"a=", "{\"a\": [\"\"]}"},
    {"=a", "{\"\": [\"a\"]}"},
    {"a=b=c", "{\"a\": [\"b=c\"]}"},
    {"A=1&a=2", "{\"A\": [\"1\"], \"a\": [\"2\"]}"},
    {"%61=red+apples&b=%41", "{\"%61\": [\"red+apples\"], \"b\": [\"%41\"]}"},
    {"a;b=c", "{\"a;b\": [\"c\"]}"},
    {" a = b ", "{\" a \": [\" b \"]}"},
};

START_TEST(args)
{
	ck_assert_int_eq(
	    set(CR_ID_HTTP_REQUEST_URI_QUERY, queries[_i].query), 0);
	expect(CR_ID_HTTP_REQUEST_URI_ARGS, queries[_i].args);
}
END_TEST

START_TEST(args_lists)
{
	ck_assert_int_eq(request("GET", "/?a=1&b=2&a=3", "h"), 0);
	expect(CR_ID_HTTP_REQUEST_URI_ARGS_NAMES, "[\"a\", \"a\", \"b\"]");
	expect(CR_ID_HTTP_REQUEST_URI_ARGS_VALUES, "[\"1\", \"3\", \"2\"]");
	expect(CR_ID_RAW_HTTP_REQUEST_URI_ARGS,
	    "{\"a\": [\"1\", \"3\"], \"b\": [\"2\"]}");
	expect(CR_ID_RAW_HTTP_REQUEST_URI_ARGS_NAMES, "[\"a\", \"a\", \"b\"]");
	expect(CR_ID_RAW_HTTP_REQUEST_URI_ARGS_VALUES, "[\"1\", \"3\", \"2\"]");
}
END_TEST

/* A client may send as many names as fit; that must not cost their square. */
START_TEST(many_args)
{
	size_t count = 100000, i, len = 0;
	char *query = malloc(count * 9 + 1);
	const struct certrule_value *map;

	for (i = 0; i < count; i++)
		len += (size_t)sprintf(
		    query + len, "%07zx&", i * 2654435761u % 0x8000000);
	ck_assert_int_eq(certrule_fieldset_set_string(
			     facts, CR_ID_HTTP_REQUEST_URI_QUERY, query, len),
	    0);
	map = certrule_fieldset_get(facts, CR_ID_HTTP_REQUEST_URI_ARGS);
	ck_assert_int_eq(map->state, CERTRULE_PRESENT);
	ck_assert_uint_gt(map->as.map.count, count / 2);
	ck_assert(
	    cr_bytes_equal(map->as.map.entries[0].key, cr_bytes(query, 7)));
	free(query);
}
END_TEST

/* ------------------------------------------------------------------ headers */

START_TEST(headers)
{
	expect(CR_ID_HTTP_REQUEST_HEADERS, "(missing)");
	expect(CR_ID_HTTP_REQUEST_HEADERS_NAMES, "(missing)");
	ck_assert(!certrule_fieldset_is_set(facts, CR_ID_HTTP_REQUEST_HEADERS));
	ck_assert_int_eq(add_header("X-B", "1"), 0);
	ck_assert_int_eq(add_header("x-a", ""), 0);
	expect(
	    CR_ID_HTTP_REQUEST_HEADERS, "{\"x-b\": [\"1\"], \"x-a\": [\"\"]}");
	ck_assert(certrule_fieldset_is_set(facts, CR_ID_HTTP_REQUEST_HEADERS));
	/* one that comes after somebody looked counts as well */
	ck_assert_int_eq(add_header("X-b", "2"), 0);
	expect(CR_ID_HTTP_REQUEST_HEADERS,
	    "{\"x-b\": [\"1\", \"2\"], \"x-a\": [\"\"]}");
	expect(CR_ID_HTTP_REQUEST_HEADERS_NAMES, "[\"x-b\", \"x-b\", \"x-a\"]");
	expect(CR_ID_HTTP_REQUEST_HEADERS_VALUES, "[\"1\", \"2\", \"\"]");
	expect(CR_ID_RAW_HTTP_REQUEST_HEADERS_NAMES,
	    "[\"x-b\", \"x-b\", \"x-a\"]");
	expect(CR_ID_HTTP_USER_AGENT, "(missing)");
	expect(CR_ID_HOSTNAME, "(missing)");
}
END_TEST

START_TEST(fields_of_headers)
{
	ck_assert_int_eq(add_header("User-Agent", "curl"), 0);
	ck_assert_int_eq(add_header("Referer", "https://a/"), 0);
	ck_assert_int_eq(add_header("X-Forwarded-For", "192.0.2.1"), 0);
	ck_assert_int_eq(add_header("X-Forwarded-For", "192.0.2.2"), 0);
	ck_assert_int_eq(add_header("Cookie", "a=1; b=2"), 0);
	ck_assert_int_eq(add_header("Cookie", "a=3"), 0);
	expect(CR_ID_HTTP_USER_AGENT, "\"curl\"");
	expect(CR_ID_HTTP_REFERER, "\"https://a/\"");
	expect(CR_ID_HTTP_X_FORWARDED_FOR, "\"192.0.2.1, 192.0.2.2\"");
	expect(CR_ID_HTTP_COOKIE, "\"a=1; b=2; a=3\"");
	expect(CR_ID_HTTP_REQUEST_COOKIES,
	    "{\"a\": [\"1\", \"3\"], \"b\": [\"2\"]}");
}
END_TEST

static const struct {
	const char *cookie, *cookies;
} cookies[] = {
    {"", "{}"},
    {";; ;", "{}"},
    {"a=1", "{\"a\": [\"1\"]}"},
    {"a=1;b=2", "{\"a\": [\"1\"], \"b\": [\"2\"]}"},
    {"\ta = 1 ; b=2 ", "{\"a\": [\"1\"], \"b\": [\"2\"]}"},
    {"a=b=c", "{\"a\": [\"b=c\"]}"},
    {"a", "{\"a\": [\"\"]}"},
    {"%61=%61; a=2", "{\"a\": [\"%61\", \"2\"]}"},
    {"%6=1; %zz=2; %=3", "{\"%6\": [\"1\"], \"%zz\": [\"2\"], \"%\": [\"3\"]}"},
    {"A=1; a=2", "{\"A\": [\"1\"], \"a\": [\"2\"]}"},
    {"a=\"1\"", "{\"a\": [\"\\\"1\\\"\"]}"},
};

START_TEST(cookie)
{
	ck_assert_int_eq(set(CR_ID_HTTP_COOKIE, cookies[_i].cookie), 0);
	expect(CR_ID_HTTP_REQUEST_COOKIES, cookies[_i].cookies);
}
END_TEST

static struct certrule_value
text_value(const char *text)
{
	return cr_value_string(cr_bytes_text(text));
}

START_TEST(headers_as_a_whole)
{
	struct certrule_value items[3] = {
	    text_value("1"), text_value("2"), text_value("3")};
	struct certrule_entry entries[2] = {
	    {cr_bytes_text("X-A"), cr_value_array(CERTRULE_STRING, items, 2)},
	    {cr_bytes_text("x-a"),
		cr_value_array(CERTRULE_STRING, items + 2, 1)}};
	struct certrule_value map =
	    cr_value_map(CERTRULE_ARRAY_OF(CERTRULE_STRING), entries, 2);

	ck_assert_int_eq(add_header("old", "0"), 0);
	ck_assert_int_eq(
	    certrule_fieldset_set(facts, CR_ID_HTTP_REQUEST_HEADERS, &map), 0);
	expect(CR_ID_HTTP_REQUEST_HEADERS, "{\"x-a\": [\"1\", \"2\", \"3\"]}");
	ck_assert(certrule_fieldset_is_set(facts, CR_ID_HTTP_REQUEST_HEADERS));
	ck_assert_int_eq(add_header("X-a", "4"), 0);
	expect(CR_ID_HTTP_REQUEST_HEADERS,
	    "{\"x-a\": [\"1\", \"2\", \"3\", \"4\"]}");
	/* the same again from itself */
	map = *certrule_fieldset_get(facts, CR_ID_HTTP_REQUEST_HEADERS);
	ck_assert_int_eq(
	    certrule_fieldset_set(facts, CR_ID_HTTP_REQUEST_HEADERS, &map), 0);
	expect(CR_ID_HTTP_REQUEST_HEADERS,
	    "{\"x-a\": [\"1\", \"2\", \"3\", \"4\"]}");
}
END_TEST

START_TEST(odd_headers_as_a_whole)
{
	struct certrule_value item = cr_value_error(CERTRULE_STRING, "bad");
	struct certrule_entry entry = {
	    cr_bytes_text("a"), cr_value_array(CERTRULE_STRING, &item, 1)};
	struct certrule_value map =
	    cr_value_map(CERTRULE_ARRAY_OF(CERTRULE_STRING), &entry, 0);
	int field = CR_ID_HTTP_REQUEST_HEADERS;

	/* none at all is not the same as not told */
	ck_assert_int_eq(certrule_fieldset_set(facts, field, &map), 0);
	expect(field, "{}");
	expect(CR_ID_HTTP_REQUEST_HEADERS_NAMES, "[]");
	ck_assert_int_eq(add_header("a", "b"), 0);
	expect(field, "{\"a\": [\"b\"]}");
	map.as.map.count = 1;
	ck_assert_int_eq(certrule_fieldset_set(facts, field, &map), 0);
	expect(
	    CR_ID_HTTP_REQUEST_HEADERS_NAMES, "(error: a value is in error)");
	entry.value = cr_value_missing(entry.value.type);
	ck_assert_int_eq(certrule_fieldset_set(facts, field, &map), 0);
	expect(
	    CR_ID_HTTP_REQUEST_HEADERS_NAMES, "(error: a value is in error)");
	ck_assert_int_eq(add_header("a", "b"), -1);
	expect(field, "(error: set as a whole and one by one)");
	map.state = CERTRULE_MISSING;
	ck_assert_int_eq(certrule_fieldset_set(facts, field, &map), 0);
	expect(field, "(missing)");
	ck_assert_int_eq(add_header("a", "b"), 0);
	expect(field, "{\"a\": [\"b\"]}");
}
END_TEST

START_TEST(too_many_headers)
{
	size_t limit = CR_LIMIT_FIELD_VALUE;
	char *value = calloc(1, limit);

	ck_assert_int_eq(
	    certrule_fieldset_add_header(facts, "a", 1, value, limit - 2), 0);
	ck_assert_int_eq(certrule_fieldset_add_header(facts, "b", 1, "", 0), 0);
	ck_assert_int_eq(certrule_fieldset_add_header(facts, "", 0, "", 0), 0);
	ck_assert_int_eq(
	    certrule_fieldset_add_header(facts, "c", 1, "", 0), -1);
	expect(
	    CR_ID_HTTP_REQUEST_HEADERS, "(error: more than 1 MiB of headers)");
	/* an error stays */
	ck_assert_int_eq(certrule_fieldset_add_header(facts, "", 0, "", 0), -1);
	expect(
	    CR_ID_HTTP_REQUEST_HEADERS, "(error: more than 1 MiB of headers)");
	free(value);
}
END_TEST

START_TEST(form_lists)
{
	struct certrule_value items[2] = {text_value("1"), text_value("2")};
	struct certrule_entry entry = {
	    cr_bytes_text("A"), cr_value_array(CERTRULE_STRING, items, 2)};
	struct certrule_value map =
	    cr_value_map(CERTRULE_ARRAY_OF(CERTRULE_STRING), &entry, 1);

	ck_assert_int_eq(
	    certrule_fieldset_set(facts, CR_ID_HTTP_REQUEST_BODY_FORM, &map),
	    0);
	expect(CR_ID_HTTP_REQUEST_BODY_FORM_NAMES, "[\"A\", \"A\"]");
	expect(CR_ID_HTTP_REQUEST_BODY_FORM_VALUES, "[\"1\", \"2\"]");
}
END_TEST

/* ------------------------------------------------------------------- memory */

static const int derived[] = {CR_ID_HOSTNAME, CR_ID_RAW_HTTP_HOST,
    CR_ID_HTTP_REQUEST_METHOD, CR_ID_HTTP_REQUEST_URI,
    CR_ID_HTTP_REQUEST_URI_PATH, CR_ID_HTTP_REQUEST_URI_PATH_EXTENSION,
    CR_ID_HTTP_REQUEST_URI_QUERY, CR_ID_HTTP_REQUEST_URI_ARGS,
    CR_ID_HTTP_REQUEST_URI_ARGS_NAMES, CR_ID_HTTP_REQUEST_URI_ARGS_VALUES,
    CR_ID_HTTP_REQUEST_FULL_URI, CR_ID_RAW_HTTP_REQUEST_FULL_URI,
    CR_ID_HTTP_REQUEST_HEADERS, CR_ID_HTTP_REQUEST_HEADERS_NAMES,
    CR_ID_RAW_HTTP_REQUEST_HEADERS_VALUES, CR_ID_HTTP_COOKIE,
    CR_ID_HTTP_REQUEST_COOKIES, CR_ID_HTTP_USER_AGENT};

#define PADDING 5000 /* more than a block of the arena: every step allocates */

static void
fill_request(struct certrule_fieldset *of)
{
	static char text[PADDING + 64], padding[PADDING];

	memset(padding, 'p', sizeof(padding));
	strcpy(text, "https://A.example/a.%50HP?x=1&y=2&x=");
	memset(text + strlen(text), 'q', PADDING);
	(void)certrule_fieldset_set_request(of, "GET", text, "a.example:443");
	(void)certrule_fieldset_add_header(
	    of, "User-Agent", 10, padding, sizeof(padding));
	(void)certrule_fieldset_add_header(of, "Cookie", 6, "%61=1; b=2", 10);
	(void)certrule_fieldset_add_header(of, "Host", 4, "a.example", 9);
	(void)certrule_fieldset_add_header(
	    of, "Cookie", 6, padding, sizeof(padding));
}

/* Whatever runs out, a field is what it is with all the memory there is, or in
 * error. */
static void
compare_requests(struct certrule_fieldset *of)
{
	const struct certrule_value *value;
	size_t i;

	for (i = 0; i < COUNT(derived); i++) {
		value = certrule_fieldset_get(of, derived[i]);
		if (value->state != CERTRULE_ERROR)
			ck_assert_msg(
			    cr_value_equal(value,
				certrule_fieldset_get(facts, derived[i])),
			    "%s", cr_schema_field(schema, derived[i])->doc);
	}
}

START_TEST(memory)
{
	struct faults faults;
	struct certrule_fieldset *of;
	size_t at, i;

	fill_request(facts);
	for (i = 0; i < COUNT(derived); i++)
		ck_assert_int_eq(
		    certrule_fieldset_get(facts, derived[i])->state,
		    CERTRULE_PRESENT);
	for (at = 1;; at++) {
		faults_init(&faults, (at + 1) / 2, at % 2 == 0);
		of = cr_fieldset_new(schema, &faults.alloc);
		if (of != NULL) {
			fill_request(of);
			compare_requests(of);
		}
		cr_fieldset_fini(of);
		ck_assert_uint_eq(faults.live, 0);
		if (faults.failed == 0)
			break;
	}
	ck_assert_uint_gt(at, 20);
}
END_TEST

static TCase *
make_cases(void)
{
	TCase *cases = tcase_create("request");

	tcase_set_timeout(cases, 60);
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_test(cases, one_host);
	tcase_add_test(cases, bad_host);
	tcase_add_test(cases, empty_host);
	tcase_add_test(cases, no_host);
	tcase_add_test(cases, two_hosts);
	tcase_add_test(cases, one_host_twice);
	tcase_add_loop_test(cases, authority_and_host, 0, 3);
	tcase_add_test(cases, other_versions);
	tcase_add_test(cases, host_header);
	tcase_add_test(cases, host_header_differs);
	tcase_add_loop_test(cases, target, 0, COUNT(targets));
	tcase_add_test(cases, target_then_host);
	tcase_add_test(cases, path_alone);
	tcase_add_test(cases, uris);
	tcase_add_test(cases, errors_spread);
	tcase_add_loop_test(cases, extension, 0, COUNT(extensions));
	tcase_add_test(cases, raw_extension);
	tcase_add_loop_test(cases, args, 0, COUNT(queries));
	tcase_add_test(cases, args_lists);
	tcase_add_test(cases, many_args);
	tcase_add_test(cases, headers);
	tcase_add_test(cases, fields_of_headers);
	tcase_add_loop_test(cases, cookie, 0, COUNT(cookies));
	tcase_add_test(cases, headers_as_a_whole);
	tcase_add_test(cases, odd_headers_as_a_whole);
	tcase_add_test(cases, too_many_headers);
	tcase_add_test(cases, form_lists);
	tcase_add_test(cases, memory);
	return cases;
}

int
main(void)
{
	Suite *suite = suite_create("request");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, make_cases());
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

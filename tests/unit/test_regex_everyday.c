/* SPDX-License-Identifier: MIT */
/*
 * The patterns of regex_everyday.t over values as long as a header may be: what
 * clients send, gone on with to 8 KiB, with the match at its end or without one.
 * None is refused, and none ends in error.
 */
#include "../../base/alloc.h"
#include "../../base/limits.h"
#include "../../engine/regex.h"

#include <check.h>
#include <string.h>

#define VALUE 8192u

static const struct {
	const char *pattern, *match;
} everyday[] = {
    {"(?i)(curl|wget|python-requests)/[0-9.]+", "Wget/1.21.3"},
    {"(?i)(bot|crawl|spider|scan)",
	"Mozilla/5.0 (compatible; Examplebot/2.1; +https://bot.example/)"},
    {"sqlmap|nikto|nessus|masscan", "sqlmap/1.7.2#stable (https://sqlmap.org)"},
    {"^Mozilla/5\\.0 \\([^)]*\\) ",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "
	"like Gecko) Chrome/126.0.0.0 Safari/537.36"},
    {"Chrome/[0-9]+\\.[0-9.]+ Safari/[0-9.]+$",
	"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "
	"like Gecko) Chrome/126.0.0.0 Safari/537.36"},
    {"Android [0-9]+(\\.[0-9]+)*",
	"Dalvik/2.1.0 (Linux; U; Android 13.0.1; Pixel 7)"},
    {"(?i)msie [1-9]\\.", "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)"},
    {"iPhone OS (1[0-4]|[1-9])_",
	"Mozilla/5.0 (iPhone; CPU iPhone OS 14_8 like Mac OS X) "
	"AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.1.2 Mobile/15E148 "
	"Safari/604.1"},
    {"Mozilla/.*Firefox/[0-9]+", "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) "
				 "Gecko/20100101 Firefox/127.0"},
    {".*Linux.*Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) "
			 "Gecko/20100101 Firefox/127.0"},
    {"[a-z0-9-]+\\.example\\.com", "https://www.example.com/"},
    {"^https?://([a-z0-9-]+\\.)*example\\.com/", "https://a.b.example.com/x"},
    {"https?://(www\\.)?(google|bing|duckduckgo)\\.[a-z.]+/",
	"https://www.google.co.uk/search?q=x"},
    {"^https://[^/]+\\.example\\.com(:[0-9]+)?(/|$)",
	"https://api.example.com:8443/v1"},
    {"^/api/v[0-9]+/users/[0-9]+$", "/api/v2/users/4711"},
    {"\\.(php|asp|aspx|jsp|cgi)$", "/shop/index.php"},
    {"^/(wp-admin|wp-login\\.php|xmlrpc\\.php)", "/wp-login.php"},
    {"/\\.(git|env|htaccess|svn)(/|$)", "/app/.git/config"},
    {"^/static/.*\\.(css|js|png|jpe?g|gif|svg|woff2?)$",
	"/static/fonts/a.woff2"},
    {"^/[a-z]{2}(-[A-Z]{2})?/", "/de-AT/hilfe"},
    {"/[0-9]{4}/[0-9]{2}/[a-z0-9-]+/?$", "/blog/2031/07/summer-sale/"},
    {"^/users/[^/]+/orders/[0-9]+$", "/users/ann/orders/17"},
    {"(?i)\\.(zip|tar(\\.gz)?|7z)(\\?.*)?$", "/backup/site.TAR.GZ"},
    {"[0-9]+$", "/item/12345"},
    {"[^/]+\\.pdf$", "/a/b/c.pdf"},
    {"(?i)union.*select", "id=1 UNION ALL SELECT 1,2"},
    {"(?i)(union|select|insert|delete|drop)\\s+(all|from|into|table)",
	"q=1;DROP TABLE x"},
    {"(^|&)id=[0-9]+(&|$)", "a=b&id=42"},
    {"[?&]debug=(1|true)", "a=1&debug=true"},
    {"(?i)<script[^>]*>", "q=<ScRiPt src=x>"},
    {"(?i)(\\$\\{|%24%7b)(jndi|env|sys)", "x=${jndi:ldap://x.test/a}"},
    {"\\b[0-9]{1,3}(\\.[0-9]{1,3}){3}\\b", "url=http://192.0.2.7/x"},
    {"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
	"/d/123e4567-e89b-12d3-a456-426614174000"},
    {"eyJ[A-Za-z0-9_-]+\\.eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+",
	"auth=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlLW9mLWl0"},
    {"^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*$",
	"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJlLW9mLWl0"},
    {"\\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}\\b",
	"to=ann.b+x@mail.example.org"},
    {"^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", "ann@example.org"},
    {"(?:^|;\\s*)PHPSESSID=([a-z0-9]{26,40})",
	"a=b; PHPSESSID=0123456789abcdefghijklmnop"},
    {"(^|; )session=[A-Za-z0-9+/=]+", "lang=de; session=AbC+/="},
    {"^(application|text)/[a-z0-9.+-]+(;\\s*charset=[a-zA-Z0-9_-]+)?$",
	"application/ld+json; charset=utf-8"},
    {"^multipart/form-data; *boundary=.+$",
	"multipart/form-data; boundary=----x"},
    {"(^|,)\\s*(en|de)(-[A-Za-z]{2})?\\s*(;q=[0-9.]+)?",
	"fr;q=0.9, de-CH;q=0.8"},
    {"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*(,\\s*[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"
     ")*$",
	"en-GB, de, zh-Hant-TW"},
    {"^CN=[^,]+,OU=Fleet,O=Example", "CN=truck 7,OU=Fleet,O=Example"},
    {"^spiffe://example\\.org/ns/[a-z0-9-]+/sa/[a-z0-9-]+$",
	"spiffe://example.org/ns/prod/sa/api"},
    {"^([0-9a-f]{2}:)*[0-9a-f]{2}$", "de:ad:be:ef"},
};

/* One turn of a long value. */
static const char *const values[] = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "
    "like Gecko) Chrome/126.0.0.0 Safari/537.36 ",
    "_ga=GA1.2.1084.1712; session=AbCdEf0123456789+/==; theme=dark; "
    "consent=yes|no|maybe; lang=de-CH; ",
    "/static/js/vendor/2031/07/app-main.4f2a9c.bundle.js/",
    "utm_source=news&utm_medium=email&id=10442&q=summer%20union%20sale&",
    "eyJhbGciOiJSUzI1NiIsImtpZCI6IjIwMzEifQ",
    "en-GB,en;q=0.9,de-CH;q=0.8,fr;q=0.7, ",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8,",
    "https://www.shop.example.org/catalogue/items?page=7#top ",
    "203.0.113.195, 2001:db8:85a3::8a2e:370:7334, 198.51.100.178, ",
    "123e4567-e89b-12d3-a456-426614174000,",
    "CN=device 4711,OU=Field,O=Example Inc\\, Ltd,C=CH,",
    "The quick brown fox jumps over the lazy dog; 0123456789. ",
};

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

static struct certrule_diags *diags;
static struct cr_regex_scratch *scratch;

static void
setup(void)
{
	diags = certrule_diags_new(NULL);
	scratch = cr_regex_scratch_new(cr_alloc_default());
	ck_assert_ptr_nonnull(diags);
	ck_assert_ptr_nonnull(scratch);
}

static void
teardown(void)
{
	certrule_diags_free(diags);
	cr_regex_scratch_free(scratch);
}

/* Turns of value up to len bytes, the last of them end's. */
static void
fill(unsigned char *subject, size_t len, const char *value, const char *end)
{
	size_t turn = strlen(value), tail = strlen(end);

	for (size_t i = 0; i < len; i++)
		subject[i] = (unsigned char)value[i % turn];
	memcpy(subject + len - tail, end, tail);
}

static void
check_value(const struct cr_regex *regex, const char *pattern,
    struct certrule_bytes subject, bool must_match)
{
	int64_t work = CR_LIMIT_WORK;
	const char *why = NULL;
	enum cr_regex_result result =
	    cr_regex_search(regex, scratch, subject, &work, &why);

	ck_assert_msg(
	    result == CR_REGEX_YES || (result == CR_REGEX_NO && !must_match),
	    "%s: %d (%s) on %zu bytes of '%.40s'", pattern, result,
	    why != NULL ? why : "", subject.len, (const char *)subject.data);
}

START_TEST(test_everyday)
{
	const char *pattern = everyday[_i].pattern;
	const char *match = everyday[_i].match;
	struct cr_span span = {0, 0, 0};
	struct cr_regex *regex = cr_regex_compile(
	    cr_alloc_default(), diags, cr_bytes_text(pattern), span, false);
	unsigned char subject[VALUE];

	ck_assert_msg(regex != NULL, "%s: refused", pattern);
	check_value(regex, pattern, cr_bytes_text(match), true);
	for (int v = 0; v < COUNT(values); v++) {
		for (size_t len = 256; len <= VALUE; len *= 2) {
			fill(subject, len, values[v], "");
			check_value(
			    regex, pattern, cr_bytes(subject, len), false);
			fill(subject, len, values[v], match);
			check_value(
			    regex, pattern, cr_bytes(subject, len), false);
		}
	}
	cr_regex_free(regex);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("regex_everyday");
	TCase *tcase = tcase_create("everyday");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, tcase);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, test_everyday, 0, COUNT(everyday));
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}

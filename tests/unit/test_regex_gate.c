/* SPDX-License-Identifier: MIT */
/* The static gate: what it refuses with which pump, and what it lets pass. */
#include "../../base/alloc.h"
#include "../../engine/regex.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static enum cr_regex_shape
gate(const char *pattern, char *pump, size_t size)
{
	unsigned char bytes[64];
	size_t len = 0;
	enum cr_regex_shape shape = cr_regex_gate(cr_alloc_default(),
	    cr_bytes_text(pattern), bytes, sizeof(bytes), &len);

	snprintf(pump, size, "%.*s", (int)len, (const char *)bytes);
	return shape;
}

static const struct {
	const char *pattern;
	enum cr_regex_shape shape;
	const char *pump; /* or NULL: any */
} refused[] = {
    {"(a+)+", CR_REGEX_NESTED, "a"},
    {"^(a+)+$", CR_REGEX_NESTED, "a"},
    {"(a*)*b", CR_REGEX_NESTED, "a"},
    {"(a|a)*", CR_REGEX_OVERLAP, "a"},
    {"^(a|aa)+$", CR_REGEX_OVERLAP, NULL},
    {"^(a|b|ab)*c", CR_REGEX_OVERLAP, NULL},
    {"(.*a){20}", CR_REGEX_NESTED, NULL},
    {"^(.*?,){11}P", CR_REGEX_NESTED, NULL},
    {"(\\w+\\s?)*$", CR_REGEX_NESTED, NULL},
    {"^(([a-z])+.)+[A-Z]([a-z])+$", CR_REGEX_NESTED, NULL},
    {"([a-zA-Z]+)*$", CR_REGEX_NESTED, "a"},
    {"^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}"
     "(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$",
	CR_REGEX_NESTED, "a"},
    {"(x+x+)+y", CR_REGEX_NESTED, "x"},
    {"^(\\d+|\\w+)*!", CR_REGEX_NESTED, NULL},
    {"^([0-9a-z.]+\\.)*com$", CR_REGEX_NESTED, NULL},
    {"^((ab)*|(ab)*)*$", CR_REGEX_NESTED, "ab"},
    {"^(a?b?)*c", CR_REGEX_NESTED, NULL},
    {"(?:a|a){14}b", CR_REGEX_OVERLAP, "a"},
    {"(?i)^(a|A)*$", CR_REGEX_OVERLAP, "a"},
    {"a*a*a*b", CR_REGEX_ADJACENT, "a"},
    {"^a*a*a*b", CR_REGEX_ADJACENT, "a"},
    {"^\\d*\\.?\\d+$", CR_REGEX_ADJACENT, NULL},
    {"^(ab)*(ab)*c", CR_REGEX_ADJACENT, "ab"},
    {"^(a*|b)c?a*d", CR_REGEX_ADJACENT, "a"},
    {"^([^=&]+=[^&]*&?)*$", CR_REGEX_NESTED, NULL},
    {"^([a-z]{0,600}x)*$", CR_REGEX_TOO_COMPLEX, ""},
};

static const char *const passed[] = {
    "",
    "^/api/v[0-9]+/",
    "^(www\\.)?example\\.com$",
    "\\.(jpg|png)$",
    "^[a-z0-9-]+\\.example\\.com$",
    "(?i)curl/[0-9.]+",
    "^Mozilla/.*Firefox/[0-9]+",
    "Mozilla/.*Firefox/[0-9]+",
    "^([0-9]{1,3}\\.){3}[0-9]{1,3}$",
    "^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
    "^([0-9a-f]{2})+$",
    "^([0-9a-f]{2}:)*[0-9a-f]{2}$",
    "^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\\-]*[a-zA-Z0-9])\\.)*"
    "([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\\-]*[A-Za-z0-9])$",
    "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$",
    "^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$",
    "^/(en|de|fr)(/|$)",
    "^/static/.*\\.(css|js|png)$",
    "(bot|crawl|spider)",
    "(?i)(bot|crawl|spider)",
    "sqlmap|nikto|nessus",
    "^Bearer [A-Za-z0-9._-]+$",
    "^(GET|POST)$",
    "^/users/[^/]+/orders/[0-9]+$",
    "^(/[a-z]+)*$",
    "^([^=&]+=[^&]*&)*$",
    "OU=Admins?,",
    "^CN=[^,]+,OU=Fleet,O=Example",
    ".*foo",
    "(?s).*foo.*bar",
    "^.*foo.*bar",
    "foo.*bar",
    "\\b[0-9]+\\.[0-9]+",
    "(^|,)\\s*gzip",
    "[0-9]+",
    "x[a-z]*[a-z0-9]*",
    "^\\s*#",
    "^(a|b|c|d)*$",
    "^(foo|bar)+$",
    "(\\$\\{|%24%7B)(jndi|env):",
    "^(,[a-z]*)*$",
    "(a|ab)*",
    "^(a|ab)*$",
    /* For the probe to decide. */
    "\\s+$",
    "[a-z0-9-]+\\.example\\.com$",
    "(foo|[a-z]+)x",
    "(.*foo|.*bar)",
    "^.*a.*b.*c",
    "\\.(example|test)\\.(com|org)(:[0-9]+)?$",
};

START_TEST(test_refused)
{
	char pump[80];
	enum cr_regex_shape shape =
	    gate(refused[_i].pattern, pump, sizeof(pump));

	ck_assert_msg(shape == refused[_i].shape, "%s: %d with pump '%s'",
	    refused[_i].pattern, shape, pump);
	if (refused[_i].pump != NULL)
		ck_assert_str_eq(pump, refused[_i].pump);
	else
		ck_assert_str_ne(pump, "");
}
END_TEST

START_TEST(test_passed)
{
	char pump[80];
	enum cr_regex_shape shape = gate(passed[_i], pump, sizeof(pump));

	ck_assert_msg(shape == CR_REGEX_SAFE, "%s: %d with pump '%s'",
	    passed[_i], shape, pump);
}
END_TEST

/* Whatever the pattern, the check itself ends soon. */
START_TEST(test_bounded)
{
	static const char *const parts[] = {"(a|b?)*", "(a{1,9}){1,9}",
	    "([a-z]{0,500},)*", "(a?){60000}", "((((a{9}){9}){9}){9}){9}",
	    "a*b*", "(ab|cd|", "((()*)*)*"};
	char pattern[4200], pump[80];
	size_t len = 0, part = strlen(parts[_i]);

	while (len + part < 4096) {
		memcpy(pattern + len, parts[_i], part);
		len += part;
	}
	pattern[len] = '\0';
	(void)gate(pattern, pump, sizeof(pump));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("regex_gate");
	TCase *tcase = tcase_create("gate");
	SRunner *runner;
	int failed;

	suite_add_tcase(suite, tcase);
	tcase_add_loop_test(tcase, test_refused, 0,
	    (int)(sizeof(refused) / sizeof(refused[0])));
	tcase_add_loop_test(
	    tcase, test_passed, 0, (int)(sizeof(passed) / sizeof(passed[0])));
	tcase_add_loop_test(tcase, test_bounded, 0, 8);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}

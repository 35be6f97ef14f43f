/* SPDX-License-Identifier: MIT */
/* TAP 13 as prove and Automake read it; JUnit as CI servers do. */
#include "test_report.h"

#include <string.h>

void
cr_test_report_begin(struct cr_test_report *report, struct cr_output *tap,
    FILE *junit, size_t case_count, bool many_files)
{
	memset(report, 0, sizeof(*report));
	report->tap = tap;
	report->many_files = many_files;
	cr_output_printf(tap, "TAP version 13\n1..%zu\n", case_count);
	if (junit == NULL)
		return;
	cr_output_init(&report->junit, junit);
	cr_output_printf(&report->junit,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuite name=\"certrule\" tests=\"%zu\">\n",
	    case_count);
}

/* In a title # would begin a directive, so that a case could skip itself. */
static void
add_title(struct cr_text *text, const char *title)
{
	struct cr_text safe;

	cr_text_init(&safe);
	cr_text_escape(&safe, title, strlen(title));
	for (const char *c = cr_text_get(&safe); *c != '\0'; c++) {
		if (*c == '#')
			cr_text_add(text, "\\");
		(void)cr_text_write(text, c, 1);
	}
	text->failed |= safe.failed;
	cr_text_fini(&safe);
}

static void
write_tap(struct cr_test_report *report, const struct cr_test_file *file,
    const struct cr_test_case *test, const char *failure)
{
	bool ok = failure[0] == '\0';
	struct cr_text title;

	cr_text_init(&title);
	if (report->many_files) {
		add_title(&title, file->path);
		cr_text_add(&title, ": ");
	}
	add_title(&title, test->title);
	cr_output_colored(
	    report->tap, ok ? "32" : "31", ok ? "ok" : "not ok", ok ? 2 : 6);
	cr_output_printf(report->tap, " %zu - %s\n", report->number,
	    title.failed ? "(out of memory)" : cr_text_get(&title));
	cr_text_fini(&title);
	if (ok)
		return;
	cr_output_printf(report->tap, "# %s:%u\n", file->path, test->line);
	while (*failure != '\0') {
		size_t len = strcspn(failure, "\n");

		cr_output_printf(report->tap, "# %.*s\n", (int)len, failure);
		failure += len + (failure[len] == '\n');
	}
}

/* Whatever XML 1.0 cannot hold was escaped before. */
static void
write_xml(struct cr_output *out, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '&':
			cr_output_text(out, "&amp;");
			break;
		case '<':
			cr_output_text(out, "&lt;");
			break;
		case '>':
			cr_output_text(out, "&gt;");
			break;
		case '"':
			cr_output_text(out, "&quot;");
			break;
		default:
			(void)cr_output_write(out, text, 1);
		}
	}
}

static void
write_junit(struct cr_output *out, const struct cr_test_file *file,
    const struct cr_test_case *test, const char *failure)
{
	struct cr_text safe;

	cr_text_init(&safe);
	cr_output_text(out, "  <testcase classname=\"");
	cr_text_escape(&safe, file->path, strlen(file->path));
	write_xml(out, cr_text_get(&safe));
	cr_output_text(out, "\" name=\"");
	cr_text_clear(&safe);
	cr_text_escape(&safe, test->title, strlen(test->title));
	write_xml(out, cr_text_get(&safe));
	if (failure[0] == '\0') {
		cr_output_text(out, "\"/>\n");
	} else {
		cr_output_printf(
		    out, "\">\n    <failure message=\"line %u\">", test->line);
		write_xml(out, failure);
		cr_output_text(out, "</failure>\n  </testcase>\n");
	}
	cr_text_fini(&safe);
}

void
cr_test_report_case(struct cr_test_report *report,
    const struct cr_test_file *file, const struct cr_test_case *test,
    const char *failure)
{
	report->number++;
	report->failed += failure[0] != '\0';
	write_tap(report, file, test, failure);
	if (report->junit.stream != NULL)
		write_junit(&report->junit, file, test, failure);
}

int
cr_test_report_finish(struct cr_test_report *report)
{
	if (report->junit.stream == NULL)
		return 0;
	cr_output_text(&report->junit, "</testsuite>\n");
	return cr_output_finish(&report->junit);
}

/* SPDX-License-Identifier: MIT */
/* How test results go out: TAP on standard output, and a JUnit file. */
#ifndef CR_TEST_REPORT_H
#define CR_TEST_REPORT_H

#include "output.h"
#include "test_file.h"

struct cr_test_report {
	struct cr_output *tap;
	struct cr_output junit; /* stream NULL: none */
	bool many_files;	/* titles say which file they are of */
	size_t number, failed;
};

/* The plan; junit is NULL or a stream that _finish closes. */
void cr_test_report_begin(struct cr_test_report *report, struct cr_output *tap,
    FILE *junit, size_t case_count, bool many_files);
/* failure: "" for a case that passed. */
void cr_test_report_case(struct cr_test_report *report,
    const struct cr_test_file *file, const struct cr_test_case *test,
    const char *failure);
/* -1: the JUnit file could not be written. */
int cr_test_report_finish(struct cr_test_report *report);

#endif

/* SPDX-License-Identifier: MIT */
/* What every unit test of base needs: main(), and texts compared by length. */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include "../../base/alloc.h"
#include "../../base/buffer.h"
#include "../../base/bytes.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a literal, NULs in it included. */
#define B(literal) cr_bytes(literal, sizeof(literal) - 1)

#define ck_assert_bytes(bytes, literal)                           \
	do {                                                      \
		struct certrule_bytes got_ = (bytes);             \
		ck_assert_uint_eq(got_.len, sizeof(literal) - 1); \
		ck_assert_mem_eq(got_.data, literal, got_.len);   \
	} while (0)

/* What a printer put into the buffer; it is empty afterwards. */
#define ck_assert_printed(buffer, text)                               \
	do {                                                          \
		ck_assert(!cr_buffer_failed(buffer));                 \
		ck_assert_str_eq((const char *)(buffer)->data, text); \
		cr_buffer_clear(buffer);                              \
	} while (0)

/* Runs the tests that add() names; what main() returns. */
static inline int
unit_run(const char *name, void (*add)(TCase *))
{
	Suite *suite = suite_create(name);
	TCase *tests = tcase_create(name);
	SRunner *runner;
	int failed;

	add(tests);
	suite_add_tcase(suite, tests);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif

/* SPDX-License-Identifier: MIT */
/* Allocation table and arena: alignment, limits, reuse, lack of memory. */
#include "../../base/arena.h"
#include "faults.h"
#include "unit.h"

#include <stdint.h>

START_TEST(test_alloc_never_asks_for_nothing)
{
	const struct certrule_alloc *alloc = cr_alloc_default();
	unsigned char *memory = cr_alloc(alloc, 0);
	unsigned *numbers = cr_alloc_array(alloc, 3, sizeof(*numbers));

	ck_assert_ptr_nonnull(memory);
	memory[0] = 1;
	ck_assert_ptr_nonnull(numbers);
	ck_assert_uint_eq(numbers[0] | numbers[1] | numbers[2], 0);
	cr_alloc_free(alloc, memory);
	cr_alloc_free(alloc, numbers);
	cr_alloc_free(alloc, NULL);
}
END_TEST

START_TEST(test_alloc_refuses_overflow)
{
	const struct certrule_alloc *alloc = cr_alloc_default();
	char *text = cr_alloc_string(alloc, "kept");

	ck_assert_ptr_null(cr_alloc_array(alloc, SIZE_MAX / 2 + 1, 2));
	ck_assert_ptr_null(cr_alloc_resize(alloc, text, SIZE_MAX / 4, 8));
	ck_assert_str_eq(text, "kept");
	cr_alloc_free(alloc, text);
}
END_TEST

START_TEST(test_resize_makes_and_keeps)
{
	struct faults faults;
	char *text;

	faults_init(&faults, 0, false);
	text = cr_alloc_resize(&faults.alloc, NULL, 4, 1);
	ck_assert_ptr_nonnull(text);
	memcpy(text, "abc", 4);
	text = cr_alloc_resize(&faults.alloc, text, 1000, 1);
	ck_assert_str_eq(text, "abc");
	cr_alloc_free(&faults.alloc, text);
	ck_assert_uint_eq(faults.live, 0);
	text = cr_alloc_resize(cr_alloc_default(), NULL, 0, 1);
	text = cr_alloc_resize(cr_alloc_default(), text, 100, 1);
	ck_assert_ptr_nonnull(text);
	cr_alloc_free(cr_alloc_default(), text);
	faults_init(&faults, 1, true);
	ck_assert_ptr_null(cr_alloc_array(&faults.alloc, 1, 1));
	ck_assert_ptr_null(cr_alloc_string(&faults.alloc, ""));
}
END_TEST

START_TEST(test_objects_are_aligned_zeroed_and_apart)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());
	unsigned char *objects[200];

	for (size_t i = 0; i < 200; i++) {
		objects[i] = cr_arena_get(arena, i);
		ck_assert_ptr_nonnull(objects[i]);
		ck_assert_uint_eq((uintptr_t)objects[i] % sizeof(void *), 0);
		for (size_t j = 0; j < i; j++)
			ck_assert_uint_eq(objects[i][j], 0);
		memset(objects[i], (int)i, i);
		cr_arena_string(arena, "x");
	}
	for (size_t i = 1; i < 200; i++)
		ck_assert_uint_eq(objects[i][i - 1], i);
	cr_arena_free(arena);
	cr_arena_free(NULL);
}
END_TEST

START_TEST(test_texts_are_copied)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());
	struct certrule_bytes copy = cr_arena_bytes(arena, B("a\0b"));

	ck_assert_bytes(copy, "a\0b");
	ck_assert_uint_eq(copy.data[3], 0);
	copy = cr_arena_bytes(arena, cr_bytes(NULL, 0));
	ck_assert_ptr_nonnull(copy.data);
	ck_assert_uint_eq(copy.len, 0);
	ck_assert_str_eq(cr_arena_string(arena, ""), "");
	ck_assert_str_eq(cr_arena_printf(arena, "%d of %s", 7, "x"), "7 of x");
	cr_arena_free(arena);
}
END_TEST

/* At the limit is fine, one more is not; what does not fit costs nothing. */
START_TEST(test_limit_is_exact)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());

	cr_arena_set_limit(arena, 4096);
	ck_assert_ptr_nonnull(cr_arena_get(arena, 4095));
	cr_arena_reset(arena);
	ck_assert_ptr_nonnull(cr_arena_get(arena, 4096));
	ck_assert_uint_eq(cr_arena_used(arena), 4096);
	ck_assert_ptr_null(cr_arena_string(arena, ""));
	cr_arena_reset(arena);
	ck_assert_uint_eq(cr_arena_used(arena), 0);
	ck_assert_ptr_null(cr_arena_get(arena, 4097));
	ck_assert_uint_eq(cr_arena_used(arena), 0);
	ck_assert_ptr_nonnull(cr_arena_get(arena, 1));
	cr_arena_free(arena);
}
END_TEST

static size_t
take_until_refused(struct cr_arena *arena)
{
	size_t count = 0;

	while (cr_arena_string(arena, "four") != NULL &&
	       cr_arena_get(arena, 24) != NULL)
		count++;
	return count;
}

/* Whether a decision runs out must not hang on what ran before it. */
START_TEST(test_limit_does_not_depend_on_blocks)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());
	size_t first;

	cr_arena_set_limit(arena, 256 << 10);
	first = take_until_refused(arena);
	ck_assert_uint_gt(first, 1000);
	for (int i = 0; i < 3; i++) {
		cr_arena_reset(arena);
		ck_assert_uint_eq(take_until_refused(arena), first);
	}
	cr_arena_free(arena);
}
END_TEST

static void
fill(struct cr_arena *arena)
{
	for (size_t i = 0; i < 300; i++) {
		ck_assert_ptr_nonnull(cr_arena_get(arena, i * 7 % 5000));
		ck_assert_ptr_nonnull(cr_arena_string(arena, "odd"));
	}
	ck_assert_ptr_nonnull(cr_arena_get(arena, 3 << 20));
	ck_assert_ptr_nonnull(cr_arena_get(arena, 1));
}

START_TEST(test_second_round_allocates_nothing)
{
	struct faults faults;
	struct cr_arena *arena;
	size_t calls;

	faults_init(&faults, 0, false);
	arena = cr_arena_new(&faults.alloc);
	cr_arena_reset(arena);
	fill(arena);
	cr_arena_reset(arena);
	calls = faults.calls;
	ck_assert_uint_eq(faults.live, 2);
	for (int i = 0; i < 5; i++) {
		fill(arena);
		cr_arena_reset(arena);
	}
	ck_assert_uint_eq(faults.calls, calls);
	cr_arena_free(arena);
	ck_assert_uint_eq(faults.live, 0);
}
END_TEST

START_TEST(test_reset_without_memory_still_works)
{
	struct faults faults;
	struct cr_arena *arena;

	faults_init(&faults, 0, false);
	arena = cr_arena_new(&faults.alloc);
	fill(arena);
	faults.at = faults.calls + 1;
	cr_arena_reset(arena);
	fill(arena);
	cr_arena_free(arena);
	ck_assert_uint_eq(faults.live, 0);
}
END_TEST

/* Every result is NULL or good, whichever allocation fails. */
static bool
use_all(const struct certrule_alloc *alloc)
{
	struct cr_arena *arena = cr_arena_new(alloc);
	bool whole = false;

	if (arena == NULL)
		return false;
	if (cr_arena_get(arena, 5000) != NULL &&
	    cr_arena_array(arena, 1000, 10) != NULL &&
	    cr_arena_bytes(arena, B("text")).data != NULL &&
	    cr_arena_printf(arena, "%9000d", 1) != NULL)
		whole = true;
	cr_arena_free(arena);
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
}
END_TEST

START_TEST(test_huge_sizes_are_refused)
{
	struct cr_arena *arena = cr_arena_new(cr_alloc_default());

	ck_assert_ptr_null(cr_arena_get(arena, SIZE_MAX));
	ck_assert_ptr_null(cr_arena_get(arena, SIZE_MAX - 16));
	ck_assert_ptr_null(cr_arena_array(arena, SIZE_MAX / 2, 3));
	ck_assert_ptr_null(cr_arena_bytes(arena, cr_bytes("", SIZE_MAX)).data);
	ck_assert_uint_eq(cr_arena_used(arena), 0);
	cr_arena_free(arena);
}
END_TEST

static void
add(TCase *tests)
{
	tcase_add_test(tests, test_alloc_never_asks_for_nothing);
	tcase_add_test(tests, test_alloc_refuses_overflow);
	tcase_add_test(tests, test_resize_makes_and_keeps);
	tcase_add_test(tests, test_objects_are_aligned_zeroed_and_apart);
	tcase_add_test(tests, test_texts_are_copied);
	tcase_add_test(tests, test_limit_is_exact);
	tcase_add_test(tests, test_limit_does_not_depend_on_blocks);
	tcase_add_test(tests, test_second_round_allocates_nothing);
	tcase_add_test(tests, test_reset_without_memory_still_works);
	tcase_add_test(tests, test_each_failure);
	tcase_add_test(tests, test_huge_sizes_are_refused);
}

int
main(void)
{
	return unit_run("arena", add);
}

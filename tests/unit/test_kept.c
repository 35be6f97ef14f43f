/* SPDX-License-Identifier: MIT */
/* What is kept of verdicts: by block, certificates and window, and no more than
 * there is room for. */
#include "../../base/alloc.h"
#include "../../base/limits.h"
#include "../../fields/kept.h"
#include "certs.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct cr_kept_cache *cache;

static void
set_up(void)
{
	cache = cr_kept_cache_new(cr_alloc_default());
	ck_assert_ptr_nonnull(cache);
}

static void
tear_down(void)
{
	cr_kept_cache_free(cache);
	certs_fini();
}

/* A key that differs by number; digests look random, and so do these. */
static struct cr_kept_key
make_key(unsigned number)
{
	struct cr_kept_key key;
	uint64_t mixed = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);

	memset(&key, 7, sizeof key);
	memcpy(key.peer, &mixed, sizeof mixed);
	return key;
}

static struct cr_finding *
make_finding(enum cr_reason reason, STACK_OF(X509) * path)
{
	struct cr_verify verify = {.reason = reason, .path = path};
	struct cr_revocation revocation = {.status = CR_REVOCATION_GOOD};
	struct cr_finding *finding =
	    cr_finding_new(cr_alloc_default(), &verify, &revocation);

	ck_assert_ptr_nonnull(finding);
	return finding;
}

static void
put(unsigned number, enum cr_reason reason, int64_t from, int64_t until)
{
	struct cr_kept kept = {.key = make_key(number),
	    .window = {from, until},
	    .finding = make_finding(reason, NULL)};

	cr_kept_cache_put(cache, &kept);
	cr_finding_drop(kept.finding);
}

static int
look_up(const struct cr_kept_key *key, int64_t now, struct cr_kept *out)
{
	return cr_kept_cache_find(cache, key, now, cr_alloc_default(), out);
}

static bool
find(unsigned number, int64_t now, enum cr_reason *reason)
{
	struct cr_kept_key key = make_key(number);
	struct cr_kept kept;

	if (look_up(&key, now, &kept) != 0)
		return false;
	*reason = kept.finding->verify.reason;
	cr_finding_drop(kept.finding);
	return true;
}

START_TEST(test_window)
{
	enum cr_reason reason;

	put(1, CR_REASON_OK, 100, 200);
	ck_assert(!find(1, 99, &reason));
	ck_assert(find(1, 100, &reason));
	ck_assert(find(1, 200, &reason));
	ck_assert(!find(1, 201, &reason));
	ck_assert(!find(2, 150, &reason));
	/* Of one key the last one counts. */
	put(1, CR_REASON_OK, 300, 400);
	ck_assert(!find(1, 150, &reason));
	ck_assert(find(1, 350, &reason));
}
END_TEST

START_TEST(test_key)
{
	struct cr_kept_key key = make_key(1), other = key;
	struct cr_kept found;

	put(1, CR_REASON_OK, 0, 100);
	other.block[31] ^= 1;
	ck_assert_int_ne(look_up(&other, 50, &found), 0);
	other = key;
	other.peer[31] ^= 1;
	ck_assert_int_ne(look_up(&other, 50, &found), 0);
	ck_assert_int_eq(look_up(&key, 50, &found), 0);
	cr_finding_drop(found.finding);
}
END_TEST

static unsigned
count_found(unsigned first, unsigned count)
{
	enum cr_reason reason;
	unsigned i, found = 0;

	for (i = first; i < first + count; i++)
		found += find(i, 50, &reason);
	return found;
}

/* However many strangers come, those who were verified stay. */
START_TEST(test_strangers_push_nobody_out)
{
	unsigned i, before;

	for (i = 0; i < 64; i++)
		put(i, CR_REASON_OK, 0, 100);
	before = count_found(0, 64);
	ck_assert_uint_eq(before, 64);
	for (i = 1000; i < 1000 + 100 * CR_LIMIT_CACHE_OTHERS; i++)
		put(i, CR_REASON_SELF_SIGNED_LEAF, 0, 100);
	ck_assert_uint_eq(count_found(0, 64), before);
	ck_assert_uint_le(count_found(1000, 100 * CR_LIMIT_CACHE_OTHERS),
	    CR_LIMIT_CACHE_OTHERS);
}
END_TEST

START_TEST(test_bounded)
{
	unsigned i, many = 10 * CR_LIMIT_CACHE_VERIFIED;

	for (i = 0; i < many; i++)
		put(i, CR_REASON_OK, 0, 100);
	ck_assert_uint_le(count_found(0, many), CR_LIMIT_CACHE_VERIFIED);
	/* The last to come is there. */
	ck_assert_uint_eq(count_found(many - 1, 1), 1);
}
END_TEST

/* Certificates of an entry live as long as somebody holds it. */
START_TEST(test_references)
{
	struct cert *root = cert_root("/CN=root");
	struct cr_kept kept = {.key = make_key(1), .window = {0, 100}};
	STACK_OF(X509) *path = sk_X509_new_null();
	struct cr_kept found;

	ck_assert_int_gt(sk_X509_push(path, root->x509), 0);
	ck_assert_int_eq(X509_up_ref(root->x509), 1);
	kept.finding = make_finding(CR_REASON_OK, path);
	cr_kept_cache_put(cache, &kept);
	cr_finding_drop(kept.finding);
	ck_assert_int_eq(look_up(&kept.key, 50, &found), 0);
	cr_kept_cache_free(cache);
	cache = NULL;
	ck_assert_int_eq(found.finding->revocation.status, CR_REVOCATION_GOOD);
	path = found.finding->verify.path;
	ck_assert_int_eq(X509_cmp(sk_X509_value(path, 0), root->x509), 0);
	cr_finding_drop(found.finding);
}
END_TEST

/* What a request found is there until it ends, whatever takes its place in the
 * table meanwhile. */
START_TEST(test_holders)
{
	struct cr_kept entries[4] = {{.used = false}};
	struct cr_kept_table table = {cr_alloc_default(), entries, 4, 0};
	struct cr_kept kept = {.key = make_key(1), .window = {0, 100}};
	struct cr_finding *held = make_finding(CR_REASON_OK, NULL);

	kept.finding = held;
	cr_kept_put(&table, &kept);
	kept.finding = make_finding(CR_REASON_SELF_SIGNED_LEAF, NULL);
	cr_kept_put(&table, &kept);
	ck_assert_int_eq(held->verify.reason, CR_REASON_OK);
	ck_assert_ptr_eq(
	    cr_kept_find(&table, &kept.key, 50)->finding, kept.finding);
	cr_finding_drop(kept.finding);
	cr_finding_drop(held);
	cr_kept_fini(&table);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("kept");
	TCase *all = tcase_create("all");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(all, set_up, tear_down);
	tcase_add_test(all, test_window);
	tcase_add_test(all, test_key);
	tcase_add_test(all, test_strangers_push_nobody_out);
	tcase_add_test(all, test_bounded);
	tcase_add_test(all, test_references);
	tcase_add_test(all, test_holders);
	suite_add_tcase(suite, all);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* SPDX-License-Identifier: MIT */
/* Slots: setting, fetching, forgetting, and that a setter that fails leaves an
 * error behind. */
#include "../../base/alloc.h"
#include "../../base/fieldset.h"
#include "../../base/limits.h"
#include "faults.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct certrule_schema *schema;
static struct certrule_fieldset *facts;
static int tenant, needed, names, counted;

/* Counts its calls; the third one gives a value of another type. */
static int fetched;
static int
fetch_counted(struct certrule_fieldset *of, const struct cr_field *field,
    struct certrule_value *out)
{
	(void)of;
	ck_assert_int_eq(out->state, CERTRULE_MISSING);
	ck_assert_uint_eq(out->type, field->type);
	fetched++;
	if (fetched == 2)
		return -1;
	*out = fetched == 3 ? cr_value_bool(true) : cr_value_int(fetched);
	return 0;
}

static int
fetch_true(struct certrule_fieldset *of, const struct cr_field *field,
    struct certrule_value *out)
{
	(void)of;
	(void)field;
	*out = cr_value_bool(true);
	return 0;
}

static int
fetch_block(struct certrule_fieldset *of, const struct cr_field *field,
    struct certrule_value *out)
{
	(void)of;
	(void)field;
	*out = cr_value_string(cr_bytes_text("fleet"));
	return 0;
}

static int
add(const char *name, unsigned type, unsigned flags)
{
	ck_assert_int_eq(cr_schema_add(schema, cr_bytes_text(name), type, flags,
			     CERTRULE_ORIGIN_POLICY),
	    CR_SCHEMA_OK);
	return cr_schema_find_field(schema, cr_bytes_text(name));
}

static void
setup(void)
{
	fetched = 0;
	schema = certrule_schema_new(NULL);
	ck_assert_ptr_nonnull(schema);
	tenant = add("app.tenant", CERTRULE_STRING, 0);
	needed = add("app.needed", CERTRULE_STRING, CR_FIELD_REQUIRED);
	names = add("app.names", CERTRULE_ARRAY_OF(CERTRULE_STRING), 0);
	counted = add("app.counted", CERTRULE_INT, 0);
	ck_assert_int_eq(
	    cr_schema_bind(schema, "app.counted", fetch_counted, NULL), 0);
	ck_assert_int_eq(
	    cr_schema_bind(
		schema, "cf.tls_client_auth.cert_verified", fetch_true, NULL),
	    0);
	ck_assert_int_eq(cr_schema_bind(schema, "tls.client_cert.trust.block",
			     fetch_block, NULL),
	    0);
	facts = cr_fieldset_new(schema, cr_alloc_default());
	ck_assert_ptr_nonnull(facts);
}

static void
teardown(void)
{
	cr_fieldset_fini(facts);
	cr_fieldset_fini(NULL);
	certrule_schema_free(schema);
}

static const struct certrule_value *
get(int field)
{
	return certrule_fieldset_get(facts, field);
}

static int
set(int field, const char *text)
{
	return certrule_fieldset_set_string(facts, field, text, strlen(text));
}

static void
expect_string(int field, const char *text)
{
	ck_assert_int_eq(get(field)->state, CERTRULE_PRESENT);
	ck_assert_uint_eq(get(field)->type, CERTRULE_STRING);
	ck_assert_msg(cr_bytes_equal_text(get(field)->as.string, text),
	    "'%.*s' is not '%s'", (int)get(field)->as.string.len,
	    get(field)->as.string.data, text);
}

static void
expect_error(int field, const char *why)
{
	ck_assert_int_eq(get(field)->state, CERTRULE_ERROR);
	ck_assert_uint_eq(
	    get(field)->type, cr_schema_field(schema, field)->type);
	ck_assert_str_eq(get(field)->as.why, why);
}

static void
expect_missing(int field)
{
	ck_assert_int_eq(get(field)->state, CERTRULE_MISSING);
	ck_assert_uint_eq(
	    get(field)->type, cr_schema_field(schema, field)->type);
}

/* ----------------------------------------------------------------- setting */

START_TEST(set_and_get)
{
	char text[] = "acme";

	expect_missing(tenant);
	ck_assert(!certrule_fieldset_is_set(facts, tenant));
	ck_assert_int_eq(set(tenant, text), 0);
	text[0] = 'X'; /* it was copied */
	expect_string(tenant, "acme");
	ck_assert(certrule_fieldset_is_set(facts, tenant));
	ck_assert_int_eq(set(tenant, ""), 0);
	expect_string(tenant, "");
	ck_assert_int_eq(
	    certrule_fieldset_set_string(facts, tenant, NULL, 0), 0);
	expect_string(tenant, "");
	ck_assert_int_eq(certrule_fieldset_set_int(
			     facts, CR_ID_HTTP_REQUEST_BODY_SIZE, INT64_MIN),
	    0);
	ck_assert_int_eq(
	    get(CR_ID_HTTP_REQUEST_BODY_SIZE)->as.integer, INT64_MIN);
	ck_assert_int_eq(certrule_fieldset_set_bool(facts, CR_ID_SSL, 17), 0);
	ck_assert_int_eq(get(CR_ID_SSL)->as.boolean, 1);
	/* its own value */
	ck_assert_int_eq(set(tenant, "acme"), 0);
	ck_assert_int_eq(certrule_fieldset_set(facts, tenant, get(tenant)), 0);
	expect_string(tenant, "acme");
}
END_TEST

START_TEST(no_such_field)
{
	ck_assert_int_eq(set(-1, "x"), -1);
	ck_assert_int_eq(set(100000, "x"), -1);
	certrule_fieldset_set_error(facts, -1, "x");
	ck_assert_int_eq(get(-1)->state, CERTRULE_ERROR);
	ck_assert_int_eq(get(100000)->state, CERTRULE_ERROR);
	ck_assert(!certrule_fieldset_is_set(facts, -1));
	ck_assert(!certrule_fieldset_is_set(facts, 100000));
}
END_TEST

START_TEST(wrong_type)
{
	struct certrule_value items[2] = {
	    cr_value_string(cr_bytes_text("a")), cr_value_int(1)};
	struct certrule_value value = cr_value_array(CERTRULE_STRING, items, 2);
	struct certrule_value ip = {
	    .state = CERTRULE_PRESENT, .type = CERTRULE_IP};

	ck_assert_int_eq(certrule_fieldset_set_int(facts, tenant, 1), -1);
	expect_error(tenant, "set to a value of another type");
	ck_assert_int_eq(certrule_fieldset_set(facts, names, &value), -1);
	expect_error(names, "set to a value of another type");
	value.as.array.count = 1;
	ck_assert_int_eq(certrule_fieldset_set(facts, names, &value), 0);
	ck_assert_uint_eq(get(names)->as.array.count, 1);
	/* neither an IPv4 nor an IPv6 address */
	ck_assert_int_eq(certrule_fieldset_set(facts, CR_ID_IP_SRC, &ip), -1);
	expect_error(CR_ID_IP_SRC, "set to a value of another type");
	ip.as.ip.family = 6;
	ck_assert_int_eq(certrule_fieldset_set(facts, CR_ID_IP_SRC, &ip), 0);
}
END_TEST

START_TEST(too_long)
{
	size_t limit = CR_LIMIT_FIELD_VALUE;
	char *text = calloc(1, limit + 1);

	ck_assert_ptr_nonnull(text);
	ck_assert_int_eq(
	    certrule_fieldset_set_string(facts, tenant, text, limit - 1), 0);
	ck_assert_int_eq(
	    certrule_fieldset_set_string(facts, tenant, text, limit), 0);
	ck_assert_uint_eq(get(tenant)->as.string.len, limit);
	ck_assert_int_eq(
	    certrule_fieldset_set_string(facts, tenant, text, limit + 1), -1);
	expect_error(tenant, "set to more than 1 MiB");
	free(text);
}
END_TEST

START_TEST(states)
{
	struct certrule_value missing = cr_value_missing(CERTRULE_STRING);
	struct certrule_value error =
	    cr_value_error(CERTRULE_STRING, "so it was recorded");
	char why[] = "no luck";

	certrule_fieldset_set_error(facts, tenant, why);
	why[0] = 'X';
	expect_error(tenant, "no luck");
	ck_assert_int_eq(certrule_fieldset_set(facts, tenant, &error), 0);
	expect_error(tenant, "so it was recorded");
	ck_assert_int_eq(certrule_fieldset_set(facts, tenant, &missing), 0);
	expect_missing(tenant);
	/* a required field stays one */
	expect_error(needed, "this required field is not set");
	ck_assert_int_eq(certrule_fieldset_set(facts, needed, &missing), -1);
	expect_error(needed, "this required field is not set");
	ck_assert_int_eq(set(needed, "x"), 0);
	expect_string(needed, "x");
}
END_TEST

START_TEST(canonical_when_set)
{
	ck_assert_int_eq(set(CR_ID_HOSTNAME, "API.example.com.:443"), 0);
	expect_string(CR_ID_HOSTNAME, "api.example.com");
	ck_assert_int_eq(set(CR_ID_HOSTNAME, "a..b"), -1);
	expect_error(CR_ID_HOSTNAME, "an empty label");
	ck_assert_int_eq(set(CR_ID_TLS_SNI, "API.example.com"), 0);
	expect_string(CR_ID_TLS_SNI, "api.example.com");
	ck_assert_int_eq(set(CR_ID_HTTP_REQUEST_URI_PATH, "//%61/../b"), 0);
	expect_string(CR_ID_HTTP_REQUEST_URI_PATH, "/b");
	ck_assert_int_eq(set(CR_ID_HTTP_REQUEST_URI_PATH, "/a%2fb"), -1);
	expect_error(CR_ID_HTTP_REQUEST_URI_PATH, "an encoded slash");
}
END_TEST

/* ---------------------------------------------------------------- fetching */

START_TEST(fetched_once)
{
	ck_assert_int_eq(get(counted)->as.integer, 1);
	ck_assert_int_eq(get(counted)->as.integer, 1);
	ck_assert(!certrule_fieldset_is_set(facts, counted));
	/* what was set may be what it follows from */
	ck_assert_int_eq(set(tenant, "a"), 0);
	expect_error(counted, "out of memory");
	ck_assert_int_eq(set(tenant, "b"), 0);
	expect_error(counted, "fetched as a value of another type");
	certrule_fieldset_set_time(facts, 1);
	ck_assert_int_eq(get(counted)->as.integer, 4);
	/* set is set */
	ck_assert_int_eq(certrule_fieldset_set_int(facts, counted, 17), 0);
	ck_assert_int_eq(set(tenant, "c"), 0);
	ck_assert_int_eq(get(counted)->as.integer, 17);
	ck_assert_int_eq(fetched, 4);
}
END_TEST

START_TEST(reading_is_noted)
{
	ck_assert(!facts->slots[tenant].read);
	(void)get(tenant);
	(void)cr_fieldset_peek(facts, tenant);
	ck_assert(!facts->slots[tenant].read);
	(void)cr_fieldset_read(facts, tenant);
	ck_assert(facts->slots[tenant].read);
	facts->work = 0;
	cr_fieldset_begin(facts);
	ck_assert(!facts->slots[tenant].read);
	ck_assert_int_eq(facts->work, CR_LIMIT_WORK);
}
END_TEST

START_TEST(clock)
{
	certrule_fieldset_set_time(facts, 1780272000);
	ck_assert_int_eq(cr_fieldset_now(facts), 1780272000);
	ck_assert_int_eq(
	    get(CR_ID_HTTP_REQUEST_TIMESTAMP_SEC)->as.integer, 1780272000);
	ck_assert_int_eq(get(CR_ID_HTTP_REQUEST_TIMESTAMP_MSEC)->as.integer, 0);
	certrule_fieldset_set_time(facts, -1);
	ck_assert_int_eq(get(CR_ID_HTTP_REQUEST_TIMESTAMP_SEC)->as.integer, -1);
	certrule_fieldset_clear(facts);
	/* now, and one now for all who ask */
	ck_assert_int_gt(cr_fieldset_now(facts), 1700000000);
	ck_assert_int_eq(cr_fieldset_now(facts), cr_fieldset_now(facts));
}
END_TEST

/* ----------------------------------------------------------------- by hand */

#define VERIFIED CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED
#define REVOKED	 CR_ID_CF_TLS_CLIENT_AUTH_CERT_REVOKED

START_TEST(by_hand)
{
	ck_assert_int_eq(get(VERIFIED)->as.boolean, 1); /* fetched */
	ck_assert(!certrule_fieldset_by_hand(facts));
	ck_assert_int_eq(certrule_fieldset_set_bool(facts, REVOKED, 0), 0);
	ck_assert(certrule_fieldset_by_hand(facts));
	/* what nobody set is missing, never mixed with what is fetched */
	expect_missing(VERIFIED);
	expect_string(CR_ID_TLS_CLIENT_CERT_TRUST_BLOCK, "fleet");
	certrule_fieldset_clear(facts);
	ck_assert(!certrule_fieldset_by_hand(facts));
	ck_assert_int_eq(get(VERIFIED)->as.boolean, 1);
}
END_TEST

START_TEST(by_hand_even_if_it_fails)
{
	ck_assert_int_eq(certrule_fieldset_set_int(facts, REVOKED, 0), -1);
	expect_error(REVOKED, "set to a value of another type");
	expect_missing(VERIFIED);
	ck_assert(certrule_fieldset_by_hand(facts));
}
END_TEST

START_TEST(by_hand_beside_a_peer)
{
	facts->peer_set = true;
	ck_assert(certrule_fieldset_is_set(facts, VERIFIED));
	ck_assert(!certrule_fieldset_is_set(facts, tenant));
	ck_assert_int_eq(certrule_fieldset_set_bool(facts, VERIFIED, 1), -1);
	expect_error(VERIFIED, "set by hand beside a certificate");
	ck_assert(!certrule_fieldset_by_hand(facts));
	ck_assert_int_eq(certrule_fieldset_set_bool(facts, CR_ID_SSL, 1), 0);
}
END_TEST

/* ---------------------------------------------------------------- clearing */

static int kept_freed;
static void
free_kept(void *kept)
{
	if (kept != NULL)
		kept_freed++;
}

START_TEST(clear)
{
	int kept = 0;

	kept_freed = 0;
	ck_assert_int_eq(set(tenant, "a"), 0);
	ck_assert_int_eq(set(CR_ID_HTTP_REQUEST_VERSION, "HTTP/2"), 0);
	ck_assert(facts->http2);
	ck_assert_int_eq(
	    certrule_fieldset_add_header(facts, "Host", 4, "a", 1), 0);
	facts->facts = &kept;
	facts->facts_free = free_kept;
	facts->peer = &kept;
	facts->peer_set = true;
	certrule_fieldset_clear(facts);
	ck_assert_int_eq(kept_freed, 1);
	ck_assert_ptr_null(facts->peer);
	ck_assert(!facts->peer_set);
	ck_assert(!facts->http2);
	expect_missing(tenant);
	expect_missing(CR_ID_HOSTNAME);
	expect_missing(CR_ID_HTTP_REQUEST_HEADERS);
	ck_assert_int_eq(
	    certrule_fieldset_add_header(facts, "Host", 4, "b", 1), 0);
	expect_string(CR_ID_HOSTNAME, "b");
}
END_TEST

START_TEST(empty_schema)
{
	struct certrule_schema *own = certrule_schema_new_empty(NULL);
	struct certrule_fieldset *mine;

	/* the number of a built-in field means nothing here */
	ck_assert_int_eq(
	    certrule_schema_add_field(own, "hostname", CERTRULE_STRING), 0);
	mine = cr_fieldset_new(own, cr_alloc_default());
	ck_assert_int_eq(certrule_fieldset_set_string(mine, 0, "A..b", 4), 0);
	ck_assert(!certrule_fieldset_by_hand(mine));
	ck_assert(cr_bytes_equal_text(
	    certrule_fieldset_get(mine, 0)->as.string, "A..b"));
	ck_assert_int_eq(certrule_fieldset_set_host(mine, "a", 1), -1);
	ck_assert_int_eq(certrule_fieldset_set_path(mine, "/", 1), -1);
	ck_assert_int_eq(
	    certrule_fieldset_set_request(mine, "GET", "/", "a"), -1);
	ck_assert_int_eq(
	    certrule_fieldset_add_header(mine, "a", 1, "b", 1), -1);
	cr_fieldset_fini(mine);
	certrule_schema_free(own);
}
END_TEST

/* ------------------------------------------------------------------- memory */

/* Whatever runs out: every field that was set has its value or is in error. */
static void
expect_set_or_error(struct certrule_fieldset *of, int field, int result)
{
	const struct certrule_value *value = certrule_fieldset_get(of, field);

	ck_assert_int_eq(
	    value->state, result == 0 ? CERTRULE_PRESENT : CERTRULE_ERROR);
}

static void
use(struct faults *faults)
{
	static const char long_text[8000];
	struct certrule_value item = cr_value_string(cr_bytes_text("x"));
	struct certrule_value list = cr_value_array(CERTRULE_STRING, &item, 1);
	struct certrule_fieldset *of;
	int round, path, host, text, array;

	of = cr_fieldset_new(schema, &faults->alloc);
	for (round = 0; of != NULL && round < 2; round++) {
		text = certrule_fieldset_set_string(
		    of, tenant, long_text, sizeof(long_text));
		array = certrule_fieldset_set(of, names, &list);
		host = certrule_fieldset_set_host(of, "a.example", 9);
		path = certrule_fieldset_set_path(of, long_text + 7999, 0);
		expect_set_or_error(of, tenant, text);
		expect_set_or_error(of, names, array);
		expect_set_or_error(of, CR_ID_HTTP_REQUEST_URI_PATH, path);
		if (host == 0)
			expect_set_or_error(of, CR_ID_HOSTNAME, 0);
		certrule_fieldset_set_error(of, tenant, "why");
		ck_assert_int_eq(
		    certrule_fieldset_get(of, tenant)->state, CERTRULE_ERROR);
		certrule_fieldset_clear(of);
	}
	cr_fieldset_fini(of);
}

START_TEST(memory)
{
	struct faults faults;
	size_t at;

	for (at = 1;; at++) {
		faults_init(&faults, at, at % 2 == 0);
		use(&faults);
		ck_assert_uint_eq(faults.live, 0);
		if (faults.failed == 0)
			break;
	}
	ck_assert_uint_gt(at, 6);
}
END_TEST

/* The second request of the same kind costs no allocation. */
START_TEST(no_allocation_once_warm)
{
	struct faults faults;
	struct certrule_fieldset *of;
	size_t before;
	int round;

	faults_init(&faults, 0, false);
	of = cr_fieldset_new(schema, &faults.alloc);
	for (round = 0; round < 4; round++) {
		before = faults.calls;
		ck_assert_int_eq(certrule_fieldset_set_request(
				     of, "GET", "/a/b?c=d", "api.example"),
		    0);
		ck_assert_int_eq(
		    certrule_fieldset_add_header(of, "Cookie", 6, "a=b", 3), 0);
		(void)certrule_fieldset_get(of, CR_ID_HTTP_REQUEST_COOKIES);
		(void)certrule_fieldset_get(of, CR_ID_HTTP_REQUEST_URI_ARGS);
		certrule_fieldset_clear(of);
	}
	ck_assert_uint_eq(faults.calls, before);
	cr_fieldset_fini(of);
	ck_assert_uint_eq(faults.live, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("fieldset");
	TCase *cases = tcase_create("fieldset");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, cases);
	tcase_set_timeout(cases, 120);
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_test(cases, set_and_get);
	tcase_add_test(cases, no_such_field);
	tcase_add_test(cases, wrong_type);
	tcase_add_test(cases, too_long);
	tcase_add_test(cases, states);
	tcase_add_test(cases, canonical_when_set);
	tcase_add_test(cases, fetched_once);
	tcase_add_test(cases, reading_is_noted);
	tcase_add_test(cases, clock);
	tcase_add_test(cases, by_hand);
	tcase_add_test(cases, by_hand_even_if_it_fails);
	tcase_add_test(cases, by_hand_beside_a_peer);
	tcase_add_test(cases, clear);
	tcase_add_test(cases, empty_schema);
	tcase_add_test(cases, memory);
	tcase_add_test(cases, no_allocation_once_warm);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* SPDX-License-Identifier: MIT */
/* The table of fields, names added beside it, copies. */
#include "../../base/alloc.h"
#include "../../base/limits.h"
#include "../../base/schema.h"
#include "../../base/value.h"
#include "faults.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct certrule_schema *schema;

static void
setup(void)
{
	schema = certrule_schema_new(NULL);
	ck_assert_ptr_nonnull(schema);
}

static void
teardown(void)
{
	certrule_schema_free(schema);
}

static int
find(const char *name)
{
	return cr_schema_find_field(schema, cr_bytes_text(name));
}

static enum cr_schema_status
add(const char *name, unsigned type)
{
	return cr_schema_add(
	    schema, cr_bytes_text(name), type, 0, CERTRULE_ORIGIN_POLICY);
}

/* ------------------------------------------------------------ built-in rows */

START_TEST(groups)
{
	ck_assert_str_eq(cr_schema_group(schema, 0), "Cloudflare's fields");
	ck_assert_str_eq(
	    cr_schema_group(schema, CR_ID_TLS_CLIENT_CERT_LINT), "oddities");
	/* Others' fields come behind all of ours, and are in none. */
	ck_assert_int_eq(add("a.field", CERTRULE_STRING), CR_SCHEMA_OK);
	ck_assert_str_eq(cr_schema_group(schema, CR_ID_COUNT), "");
}
END_TEST

START_TEST(numbers)
{
	static const struct {
		int number;
		const char *name;
	} rows[] = {
#define FIELD(id, name, type, scope, origin, flags, doc) {CR_ID_##id, name},
#define FIELD_ALIAS(name, id, doc)			 {CR_ID_##id, name},
#include "../../base/fields.def"
#undef FIELD
#undef FIELD_ALIAS
	};
	size_t i;

	ck_assert_uint_eq(cr_schema_field_count(schema), CR_ID_COUNT);
	ck_assert_uint_eq(certrule_schema_field_count(schema), COUNT(rows));
	for (i = 0; i < COUNT(rows); i++)
		ck_assert_int_eq(find(rows[i].name), rows[i].number);
	ck_assert_int_eq(find("hostnam"), -1);
	ck_assert_int_eq(find("hostname2"), -1);
	ck_assert_int_eq(find(""), -1);
}
END_TEST

static bool
has(const struct cr_field *field, unsigned flags)
{
	return (field->flags & flags) != 0;
}

/* What the rest of the house relies on in every row. */
START_TEST(rows_agree)
{
	const struct cr_field *field;
	int i;

	for (i = 0; i < CR_ID_COUNT; i++) {
		field = cr_schema_field(schema, i);
		ck_assert_int_eq(field->number, i);
		ck_assert(cr_type_valid(field->type));
		ck_assert_uint_gt(strlen(field->doc), 0);
		if (cr_bytes_starts(
			field->name, cr_bytes_text("tls.client_cert.")))
			ck_assert(has(field, CR_FIELD_EXTENSION));
		if (cr_bytes_starts(
			field->name, cr_bytes_text("cf.tls_client_auth.")))
			ck_assert(has(field, CR_FIELD_EMPTY_WHEN_ABSENT));
		/* missing unless verified, or never missing: not both */
		if (has(field, CR_FIELD_PROVED))
			ck_assert(!has(field, CR_FIELD_EMPTY_WHEN_ABSENT));
		/* proved is more than claimed */
		ck_assert(!has(field, CR_FIELD_PROVED | CR_FIELD_VERDICT) ||
			  !has(field, CR_FIELD_DETAIL));
		if (has(field, CR_FIELD_HOST | CR_FIELD_PATH))
			ck_assert_uint_eq(field->type, CERTRULE_STRING);
	}
}
END_TEST

START_TEST(aliases_come_apart)
{
	struct certrule_field_info info;
	size_t i, seen = 0;

	for (i = 0; i < certrule_schema_field_count(schema); i++) {
		certrule_schema_field_at(schema, i, &info);
		if (strcmp(info.name, "hostname") == 0) {
			seen++;
			ck_assert(info.extension);
		}
		if (strcmp(info.name, "http.host") == 0) {
			seen++;
			ck_assert(!info.extension);
		}
	}
	ck_assert_uint_eq(seen, 2);
	ck_assert(cr_schema_is_extension(schema, cr_bytes_text("hostname")));
	ck_assert(!cr_schema_is_extension(schema, cr_bytes_text("http.host")));
	ck_assert(!cr_schema_is_extension(schema, cr_bytes_text("nothing")));
	ck_assert(!cr_schema_is_extension(schema, cr_bytes_text("zzz")));
}
END_TEST

START_TEST(clock_is_of_the_request)
{
	static const int fields[] = {CR_ID_TLS_CLIENT_CERT_SECONDS_TO_EXPIRY,
	    CR_ID_TLS_CLIENT_CERT_VERIFY_TIME, CR_ID_TLS_CLIENT_CERT_CRL_STALE,
	    CR_ID_TLS_CLIENT_CERT_CRL_AGE_SEC,
	    CR_ID_HTTP_REQUEST_TIMESTAMP_SEC};
	size_t i;

	for (i = 0; i < COUNT(fields); i++)
		ck_assert_int_eq(cr_schema_field(schema, fields[i])->scope,
		    CERTRULE_SCOPE_REQUEST);
	ck_assert_int_eq(
	    cr_schema_field(schema, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED)
		->scope,
	    CERTRULE_SCOPE_TRUST);
	ck_assert_int_eq(
	    cr_schema_field(schema, CR_ID_CF_TLS_CLIENT_AUTH_CERT_SERIAL)
		->scope,
	    CERTRULE_SCOPE_PEER);
}
END_TEST

/* -------------------------------------------------------------------- names */

static const struct {
	const char *name;
	enum cr_schema_status status;
} names[] = {
    {"app", CR_SCHEMA_OK},
    {"app.tenant", CR_SCHEMA_OK},
    {"A.1.b_2", CR_SCHEMA_OK},
    {"_", CR_SCHEMA_OK},
    {"app.in", CR_SCHEMA_OK},
    {"In", CR_SCHEMA_OK},
    {"", CR_SCHEMA_BAD_NAME},
    {".", CR_SCHEMA_BAD_NAME},
    {"app.", CR_SCHEMA_BAD_NAME},
    {".app", CR_SCHEMA_BAD_NAME},
    {"app..tenant", CR_SCHEMA_BAD_NAME},
    {"1app", CR_SCHEMA_BAD_NAME},
    {"app-tenant", CR_SCHEMA_BAD_NAME},
    {"app tenant", CR_SCHEMA_BAD_NAME},
    {"\xc3\xa4pp", CR_SCHEMA_BAD_NAME},
    {"app\n", CR_SCHEMA_BAD_NAME},
    /* what stands before and behind digits and letters */
    {"app/", CR_SCHEMA_BAD_NAME},
    {"app:", CR_SCHEMA_BAD_NAME},
    {"app@", CR_SCHEMA_BAD_NAME},
    {"app[", CR_SCHEMA_BAD_NAME},
    {"app`", CR_SCHEMA_BAD_NAME},
    {"app{", CR_SCHEMA_BAD_NAME},
    {"app.aAzZ09", CR_SCHEMA_OK},
    {"hostname", CR_SCHEMA_TAKEN},
    {"http.host", CR_SCHEMA_TAKEN},
    {"ssl", CR_SCHEMA_TAKEN},
    {"in", CR_SCHEMA_RESERVED},
    {"and", CR_SCHEMA_RESERVED},
    {"bitwise_and", CR_SCHEMA_RESERVED},
    {"trust", CR_SCHEMA_RESERVED},
    {"default", CR_SCHEMA_RESERVED},
    {"anonymous", CR_SCHEMA_RESERVED},
    {"until", CR_SCHEMA_RESERVED},
    {"ab.cd", CR_SCHEMA_RESERVED},
    {"a0.b0", CR_SCHEMA_RESERVED},
    {"AB.12.ef", CR_SCHEMA_RESERVED},
    {"ab", CR_SCHEMA_OK},
    {"ab.cg", CR_SCHEMA_OK},
    {"ab.cde", CR_SCHEMA_OK},
    {"ab.cd.e", CR_SCHEMA_OK},
};

START_TEST(name)
{
	size_t before = cr_schema_field_count(schema);
	int number;

	ck_assert_int_eq(
	    add(names[_i].name, CERTRULE_STRING), names[_i].status);
	number = find(names[_i].name);
	if (names[_i].status != CR_SCHEMA_OK) {
		ck_assert_uint_eq(cr_schema_field_count(schema), before);
		ck_assert_int_lt(number, CR_ID_COUNT);
		return;
	}
	ck_assert_int_eq(number, CR_ID_COUNT);
	ck_assert_int_eq(
	    cr_schema_field(schema, number)->origin, CERTRULE_ORIGIN_POLICY);
	ck_assert(has(cr_schema_field(schema, number), CR_FIELD_EXTENSION));
	ck_assert_int_eq(add(names[_i].name, CERTRULE_INT), CR_SCHEMA_TAKEN);
}
END_TEST

START_TEST(name_length)
{
	char text[300];

	memset(text, 'a', sizeof(text));
	text[CR_LIMIT_NAME] = '\0';
	ck_assert_int_eq(add(text, CERTRULE_INT), CR_SCHEMA_OK);
	text[CR_LIMIT_NAME] = 'a';
	text[CR_LIMIT_NAME + 1] = '\0';
	ck_assert_int_eq(add(text, CERTRULE_INT), CR_SCHEMA_BAD_NAME);
	text[CR_LIMIT_NAME - 1] = '\0';
	ck_assert_int_eq(add(text, CERTRULE_INT), CR_SCHEMA_OK);
}
END_TEST

START_TEST(nul_in_name)
{
	ck_assert_int_eq(cr_schema_add(schema, cr_bytes("a\0b", 3),
			     CERTRULE_INT, 0, CERTRULE_ORIGIN_HOST),
	    CR_SCHEMA_BAD_NAME);
}
END_TEST

START_TEST(types)
{
	unsigned deep = CERTRULE_STRING;
	int i;

	ck_assert_int_eq(add("a", 0), CR_SCHEMA_BAD_TYPE);
	ck_assert_int_eq(add("a", CERTRULE_ARRAY), CR_SCHEMA_BAD_TYPE);
	ck_assert_int_eq(add("a", CERTRULE_MAP), CR_SCHEMA_BAD_TYPE);
	ck_assert_int_eq(add("a", 7), CR_SCHEMA_BAD_TYPE);
	ck_assert_int_eq(
	    add("a", CERTRULE_STRING | 1u << 3), CR_SCHEMA_BAD_TYPE);
	for (i = 0; i < 8; i++)
		deep = CERTRULE_ARRAY_OF(deep);
	ck_assert_int_eq(add("a", deep), CR_SCHEMA_OK);
	ck_assert_int_eq(add("b", CERTRULE_MAP_OF(deep)), CR_SCHEMA_BAD_TYPE);
	ck_assert_int_eq(add("c", CERTRULE_MAP_OF(CERTRULE_IP)), CR_SCHEMA_OK);
	ck_assert_int_eq(certrule_schema_add_field(schema, "d", 7), -1);
	ck_assert_int_eq(
	    certrule_schema_add_field(schema, "d", CERTRULE_BOOL), 0);
	ck_assert_int_eq(
	    cr_schema_field(schema, find("d"))->origin, CERTRULE_ORIGIN_HOST);
}
END_TEST

START_TEST(nearest)
{
	ck_assert(cr_bytes_equal_text(
	    cr_schema_nearest_field(schema, cr_bytes_text("http.hots")),
	    "http.host"));
	ck_assert_ptr_null(cr_schema_nearest_field(
	    schema, cr_bytes_text("nothing.like.it.anywhere"))
			       .data);
}
END_TEST

/* -------------------------------------------------------------- empty, copy */

START_TEST(empty)
{
	struct certrule_schema *own = certrule_schema_new_empty(NULL);

	ck_assert(!cr_schema_has_builtin(own));
	ck_assert_uint_eq(certrule_schema_field_count(own), 0);
	ck_assert_int_eq(
	    cr_schema_find_field(own, cr_bytes_text("hostname")), -1);
	ck_assert_int_eq(
	    certrule_schema_add_field(own, "hostname", CERTRULE_INT), 0);
	ck_assert_int_eq(
	    cr_schema_find_field(own, cr_bytes_text("hostname")), 0);
	certrule_schema_free(own);
	certrule_schema_free(NULL);
}
END_TEST

static int
fetch_nothing(struct certrule_fieldset *facts, const struct cr_field *field,
    struct certrule_value *out)
{
	(void)facts;
	(void)field;
	(void)out;
	return 0;
}

static int
call_nothing(struct cr_call *call)
{
	(void)call;
	return 0;
}

static int
call_other(struct cr_call *call)
{
	(void)call;
	return 0;
}

START_TEST(bind_and_fill)
{
	struct certrule_bytes sha = cr_bytes_text("sha256");

	ck_assert_int_eq(
	    cr_schema_bind(schema, "ip.src", fetch_nothing, NULL), 0);
	ck_assert_ptr_eq(
	    cr_schema_field(schema, CR_ID_IP_SRC)->fetch, fetch_nothing);
	ck_assert_int_eq(
	    cr_schema_bind(schema, "ip.nothing", fetch_nothing, NULL), -1);
	ck_assert_ptr_null(cr_schema_filled(schema, sha));
	ck_assert_int_eq(cr_schema_fill(schema, "sha256", call_nothing), 0);
	ck_assert_ptr_eq(cr_schema_filled(schema, sha), call_nothing);
	ck_assert_int_eq(cr_schema_fill(schema, "sha256", call_other), 0);
	ck_assert_ptr_eq(cr_schema_filled(schema, sha), call_other);
	ck_assert_ptr_null(cr_schema_filled(schema, cr_bytes_text("sha25")));
}
END_TEST

static void
fill_schema(void)
{
	ck_assert_int_eq(add("app.tenant", CERTRULE_STRING), CR_SCHEMA_OK);
	ck_assert_int_eq(
	    cr_schema_bind(schema, "app.tenant", fetch_nothing, NULL), 0);
	ck_assert_int_eq(
	    cr_schema_bind(schema, "ip.src", fetch_nothing, NULL), 0);
	ck_assert_int_eq(cr_schema_fill(schema, "sha256", call_nothing), 0);
}

START_TEST(copy)
{
	struct certrule_schema *dup;
	int number;

	fill_schema();
	dup = cr_schema_dup(schema, cr_alloc_default());
	ck_assert_int_eq(certrule_schema_add_field(dup, "b", CERTRULE_INT), 0);
	ck_assert_int_eq(find("b"), -1);
	certrule_schema_free(schema);
	schema = dup;
	number = find("app.tenant");
	ck_assert_int_eq(number, CR_ID_COUNT);
	ck_assert_ptr_eq(cr_schema_field(schema, number)->fetch, fetch_nothing);
	ck_assert_ptr_eq(
	    cr_schema_field(schema, CR_ID_IP_SRC)->fetch, fetch_nothing);
	ck_assert_ptr_eq(
	    cr_schema_filled(schema, cr_bytes_text("sha256")), call_nothing);
	ck_assert_int_eq(find("http.host"), CR_ID_HOSTNAME);
}
END_TEST

/* ------------------------------------------------------------------- memory */

/* All of it or nothing, whichever allocation fails. */
static bool
build(struct faults *faults)
{
	struct certrule_schema *made = certrule_schema_new(&faults->alloc);
	struct certrule_schema *dup = NULL;
	bool whole = false;

	if (made == NULL)
		return false;
	if (certrule_schema_add_field(made, "app", CERTRULE_INT) == 0 &&
	    certrule_schema_add_field(made, "bob", CERTRULE_INT) == 0 &&
	    cr_schema_fill(made, "sha256", call_nothing) == 0 &&
	    (dup = cr_schema_dup(made, &faults->alloc)) != NULL) {
		ck_assert_int_eq(
		    cr_schema_find_field(dup, cr_bytes_text("bob")),
		    CR_ID_COUNT + 1);
		whole = true;
	}
	ck_assert_int_lt(
	    cr_schema_find_field(made, cr_bytes_text("app")), CR_ID_COUNT + 1);
	certrule_schema_free(dup);
	certrule_schema_free(made);
	return whole;
}

START_TEST(memory)
{
	struct faults faults;
	size_t at;

	for (at = 1;; at++) {
		faults_init(&faults, at, at % 2 == 0);
		ck_assert_int_eq(build(&faults), faults.failed == 0);
		ck_assert_uint_eq(faults.live, 0);
		if (faults.failed == 0)
			break;
	}
	ck_assert_uint_gt(at, 8);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("schema");
	TCase *cases = tcase_create("schema");
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, cases);
	tcase_set_timeout(cases, 120);
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_test(cases, numbers);
	tcase_add_test(cases, rows_agree);
	tcase_add_test(cases, aliases_come_apart);
	tcase_add_test(cases, clock_is_of_the_request);
	tcase_add_loop_test(cases, name, 0, COUNT(names));
	tcase_add_test(cases, name_length);
	tcase_add_test(cases, nul_in_name);
	tcase_add_test(cases, types);
	tcase_add_test(cases, nearest);
	tcase_add_test(cases, empty);
	tcase_add_test(cases, groups);
	tcase_add_test(cases, bind_and_fill);
	tcase_add_test(cases, copy);
	tcase_add_test(cases, memory);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

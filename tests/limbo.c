/* SPDX-License-Identifier: MIT */
/*
 * The x509-limbo cases for clients, each through a trust block and a fieldset
 * as a policy would see it, and through bare OpenSSL beside it.  Where the
 * answer is not the suite's, a row of suites/limbo.txt says which and why; a
 * row too many fails as well.
 *
 * The suite is data of somebody else, beside the tree or in LIMBO.
 */
#include "../base/bytes.h"
#include "unit/certs.h"

#include <jansson.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SKIPPED 77 /* Automake's */

struct row {
	char *id, *expected, *ours, *lint, *why;
	bool used;
};

static struct row rows[200];
static size_t row_count;
static int failures;

static void
fail(const char *id, const char *what, const char *detail)
{
	printf("not ok - %s: %s%s\n", id, what, detail);
	failures++;
}

/* -------------------------------------------------------------------- table */

static char *
cut(char **rest)
{
	char *part = strsep(rest, "|"), *end;

	if (part == NULL)
		return NULL;
	part += strspn(part, " ");
	end = part + strlen(part);
	while (end > part && (end[-1] == ' ' || end[-1] == '\n'))
		*--end = '\0';
	return part;
}

static int
read_table(const char *path)
{
	static char lines[sizeof rows / sizeof *rows][512];
	FILE *file = fopen(path, "r");
	char *line, *rest;
	struct row *row;

	if (file == NULL)
		return -1;
	while (row_count < sizeof rows / sizeof *rows &&
	       (line = fgets(lines[row_count], sizeof *lines, file)) != NULL) {
		if (*line == '#' || *line == '\n')
			continue;
		row = &rows[row_count++];
		rest = line;
		row->id = cut(&rest);
		row->expected = cut(&rest);
		row->ours = cut(&rest);
		row->lint = cut(&rest);
		row->why = cut(&rest);
	}
	fclose(file);
	return 0;
}

static struct row *
find_row(const char *id)
{
	size_t i;

	for (i = 0; i < row_count; i++) {
		if (strcmp(rows[i].id, id) == 0)
			return &rows[i];
	}
	return NULL;
}

/* -------------------------------------------------------------------- cases */

static const char *
get_text(const json_t *test, const char *name)
{
	const char *text = json_string_value(json_object_get(test, name));

	return text == NULL ? "" : text;
}

/* All strings of an array, one behind the other. */
static struct certrule_bytes
join_texts(const json_t *test, const char *name)
{
	const json_t *list = json_object_get(test, name), *item;
	struct certrule_bytes all = cr_bytes("", 0);
	size_t i;

	json_array_foreach(list, i, item)
	{
		all = join(all, cr_bytes_text(json_string_value(item)));
	}
	return all;
}

/* "2024-01-01T00:00:00+00:00", fractions left out; NOW where there is none. */
static int64_t
get_time(const json_t *test)
{
	const char *text = get_text(test, "validation_time");
	struct tm parts;

	memset(&parts, 0, sizeof parts);
	if (strptime(text, "%Y-%m-%dT%H:%M:%S", &parts) == NULL)
		return NOW;
	return timegm(&parts);
}

static int
get_depth(const json_t *test)
{
	const json_t *depth = json_object_get(test, "max_chain_depth");

	/* A block allows at most 64. */
	if (!json_is_integer(depth) || json_integer_value(depth) > 64)
		return 8;
	return (int)json_integer_value(depth);
}

static bool
has_crls(const json_t *test)
{
	return json_array_size(json_object_get(test, "crls")) > 0;
}

/* ------------------------------------------------------------------- ours */

struct answer {
	bool accepted;
	char reason[128];
	char lint[512];
};

static struct certrule_peer *
make_peer(const json_t *test)
{
	struct certrule_bytes leaf = join(
	    cr_bytes_text(get_text(test, "peer_certificate")), cr_bytes("", 0));
	struct certrule_bytes chain =
	    join_texts(test, "untrusted_intermediates");

	return certrule_peer_from_mem(NULL, leaf.data, leaf.len,
	    chain.len == 0 ? NULL : chain.data, chain.len, NULL);
}

static void
read_answer(struct trust_rig *rig, struct answer *answer)
{
	const char *words = cr_trust_ops_openssl.not_proven(rig->facts);

	answer->accepted = strcmp(words, "ok") == 0;
	snprintf(answer->reason, sizeof answer->reason, "%.*s",
	    (int)strcspn(words, " "), words);
	snprintf(answer->lint, sizeof answer->lint, "%s",
	    rig_get(rig, CR_ID_TLS_CLIENT_CERT_LINT));
}

static void
ask_block(const json_t *test, struct answer *answer)
{
	struct trust_file files[3];
	struct trust_rig rig;
	char settings[128];

	memset(files, 0, sizeof files);
	memset(answer, 0, sizeof *answer);
	files[0].name = "ca";
	files[0].text = join_texts(test, "trusted_certs");
	files[1].name = "crl";
	files[1].text = join_texts(test, "crls");
	snprintf(settings, sizeof settings, "ca=ca depth=%d%s", get_depth(test),
	    has_crls(test) ? " crl=crl revocation=chain" : "");
	rig_init(&rig, NULL, settings, files, get_time(test));
	if (rig.trust == NULL) {
		/* A block that does not load lets nobody in. */
		snprintf(answer->reason, sizeof answer->reason, "%s",
		    rig_codes(&rig));
	} else {
		rig_present_peer(&rig, make_peer(test));
		read_answer(&rig, answer);
	}
	rig_fini(&rig);
}

/* ------------------------------------------------------------ bare OpenSSL */

static STACK_OF(X509_INFO) * parse_all(struct certrule_bytes pem)
{
	BIO *bio = BIO_new_mem_buf(pem.data, (int)pem.len);
	STACK_OF(X509_INFO) *all =
	    PEM_X509_INFO_read_bio(bio, NULL, NULL, NULL);

	BIO_free(bio);
	return all;
}

static void
fill_store(X509_STORE *store, const json_t *test)
{
	struct certrule_bytes text =
	    join(join_texts(test, "trusted_certs"), join_texts(test, "crls"));
	STACK_OF(X509_INFO) *all = parse_all(text);
	X509_INFO *info;
	int i;

	for (i = 0; i < sk_X509_INFO_num(all); i++) {
		info = sk_X509_INFO_value(all, i);
		if (info->x509 != NULL)
			X509_STORE_add_cert(store, info->x509);
		if (info->crl != NULL)
			X509_STORE_add_crl(store, info->crl);
	}
	sk_X509_INFO_pop_free(all, X509_INFO_free);
}

static void
set_parameters(X509_VERIFY_PARAM *param, const json_t *test)
{
	unsigned long flags = X509_V_FLAG_PARTIAL_CHAIN |
			      X509_V_FLAG_X509_STRICT |
			      X509_V_FLAG_TRUSTED_FIRST;

	if (has_crls(test))
		flags |= X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL;
	X509_VERIFY_PARAM_set_flags(param, flags);
	X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_SSL_CLIENT);
	X509_VERIFY_PARAM_set_auth_level(param, 2);
	X509_VERIFY_PARAM_set_depth(param, get_depth(test));
	X509_VERIFY_PARAM_set_time(param, (time_t)get_time(test));
}

static bool
ask_openssl(const json_t *test)
{
	struct certrule_bytes text =
	    join(cr_bytes_text(get_text(test, "peer_certificate")),
		join_texts(test, "untrusted_intermediates"));
	STACK_OF(X509_INFO) *all = parse_all(text);
	STACK_OF(X509) *chain = sk_X509_new_null();
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	bool accepted = false;
	int i;

	fill_store(store, test);
	for (i = 1; i < sk_X509_INFO_num(all); i++)
		sk_X509_push(chain, sk_X509_INFO_value(all, i)->x509);
	if (sk_X509_INFO_num(all) > 0 &&
	    X509_STORE_CTX_init(
		context, store, sk_X509_INFO_value(all, 0)->x509, chain) == 1) {
		set_parameters(X509_STORE_CTX_get0_param(context), test);
		accepted = X509_verify_cert(context) == 1;
	}
	X509_STORE_CTX_free(context);
	X509_STORE_free(store);
	sk_X509_free(chain);
	sk_X509_INFO_pop_free(all, X509_INFO_free);
	ERR_clear_error();
	return accepted;
}

/* ---------------------------------------------------------------- judgement */

static void
check_row(const char *id, const struct answer *answer, const char *expected)
{
	struct row *row = find_row(id);
	const char *ours = answer->accepted ? "SUCCESS" : answer->reason;
	char wanted[64];

	if (row == NULL || row->why == NULL) {
		printf("# %s | %s | %s | %s |\n", id, expected, ours,
		    answer->lint);
		fail(id, "differs, and no row says why", "");
		return;
	}
	row->used = true;
	if (strcmp(row->expected, expected) != 0 ||
	    strcmp(row->ours, ours) != 0)
		fail(id, "differs otherwise than its row says: ", ours);
	snprintf(wanted, sizeof wanted, "\"%s\"", row->lint);
	if (strcmp(row->lint, "-") != 0 && strstr(answer->lint, wanted) == NULL)
		fail(id, "has no such lint: ", row->lint);
}

static void
check_case(const json_t *test)
{
	const char *id = get_text(test, "id");
	const char *expected = get_text(test, "expected_result");
	bool good = strcmp(expected, "SUCCESS") == 0;
	struct answer answer;
	bool openssl = ask_openssl(test);

	ask_block(test, &answer);
	if (answer.accepted != good)
		check_row(id, &answer, expected);
	if (!good && answer.accepted && !openssl)
		fail(id, "is accepted, and bare OpenSSL refuses it", "");
	if (getenv("VERBOSE") != NULL)
		printf("# %s: wanted %s, openssl %s, ours %s\n", id, expected,
		    openssl ? "SUCCESS" : "FAILURE", answer.reason);
	certs_fini();
}

/* What bare OpenSSL gets wrong because it does not come back. */
static void
check_alternates(const json_t *tests)
{
	static const char *const ids[] = {
	    "rfc5280::nc::nc-forbids-alternate-chain-ica",
	    "rfc5280::nc::nc-forbids-same-chain-ica"};
	const json_t *test;
	struct answer answer;
	size_t i, j;

	for (j = 0; j < sizeof ids / sizeof *ids; j++) {
		json_array_foreach(tests, i, test)
		{
			if (strcmp(get_text(test, "id"), ids[j]) != 0)
				continue;
			ask_block(test, &answer);
			if (!answer.accepted)
				fail(ids[j], "is refused: ", answer.reason);
		}
	}
	certs_fini();
}

static json_t *
load_suite(const char *source)
{
	const char *path = getenv("LIMBO");
	char beside[4096];

	snprintf(beside, sizeof beside,
	    "%s/../shared/vectors/limbo/client.json", source);
	return json_load_file(path == NULL ? beside : path, 0, NULL);
}

int
main(void)
{
	const char *source = getenv("srcdir");
	json_t *suite, *tests;
	const json_t *test;
	char table[4096];
	size_t i;

	if (source == NULL)
		source = ".";
	suite = load_suite(source);
	if (suite == NULL) {
		printf("skipped: ../shared/vectors/limbo/client.json is not "
		       "there; LIMBO may name it\n");
		return SKIPPED;
	}
	snprintf(table, sizeof table, "%s/tests/suites/limbo.txt", source);
	if (read_table(table) != 0)
		fail(table, "cannot be read", "");
	tests = json_object_get(suite, "testcases");
	json_array_foreach(tests, i, test)
	{
		check_case(test);
	}
	check_alternates(tests);
	for (i = 0; i < row_count; i++) {
		if (!rows[i].used)
			fail(rows[i].id, "has a row and does not differ", "");
	}
	printf("%zu cases, %zu that differ and say why, %d failures\n",
	    json_array_size(tests), row_count, failures);
	json_decref(suite);
	return failures == 0 ? 0 : 1;
}

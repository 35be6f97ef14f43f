/* SPDX-License-Identifier: MIT */
/*
 * Loading: includes, limits, the revision, and what happens when the n-th
 * allocation or read fails.  What a policy may say is tested by policy.t.
 */
#include "faults.h"
#include "gates.h"
#include "unit.h"
#include "../../base/files.h"
#include "../../base/limits.h"
#include "../../base/schema.h"
#include "../../base/value.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static struct gates gates;

static void
setup(void)
{
	gates_open(&gates, NULL);
}

static void
teardown(void)
{
	gates_close(&gates);
}

static const char *
codes_of(const char *text)
{
	struct certrule_gate *gate = gates_load(&gates, text);

	certrule_gate_unref(gate);
	ck_assert(
	    (gate == NULL) == (certrule_diags_error_count(gates.diags) != 0));
	return gates_codes(&gates);
}

/* ------------------------------------------------------------------- includes */

static void
write_chain(int count)
{
	char name[32], text[64];

	for (int i = 1; i <= count; i++) {
		snprintf(name, sizeof(name), "%d.rules", i);
		snprintf(text, sizeof(text),
		    i < count ? "include \"%d.rules\"\n"
			      : "block \"%d\" if true\n",
		    i + 1);
		gates_text(&gates, name, text);
	}
}

START_TEST(test_depth)
{
	write_chain(4);
	ck_assert_str_eq(codes_of("include \"1.rules\"\ndefault block\n"), "");
	write_chain(5);
	ck_assert_str_eq(
	    codes_of("include \"1.rules\"\ndefault block\n"), "E0222");
}
END_TEST

START_TEST(test_glob)
{
	struct certrule_gate *gate;
	struct certrule_rule_info info;

	gates_text(&gates, "b.conf", "block \"b\" if true\n");
	gates_text(&gates, "a.conf", "block \"a\" if true\n");
	gates_text(&gates, ".hidden.conf", "broken\n");
	gate =
	    gates_load(&gates, "block \"first\" if true\ninclude \"*.conf\"\n"
			       "block \"last\" if true\ndefault block\n");
	ck_assert_ptr_nonnull(gate);
	ck_assert_uint_eq(certrule_gate_rule_count(gate), 4);
	certrule_gate_rule_at(gate, 1, &info);
	ck_assert_str_eq(info.name, "a");
	ck_assert_str_eq(info.file, "a.conf");
	certrule_gate_rule_at(gate, 2, &info);
	ck_assert_str_eq(info.file, "b.conf");
	certrule_gate_rule_at(gate, 3, &info);
	ck_assert_str_eq(info.name, "last");
	ck_assert_uint_eq(info.line, 3);
	certrule_gate_unref(gate);
}
END_TEST

/* Paths are relative to the file that names them, whatever the root. */
START_TEST(test_paths)
{
	struct certrule_options options = {.root = gates.folder};
	struct certrule_gate *gate;
	char path[256], name[64];

	snprintf(path, sizeof(path), "%s/sub", gates.folder);
	ck_assert_int_eq(mkdir(path, 0700), 0);
	gates_text(&gates, "sub/list", "10.0.0.1\n");
	gates_text(&gates, "sub/more.rules",
	    "list $l ip from \"list\"\nlist $m ip from \"/sub/list\"\n"
	    "block \"a\" if ip.src in $l or ip.src in $m\n");
	gates_text(
	    &gates, "top.rules", "include \"sub/more.rules\"\ndefault block\n");
	snprintf(name, sizeof(name), "%s", "sub/more.rules");
	ck_assert_str_eq(
	    codes_of("include \"sub/more.rules\"\ndefault block\n"), "");
	snprintf(path, sizeof(path), "%s/top.rules", gates.folder);
	gate = certrule_gate_load(gates.schema, path, &options, gates.diags);
	ck_assert_str_eq(gates_codes(&gates), "");
	ck_assert_ptr_nonnull(gate);
	certrule_gate_unref(gate);
	snprintf(path, sizeof(path), "%s/sub/list", gates.folder);
	ck_assert_int_eq(remove(path), 0);
	snprintf(path, sizeof(path), "%s/sub/more.rules", gates.folder);
	ck_assert_int_eq(remove(path), 0);
	snprintf(path, sizeof(path), "%s/sub", gates.folder);
	ck_assert_int_eq(rmdir(path), 0);
}
END_TEST

START_TEST(test_files)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/fifo", gates.folder);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	gates_text(&gates, "empty", "");
	ck_assert_str_eq(codes_of("include \"fifo\"\n"
				  "include \".\"\n"
				  "include \"empty\"\n"
				  "include \"missing\"\n"
				  "include \"a\\x00b\"\n"
				  "include \"missing*\"\n"),
	    "E0401 E0401 E0403 E0401 E0401 E0224");
	certrule_diags_clear(gates.diags);
	ck_assert_ptr_null(
	    certrule_gate_load(gates.schema, path, NULL, gates.diags));
	ck_assert_str_eq(gates_codes(&gates), "E0401");
	certrule_diags_clear(gates.diags);
	ck_assert_ptr_null(certrule_gate_load(
	    gates.schema, gates_text(&gates, "empty", ""), NULL, gates.diags));
	ck_assert_str_eq(gates_codes(&gates), "E0403");
}
END_TEST

/* -------------------------------------------------------------------- limits */

static const char *
load_size(size_t size)
{
	char *text = malloc(size);
	const char *path;

	ck_assert_ptr_nonnull(text);
	memset(text, '\n', size);
	path = gates_file(&gates, "large", text, size);
	free(text);
	certrule_diags_clear(gates.diags);
	certrule_gate_unref(
	    certrule_gate_load(gates.schema, path, NULL, gates.diags));
	return gates_codes(&gates);
}

START_TEST(test_file_limit)
{
	ck_assert_str_eq(load_size(CR_LIMIT_POLICY_FILE), "");
	ck_assert_str_eq(load_size(CR_LIMIT_POLICY_FILE + 1), "E0402");
}
END_TEST

static const char *
load_rules(size_t count)
{
	static const char rule[] = "block if true\n";
	size_t len = sizeof(rule) - 1;
	struct certrule_options options = {.flags = CERTRULE_NO_LINT};
	char *text = malloc(count * len);

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * len, rule, len);
	certrule_diags_clear(gates.diags);
	certrule_gate_unref(certrule_gate_load_mem(
	    gates.schema, "policy", text, count * len, &options, gates.diags));
	free(text);
	return gates_codes(&gates);
}

START_TEST(test_rule_limit)
{
	ck_assert_str_eq(load_rules(CR_LIMIT_RULES), "");
	ck_assert_str_eq(load_rules(CR_LIMIT_RULES + 1), "E0132");
}
END_TEST

START_TEST(test_name_limit)
{
	char text[CR_LIMIT_NAME + 64], name[CR_LIMIT_NAME + 2];

	memset(name, 'a', sizeof(name));
	name[CR_LIMIT_NAME] = '\0';
	snprintf(
	    text, sizeof(text), "block \"%s\" if true\ndefault block\n", name);
	ck_assert_str_eq(codes_of(text), "");
	name[CR_LIMIT_NAME] = 'a';
	name[CR_LIMIT_NAME + 1] = '\0';
	snprintf(
	    text, sizeof(text), "block \"%s\" if true\ndefault block\n", name);
	ck_assert_str_eq(codes_of(text), "E0220");
}
END_TEST

/* ----------------------------------------------------------- other schemas */

START_TEST(test_no_builtin)
{
	struct certrule_schema *builtin = gates.schema;

	gates.schema = certrule_schema_new_empty(NULL);
	ck_assert_str_eq(
	    codes_of("field t string\nallow anonymous \"a\" if t == \"x\"\n"
		     "default block\n"),
	    "");
	ck_assert_str_eq(codes_of("allow \"a\" if true\n"
				  "for \"a.example\" { block \"b\" if true }\n"
				  "default allow anonymous\n"),
	    "E0228 E0228 E0228");
	certrule_diags_clear(gates.diags);
	ck_assert_str_eq(
	    codes_of("trust t for default { ca \"x\" }\n"), "E0226");
	certrule_schema_free(gates.schema);
	gates.schema = builtin;
}
END_TEST

START_TEST(test_settings_without_trust)
{
	static const struct certrule_setting setting = {"ca", "x"};
	struct certrule_options options = {
	    .settings = &setting, .setting_count = 1};

	ck_assert_ptr_null(certrule_gate_load_mem(
	    gates.schema, "policy", "", 0, &options, gates.diags));
	ck_assert_str_eq(gates_codes(&gates), "E0226");
}
END_TEST

/* ------------------------------------------------------------------- revision */

/* Six bytes of the text's own length and ends, in place of a hash. */
static int
digest(struct cr_call *call)
{
	struct certrule_bytes text = call->args[0].as.string;
	unsigned char *out = cr_arena_get(call->scratch, 6);

	if (out == NULL)
		return -1;
	out[0] = (unsigned char)(text.len >> 8);
	out[1] = (unsigned char)text.len;
	if (text.len > 0) {
		out[2] = text.data[0];
		out[3] = text.data[text.len - 1];
	}
	*call->result = cr_value_string(cr_bytes(out, 6));
	return 0;
}

START_TEST(test_revision)
{
	struct certrule_gate *gate;

	ck_assert_int_eq(cr_schema_fill(gates.schema, "sha256", digest), 0);
	gates_text(&gates, "list", "10.0.0.1\n10.0.0.2\n");
	gate = gates_load(&gates, "list $l ip from \"list\"\n");
	ck_assert_ptr_nonnull(gate);
	/* The policy, then the list: 23 + 18 bytes, 'l' to the line's end. */
	ck_assert_str_eq(certrule_gate_revision(gate), "00296c0a0000");
	certrule_gate_unref(gate);
}
END_TEST

/* --------------------------------------------------------------------- faults */

static const char rich[] =
    "include \"more*.rules\"\n"
    "list $l serial from \"list\"\n"
    "list $n string { \"a\" \"b\" }\n"
    "field t array<string> required\n"
    "for \"A.example\" \"*.b.example\" {\n"
    "    allow \"in\" until 2030-01-01T00:00:00Z if any(t[*] in $n)\n"
    "    default block\n"
    "}\n"
    "always block \"lost\" status 403 message \"m\" tag \"t\"\n"
    "    if cf.tls_client_auth.cert_serial in $l\n"
    "block if not http.user_agent matches \"^[a-z]+/[0-9.]+$\"\n"
    "log \"path\" if http.request.uri.path wildcard \"/a/*\"\n"
    "default allow anonymous\n";
static const char broken[] =
    "list $l ipp { 10.0.0.1 }\n"
    "allow \"a\" stat 5 if ip.sr == 10.0.0.1\n"
    "allow \"a\" unless true\n"
    "block \"b\" message \"\\x1b\" if s matches \"(a+)+\"\n"
    "include \"nowhere\"\n"
    "field x strin\n"
    "for \"a b\" { default block default block }\n";

/* What loads and is warned of. */
static const char doubtful[] =
    "list $l serial { \"0a\" \"0A\" \"0b\" }\n"
    "allow \"a\" if http.host matches \"api.example\" or\n"
    "    http.host matches \"^x$|^y\"\n"
    "allow \"b\" if cf.tls_client_auth.cert_subject_dn contains \"OU=A\"\n"
    "    and cf.tls_client_auth.cert_serial in $l\n"
    "block \"c\" if http.host == \"A.example:1\" or\n"
    "    http.request.uri.path in {\"a\" \"/b//c\" \"/x\" \"/x\"} or\n"
    "    cf.tls_client_auth.cert_ski strict wildcard \"a*\"\n"
    "block \"d\" if starts_with(http.request.uri.path, \"/admin\") or\n"
    "    path_under(http.request.uri.path, \"/b\") or\n"
    "    http.request.timestamp.sec in {1..5, 4..9, 010, 1h}\n"
    "block \"e\" if http.user_agent matches \"^curl/\" and\n"
    "    ip.src not in <10.0.0.0/8 10.0.0.1> and len(http.cookie) < 0\n"
    "default block\n";

static void
write_rich(void)
{
	gates_text(&gates, "list", "0a\n# lost\n0b\n");
	gates_text(&gates, "more.rules", "block \"more\" if ssl\n");
}

/* A load with memory failing never allows what it should not and never leaks;
 * what it says is clean only when it loads. */
static bool
load_with_fault(const char *text, size_t at, bool from_then_on)
{
	struct certrule_options options = {
	    .root = gates.folder, .flags = CERTRULE_PORTABLE};
	struct certrule_schema *schema;
	struct certrule_diags *diags;
	struct certrule_gate *gate = NULL;
	struct faults faults;
	bool failed;

	faults_init(&faults, 0, from_then_on);
	schema = certrule_schema_new(&faults.alloc);
	diags = certrule_diags_new(&faults.alloc);
	ck_assert_int_eq(cr_schema_fill(schema, "sha256", digest), 0);
	faults.at = faults.calls + at;
	gate = certrule_gate_load_mem(
	    schema, "policy", text, strlen(text), &options, diags);
	failed = faults.failed != 0;
	ck_assert((gate == NULL) == (certrule_diags_error_count(diags) != 0));
	if (gate != NULL) {
		ck_assert_uint_eq(certrule_gate_rule_count(gate), 5);
		ck_assert_uint_eq(strlen(certrule_gate_revision(gate)), 12);
	}
	faults.at = 0;
	certrule_gate_unref(gate);
	certrule_diags_free(diags);
	certrule_schema_free(schema);
	ck_assert_uint_eq(faults.live, 0);
	return failed;
}

START_TEST(test_memory)
{
	static const char *const texts[] = {rich, broken, doubtful};
	const char *text = texts[_i / 2];
	size_t at = 1;

	write_rich();
	while (load_with_fault(text, at, _i % 2 == 1))
		at++;
	ck_assert_uint_gt(at, 40);
}
END_TEST

/* Fails the n-th read. */
struct bad_files {
	struct cr_files table;
	size_t calls, at;
};

static int
bad_open(void *context, const char *path)
{
	(void)context;
	return cr_files_default()->open(cr_files_default()->context, path);
}

static long
bad_read(void *context, int fd, void *data, size_t len)
{
	struct bad_files *bad = context;

	if (++bad->calls == bad->at) {
		errno = EIO;
		return -1;
	}
	return cr_files_default()->read(
	    cr_files_default()->context, fd, data, len);
}

static int
bad_stat(void *context, int fd, struct stat *status)
{
	(void)context;
	return cr_files_default()->stat(
	    cr_files_default()->context, fd, status);
}

static void
bad_close(void *context, int fd)
{
	(void)context;
	cr_files_default()->close(cr_files_default()->context, fd);
}

START_TEST(test_reads)
{
	struct bad_files bad = {
	    .table = {bad_open, bad_read, bad_stat, bad_close, &bad}};
	struct certrule_options options = {.root = gates.folder};
	struct certrule_gate *gate = NULL;
	char path[128];

	write_rich();
	snprintf(
	    path, sizeof(path), "%s", gates_text(&gates, "rich.rules", rich));
	for (bad.at = 1; gate == NULL; bad.at++) {
		ck_assert_uint_lt(bad.at, 20);
		bad.calls = 0;
		certrule_diags_clear(gates.diags);
		gate = cr_gate_load(
		    gates.schema, &bad.table, path, &options, gates.diags);
		if (gate == NULL)
			ck_assert_ptr_nonnull(
			    strstr(gates_codes(&gates), "E0401"));
	}
	ck_assert_uint_gt(bad.at, 3);
	certrule_gate_unref(gate);
}
END_TEST

/* ----------------------------------------------------------- deciding, too */

static const char *const verdicts[] = {"{}",
    "{\"http.user_agent\":\"curl/8.1\",\"http.host\":\"a.example\"}",
    "{\"http.user_agent\":\"curl/8.1\",\"http.host\":\"other.example\"}",
    "{\"http.user_agent\":\"curl/8.1\",\"http.host\":\"x.b.example\","
    "\"t\":[\"b\"],\"cf.tls_client_auth.cert_verified\":true,"
    "\"cf.tls_client_auth.cert_revoked\":false,"
    "\"tls.client_cert.revocation_status\":\"good\","
    "\"cf.tls_client_auth.cert_serial\":\"0C\","
    "\"http.request.uri.path\":\"/a/b\"}"};

static int
discard(void *context, const char *text, size_t len)
{
	(void)context;
	(void)text;
	(void)len;
	return 0;
}

/* The action, -1 when the facts could not even be set. */
static int
decide_with_fault(const char *json, size_t at, bool from_then_on, bool *failed)
{
	struct certrule_options options = {
	    .root = gates.folder, .now = 1000000000, .now_set = 1};
	struct certrule_schema *schema;
	struct certrule_gate *gate;
	struct certrule_fieldset *facts;
	struct certrule_verdict verdict = {0};
	struct faults faults;
	int set = -1;

	faults_init(&faults, 0, from_then_on);
	schema = certrule_schema_new(&faults.alloc);
	gate = certrule_gate_load_mem(
	    schema, "policy", rich, sizeof(rich) - 1, &options, gates.diags);
	certrule_schema_free(schema);
	ck_assert_ptr_nonnull(gate);
	faults.at = faults.calls + at;
	facts = certrule_fieldset_new(gate);
	if (facts != NULL) {
		certrule_fieldset_set_time(facts, 1000000000);
		set =
		    certrule_fieldset_set_json(facts, json, strlen(json), NULL);
		certrule_gate_decide(gate, facts, &verdict);
		(void)!certrule_verdict_write(
		    gate, facts, &verdict, 1, discard, NULL);
		(void)!certrule_verdict_json(
		    gate, facts, &verdict, discard, NULL);
		(void)!certrule_gate_explain(gate, facts, discard, NULL);
	}
	*failed = faults.failed != 0;
	faults.at = 0;
	certrule_fieldset_free(facts);
	certrule_gate_unref(gate);
	ck_assert_uint_eq(faults.live, 0);
	return set == 0 ? (int)verdict.action : -1;
}

START_TEST(test_deciding)
{
	const char *json = verdicts[_i / 2];
	bool failed = false;
	int whole, action;

	write_rich();
	whole = decide_with_fault(json, 0, false, &failed);
	ck_assert_int_eq(whole == CERTRULE_ALLOW, _i / 2 == 2 || _i / 2 == 3);
	for (size_t at = 1;; at++) {
		action = decide_with_fault(json, at, _i % 2 == 1, &failed);
		/* An allow never comes from a fault. */
		if (action == CERTRULE_ALLOW)
			ck_assert_int_eq(whole, CERTRULE_ALLOW);
		if (!failed)
			break;
	}
	ck_assert_int_eq(action, whole);
}
END_TEST

static void
add_tests(TCase *tests)
{
	tcase_set_timeout(tests, 60);
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_depth);
	tcase_add_test(tests, test_glob);
	tcase_add_test(tests, test_paths);
	tcase_add_test(tests, test_files);
	tcase_add_test(tests, test_file_limit);
	tcase_add_test(tests, test_rule_limit);
	tcase_add_test(tests, test_name_limit);
	tcase_add_test(tests, test_no_builtin);
	tcase_add_test(tests, test_settings_without_trust);
	tcase_add_test(tests, test_revision);
	tcase_add_loop_test(tests, test_memory, 0, 6);
	tcase_add_test(tests, test_reads);
	tcase_add_loop_test(tests, test_deciding, 0, 8);
}

int
main(void)
{
	return unit_run("policy", add_tests);
}

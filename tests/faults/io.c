/* SPDX-License-Identifier: MIT */
/*
 * io [--whole]: each call that a load, a client's certificate and with --whole a
 * reload and a dump make of the system goes wrong, one after the other, in each
 * way it may.  Either nothing is different, or it is refused with a word of why
 * and what was in force is as before; never half of it.
 *
 * The calls are replaced by the linker, so that no way to a file is forgotten.
 */
#include "../../base/alloc.h"
#include "../../base/buffer.h"

#include <certrule-openssl.h>
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* 2026-06-01T00:00:00Z: the certificates of tests/certs were made for it. */
#define NOW 1780272000

enum call {
	OPEN,
	READ,
	FSTAT,
	LSTAT,
	OPENDIR,
	READDIR,
	CALLS
};

static const char *const call_names[] = {
    "open", "read", "fstat", "lstat", "opendir", "readdir"};

/* What must become of it. */
enum expectation {
	SAME,
	REFUSED,
	EITHER
};

/* What is done instead of failing, at the call that is to. */
enum twist {
	FAIL,
	AGAIN,
	SHORT,
	END,
	SMALLER,
	LARGER,
	FIFO,
	TOUCHED
};

static const struct way {
	const char *name;
	enum call call;
	enum twist twist;
	int error;
	enum expectation expectation;
} ways[] = {
    {"EIO", OPEN, FAIL, EIO, REFUSED},
    {"EACCES", OPEN, FAIL, EACCES, REFUSED},
    {"EMFILE", OPEN, FAIL, EMFILE, REFUSED},
    {"ENOENT", OPEN, FAIL, ENOENT, REFUSED},
    {"ENOMEM", OPEN, FAIL, ENOMEM, REFUSED},
    {"interrupted", OPEN, AGAIN, EINTR, SAME},
    {"EIO", READ, FAIL, EIO, REFUSED},
    {"ENOSPC", READ, FAIL, ENOSPC, REFUSED},
    {"ESTALE", READ, FAIL, ESTALE, REFUSED},
    {"interrupted", READ, AGAIN, EINTR, SAME},
    {"short", READ, SHORT, 0, SAME},
    /* The second one, which finds the end, finds it. */
    {"truncated", READ, END, 0, EITHER},
    {"EIO", FSTAT, FAIL, EIO, REFUSED},
    {"smaller", FSTAT, SMALLER, 0, REFUSED},
    {"larger", FSTAT, LARGER, 0, REFUSED},
    {"a FIFO", FSTAT, FIFO, 0, EITHER},
    {"written to", FSTAT, TOUCHED, 0, REFUSED},
    /* What a name stands for is not asked again. */
    {"EIO", LSTAT, FAIL, EIO, EITHER},
    /* What is no folder is read as a file. */
    {"EIO", OPENDIR, FAIL, EIO, EITHER},
    {"EACCES", OPENDIR, FAIL, EACCES, EITHER},
    {"ENOMEM", OPENDIR, FAIL, ENOMEM, REFUSED},
    {"EIO", READDIR, FAIL, EIO, REFUSED},
    {"EBADF", READDIR, FAIL, EBADF, REFUSED},
};

static const struct way *way;
static size_t at, counts[CALLS], faults, total;
static char folder[] = "/tmp/certrule-io-XXXXXX", policy_path[200];
static const char *doing = "at first";

#define MUST(condition)                                                   \
	do {                                                              \
		if (!(condition)) {                                       \
			fprintf(stderr, "%s:%d: %s\n  %s, %s %zu %s\n",   \
			    __FILE__, __LINE__, #condition, doing,        \
			    way == NULL ? "" : call_names[way->call], at, \
			    way == NULL ? "" : way->name);                \
			abort();                                          \
		}                                                         \
	} while (0)

/* ---------------------------------------------------------------------- calls */

int __real_open(const char *path, int flags, ...);
ssize_t __real_read(int fd, void *data, size_t len);
int __real_fstat(int fd, struct stat *status);
int __real_lstat(const char *path, struct stat *status);
DIR *__real_opendir(const char *path);
struct dirent *__real_readdir(DIR *directory);
int __wrap_open(const char *path, int flags, ...);
ssize_t __wrap_read(int fd, void *data, size_t len);
int __wrap_fstat(int fd, struct stat *status);
int __wrap_lstat(const char *path, struct stat *status);
DIR *__wrap_opendir(const char *path);
struct dirent *__wrap_readdir(DIR *directory);

/* Whether it is this one; errno is as it should be. */
static bool
is_wrong(enum call call)
{
	counts[call]++;
	if (way == NULL || way->call != call || counts[call] != at)
		return false;
	faults++;
	errno = way->error;
	return true;
}

int
__wrap_open(const char *path, int flags, ...)
{
	return is_wrong(OPEN) ? -1 : __real_open(path, flags);
}

ssize_t
__wrap_read(int fd, void *data, size_t len)
{
	if (!is_wrong(READ))
		return __real_read(fd, data, len);
	switch (way->twist) {
	case SHORT:
		return __real_read(fd, data, 1);
	case END:
		return 0;
	case FAIL:
	case AGAIN:
	case SMALLER:
	case LARGER:
	case FIFO:
	case TOUCHED:
		break;
	}
	return -1;
}

int
__wrap_fstat(int fd, struct stat *status)
{
	bool wrong = is_wrong(FSTAT);

	if (wrong && way->twist == FAIL)
		return -1;
	if (__real_fstat(fd, status) != 0)
		return -1;
	if (!wrong)
		return 0;
	if (way->twist == SMALLER)
		status->st_size--;
	if (way->twist == LARGER)
		status->st_size++;
	if (way->twist == FIFO)
		status->st_mode = S_IFIFO | 0600;
	if (way->twist == TOUCHED)
		status->st_mtim.tv_nsec ^= 1;
	return 0;
}

int
__wrap_lstat(const char *path, struct stat *status)
{
	return is_wrong(LSTAT) ? -1 : __real_lstat(path, status);
}

DIR *
__wrap_opendir(const char *path)
{
	return is_wrong(OPENDIR) ? NULL : __real_opendir(path);
}

struct dirent *
__wrap_readdir(DIR *directory)
{
	return is_wrong(READDIR) ? NULL : __real_readdir(directory);
}

/* ---------------------------------------------------------------------- files */

static const char *
source(const char *name)
{
	static char path[400];
	const char *top = getenv("srcdir");

	snprintf(
	    path, sizeof(path), "%s/tests/%s", top != NULL ? top : ".", name);
	return path;
}

static const char *
own(const char *name)
{
	static char path[400];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void
put(const char *name, const char *text)
{
	FILE *file = fopen(own(name), "w");

	MUST(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void
copy(const char *from, const char *to)
{
	static char text[1 << 16];
	FILE *file = fopen(source(from), "r");
	size_t len;

	MUST(file != NULL);
	len = fread(text, 1, sizeof(text) - 1, file);
	text[len] = '\0';
	fclose(file);
	put(to, text);
}

/* Every kind of file there is, alone, by a pattern, or in a folder. */
static void
make_files(void)
{
	static const char policy[] =
	    "include \"more.rules\"\n"
	    "include \"parts/*.rules\"\n"
	    "include \"part*/c\"\n"
	    "trust fleet for \"fleet.example\" {\n"
	    "    ca \"root.pem\"\n"
	    "    crl \"fleet.crl\"\n"
	    "}\n"
	    "trust folders for \"folders.example\" {\n"
	    "    ca \"cas\"\n"
	    "    crl \"crls\"\n"
	    "}\n"
	    "list $lost serial from \"lost.txt\"\n"
	    "block \"lost\" if cf.tls_client_auth.cert_serial in $lost\n"
	    "allow \"in\" if http.host contains \".example\"\n"
	    "default block\n";

	MUST(mkdtemp(folder) != NULL);
	MUST(mkdir(own("parts"), 0700) == 0 && mkdir(own("cas"), 0700) == 0 &&
	     mkdir(own("crls"), 0700) == 0);
	put("policy.rules", policy);
	put("more.rules", "block \"more\" if http.host == \"more.example\"\n");
	put("parts/a.rules", "block \"a\" if http.host == \"a.example\"\n");
	put("parts/b.rules", "block \"b\" if http.host == \"b.example\"\n");
	put("parts/c", "block \"c\" if http.host == \"c.example\"\n");
	put("lost.txt", "0a0b\n0c0d\n");
	copy("certs/root.pem", "root.pem");
	copy("certs/root.pem", "cas/root.pem");
	copy("certs/partner-root.pem", "cas/partner.pem");
	copy("certs/good.crl", "fleet.crl");
	copy("certs/good.crl", "crls/fleet.crl");
	snprintf(policy_path, sizeof(policy_path), "%s/policy.rules", folder);
}

static void
remove_files(void)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -r %s", folder);
	MUST(system(command) == 0);
}

/* ----------------------------------------------------------------------- acts */

static struct certrule_schema *schema;
static struct certrule_gate *gate;
static struct certrule_diags *diags;
static struct cr_buffer wanted, got;

static int
write_text(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return 0;
}

static struct certrule_gate *
load(void)
{
	struct certrule_options options = {
	    .flags = CERTRULE_NO_LINT, .now = NOW, .now_set = 1};

	return certrule_gate_load(schema, policy_path, &options, diags);
}

static bool
is_same(void)
{
	return got.len == wanted.len &&
	       (got.len == 0 || memcmp(got.data, wanted.data, got.len) == 0);
}

/* The records of some clients. */
static void
describe(struct certrule_gate *of, struct cr_buffer *out)
{
	static const struct {
		const char *client, *host;
	} requests[] = {
	    {"certs/good.pem", "fleet.example"},
	    {"certs/revoked.pem", "fleet.example"},
	    {"certs/partner.pem", "folders.example"},
	    {"certs/good.pem", "b.example"},
	};
	struct certrule_verdict verdict;

	for (size_t i = 0; i < 4; i++) {
		struct certrule_fieldset *facts = certrule_fieldset_new(of);
		struct certrule_peer *client = certrule_peer_from_file(
		    NULL, source(requests[i].client), NULL, NULL);

		MUST(facts != NULL && client != NULL);
		certrule_fieldset_set_time(facts, NOW);
		MUST(certrule_fieldset_set_host(facts, requests[i].host,
			 strlen(requests[i].host)) == 0);
		MUST(certrule_fieldset_set_peer(facts, client) == 0);
		certrule_gate_decide(of, facts, &verdict);
		MUST(certrule_verdict_json(
			 of, facts, &verdict, write_text, out) == 0);
		certrule_fieldset_free(facts);
		certrule_peer_free(client);
	}
}

/* One is let in, and one is not. */
static void
check_in_force(void)
{
	cr_buffer_clear(&got);
	describe(gate, &got);
	MUST(is_same());
}

/* Of these acts each adds what it has to show, or nothing. */
static struct certrule_gate *other;

static bool
act_load(void)
{
	other = load();
	return other != NULL;
}

static bool
act_reload(void)
{
	other = certrule_gate_reload(gate, diags);
	return other != NULL;
}

static void
show_gate(void)
{
	describe(other, &got);
	certrule_gate_unref(other);
}

static bool
act_dump(void)
{
	struct certrule_options options = {.now = NOW, .now_set = 1};

	return certrule_dump(schema, policy_path, "plan", &options, diags,
		   write_text, &got) == 0;
}

static void
show_text(void)
{
}

static struct certrule_peer *peer;

static bool
act_peer(void)
{
	char leaf[400];
	enum certrule_peer_status status;

	snprintf(
	    leaf, sizeof(leaf), "%s", source("certs/via-intermediate.pem"));
	peer = certrule_peer_from_file(
	    NULL, leaf, source("certs/intermediate.pem"), &status);
	MUST((peer != NULL) == (status == CERTRULE_PEER_OK));
	/* In words as well. */
	MUST(certrule_peer_status_text(status)[0] != '\0');
	return peer != NULL;
}

static void
show_peer(void)
{
	struct certrule_fieldset *facts = certrule_fieldset_new(gate);

	MUST(facts != NULL);
	certrule_fieldset_set_time(facts, NOW);
	MUST(certrule_fieldset_set_host(facts, "fleet.example", 13) == 0);
	MUST(certrule_fieldset_set_peer(facts, peer) == 0);
	MUST(certrule_peer_write_chain(facts, write_text, &got) == 0);
	certrule_fieldset_free(facts);
	certrule_peer_free(peer);
}

static const struct act {
	const char *name;
	bool (*act)(void); /* true: it worked */
	void (*show)(void);
	bool says; /* by diagnostics, why it does not */
} acts[] = {
    {"load", act_load, show_gate, true},
    {"peer", act_peer, show_peer, false},
    {"reload", act_reload, show_gate, true},
    {"dump", act_dump, show_text, true},
};
#define QUICK_ACTS 2
#define ACTS	   (sizeof(acts) / sizeof(acts[0]))

/* --------------------------------------------------------------------- sweeps */

/* How it ended, with the calls in order again. */
static bool
run(const struct act *act, const struct way *with, size_t nth)
{
	const struct way *none = NULL;
	bool worked;

	cr_buffer_clear(&got);
	diags = certrule_diags_new(NULL);
	memset(counts, 0, sizeof(counts));
	faults = 0;
	way = with;
	at = nth;
	worked = act->act();
	way = none;
	return worked;
}

static void
judge(const struct act *act, const struct way *with, bool worked)
{
	size_t errors = certrule_diags_error_count(diags);

	way = with; /* to be told */
	if (with->expectation != EITHER)
		MUST(worked == (with->expectation == SAME));
	if (worked)
		MUST(errors == 0);
	else if (act->says)
		MUST(errors != 0);
	way = NULL;
	certrule_diags_free(diags);
	if (worked)
		act->show();
	if (worked)
		MUST(is_same());
	if (act->act == act_reload)
		check_in_force();
}

static void
sweep(const struct act *act, const struct way *with)
{
	size_t nth;
	bool worked;

	for (nth = 1;; nth++) {
		worked = run(act, with, nth);
		if (faults == 0)
			break;
		judge(act, with, worked);
	}
	MUST(worked);
	act->show();
	MUST(is_same());
	certrule_diags_free(diags);
	printf("%-6s %-7s %-11s %3zu faults\n", act->name,
	    call_names[with->call], with->name, nth - 1);
	total += nth - 1;
}

static void
sweep_act(const struct act *act)
{
	doing = act->name;
	MUST(run(act, NULL, 0));
	/* Of "part*" and "c" no name was seen; of the others each was, and is read
	 * or said to be gone. */
	MUST(counts[LSTAT] <= 1);
	act->show();
	MUST(got.len != 0);
	cr_buffer_clear(&wanted);
	cr_buffer_add(&wanted, got.data, got.len);
	certrule_diags_free(diags);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		sweep(act, &ways[i]);
}

int
main(int argc, char **argv)
{
	bool whole = argc > 1 && strcmp(argv[1], "--whole") == 0;

	cr_buffer_init(&wanted, cr_alloc_default());
	cr_buffer_init(&got, cr_alloc_default());
	make_files();
	schema = certrule_schema_new(NULL);
	MUST(schema != NULL && certrule_openssl_register(schema) == 0);
	diags = certrule_diags_new(NULL);
	gate = load();
	MUST(gate != NULL);
	certrule_diags_free(diags);
	for (size_t i = 0; i < (whole ? ACTS : QUICK_ACTS); i++)
		sweep_act(&acts[i]);
	printf("%zu faults\n", total);
	certrule_gate_unref(gate);
	certrule_schema_free(schema);
	cr_buffer_fini(&wanted);
	cr_buffer_fini(&got);
	remove_files();
	return 0;
}

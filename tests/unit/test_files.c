/* SPDX-License-Identifier: MIT */
/* Files: only whole regular ones, whatever goes wrong on the way. */
#include "../../base/files.h"
#include "faults.h"
#include "unit.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char folder[] = "cr_test_files_XXXXXX";
static struct cr_buffer buffer;

static const char *
path_of(const char *name)
{
	static char path[200];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return path;
}

static void
put(const char *name, const char *text)
{
	FILE *file = fopen(path_of(name), "w");

	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	fclose(file);
}

static void
setup(void)
{
	memcpy(strrchr(folder, '_'), "_XXXXXX", 7);
	ck_assert_ptr_nonnull(mkdtemp(folder));
	cr_buffer_init(&buffer, cr_alloc_default());
}

static void
teardown(void)
{
	char command[300];

	cr_buffer_fini(&buffer);
	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

static enum cr_file_status
read_named(const char *name, size_t limit)
{
	return cr_files_read(cr_files_default(), path_of(name), limit, &buffer);
}

START_TEST(test_read_appends)
{
	put("a", "text\n");
	put("empty", "");
	cr_buffer_add_text(&buffer, "before ");
	ck_assert_int_eq(read_named("a", 100), CR_FILE_OK);
	ck_assert_int_eq(read_named("empty", 100), CR_FILE_OK);
	ck_assert_printed(&buffer, "before text\n");
}
END_TEST

START_TEST(test_limit)
{
	put("a", "12345");
	ck_assert_int_eq(read_named("a", 6), CR_FILE_OK);
	ck_assert_int_eq(read_named("a", 5), CR_FILE_OK);
	ck_assert_printed(&buffer, "1234512345");
	ck_assert_int_eq(read_named("a", 4), CR_FILE_TOO_LARGE);
	ck_assert_int_eq(read_named("a", 0), CR_FILE_TOO_LARGE);
	ck_assert_uint_eq(buffer.len, 0);
}
END_TEST

/* None of these may be opened and waited for. */
START_TEST(test_no_regular_file)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	ck_assert_int_eq(mkfifo(path_of("fifo"), 0600), 0);
	ck_assert_int_eq(symlink("fifo", path_of("link")), 0);
	strcpy(address.sun_path, path_of("socket"));
	ck_assert_int_eq(
	    bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	close(fd);
	ck_assert_int_eq(read_named("", 10), CR_FILE_DIRECTORY);
	ck_assert_int_eq(read_named("fifo", 10), CR_FILE_NOT_REGULAR);
	ck_assert_int_eq(read_named("link", 10), CR_FILE_NOT_REGULAR);
	ck_assert_int_eq(read_named("socket", 10), CR_FILE_NOT_REGULAR);
	ck_assert_int_eq(
	    cr_files_read(cr_files_default(), "/dev/zero", 10, &buffer),
	    CR_FILE_NOT_REGULAR);
	ck_assert_uint_eq(buffer.len, 0);
}
END_TEST

START_TEST(test_missing)
{
	put("a", "x");
	ck_assert_int_eq(symlink("nowhere", path_of("link")), 0);
	ck_assert_int_eq(symlink("loop", path_of("loop")), 0);
	ck_assert_int_eq(read_named("b", 10), CR_FILE_MISSING);
	ck_assert_int_eq(read_named("a/b", 10), CR_FILE_MISSING);
	ck_assert_int_eq(read_named("link", 10), CR_FILE_MISSING);
	ck_assert_int_eq(read_named("loop", 10), CR_FILE_FAILED);
}
END_TEST

/* ------------------------------------------------------ a table of our own */

/* A file of `size` as fstat has it, and of `holds` bytes; reads give at most
 * `chunk`, and the n-th fails. */
struct disk {
	off_t size;
	size_t holds, chunk, given;
	unsigned reads, fail_at;
	int error;
	int open_error, stat_error, second_stat_error;
	/* Another time when so many bytes were read; longer by so many. */
	size_t written_at;
	off_t grows;
	mode_t mode;
	int open;
};

static int
disk_open(void *context, const char *path)
{
	struct disk *disk = context;

	(void)path;
	if (disk->open_error != 0) {
		errno = disk->open_error;
		return -1;
	}
	disk->open++;
	return 5;
}

static long
disk_read(void *context, int fd, void *data, size_t len)
{
	struct disk *disk = context;
	size_t left = disk->holds - disk->given;

	ck_assert_int_eq(fd, 5);
	if (++disk->reads == disk->fail_at) {
		errno = disk->error;
		return -1;
	}
	if (len > disk->chunk)
		len = disk->chunk;
	if (len > left)
		len = left;
	memset(data, 'x', len);
	disk->given += len;
	return (long)len;
}

static int
disk_stat(void *context, int fd, struct stat *status)
{
	struct disk *disk = context;

	ck_assert_int_eq(fd, 5);
	errno = disk->reads == 0 ? disk->stat_error : disk->second_stat_error;
	memset(status, 0, sizeof(*status));
	status->st_mode = disk->mode;
	status->st_size = disk->size + (disk->reads == 0 ? 0 : disk->grows);
	status->st_mtim.tv_nsec =
	    disk->written_at != 0 && disk->given >= disk->written_at;
	return errno == 0 ? 0 : -1;
}

static void
disk_close(void *context, int fd)
{
	struct disk *disk = context;

	ck_assert_int_eq(fd, 5);
	disk->open--;
}

static enum cr_file_status
read_disk(struct disk *disk)
{
	struct cr_files files = {
	    disk_open, disk_read, disk_stat, disk_close, disk};
	enum cr_file_status result;

	cr_buffer_clear(&buffer);
	cr_buffer_add_text(&buffer, "kept");
	result = cr_files_read(&files, "x", 1000, &buffer);
	ck_assert_int_eq(disk->open, 0);
	if (result != CR_FILE_OK)
		ck_assert_str_eq((char *)buffer.data, "kept");
	return result;
}

static const struct disk whole = {
    .size = 100, .holds = 100, .chunk = 1000, .mode = S_IFREG};

START_TEST(test_short_reads)
{
	struct disk disk = whole;

	disk.chunk = 1;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_OK);
	ck_assert_uint_eq(buffer.len, 104);
	disk = whole;
	disk.chunk = 33;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_OK);
	ck_assert_uint_eq(buffer.len, 104);
}
END_TEST

START_TEST(test_size_changes)
{
	struct disk disk = whole;

	disk.holds = 99;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_CHANGED);
	disk = whole;
	disk.holds = 101;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_CHANGED);
	disk = whole;
	disk.holds = 101;
	disk.chunk = 100;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_CHANGED);
	disk = whole;
	disk.size = 0;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_CHANGED);
	disk = whole;
	disk.holds = 0;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_CHANGED);
}
END_TEST

/* Written over in place, with as much as before. */
START_TEST(test_time_changes)
{
	struct disk disk = whole;

	disk.written_at = 1;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_CHANGED);
	disk = whole;
	disk.written_at = 200;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_OK);
	disk = whole;
	disk.grows = 1;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_CHANGED);
	disk = whole;
	disk.second_stat_error = EIO;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_FAILED);
}
END_TEST

START_TEST(test_every_read_fails)
{
	struct disk disk;

	for (unsigned k = 1; k <= 11; k++) {
		disk = whole;
		disk.chunk = 10;
		disk.fail_at = k;
		disk.error = EIO;
		ck_assert_int_eq(read_disk(&disk), CR_FILE_FAILED);
		disk = whole;
		disk.chunk = 10;
		disk.fail_at = k;
		disk.error = EINTR;
		ck_assert_int_eq(read_disk(&disk), CR_FILE_OK);
		ck_assert_uint_eq(buffer.len, 104);
	}
}
END_TEST

START_TEST(test_open_and_stat_fail)
{
	struct disk disk = whole;

	disk.open_error = ENOENT;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_MISSING);
	disk = whole;
	disk.open_error = EACCES;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_DENIED);
	disk = whole;
	disk.open_error = EISDIR;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_DIRECTORY);
	disk = whole;
	disk.open_error = EMFILE;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_FAILED);
	disk = whole;
	disk.open_error = ENXIO;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_NOT_REGULAR);
	disk = whole;
	disk.open_error = ENOMEM;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_NO_MEMORY);
	disk = whole;
	disk.stat_error = EIO;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_FAILED);
	disk = whole;
	disk.mode = S_IFIFO;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_NOT_REGULAR);
	ck_assert_uint_eq(disk.reads, 0);
	disk = whole;
	disk.size = -1;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_FAILED);
	disk = whole;
	disk.size = 1001;
	ck_assert_int_eq(read_disk(&disk), CR_FILE_TOO_LARGE);
	ck_assert_uint_eq(disk.reads, 0);
}
END_TEST

START_TEST(test_read_without_memory)
{
	struct faults faults;
	struct cr_buffer small;

	put("a", "text");
	faults_init(&faults, 1, true);
	cr_buffer_init(&small, &faults.alloc);
	ck_assert_int_eq(
	    cr_files_read(cr_files_default(), path_of("a"), 10, &small),
	    CR_FILE_NO_MEMORY);
	ck_assert_int_eq(
	    cr_files_read(cr_files_default(), path_of("b"), 10, &small),
	    CR_FILE_NO_MEMORY);
	cr_buffer_fini(&small);
	ck_assert_uint_eq(faults.live, 0);
}
END_TEST

START_TEST(test_status_texts)
{
	for (int a = CR_FILE_OK; a <= CR_FILE_NO_MEMORY; a++) {
		const char *text = cr_file_status_text((enum cr_file_status)a);

		ck_assert_uint_gt(strlen(text), 0);
		for (int b = CR_FILE_OK; b < a; b++)
			ck_assert_str_ne(
			    text, cr_file_status_text((enum cr_file_status)b));
	}
	ck_assert_str_eq(
	    cr_file_status_text(CR_FILE_DIRECTORY), "is a directory");
	ck_assert_str_eq(
	    cr_file_status_text(CR_FILE_MISSING), "does not exist");
}
END_TEST

/* ------------------------------------------------------------------- paths */

static const struct {
	const char *root, *from, *path, *joined;
} joins[] = {
    {NULL, NULL, "a.pem", "a.pem"},
    {NULL, "-", "a.pem", "a.pem"},
    {NULL, "x.rules", "a.pem", "a.pem"},
    {NULL, "d/x.rules", "a.pem", "d/a.pem"},
    {NULL, "/etc/x.rules", "t/a.pem", "/etc/t/a.pem"},
    {NULL, "/x.rules", "a.pem", "/a.pem"},
    {NULL, "d/x.rules", "../a.pem", "d/../a.pem"},
    {NULL, "d/x.rules", "/a.pem", "/a.pem"},
    {"", "d/x.rules", "/a.pem", "/a.pem"},
    {"r", NULL, "a.pem", "r/a.pem"},
    {"r/", NULL, "a.pem", "r/a.pem"},
    {"r", "policy", "a.pem", "r/a.pem"},
    {"r", "d/x.rules", "a.pem", "r/d/a.pem"},
    {"r", "/etc/x.rules", "a.pem", "r/etc/a.pem"},
    {"r//", "/etc/x.rules", "/a.pem", "r/a.pem"},
    /* Already below the root: an include that was resolved before. */
    {"r", "r/d/x.rules", "a.pem", "r/d/a.pem"},
    {"r", "r/x.rules", "/etc/a.pem", "r/etc/a.pem"},
    {"r/", "r/x.rules", "a.pem", "r/a.pem"},
    {"r", "rr/x.rules", "a.pem", "r/rr/a.pem"},
    {"/", "x.rules", "a.pem", "/a.pem"},
    {"/", "/etc/x.rules", "a.pem", "/etc/a.pem"},
    {"/", "/etc/x.rules", "/a.pem", "/a.pem"},
};

START_TEST(test_join)
{
	ck_assert_int_eq(cr_path_join(&buffer, joins[_i].root, joins[_i].from,
			     cr_bytes_text(joins[_i].path)),
	    0);
	ck_assert_printed(&buffer, joins[_i].joined);
}
END_TEST

START_TEST(test_join_fails)
{
	struct faults faults;
	struct cr_buffer small;

	ck_assert_int_eq(
	    cr_path_join(&buffer, NULL, NULL, B("a.pem\0.txt")), -1);
	faults_init(&faults, 1, true);
	cr_buffer_init(&small, &faults.alloc);
	ck_assert_int_eq(cr_path_join(&small, "r", "x", B("a")), -1);
	cr_buffer_fini(&small);
}
END_TEST

/* ------------------------------------------------------- folders, patterns */

struct visits {
	struct cr_buffer *out;
	size_t count, stop_at;
};

/* Names without the folder, one a word. */
static int
visit(void *context, const char *path)
{
	struct visits *visits = context;

	ck_assert(strncmp(path, folder, strlen(folder)) == 0);
	if (++visits->count == visits->stop_at)
		return -1;
	cr_buffer_add_text(visits->out, path + strlen(folder) + 1);
	cr_buffer_add_byte(visits->out, ' ');
	return 0;
}

static void
populate(void)
{
	put("b.rules", "");
	put("a.rules", "");
	put("B.rules", "");
	put(".hidden.rules", "");
	put("\xc3\xa4.rules", "");
	put("x[1]", "");
	ck_assert_int_eq(mkdir(path_of("d"), 0700), 0);
	put("d/z.rules", "");
	put("d/y.txt", "");
	ck_assert_int_eq(mkdir(path_of("e"), 0700), 0);
	put("e/z.rules", "");
}

START_TEST(test_list)
{
	struct visits visits = {.out = &buffer};

	populate();
	cr_buffer_add_text(&buffer, "");
	ck_assert_int_eq(
	    cr_files_list(cr_alloc_default(), folder, visit, &visits),
	    CR_FILE_OK);
	ck_assert_printed(
	    &buffer, "B.rules a.rules b.rules d e x[1] \xc3\xa4.rules ");
	visits = (struct visits){.out = &buffer, .stop_at = 2};
	ck_assert_int_eq(
	    cr_files_list(cr_alloc_default(), folder, visit, &visits),
	    CR_FILE_FAILED);
	ck_assert_uint_eq(visits.count, 2);
	ck_assert_int_eq(
	    cr_files_list(cr_alloc_default(), path_of("none"), visit, &visits),
	    CR_FILE_MISSING);
}
END_TEST

static const struct {
	const char *pattern, *matches; /* "": nothing */
} globs[] = {
    {"*.rules", "B.rules a.rules b.rules \xc3\xa4.rules "},
    {"?.rules", "B.rules a.rules b.rules "}, /* bytes */
    {"[ab].rules", "a.rules b.rules "},
    {"[a-z].rules", "a.rules b.rules "}, /* no locale */
    {"[!a].rules", "B.rules b.rules "},
    {"[^a].rules", "B.rules b.rules "},
    {"[]a].rules", "a.rules "},
    {"[a.rules", ""},
    {"x\\[1\\]", "x[1] "},
    {"x[[]1]", "x[1] "},
    {"x[1]", ""},
    {".*.rules", ".hidden.rules "},
    {"*", "B.rules a.rules b.rules d e x[1] \xc3\xa4.rules "},
    {"a*.*s", "a.rules "},
    {"*r*u*l*s", "B.rules a.rules b.rules \xc3\xa4.rules "},
    {"*z", ""},
    {"*/z.rules", "d/z.rules e/z.rules "},
    {"*/y.txt", "d/y.txt "},
    {"d//*", "d/y.txt d/z.rules "},
    {"[de]/*.rules", "d/z.rules e/z.rules "},
    {"none/*", ""},
    {"a.rules", "a.rules "},
    {"a.rule", ""},
    {"a.rules/*", ""},
};

START_TEST(test_glob)
{
	struct visits visits = {.out = &buffer};
	bool found = globs[_i].matches[0] != '\0';

	populate();
	cr_buffer_add_text(&buffer, "");
	ck_assert_int_eq(cr_files_glob(cr_alloc_default(),
			     path_of(globs[_i].pattern), visit, &visits),
	    found ? CR_FILE_OK : CR_FILE_MISSING);
	ck_assert_printed(&buffer, globs[_i].matches);
}
END_TEST

START_TEST(test_glob_stops)
{
	struct visits visits = {.out = &buffer, .stop_at = 1};

	populate();
	ck_assert_int_eq(
	    cr_files_glob(cr_alloc_default(), path_of("*"), visit, &visits),
	    CR_FILE_FAILED);
	ck_assert_uint_eq(visits.count, 1);
}
END_TEST

static int
count(void *context, const char *path)
{
	(void)path;
	++*(size_t *)context;
	return 0;
}

/* Relative to the working directory, and from the root. */
START_TEST(test_glob_where)
{
	char pattern[300], here[200];
	size_t found = 0;

	populate();
	snprintf(pattern, sizeof(pattern), "%s*/[d]/*.rules", "cr_test_files_");
	ck_assert_int_eq(
	    cr_files_glob(cr_alloc_default(), pattern, count, &found), 0);
	ck_assert_uint_ge(found, 1);
	ck_assert_ptr_nonnull(getcwd(here, sizeof(here)));
	snprintf(pattern, sizeof(pattern), "%s/%s/d/*.rules", here, folder);
	found = 0;
	ck_assert_int_eq(
	    cr_files_glob(cr_alloc_default(), pattern, count, &found), 0);
	ck_assert_uint_eq(found, 1);
}
END_TEST

/* A star costs what it must: no pattern takes for ever. */
START_TEST(test_glob_is_not_exponential)
{
	char pattern[200] = "";
	char name[200];
	size_t found = 0;

	memset(name, 'a', sizeof(name));
	name[199] = '\0';
	put(name, "");
	for (int i = 0; i < 40; i++)
		strcat(pattern, "a*");
	strcat(pattern, "b");
	ck_assert_int_eq(
	    cr_files_glob(cr_alloc_default(), path_of(pattern), count, &found),
	    CR_FILE_MISSING);
}
END_TEST

START_TEST(test_list_each_failure)
{
	struct faults faults;
	size_t calls, found = 0;

	populate();
	faults_init(&faults, 0, false);
	ck_assert_int_eq(
	    cr_files_glob(&faults.alloc, path_of("*/*"), count, &found), 0);
	ck_assert_uint_eq(found, 3);
	calls = faults.calls;
	for (size_t k = 1; k <= calls; k++) {
		faults_init(&faults, k, k % 2 == 0);
		found = 0;
		ck_assert_int_eq(
		    cr_files_glob(&faults.alloc, path_of("*/*"), count, &found),
		    CR_FILE_NO_MEMORY);
		ck_assert_uint_eq(found, 0);
		ck_assert_uint_eq(faults.live, 0);
	}
	faults_init(&faults, 3, false);
	ck_assert_int_eq(cr_files_list(&faults.alloc, folder, count, &found),
	    CR_FILE_NO_MEMORY);
	ck_assert_uint_eq(faults.live, 0);
}
END_TEST

/* A folder nobody may read might hold the rule that blocks. */
START_TEST(test_denied)
{
	size_t found = 0;

	if (geteuid() == 0) /* root may */
		return;
	populate();
	ck_assert_int_eq(chmod(path_of("a.rules"), 0), 0);
	ck_assert_int_eq(chmod(path_of("d"), 0), 0);
	ck_assert_int_eq(read_named("a.rules", 10), CR_FILE_DENIED);
	ck_assert_int_eq(
	    cr_files_glob(cr_alloc_default(), path_of("*/*"), count, &found),
	    CR_FILE_DENIED);
	ck_assert_int_eq(chmod(path_of("d"), 0700), 0);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

static void
add(TCase *tests)
{
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, test_read_appends);
	tcase_add_test(tests, test_limit);
	tcase_add_test(tests, test_no_regular_file);
	tcase_add_test(tests, test_missing);
	tcase_add_test(tests, test_short_reads);
	tcase_add_test(tests, test_size_changes);
	tcase_add_test(tests, test_time_changes);
	tcase_add_test(tests, test_every_read_fails);
	tcase_add_test(tests, test_open_and_stat_fail);
	tcase_add_test(tests, test_read_without_memory);
	tcase_add_test(tests, test_status_texts);
	tcase_add_loop_test(tests, test_join, 0, COUNT(joins));
	tcase_add_test(tests, test_join_fails);
	tcase_add_test(tests, test_list);
	tcase_add_loop_test(tests, test_glob, 0, COUNT(globs));
	tcase_add_test(tests, test_glob_stops);
	tcase_add_test(tests, test_glob_where);
	tcase_add_test(tests, test_glob_is_not_exponential);
	tcase_add_test(tests, test_list_each_failure);
	tcase_add_test(tests, test_denied);
}

int
main(void)
{
	return unit_run("files", add);
}

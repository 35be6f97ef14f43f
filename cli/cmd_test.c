/* SPDX-License-Identifier: MIT */
/*
 * certrule test: policy tests.
 *
 * All files are read before the first case runs, so that the plan is right.
 * Each file's cases run in its own folder: paths in it are relative to that.
 */
#include "cli.h"
#include "test_report.h"
#include "test_run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct testing {
	struct cr_cli *cli;
	struct cr_test_file *files;
	size_t file_count;
	struct cr_test_run run;
	struct cr_test_cover cover;
	struct cr_test_report report;
	struct cr_progress progress;
	int home; /* the folder we were started in */
};

static int
read_files(struct testing *testing)
{
	const struct cr_options *options = &testing->cli->options;
	int worst = CR_EXIT_YES;

	testing->files =
	    calloc(options->argument_count, sizeof(*testing->files));
	if (testing->files == NULL) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	for (size_t i = 0; i < options->argument_count; i++) {
		int status = cr_test_file_read(
		    &testing->files[i], options->arguments[i]);

		testing->file_count++;
		if (status > worst)
			worst = status;
	}
	return worst;
}

static int
enter_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder;
	int result;

	if (slash == NULL)
		return 0;
	folder = strndup(path, (size_t)(slash - path) + 1);
	result = folder != NULL ? chdir(folder) : -1;
	free(folder);
	return result;
}

static int
run_file(struct testing *testing, const struct cr_test_file *file)
{
	struct cr_text failure;

	if (enter_folder(file->path) != 0) {
		cr_message("cannot enter the folder of %s: %s", file->path,
		    strerror(errno));
		return CR_EXIT_FILE;
	}
	cr_text_init(&failure);
	cr_test_run_begin(&testing->run, file);
	for (size_t i = 0; i < file->case_count; i++) {
		cr_text_clear(&failure);
		cr_test_run_case(&testing->run, &file->cases[i], &failure);
		cr_test_report_case(&testing->report, file, &file->cases[i],
		    cr_text_get(&failure));
		cr_progress_step(&testing->progress);
	}
	cr_text_fini(&failure);
	if (fchdir(testing->home) != 0) {
		cr_message("cannot go back: %s", strerror(errno));
		return CR_EXIT_FILE;
	}
	return CR_EXIT_YES;
}

/* Coverage needs cases that pass: one that fails says something else. */
static int
judge_coverage(struct testing *testing)
{
	if (!cr_options_has(&testing->cli->options, CR_OPTION_COVERAGE))
		return CR_EXIT_YES;
	if (testing->cover.failed) {
		cr_message("out of memory");
		return CR_EXIT_FILE;
	}
	return cr_test_cover_write(&testing->cover, &testing->cli->out) == 0
		   ? CR_EXIT_YES
		   : CR_EXIT_NO;
}

static int
run_files(struct testing *testing, FILE *junit)
{
	size_t case_count = 0;
	int status = CR_EXIT_YES;

	for (size_t i = 0; i < testing->file_count; i++)
		case_count += testing->files[i].case_count;
	cr_test_report_begin(&testing->report, &testing->cli->out, junit,
	    case_count, testing->file_count > 1);
	cr_progress_init(&testing->progress, "cases");
	for (size_t i = 0; status == CR_EXIT_YES && i < testing->file_count;
	     i++)
		status = run_file(testing, &testing->files[i]);
	cr_progress_fini(&testing->progress);
	if (status == CR_EXIT_YES)
		status = judge_coverage(testing);
	if (status == CR_EXIT_YES && testing->report.failed > 0)
		status = CR_EXIT_NO;
	if (cr_test_report_finish(&testing->report) == 0)
		return status;
	cr_message("cannot write the JUnit file: %s",
	    strerror(testing->report.junit.error));
	return CR_EXIT_FILE;
}

static int
open_and_run(struct testing *testing)
{
	const char *path =
	    cr_options_get(&testing->cli->options, CR_OPTION_JUNIT);
	FILE *junit = NULL;

	testing->home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (testing->home < 0 || cr_test_run_init(&testing->run) != 0) {
		cr_message("cannot begin: %s", strerror(errno));
		return CR_EXIT_FILE;
	}
	if (cr_options_has(&testing->cli->options, CR_OPTION_COVERAGE))
		testing->run.cover = &testing->cover;
	if (path != NULL) {
		junit = fopen(path, "we");
		if (junit == NULL) {
			cr_message(
			    "cannot write %s: %s", path, strerror(errno));
			return CR_EXIT_FILE;
		}
	}
	return run_files(testing, junit);
}

int
cr_cmd_test(struct cr_cli *cli)
{
	struct testing testing;
	int status;

	memset(&testing, 0, sizeof(testing));
	testing.cli = cli;
	testing.home = -1;
	status = read_files(&testing);
	if (status == CR_EXIT_YES)
		status = open_and_run(&testing);
	cr_test_run_fini(&testing.run);
	cr_test_cover_fini(&testing.cover);
	for (size_t i = 0; i < testing.file_count; i++)
		cr_test_file_fini(&testing.files[i]);
	free(testing.files);
	if (testing.home >= 0)
		close(testing.home);
	return status;
}

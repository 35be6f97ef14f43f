/* SPDX-License-Identifier: MIT */
/* certrule VERB: finds the verb, parses its options, runs it, and makes sure
 * that what it printed has arrived. */
#include "cli.h"
#include "complete.h"

#include <certrule.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/*
 * A closed descriptor 0 to 2 would be given to the first file opened, and
 * output would land in it.  One that can only be read from keeps the place:
 * writing to it fails, as it should.  In place of the input there is one that
 * can only be written to: a closed input is no empty policy.
 */
static int
hold_standard_descriptors(void)
{
	int fd = open("/dev/null", O_WRONLY);

	if (fd > STDIN_FILENO)
		close(fd);
	do {
		fd = open("/dev/null", O_RDONLY);
	} while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd < 0)
		return -1;
	close(fd);
	return 0;
}

static int
run_verb(struct cr_cli *cli, const struct cr_verb *verb, int argc, char **argv)
{
	if (cr_options_parse(&cli->options, verb, argc, argv) != 0)
		return CR_EXIT_MISTAKE;
	if (cr_options_has(&cli->options, CR_OPTION_HELP)) {
		cr_options_help(&cli->out, verb);
		return CR_EXIT_YES;
	}
	return verb->run(cli);
}

static int
say_no_verb(const char *name)
{
	const char *near = cr_options_nearest_verb(name);

	if (near != NULL)
		cr_message("unknown verb '%s'; did you mean %s?", name, near);
	else
		cr_message(
		    "unknown verb '%s'; certrule --help lists them", name);
	return CR_EXIT_MISTAKE;
}

/* For packages, and for people without one. */
static int
complete(struct cr_cli *cli, int argc, char **argv)
{
	if (argc == 3 && cr_complete_write(&cli->out, argv[2]) == 0)
		return CR_EXIT_YES;
	cr_message("--completion needs the name of a shell: bash, zsh or fish");
	return CR_EXIT_MISTAKE;
}

static int
run(struct cr_cli *cli, int argc, char **argv)
{
	const struct cr_verb *verb;

	if (argc < 2) {
		cr_message("say what to do; certrule --help lists it");
		return CR_EXIT_MISTAKE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		cr_options_usage(&cli->out);
		return CR_EXIT_YES;
	}
	if (strcmp(argv[1], "--version") == 0) {
		cr_output_printf(
		    &cli->out, "certrule %s\n", certrule_version());
		return CR_EXIT_YES;
	}
	if (strcmp(argv[1], "--completion") == 0)
		return complete(cli, argc, argv);
	verb = cr_options_find_verb(argv[1]);
	if (verb == NULL)
		return say_no_verb(argv[1]);
	return run_verb(cli, verb, argc - 1, argv + 1);
}

int
main(int argc, char **argv)
{
	struct cr_cli cli;
	int status;

	memset(&cli, 0, sizeof(cli));
	if (hold_standard_descriptors() != 0)
		return CR_EXIT_FILE;
	cr_output_init(&cli.out, stdout);
	status = run(&cli, argc, argv);
	cr_options_fini(&cli.options);
	if (cr_output_finish(&cli.out) != 0) {
		cr_message("cannot write standard output: %s",
		    strerror(cli.out.error));
		return CR_EXIT_FILE;
	}
	return status;
}

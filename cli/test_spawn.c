/* SPDX-License-Identifier: MIT */
/* Starts a process, waits for it with a limit, and collects what it wrote. */
#include "test_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum {
	MOST_WORDS = 128,
	MOST_OUTPUT = 16 << 20,
	SECONDS = 60
};

struct words {
	char *text; /* the command, cut in place */
	char *items[MOST_WORDS + 2];
};

static int
refuse(struct cr_text *why, const char *what, const char *because)
{
	cr_text_printf(
	    why, "%s%s%s", what, because[0] != '\0' ? ": " : "", because);
	return -1;
}

/* One word: quotes are dropped and keep what is between them together.  NULL:
 * a quote is not closed.  Returns where the next one may begin. */
static char *
cut_word(char *from, char **word)
{
	char *to = from;

	*word = from;
	while (*from != '\0' && strchr(" \t\n", *from) == NULL) {
		char quote = *from;

		if (quote != '\'' && quote != '"') {
			*to++ = *from++;
			continue;
		}
		for (from++; *from != quote; *to++ = *from++) {
			if (*from == '\0')
				return NULL;
		}
		from++;
	}
	if (*from != '\0')
		from++;
	*to = '\0';
	return from;
}

static int
split_words(struct words *words, const char *command, struct cr_text *why)
{
	size_t count = 0;
	char *from;

	words->text = strdup(command);
	if (words->text == NULL)
		return refuse(why, "out of memory", "");
	words->items[count++] = (char *)"certrule";
	from = words->text + strspn(words->text, " \t\n");
	while (*from != '\0') {
		if (count > MOST_WORDS)
			return refuse(why, "too many words", "");
		from = cut_word(from, &words->items[count]);
		if (from == NULL)
			return refuse(why, "a quote is not closed", "");
		/* The program's own name in front is for the reader. */
		if (count > 1 || strcmp(words->items[count], "certrule") != 0)
			count++;
		from += strspn(from, " \t\n");
	}
	words->items[count] = NULL;
	return 0;
}

/* ----------------------------------------------------------------- descriptors */

struct streams {
	FILE *input, *output, *error;
};

static int
open_streams(struct streams *streams, const struct cr_test_spawn *spawn,
    struct cr_text *why)
{
	streams->input = tmpfile();
	streams->output =
	    spawn->into != NULL ? fopen(spawn->into, "w") : tmpfile();
	streams->error = tmpfile();
	if (streams->input == NULL || streams->output == NULL ||
	    streams->error == NULL)
		return refuse(why, "cannot make files", strerror(errno));
	if (spawn->input_len > 0 && fwrite(spawn->input, 1, spawn->input_len,
					streams->input) != spawn->input_len)
		return refuse(why, "cannot write the input", strerror(errno));
	if (fflush(streams->input) != 0 ||
	    lseek(fileno(streams->input), 0, SEEK_SET) != 0)
		return refuse(why, "cannot write the input", strerror(errno));
	return 0;
}

static void
close_streams(struct streams *streams)
{
	FILE *all[] = {streams->input, streams->output, streams->error};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		if (all[i] != NULL)
			fclose(all[i]);
	}
}

static int
collect(FILE *stream, struct cr_text *output)
{
	int fd = fileno(stream);

	if (lseek(fd, 0, SEEK_SET) != 0)
		return -1;
	while (output->len < MOST_OUTPUT) {
		char *room = cr_text_room(output, 4096);
		ssize_t got = room != NULL ? read(fd, room, 4096) : -1;

		if (got <= 0)
			return got == 0 ? 0 : -1;
		cr_text_grown(output, (size_t)got);
	}
	return 0;
}

/* ------------------------------------------------------------------- process */

static int
start(pid_t *child, struct words *words, const struct streams *streams,
    struct cr_text *why)
{
	posix_spawn_file_actions_t actions;
	char program[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", program, sizeof(program) - 1);
	int error;

	if (len < 0)
		return refuse(why, "cannot find the program", strerror(errno));
	program[len] = '\0';
	error = posix_spawn_file_actions_init(&actions);
	if (error != 0)
		return refuse(why, "cannot run", strerror(error));
	error = posix_spawn_file_actions_adddup2(
	    &actions, fileno(streams->input), STDIN_FILENO);
	if (error == 0)
		error = posix_spawn_file_actions_adddup2(
		    &actions, fileno(streams->output), STDOUT_FILENO);
	if (error == 0)
		error = posix_spawn_file_actions_adddup2(
		    &actions, fileno(streams->error), STDERR_FILENO);
	if (error == 0)
		error = posix_spawn(
		    child, program, &actions, NULL, words->items, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error == 0 ? 0 : refuse(why, "cannot run", strerror(error));
}

static int
wait_for(pid_t child, struct cr_text *why)
{
	const struct timespec pause = {0, 1000000};
	int status = 0;

	for (long i = 0;; i++) {
		pid_t found = waitpid(child, &status, WNOHANG);

		if (found == child)
			break;
		if (found < 0 && errno != EINTR)
			return refuse(why, "cannot wait", strerror(errno));
		if (i < SECONDS * 1000L) {
			nanosleep(&pause, NULL);
			continue;
		}
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		return refuse(why, "it did not end within a minute", "");
	}
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return refuse(why, "it died", strsignal(WTERMSIG(status)));
}

int
cr_test_spawn(const struct cr_test_spawn *spawn, struct cr_text *output,
    struct cr_text *why)
{
	struct words words;
	struct streams streams;
	pid_t child;
	int status = -1;

	memset(&words, 0, sizeof(words));
	memset(&streams, 0, sizeof(streams));
	if (split_words(&words, spawn->command, why) == 0 &&
	    open_streams(&streams, spawn, why) == 0 &&
	    start(&child, &words, &streams, why) == 0)
		status = wait_for(child, why);
	if (status >= 0 &&
	    ((spawn->into == NULL && collect(streams.output, output) != 0) ||
		collect(streams.error, output) != 0))
		status = refuse(why, "cannot read its output", strerror(errno));
	close_streams(&streams);
	free(words.text);
	return status;
}

/* SPDX-License-Identifier: MIT */
/*
 * Directories and patterns.  A directory that cannot be read to its end is an
 * error, never a shorter list: what is left out might be a rule that blocks.
 * Order and matching are by bytes, whatever the locale.
 */
#include "alloc.h"
#include "bytes.h"
#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Paths found so far, each with its own memory. */
struct paths {
	const struct certrule_alloc *alloc;
	char **items;
	size_t count, capacity;
};

static void
paths_fini(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		cr_alloc_free(paths->alloc, paths->items[i]);
	cr_alloc_free(paths->alloc, paths->items);
}

static int
paths_grow(struct paths *paths)
{
	size_t capacity = paths->capacity == 0 ? 16 : paths->capacity * 2;
	char **items;

	if (paths->count < paths->capacity)
		return 0;
	items = cr_alloc_resize(
	    paths->alloc, paths->items, capacity, sizeof(*items));
	if (items == NULL)
		return -1;
	paths->items = items;
	paths->capacity = capacity;
	return 0;
}

/* folder and name with one slash between them; an empty folder gives name. */
static int
paths_add(struct paths *paths, struct certrule_bytes folder, const char *name)
{
	struct cr_buffer path;
	int result = -1;

	cr_buffer_init(&path, paths->alloc);
	cr_buffer_add_bytes(&path, folder);
	if (folder.len != 0 && folder.data[folder.len - 1] != '/')
		cr_buffer_add_byte(&path, '/');
	cr_buffer_add_text(&path, name);
	if (!cr_buffer_failed(&path) && paths_grow(paths) == 0) {
		paths->items[paths->count] =
		    cr_alloc_string(paths->alloc, (const char *)path.data);
		if (paths->items[paths->count] != NULL) {
			paths->count++;
			result = 0;
		}
	}
	cr_buffer_fini(&path);
	return result;
}

static int
compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum cr_file_status
visit_sorted(struct paths *paths, cr_files_visit_fn *visit, void *context)
{
	if (paths->count != 0)
		qsort(paths->items, paths->count, sizeof(*paths->items),
		    compare_paths);
	for (size_t i = 0; i < paths->count; i++) {
		if (visit(context, paths->items[i]) != 0)
			return CR_FILE_FAILED;
	}
	return CR_FILE_OK;
}

/* ------------------------------------------------------------- one folder */

/* The class whose [ stands before pattern, against c; where the pattern goes on
 * behind its ], NULL if it has none.  A ] that comes first is a member. */
static const char *
match_class(const char *pattern, unsigned char c, bool *matches)
{
	bool negated = *pattern == '!' || *pattern == '^';
	bool found = false;
	const char *p = pattern + negated;

	do {
		unsigned char low = (unsigned char)*p++;
		unsigned char high = low;

		if (low == '\0')
			return NULL;
		if (p[0] == '-' && p[1] != ']' && p[1] != '\0') {
			high = (unsigned char)p[1];
			p += 2;
		}
		found = found || (c >= low && c <= high);
	} while (*p != ']');
	*matches = found != negated;
	return p + 1;
}

/* One character of the pattern that is no star against one byte; where the
 * pattern goes on, or NULL. */
static const char *
match_one(const char *pattern, unsigned char c)
{
	const char *next;
	bool matches;

	if (c == '\0' || *pattern == '\0')
		return NULL;
	if (*pattern == '?')
		return pattern + 1;
	if (*pattern == '[') {
		next = match_class(pattern + 1, c, &matches);
		if (next != NULL)
			return matches ? next : NULL;
	}
	if (*pattern == '\\' && pattern[1] != '\0')
		pattern++;
	return (unsigned char)*pattern == c ? pattern + 1 : NULL;
}

/* Goes back to the last star only, so it takes len * len steps at most. */
static bool
match_name(const char *pattern, const char *name)
{
	const char *star = NULL;
	const char *from = NULL;

	if (name[0] == '.' && pattern[0] != '.')
		return false;
	while (*name != '\0' || *pattern != '\0') {
		const char *next = NULL;

		if (*pattern == '*') {
			star = ++pattern;
			from = name;
			continue;
		}
		next = match_one(pattern, (unsigned char)*name);
		if (next != NULL) {
			pattern = next;
			name++;
			continue;
		}
		if (star == NULL || *from == '\0')
			return false;
		pattern = star;
		name = ++from;
	}
	return true;
}

/* Entries of an open folder whose names match. */
static enum cr_file_status
read_folder(DIR *folder, struct certrule_bytes prefix, const char *pattern,
    struct paths *paths)
{
	for (;;) {
		const struct dirent *entry;

		errno = 0;
		entry = readdir(folder);
		if (entry == NULL)
			return errno == 0 ? CR_FILE_OK : CR_FILE_FAILED;
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		if (!match_name(pattern, entry->d_name))
			continue;
		if (paths_add(paths, prefix, entry->d_name) != 0)
			return CR_FILE_NO_MEMORY;
	}
}

static enum cr_file_status
add_entries(const char *directory, struct certrule_bytes prefix,
    const char *pattern, struct paths *paths)
{
	DIR *folder = opendir(directory);
	enum cr_file_status result;

	if (folder == NULL)
		return cr_files_status(errno);
	result = read_folder(folder, prefix, pattern, paths);
	closedir(folder);
	return result;
}

enum cr_file_status
cr_files_list(const struct certrule_alloc *alloc, const char *directory,
    cr_files_visit_fn *visit, void *context)
{
	struct paths paths = {.alloc = alloc};
	enum cr_file_status result;

	result = add_entries(directory, cr_bytes_text(directory), "*", &paths);
	if (result == CR_FILE_OK)
		result = visit_sorted(&paths, visit, context);
	paths_fini(&paths);
	return result;
}

/* --------------------------------------------------------------- patterns */

static bool
is_pattern(const char *part)
{
	return strpbrk(part, "*?[\\") != NULL;
}

/* Every folder found so far, one part further. */
static enum cr_file_status
descend(const struct paths *folders, const char *part, struct paths *found)
{
	for (size_t i = 0; i < folders->count; i++) {
		const char *folder = folders->items[i];
		const char *opened = folder[0] == '\0' ? "." : folder;
		enum cr_file_status result;

		if (!is_pattern(part)) {
			if (paths_add(found, cr_bytes_text(folder), part) != 0)
				return CR_FILE_NO_MEMORY;
			continue;
		}
		result =
		    add_entries(opened, cr_bytes_text(folder), part, found);
		/* A pattern in front of it matched what is no folder. */
		if (result != CR_FILE_OK && result != CR_FILE_MISSING)
			return result;
	}
	return CR_FILE_OK;
}

/* Leaves out names that were put together and not seen. */
static void
drop_absent(struct paths *paths)
{
	struct stat status;
	size_t kept = 0;

	for (size_t i = 0; i < paths->count; i++) {
		if (lstat(paths->items[i], &status) != 0 &&
		    cr_files_status(errno) == CR_FILE_MISSING)
			cr_alloc_free(paths->alloc, paths->items[i]);
		else
			paths->items[kept++] = paths->items[i];
	}
	paths->count = kept;
}

static enum cr_file_status
expand(char *pattern, struct paths *paths)
{
	enum cr_file_status result = CR_FILE_OK;
	bool seen = false;
	char *rest = NULL;
	char *part;

	if (paths_add(paths, cr_bytes("", 0), pattern[0] == '/' ? "/" : "") !=
	    0)
		return CR_FILE_NO_MEMORY;
	for (part = strtok_r(pattern, "/", &rest);
	     part != NULL && result == CR_FILE_OK;
	     part = strtok_r(NULL, "/", &rest)) {
		struct paths found = {.alloc = paths->alloc};

		seen = is_pattern(part);
		result = descend(paths, part, &found);
		paths_fini(paths);
		*paths = found;
	}
	if (result != CR_FILE_OK)
		return result;
	/* What was seen a moment ago is not left out: that it is gone is said
	 * when it is read. */
	if (!seen)
		drop_absent(paths);
	return paths->count == 0 ? CR_FILE_MISSING : CR_FILE_OK;
}

enum cr_file_status
cr_files_glob(const struct certrule_alloc *alloc, const char *pattern,
    cr_files_visit_fn *visit, void *context)
{
	struct paths paths = {.alloc = alloc};
	char *copy = cr_alloc_string(alloc, pattern);
	enum cr_file_status result = CR_FILE_NO_MEMORY;

	if (copy != NULL)
		result = expand(copy, &paths);
	if (result == CR_FILE_OK)
		result = visit_sorted(&paths, visit, context);
	paths_fini(&paths);
	cr_alloc_free(alloc, copy);
	return result;
}

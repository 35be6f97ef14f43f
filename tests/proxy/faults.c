/* SPDX-License-Identifier: MIT */
/*
 * Preloaded into nginx by faults.sh: what is asked of memory, or else of files,
 * below a function of the module or its libraries is counted, whoever asks in the
 * end, and the place that the file named by FAULTS holds is refused.  Functions of
 * nginx count where the module calls them: most of what its allocators give is
 * there already, and its log is not to be lost.
 *
 * The file holds numbers of ten digits and a space each, written over in place:
 *
 *	AT	the place that fails, from 1; 0: none, and none is counted
 *	ON	1: and all behind it
 *	COUNT	how many there were
 *	FAILED	how many of them were refused
 *	KIND	0: of memory; 1: of files
 *
 * Functions are replaced where a library keeps the addresses of those of others,
 * so that it goes together with a sanitizer.
 */
#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define DIGITS 11
#define FRAMES 96
#define RANGES 16

enum number {
	AT,
	ON,
	COUNT,
	FAILED,
	KIND,
	NUMBERS
};

enum kind {
	MEMORY,
	FILES
};

static char *numbers;
static struct range {
	uintptr_t from, to;
} ours[RANGES];
static size_t range_count;
static int busy;

/* ------------------------------------------------------------------- numbers */

static unsigned long
get(enum number which)
{
	return strtoul(numbers + which * DIGITS, NULL, 10);
}

static void
add_one(enum number which)
{
	char digits[DIGITS + 1];

	snprintf(digits, sizeof(digits), "%010lu ", get(which) + 1);
	memcpy(numbers + which * DIGITS, digits, DIGITS);
}

/* ------------------------------------------------------------------- whether */

static int
is_ours(void *address)
{
	for (size_t i = 0; i < range_count; i++)
		if ((uintptr_t)address >= ours[i].from &&
		    (uintptr_t)address < ours[i].to)
			return 1;
	return 0;
}

static int
is_below_ours(void)
{
	void *frames[FRAMES];
	int count = backtrace(frames, FRAMES);

	for (int i = 0; i < count; i++)
		if (is_ours(frames[i]))
			return 1;
	return 0;
}

static int
must_fail(enum kind kind)
{
	unsigned long at;
	int result = 0, error = errno;

	if (numbers == NULL || busy || (at = get(AT)) == 0 || get(KIND) != kind)
		return 0;
	busy = 1;
	if (is_below_ours()) {
		add_one(COUNT);
		result = get(ON) ? get(COUNT) >= at : get(COUNT) == at;
	}
	if (result)
		add_one(FAILED);
	busy = 0;
	errno = error;
	return result;
}

/* -------------------------------------------------------------- replacements */

/* As nginx does. */
static void
say(const char *name, enum kind kind)
{
	if (strncmp(name, "ngx_", 4) == 0)
		dprintf(STDERR_FILENO, "%s() failed: no memory\n", name);
	errno = kind == MEMORY ? ENOMEM : EIO;
}

/* Each with what it stands for. */
#define REPLACE_OF(kind, type, none, name, parameters, arguments) \
	static type(*real_##name) parameters;                     \
	static type fail_##name parameters                        \
	{                                                         \
		if (!must_fail(kind))                             \
			return real_##name arguments;             \
		say(#name, kind);                                 \
		return none;                                      \
	}
#define REPLACE(type, none, name, parameters, arguments) \
	REPLACE_OF(MEMORY, type, none, name, parameters, arguments)
REPLACE(void *, NULL, malloc, (size_t size), (size))
REPLACE(void *, NULL, calloc, (size_t count, size_t size), (count, size))
REPLACE(void *, NULL, realloc, (void *memory, size_t size), (memory, size))
REPLACE(int, ENOMEM, posix_memalign,
    (void **memory, size_t alignment, size_t size), (memory, alignment, size))
REPLACE(void *, NULL, ngx_palloc, (void *pool, size_t size), (pool, size))
REPLACE(void *, NULL, ngx_pcalloc, (void *pool, size_t size), (pool, size))
REPLACE(void *, NULL, ngx_pnalloc, (void *pool, size_t size), (pool, size))
REPLACE(void *, NULL, ngx_create_pool, (size_t size, void *log), (size, log))
REPLACE(
    void *, NULL, ngx_pool_cleanup_add, (void *pool, size_t size), (pool, size))
REPLACE(void *, NULL, ngx_array_create, (void *pool, size_t count, size_t size),
    (pool, count, size))
REPLACE(void *, NULL, ngx_array_push, (void *array), (array))
REPLACE(void *, NULL, ngx_array_push_n, (void *array, size_t n), (array, n))
REPLACE(
    void *, NULL, ngx_conf_open_file, (void *cycle, void *name), (cycle, name))
REPLACE(intptr_t, -1, ngx_conf_full_name,
    (void *cycle, void *name, uintptr_t where), (cycle, name, where))
REPLACE(intptr_t, -1, ngx_http_get_variable_index, (void *cf, void *name),
    (cf, name))
REPLACE(void *, NULL, ngx_http_add_variable,
    (void *cf, void *name, uintptr_t flags), (cf, name, flags))

#define FILE_CALL(type, none, name, parameters, arguments) \
	REPLACE_OF(FILES, type, none, name, parameters, arguments)
FILE_CALL(
    int, -1, open, (const char *path, int flags, int mode), (path, flags, mode))
FILE_CALL(int, -1, open64, (const char *path, int flags, int mode),
    (path, flags, mode))
FILE_CALL(
    ssize_t, -1, read, (int fd, void *data, size_t size), (fd, data, size))
FILE_CALL(int, -1, fstat, (int fd, void *status), (fd, status))
FILE_CALL(int, -1, fstat64, (int fd, void *status), (fd, status))
FILE_CALL(int, -1, stat64, (const char *path, void *status), (path, status))
FILE_CALL(int, -1, lstat, (const char *path, void *status), (path, status))
FILE_CALL(void *, NULL, opendir, (const char *path), (path))
FILE_CALL(void *, NULL, readdir, (void *folder), (folder))
FILE_CALL(ssize_t, -1, write, (int fd, const void *data, size_t size),
    (fd, data, size))
FILE_CALL(ssize_t, -1, readlink, (const char *path, char *to, size_t size),
    (path, to, size))
FILE_CALL(int, -1, rename, (const char *from, const char *to), (from, to))
FILE_CALL(int, -1, symlink, (const char *from, const char *to), (from, to))
FILE_CALL(int, -1, unlink, (const char *path), (path))
FILE_CALL(int, -1, rmdir, (const char *path), (path))
FILE_CALL(ssize_t, -1, ngx_read_file,
    (void *file, void *data, size_t size, off_t offset),
    (file, data, size, offset))
FILE_CALL(int, EIO, ngx_create_full_path, (void *path, uintptr_t access),
    (path, access))

/* Half of it is there. */
static intptr_t (*real_ngx_copy_file)(char *from, char *to, void *how);
static intptr_t
fail_ngx_copy_file(char *from, char *to, void *how)
{
	intptr_t result = real_ngx_copy_file(from, to, how);
	struct stat status;

	if (!must_fail(FILES))
		return result;
	if (stat(to, &status) == 0 && truncate(to, status.st_size / 2) == 0)
		errno = ENOSPC;
	return -1;
}

typedef void function(void);

#define ROW(name)                                                         \
	{                                                                 \
#name, (function *)fail_##name, (function **)&real_##name \
	}
static const struct replacement {
	const char *name;
	function *ours, **real;
} replacements[] = {ROW(malloc), ROW(calloc), ROW(realloc), ROW(posix_memalign),
    /* What follows is called by the module and its libraries. */
    ROW(open), ROW(open64), ROW(read), ROW(fstat), ROW(fstat64), ROW(stat64),
    ROW(lstat), ROW(opendir), ROW(readdir), ROW(write), ROW(readlink),
    ROW(rename), ROW(symlink), ROW(unlink), ROW(rmdir), ROW(ngx_read_file),
    ROW(ngx_create_full_path), ROW(ngx_copy_file), ROW(ngx_palloc),
    ROW(ngx_pcalloc), ROW(ngx_pnalloc), ROW(ngx_create_pool),
    ROW(ngx_pool_cleanup_add), ROW(ngx_array_create), ROW(ngx_array_push),
    ROW(ngx_array_push_n), ROW(ngx_conf_open_file), ROW(ngx_conf_full_name),
    ROW(ngx_http_get_variable_index), ROW(ngx_http_add_variable)};
#define OF_ALL	4
#define OF_OURS (sizeof(replacements) / sizeof(replacements[0]))

static void
write_slot(function **slot, function *address)
{
	size_t size = (size_t)sysconf(_SC_PAGESIZE);
	uintptr_t page = (uintptr_t)slot & ~(uintptr_t)(size - 1);

	/* It is one word, aligned: in one page. */
	if (mprotect((void *)page, size, PROT_READ | PROT_WRITE) == 0)
		*slot = address;
}

static void
replace_slot(const char *name, function **slot, size_t rows)
{
	for (size_t i = 0; i < rows; i++) {
		if (strcmp(name, replacements[i].name) != 0 ||
		    *slot == replacements[i].ours)
			continue;
		*replacements[i].real = *slot;
		write_slot(slot, replacements[i].ours);
	}
}

/* The tables of relocations: of calls, and of addresses that are taken. */
static void
replace_in(const struct link_map *map, size_t rows)
{
	const ElfW(Rela) * tables[2] = {NULL, NULL};
	size_t sizes[2] = {0, 0};
	const ElfW(Sym) *symbols = NULL;
	const char *strings = NULL;

	for (const ElfW(Dyn) *d = map->l_ld; d->d_tag != DT_NULL; d++) {
		void *address = (void *)d->d_un.d_ptr;

		switch (d->d_tag) {
		case DT_JMPREL:
			tables[0] = address;
			break;
		case DT_PLTRELSZ:
			sizes[0] = d->d_un.d_val;
			break;
		case DT_RELA:
			tables[1] = address;
			break;
		case DT_RELASZ:
			sizes[1] = d->d_un.d_val;
			break;
		case DT_SYMTAB:
			symbols = address;
			break;
		case DT_STRTAB:
			strings = address;
			break;
		}
	}
	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < sizes[t] / sizeof(ElfW(Rela)); i++) {
			const ElfW(Rela) *r = &tables[t][i];
			size_t symbol = ELF64_R_SYM(r->r_info);

			if (symbol != 0)
				replace_slot(strings + symbols[symbol].st_name,
				    (function **)(map->l_addr + r->r_offset),
				    rows);
		}
}

/* ------------------------------------------------------------------ libraries */

static int
find_range(struct dl_phdr_info *info, size_t size, void *data)
{
	(void)size;
	(void)data;
	if (strstr(info->dlpi_name, "certrule") == NULL)
		return 0;
	for (size_t i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];

		if (part->p_type != PT_LOAD || !(part->p_flags & PF_X) ||
		    range_count == RANGES)
			continue;
		ours[range_count].from = info->dlpi_addr + part->p_vaddr;
		ours[range_count].to = ours[range_count].from + part->p_memsz;
		range_count++;
	}
	return 0;
}

static const char *const untouched[] = {
    "ld-linux", "linux-vdso", "libasan", "libubsan", "faults.so", "libgcc"};

static int
is_untouched(const char *name)
{
	for (size_t i = 0; i < sizeof(untouched) / sizeof(untouched[0]); i++)
		if (strstr(name, untouched[i]) != NULL)
			return 1;
	return 0;
}

/* Once the module is there, with all that it needs. */
static void
take_over(const struct link_map *map)
{
	range_count = 0;
	dl_iterate_phdr(find_range, NULL);
	while (map->l_prev != NULL)
		map = map->l_prev;
	for (; map != NULL; map = map->l_next)
		if (!is_untouched(map->l_name))
			replace_in(map, strstr(map->l_name, "certrule") != NULL
					    ? OF_OURS
					    : OF_ALL);
}

void *dlopen(const char *name, int flags);

void *
dlopen(const char *name, int flags)
{
	static void *(*real)(const char *, int);
	void *handle;

	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "dlopen");
	busy++;
	handle = real(name, flags);
	if (handle != NULL && name != NULL && numbers != NULL &&
	    strstr(name, "certrule_module") != NULL)
		take_over(handle);
	busy--;
	return handle;
}

/* nginx writes over its environment. */
static void __attribute__((constructor)) begin(void)
{
	const char *path = getenv("FAULTS");
	int fd = path == NULL ? -1 : open(path, O_RDWR);
	void *frames[4];

	if (fd < 0)
		return;
	numbers = mmap(
	    NULL, NUMBERS * DIGITS, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (numbers == MAP_FAILED)
		numbers = NULL;
	close(fd);
	/* It loads what it needs the first time. */
	(void)backtrace(frames, 4);
}

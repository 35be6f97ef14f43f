/* SPDX-License-Identifier: MIT */
#include "gates.h"
#include "../../base/alloc.h"
#include "../../base/bytes.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
gates_open(struct gates *gates, const struct certrule_alloc *alloc)
{
	const char *tmp = getenv("TMPDIR");

	memset(gates, 0, sizeof(*gates));
	snprintf(gates->folder, sizeof(gates->folder), "%s/gatesXXXXXX",
	    tmp != NULL && strlen(tmp) < 40 ? tmp : ".");
	ck_assert_ptr_nonnull(mkdtemp(gates->folder));
	gates->schema = certrule_schema_new(alloc);
	gates->diags = certrule_diags_new(NULL);
	ck_assert_ptr_nonnull(gates->schema);
	ck_assert_ptr_nonnull(gates->diags);
}

void
gates_close(struct gates *gates)
{
	DIR *folder = opendir(gates->folder);
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		char path[512];

		snprintf(
		    path, sizeof(path), "%s/%s", gates->folder, entry->d_name);
		(void)unlink(path);
	}
	closedir(folder);
	(void)rmdir(gates->folder);
	certrule_diags_free(gates->diags);
	certrule_schema_free(gates->schema);
}

const char *
gates_file(struct gates *gates, const char *name, const void *data, size_t len)
{
	FILE *file;

	snprintf(
	    gates->path, sizeof(gates->path), "%s/%s", gates->folder, name);
	file = fopen(gates->path, "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(data, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
	return gates->path;
}

const char *
gates_text(struct gates *gates, const char *name, const char *text)
{
	return gates_file(gates, name, text, strlen(text));
}

struct certrule_gate *
gates_load(struct gates *gates, const char *text)
{
	struct certrule_options options = {.root = gates->folder};

	return certrule_gate_load_mem(gates->schema, "policy", text,
	    strlen(text), &options, gates->diags);
}

const char *
gates_codes(struct gates *gates)
{
	static char codes[1024];
	size_t count = certrule_diags_count(gates->diags);

	codes[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		struct certrule_diag diag;
		size_t used = strlen(codes);

		certrule_diags_at(gates->diags, i, &diag);
		snprintf(codes + used, sizeof(codes) - used, "%s%s",
		    i == 0 ? "" : " ", diag.code);
	}
	return codes;
}

int
gates_write(void *buffer, const char *text, size_t len)
{
	cr_buffer_add(buffer, text, len);
	return cr_buffer_failed(buffer) ? -1 : 0;
}

char *
gates_verdict(const struct certrule_gate *gate, struct certrule_fieldset *facts)
{
	struct certrule_verdict verdict;
	struct cr_buffer buffer;
	char *text;

	certrule_gate_decide(gate, facts, &verdict);
	cr_buffer_init(&buffer, cr_alloc_default());
	ck_assert_int_eq(certrule_verdict_write(
			     gate, facts, &verdict, 1, gates_write, &buffer),
	    0);
	text = strdup((const char *)buffer.data);
	cr_buffer_fini(&buffer);
	return text;
}

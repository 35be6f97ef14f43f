/* SPDX-License-Identifier: MIT */
/*
 * The lists that expressions name.  One that the file brings stands in the
 * policy with its items; any other is to be read from a file that somebody has
 * to make: without it the policy does not load, which is better than a list
 * that nobody is on.
 */
#include "import.h"

#include <stdlib.h>
#include <string.h>

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '.';
}

static struct cr_import_use *
find_use(const struct cr_import_uses *uses, const char *name, size_t len)
{
	for (size_t i = 0; i < uses->count; i++)
		if (strlen(uses->uses[i].name) == len &&
		    memcmp(uses->uses[i].name, name, len) == 0)
			return &uses->uses[i];
	return NULL;
}

static const struct cr_import_list *
find_list(const struct cr_import *import, const char *name, size_t len)
{
	for (size_t i = 0; i < import->list_count; i++)
		if (import->lists[i].name.len == len &&
		    memcmp(import->lists[i].name.data, name, len) == 0)
			return &import->lists[i];
	return NULL;
}

static const char *
type_of(const struct cr_import_list *list)
{
	static const struct {
		const char *kind, *type;
	} types[] = {
	    {"hostname", "host"}, {"asn", "int"}, {"redirect", "string"}};

	for (size_t i = 0; list != NULL && i < 3; i++)
		if (list->kind.len == strlen(types[i].kind) &&
		    memcmp(list->kind.data, types[i].kind, list->kind.len) == 0)
			return types[i].type;
	return "ip";
}

/* The set loads as a list of its type. */
static bool
loads(const struct cr_import_uses *uses, const struct cr_import_use *use)
{
	struct certrule_options options = {.flags = CERTRULE_NO_LINT};
	struct certrule_diags *diags = certrule_diags_new(NULL);
	struct certrule_gate *gate = NULL;
	struct cr_text text;

	cr_text_init(&text);
	cr_text_printf(&text, "list $%s %s { %s }\ndefault block\n", use->name,
	    use->type, cr_text_get(&use->list->items));
	if (diags != NULL && !text.failed)
		gate = certrule_gate_load_mem(uses->schema, "list",
		    cr_text_get(&text), text.len, &options, diags);
	cr_text_fini(&text);
	certrule_diags_free(diags);
	certrule_gate_unref(gate);
	return gate != NULL;
}

static void
add_use(struct cr_import_uses *uses, const char *name, size_t len)
{
	size_t wanted = uses->capacity == 0 ? 8 : uses->capacity * 2;
	struct cr_import_use *use = uses->uses;

	if (uses->count == uses->capacity) {
		use = reallocarray(use, wanted, sizeof(*use));
		uses->failed = uses->failed || use == NULL;
		if (use == NULL)
			return;
		uses->uses = use;
		uses->capacity = wanted;
	}
	use = &uses->uses[uses->count];
	memset(use, 0, sizeof(*use));
	use->name = strndup(name, len);
	uses->failed = uses->failed || use->name == NULL;
	if (use->name == NULL)
		return;
	uses->count++;
	use->list = find_list(uses->import, name, len);
	use->type = type_of(use->list);
	use->written = use->list != NULL && !use->list->odd &&
		       use->list->items.len > 0 && loads(uses, use);
}

/* The next name behind a dollar, from *at on; len 0: there is none. */
static struct cr_json_string
next_name(struct cr_json_string expression, size_t *at)
{
	struct cr_json_string name = {"", 0};

	while (*at < expression.len && name.len == 0) {
		if (expression.data[(*at)++] != '$')
			continue;
		name.data = expression.data + *at;
		while (*at + name.len < expression.len &&
		       is_name_byte(name.data[name.len]))
			name.len++;
		while (name.len > 0 && name.data[name.len - 1] == '.')
			name.len--;
	}
	return name;
}

/* Names in strings are found, too; cr_import_uses_drop() is for them. */
bool
cr_import_uses_find(
    struct cr_import_uses *uses, struct cr_json_string expression)
{
	size_t before = uses->count, at = 0;
	struct cr_json_string name;

	while ((name = next_name(expression, &at)).len > 0)
		if (find_use(uses, name.data, name.len) == NULL)
			add_use(uses, name.data, name.len);
	return uses->count > before;
}

void
cr_import_uses_settle(
    struct cr_import_uses *uses, struct cr_json_string expression)
{
	struct cr_import_use *use;
	struct cr_json_string name;
	size_t at = 0;

	while ((name = next_name(expression, &at)).len > 0) {
		use = find_use(uses, name.data, name.len);
		if (use != NULL)
			use->settled = true;
	}
}

/* The first list of a message: `'$office' is a list of ip, and 'http.host' is
 * String`, `nothing uses the list '$office'`. */
static struct cr_import_use *
find_quoted(const struct cr_import_uses *uses, const char *message)
{
	const char *name = strstr(message, "'$");
	size_t len = name == NULL ? 0 : strcspn(name + 2, "'");

	return name == NULL ? NULL : find_use(uses, name + 2, len);
}

bool
cr_import_uses_correct(struct cr_import_uses *uses, const char *message)
{
	struct cr_import_use *use = find_quoted(uses, message);
	const char *type = strrchr(message, ' ');

	if (use == NULL || use->list != NULL || use->settled ||
	    strcmp(use->type, "ip") != 0)
		return false;
	if (strcmp(type, " Int") == 0)
		use->type = "int";
	else if (strcmp(type, " String") == 0)
		use->type = "host";
	else
		return false;
	return true;
}

void
cr_import_uses_drop(struct cr_import_uses *uses, const char *message)
{
	struct cr_import_use *use = find_quoted(uses, message);

	if (use != NULL)
		use->unused = true;
}

/* ------------------------------------------------------------------ writing */

static const char *
stub_of(const struct cr_import_use *use)
{
	if (strcmp(use->type, "int") == 0)
		return "1";
	return strcmp(use->type, "ip") == 0 ? "192.0.2.1" : "\"a.example\"";
}

static void
write_file(const struct cr_import_use *use, struct cr_text *out)
{
	if (use->list == NULL)
		cr_text_add(out, "# The items of this list were not in the "
				 "file: put them into this one, one a line.\n");
	else
		cr_text_add(out,
		    "# The items of this list are not such as can "
		    "stand here: put them into\n# this file, one a "
		    "line, or change the rules that name it.\n");
	cr_text_printf(out, "list $%s %s from \"%s.txt\"\n\n", use->name,
	    use->type, use->name);
}

static void
write_items(const struct cr_import_use *use, struct cr_text *out)
{
	const char *at = cr_text_get(&use->list->items);

	cr_text_printf(out, "list $%s %s {\n", use->name, use->type);
	while (*at != '\0') {
		size_t len = strcspn(at, " ");

		cr_text_add(out, "    ");
		cr_text_write(out, at, len);
		cr_text_add(out, "\n");
		at += len + (at[len] == ' ');
	}
	cr_text_add(out, "}\n\n");
}

void
cr_import_uses_write(
    struct cr_import_uses *uses, bool stubs, struct cr_text *out)
{
	for (size_t i = 0; i < uses->count; i++) {
		const struct cr_import_use *use = &uses->uses[i];

		if (use->unused)
			continue;
		if (stubs)
			cr_text_printf(out, "list $%s %s { %s }\n", use->name,
			    use->type, stub_of(use));
		else if (use->written)
			write_items(use, out);
		else
			write_file(use, out);
	}
}

void
cr_import_uses_fini(struct cr_import_uses *uses)
{
	for (size_t i = 0; i < uses->count; i++)
		free(uses->uses[i].name);
	free(uses->uses);
}

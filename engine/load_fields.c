/* SPDX-License-Identifier: MIT */
/* `field` statements: the policy's own fields join its copy of the schema. */
#include "load.h"
#include "../base/bytes.h"
#include "../base/own.h"
#include "../base/value.h"

static const struct {
	const char *name;
	enum certrule_kind kind;
} plain_types[] = {
    {"bool", CERTRULE_BOOL},
    {"int", CERTRULE_INT},
    {"string", CERTRULE_STRING},
    {"ip", CERTRULE_IP},
};

static unsigned
report_element(struct cr_load *load, const struct cr_atom *name,
    const char *what, const char *hint)
{
	cr_diags_add(load->diags, CR_DIAG_TYPE_ELEMENT, name->span,
	    cr_diags_quote(load->diags, name->text), what);
	if (hint != NULL)
		cr_diags_hint(load->diags, "%s", hint);
	return 0;
}

static unsigned
report_unknown(struct cr_load *load, const struct cr_atom *name)
{
	struct cr_nearest nearest;
	struct certrule_bytes best;

	cr_nearest_init(&nearest, name->text);
	for (size_t i = 0; i < sizeof(plain_types) / sizeof(*plain_types); i++)
		cr_nearest_offer(&nearest, cr_bytes_text(plain_types[i].name));
	cr_nearest_offer(&nearest, cr_bytes_text("array"));
	cr_nearest_offer(&nearest, cr_bytes_text("map"));
	best = cr_nearest_get(&nearest);
	cr_diags_add(load->diags, CR_DIAG_UNKNOWN_TYPE, name->span,
	    cr_diags_quote(load->diags, name->text));
	if (best.data != NULL)
		cr_diags_hint(load->diags, "did you mean '%s'?",
		    cr_diags_quote(load->diags, best));
	else
		cr_diags_hint(load->diags,
		    "the types are bool int string ip array<T> map<T>");
	return 0;
}

static unsigned
find_plain(struct cr_load *load, const struct cr_ast_type *type)
{
	for (size_t i = 0; i < sizeof(plain_types) / sizeof(*plain_types);
	     i++) {
		if (!cr_bytes_equal_text(type->name.text, plain_types[i].name))
			continue;
		if (type->element != NULL)
			return report_element(
			    load, &type->name, "has no elements", NULL);
		return plain_types[i].kind;
	}
	return report_unknown(load, &type->name);
}

/* 0: no type, reported.  depth is bounded by what a type can hold. */
static unsigned
read_type(struct cr_load *load, const struct cr_ast_type *type, unsigned depth)
{
	bool array = cr_bytes_equal_text(type->name.text, "array");
	unsigned element;

	if (!array && !cr_bytes_equal_text(type->name.text, "map"))
		return find_plain(load, type);
	if (type->element == NULL)
		return report_element(load, &type->name,
		    "needs the type of its elements",
		    array ? "array<string>" : "map<string>");
	if (depth == 8)
		return report_element(
		    load, &type->name, "is nested too deep", NULL);
	element = read_type(load, type->element, depth + 1);
	if (element == 0)
		return 0;
	return array ? CERTRULE_ARRAY_OF(element) : CERTRULE_MAP_OF(element);
}

/* The statement before this one that declares the same name, or NULL. */
static const struct cr_load_item *
find_declared(const struct cr_load *load, const struct cr_load_item *before)
{
	struct certrule_bytes name = before->statement->name.text;
	const struct cr_load_item *item = load->fields.first;

	for (; item != before; item = item->next)
		if (cr_bytes_equal(item->statement->name.text, name))
			return item;
	return NULL;
}

static void
report_taken(struct cr_load *load, const struct cr_load_item *item)
{
	const struct cr_atom *name = &item->statement->name;
	const struct cr_load_item *first = find_declared(load, item);

	cr_diags_add(load->diags, CR_DIAG_DUPLICATE_FIELD, name->span,
	    cr_diags_quote(load->diags, name->text));
	if (first != NULL)
		cr_diags_second(load->diags, first->statement->name.span);
	else if (cr_own_find_function(
		     cr_schema_own(load->policy->schema), name->text) != NULL)
		cr_diags_hint(load->diags,
		    "the program that loads the policy has a function of that "
		    "name");
	else
		cr_diags_hint(load->diags,
		    "it needs no declaration; `certrule fields` lists them");
}

static void
report_name(struct cr_load *load, const struct cr_atom *name, const char *why)
{
	cr_diags_add(load->diags, CR_DIAG_FIELD_NAME, name->span,
	    cr_diags_quote(load->diags, name->text), why);
}

static int
add_field(struct cr_load *load, const struct cr_load_item *item, unsigned type)
{
	const struct cr_statement *statement = item->statement;
	unsigned flags = CR_FIELD_EXTENSION |
			 (statement->as.field.required ? CR_FIELD_REQUIRED : 0);

	switch (cr_schema_add(load->policy->schema, statement->name.text, type,
	    flags, CERTRULE_ORIGIN_POLICY)) {
	case CR_SCHEMA_OK:
		return 0;
	case CR_SCHEMA_TAKEN:
		report_taken(load, item);
		return 0;
	case CR_SCHEMA_RESERVED:
		report_name(load, &statement->name,
		    "it is a word of the language, or reads as bytes");
		return 0;
	case CR_SCHEMA_BAD_NAME:
		report_name(load, &statement->name,
		    "too long, or not words joined by dots");
		return 0;
	case CR_SCHEMA_BAD_TYPE:
		report_element(load, &statement->as.field.type->name,
		    "is nested too deep", NULL);
		return 0;
	case CR_SCHEMA_NO_MEMORY:
		break;
	}
	cr_diags_no_memory(load->diags);
	return -1;
}

int
cr_load_fields(struct cr_load *load)
{
	const struct cr_load_item *item = load->fields.first;

	for (; item != NULL; item = item->next) {
		unsigned type =
		    read_type(load, item->statement->as.field.type, 0);

		if (type != 0 && add_field(load, item, type) != 0)
			return -1;
	}
	return 0;
}

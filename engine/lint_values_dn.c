/* SPDX-License-Identifier: MIT */
/*
 * Names of certificates matched as text.  The text joins all attributes, and
 * whoever chooses one of them chooses what stands in it: CN "x,OU=Admin" holds
 * OU=Admin, comma escaped or not.  The fields of single attributes cannot be
 * taken in so.
 *
 * A log rule decides nothing, and the text as a whole is as good as its escapes
 * are: neither is reported, but for the legacy form, which has none.
 */
#include "lint_values.h"
#include "../base/bytes.h"

/* Attributes that have a field, by how the texts call them. */
static const struct attribute {
	const char *type, *field;
} attributes[] = {
    {"CN", "cn"},
    {"O", "o"},
    {"OU", "ou"},
    {"C", "c"},
    {"UID", "uid"},
    {"DC", "dc"},
    {"emailAddress", "email"},
    {"serialNumber", "serial_number"},
};

/* How a text is compared. */
enum way {
	NOT_AS_TEXT,
	WHOLE,
	BEGIN,
	SOMEWHERE,
	PATTERN
};

struct name {
	struct cr_lint *lint;
	const struct cr_node *value; /* the field */
	const char *party;	     /* subject, issuer */
	bool legacy;
	enum way way;
	struct certrule_bytes text; /* of the literal, without stars */
};

/* ------------------------------------------------------------------ the fields */

/* False: it is no text of a name whose attributes have fields. */
static bool
find_party(struct name *name)
{
	const struct cr_field *field =
	    cr_lint_values_field(name->lint, name->value);

	if (!name->lint->builtin || field == NULL)
		return false;
	name->legacy =
	    field->number == CR_ID_CF_TLS_CLIENT_AUTH_CERT_ISSUER_DN_LEGACY ||
	    field->number == CR_ID_CF_TLS_CLIENT_AUTH_CERT_SUBJECT_DN_LEGACY;
	switch (field->number) {
	case CR_ID_CF_TLS_CLIENT_AUTH_CERT_SUBJECT_DN:
	case CR_ID_CF_TLS_CLIENT_AUTH_CERT_SUBJECT_DN_RFC2253:
	case CR_ID_CF_TLS_CLIENT_AUTH_CERT_SUBJECT_DN_LEGACY:
		name->party = "subject";
		return true;
	case CR_ID_CF_TLS_CLIENT_AUTH_CERT_ISSUER_DN:
	case CR_ID_CF_TLS_CLIENT_AUTH_CERT_ISSUER_DN_RFC2253:
	case CR_ID_CF_TLS_CLIENT_AUTH_CERT_ISSUER_DN_LEGACY:
		name->party = "issuer";
		return true;
	}
	return false;
}

/* ------------------------------------------------------------------ attributes */

static bool
is_attribute_end(const struct name *name, unsigned char byte)
{
	return byte == (name->legacy ? '/' : ',') || byte == '+';
}

static const struct attribute *
find_attribute(struct certrule_bytes type)
{
	for (size_t i = 0; i < sizeof(attributes) / sizeof(*attributes); i++)
		if (cr_bytes_equal_text(type, attributes[i].type))
			return &attributes[i];
	return NULL;
}

/* The next TYPE=value from *at on; *attribute NULL: one without a field.
 * False: there is none. */
static bool
next_attribute(const struct name *name, size_t *at,
    const struct attribute **attribute, struct certrule_bytes *value)
{
	struct certrule_bytes text = name->text;
	size_t begin = *at, end, sign;

	while (begin < text.len && is_attribute_end(name, text.data[begin]))
		begin++;
	for (end = begin; end < text.len; end++) {
		if (text.data[end] == '\\' && end + 1 < text.len)
			end++;
		else if (is_attribute_end(name, text.data[end]))
			break;
	}
	for (sign = begin; sign < end && text.data[sign] != '=';)
		sign++;
	*at = end;
	if (sign == end)
		return false;
	*attribute = find_attribute(cr_bytes_slice(text, begin, sign));
	*value = cr_bytes_slice(text, sign + 1, end);
	return true;
}

/* Some attribute of it has no field: nothing better can be said. */
static bool
lacks_field(const struct name *name)
{
	const struct attribute *attribute;
	struct certrule_bytes value;
	size_t at = 0;

	while (next_attribute(name, &at, &attribute, &value))
		if (attribute == NULL)
			return true;
	return false;
}

/* --------------------------------------------------------------------- reports */

static void
add_comparison(struct name *name, struct cr_buffer *out,
    const struct attribute *attribute, struct certrule_bytes value)
{
	bool stars = cr_bytes_contains(value, cr_bytes_text("*"));

	cr_buffer_printf(out, "%sany(tls.client_cert.%s.%s[*] %s ",
	    out->len == 0 ? "" : " and ", name->party, attribute->field,
	    stars ? "wildcard" : "==");
	cr_buffer_add_text(out, cr_lint_quote_string(name->lint, value));
	cr_buffer_add_byte(out, ')');
}

static void
hint_attributes(struct name *name)
{
	const struct attribute *attribute = &attributes[0];
	struct certrule_bytes value;
	struct cr_buffer out;
	size_t at = 0;

	cr_buffer_init(&out, name->lint->load->alloc);
	if (name->way == PATTERN) {
		next_attribute(name, &at, &attribute, &value);
		cr_buffer_printf(&out,
		    "match the attribute: any(tls.client_cert.%s.%s[*] "
		    "matches \"^...$\")",
		    name->party, attribute->field);
	} else {
		while (next_attribute(name, &at, &attribute, &value))
			if (value.len > 0)
				add_comparison(name, &out, attribute, value);
		if (out.len == 0)
			cr_buffer_printf(&out,
			    "name the attribute: any(tls.client_cert.%s.%s[*] "
			    "== ...)",
			    name->party, attribute->field);
	}
	cr_diags_hint(
	    name->lint->diags, "%s", cr_lint_quote_buffer(name->lint, &out));
}

/* How somebody else can look like it. */
static const char *
forgery(const struct name *name)
{
	bool cn = cr_bytes_contains(name->text, cr_bytes_text("CN="));
	bool separated =
	    name->text.len > 0 && is_attribute_end(name, name->text.data[0]);
	struct cr_buffer out;

	if (name->way == BEGIN)
		return "a longer value begins like it";
	if (name->way == WHOLE)
		return "its values may hold '/' and look like several";
	if (name->way == PATTERN)
		return "the value of another attribute can hold it";
	cr_buffer_init(&out, name->lint->load->alloc);
	cr_buffer_printf(&out, "%s of 'x", cn ? "an O" : "a CN");
	if (!separated)
		cr_buffer_add_byte(&out, name->legacy ? '/' : ',');
	cr_buffer_add_bytes(&out, name->text);
	cr_buffer_add_text(&out, "' holds it, too");
	return cr_lint_quote_buffer(name->lint, &out);
}

static void
report(struct name *name, struct cr_span span)
{
	if (name->way == NOT_AS_TEXT || name->text.len == 0 ||
	    lacks_field(name))
		return;
	cr_diags_add(name->lint->diags, CR_DIAG_NAME_AS_TEXT, span,
	    cr_lint_text(name->lint, name->value->span), forgery(name));
	hint_attributes(name);
}

/* --------------------------------------------------------------------- the row */

/* Where the text begins anew the comma before it ends the value. */
static enum way
begin_way(const struct name *name)
{
	size_t len = name->text.len;

	if (!name->legacy && len > 0 && name->text.data[len - 1] == ',')
		return NOT_AS_TEXT;
	return BEGIN;
}

static void
set_wildcard(struct name *name)
{
	struct certrule_bytes *text = &name->text;

	name->way = BEGIN;
	if (text->len > 0 && text->data[0] == '*') {
		*text = cr_bytes_slice(*text, 1, text->len);
		name->way = SOMEWHERE;
	}
	if (text->len > 0 && text->data[text->len - 1] == '*')
		text->len--;
	else if (name->way == BEGIN)
		name->way = name->legacy ? WHOLE : NOT_AS_TEXT;
	/* A star within takes other attributes along. */
	if (cr_bytes_contains(*text, cr_bytes_text("*")))
		name->way = PATTERN;
}

static void
set_comparison(struct name *name, const struct cr_lint_place *place)
{
	const struct cr_node *right = place->node->child->next;
	struct certrule_bytes pattern;

	if (right->kind != CR_NODE_STRING && right->kind != CR_NODE_REGEX)
		return;
	name->text = right->text;
	switch (place->node->word) {
	case CR_WORD_EQ:
	case CR_WORD_NE:
		name->way = name->legacy ? WHOLE : NOT_AS_TEXT;
		return;
	case CR_WORD_CONTAINS:
		name->way = SOMEWHERE;
		return;
	case CR_WORD_WILDCARD:
	case CR_WORD_STRICT_WILDCARD:
		set_wildcard(name);
		return;
	case CR_WORD_MATCHES:
		pattern = right->text;
		if (!cr_lint_regex_required(name->lint, pattern, &name->text))
			return;
		if (!cr_lint_regex_is_whole(
			name->lint, pattern, name->legacy ? '/' : ','))
			name->way = PATTERN;
		return;
	default:
		return;
	}
}

static void
set_call(struct name *name, const struct cr_node *call)
{
	const struct cr_node *text = call->child->next;

	if (text == NULL || text->kind != CR_NODE_STRING)
		return;
	name->text = text->text;
	if (cr_bytes_equal_text(call->text, "starts_with"))
		name->way = begin_way(name);
	if (cr_bytes_equal_text(call->text, "ends_with"))
		name->way = SOMEWHERE;
}

/* The literals of a set are whole texts, as those of ==. */
void
cr_lint_name_as_text(struct cr_lint *lint, const struct cr_lint_place *place)
{
	const struct cr_node *node = place->node;
	struct name name = {.lint = lint, .value = node->child};

	if (node->kind != CR_NODE_COMPARISON && node->kind != CR_NODE_CALL)
		return;
	if (place->rule == NULL || place->rule->info.kind == CERTRULE_RULE_LOG)
		return;
	if (node->child == NULL || !find_party(&name))
		return;
	if (node->kind == CR_NODE_COMPARISON)
		set_comparison(&name, place);
	else
		set_call(&name, node);
	report(&name, node->span);
}

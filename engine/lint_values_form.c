/* SPDX-License-Identifier: MIT */
/*
 * Forms of values by the flags of their fields, and what cannot have them.
 * Judges only what is certain: a part that could be the cut end of something
 * allowed is let pass.
 */
#include "lint_values.h"
#include "../base/bytes.h"
#include "../base/canonical.h"

#include <string.h>

/* ----------------------------------------------------------------------- forms */

const struct cr_field *
cr_lint_values_field(const struct cr_lint *lint, const struct cr_node *node)
{
	int number;

	while (node->kind == CR_NODE_INDEX)
		node = node->child;
	if (node->kind != CR_NODE_NAME)
		return NULL;
	number = cr_schema_find_field(lint->policy->schema, node->text);
	return number < 0 ? NULL
			  : cr_schema_field(lint->policy->schema, number);
}

static struct cr_lint_form
field_form(const struct cr_field *field)
{
	struct cr_lint_form form = {.shape = CR_LINT_ANY_SHAPE};

	if (field->flags & (CR_FIELD_UPPER_HEX | CR_FIELD_LOWER_HEX)) {
		form.shape = CR_LINT_HEX;
		form.letters = field->flags & CR_FIELD_UPPER_HEX
				   ? CR_LINT_UPPER
				   : CR_LINT_LOWER;
	} else if (field->flags & CR_FIELD_HOST) {
		form.shape = CR_LINT_HOSTNAME;
		form.letters = CR_LINT_LOWER;
	} else if (field->flags & CR_FIELD_PATH) {
		form.shape = CR_LINT_PATH;
	} else if (field->flags & CR_FIELD_LOWER) {
		form.letters = CR_LINT_LOWER;
	}
	form.sign = cr_bytes_ends(field->name, cr_bytes_text("serial"));
	if (cr_bytes_ends(field->name, cr_bytes_text("sha256")))
		form.digits = 64;
	if (cr_bytes_ends(field->name, cr_bytes_text("sha1")))
		form.digits = 40;
	return form;
}

/* lower() and upper(): what they do to the form of their argument. */
static void
map_letters(struct cr_lint_form *form, enum cr_lint_letters letters)
{
	bool keeps =
	    form->shape == CR_LINT_HEX ||
	    (form->shape == CR_LINT_HOSTNAME && letters == CR_LINT_LOWER);

	if (!keeps)
		form->shape = CR_LINT_ANY_SHAPE;
	form->letters = letters;
}

static bool
call_form(const struct cr_lint *lint, const struct cr_node *node,
    struct cr_lint_form *form)
{
	bool lower = cr_bytes_equal_text(node->text, "lower");

	if (!lower && !cr_bytes_equal_text(node->text, "upper"))
		return false;
	cr_lint_values_form(lint, node->child, form);
	map_letters(form, lower ? CR_LINT_LOWER : CR_LINT_UPPER);
	return true;
}

bool
cr_lint_values_form(const struct cr_lint *lint, const struct cr_node *node,
    struct cr_lint_form *form)
{
	const struct cr_field *field;

	*form = (struct cr_lint_form){.shape = CR_LINT_ANY_SHAPE};
	while (node->kind == CR_NODE_INDEX)
		node = node->child;
	if (node->kind == CR_NODE_CALL)
		return call_form(lint, node, form);
	field = cr_lint_values_field(lint, node);
	if (field == NULL)
		return false;
	*form = field_form(field);
	return form->shape != CR_LINT_ANY_SHAPE ||
	       form->letters != CR_LINT_ANY_LETTERS;
}

/* --------------------------------------------------------------------- letters */

static bool
is_lower(unsigned char byte)
{
	return byte >= 'a' && byte <= 'z';
}

static bool
is_upper(unsigned char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

static bool
has_wrong_letter(enum cr_lint_letters letters, struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (letters == CR_LINT_LOWER && is_upper(text.data[i]))
			return true;
		if (letters == CR_LINT_UPPER && is_lower(text.data[i]))
			return true;
	}
	return false;
}

static unsigned char
map_letter(enum cr_lint_letters letters, unsigned char byte)
{
	if (letters == CR_LINT_ANY_LETTERS)
		return byte;
	return letters == CR_LINT_LOWER ? cr_lower(byte) : cr_upper(byte);
}

static void
add_mapped(struct cr_buffer *out, enum cr_lint_letters letters,
    struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		cr_buffer_add_byte(out, map_letter(letters, text.data[i]));
}

/* ------------------------------------------------------------------------- hex */

static const char *
judge_hex(const struct cr_lint_form *form, struct certrule_bytes text,
    enum cr_lint_part part)
{
	size_t first = 0, count;

	if (form->sign && part != CR_LINT_END && text.len > 0 &&
	    text.data[0] == '-')
		first = 1;
	for (size_t i = first; i < text.len; i++)
		if (cr_hex_digit(text.data[i]) < 0 ||
		    has_wrong_letter(
			form->letters, cr_bytes_slice(text, i, i + 1)))
			return form->letters == CR_LINT_UPPER
				   ? "it is upper-case hex without separators"
				   : "it is lower-case hex without separators";
	count = text.len - first;
	/* An empty text is what there is without a certificate. */
	if (part != CR_LINT_WHOLE || text.len == 0)
		return NULL;
	if (form->digits != 0 && count != form->digits)
		return form->digits == 64 ? "it has 64 digits"
					  : "it has 40 digits";
	return count % 2 != 0 || count == 0 ? "it has two digits an octet"
					    : NULL;
}

static bool
is_separator(unsigned char byte)
{
	return byte == ':' || byte == '-' || byte == '.' || byte == ' ';
}

static void
correct_hex(const struct cr_lint_form *form, struct certrule_bytes text,
    enum cr_lint_part part, struct cr_buffer *out)
{
	size_t at = 0, digits = 0;

	if (form->sign && text.len > 0 && text.data[0] == '-')
		cr_buffer_add_byte(out, text.data[at++]);
	if (text.len - at >= 2 && text.data[at] == '0' &&
	    cr_lower(text.data[at + 1]) == 'x')
		at += 2;
	text = cr_bytes_slice(text, at, text.len);
	for (size_t i = 0; i < text.len; i++)
		digits += !is_separator(text.data[i]);
	/* A serial is a number: its first digit may be a zero left out. */
	if (part == CR_LINT_WHOLE && form->sign && digits % 2 != 0)
		cr_buffer_add_byte(out, '0');
	for (size_t i = 0; i < text.len; i++)
		if (!is_separator(text.data[i]))
			cr_buffer_add_byte(
			    out, map_letter(form->letters, text.data[i]));
}

/* ----------------------------------------------------------------------- hosts */

static const char host_form[] =
    "it is a host in lower case, without port and trailing dot";

/* False: text has no canonical form, or another one. */
static bool
is_canonical_host(const struct cr_lint *lint, struct certrule_bytes text)
{
	struct cr_buffer out;
	bool same;

	cr_buffer_init(&out, lint->load->alloc);
	/* Without memory nothing is said. */
	same = cr_host_canonical(&out, text) == NULL
		   ? cr_bytes_equal(cr_buffer_bytes(&out), text)
		   : cr_buffer_failed(&out);
	cr_buffer_fini(&out);
	return same;
}

static bool
is_host_byte(unsigned char byte)
{
	return is_lower(byte) || (byte >= '0' && byte <= '9') ||
	       (byte != '\0' && strchr("-_.[]:", byte) != NULL);
}

/* A colon stands only in an address, which brackets enclose. */
static bool
is_host_part(struct certrule_bytes text, enum cr_lint_part part)
{
	bool colon = memchr(text.data, ':', text.len) != NULL;

	for (size_t i = 0; i < text.len; i++)
		if (!is_host_byte(text.data[i]))
			return false;
	if (cr_bytes_contains(text, cr_bytes_text("..")))
		return false;
	if (part == CR_LINT_BEGIN)
		return text.data[0] != '.' && (!colon || text.data[0] == '[');
	if (part == CR_LINT_END)
		return text.data[text.len - 1] != '.' &&
		       (!colon || text.data[text.len - 1] == ']');
	return true;
}

static const char *
judge_host(const struct cr_lint *lint, struct certrule_bytes text,
    enum cr_lint_part part)
{
	if (part == CR_LINT_WHOLE && text.len == 0)
		return "a request without a host has none, not an empty one";
	if (part == CR_LINT_WHOLE)
		return is_canonical_host(lint, text) ? NULL : host_form;
	if (text.len == 0 || is_host_part(text, part))
		return NULL;
	return host_form;
}

/* Without a port at the end. */
static struct certrule_bytes
cut_port(struct certrule_bytes text)
{
	size_t at = text.len;

	while (at > 0 && text.data[at - 1] >= '0' && text.data[at - 1] <= '9')
		at--;
	if (at > 0 && text.data[at - 1] == ':')
		text.len = at - 1;
	return text;
}

static void
correct_host(
    struct certrule_bytes text, enum cr_lint_part part, struct cr_buffer *out)
{
	if (part == CR_LINT_WHOLE) {
		if (cr_host_canonical(out, text) != NULL)
			cr_buffer_clear(out);
		return;
	}
	if (part != CR_LINT_INSIDE)
		text = cut_port(text);
	if (part == CR_LINT_END && text.len > 1 &&
	    text.data[text.len - 1] == '.')
		text.len--;
	add_mapped(out, CR_LINT_LOWER, text);
}

/* ----------------------------------------------------------------------- paths */

static bool
is_plain_byte(unsigned char byte)
{
	return is_lower(byte) || is_upper(byte) ||
	       (byte >= '0' && byte <= '9') ||
	       (byte != '\0' && strchr("-._~!$&'()*+,;=:@/", byte) != NULL);
}

static bool
is_upper_hex(unsigned char byte)
{
	return cr_hex_digit(byte) >= 0 && !is_lower(byte);
}

/* An escape that canonical paths keep: of a byte that could not stand there
 * itself, and on which servers agree. */
static bool
is_kept_escape(struct certrule_bytes text, size_t at)
{
	int byte;

	if (!is_upper_hex(text.data[at + 1]) ||
	    !is_upper_hex(text.data[at + 2]))
		return false;
	byte = cr_hex_digit(text.data[at + 1]) * 16 +
	       cr_hex_digit(text.data[at + 2]);
	if (byte == ';')
		return true;
	return byte != '\0' && byte != '\\' &&
	       !is_plain_byte((unsigned char)byte);
}

static bool
has_path_bytes(struct certrule_bytes text, bool ends)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] != '%') {
			if (!is_plain_byte(text.data[i]))
				return false;
			continue;
		}
		/* Cut in the middle it may go on as it should. */
		if (text.len - i < 3)
			return !ends;
		if (!is_kept_escape(text, i))
			return false;
	}
	return true;
}

static bool
has_path_segments(struct certrule_bytes text, bool ends)
{
	static const char *const never[] = {"//", "/./", "/../"};

	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++)
		if (cr_bytes_contains(text, cr_bytes_text(never[i])))
			return false;
	return !ends || (!cr_bytes_ends(text, cr_bytes_text("/.")) &&
			    !cr_bytes_ends(text, cr_bytes_text("/..")));
}

static const char *
judge_path(struct certrule_bytes text, enum cr_lint_part part)
{
	bool begins = part == CR_LINT_WHOLE || part == CR_LINT_BEGIN;
	bool ends = part == CR_LINT_WHOLE || part == CR_LINT_END;

	if (text.len == 0)
		return part == CR_LINT_WHOLE ? "the shortest path is /" : NULL;
	/* RFC 9112 3.2.4: the asterisk-form has no path of its own. */
	if (begins && cr_bytes_equal_text(text, "*"))
		return NULL;
	if (memchr(text.data, '?', text.len) != NULL)
		return "the query is not part of it";
	if (begins && text.data[0] != '/')
		return "it begins with /";
	if (has_path_bytes(text, ends) && has_path_segments(text, ends))
		return NULL;
	return "it is a path in canonical form";
}

static void
correct_path(const struct cr_lint *lint, struct certrule_bytes text,
    enum cr_lint_part part, struct cr_buffer *out)
{
	struct cr_buffer whole;

	const unsigned char *query = memchr(text.data, '?', text.len);

	if (part != CR_LINT_WHOLE && part != CR_LINT_BEGIN)
		return;
	if (query != NULL)
		text.len = (size_t)(query - text.data);
	cr_buffer_init(&whole, lint->load->alloc);
	if (text.len == 0 || text.data[0] != '/')
		cr_buffer_add_byte(&whole, '/');
	cr_buffer_add_bytes(&whole, text);
	if (!cr_buffer_failed(&whole) &&
	    cr_path_canonical(out, cr_buffer_bytes(&whole)) != NULL)
		cr_buffer_clear(out);
	cr_buffer_fini(&whole);
}

/* ------------------------------------------------------------------------- all */

const char *
cr_lint_values_judge(const struct cr_lint *lint,
    const struct cr_lint_form *form, struct certrule_bytes text,
    enum cr_lint_part part)
{
	switch (form->shape) {
	case CR_LINT_HEX:
		return judge_hex(form, text, part);
	case CR_LINT_HOSTNAME:
		return judge_host(lint, text, part);
	case CR_LINT_PATH:
		return judge_path(text, part);
	case CR_LINT_ANY_SHAPE:
		break;
	}
	if (!has_wrong_letter(form->letters, text))
		return NULL;
	return form->letters == CR_LINT_LOWER ? "it is in lower case"
					      : "it is in upper case";
}

bool
cr_lint_values_correct(const struct cr_lint *lint,
    const struct cr_lint_form *form, struct certrule_bytes text,
    enum cr_lint_part part, struct cr_buffer *out)
{
	switch (form->shape) {
	case CR_LINT_HEX:
		correct_hex(form, text, part, out);
		break;
	case CR_LINT_HOSTNAME:
		correct_host(text, part, out);
		break;
	case CR_LINT_PATH:
		correct_path(lint, text, part, out);
		break;
	case CR_LINT_ANY_SHAPE:
		add_mapped(out, form->letters, text);
		break;
	}
	return !cr_buffer_failed(out) && out->len > 0 &&
	       cr_lint_values_judge(lint, form, cr_buffer_bytes(out), part) ==
		   NULL;
}

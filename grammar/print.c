/* SPDX-License-Identifier: MIT */
/*
 * A tree back to text: one spelling for each tree, on one line, that parses to
 * the same tree.  A regular expression is the exception: its bytes have no
 * other spelling, so a line break in one is printed as it is.
 */
#include "../base/bytes.h"
#include "parse.h"

#include <string.h>

#define HASHES_MAX 255

static void
print_string(struct cr_buffer *out, struct certrule_bytes text)
{
	cr_buffer_add_byte(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = text.data[i];

		if (byte == '"' || byte == '\\')
			cr_buffer_printf(out, "\\%c", byte);
		else if (byte < 0x20 || byte > 0x7e)
			cr_buffer_printf(out, "\\x%02x", byte);
		else
			cr_buffer_add_byte(out, byte);
	}
	cr_buffer_add_byte(out, '"');
}

/* A raw string may hold these bytes and stays on one line. */
static bool
raw_fits(struct certrule_bytes text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < 0x20 || text.data[i] > 0x7e)
			return false;
	return true;
}

/* How many # keep a quote inside from ending the string. */
static size_t
hashes_needed(struct certrule_bytes text)
{
	size_t needed = 0;

	for (size_t i = 0; i < text.len; i++) {
		size_t run = 0;

		if (text.data[i] != '"')
			continue;
		while (i + run + 1 < text.len && text.data[i + run + 1] == '#')
			run++;
		if (run + 1 > needed)
			needed = run + 1;
	}
	return needed;
}

static void
print_raw(struct cr_buffer *out, struct certrule_bytes text)
{
	size_t hashes = hashes_needed(text);

	cr_buffer_add_byte(out, 'r');
	cr_buffer_repeat(out, '#', hashes);
	cr_buffer_add_byte(out, '"');
	cr_buffer_add_bytes(out, text);
	cr_buffer_add_byte(out, '"');
	cr_buffer_repeat(out, '#', hashes);
}

/* Between quotes it reads as itself: no quote to escape, no backslash or
 * bracket that would take the closing quote. */
static bool
regex_fits_quotes(struct certrule_bytes text)
{
	bool class = false;

	for (size_t i = 0; i < text.len; i++) {
		switch (text.data[i]) {
		case '"':
			return false;
		case '\\':
			if (++i == text.len || text.data[i] == '"')
				return false;
			break;
		case '[':
			class = true;
			break;
		case ']':
			class = false;
			break;
		}
	}
	return !class;
}

/* Only \" is needed for one with more # behind a quote than a raw string may
 * have around it: it was written between quotes. */
static void
print_quoted_regex(struct cr_buffer *out, struct certrule_bytes text)
{
	cr_buffer_add_byte(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == '"')
			cr_buffer_add_byte(out, '\\');
		cr_buffer_add_byte(out, text.data[i]);
	}
	cr_buffer_add_byte(out, '"');
}

static void
print_regex(struct cr_buffer *out, const struct cr_node *node)
{
	bool quoted = !node->raw && regex_fits_quotes(node->text);

	if (quoted || hashes_needed(node->text) > HASHES_MAX)
		print_quoted_regex(out, node->text);
	else
		print_raw(out, node->text);
}

static void
print_literal(struct cr_buffer *out, const struct cr_node *node)
{
	if (node->raw && raw_fits(node->text) &&
	    hashes_needed(node->text) <= HASHES_MAX)
		print_raw(out, node->text);
	else
		print_string(out, node->text);
}

static void
print_children(
    struct cr_buffer *out, const struct cr_node *node, const char *between)
{
	const struct cr_node *child;

	for (child = node->child; child != NULL; child = child->next) {
		cr_print_node(child, out);
		if (child->next != NULL)
			cr_buffer_add_text(out, between);
	}
}

static void
print_chain(struct cr_buffer *out, const struct cr_node *node)
{
	const struct cr_node *child;

	for (child = node->child; child != NULL; child = child->next) {
		cr_print_node(child, out);
		if (child->next != NULL)
			cr_buffer_printf(out, " %s ", cr_word_text(node->word));
	}
}

/* Names, literals, and what is built of them. */
static void
print_value(struct cr_buffer *out, const struct cr_node *node)
{
	cr_buffer_add_bytes(out, node->text);
	if (node->kind == CR_NODE_CALL) {
		cr_buffer_add_byte(out, '(');
		print_children(out, node, ", ");
		cr_buffer_add_byte(out, ')');
	}
	if (node->kind == CR_NODE_INDEX) {
		cr_print_node(node->child, out);
		cr_buffer_add_byte(out, '[');
		cr_print_node(node->last, out);
		cr_buffer_add_byte(out, ']');
	}
}

static void
print_bare(struct cr_buffer *out, const struct cr_node *node)
{
	switch (node->kind) {
	case CR_NODE_AND:
	case CR_NODE_OR:
	case CR_NODE_XOR:
	case CR_NODE_COMPARISON:
		print_chain(out, node);
		break;
	case CR_NODE_NOT:
		cr_buffer_add_text(out, "not ");
		print_children(out, node, "");
		break;
	case CR_NODE_ANY:
	case CR_NODE_ALL:
		cr_buffer_printf(out, "%s(", cr_word_text(node->word));
		print_children(out, node, "");
		cr_buffer_add_byte(out, ')');
		break;
	case CR_NODE_TRUE:
		cr_buffer_add_text(out, "true");
		break;
	case CR_NODE_FALSE:
		cr_buffer_add_text(out, "false");
		break;
	case CR_NODE_NAME:
	case CR_NODE_WORD:
	case CR_NODE_CALL:
	case CR_NODE_INDEX:
		print_value(out, node);
		break;
	case CR_NODE_EACH:
		cr_buffer_add_byte(out, '*');
		break;
	case CR_NODE_STRING:
		print_literal(out, node);
		break;
	case CR_NODE_REGEX:
		print_regex(out, node);
		break;
	case CR_NODE_SET:
		cr_buffer_add_byte(out, node->angled ? '<' : '{');
		print_children(out, node, " ");
		cr_buffer_add_byte(out, node->angled ? '>' : '}');
		break;
	case CR_NODE_LIST:
		cr_buffer_add_byte(out, '$');
		cr_buffer_add_bytes(out, node->text);
		break;
	}
}

void
cr_print_node(const struct cr_node *node, struct cr_buffer *out)
{
	if (node->parenthesised)
		cr_buffer_add_byte(out, '(');
	print_bare(out, node);
	if (node->parenthesised)
		cr_buffer_add_byte(out, ')');
}

/* SPDX-License-Identifier: MIT */
/* Strings and patterns as a policy would write them, for hints. */
#include "lint_values.h"
#include "../base/bytes.h"

const char *
cr_lint_quote_buffer(struct cr_lint *lint, struct cr_buffer *out)
{
	struct certrule_bytes text = cr_bytes("", 0);
	const char *quoted;

	if (!cr_buffer_failed(out))
		text = cr_buffer_bytes(out);
	quoted = cr_diags_quote(lint->diags, text);
	cr_buffer_fini(out);
	return quoted;
}

const char *
cr_lint_quote_string(struct cr_lint *lint, struct certrule_bytes text)
{
	struct cr_buffer out;

	cr_buffer_init(&out, lint->load->alloc);
	cr_buffer_add_byte(&out, '"');
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = text.data[i];

		if (byte < ' ' || byte >= 0x7f) {
			cr_buffer_printf(&out, "\\x%02x", byte);
			continue;
		}
		if (byte == '"' || byte == '\\')
			cr_buffer_add_byte(&out, '\\');
		cr_buffer_add_byte(&out, byte);
	}
	cr_buffer_add_byte(&out, '"');
	return cr_lint_quote_buffer(lint, &out);
}

/* The r and # in front of a raw string. */
static struct certrule_bytes
raw_prefix(struct cr_lint *lint, const struct cr_node *node)
{
	struct certrule_bytes text =
	    cr_sources_text(cr_diags_sources(lint->diags), node->span.source);
	size_t end = node->span.begin;

	while (end < node->span.end && text.data[end] != '"')
		end++;
	return cr_bytes_slice(text, node->span.begin, end);
}

const char *
cr_lint_quote_regex(struct cr_lint *lint, const struct cr_node *node,
    struct certrule_bytes pattern)
{
	struct certrule_bytes prefix = cr_bytes("", 0);
	struct cr_buffer out;

	if (node->raw)
		prefix = raw_prefix(lint, node);
	cr_buffer_init(&out, lint->load->alloc);
	cr_buffer_add_bytes(&out, prefix);
	cr_buffer_add_byte(&out, '"');
	for (size_t i = 0; i < pattern.len; i++) {
		if (pattern.data[i] == '"' && !node->raw)
			cr_buffer_add_byte(&out, '\\');
		cr_buffer_add_byte(&out, pattern.data[i]);
	}
	cr_buffer_add_byte(&out, '"');
	if (prefix.len > 1)
		cr_buffer_add_bytes(
		    &out, cr_bytes_slice(prefix, 1, prefix.len));
	return cr_lint_quote_buffer(lint, &out);
}

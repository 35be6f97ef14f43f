/* SPDX-License-Identifier: MIT */
/*
 * Patterns as they are written, for hints: where their dots are, and how they
 * would be anchored.  The tree tells what a pattern means and not where; what
 * is read here has been parsed before, so it is well formed.
 */
#include "lint_regex.h"
#include "../base/bytes.h"

/* Behind the class that begins at `at`. */
static size_t
skip_class(struct certrule_bytes pattern, size_t at)
{
	at++;
	if (at < pattern.len && pattern.data[at] == '^')
		at++;
	/* A ']' that comes first is itself. */
	if (at < pattern.len && pattern.data[at] == ']')
		at++;
	while (at < pattern.len && pattern.data[at] != ']') {
		if (pattern.data[at] == '\\') {
			at += 2;
		} else if (cr_bytes_starts(
			       cr_bytes_slice(pattern, at, pattern.len),
			       cr_bytes_text("[:"))) {
			while (at < pattern.len && pattern.data[at] != ']')
				at++;
			at++;
		} else {
			at++;
		}
	}
	return at + 1;
}

bool
cr_lint_regex_has_flag(struct certrule_bytes pattern, unsigned char flag)
{
	for (size_t i = 0; i + 2 < pattern.len; i++) {
		if (pattern.data[i] != '(' || pattern.data[i + 1] != '?')
			continue;
		for (size_t j = i + 2; j < pattern.len; j++) {
			unsigned char byte = cr_lower(pattern.data[j]);

			if (byte == flag)
				return true;
			if (byte < 'a' || byte > 'z')
				break;
		}
	}
	return false;
}

static bool
is_repeat(unsigned char byte)
{
	return byte == '*' || byte == '+' || byte == '?' || byte == '{';
}

bool
cr_lint_regex_find_dot(struct certrule_bytes pattern, size_t *at)
{
	size_t i = *at;

	/* (?x) takes blanks and comments out: nothing is where it seems. */
	if (cr_lint_regex_has_flag(pattern, 'x'))
		return false;
	while (i < pattern.len) {
		unsigned char byte = pattern.data[i];

		if (byte == '\\') {
			i += 2;
		} else if (byte == '[') {
			i = skip_class(pattern, i);
		} else if (byte == '.' &&
			   (i + 1 == pattern.len ||
			       !is_repeat(pattern.data[i + 1]))) {
			*at = i;
			return true;
		} else {
			i++;
		}
	}
	return false;
}

static void
add_escaped(struct cr_buffer *out, struct certrule_bytes pattern)
{
	size_t done = 0, at = 0;

	for (; cr_lint_regex_find_dot(pattern, &at); at++) {
		cr_buffer_add_bytes(out, cr_bytes_slice(pattern, done, at));
		cr_buffer_add_text(out, "\\.");
		done = at + 1;
	}
	cr_buffer_add_bytes(out, cr_bytes_slice(pattern, done, pattern.len));
}

/* The last byte is a $ that is no escaped one. */
static bool
ends_in_dollar(struct certrule_bytes pattern)
{
	size_t slashes = 0;

	if (pattern.len == 0 || pattern.data[pattern.len - 1] != '$')
		return false;
	while (slashes + 1 < pattern.len &&
	       pattern.data[pattern.len - 2 - slashes] == '\\')
		slashes++;
	return slashes % 2 == 0;
}

/* An alternative ends where the next begins: a group goes around them all, and
 * the anchors of the outer ones go out of it. */
static void
add_alternatives(struct cr_buffer *out, struct certrule_bytes pattern)
{
	if (pattern.len > 0 && pattern.data[0] == '^')
		pattern = cr_bytes_slice(pattern, 1, pattern.len);
	if (ends_in_dollar(pattern))
		pattern.len--;
	cr_buffer_add_text(out, "^(?:");
	add_escaped(out, pattern);
	cr_buffer_add_text(out, ")$");
}

void
cr_lint_regex_correct(struct certrule_bytes pattern,
    const struct cr_regex_node *tree, bool begin, bool end,
    struct cr_buffer *out)
{
	if (tree->kind == CR_REGEX_ALTERNATION && (begin || end)) {
		add_alternatives(out, pattern);
		return;
	}
	if (begin)
		cr_buffer_add_byte(out, '^');
	add_escaped(out, pattern);
	if (end)
		cr_buffer_add_byte(out, '$');
}

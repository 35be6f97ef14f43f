/* SPDX-License-Identifier: MIT */
/*
 * Pattern to tree.  Takes what PCRE2 and the Rust engine both take, with the
 * same meaning in both; refuses the rest by name.  Where the two differ
 * silently (\v, [a&&b], a '{' that repeats nothing) it refuses, so that a
 * pattern moved here from Cloudflare never changes its meaning.
 */
#include "regex_tree.h"
#include "../base/bytes.h"

#include <string.h>

#define MAX_DEPTH 120u
#define MAX_COUNT 65535u

enum flag {
	FLAG_I = 1 << 0,
	FLAG_M = 1 << 1,
	FLAG_S = 1 << 2,
	FLAG_X = 1 << 3,
	FLAG_U = 1 << 4
};

struct parser {
	struct cr_arena *arena;
	struct certrule_bytes pattern;
	size_t at;
	unsigned flags;
	unsigned depth;
	struct cr_regex_problem *problem;
};

static struct cr_regex_node *parse_alternation(struct parser *parser);

/* ---------------------------------------------------------------- the tools */

/* Only the first problem counts.  NULL, so that callers return it. */
static void *
refuse(struct parser *parser, enum cr_regex_form form, size_t begin)
{
	struct cr_regex_problem *problem = parser->problem;

	if (problem->form != CR_REGEX_FORM_NONE)
		return NULL;
	problem->form = form;
	problem->begin = begin;
	problem->end = parser->at > begin ? parser->at : begin + 1;
	if (problem->end > parser->pattern.len)
		problem->end = parser->pattern.len;
	return NULL;
}

static bool
at_end(const struct parser *parser)
{
	return parser->at >= parser->pattern.len;
}

/* The byte `ahead` of the place, -1 past the end. */
static int
peek(const struct parser *parser, size_t ahead)
{
	if (parser->pattern.len - parser->at <= ahead)
		return -1;
	return parser->pattern.data[parser->at + ahead];
}

static bool
take(struct parser *parser, int byte)
{
	if (peek(parser, 0) != byte)
		return false;
	parser->at++;
	return true;
}

static bool
is_digit(int byte)
{
	return byte >= '0' && byte <= '9';
}

static bool
is_letter(int byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool
is_word(int byte)
{
	return is_letter(byte) || is_digit(byte) || byte == '_';
}

static bool
is_space(int byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static struct cr_regex_node *
make_node(struct parser *parser, enum cr_regex_kind kind)
{
	struct cr_regex_node *node = cr_arena_get(parser->arena, sizeof(*node));

	if (node == NULL)
		return refuse(parser, CR_REGEX_FORM_NO_MEMORY, 0);
	node->kind = kind;
	node->nullable = kind != CR_REGEX_CLASS && kind != CR_REGEX_ALTERNATION;
	node->sure = node->nullable && kind != CR_REGEX_ASSERT;
	return node;
}

/* To a sequence, which needs all its children, or an alternation, which needs
 * one. */
static void
append(struct cr_regex_node *parent, struct cr_regex_node *child)
{
	if (parent->last == NULL)
		parent->child = child;
	else
		parent->last->next = child;
	parent->last = child;
	parent->loops |= child->loops;
	parent->repeats |= child->repeats;
	if (parent->kind == CR_REGEX_ALTERNATION) {
		parent->nullable |= child->nullable;
		parent->sure |= child->sure;
		return;
	}
	parent->nullable &= child->nullable;
	parent->sure &= child->sure;
}

/* ------------------------------------------------------------------ classes */

static void
add_range(struct cr_regex_class *set, unsigned first, unsigned last)
{
	for (unsigned byte = first; byte <= last; byte++)
		set->bits[byte / 64] |= UINT64_C(1) << (byte % 64);
}

static void
add_class(struct cr_regex_class *set, const struct cr_regex_class *other)
{
	for (size_t i = 0; i < 4; i++)
		set->bits[i] |= other->bits[i];
}

static void
negate(struct cr_regex_class *set)
{
	for (size_t i = 0; i < 4; i++)
		set->bits[i] = ~set->bits[i];
}

/* (?i): both cases of every letter. */
static void
fold(struct cr_regex_class *set)
{
	for (unsigned byte = 'a'; byte <= 'z'; byte++) {
		unsigned upper = byte - 'a' + 'A';

		if (!cr_regex_class_has(set, (unsigned char)byte) &&
		    !cr_regex_class_has(set, (unsigned char)upper))
			continue;
		add_range(set, byte, byte);
		add_range(set, upper, upper);
	}
}

static void
add_digits(struct cr_regex_class *set)
{
	add_range(set, '0', '9');
}

static void
add_letters(struct cr_regex_class *set)
{
	add_range(set, 'a', 'z');
	add_range(set, 'A', 'Z');
}

static void
add_word(struct cr_regex_class *set)
{
	add_letters(set);
	add_digits(set);
	add_range(set, '_', '_');
}

static void
add_space(struct cr_regex_class *set)
{
	add_range(set, '\t', '\r');
	add_range(set, ' ', ' ');
}

/* \d \D \s \S \w \W.  False: not one of them. */
static bool
add_shorthand(struct cr_regex_class *set, int letter)
{
	struct cr_regex_class named = {{0, 0, 0, 0}};

	switch (letter) {
	case 'd':
	case 'D':
		add_digits(&named);
		break;
	case 's':
	case 'S':
		add_space(&named);
		break;
	case 'w':
	case 'W':
		add_word(&named);
		break;
	default:
		return false;
	}
	if (letter < 'a')
		negate(&named);
	add_class(set, &named);
	return true;
}

static bool
add_posix(struct cr_regex_class *set, struct certrule_bytes name)
{
	static const struct {
		const char *name;
		const char *ranges; /* pairs of first and last */
	} table[] = {
	    {"alnum", "09azAZ"},
	    {"alpha", "azAZ"},
	    {"ascii", "\0\x7f"},
	    {"blank", "\t\t  "},
	    {"cntrl", "\0\x1f\x7f\x7f"},
	    {"digit", "09"},
	    {"graph", "!~"},
	    {"lower", "az"},
	    {"print", " ~"},
	    {"punct", "!/:@[`{~"},
	    {"space", "\t\r  "},
	    {"upper", "AZ"},
	    {"word", "09azAZ__"},
	    {"xdigit", "09afAF"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const char *range = table[i].ranges;

		if (!cr_bytes_equal_text(name, table[i].name))
			continue;
		/* Only the first range may begin with NUL. */
		do {
			add_range(set, (unsigned char)range[0],
			    (unsigned char)range[1]);
			range += 2;
		} while (*range != '\0');
		return true;
	}
	return false;
}

bool
cr_regex_class_has(const struct cr_regex_class *set, unsigned char byte)
{
	return (set->bits[byte / 64] >> (byte % 64)) & 1;
}

bool
cr_regex_class_meet(
    const struct cr_regex_class *a, const struct cr_regex_class *b)
{
	return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) |
		   (a->bits[2] & b->bits[2]) | (a->bits[3] & b->bits[3])) != 0;
}

int
cr_regex_class_sample(
    const struct cr_regex_class *a, const struct cr_regex_class *b)
{
	static const char first[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-._/";

	for (const char *c = first; *c != '\0'; c++)
		if (cr_regex_class_has(a, (unsigned char)*c) &&
		    cr_regex_class_has(b, (unsigned char)*c))
			return *c;
	for (int pass = 0; pass < 2; pass++) {
		for (int byte = 0; byte < 256; byte++) {
			bool prints = byte >= ' ' && byte < 0x7f;

			if ((pass == 1 || prints) &&
			    cr_regex_class_has(a, (unsigned char)byte) &&
			    cr_regex_class_has(b, (unsigned char)byte))
				return byte;
		}
	}
	return -1;
}

/* ------------------------------------------------------------------ escapes */

/* \xHH or \x{H…}, behind the x; -1 and a problem. */
static int
parse_hex(struct parser *parser, size_t begin)
{
	bool braced = take(parser, '{');
	size_t digits = 0;
	unsigned value = 0;

	while (!at_end(parser) && (braced || digits < 2)) {
		int digit = cr_hex_digit((unsigned char)peek(parser, 0));

		if (digit < 0 || digits == 8)
			break;
		value = value * 16 + (unsigned)digit;
		digits++;
		parser->at++;
	}
	if ((braced && (digits == 0 || !take(parser, '}'))) ||
	    (!braced && digits != 2) || value > 0xff) {
		refuse(parser, CR_REGEX_FORM_HEX, begin);
		return -1;
	}
	return (int)value;
}

/* The form that an escape letter stands for elsewhere. */
static enum cr_regex_form
refused_escape(int byte)
{
	static const char letters[] = "CKGZQEpPRXNhHvVceogk0<>";
	static const enum cr_regex_form forms[] = {CR_REGEX_FORM_ANY_BYTE,
	    CR_REGEX_FORM_RESET_START, CR_REGEX_FORM_LAST_END,
	    CR_REGEX_FORM_SOFT_END, CR_REGEX_FORM_QUOTING,
	    CR_REGEX_FORM_QUOTING, CR_REGEX_FORM_PROPERTY,
	    CR_REGEX_FORM_PROPERTY, CR_REGEX_FORM_NEWLINES,
	    CR_REGEX_FORM_GRAPHEME, CR_REGEX_FORM_NOT_NEWLINE,
	    CR_REGEX_FORM_HORIZONTAL, CR_REGEX_FORM_HORIZONTAL,
	    CR_REGEX_FORM_VERTICAL, CR_REGEX_FORM_VERTICAL,
	    CR_REGEX_FORM_CONTROL, CR_REGEX_FORM_CONTROL, CR_REGEX_FORM_OCTAL,
	    CR_REGEX_FORM_BACK_REFERENCE, CR_REGEX_FORM_BACK_REFERENCE,
	    CR_REGEX_FORM_OCTAL, CR_REGEX_FORM_WORD_EDGE,
	    CR_REGEX_FORM_WORD_EDGE};
	const char *found = byte > 0 ? strchr(letters, byte) : NULL;

	if (found != NULL)
		return forms[found - letters];
	if (is_digit(byte))
		return CR_REGEX_FORM_BACK_REFERENCE;
	return CR_REGEX_FORM_ESCAPE;
}

/* An escape that is one byte, behind its backslash; -1 and a problem. */
static int
parse_byte_escape(struct parser *parser, size_t begin)
{
	static const char letters[] = "nrtfa", bytes[] = "\n\r\t\f\a";
	int byte = peek(parser, 0);
	const char *found = byte > 0 ? strchr(letters, byte) : NULL;

	if (byte < 0) {
		refuse(parser, CR_REGEX_FORM_ESCAPE_END, begin);
		return -1;
	}
	parser->at++;
	if (found != NULL)
		return bytes[found - letters];
	if (byte == 'x')
		return parse_hex(parser, begin);
	if (byte >= ' ' && byte < 0x7f && !is_letter(byte) && !is_digit(byte) &&
	    byte != '<' && byte != '>')
		return byte;
	refuse(parser, refused_escape(byte), begin);
	return -1;
}

static struct cr_regex_node *
make_class(struct parser *parser, unsigned first, unsigned last)
{
	struct cr_regex_node *node = make_node(parser, CR_REGEX_CLASS);

	if (node == NULL)
		return NULL;
	add_range(&node->set, first, last);
	if (parser->flags & FLAG_I)
		fold(&node->set);
	return node;
}

static struct cr_regex_node *
make_assert(struct parser *parser, enum cr_regex_assert assert)
{
	struct cr_regex_node *node = make_node(parser, CR_REGEX_ASSERT);

	if (node != NULL)
		node->assert = assert;
	return node;
}

static struct cr_regex_node *
parse_escape(struct parser *parser)
{
	size_t begin = parser->at++;
	int byte = peek(parser, 0);
	struct cr_regex_node *node;

	switch (byte) {
	case 'b':
		parser->at++;
		return make_assert(parser, CR_REGEX_WORD_EDGE);
	case 'B':
		parser->at++;
		return make_assert(parser, CR_REGEX_NO_EDGE);
	case 'A':
		parser->at++;
		return make_assert(parser, CR_REGEX_BEGIN);
	case 'z':
		parser->at++;
		return make_assert(parser, CR_REGEX_END);
	case 'd':
	case 'D':
	case 's':
	case 'S':
	case 'w':
	case 'W':
		parser->at++;
		node = make_node(parser, CR_REGEX_CLASS);
		if (node != NULL)
			add_shorthand(&node->set, byte);
		return node;
	}
	byte = parse_byte_escape(parser, begin);
	if (byte < 0)
		return NULL;
	return make_class(parser, (unsigned)byte, (unsigned)byte);
}

/* ---------------------------------------------------------- bracketed class */

/* [:name:] or [:^name:], the place being at its '['. */
static int
parse_posix(struct parser *parser, struct cr_regex_class *set)
{
	struct cr_regex_class named = {{0, 0, 0, 0}};
	size_t begin = parser->at;
	size_t name;
	bool negated;

	parser->at += 2;
	negated = take(parser, '^');
	name = parser->at;
	while (is_letter(peek(parser, 0)))
		parser->at++;
	if (peek(parser, 0) != ':' || peek(parser, 1) != ']' ||
	    !add_posix(
		&named, cr_bytes_slice(parser->pattern, name, parser->at))) {
		refuse(parser, CR_REGEX_FORM_CLASS_NAME, begin);
		return -1;
	}
	parser->at += 2;
	if (negated)
		negate(&named);
	add_class(set, &named);
	return 0;
}

/* What stands in a class but means something else in the Rust engine. */
static enum cr_regex_form
refused_in_class(const struct parser *parser)
{
	int byte = peek(parser, 0);

	if (byte >= 0x80)
		return CR_REGEX_FORM_CLASS_HIGH;
	if (byte == '[')
		return CR_REGEX_FORM_NESTED_CLASS;
	if ((byte == '&' || byte == '-' || byte == '~') &&
	    peek(parser, 1) == byte)
		return CR_REGEX_FORM_CLASS_OPERATOR;
	if ((parser->flags & FLAG_X) && (is_space(byte) || byte == '#'))
		return CR_REGEX_FORM_CLASS_BLANK;
	return CR_REGEX_FORM_NONE;
}

/* One byte of a class, plain or escaped; -1 and a problem. */
static int
parse_class_byte(struct parser *parser)
{
	enum cr_regex_form form = refused_in_class(parser);
	size_t begin = parser->at;

	if (form != CR_REGEX_FORM_NONE) {
		refuse(parser, form, begin);
		return -1;
	}
	parser->at++;
	if (parser->pattern.data[begin] != '\\')
		return parser->pattern.data[begin];
	return parse_byte_escape(parser, begin);
}

/* A byte or a range of bytes. */
static int
parse_class_range(struct parser *parser, struct cr_regex_class *set)
{
	size_t begin = parser->at;
	int first = parse_class_byte(parser);
	int last = first;

	if (first < 0)
		return -1;
	if (peek(parser, 0) == '-' && peek(parser, 1) >= 0 &&
	    peek(parser, 1) != ']') {
		if (peek(parser, 1) == '-') {
			refuse(
			    parser, CR_REGEX_FORM_CLASS_OPERATOR, parser->at);
			return -1;
		}
		parser->at++;
		last = parse_class_byte(parser);
		if (last < 0)
			return -1;
	}
	if (last < first) {
		refuse(parser, CR_REGEX_FORM_CLASS_RANGE, begin);
		return -1;
	}
	add_range(set, (unsigned)first, (unsigned)last);
	return 0;
}

static int
parse_class_item(struct parser *parser, struct cr_regex_class *set)
{
	size_t begin = parser->at;

	if (peek(parser, 0) == '[' && peek(parser, 1) == ':')
		return parse_posix(parser, set);
	if (peek(parser, 0) != '\\' || !add_shorthand(set, peek(parser, 1)))
		return parse_class_range(parser, set);
	parser->at += 2;
	/* [\d-z] is an error in PCRE2 and a range of nothing elsewhere. */
	if (peek(parser, 0) != '-' || peek(parser, 1) == ']')
		return 0;
	refuse(parser, CR_REGEX_FORM_CLASS_RANGE, begin);
	return -1;
}

static struct cr_regex_node *
parse_class(struct parser *parser)
{
	size_t begin = parser->at++;
	struct cr_regex_node *node = make_node(parser, CR_REGEX_CLASS);
	bool negated = take(parser, '^');

	if (node == NULL)
		return NULL;
	/* A ']' that comes first is itself. */
	if (peek(parser, 0) == ']' &&
	    parse_class_range(parser, &node->set) != 0)
		return NULL;
	while (!at_end(parser) && peek(parser, 0) != ']')
		if (parse_class_item(parser, &node->set) != 0)
			return NULL;
	if (!take(parser, ']')) {
		parser->at = begin + 1;
		return refuse(parser, CR_REGEX_FORM_CLASS_OPEN, begin);
	}
	if (parser->flags & FLAG_I)
		fold(&node->set);
	if (negated)
		negate(&node->set);
	return node;
}

/* ------------------------------------------------------------------- groups */

static int
parse_group_name(struct parser *parser)
{
	size_t begin = parser->at;

	while (is_word(peek(parser, 0)))
		parser->at++;
	if (parser->at == begin || is_digit(parser->pattern.data[begin]) ||
	    parser->at - begin > 32 || !take(parser, '>')) {
		refuse(parser, CR_REGEX_FORM_GROUP_NAME, begin);
		return -1;
	}
	return 0;
}

/* What the signs behind "(?" announce, when it is nothing we take. */
static enum cr_regex_form
refused_group(const struct parser *parser)
{
	int first = peek(parser, 0), second = peek(parser, 1);

	if (is_digit(first) || first == 'R' || first == '&' ||
	    ((first == '+' || first == '-') && is_digit(second)) ||
	    (first == 'P' && second == '>'))
		return CR_REGEX_FORM_RECURSION;
	if (first == '<' && (second == '=' || second == '!'))
		return CR_REGEX_FORM_LOOKBEHIND;
	if (first == 'P' && second == '=')
		return CR_REGEX_FORM_BACK_REFERENCE;
	switch (first) {
	case '=':
	case '!':
		return CR_REGEX_FORM_LOOKAHEAD;
	case '*':
		return CR_REGEX_FORM_VERB;
	case '>':
		return CR_REGEX_FORM_ATOMIC;
	case 'C':
		return CR_REGEX_FORM_CALLOUT;
	case '(':
		return CR_REGEX_FORM_CONDITION;
	case '|':
		return CR_REGEX_FORM_BRANCH_RESET;
	case '#':
		return CR_REGEX_FORM_COMMENT_GROUP;
	case '\'':
		return CR_REGEX_FORM_QUOTED_NAME;
	default:
		return CR_REGEX_FORM_NONE;
	}
}

/* i, m, s, x, U and, behind a '-', those to take away; up to ')' or ':'. */
static int
parse_flags(struct parser *parser, size_t begin)
{
	static const char letters[] = "imsxU";
	unsigned on = 0, off = 0;
	bool minus = false;

	for (;; parser->at++) {
		int byte = peek(parser, 0);
		const char *found = byte > 0 ? strchr(letters, byte) : NULL;
		unsigned flag = found ? 1u << (found - letters) : 0;

		if (byte == ')' || byte == ':')
			break;
		if (byte == '-' && !minus) {
			minus = true;
			continue;
		}
		if (flag == 0 || ((on | off) & flag)) {
			parser->at++;
			refuse(parser, CR_REGEX_FORM_FLAG, begin);
			return -1;
		}
		*(minus ? &off : &on) |= flag;
	}
	parser->flags = (parser->flags | on) & ~off;
	return 0;
}

/*
 * The opening of a group, the place being behind its '('.  1: a group follows;
 * 0: these were flags for the rest of the group around it; -1: a problem.
 */
static int
parse_group_open(struct parser *parser, size_t begin)
{
	enum cr_regex_form form;

	if (peek(parser, 0) == '*') {
		parser->at++;
		refuse(parser, CR_REGEX_FORM_VERB, begin);
		return -1;
	}
	if (!take(parser, '?'))
		return 1;
	form = refused_group(parser);
	if (form != CR_REGEX_FORM_NONE) {
		parser->at++;
		refuse(parser, form, begin);
		return -1;
	}
	if (take(parser, ':'))
		return 1;
	if (peek(parser, 0) == 'P' && peek(parser, 1) == '<')
		parser->at++;
	if (take(parser, '<'))
		return parse_group_name(parser) == 0 ? 1 : -1;
	if (parse_flags(parser, begin) != 0)
		return -1;
	if (take(parser, ':'))
		return 1;
	parser->at++;
	return 0;
}

static struct cr_regex_node *
parse_group(struct parser *parser)
{
	unsigned flags = parser->flags;
	size_t begin = parser->at++;
	struct cr_regex_node *node;
	int opened = parse_group_open(parser, begin);

	if (opened < 0)
		return NULL;
	if (opened == 0)
		return make_node(parser, CR_REGEX_EMPTY);
	if (parser->depth == MAX_DEPTH)
		return refuse(parser, CR_REGEX_FORM_GROUP_DEPTH, begin);
	parser->depth++;
	node = parse_alternation(parser);
	parser->depth--;
	parser->flags = flags;
	if (node == NULL)
		return NULL;
	if (!take(parser, ')')) {
		parser->at = begin + 1;
		return refuse(parser, CR_REGEX_FORM_GROUP_OPEN, begin);
	}
	/* One thing in brackets is that thing; an assertion would lose the
	 * repeat that may follow a group. */
	if (node->kind == CR_REGEX_SEQUENCE && node->child != NULL &&
	    node->child == node->last && node->child->kind != CR_REGEX_ASSERT)
		return node->child;
	return node;
}

/* ------------------------------------------------------------------ repeats */

static int
parse_count(struct parser *parser, uint32_t *count)
{
	size_t begin = parser->at;

	*count = 0;
	while (is_digit(peek(parser, 0)) && *count <= MAX_COUNT)
		*count = *count * 10 +
			 (parser->pattern.data[parser->at++] - (unsigned)'0');
	return parser->at > begin ? 0 : -1;
}

/* {n} {n,} {n,m}, the place being at the '{'. */
static int
parse_braces(struct parser *parser, uint32_t *min, uint32_t *max)
{
	size_t begin = parser->at++;

	if (parse_count(parser, min) != 0)
		goto brace;
	*max = *min;
	if (take(parser, ',') && parse_count(parser, max) != 0)
		*max = CR_REGEX_UNBOUNDED;
	if (*min > MAX_COUNT || *max < *min ||
	    (*max > MAX_COUNT && *max != CR_REGEX_UNBOUNDED)) {
		refuse(parser, CR_REGEX_FORM_REPEAT_COUNT, begin);
		return -1;
	}
	if (take(parser, '}'))
		return 0;
brace:
	refuse(parser, CR_REGEX_FORM_BRACE, begin);
	return -1;
}

static void
skip_blanks(struct parser *parser)
{
	while ((parser->flags & FLAG_X) && !at_end(parser)) {
		if (is_space(peek(parser, 0))) {
			parser->at++;
			continue;
		}
		if (peek(parser, 0) != '#')
			return;
		while (!at_end(parser) && peek(parser, 0) != '\n')
			parser->at++;
	}
}

static bool
at_repeat(const struct parser *parser)
{
	int byte = peek(parser, 0);

	return byte == '*' || byte == '+' || byte == '?' || byte == '{';
}

static int
parse_repeat_sign(struct parser *parser, uint32_t *min, uint32_t *max)
{
	int byte = peek(parser, 0);

	if (byte == '{')
		return parse_braces(parser, min, max);
	parser->at++;
	*min = byte == '+' ? 1 : 0;
	*max = byte == '?' ? 1 : CR_REGEX_UNBOUNDED;
	return 0;
}

static struct cr_regex_node *
make_repeat(struct parser *parser, struct cr_regex_node *child, uint32_t min,
    uint32_t max)
{
	struct cr_regex_node *node = make_node(parser, CR_REGEX_REPEAT);

	if (node == NULL)
		return NULL;
	node->child = node->last = child;
	node->min = min;
	node->max = max;
	node->nullable = min == 0 || child->nullable;
	node->sure = min == 0 || child->sure;
	node->loops = max == CR_REGEX_UNBOUNDED || child->loops;
	node->repeats = true;
	return node;
}

/* atom, or atom with the repeat that follows it. */
static struct cr_regex_node *
parse_repeat(struct parser *parser, struct cr_regex_node *atom, size_t begin)
{
	struct cr_regex_node *repeat;
	size_t sign;
	uint32_t min = 0, max = 0;

	/* A raw byte of a longer UTF-8 letter would be repeated alone. */
	bool high =
	    parser->at == begin + 1 && parser->pattern.data[begin] >= 0x80;

	skip_blanks(parser);
	if (!at_repeat(parser))
		return atom;
	sign = parser->at;
	if (high)
		return refuse(parser, CR_REGEX_FORM_REPEAT_HIGH, begin);
	if (parse_repeat_sign(parser, &min, &max) != 0)
		return NULL;
	if (atom->kind == CR_REGEX_ASSERT)
		return refuse(parser, CR_REGEX_FORM_NOTHING_TO_REPEAT, sign);
	if (take(parser, '+'))
		return refuse(parser, CR_REGEX_FORM_POSSESSIVE, sign);
	repeat = make_repeat(parser, atom, min, max);
	if (repeat == NULL)
		return NULL;
	repeat->begin = begin;
	repeat->sign = sign;
	repeat->lazy = take(parser, '?');
	repeat->end = parser->at;
	repeat->swapped = (parser->flags & FLAG_U) != 0;
	skip_blanks(parser);
	if (at_repeat(parser))
		return refuse(
		    parser, CR_REGEX_FORM_NOTHING_TO_REPEAT, parser->at);
	return repeat;
}

/* ---------------------------------------------------------------- sequences */

static struct cr_regex_node *
parse_dot(struct parser *parser)
{
	struct cr_regex_node *node = make_node(parser, CR_REGEX_CLASS);

	parser->at++;
	if (node == NULL)
		return NULL;
	if (!(parser->flags & FLAG_S))
		add_range(&node->set, '\n', '\n');
	negate(&node->set);
	return node;
}

static struct cr_regex_node *
parse_atom(struct parser *parser)
{
	int byte = peek(parser, 0);
	size_t begin = parser->at;

	switch (byte) {
	case '.':
		return parse_dot(parser);
	case '[':
		return parse_class(parser);
	case '(':
		return parse_group(parser);
	case '\\':
		return parse_escape(parser);
	case '^':
		parser->at++;
		return make_assert(parser, parser->flags & FLAG_M
					       ? CR_REGEX_LINE_BEGIN
					       : CR_REGEX_BEGIN);
	case '$':
		parser->at++;
		return make_assert(parser, CR_REGEX_END);
	case '{':
		return refuse(parser, CR_REGEX_FORM_BRACE, begin);
	case '*':
	case '+':
	case '?':
		return refuse(parser, CR_REGEX_FORM_NOTHING_TO_REPEAT, begin);
	}
	parser->at++;
	return make_class(parser, (unsigned)byte, (unsigned)byte);
}

static struct cr_regex_node *
parse_sequence(struct parser *parser)
{
	struct cr_regex_node *sequence = make_node(parser, CR_REGEX_SEQUENCE);

	if (sequence == NULL)
		return NULL;
	for (;;) {
		size_t begin;
		struct cr_regex_node *node;

		skip_blanks(parser);
		if (at_end(parser) || peek(parser, 0) == '|' ||
		    peek(parser, 0) == ')')
			return sequence;
		begin = parser->at;
		node = parse_atom(parser);
		if (node == NULL)
			return NULL;
		/* Flags alone, (?i), are nothing that a repeat can follow. */
		if (node->kind == CR_REGEX_EMPTY && !at_repeat(parser))
			continue;
		if (node->kind == CR_REGEX_EMPTY)
			return refuse(parser, CR_REGEX_FORM_NOTHING_TO_REPEAT,
			    parser->at);
		node = parse_repeat(parser, node, begin);
		if (node == NULL)
			return NULL;
		append(sequence, node);
	}
}

static struct cr_regex_node *
parse_alternation(struct parser *parser)
{
	struct cr_regex_node *alternation = NULL;

	for (;;) {
		struct cr_regex_node *branch = parse_sequence(parser);

		if (branch == NULL)
			return NULL;
		if (alternation == NULL && peek(parser, 0) != '|')
			return branch;
		if (alternation == NULL)
			alternation = make_node(parser, CR_REGEX_ALTERNATION);
		if (alternation == NULL)
			return NULL;
		append(alternation, branch);
		if (!take(parser, '|'))
			return alternation;
	}
}

struct cr_regex_node *
cr_regex_parse(struct cr_arena *arena, struct certrule_bytes pattern,
    struct cr_regex_problem *problem)
{
	struct parser parser = {
	    .arena = arena, .pattern = pattern, .problem = problem};
	struct cr_regex_node *tree;

	problem->form = CR_REGEX_FORM_NONE;
	tree = parse_alternation(&parser);
	if (tree == NULL)
		return NULL;
	if (!at_end(&parser))
		return refuse(&parser, CR_REGEX_FORM_GROUP_CLOSE, parser.at);
	return tree;
}

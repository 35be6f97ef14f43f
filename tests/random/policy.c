/* SPDX-License-Identifier: MIT */
/*
 * Whole policies: lists, fields, rules of every action with options, `for`,
 * defaults; no trust statements and no files.  All of it loads.
 */
#include "generate.h"

#include "../../base/bytes.h"

#include <string.h>

#define STATEMENTS_MAX 8
#define BODY_MAX       4
#define ITEMS_MAX      4
#define BUDGET_MAX     6

#define COUNT(array)   (sizeof(array) / sizeof((array)[0]))

struct writing {
	struct generate *g;
	unsigned number; /* of what was declared or named last */
};

/* ------------------------------------------------------------------- layout */

/* As a person leaves it: lines, blank ones, comments, semicolons. */
static void
end_statement(struct generate *g)
{
	static const char *const ends[] = {
	    "\n",
	    "\n\n",
	    ";\n",
	    " # at the end of a line\n",
	    "\n# on a line of its own\n",
	    " ; ",
	    "\n\n\n\n\t# above\n\n",
	    "\r\n",
	    "\n",
	    "\n",
	};

	cr_buffer_add_text(g->out, ends[random_below(g->source, COUNT(ends))]);
}

static void
add_words(struct generate *g, const char *words)
{
	for (const char *w = words; *w != '\0'; w++) {
		if (*w == ' ')
			generate_gap(g);
		else
			cr_buffer_add_byte(g->out, (unsigned char)*w);
	}
}

static void
add_host(struct generate *g)
{
	static const char *const hosts[] = {
	    "\"api.example\"",
	    "\"*.example\"",
	    "\"API.Example.\"",
	    "r\"192.0.2.1\"",
	    "\"[::1]\"",
	};

	cr_buffer_add_text(
	    g->out, hosts[random_below(g->source, COUNT(hosts))]);
}

/* -------------------------------------------------------------------- lists */

static void
add_list_item(struct generate *g, enum cr_list_type type)
{
	static const char *const serials[] = {
	    "1F", "61:31", "0x0a", "0", "abcdef0123"};
	static const char *const hosts[] = {
	    "api.example", "*.example", "API.example."};
	const char *text = "00112233445566778899aabbccddeeff"
			   "00112233445566778899AABBCCDDEEFF";

	switch (type) {
	case CR_LIST_STRING:
		generate_item(g, CERTRULE_STRING, true);
		return;
	case CR_LIST_INT:
		generate_item(g, CERTRULE_INT, true);
		return;
	case CR_LIST_IP:
		generate_item(g, CERTRULE_IP, true);
		return;
	case CR_LIST_SERIAL:
		text = serials[random_below(g->source, COUNT(serials))];
		break;
	case CR_LIST_FINGERPRINT:
		break;
	case CR_LIST_HOST:
		text = hosts[random_below(g->source, COUNT(hosts))];
		break;
	}
	generate_text(g, cr_bytes_text(text));
}

static const char *
list_word(enum cr_list_type type)
{
	switch (type) {
#define LIST_TYPE(name, spelling, node) \
	case CR_LIST_##name:            \
		return spelling;
#include "../../engine/list_types.def"
#undef LIST_TYPE
	}
	return "";
}

static void
add_list(struct generate *g, const struct cr_list *list)
{
	unsigned count = 1 + random_below(g->source, ITEMS_MAX);

	cr_buffer_add_text(g->out, "list");
	generate_gap(g);
	cr_buffer_add_byte(g->out, '$');
	cr_buffer_add_bytes(g->out, list->name);
	generate_gap(g);
	cr_buffer_add_text(g->out, list_word(list->type));
	generate_gap(g);
	cr_buffer_add_byte(g->out, '{');
	for (unsigned i = 0; i < count; i++) {
		if (i > 0 && random_chance(g->source, 30))
			cr_buffer_add_byte(g->out, ',');
		generate_gap(g);
		add_list_item(g, list->type);
	}
	add_words(g, " }");
	if (random_chance(g->source, 20))
		add_words(g, " may be empty");
	end_statement(g);
}

/* ------------------------------------------------------------------- fields */

static void
add_type(struct generate *g, unsigned depth)
{
	static const char *const plain[] = {"string", "bool", "int", "ip"};
	unsigned how = depth == 0 ? 0 : random_below(g->source, 4);

	if (how < 2) {
		cr_buffer_add_text(g->out, plain[random_below(g->source, 4)]);
		return;
	}
	cr_buffer_add_text(g->out, how == 2 ? "array<" : "map<");
	add_type(g, depth - 1);
	cr_buffer_add_text(g->out, ">");
}

static void
add_field(struct writing *writing)
{
	struct generate *g = writing->g;

	add_words(g, "field ");
	cr_buffer_printf(g->out, "declared.f%u", writing->number++);
	generate_gap(g);
	add_type(g, 3);
	if (random_chance(g->source, 30))
		add_words(g, " required");
	end_statement(g);
}

/* -------------------------------------------------------------------- rules */

enum action {
	ACTION_ALLOW_ANONYMOUS,
	ACTION_ALLOW,
	ACTION_BLOCK,
	ACTION_ALWAYS_BLOCK,
	ACTION_LOG,
	ACTION_ACTION,
	ACTION_COUNT
};

static const struct {
	const char *words;
	bool unless, answers, dated; /* what it takes */
} actions[ACTION_COUNT] = {
    {"allow anonymous", false, false, true},
    {"allow", false, false, true},
    {"block", true, true, false},
    {"always block", true, true, false},
    {"log", true, false, true},
    {"action \"challenge\"", true, true, false},
};

static void
add_options(struct generate *g, enum action action)
{
	static const char *const untils[] = {
	    " until 2026-12-01T00:00:00Z",
	    " until 2020-01-01T00:00:00Z",
	};

	if (actions[action].answers && random_chance(g->source, 30))
		add_words(g, " status 403");
	if (actions[action].answers && random_chance(g->source, 30))
		cr_buffer_add_text(
		    g->out, " message \"not\\x20today, \\\"x\\\"\"");
	if (random_chance(g->source, 20))
		cr_buffer_add_text(g->out, " tag r\"caf\xc3\xa9\"");
	if (actions[action].dated && random_chance(g->source, 20))
		add_words(g, untils[random_below(g->source, 2)]);
}

static void
add_rule(struct writing *writing)
{
	struct generate *g = writing->g;
	enum action action = (enum action)random_below(g->source, ACTION_COUNT);

	if (random_chance(g->source, 10))
		add_words(g, "disabled ");
	add_words(g, actions[action].words);
	if (random_chance(g->source, 70)) {
		generate_gap(g);
		cr_buffer_printf(g->out, "\"rule %u\"", writing->number++);
	}
	add_options(g, action);
	add_words(g, actions[action].unless && random_chance(g->source, 30)
			 ? " unless "
			 : " if ");
	g->budget = random_below(g->source, BUDGET_MAX);
	generate_logical(g, false);
	end_statement(g);
}

static void
add_default(struct generate *g)
{
	add_words(g, random_chance(g->source, 30) ? "default allow anonymous"
						  : "default block");
	end_statement(g);
}

static void
add_for(struct writing *writing)
{
	struct generate *g = writing->g;
	unsigned count = random_below(g->source, BODY_MAX);

	cr_buffer_add_text(g->out, "for");
	do {
		generate_gap(g);
		add_host(g);
	} while (random_chance(g->source, 30));
	add_words(g, " { ");
	for (unsigned i = 0; i < count; i++)
		add_rule(writing);
	if (random_chance(g->source, 30))
		add_default(g);
	cr_buffer_add_text(g->out, "}");
	end_statement(g);
}

/* ------------------------------------------------------------------ policies */

static void
add_statement(struct writing *writing)
{
	unsigned how = random_below(writing->g->source, 10);

	if (how < 7)
		add_rule(writing);
	else if (how < 9)
		add_for(writing);
	else
		add_field(writing);
}

void
generate_policy(struct generate *g)
{
	struct writing writing = {.g = g};
	const struct cr_list *list = g->words->lists;
	unsigned count = random_below(g->source, STATEMENTS_MAX);

	if (random_chance(g->source, 10))
		cr_buffer_add_text(g->out, "\n\n# first\n\n");
	/* Names are looked up over the whole policy, so lists may come late. */
	for (; list != NULL; list = list->next) {
		if (random_chance(g->source, 40))
			add_statement(&writing);
		add_list(g, list);
	}
	for (unsigned i = 0; i < count; i++)
		add_statement(&writing);
	if (random_chance(g->source, 60))
		add_default(g);
	if (random_chance(g->source, 20))
		cr_buffer_add_text(g->out, "# last, without a line end");
}

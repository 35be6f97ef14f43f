/* SPDX-License-Identifier: MIT */
/*
 * Rulesets of other systems as certrule policies.
 *
 * import_read.c finds rules and lists in a JSON tree, whatever stands around
 * them; import_write.c makes a policy of them.  What is borrowed is the tree's.
 */
#ifndef CR_IMPORT_H
#define CR_IMPORT_H

#include "json.h"
#include "text.h"

#include <certrule.h>

#include <stdbool.h>

struct cr_import_rule {
	struct cr_json_string description, ref, id, action, expression;
	struct cr_json_string filter; /* id of the filter it stands for */
	const struct cr_json_value *parameters; /* an object, or NULL */
	bool disabled;
	bool counts; /* a rate limit: it acts only on too many requests */
	bool has_priority;
	long long priority;
};

struct cr_import_ruleset {
	struct cr_json_string name, phase;
	struct cr_import_rule *rules;
	size_t count, capacity;
};

struct cr_import_list {
	struct cr_json_string name, id, kind;
	struct cr_text items; /* as they go into a set, blanks between them */
	bool odd;	      /* an item is no word, so none of them counts */
};

struct cr_import {
	struct cr_import_ruleset *rulesets;
	size_t ruleset_count, ruleset_capacity;
	struct cr_import_list *lists;
	size_t list_count, list_capacity;
	/* Of the older API: rules of their own, with filters beside them. */
	struct cr_import_ruleset firewall;
	struct cr_import_rule *filters; /* id, expression, disabled */
	size_t filter_count, filter_capacity;
	bool failed; /* no memory */
};

/* ------------------------------------------------------------ import_read.c */

/* Zeroed beforehand.  -1: no memory. */
int cr_import_read(struct cr_import *import, const struct cr_json_value *root);
void cr_import_fini(struct cr_import *import);
/* The value, or of an array its first element: blocks of Terraform are arrays
 * in one of its versions and objects in another. */
const struct cr_json_value *cr_import_only(const struct cr_json_value *value);

/* --------------------------------------------------------- import_actions.c */

enum cr_import_turn {
	CR_IMPORT_BLOCK,
	CR_IMPORT_ALLOW,
	CR_IMPORT_LOG,
	CR_IMPORT_ENDS, /* a decision for the program around certrule */
	CR_IMPORT_SKIP, /* goes past other rules: which, its parameters say */
	CR_IMPORT_ASIDE /* does not end there, as an action does here */
};

struct cr_import_action {
	const char *name;
	enum cr_import_turn turn;
	const char *note; /* a comment for its rules, or NULL */
};

/* Of an action nobody knows: one that ends. */
const struct cr_import_action *cr_import_action(struct cr_json_string name);
/* Its place where rules have no priority. */
unsigned cr_import_action_order(struct cr_json_string name);

/* ---------------------------------------------------------- import_names.c */

/* Names given to rules so far, each once. */
struct cr_import_names {
	void *root;
};

/* A name for the rule that no other has, without quotes; made of its
 * description, reference or id.  -1: no memory. */
int cr_import_name(struct cr_import_names *names,
    const struct cr_import_rule *rule, struct cr_text *out);
void cr_import_names_fini(struct cr_import_names *names);
/* "text" as the language has it; control characters become blanks. */
void cr_import_quote(struct cr_text *out, const char *text, size_t len);
/* Lines behind "# ", none of which can end the comment. */
void cr_import_comment(struct cr_text *out, const char *text, size_t len);

/* ---------------------------------------------------------- import_lists.c */

/* A list that an expression names. */
struct cr_import_use {
	char *name;
	const struct cr_import_list *list; /* NULL: the file has no such list */
	const char *type;		   /* of a list statement */
	bool written; /* its items stand in the policy, not in a file */
	bool settled; /* a rule that was kept may rest on its type */
	bool unused;
};

struct cr_import_uses {
	const struct cr_import *import;
	const struct certrule_schema *schema;
	struct cr_import_use *uses;
	size_t count, capacity;
	bool failed;
};

/* Notes the lists of an expression.  True: one is new. */
bool cr_import_uses_find(
    struct cr_import_uses *uses, struct cr_json_string expression);
/* A list of another type was due, says this diagnostic's message.  False: it
 * says something else, or the type is known. */
bool cr_import_uses_correct(struct cr_import_uses *uses, const char *message);
/* The rule of this expression is kept: types that it rests on stay. */
void cr_import_uses_settle(
    struct cr_import_uses *uses, struct cr_json_string expression);
/* No rule uses this list, says the message of W1012: it is left out. */
void cr_import_uses_drop(struct cr_import_uses *uses, const char *message);
/* List statements; stubs: of one item each, for trying expressions. */
void cr_import_uses_write(
    struct cr_import_uses *uses, bool stubs, struct cr_text *out);
void cr_import_uses_fini(struct cr_import_uses *uses);

/* ---------------------------------------------------------- import_notes.c */

/* One rule on its way. */
struct cr_import_statement {
	const struct cr_import_rule *rule;
	const struct cr_import_action *action;
	struct cr_json_string expression; /* without white space around it */
	struct cr_text name, head;	  /* head: up to `if` */
	bool aside;			  /* disabled, as it would end here */
	bool unknowable;		  /* reads what only Cloudflare knows */
};

/* Of a `skip`: it goes past the rules below it. */
bool cr_import_skips_rest(const struct cr_import_rule *rule);
/* The policy reads a field that only Cloudflare's network can fill. */
bool cr_import_is_unknowable(const struct certrule_gate *gate);
/* Comments for a rule; gate: it alone. */
void cr_import_note(const struct cr_import_statement *statement,
    const struct certrule_gate *gate, struct cr_text *out);

/* ---------------------------------------------------------- import_write.c */

struct cr_import_counts {
	size_t rules, kept, comments;
};

/* 0, -1: no memory, or 1: there is too much of it for one policy.  Policies that
 * come out of it load, if the files of their lists are there. */
int cr_import_write(const struct cr_import *import,
    const struct certrule_schema *schema, struct cr_text *out,
    struct cr_import_counts *counts);

#endif

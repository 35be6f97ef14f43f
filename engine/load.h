/* SPDX-License-Identifier: MIT */
/*
 * One load, and what its stages share.  They run in the order in which they
 * stand here; each reports all that is wrong with its statements and lets the
 * next one run, so that one load tells everything.  Their failure is 0 or -1
 * only where nothing further makes sense.
 */
#ifndef CR_LOAD_H
#define CR_LOAD_H

#include "../base/buffer.h"
#include "../base/diag.h"
#include "../base/limits.h"
#include "policy.h"

/* One text: the policy, or a file it includes. */
struct cr_load_file {
	uint32_t source;
	const char *name; /* as diagnostics call it */
	const char *path; /* as it is opened; NULL: from memory */
	struct cr_ast *ast;
	const struct cr_load_file *parent; /* NULL: the policy itself */
	unsigned depth;
	/* Where cr_load_line() stopped counting. */
	size_t counted;
	unsigned line_ends;
	struct cr_load_file *next;
};

/* A `for` that stands around statements. */
struct cr_load_scope {
	const struct certrule_bytes
	    *hosts;	   /* canonical; in the policy's arena */
	size_t host_count; /* 0: they were bad, and reported */
	const struct cr_trust_host *written; /* the same, with their places */
	struct cr_span span;
	const struct cr_statement *fallback; /* its default; NULL: none yet */
};

/* A statement of one kind, in the order of the whole policy. */
struct cr_load_item {
	const struct cr_statement *statement;
	struct cr_load_scope *scope; /* or NULL */
	const struct cr_load_file *file;
	struct cr_load_item *next;
};

struct cr_load_items {
	struct cr_load_item *first, *last;
	size_t count;
};

/* The items of a list as they were written. */
struct cr_load_list {
	const struct cr_list *list;
	const struct cr_statement *statement;
	const struct cr_node *items; /* STRING or WORD nodes; NULL: none */
	struct cr_load_list *next;
};

struct cr_load {
	const struct certrule_alloc *alloc;
	const struct cr_files *files;
	const struct certrule_options *options; /* never NULL */
	struct certrule_diags *diags;
	struct cr_policy *policy;
	struct cr_arena *tree; /* what nobody needs after the load */
	int64_t now;
	int64_t generation;
	const struct cr_trust *in_force; /* of the gate to be replaced */
	struct cr_load_file *first_file, *last_file;
	struct cr_load_file *found_file; /* asked for last */
	struct cr_load_items trusts, lists, fields, rules, fallbacks;
	struct cr_load_list *list_items; /* the last list first */
	struct cr_buffer hashed;  /* all that was read, for the revision */
	bool hashing;		  /* somebody registered sha256 */
	uint32_t command_line;	  /* the source of options->settings */
	struct cr_load_scope all; /* of statements outside any `for` */
	bool has_trust_default;	  /* a block is for default: */
	struct cr_span trust_default;
};

/* ------------------------------------------------------------- load_files.c */

/* Zeroed memory of the load; NULL with the lack of it reported. */
void *cr_load_get(struct cr_load *load, size_t count, size_t size);
/* A copy that lives as long as the policy, NUL behind it; data NULL: reported.
 */
struct certrule_bytes cr_load_keep(
    struct cr_load *load, struct certrule_bytes bytes);
/* A file that span names by `name`, into out and the revision; -1: reported.
 * An empty file is refused unless empty. */
int cr_load_read(struct cr_load *load, const char *path, const char *name,
    size_t limit, struct cr_span span, bool empty, struct cr_buffer *out);
/* A new source: text stays until the load's end, and in the policy too if kept.
 */
int cr_load_source(struct cr_load *load, const char *name,
    struct certrule_bytes text, bool kept, uint32_t *id);
/* How a path named at span is opened, and what it is called; from the load's
 * arena.  -1: no memory, or no path; reported. */
int cr_load_resolve(struct cr_load *load, struct certrule_bytes path,
    struct cr_span span, const char **opened, const char **name);

/* ------------------------------------------------------------- load_texts.c */

/* The policy with all it includes, sorted into items. */
int cr_load_path(struct cr_load *load, const char *path);
int cr_load_memory(
    struct cr_load *load, const char *name, struct certrule_bytes text);

/* ------------------------------------------------------------ load_hosts.c */

/* Canonical patterns into the policy's arena; bad ones are reported and left
 * out.  -1: no memory, reported. */
int cr_load_hosts(struct cr_load *load, const struct cr_ast_host *hosts,
    struct cr_trust_host **patterns, size_t *count);

/* ------------------------------------------- fields, lists, trust, rules, ... */

int cr_load_fields(struct cr_load *load);
int cr_load_lists(struct cr_load *load);
/* list_file.c: the items as nodes, *items NULL when there are none. */
int cr_list_file_read(struct cr_load *load, const struct cr_statement *list,
    enum cr_list_type type, const struct cr_node **items);
/* The same of a list of the host's own. */
int cr_list_items_read(struct cr_load *load, const struct cr_own_list *list,
    enum cr_list_type type, const struct cr_node **items);
int cr_load_trust(struct cr_load *load);
/* load_settings.c: checks every setting against its row. */
int cr_load_settings(struct cr_load *load, const struct cr_ast_setting *asts,
    bool command_line, const struct cr_setting **settings, size_t *count);
int cr_load_rules(struct cr_load *load);
/* load_options.c: the options of a rule into its info. */
int cr_load_options(struct cr_load *load, const struct cr_statement *rule,
    struct certrule_rule_info *info);
/* A name, message or tag into the policy: no control characters, not empty, not
 * too long; reported if it is. */
int cr_load_text(struct cr_load *load, const struct cr_atom *atom,
    const char *what, size_t limit, struct certrule_bytes *text);
int cr_load_fallbacks(struct cr_load *load);
/* The line a statement begins at; cheap when asked in the order of the text. */
unsigned cr_load_line(struct cr_load *load, struct cr_span span);
const char *cr_load_kept_name(
    struct cr_load *load, const struct cr_load_file *file);

/* -------------------------------------------------------------------- policy.c */

/* The whole line; -1: refused, and diags says why. */
int cr_policy_load(struct cr_load *load, const char *path, const char *name,
    struct certrule_bytes text);
void cr_policy_fini(struct cr_policy *policy);

/* ------------------------------------------------------------ lint, revision */

/* Its own warnings; none under CERTRULE_NO_LINT, where those of trust files
 * stay: they are about today, not about how the policy is written. */
void cr_lint(struct cr_load *load);
/* Of the diagnostics from first on, takes away the warnings that a comment does
 * not want to see, whichever stage they are of. */
void cr_lint_silence(struct cr_load *load, size_t first);
/* Of what was hashed, into the policy; "" where nobody registered sha256. */
int cr_revision(struct cr_load *load);
bool cr_revision_available(const struct certrule_schema *schema);

#endif

/* SPDX-License-Identifier: MIT */
/* A loaded policy: rules in the order they are tried, and defaults.  Const. */
#ifndef CR_POLICY_H
#define CR_POLICY_H

#include "check.h"
#include "../base/files.h"
#include "../base/trust.h"

#include <stdatomic.h>

struct cr_program;

struct cr_rule {
	struct certrule_rule_info info;
	struct cr_span span, mark; /* all of it, and the word it begins with */
	/* Everything that must hold: guard, hosts, until, condition. */
	const struct cr_expr *expr;
	/* The same without the guard: for "it matched but for the client". */
	const struct cr_expr *unguarded;
};

/* A default statement: of the policy (no hosts), or of one `for`. */
struct cr_fallback {
	bool allow_anonymous;
	const struct certrule_bytes *hosts;
	size_t host_count; /* 0: the policy's own */
	const char *file;
	unsigned line;
};

/* A file that the load read, as diagnostics call it. */
struct cr_policy_file {
	const char *name;
	struct cr_policy_file *next;
};

struct cr_policy {
	struct cr_arena *arena; /* all of this */
	struct cr_rule *rules;
	size_t rule_count;
	struct cr_fallback *fallbacks;
	size_t fallback_count;
	struct cr_check check;		/* lists, regexes */
	struct certrule_schema *schema; /* own, with the policy's fields */
	struct certrule_diags *diags;	/* keeps the sources */
	const struct cr_trust_ops *trust_ops;
	struct cr_trust *trust; /* or NULL */
	size_t trust_count;	/* trust statements */
	char revision[13];
	/* NULL: decisions are the reference evaluator's. */
	const struct cr_program *program;
	struct cr_policy_file *files; /* the last one first */
	const char *name; /* of its first file, as diagnostics call it */
	uint32_t source;  /* of that file */
};

struct certrule_gate {
	const struct certrule_alloc *alloc;
	atomic_int references;
	struct cr_policy policy;
	/* For reload; in the policy's arena. */
	const char *path; /* NULL: from memory */
	struct certrule_options options;
	const struct cr_files *files;
	struct certrule_schema *schema; /* without the policy's own fields */
	int64_t generation;
};

/* gate.c: certrule_gate_load() with files of the caller's choice. */
struct certrule_gate *cr_gate_load(const struct certrule_schema *schema,
    const struct cr_files *files, const char *path,
    const struct certrule_options *options, struct certrule_diags *diags);

#endif

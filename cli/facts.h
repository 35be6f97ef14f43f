/* SPDX-License-Identifier: MIT */
/* What eval, expr, verify, inspect and check share: the schema, the settings
 * of trust, the client's certificate and the request of the command line. */
#ifndef CR_FACTS_H
#define CR_FACTS_H

#include "cli.h"
#include "request.h"

struct cr_facts {
	const struct cr_options *options;
	const struct certrule_alloc *alloc; /* NULL: malloc() and free() */
	struct certrule_schema *schema;
	struct certrule_gate *schema_gate; /* of --schema, or NULL */
	struct certrule_setting *settings;
	struct certrule_options load; /* for certrule_gate_load() */
	struct certrule_peer *peer;
	bool silent;	       /* diagnostics are the caller's to print */
	struct cr_text fields; /* of --fields */
	const char **lists;    /* of hosts, then of assignments */
	struct cr_request request;
};

/* Functions that return `int status` return an exit status and have said what
 * is wrong unless it is CR_EXIT_YES. */

/* Reads everything but the policy. */
int cr_facts_init(struct cr_facts *facts, const struct cr_options *options);
/* The same, with memory for policies from this table. */
int cr_facts_init_counted(struct cr_facts *facts,
    const struct cr_options *options, const struct certrule_alloc *alloc);
void cr_facts_fini(struct cr_facts *facts);
/* A client from files; chain may be NULL.  -1: *why says why not, and the exit
 * status is CR_EXIT_FILE. */
int cr_facts_read_peer(struct certrule_peer **peer, const char *leaf,
    const char *chain, struct cr_text *why);
/* A policy named on the command line. */
int cr_facts_load(const struct cr_facts *facts, const char *path,
    struct certrule_diags *diags, struct certrule_gate **gate);
/* A policy of our own. */
int cr_facts_load_text(const struct cr_facts *facts, const char *text,
    struct certrule_gate **gate);
/* A fieldset with the facts in it. */
int cr_facts_fieldset(const struct cr_facts *facts, struct certrule_gate *gate,
    struct certrule_fieldset **fieldset);

#endif

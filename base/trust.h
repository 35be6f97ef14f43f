/* SPDX-License-Identifier: MIT */
/*
 * What the engine and the verify stage agree on about trust statements.  The
 * engine parses and resolves hosts; it knows no setting by name.  Who
 * verifies certificates implements struct cr_trust_ops and registers it.
 */
#ifndef CR_TRUST_H
#define CR_TRUST_H

#include "buffer.h"
#include "certrule.h"
#include "diag.h"
#include "files.h"

#include <stdbool.h>

/* Kinds of value a setting may take, as the policy writes them. */
enum cr_setting_kind {
	CR_SETTING_STRING,  /* ca "roots.pem" */
	CR_SETTING_NAME,    /* revocation chain */
	CR_SETTING_INT,	    /* depth 4 */
	CR_SETTING_DURATION /* grace 6h, in seconds */
};

struct cr_setting_row {
	const char *name;
	enum cr_setting_kind kind;
	bool repeatable;
	bool command_line_only; /* refused in a policy */
	const char *values;	/* of a NAME: "leaf chain off"; else NULL */
	int64_t min, max;	/* of an INT or DURATION */
	const char *doc;
};

/* A setting the engine has checked against its row. */
struct cr_setting {
	const struct cr_setting_row *row;
	struct cr_span name_span, value_span;
	struct certrule_bytes text; /* of a STRING or NAME, NUL behind it */
	int64_t number;		    /* of an INT or DURATION */
};

struct cr_trust_host {
	struct certrule_bytes pattern; /* canonical; "name" or "*.name" */
	struct cr_span span;
};

/* One trust statement: name, hosts, settings. */
struct cr_trust_statement {
	struct certrule_bytes name; /* NUL behind it */
	struct cr_span span, name_span;
	const struct cr_trust_host *hosts;
	size_t host_count;
	bool for_default;
	const struct cr_setting *settings;
	size_t setting_count;
};

/* Opaque: the implementer's. */
struct cr_trust;

/* What a load offers. */
struct cr_trust_load {
	const struct certrule_alloc *alloc;
	const struct cr_files *files;
	struct certrule_diags *diags;
	int64_t now;
	/*
	 * Reads a file that a setting names, relative to the policy file that
	 * the span is in, and counts it in the revision.  Adds the diagnostic
	 * itself.  NULL: refused.  The bytes live until the load ends.
	 */
	const struct certrule_bytes *(*read)(struct cr_trust_load *load,
	    struct certrule_bytes path, size_t limit, struct cr_span span);
	/* The full path for messages and directories; from the load's arena. */
	const char *(*resolve)(struct cr_trust_load *load,
	    struct certrule_bytes path, struct cr_span span);
	void *context;
	const char *revision; /* filled before blocks are used; 12 hex or "" */
	int64_t generation;   /* of the gate: one more with each reload */
	/* Of the gate that this load is to replace; NULL: there is none. */
	const struct cr_trust *in_force;
};

/* What the engine may know of a block. */
struct cr_trust_block {
	const char *name;
	/* Of this block alone, among those of all gates. */
	uint64_t number;
	bool needs_good; /* neither revocation off nor unknown soft */
};

/* One line of the table that `check` prints. */
struct cr_trust_row {
	const char *block;
	const char *kind; /* "host", "ca", "crl", "setting" */
	const char *text; /* host pattern, subject, issuer, "revocation off" */
	const char *file; /* or NULL */
	bool has_time;
	int64_t time;	  /* notAfter of a CA, nextUpdate of a CRL */
	const char *note; /* or NULL: "expired", "stale", ... */
};
typedef int cr_trust_row_fn(void *context, const struct cr_trust_row *row);

struct cr_trust_ops {
	const struct cr_setting_row *settings;
	size_t setting_count;
	/* NULL: refused, with diagnostics. */
	struct cr_trust *(*load)(struct cr_trust_load *load,
	    const struct cr_trust_statement *statements, size_t count);
	void (*free)(struct cr_trust *trust);
	/*
	 * The block of a host: exact beats "*.", which beats for default.  NULL
	 * hostname.data means a request without one: then the block of the SNI
	 * on a connection, for facts from files for default's.  NULL: no block.
	 */
	const struct cr_trust_block *(*block_for)(const struct cr_trust *trust,
	    const struct certrule_fieldset *facts);
	int (*describe)(const struct cr_trust *trust, int64_t now,
	    cr_trust_row_fn *row, void *context);
	/* Words for a client that is not proven: "self_signed_leaf", "expired
	 * at depth 0 (Mar  1 13:35:00 2026 GMT)", "revoked (superseded)"; never
	 * NULL, text from the fieldset's arena. */
	const char *(*not_proven)(struct certrule_fieldset *facts);
	/*
	 * Memory for what the engine finds out about a client: facts->notes_size
	 * bytes, all zero at first, and the same ones in all requests in which
	 * every field of origin CERTIFICATE and scope PEER or TRUST has the
	 * value it has now.  NULL: there is none, or not yet - a client who was
	 * not verified so far, facts set by hand.  Asks for no verification.
	 * NULL as an operation: never.
	 */
	void *(*notes)(struct certrule_fieldset *facts);
};

#endif

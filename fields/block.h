/* SPDX-License-Identifier: MIT */
/*
 * Trust blocks: which CAs vouch for the clients of which hosts, and how
 * strictly.  Made by trust.c at load, constant afterwards, shared by all
 * threads.
 */
#ifndef CR_BLOCK_H
#define CR_BLOCK_H

#include "../base/arena.h"
#include "crl.h"
#include "settings.h"

#define CR_BLOCK_DIGEST 32 /* SHA-256 */

struct cr_anchor {
	X509 *x509;
	const char *file;
	struct certrule_bytes
	    name; /* of the file: "fleet" of trust/fleet.pem */
	struct cr_span span;
	/* Nobody can be verified by it now, in words; NULL: fine. */
	const char *unusable;
	struct cr_anchor *next;
};

struct cr_block {
	struct cr_trust_block known; /* first: what the engine may see */
	struct cr_settings settings;
	const struct cr_trust_statement *statement; /* while it loads */
	const char **hosts;
	size_t host_count;
	bool for_default;
	struct cr_anchor *anchors, **anchors_end;
	struct cr_crl *crls, **crls_end;
	X509_STORE *store;
	/* Of the subjects of its anchors, for requests for a certificate; NULL
	 * where `advertise off`. */
	STACK_OF(X509_NAME) * names;
	/* block_digest.c */
	unsigned char digest[CR_BLOCK_DIGEST];
	int64_t *moments; /* at which an answer may change, sorted */
	size_t moment_count;
};

/* Both ends count. */
struct cr_window {
	int64_t from, until;
};

struct cr_host_row {
	struct certrule_bytes pattern;
	const struct cr_block *block;
};

struct cr_trust {
	const struct certrule_alloc *alloc;
	struct cr_arena *arena;
	struct cr_block *blocks;
	size_t block_count;
	struct cr_host_row *hosts; /* by pattern, for bisection */
	size_t host_count;
	const struct cr_block *fallback; /* of `for default`, or NULL */
	const char *revision;
	int64_t generation;
};

/* trust.c */
extern const struct cr_trust_ops cr_trust_ops_openssl;

/* trust_host.c: see block_for of base/trust.h. */
const struct cr_block *cr_trust_host_find(
    const struct cr_trust *trust, struct certrule_bytes host);
/* The same for a name as a client sent it; *block is NULL also for one that is
 * none.  -1: no memory. */
int cr_trust_host_of_sni(const struct cr_trust *trust,
    const struct certrule_alloc *alloc, struct certrule_bytes sni,
    const struct cr_block **block) CERTRULE_MUST_USE;
const struct cr_trust_block *cr_trust_host_block(
    const struct cr_trust *trust, const struct certrule_fieldset *facts);

/* trust_files.c: reads `ca` and `crl` of a block.  -1: reported. */
struct cr_trust_reading {
	struct cr_trust_load *load;
	struct cr_trust *trust;
	struct cr_block *block;
};
int cr_trust_files_read(struct cr_trust_reading *reading,
    const struct cr_setting *setting) CERTRULE_MUST_USE;

/* trust_check.c: the block against its own settings.  -1: reported. */
int cr_trust_check_block(
    struct cr_trust_load *load, struct cr_block *block) CERTRULE_MUST_USE;

/* trust_in_force.c: beside the block that is to be replaced.  -1: reported. */
int cr_trust_in_force_check(struct cr_trust_load *load, struct cr_arena *arena,
    const struct cr_block *block) CERTRULE_MUST_USE;

/* block_digest.c: of a block that has all its CAs and CRLs.  -1: no memory. */
int cr_block_digest_set(
    struct cr_arena *arena, struct cr_block *block) CERTRULE_MUST_USE;
/* The times around now at which the block itself answers as it does now. */
struct cr_window cr_block_window(const struct cr_block *block, int64_t now);
/* Takes from a window around now what lies behind a moment. */
void cr_window_narrow(struct cr_window *window, int64_t moment, int64_t now);
void cr_window_narrow_time(
    struct cr_window *window, const ASN1_TIME *time, int64_t now);

/* trust_describe.c */
int cr_trust_describe(const struct cr_trust *trust, int64_t now,
    cr_trust_row_fn *row, void *context);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Large random policies, and facts that are near them: rules that a request
 * seldom matches, so that decisions fall late, beside random expressions of
 * every kind.
 */
#ifndef TESTS_DIFFERENTIAL_H
#define TESTS_DIFFERENTIAL_H

#include "../random/bed.h"
#include "../random/disk.h"

/* What a policy and its facts have in common. */
struct near {
	unsigned rules;	  /* of the policy */
	unsigned numbers; /* texts and numbers are made of 0 to this - 1 */
	unsigned plain;	  /* of a hundred rules so many are random only */
	bool sparse;	/* hardly any rule is true: decisions fall very late */
	bool client;	/* certificate fields are those of a struct client */
	bool strangers; /* allow rules, and few clients that are proven */
	bool split;	/* over several files */
};

/* ------------------------------------------------------------------ client.c */

/* Texts and numbers about clients are mostly made of 0 to this - 1. */
#define CLIENT_NUMBERS 8

/* Blocks of a policy, each at two times; and none. */
#define CLIENT_CIRCUMSTANCES 18

struct client {
	uint64_t number; /* who it is */
	unsigned numbers;
	struct client_notes {
		void *memory; /* NULL: not known in these circumstances */
		size_t size;
	} notes[CLIENT_CIRCUMSTANCES];
};

/* Fetchers for the certificate fields; without a client they are missing. */
void client_bind(struct certrule_schema *schema);
/* See notes of base/trust.h. */
void *client_notes(struct certrule_fieldset *facts);
/* Another one, of whom nothing is known. */
void client_change(struct client *client, uint64_t number);
void client_connect(struct client *client, const struct near *near,
    struct certrule_fieldset *facts);

/* ------------------------------------------------------------------ policy.c */

void near_draw(struct near *near, struct random *source, unsigned most);
/* All of it loads with the trust operations of trust.c. */
/* Places in it where a statement begins, in order. */
#define CUTS_MAX 6
struct cuts {
	size_t at[CUTS_MAX], count;
};
void near_policy(
    struct generate *g, const struct near *near, struct cuts *cuts);

/* --------------------------------------------------------------------- files.c */

/* The first is the policy; the others are included by it or by each other. */
struct near_files {
	struct disk_file files[CUTS_MAX + 1];
	struct cr_buffer texts[CUTS_MAX + 1];
	size_t count;
};

/* All in one file, or parts of it in files of their own. */
void near_files_init(struct near_files *files, struct random *source,
    struct certrule_bytes text, const struct cuts *cuts, bool split);
void near_files_fini(struct near_files *files);

/* ------------------------------------------------------------------- facts.c */

/* Values for the fields of reads; the same for the same source.  What a client
 * says is left to near_connect(). */
void near_facts(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, const bool *reads);
/* Sets what another has been told and nothing else; borrows its values until
 * that one changes. */
void near_share(
    struct certrule_fieldset *facts, const struct certrule_fieldset *from);
/* The client's own fields; once in a while the host contradicts one. */
void near_connect(struct generate *g, const struct near *near,
    struct certrule_fieldset *facts, struct client *client);
/* Of the times there are, the later ones: answers may be others then. */
bool near_late(struct certrule_fieldset *facts);

/* ------------------------------------------------------------------- trust.c */

/* Trust blocks of no settings, for policies of near_policy(). */
void near_trust(struct certrule_schema *schema);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The two sides: their gates, clients and requests, and what each side says of
 * each request, asked beforehand of a gate that nobody reloads, of the evaluator
 * that walks the rules one by one, and with a client made for it alone.
 */
#ifndef TESTS_THREADS_WORLD_H
#define TESTS_THREADS_WORLD_H

#include <certrule-openssl.h>

#include <stdio.h>
#include <stdlib.h>

#define MUST(condition)                                                    \
	do {                                                               \
		if (!(condition)) {                                        \
			fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, \
			    #condition);                                   \
			exit(1);                                           \
		}                                                          \
	} while (0)

#define CLIENTS	       6 /* the last has no certificate */
#define REQUESTS       10
#define EARLY_REQUESTS 8 /* the others come when CRLs have ended */

/* folder holds a/, b/ and bad-.../, each with a policy.rules. */
void world_init(const char *folder);
void world_fini(void);

/* Makes "now" this folder of them, at once. */
void world_switch(const char *name);
/* Of now/policy.rules; NULL: refused. */
struct certrule_gate *world_load(unsigned flags);

/* Freed by certrule_peer_free(); the one without a certificate is NULL. */
struct certrule_peer *world_client(unsigned client);
/* Fills facts, which are empty. */
void world_ask(struct certrule_fieldset *facts,
    const struct certrule_gate *gate, struct certrule_peer *peer,
    unsigned request);
/* 0 or 1: whose gate it is, by what it says of itself; -1: neither. */
int world_side(const struct certrule_gate *gate);
/* NULL, or what is not as this side says it. */
const char *world_compare(int side, unsigned client, unsigned request,
    const struct certrule_gate *gate, const struct certrule_verdict *verdict);
/* The same of the record of a decision. */
const char *world_compare_record(int side, const char *record);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The first, second, third ... allocation fails, once and from then on, ours,
 * OpenSSL's and jansson's counted as one, while something is done.  Nothing may
 * crash or leak, nobody is let in but on the facts that there are without the
 * fault, and all is as before when memory is back.
 */
#ifndef TESTS_FAULTS_SWEEP_H
#define TESTS_FAULTS_SWEEP_H

#include "../../base/alloc.h"
#include "../../base/buffer.h"
#include "../unit/faults.h"

#include <certrule-openssl.h>
#include <stdio.h>

struct scenario {
	const char *name;
	void (*begin)(void); /* once, with all memory */
	/* Before each fault; what it allocates never fails. */
	void (*prepare)(void);
	void (*act)(void);   /* what memory fails in */
	void (*check)(void); /* memory is back: judges, and frees */
	void (*end)(void);
};

extern const struct scenario policy_scenarios[];
extern const struct scenario client_scenarios[];
extern const struct scenario log_scenarios[];
extern const struct scenario own_scenarios[];
extern const struct scenario tls_scenarios[];
/* Of the case in hand. */
extern const struct scenario case_scenarios[];

/* Counts all, and is the allocator of all objects under test. */
extern struct faults fault;
/* Whether the last act() lacked anything. */
bool sweep_failed(void);
/* Memory never fails in between; for what belongs to the other side. */
void sweep_pause(void);
void sweep_resume(void);

/* Ends the test with the place and the number of the allocation. */
#define MUST(condition)                                                \
	do {                                                           \
		if (!(condition))                                      \
			sweep_give_up(__FILE__, __LINE__, #condition); \
	} while (0)
_Noreturn void sweep_give_up(const char *file, int line, const char *condition);

/* For certrule_write_fn: into a struct cr_buffer of memory that never fails. */
int sweep_write(void *buffer, const char *text, size_t len);

/* ----------------------------------------------------------------- places.c */

/* What asks for memory while this is on: of calls that were not seen before, in
 * this or any earlier recording, the numbers, counted from first. */
void places_record(size_t first);
const size_t *places_end(size_t *count);
/* Objects in an arena count as well, each as if it were an allocation. */
void places_count_objects(bool count);
/* Counts such an object, or a call of calls.c; true: it is to fail. */
bool places_fail(void);

/* ------------------------------------------------------------------ cases.c */

/* Calls each for every case of the file; -1: there is none. */
int cases_read(const char *path, void (*each)(void));

/* ------------------------------------------------------------------ world.c */

/* 2026-06-01T00:00:00Z: all certificates of tests/certs were made for it. */
#define WORLD_NOW 1780272000

/* A path below tests/; good until the next call but three. */
const char *world_path(const char *name);
/* The schema with all of certrule-openssl.h; rich.rules of it, which may be
 * refused; and both, which may not. */
struct certrule_schema *world_schema(void);
struct certrule_gate *world_load(unsigned flags, struct certrule_diags *diags,
    const struct certrule_schema *schema);
struct certrule_gate *world_gate(unsigned flags);
struct certrule_peer *world_peer(const char *leaf, const char *chain);

/* Sets the request of this number, any setter of which may fail: the first is
 * allowed if the client is good.pem, the second is anonymous, others blocked. */
#define WORLD_REQUESTS 6
void world_request(struct certrule_fieldset *facts,
    const struct certrule_gate *gate, struct certrule_peer *peer,
    size_t number);

/* The decision record of each request. */
struct world_verdicts {
	char *texts[WORLD_REQUESTS];
};
void world_verdicts_take(struct world_verdicts *verdicts,
    struct certrule_gate *gate, struct certrule_peer *peer);
void world_verdicts_free(struct world_verdicts *verdicts);
void world_verdicts_compare(const struct world_verdicts *wanted,
    struct certrule_gate *gate, struct certrule_peer *peer);

/* All fields of one request. */
struct world_facts {
	char **texts;
	int count;
};
void world_facts_take(struct world_facts *facts, struct certrule_fieldset *from,
    const struct certrule_gate *gate);
void world_facts_free(struct world_facts *facts);
/* Each field is what it is in wanted, or in error. */
void world_facts_compare(const struct world_facts *wanted,
    struct certrule_fieldset *facts, const struct certrule_gate *gate);

#endif

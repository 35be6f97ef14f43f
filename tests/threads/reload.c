/* SPDX-License-Identifier: MIT */
/*
 * reload FOLDER EVALUATIONS RELOADS - eight threads decide while one reloads.
 *
 * As a server does it: whoever decides takes a reference to the gate in force,
 * the one who reloads exchanges the pointer, and clients live through both.
 * Two policies take turns, with files that nobody can load in between.  Each
 * verdict must be what the side of its gate says, all of it, and gates must come
 * in their order.  Now and then all threads hold still, and what is allocated
 * must be what it was.
 *
 * At least so many evaluations, and just so many reloads, spread over them.
 */
#include "memory.h"
#include "world.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define THREADS	     8
#define BATCH	     64 /* evaluations that a thread reports at once */
#define BAD_EVERY    5	/* reloads */
#define MEASUREMENTS 10

static _Atomic(struct certrule_gate *) current;
static atomic_long done;
static atomic_bool pausing, stopping;
static pthread_barrier_t quiet;

static const char *const bad[] = {"bad-syntax", "bad-type", "bad-list",
    "bad-include", "bad-ca", "bad-crl", "bad-older", "bad-nothing"};
#define BAD ((unsigned)(sizeof(bad) / sizeof(*bad)))

/* --------------------------------------------------------- the gate in force */

/* Whoever takes the pointer out holds the reference that belongs to it. */
static struct certrule_gate *
take_out(void)
{
	struct certrule_gate *gate;

	while ((gate = atomic_exchange(&current, NULL)) == NULL)
		sched_yield();
	return gate;
}

static struct certrule_gate *
take_current(void)
{
	struct certrule_gate *gate = take_out();

	certrule_gate_ref(gate);
	atomic_store(&current, gate);
	return gate;
}

/* Takes the new one; those who hold the old one keep it until they are done. */
static void
put_in_force(struct certrule_gate *gate)
{
	struct certrule_gate *old = take_out();

	atomic_store(&current, gate);
	certrule_gate_unref(old);
}

/* ---------------------------------------------------------------- a thread */

struct worker {
	pthread_t thread;
	uint64_t random;
	struct certrule_peer *peers[CLIENTS];
	struct certrule_fieldset *facts; /* of the gate it decided by last */
	struct certrule_gate *gate;
	int side;
	int64_t generation;
	long changes, records;
};

static unsigned
draw(struct worker *worker, unsigned bound)
{
	worker->random ^= worker->random << 13;
	worker->random ^= worker->random >> 7;
	worker->random ^= worker->random << 17;
	return (unsigned)(worker->random >> 32) % bound;
}

/* A gate that is held cannot come back at the same address as another. */
static void
use_gate(struct worker *worker, struct certrule_gate *gate)
{
	if (gate == worker->gate)
		return;
	certrule_fieldset_free(worker->facts);
	worker->facts = certrule_fieldset_new(gate);
	MUST(worker->facts != NULL);
	worker->gate = gate;
	worker->side = world_side(gate);
	MUST(worker->side >= 0);
	/* Never back to one that was in force before, and a, b, a, b. */
	MUST(certrule_gate_generation(gate) > worker->generation);
	worker->generation = certrule_gate_generation(gate);
	MUST((worker->generation + 1) % 2 == worker->side);
	worker->changes++;
}

struct text {
	char bytes[8192];
	size_t len;
};

static int
append(void *context, const char *bytes, size_t len)
{
	struct text *text = context;

	if (len >= sizeof(text->bytes) - text->len)
		return -1;
	memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
	text->bytes[text->len] = '\0';
	return 0;
}

static const char *
check_record(struct worker *worker, const struct certrule_verdict *verdict)
{
	struct text text = {.len = 0};

	worker->records++;
	if (certrule_verdict_json(
		worker->gate, worker->facts, verdict, append, &text) != 0)
		return "no record";
	return world_compare_record(worker->side, text.bytes);
}

/* The clock jumps now and then, and clients are verified anew. */
static unsigned
draw_request(struct worker *worker)
{
	if (draw(worker, 100) == 0)
		return EARLY_REQUESTS + draw(worker, REQUESTS - EARLY_REQUESTS);
	return draw(worker, EARLY_REQUESTS);
}

static void
decide(struct worker *worker)
{
	unsigned client = draw(worker, CLIENTS);
	unsigned request = draw_request(worker);
	struct certrule_verdict verdict;
	const char *wrong;

	world_ask(worker->facts, worker->gate, worker->peers[client], request);
	/* A reload may come in the middle of a request. */
	if (draw(worker, 64) == 0)
		sched_yield();
	certrule_gate_decide(worker->gate, worker->facts, &verdict);
	if (draw(worker, 64) == 0)
		sched_yield();
	wrong = world_compare(
	    worker->side, client, request, worker->gate, &verdict);
	if (wrong == NULL && draw(worker, 128) == 0)
		wrong = check_record(worker, &verdict);
	if (wrong != NULL) {
		fprintf(stderr,
		    "generation %lld, client %u, request %u: %s by %s (%s) is "
		    "not of its side: %s\n",
		    (long long)worker->generation, client, request,
		    verdict.reason, verdict.rule != NULL ? verdict.rule : "-",
		    verdict.detail, wrong);
		exit(1);
	}
	certrule_fieldset_clear(worker->facts);
}

static void
decide_many(struct worker *worker)
{
	for (int i = 0; i < BATCH; i++) {
		struct certrule_gate *gate = take_current();

		use_gate(worker, gate);
		certrule_gate_unref(gate);
		decide(worker);
	}
	atomic_fetch_add(&done, BATCH);
}

static void
hold_still(struct worker *worker)
{
	certrule_fieldset_free(worker->facts);
	worker->facts = NULL;
	worker->gate = NULL;
	worker->generation--; /* The same one may be met again. */
	pthread_barrier_wait(&quiet);
	pthread_barrier_wait(&quiet);
}

static void *
work(void *argument)
{
	struct worker *worker = argument;

	for (unsigned i = 0; i < CLIENTS; i++)
		worker->peers[i] = world_client(i);
	while (!atomic_load(&stopping)) {
		if (atomic_load(&pausing))
			hold_still(worker);
		decide_many(worker);
	}
	certrule_fieldset_free(worker->facts);
	for (unsigned i = 0; i < CLIENTS; i++)
		certrule_peer_free(worker->peers[i]);
	return NULL;
}

/* ------------------------------------------------------------------ reloads */

static void
reload(const char *folder)
{
	struct certrule_diags *diags = certrule_diags_new(&memory_alloc);
	struct certrule_gate *before = take_current(), *gate;

	MUST(diags != NULL);
	world_switch(folder);
	gate = certrule_gate_reload(before, diags);
	if (gate == NULL) {
		struct certrule_diag diag;

		certrule_diags_at(diags, 0, &diag);
		fprintf(stderr, "%s: %s\n", folder, diag.message);
	}
	MUST(gate != NULL);
	put_in_force(gate);
	certrule_gate_unref(before);
	certrule_diags_free(diags);
}

/* A file that nobody can load: it is said, and the one in force stays. */
static void
reload_bad(const char *folder)
{
	struct certrule_diags *diags = certrule_diags_new(&memory_alloc);
	struct certrule_gate *before = take_current(), *after;

	MUST(diags != NULL);
	world_switch(folder);
	MUST(certrule_gate_reload(before, diags) == NULL);
	MUST(certrule_diags_error_count(diags) > 0);
	after = take_current();
	MUST(after == before);
	certrule_gate_unref(after);
	certrule_gate_unref(before);
	certrule_diags_free(diags);
}

static void
measure(struct memory *memory)
{
	atomic_store(&pausing, true);
	pthread_barrier_wait(&quiet);
	atomic_store(&pausing, false);
	memory_measure(memory);
	pthread_barrier_wait(&quiet);
}

/* Of the same side each time, so that its size is the same. */
static void
reload_all(long evaluations, long reloads, struct memory *measured)
{
	long every = reloads / MEASUREMENTS;

	for (long i = 1; i <= reloads; i++) {
		while (atomic_load(&done) / (double)evaluations <
		       i / (double)reloads)
			usleep(50);
		if (i % BAD_EVERY == 0)
			reload_bad(bad[(unsigned)(i / BAD_EVERY) % BAD]);
		reload(i % 2 == 1 ? "b" : "a");
		if (i % every == 0)
			measure(&measured[i / every - 1]);
	}
}

/* ------------------------------------------------------------------- the run */

/* Sanitizers keep memory of their own. */
static bool
counts_resident(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	return false;
#else
	return true;
#endif
}

/* What is kept with a client fills up in the first half, and its size is the
 * same from then on.  Which certificates of gates before it holds on to differs
 * from time to time; and the system gives and takes memory in pieces. */
static void
check_flat(const struct memory *measured)
{
	const struct memory *first = &measured[MEASUREMENTS / 2 - 1],
			    *last = &measured[MEASUREMENTS - 1];

	for (int i = 0; i < MEASUREMENTS; i++)
		printf("held after %d/%d: %ld bytes of ours, %ld of OpenSSL, "
		       "%ld KiB resident\n",
		    i + 1, MEASUREMENTS, measured[i].ours, measured[i].openssl,
		    measured[i].resident);
	MUST(last->ours <= first->ours + 4096);
	MUST(last->openssl <= first->openssl + 131072);
	if (counts_resident())
		MUST(last->resident <= first->resident + 4096);
}

static void
check_nothing_left(void)
{
	struct memory memory;

	memory_measure(&memory);
	MUST(memory.ours == 0);
}

int
main(int argc, char **argv)
{
	static struct worker workers[THREADS];
	struct memory measured[MEASUREMENTS];
	long evaluations, reloads, changes = 0, records = 0;

	MUST(argc == 4 && memory_count_openssl());
	evaluations = atol(argv[2]);
	reloads = atol(argv[3]);
	MUST(evaluations > 0 && reloads >= 2 * MEASUREMENTS &&
	     reloads % (2 * MEASUREMENTS) == 0);
	world_init(argv[1]);
	world_switch("a");
	atomic_store(&current, world_load(0));
	MUST(atomic_load(&current) != NULL);
	MUST(pthread_barrier_init(&quiet, NULL, THREADS + 1) == 0);
	for (int i = 0; i < THREADS; i++) {
		workers[i].random = 0x9e3779b97f4a7c15u * (unsigned)(i + 1);
		MUST(pthread_create(
			 &workers[i].thread, NULL, work, &workers[i]) == 0);
	}
	reload_all(evaluations, reloads, measured);
	atomic_store(&stopping, true);
	for (int i = 0; i < THREADS; i++) {
		MUST(pthread_join(workers[i].thread, NULL) == 0);
		changes += workers[i].changes;
		records += workers[i].records;
	}
	certrule_gate_unref(atomic_load(&current));
	world_fini();
	check_flat(measured);
	check_nothing_left();
	printf("%ld evaluations by %d threads, %ld reloads and %ld refused, "
	       "%ld changes of gate seen, %ld records: none mixed\n",
	    atomic_load(&done), THREADS, reloads, reloads / BAD_EVERY, changes,
	    records);
	return 0;
}

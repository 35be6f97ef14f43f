/* SPDX-License-Identifier: MIT */
/*
 * One expression after the other over a small schema of one field a type:
 *	s t String  n m Int  ip jp IP  b c Bool
 *	names words Array<String>  nums Array<Int>  flags Array<Bool>
 *	ips Array<IP>  map Map<String>  lists Map<Array<String>>
 *	deep Array<Array<String>>  bools Map<Bool>
 */
#ifndef CR_UNIT_BENCH_H
#define CR_UNIT_BENCH_H

#include "../../base/diag.h"
#include "../../base/fieldset.h"
#include "../../engine/check.h"

struct bench {
	struct certrule_schema *schema;
	struct certrule_diags *diags;
	struct cr_arena *arena;
	struct certrule_fieldset *facts;
	struct cr_check check;
};

void bench_open(struct bench *bench);
/* Over another schema, which it takes. */
void bench_open_with(struct bench *bench, struct certrule_schema *schema);
void bench_close(struct bench *bench);
/* NULL: it has errors, which are in bench->diags. */
const struct cr_expr *bench_check(struct bench *bench, const char *text);
/* The same beside the ones before it. */
const struct cr_expr *bench_add(struct bench *bench, const char *text);
/* Fails the test when the expression has errors. */
enum certrule_outcome bench_run(struct bench *bench, const char *text);
/* "E0107: message | hint" of the first diagnostic; "" without one. */
const char *bench_error(struct bench *bench, const char *text);

int bench_field(struct bench *bench, const char *name);
void bench_string(struct bench *bench, const char *name, const char *value);
void bench_int(struct bench *bench, const char *name, int64_t value);
void bench_bool(struct bench *bench, const char *name, int value);
void bench_ip(struct bench *bench, const char *name, const char *value);
void bench_set_error(struct bench *bench, const char *name);
/* A space between two of them; "!" is an element in error, "" no element. */
void bench_strings(struct bench *bench, const char *name, const char *words);
void bench_bools(struct bench *bench, const char *name, const char *tfe);

const char *bench_outcome(enum certrule_outcome outcome);

#endif

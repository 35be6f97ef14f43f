/* SPDX-License-Identifier: MIT */
/*
 * The schema: which fields and functions exist, and who offers what.  Plain
 * data; a load copies it, so a gate never depends on its schema's life.
 *
 * What other libraries offer - fetchers, hashing functions, trust operations -
 * is registered here, so that the engine never sees them.
 */
#ifndef CR_SCHEMA_H
#define CR_SCHEMA_H

#include "arena.h"
#include "bytes.h"
#include "certrule.h"
#include "source.h"

struct cr_fieldset;
struct cr_own;
struct cr_own_function;
struct cr_trust_ops;

/* ------------------------------------------------------------------ fields */

/* What lint and canonicalisers need to know; see fields.def. */
enum cr_field_flag {
	CR_FIELD_DETAIL = 1 << 0,  /* a claim a stranger can make */
	CR_FIELD_VERDICT = 1 << 1, /* what the verify stage found */
	CR_FIELD_UPPER_HEX = 1 << 2,
	CR_FIELD_LOWER_HEX = 1 << 3,
	CR_FIELD_LOWER = 1 << 4,
	CR_FIELD_DN_TEXT = 1 << 5,
	CR_FIELD_EMPTY_WHEN_ABSENT = 1 << 6, /* "" or false, never missing */
	CR_FIELD_PROVED = 1
			  << 7, /* missing unless the certificate is verified */
	CR_FIELD_HOST = 1 << 8, /* goes through cr_host_canonical() when set */
	CR_FIELD_PATH = 1 << 9, /* goes through cr_path_canonical() when set */
	CR_FIELD_EXTENSION = 1 << 10, /* not of the Cloudflare language */
	CR_FIELD_REQUIRED = 1 << 11   /* unset is an error */
};

struct cr_field;

/*
 * Gives the value of a field that nobody set; memory from the fieldset's arena.
 * 0 with *out filled (missing is fine), or -1: no memory.  An error with a
 * reason is cr_value_error().
 */
typedef int cr_fetch_fn(struct certrule_fieldset *facts,
    const struct cr_field *field, struct certrule_value *out);
/* Why a field has this value, for explain and reasons; NULL: nothing to say.
 * Text from the fieldset's arena. */
typedef const char *cr_note_fn(
    struct certrule_fieldset *facts, const struct cr_field *field);

struct cr_field {
	struct certrule_bytes name; /* NUL behind it */
	unsigned type;
	enum certrule_scope scope;
	enum certrule_origin origin;
	unsigned flags;
	const char *doc;
	cr_fetch_fn *fetch; /* or NULL: missing unless set */
	cr_note_fn *note;   /* or NULL */
	int number;	    /* index among the fields */
};

/* Numbers of the built-in fields, in the order of fields.def: the name in upper
 * case with dots as underscores, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED. */
enum cr_field_number {
#define FIELD(id, name, type, scope, origin, flags, doc) CR_ID_##id,
#define FIELD_ALIAS(name, id, doc)
#include "fields.def"
#undef FIELD
#undef FIELD_ALIAS
	CR_ID_COUNT
};

/* Of groups.def; "" for a field that is none of the built-in ones. */
const char *cr_schema_group(const struct certrule_schema *schema, int number);
size_t cr_schema_field_count(const struct certrule_schema *schema);
const struct cr_field *cr_schema_field(
    const struct certrule_schema *schema, int number);
/* By name or alias; -1: none. */
int cr_schema_find_field(
    const struct certrule_schema *schema, struct certrule_bytes name);
/* True unless the schema was made empty: then only its own fields exist and
 * numbers of the built-in ones mean nothing. */
bool cr_schema_has_builtin(const struct certrule_schema *schema);

/* True for a name that the Cloudflare language does not have: of one field
 * with two names it may be one of them only. */
bool cr_schema_is_extension(
    const struct certrule_schema *schema, struct certrule_bytes name);

enum cr_schema_status {
	CR_SCHEMA_OK,
	CR_SCHEMA_NO_MEMORY,
	CR_SCHEMA_TAKEN,    /* by a field, or by a function of the host's own */
	CR_SCHEMA_RESERVED, /* a word of the language, or the shape of bytes */
	CR_SCHEMA_BAD_NAME,
	CR_SCHEMA_BAD_TYPE
};
enum cr_schema_status cr_schema_add(struct certrule_schema *schema,
    struct certrule_bytes name, unsigned type, unsigned flags,
    enum certrule_origin origin) CERTRULE_MUST_USE;
/* Binds a fetcher and note to a field by name; -1: no such field. */
int cr_schema_bind(struct certrule_schema *schema, const char *name,
    cr_fetch_fn *fetch, cr_note_fn *note) CERTRULE_MUST_USE;
/* Nearest known name, data NULL if none is near. */
struct certrule_bytes cr_schema_nearest_field(
    const struct certrule_schema *schema, struct certrule_bytes name);

/* --------------------------------------------------------------- functions */

/* A call under evaluation.  Arguments are never in error; a missing one
 * arrives only where the function's row says so. */
struct cr_call {
	const struct certrule_value *args;
	size_t count;
	struct certrule_value *result; /* starts missing, of the right type */
	struct cr_arena *scratch;      /* limited; exhausted is an error */
	const char *why;	       /* set beside -1 */
	/* Of engine/: what the load made of patterns among the arguments, and
	 * whose budget and scratch the body charges; NULL: none. */
	const void *prepared;
	struct certrule_fieldset *facts;
	const struct cr_own_function *own; /* of the host's own; NULL: none */
};
/* 0, or -1: the call is in error (no scratch, ...). */
typedef int cr_function_fn(struct cr_call *call);

/* Supplies or replaces the body of a function known by name in funcs.def. */
int cr_schema_fill(struct certrule_schema *schema, const char *name,
    cr_function_fn *body) CERTRULE_MUST_USE;
/* NULL: nobody supplied one. */
cr_function_fn *cr_schema_filled(
    const struct certrule_schema *schema, struct certrule_bytes name);

/* What the host added of its own: functions and lists. */
const struct cr_own *cr_schema_own(const struct certrule_schema *schema);
/* For who adds to it; NULL: no memory. */
struct cr_own *cr_schema_own_open(struct certrule_schema *schema);
/* Whether a name may be that of a function or list: OK, BAD_NAME, RESERVED, or
 * TAKEN by a field. */
enum cr_schema_status cr_schema_judge_name(
    const struct certrule_schema *schema, struct certrule_bytes name);
bool cr_schema_is_name(struct certrule_bytes name);

/* ------------------------------------------------------------------- trust */

void cr_schema_set_trust_ops(
    struct certrule_schema *schema, const struct cr_trust_ops *ops);
const struct cr_trust_ops *cr_schema_trust_ops(
    const struct certrule_schema *schema);

/* A copy whose further additions do not touch the first. */
struct certrule_schema *cr_schema_dup(
    const struct certrule_schema *schema, const struct certrule_alloc *alloc);
const struct certrule_alloc *cr_schema_alloc(
    const struct certrule_schema *schema);

#endif

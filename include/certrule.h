/* SPDX-License-Identifier: MIT */
/*
 * certrule.h - the language, policies, gates and verdicts (libcertrule).
 *
 * The straight line through this file:
 *
 *	schema    which fields and functions exist, and their types
 *	gate      a policy and its trust, compiled against a schema; immutable
 *	fieldset  one request's values, fetched on demand
 *	verdict   what a gate says of a fieldset: action, rule, place, reason
 *
 * Promises.  A verdict starts as BLOCK and becomes ALLOW only when a rule said
 * so: an error, a limit or a lack of memory blocks, with a reason.  No function
 * here exits, aborts, prints, or touches process-wide state.
 *
 * Errors.  Functions that can fail return 0 or -1; constructors return a
 * pointer or NULL.  Whatever is wrong with a text goes to a certrule_diags.
 *
 * Ownership.  What a _new function returns is freed by its _free (NULL is
 * fine).  Everything else that is returned is borrowed: it lives as long as the
 * object it was asked of, and for values of a fieldset until the next
 * certrule_fieldset_clear().
 *
 * Threads.  A schema is written by one thread before the first load.  A gate is
 * constant and shared freely.  A fieldset belongs to one thread at a time.
 * Functions and lists of the caller's own run on the thread that decides.
 *
 * Units.  Times are seconds since 1970-01-01T00:00:00Z, lengths are bytes.
 */
#ifndef CERTRULE_H
#define CERTRULE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CERTRULE_MUST_USE __attribute__((warn_unused_result))
#define CERTRULE_API	  __attribute__((visibility("default")))
#else
#define CERTRULE_MUST_USE
#define CERTRULE_API
#endif

/* "1.2.3": the version of the library in use. */
CERTRULE_API const char *certrule_version(void);

/*
 * Memory.  An allocator of the caller's; all three functions are needed.
 * release(NULL) must be harmless.  It must outlive every object made with it.
 */
struct certrule_alloc {
	void *(*allocate)(void *context, size_t size);
	void *(*resize)(void *context, void *memory, size_t size);
	void (*release)(void *context, void *memory);
	void *context;
};

/* Text goes out through one of these; -1 from it stops the writing. */
typedef int certrule_write_fn(void *context, const char *text, size_t len);

/* ------------------------------------------------------------------ values */

/*
 * A type is a number: one of the four plain kinds, or an array or map of a
 * type.  Array<Map<String>> is CERTRULE_ARRAY_OF(CERTRULE_MAP_OF(
 * CERTRULE_STRING)).  Types nest up to eight deep; 0 is no type.
 */
enum certrule_kind {
	CERTRULE_BOOL = 1,
	CERTRULE_INT = 2,
	CERTRULE_STRING = 3,
	CERTRULE_IP = 4,
	CERTRULE_ARRAY = 5,
	CERTRULE_MAP = 6
};
#define CERTRULE_ARRAY_OF(type)	  (((unsigned)(type) << 3) | CERTRULE_ARRAY)
#define CERTRULE_MAP_OF(type)	  (((unsigned)(type) << 3) | CERTRULE_MAP)
#define CERTRULE_KIND_OF(type)	  ((unsigned)(type)&7u)
#define CERTRULE_ELEMENT_OF(type) ((unsigned)(type) >> 3)

/* Bytes with a length; never NUL-terminated, may hold NULs. */
struct certrule_bytes {
	const unsigned char *data;
	size_t len;
};

/* family is 4 or 6; an IPv4 address uses the first four octets. */
struct certrule_ip {
	unsigned char family;
	unsigned char octets[16];
};

enum certrule_state {
	CERTRULE_MISSING = 0,
	CERTRULE_PRESENT = 1,
	CERTRULE_ERROR = 2
};

struct certrule_value {
	enum certrule_state state;
	unsigned type; /* always that of the field, whatever the state */
	union {
		int boolean;
		int64_t integer;
		struct certrule_bytes string;
		struct certrule_ip ip;
		struct {
			const struct certrule_value *items;
			size_t count;
		} array;
		struct {
			const struct certrule_entry *entries; /* in set order */
			size_t count;
		} map;
		const char *why; /* of an ERROR, in words */
	} as;
};

struct certrule_entry {
	struct certrule_bytes key;
	struct certrule_value value;
};

/* ------------------------------------------------------------------ schema */

struct certrule_schema;

/* What the value of a field follows from, and so how long it holds. */
enum certrule_scope {
	CERTRULE_SCOPE_REQUEST, /* this request */
	CERTRULE_SCOPE_PEER,	/* certificate bytes and handshake */
	CERTRULE_SCOPE_TRUST	/* those and a trust block's generation */
};

/* Who gives the value. */
enum certrule_origin {
	CERTRULE_ORIGIN_HOST,	     /* the embedding program sets it */
	CERTRULE_ORIGIN_CERTIFICATE, /* the verify stage fetches it */
	CERTRULE_ORIGIN_POLICY	     /* declared by a field statement */
};

struct certrule_field_info {
	const char *name;
	unsigned type;
	enum certrule_scope scope;
	enum certrule_origin origin;
	int extension;	   /* not a field of the Cloudflare language */
	int proved;	   /* missing unless the certificate is verified */
	const char *group; /* "key", for people; of a policy's own "" */
	const char *doc;
};

struct certrule_function_info {
	const char *name;
	const char *signature; /* "lower(String) String" */
	const char *doc;
	int filled; /* 0: known, but nobody supplied its body */
	int heap;   /* 1: a call may allocate beside the decision's memory */
	int own;    /* 1: added by certrule_schema_add_function() */
};

/* The built-in fields and functions.  alloc may be NULL: malloc and free. */
CERTRULE_API struct certrule_schema *certrule_schema_new(
    const struct certrule_alloc *alloc);
/* The functions alone: a schema whose fields are all the caller's. */
CERTRULE_API struct certrule_schema *certrule_schema_new_empty(
    const struct certrule_alloc *alloc);
CERTRULE_API void certrule_schema_free(struct certrule_schema *schema);

/*
 * Adds a field that the embedding program will set.  -1: the name is taken, is
 * a reserved word or no name, the type is none, or there is no memory.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_schema_add_field(
    struct certrule_schema *schema, const char *name, unsigned type);

/*
 * Functions and lists of the caller's own.  All that is handed over is copied
 * but the contexts, which must outlive every gate that is loaded with the
 * schema, those of reloads too.
 *
 * The callbacks run on whichever thread decides, several at a time where
 * threads share a gate.  Within one decision they must give the same answer to
 * the same question: how often they are asked, and in which order, is not said.
 * They leave the fieldset alone.
 */
struct certrule_call;

/*
 * One call.  args are present - unless the function takes missing ones - never
 * in error, of the types it was added with, and borrowed until it returns.
 * *result starts missing, of the right type; left alone it means that the
 * function yields nothing, and a comparison with that is false.  What it points
 * to must last until the decision is made: what an argument points to, a
 * constant, or memory of certrule_call_allocate().
 *
 * 0, or -1: the call is in error, and so is what depends on it.  It is as well
 * after certrule_call_fail(), where memory was refused, and with a result of
 * another type or one that holds an error.
 */
typedef int certrule_function_fn(void *context, struct certrule_call *call,
    const struct certrule_value *args, size_t count,
    struct certrule_value *result);

/* It may allocate at each call beside what certrule_call_allocate() gives. */
#define CERTRULE_FUNCTION_HEAP 0x1u
/* It is asked even where an argument is missing, and sees which. */
#define CERTRULE_FUNCTION_TAKES_MISSING 0x2u

struct certrule_function {
	const char *name;     /* as a field's, "acme.enrolled" */
	const char *doc;      /* one line, or NULL */
	const unsigned *args; /* the type of each argument */
	size_t arg_count;     /* 1 to 6 */
	size_t optional;      /* so many of the last may be left out */
	unsigned result;      /* a type */
	unsigned flags;
	certrule_function_fn *call;
	void *context;
};

/*
 * -1: the name is taken by a function or field, is a reserved word or no name,
 * a type is none, a count or flag is out of range, or there is no memory.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_schema_add_function(
    struct certrule_schema *schema, const struct certrule_function *function);
/* Zeroed memory that lasts as long as the result of the call, from what a
 * decision has for function results; NULL: none is left. */
CERTRULE_API CERTRULE_MUST_USE void *certrule_call_allocate(
    struct certrule_call *call, size_t size);
/* The call is in error.  why is copied, up to 255 bytes of it. */
CERTRULE_API void certrule_call_fail(
    struct certrule_call *call, const char *why);

/*
 * A list `$name` of every policy.  type is a word of the language: "string",
 * "int", "ip", "serial", "fingerprint" or "host"; items are written as in a
 * file of such a list, a range or "192.0.2.0/24" too, a string being any bytes.
 * What is wrong with an item is told by the load.  Items are no part of the
 * revision.
 *
 * -1: the name is that of another such list or no name, there is no such type,
 * or there is no memory.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_schema_add_list(
    struct certrule_schema *schema, const char *name, const char *type,
    const struct certrule_bytes *items, size_t count);
/* Whether a value, present and of the list's type, is a member: 1, 0, or -1
 * where that cannot be told, and the comparison is in error. */
typedef int certrule_list_fn(void *context, const struct certrule_value *value);
/* The same, asked anew each time; type is "string", "int" or "ip". */
CERTRULE_API CERTRULE_MUST_USE int certrule_schema_add_list_callback(
    struct certrule_schema *schema, const char *name, const char *type,
    certrule_list_fn *has, void *context);

CERTRULE_API size_t certrule_schema_field_count(
    const struct certrule_schema *schema);
/* index below the count; names of one field under two names come apart. */
CERTRULE_API void certrule_schema_field_at(const struct certrule_schema *schema,
    size_t index, struct certrule_field_info *info);
CERTRULE_API size_t certrule_schema_function_count(
    const struct certrule_schema *schema);
CERTRULE_API void certrule_schema_function_at(
    const struct certrule_schema *schema, size_t index,
    struct certrule_function_info *info);
/* "Array<String>" into out (always terminated); 64 bytes are enough. */
CERTRULE_API void certrule_type_name(unsigned type, char *out, size_t size);

/* ------------------------------------------------------------- diagnostics */

/* What is wrong with texts.  Belongs to one thread at a time. */
struct certrule_diags;

enum certrule_severity {
	CERTRULE_DIAG_ERROR,
	CERTRULE_DIAG_WARNING
};

/* Its texts are borrowed until certrule_diags_clear() or _free(). */
struct certrule_diag {
	const char *code; /* "E0107" */
	enum certrule_severity severity;
	const char *file;
	unsigned line, column, length; /* from 1, in characters; length >= 1 */
	const char *message;
	const char *hint; /* or NULL */
};

CERTRULE_API struct certrule_diags *certrule_diags_new(
    const struct certrule_alloc *alloc);
CERTRULE_API void certrule_diags_free(struct certrule_diags *diags);
CERTRULE_API void certrule_diags_clear(struct certrule_diags *diags);
CERTRULE_API size_t certrule_diags_count(const struct certrule_diags *diags);
CERTRULE_API size_t certrule_diags_error_count(
    const struct certrule_diags *diags);
/* index below the count, in the order of the text. */
CERTRULE_API void certrule_diags_at(const struct certrule_diags *diags,
    size_t index, struct certrule_diag *diag);
/* One diagnostic as a person reads it: place, message, line, carets, hint. */
CERTRULE_API CERTRULE_MUST_USE int certrule_diags_write(
    const struct certrule_diags *diags, size_t index, int color,
    certrule_write_fn *write, void *context);

/* ------------------------------------------------------------------- gates */

struct certrule_gate;

#define CERTRULE_NO_REGEX_GATE 0x1u /* tests only: accept any pattern */
#define CERTRULE_NO_LINT \
	0x2u /* no warnings of style; trust files keep theirs */
/* Warnings of what the Cloudflare language does not have. */
#define CERTRULE_PORTABLE 0x4u
/* Decide by the reference evaluator, which walks the rules one by one. */
#define CERTRULE_REFERENCE 0x8u
/* Every rule compiled alone, run in order, nothing shared: to compare with. */
#define CERTRULE_LINEAR 0x10u

/* A trust setting given beside the policy: { "ca", "roots.pem" }. */
struct certrule_setting {
	const char *name;
	const char *value;
};

struct certrule_options {
	unsigned flags;
	int64_t now; /* judges trust files and until; used when now_set */
	int now_set;
	const char *root; /* put before every path that a policy names */
	/*
	 * The settings of a `trust default for default` block.  An error when
	 * the policy has a trust statement of its own.
	 */
	const struct certrule_setting *settings;
	size_t setting_count;
	/*
	 * In force until now, or NULL: as in a reload, CRLs older than its are
	 * refused.  Needed while loading only.
	 */
	const struct certrule_gate *replaces;
};

/*
 * Loads a policy: parse, check, lists, trust.  NULL: refused; diags, which may
 * hold warnings otherwise, says why.  The caller holds the first reference, to
 * be given back by certrule_gate_unref().  Everything is copied: schema, path
 * and options may go afterwards, but not the allocator of the schema nor the
 * contexts of its callbacks.  options may be NULL, diags may not.
 */
CERTRULE_API struct certrule_gate *certrule_gate_load(
    const struct certrule_schema *schema, const char *path,
    const struct certrule_options *options, struct certrule_diags *diags);
/* The same from memory; name stands for the file in diagnostics. */
CERTRULE_API struct certrule_gate *certrule_gate_load_mem(
    const struct certrule_schema *schema, const char *name, const char *text,
    size_t len, const struct certrule_options *options,
    struct certrule_diags *diags);
/*
 * Loads the same file again, with the same schema and options, beside the gate
 * in force; NULL: that one stays.  Of a policy from memory, the files that it
 * names.  The new gate is another, with a reference of its own.
 */
CERTRULE_API struct certrule_gate *certrule_gate_reload(
    const struct certrule_gate *gate, struct certrule_diags *diags);
/*
 * One reference more, and one back; the last frees the gate, and NULL is fine.
 * From any thread: whoever takes one must hold, or be kept by, another.
 */
CERTRULE_API struct certrule_gate *certrule_gate_ref(
    struct certrule_gate *gate);
CERTRULE_API void certrule_gate_unref(struct certrule_gate *gate);

/* Twelve hex digits over policy, includes, lists and trust files; "" if no
 * hash function is registered. */
CERTRULE_API const char *certrule_gate_revision(
    const struct certrule_gate *gate);
/* 1 of the first load, and one more with each reload. */
CERTRULE_API int64_t certrule_gate_generation(const struct certrule_gate *gate);

/*
 * The full path of every file that the load read, in no order, some perhaps
 * twice: includes, lists, trust files; the policy unless it came from memory.
 * Stops and returns -1 when visit does.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_gate_each_file(
    const struct certrule_gate *gate, certrule_write_fn *visit, void *context);

/* The same for the hosts of trust statements: "name", "*.name", "default". */
CERTRULE_API CERTRULE_MUST_USE int certrule_gate_each_trust_host(
    const struct certrule_gate *gate, certrule_write_fn *visit, void *context);

enum certrule_rule_kind {
	CERTRULE_RULE_ALLOW,
	CERTRULE_RULE_ALLOW_ANONYMOUS,
	CERTRULE_RULE_BLOCK,
	CERTRULE_RULE_ALWAYS_BLOCK,
	CERTRULE_RULE_LOG,
	CERTRULE_RULE_ACTION
};

struct certrule_rule_info {
	enum certrule_rule_kind kind;
	const char *name; /* "access.rules:12" where the policy gives none */
	int named;
	const char *file;
	unsigned line;
	int disabled;
	int dated;
	int64_t until;
	const char *action;	   /* of an ACTION */
	const char *message, *tag; /* or NULL */
	int status;		   /* or 0 */
};

/* Rules in the order they are tried: always-blocks first, disabled too. */
CERTRULE_API size_t certrule_gate_rule_count(const struct certrule_gate *gate);
CERTRULE_API void certrule_gate_rule_at(const struct certrule_gate *gate,
    size_t index, struct certrule_rule_info *info);
CERTRULE_API size_t certrule_gate_trust_count(const struct certrule_gate *gate);
/* The field numbers the policy reads, up to max of them; returns how many. */
CERTRULE_API size_t certrule_gate_reads(
    const struct certrule_gate *gate, int *fields, size_t max);
/* What `certrule check` prints below the diagnostics. */
CERTRULE_API CERTRULE_MUST_USE int certrule_gate_write_summary(
    const struct certrule_gate *gate, int json, certrule_write_fn *write,
    void *context);
/*
 * A policy's text in canonical form: what `certrule fmt` writes.  Only white
 * space changes, and `;` between statements goes; every token and comment is in
 * the result, or there is none.  Files that the policy names are not read.
 * Nothing is written of a text with errors.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_format(const char *name,
    const char *text, size_t len, struct certrule_diags *diags,
    certrule_write_fn *write, void *context);
/* The stages of a text for reading: stage is "tokens", "ast", "types", "plan",
 * "code", or "cost" for the rules that every decision asks. */
CERTRULE_API CERTRULE_MUST_USE int certrule_dump(
    const struct certrule_schema *schema, const char *path, const char *stage,
    const struct certrule_options *options, struct certrule_diags *diags,
    certrule_write_fn *write, void *context);

/* --------------------------------------------------------------- fieldsets */

struct certrule_fieldset;

/* Field numbers hold for every fieldset of one gate.  -1: no such field. */
CERTRULE_API int certrule_gate_find_field(
    const struct certrule_gate *gate, const char *name);
CERTRULE_API void certrule_gate_field(const struct certrule_gate *gate,
    int field, struct certrule_field_info *info);
/* Field numbers are below this; those the policy declares come last. */
CERTRULE_API int certrule_gate_field_count(const struct certrule_gate *gate);

/* One per worker or request.  Holds a reference to the gate.  NULL: no memory. */
CERTRULE_API struct certrule_fieldset *certrule_fieldset_new(
    struct certrule_gate *gate);
CERTRULE_API void certrule_fieldset_free(struct certrule_fieldset *facts);
/* Back to nothing set, memory kept for the next request. */
CERTRULE_API void certrule_fieldset_clear(struct certrule_fieldset *facts);

/*
 * Setters copy what they are given.  One that fails (-1) leaves its field in
 * error, so that a return value nobody looked at blocks.
 */
CERTRULE_API int certrule_fieldset_set(struct certrule_fieldset *facts,
    int field, const struct certrule_value *value);
CERTRULE_API int certrule_fieldset_set_bool(
    struct certrule_fieldset *facts, int field, int boolean);
CERTRULE_API int certrule_fieldset_set_int(
    struct certrule_fieldset *facts, int field, int64_t integer);
CERTRULE_API int certrule_fieldset_set_string(
    struct certrule_fieldset *facts, int field, const void *data, size_t len);
/* Puts the field in error; `why` is copied. */
CERTRULE_API void certrule_fieldset_set_error(
    struct certrule_fieldset *facts, int field, const char *why);
/* The time of the decision, for verification, CRLs, timestamps and until. */
CERTRULE_API void certrule_fieldset_set_time(
    struct certrule_fieldset *facts, int64_t now);
/*
 * The host as a client sent it (RFC 9110 7.2): sets raw.http.host and, in
 * canonical form, hostname.  A second call with another host, or in HTTP/1 any
 * second call, puts hostname in error.
 */
CERTRULE_API int certrule_fieldset_set_host(
    struct certrule_fieldset *facts, const void *host, size_t len);
/* The request target without its query (RFC 3986 3.3), raw and canonical. */
CERTRULE_API int certrule_fieldset_set_path(
    struct certrule_fieldset *facts, const void *path, size_t len);
/* Method, request target in any form of RFC 9112 3.2, and Host (or NULL). */
CERTRULE_API int certrule_fieldset_set_request(struct certrule_fieldset *facts,
    const char *method, const char *target, const char *host);
/* One header field; repeats are kept in order, names in lower case. */
CERTRULE_API int certrule_fieldset_add_header(struct certrule_fieldset *facts,
    const void *name, size_t name_len, const void *value, size_t value_len);

/* `name=value`, the value read by the field's type; JSON for arrays and maps.
 * On -1 *why says what is wrong with it, borrowed until the next call. */
CERTRULE_API CERTRULE_MUST_USE int certrule_fieldset_set_text(
    struct certrule_fieldset *facts, const char *assignment, size_t len,
    const char **why);
/*
 * A JSON object of field names and values, or a whole decision record, of which
 * `fields` and `time` are used.  Bytes that are no UTF-8: {"hex":"00ff"}; a
 * field in error: {"error":"why"}; null: not set.
 */
CERTRULE_API CERTRULE_MUST_USE int certrule_fieldset_set_json(
    struct certrule_fieldset *facts, const char *text, size_t len,
    const char **why);

/* The value, fetched if need be.  Never NULL. */
CERTRULE_API const struct certrule_value *certrule_fieldset_get(
    struct certrule_fieldset *facts, int field);
/* A value as `inspect` and `--explain` show it, escaped for a terminal. */
CERTRULE_API CERTRULE_MUST_USE int certrule_value_write(
    const struct certrule_value *value, int json, certrule_write_fn *write,
    void *context);
/* 1 if something set a certificate field by hand. */
CERTRULE_API int certrule_fieldset_by_hand(
    const struct certrule_fieldset *facts);
/* 1 if the host set it (a peer counts for the certificate fields). */
CERTRULE_API int certrule_fieldset_is_set(
    const struct certrule_fieldset *facts, int field);

/* ---------------------------------------------------------------- verdicts */

/* Zeroed memory is a block, and no accident is an allow. */
enum certrule_action {
	CERTRULE_BLOCK = 0,
	CERTRULE_HOST_ACTION = 0x0b5e,
	CERTRULE_ALLOW = 0x600d
};

struct certrule_log {
	const char *rule, *file;
	unsigned line;
	int error; /* it could not be decided, and so is recorded as such */
};

/*
 * Borrowed from gate and fieldset; read it before either changes.
 * reason is a token: "rule", "default", "error", "not_proven" (the default
 * blocked where an allow rule matched but for the client), "work_budget",
 * "out_of_memory".
 */
struct certrule_verdict {
	enum certrule_action action;
	const char *action_name; /* of a HOST_ACTION */
	const char *rule;	 /* NULL: no rule, but a default */
	const char *file;	 /* place of the rule or default; or NULL */
	unsigned line;
	int status;	     /* from the rule, or 0 */
	const char *message; /* the only text for the client; or NULL */
	const char *tag;     /* or NULL */
	const char *reason;
	const char
	    *detail; /* the reason in words for the operator; never NULL */
	const struct certrule_log *logs;
	size_t log_count;
	/* 1: there may have been more, for which memory or the work budget did
	 * not suffice.  The verdict is what it is without any. */
	int logs_lost;
};

/* Always fills *verdict, starting from BLOCK. */
CERTRULE_API void certrule_gate_decide(const struct certrule_gate *gate,
    struct certrule_fieldset *facts, struct certrule_verdict *verdict);

enum certrule_outcome {
	CERTRULE_FALSE = 0,
	CERTRULE_UNDECIDED = 1, /* error */
	CERTRULE_TRUE = 0x7e5
};
/* One rule alone, guard included; for coverage and explanations. */
CERTRULE_API enum certrule_outcome certrule_gate_rule_outcome(
    const struct certrule_gate *gate, size_t rule,
    struct certrule_fieldset *facts);

/*
 * Judges what follows with the trust of another gate, which must outlive the
 * facts or the next call; NULL: with that of its own again.  For policies of
 * parts of a server, which name no trust of their own.  Rules stay those of the
 * gate that the facts were made for.
 */
CERTRULE_API void certrule_fieldset_use_trust(
    struct certrule_fieldset *facts, const struct certrule_gate *gate);
/*
 * TRUE: the client is proven, as `allow` rules ask for; what a certificate
 * claims may be told to others as the truth.  Reads nothing for the decision
 * record.
 */
CERTRULE_API enum certrule_outcome certrule_fieldset_proven(
    struct certrule_fieldset *facts);

/* `allow by "fleet" (access.rules:21)`: the verdict as eval prints it, without
 * a newline; the place only where it is asked for. */
CERTRULE_API CERTRULE_MUST_USE int certrule_verdict_write(
    const struct certrule_gate *gate, struct certrule_fieldset *facts,
    const struct certrule_verdict *verdict, int place, certrule_write_fn *write,
    void *context);
/* The decision record: one line of JSON without its newline. */
CERTRULE_API CERTRULE_MUST_USE int certrule_verdict_json(
    const struct certrule_gate *gate, struct certrule_fieldset *facts,
    const struct certrule_verdict *verdict, certrule_write_fn *write,
    void *context);
/* Every rule reached as a tree with the values beside each comparison. */
CERTRULE_API CERTRULE_MUST_USE int certrule_gate_explain(
    const struct certrule_gate *gate, struct certrule_fieldset *facts,
    certrule_write_fn *write, void *context);

/* ----------------------------------------------------------------- filters */

/* One expression, compiled against the fields, functions and lists of a gate,
 * to which it holds a reference.  Constant, and shared freely. */
struct certrule_filter;

/* NULL: it has errors, or there is no memory; diags says which.  text is
 * copied; of the options, which may be NULL, the flags count. */
CERTRULE_API struct certrule_filter *certrule_filter_compile(
    struct certrule_gate *gate, const char *text, size_t len,
    const struct certrule_options *options, struct certrule_diags *diags);
CERTRULE_API void certrule_filter_free(struct certrule_filter *filter);
/* On UNDECIDED *why (may be NULL) says why, borrowed from the fieldset. */
CERTRULE_API enum certrule_outcome certrule_filter_run(
    const struct certrule_filter *filter, struct certrule_fieldset *facts,
    const char **why);
/* The comparison tree of the expression with values, as for rules. */
CERTRULE_API CERTRULE_MUST_USE int certrule_filter_explain(
    const struct certrule_filter *filter, struct certrule_fieldset *facts,
    certrule_write_fn *write, void *context);

#ifdef __cplusplus
}
#endif

#endif

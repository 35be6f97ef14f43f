/* SPDX-License-Identifier: MIT */
/*
 * The one file that sees PCRE2: compiling and bounded searching.
 *
 * match_limit starts anew at every place of the subject, so it is set by the
 * subject's length; what a single search may cost over all places is bounded by
 * the two together.  A bound that is hit is an error, never an answer.
 */
#include "regex.h"
#include "regex_loop.h"
#include "regex_tree.h"
#include "../base/alloc.h"
#include "../base/limits.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

#define MATCH_LIMIT_MIN 1000u
#define MATCH_LIMIT_MAX 100000u
#define MATCH_LIMIT_ALL 1000000u
/* Charged beside the length, so that many short searches cost too. */
#define SEARCH_COST 64

struct cr_regex {
	const struct certrule_alloc *alloc;
	pcre2_code *code;
	struct certrule_bytes pattern;
	struct certrule_bytes literal; /* in every match; len 0: none known */
	bool anchored;
	unsigned char text[]; /* the pattern, then the literal */
};

struct cr_regex_scratch {
	const struct certrule_alloc *alloc;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
};

static void *
allocate(size_t size, void *alloc)
{
	return cr_alloc(alloc, size);
}

static void
release(void *memory, void *alloc)
{
	cr_alloc_free(alloc, memory);
}

static pcre2_general_context *
make_general_context(const struct certrule_alloc *alloc)
{
	/* PCRE2 hands the pointer back as it is. */
	return pcre2_general_context_create(
	    allocate, release, (void *)(uintptr_t)alloc);
}

/* -------------------------------------------------------------- diagnostics */

/* The part of a literal's span that these bytes of its pattern stand at; the
 * whole span where an escape or a joined line moved them. */
static struct cr_span
narrow(struct certrule_diags *diags, struct cr_span span,
    struct certrule_bytes pattern, size_t begin, size_t end)
{
	struct certrule_bytes text =
	    cr_sources_text(cr_diags_sources(diags), span.source);
	const unsigned char *found;

	if (span.end > text.len || span.begin >= span.end || begin >= end ||
	    pattern.len == 0)
		return span;
	found = memmem(text.data + span.begin, span.end - span.begin,
	    pattern.data, pattern.len);
	if (found == NULL)
		return span;
	span.begin = (uint32_t)(found - text.data) + (uint32_t)begin;
	span.end = span.begin + (uint32_t)(end - begin);
	return span;
}

struct form_row {
	bool broken;
	const char *what, *hint;
};

static const struct form_row *
find_form(enum cr_regex_form form)
{
	enum {
		REFUSED = 0,
		BROKEN = 1
	};
	static const struct form_row rows[] = {
	    {false, "", NULL},
#define FORM(name, class, what, hint) {class, what, hint},
#include "regex_forms.def"
#undef FORM
	};

	return &rows[form];
}

static void
report_problem(struct certrule_diags *diags, struct certrule_bytes pattern,
    struct cr_span span, const struct cr_regex_problem *problem)
{
	const struct form_row *row;

	if (problem->form == CR_REGEX_FORM_NO_MEMORY) {
		cr_diags_no_memory(diags);
		return;
	}
	row = find_form(problem->form);
	span = narrow(diags, span, pattern, problem->begin, problem->end);
	if (row->broken)
		cr_diags_add(diags, CR_DIAG_REGEX_BROKEN, span, row->what);
	else
		cr_diags_add(diags, CR_DIAG_REGEX_REFUSED, span, row->what);
	cr_diags_hint(diags, "%s", row->hint);
}

static int
report_size(struct certrule_diags *diags, struct cr_span span)
{
	cr_diags_add(
	    diags, CR_DIAG_REGEX_SIZE, span, (int)CR_LIMIT_REGEX_COMPILED);
	cr_diags_hint(diags, "smaller counts make it smaller");
	return -1;
}

static void
report_pcre2(struct certrule_diags *diags, struct certrule_bytes pattern,
    struct cr_span span, int error, size_t at)
{
	unsigned char text[256];

	if (error == PCRE2_ERROR_NOMEMORY || error == PCRE2_ERROR_HEAP_FAILED) {
		cr_diags_no_memory(diags);
		return;
	}
	/* PCRE2 gives up before our limit where its own is lower. */
	if (error == PCRE2_ERROR_PATTERN_TOO_LARGE) {
		(void)report_size(diags, span);
		return;
	}
	if (pcre2_get_error_message(error, text, sizeof(text)) < 0)
		memcpy(text, "unknown", sizeof("unknown"));
	span = narrow(diags, span, pattern, at, at + 1);
	cr_diags_add(diags, CR_DIAG_REGEX_PCRE2, span, (const char *)text);
}

/* -------------------------------------------------------------------- the gate */

static void
report_shape(struct certrule_diags *diags, struct cr_span span,
    enum cr_regex_shape shape, struct certrule_bytes pump)
{
	const char *text = cr_diags_quote(diags, pump);

	switch (shape) {
	case CR_REGEX_SAFE:
		break;
	case CR_REGEX_NESTED:
		cr_diags_add(diags, CR_DIAG_REGEX_NESTED, span, text);
		cr_diags_hint(diags,
		    "let every round of the outer repeat begin with "
		    "something the inner one cannot match");
		break;
	case CR_REGEX_OVERLAP:
		cr_diags_add(diags, CR_DIAG_REGEX_OVERLAP, span, text);
		cr_diags_hint(
		    diags, "let no alternative begin like another one");
		break;
	case CR_REGEX_ADJACENT:
		cr_diags_add(diags, CR_DIAG_REGEX_ADJACENT, span, text);
		cr_diags_hint(diags,
		    "join the two repeats, or put between them what "
		    "neither matches");
		break;
	case CR_REGEX_LEADING:
		cr_diags_add(diags, CR_DIAG_REGEX_LEADING, span, text);
		cr_diags_hint(
		    diags, "begin with '^' or '\\b', or leave the repeat out");
		break;
	case CR_REGEX_TOO_COMPLEX:
		cr_diags_add(diags, CR_DIAG_REGEX_COMPLEX, span);
		cr_diags_hint(diags, "split it into several comparisons");
		break;
	}
}

static int
pass_gate(struct cr_arena *arena, struct certrule_diags *diags,
    struct cr_regex_node *tree, struct cr_span span)
{
	unsigned char pump[CR_REGEX_GATE_PUMP];
	size_t pump_len = 0;
	enum cr_regex_shape shape =
	    cr_regex_gate_tree(arena, tree, pump, sizeof(pump), &pump_len);

	report_shape(diags, span, shape, cr_bytes(pump, pump_len));
	return shape == CR_REGEX_SAFE ? 0 : -1;
}

/* ------------------------------------------------------------------ compiling */

static const uint32_t compile_options =
    PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
    PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_UCP;

/* *error is PCRE2's, at *at. */
static pcre2_code *
compile_code(const struct certrule_alloc *alloc, struct certrule_bytes pattern,
    int *error, size_t *at)
{
	pcre2_general_context *general = make_general_context(alloc);
	pcre2_compile_context *context = NULL;
	pcre2_code *code = NULL;

	*error = PCRE2_ERROR_NOMEMORY;
	*at = 0;
	if (general == NULL)
		return NULL;
	context = pcre2_compile_context_create(general);
	if (context == NULL)
		goto out;
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	code = pcre2_compile(
	    pattern.data, pattern.len, compile_options, error, at, context);
out:
	pcre2_compile_context_free(context);
	pcre2_general_context_free(general);
	return code;
}

/* Machine code, wherever PCRE2 can make any. */
static int
compile_jit(pcre2_code *code, int *error)
{
	uint32_t available = 0;
	size_t size = 0;

	pcre2_config(PCRE2_CONFIG_JIT, &available);
	if (!available)
		return 0;
	*error = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	if (*error != 0)
		return -1;
	*error = pcre2_pattern_info(code, PCRE2_INFO_JITSIZE, &size);
	if (*error == 0 && size == 0)
		*error = PCRE2_ERROR_NOMEMORY;
	return *error == 0 ? 0 : -1;
}

static int
check_size(
    struct certrule_diags *diags, const pcre2_code *code, struct cr_span span)
{
	size_t size = 0;

	if (pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size) == 0 &&
	    size <= CR_LIMIT_REGEX_COMPILED)
		return 0;
	return report_size(diags, span);
}

static struct cr_regex *
make_regex(const struct certrule_alloc *alloc, struct certrule_bytes pattern,
    struct certrule_bytes literal)
{
	struct cr_regex *regex =
	    cr_alloc(alloc, sizeof(*regex) + pattern.len + literal.len + 1);

	if (regex == NULL)
		return NULL;
	memset(regex, 0, sizeof(*regex));
	regex->alloc = alloc;
	memcpy(regex->text, pattern.data, pattern.len);
	memcpy(regex->text + pattern.len, literal.data, literal.len);
	regex->pattern = cr_bytes(regex->text, pattern.len);
	regex->literal = cr_bytes(regex->text + pattern.len, literal.len);
	return regex;
}

/* Parsed and judged; now for PCRE2. */
static struct cr_regex *
finish(const struct certrule_alloc *alloc, struct certrule_diags *diags,
    struct certrule_bytes pattern, struct certrule_bytes literal,
    struct cr_span span)
{
	struct cr_regex *regex = make_regex(alloc, pattern, literal);
	uint32_t options = 0;
	size_t at = 0;
	int error = PCRE2_ERROR_NOMEMORY;

	if (regex == NULL)
		goto report;
	regex->code = compile_code(alloc, pattern, &error, &at);
	if (regex->code == NULL)
		goto report;
	if (check_size(diags, regex->code, span) != 0)
		goto refuse;
	if (compile_jit(regex->code, &error) != 0)
		goto report;
	pcre2_pattern_info(regex->code, PCRE2_INFO_ALLOPTIONS, &options);
	regex->anchored = (options & PCRE2_ANCHORED) != 0;
	return regex;
report:
	report_pcre2(diags, pattern, span, error, at);
refuse:
	cr_regex_free(regex);
	return NULL;
}

struct cr_regex *
cr_regex_compile(const struct certrule_alloc *alloc,
    struct certrule_diags *diags, struct certrule_bytes pattern,
    struct cr_span span, bool no_gate)
{
	struct cr_arena *arena = NULL;
	struct cr_regex *regex = NULL;
	struct cr_regex_node *tree;
	struct cr_regex_problem problem;
	struct certrule_bytes literal;

	if (pattern.len > CR_LIMIT_REGEX_PATTERN) {
		cr_diags_add(diags, CR_DIAG_REGEX_LONG, span, pattern.len,
		    (int)CR_LIMIT_REGEX_PATTERN);
		return NULL;
	}
	arena = cr_arena_new(alloc);
	if (arena == NULL) {
		cr_diags_no_memory(diags);
		return NULL;
	}
	tree = cr_regex_parse(arena, pattern, &problem);
	if (tree == NULL) {
		report_problem(diags, pattern, span, &problem);
		goto out;
	}
	if (!no_gate && pass_gate(arena, diags, tree, span) != 0)
		goto out;
	if (cr_regex_literal(arena, tree, pattern.len, &literal) != 0) {
		cr_diags_no_memory(diags);
		goto out;
	}
	regex = finish(alloc, diags, pattern, literal, span);
out:
	cr_arena_free(arena);
	return regex;
}

void
cr_regex_free(struct cr_regex *regex)
{
	if (regex == NULL)
		return;
	pcre2_code_free(regex->code);
	cr_alloc_free(regex->alloc, regex);
}

struct certrule_bytes
cr_regex_pattern(const struct cr_regex *regex)
{
	return regex->pattern;
}

/* -------------------------------------------------------------------- scratch */

struct cr_regex_scratch *
cr_regex_scratch_new(const struct certrule_alloc *alloc)
{
	struct cr_regex_scratch *scratch =
	    cr_alloc_array(alloc, 1, sizeof(*scratch));
	pcre2_general_context *general = NULL;

	if (scratch == NULL)
		return NULL;
	scratch->alloc = alloc;
	general = make_general_context(alloc);
	if (general == NULL)
		goto fail;
	scratch->data = pcre2_match_data_create(1, general);
	scratch->context = pcre2_match_context_create(general);
	/* Grows on demand; the first size suits nearly every pattern. */
	scratch->stack =
	    pcre2_jit_stack_create(32 << 10, CR_LIMIT_REGEX_STACK, general);
	if (scratch->data == NULL || scratch->context == NULL ||
	    scratch->stack == NULL)
		goto fail;
	pcre2_jit_stack_assign(scratch->context, NULL, scratch->stack);
	pcre2_set_depth_limit(scratch->context, CR_LIMIT_REGEX_DEPTH);
	pcre2_set_heap_limit(scratch->context, CR_LIMIT_REGEX_HEAP);
	pcre2_general_context_free(general);
	return scratch;
fail:
	pcre2_general_context_free(general);
	cr_regex_scratch_free(scratch);
	return NULL;
}

void
cr_regex_scratch_free(struct cr_regex_scratch *scratch)
{
	if (scratch == NULL)
		return;
	pcre2_match_data_free(scratch->data);
	pcre2_match_context_free(scratch->context);
	pcre2_jit_stack_free(scratch->stack);
	cr_alloc_free(scratch->alloc, scratch);
}

/* ------------------------------------------------------------------ searching */

static uint32_t
match_limit(const struct cr_regex *regex, size_t subject_len)
{
	uint64_t limit = MATCH_LIMIT_ALL / (subject_len + 1);

	if (regex->anchored || limit > MATCH_LIMIT_MAX)
		return MATCH_LIMIT_MAX;
	return limit < MATCH_LIMIT_MIN ? MATCH_LIMIT_MIN : (uint32_t)limit;
}

static const char *
error_text(int error)
{
	switch (error) {
	case PCRE2_ERROR_MATCHLIMIT:
	case PCRE2_ERROR_DEPTHLIMIT:
	case PCRE2_ERROR_HEAPLIMIT:
	case PCRE2_ERROR_JIT_STACKLIMIT:
		return "the regular expression backtracks too much on this "
		       "value";
	case PCRE2_ERROR_NOMEMORY:
		return "out of memory";
	default:
		return "the regular expression failed";
	}
}

enum cr_regex_result
cr_regex_search(const struct cr_regex *regex, struct cr_regex_scratch *scratch,
    struct certrule_bytes subject, int64_t *work, const char **why)
{
	int result;

	if (subject.len > CR_LIMIT_REGEX_SUBJECT) {
		*why = "the value is over 64 KiB, too long for a regular "
		       "expression";
		return CR_REGEX_ERROR;
	}
	*work -= (int64_t)subject.len + SEARCH_COST;
	if (*work < 0)
		return CR_REGEX_BUDGET;
	if (regex->literal.len > 0 &&
	    !cr_bytes_contains(subject, regex->literal))
		return CR_REGEX_NO;
	pcre2_set_match_limit(
	    scratch->context, match_limit(regex, subject.len));
	/* An empty value may have no address, which PCRE2 does not take. */
	result = pcre2_match(regex->code,
	    subject.len > 0 ? subject.data : (const unsigned char *)"",
	    subject.len, 0, 0, scratch->data, scratch->context);
	if (result >= 0)
		return CR_REGEX_YES;
	if (result == PCRE2_ERROR_NOMATCH)
		return CR_REGEX_NO;
	*why = error_text(result);
	return CR_REGEX_ERROR;
}

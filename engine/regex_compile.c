/* SPDX-License-Identifier: MIT */
/*
 * Pattern to regex: parsed, judged by both halves of the gate, compiled by
 * PCRE2; every refusal a diagnostic with a hint.
 */
#include "../base/limits.h"
#include "regex_code.h"
#include "regex_loop.h"
#include "regex_probe.h"
#include "regex_tree.h"

#include <string.h>

/* One pattern on its way. */
struct compiling {
	const struct certrule_alloc *alloc;
	struct certrule_diags *diags;
	struct certrule_bytes pattern;
	struct cr_span span;
	bool no_gate, captures;
	struct cr_arena *arena;
	struct cr_regex_node *tree;
	struct certrule_bytes literal, simple;
};

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
report_pcre2(struct compiling *compiling, int error, size_t at)
{
	struct certrule_diags *diags = compiling->diags;
	struct cr_span span = compiling->span;
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
	/* Its places are those of what it was given. */
	if (cr_bytes_equal(compiling->simple, compiling->pattern))
		span = narrow(diags, span, compiling->pattern, at, at + 1);
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
		cr_diags_hint(diags,
		    "begin with '^', give the repeat a bound such as {1,64}, "
		    "or leave it out");
		break;
	case CR_REGEX_SLOW:
		cr_diags_add(diags, CR_DIAG_REGEX_SLOW, span, text);
		cr_diags_hint(diags,
		    "let each repeat stop before what follows it, as in "
		    "[^,]*, or split it into several comparisons");
		break;
	case CR_REGEX_TOO_COMPLEX:
		cr_diags_add(diags, CR_DIAG_REGEX_COMPLEX, span);
		cr_diags_hint(diags, "split it into several comparisons");
		break;
	}
}

/* ------------------------------------------------------------------ compiling */

static const uint32_t compile_options =
    PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_DOLLAR_ENDONLY |
    PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_UCP;

pcre2_code *
cr_regex_code(const struct certrule_alloc *alloc, struct certrule_bytes pattern,
    bool captures, uint32_t extra, int *error, size_t *at)
{
	uint32_t options = compile_options | extra;
	pcre2_general_context *general = cr_regex_general_context(alloc);
	pcre2_compile_context *context = NULL;
	pcre2_code *code = NULL;

	*error = PCRE2_ERROR_NOMEMORY;
	*at = 0;
	if (general == NULL)
		return NULL;
	context = pcre2_compile_context_create(general);
	if (context == NULL)
		goto out;
	if (captures)
		options &= ~(uint32_t)PCRE2_NO_AUTO_CAPTURE;
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	code = pcre2_compile(
	    pattern.data, pattern.len, options, error, at, context);
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

/* ------------------------------------------------------------------ the gate */

static int
pass_static(struct compiling *compiling)
{
	unsigned char pump[CR_REGEX_GATE_PUMP];
	size_t pump_len = 0;
	enum cr_regex_shape shape = cr_regex_gate_tree(
	    compiling->arena, compiling->tree, pump, sizeof(pump), &pump_len);

	report_shape(
	    compiling->diags, compiling->span, shape, cr_bytes(pump, pump_len));
	return shape == CR_REGEX_SAFE ? 0 : -1;
}

static int
pass_probe(struct compiling *compiling, const struct cr_regex *regex)
{
	struct cr_regex_pumps *pumps =
	    cr_regex_pumps_new(compiling->arena, compiling->tree);
	size_t number = 0;

	if (pumps == NULL)
		goto no_memory;
	switch (cr_regex_probe(regex, compiling->simple, pumps, &number)) {
	case CR_REGEX_PROBE_PASSED:
		return 0;
	case CR_REGEX_PROBE_SLOW:
		report_shape(compiling->diags, compiling->span,
		    regex->anchored ? CR_REGEX_SLOW : CR_REGEX_LEADING,
		    pumps->list[number].round);
		return -1;
	case CR_REGEX_PROBE_NO_MEMORY:
		break;
	}
no_memory:
	cr_diags_no_memory(compiling->diags);
	return -1;
}

/* --------------------------------------------------------------------- stages */

static int
parse(struct compiling *compiling)
{
	struct cr_regex_problem problem;

	compiling->tree =
	    cr_regex_parse(compiling->arena, compiling->pattern, &problem);
	if (compiling->tree != NULL)
		return 0;
	report_problem(
	    compiling->diags, compiling->pattern, compiling->span, &problem);
	return -1;
}

/* What PCRE2 gets, and what is looked for before it is asked. */
static int
prepare(struct compiling *compiling)
{
	if (cr_regex_literal(compiling->arena, compiling->tree,
		compiling->pattern.len, &compiling->literal) == 0 &&
	    cr_regex_simplify(compiling->arena, compiling->tree,
		compiling->pattern, compiling->captures,
		&compiling->simple) == 0)
		return 0;
	cr_diags_no_memory(compiling->diags);
	return -1;
}

static struct cr_regex *
finish(struct compiling *compiling)
{
	struct cr_regex *regex = make_regex(
	    compiling->alloc, compiling->pattern, compiling->literal);
	uint32_t options = 0;
	size_t at = 0;
	int error = PCRE2_ERROR_NOMEMORY;

	if (regex == NULL)
		goto report;
	regex->captures = compiling->captures;
	regex->code = cr_regex_code(compiling->alloc, compiling->simple,
	    compiling->captures, 0, &error, &at);
	if (regex->code == NULL)
		goto report;
	if (check_size(compiling->diags, regex->code, compiling->span) != 0)
		goto refuse;
	if (compile_jit(regex->code, &error) != 0)
		goto report;
	pcre2_pattern_info(regex->code, PCRE2_INFO_ALLOPTIONS, &options);
	regex->anchored = (options & PCRE2_ANCHORED) != 0;
	pcre2_pattern_info(
	    regex->code, PCRE2_INFO_CAPTURECOUNT, &regex->group_count);
	if (compiling->no_gate || pass_probe(compiling, regex) == 0)
		return regex;
	goto refuse;
report:
	report_pcre2(compiling, error, at);
refuse:
	cr_regex_free(regex);
	return NULL;
}

static struct cr_regex *
run_stages(struct compiling *compiling)
{
	if (parse(compiling) != 0)
		return NULL;
	if (!compiling->no_gate && pass_static(compiling) != 0)
		return NULL;
	if (prepare(compiling) != 0)
		return NULL;
	return finish(compiling);
}

static struct cr_regex *
compile(struct compiling *compiling)
{
	struct cr_regex *regex;

	if (compiling->pattern.len > CR_LIMIT_REGEX_PATTERN) {
		cr_diags_add(compiling->diags, CR_DIAG_REGEX_LONG,
		    compiling->span, compiling->pattern.len,
		    (int)CR_LIMIT_REGEX_PATTERN);
		return NULL;
	}
	compiling->arena = cr_arena_new(compiling->alloc);
	if (compiling->arena == NULL) {
		cr_diags_no_memory(compiling->diags);
		return NULL;
	}
	regex = run_stages(compiling);
	cr_arena_free(compiling->arena);
	return regex;
}

struct cr_regex *
cr_regex_compile(const struct certrule_alloc *alloc,
    struct certrule_diags *diags, struct certrule_bytes pattern,
    struct cr_span span, bool no_gate)
{
	struct compiling compiling = {.alloc = alloc,
	    .diags = diags,
	    .pattern = pattern,
	    .span = span,
	    .no_gate = no_gate};

	return compile(&compiling);
}

struct cr_regex *
cr_regex_compile_captures(const struct certrule_alloc *alloc,
    struct certrule_diags *diags, struct certrule_bytes pattern,
    struct cr_span span, bool no_gate)
{
	struct compiling compiling = {.alloc = alloc,
	    .diags = diags,
	    .pattern = pattern,
	    .span = span,
	    .no_gate = no_gate,
	    .captures = true};

	return compile(&compiling);
}

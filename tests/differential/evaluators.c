/* SPDX-License-Identifier: MIT */
/* See evaluators.h. */
#include "evaluators.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../engine/program.h"

#include <stdio.h>
#include <string.h>

static const char *const names[EVALUATORS] = {
    "reference", "linear", "compiled", "compiled again"};

/* -------------------------------------------------------------------- loading */

static struct certrule_gate *
load_gate(const struct evaluators_load *load, const struct disk_file *files,
    unsigned flags)
{
	struct certrule_options options = {
	    .flags = CERTRULE_NO_LINT | flags, .root = DISK_ROOT};
	char path[64];

	snprintf(path, sizeof(path), DISK_ROOT "/%s", files[0].name);
	return cr_gate_load(load->schema, disk_files(files, load->file_count),
	    path, &options, load->diags);
}

static int
append(void *context, const char *text, size_t len)
{
	cr_buffer_add(context, text, len);
	return 0;
}

/* The first file in canonical form, the others as they are. */
static struct certrule_gate *
load_formatted(const struct evaluators_load *load)
{
	struct disk_file files[CUTS_MAX + 1];
	struct certrule_gate *gate = NULL;
	struct cr_buffer text;

	cr_buffer_init(&text, cr_alloc_default());
	memcpy(files, load->files, load->file_count * sizeof(*files));
	if (certrule_format(files[0].name, (const char *)files[0].bytes.data,
		files[0].bytes.len, load->diags, append, &text) == 0) {
		files[0].bytes = cr_buffer_bytes(&text);
		gate = load_gate(load, files, 0);
	}
	cr_buffer_fini(&text);
	return gate;
}

static struct certrule_gate *
load_again(
    const struct evaluators *evaluators, const struct evaluators_load *load)
{
	switch (load->again) {
	case AGAIN_NONE:
		return NULL;
	case AGAIN_RELOADED:
		(void)disk_files(load->files, load->file_count);
		return certrule_gate_reload(
		    evaluators->gates[COMPILED], load->diags);
	case AGAIN_FORMATTED:
		return load_formatted(load);
	}
	return NULL;
}

/* A gate without anything of its own: nobody lets go of it last. */
static struct certrule_gate *
make_view(struct evaluators *evaluators, enum evaluator which,
    const struct cr_program *program)
{
	struct certrule_gate *copy = &evaluators->views[which];

	*copy = *evaluators->gates[COMPILED];
	atomic_init(&copy->references, 1);
	copy->policy.program = program;
	return copy;
}

static int
open_views(struct evaluators *evaluators)
{
	const struct certrule_gate *gate = evaluators->gates[COMPILED];
	const struct cr_program *linear = cr_program_new(&gate->policy, true);

	if (linear == NULL)
		return -1;
	evaluators->gates[REFERENCE] = make_view(evaluators, REFERENCE, NULL);
	evaluators->gates[LINEAR] = make_view(evaluators, LINEAR, linear);
	return 0;
}

static int
open_apart(struct evaluators *evaluators, const struct evaluators_load *load)
{
	evaluators->gates[REFERENCE] =
	    load_gate(load, load->files, CERTRULE_REFERENCE);
	evaluators->gates[LINEAR] =
	    load_gate(load, load->files, CERTRULE_LINEAR);
	return evaluators->gates[REFERENCE] == NULL ||
		       evaluators->gates[LINEAR] == NULL
		   ? -1
		   : 0;
}

int
evaluators_open(
    struct evaluators *evaluators, const struct evaluators_load *load)
{
	memset(evaluators, 0, sizeof(*evaluators));
	certrule_diags_clear(load->diags);
	evaluators->gates[COMPILED] = load_gate(load, load->files, 0);
	if (evaluators->gates[COMPILED] == NULL ||
	    (load->apart ? open_apart(evaluators, load)
			 : open_views(evaluators)) != 0)
		return -1;
	evaluators->gates[AGAIN] = load_again(evaluators, load);
	if (load->again != AGAIN_NONE && evaluators->gates[AGAIN] == NULL)
		return -1;
	for (int i = 0; i < EVALUATORS; i++) {
		if (evaluators->gates[i] == NULL)
			continue;
		evaluators->facts[i] =
		    certrule_fieldset_new(evaluators->gates[i]);
		if (evaluators->facts[i] == NULL)
			return -1;
	}
	return 0;
}

void
evaluators_close(struct evaluators *evaluators)
{
	for (int i = 0; i < EVALUATORS; i++)
		certrule_fieldset_free(evaluators->facts[i]);
	for (int i = 0; i < EVALUATORS; i++)
		if (i >= COMPILED ||
		    evaluators->gates[i] != &evaluators->views[i])
			certrule_gate_unref(evaluators->gates[i]);
	memset(evaluators, 0, sizeof(*evaluators));
}

/* -------------------------------------------------------------------- verdicts */

static bool
same_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return strcmp(a, b) == 0;
}

static bool
same_logs(const struct certrule_verdict *a, const struct certrule_verdict *b)
{
	/* One of them used up its budget, and began again without them. */
	if (a->logs_lost || b->logs_lost)
		return true;
	if (a->log_count != b->log_count)
		return false;
	for (size_t i = 0; i < a->log_count; i++)
		if (!same_text(a->logs[i].rule, b->logs[i].rule) ||
		    a->logs[i].error != b->logs[i].error)
			return false;
	return true;
}

/* AGAIN may have other lines: it may have been formatted. */
static bool
same_verdict(const struct certrule_verdict *a, const struct certrule_verdict *b,
    bool lines)
{
	return a->action == b->action && same_text(a->rule, b->rule) &&
	       same_text(a->action_name, b->action_name) &&
	       same_text(a->tag, b->tag) && same_text(a->message, b->message) &&
	       same_text(a->reason, b->reason) && same_text(a->file, b->file) &&
	       a->status == b->status &&
	       (!lines ||
		   (a->line == b->line && same_text(a->detail, b->detail))) &&
	       same_logs(a, b);
}

bool
evaluators_decide(
    struct evaluators *evaluators, struct certrule_verdict *verdicts)
{
	bool within = true;

	for (int i = 0; i < EVALUATORS; i++) {
		if (evaluators->gates[i] == NULL)
			continue;
		certrule_gate_decide(
		    evaluators->gates[i], evaluators->facts[i], &verdicts[i]);
		within &= strcmp(verdicts[i].reason, "work_budget") != 0;
	}
	return within;
}

static void
print_verdict(const char *name, const struct certrule_verdict *verdict)
{
	printf("%-16s %d %s (line %u) %s: %s; %zu logs\n", name,
	    (int)verdict->action, verdict->rule == NULL ? "-" : verdict->rule,
	    verdict->line, verdict->reason, verdict->detail,
	    verdict->log_count);
}

bool
evaluators_agree(const struct evaluators *evaluators,
    const struct certrule_verdict *verdicts)
{
	bool same = true;

	for (int i = 1; i < EVALUATORS; i++)
		same &= evaluators->gates[i] == NULL ||
			same_verdict(
			    &verdicts[REFERENCE], &verdicts[i], i != AGAIN);
	for (int i = 0; !same && i < EVALUATORS; i++)
		if (evaluators->gates[i] != NULL)
			print_verdict(names[i], &verdicts[i]);
	return same;
}

/* ------------------------------------------------------------------------ laws */

static const struct cr_rule *
find_rule(const struct cr_policy *policy, const char *name)
{
	for (size_t i = 0; i < policy->rule_count; i++)
		if (policy->rules[i].info.name == name)
			return &policy->rules[i];
	return NULL;
}

static bool
is_proven(struct certrule_fieldset *facts)
{
	const struct certrule_value *verified = certrule_fieldset_get(
	    facts, CR_ID_CF_TLS_CLIENT_AUTH_CERT_VERIFIED);

	return verified->state == CERTRULE_PRESENT && verified->as.boolean;
}

bool
evaluators_lawful(
    struct evaluators *evaluators, const struct certrule_verdict *verdict)
{
	const struct certrule_gate *gate = evaluators->gates[REFERENCE];
	struct certrule_fieldset *facts = evaluators->facts[REFERENCE];
	const struct cr_rule *decided = find_rule(&gate->policy, verdict->rule);
	const struct cr_rule *rules = gate->policy.rules;

	if (verdict->action == CERTRULE_BLOCK)
		return true;
	if (decided != NULL && decided->info.kind == CERTRULE_RULE_ALLOW &&
	    !is_proven(facts)) {
		printf("%s allows a client who is not proven\n",
		    decided->info.name);
		return false;
	}
	for (size_t i = 0; i < gate->policy.rule_count; i++) {
		if (rules[i].info.kind != CERTRULE_RULE_ALWAYS_BLOCK ||
		    rules[i].info.disabled ||
		    certrule_gate_rule_outcome(gate, i, facts) ==
			CERTRULE_FALSE)
			continue;
		printf("%s always blocks, and did not\n", rules[i].info.name);
		return false;
	}
	return true;
}

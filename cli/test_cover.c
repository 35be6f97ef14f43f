/* SPDX-License-Identifier: MIT */
/*
 * Coverage of rules.  A rule counts in the cases that reach it: those before
 * the deciding one and that one itself.  What is in error counts as neither.
 */
#include "test_cover.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static int
describe_rule(
    struct cr_test_rule *rule, const struct certrule_gate *gate, size_t index)
{
	struct certrule_rule_info info;
	struct cr_text name;

	certrule_gate_rule_at(gate, index, &info);
	cr_text_init(&name);
	cr_text_printf(&name, "%s:%u", info.file, info.line);
	if (info.named) {
		cr_text_add(&name, " \"");
		cr_text_escape(&name, info.name, strlen(info.name));
		cr_text_add(&name, "\"");
	}
	rule->disabled = info.disabled != 0;
	if (!name.failed)
		rule->name = strdup(cr_text_get(&name));
	cr_text_fini(&name);
	return rule->name != NULL ? 0 : -1;
}

static void
free_policy(struct cr_test_policy *policy)
{
	for (size_t i = 0; i < policy->count; i++)
		free(policy->rules[i].name);
	free(policy->rules);
	free(policy->key);
}

static int
describe_policy(struct cr_test_policy *policy, const char *key,
    const struct certrule_gate *gate)
{
	memset(policy, 0, sizeof(*policy));
	policy->count = certrule_gate_rule_count(gate);
	policy->key = strdup(key);
	policy->rules = calloc(policy->count + 1, sizeof(*policy->rules));
	if (policy->key == NULL || policy->rules == NULL)
		return -1;
	for (size_t i = 0; i < policy->count; i++) {
		if (describe_rule(&policy->rules[i], gate, i) != 0)
			return -1;
	}
	return 0;
}

static struct cr_test_policy *
find_policy(struct cr_test_cover *cover, const char *key,
    const struct certrule_gate *gate)
{
	struct cr_test_policy *policies;

	for (size_t i = 0; i < cover->count; i++) {
		if (strcmp(cover->policies[i].key, key) == 0)
			return &cover->policies[i];
	}
	policies =
	    realloc(cover->policies, (cover->count + 1) * sizeof(*policies));
	if (policies == NULL)
		return NULL;
	cover->policies = policies;
	if (describe_policy(&policies[cover->count], key, gate) != 0) {
		if (policies[cover->count].rules == NULL)
			policies[cover->count].count = 0;
		free_policy(&policies[cover->count]);
		return NULL;
	}
	return &policies[cover->count++];
}

static bool
is_deciding(const struct certrule_gate *gate, size_t index,
    const struct certrule_verdict *verdict)
{
	struct certrule_rule_info info;

	certrule_gate_rule_at(gate, index, &info);
	return verdict->rule != NULL && strcmp(info.name, verdict->rule) == 0;
}

void
cr_test_cover_add(struct cr_test_cover *cover, const char *key,
    const struct certrule_gate *gate, struct certrule_fieldset *facts,
    const struct certrule_verdict *verdict)
{
	struct cr_test_policy *policy = find_policy(cover, key, gate);

	if (policy == NULL) {
		cover->failed = true;
		return;
	}
	for (size_t i = 0;
	     i < policy->count && i < certrule_gate_rule_count(gate); i++) {
		enum certrule_outcome outcome =
		    certrule_gate_rule_outcome(gate, i, facts);

		policy->rules[i].matched |= outcome == CERTRULE_TRUE;
		policy->rules[i].unmatched |= outcome == CERTRULE_FALSE;
		if (is_deciding(gate, i, verdict))
			return;
	}
}

size_t
cr_test_cover_write(const struct cr_test_cover *cover, struct cr_output *out)
{
	size_t findings = 0;

	for (size_t i = 0; i < cover->count; i++) {
		const struct cr_test_policy *policy = &cover->policies[i];

		for (size_t j = 0; j < policy->count; j++) {
			const struct cr_test_rule *rule = &policy->rules[j];

			if (rule->disabled ||
			    (rule->matched && rule->unmatched))
				continue;
			findings++;
			cr_output_printf(out, "# %s: no case in which it %s\n",
			    rule->name,
			    rule->matched     ? "does not match"
			    : rule->unmatched ? "matches"
					      : "is reached");
		}
	}
	return findings;
}

void
cr_test_cover_fini(struct cr_test_cover *cover)
{
	for (size_t i = 0; i < cover->count; i++)
		free_policy(&cover->policies[i]);
	free(cover->policies);
	memset(cover, 0, sizeof(*cover));
}

/* SPDX-License-Identifier: MIT */
/* --dump=plan and --cost: what is shared, what is looked up, and what is not. */
#include "plan.h"

#include "../base/buffer.h"
#include "../base/bytes.h"
#include "explain.h"

/* Rules named in a line; the others are counted. */
#define NAMED_MAX 4

static const char *const method_names[] = {
    [CR_METHOD_NONE] = "asked",
    [CR_METHOD_TEXT] = "text",
    [CR_METHOD_TEXTS] = "texts",
    [CR_METHOD_HOST] = "host",
    [CR_METHOD_PREFIX] = "prefix",
    [CR_METHOD_SUFFIX] = "suffix",
    [CR_METHOD_LITERAL] = "literal",
    [CR_METHOD_RANGE] = "range",
    [CR_METHOD_TEST] = "asked once",
};

struct dump {
	const struct cr_plan *plan;
	struct cr_buffer *out;
	/* The rules of each predicate, side by side. */
	uint32_t *first, *rules;
};

const char *
cr_plan_residual_text(enum cr_residual residual)
{
	switch (residual) {
	case CR_RESIDUAL_NOT:
		return "found by the index";
	case CR_RESIDUAL_NEVER:
		return "it never matches";
	case CR_RESIDUAL_OFF:
		return "disabled";
	case CR_RESIDUAL_ALWAYS:
		return "it asks nothing of a request";
	case CR_RESIDUAL_NEGATED:
		return "all it asks is negated";
	case CR_RESIDUAL_OR:
		return "a part of its 'or' cannot be looked up";
	case CR_RESIDUAL_PLAIN:
		return "nothing it asks can be looked up";
	}
	return ""; /* unreachable: a case for each */
}

void
cr_plan_show_rule(const struct cr_rule *rule, struct cr_buffer *out)
{
	if (rule->info.named) {
		cr_buffer_add_byte(out, '"');
		cr_buffer_show(out, cr_bytes_text(rule->info.name));
		cr_buffer_add_text(out, "\" (");
	}
	cr_buffer_show(out, cr_bytes_text(rule->info.file));
	cr_buffer_printf(
	    out, ":%u%s", rule->info.line, rule->info.named ? ")" : "");
}

/* ------------------------------------------------------- rules of predicates */

/* rules NULL: counts. */
static void
visit(struct dump *dump, const struct cr_part *part, uint32_t rule,
    uint32_t *rules)
{
	if (part->kind == CR_PART_TEST && rules == NULL)
		dump->first[part->predicate + 1]++;
	else if (part->kind == CR_PART_TEST)
		rules[dump->first[part->predicate]++] = rule;
	for (size_t i = 0; i < part->child_count; i++)
		visit(dump, part->children[i], rule, rules);
}

static void
visit_all(struct dump *dump, uint32_t *rules)
{
	for (uint32_t i = 0; i < dump->plan->policy->rule_count; i++)
		if (dump->plan->rules[i].node != NULL)
			visit(dump, dump->plan->rules[i].node, i, rules);
}

static int
collect_rules(struct dump *dump)
{
	const struct cr_plan *plan = dump->plan;
	size_t count = plan->predicate_count;

	dump->first =
	    cr_arena_array(plan->arena, count + 2, sizeof(*dump->first));
	if (dump->first == NULL)
		return -1;
	visit_all(dump, NULL);
	for (size_t i = 1; i <= count; i++)
		dump->first[i] += dump->first[i - 1];
	dump->rules = cr_arena_array(
	    plan->arena, dump->first[count] + (size_t)1, sizeof(*dump->rules));
	if (dump->rules == NULL)
		return -1;
	visit_all(dump, dump->rules);
	/* Each has moved to where the next one begins. */
	for (size_t i = count; i > 0; i--)
		dump->first[i] = dump->first[i - 1];
	dump->first[0] = 0;
	return 0;
}

static void
show_rules(const struct dump *dump, size_t predicate)
{
	const struct cr_policy *policy = dump->plan->policy;
	uint32_t first = dump->first[predicate];
	uint32_t count = dump->first[predicate + 1] - first;

	for (uint32_t i = 0; i < count && i < NAMED_MAX; i++) {
		cr_buffer_add_text(dump->out, i == 0 ? "      " : ", ");
		cr_plan_show_rule(
		    &policy->rules[dump->rules[first + i]], dump->out);
	}
	if (count > NAMED_MAX)
		cr_buffer_printf(dump->out, " and %u more", count - NAMED_MAX);
	cr_buffer_add_text(dump->out, "\n");
}

/* ------------------------------------------------------------------ sections */

static void
show_predicates(const struct dump *dump)
{
	const struct cr_plan *plan = dump->plan;

	cr_buffer_printf(dump->out, "%zu predicates\n", plan->predicate_count);
	for (size_t i = 0; i < plan->predicate_count; i++) {
		const struct cr_predicate *predicate = &plan->predicates[i];

		cr_buffer_printf(dump->out, "  %zu %s%s: ", i + 1,
		    method_names[predicate->method],
		    predicate->number != 0 ? ", kept" : "");
		cr_explain_text(predicate->expr,
		    cr_diags_sources(plan->policy->diags), dump->out);
		cr_buffer_add_text(dump->out, "\n");
		show_rules(dump, i);
	}
}

static void
show_cover(const struct dump *dump, const struct cr_plan_rule *rule)
{
	const struct cr_plan *plan = dump->plan;

	for (uint32_t i = 0; i < rule->count; i++) {
		const struct cr_trigger *trigger =
		    &plan->triggers[plan->covers[rule->first + i]];

		cr_buffer_printf(dump->out, "%s%s%u", i == 0 ? "" : " or ",
		    trigger->negated ? "not " : "", trigger->predicate + 1);
	}
}

static void
show_covers(const struct dump *dump)
{
	const struct cr_plan *plan = dump->plan;

	cr_buffer_printf(dump->out, "%zu rules\n", plan->policy->rule_count);
	for (size_t i = 0; i < plan->policy->rule_count; i++) {
		const struct cr_plan_rule *rule = &plan->rules[i];

		cr_buffer_add_text(dump->out, "  ");
		cr_plan_show_rule(&plan->policy->rules[i], dump->out);
		cr_buffer_add_text(dump->out, ": ");
		if (rule->residual == CR_RESIDUAL_NOT)
			show_cover(dump, rule);
		else if (rule->residual == CR_RESIDUAL_OFF ||
			 rule->residual == CR_RESIDUAL_NEVER)
			cr_buffer_add_text(
			    dump->out, cr_plan_residual_text(rule->residual));
		else
			cr_buffer_printf(dump->out, "asked every time: %s",
			    cr_plan_residual_text(rule->residual));
		cr_buffer_add_text(dump->out, "\n");
	}
}

static void
show_subject_name(const struct dump *dump, const struct cr_subject *subject)
{
	const struct cr_policy *policy = dump->plan->policy;
	const struct cr_span *span;
	struct certrule_bytes text;

	if (subject->term == NULL) {
		cr_buffer_show(dump->out,
		    cr_schema_field(policy->schema, (int)subject->field)->name);
		return;
	}
	span = &subject->term->span;
	text = cr_sources_text(cr_diags_sources(policy->diags), span->source);
	cr_buffer_show(dump->out, cr_bytes_slice(text, span->begin, span->end));
}

static bool
is_test(const struct cr_plan *plan, const struct cr_trigger *trigger)
{
	enum cr_method method = plan->predicates[trigger->predicate].method;

	return trigger->negated || method == CR_METHOD_NONE ||
	       method == CR_METHOD_TEST;
}

/* How many predicates of each method the index looks up in this subject. */
static size_t
count_methods(
    const struct cr_plan *plan, size_t subject, size_t counts[CR_METHOD_TEST])
{
	size_t all = 0;

	for (size_t i = 0; i < plan->trigger_count; i++) {
		const struct cr_predicate *predicate =
		    &plan->predicates[plan->triggers[i].predicate];

		if (is_test(plan, &plan->triggers[i]) ||
		    predicate->subject != subject)
			continue;
		counts[predicate->method]++;
		all++;
	}
	return all;
}

static void
show_subject(const struct dump *dump, size_t number)
{
	const struct cr_plan *plan = dump->plan;
	size_t counts[CR_METHOD_TEST] = {0};
	size_t all = count_methods(plan, number, counts);

	if (all == 0)
		return;
	cr_buffer_add_text(dump->out, "  ");
	show_subject_name(dump, &plan->subjects[number]);
	cr_buffer_printf(dump->out, ": %zu", all);
	for (int i = 0; i < CR_METHOD_TEST; i++)
		if (counts[i] > 0)
			cr_buffer_printf(
			    dump->out, ", %s %zu", method_names[i], counts[i]);
	cr_buffer_add_text(dump->out, "\n");
}

static void
show_stages(const struct dump *dump)
{
	const struct cr_plan *plan = dump->plan;

	cr_buffer_add_text(dump->out, "looked up\n");
	for (size_t i = 0; i < plan->subject_count; i++)
		show_subject(dump, i);
	for (size_t i = 0; i < plan->trigger_count; i++) {
		const struct cr_trigger *trigger = &plan->triggers[i];

		if (!is_test(plan, trigger))
			continue;
		cr_buffer_printf(dump->out,
		    "  predicate %u%s, asked once for %u rules\n",
		    trigger->predicate + 1, trigger->negated ? " negated" : "",
		    trigger->rules);
	}
}

void
cr_plan_dump(const struct cr_plan *plan, struct cr_buffer *out)
{
	struct dump dump = {.plan = plan, .out = out};

	if (collect_rules(&dump) != 0) {
		out->failed = true;
		return;
	}
	show_predicates(&dump);
	show_stages(&dump);
	show_covers(&dump);
}

/* -------------------------------------------------------------------- costs */

static bool
is_asked(const struct cr_plan_rule *rule)
{
	return rule->residual != CR_RESIDUAL_NOT &&
	       rule->residual != CR_RESIDUAL_NEVER &&
	       rule->residual != CR_RESIDUAL_OFF;
}

static size_t
count_subjects(const struct cr_plan *plan)
{
	size_t counts[CR_METHOD_TEST], found = 0;

	for (size_t i = 0; i < plan->subject_count; i++)
		found += count_methods(plan, i, counts) > 0;
	return found;
}

static void
show_asked(const struct cr_plan *plan, struct cr_buffer *out)
{
	for (size_t i = 0; i < plan->policy->rule_count; i++) {
		const struct cr_plan_rule *rule = &plan->rules[i];

		if (!is_asked(rule))
			continue;
		cr_buffer_add_text(out, "  ");
		cr_plan_show_rule(&plan->policy->rules[i], out);
		cr_buffer_printf(out, ": %s; up to %u steps\n",
		    cr_plan_residual_text(rule->residual), rule->node->cost);
	}
}

void
cr_plan_dump_cost(const struct cr_plan *plan, struct cr_buffer *out)
{
	size_t found = 0, asked = 0, tests = 0;
	uint64_t steps = 0;

	for (size_t i = 0; i < plan->policy->rule_count; i++) {
		const struct cr_plan_rule *rule = &plan->rules[i];

		found += rule->residual == CR_RESIDUAL_NOT;
		if (!is_asked(rule))
			continue;
		asked++;
		steps += rule->node->cost;
	}
	for (size_t i = 0; i < plan->trigger_count; i++)
		tests += is_test(plan, &plan->triggers[i]);
	cr_buffer_printf(out,
	    "found by what a request holds: %zu rules, by looking into %zu "
	    "values and asking %zu tests\n"
	    "asked every time: %zu rules, up to %llu steps\n",
	    found, count_subjects(plan), tests, asked,
	    (unsigned long long)steps);
	show_asked(plan, out);
}

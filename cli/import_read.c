/* SPDX-License-Identifier: MIT */
/*
 * Finds rulesets, lists and the older firewall rules in a tree, wherever they
 * stand: in an answer of the API, in Terraform's state, in what `terraform show`
 * prints, in a configuration.  Each is known by its members, so that what
 * stands around it does not matter.
 */
#include "import.h"

#include <stdlib.h>
#include <string.h>

/* Room for one more of `size` bytes, zeroed; NULL: no memory. */
static void *
add(struct cr_import *import, void *array, size_t *count, size_t *capacity,
    size_t size)
{
	char **items = array;
	size_t wanted = *capacity == 0 ? 8 : *capacity * 2;

	if (*count == *capacity) {
		char *grown = reallocarray(*items, wanted, size);

		import->failed = import->failed || grown == NULL;
		if (grown == NULL)
			return NULL;
		*items = grown;
		*capacity = wanted;
	}
	memset(*items + *count * size, 0, size);
	return *items + (*count)++ * size;
}

static bool
has_string(const struct cr_json_value *object, const char *name)
{
	return cr_json_kind(cr_json_get(object, name)) == CR_JSON_STRING;
}

static struct cr_json_string
get_string(const struct cr_json_value *object, const char *name)
{
	return cr_json_string(cr_json_get(object, name));
}

static bool
same(struct cr_json_string a, struct cr_json_string b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static bool
is_text(struct cr_json_string a, const char *text)
{
	return a.len == strlen(text) && memcmp(a.data, text, a.len) == 0;
}

const struct cr_json_value *
cr_import_only(const struct cr_json_value *value)
{
	return cr_json_kind(value) == CR_JSON_ARRAY ? cr_json_at(value, 0)
						    : value;
}

/* -------------------------------------------------------------------- rules */

/* What rules and filters have in common. */
static void
fill_rule(struct cr_import_rule *rule, const struct cr_json_value *object)
{
	const struct cr_json_value *parameters =
	    cr_import_only(cr_json_get(object, "action_parameters"));

	rule->description = get_string(object, "description");
	rule->ref = get_string(object, "ref");
	rule->id = get_string(object, "id");
	rule->action = get_string(object, "action");
	rule->expression = get_string(object, "expression");
	rule->disabled = cr_json_is(cr_json_get(object, "enabled"), false) ||
			 cr_json_is(cr_json_get(object, "paused"), true);
	rule->has_priority =
	    cr_json_integer(cr_json_get(object, "priority"), &rule->priority);
	rule->counts = cr_json_kind(cr_import_only(
			   cr_json_get(object, "ratelimit"))) == CR_JSON_OBJECT;
	if (cr_json_kind(parameters) == CR_JSON_OBJECT)
		rule->parameters = parameters;
}

struct rules {
	struct cr_import *import;
	struct cr_import_ruleset *ruleset;
};

static int
read_rule(void *context, const char *name, const struct cr_json_value *object)
{
	struct rules *rules = context;
	struct cr_import_rule *rule;

	(void)name;
	if (cr_json_kind(object) != CR_JSON_OBJECT)
		return 0;
	rule = add(rules->import, &rules->ruleset->rules,
	    &rules->ruleset->count, &rules->ruleset->capacity, sizeof(*rule));
	if (rule == NULL)
		return -1;
	fill_rule(rule, object);
	return 0;
}

/* Rules have an expression; of an empty list of them the phase tells. */
static bool
is_ruleset(const struct cr_json_value *object)
{
	const struct cr_json_value *rules = cr_json_get(object, "rules");
	enum cr_json_kind kind = cr_json_kind(rules);

	if (kind == CR_JSON_OBJECT ||
	    (kind == CR_JSON_ARRAY && cr_json_count(rules) > 0))
		return has_string(cr_import_only(rules), "expression");
	return kind == CR_JSON_ARRAY && has_string(object, "phase");
}

static int
read_ruleset(struct cr_import *import, const struct cr_json_value *object)
{
	const struct cr_json_value *list = cr_json_get(object, "rules");
	struct rules rules = {.import = import};

	rules.ruleset = add(import, &import->rulesets, &import->ruleset_count,
	    &import->ruleset_capacity, sizeof(*rules.ruleset));
	if (rules.ruleset == NULL)
		return -1;
	rules.ruleset->name = get_string(object, "name");
	rules.ruleset->phase = get_string(object, "phase");
	if (cr_json_kind(list) == CR_JSON_OBJECT)
		return read_rule(&rules, NULL, list);
	return cr_json_each(list, read_rule, &rules);
}

/* ------------------------------------------------------- the older rules */

static bool
is_firewall_rule(const struct cr_json_value *object)
{
	return has_string(object, "action") &&
	       (has_string(object, "filter_id") ||
		   cr_json_kind(cr_json_get(object, "filter")) ==
		       CR_JSON_OBJECT);
}

/* A rule or its filter may be paused. */
static void
take_filter(struct cr_import_rule *rule, const struct cr_import_rule *filter)
{
	rule->expression = filter->expression;
	rule->disabled = rule->disabled || filter->disabled;
}

static int
read_firewall_rule(struct cr_import *import, const struct cr_json_value *object)
{
	const struct cr_json_value *filter = cr_json_get(object, "filter");
	struct rules rules = {import, &import->firewall};
	struct cr_import_rule *rule, inside;

	if (read_rule(&rules, NULL, object) != 0)
		return -1;
	rule = &import->firewall.rules[import->firewall.count - 1];
	rule->filter = get_string(object, "filter_id");
	memset(&inside, 0, sizeof(inside));
	fill_rule(&inside, filter);
	if (cr_json_kind(filter) == CR_JSON_OBJECT)
		take_filter(rule, &inside);
	return 0;
}

static bool
is_filter(const struct cr_json_value *object)
{
	return has_string(object, "expression") && has_string(object, "id") &&
	       !has_string(object, "action");
}

static int
read_filter(struct cr_import *import, const struct cr_json_value *object)
{
	struct cr_import_rule *filter = add(import, &import->filters,
	    &import->filter_count, &import->filter_capacity, sizeof(*filter));

	if (filter == NULL)
		return -1;
	fill_rule(filter, object);
	return 0;
}

/* By priority; those without one come last, by what their action is. */
static int
compare_rules(const void *a, const void *b)
{
	const struct cr_import_rule *left = a, *right = b;

	if (left->has_priority != right->has_priority)
		return left->has_priority ? -1 : 1;
	if (left->has_priority)
		return (left->priority > right->priority) -
		       (left->priority < right->priority);
	return (int)cr_import_action_order(left->action) -
	       (int)cr_import_action_order(right->action);
}

/* A sort that leaves equals in their order; there are few of them. */
static void
sort_rules(struct cr_import_ruleset *ruleset)
{
	struct cr_import_rule *rules = ruleset->rules;

	for (size_t i = 1; i < ruleset->count; i++) {
		struct cr_import_rule rule = rules[i];
		size_t at = i;

		for (; at > 0 && compare_rules(&rules[at - 1], &rule) > 0; at--)
			rules[at] = rules[at - 1];
		rules[at] = rule;
	}
}

static void
finish_firewall(struct cr_import *import)
{
	for (size_t i = 0; i < import->firewall.count; i++) {
		struct cr_import_rule *rule = &import->firewall.rules[i];

		for (size_t j = 0; j < import->filter_count; j++)
			if (rule->expression.len == 0 &&
			    same(rule->filter, import->filters[j].id))
				take_filter(rule, &import->filters[j]);
	}
	sort_rules(&import->firewall);
}

/* -------------------------------------------------------------------- lists */

/* Nothing of it can end the set that it goes into. */
static bool
is_word(struct cr_json_string text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr("0123456789abcdefABCDEF.:/", text.data[i]) == NULL ||
		    text.data[i] == '\0')
			return false;
	return text.len > 0;
}

static void
add_address(struct cr_import_list *list, struct cr_json_string text)
{
	if (!is_word(text)) {
		list->odd = true;
		return;
	}
	cr_text_add(&list->items, list->items.len > 0 ? " " : "");
	cr_text_write(&list->items, text.data, text.len);
}

/* Of all that an item has room for, what a list of this kind holds. */
static void
add_item(struct cr_import_list *list, const struct cr_json_value *item)
{
	const struct cr_json_value *value =
	    cr_import_only(cr_json_get(item, "value"));
	struct cr_json_string host;
	long long number;

	if (value == NULL)
		value = item;
	if (is_text(list->kind, "ip"))
		add_address(list, get_string(value, "ip"));
	host = get_string(
	    cr_import_only(cr_json_get(value, "hostname")), "url_hostname");
	if (is_text(list->kind, "hostname")) {
		cr_text_add(&list->items, list->items.len > 0 ? " " : "");
		cr_import_quote(&list->items, host.data, host.len);
	}
	if (is_text(list->kind, "asn") &&
	    cr_json_integer(cr_json_get(value, "asn"), &number))
		cr_text_printf(&list->items, "%s%lld",
		    list->items.len > 0 ? " " : "", number);
}

static int
read_item(void *context, const char *name, const struct cr_json_value *item)
{
	(void)name;
	add_item(context, item);
	return 0;
}

static bool
is_list(const struct cr_json_value *object)
{
	struct cr_json_string kind = get_string(object, "kind");

	return has_string(object, "name") &&
	       (is_text(kind, "ip") || is_text(kind, "hostname") ||
		   is_text(kind, "asn") || is_text(kind, "redirect"));
}

static int
read_list(struct cr_import *import, const struct cr_json_value *object)
{
	struct cr_import_list *list = add(import, &import->lists,
	    &import->list_count, &import->list_capacity, sizeof(*list));

	if (list == NULL)
		return -1;
	list->name = get_string(object, "name");
	list->id = get_string(object, "id");
	list->kind = get_string(object, "kind");
	cr_json_each(cr_json_get(object, "item"), read_item, list);
	cr_json_each(cr_json_get(object, "items"), read_item, list);
	return list->items.failed ? -1 : 0;
}

/* An item that stands by itself and names its list. */
static int
read_items(void *context, const char *name, const struct cr_json_value *value)
{
	struct cr_import *import = context;
	struct cr_json_string id = get_string(value, "list_id");

	(void)name;
	for (size_t i = 0; id.len > 0 && i < import->list_count; i++)
		if (same(import->lists[i].id, id))
			add_item(&import->lists[i], value);
	return cr_json_each(value, read_items, import);
}

/* ------------------------------------------------------------------ the walk */

/* Of a plan: what is planned counts, and stands there again in other parts. */
static bool
is_repeat(const char *name)
{
	return name != NULL && (strcmp(name, "prior_state") == 0 ||
				   strcmp(name, "resource_changes") == 0 ||
				   strcmp(name, "configuration") == 0);
}

static int
walk(void *context, const char *name, const struct cr_json_value *value)
{
	struct cr_import *import = context;

	if (is_repeat(name))
		return 0;
	if (is_ruleset(value))
		return read_ruleset(import, value);
	if (is_list(value))
		return read_list(import, value);
	if (is_firewall_rule(value))
		return read_firewall_rule(import, value);
	if (is_filter(value))
		return read_filter(import, value);
	return cr_json_each(value, walk, import);
}

int
cr_import_read(struct cr_import *import, const struct cr_json_value *root)
{
	if (walk(import, NULL, root) != 0)
		return -1;
	cr_json_each(root, read_items, import);
	finish_firewall(import);
	for (size_t i = 0; i < import->list_count; i++)
		import->failed |= import->lists[i].items.failed;
	return import->failed ? -1 : 0;
}

void
cr_import_fini(struct cr_import *import)
{
	for (size_t i = 0; i < import->ruleset_count; i++)
		free(import->rulesets[i].rules);
	for (size_t i = 0; i < import->list_count; i++)
		cr_text_fini(&import->lists[i].items);
	free(import->rulesets);
	free(import->lists);
	free(import->firewall.rules);
	free(import->filters);
}

/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as facts in JSON.  They are taken, or refused with a reason; what
 * was taken is the same when it is written as JSON and read again, and the
 * record of a decision, given as facts, gives the same verdict again.
 */
#include "fuzz.h"

#include "../../base/alloc.h"
#include "../../base/bytes.h"
#include "../../base/value.h"
#include "../../engine/json_write.h"

#include <string.h>

#define NOW 1767225600

static const char policy[] =
    "field own.flag bool\n"
    "field own.deep map<array<int>>\n"
    "field own.addresses array<ip>\n"
    "field own.names map<string>\n"
    "trust fleet for default { ca \"own.pem\" revocation off }\n"
    "log \"seen\" if any(own.addresses[*] == 192.0.2.1)\n"
    "block \"deep\" if any(own.deep[\"k\"][*] == 3)\n"
    "block \"agent\" if any(http.request.headers[\"x-a\"][*] == \"b\")\n"
    "allow anonymous \"open\" if http.request.uri.path == \"/open\"\n"
    "allow anonymous \"flag\" if own.flag and ip.src in {10.0.0.0/8}\n"
    "allow \"proven\" if hostname == \"a.example\"\n"
    "default block\n";

static struct certrule_gate *
get_gate(void)
{
	static struct certrule_gate *gate;
	struct disk_file files[] = {
	    {"policy", cr_bytes_text(policy)},
	    {"own.pem", fuzz_read("certs/root.pem")},
	};

	if (gate == NULL)
		gate = fuzz_load_own(files, 2, NOW);
	return gate;
}

static struct certrule_fieldset *
get_facts(int index)
{
	static struct certrule_fieldset *facts[2];

	if (facts[index] == NULL)
		facts[index] = certrule_fieldset_new(get_gate());
	if (facts[index] == NULL)
		fuzz_report("no memory", cr_bytes("", 0));
	return facts[index];
}

static void
begin(struct certrule_fieldset *facts)
{
	certrule_fieldset_clear(facts);
	certrule_fieldset_set_time(facts, NOW);
}

/* One field alone, as JSON. */
static void
try_field(struct certrule_fieldset *facts, int field)
{
	const struct certrule_value *value = &facts->slots[field].value;
	struct certrule_fieldset *other = get_facts(1);
	struct cr_buffer text;
	const char *why;

	cr_buffer_init(&text, cr_alloc_default());
	cr_buffer_printf(&text, "{\"%s\":",
	    (const char *)cr_schema_field(facts->schema, field)->name.data);
	cr_json_value(&text, value);
	cr_buffer_add_text(&text, "}");
	begin(other);
	if (certrule_fieldset_set_json(
		other, (const char *)text.data, text.len, &why) != 0)
		fuzz_report(why, cr_buffer_bytes(&text));
	if (!cr_value_equal(value, certrule_fieldset_get(other, field)))
		fuzz_report("written as JSON, it reads differently",
		    cr_buffer_bytes(&text));
	cr_buffer_fini(&text);
}

static bool
same_verdict(const struct certrule_verdict *a, const struct certrule_verdict *b)
{
	return a->action == b->action && a->log_count == b->log_count &&
	       a->line == b->line && a->status == b->status &&
	       strcmp(a->reason, b->reason) == 0;
}

static void
try_record(struct certrule_fieldset *facts)
{
	struct certrule_fieldset *other = get_facts(1);
	struct certrule_verdict first, second;
	struct cr_buffer text;
	const char *why;

	cr_buffer_init(&text, cr_alloc_default());
	certrule_gate_decide(get_gate(), facts, &first);
	if (certrule_verdict_json(
		get_gate(), facts, &first, fuzz_write, &text) != 0)
		fuzz_report("no record", cr_bytes("", 0));
	begin(other);
	if (certrule_fieldset_set_json(
		other, (const char *)text.data, text.len, &why) != 0)
		fuzz_report(why, cr_buffer_bytes(&text));
	certrule_gate_decide(get_gate(), other, &second);
	if (!same_verdict(&first, &second))
		fuzz_report("a record that gives another verdict",
		    cr_buffer_bytes(&text));
	cr_buffer_fini(&text);
}

/* result: what the setter said. */
static void
try_facts(struct certrule_fieldset *facts, int result, const char *why,
    struct certrule_bytes text)
{
	if ((result != 0) != (why != NULL))
		fuzz_report(
		    "refused without a reason, or taken with one", text);
	if (result == 0)
		for (size_t i = 0; i < facts->slot_count; i++)
			if (facts->slots[i].state == CR_SLOT_SET)
				try_field(facts, (int)i);
	try_record(facts);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct certrule_fieldset *facts = get_facts(0);
	const char *text = len == 0 ? "" : (const char *)data, *why;
	int result;

	begin(facts);
	result = certrule_fieldset_set_json(facts, text, len, &why);
	try_facts(facts, result, why, cr_bytes(data, len));
	begin(facts);
	result = certrule_fieldset_set_text(facts, text, len, &why);
	try_facts(facts, result, why, cr_bytes(data, len));
	return 0;
}
